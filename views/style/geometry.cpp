#include "views/sizes.h"
#include "views/style.h"

#include <QtGui/QFontMetrics>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QStyleOption>

// Sizes and places of Style; views/style.cpp paints.

namespace tarascope {

namespace {

bool isSmall(const QWidget *widget) { return widget && widget->property("small").toBool(); }

int controlHeight(const QWidget *widget) { return isSmall(widget) ? sizes::smallButton : sizes::button; }

QSize pushButtonSize(const QStyleOptionButton &option, const QWidget *widget)
{
    QFont font = widget ? widget->font() : QFont();
    font.setBold(lookOf(widget) == Look::Primary);
    const int text = option.text.isEmpty() ? 0 : QFontMetrics(font).size(Qt::TextShowMnemonic, option.text).width();
    const int icon = option.icon.isNull() ? 0 : option.iconSize.width();
    const int gap = text > 0 && icon > 0 ? 6 : 0;
    const int menu = option.features.testFlag(QStyleOptionButton::HasMenu) ? 18 : 0;
    const int margin = text == 0 ? 6 : lookOf(widget) == Look::Link ? 4 : isSmall(widget) ? 8 : 12;
    return {text + icon + gap + menu + 2 * margin, controlHeight(widget)};
}

QSize menuItemSize(const QStyleOptionMenuItem &option, const QSize &size)
{
    if (option.menuItemType == QStyleOptionMenuItem::Separator)
        return {size.width(), 9};
    return {size.width() + 36 + 24 + (option.text.contains(QLatin1Char('\t')) ? 24 : 0), sizes::row};
}

} // namespace

int Style::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_DefaultFrameWidth:
        return qobject_cast<const QLineEdit *>(widget) || qobject_cast<const QAbstractItemView *>(widget) ? 1 : 2;
    case PM_ScrollBarExtent: return 12;
    case PM_ScrollBarSliderMin: return 28;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_MenuBarPanelWidth:
    case PM_MenuDesktopFrameWidth:
    case PM_TabBarTabShiftVertical:
    case PM_TabBarTabShiftHorizontal:
    case PM_MenuHMargin:
    case PM_MenuBarVMargin:
    case PM_MenuBarItemSpacing: return 0;
    case PM_MenuPanelWidth:
    case PM_SplitterWidth:
    case PM_TabBarBaseHeight: return 1;
    case PM_MenuVMargin: return 4;
    case PM_MenuBarHMargin: return 6;
    case PM_FocusFrameHMargin: // a ring of 2 pixels, 1 pixel away from the control
    case PM_FocusFrameVMargin: return 3;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ButtonIconSize:
    case PM_SmallIconSize:
    case PM_ListViewIconSize:
    case PM_LineEditIconSize: return sizes::icon;
    case PM_LayoutLeftMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutBottomMargin: return sizes::pageMargin;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
    case PM_HeaderMargin: return sizes::gap;
    case PM_HeaderMarkSize: return 12;
    case PM_TreeViewIndentation: return 20;
    default: return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int Style::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                     QStyleHintReturn *returnData) const
{
    switch (hint) {
    case SH_FocusFrame_AboveWidget:
    case SH_Menu_MouseTracking:
    case SH_MenuBar_MouseTracking:
    case SH_ItemView_ShowDecorationSelected:
    case SH_UnderlineShortcut: return 1;
    case SH_FocusFrame_Mask: // without a mask the ring has smooth corners
    case SH_ComboBox_Popup:
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_DrawMenuBarSeparator:
    case SH_ScrollBar_Transient:
    case SH_ItemView_ActivateItemOnSingleClick: return 0;
    default: return QProxyStyle::styleHint(hint, option, widget, returnData);
    }
}

QSize Style::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                              const QWidget *widget) const
{
    switch (type) {
    case CT_PushButton:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option))
            return pushButtonSize(*button, widget);
        break;
    case CT_ToolButton:
        if (const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option)) {
            QStyleOptionButton asButton;
            asButton.text = button->toolButtonStyle == Qt::ToolButtonIconOnly ? QString() : button->text;
            asButton.icon = button->toolButtonStyle == Qt::ToolButtonTextOnly ? QIcon() : button->icon;
            asButton.iconSize = button->iconSize;
            if (button->features.testFlag(QStyleOptionToolButton::HasMenu) && !asButton.text.isEmpty())
                asButton.features |= QStyleOptionButton::HasMenu;
            return pushButtonSize(asButton, widget);
        }
        break;
    case CT_LineEdit: return {size.width() + 12, isSmall(widget) ? sizes::inspectorField : sizes::field};
    case CT_ComboBox: return {size.width() + 44, isSmall(widget) ? sizes::inspectorField : sizes::field};
    case CT_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option))
            return menuItemSize(*item, size);
        break;
    case CT_MenuBarItem: return {size.width() + 16, sizes::menuBar};
    case CT_TabBarTab: return {size.width() + 12, 34};
    case CT_HeaderSection:
        return {QProxyStyle::sizeFromContents(type, option, size, widget).width(), sizes::tableHeader};
    case CT_ItemViewItem: {
        const QSize given = QProxyStyle::sizeFromContents(type, option, size, widget);
        return {given.width(), std::max(given.height(), sizes::row)};
    }
    default: break;
    }
    return QProxyStyle::sizeFromContents(type, option, size, widget);
}

QRect Style::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    switch (element) {
    case SE_LineEditContents: return option->rect.adjusted(6, 1, -6, -1);
    case SE_ItemViewItemText:
    case SE_ItemViewItemDecoration:
        return QProxyStyle::subElementRect(element, option, widget).translated(widget ? 4 : 0, 0);
    default: return QProxyStyle::subElementRect(element, option, widget);
    }
}

namespace {

QRect scrollBarPart(const QStyleOptionSlider &bar, QStyle::SubControl part, int sliderLeast)
{
    const bool upright = bar.orientation == Qt::Vertical;
    const int length = upright ? bar.rect.height() : bar.rect.width();
    int slider = length;
    if (bar.maximum != bar.minimum) {
        const double range = static_cast<double>(bar.maximum) - bar.minimum;
        slider = static_cast<int>(bar.pageStep * static_cast<double>(length) / (range + bar.pageStep));
        slider = std::clamp(slider, std::min(sliderLeast, length), length);
    }
    const int at =
        QStyle::sliderPositionFromValue(bar.minimum, bar.maximum, bar.sliderPosition, length - slider, bar.upsideDown);
    const auto strip = [&](int from, int size) {
        return upright ? QRect(bar.rect.left(), bar.rect.top() + from, bar.rect.width(), size)
                       : QRect(bar.rect.left() + from, bar.rect.top(), size, bar.rect.height());
    };
    switch (part) {
    case QStyle::SC_ScrollBarSlider: return strip(at, slider);
    case QStyle::SC_ScrollBarSubPage: return strip(0, at);
    case QStyle::SC_ScrollBarAddPage: return strip(at + slider, length - at - slider);
    case QStyle::SC_ScrollBarGroove: return bar.rect;
    default: return {};
    }
}

} // namespace

QRect Style::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
                            const QWidget *widget) const
{
    if (control == CC_ScrollBar)
        if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option))
            return visualRect(bar->direction, bar->rect,
                              scrollBarPart(*bar, part, pixelMetric(PM_ScrollBarSliderMin, option, widget)));
    if (control == CC_ComboBox) {
        const QRect rect = option->rect;
        if (part == SC_ComboBoxEditField)
            return rect.adjusted(2, 1, -26, -1);
        if (part == SC_ComboBoxArrow)
            return {rect.right() - 25, rect.top(), 26, rect.height()};
        if (part == SC_ComboBoxListBoxPopup)
            return rect;
    }
    return QProxyStyle::subControlRect(control, option, part, widget);
}

} // namespace tarascope
