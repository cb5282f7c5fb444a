#pragma once
#include "importers/importer.h"

namespace tarascope {

/// Reads a CycloneDX 1.x bill of materials (JSON or XML): components become softwareVersion items (devices components),
/// services become services, vulnerabilities keep their analysis by the rules of VulnerabilityModel. Dependencies of
/// services become links, others own fields: there is no link between software and software.
Result<Batch> readCycloneDx(std::string_view bytes, const std::string &file, const Budget &budget);
Certainty detectCycloneDx(std::string_view head, std::string_view file);

} // namespace tarascope
