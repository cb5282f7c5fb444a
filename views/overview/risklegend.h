#pragma once
#include "views/palette.h"

class QWidget;

namespace tarascope {

/// The levels 5 to 1 with their colours, in words for a screen reader.
QWidget *makeRiskLegend(const Palette &palette);

} // namespace tarascope
