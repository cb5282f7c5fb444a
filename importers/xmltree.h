#pragma once
#include "importers/sourcetext.h"
#include "model/budget.h"

#include <memory>
#include <unordered_set>

namespace tarascope {

/// One element of a read XML file. Names are without their namespace prefix.
struct XmlElement {
    std::string_view name;
    std::int64_t offset = 0; ///< byte where its tag begins
    std::string text;        ///< all text directly in it, without blanks at its ends
    std::vector<std::pair<std::string_view, std::string>> attributes;
    std::vector<XmlElement> children;

    /// The first child with this name, or nullptr.
    const XmlElement *child(std::string_view childName) const;
    /// Follows names of children: at({"A", "B"}) is child "B" of child "A"; nullptr where one is missing.
    const XmlElement *at(std::initializer_list<std::string_view> names) const;
    /// The text of a child, or empty.
    std::string_view textOf(std::string_view childName) const;
    /// The value of an attribute, or empty.
    std::string_view attribute(std::string_view attributeName) const;
};

/// A read XML file: its tree and what it takes to name a place in it.
struct XmlDocument {
    SourceText source;
    std::shared_ptr<std::unordered_set<std::string>> names; ///< the elements' names point into it
    XmlElement root;

    Where where(const XmlElement &element) const { return source.where(element.offset); }
    Error refuse(const XmlElement &element, const char *text, std::vector<std::string> args, const char *code) const;
};

/// Reads XML into a tree. The bytes must outlive it. Refused with the place: syntax errors, a DOCTYPE that declares
/// entities or names a file, elements nested deeper than 256 or more than `limits.nodes` of them with their attributes,
/// texts over `limits.stringLength`, a tree over `limits.memory`, and what openXml refuses.
Result<XmlDocument> readXml(std::string_view bytes, const std::string &file, const Budget &budget);

} // namespace tarascope
