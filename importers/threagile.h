#pragma once
#include "importers/importer.h"

namespace tarascope {

/// Reads a Threagile 1 model (YAML) by the rules of FlowModel. Abuse cases, own risk categories and tracked risks become
/// threat scenarios, accepted and mitigated ones with a treatment; security requirements become requirements. The risks
/// that Threagile computes are not in its file.
Result<Batch> readThreagile(std::string_view bytes, const std::string &file, const Budget &budget);
Certainty detectThreagile(std::string_view head, std::string_view file);

} // namespace tarascope
