#include "views/paths/pathstrip.h"

#include "views/fonts.h"
#include "views/paint/chips.h"
#include "views/paint/nodeshape.h"
#include "views/words.h"

#include <QtGui/QHelpEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QToolTip>

namespace tarascope {

namespace {

constexpr int leastNode = 76;
constexpr int mostNode = 190;
constexpr int nodeHeight = 38;
constexpr int between = 18; // the number of a step stands here
constexpr int wordRoom = 30; // "and" before a branch
constexpr int lineGap = 12;
constexpr int margin = 16;
constexpr int aroundName = 48; // icon and the slopes of the shape

QString words(const StripNode &node)
{
    return node.key.isEmpty() ? node.name : node.name + QStringLiteral(" (") + node.key + QLatin1Char(')');
}

} // namespace

PathStrip::PathStrip(const Palette &palette, QWidget *parent) : QWidget(parent), m_palette(palette)
{
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void PathStrip::setNodes(std::vector<StripNode> nodes)
{
    m_nodes = std::move(nodes);
    QStringList names;
    for (const StripNode &node : m_nodes)
        names << words(node);
    setAccessibleName(tr("Path: %1").arg(names.join(QStringLiteral(", "))));
    setVisible(!m_nodes.empty());
    updateGeometry();
    update();
}

void PathStrip::setCurrent(int node)
{
    m_current = node;
    update();
}

// As words in a text: each node as wide as its name asks for, a new line where the next one has no room.
std::vector<QRect> PathStrip::places(int width) const
{
    const QFontMetrics metrics(textFont(TextSize::Secondary));
    const int most = std::clamp(width - 2 * margin, leastNode, mostNode);
    std::vector<QRect> rects;
    QPoint at(margin, 6);
    for (const StripNode &node : m_nodes) {
        const int wanted = metrics.horizontalAdvance(node.name) + aroundName;
        const int nodeWidth = std::clamp(wanted, leastNode, most);
        if (node.anew)
            at.rx() += wordRoom;
        if (at.x() > margin && at.x() + nodeWidth > width - margin)
            at = QPoint(margin + (node.anew ? wordRoom : 0), at.y() + nodeHeight + lineGap);
        rects.emplace_back(at, QSize(nodeWidth, nodeHeight));
        at.rx() += nodeWidth + between;
    }
    return rects;
}

QSize PathStrip::sizeHint() const { return {600, heightForWidth(std::max(600, width()))}; }

int PathStrip::heightForWidth(int width) const
{
    if (m_nodes.empty())
        return 0;
    return places(width).back().bottom() + 10;
}

void PathStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const std::vector<QRect> rects = places(width());
    for (std::size_t i = 0; i < m_nodes.size(); ++i) {
        const StripNode &node = m_nodes[i];
        const QRect rect = rects[i];
        if (static_cast<int>(i) == m_current) {
            painter.save();
            painter.setRenderHint(QPainter::Antialiasing);
            painter.setPen(QPen(m_palette.color("state.focus"), 2));
            painter.drawPath(nodeShape(node.group, QRectF(rect).adjusted(-3, -3, 3, 3)));
            painter.restore();
        }
        paintNode(painter, rect, node.group, node.icon, node.name, node.key, true, m_palette);
        if (node.anew) {
            painter.setPen(m_palette.color("text.muted"));
            painter.setFont(textFont(TextSize::Secondary));
            painter.drawText(QRect(rect.left() - between - wordRoom, rect.top(), wordRoom - 4, rect.height()),
                             Qt::AlignRight | Qt::AlignVCenter, tr("and"));
        }
        if (i > 0)
            paintStepNumber(painter, QRect(std::max(0, rect.left() - between), rect.top(), between, rect.height()),
                            static_cast<int>(i), m_palette);
    }
}

void PathStrip::mousePressEvent(QMouseEvent *event)
{
    const int node = nodeAt(event->position().toPoint());
    if (node >= 0)
        Q_EMIT picked(node);
}

int PathStrip::nodeAt(const QPoint &place) const
{
    const std::vector<QRect> rects = places(width());
    const auto found =
        std::find_if(rects.begin(), rects.end(), [&place](const QRect &rect) { return rect.contains(place); });
    return found == rects.end() ? -1 : static_cast<int>(found - rects.begin());
}

bool PathStrip::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int node = nodeAt(help->pos());
        if (node >= 0)
            QToolTip::showText(help->globalPos(), plainTip(words(m_nodes[static_cast<std::size_t>(node)])), this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace tarascope
