#include "importers/tablevalue.h"

#include "importers/tablecolumns.h"

#include <algorithm>

namespace tarascope {

namespace {

using json::Node;

Node textNode(std::string text)
{
    Node node;
    node.type = json::Type::String;
    node.text = std::move(text);
    return node;
}

/// The choice that is meant, in its own spelling; another text stays as it is and is refused where it is read.
std::string choiceOf(const std::string &text, const std::vector<std::string_view> &choices)
{
    const std::string plain = plainWords(text);
    const auto at = std::find_if(choices.begin(), choices.end(),
                                 [&](std::string_view choice) { return plainWords(choice) == plain; });
    return at == choices.end() ? text : std::string(*at);
}

/// Whole numbers and decimals are told apart by their digits, as JSON does.
Node numberNode(const std::string &text)
{
    Node node = textNode(text);
    const std::size_t digits = text.starts_with('-') ? 1 : 0;
    const bool number = text.size() > digits && text.find_first_not_of("0123456789.eE+-", digits) == std::string::npos;
    if (number)
        node.type = text.find_first_of(".eE", digits) == std::string::npos ? json::Type::Integer : json::Type::Real;
    return node;
}

Node boolNode(const std::string &text)
{
    const std::string plain = plainWords(text);
    Node node = textNode(text);
    const bool yes = plain == "true" || plain == "yes" || plain == "1";
    if (yes || plain == "false" || plain == "no" || plain == "0") {
        node.type = json::Type::Bool;
        node.text = yes ? "true" : "false";
    }
    return node;
}

Node listNode(const std::string &text, const std::vector<std::string_view> &choices)
{
    Node node;
    node.type = json::Type::Array;
    for (const std::string &part : tableList(text))
        node.children.push_back(textNode(choiceOf(part, choices)));
    return node;
}

Result<json::Document> documentOf(const std::string &text, const AttributeDef &attribute, const Budget &budget)
{
    json::Document document;
    switch (attribute.type) {
    case AttributeType::Bool:
        document.root = boolNode(text);
        break;
    case AttributeType::Integer:
    case AttributeType::Real:
        document.root = numberNode(text);
        break;
    case AttributeType::Enum:
        document.root = textNode(choiceOf(text, attribute.choices));
        break;
    case AttributeType::TextList:
    case AttributeType::EnumList:
        document.root = listNode(text, attribute.choices);
        break;
    case AttributeType::Rating:
    case AttributeType::Impact:
    case AttributeType::Row:
    case AttributeType::Rows:
    case AttributeType::ChainLinks:
        if (text.starts_with('{') || text.starts_with('['))
            return json::read(text, {}, budget);
        if (attribute.type == AttributeType::ChainLinks)
            document.root = listNode(text, {});
        else
            document.root = textNode(text);
        break;
    default:
        document.root = textNode(text);
    }
    document.lineStarts = {0};
    return document;
}

} // namespace

std::vector<std::string> tableList(std::string_view text)
{
    std::vector<std::string> parts;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(';', begin), text.size());
        std::string_view part = text.substr(begin, end - begin);
        const std::size_t first = part.find_first_not_of(" \t\n");
        if (first != std::string_view::npos)
            parts.emplace_back(part.substr(first, part.find_last_not_of(" \t\n") - first + 1));
        begin = end + 1;
    }
    return parts;
}

Result<ReadValue> readTableValue(const std::string &text, const AttributeDef &attribute, const Budget &budget)
{
    const Result<json::Document> document = documentOf(text, attribute, budget);
    if (!document)
        return document.error();
    const AttributeShape shape{attribute.type, attribute.choices, &attribute, std::string(attribute.name())};
    return readValue(*document, document->root, shape, ReferenceStyle::Key);
}

} // namespace tarascope
