#include "importers/treesource.h"

#include "importers/sourcetext.h"
#include "model/json/yaml.h"

namespace tarascope {

using json::Node;
using json::Type;

namespace {

bool isScalar(const Node &node) { return !node.isObject() && !node.isArray() && !node.isNull(); }

Error wrongType(const json::Document &document, const Node &node, const char *allowed)
{
    return {ErrorKind::Input,
            {QT_TRANSLATE_NOOP("model", "%1 must be %2"),
             {node.name.empty() ? std::string("this") : "\"" + node.name + "\"", allowed},
             "wrongType"},
            document.where(node)};
}

} // namespace

Result<json::Document> readTree(std::string_view bytes, const std::string &file, const Budget &budget)
{
    if (static_cast<std::int64_t>(bytes.size()) > budget.limits.bytes)
        return tooLarge(bytes, file, budget.limits);
    const std::size_t first = bytes.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    const bool json = first == std::string_view::npos || bytes[first] == '{' || bytes[first] == '[';
    return json ? json::read(bytes, file, budget) : json::readYaml(bytes, file, budget);
}

std::string scalar(const Node &node, std::string_view member)
{
    const Node *found = node.find(member);
    return found && isScalar(*found) ? found->text : std::string();
}

bool isTrue(const Node &node, std::string_view member) { return scalar(node, member) == "true"; }

Result<std::string> needed(const json::Document &document, const Node &node, const char *member)
{
    const Node *found = node.find(member);
    if (found && !isScalar(*found) && !found->isNull())
        return wrongType(document, *found, "a text");
    if (!found || found->text.empty())
        return Error{ErrorKind::Input,
                     {QT_TRANSLATE_NOOP("model", "\"%1\" is missing"), {member}, "missingMember"},
                     document.where(found ? *found : node)};
    return found->text;
}

Result<std::span<const Node>> entries(const json::Document &document, const Node &node, const char *member, Type type)
{
    const Node *found = node.find(member);
    if (!found || found->isNull())
        return std::span<const Node>();
    if (found->type != type)
        return wrongType(document, *found, type == Type::Array ? "a list" : "an object");
    return std::span<const Node>(found->children);
}

Result<std::span<const Node>> objects(const json::Document &document, const Node &node, const char *member, Type type)
{
    Result<std::span<const Node>> found = entries(document, node, member, type);
    if (!found)
        return found;
    for (const Node &each : *found)
        if (!each.isObject())
            return wrongType(document, each, "an object");
    return found;
}

std::vector<std::string> scalars(const Node &node, std::string_view member)
{
    std::vector<std::string> texts;
    const Node *found = node.find(member);
    if (found && isScalar(*found) && !found->text.empty())
        texts.push_back(found->text);
    if (found && found->isArray())
        for (const Node &each : found->children)
            if (isScalar(each) && !each.text.empty())
                texts.push_back(each.text);
    return texts;
}

} // namespace tarascope
