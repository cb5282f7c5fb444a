#include "views/controls/pane.h"

#include "views/style.h"

#include <QtGui/QPainter>

namespace tarascope {

Pane::Pane(std::string ground, Qt::Edges lines, QWidget *parent)
    : QWidget(parent), m_ground(std::move(ground)), m_lines(lines)
{
    // Room for the lines, so that no child paints over them.
    setContentsMargins(lines.testFlag(Qt::LeftEdge), lines.testFlag(Qt::TopEdge), lines.testFlag(Qt::RightEdge),
                       lines.testFlag(Qt::BottomEdge));
}

void Pane::setGround(std::string ground)
{
    m_ground = std::move(ground);
    update();
}

void Pane::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Palette palette = paletteOf(this);
    painter.fillRect(rect(), palette.color(m_ground));
    const QColor line = palette.color("line.soft");
    if (m_lines.testFlag(Qt::LeftEdge))
        painter.fillRect(0, 0, 1, height(), line);
    if (m_lines.testFlag(Qt::RightEdge))
        painter.fillRect(width() - 1, 0, 1, height(), line);
    if (m_lines.testFlag(Qt::TopEdge))
        painter.fillRect(0, 0, width(), 1, line);
    if (m_lines.testFlag(Qt::BottomEdge))
        painter.fillRect(0, height() - 1, width(), 1, line);
}

QWidget *makeLine(QWidget *parent)
{
    auto *line = new Pane("line.soft", {}, parent);
    line->setFixedHeight(1);
    return line;
}

} // namespace tarascope
