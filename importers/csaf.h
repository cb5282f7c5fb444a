#pragma once
#include "importers/importer.h"

namespace tarascope {

/// Reads a CSAF 2 advisory or VEX (JSON): products become softwareVersion items, vulnerabilities keep ids, severity,
/// vector and the status of each product by the rules of VulnerabilityModel.
Result<Batch> readCsaf(std::string_view bytes, const std::string &file, const Budget &budget);
Certainty detectCsaf(std::string_view head, std::string_view file);

} // namespace tarascope
