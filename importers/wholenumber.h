#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

namespace tarascope {

/// A whole number written in digits, with an optional sign, or after 0x or 0b; a leading 0 means base 8 only where
/// `octal` says so. Nothing for any other text and for what does not fit into 64 bits.
std::optional<std::int64_t> wholeNumber(std::string_view text, bool octal = false);

} // namespace tarascope
