#pragma once
#include <cstdint>
#include <string_view>

namespace tarascope {

struct LdfToken {
    enum class Type : std::uint8_t {
        Word,     ///< a name or a number
        Text,     ///< between quotes; `text` is without them
        Mark,     ///< one of ; , : = { }
        Unclosed, ///< a text or a comment that does not end
        End
    };
    Type type = Type::End;
    std::string_view text;
    std::size_t at = 0; ///< byte where the token begins

    bool is(std::string_view word) const { return type == Type::Word && text == word; }
    bool isMark(char c) const { return type == Type::Mark && text[0] == c; }
};

/// Cuts a LIN description into tokens; blanks and both sorts of comments of C++ fall away.
class LdfLexer
{
public:
    explicit LdfLexer(std::string_view bytes) : m_bytes(bytes) {}
    LdfToken next();

private:
    bool skipBlanks();
    LdfToken token(LdfToken::Type type, std::size_t end, std::size_t quotes = 0);

    std::string_view m_bytes;
    std::size_t m_at = 0;
};

} // namespace tarascope
