#pragma once
#include "model/batch.h"
#include "model/budget.h"

namespace tarascope {

/// Reads an OpenAPI 3.0 or 3.1 or a Swagger 2.0 document, in JSON or YAML. It becomes an api with one apiVersion, an endpoint per operation (and
/// per webhook), an objectType per path parameter that names an object, a credential per security scheme, and the links
/// between them. References are followed inside the file only; others are listed and never opened. External keys of
/// system "openapi:<file name>": "api", "version", the operationId or "METHOD /path", "parameter:<name>",
/// "scheme:<name>".
Result<Batch> readOpenApi(std::string_view bytes, const std::string &file, const Budget &budget);

} // namespace tarascope
