#pragma once
#include "model/library/catalogue.h"
#include "model/merge.h"

#include <span>

namespace tarascope {

/// Plans to take entries of a catalogue into the project as items, one change set for all of them: external key
/// (catalogue id, entry id), and a `cites` link of the item with itself that names catalogue, entry and version. An entry
/// that is there already changes nothing, what people changed in it stays. Unknown entries and those that are to read
/// only are errors of kind Usage.
Result<MergePlan> planLibrary(const Graph &graph, const Catalogue &catalogue, std::span<const std::string> entries,
                              const Budget &budget);

} // namespace tarascope
