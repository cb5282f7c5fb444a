#pragma once
#include "importers/importer.h"

namespace tarascope {

/// Reads a model of the Microsoft Threat Modeling Tool (TM7, XML) by the rules of FlowModel: elements, flows, boundary
/// boxes and threats. The mitigation that the tool proposes for a type of threat becomes one control that guards all
/// that is threatened so; it counts as implemented when all of these threats are mitigated. The knowledge base in the
/// file is not taken.
Result<Batch> readTm7(std::string_view bytes, const std::string &file, const Budget &budget);
Certainty detectTm7(std::string_view head, std::string_view file);

} // namespace tarascope
