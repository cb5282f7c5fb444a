#include "views/fonts.h"
#include "views/icons.h"
#include "views/sizes.h"
#include "views/style/parts.h"

namespace tarascope::parts {

void headerSection(QPainter &painter, const QStyleOptionHeader &option, const Palette &palette)
{
    const bool hover = option.state.testFlag(QStyle::State_MouseOver) && option.state.testFlag(QStyle::State_Enabled);
    painter.fillRect(option.rect, palette.color(hover ? "state.hover" : "surface.header"));
    painter.fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                     palette.color("line.soft"));
}

void headerLabel(QPainter &painter, const QStyleOptionHeader &option, const Palette &palette, const QWidget *widget)
{
    constexpr int mark = 12;
    const int inset = std::max(sizes::gap, widget ? widget->property("inset").toInt() : 0);
    const bool only = option.position == QStyleOptionHeader::OnlyOneSection;
    const bool first = only || option.position == QStyleOptionHeader::Beginning;
    const bool last = only || option.position == QStyleOptionHeader::End;
    QRect rect = option.rect.adjusted(first ? inset : sizes::gap, 0, last ? -inset : -sizes::gap, 0);
    const bool sorted = option.sortIndicator != QStyleOptionHeader::None;
    const QStringList titles = option.text.split(QLatin1Char('\t'));
    const QFontMetrics metrics = painter.fontMetrics();
    const bool right = option.textAlignment.testFlag(Qt::AlignRight);
    painter.save();
    painter.setPen(palette.color("text.muted"));
    int width = 0;
    if (titles.size() > 1) {
        for (const QString &title : titles) {
            painter.drawText(QRect(rect.left() + width, rect.top(), sizes::chip, rect.height()), Qt::AlignCenter,
                             title);
            width += sizes::chip + sizes::chipGap;
        }
    } else {
        rect.setWidth(std::max(0, rect.width()));
        const QString text = metrics.elidedText(option.text, Qt::ElideRight, rect.width() - (sorted ? mark + 4 : 0));
        width = metrics.horizontalAdvance(text);
        painter.drawText(rect, (right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter | Qt::TextSingleLine, text);
    }
    const int at = right ? rect.right() - width - mark - 4 : rect.left() + width + 4;
    // Qt calls an ascending order "down".
    const bool ascending = option.sortIndicator == QStyleOptionHeader::SortDown;
    if (sorted)
        paintIcon(painter, QRect(at, rect.top(), mark, rect.height()), ascending ? "arrow-up" : "arrow-down",
                  palette.color("text.secondary"), mark);
    painter.restore();
}

void tab(QPainter &painter, const QStyleOptionTab &option, const Palette &palette)
{
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    if (selected) {
        const QRect bar(option.rect.left() + 6, option.rect.bottom() - 1, option.rect.width() - 12, 2);
        painter.fillRect(bar, palette.color("accent.fill"));
    } else if (option.state.testFlag(QStyle::State_MouseOver)) {
        rounded(painter, option.rect.adjusted(2, 4, -2, -4), sizes::controlRadius, palette.color("state.hover"), {});
    }
}

// The ring stands inside the tab: outside it would be cut at the edge of the bar.
void tabFocus(QPainter &painter, const QStyleOptionTab &option, const Palette &palette)
{
    if (option.state.testFlag(QStyle::State_HasFocus))
        rounded(painter, option.rect.adjusted(3, 4, -3, -5), sizes::controlRadius, {}, palette.color("state.focus"), 2);
}

void tabLabel(QPainter &painter, const QStyleOptionTab &option, const Palette &palette)
{
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    painter.save();
    painter.setFont(textFont(TextSize::Body, selected));
    painter.setPen(palette.color(selected ? "text.primary" : "text.secondary"));
    painter.drawText(option.rect, Qt::AlignCenter | Qt::TextShowMnemonic, option.text);
    painter.restore();
}

void menuBarItem(QPainter &painter, const QStyleOptionMenuItem &option, const Palette &palette)
{
    painter.fillRect(option.rect, palette.color("surface.panel"));
    const bool open = option.state.testFlag(QStyle::State_Selected) || option.state.testFlag(QStyle::State_Sunken);
    if (open)
        rounded(painter, option.rect.adjusted(0, 2, 0, -3), sizes::controlRadius, palette.color("state.selected"), {});
    painter.save();
    painter.setPen(palette.color(option.state.testFlag(QStyle::State_Enabled) ? "text.primary" : "text.muted"));
    painter.drawText(option.rect, Qt::AlignCenter | Qt::TextShowMnemonic | Qt::TextSingleLine, option.text);
    painter.restore();
}

void menuPanel(QPainter &painter, const QRect &rect, const Palette &palette)
{
    painter.fillRect(rect, palette.color("surface.raised"));
    painter.save();
    painter.setPen(QPen(palette.color("line.strong"), 1));
    painter.drawRect(rect.adjusted(0, 0, -1, -1));
    painter.restore();
}

namespace {

void menuText(QPainter &painter, const QStyleOptionMenuItem &option, const Palette &palette)
{
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    const QStringList parts = option.text.split(QLatin1Char('\t'));
    const QRect text = option.rect.adjusted(36, 0, -12, 0);
    painter.setFont(option.font);
    painter.setPen(palette.color(enabled ? "text.primary" : "text.muted"));
    const int flags = Qt::AlignVCenter | Qt::TextShowMnemonic | Qt::TextSingleLine;
    painter.drawText(text, flags | Qt::AlignLeft, parts.value(0));
    if (parts.size() > 1) {
        painter.setPen(palette.color("text.muted"));
        painter.drawText(text, flags | Qt::AlignRight, parts.at(1));
    }
}

} // namespace

void menuItem(QPainter &painter, const QStyleOptionMenuItem &option, const Palette &palette)
{
    const QRect rect = option.rect;
    if (option.menuItemType == QStyleOptionMenuItem::Separator) {
        painter.fillRect(QRect(rect.left(), rect.center().y(), rect.width(), 1), palette.color("line.soft"));
        return;
    }
    painter.save();
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    if (option.state.testFlag(QStyle::State_Selected) && enabled)
        rounded(painter, rect.adjusted(4, 0, -4, 0), sizes::cellRadius, palette.color("state.selected"), {});
    const QRect mark(rect.left() + 12, rect.top(), 16, rect.height());
    const QColor ink = palette.color(enabled ? "text.secondary" : "text.muted");
    if (option.checkType != QStyleOptionMenuItem::NotCheckable && option.checked)
        paintIcon(painter, mark, "check", palette.color("accent.ink"));
    else if (!option.icon.isNull())
        option.icon.paint(&painter, QRect(mark.left(), rect.center().y() - 7, 16, 16), Qt::AlignCenter,
                          enabled ? QIcon::Normal : QIcon::Disabled);
    menuText(painter, option, palette);
    if (option.menuItemType == QStyleOptionMenuItem::SubMenu)
        paintIcon(painter, QRect(rect.right() - 22, rect.top(), 14, rect.height()), "chevron-right", ink, 14);
    painter.restore();
}

void scrollBar(QPainter &painter, const QStyleOptionSlider &option, const QRect &slider, const Palette &palette)
{
    if (option.minimum == option.maximum || !slider.isValid())
        return;
    const bool active = option.state.testFlag(QStyle::State_MouseOver) || option.state.testFlag(QStyle::State_Sunken);
    const double strength = active ? 0.75 : 0.4;
    const QColor thumb = palette.theme() == Theme::HighContrast
                             ? palette.color("line.strong")
                             : blend(palette.color("line.strong"), palette.color("surface.base"), strength);
    const QRect inner =
        option.orientation == Qt::Vertical ? slider.adjusted(3, 1, -3, -1) : slider.adjusted(1, 3, -1, -3);
    rounded(painter, inner, 3, thumb, {});
}

void branch(QPainter &painter, const QStyleOption &option, const Palette &palette)
{
    if (!option.state.testFlag(QStyle::State_Children))
        return;
    const bool open = option.state.testFlag(QStyle::State_Open);
    paintIcon(painter, option.rect, open ? "chevron-down" : "chevron-right", palette.color("text.muted"), 14);
}

} // namespace tarascope::parts
