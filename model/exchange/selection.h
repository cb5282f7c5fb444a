#pragma once
#include "model/graph.h"

namespace tarascope {

/// The part of a project that is exported: items by slot, and the links between them.
struct Selection {
    std::vector<ItemId> items; ///< by key
    std::vector<LinkId> links; ///< by key
};

/// Empty text: all. Else parts joined by commas, each a kind ("endpoint"), an item ("CO-2") or an item with what is within
/// so many links of it ("CO-2+2"). An unknown part is an error of kind Usage.
Result<Selection> selectItems(const Graph &graph, const std::string &words);

} // namespace tarascope
