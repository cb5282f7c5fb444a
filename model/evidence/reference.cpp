#include "model/evidence/reference.h"

#include "model/evidence/columns.h"

#include <algorithm>
#include <numeric>

namespace tarascope::evidence {

namespace {

template <class Key> std::vector<std::uint32_t> sortedPlaces(std::size_t count, Key key)
{
    std::vector<std::uint32_t> places(count);
    std::iota(places.begin(), places.end(), 0u);
    std::stable_sort(places.begin(), places.end(), [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
    return places;
}

/// The part of places sorted by `key` that has this value; nothing for 0.
template <class Key>
std::span<const std::uint32_t> equalPlaces(const std::vector<std::uint32_t> &places, std::uint32_t value, Key key)
{
    if (value == 0)
        return {};
    const auto begin = std::partition_point(places.begin(), places.end(), [&](std::uint32_t p) { return key(p) < value; });
    const auto end = std::partition_point(begin, places.end(), [&](std::uint32_t p) { return key(p) == value; });
    return std::span(places).subspan(static_cast<std::size_t>(begin - places.begin()),
                                     static_cast<std::size_t>(end - begin));
}

void addRegistry(Reference &reference, const ReferenceRows &rows, Dictionaries &names)
{
    for (std::size_t row = 0; row < rows.vehicles.size(); ++row) {
        const VehicleRow &from = rows.vehicles[row];
        reference.registry.push_back({names.vehicle.add(from.vin), names.vehicle.add(from.internalId),
                                      names.tenant.add(from.tenant), names.actor.add(from.owner),
                                      static_cast<std::uint32_t>(row), from.valid});
    }
    std::stable_sort(reference.registry.begin(), reference.registry.end(), [](const auto &a, const auto &b) {
        return a.vehicle != b.vehicle ? a.vehicle < b.vehicle : a.valid.from < b.valid.from;
    });
    for (std::size_t i = 0; i + 1 < reference.registry.size(); ++i) {
        RegistryEntry &entry = reference.registry[i];
        const RegistryEntry &next = reference.registry[i + 1];
        if (entry.vehicle == next.vehicle && entry.valid.to > next.valid.from)
            entry.valid.to = next.valid.from;
    }
    reference.byInternal = sortedPlaces(reference.registry.size(), [&](std::uint32_t p) {
        return std::pair(reference.registry[p].internalId, reference.registry[p].valid.from);
    });
}

void indexRegistry(Reference &reference, std::uint32_t vehicles)
{
    reference.ofVehicle.assign(vehicles + 1, 0);
    for (const RegistryEntry &entry : reference.registry)
        ++reference.ofVehicle[entry.vehicle + 1];
    std::partial_sum(reference.ofVehicle.begin(), reference.ofVehicle.end(), reference.ofVehicle.begin());
}

void addRelations(Reference &reference, const ReferenceRows &rows, Dictionaries &names)
{
    // Whether a text is an account or a tenant, a vehicle or a tenant, nothing in the row says: it may be both.
    for (std::size_t row = 0; row < rows.relations.size(); ++row) {
        const RelationRow &from = rows.relations[row];
        if (from.kind == "formerOwner" || from.kind == "none")
            continue;
        RelationEntry entry;
        entry.subjectActor = names.actor.add(from.subject);
        entry.subjectTenant = names.tenant.find(from.subject);
        entry.objectTenant = names.tenant.find(from.object);
        entry.vehicle = entry.objectTenant != 0 && names.vehicle.find(from.object) == 0 ? 0 : names.vehicle.add(from.object);
        entry.row = static_cast<std::uint32_t>(row);
        entry.valid = from.valid;
        reference.relations.push_back(entry);
    }
    const auto &relations = reference.relations;
    reference.byActor = sortedPlaces(relations.size(), [&](std::uint32_t p) { return relations[p].subjectActor; });
    reference.byTenant = sortedPlaces(relations.size(), [&](std::uint32_t p) { return relations[p].subjectTenant; });
    reference.byVehicle = sortedPlaces(relations.size(), [&](std::uint32_t p) { return relations[p].vehicle; });
    reference.byObjectTenant = sortedPlaces(relations.size(), [&](std::uint32_t p) { return relations[p].objectTenant; });
}

/// Adds one row to what is known of a relation at a time.
Relation with(Relation known, const Interval &valid, std::int64_t ts)
{
    const auto near = [ts](std::int64_t border) {
        return border != Interval::always && border != Interval::open && std::abs(ts - border) <= transferToleranceMs;
    };
    if (known == Relation::Active)
        return known;
    if (near(valid.from) || near(valid.to))
        return Relation::Unknown;
    return valid.holds(ts) ? Relation::Active : known;
}

} // namespace

Reference makeReference(const ReferenceRows &rows, Dictionaries &names)
{
    Reference reference;
    addRegistry(reference, rows, names);
    addRelations(reference, rows, names);
    for (const AliasRow &alias : rows.aliases)
        reference.aliases.push_back({names.actor.add(alias.alias), names.actor.add(alias.name), alias.valid});
    std::stable_sort(reference.aliases.begin(), reference.aliases.end(), [](const auto &a, const auto &b) {
        return a.alias != b.alias ? a.alias < b.alias : a.valid.from < b.valid.from;
    });
    indexRegistry(reference, names.vehicle.size());
    return reference;
}

const RegistryEntry *registryAt(const Reference &reference, std::uint32_t vehicle, std::int64_t ts)
{
    if (vehicle == 0 || vehicle + 1 >= reference.ofVehicle.size())
        return nullptr;
    for (std::uint32_t p = reference.ofVehicle[vehicle]; p < reference.ofVehicle[vehicle + 1]; ++p)
        if (reference.registry[p].valid.holds(ts))
            return &reference.registry[p];
    return nullptr;
}

std::uint32_t vehicleAt(const Reference &reference, std::uint32_t logged, std::int64_t ts)
{
    if (registryAt(reference, logged, ts))
        return logged;
    const auto internal = [&](std::uint32_t p) { return reference.registry[p].internalId; };
    for (std::uint32_t p : equalPlaces(reference.byInternal, logged, internal))
        if (reference.registry[p].valid.holds(ts))
            return reference.registry[p].vehicle;
    return 0;
}

std::uint32_t actorAt(const Reference &reference, std::uint32_t logged, std::int64_t ts)
{
    const auto begin = std::partition_point(reference.aliases.begin(), reference.aliases.end(),
                                            [&](const Reference::Alias &a) { return a.alias < logged; });
    for (auto at = begin; at != reference.aliases.end() && at->alias == logged; ++at)
        if (at->valid.holds(ts))
            return at->name;
    return logged;
}

Relation relationAt(const Reference &reference, std::uint32_t actor, std::uint32_t vehicle, std::int64_t ts)
{
    if (actor == 0 || vehicle == 0)
        return Relation::None;
    const RegistryEntry *entry = registryAt(reference, vehicle, ts);
    const std::uint32_t tenant = entry ? entry->tenant : 0;
    Relation known = Relation::None;
    for (std::uint32_t p : relationsOfActor(reference, actor)) {
        const RelationEntry &relation = reference.relations[p];
        if (relation.vehicle == vehicle || (tenant != 0 && relation.objectTenant == tenant))
            known = with(known, relation.valid, ts);
    }
    return known;
}

Relation delegationAt(const Reference &reference, std::uint32_t from, std::uint32_t to, std::int64_t ts)
{
    Relation known = Relation::None;
    for (std::uint32_t p : relationsOfTenant(reference, from))
        if (to != 0 && reference.relations[p].objectTenant == to)
            known = with(known, reference.relations[p].valid, ts);
    return known;
}

std::span<const std::uint32_t> relationsOfActor(const Reference &reference, std::uint32_t actor)
{
    return equalPlaces(reference.byActor, actor, [&](std::uint32_t p) { return reference.relations[p].subjectActor; });
}

std::span<const std::uint32_t> relationsOfTenant(const Reference &reference, std::uint32_t tenant)
{
    return equalPlaces(reference.byTenant, tenant, [&](std::uint32_t p) { return reference.relations[p].subjectTenant; });
}

std::span<const std::uint32_t> relationsToVehicle(const Reference &reference, std::uint32_t vehicle)
{
    return equalPlaces(reference.byVehicle, vehicle, [&](std::uint32_t p) { return reference.relations[p].vehicle; });
}

std::span<const std::uint32_t> relationsToTenant(const Reference &reference, std::uint32_t tenant)
{
    return equalPlaces(reference.byObjectTenant, tenant,
                       [&](std::uint32_t p) { return reference.relations[p].objectTenant; });
}

std::vector<std::uint32_t> fleetAt(const Reference &reference, std::int64_t ts)
{
    std::vector<std::uint32_t> fleet;
    for (const RegistryEntry &entry : reference.registry)
        if (entry.valid.holds(ts) && (fleet.empty() || fleet.back() != entry.vehicle))
            fleet.push_back(entry.vehicle);
    return fleet;
}

} // namespace tarascope::evidence
