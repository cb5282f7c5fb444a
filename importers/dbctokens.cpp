#include "importers/batchitem.h"
#include "importers/dbcparser.h"

#include <charconv>

// How the parser takes tokens, and what it says when another one is expected.

namespace tarascope {

Where DbcParser::where(std::size_t at) const
{
    return m_source.where(m_source.start() + static_cast<std::int64_t>(at));
}

void DbcParser::fail(const char *text, std::vector<std::string> args, const char *code, std::size_t at)
{
    if (!m_error)
        m_error = Error{ErrorKind::Input, {text, std::move(args), code}, where(at)};
    m_token = DbcToken{DbcToken::Type::End, {}, at, false};
    m_ahead = m_token;
}

std::string DbcParser::shown(const DbcToken &token) const
{
    if (token.type == DbcToken::Type::End)
        return "the end of the file";
    const std::string part = capped(m_source.decode(token.text), 60);
    return token.type == DbcToken::Type::Text ? "\"" + part + "\"" : "'" + part + "'";
}

void DbcParser::failExpected(const char *wanted)
{
    fail(QT_TRANSLATE_NOOP("model", "in %1: %2 is expected here, not %3"),
         {std::string(m_keyword), wanted, shown(m_token)}, "dbcSyntax", m_token.at);
}

void DbcParser::advance()
{
    if (m_error)
        return;
    m_token = m_ahead;
    m_ahead = m_lexer.next();
    if (m_token.type == DbcToken::Type::Unclosed)
        fail(QT_TRANSLATE_NOOP("model", "the text that begins here has no closing quote"), {}, "dbcUnclosedText",
             m_token.at);
    else if (static_cast<std::int64_t>(m_token.text.size()) > m_budget.limits.stringLength)
        fail(QT_TRANSLATE_NOOP("model", "the text that begins here has %1 bytes, the limit is %2"),
             {std::to_string(m_token.text.size()), std::to_string(m_budget.limits.stringLength)}, "textTooLong",
             m_token.at);
}

DbcToken DbcParser::take()
{
    const DbcToken token = m_token;
    advance();
    return token;
}

std::string DbcParser::word(const char *wanted)
{
    if (m_token.type == DbcToken::Type::Word)
        return m_source.decode(take().text);
    failExpected(wanted);
    return {};
}

std::string DbcParser::number(const char *wanted)
{
    if (m_token.type == DbcToken::Type::Number)
        return std::string(take().text);
    failExpected(wanted);
    return {};
}

std::int64_t DbcParser::integer(const char *wanted, std::int64_t least, std::int64_t most)
{
    const DbcToken token = m_token;
    std::int64_t value = 0;
    if (token.type == DbcToken::Type::Number) {
        const char *end = token.text.data() + token.text.size();
        const auto [stop, error] = std::from_chars(token.text.data(), end, value);
        if (stop == end && error == std::errc() && value >= least && value <= most) {
            advance();
            return value;
        }
    }
    fail(QT_TRANSLATE_NOOP("model", "in %1: %2 must be a whole number from %3 to %4, not %5"),
         {std::string(m_keyword), wanted, std::to_string(least), std::to_string(most), shown(token)}, "dbcNumber",
         token.at);
    return 0;
}

std::string DbcParser::text(const char *wanted, bool oneLine)
{
    if (m_token.type != DbcToken::Type::Text) {
        failExpected(wanted);
        return {};
    }
    if (oneLine && m_token.text.find_first_of("\r\n") != std::string_view::npos) {
        fail(QT_TRANSLATE_NOOP("model", "the text that begins here has no closing quote on its line"), {},
             "dbcUnclosedText", m_token.at);
        return {};
    }
    std::string read = m_source.decode(take().text);
    for (std::size_t at = read.find("\\\""); at != std::string::npos; at = read.find("\\\"", at + 1))
        read.erase(at, 1);
    return read;
}

void DbcParser::mark(char c)
{
    if (takeMark(c))
        return;
    const char name[] = {'\'', c, '\'', '\0'};
    failExpected(name);
}

bool DbcParser::takeMark(char c)
{
    if (!m_token.isMark(c))
        return false;
    advance();
    return true;
}

} // namespace tarascope
