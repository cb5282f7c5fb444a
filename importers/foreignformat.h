#pragma once
#include "model/result.h"

namespace tarascope {

/// The refusal of a file in a format that is known and not read, with the place of what tells it; nothing for others.
std::optional<Error> foreignFormat(std::string_view head, const std::string &file);

} // namespace tarascope
