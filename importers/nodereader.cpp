#include "importers/nodereader.h"

#include <algorithm>

namespace tarascope {

using json::Node;

std::string pointerPart(std::string_view name)
{
    std::string out = "/";
    for (char c : name) {
        if (c == '~')
            out += "~0";
        else if (c == '/')
            out += "~1";
        else
            out += c;
    }
    return out;
}

Where NodeReader::whereOf(const Node &node, std::string pointer) const
{
    Where where = m_document.where(node);
    where.pointer = std::move(pointer);
    return where;
}

Error NodeReader::refuse(const Node &node, std::string pointer, const char *text, std::vector<std::string> args,
                         const char *code) const
{
    return {ErrorKind::Input, {text, std::move(args), code}, whereOf(node, std::move(pointer))};
}

Error NodeReader::wrongType(const Node &node, const std::string &pointer, const char *allowed) const
{
    return refuse(node, pointer, QT_TRANSLATE_NOOP("model", "%1 must be %2"),
                  {node.name.empty() ? std::string("this") : "\"" + node.name + "\"", allowed}, "wrongType");
}

Result<std::string> NodeReader::text(const Node &node, const std::string &pointer, const TextMember &member) const
{
    const Node *found = node.find(member.name);
    if (!member.required && (!found || found->isNull()))
        return std::string();
    if (!found)
        return refuse(node, pointer, QT_TRANSLATE_NOOP("model", "\"%1\" is missing"), {member.name}, "missingMember");
    if (!found->isString())
        return wrongType(*found, pointer + "/" + member.name, "a text");
    return found->text;
}

Result<void> NodeReader::texts(const Node &node, const std::string &pointer,
                               std::initializer_list<TextMember> members) const
{
    for (const TextMember &member : members) {
        Result<std::string> read = text(node, pointer, member);
        if (!read)
            return read.error();
        *member.place = std::move(*read);
    }
    return {};
}

Result<std::vector<std::string>> NodeReader::textList(const Node &node, const std::string &pointer,
                                                      const char *member) const
{
    std::vector<std::string> list;
    const Node *found = node.find(member);
    if (!found || found->isNull())
        return list;
    const std::string place = pointer + "/" + member;
    if (!found->isArray())
        return wrongType(*found, place, "a list of texts");
    for (std::size_t i = 0; i < found->children.size(); ++i) {
        if (!found->children[i].isString())
            return wrongType(found->children[i], place + "/" + std::to_string(i), "a text");
        list.push_back(found->children[i].text);
    }
    return list;
}

Result<std::optional<Uid>> NodeReader::uidOf(const Node &node, const std::string &pointer) const
{
    const Node *found = node.find("uid");
    if (!found || found->isNull())
        return std::optional<Uid>();
    const auto uid = found->isString() ? Uid::fromHex(found->text) : std::nullopt;
    if (!uid || uid->isNull())
        return wrongType(*found, pointer + "/uid", "32 hexadecimal digits");
    return uid;
}

void NodeReader::reportUnknown(std::vector<LossEntry> &skipped, const Node &node, const std::string &pointer,
                               std::initializer_list<std::string_view> known) const
{
    for (const Node &member : node.children)
        if (std::find(known.begin(), known.end(), member.name) == known.end())
            skipped.push_back({member.name,
                               {QT_TRANSLATE_NOOP("model", "the format has no such member here"), {}, "unknownMember"},
                               whereOf(member, pointer + pointerPart(member.name))});
}

} // namespace tarascope
