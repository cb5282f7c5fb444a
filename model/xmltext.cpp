#include "model/xmltext.h"

#include "model/json/utf8.h"

#include <cstdint>
#include <cstdio>

namespace tarascope {

namespace {

struct Character {
    std::uint32_t code = 0xFFFD;
    std::size_t length = 1;
};

/// The character at the beginning of a text whose first bytes are valid UTF-8.
Character firstOf(std::string_view text)
{
    const auto byte = [&text](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i])); };
    if (byte(0) < 0x80)
        return {byte(0), 1};
    if (byte(0) < 0xE0)
        return {(byte(0) & 0x1F) << 6 | (byte(1) & 0x3F), 2};
    if (byte(0) < 0xF0)
        return {(byte(0) & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F), 3};
    return {(byte(0) & 0x07) << 18 | (byte(1) & 0x3F) << 12 | (byte(2) & 0x3F) << 6 | (byte(3) & 0x3F), 4};
}

/// Controls that turn or hide what follows: zero width, bidirectional marks, embeddings and isolates.
bool misleads(std::uint32_t code)
{
    return (code >= 0x200B && code <= 0x200F) || (code >= 0x202A && code <= 0x202E) ||
           (code >= 0x2060 && code <= 0x2069) || code == 0xFEFF || code == 0x061C;
}

bool allowedInXml(std::uint32_t code)
{
    return code == '\t' || code == '\n' || code == '\r' || (code >= 0x20 && code < 0x7F) || code == 0x85 ||
           (code >= 0xA0 && (code & 0xFFFE) != 0xFFFE);
}

void append(std::string &out, std::uint32_t code, std::string_view bytes)
{
    switch (code) {
    case '&': out += "&amp;"; return;
    case '<': out += "&lt;"; return;
    case '>': out += "&gt;"; return;
    case '"': out += "&quot;"; return;
    case '\'': out += "&#39;"; return;
    default: break;
    }
    if (misleads(code)) {
        char shown[16];
        std::snprintf(shown, sizeof shown, "[U+%04X]", code);
        out += shown;
    } else if (allowedInXml(code)) {
        out += bytes;
    } else {
        out += "\xEF\xBF\xBD";
    }
}

} // namespace

std::string xmlText(std::string_view utf8)
{
    std::string out;
    out.reserve(utf8.size());
    while (!utf8.empty()) {
        const std::size_t valid = validUtf8Prefix(utf8);
        for (std::size_t at = 0; at < valid;) {
            const Character next = firstOf(utf8.substr(at));
            append(out, next.code, utf8.substr(at, next.length));
            at += next.length;
        }
        utf8.remove_prefix(valid);
        if (!utf8.empty()) {
            out += "\xEF\xBF\xBD";
            utf8.remove_prefix(1);
        }
    }
    return out;
}

} // namespace tarascope
