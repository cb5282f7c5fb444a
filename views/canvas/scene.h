#pragma once
#include "model/graph.h"
#include "model/layout/picture.h"
#include "views/canvas/tileindex.h"

#include <QtCore/QString>

#include <array>
#include <functional>
#include <set>
#include <unordered_map>

namespace tarascope {

inline constexpr double nodeWidth = 131;
inline constexpr double widestNode = 200; ///< of an endpoint, whose path is long
inline constexpr double widestOther = 152;
inline constexpr double nodeHeight = 38;
inline constexpr double zoneTitleRoom = 17; ///< at the top of a frame

/// What tests say of the controls that guard an item; the worst wins.
enum class Proof { NotGuarded, Proved, Untested, Gap, Failed };

struct SceneNode {
    ItemId item;
    Kind kind{};
    int lane = 0;
    QPointF centre;
    double width = nodeWidth;
    QString name;
    QString key;
    QString asil;
    std::optional<int> risk;
    bool threatened = false; ///< something threatens it; without a risk: not rated
    Proof proof = Proof::NotGuarded;
    QRectF rect() const { return {centre.x() - width / 2, centre.y() - nodeHeight / 2, width, nodeHeight}; }
};

/// All links from one node to another, drawn as one.
struct SceneEdge {
    int from = 0;
    int to = 0;
    LinkId link; ///< the first of them
    int links = 1;
    bool attack = false;   ///< an attacker can move along one of them
    bool guarded = false;  ///< a control guards one of them by name
    bool observed = false; ///< an attack along it was seen
    QLineF line;           ///< between the outlines of its nodes
};

struct SceneZone {
    ItemId item;
    QString name;
    QRectF frame;
    double titleLeft = 0; ///< above its topmost node, where no other node begins
};

/// Edges of the lanes, from left to right: lane i lies between i and i + 1.
using LaneBands = std::array<double, laneCount + 1>;

/// What is in the picture and what is not.
struct SceneCounts {
    std::size_t shown = 0;
    std::size_t all = 0; ///< items that have a lane
    std::size_t hiddenByKind = 0;
    std::size_t hiddenByFocus = 0;
    std::size_t links = 0; ///< shown; several between two nodes count each
    std::size_t elsewhere = 0; ///< items of kinds without a lane: threats, controls, tests
};

/// A step of an attack path as the picture shows it, from one item to the next.
struct CanvasStep {
    ItemId from; ///< invalid: the attack begins here
    ItemId to;
    int number = 0;
};

/// Which items are in the picture.
struct SceneFilter {
    std::set<Kind> hidden;
    std::vector<ItemId> focus; ///< empty: all
    int hops = 2;
};

/// The picture as values: what stands where. Made anew after each change, for 10,000 nodes in some milliseconds.
struct Scene {
    std::vector<SceneNode> nodes;
    std::vector<SceneEdge> edges;
    std::vector<SceneZone> zones;
    LaneBands bands{};
    QRectF bounds; ///< of nodes and zones
    SceneCounts counts;
    std::unordered_map<ItemId, int> nodeOf;
    std::unordered_map<LinkId, int> edgeOf;
    TileIndex index;
    std::vector<std::vector<int>> edgesAt; ///< of a node

    int find(ItemId item) const;
    int findEdge(LinkId link) const;
    const SceneNode &node(int i) const { return nodes[static_cast<std::size_t>(i)]; }
    const SceneEdge &edge(int i) const { return edges[static_cast<std::size_t>(i)]; }
};

/// The lane of an item; nothing: it is in no picture.
std::optional<int> laneIn(const Item &item);
/// Kinds that can be in the picture, in the order of the metamodel.
std::vector<Kind> laneKinds();
/// Those that are not shown at first: what no attacker can have and who does not attack.
std::set<Kind> hiddenAtFirst();

/// Items of the picture; `counts` says how many are not.
std::vector<ItemId> shownItems(const Graph &graph, const SceneFilter &filter, SceneCounts &counts);
/// All items that are at most so many links away from one of these, over items that are not hidden.
std::set<ItemId> withinHops(const Graph &graph, const std::vector<ItemId> &from, int hops, const std::set<Kind> &hidden);

/// How wide a node is: as its name asks for, within limits.
double widthOf(const Item &item);

using PlaceOf = std::function<QPointF(ItemId)>;
/// Nodes at their places, links, zones around what they hold.
Scene makeScene(const Graph &graph, const std::vector<ItemId> &items, const PlaceOf &place);
/// Nodes were moved: lines, frames and the index follow.
void settle(Scene &scene, const Graph &graph);

/// The lanes as the nodes lie in them; a lane without nodes lies between its neighbours.
LaneBands bandsOf(const std::vector<SceneNode> &nodes);
/// A line from outline to outline, or a null line where the nodes overlap.
QLineF lineBetween(const SceneNode &from, const SceneNode &to);

} // namespace tarascope
