#pragma once
#include "views/canvas/scenepaint.h"

#include <QtGui/QPixmap>

#include <deque>
#include <functional>
#include <map>

namespace tarascope {

/// Keeps the painted picture in square pieces, so that a frame of a pan costs only what comes into view. A frame paints
/// missing pieces for some milliseconds; where one is not ready yet, what is known of another zoom stands in for it.
class TileCache
{
public:
    static constexpr int side = 256; ///< of a piece, in pixels
    /// Paints an area of the picture; the painter's zero is the corner of the piece.
    using Paint = std::function<void(QPainter &painter, const QRectF &area, const ViewMap &map)>;

    /// True when the whole view was ready; else a further frame is wanted. `milliseconds` below 0: all at once.
    bool paint(QPainter &painter, const QRect &view, const ViewMap &map, double milliseconds, const Paint &paint);
    void clear();
    /// Forgets what shows an area of the picture.
    void clear(const QRectF &area);

private:
    using Place = std::pair<int, int>;
    struct Level {
        double zoom = 0;
        double ratio = 0;
        std::map<Place, QPixmap> tiles;
    };
    Level &levelFor(double zoom, double ratio);
    void standIn(QPainter &painter, const QRectF &place, const ViewMap &map) const;
    void trim(const QRect &places);

    std::deque<Level> m_levels; ///< the newest first
};

} // namespace tarascope
