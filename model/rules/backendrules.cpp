#include "model/inventory/ask.h"
#include "model/rules/validationrule.h"

#define SAY(text) QT_TRANSLATE_NOOP("model", text)

namespace tarascope {

namespace {

ValidationRule trustByLocation()
{
    return {"trust-by-location",
            Severity::Warning,
            SAY("Trusted by network location"),
            SAY("Whoever gets into the network is believed: one exploited service calls all others."),
            SAY("Let the workload prove its identity by mTLS or a token."),
            {"NIST SP 800-207", "OWASP API8:2023"},
            [](const RuleInput &input, const Report &report) {
                forEachOf(input.graph, Kind::workload, [&](ItemId id, const Item &workload) {
                    if (choiceName(workload, Attr::authenticatesBy) == "networkLocation")
                        report(id, {SAY("It is believed because of where it runs."), {}, "trustByLocation"},
                               sourcesOf(input.graph, id, LinkKind::runsAs));
                });
            }};
}

ValidationRule failsOpen()
{
    return {"fails-open",
            Severity::Error,
            SAY("Allows when it cannot decide"),
            SAY("Who makes the policy engine unreachable is let in."),
            SAY("Deny when no decision can be had, and test that."),
            {"CWE-636"},
            [](const RuleInput &input, const Report &report) {
                for (Kind kind : {Kind::service, Kind::dataStore, Kind::messageBroker, Kind::thirdParty, Kind::adminPlane})
                    forEachOf(input.graph, kind, [&](ItemId id, const Item &item) {
                        if (choiceName(item, Attr::failMode) == "open")
                            report(id, {SAY("It fails open."), {}, "failsOpen"}, {});
                    });
            }};
}

} // namespace

std::vector<ValidationRule> backendRules() { return {trustByLocation(), failsOpen()}; }

} // namespace tarascope
