#pragma once
#include "model/batch.h"
#include "model/budget.h"

namespace tarascope {

/// Reads a list of endpoints as client libraries keep it: a JSON object whose members are endpoints by name, each with
/// "TYPE" (HTTP method), "URI" and, if said, "AUTH". The file becomes an API with one version that exposes them. External
/// keys of system "endpoints:<file name>": "api", "version" and "endpoint:<name>".
Result<Batch> readEndpointList(std::string_view bytes, const std::string &file, const Budget &budget);

} // namespace tarascope
