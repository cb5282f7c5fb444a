#include "model/assurance/controleffect.h"

#include <algorithm>

namespace tarascope {

namespace {

bool namesKind(const Graph &graph, ItemId actsAs, const std::string &name)
{
    const Item &item = *graph.item(actsAs);
    return item.key == name || item.name == name || choiceName(item, Attr::kind) == name;
}

// A profile that acts as none of this kind of thing may be anybody: the test speaks of it.
bool mayActAs(const Graph &graph, ItemId profile, Kind kind, const std::string &name)
{
    bool actsAsSome = false;
    for (LinkId link : graph.out(profile)) {
        if (graph.link(link)->kind != LinkKind::actsAs || graph.item(graph.to(link))->kind != kind)
            continue;
        if (namesKind(graph, graph.to(link), name))
            return true;
        actsAsSome = true;
    }
    return !actsAsSome;
}

bool speaksOf(const Graph &graph, const TestEvidence &test, ItemId profile)
{
    if (test.namesProfile)
        return !profile.valid() || test.profile == profile;
    if (!profile.valid())
        return true;
    return (test.relationship.empty() || mayActAs(graph, profile, Kind::relationshipKind, test.relationship)) &&
           (test.role.empty() || mayActAs(graph, profile, Kind::role, test.role));
}

Where whereOf(const TestEvidence &test)
{
    Where where;
    const std::size_t colon = test.where.rfind(':');
    where.file = test.where.substr(0, colon);
    if (colon != std::string::npos)
        for (std::size_t i = colon + 1; i < test.where.size(); ++i) {
            const char digit = test.where[i];
            if (digit < '0' || digit > '9' || where.line > 100'000'000) {
                where.file = test.where;
                where.line = 0;
                break;
            }
            where.line = 10 * where.line + (digit - '0');
        }
    return where;
}

std::string testName(const Graph &graph, ItemId test)
{
    const Item *item = graph.item(test);
    const std::string *stable = item->attributes.get<std::string>(Attr::stableTestId);
    return stable && !stable->empty() ? *stable : item->key;
}

Reason reasonOf(const Graph &graph, const char *text, const char *code, const AttackGuard &guard,
                const TestEvidence *test = nullptr)
{
    Reason reason;
    reason.message = {text, {graph.item(guard.control)->key}, code};
    reason.items = {guard.control};
    reason.links = {guard.link};
    if (test) {
        reason.message.args.push_back(testName(graph, test->test));
        reason.message.args.push_back(test->where.empty() ? std::string(verdictName(test->verdict)) : test->where);
        reason.items.push_back(test->test);
        reason.where = whereOf(*test);
    }
    return reason;
}

const char *brokenText(Verdict verdict)
{
    switch (verdict) {
    case Verdict::FailClosed: return QT_TRANSLATE_NOOP("model", "%1 is not proved: %2 denied what it must allow, %3");
    case Verdict::Inconclusive: return QT_TRANSLATE_NOOP("model", "%1 is not proved: %2 was inconclusive, %3");
    case Verdict::Stale: return QT_TRANSLATE_NOOP("model", "%1 is not proved: the result of %2 is stale, %3");
    default: return QT_TRANSLATE_NOOP("model", "%1 does not hold: %2 failed, %3");
    }
}

ControlEffect evidenced(const Graph &graph, const AttackGuard &guard, ItemId profile, const Evidence &evidence)
{
    const TestEvidence *passed = nullptr;
    bool any = false;
    for (const TestEvidence &test : evidence.testsOf(guard.control)) {
        const bool here = test.named.empty() ||
                          std::find(test.named.begin(), test.named.end(), guard.guarded) != test.named.end();
        if (!here)
            continue;
        any = true;
        if (test.state == TestState::Broken && speaksOf(graph, test, profile))
            return {false, reasonOf(graph, brokenText(test.verdict), "testFailed", guard, &test)};
        if (test.state == TestState::Passed && !passed)
            passed = &test;
    }
    if (passed)
        return {true, reasonOf(graph, QT_TRANSLATE_NOOP("model", "%1 is proved: %2 passed, %3"), "testPassed", guard, passed)};
    if (any)
        return {false, reasonOf(graph, QT_TRANSLATE_NOOP("model", "%1 is not proved: none of its tests has passed here"), "testNotRun", guard)};
    return {false, reasonOf(graph, QT_TRANSLATE_NOOP("model", "%1 is not proved: no test verifies it here"), "untested", guard)};
}

} // namespace

ControlEffect controlEffect(const Graph &graph, const AttackGuard &guard, ItemId profile, Reading reading,
                            const Scenario &scenario, const Evidence &evidence)
{
    const Item &control = *graph.item(guard.control);
    if (!guard.against.empty() && std::find(guard.against.begin(), guard.against.end(), profile) == guard.against.end())
        return {false, reasonOf(graph, QT_TRANSLATE_NOOP("model", "%1 does not count against this profile"), "notAgainst", guard)};
    if (const auto on = scenario.isOn(control.uid)) {
        if (*on)
            return {true, reasonOf(graph, QT_TRANSLATE_NOOP("model", "%1 is switched on in this what-if"), "switchedOn", guard)};
        return {false, reasonOf(graph, QT_TRANSLATE_NOOP("model", "%1 is switched off in this what-if"), "switchedOff", guard)};
    }
    if (reading == Reading::Inherent)
        return {false, reasonOf(graph, QT_TRANSLATE_NOOP("model", "%1 does not count: the inherent reading knows no control"), "inherent", guard)};
    constexpr int implemented = 2; // choices are idea, planned, implemented, retired
    const Choice *status = control.attributes.get<Choice>(Attr::status);
    if (!status || status->index != implemented)
        return {false, reasonOf(graph, QT_TRANSLATE_NOOP("model", "%1 is not implemented"), "notImplemented", guard)};
    if (reading == Reading::Claimed)
        return {true, reasonOf(graph, QT_TRANSLATE_NOOP("model", "%1 is said to be implemented"), "claimed", guard)};
    return evidenced(graph, guard, profile, evidence);
}

Effects effectsOf(const Graph &graph, const AttackGraph &attack, std::int16_t profile, Reading reading,
                  const Scenario &scenario, const Evidence &evidence)
{
    Effects effects;
    effects.profile = profile;
    const ItemId item = attack.profiles[static_cast<std::size_t>(profile)].item;
    effects.guardCounts.reserve(attack.guards.size());
    for (const AttackGuard &guard : attack.guards)
        effects.guardCounts.push_back(controlEffect(graph, guard, item, reading, scenario, evidence).counts ? 1 : 0);
    for (const AttackVulnerability &vulnerability : attack.vulnerabilities)
        effects.vulnerabilityOpen.push_back(
            scenario.isOn(graph.item(vulnerability.item)->uid).value_or(isOpen(*graph.item(vulnerability.item))) ? 1 : 0);
    return effects;
}

bool isEnabled(const Item &profile)
{
    if (const bool *said = profile.attributes.get<bool>(Attr::enabled))
        return *said;
    const std::string_view kind = choiceName(profile, Attr::kind);
    return kind != "compromisedService" && kind != "compromisedVehicle";
}

bool isOpen(const Item &vulnerability)
{
    const std::string_view status = choiceName(vulnerability, Attr::status);
    return status.empty() || status == "open" || status == "accepted";
}

std::vector<std::int16_t> enabledProfiles(const Graph &graph, const AttackGraph &attack, const Scenario &scenario)
{
    std::vector<std::int16_t> enabled;
    for (std::size_t i = 0; i < attack.profiles.size(); ++i) {
        const AttackProfile &profile = attack.profiles[i];
        const bool on = profile.item.valid()
                            ? scenario.isOn(graph.item(profile.item)->uid).value_or(isEnabled(*graph.item(profile.item)))
                            : true;
        if (on)
            enabled.push_back(static_cast<std::int16_t>(i));
    }
    return enabled;
}

} // namespace tarascope
