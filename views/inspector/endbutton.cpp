#include "views/inspector/endbutton.h"

#include "views/fonts.h"
#include "views/icons.h"
#include "views/sizes.h"
#include "views/words.h"

#include <QtGui/QPainter>

namespace tarascope {

EndButton::EndButton(Palette palette, Pick pick, QWidget *parent)
    : QAbstractButton(parent), m_palette(std::move(palette)), m_pick(std::move(pick))
{
    setText(m_pick.key + QLatin1Char(' ') + m_pick.name);
    setAccessibleName(text());
    setToolTip(plainTip(text()));
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize EndButton::sizeHint() const { return {140, sizes::inspectorField}; }
QSize EndButton::minimumSizeHint() const { return {60, sizes::inspectorField}; }

void EndButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    if (underMouse())
        painter.fillRect(rect(), m_palette.color("state.hover"));
    paintIcon(painter, QRect(4, 0, sizes::icon, height()), m_pick.icon, m_palette.color(m_pick.color));
    QRect words = rect().adjusted(26, 0, -4, 0);
    painter.setFont(textFont(TextSize::Secondary));
    painter.setPen(m_palette.color("text.muted"));
    painter.drawText(words, Qt::AlignVCenter | Qt::AlignRight, m_pick.key);
    words.setRight(words.right() - painter.fontMetrics().horizontalAdvance(m_pick.key) - sizes::gap);
    painter.setFont(textFont());
    painter.setPen(m_palette.color("text.primary"));
    painter.drawText(words, Qt::AlignVCenter | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(m_pick.name, Qt::ElideRight, words.width()));
}

} // namespace tarascope
