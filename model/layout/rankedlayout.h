#pragma once
#include "model/budget.h"

#include <vector>

namespace tarascope {

/// A box to be placed; lengths in pixels. Boxes of one rank stand in one column, ranks run from left to right.
struct LayoutBox {
    double width = 0;
    double height = 0;
    int rank = 0;
};

struct LayoutArrow {
    int from = 0; ///< index of a box
    int to = 0;
};

struct Point {
    double x = 0;
    double y = 0;
    bool operator==(const Point &) const = default;
};

struct Layout {
    std::vector<Point> centres; ///< of the boxes, from the top left corner
    double width = 0;
    double height = 0;
};

inline constexpr std::size_t mostLayoutBoxes = 2000;

/// Places boxes by Graphviz' dot with the ranks fixed; it sees numbers only, never a text of the project. Arrows that
/// run back count as turned round. The same input gives the same places. More than `mostLayoutBoxes` boxes, an index or
/// rank out of range are errors of kind Usage. May be called from any thread; one picture is made at a time.
Result<Layout> layoutRanked(const std::vector<LayoutBox> &boxes, const std::vector<LayoutArrow> &arrows,
                            const Budget &budget);

} // namespace tarascope
