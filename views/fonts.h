#pragma once
#include <QtGui/QFont>

namespace tarascope {

/// Sizes of text; the value is the size in pixels at 100 %.
enum class TextSize {
    Smallest = 11,
    Secondary = 12,
    Body = 13,
    Section = 15,
    PageTitle = 20,
    Figure = 28,
    Workshop = 40
};

/// Noto Sans with fallbacks; its digits are tabular.
QFont textFont(TextSize size = TextSize::Body, bool bold = false);
/// Noto Sans Mono for VINs, paths, hashes and test ids.
QFont monoFont(TextSize size = TextSize::Secondary);

} // namespace tarascope
