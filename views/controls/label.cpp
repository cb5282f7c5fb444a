#include "views/controls/label.h"

#include "views/style.h"
#include "views/words.h"

#include <QtGui/QHelpEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QToolTip>

namespace tarascope {

Label::Label(const QString &text, TextSize size, std::string color, QWidget *parent)
    : QLabel(parent), m_color(std::move(color))
{
    setTextFormat(Qt::PlainText);
    setFont(textFont(size));
    setText(text);
}

Label *Label::title(const QString &text, QWidget *parent)
{
    auto *label = new Label(text, TextSize::PageTitle, "text.primary", parent);
    label->setBold(true);
    return label;
}

Label *Label::section(const QString &text, QWidget *parent)
{
    auto *label = new Label(text, TextSize::Body, "text.primary", parent);
    label->setBold(true);
    return label;
}

Label *Label::muted(const QString &text, QWidget *parent)
{
    return new Label(text, TextSize::Secondary, "text.muted", parent);
}

void Label::setColor(std::string color)
{
    m_color = std::move(color);
    update();
}

void Label::setBold(bool bold)
{
    QFont changed = font();
    changed.setWeight(bold ? QFont::Bold : QFont::Normal);
    setFont(changed);
}

void Label::setMono() { setFont(monoFont(static_cast<TextSize>(font().pixelSize()))); }

void Label::wrap()
{
    setWordWrap(true);
    setAlignment(Qt::AlignLeft | Qt::AlignTop);
}

void Label::setElided(Qt::TextElideMode mode)
{
    m_elide = mode;
    updateGeometry();
}

QSize Label::minimumSizeHint() const
{
    const QSize whole = QLabel::minimumSizeHint();
    return m_elide == Qt::ElideNone ? whole : QSize(std::min(whole.width(), 24), whole.height());
}

QString Label::shown() const
{
    return m_elide == Qt::ElideNone || wordWrap() ? text()
                                                  : fontMetrics().elidedText(text(), m_elide, contentsRect().width());
}

void Label::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Palette palette = paletteOf(this);
    painter.setPen(palette.color(isEnabled() ? std::string_view(m_color) : "text.muted"));
    int flags = static_cast<int>(alignment());
    if (wordWrap())
        flags |= Qt::TextWordWrap;
    if (buddy())
        flags |= Qt::TextShowMnemonic;
    painter.drawText(contentsRect(), flags, shown());
}

bool Label::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip && toolTip().isEmpty() && shown() != text()) {
        QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), plainTip(text()), this);
        return true;
    }
    return QLabel::event(event);
}

} // namespace tarascope
