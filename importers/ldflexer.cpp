#include "importers/ldflexer.h"

#include <algorithm>

namespace tarascope {

namespace {

constexpr std::string_view blanks(" \t\r\n\f\v\0", 7);
constexpr std::string_view marks = ";,:={}";

} // namespace

// False when a comment does not end; then it begins at m_at.
bool LdfLexer::skipBlanks()
{
    for (;;) {
        m_at = std::min(m_bytes.find_first_not_of(blanks, m_at), m_bytes.size());
        const std::string_view rest = m_bytes.substr(m_at);
        if (rest.starts_with("//")) {
            m_at = std::min(m_bytes.find_first_of("\r\n", m_at), m_bytes.size());
        } else if (rest.starts_with("/*")) {
            const std::size_t end = m_bytes.find("*/", m_at + 2);
            if (end == std::string_view::npos)
                return false;
            m_at = end + 2;
        } else {
            return true;
        }
    }
}

LdfToken LdfLexer::token(LdfToken::Type type, std::size_t end, std::size_t quotes)
{
    const LdfToken found{type, m_bytes.substr(m_at + quotes, end - m_at - 2 * quotes), m_at};
    m_at = end;
    return found;
}

LdfToken LdfLexer::next()
{
    if (!skipBlanks())
        return token(LdfToken::Type::Unclosed, m_bytes.size());
    if (m_at == m_bytes.size())
        return token(LdfToken::Type::End, m_at);
    const char c = m_bytes[m_at];
    if (marks.find(c) != std::string_view::npos)
        return token(LdfToken::Type::Mark, m_at + 1);
    if (c == '"') {
        const std::size_t end = m_bytes.find('"', m_at + 1);
        if (end == std::string_view::npos)
            return token(LdfToken::Type::Unclosed, m_bytes.size());
        return token(LdfToken::Type::Text, end + 1, 1);
    }
    std::size_t end = m_at + 1;
    const auto ends = [&](std::size_t at) {
        return marks.find(m_bytes[at]) != std::string_view::npos || blanks.find(m_bytes[at]) != std::string_view::npos ||
               m_bytes[at] == '"' || m_bytes.substr(at, 2) == "//" || m_bytes.substr(at, 2) == "/*";
    };
    while (end < m_bytes.size() && !ends(end))
        ++end;
    return token(LdfToken::Type::Word, end);
}

} // namespace tarascope
