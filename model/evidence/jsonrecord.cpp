#include "model/evidence/jsonrecord.h"

#include <simdjson.h>

#include <algorithm>
#include <cstring>

namespace tarascope::evidence {

namespace {

namespace od = simdjson::ondemand;
static_assert(jsonPadding >= simdjson::SIMDJSON_PADDING);


std::string_view trimmedToken(std::string_view token)
{
    while (!token.empty() && (token.back() == ' ' || token.back() == '\n' || token.back() == '\r' || token.back() == '\t'))
        token.remove_suffix(1);
    return token;
}

/// Walks one value along the tree of wanted paths.
class Walker
{
public:
    Walker(const JsonTree &tree, Slots &slots) : m_tree(tree), m_slots(slots) {}

    simdjson::error_code walk(od::value value, int at, bool several)
    {
        const JsonTree::Node &node = m_tree.nodes[static_cast<std::size_t>(at)];
        od::json_type type;
        if (const auto error = value.type().get(type); error)
            return error;
        switch (type) {
        case od::json_type::object: {
            od::object object;
            if (const auto error = value.get_object().get(object); error)
                return error;
            return members(object, node, several);
        }
        case od::json_type::array: {
            od::array array;
            if (const auto error = value.get_array().get(array); error)
                return error;
            return elements(array, node, several);
        }
        case od::json_type::null: return simdjson::SUCCESS;
        default: return node.slot < 0 ? simdjson::SUCCESS : scalar(value, type, node.slot, several);
        }
    }

    simdjson::error_code members(od::object object, const JsonTree::Node &node, bool several)
    {
        std::size_t hint = 0; // logs keep the order of their members
        for (auto each : object) {
            od::field field;
            if (const auto error = std::move(each).get(field); error)
                return error;
            const int child = childOf(field, node, hint);
            if (child < 0) {
                if (node.slot >= 0)
                    if (const auto error = unwrap(field, node.slot, several); error)
                        return error;
                continue;
            }
            if (const auto error = walk(field.value(), child, several); error)
                return error;
        }
        return simdjson::SUCCESS;
    }

    bool twice() const { return m_twice; }

private:
    int childOf(od::field &field, const JsonTree::Node &node, std::size_t &hint)
    {
        // The raw key ends at its quote; with an escape in it the slow way is taken.
        const char *raw = field.key().raw();
        for (std::size_t i = 0; i < node.members.size(); ++i) {
            const std::size_t place = (hint + i) % node.members.size();
            const auto &[name, child] = node.members[place];
            if (std::strncmp(raw, name.data(), name.size()) == 0 && raw[name.size()] == '"') {
                hint = place + 1;
                return child;
            }
        }
        m_key.assign(raw, endOfKey(raw));
        if (m_key.find('\\') == std::string::npos)
            return -1;
        std::string_view plain;
        if (field.unescaped_key().get(plain))
            return -1;
        m_key = plain;
        for (const auto &[name, child] : node.members)
            if (name == m_key)
                return child;
        return -1;
    }

    static std::size_t endOfKey(const char *raw)
    {
        std::size_t end = 0;
        while (raw[end] != '"')
            end += raw[end] == '\\' ? 2 : 1;
        return end;
    }

    /// OTLP wraps a value into an object that names its type.
    simdjson::error_code unwrap(od::field &field, int slot, bool several)
    {
        if (!m_key.ends_with("Value"))
            return simdjson::SUCCESS;
        for (const std::string_view name : {"stringValue", "intValue", "boolValue", "doubleValue"})
            if (m_key == name) {
                od::value value = field.value();
                od::json_type type;
                if (const auto error = value.type().get(type); error)
                    return error;
                if (type != od::json_type::object && type != od::json_type::array && type != od::json_type::null)
                    return scalar(value, type, slot, several);
            }
        return simdjson::SUCCESS;
    }

    simdjson::error_code elements(od::array array, const JsonTree::Node &node, bool several)
    {
        std::int64_t count = 0;
        const bool fromEnd = std::any_of(node.indexes.begin(), node.indexes.end(), [](const auto &i) { return i.first < 0; });
        if (fromEnd) {
            std::size_t known = 0;
            if (const auto error = array.count_elements().get(known); error)
                return error;
            count = static_cast<std::int64_t>(known);
        }
        std::vector<bool> found(node.where.size());
        std::int64_t place = 0;
        for (auto each : array) {
            od::value value;
            if (const auto error = std::move(each).get(value); error)
                return error;
            if (const auto error = element(value, node, place++, count, found, several); error)
                return error;
        }
        return simdjson::SUCCESS;
    }

    simdjson::error_code element(od::value value, const JsonTree::Node &node, std::int64_t place, std::int64_t count,
                                 std::vector<bool> &found, bool several)
    {
        for (const auto &[index, child] : node.indexes)
            if (index == place || index + count == place)
                return walk(value, child, several);
        if (!node.where.empty())
            return elementWhere(value, node, found, several);
        if (node.all >= 0)
            return walk(value, node.all, true);
        od::json_type type;
        if (const auto error = value.type().get(type); error)
            return error;
        const bool plain = type != od::json_type::object && type != od::json_type::array && type != od::json_type::null;
        return node.slot >= 0 && plain ? scalar(value, type, node.slot, true) : simdjson::SUCCESS;
    }

    simdjson::error_code elementWhere(od::value value, const JsonTree::Node &node, std::vector<bool> &found, bool several)
    {
        od::object object;
        if (value.get_object().get(object))
            return simdjson::SUCCESS;
        for (std::size_t i = 0; i < node.where.size(); ++i) {
            if (found[i])
                continue;
            std::string_view text;
            if (const auto error = object.reset().error(); error)
                return error;
            if (object.find_field_unordered(node.where[i].name).get_string().get(text) || text != node.where[i].value)
                continue;
            found[i] = true;
            if (const auto error = object.reset().error(); error)
                return error;
            return members(object, m_tree.nodes[static_cast<std::size_t>(node.where[i].child)], several);
        }
        return simdjson::SUCCESS;
    }

    simdjson::error_code scalar(od::value value, od::json_type type, int slot, bool several)
    {
        std::string_view text;
        if (type == od::json_type::string) {
            if (const auto error = value.get_string().get(text); error)
                return error;
        } else {
            text = trimmedToken(value.raw_json_token());
            if (type == od::json_type::boolean) {
                bool known = false;
                if (const auto error = value.get_bool().get(known); error)
                    return error;
            } else if (text.find_first_not_of("0123456789+-.eE") != std::string_view::npos) {
                return simdjson::NUMBER_ERROR;
            }
        }
        m_twice |= m_slots.isSet(slot) && !several;
        m_slots.add(slot, text);
        return simdjson::SUCCESS;
    }

    const JsonTree &m_tree;
    Slots &m_slots;
    std::string m_key;
    bool m_twice = false;
};

} // namespace

struct JsonRecordReader::Parser {
    od::parser parser;
    od::parser outer; ///< for the records of a document
};

JsonRecordReader::JsonRecordReader() : m_parser(std::make_unique<Parser>()) {}
JsonRecordReader::~JsonRecordReader() = default;

Refusal JsonRecordReader::read(std::string_view text, const JsonTree &tree, Slots &slots)
{
    od::document document;
    auto error = m_parser->parser.iterate(text.data(), text.size(), text.size() + jsonPadding).get(document);
    od::object object;
    if (!error)
        error = document.get_object().get(object);
    if (error == simdjson::INCORRECT_TYPE)
        return "the record is no JSON object";
    Walker walker(tree, slots);
    if (!error)
        error = walker.members(object, tree.nodes.front(), false);
    if (!error && document.current_location().error() != simdjson::OUT_OF_BOUNDS)
        error = simdjson::TRAILING_CONTENT;
    if (error)
        return std::string("the record is no sound JSON: ") + simdjson::error_message(error);
    if (walker.twice())
        return "the record has a mapped member twice";
    return std::nullopt;
}

std::optional<std::string> JsonRecordReader::docker(std::string_view text, std::string &time, std::string &stream)
{
    od::document document;
    od::object object;
    if (m_parser->outer.iterate(text.data(), text.size(), text.size() + jsonPadding).get(document) ||
        document.get_object().get(object))
        return std::nullopt;
    std::optional<std::string> log;
    for (auto each : object) {
        od::field field;
        std::string_view key, value;
        if (std::move(each).get(field) || field.unescaped_key().get(key))
            return std::nullopt;
        if (key != "log" && key != "time" && key != "stream")
            continue;
        const std::string name(key);
        if (field.value().get_string().get(value))
            return std::nullopt;
        if (name == "log")
            log = std::string(value);
        else
            (name == "time" ? time : stream) = value;
    }
    return log;
}

namespace {

using Span = JsonRecordReader::Span;

/// Goes down the path of the records from one piece of the document.
class Finder
{
public:
    Finder(std::string_view document, const ValuePath &path, std::vector<Span> &out)
        : m_document(document), m_path(path), m_out(out)
    {
    }

    simdjson::error_code find(std::size_t offset, std::size_t length, std::size_t step,
                              std::vector<std::pair<std::size_t, std::size_t>> parents)
    {
        od::parser parser;
        od::document document;
        const std::size_t left = m_document.size() - offset + jsonPadding;
        if (const auto error = parser.iterate(m_document.data() + offset, length, left).get(document); error)
            return error;
        od::array array;
        if (m_path.steps[step].kind == RecordStep::Kind::All) {
            if (const auto error = document.get_array().get(array); error)
                return error;
        } else {
            od::value value;
            if (const auto error = document.find_field_unordered(m_path.steps[step].name).get(value); error)
                return error == simdjson::NO_SUCH_FIELD ? simdjson::SUCCESS : error;
            for (++step; m_path.steps[step].kind != RecordStep::Kind::All; ++step)
                if (const auto error = value.find_field_unordered(m_path.steps[step].name).get(value); error)
                    return error == simdjson::NO_SUCH_FIELD ? simdjson::SUCCESS : error;
            if (const auto error = value.get_array().get(array); error)
                return error;
        }
        return elements(array, step + 1, offset, length, std::move(parents));
    }

private:
    simdjson::error_code elements(od::array array, std::size_t step, std::size_t offset, std::size_t length,
                                  std::vector<std::pair<std::size_t, std::size_t>> parents)
    {
        parents.insert(parents.begin(), {offset, length});
        for (auto each : array) {
            od::value value;
            if (const auto error = std::move(each).get(value); error)
                return error;
            std::string_view raw;
            od::json_type type;
            if (const auto error = value.type().get(type); error)
                return error;
            if (type == od::json_type::object) {
                od::object object;
                if (const auto error = value.get_object().get(object); error)
                    return error;
                if (const auto error = object.raw_json().get(raw); error)
                    return error;
            } else if (type == od::json_type::array) {
                od::array inner;
                if (const auto error = value.get_array().get(inner); error)
                    return error;
                if (const auto error = inner.raw_json().get(raw); error)
                    return error;
            } else {
                raw = value.raw_json_token();
            }
            raw = trimmedToken(raw);
            const auto at = static_cast<std::size_t>(raw.data() - m_document.data());
            if (step == m_path.steps.size())
                m_out.push_back({at, raw.size(), parents});
            else if (const auto error = find(at, raw.size(), step, parents); error)
                return error;
        }
        return simdjson::SUCCESS;
    }

    std::string_view m_document;
    const ValuePath &m_path;
    std::vector<Span> &m_out;
};

} // namespace

std::vector<JsonRecordReader::Span> JsonRecordReader::records(std::string_view document, const ValuePath &path,
                                                              Refusal &refusal)
{
    std::vector<Span> found;
    if (document.size() >= 0xFFFFFFFFu) {
        refusal = "a JSON document over 4 GiB cannot be read; JSON lines can";
        return found;
    }
    const simdjson::error_code error = Finder(document, path, found).find(0, document.size(), 0, {});
    if (error)
        refusal = std::string("the document is no sound JSON: ") + simdjson::error_message(error);
    return found;
}

} // namespace tarascope::evidence
