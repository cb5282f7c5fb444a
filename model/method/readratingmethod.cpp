#include "model/method/datafile.h"
#include "model/method/ratingmethod.h"
#include "model/method/vectorspace.h"

#include <algorithm>
#include <array>

namespace tarascope {
namespace {

constexpr std::array<std::string_view, 3> scoreKinds{"sum", "product", "level"};
constexpr std::array<std::string_view, 2> directions{"lowerIsEasier", "higherIsEasier"};
constexpr std::array<std::string_view, 4> classes{"veryLow", "low", "medium", "high"};

Factor readFactorName(DataReader &reader, const json::Node &node)
{
    std::vector<std::string_view> names;
    for (int factor = 0; factor < factorCount; ++factor)
        names.push_back(factorName(static_cast<Factor>(factor)));
    return static_cast<Factor>(reader.choice(node, names));
}

FactorLevel readLevel(DataReader &reader, const json::Node &node, Factor factor)
{
    reader.expectMembers(node, {"id", "title", "description", "value", "source", "verified"});
    FactorLevel level;
    level.id = reader.text(node, "id");
    reader.choice(reader.member(node, "id"), factorLevels(factor));
    level.title = reader.text(node, "title");
    level.description = reader.optionalText(node, "description");
    level.value = reader.decimal(reader.member(node, "value"));
    level.origin = reader.origin(node);
    return level;
}

MethodFactor readFactor(DataReader &reader, const json::Node &node)
{
    reader.expectMembers(node, {"factor", "title", "description", "source", "verified", "levels"});
    MethodFactor factor;
    factor.factor = readFactorName(reader, reader.member(node, "factor"));
    factor.title = reader.text(node, "title");
    factor.description = reader.optionalText(node, "description");
    factor.origin = reader.origin(node);
    const std::vector<std::string_view> &expected = factorLevels(factor.factor);
    for (const json::Node &each : reader.list(node, "levels")) {
        factor.levels.push_back(readLevel(reader, each, factor.factor));
        const std::size_t place = factor.levels.size() - 1;
        if (place >= expected.size() || factor.levels.back().id != expected[place])
            reader.refuse(each, {QT_TRANSLATE_NOOP("model", "Level \"%1\" of factor %2 stands here out of order; the "
                                                            "levels begin with the easiest, each once."),
                                 {factor.levels.back().id, std::string(factorName(factor.factor))},
                                 "levelOrder"});
    }
    if (reader.ok() && factor.levels.size() < expected.size())
        reader.refuse(node, {QT_TRANSLATE_NOOP("model", "Factor %1 misses the level \"%2\"."),
                             {std::string(factorName(factor.factor)), std::string(expected[factor.levels.size()])},
                             "missingLevel"});
    return factor;
}

void readFactors(DataReader &reader, const json::Node &root, RatingMethod &method)
{
    int vectors = 1;
    for (const json::Node &each : reader.list(root, "factors")) {
        method.factors.push_back(readFactor(reader, each));
        if (!reader.ok())
            return;
        const Factor factor = method.factors.back().factor;
        vectors *= static_cast<int>(factorLevels(factor).size());
        const auto repeats = std::count_if(method.factors.begin(), method.factors.end(),
                                           [&](const MethodFactor &other) { return other.factor == factor; });
        if (repeats > 1)
            reader.refuse(each, {QT_TRANSLATE_NOOP("model", "Factor %1 stands here a second time."),
                                 {std::string(factorName(factor))},
                                 "repeatedFactor"});
        if (vectors > RatingMethod::maxVectors)
            reader.refuse(each, {QT_TRANSLATE_NOOP("model", "The factors have more than %1 combinations of levels."),
                                 {std::to_string(RatingMethod::maxVectors)},
                                 "tooManyVectors"});
    }
    if (reader.ok() && method.factors.empty())
        reader.refuse(root, {QT_TRANSLATE_NOOP("model", "The method has no factor."), {}, "noFactor"});
}

void readScore(DataReader &reader, const json::Node &root, RatingMethod &method)
{
    const json::Node &score = reader.member(root, "score");
    reader.expectMembers(score, {"kind", "scale", "source", "verified"});
    method.scoreKind = static_cast<ScoreKind>(reader.choice(reader.member(score, "kind"), scoreKinds));
    if (reader.ok() && (score.find("source") || score.find("verified")))
        method.scoreOrigin = reader.origin(score);
    if (method.scoreKind == ScoreKind::Product) {
        method.scale = reader.decimal(reader.member(score, "scale"));
        if (reader.ok() && method.scale.digits == 0)
            reader.refuse(score, {QT_TRANSLATE_NOOP("model", "The scale of a product must be above 0."), {},
                                  "zeroScale"});
    } else if (const json::Node *scale = score.find("scale")) {
        reader.refuse(*scale, {QT_TRANSLATE_NOOP("model", "Only a product has a scale."), {}, "scaleWithoutProduct"});
    }
    if (method.scoreKind == ScoreKind::Level && method.factors.size() > 1)
        reader.refuse(score, {QT_TRANSLATE_NOOP("model", "A method whose score is the level has one factor only."), {},
                              "levelOfManyFactors"});
    method.direction = static_cast<Direction>(reader.choice(reader.member(root, "direction"), directions));
}

/// A level that is harder must never look easier by its value, or the search would be wrong.
void checkMonotone(DataReader &reader, const json::Node &root, const RatingMethod &method)
{
    const bool rising = method.direction == Direction::LowerIsEasier;
    const std::span<const json::Node> factors = reader.list(root, "factors");
    for (std::size_t f = 0; reader.ok() && f < factors.size(); ++f) {
        const std::span<const json::Node> levels = reader.list(factors[f], "levels");
        for (std::size_t i = 1; i < levels.size(); ++i) {
            const double before = method.factors[f].levels[i - 1].value.real();
            const double here = method.factors[f].levels[i].value.real();
            if (rising ? here >= before : here <= before)
                continue;
            const MethodFactor &factor = method.factors[f];
            reader.refuse(*levels[i].find("value"),
                          {rising ? QT_TRANSLATE_NOOP("model", "The value of level \"%1\" of factor %2 is below that "
                                                               "of the easier level before it.")
                                  : QT_TRANSLATE_NOOP("model", "The value of level \"%1\" of factor %2 is above that "
                                                               "of the easier level before it."),
                           {factor.levels[i].id, std::string(factorName(factor.factor))},
                           "notMonotone"});
        }
    }
}

Threshold readThreshold(DataReader &reader, const json::Node &node)
{
    reader.expectMembers(node, {"feasibility", "title", "from", "source", "verified"});
    Threshold threshold;
    const std::size_t place = reader.choice(reader.member(node, "feasibility"), classes);
    threshold.feasibility = static_cast<Feasibility>(place + 1);
    threshold.title = reader.text(node, "title");
    threshold.from = reader.decimal(reader.member(node, "from"));
    threshold.origin = reader.origin(node);
    return threshold;
}

void readJoining(DataReader &reader, const json::Node &root, RatingMethod &method)
{
    std::vector<std::string_view> names;
    for (const Joining each : {Joining::Max, Joining::MaxTimeSum, Joining::Sum, Joining::Hardest})
        names.push_back(joiningName(each));
    const json::Node &joining = reader.member(root, "joining");
    method.joining = static_cast<Joining>(reader.choice(joining, names));
    if (!allowsJoining(method, method.joining))
        reader.refuse(joining, {QT_TRANSLATE_NOOP("model", "The joining rule \"%1\" does not suit this method."),
                                {joining.text},
                                "joiningNotAllowed"});
}

void readThresholds(DataReader &reader, const json::Node &root, RatingMethod &method)
{
    const bool lower = method.direction == Direction::LowerIsEasier;
    const std::span<const json::Node> nodes = reader.list(root, "thresholds");
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const Threshold threshold = readThreshold(reader, nodes[i]);
        const std::string_view expected = i < 4 ? classes[lower ? 3 - i : i] : std::string_view();
        if (feasibilityName(threshold.feasibility) != expected)
            reader.refuse(nodes[i],
                          {QT_TRANSLATE_NOOP("model", "The thresholds name each of the four classes once, by rising "
                                                      "score; \"%1\" is expected here."),
                           {std::string(expected.empty() ? "]" : expected)},
                           "thresholdOrder"});
        if (i > 0 && threshold.from.real() <= method.thresholds.back().from.real())
            reader.refuse(nodes[i], {QT_TRANSLATE_NOOP("model", "This threshold is not above the one before it."), {},
                                     "thresholdOrder"});
        method.thresholds.push_back(threshold);
    }
    if (reader.ok() && nodes.size() < 4)
        reader.refuse(root, {QT_TRANSLATE_NOOP("model", "There are %1 thresholds instead of four, so some scores would "
                                                        "have no class."),
                             {std::to_string(nodes.size())},
                             "missingThreshold"});
}

/// Every score must have a class, and every score must fit into an integer.
void checkScores(DataReader &reader, const json::Node &root, const RatingMethod &method)
{
    if (!reader.ok())
        return;
    const std::optional<ScoreScale> scale = scoreScale(method);
    if (!scale) {
        reader.refuse(root, {QT_TRANSLATE_NOOP("model", "The values are too large or have too many decimals to be "
                                                        "computed exactly."),
                             {},
                             "scoreOverflow"});
        return;
    }
    if (scale->thresholds.front() > scale->least)
        reader.refuse(*root.find("thresholds"),
                      {QT_TRANSLATE_NOOP("model", "The first threshold lies above the smallest score, so some scores "
                                                  "would have no class."),
                       {},
                       "thresholdGap"});
}

void readTime(DataReader &reader, const json::Node &root, RatingMethod &method)
{
    const json::Node *node = reader.ok() ? root.find("time") : nullptr;
    if (!node)
        return;
    reader.expectMembers(*node, {"factor", "days", "upToDays", "source", "verified"});
    TimeBins time;
    time.factor = readFactorName(reader, reader.member(*node, "factor"));
    for (const json::Node &each : reader.list(*node, "days"))
        time.days.push_back(reader.integer(each, 1, 36'500));
    for (const json::Node &each : reader.list(*node, "upToDays"))
        time.upToDays.push_back(reader.integer(each, 1, 36'500));
    time.origin = reader.origin(*node);
    const auto factor = std::find_if(method.factors.begin(), method.factors.end(),
                                     [&](const MethodFactor &each) { return each.factor == time.factor; });
    bool fits = factor != method.factors.end() && time.days.size() == factor->levels.size() &&
                time.upToDays.size() + 1 == time.days.size();
    for (std::size_t i = 0; fits && i < time.days.size(); ++i)
        fits = (i == 0 || time.days[i] > time.upToDays[i - 1]) &&
               (i == time.upToDays.size() || time.days[i] <= time.upToDays[i]);
    if (!fits)
        reader.refuse(*node, {QT_TRANSLATE_NOOP("model", "The times need a factor of the method, days for each of its "
                                                         "levels, and the borders between them: the days of a level "
                                                         "lie between its borders."),
                              {},
                              "timeBins"});
    method.time = std::move(time);
}

void readRules(DataReader &reader, const json::Node &root, RatingMethod &method)
{
    std::vector<Factor> factors;
    for (const MethodFactor &each : method.factors)
        factors.push_back(each.factor);
    method.ruleDefaultsNote = reader.optionalText(root, "ruleDefaultsNote");
    for (const json::Node &each : reader.list(root, "ruleDefaults"))
        method.ruleDefaults.push_back(readRuleEntry(reader, each, factors));
}

} // namespace

Result<RatingMethod> readRatingMethod(const json::Document &document)
{
    const json::Node &root = document.root;
    DataReader reader(document);
    reader.expectMembers(root, {"format", "id", "version", "title", "clause", "notes", "factors", "score", "direction",
                                "thresholds", "joining", "time", "impact", "matrix", "cal", "ruleDefaultsNote",
                                "ruleDefaults"});
    reader.expectFormat(root, "tarascope.ratingMethod");
    RatingMethod method;
    method.id = reader.text(root, "id");
    method.version = reader.text(root, "version");
    method.title = reader.text(root, "title");
    method.clause = reader.optionalText(root, "clause");
    method.notes = reader.optionalTexts(root, "notes");
    readFactors(reader, root, method);
    readScore(reader, root, method);
    checkMonotone(reader, root, method);
    readThresholds(reader, root, method);
    checkScores(reader, root, method);
    readTime(reader, root, method);
    readJoining(reader, root, method);
    method.impact = reader.text(root, "impact");
    method.matrix = reader.text(root, "matrix");
    method.cal = reader.text(root, "cal");
    readRules(reader, root, method);
    if (!reader.ok())
        return reader.error();
    method.sha256 = contentHash(document);
    return method;
}

} // namespace tarascope
