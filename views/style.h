#pragma once
#include "views/palette.h"

#include <QtWidgets/QProxyStyle>

class QApplication;
class QAbstractButton;

namespace tarascope {

/// How a button looks. One primary button per page at most; quiet ones have no outline, links are accent text.
enum class Look { Normal, Primary, Quiet, Link };

/// The product's look: Fusion with our own rows, fields, buttons, bars and menus, all from the palette.
class Style final : public QProxyStyle
{
    Q_OBJECT
public:
    explicit Style(Palette palette);
    const Palette &colors() const { return m_palette; }

    using QProxyStyle::polish;
    void polish(QWidget *widget) override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                            const QWidget *widget) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override;
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *returnData) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                           const QWidget *widget) const override;
    QRect subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
                         const QWidget *widget) const override;
    QIcon standardIcon(StandardPixmap icon, const QStyleOption *option, const QWidget *widget) const override;

private:
    Palette m_palette;
};

/// The palette of the style that a widget has; the light one under a foreign style.
Palette paletteOf(const QWidget *widget);

void setLook(QAbstractButton *button, Look look);
Look lookOf(const QWidget *widget);
/// Small controls are 24 high.
void setSmall(QWidget *widget);
/// Outlines a field as wrong, or takes that back.
void setWrong(QWidget *field, bool wrong);

/// Gives the application our style, font and colours.
void applyStyle(QApplication &application, const Palette &palette);
/// Changes the theme of everything that is shown.
void changeTheme(QApplication &application, Palette palette, Theme theme);

} // namespace tarascope
