#include "views/icons.h"
#include "views/sizes.h"
#include "views/style/parts.h"

#include <QtWidgets/QWidget>

namespace tarascope::parts {

void field(QPainter &painter, const QRect &rect, const Palette &palette, QStyle::State state, const QWidget *widget)
{
    const bool wrong = widget && widget->property("wrong").toBool();
    const bool readOnly = state.testFlag(QStyle::State_ReadOnly) || (widget && widget->property("readOnly").toBool());
    const bool enabled = state.testFlag(QStyle::State_Enabled);
    const QColor fill = palette.color(readOnly ? "surface.sunken" : enabled ? "surface.base" : "surface.panel");
    const char *outline = wrong ? "notice.error.ink" : !enabled ? "line.soft" : "line.strong";
    rounded(painter, rect, sizes::controlRadius, fill, palette.color(outline), lineWidth(palette));
}

void comboBox(QPainter &painter, const QStyleOptionComboBox &option, const Palette &palette, const QWidget *widget)
{
    field(painter, option.rect, palette, option.state & ~QStyle::State_ReadOnly, widget);
    const QColor ink = palette.color(option.state.testFlag(QStyle::State_Enabled) ? "text.secondary" : "text.muted");
    const QRect arrow = QStyle::visualRect(
        option.direction, option.rect, QRect(option.rect.right() - 23, option.rect.top(), 16, option.rect.height()));
    paintIcon(painter, arrow, "chevron-down", ink, 16);
}

void comboBoxLabel(QPainter &painter, const QStyleOptionComboBox &option, const Palette &palette)
{
    if (option.editable)
        return;
    QRect rect = option.rect.adjusted(9, 0, -26, 0);
    painter.save();
    if (!option.currentIcon.isNull()) {
        const QRect at(rect.left(), rect.center().y() - option.iconSize.height() / 2 + 1, option.iconSize.width(),
                       option.iconSize.height());
        option.currentIcon.paint(&painter, at);
        rect.setLeft(at.right() + 8);
    }
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    painter.setPen(palette.color(enabled ? "text.primary" : "text.muted"));
    const QString text = painter.fontMetrics().elidedText(option.currentText, Qt::ElideRight, rect.width());
    painter.drawText(rect, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, text);
    painter.restore();
}

} // namespace tarascope::parts
