#include "views/canvas/tileindex.h"

#include <algorithm>
#include <cmath>

namespace tarascope {

namespace {

constexpr double side = 512; ///< of a tile

std::int64_t tileOf(double coordinate) { return static_cast<std::int64_t>(std::floor(coordinate / side)); }
std::int64_t keyOf(std::int64_t column, std::int64_t row) { return column * (std::int64_t(1) << 31) + row; }

/// QRectF counts neither an empty box nor a shared edge as touching; here both do.
bool touch(const QRectF &a, const QRectF &b)
{
    return a.left() <= b.right() && b.left() <= a.right() && a.top() <= b.bottom() && b.top() <= a.bottom();
}

template <class Visit> void forEachTile(const QRectF &area, Visit visit)
{
    for (std::int64_t row = tileOf(area.top()); row <= tileOf(area.bottom()); ++row)
        for (std::int64_t column = tileOf(area.left()); column <= tileOf(area.right()); ++column)
            visit(column, row);
}

/// Shrinks the part [from, to] of a line to where it is on the right side of one edge; false: nowhere.
bool clip(double direction, double distance, double &from, double &to)
{
    if (direction == 0)
        return distance >= 0;
    const double at = distance / direction;
    if (direction < 0)
        from = std::max(from, at);
    else
        to = std::min(to, at);
    return from <= to;
}

} // namespace

bool touches(const QLineF &line, const QRectF &area)
{
    double from = 0;
    double to = 1;
    return clip(-line.dx(), line.x1() - area.left(), from, to) && clip(line.dx(), area.right() - line.x1(), from, to) &&
           clip(-line.dy(), line.y1() - area.top(), from, to) && clip(line.dy(), area.bottom() - line.y1(), from, to);
}

double distanceTo(const QLineF &line, const QPointF &point)
{
    const double square = line.dx() * line.dx() + line.dy() * line.dy();
    const QPointF off = point - line.p1();
    const double share = square > 0 ? std::clamp((off.x() * line.dx() + off.y() * line.dy()) / square, 0.0, 1.0) : 0;
    return std::hypot(off.x() - share * line.dx(), off.y() - share * line.dy());
}

void TileIndex::build(std::vector<QRectF> boxes, std::vector<QLineF> lines)
{
    m_boxes = std::move(boxes);
    m_lines = std::move(lines);
    std::vector<std::pair<std::int64_t, int>> pairs;
    for (std::size_t i = 0; i < m_boxes.size(); ++i)
        forEachTile(m_boxes[i], [&](std::int64_t column, std::int64_t row) {
            pairs.emplace_back(keyOf(column, row), static_cast<int>(i));
        });
    m_boxTiles = sorted(std::exchange(pairs, {}));
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        const QLineF &line = m_lines[i];
        const QRectF around(QPointF(std::min(line.x1(), line.x2()), std::min(line.y1(), line.y2())),
                            QPointF(std::max(line.x1(), line.x2()), std::max(line.y1(), line.y2())));
        forEachTile(around, [&](std::int64_t column, std::int64_t row) {
            const QRectF tile(static_cast<double>(column) * side, static_cast<double>(row) * side, side, side);
            if (touches(line, tile))
                pairs.emplace_back(keyOf(column, row), static_cast<int>(i));
        });
    }
    m_lineTiles = sorted(std::move(pairs));
}

TileIndex::Tiles TileIndex::sorted(std::vector<std::pair<std::int64_t, int>> pairs)
{
    std::sort(pairs.begin(), pairs.end());
    Tiles tiles;
    tiles.entries.reserve(pairs.size());
    for (std::size_t first = 0, end = 0; first < pairs.size(); first = end) {
        for (end = first; end < pairs.size() && pairs[end].first == pairs[first].first; ++end)
            tiles.entries.push_back(pairs[end].second);
        tiles.ranges[pairs[first].first] = {static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(end)};
    }
    return tiles;
}

std::vector<int> TileIndex::candidates(const Tiles &tiles, const QRectF &area)
{
    std::vector<int> found;
    const auto add = [&](const std::pair<std::uint32_t, std::uint32_t> &range) {
        found.insert(found.end(), tiles.entries.begin() + range.first, tiles.entries.begin() + range.second);
    };
    const double count = (area.width() / side + 2) * (area.height() / side + 2);
    if (count > static_cast<double>(tiles.ranges.size())) { // zoomed far out: fewer tiles hold something than lie here
        for (const auto &[key, range] : tiles.ranges)
            add(range);
    } else {
        forEachTile(area, [&](std::int64_t column, std::int64_t row) {
            if (const auto tile = tiles.ranges.find(keyOf(column, row)); tile != tiles.ranges.end())
                add(tile->second);
        });
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

std::vector<int> TileIndex::boxesIn(const QRectF &area) const
{
    std::vector<int> found = candidates(m_boxTiles, area);
    std::erase_if(found, [&](int i) { return !touch(m_boxes[static_cast<std::size_t>(i)], area); });
    return found;
}

std::vector<int> TileIndex::linesIn(const QRectF &area) const
{
    std::vector<int> found = candidates(m_lineTiles, area);
    std::erase_if(found, [&](int i) { return !touches(m_lines[static_cast<std::size_t>(i)], area); });
    return found;
}

int TileIndex::boxAt(const QPointF &point) const
{
    const std::vector<int> found = boxesIn(QRectF(point, QSizeF(0, 0)));
    return found.empty() ? -1 : found.back();
}

int TileIndex::lineNear(const QPointF &point, double distance) const
{
    int nearest = -1;
    double least = distance;
    for (const int i : candidates(m_lineTiles, QRectF(point, QSizeF(0, 0)).adjusted(-distance, -distance, distance, distance)))
        if (const double away = distanceTo(m_lines[static_cast<std::size_t>(i)], point); away <= least) {
            least = away;
            nearest = i;
        }
    return nearest;
}

} // namespace tarascope
