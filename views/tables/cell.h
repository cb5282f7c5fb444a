#pragma once
#include "views/palette.h"

#include <QtCore/QMetaType>
#include <QtCore/QRect>
#include <QtCore/QString>
#include <QtCore/QVariant>

#include <functional>
#include <string>

class QPainter;

namespace tarascope {

enum class Tone { Normal, Secondary, Muted, Strong, Link, Warning, Error };

/// What one cell shows. `text` is what is searched, copied and read aloud, also where `look` is painted instead.
struct Cell {
    Cell() = default;
    Cell(QString words, Tone howSaid = Tone::Normal) : text(std::move(words)), tone(howSaid) {}

    QString text;
    QVariant order; ///< sorts by this; not set: by the text, numbers in it by value
    QVariant look;  ///< value for the column's paint function
    Tone tone = Tone::Normal;
    std::string icon; ///< name of an icon before the text; empty: none
    std::string iconColor = "text.secondary";
    std::string ground; ///< name of a colour behind the cell; empty: that of the row
    QString tip;
};

/// Paints the `look` of a cell into its rectangle; returns nothing it could not show as text, too.
using PaintCell = void (*)(QPainter &painter, const QRect &rect, const QVariant &look, const Palette &palette);

/// How a column is shown.
struct ColumnShape {
    QString title;
    QString tip;
    int width = 120;
    bool stretch = false; ///< takes the room that is left
    bool right = false;   ///< numbers
    bool mono = false;
    bool elideMiddle = false; ///< ids and paths
    bool editable = false;
    bool hidden = false;  ///< at first; the user can show it
    bool yields = false;  ///< hidden while there is no room, the last one first; until the user chooses columns
    PaintCell paint = nullptr;
};

} // namespace tarascope

Q_DECLARE_METATYPE(tarascope::Cell)
