#include "importers/cyclonedxxml.h"

#include <algorithm>
#include <array>

namespace tarascope {

using json::Node;
using json::Type;

namespace {

/// Elements that hold a list; each child is an entry.
constexpr std::array<std::string_view, 15> lists{
    "components", "services", "vulnerabilities", "dependencies", "licenses", "hashes",     "ratings",   "cwes",
    "affects",    "endpoints", "data",           "tools",        "versions", "references", "properties"};

Node member(std::string name, Node value)
{
    value.name = std::move(name);
    return value;
}

Node textNode(const Node &at, std::string text)
{
    Node node;
    node.type = Type::String;
    node.offset = at.offset;
    node.text = std::move(text);
    return node;
}

// <dependency ref="a"><dependency ref="b"/></dependency> -> {"ref": "a", "dependsOn": ["b"]}
void raiseDependency(Node &dependency)
{
    Node on;
    on.type = Type::Array;
    on.name = "dependsOn";
    on.offset = dependency.offset;
    std::vector<Node> others;
    for (Node &child : dependency.children) {
        const Node *ref = child.name == "dependency" ? child.find("ref") : nullptr;
        if (ref)
            on.children.push_back(textNode(child, ref->text));
        else
            others.push_back(std::move(child));
    }
    others.push_back(std::move(on));
    dependency.children = std::move(others);
}

void raiseEntry(Node &entry, const std::string &list)
{
    const std::string element = std::move(entry.name);
    entry.name.clear();
    if (list == "dependencies") {
        raiseDependency(entry);
    } else if (list == "hashes" && !entry.text.empty()) {
        entry.children.push_back(member("content", textNode(entry, std::move(entry.text))));
    } else if (list == "licenses") {
        Node choice;
        choice.type = Type::Object;
        choice.offset = entry.offset;
        choice.children.push_back(member(element, std::move(entry)));
        entry = std::move(choice);
    }
}

} // namespace

void raiseCycloneDxXml(Node &node)
{
    for (Node &child : node.children) {
        if (child.name.starts_with('@'))
            child.name.erase(0, 1);
        raiseCycloneDxXml(child);
    }
    // An element may have an attribute and an element of one name ("type"); the first one is found.
    if (std::find(lists.begin(), lists.end(), node.name) == lists.end())
        return;
    std::erase_if(node.children, [](const Node &child) { return child.name.empty(); });
    for (Node &child : node.children)
        raiseEntry(child, node.name);
    node.type = Type::Array;
    node.text.clear();
}

} // namespace tarascope
