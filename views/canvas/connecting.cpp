#include "views/canvas/connecting.h"

#include <algorithm>

namespace tarascope {

std::vector<LinkOffer> linkOffers(const Graph &graph, ItemId first, ItemId second)
{
    const Item *one = graph.item(first);
    const Item *other = graph.item(second);
    std::vector<LinkOffer> offers;
    if (!one || !other || first == second)
        return offers;
    const auto isThere = [&graph](LinkKind kind, ItemId from, ItemId to) {
        const std::span<const LinkId> links = graph.out(from);
        return std::any_of(links.begin(), links.end(),
                           [&](LinkId id) { return graph.link(id)->kind == kind && graph.to(id) == to; });
    };
    for (const LinkDef &def : linkKinds()) {
        if (def.allows(one->kind, other->kind))
            offers.push_back({def.kind, false, isThere(def.kind, first, second)});
        if (def.allows(other->kind, one->kind))
            offers.push_back({def.kind, true, isThere(def.kind, second, first)});
    }
    std::stable_sort(offers.begin(), offers.end(), [](const LinkOffer &a, const LinkOffer &b) {
        const auto rank = [](const LinkOffer &offer) {
            return std::pair(!linkDef(offer.kind).attack, offer.turned);
        };
        return rank(a) < rank(b);
    });
    return offers;
}

} // namespace tarascope
