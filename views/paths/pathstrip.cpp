#include "views/paths/pathstrip.h"

#include "views/paint/chips.h"
#include "views/paint/nodeshape.h"
#include "views/words.h"

#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>

namespace tarascope {

namespace {

constexpr int leastNode = 92;
constexpr int mostNode = 150;
constexpr int nodeHeight = 38;
constexpr int between = 18; // the number of a step stands here
constexpr int lineGap = 12;
constexpr int margin = 16;

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
        names << node.name + QLatin1Char(' ') + node.key;
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

PathStrip::Grid PathStrip::grid(int width) const
{
    const int count = std::max(1, static_cast<int>(m_nodes.size()));
    const int room = std::max(leastNode, width - 2 * margin);
    const int fitting = std::max(1, (room + between) / (leastNode + between));
    const int lines = (count + fitting - 1) / fitting;
    const int columns = (count + lines - 1) / lines;
    return {columns, std::min(mostNode, (room - (columns - 1) * between) / columns)};
}

QRect PathStrip::nodeRect(int node, const Grid &grid) const
{
    return {margin + (node % grid.columns) * (grid.nodeWidth + between),
            6 + (node / grid.columns) * (nodeHeight + lineGap), grid.nodeWidth, nodeHeight};
}

QSize PathStrip::sizeHint() const { return {600, heightForWidth(std::max(600, width()))}; }

int PathStrip::heightForWidth(int width) const
{
    if (m_nodes.empty())
        return 0;
    const QRect last = nodeRect(static_cast<int>(m_nodes.size()) - 1, grid(width));
    return last.bottom() + 10;
}

void PathStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Grid cells = grid(width());
    for (int i = 0; i < static_cast<int>(m_nodes.size()); ++i) {
        const StripNode &node = m_nodes[static_cast<std::size_t>(i)];
        const QRect rect = nodeRect(i, cells);
        if (i == m_current) {
            painter.save();
            painter.setRenderHint(QPainter::Antialiasing);
            painter.setPen(QPen(m_palette.color("state.focus"), 2));
            painter.drawPath(nodeShape(node.group, QRectF(rect).adjusted(-3, -3, 3, 3)));
            painter.restore();
        }
        paintNode(painter, rect, node.group, node.icon, node.name, node.key, true, m_palette);
        if (i > 0 && i % cells.columns != 0)
            paintStepNumber(painter, QRect(rect.left() - between, rect.top(), between, rect.height()), i, m_palette);
        else if (i > 0)
            paintStepNumber(painter, QRect(0, rect.top(), margin, rect.height()), i, m_palette);
    }
}

void PathStrip::mousePressEvent(QMouseEvent *event)
{
    const Grid cells = grid(width());
    for (int i = 0; i < static_cast<int>(m_nodes.size()); ++i)
        if (nodeRect(i, cells).contains(event->position().toPoint()))
            Q_EMIT picked(i);
}

} // namespace tarascope
