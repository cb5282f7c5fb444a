#include "views/overview/riskbars.h"

#include "views/fonts.h"
#include "views/risks/riskwords.h"
#include "views/sizes.h"
#include "views/style/parts.h"
#include "views/words.h"

#include <QtGui/QHelpEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QToolTip>

namespace tarascope {

namespace {

constexpr int leastBar = 28;
constexpr int mostBar = 44;
constexpr int barGap = 6;
constexpr int nameWidth = 84;
constexpr int leastPart = 40;
constexpr int partGap = 2;
constexpr int around = 3; // room for the focus ring

std::string riskName(int level, std::string_view part)
{
    return "risk." + std::to_string(level) + "." + std::string(part);
}

} // namespace

QString barPartWords(const BarPart &part)
{
    const QString reading = readingWords(part.reading).toLower();
    if (part.level == 0)
        return part.count == 1 ? RiskBars::tr("1 risk not rated, %1").arg(reading)
                               : RiskBars::tr("%1 risks not rated, %2").arg(number(part.count), reading);
    return part.count == 1 ? RiskBars::tr("1 risk at %1, %2").arg(part.level).arg(reading)
                           : RiskBars::tr("%1 risks at %2, %3").arg(number(part.count)).arg(part.level).arg(reading);
}

RiskBars::RiskBars(const Palette &palette, QWidget *parent) : QWidget(parent), m_palette(palette)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::MinimumExpanding);
}

QSize RiskBars::sizeHint() const { return {360, readingCount * (leastBar + barGap) - barGap + 2 * around}; }

int RiskBars::barHeight() const
{
    return std::clamp((height() - 2 * around + barGap) / readingCount - barGap, leastBar, mostBar);
}

void RiskBars::setCounts(const std::array<std::array<int, 6>, readingCount> &counts)
{
    m_parts.clear();
    QStringList words;
    for (int reading = 0; reading < readingCount; ++reading)
        for (const int level : {5, 4, 3, 2, 1, 0}) {
            const int count = counts[static_cast<std::size_t>(reading)][static_cast<std::size_t>(level)];
            if (count == 0)
                continue;
            m_parts.push_back({static_cast<Reading>(reading), level, count});
            words << barPartWords(m_parts.back());
        }
    m_current = std::clamp(m_current, 0, std::max(0, static_cast<int>(m_parts.size()) - 1));
    m_hovered = -1;
    setAccessibleName(tr("Risk by level: %1").arg(words.join(QStringLiteral("; "))));
    setEnabled(!m_parts.empty());
    update();
}

void RiskBars::setReading(Reading reading)
{
    m_reading = reading;
    update();
}

// True to scale, but each part has room for its digits.
std::vector<QRect> RiskBars::places() const
{
    std::vector<QRect> rects;
    for (std::size_t first = 0; first < m_parts.size();) {
        std::size_t end = first;
        int total = 0;
        while (end < m_parts.size() && m_parts[end].reading == m_parts[first].reading)
            total += m_parts[end++].count;
        const int ofBar = static_cast<int>(end - first);
        const int room = width() - nameWidth - partGap * (ofBar - 1);
        const int shared = std::max(0, room - ofBar * leastPart);
        const int top = around + static_cast<int>(m_parts[first].reading) * (barHeight() + barGap);
        int left = nameWidth;
        for (std::size_t i = first; i < end; ++i) {
            const bool last = i + 1 == end;
            const int share = last ? width() - left : leastPart + shared * m_parts[i].count / total;
            rects.emplace_back(left, top, share, barHeight());
            left += share + partGap;
        }
        first = end;
    }
    return rects;
}

void RiskBars::paintPart(QPainter &painter, const QRect &rect, const BarPart &part) const
{
    const bool active = part.reading == m_reading;
    const QColor ink =
        m_palette.color(part.level == 0 ? "text.secondary" : std::string_view(riskName(part.level, "on")));
    if (part.level == 0) {
        parts::rounded(painter, rect, sizes::cellRadius, m_palette.color("surface.sunken"),
                       m_palette.color("line.strong"));
    } else {
        const bool black = m_palette.theme() == Theme::HighContrast && part.level < 3;
        parts::rounded(painter, rect, sizes::cellRadius, m_palette.color(riskName(part.level, "fill")),
                       black ? m_palette.color("line.strong") : QColor());
    }
    painter.setPen(ink);
    painter.setFont(textFont(TextSize::Smallest));
    painter.drawText(rect.adjusted(6, 3, 0, 0), Qt::AlignLeft | Qt::AlignTop,
                     part.level == 0 ? QStringLiteral("\u2013") : QString::number(part.level));
    painter.setFont(textFont(TextSize::Body, active));
    painter.drawText(rect.adjusted(12, 0, 0, 0), Qt::AlignCenter, number(part.count));
}

void RiskBars::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    for (int reading = 0; reading < readingCount; ++reading) {
        const bool active = reading == static_cast<int>(m_reading);
        painter.setFont(textFont(TextSize::Body, active));
        painter.setPen(m_palette.color(active ? "text.primary" : "text.secondary"));
        painter.drawText(QRect(0, around + reading * (barHeight() + barGap), nameWidth, barHeight()),
                         Qt::AlignLeft | Qt::AlignVCenter, readingWords(static_cast<Reading>(reading)));
    }
    const bool byKeys = hasFocus() && window()->testAttribute(Qt::WA_KeyboardFocusChange);
    const std::vector<QRect> rects = places();
    for (std::size_t i = 0; i < rects.size(); ++i) {
        paintPart(painter, rects[i], m_parts[i]);
        const bool focused = byKeys && static_cast<int>(i) == m_current;
        if (!focused && static_cast<int>(i) != m_hovered)
            continue;
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(m_palette.color(focused ? "state.focus" : "text.primary"), focused ? 2 : 1));
        const double out = focused ? 2 : -0.5;
        painter.drawRoundedRect(QRectF(rects[i]).adjusted(-out, -out, out, out), 4, 4);
        painter.restore();
    }
}

int RiskBars::partAt(const QPoint &place) const
{
    const std::vector<QRect> rects = places();
    for (std::size_t i = 0; i < rects.size(); ++i)
        if (rects[i].contains(place))
            return static_cast<int>(i);
    return -1;
}

void RiskBars::setCurrent(int part)
{
    m_current = std::clamp(part, 0, std::max(0, static_cast<int>(m_parts.size()) - 1));
    update();
}

void RiskBars::mouseMoveEvent(QMouseEvent *event)
{
    m_hovered = partAt(event->position().toPoint());
    setCursor(m_hovered >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
}

void RiskBars::mouseReleaseEvent(QMouseEvent *event)
{
    const int part = partAt(event->position().toPoint());
    if (part < 0 || event->button() != Qt::LeftButton)
        return;
    setCurrent(part);
    Q_EMIT picked(m_parts[static_cast<std::size_t>(part)]);
}

void RiskBars::leaveEvent(QEvent *)
{
    m_hovered = -1;
    update();
}

void RiskBars::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

// Left and right go along a bar, up and down to the next one.
void RiskBars::keyPressEvent(QKeyEvent *event)
{
    if (m_parts.empty())
        return QWidget::keyPressEvent(event);
    const auto firstOf = [this](int reading) {
        for (std::size_t i = 0; i < m_parts.size(); ++i)
            if (static_cast<int>(m_parts[i].reading) == reading)
                return static_cast<int>(i);
        return m_current;
    };
    const int reading = static_cast<int>(m_parts[static_cast<std::size_t>(m_current)].reading);
    switch (event->key()) {
    case Qt::Key_Left: return setCurrent(m_current - 1);
    case Qt::Key_Right: return setCurrent(m_current + 1);
    case Qt::Key_Up: return setCurrent(firstOf(reading - 1));
    case Qt::Key_Down: return setCurrent(firstOf(reading + 1));
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space: Q_EMIT picked(m_parts[static_cast<std::size_t>(m_current)]); return;
    default: QWidget::keyPressEvent(event);
    }
}

bool RiskBars::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int part = partAt(help->pos());
        if (part >= 0)
            QToolTip::showText(help->globalPos(), plainTip(barPartWords(m_parts[static_cast<std::size_t>(part)])),
                               this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace tarascope
