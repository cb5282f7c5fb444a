#include "views/controls/buttons.h"

#include "views/fonts.h"
#include "views/icons.h"
#include "views/sizes.h"
#include "views/style/parts.h"
#include "views/words.h"

#include <QtGui/QAction>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>
#include <QtWidgets/QButtonGroup>
#include <QtWidgets/QHBoxLayout>

namespace tarascope {

QPushButton *makeButton(const Palette &palette, const QString &words, std::string_view icon, Look look, QWidget *parent)
{
    auto *button = new QPushButton(words, parent);
    button->setAutoDefault(false);
    setLook(button, look);
    if (!icon.empty())
        button->setIcon(makeIcon(palette, icon,
                                 look == Look::Primary ? "accent.on"
                                 : look == Look::Link  ? "accent.ink"
                                                       : "text.secondary"));
    return button;
}

QToolButton *makeIconButton(const Palette &palette, std::string_view icon, const QString &name, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setIcon(makeIcon(palette, icon));
    button->setAutoRaise(true);
    button->setToolTip(plainTip(name));
    button->setAccessibleName(name);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

QToolButton *makeActionButton(QAction *action, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setDefaultAction(action);
    button->setAutoRaise(true);
    button->setIconSize(QSize(sizes::toolIcon, sizes::toolIcon));
    button->setFocusPolicy(Qt::TabFocus);
    const auto name = [button, action] {
        const QString words = QString(action->text()).remove(QLatin1Char('&'));
        const QString keys = action->shortcut().toString(QKeySequence::NativeText);
        button->setAccessibleName(words);
        button->setToolTip(plainTip(keys.isEmpty() ? words : words + QStringLiteral("  ") + keys));
    };
    name();
    QObject::connect(action, &QAction::changed, button, name);
    return button;
}

namespace {

class Segment final : public QAbstractButton
{
public:
    enum class Place { First, Inner, Last };
    Segment(const QString &words, Place place, QWidget *parent) : QAbstractButton(parent), m_place(place)
    {
        setText(words);
        setCheckable(true);
        setAttribute(Qt::WA_Hover);
        setFocusPolicy(Qt::TabFocus);
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    }

    QSize sizeHint() const override
    {
        const bool small = parentWidget()->property("small").toBool();
        const QFontMetrics bold(textFont(small ? TextSize::Secondary : TextSize::Body, true));
        return {bold.horizontalAdvance(text()) + (small ? 12 : 22), small ? sizes::smallButton : sizes::button};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const Palette palette = paletteOf(this);
        const bool small = parentWidget()->property("small").toBool();
        const char *ground = isChecked() ? "state.selected" : underMouse() ? "state.hover" : "surface.raised";
        // The frame is drawn whole and cut to this part of it.
        const int before = m_place == Place::First ? 0 : 8;
        const int after = m_place == Place::Last ? 0 : 8;
        painter.setClipRect(rect());
        parts::rounded(painter, rect().adjusted(-before, 0, after, 0), sizes::controlRadius, palette.color(ground),
                       palette.color(isEnabled() ? "line.strong" : "line.soft"), parts::lineWidth(palette));
        if (m_place != Place::First)
            painter.fillRect(0, 1, 1, height() - 2, palette.color("line.soft"));
        painter.setFont(textFont(small ? TextSize::Secondary : TextSize::Body, isChecked()));
        painter.setPen(palette.color(!isEnabled() ? "text.muted" : isChecked() ? "accent.ink" : "text.primary"));
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextSingleLine, text());
    }

private:
    Place m_place;
};

} // namespace

Segments::Segments(const QString &name, const QStringList &choices, QWidget *parent)
    : QWidget(parent), m_group(new QButtonGroup(this))
{
    setAccessibleName(name);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    for (int i = 0; i < choices.size(); ++i) {
        const auto place = i == 0                    ? Segment::Place::First
                           : i + 1 == choices.size() ? Segment::Place::Last
                                                     : Segment::Place::Inner;
        auto *segment = new Segment(choices.at(i), place, this);
        segment->setAccessibleName(name + QStringLiteral(": ") + choices.at(i));
        m_group->addButton(segment, i);
        layout->addWidget(segment);
    }
    choose(0);
    connect(m_group, &QButtonGroup::idToggled, this, [this](int index, bool on) {
        if (on)
            Q_EMIT picked(index);
    });
}

int Segments::chosen() const { return m_group->checkedId(); }

void Segments::choose(int index)
{
    const QSignalBlocker quiet(m_group);
    if (QAbstractButton *button = m_group->button(index))
        button->setChecked(true);
}

void Segments::setChoiceTip(int index, const QString &tip)
{
    if (QAbstractButton *button = m_group->button(index))
        button->setToolTip(plainTip(tip));
}

} // namespace tarascope
