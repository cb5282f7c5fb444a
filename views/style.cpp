#include "views/style.h"

#include "views/fonts.h"
#include "views/icons.h"
#include "views/sizes.h"
#include "views/style/parts.h"

#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QAbstractScrollArea>
#include <QtWidgets/QApplication>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QFocusFrame>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QStyleFactory>
#include <QtWidgets/QTabBar>
#include <QtWidgets/QTreeView>

namespace tarascope {

namespace {

constexpr char lookProperty[] = "look";
constexpr char smallProperty[] = "small";
constexpr char wrongProperty[] = "wrong";

template <class Option> const Option *as(const QStyleOption *option)
{
    return qstyleoption_cast<const Option *>(option);
}

} // namespace

Style::Style(Palette palette)
    : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))), m_palette(std::move(palette))
{
}

void Style::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    const bool hovers = qobject_cast<QAbstractButton *>(widget) || qobject_cast<QComboBox *>(widget) ||
                        qobject_cast<QScrollBar *>(widget) || qobject_cast<QTabBar *>(widget) ||
                        qobject_cast<QHeaderView *>(widget);
    if (hovers)
        widget->setAttribute(Qt::WA_Hover);
    if (auto *header = qobject_cast<QHeaderView *>(widget)) {
        header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
        header->setHighlightSections(false);
        header->setFont(textFont(TextSize::Secondary));
    }
}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                          const QWidget *widget) const
{
    switch (element) {
    case PE_FrameFocusRect:
    case PE_FrameStatusBarItem:
    case PE_FrameTabWidget:
    case PE_FrameDockWidget:
    case PE_PanelScrollAreaCorner: return;
    case PE_PanelItemViewRow: // the delegates draw their rows whole
        return;
    case PE_PanelItemViewItem: return parts::row(*painter, option->rect, m_palette, option->state, true, false);
    case PE_PanelLineEdit:
    case PE_FrameLineEdit:
        if (const auto *frame = as<QStyleOptionFrame>(option); frame && frame->lineWidth > 0)
            parts::field(*painter, option->rect, m_palette, option->state, widget);
        return;
    case PE_Frame: return parts::field(*painter, option->rect, m_palette, option->state, widget);
    case PE_PanelButtonCommand:
        if (const auto *button = as<QStyleOptionButton>(option))
            parts::pushButton(*painter, *button, m_palette, widget);
        return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck: return parts::checkBox(*painter, option->rect, m_palette, option->state);
    case PE_IndicatorBranch: return parts::branch(*painter, *option, m_palette);
    case PE_IndicatorHeaderArrow: return; // stands beside the title
    case PE_FrameTabBarBase:
        painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1),
                          m_palette.color("line.soft"));
        return;
    case PE_PanelMenu:
    case PE_FrameMenu:
    case PE_PanelTipLabel: return parts::menuPanel(*painter, option->rect, m_palette);
    default: QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void Style::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                        const QWidget *widget) const
{
    switch (element) {
    case CE_PushButtonBevel: return drawPrimitive(PE_PanelButtonCommand, option, painter, widget);
    case CE_PushButtonLabel:
        if (const auto *button = as<QStyleOptionButton>(option))
            parts::pushButtonLabel(*painter, *button, m_palette, widget);
        return;
    case CE_ComboBoxLabel:
        if (const auto *combo = as<QStyleOptionComboBox>(option))
            parts::comboBoxLabel(*painter, *combo, m_palette);
        return;
    case CE_HeaderSection:
    case CE_HeaderEmptyArea:
        if (const auto *header = as<QStyleOptionHeader>(option))
            parts::headerSection(*painter, *header, m_palette);
        else
            painter->fillRect(option->rect, m_palette.color("surface.header"));
        return;
    case CE_Header:
        if (const auto *header = as<QStyleOptionHeader>(option)) {
            parts::headerSection(*painter, *header, m_palette);
            parts::headerLabel(*painter, *header, m_palette, widget);
        }
        return;
    case CE_TabBarTabShape:
        if (const auto *tab = as<QStyleOptionTab>(option)) {
            parts::tab(*painter, *tab, m_palette);
            parts::tabFocus(*painter, *tab, m_palette);
        }
        return;
    case CE_TabBarTabLabel:
        if (const auto *tab = as<QStyleOptionTab>(option))
            parts::tabLabel(*painter, *tab, m_palette);
        return;
    case CE_MenuBarItem:
        if (const auto *item = as<QStyleOptionMenuItem>(option))
            parts::menuBarItem(*painter, *item, m_palette);
        return;
    case CE_MenuBarEmptyArea: painter->fillRect(option->rect, m_palette.color("surface.panel")); return;
    case CE_MenuItem:
        if (const auto *item = as<QStyleOptionMenuItem>(option))
            parts::menuItem(*painter, *item, m_palette);
        return;
    case CE_MenuEmptyArea: painter->fillRect(option->rect, m_palette.color("surface.raised")); return;
    case CE_Splitter: painter->fillRect(option->rect, m_palette.color("line.soft")); return;
    case CE_FocusFrame:
        return parts::rounded(*painter, option->rect, sizes::controlRadius + 2, {}, m_palette.color("state.focus"), 2);
    default: QProxyStyle::drawControl(element, option, painter, widget);
    }
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                               const QWidget *widget) const
{
    switch (control) {
    case CC_ComboBox:
        if (const auto *combo = as<QStyleOptionComboBox>(option))
            parts::comboBox(*painter, *combo, m_palette, widget);
        return;
    case CC_ToolButton:
        if (const auto *button = as<QStyleOptionToolButton>(option))
            parts::toolButton(*painter, *button, m_palette, widget);
        return;
    case CC_ScrollBar:
        if (const auto *bar = as<QStyleOptionSlider>(option))
            parts::scrollBar(*painter, *bar, subControlRect(control, option, SC_ScrollBarSlider, widget), m_palette);
        return;
    default: QProxyStyle::drawComplexControl(control, option, painter, widget);
    }
}

QIcon Style::standardIcon(StandardPixmap icon, const QStyleOption *option, const QWidget *widget) const
{
    switch (icon) {
    case SP_LineEditClearButton:
    case SP_TitleBarCloseButton: return makeIcon(m_palette, "close", "text.muted");
    default: return QProxyStyle::standardIcon(icon, option, widget);
    }
}

Palette paletteOf(const QWidget *widget)
{
    const auto *style = widget ? qobject_cast<const Style *>(widget->style()) : nullptr;
    if (!style)
        style = qobject_cast<const Style *>(QApplication::style());
    return style ? style->colors() : Palette();
}

void setLook(QAbstractButton *button, Look look)
{
    button->setProperty(lookProperty, static_cast<int>(look));
    if (look == Look::Quiet || look == Look::Link)
        button->setCursor(look == Look::Link ? Qt::PointingHandCursor : Qt::ArrowCursor);
    button->updateGeometry();
    button->update();
}

Look lookOf(const QWidget *widget)
{
    return widget ? static_cast<Look>(widget->property(lookProperty).toInt()) : Look::Normal;
}

void setSmall(QWidget *widget)
{
    widget->setProperty(smallProperty, true);
    widget->updateGeometry();
}

void setWrong(QWidget *field, bool wrong)
{
    field->setProperty(wrongProperty, wrong);
    field->update();
}

void applyStyle(QApplication &application, const Palette &palette)
{
    QApplication::setStyle(new Style(palette));
    QApplication::setPalette(palette.toQt());
    application.setFont(textFont());
}

void changeTheme(QApplication &, Palette palette, Theme theme)
{
    palette.setTheme(theme);
    QApplication::setPalette(palette.toQt());
    for (QWidget *widget : QApplication::allWidgets())
        widget->update();
}

} // namespace tarascope
