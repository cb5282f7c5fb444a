#pragma once
#include "views/palette.h"

#include <QtGui/QPainter>
#include <QtWidgets/QStyleOption>

class QWidget;

/// The parts that Style draws, one function each.
namespace tarascope::parts {

/// A rounded rectangle with an outline inside its edge; either colour may be invalid.
void rounded(QPainter &painter, const QRectF &rect, double radius, const QColor &fill, const QColor &outline,
             double width = 1);
/// Width of outlines: thicker in high contrast.
double lineWidth(const Palette &palette, double width = 1);

/// Ground of a row in a table or list: base, hover, selected with its bar where `first`, and the line below.
void row(QPainter &painter, const QRect &rect, const Palette &palette, QStyle::State state, bool first,
         bool line = true);

void pushButton(QPainter &painter, const QStyleOptionButton &option, const Palette &palette, const QWidget *widget);
void pushButtonLabel(QPainter &painter, const QStyleOptionButton &option, const Palette &palette,
                     const QWidget *widget);
void toolButton(QPainter &painter, const QStyleOptionToolButton &option, const Palette &palette, const QWidget *widget);
void checkBox(QPainter &painter, const QRect &rect, const Palette &palette, QStyle::State state);

void field(QPainter &painter, const QRect &rect, const Palette &palette, QStyle::State state, const QWidget *widget);
void comboBox(QPainter &painter, const QStyleOptionComboBox &option, const Palette &palette, const QWidget *widget);
void comboBoxLabel(QPainter &painter, const QStyleOptionComboBox &option, const Palette &palette);

void headerSection(QPainter &painter, const QStyleOptionHeader &option, const Palette &palette);
/// Title with the mark of the order beside it. Several titles in one, split by tabs, stand above the chips of the cells.
void headerLabel(QPainter &painter, const QStyleOptionHeader &option, const Palette &palette, const QWidget *widget);
void tab(QPainter &painter, const QStyleOptionTab &option, const Palette &palette);
void tabFocus(QPainter &painter, const QStyleOptionTab &option, const Palette &palette);
void tabLabel(QPainter &painter, const QStyleOptionTab &option, const Palette &palette);
void menuBarItem(QPainter &painter, const QStyleOptionMenuItem &option, const Palette &palette);
void menuItem(QPainter &painter, const QStyleOptionMenuItem &option, const Palette &palette);
void menuPanel(QPainter &painter, const QRect &rect, const Palette &palette);
void scrollBar(QPainter &painter, const QStyleOptionSlider &option, const QRect &slider, const Palette &palette);
void branch(QPainter &painter, const QStyleOption &option, const Palette &palette);

} // namespace tarascope::parts
