#include "model/inventory/ask.h"
#include "model/rules/validationrule.h"

#define SAY(text) QT_TRANSLATE_NOOP("model", text)

namespace tarascope {

namespace {

ValidationRule commandUnprotected()
{
    return {"command-unprotected",
            Severity::Warning,
            SAY("High-risk command without its protections"),
            SAY("A stolen session, a delayed or a repeated message then moves a vehicle."),
            SAY("Ask for a step-up and a confirmation, let the command expire, refuse repeats; enter what is there."),
            {"UN R155 Annex 5 5.4", "OWASP API2:2023"},
            [](const RuleInput &input, const Report &report) {
                forEachOf(input.graph, Kind::command, [&](ItemId id, const Item &command) {
                    if (choiceName(command, Attr::riskClass) != "high")
                        return;
                    std::string lacks;
                    const auto need = [&lacks](bool there, const char *what) {
                        if (!there)
                            lacks += (lacks.empty() ? "" : ", ") + std::string(what);
                    };
                    need(isYes(command, Attr::requiresStepUp), "step-up");
                    need(command.attributes.find(Attr::ttl), "time to live");
                    need(isYes(command, Attr::idempotent), "idempotency");
                    need(isYes(command, Attr::replayProtected), "replay protection");
                    need(isYes(command, Attr::requiresConfirmation), "confirmation");
                    if (!lacks.empty())
                        report(id, {SAY("It is not said to have: %1."), {lacks}, "commandUnprotected"}, {});
                });
            }};
}

ValidationRule commandWithoutStates()
{
    return {"command-without-states",
            Severity::Warning,
            SAY("Command with a physical effect and no allowed states"),
            SAY("What is harmless in the garage may not be at speed; without allowed states no check can refuse it."),
            SAY("List the vehicle states in which the command may be carried out."),
            {"UN R155 Annex 5 5.4"},
            [](const RuleInput &input, const Report &report) {
                forEachOf(input.graph, Kind::command, [&](ItemId id, const Item &command) {
                    if (hasText(command, Attr::physicalEffect) && !command.attributes.find(Attr::allowedVehicleStates))
                        report(id, {SAY("It says nothing about the states in which it is allowed."), {}, "noStates"}, {});
                });
            }};
}

ValidationRule bulkWithoutLimit()
{
    return {"bulk-without-limit",
            Severity::Warning,
            SAY("Bulk endpoint without a limit"),
            SAY("One request reaches as many vehicles as it names: the scale of an attack is the fleet."),
            SAY("Set the most vehicles of one request, or a rate limit by vehicle, tenant or command."),
            {"OWASP API4:2023", "OWASP API6:2023"},
            [](const RuleInput &input, const Report &report) {
                forEachOf(input.graph, Kind::endpoint, [&](ItemId id, const Item &endpoint) {
                    if (isYes(endpoint, Attr::bulkCapable) && !endpoint.attributes.find(Attr::maxTargets) &&
                        !endpoint.attributes.find(Attr::rateLimits))
                        report(id, {SAY("It takes several vehicles and has no limit."), {}, "bulkWithoutLimit"}, {});
                });
            }};
}

} // namespace

std::vector<ValidationRule> commandRules() { return {commandUnprotected(), commandWithoutStates(), bulkWithoutLimit()}; }

} // namespace tarascope
