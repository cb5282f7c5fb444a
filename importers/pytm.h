#pragma once
#include "importers/importer.h"

namespace tarascope {

/// Reads a model that pytm wrote or reads (JSON) by the rules of FlowModel: boundaries, elements, flows, data and
/// findings. pytm names everything by its name, so names are the ids here.
Result<Batch> readPytm(std::string_view bytes, const std::string &file, const Budget &budget);
Certainty detectPytm(std::string_view head, std::string_view file);

} // namespace tarascope
