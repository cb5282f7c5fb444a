#pragma once
#include "views/palette.h"

#include <QtGui/QIcon>

#include <functional>

class QPainter;

namespace tarascope {

/// An icon of resources/icons, tinted with a colour of the palette. It follows the theme by itself. Disabled it is
/// text.muted at half strength; checked it is accent.ink.
QIcon makeIcon(const Palette &palette, std::string_view name, std::string_view color = "text.secondary");

/// Paints an icon of resources/icons into the middle of a rectangle, `size` pixels wide.
void paintIcon(QPainter &painter, const QRectF &rect, std::string_view name, const QColor &color, int size = 16);

/// An icon that a function paints, such as a meter or a chip in a list of choices.
QIcon paintedIcon(const Palette &palette, std::function<void(QPainter &, const QRect &, const Palette &)> paint);

/// Names of all icons, sorted.
std::vector<std::string> iconNames();

} // namespace tarascope
