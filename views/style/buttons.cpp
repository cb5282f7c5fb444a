#include "views/icons.h"
#include "views/sizes.h"
#include "views/style.h"
#include "views/style/parts.h"

namespace tarascope::parts {

void rounded(QPainter &painter, const QRectF &rect, double radius, const QColor &fill, const QColor &outline,
             double width)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    const double inset = outline.isValid() ? width / 2 : 0;
    painter.setPen(outline.isValid() ? QPen(outline, width) : QPen(Qt::NoPen));
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius);
    painter.restore();
}

double lineWidth(const Palette &palette, double width)
{
    return palette.theme() == Theme::HighContrast ? width + 0.5 : width;
}

void row(QPainter &painter, const QRect &rect, const Palette &palette, QStyle::State state, bool first, bool line)
{
    const bool selected = state.testFlag(QStyle::State_Selected);
    if (selected)
        painter.fillRect(rect, palette.color("state.selected"));
    else if (state.testFlag(QStyle::State_MouseOver) && state.testFlag(QStyle::State_Enabled))
        painter.fillRect(rect, palette.color("state.hover"));
    if (line)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), palette.color("line.soft"));
    if (selected && first && state.testFlag(QStyle::State_Active))
        painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), palette.color("accent.fill"));
}

namespace {

struct ButtonColors {
    QColor fill;
    QColor outline;
    QColor text;
};

ButtonColors colorsOf(Look look, QStyle::State state, const Palette &palette)
{
    const bool enabled = state.testFlag(QStyle::State_Enabled);
    const bool hover = enabled && state.testFlag(QStyle::State_MouseOver);
    const bool down = state.testFlag(QStyle::State_Sunken);
    const bool on = state.testFlag(QStyle::State_On);
    if (!enabled)
        return {{},
                look == Look::Quiet || look == Look::Link ? QColor() : palette.color("line.soft"),
                palette.color("text.muted")};
    if (look == Look::Primary) {
        const QColor fill = palette.color("accent.fill");
        const double share = down ? 0.8 : hover ? 0.9 : 1;
        return {blend(fill, palette.color("text.primary"), share), {}, palette.color("accent.on")};
    }
    if (look == Look::Link)
        return {hover ? palette.color("state.hover") : QColor(), {}, palette.color("accent.ink")};
    QColor fill = look == Look::Quiet ? QColor() : palette.color("surface.raised");
    if (on || down)
        fill = palette.color("state.selected");
    else if (hover)
        fill = palette.color("state.hover");
    return {fill, look == Look::Quiet ? QColor() : palette.color("line.strong"),
            palette.color(on ? "accent.ink" : "text.primary")};
}

} // namespace

void pushButton(QPainter &painter, const QStyleOptionButton &option, const Palette &palette, const QWidget *widget)
{
    const ButtonColors colors = colorsOf(lookOf(widget), option.state, palette);
    rounded(painter, option.rect, sizes::controlRadius, colors.fill, colors.outline, lineWidth(palette));
}

void pushButtonLabel(QPainter &painter, const QStyleOptionButton &option, const Palette &palette, const QWidget *widget)
{
    const Look look = lookOf(widget);
    const ButtonColors colors = colorsOf(look, option.state, palette);
    painter.save();
    QFont font = painter.font();
    font.setBold(look == Look::Primary);
    painter.setFont(font);
    const QFontMetrics metrics(font);
    const int flags = Qt::TextShowMnemonic | Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine;
    const int textWidth = option.text.isEmpty() ? 0 : metrics.size(flags, option.text).width();
    const int iconWidth = option.icon.isNull() ? 0 : option.iconSize.width();
    const int gap = iconWidth > 0 && textWidth > 0 ? 6 : 0;
    const bool menu = option.features.testFlag(QStyleOptionButton::HasMenu);
    const int whole = iconWidth + gap + textWidth + (menu ? 18 : 0);
    int x = option.rect.left() + std::max(4, (option.rect.width() - whole) / 2);
    if (iconWidth > 0) {
        const QIcon::Mode mode = option.state.testFlag(QStyle::State_Enabled) ? QIcon::Normal : QIcon::Disabled;
        const QIcon::State on = option.state.testFlag(QStyle::State_On) ? QIcon::On : QIcon::Off;
        const QRect at(x, option.rect.center().y() - option.iconSize.height() / 2 + 1, iconWidth,
                       option.iconSize.height());
        option.icon.paint(&painter, at, Qt::AlignCenter, mode, on);
        x += iconWidth + gap;
    }
    painter.setPen(colors.text);
    painter.drawText(QRect(x, option.rect.top(), option.rect.right() - x, option.rect.height()), flags, option.text);
    if (menu)
        paintIcon(painter, QRect(x + textWidth + 4, option.rect.top(), 14, option.rect.height()), "chevron-down",
                  colors.text, 14);
    painter.restore();
}

void toolButton(QPainter &painter, const QStyleOptionToolButton &option, const Palette &palette, const QWidget *widget)
{
    const Look look = option.state.testFlag(QStyle::State_AutoRaise) ? Look::Quiet : lookOf(widget);
    const ButtonColors colors = colorsOf(look, option.state, palette);
    rounded(painter, option.rect, sizes::controlRadius, colors.fill, colors.outline, lineWidth(palette));
    QStyleOptionButton label;
    label.QStyleOption::operator=(option);
    label.text = option.toolButtonStyle == Qt::ToolButtonIconOnly ? QString() : option.text;
    label.icon = option.toolButtonStyle == Qt::ToolButtonTextOnly ? QIcon() : option.icon;
    label.iconSize = option.iconSize;
    if (option.features.testFlag(QStyleOptionToolButton::HasMenu) && !label.text.isEmpty())
        label.features |= QStyleOptionButton::HasMenu;
    pushButtonLabel(painter, label, palette, widget);
}

void checkBox(QPainter &painter, const QRect &rect, const Palette &palette, QStyle::State state)
{
    const bool on = state.testFlag(QStyle::State_On);
    const bool partly = state.testFlag(QStyle::State_NoChange);
    const bool enabled = state.testFlag(QStyle::State_Enabled);
    const QColor fill = palette.color(on || partly ? "accent.fill" : "surface.base");
    const QColor outline = palette.color(!enabled ? "line.soft" : on || partly ? "accent.fill" : "line.strong");
    rounded(painter, rect, sizes::cellRadius, fill, outline, lineWidth(palette));
    if (on || partly)
        paintIcon(painter, rect, on ? "check" : "dash", palette.color("accent.on"), std::min(rect.width(), 14));
}

} // namespace tarascope::parts
