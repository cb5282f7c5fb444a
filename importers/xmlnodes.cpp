#include "importers/xmlnodes.h"

#include "importers/xmltree.h"

namespace tarascope {

using json::Node;
using json::Type;

namespace {

// Elements are nested no deeper than readXml allows.
Node nodeOf(XmlElement &element)
{
    Node node;
    node.offset = element.offset;
    node.name = element.name;
    node.text = std::move(element.text);
    node.children.reserve(element.attributes.size() + element.children.size());
    for (auto &[name, value] : element.attributes) {
        Node attribute;
        attribute.type = Type::String;
        attribute.offset = element.offset;
        attribute.name.append("@").append(name);
        attribute.text = std::move(value);
        node.children.push_back(std::move(attribute));
    }
    for (XmlElement &child : element.children)
        node.children.push_back(nodeOf(child));
    node.type = node.children.empty() ? Type::String : Type::Object;
    return node;
}

} // namespace

Result<json::Document> readXmlNodes(std::string_view bytes, const std::string &file, const Budget &budget)
{
    Budget half = budget; // for a moment there are two trees
    half.limits.memory /= 2;
    Result<XmlDocument> xml = readXml(bytes, file, half);
    if (!xml)
        return xml.error();
    json::Document document;
    document.file = file;
    document.root = nodeOf(xml->root);
    document.lineStarts.push_back(0);
    for (std::size_t at = bytes.find('\n'); at != std::string_view::npos; at = bytes.find('\n', at + 1))
        document.lineStarts.push_back(static_cast<std::int64_t>(at) + 1);
    return document;
}

std::string_view xmlText(const Node &node, std::string_view member)
{
    const Node *found = node.find(member);
    return found ? std::string_view(found->text) : std::string_view();
}

} // namespace tarascope
