#pragma once
#include "model/risk/assessment.h"
#include "views/palette.h"

#include <QtCore/QString>

#include <map>

class QPainter;
class QRect;

namespace tarascope {

QString readingWords(Reading reading);            ///< "Inherent"
QString feasibilityText(Feasibility feasibility); ///< "Very low", "No attack"
/// Filled steps of the meter, 0..4.
int feasibilityMeter(Feasibility feasibility);
/// "18", with at most two decimals.
QString scoreText(double score);
/// "an expert, one month, restricted knowledge"
QString effortText(const Rating &rating);
/// The ids of the levels in the order of the factors: "1m, expert, restricted".
QString levelIds(const Rating &rating);
/// The factors that a rating has.
std::vector<Factor> ratedFactors(const Rating &rating);

/// Meter, class and score; `score` may be missing.
void paintFeasibility(QPainter &painter, const QRect &rect, Feasibility feasibility, const QString &score,
                      const Palette &palette);

/// A scenario and its damage, told apart over assessments.
struct RiskKey {
    ItemId threat;
    ItemId damage;
    auto operator<=>(const RiskKey &) const = default;
};

/// A risk that a what-if moves.
struct RiskMove {
    RiskKey key;
    std::optional<int> before;
    std::optional<int> after;
};
/// Risks that differ under a reading, the largest moves first.
std::vector<RiskMove> riskMoves(const Assessment &before, const Assessment &after, Reading reading);
/// Number of risks per level 1..5 (place 0: not rated).
std::array<int, 6> riskCounts(const Assessment &assessment, Reading reading);
/// "41 risks: 1 at 5, 5 at 4, 8 at 3"
QString riskTitle(const Assessment &assessment, Reading reading);

/// What a rule of the attack graph means, in one sentence: "S8: the vehicle obeys an accepted command."
QString ruleMeaning(std::string_view rule);

} // namespace tarascope

template <> struct std::hash<tarascope::RiskKey> {
    std::size_t operator()(const tarascope::RiskKey &key) const noexcept
    {
        return std::hash<tarascope::ItemId>{}(key.threat) * 31 + std::hash<tarascope::ItemId>{}(key.damage);
    }
};
