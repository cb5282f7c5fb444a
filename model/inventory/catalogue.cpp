#include "model/inventory/catalogue.h"

#include "model/inventory/ask.h"
#include "model/inventory/policy.h"

#include <algorithm>

namespace tarascope {

namespace {

ItemId firstOf(const std::vector<ItemId> &items) { return items.empty() ? ItemId{} : items.front(); }

std::string_view ownOrOfApi(const Graph &graph, const Item &endpoint, ItemId api, Attr attribute)
{
    const std::string_view own = choiceName(endpoint, attribute);
    return own.empty() && api.valid() ? choiceName(*graph.item(api), attribute) : own;
}

ApiEntry apiEntry(const Graph &graph, ItemId id, const Item &api, Date asOf)
{
    ApiEntry entry;
    entry.api = id;
    entry.completeness = completenessOf(api);
    entry.review = reviewOf(api, asOf);
    entry.versions = targetsOf(graph, id, LinkKind::hasVersion);
    for (ItemId version : entry.versions) {
        entry.deprecated += choiceName(*graph.item(version), Attr::lifecycle) == "deprecated";
        for (ItemId endpoint : targetsOf(graph, version, LinkKind::exposes))
            entry.endpoints.push_back(endpoint);
    }
    std::sort(entry.endpoints.begin(), entry.endpoints.end());
    entry.endpoints.erase(std::unique(entry.endpoints.begin(), entry.endpoints.end()), entry.endpoints.end());
    return entry;
}

VersionEntry versionEntry(const Graph &graph, ItemId id, const Item &version, Date asOf)
{
    VersionEntry entry;
    entry.version = id;
    entry.api = firstOf(sourcesOf(graph, id, LinkKind::hasVersion));
    entry.completeness = completenessOf(version);
    entry.endpoints = static_cast<std::int64_t>(targetsOf(graph, id, LinkKind::exposes).size());
    if (const Date *sunset = version.attributes.get<Date>(Attr::sunsetOn))
        entry.sunsetIn = daysBetween(asOf, *sunset);
    return entry;
}

EndpointEntry endpointEntry(const Graph &graph, ItemId id, const Item &endpoint)
{
    EndpointEntry entry;
    entry.endpoint = id;
    entry.version = firstOf(sourcesOf(graph, id, LinkKind::exposes));
    if (entry.version.valid())
        entry.api = firstOf(sourcesOf(graph, entry.version, LinkKind::hasVersion));
    entry.completeness = completenessOf(endpoint);
    entry.exposure = ownOrOfApi(graph, endpoint, entry.api, Attr::exposure);
    entry.ownExposure = !choiceName(endpoint, Attr::exposure).empty();
    entry.logging = ownOrOfApi(graph, endpoint, entry.api, Attr::logging);
    return entry;
}

template <class Entry, class IdOf> void sortByKey(const Graph &graph, std::vector<Entry> &entries, IdOf idOf)
{
    std::sort(entries.begin(), entries.end(), [&](const Entry &a, const Entry &b) {
        const auto number = [&](const Entry &entry) {
            const auto parts = keyParts(graph.item(idOf(entry))->key);
            return std::pair(parts ? parts->number : 0, idOf(entry));
        };
        return number(a) < number(b);
    });
}

} // namespace

ReviewStanding reviewOf(const Item &api, Date asOf)
{
    ReviewStanding standing;
    const Date *last = api.attributes.get<Date>(Attr::lastReview);
    if (!last)
        return standing;
    standing.last = *last;
    const std::int64_t left = reviewDays(api) - daysBetween(*last, asOf);
    standing.state = left >= 0 ? ReviewState::Current : ReviewState::Over;
    standing.days = left >= 0 ? left : -left;
    return standing;
}

ApiCatalogue catalogueOf(const Graph &graph, Date asOf)
{
    ApiCatalogue catalogue;
    forEachOf(graph, Kind::api,
              [&](ItemId id, const Item &api) { catalogue.apis.push_back(apiEntry(graph, id, api, asOf)); });
    forEachOf(graph, Kind::apiVersion, [&](ItemId id, const Item &version) {
        catalogue.versions.push_back(versionEntry(graph, id, version, asOf));
    });
    forEachOf(graph, Kind::endpoint, [&](ItemId id, const Item &endpoint) {
        catalogue.endpoints.push_back(endpointEntry(graph, id, endpoint));
    });
    sortByKey(graph, catalogue.apis, [](const ApiEntry &entry) { return entry.api; });
    sortByKey(graph, catalogue.versions, [](const VersionEntry &entry) { return entry.version; });
    sortByKey(graph, catalogue.endpoints, [](const EndpointEntry &entry) { return entry.endpoint; });
    return catalogue;
}

} // namespace tarascope
