#pragma once
#include "model/json/node.h"
#include "model/method/datareader.h"
#include "model/method/ruledefaults.h"
#include "model/value.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tarascope {

/// Attack feasibility (ISO/SAE 21434:2021 clause 15.7). None: no attack in the model reaches the target; it is valued
/// as VeryLow, because absence from a model is no proof.
enum class Feasibility : std::uint8_t { None, VeryLow, Low, Medium, High };
std::string_view feasibilityName(Feasibility feasibility); ///< "none", "veryLow", "low", "medium", "high"
std::optional<Feasibility> feasibilityFromName(std::string_view name);

/// How the steps of one path are joined; ISO/SAE 21434 gives no rule. Max: elementwise maximum (search is exact for
/// this one). MaxTimeSum: the same, but elapsed times are added. Sum: scores are added. Hardest: the hardest step
/// alone.
enum class Joining : std::uint8_t { Max, MaxTimeSum, Sum, Hardest };
std::string_view joiningName(Joining joining); ///< "max", "max-time-sum", "sum", "hardest"
std::optional<Joining> joiningFromName(std::string_view name);

struct FactorLevel {
    std::string id; ///< as in the JSON contracts: "1d"
    std::string title;
    std::string description;
    Decimal value;
    Origin origin;
    bool operator==(const FactorLevel &) const = default;
};

/// One factor of a method with its levels, easiest first, the same as factorLevels(factor).
struct MethodFactor {
    Factor factor{};
    std::string title;
    std::string description;
    Origin origin;
    std::vector<FactorLevel> levels;
    bool operator==(const MethodFactor &) const = default;
};

/// Sum: of the values. Product: scale times the values. Level: the value of the only factor.
enum class ScoreKind : std::uint8_t { Sum, Product, Level };
enum class Direction : std::uint8_t { LowerIsEasier, HigherIsEasier };

/// Scores from `from` up to the next threshold have this class.
struct Threshold {
    Feasibility feasibility = Feasibility::VeryLow;
    std::string title;
    Decimal from;
    Origin origin;
    bool operator==(const Threshold &) const = default;
};

/// How levels of elapsed time are added: a level stands for `days`, a sum of at most upToDays[i] is level i again, a
/// larger one the last level.
struct TimeBins {
    Factor factor = Factor::ET;
    std::vector<int> days;     ///< one per level
    std::vector<int> upToDays; ///< one less
    Origin origin;
    bool operator==(const TimeBins &) const = default;
};

/// A rating method as data (resources/methods): attack potential, CVSS exploitability and attack vector of ISO/SAE
/// 21434:2021 annex G (informative; tables G.1 to G.9), or an own one. A value of this type that came from
/// readRatingMethod is valid: levels complete and monotone, thresholds without gaps, at most 1,280 vectors.
struct RatingMethod {
    static constexpr int maxVectors = 1280;

    std::string id;
    std::string version;
    std::string title;
    std::string clause;
    std::vector<std::string> notes;
    std::vector<MethodFactor> factors;
    ScoreKind scoreKind = ScoreKind::Sum;
    Decimal scale{1, 0}; ///< of Product
    Origin scoreOrigin;
    Direction direction = Direction::LowerIsEasier;
    std::vector<Threshold> thresholds; ///< by rising `from`
    Joining joining = Joining::Max;
    std::optional<TimeBins> time;
    std::string impact; ///< id of the impact model
    std::string matrix; ///< id of the risk matrix that is chosen at first
    std::string cal;    ///< id of the CAL table that is chosen at first
    std::string ruleDefaultsNote;
    std::vector<RuleEntry> ruleDefaults; ///< the first that fits counts; empty: the method has none
    std::string sha256; ///< contentHash of the file

    bool operator==(const RatingMethod &) const = default;
};

inline constexpr std::string_view defaultMethodId = "attack-potential-g2";

/// Reads and checks a method. Refused with the place: unknown or missing levels, values that do not rise or fall with
/// the levels, thresholds out of order or with a gap, unknown names, numbers that overflow.
Result<RatingMethod> readRatingMethod(const json::Document &document);

/// Ids of the shipped methods, sorted.
std::vector<std::string> methodIds();
/// A shipped method; an unknown id is an error of kind Usage.
Result<RatingMethod> loadMethod(const std::string &id);

/// Nothing to overcome: level 0 in every factor of the method.
Rating easiestRating(const RatingMethod &method);
/// The rating has all factors of the method.
bool isRated(const RatingMethod &method, const Rating &rating);
/// The rule makes sense with the method: Max and Hardest always, Sum where a lower score is easier, MaxTimeSum where
/// times are known.
bool allowsJoining(const RatingMethod &method, Joining joining);

} // namespace tarascope
