#pragma once
#include "importers/importer.h"

namespace tarascope {

/// Reads an OpenVEX document (JSON): each statement becomes a vulnerability with the status of its products by the rules
/// of VulnerabilityModel.
Result<Batch> readOpenVex(std::string_view bytes, const std::string &file, const Budget &budget);
Certainty detectOpenVex(std::string_view head, std::string_view file);

} // namespace tarascope
