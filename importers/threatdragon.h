#pragma once
#include "importers/importer.h"

namespace tarascope {

/// Reads a model of OWASP Threat Dragon 1 or 2 (JSON) by the rules of FlowModel: stores, processes, actors, flows,
/// boundary boxes and threats; the proposed mitigation of a threat becomes a control that guards what is threatened.
/// An element is in the smallest box that its middle lies in; boundaries that are drawn as lines have no inside.
Result<Batch> readThreatDragon(std::string_view bytes, const std::string &file, const Budget &budget);
Certainty detectThreatDragon(std::string_view head, std::string_view file);

} // namespace tarascope
