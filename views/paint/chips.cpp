#include "views/paint/chips.h"

#include "views/fonts.h"
#include "views/icons.h"
#include "views/sizes.h"
#include "views/style/parts.h"
#include "views/words.h"

#include <QtCore/QCoreApplication>
#include <QtGui/QFontMetrics>
#include <QtGui/QPainter>

namespace tarascope {

namespace {

constexpr int chipHeight = 20;
constexpr int meterWidth = 24;

QRect middle(const QRect &rect, int left, int width, int height)
{
    return {left, rect.top() + (rect.height() - height) / 2, width, height};
}

std::string riskName(int risk, std::string_view part)
{
    return "risk." + std::to_string(risk) + "." + std::string(part);
}

void centred(QPainter &painter, const QRect &rect, const QString &text, const QFont &font, const QColor &ink)
{
    painter.save();
    painter.setFont(font);
    painter.setPen(ink);
    painter.drawText(rect, Qt::AlignCenter | Qt::TextSingleLine, text);
    painter.restore();
}

} // namespace

int paintRisk(QPainter &painter, const QRect &rect, std::optional<int> risk, bool filled, const Palette &palette)
{
    const QRect chip = middle(rect, rect.left(), sizes::chip, chipHeight);
    if (!risk) {
        parts::rounded(painter, chip, sizes::cellRadius, {}, filled ? palette.color("line.strong") : QColor());
        centred(painter, chip, QStringLiteral("\u2013"), textFont(TextSize::Secondary), palette.color("text.muted"));
    } else if (filled) {
        parts::rounded(painter, chip, sizes::cellRadius, palette.color(riskName(*risk, "fill")), {});
        centred(painter, chip, QString::number(*risk), textFont(TextSize::Secondary, true),
                palette.color(riskName(*risk, "on")));
    } else {
        parts::rounded(painter, chip, sizes::cellRadius, palette.color("surface.base"), palette.color("line.strong"));
        centred(painter, chip, QString::number(*risk), textFont(TextSize::Secondary), palette.color("text.secondary"));
    }
    return sizes::chip;
}

int paintRiskReadings(QPainter &painter, const QRect &rect, const RiskReadings &risks, Reading active,
                      const Palette &palette)
{
    int x = 0;
    for (int i = 0; i < readingCount; ++i) {
        const QRect at = rect.adjusted(x, 0, 0, 0);
        paintRisk(painter, at, risks[static_cast<std::size_t>(i)], i == static_cast<int>(active), palette);
        x += sizes::chip + sizes::chipGap;
    }
    return x - sizes::chipGap;
}

namespace {

QString riskWord(const std::optional<int> &risk)
{
    return risk ? QString::number(*risk) : QCoreApplication::translate("words", "not rated");
}

} // namespace

QString riskReadingsWords(const RiskReadings &risks)
{
    static constexpr const char *sentence = QT_TRANSLATE_NOOP("words", "risk inherent %1, claimed %2, evidenced %3");
    return QCoreApplication::translate("words", sentence)
        .arg(riskWord(risks[0]), riskWord(risks[1]), riskWord(risks[2]));
}

QString riskChangeWords(const std::optional<int> &before, const std::optional<int> &after)
{
    static constexpr const char *sentence = QT_TRANSLATE_NOOP("words", "risk %1 (was %2)");
    return QCoreApplication::translate("words", sentence).arg(riskWord(after), riskWord(before));
}

int paintMeter(QPainter &painter, const QRect &rect, int level, const QColor &ink, const Palette &palette)
{
    const QRect box = middle(rect, rect.left(), meterWidth, 14);
    const QColor rest = palette.color(palette.theme() == Theme::HighContrast ? "path.dimmed" : "line.soft");
    for (int i = 0; i < 4; ++i) {
        const int height = 5 + 3 * i;
        const QRect bar(box.left() + 6 * i, box.bottom() - height + 1, 5, height);
        parts::rounded(painter, bar, 1, i < level ? ink : rest, {});
    }
    return meterWidth;
}

int paintImpact(QPainter &painter, const QRect &rect, ImpactLevel level, const Palette &palette)
{
    painter.save();
    const bool rated = level != ImpactLevel::Unrated;
    paintMeter(painter, rect, rated ? static_cast<int>(level) + 1 : 0, palette.color("impact.severe.ink"), palette);
    painter.setPen(palette.color(rated ? "text.primary" : "text.muted"));
    const QRect text = rect.adjusted(meterWidth + 8, 0, 0, 0);
    painter.drawText(text, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(impactWords(level), Qt::ElideRight, text.width()));
    painter.restore();
    return meterWidth + 8;
}

int paintPill(QPainter &painter, const QRect &rect, const QString &word, const QColor &ink, const QColor &tint)
{
    const QFont font = textFont(TextSize::Secondary);
    const int width = std::min(rect.width(), QFontMetrics(font).horizontalAdvance(word) + 18);
    const QRect pill = middle(rect, rect.left(), width, 20);
    parts::rounded(painter, pill, sizes::pillRadius, tint, tint == ink ? QColor() : QColor());
    centred(painter, pill, QFontMetrics(font).elidedText(word, Qt::ElideRight, width - 12), font, ink);
    return width;
}

int paintRiskChange(QPainter &painter, const QRect &rect, std::optional<int> before, std::optional<int> after,
                    const Palette &palette)
{
    paintRisk(painter, rect, before, false, palette);
    paintIcon(painter, middle(rect, rect.left() + sizes::chip + 4, 14, 14), "chevron-right",
              palette.color("text.muted"), 14);
    paintRisk(painter, rect.adjusted(sizes::chip + 22, 0, 0, 0), after, true, palette);
    const int rise = after.value_or(0) - before.value_or(0);
    if (rise != 0 && before && after)
        paintIcon(painter, middle(rect, rect.left() + 2 * sizes::chip + 26, 16, 16),
                  rise > 0 ? "arrow-up" : "arrow-down", palette.color(rise > 0 ? "notice.error.ink" : "notice.ok.ink"),
                  14);
    return 2 * sizes::chip + 42;
}

void paintStepNumber(QPainter &painter, const QRect &rect, int number, const Palette &palette)
{
    const QRect disc = middle(rect, rect.left() + (rect.width() - 18) / 2, 18, 18);
    parts::rounded(painter, disc, 9, palette.color("path.highlight"), {});
    centred(painter, disc, QString::number(number), textFont(TextSize::Smallest, true), palette.color("surface.base"));
}

int paintKey(QPainter &painter, const QRect &rect, const QString &key, const Palette &palette)
{
    const QFont font = textFont(TextSize::Smallest);
    const int width = QFontMetrics(font).horizontalAdvance(key) + 10;
    const QRect frame = middle(rect, rect.left(), width, 18);
    parts::rounded(painter, frame, sizes::cellRadius, palette.color("surface.panel"), palette.color("line.soft"));
    centred(painter, frame, key, font, palette.color("text.muted"));
    return width;
}

} // namespace tarascope
