#include "tests/fleetgen/oracle/record.h"

namespace oracle {
namespace {

constexpr std::int64_t tolerance = 60'000;

// Active, or so close to a change that clocks could decide it.
bool active(const RelationRow &row, std::int64_t ts)
{
    return ts >= row.from - tolerance && (row.to == 0 || ts < row.to + tolerance);
}

} // namespace

const RegistryRow *Case::row(const std::string &vin, std::int64_t ts) const
{
    const auto at = registry.find(vin);
    if (at == registry.end())
        return nullptr;
    const RegistryRow *found = nullptr;
    for (const RegistryRow &each : at->second) { // in the order of their beginning; an open end runs to the next row
        if (each.from <= ts && (each.to == 0 || ts < each.to))
            found = &each;
    }
    return found;
}

bool Case::related(const std::string &actor, const std::string &vin, std::int64_t ts, const std::string &kind) const
{
    const auto at = relations.find(actor);
    if (at == relations.end())
        return false;
    const RegistryRow *car = row(vin, ts);
    for (const RelationRow &each : at->second) {
        if (each.kind == "formerOwner" || each.kind == "none" || (!kind.empty() && each.kind != kind) || !active(each, ts))
            continue;
        if (each.object == vin || (car != nullptr && each.object == car->tenant))
            return true;
    }
    return false;
}

bool Case::delegated(const std::string &from, const std::string &to, std::int64_t ts) const
{
    const auto at = relations.find(from);
    if (at == relations.end())
        return false;
    for (const RelationRow &each : at->second) {
        if (each.object == to && each.kind != "formerOwner" && each.kind != "none" && active(each, ts))
            return true;
    }
    return false;
}

} // namespace oracle
