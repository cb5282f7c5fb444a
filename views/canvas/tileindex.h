#pragma once
#include <QtCore/QLineF>
#include <QtCore/QRectF>

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace tarascope {

/// Finds boxes and lines by place: the plane is cut into square tiles, each knows what touches it.
class TileIndex
{
public:
    /// Box i and line i are found as i of their list.
    void build(std::vector<QRectF> boxes, std::vector<QLineF> lines);
    /// Boxes and lines that touch the area, ascending, each once.
    std::vector<int> boxesIn(const QRectF &area) const;
    std::vector<int> linesIn(const QRectF &area) const;
    /// The topmost box at a point (the last one of the list), or -1.
    int boxAt(const QPointF &point) const;
    /// The line nearest to a point, within a distance; or -1.
    int lineNear(const QPointF &point, double distance) const;

private:
    /// Numbers of one tile beside those of the next.
    struct Tiles {
        std::unordered_map<std::int64_t, std::pair<std::uint32_t, std::uint32_t>> ranges;
        std::vector<int> entries;
    };
    static Tiles sorted(std::vector<std::pair<std::int64_t, int>> pairs);
    static std::vector<int> candidates(const Tiles &tiles, const QRectF &area);

    std::vector<QRectF> m_boxes;
    std::vector<QLineF> m_lines;
    Tiles m_boxTiles;
    Tiles m_lineTiles;
};

/// Whether a line has a point in a rectangle, the edges included.
bool touches(const QLineF &line, const QRectF &area);
/// Distance of a point from a line between its ends.
double distanceTo(const QLineF &line, const QPointF &point);

} // namespace tarascope
