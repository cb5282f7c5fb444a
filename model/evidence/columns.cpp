#include "model/evidence/columns.h"

#include "model/evidence/naming.h"

#include <algorithm>
#include <numeric>

namespace tarascope::evidence {

namespace {

template <class T> void permute(Column<T> &column, const std::vector<std::uint32_t> &order)
{
    if (column.isZero())
        return;
    std::vector<T> values(order.size());
    for (std::size_t row = 0; row < order.size(); ++row)
        values[row] = column[order[row]];
    column.assign(std::move(values));
}

void sortByTime(EventColumns &c)
{
    const auto less = [&c](std::uint32_t a, std::uint32_t b) {
        if (c.ts[a] != c.ts[b])
            return c.ts[a] < c.ts[b];
        if (c.source[a] != c.source[b])
            return c.source[a] < c.source[b];
        return c.offset[a] != c.offset[b] ? c.offset[a] < c.offset[b] : c.part[a] < c.part[b];
    };
    std::vector<std::uint32_t> order(c.rows());
    std::iota(order.begin(), order.end(), 0u);
    if (std::is_sorted(order.begin(), order.end(), less))
        return;
    std::sort(order.begin(), order.end(), less);
    forEachStored(c, [&](const char *, auto &column) { permute(column, order); });
    permute(c.source, order);
}

/// Looks a value up once while it stays the same from row to row.
void resolveActors(const Reference &reference, const EventColumns &c, const Column<std::uint32_t> &logged,
                   Column<std::uint32_t> &resolved)
{
    if (reference.aliases.empty()) {
        resolved = logged;
        return;
    }
    std::vector<std::uint32_t> values(c.rows());
    for (std::size_t row = 0; row < c.rows(); ++row)
        values[row] = actorAt(reference, logged[row], c.ts[row]);
    resolved.assign(std::move(values));
}

struct Joined {
    std::uint32_t vehicle = 0;
    std::uint32_t tenant = 0;
    std::uint16_t flags = 0;
};

Joined join(const EventTable &table, std::size_t row)
{
    const EventColumns &c = table.columns;
    const Reference &reference = table.reference;
    Joined joined;
    joined.vehicle = c.vehicleLogged[row];
    if (joined.vehicle == 0)
        return joined;
    const std::int64_t ts = c.ts[row];
    if (const std::uint32_t known = vehicleAt(reference, joined.vehicle, ts); known != 0)
        joined.vehicle = known;
    else if (reference.hasRegistry())
        joined.flags |= flag::notInRegistry;
    if (const RegistryEntry *entry = registryAt(reference, joined.vehicle, ts))
        joined.tenant = entry->tenant;
    const Relation relation = relationAt(reference, c.actor[row], joined.vehicle, ts);
    joined.flags |= relation == Relation::Active    ? flag::relationActive
                    : relation == Relation::Unknown ? flag::relationUnknown
                                                    : std::uint16_t{0};
    const std::uint32_t tenant = c.tenant[row];
    if (tenant != 0 && joined.tenant != 0 && tenant != joined.tenant) {
        joined.flags |= flag::crossTenant;
        if (delegationAt(reference, tenant, joined.tenant, ts) != Relation::None)
            joined.flags |= flag::delegated;
    }
    return joined;
}

} // namespace

std::string endpointText(std::string_view host, std::string_view endpoint)
{
    std::string text(host);
    if (!text.empty() && !endpoint.empty())
        text += ' ';
    return text.append(endpoint);
}

std::string_view endpointHost(std::string_view text)
{
    const std::size_t space = text.find(' ');
    return space == std::string_view::npos ? std::string_view() : text.substr(0, space);
}

std::string_view endpointTemplate(std::string_view text)
{
    const std::size_t space = text.find(' ');
    return space == std::string_view::npos ? text : text.substr(space + 1);
}

void append(EventTable &table, const Event &e)
{
    EventColumns &c = table.columns;
    Dictionaries &n = table.names;
    c.ts.push(e.ts), c.source.push(e.source), c.offset.push(e.offset), c.length.push(e.length), c.part.push(e.part);
    c.kind.push(static_cast<std::uint8_t>(e.kind)), c.method.push(static_cast<std::uint8_t>(e.method));
    c.decision.push(static_cast<std::uint8_t>(e.decision)), c.authMethod.push(static_cast<std::uint8_t>(e.authMethod));
    c.jobState.push(static_cast<std::uint8_t>(e.jobState)), c.operation.push(static_cast<std::uint8_t>(e.operation));
    c.status.push(e.status), c.endpoint.push(n.endpoint.add(endpointText(e.host, e.endpoint)));
    c.reason.push(n.reason.add(e.reason)), c.actorLogged.push(n.actor.add(e.actor));
    c.subjectLogged.push(n.actor.add(e.subject)), c.vehicleLogged.push(n.vehicle.add(e.vehicle));
    c.authAge.push(e.authAge + 1), c.client.push(n.client.add(e.client)), c.workload.push(n.workload.add(e.workload));
    c.token.push(n.token.add(e.token)), c.tenant.push(n.tenant.add(e.tenant));
    c.objectType.push(n.objectType.add(e.objectType)), c.object.push(n.object.add(e.object));
    c.command.push(n.command.add(e.command)), c.job.push(n.job.add(e.job)), c.net.push(n.net.add(e.net));
    c.userAgent.push(n.userAgent.add(e.userAgent)), c.policy.push(n.policy.add(e.policy));
    c.scopes.push(n.scopes.add(e.scopes)), c.campaign.push(n.campaign.add(e.campaign));
    c.parent.push(n.token.add(e.parent)), c.targets.push(e.targets);
    c.request.push(idHash(e.request)), c.trace.push(idHash(e.trace));
    c.bytesIn.push(e.bytesIn), c.bytesOut.push(e.bytesOut), c.latency.push(e.latency);
    c.flags.push(e.flags);
}

void finishTable(EventTable &table)
{
    sortByTime(table.columns);
    applyReference(table);
}

void applyReference(EventTable &table)
{
    EventColumns &c = table.columns;
    table.reference = makeReference(table.referenceRows, table.names);
    resolveActors(table.reference, c, c.actorLogged, c.actor);
    resolveActors(table.reference, c, c.subjectLogged, c.subject);
    std::vector<std::uint32_t> vehicles(c.rows());
    std::vector<std::uint32_t> tenants(c.rows());
    std::vector<std::uint16_t> flags(c.rows());
    for (std::size_t row = 0; row < c.rows(); ++row) {
        const Joined joined = join(table, row);
        vehicles[row] = joined.vehicle;
        tenants[row] = joined.tenant;
        flags[row] = joined.flags;
    }
    c.vehicle.assign(std::move(vehicles));
    c.objectTenant.assign(std::move(tenants));
    c.flags.assign(std::move(flags));
    markDuplicateLines(table);
    table.nets = netInfos(table.names.net);
    table.vehicles = vehicleInfos(table.names.vehicle);
}

EventTable makeTable(const std::vector<Event> &events, std::vector<Source> sources, ReferenceRows reference)
{
    EventTable table;
    table.sources = std::move(sources);
    table.referenceRows = std::move(reference);
    for (const Event &event : events)
        append(table, event);
    finishTable(table);
    return table;
}

Event eventAt(const EventTable &table, std::size_t row)
{
    const EventColumns &c = table.columns;
    const Dictionaries &n = table.names;
    const auto text = [row](const Dictionary &names, const Column<std::uint32_t> &column) {
        return std::string(names.text(column[row]));
    };
    Event e;
    e.ts = c.ts[row], e.source = c.source[row], e.offset = c.offset[row], e.length = c.length[row], e.part = c.part[row];
    e.kind = static_cast<EventKind>(c.kind[row]), e.method = static_cast<Method>(c.method[row]);
    e.decision = static_cast<Decision>(c.decision[row]), e.authMethod = static_cast<AuthMethod>(c.authMethod[row]);
    e.jobState = static_cast<JobState>(c.jobState[row]), e.operation = static_cast<Operation>(c.operation[row]);
    e.host = endpointHost(n.endpoint.text(c.endpoint[row]));
    e.endpoint = endpointTemplate(n.endpoint.text(c.endpoint[row]));
    e.status = c.status[row], e.reason = text(n.reason, c.reason), e.actor = text(n.actor, c.actorLogged);
    e.subject = text(n.actor, c.subjectLogged), e.vehicle = text(n.vehicle, c.vehicleLogged);
    e.authAge = c.authAge[row] - 1, e.client = text(n.client, c.client), e.workload = text(n.workload, c.workload);
    e.token = text(n.token, c.token), e.tenant = text(n.tenant, c.tenant);
    e.objectType = text(n.objectType, c.objectType), e.object = text(n.object, c.object);
    e.command = text(n.command, c.command), e.job = text(n.job, c.job), e.net = text(n.net, c.net);
    e.userAgent = text(n.userAgent, c.userAgent), e.policy = text(n.policy, c.policy);
    e.scopes = text(n.scopes, c.scopes), e.campaign = text(n.campaign, c.campaign), e.parent = text(n.token, c.parent);
    e.targets = c.targets[row], e.bytesIn = c.bytesIn[row], e.bytesOut = c.bytesOut[row], e.latency = c.latency[row];
    e.flags = c.flags[row];
    return e;
}

RowRange rowsBetween(const EventTable &table, std::int64_t from, std::int64_t to)
{
    const EventColumns &c = table.columns;
    const auto firstFrom = [&c](std::int64_t ts) {
        std::size_t low = 0;
        std::size_t high = c.rows();
        while (low < high) {
            const std::size_t middle = low + (high - low) / 2;
            c.ts[middle] < ts ? low = middle + 1 : high = middle;
        }
        return low;
    };
    const std::size_t begin = firstFrom(from);
    return {begin, to <= from ? begin : firstFrom(to)};
}

InvertedList invert(const Column<std::uint32_t> &column, std::uint32_t ids)
{
    InvertedList list;
    list.starts.assign(std::size_t{ids} + 1, 0);
    const std::span<const std::uint32_t> values = column.values();
    for (const std::uint32_t id : values)
        if (id != 0 && id < ids)
            ++list.starts[id + 1];
    std::partial_sum(list.starts.begin(), list.starts.end(), list.starts.begin());
    list.rows.resize(list.starts.back());
    std::vector<std::uint64_t> next = list.starts;
    for (std::size_t row = 0; row < values.size(); ++row)
        if (values[row] != 0 && values[row] < ids)
            list.rows[next[values[row]]++] = static_cast<std::uint32_t>(row);
    return list;
}

std::span<const std::pair<std::uint64_t, std::uint32_t>> HashList::of(std::uint64_t hash) const
{
    if (hash == 0)
        return {};
    const auto begin = std::partition_point(entries.begin(), entries.end(), [&](const auto &e) { return e.first < hash; });
    const auto end = std::partition_point(begin, entries.end(), [&](const auto &e) { return e.first == hash; });
    return std::span(entries).subspan(static_cast<std::size_t>(begin - entries.begin()),
                                      static_cast<std::size_t>(end - begin));
}

HashList invert(const Column<std::uint64_t> &column)
{
    HashList list;
    const std::span<const std::uint64_t> values = column.values();
    for (std::size_t row = 0; row < values.size(); ++row)
        if (values[row] != 0)
            list.entries.emplace_back(values[row], static_cast<std::uint32_t>(row));
    std::sort(list.entries.begin(), list.entries.end());
    return list;
}

EventIndex makeIndex(const EventTable &table)
{
    const EventColumns &c = table.columns;
    const Dictionaries &n = table.names;
    EventIndex index;
    index.token = invert(c.token, n.token.size());
    index.actor = invert(c.actor, n.actor.size());
    index.subject = invert(c.subject, n.actor.size());
    index.parent = invert(c.parent, n.token.size());
    index.client = invert(c.client, n.client.size());
    index.workload = invert(c.workload, n.workload.size());
    index.endpoint = invert(c.endpoint, n.endpoint.size());
    index.vehicle = invert(c.vehicle, n.vehicle.size());
    index.job = invert(c.job, n.job.size());
    index.userAgent = invert(c.userAgent, n.userAgent.size());
    index.policy = invert(c.policy, n.policy.size());
    index.campaign = invert(c.campaign, n.campaign.size());
    Column<std::uint32_t> pivots;
    Column<std::uint32_t> prefixes;
    for (std::size_t row = 0; row < c.rows(); ++row) {
        pivots.push(table.nets[c.net[row]].pivot);
        prefixes.push(table.nets[c.net[row]].prefix);
    }
    index.net = invert(pivots, n.net.size());
    index.prefix = invert(prefixes, n.net.size());
    index.request = invert(c.request);
    index.trace = invert(c.trace);
    return index;
}

} // namespace tarascope::evidence
