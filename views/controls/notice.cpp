#include "views/controls/notice.h"

#include "views/controls/buttons.h"
#include "views/controls/label.h"
#include "views/icons.h"
#include "views/sizes.h"
#include "views/words.h"

#include <QtGui/QAccessible>
#include <QtGui/QPainter>
#include <QtWidgets/QHBoxLayout>

namespace tarascope {

namespace {

std::string noticeColor(NoticeLevel level, std::string_view part)
{
    static constexpr const char *names[] = {"notice.info.", "notice.ok.", "notice.warning.", "notice.error."};
    return names[static_cast<std::size_t>(level)] + std::string(part);
}

constexpr const char *noticeIcons[] = {"journal", "check", "threat", "problems"};
constexpr int iconRoom = 44;

} // namespace

Notice::Notice(const Palette &palette, QWidget *parent)
    : QWidget(parent), m_palette(palette), m_text(new Label), m_action(makeButton(palette, {}, {}, Look::Link))
{
    m_text->setWordWrap(true);
    setSmall(m_action);
    QToolButton *close = makeIconButton(palette, "close", tr("Close this notice"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(iconRoom, 6, sizes::gap, 6);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_action, 0, Qt::AlignTop);
    layout->addWidget(close, 0, Qt::AlignTop);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
    connect(close, &QToolButton::clicked, this, &Notice::dismiss);
    connect(m_action, &QPushButton::clicked, this, [this] {
        const std::function<void()> act = std::exchange(m_act, {});
        dismiss();
        if (act)
            act();
    });
    hide();
}

void Notice::say(NoticeLevel level, const QString &sentence, const QString &action, std::function<void()> act)
{
    m_level = level;
    m_text->setText(tarascope::sentence(sentence));
    m_act = std::move(act);
    m_action->setText(plainLabel(action));
    m_action->setVisible(!action.isEmpty());
    setAccessibleName(sentence);
    show();
    update();
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void Notice::dismiss()
{
    m_act = {};
    m_text->clear();
    hide();
}

void Notice::dismissPassing()
{
    if (m_level == NoticeLevel::Info || m_level == NoticeLevel::Ok)
        dismiss();
}

QString Notice::sentence() const { return m_text->text(); }

void Notice::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_palette.color(noticeColor(m_level, "tint")));
    painter.fillRect(QRect(0, height() - 1, width(), 1), m_palette.color("line.soft"));
    const QColor ink = m_palette.color(noticeColor(m_level, "ink"));
    painter.fillRect(QRect(0, 0, 3, height()), ink);
    paintIcon(painter, QRect(16, 0, 16, height()), noticeIcons[static_cast<std::size_t>(m_level)], ink);
}

} // namespace tarascope
