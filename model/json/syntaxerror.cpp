#include "model/json/syntaxerror.h"

#include <algorithm>
#include <cstdio>

namespace tarascope::json {

namespace {

using After = ReadState::After;

Message message(const char *text, const char *code, std::vector<std::string> args = {})
{
    return Message{text, std::move(args), code};
}

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$';
}

bool isHex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool isNumberPart(char c)
{
    return (c >= '0' && c <= '9') || isLetter(c) || c == '+' || c == '-' || c == '.';
}

/// Finds the first thing in a refused text that JSON does not allow.
class Explainer
{
public:
    Explainer(std::string_view bytes, const ReadState &state) : m_bytes(bytes), m_state(state) {}

    SyntaxError run() const
    {
        const std::int64_t at = skipSpace(m_bytes, m_state.end);
        if (ended(at))
            return missingEnd(at);
        switch (m_state.after) {
        case After::Nothing:
            return value(at);
        case After::Open:
            return m_state.inObject ? name(at) : value(at);
        case After::Name:
            return afterName(at);
        case After::Value:
            return afterValue(at);
        }
        return value(at);
    }

private:
    bool ended(std::int64_t at) const { return at >= static_cast<std::int64_t>(m_bytes.size()); }
    char byte(std::int64_t at) const { return ended(at) ? '\0' : m_bytes[static_cast<std::size_t>(at)]; }

    /// A character as people read it: itself, or its number.
    std::string shown(std::int64_t at) const
    {
        const auto first = static_cast<unsigned char>(byte(at));
        if (first < 0x20 || first == 0x7F) {
            char text[8];
            std::snprintf(text, sizeof text, "U+%04X", static_cast<unsigned>(first));
            return text;
        }
        std::int64_t end = at + 1;
        while (!ended(end) && (static_cast<unsigned char>(byte(end)) & 0xC0) == 0x80)
            ++end;
        return std::string(m_bytes.substr(static_cast<std::size_t>(at), static_cast<std::size_t>(end - at)));
    }

    SyntaxError missingEnd(std::int64_t at) const
    {
        if (!m_state.inside)
            return {at, message(QT_TRANSLATE_NOOP("model", "the file is empty"), "jsonEmpty")};
        const auto lines = std::count(m_bytes.begin(), m_bytes.begin() + m_state.opened, '\n');
        return {at, message(QT_TRANSLATE_NOOP("model", "the file ends here, but the %1 that begins in line %2 is not "
                                                       "closed; it seems to be cut off"),
                            "jsonCutOff", {m_state.inObject ? "{" : "[", std::to_string(lines + 1)})};
    }

    SyntaxError afterName(std::int64_t at) const
    {
        if (byte(at) != ':')
            return comment(at, {at, message(QT_TRANSLATE_NOOP("model", "a : is missing after the member name, there "
                                                                       "is %1"),
                                            "jsonMissingColon", {shown(at)})});
        const std::int64_t next = skipSpace(m_bytes, at + 1);
        return ended(next) ? missingEnd(next) : value(next);
    }

    SyntaxError afterValue(std::int64_t at) const
    {
        if (!m_state.inside)
            return comment(at, {at, message(QT_TRANSLATE_NOOP("model", "there is more text after the end of the "
                                                                       "document, beginning with %1"),
                                            "jsonTrailing", {shown(at)})});
        const char *close = m_state.inObject ? "}" : "]";
        if (byte(at) != ',')
            return comment(at, {at, message(QT_TRANSLATE_NOOP("model", "a comma or %1 is missing, there is %2"),
                                            "jsonMissingComma", {close, shown(at)})});
        const std::int64_t next = skipSpace(m_bytes, at + 1);
        if (ended(next))
            return missingEnd(next);
        if (byte(next) == '}' || byte(next) == ']')
            return {at, message(QT_TRANSLATE_NOOP("model", "a comma stands before %1; JSON allows none there"),
                                "jsonTrailingComma", {shown(next)})};
        return m_state.inObject ? name(next) : value(next);
    }

    SyntaxError name(std::int64_t at) const
    {
        if (byte(at) == '"')
            return text(at);
        return comment(at, {at, message(QT_TRANSLATE_NOOP("model", "a member name in double quotes is missing, there "
                                                                   "is %1"),
                                        "jsonMissingName", {shown(at)})});
    }

    SyntaxError value(std::int64_t at) const
    {
        const char c = byte(at);
        if (c == '"')
            return text(at);
        if (isNumberPart(c) && !isLetter(c))
            return {at, message(QT_TRANSLATE_NOOP("model", "%1 is no number as JSON writes them"), "jsonNumber",
                                {word(at)})};
        if (isLetter(c))
            return {at, message(QT_TRANSLATE_NOOP("model", "%1 is no JSON value: texts stand in double quotes, the "
                                                           "words are true, false and null"),
                                "jsonWord", {word(at)})};
        if (c == '\'')
            return {at, message(QT_TRANSLATE_NOOP("model", "texts stand in double quotes in JSON, not in single ones"),
                                "jsonSingleQuote")};
        return comment(at, {at, message(QT_TRANSLATE_NOOP("model", "a value is missing, there is %1"),
                                        "jsonMissingValue", {shown(at)})});
    }

    /// A comment explains any surprise.
    SyntaxError comment(std::int64_t at, SyntaxError otherwise) const
    {
        if (byte(at) == '#' || (byte(at) == '/' && (byte(at + 1) == '/' || byte(at + 1) == '*')))
            return {at, message(QT_TRANSLATE_NOOP("model", "this is a comment; JSON has none"), "jsonComment")};
        return otherwise;
    }

    std::string word(std::int64_t at) const
    {
        std::string text;
        while (!ended(at) && isNumberPart(byte(at)) && text.size() < 40)
            text += byte(at++);
        return text;
    }

    SyntaxError text(std::int64_t begin) const
    {
        for (std::int64_t at = begin + 1; !ended(at); ++at) {
            const char c = byte(at);
            if (c == '"')
                break;
            if (c == '\n' || c == '\r')
                return {begin, message(QT_TRANSLATE_NOOP("model", "the text that begins here is not closed on its "
                                                                  "line; line breaks are written \\n"),
                                       "jsonOpenText")};
            if (static_cast<unsigned char>(c) < 0x20)
                return {at, message(QT_TRANSLATE_NOOP("model", "the control character %1 must be escaped"),
                                    "jsonControl", {shown(at)})};
            if (c != '\\')
                continue;
            const std::int64_t length = escapeLength(at);
            if (length == 0)
                return {at, message(QT_TRANSLATE_NOOP("model", "\\%1 is no valid escape in a JSON text"), "jsonEscape",
                                    {ended(at + 1) ? std::string() : shown(at + 1)})};
            at += length - 1;
        }
        return {begin, message(QT_TRANSLATE_NOOP("model", "the text that begins here is not closed"), "jsonOpenText")};
    }

    /// Value of \uXXXX at this place, -1 when it is none.
    int unit(std::int64_t at) const
    {
        if (byte(at) != '\\' || byte(at + 1) != 'u')
            return -1;
        int value = 0;
        for (std::int64_t i = at + 2; i < at + 6; ++i) {
            const char c = byte(i);
            if (!isHex(c))
                return -1;
            value = value * 16 + (c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
        }
        return value;
    }

    std::int64_t escapeLength(std::int64_t at) const
    {
        const char kind = byte(at + 1);
        if (kind != 'u')
            return kind != '\0' && std::string_view("\"\\/bfnrt").find(kind) != std::string_view::npos ? 2 : 0;
        const int first = unit(at);
        if (first < 0 || (first >= 0xDC00 && first <= 0xDFFF))
            return 0;
        if (first < 0xD800 || first > 0xDFFF)
            return 6;
        const int second = unit(at + 6);
        return second >= 0xDC00 && second <= 0xDFFF ? 12 : 0;
    }

    std::string_view m_bytes;
    const ReadState &m_state;
};

} // namespace

std::int64_t skipSpace(std::string_view bytes, std::int64_t at)
{
    const auto size = static_cast<std::int64_t>(bytes.size());
    while (at < size) {
        const char c = bytes[static_cast<std::size_t>(at)];
        if (c != ' ' && c != '\t' && c != '\n' && c != '\r')
            break;
        ++at;
    }
    return at;
}

SyntaxError explain(std::string_view bytes, const ReadState &state)
{
    return Explainer(bytes, state).run();
}

} // namespace tarascope::json
