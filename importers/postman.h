#pragma once
#include "importers/importer.h"

namespace tarascope {

/// Reads a Postman collection 2.0 or 2.1 (JSON, also wrapped as {"collection": ...}): one endpoint per method, base and
/// path, with its folders as tags and the kind of its authentication. The base of a URL is resolved from the variables
/// of the collection; variables in a path stay parameters. No value of a header, body, query, authentication or example
/// is taken.
Result<Batch> readPostman(std::string_view bytes, const std::string &file, const Budget &budget);
Certainty detectPostman(std::string_view head, std::string_view file);

} // namespace tarascope
