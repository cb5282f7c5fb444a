#include "model/inventory/policy.h"

#include "model/inventory/ask.h"

#include <charconv>

namespace tarascope {

namespace {

constexpr std::int64_t hour = 3600;
constexpr std::int64_t day = 24 * hour;
constexpr std::int64_t partnerReviewDays = 180;

struct LifetimePolicy {
    std::string_view kind;
    std::int64_t seconds;
};
/// Our proposal; a project sets its own as "policy.lifetime.<kind>" in seconds.
constexpr LifetimePolicy policies[] = {
    {"userToken", hour},  {"refreshToken", 30 * day},       {"clientSecret", 365 * day},
    {"apiKey", 90 * day}, {"clientCertificate", 365 * day}, {"serviceKey", 90 * day}};

} // namespace

bool namesAnObject(const Graph &graph, ItemId endpoint)
{
    if (!targetsOf(graph, endpoint, LinkKind::invokes).empty() ||
        !targetsOf(graph, endpoint, LinkKind::needsRelationship).empty())
        return true;
    for (ItemId touched : targetsOf(graph, endpoint, LinkKind::touches))
        if (graph.item(touched)->kind == Kind::objectType || isYes(*graph.item(touched), Attr::personalData))
            return true;
    return false;
}

bool isPartnerApi(const Item &api)
{
    return choiceName(api, Attr::exposure) == "partner" || hasText(api, Attr::partner);
}

std::int64_t reviewDays(const Item &api)
{
    const auto *said = api.attributes.get<std::int64_t>(Attr::reviewValidDays);
    const std::int64_t days = said ? *said : 365;
    return isPartnerApi(api) ? std::min(days, partnerReviewDays) : days;
}

std::int64_t longestLifetime(const Graph &graph, std::string_view kind)
{
    const std::string own = graph.setting("policy.lifetime." + std::string(kind));
    std::int64_t seconds = 0;
    if (std::from_chars(own.data(), own.data() + own.size(), seconds).ec == std::errc() && seconds > 0)
        return seconds;
    for (const LifetimePolicy &policy : policies)
        if (policy.kind == kind)
            return policy.seconds;
    return 0;
}

bool isRotatedSecret(std::string_view kind)
{
    return kind == "clientSecret" || kind == "apiKey" || kind == "serviceKey";
}

bool isFleetWide(const Item &credential)
{
    const std::string_view kind = choiceName(credential, Attr::kind);
    const auto *shared = credential.attributes.get<std::int64_t>(Attr::sharedBy);
    return kind == "fleetCertificate" ||
           ((kind == "deviceKey" || kind == "clientCertificate") && shared && *shared > 1);
}

} // namespace tarascope
