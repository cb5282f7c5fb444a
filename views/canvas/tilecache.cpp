#include "views/canvas/tilecache.h"

#include <QtCore/QElapsedTimer>
#include <QtGui/QPainter>

#include <cmath>

namespace tarascope {

namespace {

constexpr std::size_t mostLevels = 3;
constexpr std::size_t mostTiles = 400; ///< of one level, 100 MB at 100 %

int floorDiv(double pixels) { return static_cast<int>(std::floor(pixels / TileCache::side)); }

} // namespace

TileCache::Level &TileCache::levelFor(double zoom, double ratio)
{
    for (std::size_t i = 0; i < m_levels.size(); ++i)
        if (m_levels[i].zoom == zoom && m_levels[i].ratio == ratio) {
            if (i > 0) {
                Level found = std::move(m_levels[i]);
                m_levels.erase(m_levels.begin() + static_cast<std::ptrdiff_t>(i));
                m_levels.push_front(std::move(found));
            }
            return m_levels.front();
        }
    m_levels.push_front({zoom, ratio, {}});
    if (m_levels.size() > mostLevels)
        m_levels.pop_back();
    return m_levels.front();
}

void TileCache::clear() { m_levels.clear(); }

void TileCache::clear(const QRectF &area)
{
    for (Level &level : m_levels) {
        const double tile = side / level.zoom;
        std::erase_if(level.tiles, [&](const auto &entry) {
            return QRectF(entry.first.first * tile, entry.first.second * tile, tile, tile).intersects(area);
        });
    }
}

bool TileCache::paint(QPainter &painter, const QRect &view, const ViewMap &map, double milliseconds, const Paint &paint)
{
    QElapsedTimer clock;
    clock.start();
    const double ratio = painter.device()->devicePixelRatioF();
    Level &level = levelFor(map.zoom, ratio);
    const QPointF corner(std::round(map.origin.x()), std::round(map.origin.y())); // pieces are sharp on whole pixels only
    const QRect places(QPoint(floorDiv(view.left() - corner.x()), floorDiv(view.top() - corner.y())),
                       QPoint(floorDiv(view.right() - corner.x()), floorDiv(view.bottom() - corner.y())));
    bool complete = true;
    bool painted = false;
    for (int row = places.top(); row <= places.bottom(); ++row)
        for (int column = places.left(); column <= places.right(); ++column) {
            const QPointF at = corner + QPointF(column, row) * side;
            auto tile = level.tiles.find({column, row});
            const bool late = milliseconds >= 0 && painted && static_cast<double>(clock.nsecsElapsed()) / 1e6 > milliseconds;
            if (tile == level.tiles.end() && late) {
                standIn(painter, QRectF(at, QSizeF(side, side)), map);
                complete = false;
                continue;
            }
            if (tile == level.tiles.end()) {
                const int pixels = static_cast<int>(std::ceil(side * ratio));
                QPixmap made(pixels, pixels);
                made.setDevicePixelRatio(ratio);
                made.fill(Qt::transparent);
                QPainter onTile(&made);
                const ViewMap own{map.zoom, -QPointF(column, row) * side};
                paint(onTile, own.toScene(QRectF(0, 0, side, side)), own);
                onTile.end();
                tile = level.tiles.emplace(Place(column, row), std::move(made)).first;
                painted = true;
            }
            painter.drawPixmap(at, tile->second);
        }
    trim(places);
    return complete;
}

void TileCache::standIn(QPainter &painter, const QRectF &place, const ViewMap &map) const
{
    const QRectF area = map.toScene(place);
    for (std::size_t i = 1; i < m_levels.size(); ++i) {
        const Level &level = m_levels[i];
        const double tile = side / level.zoom;
        bool any = false;
        painter.save();
        painter.setClipRect(place);
        for (const auto &[at, pixmap] : level.tiles) {
            const QRectF covers(at.first * tile, at.second * tile, tile, tile);
            if (!covers.intersects(area))
                continue;
            painter.drawPixmap(map.toView(covers), pixmap, QRectF(pixmap.rect()));
            any = true;
        }
        painter.restore();
        if (any)
            return;
    }
}

void TileCache::trim(const QRect &places)
{
    Level &level = m_levels.front();
    if (level.tiles.size() <= mostTiles)
        return;
    const QRect keep = places.adjusted(-4, -4, 4, 4);
    std::erase_if(level.tiles, [&keep](const auto &entry) { return !keep.contains(entry.first.first, entry.first.second); });
}

} // namespace tarascope
