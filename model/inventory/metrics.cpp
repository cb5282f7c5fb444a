#include "model/inventory/metrics.h"

#include "model/inventory/ask.h"
#include "model/inventory/objecttests.h"
#include "model/inventory/policy.h"

#include <algorithm>

#define SAY(text) QT_TRANSLATE_NOOP("model", text)

namespace tarascope {

namespace {

using Members = std::vector<MetricMember>;
constexpr MemberState counted = MemberState::Counted;
constexpr MemberState notCounted = MemberState::NotCounted;
constexpr MemberState unknown = MemberState::Unknown;

Message say(const char *text, const char *code, std::vector<std::string> args = {})
{
    return {text, std::move(args), code};
}

void countMembers(Metric &metric)
{
    for (const MetricMember &member : metric.members) {
        metric.numerator += member.state == counted;
        metric.unknown += member.state == unknown;
    }
    metric.denominator = static_cast<std::int64_t>(metric.members.size());
    metric.computed = true;
    const bool share = metric.unit == MetricUnit::Percent;
    if (share && metric.denominator == 0) {
        metric.note = say(SAY("Nothing to measure: the project has no such item."), "nothingToMeasure");
        return;
    }
    const auto amount = [&](std::int64_t count) {
        return share ? 100.0 * static_cast<double>(count) / static_cast<double>(metric.denominator)
                     : static_cast<double>(count);
    };
    metric.value = metric.lower = amount(metric.numerator);
    metric.upper = amount(metric.numerator + metric.unknown);
}

std::vector<ItemId> endpointsOf(const Graph &graph, ItemId api)
{
    std::vector<ItemId> endpoints;
    for (ItemId version : targetsOf(graph, api, LinkKind::hasVersion))
        for (ItemId endpoint : targetsOf(graph, version, LinkKind::exposes))
            endpoints.push_back(endpoint);
    std::sort(endpoints.begin(), endpoints.end());
    endpoints.erase(std::unique(endpoints.begin(), endpoints.end()), endpoints.end());
    return endpoints;
}

MetricMember owned(const Graph &graph, ItemId id, const Item &api)
{
    if (!hasText(api, Attr::owner))
        return {id, notCounted, say(SAY("Nobody answers for it."), "noOwner")};
    if (endpointsOf(graph, id).empty())
        return {id, notCounted, say(SAY("None of its endpoints is listed."), "noEndpoints")};
    return {id, counted, say(SAY("Owned, with its endpoints."), "owned")};
}

/// Nothing at all is linked that would tell what the endpoint is about.
bool isUnsaid(const Graph &graph, ItemId endpoint)
{
    for (LinkKind kind : {LinkKind::invokes, LinkKind::touches, LinkKind::needsRelationship, LinkKind::issues})
        if (!targetsOf(graph, endpoint, kind).empty())
            return false;
    return true;
}

/// An API that may have endpoints which name an object; nothing for one that has none.
std::optional<MetricMember> objectTested(const Graph &graph, const ObjectTests &tests, ItemId api)
{
    bool concerned = false;
    ItemId unsaid;
    for (ItemId endpoint : endpointsOf(graph, api)) {
        if (isUnsaid(graph, endpoint))
            unsaid = endpoint;
        if (!namesAnObject(graph, endpoint))
            continue;
        concerned = true;
        if (!tests.hasRun(endpoint))
            return MetricMember{api, notCounted,
                                say(SAY("No test of the relationship has run at %1 in the last 90 days."), "notTested",
                                    {graph.item(endpoint)->key})};
    }
    if (unsaid.valid())
        return MetricMember{api, unknown,
                            say(SAY("Nothing says what %1 is about."), "unsaid", {graph.item(unsaid)->key})};
    if (!concerned)
        return std::nullopt;
    return MetricMember{api, counted, say(SAY("All its endpoints that name an object were tested."), "tested")};
}

MetricMember stepUp(ItemId id, const Item &command)
{
    if (isYes(command, Attr::requiresStepUp))
        return {id, counted, say(SAY("It asks for a step-up."), "stepUp")};
    if (isNo(command, Attr::requiresStepUp))
        return {id, notCounted, say(SAY("It asks for no step-up."), "noStepUp")};
    return {id, unknown, say(SAY("Nothing says whether it asks for a step-up."), "stepUpUnsaid")};
}

MetricMember deprecated(ItemId id, const Item &version, Date asOf)
{
    const std::string_view lifecycle = choiceName(version, Attr::lifecycle);
    const Date *since = version.attributes.get<Date>(Attr::deprecatedOn);
    if (lifecycle == "retired" || lifecycle == "design")
        return {id, notCounted, say(SAY("It does not answer: %1."), "notActive", {std::string(lifecycle)})};
    if (since && *since <= asOf)
        return {id, counted, say(SAY("Deprecated since %1, not retired."), "deprecatedSince", {since->iso()})};
    if (lifecycle == "deprecated")
        return {id, counted, say(SAY("Deprecated, not retired."), "deprecated")};
    if (lifecycle == "active")
        return {id, notCounted, say(SAY("Active and current."), "current")};
    return {id, unknown, say(SAY("Its lifecycle is not said."), "lifecycleUnsaid")};
}

std::optional<Message> credentialFault(const Graph &graph, const Item &credential, Date asOf)
{
    constexpr std::int64_t day = 24 * 3600;
    const std::string_view kind = choiceName(credential, Attr::kind);
    const auto *shared = credential.attributes.get<std::int64_t>(Attr::sharedBy);
    const auto *lifetime = credential.attributes.get<std::int64_t>(Attr::lifetime);
    const Date *rotated = credential.attributes.get<Date>(Attr::rotatedOn);
    const std::int64_t longest = longestLifetime(graph, kind);
    if (isFleetWide(credential))
        return say(SAY("The same in many vehicles."), "fleetWide");
    if (shared && *shared > 1)
        return say(SAY("%1 holders share it."), "shared", {std::to_string(*shared)});
    if (lifetime && longest > 0 && *lifetime > longest)
        return say(SAY("It lives for %1 s; the policy allows %2 s."), "longLived",
                   {std::to_string(*lifetime), std::to_string(longest)});
    if (isRotatedSecret(kind) && rotated && longest > 0 && daysBetween(*rotated, asOf) * day > longest)
        return say(SAY("Last rotated on %1; the policy allows %2 days."), "rotationOverdue",
                   {rotated->iso(), std::to_string(longest / day)});
    return std::nullopt;
}

MetricMember weak(const Graph &graph, ItemId id, const Item &credential, Date asOf)
{
    if (auto fault = credentialFault(graph, credential, asOf))
        return {id, counted, std::move(*fault)};
    const std::string_view kind = choiceName(credential, Attr::kind);
    const bool limited = longestLifetime(graph, kind) > 0;
    if (kind.empty())
        return {id, unknown, say(SAY("Its kind is not said."), "kindUnsaid")};
    if (!credential.attributes.find(Attr::sharedBy))
        return {id, unknown, say(SAY("Nothing says how many share it."), "sharingUnsaid")};
    if (limited && !credential.attributes.find(Attr::lifetime) && !isRotatedSecret(kind))
        return {id, unknown, say(SAY("Its lifetime is not said."), "lifetimeUnsaid")};
    if (isRotatedSecret(kind) && !credential.attributes.find(Attr::rotatedOn))
        return {id, unknown, say(SAY("No rotation is recorded."), "rotationUnsaid")};
    return {id, notCounted, say(SAY("One holder, within the policy."), "fine")};
}

/// A partner's API, or one of which nobody says who uses it; nothing for the others.
std::optional<MetricMember> reviewed(ItemId id, const Item &api, Date asOf)
{
    const Date *last = api.attributes.get<Date>(Attr::lastReview);
    if (!isPartnerApi(api)) {
        if (api.attributes.find(Attr::exposure))
            return std::nullopt;
        return MetricMember{id, unknown, say(SAY("Nothing says whether a partner uses it."), "exposureUnsaid")};
    }
    if (!last)
        return MetricMember{id, notCounted, say(SAY("No review is recorded."), "neverReviewed")};
    const std::int64_t age = daysBetween(*last, asOf);
    if (age < 0)
        return MetricMember{id, unknown,
                            say(SAY("Reviewed on %1; nothing says when before."), "reviewedLater", {last->iso()})};
    const std::string days = std::to_string(reviewDays(api));
    if (age > reviewDays(api))
        return MetricMember{id, notCounted,
                            say(SAY("Last reviewed on %1; that held for %2 days."), "reviewOver", {last->iso(), days})};
    return MetricMember{id, counted,
                        say(SAY("Reviewed on %1; that holds for %2 days."), "reviewed", {last->iso(), days})};
}

MetricMember limitedFlow(ItemId id, const Item &flow)
{
    if (hasText(flow, Attr::semanticLimits))
        return {id, counted, say(SAY("It has limits on abuse as a whole."), "limited")};
    return {id, notCounted, say(SAY("It names no limit on abuse as a whole."), "unlimited")};
}

/// An endpoint of no flow that is sensitive, or may be; nothing for the others.
std::optional<MetricMember> limitedEndpoint(const Graph &graph, ItemId id, const Item &endpoint)
{
    if (isNo(endpoint, Attr::sensitiveFlow) || !targetsOf(graph, id, LinkKind::partOf).empty())
        return std::nullopt;
    if (!isYes(endpoint, Attr::sensitiveFlow))
        return MetricMember{id, unknown, say(SAY("Nothing says whether it is sensitive."), "sensitivityUnsaid")};
    for (ItemId version : sourcesOf(graph, id, LinkKind::exposes))
        for (ItemId api : sourcesOf(graph, version, LinkKind::hasVersion))
            if (hasText(*graph.item(api), Attr::semanticAbuseControls))
                return MetricMember{id, counted,
                                    say(SAY("%1 has controls of abuse."), "apiControls", {graph.item(api)->key})};
    return MetricMember{id, notCounted, say(SAY("No control of abuse is said."), "noAbuseControl")};
}

template <class Judge> Members membersOf(const Graph &graph, Kind kind, Judge judge)
{
    Members members;
    forEachOf(graph, kind, [&](ItemId id, const Item &item) {
        if (std::optional<MetricMember> member = judge(id, item))
            members.push_back(std::move(*member));
    });
    return members;
}

Members flowMembers(const Graph &graph)
{
    Members members = membersOf(graph, Kind::businessFlow,
                                [](ItemId id, const Item &flow) { return std::optional(limitedFlow(id, flow)); });
    for (MetricMember &member : membersOf(graph, Kind::endpoint, [&](ItemId id, const Item &endpoint) {
             return limitedEndpoint(graph, id, endpoint);
         }))
        members.push_back(std::move(member));
    return members;
}

Metric made(std::string_view id, const char *title, const char *formula, MetricUnit unit, bool moreIsBetter)
{
    Metric metric;
    metric.id = id;
    metric.title = title;
    metric.formula = formula;
    metric.unit = unit;
    metric.moreIsBetter = moreIsBetter;
    return metric;
}

Metric from(Metric metric, const Graph &graph, Members members, Message note = {})
{
    std::sort(members.begin(), members.end(), [&graph](const MetricMember &a, const MetricMember &b) {
        const auto order = [&graph](ItemId id) {
            const auto parts = keyParts(graph.item(id)->key);
            return parts ? std::pair(parts->prefix, parts->number) : std::pair(std::string_view(), std::int64_t{0});
        };
        return order(a.item) < order(b.item);
    });
    metric.members = std::move(members);
    metric.note = std::move(note);
    countMembers(metric);
    return metric;
}

Metric lacks(Metric metric, const char *what, const char *code)
{
    metric.note = say(what, code);
    return metric;
}

Metric ownedApis(const Graph &graph)
{
    const auto members =
        membersOf(graph, Kind::api, [&](ItemId id, const Item &api) { return std::optional(owned(graph, id, api)); });
    return from(made("M1", SAY("APIs inventoried and owned"),
                     SAY("APIs with an owner and at least one endpoint listed, over all APIs of the catalogue"),
                     MetricUnit::Percent, true),
                graph, members,
                say(SAY("Shadow APIs are not in it: that needs runtime discovery in gateway logs."), "noRuntime"));
}

Metric testedApis(const Graph &graph, Date asOf)
{
    const ObjectTests tests(graph, asOf);
    return from(
        made("M2", SAY("APIs with object-level tests, 90 days"),
             SAY("APIs of which each endpoint that names an object has a test of chain link L3 run within 90 days "
                 "on the current model, over all APIs with such endpoints"),
             MetricUnit::Percent, true),
        graph, membersOf(graph, Kind::api, [&](ItemId id, const Item &) { return objectTested(graph, tests, id); }));
}

Metric stepUps(const Graph &graph)
{
    return from(made("M3", SAY("Remote commands with step-up"),
                     SAY("Commands that require a step-up, over all commands"), MetricUnit::Percent, true),
                graph, membersOf(graph, Kind::command, [](ItemId id, const Item &command) {
                    return std::optional(stepUp(id, command));
                }));
}

Metric deprecatedVersions(const Graph &graph, Date asOf)
{
    return from(made("M4", SAY("Active deprecated versions"),
                     SAY("API versions that are deprecated and not retired; those without a lifecycle may be some"),
                     MetricUnit::Count, false),
                graph, membersOf(graph, Kind::apiVersion, [asOf](ItemId id, const Item &version) {
                    return std::optional(deprecated(id, version, asOf));
                }));
}

Metric weakCredentials(const Graph &graph, Date asOf)
{
    return from(made("M5", SAY("Shared or long-lived credentials"),
                     SAY("Credentials with several holders, or older or longer-lived than the policy allows"),
                     MetricUnit::Count, false),
                graph, membersOf(graph, Kind::credential, [&](ItemId id, const Item &credential) {
                    return std::optional(weak(graph, id, credential, asOf));
                }));
}

Metric reviewedPartners(const Graph &graph, Date asOf)
{
    return from(made("M10", SAY("Partner APIs with a current review"),
                     SAY("APIs used by partners whose last review still holds (180 days at most), over all such APIs"),
                     MetricUnit::Percent, true),
                graph,
                membersOf(graph, Kind::api, [asOf](ItemId id, const Item &api) { return reviewed(id, api, asOf); }));
}

Metric limitedFlows(const Graph &graph)
{
    return from(
        made("M11", SAY("Sensitive flows with abuse controls"),
             SAY("Business flows with semantic limits, and sensitive endpoints of no flow whose API has controls of "
                 "abuse, over all of them"),
             MetricUnit::Percent, true),
        graph, flowMembers(graph));
}

} // namespace

std::string_view metricUnitName(MetricUnit unit)
{
    switch (unit) {
    case MetricUnit::Percent: return "percent";
    case MetricUnit::Count: return "count";
    case MetricUnit::Seconds: return "seconds";
    case MetricUnit::PerMillion: return "perMillion";
    }
    return {};
}

std::string_view memberStateName(MemberState state)
{
    switch (state) {
    case MemberState::Counted: return "counted";
    case MemberState::NotCounted: return "notCounted";
    case MemberState::Unknown: return "unknown";
    }
    return {};
}

std::vector<Metric> metrics(const Graph &graph, Date asOf)
{
    return {
        ownedApis(graph),
        testedApis(graph, asOf),
        stepUps(graph),
        deprecatedVersions(graph, asOf),
        weakCredentials(graph, asOf),
        lacks(made("M6", SAY("Time to revoke"), SAY("Median and 95th percentile of the times from order to effect"),
                   MetricUnit::Seconds, false),
              SAY("Needs measured revocations; the model records none."), "noRevocations"),
        lacks(made("M7", SAY("Cross-tenant authorization failures"), SAY("Failures per million requests"),
                   MetricUnit::PerMillion, false),
              SAY("Needs gateway logs with tenant and decision."), "noGatewayLogs"),
        lacks(made("M8", SAY("Log and trace coverage by traffic"),
                   SAY("Requests logged in full and traced, over all requests"), MetricUnit::Percent, true),
              SAY("Needs the traffic of each endpoint from gateway logs."), "noTraffic"),
        lacks(made("M9", SAY("Time to identify affected vehicles"), SAY("Mean time from report to list over incidents"),
                   MetricUnit::Seconds, false),
              SAY("Needs incidents with the times of report and list; the model records none."), "noIncidentTimes"),
        reviewedPartners(graph, asOf),
        limitedFlows(graph),
    };
}

} // namespace tarascope
