#include "views/canvas/canvasview.h"

#include <QtGui/QMouseEvent>
#include <QtGui/QWheelEvent>
#include <QtWidgets/QApplication>

#include <cmath>

namespace tarascope {

namespace {

constexpr double keyStep = 10; ///< a node moves so far with one key
constexpr std::size_t manyNodes = 50;

} // namespace

// Lifted nodes are left out of the painted pieces and painted above them while they move.
void CanvasView::lift()
{
    m_lifted = m_selected;
    if (m_current >= 0 && m_lifted.empty())
        m_lifted.insert(m_current);
    m_liftedBy = {};
    if (m_lifted.size() > manyNodes)
        return m_tiles.clear();
    const double around = 24 / m_map.zoom;
    for (const int node : m_lifted) {
        m_tiles.clear(m_scene.node(node).rect().adjusted(-around, -around, around, around));
        for (const int edge : m_scene.edgesAt[static_cast<std::size_t>(node)]) {
            const QLineF &line = m_scene.edge(edge).line;
            m_tiles.clear(QRectF(line.p1(), line.p2()).normalized().adjusted(-around, -around, around, around));
        }
    }
}

// A node stays in its lane: beside it, it would say something else than it is.
void CanvasView::moveLifted(const QPointF &by)
{
    double least = -1e300;
    double most = 1e300;
    for (const int node : m_lifted) {
        const QRectF rect = m_scene.node(node).rect();
        const auto lane = static_cast<std::size_t>(m_scene.node(node).lane);
        if (lane > 0)
            least = std::max(least, std::min(0.0, m_scene.bands[lane] - rect.left()));
        if (lane + 1 < laneCount)
            most = std::min(most, std::max(0.0, m_scene.bands[lane + 1] - rect.right()));
    }
    m_liftedBy = {std::clamp(by.x(), least, most), by.y()};
    update();
}

void CanvasView::drop()
{
    std::vector<std::pair<ItemId, QPointF>> places;
    if (!m_liftedBy.isNull())
        for (const int node : m_lifted)
            places.emplace_back(m_scene.node(node).item, m_scene.node(node).centre + m_liftedBy);
    m_lifted.clear();
    m_liftedBy = {};
    m_tiles.clear();
    update();
    if (!places.empty())
        Q_EMIT moved(places);
}

void CanvasView::cancelGesture()
{
    if (!m_lifted.empty())
        m_tiles.clear();
    m_lifted.clear();
    m_liftedBy = {};
    m_connectFrom = -1;
    m_gesture = Gesture::None;
    unsetCursor();
    update();
}

void CanvasView::startConnecting()
{
    if (m_current < 0)
        return;
    m_connectFrom = m_current;
    setAccessibleDescription(tr("Link from %1: go to the other item and press Enter, or Escape").arg(m_scene.node(m_current).name));
    update();
}

void CanvasView::endConnecting(int to, const QPoint &globalPlace)
{
    const int from = std::exchange(m_connectFrom, -1);
    m_gesture = Gesture::None;
    update();
    if (from >= 0 && to >= 0 && to != from)
        Q_EMIT connectWanted(m_scene.node(from).item, m_scene.node(to).item, globalPlace);
}

void CanvasView::wheelEvent(QWheelEvent *event)
{
    const QPointF turned = event->angleDelta();
    if (event->modifiers() & Qt::ControlModifier) {
        if (const double notches = turned.y() / 120; notches != 0)
            zoomTo(std::exp2(std::round((std::log2(m_map.zoom) + notches / 4) * 8) / 8), event->position());
    } else {
        QPointF by = event->pixelDelta().isNull() ? turned / 120 * 60 : QPointF(event->pixelDelta());
        if (event->modifiers() & Qt::ShiftModifier)
            by = {by.x() + by.y(), 0};
        setMap(m_map.zoom, m_map.origin + by);
    }
    event->accept();
}

void CanvasView::mousePressEvent(QMouseEvent *event)
{
    m_pressed = m_mouse = event->position();
    setFocus(Qt::MouseFocusReason);
    if (event->button() == Qt::MiddleButton || (event->button() == Qt::LeftButton && m_space)) {
        m_gesture = Gesture::Pan;
        setCursor(Qt::ClosedHandCursor);
        return;
    }
    if (event->button() != Qt::LeftButton)
        return;
    if (m_connectFrom >= 0)
        return endConnecting(nodeAt(m_pressed), event->globalPosition().toPoint());
    if (const int handle = handleAt(m_pressed); handle >= 0 && event->modifiers() == Qt::NoModifier) {
        m_connectFrom = handle;
        m_gesture = Gesture::Connect;
        return update();
    }
    const int node = nodeAt(m_pressed);
    const bool adds = event->modifiers() & (Qt::ControlModifier | Qt::ShiftModifier);
    if (node < 0) {
        m_gesture = Gesture::Band;
        m_bandBase = adds ? m_selected : std::set<int>();
        m_selected = m_bandBase;
    } else {
        m_gesture = Gesture::Press;
        if (adds && m_selected.contains(node)) {
            m_selected.erase(node);
        } else if (adds || !m_selected.contains(node)) {
            if (!adds)
                m_selected.clear();
            m_selected.insert(node);
        }
        setCurrent(node);
    }
    Q_EMIT selectionChanged();
    update();
}

void CanvasView::mouseMoveEvent(QMouseEvent *event)
{
    const QPointF before = std::exchange(m_mouse, event->position());
    switch (m_gesture) {
    case Gesture::Pan: setMap(m_map.zoom, m_map.origin + m_mouse - before); break;
    case Gesture::Press:
        if ((m_mouse - m_pressed).manhattanLength() < QApplication::startDragDistance())
            return;
        m_gesture = Gesture::Drag;
        lift();
        [[fallthrough]];
    case Gesture::Drag: moveLifted((m_mouse - m_pressed) / m_map.zoom); break;
    case Gesture::Band: {
        m_selected = m_bandBase;
        for (const int node : m_scene.index.boxesIn(m_map.toScene(QRectF(m_pressed, m_mouse).normalized())))
            m_selected.insert(node);
        update();
        break;
    }
    case Gesture::Connect: update(); break;
    case Gesture::None: {
        const int hover = nodeAt(m_mouse);
        const bool handle = handleAt(m_mouse) >= 0;
        setCursor(m_space ? Qt::OpenHandCursor : handle ? Qt::CrossCursor : Qt::ArrowCursor);
        m_hover = hover;
        update();
        break;
    }
    }
}

void CanvasView::mouseReleaseEvent(QMouseEvent *event)
{
    const Gesture ended = std::exchange(m_gesture, Gesture::None);
    unsetCursor();
    if (ended == Gesture::Drag) {
        drop();
    } else if (ended == Gesture::Band) {
        if (!m_selected.empty() && !m_selected.contains(m_current))
            setCurrent(*m_selected.begin());
        else if (m_selected.empty() && (m_mouse - m_pressed).manhattanLength() < QApplication::startDragDistance())
            setCurrent(-1);
        Q_EMIT selectionChanged();
    } else if (ended == Gesture::Connect) {
        endConnecting(nodeAt(event->position()), event->globalPosition().toPoint());
    }
    update();
}

void CanvasView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (nodeAt(event->position()) >= 0 && event->button() == Qt::LeftButton)
        Q_EMIT chosen(current());
}

void CanvasView::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const int node = byKey ? m_current : nodeAt(event->pos());
    if (node >= 0 && !m_selected.contains(node))
        select({m_scene.node(node).item}, m_scene.node(node).item);
    else if (node >= 0)
        setCurrent(node);
    const QPoint at = byKey && node >= 0 ? m_map.toView(m_scene.node(node).rect()).bottomLeft().toPoint() : event->pos();
    Q_EMIT menuWanted(node >= 0 ? m_scene.node(node).item : ItemId{}, mapToGlobal(at), m_map.toScene(QPointF(at)));
}

void CanvasView::step(int node, bool extend)
{
    if (node < 0)
        return;
    if (m_connectFrom < 0) {
        if (!extend)
            m_selected.clear();
        m_selected.insert(node);
        Q_EMIT selectionChanged();
    }
    setCurrent(node);
    reveal(current());
    update();
}

bool CanvasView::walkByKey(const QKeyEvent &event)
{
    std::optional<Toward> direction;
    switch (event.key()) {
    case Qt::Key_Left: direction = Toward::Left; break;
    case Qt::Key_Right: direction = Toward::Right; break;
    case Qt::Key_Up: direction = Toward::Up; break;
    case Qt::Key_Down: direction = Toward::Down; break;
    case Qt::Key_Home: step(nextInOrder(m_scene, -1, true), false); return true;
    case Qt::Key_End: step(nextInOrder(m_scene, -1, false), false); return true;
    default: return false;
    }
    const int next = m_current < 0 ? nextInOrder(m_scene, -1, true) : nearestNode(m_scene, m_current, *direction);
    step(next, event.modifiers() & Qt::ShiftModifier);
    return true;
}

// One gesture lasts from the first key to the release of the last one.
bool CanvasView::moveByKey(int key)
{
    QPointF by;
    switch (key) {
    case Qt::Key_Left: by = {-keyStep, 0}; break;
    case Qt::Key_Right: by = {keyStep, 0}; break;
    case Qt::Key_Up: by = {0, -keyStep}; break;
    case Qt::Key_Down: by = {0, keyStep}; break;
    default: return false;
    }
    if (m_lifted.empty())
        lift();
    moveLifted(m_liftedBy + by);
    return true;
}

bool CanvasView::lookByKey(const QKeyEvent &event)
{
    switch (event.key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal: zoomBy(1); return true;
    case Qt::Key_Minus: zoomBy(-1); return true;
    case Qt::Key_0: fit(); return true;
    case Qt::Key_1: zoomTo(1, m_current >= 0 ? m_map.toView(m_scene.node(m_current).centre) : body().center()); reveal(current()); return true;
    default: return false;
    }
}

void CanvasView::keyPressEvent(QKeyEvent *event)
{
    const bool plain = !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
    if (event->modifiers() == Qt::ControlModifier && moveByKey(event->key()))
        return;
    if (event->matches(QKeySequence::SelectAll))
        return selectAll();
    if (plain && (walkByKey(*event) || lookByKey(*event)))
        return;
    switch (plain ? event->key() : 0) {
    case Qt::Key_Space:
        m_space = true;
        setCursor(Qt::OpenHandCursor);
        return;
    case Qt::Key_C: return startConnecting();
    case Qt::Key_F: Q_EMIT focusWanted(); return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_connectFrom >= 0)
            return endConnecting(m_current, mapToGlobal(m_map.toView(m_scene.node(m_current).rect()).bottomLeft().toPoint()));
        if (m_current >= 0)
            Q_EMIT chosen(current());
        return;
    case Qt::Key_F6: QWidget::focusNextPrevChild(!(event->modifiers() & Qt::ShiftModifier)); return;
    case Qt::Key_Escape:
        if (m_connectFrom >= 0 || m_gesture != Gesture::None || !m_lifted.empty())
            return cancelGesture();
        Q_EMIT escapeWanted();
        return;
    default: QWidget::keyPressEvent(event);
    }
}

void CanvasView::keyReleaseEvent(QKeyEvent *event)
{
    if (event->isAutoRepeat())
        return;
    if (event->key() == Qt::Key_Space) {
        m_space = false;
        unsetCursor();
    } else if (event->key() == Qt::Key_Control && m_gesture == Gesture::None && !m_lifted.empty()) {
        drop();
    } else {
        QWidget::keyReleaseEvent(event);
    }
}

// Tab goes from node to node; after the last one it leaves.
bool CanvasView::focusNextPrevChild(bool next)
{
    const int node = nextInOrder(m_scene, m_current, next);
    if (node < 0)
        return QWidget::focusNextPrevChild(next);
    step(node, false);
    return true;
}

void CanvasView::focusInEvent(QFocusEvent *event)
{
    if (m_current < 0 && event->reason() != Qt::MouseFocusReason && event->reason() != Qt::ActiveWindowFocusReason)
        step(nextInOrder(m_scene, -1, event->reason() != Qt::BacktabFocusReason), false);
    QWidget::focusInEvent(event);
    update();
}

void CanvasView::focusOutEvent(QFocusEvent *event)
{
    m_space = false;
    if (!m_lifted.empty() && m_gesture == Gesture::None)
        drop();
    QWidget::focusOutEvent(event);
    update();
}

} // namespace tarascope
