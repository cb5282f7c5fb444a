#include "importers/filehead.h"

#include <algorithm>

namespace tarascope {

namespace {

std::string_view withoutSpace(std::string_view text)
{
    text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
    return text;
}

// Behind the quote that closes the text which begins at `at`; the end when it is cut off.
std::size_t behindText(std::string_view text, std::size_t at)
{
    for (++at; at < text.size() && text[at] != '"'; ++at)
        at += text[at] == '\\';
    return std::min(at + 1, text.size());
}

} // namespace

FileHead::FileHead(std::string_view head) : m_text(head)
{
    if (m_text.starts_with("\xEF\xBB\xBF"))
        m_text.remove_prefix(3);
    m_text = withoutSpace(m_text);
    if (m_text.starts_with('{'))
        readMembers();
}

void FileHead::readMembers()
{
    int depth = 0;
    std::string outer;
    for (std::size_t at = 0; at < m_text.size();) {
        const char c = m_text[at];
        depth += (c == '{' || c == '[') - (c == '}' || c == ']');
        if (c != '"') {
            ++at;
            continue;
        }
        const std::size_t end = behindText(m_text, at);
        const bool named = depth <= 2 && withoutSpace(m_text.substr(end)).starts_with(':');
        if (named) {
            const std::string name(m_text.substr(at + 1, end - at - 2));
            if (depth == 1)
                outer = name;
            m_members.push_back(depth == 1 ? name : outer + "/" + name);
        }
        at = end;
    }
}

bool FileHead::hasMember(std::string_view path) const
{
    return std::find(m_members.begin(), m_members.end(), path) != m_members.end();
}

bool FileHead::hasYamlMember(std::string_view name) const
{
    for (std::size_t at = m_text.find(name); at != std::string_view::npos; at = m_text.find(name, at + 1))
        if ((at == 0 || m_text[at - 1] == '\n') && m_text.substr(at + name.size()).starts_with(':'))
            return true;
    return false;
}

std::string_view FileHead::xmlRoot() const
{
    std::string_view rest = m_text;
    while (rest.starts_with("<?") || rest.starts_with("<!")) {
        std::string_view end = rest.starts_with("<?") ? "?>" : ">";
        if (rest.starts_with("<!--"))
            end = "-->";
        else if (rest.starts_with("<!DOCTYPE") && rest.find('[') < rest.find('>'))
            end = "]>";
        const std::size_t at = rest.find(end);
        if (at == std::string_view::npos)
            return {};
        rest = withoutSpace(rest.substr(at + end.size()));
    }
    if (!rest.starts_with('<'))
        return {};
    rest.remove_prefix(1);
    return rest.substr(0, rest.find_first_of(" \t\r\n/>"));
}

} // namespace tarascope
