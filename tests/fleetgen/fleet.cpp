#include "tests/fleetgen/fleet.h"

#include "tests/fleetgen/random.h"
#include "tests/fleetgen/text.h"
#include "tests/fleetgen/vin.h"

#include <algorithm>
#include <cstdio>

namespace fleetgen {
namespace {

constexpr std::int64_t minute = 60'000;
constexpr std::int64_t hour = 60 * minute;
constexpr std::int64_t day = 24 * hour;
constexpr const char *tenants[] = {"norlund", "kestrow", "pakkero"};

void addRow(std::string &out, const Relation &row)
{
    for (const std::string *text : {&row.subject, &row.kind, &row.object}) {
        out += *text;
        out.push_back(',');
    }
    appendIso(out, row.from);
    out.push_back(',');
    if (row.to != 0)
        appendIso(out, row.to);
    out.push_back('\n');
}

/// A file that is written in pieces, so that a big fleet does not stand in memory as text.
class Table
{
public:
    Table(const std::string &path, const char *header) : m_file(std::fopen(path.c_str(), "wb")), text(header) {}
    ~Table() { close(); }
    Table(const Table &) = delete;
    Table &operator=(const Table &) = delete;
    void drain(std::size_t above)
    {
        if (text.size() <= above)
            return;
        m_good = m_good && m_file != nullptr && std::fwrite(text.data(), 1, text.size(), m_file) == text.size();
        text.clear();
    }
    bool close()
    {
        drain(0);
        if (m_file != nullptr)
            m_good = std::fclose(m_file) == 0 && m_good;
        m_file = nullptr;
        return m_good;
    }

private:
    std::FILE *m_file;
    bool m_good = true;

public:
    std::string text;
};

} // namespace

std::string dealerActor(std::uint32_t dealer) { return numbered("dealer-", dealer, 3) + "-tech"; }
std::string dealerTenant(std::uint32_t dealer) { return dealer == 0 ? "autohus-vindmo" : numbered("dealer-", dealer, 3); }

Fleet::Fleet(const Options &options) : m_options(options)
{
    const std::uint32_t n = options.vehicles;
    m_reserve = n - std::min(n / 2, 2000U);
    m_taken = m_reserve;
    m_dealers = std::max(3U, n / 2000);
    static constexpr const char *years[] = {"NV", "PV", "RV", "SV"};
    m_vehicles.reserve(n);
    for (std::uint32_t i = 0; i < n; ++i) {
        // The reserve is one year of its own, so that serial numbers in it follow each other whatever the fleet's size.
        const std::uint32_t year = i >= m_reserve ? 4 : static_cast<std::uint32_t>(std::uint64_t{4} * i / m_reserve);
        const std::uint32_t first = i >= m_reserve ? m_reserve : 0;
        Vehicle vehicle;
        vehicle.vin = makeVin(year < 3 ? "Y1N4A2EB" : "Y1N4C5EB", year == 4 ? "TV" : years[year], 100'001 + i - first);
        vehicle.internal = coded("veh-", mixed(options.seed ^ (std::uint64_t{i} << 20)) , 12);
        vehicle.region = options.regions == 2 && i % 3 == 2 ? 1 : 0;
        vehicle.tenant = i >= m_reserve ? 0 : i % 40 == 7 ? 1 : i % 100 == 11 ? 2 : 0;
        vehicle.sw = static_cast<std::uint8_t>(i % 3);
        m_vehicles.push_back(std::move(vehicle));
    }
    m_updateStart = options.hours >= 30 ? options.start + 26 * hour : options.start + options.hours * hour * 2 / 5;
    m_updates = static_cast<std::uint32_t>(std::min<std::uint64_t>(m_reserve / 5, options.events / 60));
    planVisits();
}

std::uint32_t Fleet::take(std::uint32_t count)
{
    const std::uint32_t first = m_taken;
    m_taken = std::min(size() - 1, m_taken + count + 4); // four between two plants: no run goes over from one to the next
    return std::min(first, size() - count);
}

const char *Fleet::tenant(std::uint32_t vehicle) const { return tenants[m_vehicles[vehicle].tenant]; }

std::int64_t Fleet::soldAt(std::uint32_t vehicle) const
{
    if (reserved(vehicle) || vehicle % 211 != 17 || m_vehicles[vehicle].tenant != 0)
        return 0;
    const auto span = static_cast<std::uint64_t>(m_options.hours * hour / 2);
    return m_options.start + m_options.hours * hour / 4 +
           static_cast<std::int64_t>(mixed(m_options.seed + vehicle) % span / 1000 * 1000);
}

std::int64_t Fleet::updatedAt(std::uint32_t vehicle) const
{
    if (reserved(vehicle) || vehicle % 5 != 0 || vehicle == 0 || vehicle / 5 >= m_updates)
        return 0;
    const std::int64_t span = std::min<std::int64_t>(90 * minute, m_options.hours * hour / 6);
    return m_updateStart + 2 * minute +
           static_cast<std::int64_t>(mixed(m_options.seed + 77 + vehicle) % static_cast<std::uint64_t>(span));
}

std::string Fleet::user(std::uint32_t vehicle, std::int64_t ts) const
{
    const std::int64_t sold = soldAt(vehicle);
    return numbered(sold != 0 && ts >= sold ? "acc-n" : "acc-", vehicle, 7);
}

void Fleet::planVisits()
{
    Random random(m_options.seed * 31 + 5);
    const std::int64_t from = m_options.start + 10 * minute;
    const std::int64_t to = m_options.end() - 20 * minute;
    const std::uint64_t single = std::max<std::uint64_t>(2, std::min<std::uint64_t>(m_reserve / 40, m_options.events / 300));
    for (std::uint64_t n = 0; n < single && to > from; ++n) {
        const auto vehicle = static_cast<std::uint32_t>(1 + random.below(m_reserve - 1));
        if (m_vehicles[vehicle].tenant == 0)
            m_visits.push_back({random.between(from, to), vehicle, static_cast<std::uint32_t>(random.below(m_dealers)), 1});
    }
    const std::uint64_t deliveries = std::max<std::uint64_t>(1, m_options.events / 20'000);
    for (std::uint64_t n = 0; n < std::min<std::uint64_t>(deliveries, 200) && to > from + 30 * minute && m_reserve > 60; ++n) {
        const auto cars = static_cast<std::uint32_t>(random.between(24, 40));
        const auto vehicle = static_cast<std::uint32_t>(1 + random.below(m_reserve - cars - 1));
        m_visits.push_back({random.between(from, to - 25 * minute), vehicle, static_cast<std::uint32_t>(random.below(m_dealers)), cars});
    }
    std::sort(m_visits.begin(), m_visits.end(), [](const Visit &a, const Visit &b) {
        return a.ts != b.ts ? a.ts < b.ts : a.vehicle < b.vehicle;
    });
}

void Fleet::writeRegistry(std::string &out, std::uint32_t i) const
{
    static constexpr const char *versions[] = {"5.0", "5.1", "5.2", "5.3"};
    const Vehicle &vehicle = m_vehicles[i];
    const auto row = [&](std::size_t sw, const std::string &owner, std::int64_t from, std::int64_t to) {
        out += vehicle.vin + ',' + vehicle.internal + (i < m_reserve * 3 / 4 ? ",N4," : ",N4-2025,");
        out += versions[sw];
        out += std::string(",") + region(i) + ',' + tenant(i) + ',' + owner + ',';
        appendIso(out, from);
        out.push_back(',');
        if (to != 0)
            appendIso(out, to);
        out.push_back('\n');
    };
    const auto owner = [&](std::int64_t ts) {
        return vehicle.tenant == 0 ? user(i, ts) : std::string(tenant(i));
    };
    // Rows follow each other in time; a sale or an update ends one and begins the next. Some leave the end open.
    std::vector<std::int64_t> changes;
    for (const std::int64_t ts : {soldAt(i), updatedAt(i)}) {
        if (ts != 0)
            changes.push_back(ts);
    }
    std::sort(changes.begin(), changes.end());
    std::int64_t from = m_options.start - 150 * day;
    for (const std::int64_t to : changes) {
        const bool updated = updatedAt(i) != 0 && from >= updatedAt(i);
        row(updated ? 3 : vehicle.sw, owner(from), from, i % 2 == 0 ? to : 0);
        from = to;
    }
    row(updatedAt(i) != 0 && from >= updatedAt(i) ? 3 : vehicle.sw, owner(from), from, 0);
    for (const Relation &sale : m_sales) {
        if (sale.object == vehicle.vin)
            row(vehicle.sw, sale.subject, sale.from, 0);
    }
}

void Fleet::writeRelations(std::string &out, std::uint32_t i) const
{
    static constexpr const char *kinds[] = {"owner", "lessee", "fleetMember"};
    const Vehicle &vehicle = m_vehicles[i];
    const std::int64_t before = m_options.start - 150 * day;
    const std::int64_t sold = soldAt(i);
    const std::string first = user(i, before);
    addRow(out, {first, kinds[vehicle.tenant], vehicle.vin, before, sold});
    if (sold != 0) {
        addRow(out, {first, "formerOwner", vehicle.vin, sold, 0});
        addRow(out, {user(i, sold), "owner", vehicle.vin, sold, 0});
    }
    if (hasDriver(i))
        addRow(out, {numbered("acc-d", i, 7), "driver", vehicle.vin, m_options.start - 5 * day, m_options.end() + 9 * day});
    if (hasFormerOwner(i))
        addRow(out, {numbered("acc-f", i, 7), "formerOwner", vehicle.vin, before, 0});
    if (chargesWithPartner(i))
        addRow(out, {"ampelund-prod", "partnerConsent", vehicle.vin, before, before + 365 * day});
    if (updatedAt(i) != 0)
        addRow(out, {"tcu-" + vehicle.internal, "device", vehicle.vin, before, 0});
}

bool Fleet::write(const std::string &folder) const
{
    Table registry(folder + "/registry.csv", "vin,internal_id,model,sw_version,region,tenant,owner,valid_from,valid_to\n");
    Table relations(folder + "/relationships.csv", "subject,kind,object,valid_from,valid_to\n");
    Table aliases(folder + "/aliases.csv", "alias,identity,valid_from,valid_to\n");
    const std::int64_t before = m_options.start - 150 * day;
    for (std::uint32_t i = 0; i < size(); ++i) {
        writeRegistry(registry.text, i);
        writeRelations(relations.text, i);
        registry.drain(1 << 20);
        relations.drain(1 << 20);
    }
    for (const char *tenant : tenants)
        addRow(relations.text, {"svc-app-refresh", "fleetMember", tenant, before, 0});
    addRow(relations.text, {"svc-kestrow-telematics", "fleetMember", "kestrow", before, 0});
    addRow(relations.text, {"kestrow-dispatch", "fleetMember", "kestrow", before, 0});
    addRow(relations.text, {"svc-monitor", "fleetMember", m_vehicles[0].vin, before, 0});
    for (const Visit &visit : m_visits) {
        for (std::uint32_t n = 0; n < visit.cars; ++n)
            addRow(relations.text, {dealerActor(visit.dealer), "dealerCase", m_vehicles[visit.vehicle + n].vin, visit.ts - hour, visit.ts + 13 * day});
    }
    for (const Relation &row : m_planted)
        addRow(relations.text, row);
    for (std::uint32_t dealer = 0; dealer < m_dealers; ++dealer) {
        aliases.text += numbered("40", 100 + dealer) + ',' + dealerActor(dealer) + ',' + iso(before) + ",\n";
    }
    const bool first = registry.close();
    const bool second = relations.close();
    return aliases.close() && first && second;
}

} // namespace fleetgen
