#pragma once
#include "importers/importer.h"

namespace tarascope {

/// Reads an Open Threat Model 0.1 or 0.2 (JSON or YAML): trust zones, components, data flows, assets, threats and
/// mitigations by the rules of FlowModel. A mitigation guards what it is used for; where its states differ the weakest
/// counts. Scores become own fields: they are of another scale than ours. A file of our own export gives back its kinds, keys,
/// links and attributes as they were.
Result<Batch> readOtm(std::string_view bytes, const std::string &file, const Budget &budget);
Certainty detectOtm(std::string_view head, std::string_view file);

} // namespace tarascope
