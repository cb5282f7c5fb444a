#pragma once
#include "model/layout/rankedlayout.h"

namespace tarascope {

/// A node to be placed in a lane; `lane` counts from 0, lanes run from left to right.
struct LaneBox {
    double width = 0;
    double height = 0;
    int lane = 0;
    int group = -1; ///< what belongs together, such as the items of a zone; -1: nowhere
};

/// Distance of the middles of two nodes that stand side by side or one above the other, in pixels.
inline constexpr double columnPitch = 20;  ///< added to the widest node of the lane
inline constexpr double leastColumn = 151; ///< a lane is never narrower
inline constexpr double rowPitch = 54;

/// Places nodes in `lanes` lanes, all of which get room, also the empty ones. Up to `mostLayoutBoxes` nodes Graphviz finds
/// the order, above that sweeps by barycentre. A lane with far more nodes than the others is folded into several columns,
/// so that the picture keeps the form of a screen. Nodes of one group stand together in each lane, the groups of all lanes
/// in the same order. The same input gives the same places. May be called from any thread.
Result<std::vector<Point>> placeInLanes(const std::vector<LaneBox> &boxes, const std::vector<LayoutArrow> &arrows, int lanes,
                                        const Budget &budget);

/// The order from top to bottom within each lane (places of boxes by lane), by barycentre sweeps; for tests and large
/// graphs.
Result<std::vector<std::vector<int>>> sweepLanes(const std::vector<LaneBox> &boxes, const std::vector<LayoutArrow> &arrows,
                                                 int lanes, const Budget &budget);

} // namespace tarascope
