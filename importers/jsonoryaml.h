#pragma once
#include "model/json/node.h"

namespace tarascope {

/// Reads a text that may be JSON or YAML: JSON where it begins with a brace or bracket, else YAML, whose scalars are all
/// texts.
Result<json::Document> readJsonOrYaml(std::string_view bytes, const std::string &file, const Budget &budget);

} // namespace tarascope
