#include "views/paint/chainstrip.h"

#include "views/icons.h"
#include "views/sizes.h"
#include "views/style/parts.h"

#include <QtCore/QCoreApplication>
#include <QtGui/QPainter>

namespace tarascope {

namespace {

constexpr int cellHeight = 22;
constexpr int symbol = 14;

struct StateLook {
    const char *words;
    const char *color;
    const char *icon;
};

const StateLook &lookOf(ChainState state)
{
    static constexpr StateLook looks[] = {
        {QT_TRANSLATE_NOOP("words", "proved"), "proved", "check"},
        {QT_TRANSLATE_NOOP("words", "enforced, untested"), "untested", "open-ring"},
        {QT_TRANSLATE_NOOP("words", "gap"), "gap", "gap"},
        {QT_TRANSLATE_NOOP("words", "failed"), "failed", "close"},
        {QT_TRANSLATE_NOOP("words", "not applicable"), "na", "dash"},
    };
    return looks[static_cast<std::size_t>(state)];
}

QString said(const char *words) { return QCoreApplication::translate("words", words); }

} // namespace

QString chainStateWords(ChainState state) { return said(lookOf(state).words); }

ChainStates chainStatesOf(const ChainStrip &strip)
{
    ChainStates states;
    for (std::size_t i = 0; i < states.size(); ++i)
        states[i] = strip.links[i].state;
    return states;
}

QString chainStatesWords(const ChainStates &states)
{
    QStringList words;
    for (std::size_t i = 0; i < states.size(); ++i)
        words << QStringLiteral("L%1 ").arg(i + 1) + chainStateWords(states[i]);
    return words.join(QStringLiteral(", "));
}

QString chainLinkWords(ChainLink link)
{
    static constexpr const char *names[] = {
        QT_TRANSLATE_NOOP("words", "approved application"), QT_TRANSLATE_NOOP("words", "authenticated user"),
        QT_TRANSLATE_NOOP("words", "active relationship"),  QT_TRANSLATE_NOOP("words", "permitted role"),
        QT_TRANSLATE_NOOP("words", "allowed command"),      QT_TRANSLATE_NOOP("words", "valid vehicle state"),
        QT_TRANSLATE_NOOP("words", "trusted service"),      QT_TRANSLATE_NOOP("words", "authenticated vehicle")};
    const auto place = static_cast<std::size_t>(link);
    return QStringLiteral("L%1 %2").arg(place + 1).arg(said(names[place]));
}

void paintChainCell(QPainter &painter, const QRect &rect, ChainState state, const Palette &palette)
{
    const StateLook &look = lookOf(state);
    const std::string name = std::string("chain.") + look.color;
    const QColor ink = palette.color(name + ".on");
    const bool quiet = state == ChainState::NotApplicable;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(palette.color(name + ".fill"));
    QPen pen(ink, parts::lineWidth(palette), state == ChainState::Gap ? Qt::DashLine : Qt::SolidLine);
    if (state == ChainState::Gap)
        pen.setDashPattern({3, 2});
    painter.setPen(quiet || state == ChainState::Failed ? QPen(Qt::NoPen) : pen);
    painter.setOpacity(1);
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), sizes::cellRadius, sizes::cellRadius);
    painter.restore();
    paintIcon(painter, rect, look.icon, ink, symbol);
}

int paintChainStrip(QPainter &painter, const QRect &rect, const ChainStates &states, const Palette &palette)
{
    const int top = rect.top() + (rect.height() - cellHeight) / 2;
    int left = rect.left();
    for (const ChainState state : states) {
        paintChainCell(painter, QRect(left, top, sizes::chip, cellHeight), state, palette);
        left += sizes::chip + sizes::chipGap;
    }
    return left - rect.left() - sizes::chipGap;
}

} // namespace tarascope
