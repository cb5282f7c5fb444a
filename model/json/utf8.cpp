#include "model/json/utf8.h"

#include <cstdint>
#include <cstring>

namespace tarascope {

namespace {

bool inRange(std::string_view text, std::size_t at, unsigned low, unsigned high)
{
    if (at >= text.size())
        return false;
    const auto byte = static_cast<unsigned char>(text[at]);
    return byte >= low && byte <= high;
}

/// Bytes of the character of more than one byte at this place, 0 when there is none (RFC 3629 section 4).
std::size_t characterLength(std::string_view text, std::size_t at)
{
    const auto lead = static_cast<unsigned char>(text[at]);
    if (lead >= 0xC2 && lead <= 0xDF)
        return inRange(text, at + 1, 0x80, 0xBF) ? 2 : 0;
    if (lead >= 0xE0 && lead <= 0xEF) {
        const unsigned low = lead == 0xE0 ? 0xA0 : 0x80;
        const unsigned high = lead == 0xED ? 0x9F : 0xBF;
        return inRange(text, at + 1, low, high) && inRange(text, at + 2, 0x80, 0xBF) ? 3 : 0;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        const unsigned low = lead == 0xF0 ? 0x90 : 0x80;
        const unsigned high = lead == 0xF4 ? 0x8F : 0xBF;
        return inRange(text, at + 1, low, high) && inRange(text, at + 2, 0x80, 0xBF) && inRange(text, at + 3, 0x80, 0xBF)
            ? 4
            : 0;
    }
    return 0;
}

} // namespace

std::size_t validUtf8Prefix(std::string_view text)
{
    std::size_t at = 0;
    while (at < text.size()) {
        std::uint64_t word = 0;
        while (at + sizeof word <= text.size()) {
            std::memcpy(&word, text.data() + at, sizeof word);
            if (word & 0x8080808080808080ULL)
                break;
            at += sizeof word;
        }
        if (at >= text.size())
            break;
        if (static_cast<unsigned char>(text[at]) < 0x80) {
            ++at;
            continue;
        }
        const std::size_t length = characterLength(text, at);
        if (length == 0)
            return at;
        at += length;
    }
    return at;
}

} // namespace tarascope
