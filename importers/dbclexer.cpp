#include "importers/dbclexer.h"

#include <algorithm>

namespace tarascope {

namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' || c == '\v'; }
bool isWordCharacter(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}

} // namespace

void DbcLexer::skipBlanks()
{
    while (m_at < m_bytes.size()) {
        const char c = m_bytes[m_at];
        if (isBlank(c)) {
            m_firstOnLine = m_firstOnLine || c == '\n' || c == '\r';
            ++m_at;
        } else if (m_bytes.substr(m_at, 2) == "//") {
            m_at = std::min(m_bytes.find_first_of("\r\n", m_at), m_bytes.size());
        } else {
            return;
        }
    }
}

std::size_t DbcLexer::wordEnd(std::size_t from) const
{
    while (from < m_bytes.size() && isWordCharacter(m_bytes[from]))
        ++from;
    return from;
}

// The end of the number that begins here, or `m_at` when none does. A sign counts only before a digit: in "24@1-" the
// minus says that the signal is signed.
std::size_t DbcLexer::numberEnd() const
{
    const auto digit = [&](std::size_t at) { return at < m_bytes.size() && isDigit(m_bytes[at]); };
    const auto sign = [&](std::size_t at) { return at < m_bytes.size() && (m_bytes[at] == '+' || m_bytes[at] == '-'); };
    std::size_t end = m_at + (sign(m_at) ? 1 : 0);
    const bool startsWithPoint = end < m_bytes.size() && m_bytes[end] == '.' && digit(end + 1);
    if (!digit(end) && !startsWithPoint)
        return m_at;
    while (digit(end))
        ++end;
    if (end < m_bytes.size() && m_bytes[end] == '.') {
        ++end;
        while (digit(end))
            ++end;
    }
    if (end < m_bytes.size() && (m_bytes[end] == 'e' || m_bytes[end] == 'E')) {
        std::size_t exponent = end + 1;
        exponent += sign(exponent) ? 1 : 0;
        if (digit(exponent)) {
            end = exponent;
            while (digit(end))
                ++end;
        }
    }
    return end;
}

DbcToken DbcLexer::readText()
{
    DbcToken token{DbcToken::Type::Unclosed, m_bytes.substr(m_at), m_at, m_firstOnLine};
    std::size_t end = m_at + 1;
    while (end < m_bytes.size() && m_bytes[end] != '"')
        end += m_bytes[end] == '\\' && end + 1 < m_bytes.size() && m_bytes[end + 1] == '"' ? 2 : 1;
    if (end < m_bytes.size()) {
        token.type = DbcToken::Type::Text;
        token.text = m_bytes.substr(m_at + 1, end - m_at - 1);
        ++end;
    }
    m_at = std::min(end, m_bytes.size());
    return token;
}

DbcToken DbcLexer::next()
{
    skipBlanks();
    DbcToken token{DbcToken::Type::End, {}, m_at, m_firstOnLine};
    if (m_at >= m_bytes.size())
        return token;
    if (m_bytes[m_at] == '"') {
        token = readText();
        m_firstOnLine = false;
        return token;
    }
    std::size_t end = numberEnd();
    token.type = DbcToken::Type::Number;
    // "2ndGear" and "0x1F" are words; where a number must stand they are refused.
    if (const std::size_t word = wordEnd(end); word > end) {
        token.type = DbcToken::Type::Word;
        end = word;
    }
    if (end == m_at) {
        token.type = DbcToken::Type::Mark;
        end = m_at + 1;
    }
    token.text = m_bytes.substr(m_at, end - m_at);
    m_at = end;
    m_firstOnLine = false;
    return token;
}

} // namespace tarascope
