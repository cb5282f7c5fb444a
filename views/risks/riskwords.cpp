#include "views/risks/riskwords.h"

#include "model/method/words.h"
#include "views/paint/chips.h"
#include "views/words.h"

#include <QtCore/QCoreApplication>
#include <QtGui/QPainter>

#include <cmath>

namespace tarascope {

namespace {

QString say(const char *source) { return QCoreApplication::translate("risks", source); }

} // namespace

QString readingWords(Reading reading)
{
    static constexpr const char *words[] = {QT_TRANSLATE_NOOP("risks", "Inherent"),
                                            QT_TRANSLATE_NOOP("risks", "Claimed"),
                                            QT_TRANSLATE_NOOP("risks", "Evidenced")};
    return say(words[static_cast<std::size_t>(reading)]);
}

QString feasibilityText(Feasibility feasibility)
{
    static constexpr const char *words[] = {QT_TRANSLATE_NOOP("risks", "No attack"),
                                            QT_TRANSLATE_NOOP("risks", "Very low"), QT_TRANSLATE_NOOP("risks", "Low"),
                                            QT_TRANSLATE_NOOP("risks", "Medium"), QT_TRANSLATE_NOOP("risks", "High")};
    return say(words[static_cast<std::size_t>(feasibility)]);
}

int feasibilityMeter(Feasibility feasibility) { return static_cast<int>(feasibility); }

QString scoreText(double score)
{
    QString text = QString::number(score, 'f', 2);
    while (text.endsWith(QLatin1Char('0')))
        text.chop(1);
    if (text.endsWith(QLatin1Char('.')))
        text.chop(1);
    return text;
}

QString effortText(const Rating &rating)
{
    QStringList parts;
    for (const Message &part : effortWords(rating))
        parts << translated(part);
    QString text = parts.join(QStringLiteral(", "));
    if (!text.isEmpty())
        text[0] = text.at(0).toUpper();
    return text;
}

std::vector<Factor> ratedFactors(const Rating &rating)
{
    std::vector<Factor> factors;
    for (int i = 0; i < factorCount; ++i)
        if (rating[static_cast<Factor>(i)] != Rating::unrated)
            factors.push_back(static_cast<Factor>(i));
    return factors;
}

QString levelIds(const Rating &rating)
{
    QStringList ids;
    for (const Factor factor : ratedFactors(rating))
        ids << levelId(factor, rating[factor]);
    return ids.join(QStringLiteral(", "));
}

void paintFeasibility(QPainter &painter, const QRect &rect, Feasibility feasibility, const QString &score,
                      const Palette &palette)
{
    painter.save();
    const int meter =
        paintMeter(painter, rect, feasibilityMeter(feasibility), palette.color("feasibility.high.ink"), palette);
    QRect text = rect.adjusted(meter + 8, 0, 0, 0);
    painter.setPen(palette.color(feasibility == Feasibility::None ? "text.muted" : "text.primary"));
    const QString words = feasibilityText(feasibility);
    painter.drawText(text, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, words);
    text.setLeft(text.left() + painter.fontMetrics().horizontalAdvance(words) + 5);
    painter.setPen(palette.color("text.muted"));
    painter.drawText(text, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, score);
    painter.restore();
}

std::vector<RiskMove> riskMoves(const Assessment &before, const Assessment &after, Reading reading)
{
    std::map<RiskKey, std::optional<int>> old;
    for (const ThreatRisk &risk : before.risks)
        old[{risk.threat, risk.damage}] = risk.at(reading).risk;
    std::vector<RiskMove> moves;
    for (const ThreatRisk &risk : after.risks) {
        const RiskKey key{risk.threat, risk.damage};
        const auto was = old.find(key);
        if (was != old.end() && was->second != risk.at(reading).risk)
            moves.push_back({key, was->second, risk.at(reading).risk});
    }
    const auto size = [](const RiskMove &move) { return std::abs(move.after.value_or(0) - move.before.value_or(0)); };
    std::stable_sort(moves.begin(), moves.end(),
                     [&](const RiskMove &a, const RiskMove &b) { return size(a) > size(b); });
    return moves;
}

std::array<int, 6> riskCounts(const Assessment &assessment, Reading reading)
{
    std::array<int, 6> counts{};
    for (const ThreatRisk &risk : assessment.risks)
        ++counts[static_cast<std::size_t>(risk.at(reading).risk.value_or(0))];
    return counts;
}

QString riskTitle(const Assessment &assessment, Reading reading)
{
    const std::array<int, 6> counts = riskCounts(assessment, reading);
    QStringList parts;
    for (const std::size_t level : {5, 4, 3})
        if (counts[level] > 0)
            parts << say(QT_TRANSLATE_NOOP("risks", "%1 at %2")).arg(counts[level]).arg(level);
    if (counts[0] > 0)
        parts << say(QT_TRANSLATE_NOOP("risks", "%1 not rated")).arg(counts[0]);
    const auto all = static_cast<qint64>(assessment.risks.size());
    const QString whole = all == 1 ? say(QT_TRANSLATE_NOOP("risks", "1 risk"))
                                   : say(QT_TRANSLATE_NOOP("risks", "%1 risks")).arg(number(all));
    if (parts.isEmpty())
        return all == 0 ? whole : say(QT_TRANSLATE_NOOP("risks", "%1, all at 1 or 2")).arg(whole);
    return whole + QStringLiteral(": ") + parts.join(QStringLiteral(", "));
}

QString ruleMeaning(std::string_view rule)
{
    static const std::pair<std::string_view, const char *> meanings[] = {
        {"S10 in", QT_TRANSLATE_NOOP("Rules", "S10: from a network into a component on it, by exploiting the component.")},
        {"S10 out", QT_TRANSLATE_NOOP("Rules", "S10: who controls a component may send on its networks.")},
        {"S11", QT_TRANSLATE_NOOP("Rules", "S11: forged messages cause a function, or pass a gateway to another network.")},
        {"S12", QT_TRANSLATE_NOOP("Rules", "S12: who controls a component controls its function.")},
        {"S13", QT_TRANSLATE_NOOP("Rules", "S13: credentials and data are taken out of what stores them.")},
        {"S14", QT_TRANSLATE_NOOP("Rules", "S14: a credential or changed data gives what it grants.")},
        {"S15", QT_TRANSLATE_NOOP("Rules", "S15: an attack step that the model describes.")},
        {"S16", QT_TRANSLATE_NOOP("Rules", "S16: an open vulnerability is a way in that no guard of the item raises.")},
        {"S1", QT_TRANSLATE_NOOP("Rules", "S1: where this attacker profile starts, and what it takes to become it.")},
        {"S2", QT_TRANSLATE_NOOP("Rules", "S2: an application calls the endpoint; its chain links are asked later.")},
        {"S3", QT_TRANSLATE_NOOP("Rules", "S3: a request gets a command accepted, past L1 application, L2 user, L3 "
                                          "relationship to the vehicle, L4 role; L5 limits and L6 vehicle state where "
                                          "they count.")},
        {"S4", QT_TRANSLATE_NOOP("Rules", "S4: a request reads or changes data or gets a credential, past L1 to L4.")},
        {"S5", QT_TRANSLATE_NOOP("Rules", "S5: the service behind the endpoint is exploited through its interface.")},
        {"S6", QT_TRANSLATE_NOOP("Rules", "S6: from one part of the backend to another, past L7, the trust between services.")},
        {"S7", QT_TRANSLATE_NOOP("Rules", "S7: a service dispatches a command, past L8 where the vehicle checks it itself.")},
        {"S8", QT_TRANSLATE_NOOP("Rules", "S8: the vehicle obeys an accepted command.")},
        {"S9", QT_TRANSLATE_NOOP("Rules", "S9: from the backend into a vehicle component, past L8: the vehicle checks who speaks.")},
    };
    for (const auto &[name, words] : meanings)
        if (rule == name)
            return QCoreApplication::translate("Rules", words);
    return {};
}

} // namespace tarascope
