#pragma once
#include <QtCore/QLineF>
#include <QtCore/QRectF>

#include <cstdint>
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
    /// What touches the tiles, row by row: entries of tile i lie from starts[i] to starts[i + 1].
    struct Tiles {
        std::vector<std::uint32_t> starts;
        std::vector<int> entries;
    };
    /// Columns and rows of tiles, the last ones included.
    struct Range {
        int left = 0, top = 0, right = -1, bottom = -1;
    };
    void measure();
    Range tilesOf(const QRectF &area) const;
    template <class Visit> void forEachTileOf(const QLineF &line, Visit visit) const;
    template <class Each> Tiles sorted(std::size_t count, Each each) const;
    std::vector<int> candidates(const Tiles &tiles, const QRectF &area) const;

    std::vector<QRectF> m_boxes;
    std::vector<QLineF> m_lines;
    QPointF m_corner;
    double m_side = 512; ///< of a tile
    int m_columns = 0;
    int m_rows = 0;
    Tiles m_boxTiles;
    Tiles m_lineTiles;
};

/// Whether a line has a point in a rectangle, the edges included.
bool touches(const QLineF &line, const QRectF &area);
/// Distance of a point from a line between its ends.
double distanceTo(const QLineF &line, const QPointF &point);

} // namespace tarascope
