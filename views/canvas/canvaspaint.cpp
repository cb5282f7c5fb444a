#include "views/canvas/canvasview.h"

#include <QtCore/QTimer>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

#include <cmath>

namespace tarascope {

namespace {

constexpr double dimmed = 0.5;
constexpr double ring = 4; ///< of the focus, outside a node

} // namespace

void CanvasView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const ScenePainter scene(m_scene, m_palette, m_by, m_map);
    scene.paintLanes(painter, rect());
    painter.save();
    painter.setClipRect(body());
    painter.setOpacity(hasPath() ? dimmed : 1);
    paintContent(painter);
    painter.setOpacity(1);
    scene.paintPath(painter, m_path);
    paintLifted(painter, scene);
    paintSelection(painter, scene);
    paintGesture(painter, scene);
    painter.restore();
    const QRectF row(0, 0, width(), headerHeight);
    scene.paintLaneTitles(painter, row);
    painter.fillRect(QRectF(0, headerHeight - 1, width(), 1), m_palette.color("line.soft"));
}

void CanvasView::paintContent(QPainter &painter)
{
    if (detailAt(m_map.zoom) == Detail::Bars) {
        ScenePainter(m_scene, m_palette, m_by, m_map).paintBars(painter, body());
        m_sharp = true;
        return;
    }
    m_sharp = m_tiles.paint(
        painter, body().toAlignedRect(), m_map, m_frameTime, [this](QPainter &onTile, const QRectF &area, const ViewMap &map) {
            const ScenePainter scene(m_scene, m_palette, m_by, map);
            // Badges, heads and signs stand out; marks do not.
            const double around = (scene.detail() == Detail::Marks ? 2 : 24) / map.zoom;
            const QRectF wide = area.adjusted(-around, -around, around, around);
            std::vector<int> edges = m_scene.index.linesIn(wide);
            std::vector<int> nodes = m_scene.index.boxesIn(wide);
            if (!m_lifted.empty()) {
                std::erase_if(nodes, [this](int node) { return m_lifted.contains(node); });
                std::erase_if(edges, [this](int edge) {
                    return m_lifted.contains(m_scene.edge(edge).from) || m_lifted.contains(m_scene.edge(edge).to);
                });
            }
            scene.paintZones(onTile);
            scene.paintEdges(onTile, edges);
            scene.paintNodes(onTile, nodes);
            scene.paintZoneTitles(onTile);
        });
    if (!m_sharp)
        QTimer::singleShot(0, this, qOverload<>(&QWidget::update));
}

void CanvasView::paintLifted(QPainter &painter, const ScenePainter &scene)
{
    if (m_lifted.empty())
        return;
    std::set<int> edges;
    for (const int node : m_lifted)
        for (const int edge : m_scene.edgesAt[static_cast<std::size_t>(node)])
            edges.insert(edge);
    const auto shifted = [this](int node) {
        SceneNode moved = m_scene.node(node);
        if (m_lifted.contains(node))
            moved.centre += m_liftedBy;
        return moved;
    };
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_palette.color("text.secondary"), 1));
    for (const int edge : edges)
        painter.drawLine(m_map.toView(lineBetween(shifted(m_scene.edge(edge).from), shifted(m_scene.edge(edge).to))));
    for (const int node : m_lifted)
        scene.paintNode(painter, shifted(node), false);
}

void CanvasView::paintSelection(QPainter &painter, const ScenePainter &scene)
{
    if (scene.detail() == Detail::Bars)
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    const auto around = [&](int node, double outside, const QPen &pen) {
        SceneNode shown = m_scene.node(node);
        if (m_lifted.contains(node))
            shown.centre += m_liftedBy;
        painter.setPen(pen);
        painter.drawPath(scene.outline(shown, outside));
    };
    if (m_current >= 0 && !hasPath() && m_lifted.empty())
        scene.paintEdgesOf(painter, m_current);
    painter.setBrush(Qt::NoBrush);
    const QRectF area = shownArea();
    for (const int node : m_selected)
        if (node == m_current && hasFocus())
            continue; // its ring says it
        else if (area.intersects(m_scene.node(node).rect()) || m_lifted.contains(node))
            around(node, 2, QPen(m_palette.color("accent.fill"), 1.5));
    if (m_hover >= 0 && m_gesture == Gesture::None && !m_selected.contains(m_hover)) {
        if (hasPath())
            scene.paintNode(painter, m_scene.node(m_hover), false); // at full strength under the mouse
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setBrush(Qt::NoBrush);
        around(m_hover, 2, QPen(m_palette.color("line.strong"), 1));
    }
    if (m_current >= 0 && hasFocus())
        around(m_current, ring, QPen(m_palette.color("state.focus"), 2));
}

void CanvasView::paintGesture(QPainter &painter, const ScenePainter &scene)
{
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_gesture == Gesture::Band) {
        QColor fill = m_palette.color("accent.fill");
        painter.setPen(QPen(fill, 1));
        fill.setAlpha(28);
        painter.setBrush(fill);
        painter.drawRect(QRectF(m_pressed, m_mouse).normalized());
    }
    if (m_connectFrom < 0) {
        const int handle = m_gesture == Gesture::None ? handleAt(m_mouse) : -1;
        if (handle < 0)
            return;
        const QRectF rect = m_map.toView(m_scene.node(handle).rect());
        const bool left = std::abs(m_mouse.x() - rect.left()) < std::abs(m_mouse.x() - rect.right());
        painter.setPen(QPen(m_palette.color("surface.base"), 1));
        painter.setBrush(m_palette.color("accent.fill"));
        painter.drawEllipse(QPointF(left ? rect.left() : rect.right(), rect.center().y()), 5, 5);
        return;
    }
    const SceneNode &from = m_scene.node(m_connectFrom);
    const int to = m_gesture == Gesture::Connect ? nodeAt(m_mouse) : m_current;
    painter.setPen(QPen(m_palette.color("accent.fill"), 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(scene.outline(from, 2));
    if (to >= 0 && to != m_connectFrom) {
        painter.drawPath(scene.outline(m_scene.node(to), 2));
        painter.drawLine(m_map.toView(lineBetween(from, m_scene.node(to))));
    } else if (m_gesture == Gesture::Connect) {
        painter.drawLine(m_map.toView(from.centre), m_mouse);
    }
}

} // namespace tarascope
