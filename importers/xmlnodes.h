#pragma once
#include "model/budget.h"
#include "model/json/node.h"

namespace tarascope {

/// Reads an XML file into the tree that JSON files give, for formats that come as both. An element is a Node with its
/// local name and its text; children are its attributes ("@type"), then its elements, of which several may have one name.
/// One without children is a String, else an Object. The root keeps its name. Refused is what readXml refuses.
Result<json::Document> readXmlNodes(std::string_view bytes, const std::string &file, const Budget &budget);

/// The text of the first element or attribute ("@id") of this name; empty when there is none.
std::string_view xmlText(const json::Node &node, std::string_view member);

} // namespace tarascope
