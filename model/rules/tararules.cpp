#include "model/inventory/ask.h"
#include "model/rules/validationrule.h"

#define SAY(text) QT_TRANSLATE_NOOP("model", text)

namespace tarascope {

namespace {

ValidationRule threatIncomplete()
{
    return {"threat-incomplete",
            Severity::Error,
            SAY("Threat scenario that cannot be rated"),
            SAY("Without a target there is no attack path, without a damage scenario no impact: no risk is shown."),
            SAY("Link it to what it targets and to the damage scenario it realizes."),
            {"ISO/SAE 21434 clause 15.4"},
            [](const RuleInput &input, const Report &report) {
                for (ItemId id : input.graph.itemsOf(Kind::threatScenario)) {
                    if (targetsOf(input.graph, id, LinkKind::targets).empty())
                        report(id, {SAY("It targets nothing."), {}, "noTarget"}, {});
                    if (targetsOf(input.graph, id, LinkKind::realizes).empty())
                        report(id, {SAY("It realizes no damage scenario."), {}, "noDamage"}, {});
                }
            }};
}

ValidationRule incidentUnlinked()
{
    return {"incident-unlinked",
            Severity::Note,
            SAY("Incident not linked to an attack step"),
            SAY("What was seen in the field should move the rating of the step it demonstrates."),
            SAY("Link the incident to the attack step that it demonstrates."),
            {"ISO/SAE 21434 clause 8.3"},
            [](const RuleInput &input, const Report &report) {
                for (ItemId id : input.graph.itemsOf(Kind::incident))
                    if (targetsOf(input.graph, id, LinkKind::demonstrates).empty())
                        report(id, {SAY("It demonstrates no attack step."), {}, "incidentUnlinked"}, {});
            }};
}

ValidationRule claimMissing()
{
    return {"claim-missing",
            Severity::Error,
            SAY("Risk shared or retained without a claim"),
            SAY("A risk that is not reduced needs a statement that says why it is acceptable."),
            SAY("Link the treatment to a cybersecurity claim."),
            {"ISO/SAE 21434 clause 15.9", "ISO/SAE 21434 clause 9.4"},
            [](const RuleInput &input, const Report &report) {
                forEachOf(input.graph, Kind::treatment, [&](ItemId id, const Item &treatment) {
                    const std::string_view decision = choiceName(treatment, Attr::decision);
                    if (decision != "share" && decision != "retain")
                        return;
                    for (ItemId next : targetsOf(input.graph, id, LinkKind::leadsTo))
                        if (input.graph.item(next)->kind == Kind::claim)
                            return;
                    report(id, {SAY("The decision is to %1 the risk, and no claim follows."), {std::string(decision)}, "noClaim"}, {});
                });
            }};
}

ValidationRule treatmentExpired()
{
    return {"treatment-expired",
            Severity::Warning,
            SAY("Decision about a risk has run out"),
            SAY("It was given for a time; what has changed since nobody has looked at."),
            SAY("Decide again, or extend the acceptance with its reason."),
            {"ISO/SAE 21434 clause 15.9"},
            [](const RuleInput &input, const Report &report) {
                forEachOf(input.graph, Kind::treatment, [&](ItemId id, const Item &treatment) {
                    const Date *expiry = treatment.attributes.get<Date>(Attr::expiry);
                    if (expiry && *expiry < input.asOf)
                        report(id, {SAY("It ran out on %1."), {expiry->iso()}, "treatmentExpired"}, {});
                });
            }};
}

} // namespace

std::vector<ValidationRule> taraRules() { return {threatIncomplete(), claimMissing(), treatmentExpired(), incidentUnlinked()}; }

} // namespace tarascope
