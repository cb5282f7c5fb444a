#include "importers/xmlnodes.h"

#include "importers/xmltree.h"

namespace tarascope {

using json::Node;
using json::Type;

namespace {

Node nodeOf(const XmlElement &element)
{
    Node node;
    node.name = element.name;
    node.offset = element.offset;
    node.text = element.text;
    for (const auto &[name, value] : element.attributes) {
        Node &child = node.children.emplace_back();
        child.type = Type::String;
        child.offset = element.offset;
        child.name = "@" + std::string(name);
        child.text = value;
    }
    for (const XmlElement &child : element.children)
        node.children.push_back(nodeOf(child)); // no deeper than the reader allows
    node.type = node.children.empty() ? Type::String : Type::Object;
    return node;
}

} // namespace

Result<json::Document> readXmlNodes(std::string_view bytes, const std::string &file, const Budget &budget)
{
    const Result<XmlDocument> read = readXml(bytes, file, budget);
    if (!read)
        return read.error();
    json::Document document;
    document.file = file;
    document.root = nodeOf(read->root);
    document.lineStarts.push_back(0);
    const std::string_view text = read->source.bytes();
    for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1))
        document.lineStarts.push_back(read->source.start() + static_cast<std::int64_t>(at) + 1);
    return document;
}

std::string_view childText(const Node &node, std::string_view member)
{
    const Node *found = node.find(member);
    return found ? std::string_view(found->text) : std::string_view();
}

} // namespace tarascope
