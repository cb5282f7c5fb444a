#pragma once
#include "model/batch.h"
#include "model/json/node.h"

#include <initializer_list>

namespace tarascope {

/// Takes members out of the elements of a JSON document; what does not fit becomes an error with line, column and JSON
/// pointer. The caller says the pointer of the element it holds.
class NodeReader
{
public:
    explicit NodeReader(const json::Document &document) : m_document(document) {}

    const json::Document &document() const { return m_document; }
    Where whereOf(const json::Node &node, std::string pointer) const;
    Error refuse(const json::Node &node, std::string pointer, const char *text, std::vector<std::string> args,
                 const char *code) const;
    /// "NAME must be ALLOWED".
    Error wrongType(const json::Node &node, const std::string &pointer, const char *allowed) const;

    /// A text member and where it goes; an optional one that is absent or null leaves the place empty.
    struct TextMember {
        const char *name;
        std::string *place;
        bool required = false;
    };
    Result<void> texts(const json::Node &node, const std::string &pointer,
                       std::initializer_list<TextMember> members) const;
    /// A list of texts; empty when it is absent or null.
    Result<std::vector<std::string>> textList(const json::Node &node, const std::string &pointer,
                                              const char *member) const;
    /// The member "uid"; nothing when it is absent or null.
    Result<std::optional<Uid>> uidOf(const json::Node &node, const std::string &pointer) const;
    /// Lists the members that are not among the known ones.
    void reportUnknown(std::vector<LossEntry> &skipped, const json::Node &node, const std::string &pointer,
                       std::initializer_list<std::string_view> known) const;

private:
    Result<std::string> text(const json::Node &node, const std::string &pointer, const TextMember &member) const;

    const json::Document &m_document;
};

/// "/" and a member name, escaped for a JSON pointer (RFC 6901 section 3).
std::string pointerPart(std::string_view name);

} // namespace tarascope
