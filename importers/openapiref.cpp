#include "importers/openapiref.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

namespace tarascope {

using json::Node;

namespace {

constexpr std::size_t indexedFrom = 16;

// Members whose own members have names chosen by the author.
constexpr std::array<std::string_view, 22> freeNames{
    "properties", "patternProperties", "$defs",      "definitions",     "dependentSchemas",
    "schemas",    "responses",         "parameters", "requestBodies",   "headers",
    "links",      "callbacks",         "content",    "securitySchemes", "pathItems",
    "paths",      "webhooks",          "encoding",   "variables",       "mapping",
    "scopes",     "examples"};
// Members that hold values, not parts of the description.
constexpr std::array<std::string_view, 5> values{"example", "default", "enum", "const", "value"};

bool contains(const auto &names, std::string_view name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// One step of a JSON pointer in a URI fragment: %xx first (RFC 3986), then ~1 and ~0 (RFC 6901).
std::string pointerStep(std::string_view step)
{
    std::string out;
    for (std::size_t at = 0; at < step.size(); ++at) {
        const int high = step[at] == '%' && at + 2 < step.size() ? hexDigit(step[at + 1]) : -1;
        const int low = high >= 0 ? hexDigit(step[at + 2]) : -1;
        if (low >= 0) {
            out += static_cast<char>(high * 16 + low);
            at += 2;
        } else {
            out += step[at];
        }
    }
    std::string plain;
    for (std::size_t at = 0; at < out.size(); ++at) {
        const bool escaped = out[at] == '~' && at + 1 < out.size() && (out[at + 1] == '0' || out[at + 1] == '1');
        plain += escaped ? (out[++at] == '1' ? '/' : '~') : out[at];
    }
    return plain;
}

const Node *element(const Node &array, std::string_view step)
{
    std::size_t index = 0;
    const auto [stop, error] = std::from_chars(step.data(), step.data() + step.size(), index);
    const bool valid = error == std::errc() && stop == step.data() + step.size() && index < array.children.size();
    return valid ? &array.children[index] : nullptr;
}

/// What the names in an object are: words of OpenAPI, or free ones.
enum class Names { Words, Free };
struct Visit {
    const Node *node;
    Names names;
};

bool isData(const Visit &parent, const Node &child)
{
    if (parent.names == Names::Free)
        return false;
    const bool listOfValues = child.name == "examples" && child.isArray();
    return contains(values, child.name) || listOfValues || child.name.starts_with("x-");
}

Names namesIn(const Visit &parent, const Node &child)
{
    const bool isMap = child.isObject() && parent.names != Names::Free && contains(freeNames, child.name);
    return isMap ? Names::Free : Names::Words;
}

const Node *referenceOf(const Node &node)
{
    const Node *reference = node.isObject() ? node.find("$ref") : nullptr;
    return reference && reference->isString() ? reference : nullptr;
}

} // namespace

const Node *OpenApiReferences::member(const Node &object, std::string_view name)
{
    if (!object.isObject() || object.children.size() < indexedFrom)
        return object.find(name);
    auto &index = m_members[&object];
    if (index.empty()) {
        for (const Node &child : object.children)
            index.emplace(child.name, &child);
    }
    const auto at = index.find(name);
    return at == index.end() ? nullptr : at->second;
}

const Node *OpenApiReferences::target(std::string_view reference)
{
    const auto [at, added] = m_targets.try_emplace(std::string(reference), nullptr);
    const std::size_t hash = std::min(reference.find('#'), reference.size());
    const std::string_view fragment = reference.substr(hash);
    if (!added || (fragment != "#" && !fragment.starts_with("#/")))
        return at->second;
    const Node *node = m_files.root(reference.substr(0, hash));
    for (std::string_view rest = fragment.substr(1); node && !rest.empty();) {
        rest.remove_prefix(1);
        const std::size_t end = std::min(rest.find('/'), rest.size());
        const std::string step = pointerStep(rest.substr(0, end));
        node = node->isArray() ? element(*node, step) : member(*node, step);
        rest.remove_prefix(end);
    }
    at->second = node;
    return node;
}

const Node *OpenApiReferences::resolve(const Node &node)
{
    std::set<const Node *> visited;
    const Node *at = &node;
    const Node *end = nullptr;
    while (at) {
        const Node *reference = referenceOf(*at);
        if (!reference) {
            end = at;
            break;
        }
        if (const auto known = m_resolved.find(at); known != m_resolved.end()) {
            end = known->second;
            break;
        }
        if (!visited.insert(at).second)
            break;
        at = target(reference->text);
    }
    for (const Node *each : visited)
        m_resolved.emplace(each, end); // else a long chain of references is walked from each of them
    return end;
}

void OpenApiReferences::checkReference(const Node &reference, LossReport &skipped)
{
    const Where where = m_files.where(reference);
    const bool inside = m_files.root(std::string_view(reference.text).substr(0, reference.text.find('#')));
    if (const Message *refusal = m_files.refusal(reference.text)) {
        skipped.list("$ref", *refusal, where);
    } else if (!inside || reference.text.find('#') == std::string::npos) {
        skipped.list("$ref",
                     {QT_TRANSLATE_NOOP("model", "%1 is outside this file and was not opened"),
                      {reference.text},
                      "referenceOutside"},
                     where);
    } else if (!target(reference.text)) {
        skipped.list(
            "$ref", {QT_TRANSLATE_NOOP("model", "%1 leads nowhere in this file"), {reference.text}, "referenceNowhere"},
            where);
    } else if (const Node *next = target(reference.text); referenceOf(*next) && !resolve(*next)) {
        skipped.list("$ref",
                     {QT_TRANSLATE_NOOP("model", "%1 leads to a reference that leads nowhere or back to itself"),
                      {reference.text},
                      "referenceCircle"},
                     where);
    }
}

Result<void> OpenApiReferences::check(LossReport &skipped)
{
    std::int64_t references = 0;
    const Node *tooMany = nullptr;
    for (std::size_t place = 0; place < m_files.count(); ++place) {
        const Result<void> walked = forEachReference(m_files.document(place).root, m_budget, [&](const Node &reference) {
            if (++references <= m_budget.limits.references)
                checkReference(reference, skipped);
            else if (!tooMany)
                tooMany = &reference;
        });
        if (!walked)
            return walked;
    }
    if (!tooMany)
        return {};
    return Error{ErrorKind::Input,
                 {QT_TRANSLATE_NOOP("model", "the file has more than %1 references, the limit for an import"),
                  {std::to_string(m_budget.limits.references)},
                  "tooManyReferences"},
                 m_files.where(*tooMany)};
}

Result<void> forEachReference(const Node &root, const Budget &budget, const std::function<void(const Node &)> &visit)
{
    std::vector<Visit> open{{&root, Names::Words}};
    for (std::int64_t visited = 0; !open.empty(); ++visited) {
        if (visited % 4096 == 0) {
            if (const Result<void> go = budget.check(); !go)
                return go;
        }
        const Visit at = open.back();
        open.pop_back();
        if (const Node *reference = referenceOf(*at.node))
            visit(*reference);
        // The last child first onto the stack, so that findings come in the order of the file.
        for (auto child = at.node->children.rbegin(); child != at.node->children.rend(); ++child) {
            const bool container = child->isObject() || child->isArray();
            if (container && !isData(at, *child))
                open.push_back({&*child, namesIn(at, *child)});
        }
    }
    return {};
}

} // namespace tarascope
