#pragma once
#include <string>
#include <string_view>

namespace tarascope {

/// The first stable test id "AZ-<operation>-<suite>-<8 hex>" in a text, without what a runner added behind it
/// ("AZ-unlock-S2-0a1b2c3d" of "AZ-unlock-S2-0a1b2c3d_retry1"); any other text that begins with "AZ-" as far as
/// letters, digits, '-' and '_' go; empty when there is none. Ids begin where no letter or digit stands before them.
std::string findTestId(std::string_view text);

} // namespace tarascope
