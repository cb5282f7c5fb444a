#pragma once
#include "model/layout/rankedlayout.h"
#include "model/metamodel.h"

#include <optional>
#include <string>

namespace tarascope {

/// A node of a picture: an item with the shape of its family.
struct PictureNode {
    std::string name;
    std::string key;
    Group group = Group::api;
    int rank = 0;
    int number = 0;     ///< of a step, on a disc above it; 0: none
    bool strong = false; ///< outlined in ink: on the path
};

struct PictureArrow {
    int from = 0;
    int to = 0;
    bool attack = true;   ///< an attacker can move along it; else dotted and without a head
    bool guarded = false; ///< something must be beaten: a shield in the middle
    bool strong = false;  ///< on the path
};

struct Picture {
    std::string title; ///< what it shows, read aloud
    std::vector<PictureNode> nodes;
    std::vector<PictureArrow> arrows;
};

/// Columns of the canvas, from the internet to the ECUs and what they do.
enum class Lane : std::uint8_t { Internet, Applications, ApiEdge, Backend, Telematics, Networks, Ecus };
inline constexpr int laneCount = 7;
std::string_view laneTitle(Lane lane); ///< marked for translation
/// The lane of a kind; components that talk to the outside stand before the networks, gateways among them. Not every kind
/// has one.
std::optional<Lane> laneOf(Kind kind, std::string_view componentType);

/// The picture as an SVG element. Colours are classes and custom properties named as in the palette; `standalone` adds
/// the light ones and a ground, so that the text is a file of its own. All texts are escaped and cut to their boxes.
Result<std::string> drawSvg(const Picture &picture, bool standalone, const Budget &budget);
/// The style of pictures that are not standalone, for the page they stand in.
std::string_view pictureCss();

} // namespace tarascope
