#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace tarascope {

/// What the first bytes of a file say, to tell formats apart. They may end anywhere, so this reads as far as it goes
/// and calls nothing an error.
class FileHead
{
public:
    explicit FileHead(std::string_view head);

    std::string_view text() const { return m_text; }
    /// Whether a JSON object has a member here: "info", or "collection/info" one step deeper.
    bool hasMember(std::string_view path) const;
    /// Whether a YAML mapping at the left margin has this name.
    bool hasYamlMember(std::string_view name) const;
    /// Either of both.
    bool says(std::string_view name) const { return hasMember(name) || hasYamlMember(name); }
    bool contains(std::string_view part) const { return m_text.find(part) != std::string_view::npos; }
    /// The name of the first XML element, with its prefix; empty: no XML.
    std::string_view xmlRoot() const;

private:
    void readMembers();

    std::string_view m_text;
    std::vector<std::string> m_members;
};

} // namespace tarascope
