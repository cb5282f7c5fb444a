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
                const TestEvidence *test)
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

/// Why a control counts, or why not.
enum class Ground {
    NotAgainst, SwitchedOn, SwitchedOff, Inherent, NotImplemented, Claimed, Broken, BrokenForOthers, Passed, NotRun, Untested
};

struct Judgement {
    bool counts = false;
    Ground ground = Ground::Untested;
    const TestEvidence *test = nullptr; ///< of Broken, BrokenForOthers and Passed
    bool forAll = true;                 ///< the same for every profile
};

Judgement judgeTests(const Graph &graph, const AttackGuard &guard, ItemId profile, const Evidence &evidence)
{
    const TestEvidence *passed = nullptr;
    const TestEvidence *brokenForOthers = nullptr;
    bool any = false;
    bool forAll = true;
    for (const TestEvidence &test : evidence.testsOf(guard.control)) {
        const bool here = test.named.empty() ||
                          std::find(test.named.begin(), test.named.end(), guard.guarded) != test.named.end();
        if (!here)
            continue;
        any = true;
        if (test.state == TestState::Broken) {
            forAll = forAll && !test.namesProfile && test.relationship.empty() && test.role.empty();
            if (speaksOf(graph, test, profile))
                return {false, Ground::Broken, &test, forAll};
            brokenForOthers = brokenForOthers ? brokenForOthers : &test;
        }
        if (test.state == TestState::Passed && !passed)
            passed = &test;
    }
    if (passed)
        return {true, Ground::Passed, passed, forAll};
    if (brokenForOthers)
        return {false, Ground::BrokenForOthers, brokenForOthers, forAll};
    return {false, any ? Ground::NotRun : Ground::Untested, nullptr, forAll};
}

Judgement judge(const Graph &graph, const AttackGuard &guard, ItemId profile, Reading reading, const Scenario &scenario,
                const Evidence &evidence)
{
    if (!guard.against.empty() && std::find(guard.against.begin(), guard.against.end(), profile) == guard.against.end())
        return {false, Ground::NotAgainst, nullptr, false};
    const bool forAll = guard.against.empty();
    if (reading == Reading::Inherent)
        return {false, Ground::Inherent, nullptr, forAll};
    const Item &control = *graph.item(guard.control);
    if (const auto on = scenario.isOn(control.uid))
        return {*on, *on ? Ground::SwitchedOn : Ground::SwitchedOff, nullptr, forAll};
    constexpr int implemented = 2; // choices are idea, planned, implemented, retired
    const Choice *status = control.attributes.get<Choice>(Attr::status);
    if (!status || status->index != implemented)
        return {false, Ground::NotImplemented, nullptr, forAll};
    if (reading == Reading::Claimed)
        return {true, Ground::Claimed, nullptr, forAll};
    Judgement judgement = judgeTests(graph, guard, profile, evidence);
    judgement.forAll = judgement.forAll && forAll;
    return judgement;
}

Reason explain(const Graph &graph, const AttackGuard &guard, const Judgement &judgement)
{
    auto reason = [&](const char *text, const char *code) { return reasonOf(graph, text, code, guard, judgement.test); };
    switch (judgement.ground) {
    case Ground::NotAgainst: return reason(QT_TRANSLATE_NOOP("model", "%1 does not count against this profile"), "notAgainst");
    case Ground::SwitchedOn: return reason(QT_TRANSLATE_NOOP("model", "%1 is switched on in this what-if"), "switchedOn");
    case Ground::SwitchedOff: return reason(QT_TRANSLATE_NOOP("model", "%1 is switched off in this what-if"), "switchedOff");
    case Ground::Inherent: return reason(QT_TRANSLATE_NOOP("model", "%1 does not count: the inherent reading knows no control"), "inherent");
    case Ground::NotImplemented: return reason(QT_TRANSLATE_NOOP("model", "%1 is not implemented"), "notImplemented");
    case Ground::Claimed: return reason(QT_TRANSLATE_NOOP("model", "%1 is said to be implemented"), "claimed");
    case Ground::Broken: return reason(brokenText(judgement.test->verdict), "testFailed");
    case Ground::BrokenForOthers:
        return reason(QT_TRANSLATE_NOOP("model", "%1 is not proved: no test has passed here, and %2 did not for others, %3"),
                      "testBrokenForOthers");
    case Ground::Passed: return reason(QT_TRANSLATE_NOOP("model", "%1 is proved: %2 passed, %3"), "testPassed");
    case Ground::NotRun: return reason(QT_TRANSLATE_NOOP("model", "%1 is not proved: none of its tests has passed here"), "testNotRun");
    case Ground::Untested: break;
    }
    return reason(QT_TRANSLATE_NOOP("model", "%1 is not proved: no test verifies it here"), "untested");
}

} // namespace

ControlEffect controlEffect(const Graph &graph, const AttackGuard &guard, ItemId profile, Reading reading,
                            const Scenario &scenario, const Evidence &evidence)
{
    const Judgement judgement = judge(graph, guard, profile, reading, scenario, evidence);
    return {judgement.counts, explain(graph, guard, judgement)};
}

std::vector<Effects> effectsOf(const Graph &graph, const AttackGraph &attack, std::span<const std::int16_t> profiles,
                               Reading reading, const Scenario &scenario, const Evidence &evidence)
{
    std::vector<Effects> all(profiles.size());
    for (std::size_t i = 0; i < profiles.size(); ++i) {
        all[i].profile = profiles[i];
        all[i].guardCounts.reserve(attack.guards.size());
    }
    for (const AttackGuard &guard : attack.guards) {
        Judgement judgement;
        judgement.forAll = false;
        for (Effects &effects : all) {
            if (!judgement.forAll) // else what holds for the first profile holds for all
                judgement = judge(graph, guard, attack.profiles[static_cast<std::size_t>(effects.profile)].item, reading,
                                  scenario, evidence);
            effects.guardCounts.push_back(judgement.counts ? 1 : 0);
        }
    }
    for (const AttackVulnerability &vulnerability : attack.vulnerabilities) {
        const Item &item = *graph.item(vulnerability.item);
        const bool open = scenario.isOn(item.uid).value_or(isOpen(item));
        for (Effects &effects : all)
            effects.vulnerabilityOpen.push_back(open ? 1 : 0);
    }
    return all;
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
