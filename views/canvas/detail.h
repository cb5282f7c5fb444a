#pragma once

namespace tarascope {

/// How much of the picture is drawn, by zoom.
enum class Detail {
    Bars,  ///< per lane the number of nodes
    Marks, ///< a mark per node, links as thin lines
    Names, ///< shape and name
    Full   ///< icon, name, key and badges
};
Detail detailAt(double zoom);

/// No text is ever drawn smaller, in pixels.
inline constexpr double leastText = 9;

/// Heights of the texts of a node on the screen, in pixels; 0: not drawn.
struct NodeText {
    double name = 0;
    double key = 0;
};
NodeText nodeTextAt(double zoom);
/// Height of a title of a zone; 0: not drawn.
double zoneTextAt(double zoom);

inline constexpr double leastZoom = 0.02;
inline constexpr double mostZoom = 4;

} // namespace tarascope
