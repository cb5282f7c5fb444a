#include "tests/fleetgen/scene.h"

#include "tests/fleetgen/text.h"

#include <cstring>

namespace fleetgen {
namespace {

// A path with the names of one request in it.
std::string pathOf(const Operation &call, const Vehicle *vehicle, std::uint64_t number)
{
    std::string path;
    for (const char *at = call.path; *at != 0;) {
        if (*at != '{') {
            path.push_back(*at++);
            continue;
        }
        if (std::strncmp(at, "{vin}", 5) == 0)
            path += vehicle != nullptr ? vehicle->vin : "";
        else if (std::strncmp(at, "{id}", 4) == 0)
            path += vehicle != nullptr ? vehicle->internal : "";
        else
            appendNumber(path, 1000 + number % 41);
        at = std::strchr(at, '}') + 1;
    }
    return path;
}

} // namespace

Event Scene::request(const Session &session, Call call, std::uint32_t vehicle, std::int64_t ts, int status)
{
    const Operation &what = operation(call);
    const bool about = vehicle != noVehicle;
    Event event;
    event.ts = ts;
    event.kind = Kind::Api;
    event.region = about ? m_fleet.vehicles()[vehicle].region : session.region;
    event.status = static_cast<std::int16_t>(status);
    event.vehicle = about && std::strchr(what.path, '{') != nullptr ? vehicle + 1 : 0;
    event.method = what.method;
    event.host = what.host;
    event.command = what.command;
    ++m_requests;
    event.path = pathOf(what, about ? &m_fleet.vehicles()[vehicle] : nullptr, m_requests);
    event.actor = session.actor;
    event.client = session.client;
    event.token = session.token;
    event.tenant = session.tenant;
    event.net = session.net;
    event.ua = session.ua;
    event.request = coded("r-", mixed(m_options.seed * 977 + m_requests), 14);
    if (*what.command != 0)
        event.authAge = static_cast<std::int32_t>(5 + mixed(m_requests) % 50);
    return event;
}

std::uint32_t Scene::send(Event event)
{
    if (event.vin.empty() && event.vehicle != 0)
        event.vin = m_fleet.vehicles()[event.vehicle - 1].vin;
    if (m_story != 0) {
        Planned planned;
        planned.story = m_story;
        planned.needs = m_needs;
        planned.weak = m_weak;
        planned.event = event;
        m_planned.push_back(std::move(planned));
        event.planned = static_cast<std::uint32_t>(m_planned.size());
    }
    const std::uint32_t number = event.planned;
    std::uint32_t slot = 0;
    if (m_free.empty()) {
        slot = static_cast<std::uint32_t>(m_slots.size());
        m_slots.emplace_back();
    } else {
        slot = m_free.back();
        m_free.pop_back();
    }
    m_queue.push({event.ts, m_order++, slot});
    m_slots[slot] = std::move(event);
    return number;
}

bool Scene::next(std::int64_t before, Event &event)
{
    if (m_queue.empty() || m_queue.top().ts >= before)
        return false;
    const std::uint32_t slot = m_queue.top().slot;
    m_queue.pop();
    event = std::move(m_slots[slot]);
    m_free.push_back(slot);
    return true;
}

void Scene::transition(const Event &request, std::uint32_t vehicle, std::int64_t ts, State state, const char *reason)
{
    Event event;
    event.ts = ts;
    event.kind = Kind::Job;
    event.region = m_fleet.vehicles()[vehicle].region;
    event.state = state;
    event.vehicle = vehicle + 1;
    event.command = request.command;
    event.request = request.request;
    event.job = request.job.empty() ? "job-" + request.request.substr(2) : request.job;
    event.campaign = request.campaign;
    event.reason = reason;
    send(std::move(event));
}

void Scene::job(const Event &request, std::uint32_t vehicle, std::int64_t ts, Course course)
{
    const auto jitter = static_cast<std::int64_t>(mixed(m_requests + vehicle) % 400);
    transition(request, vehicle, ts + 1, State::Requested);
    transition(request, vehicle, ts + 30, State::Authorized);
    if (course == Course::Rejected) {
        transition(request, vehicle, ts + 80, State::Rejected, "vehicle state");
        return;
    }
    transition(request, vehicle, ts + 60, State::Queued);
    if (course == Course::LostInQueue)
        return;
    if (course == Course::Expired) {
        transition(request, vehicle, ts + 180'000, State::Expired, "offline");
        return;
    }
    transition(request, vehicle, ts + 900 + jitter, State::Delivered);
    if (course == Course::Lost)
        return;
    if (course == Course::LateExecution)
        transition(request, vehicle, ts + 180'000, State::Expired, "ttl");
    const std::int64_t done = course == Course::LateExecution ? ts + 200'000 : ts + 1500 + 2 * jitter;
    transition(request, vehicle, done, State::Executed);
    if (m_story == 0 && course == Course::Executed && jitter % 40 == 7) // delivered at least once: the same line twice
        transition(request, vehicle, done, State::Executed);
    if (course == Course::Confirmed)
        transition(request, vehicle, done + 300, State::Confirmed);
}

std::uint32_t Scene::command(const Session &session, Call call, std::uint32_t vehicle, std::int64_t ts, Course course, int status)
{
    Event event = request(session, call, vehicle, ts, status);
    const std::uint32_t number = send(event);
    if (status / 100 == 2) {
        const std::uint32_t before = m_needs;
        m_needs = number;
        job(event, vehicle, ts, course);
        m_needs = before;
    }
    return number;
}

Event Scene::change(const char *op, const Session &by, std::uint32_t vehicle, const std::string &subject, std::int64_t ts)
{
    Event event;
    event.ts = ts;
    event.kind = Kind::Change;
    event.op = op;
    event.status = 200;
    event.actor = by.actor;
    event.token = by.token;
    event.tenant = by.tenant;
    event.net = by.net;
    event.subject = subject;
    event.vehicle = vehicle == noVehicle ? 0 : vehicle + 1;
    return event;
}

Event Scene::token(const char *op, const Session &session, const std::string &parent, std::int64_t ts)
{
    Event event;
    event.ts = ts;
    event.kind = Kind::Auth;
    event.op = op;
    event.status = 200;
    event.actor = session.actor;
    event.token = session.token;
    event.net = session.net;
    event.client = session.client;
    event.parent = parent;
    return event;
}

} // namespace fleetgen
