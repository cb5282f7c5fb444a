#pragma once
#include "tests/fleetgen/event.h"
#include "tests/fleetgen/fleet.h"
#include "tests/fleetgen/random.h"
#include "tests/fleetgen/surface.h"

#include <queue>
#include <vector>

namespace fleetgen {

/// Who speaks, with which token, from where.
struct Session {
    std::string actor;
    std::string token;
    std::string tenant;
    std::string client;
    std::string net;
    std::string ua;
    std::uint8_t region = 0;
};

/// How a command job goes.
enum class Course { Executed, Confirmed, Rejected, Expired, LateExecution, Lost, LostInQueue };

/// What a planted event was, and where it went.
struct Planned {
    std::uint32_t story = 0;  ///< number of the plant or incident
    std::uint32_t needs = 0;  ///< number + 1 of the event without which nobody finds this one
    bool weak = false;        ///< of the accounts of the chain, but of an undecided session
    bool written = false;
    Event event;
    std::uint32_t file = 0;   ///< set by the logs
    std::uint64_t line = 0;
    std::uint64_t offset = 0;
};

/// Events to come, given out in the order of time.
class Scene
{
public:
    Scene(const Options &options, Fleet &fleet) : m_options(options), m_fleet(fleet) {}

    const Options &options() const { return m_options; }
    Fleet &fleet() { return m_fleet; }
    std::vector<Planned> &planned() { return m_planned; }

    /// All that is sent from now on belongs to this story; 0 is everyday traffic.
    void tell(std::uint32_t story) { m_story = story; }
    /// What the next planned events hang on, and whether they are of an undecided session.
    void chain(std::uint32_t needs, bool weak = false)
    {
        m_needs = needs;
        m_weak = weak;
    }

    /// A request of the session about a car (0-based; noVehicle for none).
    Event request(const Session &session, Call call, std::uint32_t vehicle, std::int64_t ts, int status = 200);
    /// Queues an event; the number + 1 of the planned event, 0 for everyday traffic.
    std::uint32_t send(Event event);
    /// A request with a command and what becomes of its job; gives the number + 1 of the planned request.
    std::uint32_t command(const Session &session, Call call, std::uint32_t vehicle, std::int64_t ts, Course course, int status = 202);
    /// The transitions of one job of a request.
    void job(const Event &request, std::uint32_t vehicle, std::int64_t ts, Course course);
    /// One transition of a job.
    void transition(const Event &request, std::uint32_t vehicle, std::int64_t ts, State state, const char *reason = "");
    /// A change in the log of identities.
    Event change(const char *op, const Session &by, std::uint32_t vehicle, const std::string &subject, std::int64_t ts);
    /// A token that is issued or refreshed.
    Event token(const char *op, const Session &session, const std::string &parent, std::int64_t ts);

    /// The next event before that time; false when there is none.
    bool next(std::int64_t before, Event &event);
    bool empty() const { return m_queue.empty(); }

    static constexpr std::uint32_t noVehicle = 0xFFFFFFFF;

private:
    struct Waiting {
        std::int64_t ts;
        std::uint64_t order;
        std::uint32_t slot;
        bool operator<(const Waiting &other) const { return ts != other.ts ? ts > other.ts : order > other.order; }
    };

    const Options &m_options;
    Fleet &m_fleet;
    std::priority_queue<Waiting> m_queue;
    std::vector<Event> m_slots;
    std::vector<std::uint32_t> m_free;
    std::vector<Planned> m_planned;
    std::uint64_t m_order = 0;
    std::uint64_t m_requests = 0;
    std::uint32_t m_story = 0;
    std::uint32_t m_needs = 0;
    bool m_weak = false;

public:
    /// Events sent so far.
    std::uint64_t sent() const { return m_order; }
};

} // namespace fleetgen
