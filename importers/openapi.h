#pragma once
#include "importers/importer.h"

namespace tarascope {

/// Reads an OpenAPI 3.0 or 3.1 or a Swagger 2.0 document, in JSON or YAML. It becomes an api with one apiVersion, an endpoint per operation (and
/// per webhook), an objectType per path parameter that names an object, a credential per security scheme, and the links
/// between them. References are followed inside the file; others are listed and never opened. External keys of
/// system "openapi:<file name>": "api", "version", the operationId or "METHOD /path", "parameter:<name>",
/// "scheme:<name>".
Result<Batch> readOpenApi(std::string_view bytes, const std::string &file, const Budget &budget);
/// The same with the files that it refers to: `beside` gives them or says why not. They are listed.
Result<Batch> readOpenApiFiles(std::string_view bytes, const std::string &file, const Budget &budget, const ReadBeside &beside);

} // namespace tarascope
