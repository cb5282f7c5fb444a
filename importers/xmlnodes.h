#pragma once
#include "model/budget.h"
#include "model/json/node.h"

namespace tarascope {

/// Reads an XML file into the tree that JSON files give. An element is a Node with its local name and its text without
/// space around it; children are its attributes ("@type"), then its elements, of which several may have one name. An
/// element without children is a String, else an Object. Refused with the place: syntax errors, a DOCTYPE that declares
/// entities or names another file, what is over the limits. The root keeps its name.
Result<json::Document> readXmlTree(std::string_view bytes, const std::string &file, const Budget &budget);

/// The text of the first element or attribute ("@id") of this name; empty when there is none.
std::string_view xmlText(const json::Node &node, std::string_view member);

} // namespace tarascope
