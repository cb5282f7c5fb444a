#pragma once
#include "model/valuejson.h"

namespace tarascope {

/// Reads the text of a table's cell as the value of an attribute: words in any spelling of their choices, lists separated
/// by semicolons, ratings and rows in the JSON of the contracts. The error's sentence names the attribute and what is
/// allowed; it has no place.
Result<ReadValue> readTableValue(const std::string &text, const AttributeDef &attribute, const Budget &budget);

/// The parts of a list that is separated by semicolons, without blanks around them and without empty ones.
std::vector<std::string> tableList(std::string_view text);

} // namespace tarascope
