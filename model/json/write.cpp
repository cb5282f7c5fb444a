#include "model/json/write.h"

#include "model/json/utf8.h"

#include <charconv>
#include <cmath>

namespace tarascope::json {

namespace {

constexpr char hexDigits[] = "0123456789abcdef";

bool needsEscape(char c)
{
    return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20;
}

void appendEscaped(std::string &out, char c)
{
    out += '\\';
    switch (c) {
    case '"':
    case '\\':
        out += c;
        return;
    case '\b':
        out += 'b';
        return;
    case '\f':
        out += 'f';
        return;
    case '\n':
        out += 'n';
        return;
    case '\r':
        out += 'r';
        return;
    case '\t':
        out += 't';
        return;
    default:
        out += "u00";
        out += hexDigits[static_cast<unsigned char>(c) >> 4];
        out += hexDigits[static_cast<unsigned char>(c) & 15];
    }
}

void appendValid(std::string &out, std::string_view text)
{
    std::size_t begin = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (!needsEscape(text[at]))
            continue;
        out.append(text, begin, at - begin);
        appendEscaped(out, text[at]);
        begin = at + 1;
    }
    out.append(text, begin, text.size() - begin);
}

} // namespace

void appendString(std::string &out, std::string_view text)
{
    out += '"';
    for (;;) {
        const std::size_t valid = validUtf8Prefix(text);
        appendValid(out, text.substr(0, valid));
        if (valid == text.size())
            break;
        out += "\xEF\xBF\xBD";
        text.remove_prefix(valid + 1);
    }
    out += '"';
}

void appendReal(std::string &out, double value)
{
    if (!std::isfinite(value)) { // JSON has no such number
        out += "null";
        return;
    }
    char digits[32];
    const auto end = std::to_chars(digits, digits + sizeof digits, value);
    out.append(digits, end.ptr);
}

void Writer::separate()
{
    if (m_needsComma)
        m_text += ',';
    m_needsComma = true;
}

Writer &Writer::beginObject()
{
    separate();
    m_text += '{';
    m_needsComma = false;
    return *this;
}

Writer &Writer::endObject()
{
    m_text += '}';
    m_needsComma = true;
    return *this;
}

Writer &Writer::beginArray()
{
    separate();
    m_text += '[';
    m_needsComma = false;
    return *this;
}

Writer &Writer::endArray()
{
    m_text += ']';
    m_needsComma = true;
    return *this;
}

Writer &Writer::key(std::string_view name)
{
    separate();
    appendString(m_text, name);
    m_text += ':';
    m_needsComma = false;
    return *this;
}

Writer &Writer::string(std::string_view text)
{
    separate();
    appendString(m_text, text);
    return *this;
}

Writer &Writer::integer(std::int64_t value)
{
    separate();
    m_text += std::to_string(value);
    return *this;
}

Writer &Writer::real(double value)
{
    separate();
    appendReal(m_text, value);
    return *this;
}

Writer &Writer::boolean(bool value)
{
    separate();
    m_text += value ? "true" : "false";
    return *this;
}

Writer &Writer::null()
{
    separate();
    m_text += "null";
    return *this;
}

Writer &Writer::raw(std::string_view text)
{
    separate();
    m_text += text;
    return *this;
}

Writer &Writer::newline()
{
    if (m_needsComma)
        m_text += ',';
    m_needsComma = false;
    m_text += "\n ";
    return *this;
}

} // namespace tarascope::json
