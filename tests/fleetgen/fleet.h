#pragma once
#include "tests/fleetgen/options.h"

#include <string>
#include <vector>

namespace fleetgen {

/// A car of the fleet as the registry knows it at the start.
struct Vehicle {
    std::string vin;
    std::string internal; ///< what the third version of the API calls it
    std::uint8_t region = 0;
    std::uint8_t tenant = 0; ///< 0 private customers, 1 and 2 fleets
    std::uint8_t sw = 0;
};

/// A row of the relationships; `to` 0 is an open end.
struct Relation {
    std::string subject;
    std::string kind;
    std::string object;
    std::int64_t from = 0;
    std::int64_t to = 0;
};

/// A visit of one car at a dealer, or one car of a delivery.
struct Visit {
    std::int64_t ts = 0;
    std::uint32_t vehicle = 0;
    std::uint32_t dealer = 0;
    std::uint32_t cars = 1; ///< more than one: a delivery of so many with serial numbers that follow each other
};

/// The fleet, who has to do with which car and from when to when. What changes is a function of the car's number, so
/// nothing is kept for it.
class Fleet
{
public:
    explicit Fleet(const Options &options);

    const std::vector<Vehicle> &vehicles() const { return m_vehicles; }
    std::uint32_t size() const { return static_cast<std::uint32_t>(m_vehicles.size()); }
    /// Cars from here on belong to everyday traffic of their owners only, until a plant takes them.
    std::uint32_t reserve() const { return m_reserve; }
    /// Takes so many cars that follow each other from the reserve; their first number.
    std::uint32_t take(std::uint32_t count);

    const char *tenant(std::uint32_t vehicle) const;
    const char *region(std::uint32_t vehicle) const { return m_vehicles[vehicle].region == 0 ? "EU" : "US"; }
    /// The account that uses the car at that time.
    std::string user(std::uint32_t vehicle, std::int64_t ts) const;
    /// When the car is sold in the time of the logs, 0 if never.
    std::int64_t soldAt(std::uint32_t vehicle) const;
    /// When its new software is installed, 0 if never.
    std::int64_t updatedAt(std::uint32_t vehicle) const;
    std::int64_t updateStart() const { return m_updateStart; }
    bool hasDriver(std::uint32_t vehicle) const { return !reserved(vehicle) && vehicle % 9 == 4; }
    bool hasFormerOwner(std::uint32_t vehicle) const { return !reserved(vehicle) && vehicle % 13 == 5; }
    bool chargesWithPartner(std::uint32_t vehicle) const { return !reserved(vehicle) && vehicle % 10 == 3; }
    std::uint32_t dealers() const { return m_dealers; }
    const std::vector<Visit> &visits() const { return m_visits; }

    void add(Relation relation) { m_planted.push_back(std::move(relation)); }
    /// A change of hands that a plant makes: the registry gets a row from then on.
    void sell(std::uint32_t vehicle, const std::string &owner, std::int64_t ts) { m_sales.push_back({owner, "", m_vehicles[vehicle].vin, ts, 0}); }

    /// Writes registry.csv, relationships.csv and aliases.csv; false when a file cannot be written.
    bool write(const std::string &folder) const;

private:
    bool reserved(std::uint32_t vehicle) const { return vehicle >= m_reserve; }
    void planVisits();
    void writeRegistry(std::string &out, std::uint32_t vehicle) const;
    void writeRelations(std::string &out, std::uint32_t vehicle) const;

    Options m_options;
    std::vector<Vehicle> m_vehicles;
    std::vector<Visit> m_visits;
    std::vector<Relation> m_planted;
    std::vector<Relation> m_sales;
    std::uint32_t m_reserve = 0;
    std::uint32_t m_taken = 0;
    std::uint32_t m_dealers = 3;
    std::uint32_t m_updates = 0;
    std::int64_t m_updateStart = 0;
};

std::string dealerActor(std::uint32_t dealer);
std::string dealerTenant(std::uint32_t dealer);

} // namespace fleetgen
