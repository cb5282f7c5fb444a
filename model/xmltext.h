#pragma once
#include <string>
#include <string_view>

namespace tarascope {

/// The one escape for HTML, SVG and XML, good for text and for attributes in double quotes: & < > " ' as references,
/// what XML 1.0 does not allow as U+FFFD, and marks that turn or hide text (bidirectional controls, zero width) as
/// visible numbers, so that nobody reads what is not there.
std::string xmlText(std::string_view utf8);

} // namespace tarascope
