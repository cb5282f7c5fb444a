#pragma once
#include "model/evidence/dictionary.h"

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

namespace tarascope::evidence {

/// A stretch of time [from, to) in ms UTC.
struct Interval {
    static constexpr std::int64_t always = std::numeric_limits<std::int64_t>::min();
    static constexpr std::int64_t open = std::numeric_limits<std::int64_t>::max();

    std::int64_t from = always;
    std::int64_t to = open;

    bool holds(std::int64_t ts) const { return from <= ts && ts < to; }
    bool operator==(const Interval &) const = default;
};

/// Clock tolerance around a transfer: within it a relation is unknown.
inline constexpr std::int64_t transferToleranceMs = 60'000;

/// One row of the fleet registry.
struct VehicleRow {
    std::string vin;
    std::string internalId;
    std::string tenant;
    std::string owner;
    std::vector<std::string> attributes; ///< as ReferenceRows::attributeNames
    Interval valid;
    bool operator==(const VehicleRow &) const = default;
};

/// `subject` (account, tenant) has a relation to `object` (VIN, tenant). `formerOwner` and `none` give no right.
struct RelationRow {
    std::string subject;
    std::string kind;
    std::string object;
    Interval valid;
    bool operator==(const RelationRow &) const = default;
};

/// In this time `alias` is another name of the account `name`.
struct AliasRow {
    std::string alias;
    std::string name;
    Interval valid;
    bool operator==(const AliasRow &) const = default;
};

/// Reference data as it was given.
struct ReferenceRows {
    std::vector<std::string> attributeNames; ///< further columns of the registry: model, sw_version, region, ...
    std::vector<VehicleRow> vehicles;
    std::vector<RelationRow> relations;
    std::vector<AliasRow> aliases;
    bool operator==(const ReferenceRows &) const = default;
};

/// A row of the registry in numbers.
struct RegistryEntry {
    std::uint32_t vehicle = 0;    ///< dictionary vehicle
    std::uint32_t internalId = 0; ///< dictionary vehicle
    std::uint32_t tenant = 0;     ///< dictionary tenant
    std::uint32_t owner = 0;      ///< dictionary actor
    std::uint32_t row = 0;        ///< in ReferenceRows::vehicles
    Interval valid;               ///< an open end runs to the next row of the vehicle
};

/// A relation in numbers. What is named is an account or a tenant, a vehicle or a tenant; the other number is 0 where
/// the text occurs nowhere as such.
struct RelationEntry {
    std::uint32_t subjectActor = 0;
    std::uint32_t subjectTenant = 0;
    std::uint32_t vehicle = 0;
    std::uint32_t objectTenant = 0;
    std::uint32_t row = 0; ///< in ReferenceRows::relations
    bool gives = true;     ///< no right: formerOwner, none
    Interval valid;
};

/// Reference data in numbers, sorted and ready to be asked as of a time.
struct Reference {
    std::vector<RegistryEntry> registry;     ///< by vehicle, then from
    std::vector<std::uint32_t> ofVehicle;    ///< by vehicle number: first place in `registry`; one more at the end
    std::vector<std::uint32_t> byInternal;   ///< places in `registry`, sorted by internal id, then from
    std::vector<RelationEntry> relations;    ///< that give a right
    std::vector<std::uint32_t> byActor;      ///< places in `relations`, sorted by subjectActor
    std::vector<std::uint32_t> byTenant;     ///< places in `relations`, sorted by subjectTenant
    std::vector<std::uint32_t> byVehicle;    ///< places in `relations`, sorted by vehicle
    std::vector<std::uint32_t> byObjectTenant; ///< places in `relations`, sorted by objectTenant
    struct Alias {
        std::uint32_t alias = 0; ///< dictionary actor
        std::uint32_t name = 0;
        Interval valid;
    };
    std::vector<Alias> aliases; ///< sorted by alias, then from

    bool hasRegistry() const { return !registry.empty(); }
    bool hasRelations() const { return !relations.empty(); }
};

struct Dictionaries;
/// Numbers for the rows; texts that are new come into the dictionaries.
Reference makeReference(const ReferenceRows &rows, Dictionaries &names);

/// The row of the registry for a vehicle at a time, or nullptr.
const RegistryEntry *registryAt(const Reference &reference, std::uint32_t vehicle, std::int64_t ts);
/// The vehicle behind a logged name at a time: itself where the registry has it as VIN, the VIN of an internal id, 0
/// when the registry does not know it.
std::uint32_t vehicleAt(const Reference &reference, std::uint32_t logged, std::int64_t ts);
/// The account behind a logged name at a time; itself where there is no alias.
std::uint32_t actorAt(const Reference &reference, std::uint32_t logged, std::int64_t ts);

enum class Relation : std::uint8_t { None, Active, Unknown };
/// Whether the account has any relation to the vehicle, or to its tenant, at the time. Unknown: within the clock
/// tolerance of the beginning or end of the only one.
Relation relationAt(const Reference &reference, std::uint32_t actor, std::uint32_t vehicle, std::int64_t ts);
/// Whether tenant `from` has a relation to tenant `to` at the time (delegation).
Relation delegationAt(const Reference &reference, std::uint32_t from, std::uint32_t to, std::int64_t ts);
/// Places in `relations` of an account, of a tenant, to a vehicle, to a tenant.
std::span<const std::uint32_t> relationsOfActor(const Reference &reference, std::uint32_t actor);
std::span<const std::uint32_t> relationsOfTenant(const Reference &reference, std::uint32_t tenant);
std::span<const std::uint32_t> relationsToVehicle(const Reference &reference, std::uint32_t vehicle);
std::span<const std::uint32_t> relationsToTenant(const Reference &reference, std::uint32_t tenant);

/// The fleet at a time: each vehicle that the registry has then, once.
std::vector<std::uint32_t> fleetAt(const Reference &reference, std::int64_t ts);

} // namespace tarascope::evidence
