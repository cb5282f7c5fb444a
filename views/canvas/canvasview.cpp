#include "views/canvas/canvasview.h"

#include "views/words.h"

#include <QtCore/QCoreApplication>
#include <QtGui/QAccessible>
#include <QtGui/QHelpEvent>
#include <QtWidgets/QToolTip>

#include <cmath>

namespace tarascope {

namespace {

constexpr double ladder = 8; ///< steps of the zoom for each doubling
constexpr double fitMargin = 16;

double onLadder(double zoom) { return std::exp2(std::round(std::log2(zoom) * ladder) / ladder); }

} // namespace

CanvasView::CanvasView(const Palette &palette, QWidget *parent) : QWidget(parent), m_palette(palette)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setMinimumSize(240, 160);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAccessibleName(tr("Architecture"));
    announce();
}

void CanvasView::setScene(Scene scene)
{
    const std::vector<ItemId> chosen = selected();
    const ItemId here = current();
    cancelGesture();
    m_scene = std::move(scene);
    m_selected.clear();
    for (const ItemId item : chosen)
        if (const int node = m_scene.find(item); node >= 0)
            m_selected.insert(node);
    m_current = here.valid() ? m_scene.find(here) : -1;
    m_hover = -1;
    m_tiles.clear();
    if (m_fitted)
        fit();
    announce();
    update();
    Q_EMIT viewChanged();
    if (here.valid() && m_current < 0)
        Q_EMIT currentChanged({});
    if (m_selected.size() != chosen.size())
        Q_EMIT selectionChanged();
}

void CanvasView::setColourBy(ColourBy by)
{
    m_by = by;
    repaintAll();
}

void CanvasView::repaintAll()
{
    m_tiles.clear();
    update();
}

void CanvasView::setPath(std::vector<CanvasStep> steps)
{
    m_path = std::move(steps);
    QRectF area;
    for (const CanvasStep &step : m_path)
        for (const ItemId end : {step.from, step.to})
            if (const int node = m_scene.find(end); node >= 0)
                area |= m_scene.node(node).rect();
    if (!m_fitted && !area.isNull() && !shownArea().contains(area))
        fit(area);
    update();
}

ItemId CanvasView::current() const { return m_current >= 0 ? m_scene.node(m_current).item : ItemId{}; }

std::vector<ItemId> CanvasView::selected() const
{
    std::vector<ItemId> items;
    for (const int node : m_selected)
        items.push_back(m_scene.node(node).item);
    return items;
}

void CanvasView::select(const std::vector<ItemId> &items, ItemId current)
{
    m_selected.clear();
    for (const ItemId item : items)
        if (const int node = m_scene.find(item); node >= 0)
            m_selected.insert(node);
    setCurrent(m_scene.find(current));
    Q_EMIT selectionChanged();
    update();
}

void CanvasView::selectAll()
{
    for (std::size_t i = 0; i < m_scene.nodes.size(); ++i)
        m_selected.insert(static_cast<int>(i));
    Q_EMIT selectionChanged();
    update();
}

void CanvasView::setCurrent(int node)
{
    if (node == m_current)
        return;
    m_current = node;
    announce();
    update();
    Q_EMIT currentChanged(current());
}

void CanvasView::reveal(ItemId item)
{
    const int node = m_scene.find(item);
    if (node < 0)
        return;
    const QRectF rect = m_map.toView(m_scene.node(node).rect()).adjusted(-12, -12, 12, 12);
    const QRectF room = body();
    if (room.contains(rect))
        return;
    QPointF by;
    by.rx() = rect.left() < room.left() ? room.left() - rect.left() : std::min(0.0, room.right() - rect.right());
    by.ry() = rect.top() < room.top() ? room.top() - rect.top() : std::min(0.0, room.bottom() - rect.bottom());
    setMap(m_map.zoom, m_map.origin + by);
}

QRectF CanvasView::body() const { return QRectF(rect()).adjusted(0, headerHeight, 0, 0); }
QRectF CanvasView::shownArea() const { return m_map.toScene(body()); }

// The origin is kept on whole pixels: pieces that were painted before fit to new ones.
void CanvasView::setMap(double zoom, const QPointF &origin)
{
    const bool zoomed = zoom != m_map.zoom;
    m_map = {zoom, QPointF(std::round(origin.x()), std::round(origin.y()))};
    m_fitted = false;
    update();
    if (zoomed)
        Q_EMIT zoomChanged();
    Q_EMIT viewChanged();
}

void CanvasView::zoomTo(double zoom, const QPointF &about)
{
    const double next = std::clamp(zoom, leastZoom, mostZoom);
    const QPointF held = m_map.toScene(about);
    setMap(next, about - held * next);
}

void CanvasView::zoomBy(int steps)
{
    const QRectF room = body();
    const QPointF about = m_current >= 0 && room.intersects(m_map.toView(m_scene.node(m_current).rect()))
                              ? m_map.toView(m_scene.node(m_current).centre)
                              : room.center();
    zoomTo(onLadder(m_map.zoom * std::exp2(2 * steps / ladder)), about);
}

void CanvasView::fit()
{
    fit(m_scene.bounds);
    m_fitted = true;
}

void CanvasView::fit(const QRectF &area)
{
    const QRectF room = body().adjusted(fitMargin / 2, fitMargin / 2, -fitMargin / 2, -m_footRoom);
    if (area.isEmpty() || room.width() < 10 || room.height() < 10)
        return;
    const double zoom =
        std::clamp(std::min(room.width() / area.width(), room.height() / area.height()), leastZoom, 1.0);
    // A picture that has more room than it needs begins at the top, in the middle.
    const double left = room.center().x() - area.center().x() * zoom;
    const double top = room.top() - area.top() * zoom + std::max(0.0, (room.height() - area.height() * zoom) / 2);
    setMap(zoom, {left, top});
}

void CanvasView::setFootRoom(double pixels)
{
    if (std::exchange(m_footRoom, pixels) != pixels && m_fitted)
        fit();
}

void CanvasView::centreOn(const QPointF &scenePoint) { setMap(m_map.zoom, body().center() - scenePoint * m_map.zoom); }

int CanvasView::nodeAt(const QPointF &place) const
{
    if (place.y() < headerHeight)
        return -1;
    // Marks are small: what is near is meant.
    const double near = detailAt(m_map.zoom) == Detail::Marks ? 2 / m_map.zoom : 0;
    const QPointF at = m_map.toScene(place);
    const std::vector<int> found = m_scene.index.boxesIn(QRectF(at, QSizeF(0, 0)).adjusted(-near, -near, near, near));
    return found.empty() || detailAt(m_map.zoom) == Detail::Bars ? -1 : found.back();
}

int CanvasView::handleAt(const QPointF &place) const
{
    if (detailAt(m_map.zoom) < Detail::Names || place.y() < headerHeight)
        return -1;
    const QPointF at = m_map.toScene(place);
    const double outside = 6 / m_map.zoom;
    const std::vector<int> found = m_scene.index.boxesIn(QRectF(at, QSizeF(0, 0)).adjusted(-outside, 0, outside, 0));
    for (auto node = found.rbegin(); node != found.rend(); ++node) {
        const QRectF rect = m_map.toView(m_scene.node(*node).rect());
        if (std::min(std::abs(place.x() - rect.left()), std::abs(place.x() - rect.right())) <= 6)
            return *node;
    }
    return -1;
}

QString CanvasView::wordsOf(int node) const
{
    const SceneNode &shown = m_scene.node(node);
    int out = 0;
    int in = 0;
    for (const int edge : m_scene.edgesAt[static_cast<std::size_t>(node)])
        (m_scene.edge(edge).from == node ? out : in) += m_scene.edge(edge).links;
    QString words = tr("%1 %2, %3, lane %4, %5 links out, %6 in")
                        .arg(shown.key, shown.name, metamodelWords(kindDef(shown.kind).title),
                             QCoreApplication::translate("model", laneTitle(static_cast<Lane>(shown.lane)).data()))
                        .arg(out)
                        .arg(in);
    if (shown.risk)
        words += tr(", risk %1").arg(*shown.risk);
    return words.trimmed();
}

// A screen reader reads the widget: its description is the node that the keys have reached.
void CanvasView::announce()
{
    setAccessibleDescription(m_current >= 0 ? wordsOf(m_current)
                                            : tr("%1 items. Arrow keys and Tab go from item to item, Enter opens one, C links it, F6 leaves.")
                                                  .arg(m_scene.nodes.size()));
    QAccessibleEvent event(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&event);
}

void CanvasView::showTip(const QPoint &place, const QPoint &globalPlace)
{
    const int node = nodeAt(place);
    if (node >= 0)
        return QToolTip::showText(globalPlace, plainTip(wordsOf(node)), this);
    const int line = detailAt(m_map.zoom) == Detail::Bars ? -1 : m_scene.index.lineNear(m_map.toScene(place), 4 / m_map.zoom);
    if (line < 0)
        return QToolTip::hideText();
    const SceneEdge &edge = m_scene.edge(line);
    const QString ends = QStringLiteral("%1 \u2192 %2").arg(m_scene.node(edge.from).name, m_scene.node(edge.to).name);
    QToolTip::showText(globalPlace, plainTip(edge.links == 1 ? ends : tr("%1, %2 links").arg(ends).arg(edge.links)), this);
}

bool CanvasView::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        showTip(help->pos(), help->globalPos());
        return true;
    }
    if (event->type() == QEvent::ShortcutOverride) {
        // Single letters and digits act here and must not be taken for shortcuts of the window.
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->modifiers() == Qt::NoModifier && (key->text() == QLatin1String("c") || key->text() == QLatin1String("f"))) {
            event->accept();
            return true;
        }
    }
    return QWidget::event(event);
}

void CanvasView::resizeEvent(QResizeEvent *)
{
    if (m_fitted)
        fit();
    Q_EMIT viewChanged();
}

void CanvasView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        repaintAll();
    QWidget::changeEvent(event);
}

} // namespace tarascope
