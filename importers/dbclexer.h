#pragma once
#include <cstdint>
#include <string_view>

namespace tarascope {

struct DbcToken {
    enum class Type : std::uint8_t {
        Word,     ///< letters, digits, '_' and bytes outside ASCII
        Number,   ///< an optional sign, digits, fraction, exponent
        Text,     ///< between quotes; `text` is without them, `\"` still in it
        Mark,     ///< one other character
        Unclosed, ///< a text whose closing quote is missing
        End
    };
    Type type = Type::End;
    std::string_view text; ///< part of the bytes; a text without its quotes
    std::size_t at = 0;    ///< byte where the token begins
    bool firstOnLine = false;

    bool is(std::string_view word) const { return type == Type::Word && text == word; }
    bool isMark(char c) const { return type == Type::Mark && text.size() == 1 && text[0] == c; }
};

/// Cuts a CAN database into tokens; blanks and `//` comments fall away.
class DbcLexer
{
public:
    explicit DbcLexer(std::string_view bytes) : m_bytes(bytes) {}
    DbcToken next();

private:
    void skipBlanks();
    DbcToken readText();
    std::size_t numberEnd() const;
    std::size_t wordEnd(std::size_t from) const;

    std::string_view m_bytes;
    std::size_t m_at = 0;
    bool m_firstOnLine = true;
};

} // namespace tarascope
