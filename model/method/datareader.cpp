#include "model/method/datareader.h"

#include <algorithm>

namespace tarascope {
namespace {

const json::Node &emptyNode()
{
    static const json::Node node;
    return node;
}

std::string listed(std::span<const std::string_view> names)
{
    std::string text;
    for (const std::string_view name : names)
        text.append(text.empty() ? "" : ", ").append(name);
    return text;
}

} // namespace

void DataReader::refuse(const json::Node &node, Message message)
{
    if (ok())
        m_error = Error{ErrorKind::Input, std::move(message), m_document.where(node)};
}

void DataReader::expectMembers(const json::Node &object, std::initializer_list<std::string_view> members)
{
    if (!object.isObject()) {
        refuse(object, {QT_TRANSLATE_NOOP("model", "An object {...} is expected here."), {}, "notAnObject"});
        return;
    }
    for (const json::Node &child : object.children) {
        if (std::find(members.begin(), members.end(), child.name) == members.end())
            refuse(child, {QT_TRANSLATE_NOOP("model", "\"%1\" is not known here; allowed are %2."),
                           {child.name, listed({members.begin(), members.size()})},
                           "unknownMember"});
    }
}

const json::Node &DataReader::member(const json::Node &object, std::string_view name)
{
    const json::Node *found = ok() ? object.find(name) : nullptr;
    if (found)
        return *found;
    refuse(object, {QT_TRANSLATE_NOOP("model", "\"%1\" is missing here."), {std::string(name)}, "missingMember"});
    return emptyNode();
}

std::span<const json::Node> DataReader::list(const json::Node &object, std::string_view name)
{
    const json::Node &node = member(object, name);
    if (!node.isArray())
        refuse(node, {QT_TRANSLATE_NOOP("model", "\"%1\" must be a list [...]."), {std::string(name)}, "notAList"});
    return ok() ? std::span<const json::Node>(node.children) : std::span<const json::Node>();
}

std::string DataReader::text(const json::Node &object, std::string_view name)
{
    const json::Node &node = member(object, name);
    if (!node.isString() || node.text.empty())
        refuse(node, {QT_TRANSLATE_NOOP("model", "\"%1\" must be a text that is not empty."), {std::string(name)},
                      "notAText"});
    return ok() ? node.text : std::string();
}

std::string DataReader::optionalText(const json::Node &object, std::string_view name)
{
    return ok() && object.find(name) ? text(object, name) : std::string();
}

std::vector<std::string> DataReader::optionalTexts(const json::Node &object, std::string_view name)
{
    std::vector<std::string> texts;
    if (!ok() || !object.find(name))
        return texts;
    for (const json::Node &node : list(object, name)) {
        if (!node.isString() || node.text.empty())
            refuse(node, {QT_TRANSLATE_NOOP("model", "Every element of \"%1\" must be a text that is not empty."),
                          {std::string(name)},
                          "notAText"});
        texts.push_back(node.text);
    }
    return texts;
}

bool DataReader::boolean(const json::Node &node)
{
    if (node.type != json::Type::Bool)
        refuse(node, {QT_TRANSLATE_NOOP("model", "true or false is expected here."), {}, "notABoolean"});
    return ok() && node.text == "true";
}

Decimal DataReader::decimal(const json::Node &node)
{
    const bool number = node.type == json::Type::Integer || node.type == json::Type::Real;
    const std::optional<Decimal> value = number ? Decimal::fromText(node.text) : std::nullopt;
    if (!value)
        refuse(node, {QT_TRANSLATE_NOOP("model", "A number of 0 or more is expected here, written plainly and with at "
                                                 "most 6 decimals."),
                      {},
                      "notANumber"});
    return value.value_or(Decimal{});
}

int DataReader::integer(const json::Node &node, int low, int high)
{
    const std::optional<Decimal> value = node.type == json::Type::Integer ? Decimal::fromText(node.text) : std::nullopt;
    if (!value || !value->isInteger() || value->digits < low || value->digits > high) {
        refuse(node, {QT_TRANSLATE_NOOP("model", "A whole number from %1 to %2 is expected here."),
                      {std::to_string(low), std::to_string(high)},
                      "notAWholeNumber"});
        return low;
    }
    return static_cast<int>(value->digits);
}

std::size_t DataReader::choice(const json::Node &node, std::span<const std::string_view> allowed)
{
    const auto found = std::find(allowed.begin(), allowed.end(), node.text);
    if (node.isString() && found != allowed.end())
        return static_cast<std::size_t>(found - allowed.begin());
    refuse(node, {QT_TRANSLATE_NOOP("model", "\"%1\" is not known here; allowed are %2."), {node.text, listed(allowed)},
                  "unknownChoice"});
    return 0;
}

Origin DataReader::origin(const json::Node &object)
{
    static constexpr std::string_view words[] = {"source", "memory"};
    Origin origin;
    origin.source = optionalText(object, "source");
    origin.verified = choice(member(object, "verified"), words) == 0 && ok();
    return origin;
}

std::vector<std::size_t> DataReader::axis(const json::Node &object, std::string_view name, const GridNames &names)
{
    std::vector<std::size_t> places;
    for (const json::Node &each : list(object, name)) {
        places.push_back(choice(each, names));
        if (!ok())
            return {};
        if (std::count(places.begin(), places.end(), places.back()) > 1)
            refuse(each, {QT_TRANSLATE_NOOP("model", "\"%1\" stands here a second time."), {each.text},
                          "repeatedName"});
    }
    if (ok() && places.size() != names.size())
        refuse(*object.find(name), {QT_TRANSLATE_NOOP("model", "\"%1\" must name four levels, not %2."),
                                    {std::string(name), std::to_string(places.size())},
                                    "missingName"});
    return places;
}

DataReader::Grid DataReader::grid(const json::Node &object, const GridNames &rows, const GridNames &columns)
{
    const std::vector<std::size_t> rowPlaces = axis(object, "rows", rows);
    const std::vector<std::size_t> columnPlaces = axis(object, "columns", columns);
    const std::span<const json::Node> lines = list(object, "cells");
    const Message wrongCount{QT_TRANSLATE_NOOP("model", "The cells must be four rows of four values."), {},
                             "cellCount"};
    if (ok() && lines.size() != 4)
        refuse(*object.find("cells"), wrongCount);
    Grid cells{};
    for (std::size_t r = 0; ok() && r < 4; ++r) {
        if (!lines[r].isArray() || lines[r].children.size() != 4)
            refuse(lines[r], wrongCount);
        for (std::size_t c = 0; ok() && c < 4; ++c)
            cells[rowPlaces[r]][columnPlaces[c]] = &lines[r].children[c];
    }
    return ok() ? cells : Grid{};
}

void DataReader::expectFormat(const json::Node &object, std::string_view format)
{
    const std::string_view words[] = {format};
    choice(member(object, "format"), words);
}

} // namespace tarascope
