#include "views/canvas/scene.h"

#include "model/layout/laneplaces.h"
#include "views/fonts.h"
#include "views/words.h"

#include <QtCore/QMarginsF>
#include <QtGui/QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace tarascope {

namespace {

constexpr double aroundName = 48; ///< icon and the slopes of the shape
constexpr QMarginsF aroundZone(8, zoneTitleRoom, 8, 5); // frames of neighbours do not cross

SceneNode nodeFor(const Item &item, ItemId id)
{
    SceneNode node;
    node.item = id;
    node.kind = item.kind;
    node.lane = laneIn(item).value_or(0);
    node.width = widthOf(item);
    node.name = toText(item.name.empty() ? item.key : item.name);
    node.key = item.name.empty() ? QString() : toText(item.key);
    if (const std::string_view asil = choiceName(item, Attr::asil); !asil.empty())
        node.asil = toText(asil);
    return node;
}

/// Links that a control guards by name.
std::set<Uid> guardedLinks(const Graph &graph)
{
    std::set<Uid> guarded;
    for (const ItemId control : graph.itemsOf(Kind::control))
        for (const LinkId guard : graph.out(control))
            if (const Link *link = graph.link(guard); link && link->kind == LinkKind::guards)
                if (const Uid *step = link->attributes.get<Uid>(Attr::step))
                    guarded.insert(*step);
    return guarded;
}

bool wasObserved(const Graph &graph, ItemId id)
{
    const Item *item = graph.item(id);
    const bool *seen = item && item->kind == Kind::attackStep ? item->attributes.get<bool>(Attr::observedInField) : nullptr;
    return seen && *seen;
}

void addEdges(Scene &scene, const Graph &graph)
{
    const std::set<Uid> guarded = guardedLinks(graph);
    std::unordered_map<std::int64_t, int> known;
    for (std::size_t i = 0; i < scene.nodes.size(); ++i)
        for (const LinkId id : graph.out(scene.nodes[i].item)) {
            const int to = scene.find(graph.to(id));
            if (to < 0 || to == static_cast<int>(i))
                continue;
            const Link &link = *graph.link(id);
            const auto key = static_cast<std::int64_t>(i) << 32 | to;
            const auto [place, isNew] = known.emplace(key, static_cast<int>(scene.edges.size()));
            if (isNew) {
                SceneEdge edge;
                edge.from = static_cast<int>(i);
                edge.to = to;
                edge.link = id;
                edge.links = 0;
                scene.edges.push_back(edge);
            }
            SceneEdge &edge = scene.edges[static_cast<std::size_t>(place->second)];
            ++edge.links;
            edge.attack = edge.attack || linkDef(link.kind).attack;
            edge.guarded = edge.guarded || guarded.contains(link.uid);
            edge.observed = edge.observed || wasObserved(graph, graph.from(id)) || wasObserved(graph, graph.to(id));
            scene.edgeOf[id] = place->second;
            ++scene.counts.links;
        }
    scene.edgesAt.assign(scene.nodes.size(), {});
    for (std::size_t i = 0; i < scene.edges.size(); ++i)
        for (const int end : {scene.edges[i].from, scene.edges[i].to})
            scene.edgesAt[static_cast<std::size_t>(end)].push_back(static_cast<int>(i));
}

void frameZones(Scene &scene, const Graph &graph)
{
    scene.zones.clear();
    for (const ItemId zone : graph.itemsOf(Kind::zone)) {
        QRectF frame;
        QPointF first;
        for (const LinkId id : graph.in(zone))
            if (const int node = scene.find(graph.from(id)); node >= 0 && graph.link(id)->kind == LinkKind::inZone) {
                const QRectF rect = scene.node(node).rect();
                const bool isFirst = frame.isNull() || std::pair(rect.top(), rect.left()) < std::pair(first.y(), first.x());
                first = isFirst ? rect.topLeft() : first;
                frame |= rect;
            }
        const Item *item = graph.item(zone);
        if (!frame.isNull() && item)
            scene.zones.push_back({zone, toText(item->name.empty() ? item->key : item->name),
                                   frame + aroundZone, first.x()});
    }
    // Large frames first, so that the title of a small one within is not crossed by them.
    std::stable_sort(scene.zones.begin(), scene.zones.end(), [](const SceneZone &a, const SceneZone &b) {
        return a.frame.width() * a.frame.height() > b.frame.width() * b.frame.height();
    });
}

/// Where a ray from the middle of a node leaves its outline.
QPointF leave(const SceneNode &node, const QPointF &towards)
{
    const QPointF way = towards - node.centre;
    const double sx = way.x() != 0 ? node.width / 2 / std::abs(way.x()) : 1e9;
    const double sy = way.y() != 0 ? nodeHeight / 2 / std::abs(way.y()) : 1e9;
    return node.centre + way * std::min({sx, sy, 1.0});
}

} // namespace

int Scene::find(ItemId item) const
{
    const auto found = nodeOf.find(item);
    return found == nodeOf.end() ? -1 : found->second;
}

int Scene::findEdge(LinkId link) const
{
    const auto found = edgeOf.find(link);
    return found == edgeOf.end() ? -1 : found->second;
}

std::optional<int> laneIn(const Item &item)
{
    const std::optional<Lane> lane = laneOf(item.kind, choiceName(item, Attr::type));
    return lane ? std::optional<int>(static_cast<int>(*lane)) : std::nullopt;
}

std::vector<Kind> laneKinds()
{
    std::vector<Kind> found;
    for (const KindDef &def : kinds())
        if (laneOf(def.kind, {}))
            found.push_back(def.kind);
    return found;
}

std::set<Kind> hiddenAtFirst()
{
    std::set<Kind> hidden;
    for (const Kind kind : laneKinds())
        if (!kindDef(kind).position && kind != Kind::attackerProfile)
            hidden.insert(kind);
    return hidden;
}

std::set<ItemId> withinHops(const Graph &graph, const std::vector<ItemId> &from, int hops, const std::set<Kind> &hidden)
{
    const auto isShown = [&](ItemId id) {
        const Item *item = graph.item(id);
        return item && laneIn(*item) && !hidden.contains(item->kind);
    };
    std::set<ItemId> found;
    std::vector<ItemId> now;
    for (const ItemId id : from)
        if (isShown(id) && found.insert(id).second)
            now.push_back(id);
    for (int hop = 0; hop < hops; ++hop) {
        std::vector<ItemId> next;
        const auto reach = [&](ItemId id) {
            if (isShown(id) && found.insert(id).second)
                next.push_back(id);
        };
        for (const ItemId id : now) {
            for (const LinkId link : graph.out(id))
                reach(graph.to(link));
            for (const LinkId link : graph.in(id))
                reach(graph.from(link));
        }
        now = std::move(next);
    }
    return found;
}

std::vector<ItemId> shownItems(const Graph &graph, const SceneFilter &filter, SceneCounts &counts)
{
    counts = {};
    const std::set<ItemId> near =
        filter.focus.empty() ? std::set<ItemId>() : withinHops(graph, filter.focus, filter.hops, filter.hidden);
    std::vector<ItemId> items;
    graph.forEachItem([&](ItemId id, const Item &item) {
        if (!laneIn(item)) {
            counts.elsewhere += item.kind == Kind::zone ? 0 : 1;
            return;
        }
        ++counts.all;
        if (filter.hidden.contains(item.kind))
            ++counts.hiddenByKind;
        else if (!filter.focus.empty() && !near.contains(id))
            ++counts.hiddenByFocus;
        else
            items.push_back(id);
    });
    counts.shown = items.size();
    return items;
}

double widthOf(const Item &item)
{
    // Letters are added up: asking the font for each of ten thousand names would take longer than all the rest.
    static const std::array<double, 128> letters = [] {
        const QFontMetricsF metrics(textFont(TextSize::Secondary));
        std::array<double, 128> widths{};
        for (char16_t letter = 32; letter < 127; ++letter)
            widths[letter] = metrics.horizontalAdvance(QChar(letter));
        return widths;
    }();
    double width = aroundName;
    for (const char byte : item.name.empty() ? item.key : item.name) {
        const auto code = static_cast<unsigned char>(byte);
        width += code < 128 ? letters[code] : (code & 0xC0) == 0x80 ? 0 : code >= 0xE0 ? 12 : 8;
    }
    // Few widths: a lane of many looks restless.
    constexpr double step = 21;
    const double steps = std::ceil((width - nodeWidth) / step);
    return std::clamp(nodeWidth + steps * step, nodeWidth, item.kind == Kind::endpoint ? widestNode : widestOther);
}

QLineF lineBetween(const SceneNode &from, const SceneNode &to)
{
    const QRectF near = from.rect();
    if (near.intersects(to.rect()))
        return {};
    return {leave(from, to.centre), leave(to, from.centre)};
}

LaneBands bandsOf(const std::vector<SceneNode> &nodes)
{
    struct Extent {
        double left = 1e300;
        double right = -1e300;
        bool empty() const { return left > right; }
    };
    std::array<Extent, laneCount> extents;
    for (const SceneNode &node : nodes) {
        Extent &extent = extents[static_cast<std::size_t>(node.lane)];
        extent.left = std::min(extent.left, node.rect().left() - columnPitch / 2);
        extent.right = std::max(extent.right, node.rect().right() + columnPitch / 2);
    }
    LaneBands bands{};
    int before = -1; // the last lane with nodes
    for (int lane = 0; lane <= laneCount; ++lane) {
        const bool end = lane == laneCount;
        if (!end && extents[static_cast<std::size_t>(lane)].empty())
            continue;
        const double from = before >= 0 ? extents[static_cast<std::size_t>(before)].right
                            : end       ? 0
                                        : extents[static_cast<std::size_t>(lane)].left - lane * leastColumn;
        const double to = end ? from + (laneCount - 1 - before) * leastColumn : extents[static_cast<std::size_t>(lane)].left;
        const int gaps = lane - before - 1; // lanes without nodes share what lies between
        for (int i = 0; i <= gaps; ++i)
            bands[static_cast<std::size_t>(before + 1 + i)] =
                gaps == 0 && !end ? (before < 0 ? to : (from + to) / 2) : from + (to - from) * i / std::max(1, gaps);
        before = lane;
    }
    for (std::size_t i = 1; i < bands.size(); ++i)
        bands[i] = std::max(bands[i], bands[i - 1]);
    return bands;
}

Scene makeScene(const Graph &graph, const std::vector<ItemId> &items, const PlaceOf &place)
{
    Scene scene;
    scene.nodes.reserve(items.size());
    for (const ItemId id : items) {
        scene.nodeOf[id] = static_cast<int>(scene.nodes.size());
        scene.nodes.push_back(nodeFor(*graph.item(id), id));
        scene.nodes.back().centre = place(id);
    }
    addEdges(scene, graph);
    settle(scene, graph);
    return scene;
}

void settle(Scene &scene, const Graph &graph)
{
    std::vector<QRectF> boxes;
    std::vector<QLineF> lines;
    scene.bounds = {};
    for (const SceneNode &node : scene.nodes) {
        boxes.push_back(node.rect());
        scene.bounds |= node.rect();
    }
    for (SceneEdge &edge : scene.edges) {
        edge.line = lineBetween(scene.node(edge.from), scene.node(edge.to));
        lines.push_back(edge.line.isNull() ? QLineF(scene.node(edge.from).centre, scene.node(edge.to).centre) : edge.line);
    }
    frameZones(scene, graph);
    for (const SceneZone &zone : scene.zones)
        scene.bounds |= zone.frame;
    scene.bands = bandsOf(scene.nodes);
    scene.index.build(std::move(boxes), std::move(lines));
}

} // namespace tarascope
