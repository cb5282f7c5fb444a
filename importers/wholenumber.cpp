#include "importers/wholenumber.h"

#include <charconv>

namespace tarascope {

std::optional<std::int64_t> wholeNumber(std::string_view text, bool octal)
{
    const bool negative = text.starts_with('-');
    if (negative || text.starts_with('+'))
        text.remove_prefix(1);
    int base = 10;
    if (text.starts_with("0x") || text.starts_with("0X"))
        base = 16;
    else if (text.starts_with("0b") || text.starts_with("0B"))
        base = 2;
    else if (octal && text.size() > 1 && text.front() == '0')
        base = 8;
    if (base == 16 || base == 2)
        text.remove_prefix(2);
    std::int64_t value = 0;
    const char *end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value, base);
    if (error != std::errc() || stop != end || value < 0)
        return std::nullopt;
    return negative ? -value : value;
}

} // namespace tarascope
