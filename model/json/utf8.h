#pragma once
#include <cstddef>
#include <string_view>

namespace tarascope {

/// Length in bytes of the longest prefix that is valid UTF-8 (RFC 3629: no overlong forms, no surrogates, nothing over
/// U+10FFFF); the size of the text when all of it is valid.
std::size_t validUtf8Prefix(std::string_view text);

} // namespace tarascope
