#include "model/store/cellscanner.h"

#include <cstring>

namespace tarascope {

namespace {

bool isAscii(std::string_view text)
{
    constexpr std::uint64_t highBits = 0x8080808080808080ULL;
    while (text.size() >= 8) {
        std::uint64_t word;
        std::memcpy(&word, text.data(), 8);
        if (word & highBits)
            return false;
        text.remove_prefix(8);
    }
    for (char c : text)
        if (static_cast<unsigned char>(c) >= 0x80)
            return false;
    return true;
}

bool isValid(std::string_view text)
{
    return isAscii(text) || validUtf8Prefix(text) == text.size();
}

} // namespace

std::optional<std::string_view> CellScanner::plain()
{
    if (!next('"'))
        return std::nullopt;
    std::size_t end = 1;
    while (end < m_left.size() && m_left[end] != '"') {
        if (m_left[end] == '\\' || static_cast<unsigned char>(m_left[end]) < 0x20)
            return std::nullopt;
        ++end;
    }
    const std::string_view found = m_left.substr(1, end - 1);
    if (end >= m_left.size() || !isValid(found))
        return std::nullopt;
    m_left.remove_prefix(end + 1);
    return found;
}

bool CellScanner::text(std::string &out)
{
    if (const auto found = plain()) {
        out.assign(*found);
        return true;
    }
    if (!take('"'))
        return false;
    out.clear();
    while (!m_left.empty() && m_left.front() != '"') {
        const char c = m_left.front();
        if (static_cast<unsigned char>(c) < 0x20)
            return false;
        m_left.remove_prefix(1);
        if (c != '\\')
            out += c;
        else if (!escaped(out))
            return false;
    }
    return take('"') && isValid(out);
}

bool CellScanner::escaped(std::string &out)
{
    static constexpr std::string_view letters = "\"\\bfnrt";
    static constexpr std::string_view meanings = "\"\\\b\f\n\r\t";
    if (m_left.empty())
        return false;
    if (const std::size_t place = letters.find(m_left.front()); place != std::string_view::npos) {
        out += meanings[place];
        m_left.remove_prefix(1);
        return true;
    }
    if (!take("u00") || m_left.size() < 2)
        return false;
    static constexpr std::string_view digits = "0123456789abcdef";
    const std::size_t high = digits.find(m_left[0]);
    const std::size_t low = digits.find(m_left[1]);
    if (high > 1 || low == std::string_view::npos || high + low == 0)
        return false;
    out += static_cast<char>(16 * high + low);
    m_left.remove_prefix(2);
    return true;
}

std::string_view CellScanner::number()
{
    const std::size_t size = std::min(m_left.find_first_not_of("+-.0123456789eE"), m_left.size());
    const std::string_view found = m_left.substr(0, size);
    m_left.remove_prefix(size);
    return found;
}

} // namespace tarascope
