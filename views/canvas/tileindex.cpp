#include "views/canvas/tileindex.h"

#include <algorithm>
#include <cmath>

namespace tarascope {

namespace {

constexpr double leastSide = 512;
constexpr double mostTiles = 65536; ///< what lies far apart has larger tiles

/// QRectF counts neither an empty box nor a shared edge as touching; here both do.
bool touch(const QRectF &a, const QRectF &b)
{
    return a.left() <= b.right() && b.left() <= a.right() && a.top() <= b.bottom() && b.top() <= a.bottom();
}

QRectF around(const QLineF &line) { return QRectF(line.p1(), line.p2()).normalized(); }

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

void TileIndex::measure()
{
    double left = 1e300, top = 1e300, right = -1e300, bottom = -1e300;
    const auto include = [&](const QRectF &rect) {
        left = std::min(left, rect.left());
        top = std::min(top, rect.top());
        right = std::max(right, rect.right());
        bottom = std::max(bottom, rect.bottom());
    };
    for (const QRectF &box : m_boxes)
        include(box);
    for (const QLineF &line : m_lines)
        include(around(line));
    m_columns = m_rows = 0;
    if (left > right)
        return;
    m_corner = {left, top};
    const double longer = std::max(right - left, bottom - top);
    m_side = std::max({leastSide, std::sqrt((right - left) / mostTiles * (bottom - top)), longer / mostTiles});
    m_columns = static_cast<int>((right - left) / m_side) + 1;
    m_rows = static_cast<int>((bottom - top) / m_side) + 1;
}

TileIndex::Range TileIndex::tilesOf(const QRectF &area) const
{
    const auto tile = [this](double from, double at, int count) {
        return static_cast<int>(std::floor(std::clamp((at - from) / m_side, -1.0, static_cast<double>(count))));
    };
    return {std::max(0, tile(m_corner.x(), area.left(), m_columns)), std::max(0, tile(m_corner.y(), area.top(), m_rows)),
            std::min(m_columns - 1, tile(m_corner.x(), area.right(), m_columns)),
            std::min(m_rows - 1, tile(m_corner.y(), area.bottom(), m_rows))};
}

// In each row of tiles a line has one stretch of columns.
template <class Visit> void TileIndex::forEachTileOf(const QLineF &line, Visit visit) const
{
    const Range range = tilesOf(around(line));
    for (int row = range.top; row <= range.bottom; ++row) {
        const double top = m_corner.y() + row * m_side;
        double from = 0;
        double to = 1;
        if (!clip(-line.dy(), line.y1() - top, from, to) || !clip(line.dy(), top + m_side - line.y1(), from, to))
            continue;
        const Range part = tilesOf(around(QLineF(line.pointAt(from), line.pointAt(to))));
        for (int column = std::max(range.left, part.left); column <= std::min(range.right, part.right); ++column)
            visit(row * m_columns + column);
    }
}

template <class Each> TileIndex::Tiles TileIndex::sorted(std::size_t count, Each each) const
{
    Tiles tiles;
    tiles.starts.assign(static_cast<std::size_t>(m_columns) * static_cast<std::size_t>(m_rows) + 1, 0);
    for (std::size_t i = 0; i < count; ++i)
        each(i, [&tiles](int tile) { ++tiles.starts[static_cast<std::size_t>(tile) + 1]; });
    for (std::size_t tile = 1; tile < tiles.starts.size(); ++tile)
        tiles.starts[tile] += tiles.starts[tile - 1];
    tiles.entries.resize(tiles.starts.back());
    std::vector<std::uint32_t> next(tiles.starts.begin(), tiles.starts.end() - 1);
    for (std::size_t i = 0; i < count; ++i)
        each(i, [&](int tile) { tiles.entries[next[static_cast<std::size_t>(tile)]++] = static_cast<int>(i); });
    return tiles;
}

void TileIndex::build(std::vector<QRectF> boxes, std::vector<QLineF> lines)
{
    m_boxes = std::move(boxes);
    m_lines = std::move(lines);
    measure();
    m_boxTiles = sorted(m_boxes.size(), [this](std::size_t i, auto visit) {
        const Range range = tilesOf(m_boxes[i]);
        for (int row = range.top; row <= range.bottom; ++row)
            for (int column = range.left; column <= range.right; ++column)
                visit(row * m_columns + column);
    });
    m_lineTiles = sorted(m_lines.size(), [this](std::size_t i, auto visit) { forEachTileOf(m_lines[i], visit); });
}

std::vector<int> TileIndex::candidates(const Tiles &tiles, const QRectF &area) const
{
    std::vector<int> found;
    const Range range = m_columns > 0 ? tilesOf(area) : Range();
    for (int row = range.top; row <= range.bottom; ++row)
        for (int column = range.left; column <= range.right; ++column) {
            const auto tile = static_cast<std::size_t>(row * m_columns + column);
            found.insert(found.end(), tiles.entries.begin() + tiles.starts[tile], tiles.entries.begin() + tiles.starts[tile + 1]);
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
