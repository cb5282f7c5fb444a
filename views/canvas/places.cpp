#include "views/canvas/places.h"

#include <algorithm>
#include <cmath>

namespace tarascope {

namespace {

constexpr double besideRoom = 8; ///< that stays free between two nodes

/// Nodes that stand already, by cells about as large as a node.
class Taken
{
public:
    void add(const QPointF &centre, double width) { m_cells[cellOf(column(centre.x()), row(centre.y()))].push_back({centre, width}); }

    bool isFree(const QPointF &centre, double width) const
    {
        for (std::int64_t x = column(centre.x()) - 1; x <= column(centre.x()) + 1; ++x)
            for (std::int64_t y = row(centre.y()) - 1; y <= row(centre.y()) + 1; ++y)
                if (const auto cell = m_cells.find(cellOf(x, y)); cell != m_cells.end())
                    for (const auto &[other, otherWidth] : cell->second)
                        if (std::abs(other.x() - centre.x()) < (width + otherWidth) / 2 + besideRoom &&
                            std::abs(other.y() - centre.y()) < nodeHeight + besideRoom)
                            return false;
        return true;
    }

private:
    static std::int64_t column(double x) { return static_cast<std::int64_t>(std::floor(x / (widestNode + besideRoom))); }
    static std::int64_t row(double y) { return static_cast<std::int64_t>(std::floor(y / (nodeHeight + besideRoom))); }
    static std::int64_t cellOf(std::int64_t column, std::int64_t row) { return column * (std::int64_t(1) << 31) + row; }

    std::unordered_map<std::int64_t, std::vector<std::pair<QPointF, double>>> m_cells;
};

/// Mean height of what an item is linked to and stands already; nothing when there is none.
std::optional<double> wantedHeight(const Graph &graph, ItemId item, const std::function<bool(ItemId)> &isPlaced,
                                   const PlaceOf &place)
{
    double sum = 0;
    int count = 0;
    const auto add = [&](ItemId other) {
        if (isPlaced(other))
            sum += place(other).y(), ++count;
    };
    for (const LinkId link : graph.out(item))
        add(graph.to(link));
    for (const LinkId link : graph.in(item))
        add(graph.from(link));
    return count > 0 ? std::optional<double>(sum / count) : std::nullopt;
}

/// The free place in a lane that is nearest to a height; columns are where nodes of the lane stand.
QPointF freePlace(const Taken &taken, const std::vector<double> &columns, double height, double width)
{
    for (int step = 0;; ++step) {
        const double y = height + (step % 2 == 1 ? (step + 1) / 2 : -step / 2) * rowPitch;
        for (const double x : columns)
            if (taken.isFree({x, y}, width))
                return {x, y};
    }
}

} // namespace

Result<ChangeSet> placeItems(const Graph &graph, const std::vector<Placed> &placed, Message title)
{
    ChangeSet set;
    set.title = std::move(title);
    for (const Placed &one : placed) {
        if (!graph.findItem(one.item).valid())
            continue; // removed meanwhile: the others still move
        const std::optional<Position> before = graph.position(one.item);
        const Position after{one.item, std::round(one.centre.x()), std::round(one.centre.y())};
        if (before == after)
            continue;
        set.changes.push_back({before ? std::optional<Record>(*before) : std::nullopt, Record(after)});
    }
    return set;
}

Result<ChangeSet> forgetPlaces(const Graph &graph)
{
    ChangeSet set;
    set.title = {QT_TRANSLATE_NOOP("model", "Arrange the canvas anew"), {}, "arrangeCanvas"};
    for (const auto &[item, position] : graph.positions())
        set.changes.push_back({Record(position), std::nullopt});
    return set;
}

void placeNewcomers(const Graph &graph, const std::vector<ItemId> &items, const std::function<bool(ItemId)> &isPlaced,
                    const PlaceOf &place, NodePlaces &places)
{
    std::vector<ItemId> newcomers;
    std::vector<SceneNode> standing;
    Taken taken;
    for (const ItemId id : items) {
        if (!isPlaced(id)) {
            newcomers.push_back(id);
            continue;
        }
        SceneNode node;
        node.lane = *laneIn(*graph.item(id));
        node.centre = place(id);
        node.width = widthOf(*graph.item(id));
        taken.add(node.centre, node.width);
        standing.push_back(std::move(node));
    }
    if (newcomers.empty())
        return;
    const LaneBands bands = bandsOf(standing);
    std::array<std::set<double>, laneCount> columns;
    std::array<double, laneCount> bottom{};
    for (const SceneNode &node : standing) {
        const auto lane = static_cast<std::size_t>(node.lane);
        columns[lane].insert(node.centre.x());
        bottom[lane] = std::max(bottom[lane], node.centre.y() + rowPitch);
    }
    for (const ItemId id : newcomers) {
        const auto lane = static_cast<std::size_t>(*laneIn(*graph.item(id)));
        std::vector<double> across(columns[lane].begin(), columns[lane].end());
        if (across.empty() || across.size() > 40) // nobody yet, or moved by hand so often that they are no columns
            across = {std::round((bands[lane] + bands[lane + 1]) / 2)};
        const double width = widthOf(*graph.item(id));
        const double height = wantedHeight(graph, id, isPlaced, place).value_or(bottom[lane] > 0 ? bottom[lane] : rowPitch);
        const QPointF centre = freePlace(taken, across, std::round(height), width);
        places[id] = centre;
        taken.add(centre, width);
        bottom[lane] = std::max(bottom[lane], centre.y() + rowPitch);
    }
}

LayoutQuestion layoutQuestion(const Graph &graph, std::vector<ItemId> items)
{
    LayoutQuestion question;
    std::unordered_map<ItemId, int> boxOf;
    for (const ItemId id : items) {
        boxOf[id] = static_cast<int>(question.boxes.size());
        const Item &item = *graph.item(id);
        question.boxes.push_back({widthOf(item), nodeHeight, *laneIn(item), -1});
        for (const LinkId link : graph.out(id))
            if (graph.link(link)->kind == LinkKind::inZone)
                question.boxes.back().group = graph.to(link).slot;
    }
    std::set<std::pair<int, int>> known;
    for (const ItemId id : items)
        for (const LinkId link : graph.out(id))
            if (const auto to = boxOf.find(graph.to(link)); to != boxOf.end() && to->second != boxOf[id])
                if (known.emplace(boxOf[id], to->second).second)
                    question.arrows.push_back({boxOf[id], to->second});
    question.items = std::move(items);
    return question;
}

} // namespace tarascope
