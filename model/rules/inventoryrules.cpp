#include "model/inventory/ask.h"
#include "model/inventory/policy.h"
#include "model/rules/validationrule.h"

#define SAY(text) QT_TRANSLATE_NOOP("model", text)

namespace tarascope {

namespace {

ValidationRule apiIncomplete()
{
    return {"api-incomplete",
            Severity::Warning,
            SAY("API without owner, function or impact"),
            SAY("Nobody can be asked about it, and its risk cannot be judged."),
            SAY("Fill in who answers for the API, what it is for and what its misuse would do."),
            {"OWASP API9:2023"},
            [](const RuleInput &input, const Report &report) {
                forEachOf(input.graph, Kind::api, [&](ItemId id, const Item &api) {
                    const std::string lacks = missing(api, {Attr::owner, Attr::businessFunction, Attr::impact});
                    if (!lacks.empty())
                        report(id, {SAY("It says nothing about: %1."), {lacks}, "apiIncomplete"}, {});
                });
            }};
}

ValidationRule apiLogging()
{
    return {"api-logging",
            Severity::Warning,
            SAY("Production API without full logging or trace id"),
            SAY("After an incident nobody can tell which vehicles were touched: they all count as unknown."),
            SAY("Log every request with identity, vehicle, decision and trace id, or say which part is logged."),
            {"UN R155 7.2.2.2", "OWASP API9:2023"},
            [](const RuleInput &input, const Report &report) {
                forEachOf(input.graph, Kind::api, [&](ItemId id, const Item &api) {
                    if (choiceName(api, Attr::environment) != "prod")
                        return;
                    if (choiceName(api, Attr::logging) != "full")
                        report(id, {SAY("Its requests are not said to be logged in full."), {}, "apiLogging"}, {});
                    else if (!isYes(api, Attr::traced))
                        report(id, {SAY("Its requests are not said to carry a trace id."), {}, "apiTrace"}, {});
                });
            }};
}

ValidationRule apiReview()
{
    return {"api-review",
            Severity::Warning,
            SAY("API review missing or out of date"),
            SAY("Exposure, callers and data change; a review that is too old speaks of another API."),
            SAY("Review the API and enter the day. Reviews hold for a year, of partner APIs for 180 days."),
            {"ISO/SAE 21434 clause 8.3"},
            [](const RuleInput &input, const Report &report) {
                forEachOf(input.graph, Kind::api, [&](ItemId id, const Item &api) {
                    const Date *last = api.attributes.get<Date>(Attr::lastReview);
                    if (!last)
                        return report(id, {SAY("No review is recorded."), {}, "apiNeverReviewed"}, {});
                    const std::int64_t age = daysBetween(*last, input.asOf);
                    if (age > reviewDays(api))
                        report(id,
                               {SAY("The last review was on %1, %2 days ago; it held for %3."),
                                {last->iso(), std::to_string(age), std::to_string(reviewDays(api))},
                                "apiReviewOld"},
                               {});
                });
            }};
}

ValidationRule versionWithoutPlan()
{
    return {"version-without-plan",
            Severity::Warning,
            SAY("Deprecated version without an end"),
            SAY("An old version that is never switched off keeps its old checks for ever."),
            SAY("Set the day on which it is switched off, and say how its callers move on."),
            {"OWASP API9:2023"},
            [](const RuleInput &input, const Report &report) {
                forEachOf(input.graph, Kind::apiVersion, [&](ItemId id, const Item &version) {
                    if (choiceName(version, Attr::lifecycle) != "deprecated")
                        return;
                    const std::string lacks = missing(version, {Attr::sunsetOn, Attr::migrationPlan});
                    if (!lacks.empty())
                        return report(id, {SAY("It is deprecated and says nothing about: %1."), {lacks}, "noSunset"}, {});
                    const Date sunset = *version.attributes.get<Date>(Attr::sunsetOn);
                    if (sunset < input.asOf)
                        report(id, {SAY("It should be off since %1 and is still only deprecated."), {sunset.iso()}, "sunsetPassed"}, {});
                });
            }};
}

} // namespace

std::vector<ValidationRule> inventoryRules() { return {apiIncomplete(), apiLogging(), apiReview(), versionWithoutPlan()}; }

} // namespace tarascope
