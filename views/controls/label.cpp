#include "views/controls/label.h"

#include "views/style.h"
#include "views/words.h"

#include <QtGui/QHelpEvent>
#include <QtGui/QPainter>
#include <QtGui/QTextLayout>
#include <QtWidgets/QToolTip>

#include <cmath>

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
    // A long word is broken rather than let it widen the page.
    return m_elide == Qt::ElideNone && !wordWrap() ? whole : QSize(std::min(whole.width(), 24), whole.height());
}

// Lines end between words, and within a word that has no room on a line of its own.
std::unique_ptr<QTextLayout> Label::lines(int width) const
{
    auto layout = std::make_unique<QTextLayout>(QString(text()).replace(QLatin1Char('\n'), QChar::LineSeparator), font());
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout->setTextOption(option);
    double height = 0;
    layout->beginLayout();
    for (QTextLine line = layout->createLine(); line.isValid(); line = layout->createLine()) {
        line.setLineWidth(std::max(1, width));
        line.setPosition({0, height});
        height += line.height();
    }
    layout->endLayout();
    return layout;
}

int Label::heightForWidth(int width) const
{
    if (!wordWrap())
        return QLabel::heightForWidth(width);
    const QMargins around = contentsMargins();
    const QRectF whole = lines(width - around.left() - around.right())->boundingRect();
    return static_cast<int>(std::ceil(whole.height())) + around.top() + around.bottom();
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
    if (wordWrap()) {
        const QRect room = contentsRect();
        const auto wrapped = lines(room.width());
        const int left = room.height() - static_cast<int>(std::ceil(wrapped->boundingRect().height()));
        const int above = alignment().testFlag(Qt::AlignTop) ? 0 : std::max(0, left / 2);
        return wrapped->draw(&painter, QPointF(room.left(), room.top() + above));
    }
    painter.drawText(contentsRect(), static_cast<int>(alignment()) | (buddy() ? Qt::TextShowMnemonic : 0), shown());
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
