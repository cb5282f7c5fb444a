#pragma once
#include "views/palette.h"

#include <QtCore/QRect>

class QPainter;

namespace tarascope {

/// A share with its bounds, 0 to 1: solid to the lower, hatched to the upper one.
void paintBounds(QPainter &painter, const QRect &rect, double lower, double upper, const Palette &palette);

} // namespace tarascope
