#include "views/fonts.h"

#include <QtCore/QStringList>

namespace tarascope {

QFont textFont(TextSize size, bool bold)
{
    QFont font;
    font.setFamilies({QStringLiteral("Noto Sans"), QStringLiteral("Noto Sans CJK JP"), QStringLiteral("DejaVu Sans")});
    font.setStyleHint(QFont::SansSerif);
    font.setPixelSize(static_cast<int>(size));
    font.setWeight(bold ? QFont::Bold : QFont::Normal);
    return font;
}

QFont monoFont(TextSize size)
{
    QFont font;
    font.setFamilies(
        {QStringLiteral("Noto Sans Mono"), QStringLiteral("DejaVu Sans Mono"), QStringLiteral("Noto Sans CJK JP")});
    font.setStyleHint(QFont::Monospace);
    font.setFixedPitch(true);
    font.setPixelSize(static_cast<int>(size));
    return font;
}

} // namespace tarascope
