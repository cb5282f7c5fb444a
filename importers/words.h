#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace tarascope {

/// The words of a name in snake_case, camelCase or kebab-case, in lower case.
std::vector<std::string> wordsOf(std::string_view name);

} // namespace tarascope
