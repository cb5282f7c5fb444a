#pragma once
#include "model/json/utf8.h"

#include <optional>
#include <string>
#include <string_view>

namespace tarascope {

/// Steps through JSON without spaces, as our writer makes it. Each function says whether it found what it was asked
/// for; texts must be valid UTF-8, of escapes only those that the writer uses are known.
class CellScanner
{
public:
    explicit CellScanner(std::string_view text) : m_left(text) {}

    bool atEnd() const { return m_left.empty(); }
    bool next(char c) const { return !m_left.empty() && m_left.front() == c; }
    bool take(char c)
    {
        if (!next(c))
            return false;
        m_left.remove_prefix(1);
        return true;
    }
    bool take(std::string_view word)
    {
        if (!m_left.starts_with(word))
            return false;
        m_left.remove_prefix(word.size());
        return true;
    }
    /// A text without escapes, where it stands.
    std::optional<std::string_view> plain();
    /// A text, its escapes resolved.
    bool text(std::string &out);
    /// The characters of a number.
    std::string_view number();

private:
    bool escaped(std::string &out);

    std::string_view m_left;
};

} // namespace tarascope
