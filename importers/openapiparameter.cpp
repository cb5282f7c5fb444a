#include "importers/openapireader.h"
#include "importers/words.h"

#include <algorithm>
#include <array>

// Path parameters that name an object become object types: these endpoints need a check of the caller's right to the
// object (OWASP API1:2023, broken object level authorization).

namespace tarascope {

using json::Node;

namespace {

constexpr std::size_t mostSchemas = 32;  ///< looked at for one parameter, through allOf, anyOf, oneOf
constexpr std::size_t mostMentions = 64; ///< parameters in one path
constexpr std::size_t mostDescription = 500;

/// Last words of names that identify something; alone they do not say what.
constexpr std::array<std::string_view, 17> idWords{"id",   "ids",    "uuid", "guid",   "key",       "name",
                                                   "slug", "number", "no",   "nr",     "sid",       "uid",
                                                   "pk",   "serial", "code", "handle", "identifier"};
/// Words of names that choose a value.
constexpr std::array<std::string_view, 42> valueWords{
    "time",   "timestamp", "date",     "day",    "days",    "weekday", "weekdays", "month",  "year",
    "hour",   "minute",    "from",     "until",  "start",   "end",     "timezone", "lang",   "language",
    "locale", "country",   "currency", "mode",   "version", "format",  "type",     "status", "state",
    "action", "page",      "limit",    "offset", "count",   "size",    "unit",     "ext",    "extension",
    "path",   "dir",       "query",    "filter", "search",  "sort"};

bool contains(const auto &words, std::string_view word)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// A parameter in a path template and the last fixed segment before it.
struct Mention {
    std::string name;
    std::string segment;
};

std::vector<Mention> mentionsIn(std::string_view path)
{
    std::vector<Mention> mentions;
    std::string segment;
    for (std::string_view rest = path; !rest.empty();) {
        const std::size_t slash = std::min(rest.find('/'), rest.size());
        std::string_view part = rest.substr(0, slash);
        rest.remove_prefix(std::min(slash + 1, rest.size()));
        if (part.find('{') == std::string_view::npos && !part.empty())
            segment = part;
        for (std::size_t open = part.find('{'); open != std::string_view::npos; open = part.find('{')) {
            const std::size_t close = part.find('}', open);
            if (close == std::string_view::npos)
                break;
            if (close > open + 1 && mentions.size() < mostMentions)
                mentions.push_back({std::string(part.substr(open + 1, close - open - 1)), segment});
            part.remove_prefix(close + 1);
        }
    }
    return mentions;
}

// OpenAPI 3.1 allows a list: "null" beside the type proper.
std::string typeText(const Node &type)
{
    std::string text = type.isString() ? type.text : std::string();
    for (const Node &each : type.children) {
        if (each.isString() && each.text != "null")
            text = each.text;
    }
    return text;
}

// What the identifier is of: "vehicle" of "vehicle_id" and of "vin"; empty when the name does not say.
std::string objectOf(const std::vector<std::string> &words)
{
    if (words.size() == 1 && words[0] == "vin")
        return "vehicle";
    std::size_t end = words.size();
    while (end > 0 && contains(idWords, words[end - 1]))
        --end;
    std::string object;
    for (std::size_t i = 0; i < end; ++i)
        object += (object.empty() ? "" : " ") + words[i];
    return object;
}

} // namespace

bool namesObject(std::string_view name, std::string_view type, std::string_view format, bool enumerated)
{
    const std::vector<std::string> words = wordsOf(name);
    if (words.empty() || enumerated || format == "date" || format == "date-time" || format == "time")
        return false;
    const bool isId = contains(idWords, words.back()) || words.back() == "vin" || words.back() == "imei";
    const bool isValue =
        std::any_of(words.begin(), words.end(), [](const std::string &word) { return contains(valueWords, word); });
    if (type == "integer" || type == "number")
        return isId && !contains(valueWords, words.back());
    if (type == "boolean" || type == "array" || type == "object")
        return false;
    return !isValue || (isId && !contains(valueWords, words.front()));
}

// Breadth first with each schema at most once: allOf and its like may share and repeat schemas without end.
void OpenApiReader::readType(const Node *schema, Parameter &parameter)
{
    std::vector<const Node *> open{schema};
    for (std::size_t at = 0; at < open.size() && at < mostSchemas; ++at) {
        const Node *each = m_references.resolve(open[at]);
        if (!each || !each->isObject() || std::find(open.begin(), open.begin() + at, each) != open.begin() + at)
            continue;
        open[at] = each;
        if (const Node *type = each->find("type"))
            parameter.type = typeText(*type);
        if (const std::string_view format = each->string("format"); !format.empty())
            parameter.format = format;
        parameter.enumerated = parameter.enumerated || each->find("enum") || each->find("const");
        for (const char *join : {"allOf", "anyOf", "oneOf"}) {
            const Node *parts = each->find(join);
            for (std::size_t i = 0; parts && i < parts->children.size() && open.size() < mostSchemas; ++i)
                open.push_back(&parts->children[i]);
        }
    }
}

const Node *OpenApiReader::declared(const Node *list, const std::string &name)
{
    if (!list || !list->isArray())
        return nullptr;
    for (const Node &each : list->children) {
        const Node *parameter = m_references.resolve(each);
        if (parameter && parameter->string("in") == "path" && parameter->string("name") == name)
            return parameter;
    }
    return nullptr;
}

OpenApiReader::Parameter OpenApiReader::parameterOf(const Operation &operation, const std::string &name,
                                                    std::string segment)
{
    Parameter parameter;
    parameter.name = name;
    parameter.segment = std::move(segment);
    parameter.node = declared(operation.node->find("parameters"), name);
    if (!parameter.node)
        parameter.node = declared(operation.pathItem->find("parameters"), name);
    if (parameter.node) {
        const Node *schema = parameter.node->find("schema");
        readType(schema ? schema : parameter.node, parameter); // Swagger 2.0 has the type in the parameter itself
    }
    return parameter;
}

// "id" alone says nothing about its object, so it counts per segment before it; "vehicleId" is one type everywhere.
std::string OpenApiReader::objectTypeOf(const Parameter &parameter, const Operation &operation)
{
    const std::vector<std::string> words = wordsOf(parameter.name);
    const std::string object = objectOf(words);
    const bool bySegment = object.empty() && !parameter.segment.empty();
    const std::string id = "parameter:" + (bySegment ? parameter.segment + "/" : "") + parameter.name;
    if (!m_objectTypes.insert(id).second)
        return id;
    BatchItem item;
    item.id = item.externalKey = id;
    item.kind = Kind::objectType;
    item.name = (bySegment ? parameter.segment : object.empty() ? parameter.name : object);
    if (item.name != parameter.name)
        item.name += " (" + parameter.name + ")";
    if (parameter.node)
        item.description = capped(std::string(parameter.node->string("description")), mostDescription);
    if (parameter.type == "integer" || words.back() == "vin" || words.back() == "imei")
        item.attributes.set(Attr::guessableIdentifier, true);
    item.where = where(parameter.node ? *parameter.node : *operation.node);
    m_batch.items.push_back(std::move(item));
    return id;
}

void OpenApiReader::readParameters(const Operation &operation, const BatchItem &endpoint)
{
    if (!operation.webhook) {
        for (Mention &mention : mentionsIn(operation.path)) {
            const Parameter parameter = parameterOf(operation, mention.name, std::move(mention.segment));
            if (namesObject(parameter.name, parameter.type, parameter.format, parameter.enumerated))
                link(LinkKind::touches, endpoint.id, objectTypeOf(parameter, operation), endpoint.where);
            else
                m_skipped.count("parameters",
                                QT_TRANSLATE_NOOP("model", "%1 path parameters choose a value and name no object; no "
                                                           "object type was made"),
                                "parameterValue", endpoint.where);
        }
    }
    for (const Node *holder : {operation.node, operation.pathItem}) {
        const Node *list = holder->find("parameters");
        for (std::size_t i = 0; list && list->isArray() && i < list->children.size(); ++i) {
            const Node *parameter = m_references.resolve(list->children[i]);
            if (parameter && parameter->string("in") != "path")
                m_skipped.count("parameters",
                                QT_TRANSLATE_NOOP("model", "%1 query, header and cookie parameters are not taken"),
                                "parameterOther", where(list->children[i]));
        }
    }
}

} // namespace tarascope
