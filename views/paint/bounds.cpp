#include "views/paint/bounds.h"

#include "views/style/parts.h"

#include <QtGui/QPainter>

namespace tarascope {

namespace {

constexpr int barHeight = 8;

} // namespace

void paintBounds(QPainter &painter, const QRect &rect, double lower, double upper, const Palette &palette)
{
    const QRectF bar(rect.left(), rect.top() + (rect.height() - barHeight) / 2.0, rect.width(), barHeight);
    const QColor ink = palette.color("text.muted");
    const bool contrast = palette.theme() == Theme::HighContrast;
    parts::rounded(painter, bar, 2, palette.color("surface.sunken"), contrast ? ink : QColor());
    const auto at = [&bar](double share) { return bar.left() + bar.width() * std::clamp(share, 0.0, 1.0); };
    painter.save();
    if (lower > 0)
        parts::rounded(painter, QRectF(bar.topLeft(), QPointF(at(lower), bar.bottom())), 2, ink, {});
    if (upper > lower) {
        const QRectF open(QPointF(at(lower), bar.top()), QPointF(at(upper), bar.bottom()));
        painter.setClipRect(open);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(ink, 1.5));
        for (double x = open.left() - barHeight; x < open.right(); x += 5)
            painter.drawLine(QPointF(x, open.bottom()), QPointF(x + barHeight, open.top()));
    }
    painter.restore();
}

} // namespace tarascope
