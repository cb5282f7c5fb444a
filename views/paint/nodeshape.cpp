#include "views/paint/nodeshape.h"

#include "views/fonts.h"
#include "views/icons.h"
#include "views/kindlook.h"

#include <QtGui/QFontMetricsF>
#include <QtGui/QPainter>

namespace tarascope {

namespace {

QPainterPath polygon(const QPolygonF &points)
{
    QPainterPath path;
    path.addPolygon(points);
    path.closeSubpath();
    return path;
}

} // namespace

QPainterPath nodeShape(Group group, const QRectF &rect)
{
    const double left = rect.left();
    const double right = rect.right();
    const double top = rect.top();
    const double bottom = rect.bottom();
    const double middle = rect.center().y();
    QPainterPath path;
    switch (group) {
    case Group::api:
        return polygon({{left, top}, {right - 10, top}, {right, middle}, {right - 10, bottom}, {left, bottom}});
    case Group::identity: path.addRoundedRect(rect, rect.height() / 2, rect.height() / 2); return path;
    case Group::vehicle:
        return polygon({{left + 8, top},
                        {right - 8, top},
                        {right, top + 8},
                        {right, bottom - 8},
                        {right - 8, bottom},
                        {left + 8, bottom},
                        {left, bottom - 8},
                        {left, top + 8}});
    case Group::tara:
        return polygon({{left + 10, top},
                        {right - 10, top},
                        {right, middle},
                        {right - 10, bottom},
                        {left + 10, bottom},
                        {left, middle}});
    case Group::assurance:
        return polygon(
            {{left, top}, {right, top}, {right, bottom - 9}, {rect.center().x(), bottom}, {left, bottom - 9}});
    case Group::backend:
    case Group::asset:
    case Group::incident: path.addRoundedRect(rect, 2, 2); return path;
    }
    return path;
}

void paintNode(QPainter &painter, const QRectF &rect, Group group, std::string_view icon, const QString &name,
               const QString &key, bool highlighted, const Palette &palette)
{
    const double inset = highlighted ? 1 : 0.55;
    const QColor outline = palette.color(highlighted ? "path.highlight" : std::string_view(familyInk(group)));
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(outline, highlighted ? 2 : 1.1));
    painter.setBrush(palette.color(familyTint(group)));
    painter.drawPath(nodeShape(group, rect.adjusted(inset, inset, -inset, -inset)));
    if (group == Group::incident) {
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect.adjusted(3, 3, -3, -3));
    }
    const double pad = group == Group::identity || group == Group::tara ? 12 : 8;
    paintIcon(painter, QRectF(rect.left() + pad, rect.top(), 16, rect.height()), icon, palette.color(familyInk(group)));
    const QRectF text = rect.adjusted(pad + 20, 0, group == Group::api ? -12 : -pad + 2, 0);
    const bool two = !key.isEmpty();
    painter.setFont(textFont(TextSize::Secondary));
    painter.setPen(palette.color("text.primary"));
    painter.drawText(two ? text.adjusted(0, 3, 0, -text.height() / 2 + 1) : text, Qt::AlignVCenter | Qt::TextSingleLine,
                     QFontMetricsF(painter.font()).elidedText(name, Qt::ElideRight, text.width()));
    painter.setFont(textFont(TextSize::Smallest));
    painter.setPen(palette.color("text.secondary"));
    if (two)
        painter.drawText(text.adjusted(0, text.height() / 2 - 2, 0, -3), Qt::AlignVCenter | Qt::TextSingleLine, key);
    painter.restore();
}

} // namespace tarascope
