#include "views/canvas/minimap.h"

#include "views/canvas/canvasview.h"

#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>

namespace tarascope {

MiniMap::MiniMap(const Palette &palette, CanvasView &view) : QWidget(&view), m_palette(palette), m_view(&view)
{
    setFixedSize(sizeHint());
    setFocusPolicy(Qt::NoFocus); // keys move the picture itself
    setCursor(Qt::PointingHandCursor);
    setAccessibleName(tr("Mini map"));
    connect(&view, &CanvasView::viewChanged, this, qOverload<>(&QWidget::update));
}

void MiniMap::refresh()
{
    m_nodes = {};
    update();
}

QTransform MiniMap::toMap() const
{
    const QRectF whole = m_view->scene().bounds.adjusted(-40, -40, 40, 40);
    const double zoom = std::min((width() - 4) / std::max(1.0, whole.width()), (height() - 4) / std::max(1.0, whole.height()));
    QTransform map;
    map.translate(width() / 2.0, height() / 2.0);
    map.scale(zoom, zoom);
    map.translate(-whole.center().x(), -whole.center().y());
    return map;
}

void MiniMap::paintEvent(QPaintEvent *)
{
    const QTransform map = toMap();
    if (m_nodes.isNull() || m_nodes.devicePixelRatio() != devicePixelRatioF()) {
        m_nodes = QPixmap(size() * devicePixelRatioF());
        m_nodes.setDevicePixelRatio(devicePixelRatioF());
        m_nodes.fill(m_palette.color("surface.base"));
        QPainter painter(&m_nodes);
        for (const SceneNode &node : m_view->scene().nodes) {
            const QRectF rect = map.mapRect(node.rect());
            painter.fillRect(QRectF(rect.topLeft(), rect.size().expandedTo(QSizeF(1.5, 1))), m_palette.color("path.dimmed"));
        }
    }
    QPainter painter(this);
    painter.drawPixmap(0, 0, m_nodes);
    for (const CanvasStep &step : m_view->path())
        for (const ItemId end : {step.from, step.to})
            if (const int node = m_view->scene().find(end); node >= 0) {
                const QRectF rect = map.mapRect(m_view->scene().node(node).rect());
                painter.fillRect(QRectF(rect.topLeft(), rect.size().expandedTo(QSizeF(3, 2))), m_palette.color("path.highlight"));
            }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_palette.color("line.strong"), 1));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    painter.setPen(QPen(m_palette.color("accent.fill"), 1.5));
    painter.drawRect(map.mapRect(m_view->shownArea()) & QRectF(rect()).adjusted(1.5, 1.5, -1.5, -1.5));
}

void MiniMap::goTo(const QPointF &place) { m_view->centreOn(toMap().inverted().map(place)); }
void MiniMap::mousePressEvent(QMouseEvent *event) { goTo(event->position()); }
void MiniMap::mouseMoveEvent(QMouseEvent *event) { goTo(event->position()); }

void MiniMap::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        refresh();
    QWidget::changeEvent(event);
}

} // namespace tarascope
