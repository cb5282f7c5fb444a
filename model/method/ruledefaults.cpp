#include "model/method/ruledefaults.h"

#include "model/metamodel.h"
#include "model/method/ratingmethod.h"

#include <algorithm>
#include <array>

namespace tarascope {
namespace {

constexpr std::array<std::string_view, ruleCount> ruleNames{
    "S1", "S2", "S3", "S4", "S5", "S6CallsEndpoint", "S6CallsService", "S6Reads", "S6Administers", "S7", "S8",
    "S9Connects", "S9Updates", "S10Out", "S10In", "S11Routes", "S11Carries", "S12", "S13", "S14", "S15", "S16"};
constexpr std::array<std::string_view, 4> places{"backend", "application", "component", "ownComponent"};
constexpr std::string_view unknown = "unknown";

bool among(const std::vector<std::string> &names, std::string_view name)
{
    return names.empty() || std::find(names.begin(), names.end(), name.empty() ? unknown : name) != names.end();
}

std::vector<std::string_view> withUnknown(std::vector<std::string_view> names)
{
    names.push_back(unknown);
    return names;
}

std::vector<std::string_view> choicesOf(Kind kind, Attr attribute)
{
    const AttributeDef *def = kindDef(kind).find(attribute);
    Q_ASSERT(def);
    return withUnknown(def->choices);
}

std::vector<std::string> readNames(DataReader &reader, const json::Node &when, std::string_view member,
                                   const std::vector<std::string_view> &allowed)
{
    std::vector<std::string> names;
    const json::Node *node = when.find(member);
    if (!node)
        return names;
    for (const json::Node &element : reader.list(when, member))
        names.emplace_back(allowed[reader.choice(element, allowed)]);
    if (names.empty())
        reader.refuse(*node, {QT_TRANSLATE_NOOP("model", "The list \"%1\" is empty, so this entry would never fit."),
                              {std::string(member)},
                              "emptyCondition"});
    return names;
}

RuleCondition readCondition(DataReader &reader, const json::Node &when)
{
    reader.expectMembers(when, {"profileKind", "exposure", "networkType", "componentType", "storedIn",
                                "safetyRelevant", "hardwareKey"});
    RuleCondition condition;
    condition.profileKinds =
        readNames(reader, when, "profileKind", choicesOf(Kind::attackerProfile, Attr::kind));
    condition.exposures = readNames(reader, when, "exposure", choicesOf(Kind::api, Attr::exposure));
    condition.networkTypes = readNames(reader, when, "networkType", choicesOf(Kind::network, Attr::type));
    condition.componentTypes = readNames(reader, when, "componentType", choicesOf(Kind::component, Attr::type));
    condition.storedIn = readNames(reader, when, "storedIn", withUnknown({places.begin(), places.end()}));
    if (const json::Node *node = when.find("safetyRelevant"))
        condition.safetyRelevant = reader.boolean(*node);
    if (const json::Node *node = when.find("hardwareKey"))
        condition.hardwareKey = reader.boolean(*node);
    return condition;
}

Rating readRating(DataReader &reader, const json::Node &node, const std::vector<Factor> &factors)
{
    Rating rating;
    for (const Factor factor : factors) {
        const json::Node &level = reader.member(node, factorName(factor));
        rating[factor] = static_cast<std::int8_t>(reader.choice(level, factorLevels(factor)));
    }
    if (reader.ok() && node.children.size() != factors.size())
        reader.refuse(node, {QT_TRANSLATE_NOOP("model", "The rating has a factor that this method does not have."), {},
                             "foreignFactor"});
    return rating;
}

} // namespace

std::string_view ruleName(Rule rule)
{
    return ruleNames[static_cast<std::size_t>(rule)];
}

std::string_view storedInName(StoredIn place)
{
    return places[static_cast<std::size_t>(place)];
}

bool RuleCondition::fits(const RuleContext &context) const
{
    const std::string_view place = context.storedIn ? storedInName(*context.storedIn) : std::string_view();
    return among(profileKinds, context.profileKind) && among(exposures, context.exposure) &&
           among(networkTypes, context.networkType) && among(componentTypes, context.componentType) &&
           among(storedIn, place) && safetyRelevant.value_or(context.safetyRelevant) == context.safetyRelevant &&
           hardwareKey.value_or(context.hardwareKey) == context.hardwareKey;
}

std::optional<RuleDefault> ruleDefault(const RatingMethod &method, Rule rule, const RuleContext &context)
{
    if (method.ruleDefaults.empty())
        return std::nullopt;
    for (std::size_t i = 0; i < method.ruleDefaults.size(); ++i) {
        const RuleEntry &entry = method.ruleDefaults[i];
        if (entry.rule == rule && entry.when.fits(context))
            return RuleDefault{entry.rating.value_or(easiestRating(method)), entry.why, entry.verified,
                               static_cast<int>(i)};
    }
    return RuleDefault{easiestRating(method), "the method gives no default for this step: nothing to overcome", false,
                       -1};
}

RuleEntry readRuleEntry(DataReader &reader, const json::Node &node, const std::vector<Factor> &factors)
{
    static constexpr std::array<std::string_view, 2> words{"source", "memory"};
    reader.expectMembers(node, {"rule", "when", "rating", "why", "verified"});
    RuleEntry entry;
    entry.rule = static_cast<Rule>(reader.choice(reader.member(node, "rule"), ruleNames));
    entry.when = readCondition(reader, reader.member(node, "when"));
    const json::Node &rating = reader.member(node, "rating");
    if (reader.ok() && !rating.isNull())
        entry.rating = readRating(reader, rating, factors);
    entry.why = reader.text(node, "why");
    entry.verified = reader.choice(reader.member(node, "verified"), words) == 0;
    return entry;
}

} // namespace tarascope
