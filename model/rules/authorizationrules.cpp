#include "model/inventory/ask.h"
#include "model/inventory/policy.h"
#include "model/rules/validationrule.h"

#include <algorithm>
#include <map>
#include <set>

#define SAY(text) QT_TRANSLATE_NOOP("model", text)

namespace tarascope {

namespace {

/// Implemented controls that check the relationship (L3) at an endpoint or at a command it invokes.
std::vector<ItemId> relationshipChecks(const Graph &graph, ItemId endpoint)
{
    std::vector<ItemId> places = targetsOf(graph, endpoint, LinkKind::invokes);
    places.push_back(endpoint);
    std::vector<ItemId> checks;
    for (ItemId place : places)
        for (LinkId id : graph.in(place)) {
            const Link &link = *graph.link(id);
            if (link.kind != LinkKind::guards)
                continue;
            const Choice *at = link.attributes.get<Choice>(Attr::chainLink);
            if (at && at->index == static_cast<int>(ChainLink::L3) &&
                choiceName(*graph.item(graph.from(id)), Attr::status) == "implemented")
                checks.push_back(graph.from(id));
        }
    std::sort(checks.begin(), checks.end());
    checks.erase(std::unique(checks.begin(), checks.end()), checks.end());
    return checks;
}

/// The tests of a control that speak of an endpoint: they name it, a command it invokes, or nothing.
std::vector<const TestEvidence *> testsThere(const RuleInput &input, ItemId control, ItemId endpoint)
{
    std::vector<ItemId> places = targetsOf(input.graph, endpoint, LinkKind::invokes);
    places.push_back(endpoint);
    std::vector<const TestEvidence *> tests;
    for (const TestEvidence &test : input.evidence.testsOf(control)) {
        const bool here = test.named.empty() || std::any_of(test.named.begin(), test.named.end(), [&](ItemId named) {
                              return std::find(places.begin(), places.end(), named) != places.end();
                          });
        if (here)
            tests.push_back(&test);
    }
    return tests;
}

template <class Visit> void forEachObjectEndpoint(const Graph &graph, Visit visit)
{
    for (ItemId endpoint : graph.itemsOf(Kind::endpoint))
        if (namesAnObject(graph, endpoint))
            visit(endpoint, relationshipChecks(graph, endpoint));
}

ValidationRule objectUnchecked()
{
    return {"object-unchecked",
            Severity::Error,
            SAY("No relationship check on an endpoint that names an object"),
            SAY("Whoever is logged in can put another's vehicle into the request: broken object-level authorization."),
            SAY("Guard the endpoint, or the command behind it, by an implemented control for chain link L3."),
            {"OWASP API1:2023", "CWE-639"},
            [](const RuleInput &input, const Report &report) {
                forEachObjectEndpoint(input.graph, [&](ItemId endpoint, const std::vector<ItemId> &checks) {
                    if (checks.empty())
                        report(endpoint, {SAY("No implemented control enforces L3 here."), {}, "noRelationshipCheck"}, {});
                });
            }};
}

ValidationRule objectUntested()
{
    return {"object-untested",
            Severity::Warning,
            SAY("Relationship check without a test"),
            SAY("A check that no test has tried is a claim; the evidenced reading does not count it."),
            SAY("Add a negative test, another's vehicle with an own login, and import its outcome."),
            {"OWASP API1:2023"},
            [](const RuleInput &input, const Report &report) {
                forEachObjectEndpoint(input.graph, [&](ItemId endpoint, const std::vector<ItemId> &checks) {
                    for (ItemId control : checks) {
                        const auto tests = testsThere(input, control, endpoint);
                        const bool run = std::any_of(tests.begin(), tests.end(), [](const TestEvidence *test) {
                            return test->state != TestState::NotRun;
                        });
                        if (!run)
                            report(endpoint,
                                   {tests.empty() ? SAY("No test verifies %1 here.") : SAY("No test of %1 has run here."),
                                    {input.graph.item(control)->key},
                                    "relationshipCheckUntested"},
                                   {control});
                    }
                });
            }};
}

ValidationRule objectFailed()
{
    return {"object-failed",
            Severity::Error,
            SAY("Failed or stale test of a relationship check"),
            SAY("The check is known not to hold, or what was proved is not what runs today."),
            SAY("Mend the check and run the test again; until then the attack path behind it is open."),
            {"OWASP API1:2023"},
            [](const RuleInput &input, const Report &report) {
                forEachObjectEndpoint(input.graph, [&](ItemId endpoint, const std::vector<ItemId> &checks) {
                    for (ItemId control : checks)
                        for (const TestEvidence *test : testsThere(input, control, endpoint))
                            if (test->state == TestState::Broken)
                                report(endpoint,
                                       {SAY("%1 does not hold: %2 says %3 (%4)."),
                                        {input.graph.item(control)->key, input.graph.item(test->test)->key,
                                         std::string(verdictName(test->verdict)), test->where},
                                        "relationshipCheckFailed"},
                                       {control, test->test});
                });
            }};
}

ValidationRule scopeTooWide()
{
    return {"scope-too-wide",
            Severity::Warning,
            SAY("One scope permits several kinds of commands"),
            SAY("A token that was given out for climate control also opens doors."),
            SAY("Give each kind of command a scope of its own: read, climate, unlock, charging, diagnostics, administer."),
            {"OWASP API5:2023", "RFC 9700 section 2.3"},
            [](const RuleInput &input, const Report &report) {
                const Graph &graph = input.graph;
                std::map<std::string, std::map<std::string, std::vector<ItemId>>> permissions;
                forEachOf(graph, Kind::endpoint, [&](ItemId id, const Item &endpoint) {
                    const auto *scopes = endpoint.attributes.get<TextList>(Attr::scopes);
                    for (ItemId command : scopes ? targetsOf(graph, id, LinkKind::invokes) : std::vector<ItemId>())
                        if (const auto *permission = graph.item(command)->attributes.get<std::string>(Attr::permission))
                            for (const std::string &scope : *scopes)
                                permissions[scope][*permission].push_back(id);
                });
                for (const auto &[scope, kinds] : permissions) {
                    if (kinds.size() < 2)
                        continue;
                    std::string words;
                    std::vector<ItemId> endpoints;
                    for (const auto &[permission, users] : kinds) {
                        words += (words.empty() ? "" : ", ") + permission;
                        endpoints.insert(endpoints.end(), users.begin(), users.end());
                    }
                    const ItemId first = endpoints.front();
                    endpoints.erase(endpoints.begin());
                    report(first, {SAY("The scope %1 permits: %2."), {scope, words}, "scopeTooWide"}, std::move(endpoints));
                }
            }};
}

ValidationRule roleWithoutRelationship()
{
    return {"role-without-relationship",
            Severity::Warning,
            SAY("Role permits a command without a relationship"),
            SAY("A role says what somebody may do, not with which vehicle."),
            SAY("Say which relationship the command needs, or put the condition on the permission."),
            {"OWASP API5:2023"},
            [](const RuleInput &input, const Report &report) {
                const Graph &graph = input.graph;
                graph.forEachLink([&](LinkId id, const Link &link) {
                    if (link.kind != LinkKind::permits || graph.item(graph.to(id))->kind != Kind::command)
                        return;
                    const auto *condition = link.attributes.get<std::string>(Attr::condition);
                    if ((!condition || condition->empty()) &&
                        targetsOf(graph, graph.to(id), LinkKind::needsRelationship).empty())
                        report(graph.from(id),
                               {SAY("It permits %1 for any vehicle."), {graph.item(graph.to(id))->key}, "noRelationship"},
                               {graph.to(id)});
                });
            }};
}

ValidationRule supportWithoutCase()
{
    return {"support-without-case",
            Severity::Warning,
            SAY("Dealer or support access without a case"),
            SAY("Without an open case to hold it to, such access reaches every customer at any time."),
            SAY("Let the command or endpoint need a dealer case or a support case."),
            {"OWASP API1:2023"},
            [](const RuleInput &input, const Report &report) {
                const Graph &graph = input.graph;
                const auto needsCase = [&graph](ItemId permitted) {
                    const auto needed = targetsOf(graph, permitted, LinkKind::needsRelationship);
                    return std::any_of(needed.begin(), needed.end(), [&graph](ItemId id) {
                        const std::string_view kind = choiceName(*graph.item(id), Attr::kind);
                        return kind == "dealerCase" || kind == "supportCase";
                    });
                };
                forEachOf(graph, Kind::role, [&](ItemId id, const Item &role) {
                    const std::string_view kind = choiceName(role, Attr::kind);
                    if (kind != "technician" && kind != "supportAgent")
                        return;
                    for (ItemId permitted : targetsOf(graph, id, LinkKind::permits))
                        if (!needsCase(permitted))
                            report(id, {SAY("It reaches %1 without a case."), {graph.item(permitted)->key}, "noCase"}, {permitted});
                });
            }};
}

} // namespace

std::vector<ValidationRule> authorizationRules()
{
    return {objectUnchecked(), objectFailed(), objectUntested(), scopeTooWide(), roleWithoutRelationship(), supportWithoutCase()};
}

} // namespace tarascope
