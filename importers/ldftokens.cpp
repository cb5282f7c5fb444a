#include "importers/batchitem.h"
#include "importers/ldfparser.h"
#include "importers/wholenumber.h"

// How the parser takes tokens, and what it says when another one is expected.

namespace tarascope {

Where LdfParser::where(std::size_t at) const
{
    return m_source.where(m_source.start() + static_cast<std::int64_t>(at));
}

void LdfParser::fail(const char *text, std::vector<std::string> args, const char *code, std::size_t at)
{
    if (!m_error)
        m_error = Error{ErrorKind::Input, {text, std::move(args), code}, where(at)};
    m_token = LdfToken{LdfToken::Type::End, {}, at};
}

void LdfParser::failExpected(const char *wanted)
{
    const bool end = m_token.type == LdfToken::Type::End;
    const std::string found = end ? "the end of the file" : "'" + capped(m_source.decode(m_token.text), 60) + "'";
    fail(QT_TRANSLATE_NOOP("model", "in %1: %2 is expected here, not %3"), {m_source.decode(m_keyword), wanted, found},
         "ldfSyntax", m_token.at);
}

void LdfParser::advance()
{
    if (m_error)
        return;
    m_token = m_lexer.next();
    if (m_token.type == LdfToken::Type::Unclosed)
        fail(QT_TRANSLATE_NOOP("model", "the text or comment that begins here does not end"), {}, "ldfUnclosed",
             m_token.at);
    else if (static_cast<std::int64_t>(m_token.text.size()) > m_budget.limits.stringLength)
        fail(QT_TRANSLATE_NOOP("model", "the text that begins here has %1 bytes, the limit is %2"),
             {std::to_string(m_token.text.size()), std::to_string(m_budget.limits.stringLength)}, "textTooLong",
             m_token.at);
    else if (++m_tokens > m_budget.limits.nodes)
        fail(QT_TRANSLATE_NOOP("model", "the file has more than %1 elements, the limit for an import"),
             {std::to_string(m_budget.limits.nodes)}, "tooManyElements", m_token.at);
    if (m_tokens % 256 == 0 && !m_error) {
        if (const Result<void> go = m_budget.check(); !go) {
            fail("", {}, "", m_token.at);
            m_error = go.error();
        }
    }
}

LdfToken LdfParser::take()
{
    const LdfToken token = m_token;
    advance();
    return token;
}

std::string LdfParser::word(const char *wanted)
{
    if (m_token.type != LdfToken::Type::Word) {
        failExpected(wanted);
        return {};
    }
    return m_source.decode(take().text);
}

std::string LdfParser::value()
{
    if (m_token.type == LdfToken::Type::Text)
        return m_source.decode(take().text);
    return word("a value");
}

std::int64_t LdfParser::number(const char *wanted, std::int64_t most)
{
    const std::size_t at = m_token.at;
    const std::string text = word(wanted);
    const std::optional<std::int64_t> found = wholeNumber(text);
    if (found && *found >= 0 && *found <= most)
        return *found;
    fail(QT_TRANSLATE_NOOP("model", "%1 must be a whole number from 0 to %2, not \"%3\""),
         {wanted, std::to_string(most), capped(text, 60)}, "ldfNumber", at);
    return 0;
}

std::vector<std::string> LdfParser::names(const char *wanted)
{
    std::vector<std::string> list;
    do
        list.push_back(word(wanted));
    while (takeMark(','));
    return list;
}

void LdfParser::mark(char c)
{
    if (takeMark(c) || m_error)
        return;
    const char wanted[] = {'\'', c, '\'', '\0'};
    failExpected(wanted);
}

bool LdfParser::takeMark(char c)
{
    if (!m_token.isMark(c))
        return false;
    advance();
    return true;
}

// Takes the brace that ends a block; a file that ends inside one is refused.
bool LdfParser::blockGoesOn()
{
    if (takeMark('}'))
        return false;
    if (done() && !m_error)
        failExpected("'}'");
    return !done();
}

void LdfParser::skipStatement()
{
    while (!done()) {
        const LdfToken token = take();
        if (token.isMark(';'))
            return;
        if (token.isMark('{')) {
            skipBlock();
            return;
        }
    }
    if (!m_error)
        failExpected("';'");
}

// To the brace that ends the block whose first brace was taken.
void LdfParser::skipBlock()
{
    for (std::int64_t depth = 1; depth > 0;) {
        if (done()) {
            if (!m_error)
                failExpected("'}'");
            return;
        }
        const LdfToken token = take();
        depth += token.isMark('{') ? 1 : token.isMark('}') ? -1 : 0;
    }
}

} // namespace tarascope
