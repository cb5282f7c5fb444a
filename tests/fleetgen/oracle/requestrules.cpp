#include "tests/fleetgen/oracle/findings.h"

#include <algorithm>

namespace oracle {
namespace {

std::string prefixOf(const std::string &vin) { return vin.size() == 17 ? vin.substr(0, 8) + vin.substr(9, 2) : ""; }
int serialOf(const std::string &vin) { return vin.size() == 17 ? std::atoi(vin.c_str() + 11) : 0; }

void crossTenant(const Case &each, Findings &out)
{
    std::map<std::pair<std::string, std::string>, Of> crossed;
    for (const Record &record : each.records) {
        if (record.kind != "api" || record.tenant.empty() || record.vehicle.empty())
            continue;
        const RegistryRow *car = each.row(record.vehicle, record.ts);
        if (car == nullptr || car->tenant == record.tenant || each.delegated(record.tenant, car->tenant, record.ts) || each.related(record.actor, record.vehicle, record.ts))
            continue;
        crossed[{record.tenant, record.actor}].push_back(&record);
    }
    for (const auto &[key, events] : crossed) {
        for (std::size_t n = 0; n < events.size(); ++n) {
            std::size_t denied = 0;
            for (std::size_t at = beginOf(events, n, hour); at <= n; ++at)
                denied += events[at]->decision == "deny" ? 1 : 0;
            if (events[n]->decision == "allow" || denied >= 5)
                out.add("D1", {{"tenant", key.first}, {"actor", key.second}});
        }
    }
}

// Nine of ten cars that were walked belong to who walked them.
bool innocent(const Case &each, const Of &events)
{
    std::map<std::string, bool> cars;
    for (const Record *record : events)
        cars[record->vehicle] = cars[record->vehicle] || each.related(record->actor, record->vehicle, record->ts);
    const auto own = std::count_if(cars.begin(), cars.end(), [](const auto &car) { return car.second; });
    return static_cast<std::size_t>(own) * 10 >= cars.size() * 9;
}

void sequential(const Case &each, const std::string &name, const std::string &value, const Of &events, Findings &out)
{
    Of run;
    std::set<std::string> cars;
    for (const Record *record : events) {
        if (!run.empty() && record->vehicle == run.back()->vehicle)
            continue;
        const int step = run.empty() ? 1 : std::abs(serialOf(record->vehicle) - serialOf(run.back()->vehicle));
        const bool goesOn = !run.empty() && step >= 1 && step <= 3 && record->ts - run.back()->ts <= 10 * minute;
        if (!goesOn) {
            run.clear();
            cars.clear();
        }
        run.push_back(record);
        cars.insert(record->vehicle);
        if (cars.size() >= 20 && !innocent(each, run))
            out.add("D2a", {{name, value}});
    }
}

void shuffled(const Case &each, const std::string &name, const std::string &value, const Of &events, Findings &out)
{
    for (std::size_t n = 0; n < events.size(); ++n) {
        const std::size_t from = beginOf(events, n, hour);
        if (n - from < 49)
            continue;
        std::set<int> serials;
        for (std::size_t at = from; at <= n; ++at)
            serials.insert(serialOf(events[at]->vehicle));
        const int span = *serials.rbegin() - *serials.begin() + 1;
        if (serials.size() >= 50 && static_cast<int>(serials.size()) * 2 >= span && !innocent(each, Of(events.begin() + static_cast<std::ptrdiff_t>(from), events.begin() + static_cast<std::ptrdiff_t>(n) + 1))) {
            out.add("D2b", {{name, value}});
            return;
        }
    }
}

void broad(const Case &each, const std::string &name, const std::string &value, const Of &events, Findings &out)
{
    for (std::size_t n = 99; n < events.size(); ++n) {
        std::set<std::string> cars;
        std::size_t foreign = 0, refused = 0, allowed = 0;
        const std::size_t from = beginOf(events, n, hour);
        if (n - from < 99)
            continue;
        for (std::size_t at = from; at <= n; ++at) {
            const Record &record = *events[at];
            cars.insert(record.vehicle);
            foreign += each.related(record.actor, record.vehicle, record.ts) ? 0 : 1;
            refused += record.status == 403 || record.status == 404 ? 1 : 0;
            allowed += record.decision == "allow" ? 1 : 0;
        }
        const std::size_t all = n - from + 1;
        if (cars.size() >= 100 && foreign * 10 >= all * 8 && (refused * 10 >= all * 3 || allowed == all)) {
            out.add("D2c", {{name, value}});
            return;
        }
    }
}

void enumeration(const Case &each, Findings &out)
{
    const std::pair<const char *, std::string Record::*> keys[] = {{"token", &Record::token}, {"actor", &Record::actor}, {"net", &Record::net}, {"client", &Record::client}};
    for (const auto &[name, field] : keys) {
        const bool shared = field == &Record::net || field == &Record::client;
        if (shared && each.relations.empty())
            continue;
        for (const auto &[value, events] : by(each, field, "api")) {
            Of walked;
            std::map<std::string, Of> prefixes;
            for (const Record *record : events) {
                if (record->vehicle.empty() || (shared && each.related(record->actor, record->vehicle, record->ts)))
                    continue;
                walked.push_back(record);
                if (!prefixOf(record->vehicle).empty())
                    prefixes[prefixOf(record->vehicle)].push_back(record);
            }
            for (const auto &[prefix, of] : prefixes) {
                sequential(each, name, value, of, out);
                shuffled(each, name, value, of, out);
            }
            broad(each, name, value, walked, out);
        }
    }
}

void bulk(const Case &each, Findings &out)
{
    for (const Record &record : each.records) {
        const auto &known = each.context.campaigns;
        if (record.kind == "api" && !record.command.empty() && record.targets >= 100 && std::find(known.begin(), known.end(), record.campaign) == known.end())
            out.add("D4a", {{"request", record.request}});
    }
    if (each.records.empty())
        return;
    // The 99th percentile of ten-minute counts over the whole case, empty ones too.
    std::int64_t first = INT64_MAX;
    std::int64_t last = INT64_MIN;
    for (const Record &record : each.records) {
        if (record.kind != "tele") {
            first = std::min(first, record.ts);
            last = std::max(last, record.ts);
        }
    }
    const std::pair<const char *, std::string Record::*> keys[] = {{"actor", &Record::actor}, {"client", &Record::client}, {"tenant", &Record::tenant}};
    for (const auto &[name, field] : keys) {
        for (const auto &[value, events] : by(each, field, "api")) {
            Of commands;
            std::map<std::int64_t, std::set<std::string>> buckets;
            for (std::int64_t at = first / (10 * minute); at <= last / (10 * minute); ++at)
                buckets[at];
            for (const Record *record : events) {
                if (record->command.empty() || record->vehicle.empty())
                    continue;
                commands.push_back(record);
                buckets[record->ts / (10 * minute)].insert(record->vehicle);
            }
            std::vector<std::size_t> sizes;
            for (const auto &[at, cars] : buckets)
                sizes.push_back(cars.size());
            std::sort(sizes.begin(), sizes.end());
            const std::size_t usual = sizes[(sizes.size() * 99 + 99) / 100 - 1];
            for (std::size_t n = 0; n < commands.size(); ++n) {
                std::set<std::string> cars;
                for (std::size_t at = beginOf(commands, n, 10 * minute); at <= n; ++at)
                    cars.insert(commands[at]->vehicle);
                if (cars.size() >= std::max<std::size_t>(50, 5 * usual))
                    out.add("D4b", {{name, value}});
            }
        }
    }
}

// The most of something within a time; `count` gets the events of the window.
template <class Count> bool reaches(const Of &events, std::int64_t span, std::size_t least, Count count)
{
    for (std::size_t n = 0; n < events.size(); ++n) {
        std::set<std::string> seen;
        for (std::size_t at = beginOf(events, n, span); at <= n; ++at)
            seen.insert(count(*events[at], at));
        if (seen.size() >= least)
            return true;
    }
    return false;
}

void denied(const Case &each, Findings &out)
{
    std::map<std::pair<std::string, std::string>, Of> pairs;
    std::map<std::string, Of> actors, cars;
    std::map<std::vector<std::string>, Of> triples;
    for (const Record &record : each.records) {
        if (record.kind != "api" || record.command.empty() || record.vehicle.empty() || record.actor.empty())
            continue;
        triples[{record.actor, record.vehicle, record.command}].push_back(&record);
        if (record.decision != "deny")
            continue;
        pairs[{record.actor, record.vehicle}].push_back(&record);
        actors[record.actor].push_back(&record);
        cars[record.vehicle].push_back(&record);
    }
    for (const auto &[key, events] : pairs) {
        if (reaches(events, 10 * minute, 5, [](const Record &, std::size_t at) { return std::to_string(at); }))
            out.add("D6a", {{"actor", key.first}, {"vehicle", key.second}});
    }
    for (const auto &[actor, events] : actors) {
        if (reaches(events, hour, 10, [](const Record &record, std::size_t) { return record.vehicle; }))
            out.add("D6a", {{"actor", actor}});
    }
    for (const auto &[car, events] : cars) {
        if (reaches(events, hour, 3, [](const Record &record, std::size_t) { return record.actor; }))
            out.add("D6a", {{"vehicle", car}});
    }
    for (const auto &[key, events] : triples) {
        for (std::size_t n = 0; n < events.size(); ++n) {
            std::size_t before = 0;
            for (std::size_t at = beginOf(events, n, 15 * minute); at < n; ++at)
                before += events[at]->decision == "deny" ? 1 : 0;
            const bool granted = std::any_of(each.records.begin(), each.records.end(), [actor = key[0], now = events[n]->ts](const Record &change) {
                return change.kind == "change" && change.subject == actor && change.ts <= now && change.ts >= now - 15 * minute;
            });
            if (events[n]->decision == "allow" && before >= 3 && !granted)
                out.add("D6b", {{"actor", key[0]}, {"vehicle", key[1]}, {"command", key[2]}});
        }
    }
}

} // namespace

std::map<std::string, Of> by(const Case &each, std::string Record::*field, const std::string &kind)
{
    std::map<std::string, Of> all;
    for (const Record &record : each.records) {
        if (record.kind == kind && !(record.*field).empty())
            all[record.*field].push_back(&record);
    }
    return all;
}

std::size_t beginOf(const Of &events, std::size_t end, std::int64_t span)
{
    std::size_t from = end;
    while (from > 0 && events[end]->ts - events[from - 1]->ts <= span)
        --from;
    return from;
}

void requestRules(const Case &each, Findings &out)
{
    crossTenant(each, out);
    enumeration(each, out);
    bulk(each, out);
    denied(each, out);
    for (const Record &record : each.records) {
        if (record.kind != "api")
            continue;
        for (const Context::Version &version : each.context.versions) {
            if (record.path.starts_with(version.prefix) && record.ts >= version.deprecated)
                out.add("D8", {{"endpoint", record.endpoint}, {"client", record.client}});
        }
        const auto &high = each.context.highRisk;
        if (std::find(high.begin(), high.end(), record.command) != high.end() && record.decision == "allow" && record.authAge > 300)
            out.add("D12", {{"request", record.request}});
    }
}

std::vector<std::string> detect(const Case &each)
{
    Findings out;
    requestRules(each, out);
    identityRules(each, out);
    jobRules(each, out);
    telemetryRules(each, out);
    return {out.all().begin(), out.all().end()};
}

} // namespace oracle
