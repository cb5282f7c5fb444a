#pragma once
#include "model/budget.h"
#include "model/result.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tarascope::json {

enum class Type { Null, Bool, Integer, Real, String, Array, Object };

/// One element of a read document: its type, its text and its place. Numbers keep the text of the file, so that an
/// identifier of 30 digits stays what it was. Children of an object carry their member name.
struct Node {
    Type type = Type::Null;
    std::int64_t offset = 0; ///< byte where the element begins
    std::string name;        ///< member name when the parent is an object
    std::string text;        ///< string value, number text, "true"/"false"; empty for null and containers
    std::vector<Node> children;

    bool isObject() const { return type == Type::Object; }
    bool isArray() const { return type == Type::Array; }
    bool isString() const { return type == Type::String; }
    bool isNull() const { return type == Type::Null; }
    /// The member of an object with this name, or nullptr.
    const Node *find(std::string_view member) const;
    /// The text of a string member, or empty.
    std::string_view string(std::string_view member) const;
};

/// A read document: the tree, and what it takes to say where an element stands.
struct Document {
    std::string file; ///< name shown to people
    Node root;
    std::vector<std::int64_t> lineStarts; ///< byte offset at which each line begins
    std::int64_t memory = 0;              ///< bytes that it was counted to take

    /// File, line, column and offset of an element.
    Where where(const Node &node) const { return whereOffset(node.offset); }
    Where whereOffset(std::int64_t offset) const;
};

/// Reads JSON (RFC 8259). Refused with the place: syntax errors, member names that occur twice in one object (both
/// places named), depth over `budget.limits.depth`, invalid UTF-8, numbers out of range of a double, input over the
/// limits. A byte order mark is skipped. U+0000 in a text becomes U+2400.
Result<Document> read(std::string_view bytes, std::string file, const Budget &budget);

} // namespace tarascope::json
