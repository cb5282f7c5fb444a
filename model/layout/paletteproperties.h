#pragma once
#include <string>
#include <string_view>

namespace tarascope {

/// The embedded table of colours by meaning (resources/palette.json), the only place with their values.
std::string paletteJson();

/// Every colour of a theme ("light", "dark", "hc") as a custom property of CSS: "--surface-base:#FFFFFF;...".
std::string paletteProperties(std::string_view theme);

} // namespace tarascope
