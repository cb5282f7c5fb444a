#pragma once
#include "model/graph.h"

namespace tarascope {

/// How much of what the inventory needs an item says (attributes marked * in the metamodel).
struct Completeness {
    int said = 0;
    int needed = 0;
    std::vector<Attr> missing; ///< in the order of the metamodel
    /// Whole per cent, never 100 while something is missing.
    int percent() const { return needed == 0 ? 100 : 100 * said / needed; }
    bool operator==(const Completeness &) const = default;
};

Completeness completenessOf(const Item &item);

} // namespace tarascope
