#pragma once
#include "model/graph.h"

namespace tarascope {

/// A link that may be made between two items.
struct LinkOffer {
    LinkKind kind{};
    bool turned = false; ///< from the second item to the first
    bool there = false;  ///< there is one already
    bool operator==(const LinkOffer &) const = default;
};

/// All links that the metamodel allows between two items, in both directions: those along which an attacker moves first,
/// then from the first to the second.
std::vector<LinkOffer> linkOffers(const Graph &graph, ItemId first, ItemId second);

} // namespace tarascope
