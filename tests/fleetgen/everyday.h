#pragma once
#include "tests/fleetgen/scene.h"

namespace fleetgen {

/// The traffic of a fleet on which no rule may find anything: owners, pollers, dealers, partners, campaigns.
class Everyday
{
public:
    explicit Everyday(Scene &scene);
    /// Queues what begins in the minute; `lines` is how many lines it may have, what is over goes to the next minute.
    void minute(std::int64_t from, std::int64_t linesPerThousand);

private:
    struct Planned {
        std::int64_t ts;
        int what;
        std::uint32_t index;
    };
    Session owner(std::uint32_t vehicle, std::int64_t ts);
    void ownerSession(std::int64_t ts);
    void legacySession(std::int64_t ts);
    void driverSession(std::int64_t ts);
    void supportSession(std::int64_t ts);
    void formerOwner(std::int64_t ts);
    void failedLogin(std::int64_t ts);
    void appPoller(std::int64_t ts);
    void fleetPoller(std::int64_t ts);
    void partnerPoller(std::int64_t ts);
    void monitor(std::int64_t ts);
    void dealerVisit(const Visit &visit);
    void sale(std::uint32_t vehicle);
    void update(std::uint32_t vehicle);
    void groupCommand(std::int64_t ts);
    void grant(std::int64_t ts);
    void plan();
    void something(std::int64_t ts);
    std::uint32_t anyVehicle();

    Scene &m_scene;
    Random m_random;
    std::vector<Planned> m_plan;
    std::size_t m_next = 0;
    std::uint64_t m_tokens = 0;
    std::uint32_t m_appAt = 0;
    std::uint32_t m_fleetAt = 0;
    std::uint32_t m_partnerAt = 0;
    std::uint32_t m_oem = 0;
    std::int64_t m_budget = 0;
};

} // namespace fleetgen
