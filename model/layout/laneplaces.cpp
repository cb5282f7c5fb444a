#include "model/layout/laneplaces.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace tarascope {

namespace {

using Order = std::vector<std::vector<int>>;

constexpr int sweeps = 12;
constexpr double shapeOfScreen = 1.7; ///< width by height that folding aims at
constexpr int leastRows = 14;

std::size_t at(int index) { return static_cast<std::size_t>(index); }

/// Neighbours of each box in other lanes; those within a lane do not decide over its order.
std::vector<std::vector<int>> neighboursOf(const std::vector<LaneBox> &boxes, const std::vector<LayoutArrow> &arrows)
{
    std::vector<std::vector<int>> neighbours(boxes.size());
    for (const LayoutArrow &arrow : arrows)
        if (boxes[at(arrow.from)].lane != boxes[at(arrow.to)].lane) {
            neighbours[at(arrow.from)].push_back(arrow.to);
            neighbours[at(arrow.to)].push_back(arrow.from);
        }
    return neighbours;
}

Order orderOf(const std::vector<LaneBox> &boxes, int lanes)
{
    Order order(at(lanes));
    for (std::size_t i = 0; i < boxes.size(); ++i)
        order[at(boxes[i].lane)].push_back(static_cast<int>(i));
    return order;
}

/// Height of every box as a share of its lane, 0 to 1, so that long lanes and short ones can be compared.
void rankLane(const std::vector<int> &lane, std::vector<double> &share)
{
    for (std::size_t i = 0; i < lane.size(); ++i)
        share[at(lane[i])] = (static_cast<double>(i) + 0.5) / static_cast<double>(lane.size());
}

Order byHeight(const std::vector<LaneBox> &boxes, int lanes, const std::vector<double> &height)
{
    Order order = orderOf(boxes, lanes);
    for (std::vector<int> &lane : order)
        std::stable_sort(lane.begin(), lane.end(), [&height](int a, int b) { return height[at(a)] < height[at(b)]; });
    return order;
}

/// Puts the nodes of each group together, at the mean height of the group over all lanes.
void gatherGroups(const std::vector<LaneBox> &boxes, Order &order)
{
    std::vector<double> share(boxes.size(), 0);
    std::map<int, std::pair<double, int>> groups;
    for (const std::vector<int> &lane : order)
        rankLane(lane, share);
    for (std::size_t i = 0; i < boxes.size(); ++i)
        if (boxes[i].group >= 0) {
            groups[boxes[i].group].first += share[i];
            ++groups[boxes[i].group].second;
        }
    const auto key = [&](int box) {
        const int group = boxes[at(box)].group;
        return std::pair(group < 0 ? share[at(box)] : groups[group].first / groups[group].second, group);
    };
    for (std::vector<int> &lane : order)
        std::stable_sort(lane.begin(), lane.end(), [&key](int a, int b) { return key(a) < key(b); });
}

double columnWidth(const std::vector<LaneBox> &boxes, const std::vector<int> &lane)
{
    double widest = leastColumn - columnPitch;
    for (const int box : lane)
        widest = std::max(widest, boxes[at(box)].width);
    return widest + columnPitch;
}

int columnsOf(std::size_t nodes, int rows) { return std::max(1, (static_cast<int>(nodes) + rows - 1) / rows); }

/// The least number of rows with which the picture is not wider than a screen is.
int rowsOf(const std::vector<LaneBox> &boxes, const Order &order)
{
    std::size_t longest = 0;
    for (const std::vector<int> &lane : order)
        longest = std::max(longest, lane.size());
    for (int rows = leastRows;; rows += std::max(1, rows / 16)) {
        double width = 0;
        for (const std::vector<int> &lane : order)
            width += columnsOf(lane.size(), rows) * columnWidth(boxes, lane);
        if (width <= shapeOfScreen * rows * rowPitch || static_cast<std::size_t>(rows) >= longest)
            return rows;
    }
}

/// Heights as near to the wanted ones as the order and one row between neighbours allow (pool adjacent violators).
std::vector<double> spread(const std::vector<double> &wanted)
{
    struct Pool {
        double sum = 0;
        int count = 0;
        double mean() const { return sum / count; }
    };
    std::vector<Pool> pools;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        pools.push_back({wanted[i] - static_cast<double>(i) * rowPitch, 1});
        while (pools.size() > 1 && pools[pools.size() - 2].mean() > pools.back().mean()) {
            pools[pools.size() - 2].sum += pools.back().sum;
            pools[pools.size() - 2].count += pools.back().count;
            pools.pop_back();
        }
    }
    std::vector<double> heights;
    for (const Pool &pool : pools)
        for (int i = 0; i < pool.count; ++i)
            heights.push_back(pool.mean() + static_cast<double>(heights.size()) * rowPitch);
    return heights;
}

/// Turns an order into places: folded lanes as a grid, the others beside what they are linked to.
class Placing
{
public:
    Placing(const std::vector<LaneBox> &boxes, const std::vector<LayoutArrow> &arrows, Order order)
        : m_boxes(boxes), m_order(std::move(order)), m_neighbours(neighboursOf(boxes, arrows)), m_places(boxes.size()),
          m_placed(boxes.size(), false), m_rows(rowsOf(boxes, m_order))
    {
    }

    std::vector<Point> run()
    {
        placeAcross();
        std::vector<std::size_t> lanes(m_order.size());
        std::iota(lanes.begin(), lanes.end(), 0);
        std::stable_sort(lanes.begin(), lanes.end(),
                         [this](std::size_t a, std::size_t b) { return m_order[a].size() > m_order[b].size(); });
        for (const std::size_t lane : lanes)
            if (columnsOf(m_order[lane].size(), m_rows) > 1 || lane == lanes.front())
                placeGrid(m_order[lane]);
            else
                placeBeside(m_order[lane]);
        // A second look, now that all lanes have places.
        for (const std::size_t lane : lanes)
            if (lane != lanes.front() && columnsOf(m_order[lane].size(), m_rows) == 1)
                placeBeside(m_order[lane]);
        return std::move(m_places);
    }

private:
    void placeAcross()
    {
        double left = 0;
        for (const std::vector<int> &lane : m_order) {
            const int columns = columnsOf(lane.size(), m_rows);
            const double width = columnWidth(m_boxes, lane);
            for (std::size_t i = 0; i < lane.size(); ++i)
                m_places[at(lane[i])].x = left + (static_cast<double>(i % at(columns)) + 0.5) * width;
            left += columns * width;
        }
    }

    void placeGrid(const std::vector<int> &lane)
    {
        const int columns = columnsOf(lane.size(), m_rows);
        for (std::size_t i = 0; i < lane.size(); ++i) {
            m_places[at(lane[i])].y = (static_cast<double>(i / at(columns)) + 0.5) * rowPitch;
            m_placed[at(lane[i])] = true;
        }
    }

    void placeBeside(const std::vector<int> &lane)
    {
        std::vector<double> wanted;
        for (const int box : lane) {
            double sum = 0;
            int count = 0;
            for (const int neighbour : m_neighbours[at(box)])
                if (m_placed[at(neighbour)])
                    sum += m_places[at(neighbour)].y, ++count;
            wanted.push_back(count > 0 ? sum / count : wanted.empty() ? rowPitch / 2 : wanted.back());
        }
        const std::vector<double> heights = spread(wanted);
        for (std::size_t i = 0; i < lane.size(); ++i) {
            m_places[at(lane[i])].y = heights[i];
            m_placed[at(lane[i])] = true;
        }
    }

    const std::vector<LaneBox> &m_boxes;
    Order m_order;
    std::vector<std::vector<int>> m_neighbours;
    std::vector<Point> m_places;
    std::vector<bool> m_placed;
    int m_rows;
};

/// The first node of the picture is where the picture begins; whole pixels, because places are written to the file.
void moveToOrigin(std::vector<Point> &places)
{
    double top = 1e300;
    for (const Point &place : places)
        top = std::min(top, place.y);
    for (Point &place : places)
        place = {std::round(place.x), std::round(place.y - top + rowPitch)};
}

} // namespace

Result<std::vector<std::vector<int>>> sweepLanes(const std::vector<LaneBox> &boxes, const std::vector<LayoutArrow> &arrows,
                                                 int lanes, const Budget &budget)
{
    const std::vector<std::vector<int>> neighbours = neighboursOf(boxes, arrows);
    Order order = orderOf(boxes, lanes);
    std::vector<double> share(boxes.size(), 0);
    for (const std::vector<int> &lane : order)
        rankLane(lane, share);
    std::vector<double> wanted(boxes.size(), 0);
    for (int sweep = 0; sweep < sweeps; ++sweep)
        for (int step = 0; step < lanes; ++step) {
            if (Result<void> going = budget.check(); !going)
                return going.error();
            std::vector<int> &lane = order[at(sweep % 2 == 0 ? step : lanes - 1 - step)];
            for (const int box : lane) {
                double sum = 0;
                for (const int neighbour : neighbours[at(box)])
                    sum += share[at(neighbour)];
                const auto count = static_cast<double>(neighbours[at(box)].size());
                wanted[at(box)] = count > 0 ? sum / count : share[at(box)];
            }
            std::stable_sort(lane.begin(), lane.end(), [&wanted](int a, int b) { return wanted[at(a)] < wanted[at(b)]; });
            rankLane(lane, share);
        }
    return order;
}

Result<std::vector<Point>> placeInLanes(const std::vector<LaneBox> &boxes, const std::vector<LayoutArrow> &arrows, int lanes,
                                        const Budget &budget)
{
    if (boxes.empty())
        return std::vector<Point>();
    Order order;
    if (boxes.size() <= mostLayoutBoxes) {
        std::vector<LayoutBox> ranked;
        for (const LaneBox &box : boxes)
            ranked.push_back({box.width, box.height, box.lane});
        const Result<Layout> layout = layoutRanked(ranked, arrows, budget);
        if (!layout)
            return layout.error();
        std::vector<double> height;
        for (const Point &centre : layout->centres)
            height.push_back(centre.y);
        order = byHeight(boxes, lanes, height);
    } else {
        Result<Order> swept = sweepLanes(boxes, arrows, lanes, budget);
        if (!swept)
            return swept.error();
        order = std::move(*swept);
    }
    gatherGroups(boxes, order);
    std::vector<Point> places = Placing(boxes, arrows, std::move(order)).run();
    moveToOrigin(places);
    return places;
}

} // namespace tarascope
