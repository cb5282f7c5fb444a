#pragma once
#include "model/layout/laneplaces.h"
#include "views/canvas/scene.h"

namespace tarascope {

/// NodePlaces of items by slot: found by the layout, or free ones.
using NodePlaces = std::unordered_map<ItemId, QPointF>;

/// A place of one item, to be written.
struct Placed {
    Uid item;
    QPointF centre;
};

/// Writes places as one undo step; those that are there already are no change.
Result<ChangeSet> placeItems(const Graph &graph, const std::vector<Placed> &placed, Message title);
/// Takes all written places away, so that the layout finds them anew.
Result<ChangeSet> forgetPlaces(const Graph &graph);

/// Gives items without a place a free one in their lane, near what they are linked to. The others stay where they are.
void placeNewcomers(const Graph &graph, const std::vector<ItemId> &items, const std::function<bool(ItemId)> &isPlaced,
                    const PlaceOf &place, NodePlaces &places);

/// What the layout needs of items: sizes, lanes, links between them.
struct LayoutQuestion {
    std::vector<ItemId> items;
    std::vector<LaneBox> boxes;
    std::vector<LayoutArrow> arrows;
};
LayoutQuestion layoutQuestion(const Graph &graph, std::vector<ItemId> items);

} // namespace tarascope
