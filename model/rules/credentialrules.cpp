#include "model/inventory/ask.h"
#include "model/inventory/policy.h"
#include "model/rules/validationrule.h"

#include <algorithm>
#include <map>

#define SAY(text) QT_TRANSLATE_NOOP("model", text)

namespace tarascope {

namespace {

constexpr std::int64_t day = 24 * 3600;
/// A token that ends so soon needs no revocation.
constexpr std::int64_t shortLived = 15 * 60;

ValidationRule credentialLifetime()
{
    return {"credential-lifetime",
            Severity::Warning,
            SAY("Credential lives too long or was never rotated"),
            SAY("What was stolen once works until it ends."),
            SAY("Shorten the lifetime, rotate the secret and enter the day. The policy is a setting of the project."),
            {"OWASP API2:2023", "NIST SP 800-57"},
            [](const RuleInput &input, const Report &report) {
                forEachOf(input.graph, Kind::credential, [&](ItemId id, const Item &credential) {
                    const std::string_view kind = choiceName(credential, Attr::kind);
                    const std::int64_t longest = longestLifetime(input.graph, kind);
                    const auto *lifetime = credential.attributes.get<std::int64_t>(Attr::lifetime);
                    const Date *rotated = credential.attributes.get<Date>(Attr::rotatedOn);
                    const bool isSecret = isRotatedSecret(kind);
                    if (longest > 0 && lifetime && *lifetime > longest)
                        report(id,
                               {SAY("It lives for %1 s; the policy allows %2 s."),
                                {std::to_string(*lifetime), std::to_string(longest)},
                                "lifetimeTooLong"},
                               {});
                    else if (isSecret && !rotated)
                        report(id, {SAY("No rotation is recorded."), {}, "neverRotated"}, {});
                    else if (isSecret && daysBetween(*rotated, input.asOf) * day > longest)
                        report(id,
                               {SAY("It was last rotated on %1; the policy allows %2 days."),
                                {rotated->iso(), std::to_string(longest / day)},
                                "rotationOverdue"},
                               {});
                });
            }};
}

ValidationRule credentialShared()
{
    return {"credential-shared",
            Severity::Warning,
            SAY("Credential shared by several holders"),
            SAY("Nobody can say which holder used it, and taking it from one takes it from all."),
            SAY("Give each holder a credential of its own."),
            {"OWASP API2:2023", "CWE-522"},
            [](const RuleInput &input, const Report &report) {
                forEachOf(input.graph, Kind::credential, [&](ItemId id, const Item &credential) {
                    const auto *shared = credential.attributes.get<std::int64_t>(Attr::sharedBy);
                    if (shared && *shared > 1 && !isFleetWide(credential))
                        report(id, {SAY("%1 holders share it."), {std::to_string(*shared)}, "credentialShared"}, {});
                });
            }};
}

ValidationRule fleetCertificate()
{
    return {"fleet-certificate",
            Severity::Error,
            SAY("Vehicles share one certificate or key"),
            SAY("Taken out of one car, it opens the whole fleet, and cannot be revoked for one car."),
            SAY("Give each vehicle a key of its own, kept in hardware."),
            {"UN R155 Annex 5 5.4.3", "CWE-321"},
            [](const RuleInput &input, const Report &report) {
                forEachOf(input.graph, Kind::credential, [&](ItemId id, const Item &credential) {
                    if (isFleetWide(credential))
                        report(id, {SAY("It is the same in many vehicles."), {}, "fleetCertificate"},
                               sourcesOf(input.graph, id, LinkKind::stores));
                });
            }};
}

ValidationRule noRevocation()
{
    return {"no-revocation",
            Severity::Warning,
            SAY("No way to revoke a credential"),
            SAY("In the first hour of an incident the thief keeps access."),
            SAY("Say how it is revoked and how long that takes, or let it end within 15 minutes."),
            {"UN R155 7.2.2.3", "RFC 7009"},
            [](const RuleInput &input, const Report &report) {
                forEachOf(input.graph, Kind::credential, [&](ItemId id, const Item &credential) {
                    const auto *lifetime = credential.attributes.get<std::int64_t>(Attr::lifetime);
                    if (lifetime && *lifetime <= shortLived)
                        return;
                    if (isNo(credential, Attr::revocable))
                        report(id, {SAY("It cannot be revoked."), {}, "notRevocable"}, {});
                    else if (!hasText(credential, Attr::revocationPath))
                        report(id, {SAY("Nothing says how it is revoked."), {}, "noRevocationPath"}, {});
                });
            }};
}

/// Whether any of the endpoints that a credential opens invokes a command, and whether any does not.
struct Opens {
    bool command = false;
    bool other = false;
    std::vector<ItemId> credentials;
};

ValidationRule audienceMixed()
{
    return {"audience-mixed",
            Severity::Warning,
            SAY("One audience for reading and for commands"),
            SAY("A token taken from where data are shown also sends commands."),
            SAY("Issue tokens for commands with an audience of their own."),
            {"RFC 9700 section 2.3"},
            [](const RuleInput &input, const Report &report) {
                const Graph &graph = input.graph;
                std::map<std::string, Opens> audiences;
                forEachOf(graph, Kind::credential, [&](ItemId id, const Item &credential) {
                    if (!hasText(credential, Attr::audience))
                        return;
                    Opens &opens = audiences[*credential.attributes.get<std::string>(Attr::audience)];
                    opens.credentials.push_back(id);
                    for (ItemId granted : targetsOf(graph, id, LinkKind::grants))
                        if (graph.item(granted)->kind == Kind::endpoint)
                            (targetsOf(graph, granted, LinkKind::invokes).empty() ? opens.other : opens.command) = true;
                });
                for (auto &[audience, opens] : audiences) {
                    if (!opens.command || !opens.other)
                        continue;
                    const ItemId first = opens.credentials.front();
                    opens.credentials.erase(opens.credentials.begin());
                    report(first, {SAY("The audience %1 is good for commands and for reading."), {audience}, "audienceMixed"},
                           opens.credentials);
                }
            }};
}

} // namespace

std::vector<ValidationRule> credentialRules()
{
    return {fleetCertificate(), credentialShared(), credentialLifetime(), noRevocation(), audienceMixed()};
}

} // namespace tarascope
