#pragma once
#include "importers/importer.h"

namespace tarascope {

/// Reads an SPDX 2 document (JSON, YAML): packages become softwareVersion items; relationships between them are kept as
/// texts, as there is no link between software and software. Files and snippets are counted, not taken.
Result<Batch> readSpdx(std::string_view bytes, const std::string &file, const Budget &budget);
Certainty detectSpdx(std::string_view head, std::string_view file);

} // namespace tarascope
