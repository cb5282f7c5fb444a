#include "tests/fleetgen/story.h"
#include "tests/fleetgen/text.h"

#include <algorithm>
#include <map>
#include <set>

namespace fleetgen {
namespace {

constexpr std::int64_t second = 1000;
constexpr std::int64_t minute = 60 * second;
constexpr std::int64_t hour = 60 * minute;

// Private cars from all over the fleet that nothing else happens to.
std::vector<std::uint32_t> someCars(Scene &scene, std::size_t count, std::uint64_t salt)
{
    const Fleet &fleet = scene.fleet();
    Random random(scene.options().seed * 41 + salt);
    std::set<std::uint32_t> seen;
    std::vector<std::uint32_t> cars;
    for (int tries = 0; cars.size() < count && tries < 100'000; ++tries) {
        const auto car = static_cast<std::uint32_t>(1 + random.below(fleet.reserve() - 1));
        if (fleet.vehicles()[car].tenant == 0 && fleet.soldAt(car) == 0 && fleet.updatedAt(car) == 0 && seen.insert(car).second)
            cars.push_back(car);
    }
    return cars;
}

void alertOn(Scene &scene, const Event &request)
{
    Event alert;
    alert.ts = request.ts + 1;
    alert.kind = Kind::Alert;
    alert.request = request.request;
    alert.net = request.net;
    alert.reason = "942100";
    scene.send(std::move(alert));
}

void expectNoAnswer(Scene &scene, Story &story, std::uint32_t request)
{
    story.expected.push_back({"D10a", {{"job", "job-" + scene.planned()[request - 1].event.request.substr(2)}}, true});
}

void leak(Scene &scene, Story &story)
{
    const std::vector<std::uint32_t> cars = someCars(scene, 40, 1);
    Session thief{"dealer-900-tech", "tok-LEAK", "dealer-900", "norlund-dealer", "203.0.113.9", "python-requests/2", 0};
    std::int64_t ts = scene.options().start + scene.options().hours * hour / 4;
    std::uint32_t refreshed = 0;
    static constexpr Course ends[] = {Course::Executed, Course::Confirmed, Course::LateExecution};
    for (std::size_t n = 0; n < 30; ++n, ts += 2 * minute) {
        if (n >= 15 && n % 3 == 0) {
            const std::string parent = thief.token;
            thief.token = numbered("tok-LEAK", n / 3 - 3);
            thief.net = numbered("192.0.2.", 180 + n);
            scene.chain(refreshed);
            refreshed = scene.send(scene.token("refresh", thief, parent, ts - minute));
            scene.chain(refreshed);
        }
        if (n < 12) {
            scene.command(thief, Call::DealerUnlock, cars[n], ts, ends[n % 3]);
        } else if (n < 25) {
            const Event request = scene.request(thief, n < 18 ? Call::DealerVehicle : Call::DealerLocation, cars[n], ts, n < 18 ? 200 : n < 22 ? 403 : 504);
            scene.send(request);
            if (request.status == 403)
                alertOn(scene, request);
        } else {
            static constexpr Course open[] = {Course::Rejected, Course::Expired, Course::Lost, Course::LostInQueue, Course::Lost};
            const std::uint32_t request = scene.command(thief, Call::DealerUnlock, cars[n], ts, open[n - 25]);
            if (n > 26)
                expectNoAnswer(scene, story, request);
        }
    }
    // The dealer's own session of the same day, about cases that are closed; open cases are what the token could reach.
    const Session own{"dealer-900-tech", "tok-own-900", "dealer-900", "norlund-dealer", "198.51.100.90", "Chrome/128", 0};
    scene.chain(0, true);
    for (std::size_t n = 30; n < 34; ++n) {
        scene.send(scene.request(own, Call::DealerVehicle, cars[n], ts - 30 * minute + static_cast<std::int64_t>(n) * minute));
        scene.fleet().add({own.actor, "dealerCase", scene.fleet().vehicles()[cars[n]].vin, scene.options().start - 40 * 24 * hour, scene.options().start - 20 * 24 * hour});
    }
    scene.chain(0);
    for (std::size_t n = 34; n < 40; ++n) {
        story.exposed.push_back(cars[n]);
        scene.fleet().add({own.actor, "dealerCase", scene.fleet().vehicles()[cars[n]].vin, scene.options().start - 2 * 24 * hour, scene.options().end() + 5 * 24 * hour});
    }
    story.seeds = {{"token", "tok-LEAK"}};
    story.strong = {{"token", "tok-LEAK"}, {"token", "tok-LEAK2"}, {"token", "tok-LEAK6"}, {"actor", own.actor}};
    story.needsDecision = {{"actor", own.actor}};
    story.expected.push_back({"D1", {{"tenant", own.tenant}, {"actor", own.actor}}, true});
}

void dealer(Scene &scene, Story &story)
{
    const bool demo = scene.options().demo;
    const std::vector<std::uint32_t> cars = someCars(scene, 14, 2);
    const Session portal{"dealer-40117-new", "dt-40117", "autohus-vindmo", "norlund-dealer", "45.83.12.6", "Chrome/127", 0};
    const Session owner{"acc-x900001", "at-x900001", "norlund", "norlund-owner-4/4.13", "45.83.12.6", "NorlundOwner/4 (Android)", 0};
    std::int64_t ts = scene.options().start + scene.options().hours * hour / 4;
    scene.send(scene.request(portal, Call::DealerRegister, Scene::noVehicle, ts, 201));
    scene.send(scene.request(portal, Call::DealerSession, Scene::noVehicle, ts += 3 * minute, 201));
    for (int n = 0; n < (demo ? 230 : 30); ++n)
        scene.send(scene.request(portal, Call::DealerCustomers, Scene::noVehicle, ts += 17 * second + n % 5 * second));
    static constexpr Course courses[] = {Course::Executed, Course::Confirmed, Course::Executed, Course::Executed, Course::Executed, Course::Confirmed};
    for (std::size_t n = 0; n < cars.size(); ++n) {
        ts += demo ? 41 * minute : 4 * minute;
        const std::string &vin = scene.fleet().vehicles()[cars[n]].vin;
        scene.chain(0);
        scene.send(scene.request(portal, Call::DealerPrimaryUser, cars[n], ts));
        const std::uint32_t change = scene.send(scene.change("transferOwner", portal, cars[n], owner.actor, ts + 40));
        scene.fleet().add({owner.actor, "owner", vin, ts + 40, 0});
        scene.chain(change);
        if (n < 6)
            scene.command(owner, n % 2 == 0 ? Call::Unlock : Call::Start, cars[n], ts + 9 * minute, courses[n]);
        else if (n == 6)
            expectNoAnswer(scene, story, scene.command(owner, Call::Unlock, cars[n], ts + 9 * minute, Course::Lost));
        if (n < 7)
            story.expected.push_back({"D5c", {{"vehicle", vin}, {"subject", owner.actor}}, true});
    }
    scene.chain(0);
    story.seeds = {{"actor", portal.actor}};
    story.strong = {{"actor", portal.actor}, {"token", portal.token}, {"actor", owner.actor}, {"token", owner.token}};
    story.expected.push_back({"D5b", {{"actor", portal.actor}}, true});
    story.expected.push_back({"D1", {{"tenant", portal.tenant}, {"actor", portal.actor}}, true});
}

void employee(Scene &scene, Story &story)
{
    const std::vector<std::uint32_t> cars = someCars(scene, 10, 3);
    const Session portal{"support-z", "st-z77", "norlund", "norlund-support", "192.0.2.21", "Firefox/128", 0};
    const Session user{"acc-x900002", "at-x900002", "norlund", "norlund-owner-4/4.12", "45.91.3.18", "NorlundOwner/4 (iOS)", 0};
    std::int64_t ts = scene.options().start + scene.options().hours * hour / 4 + 11 * minute;
    for (std::size_t n = 0; n < 8; ++n, ts += 5 * minute) {
        const std::string &vin = scene.fleet().vehicles()[cars[n]].vin;
        scene.chain(0);
        scene.send(scene.request(portal, Call::GetAccount, Scene::noVehicle, ts - minute));
        const std::uint32_t change = scene.send(scene.change("addUser", portal, cars[n], user.actor, ts));
        scene.fleet().add({user.actor, "driver", vin, ts, 0});
        scene.chain(change);
        if (n < 5)
            scene.send(scene.request(user, Call::Position, cars[n], ts + 4 * minute));
        if (n < 4) {
            scene.command(user, Call::Unlock, cars[n], ts + 6 * minute, n == 3 ? Course::Rejected : Course::Confirmed);
            story.expected.push_back({"D5c", {{"vehicle", vin}, {"subject", user.actor}}, true});
        }
    }
    scene.chain(0);
    for (std::size_t n = 8; n < cars.size(); ++n) { // tickets that are open
        story.exposed.push_back(cars[n]);
        scene.fleet().add({portal.actor, "supportCase", scene.fleet().vehicles()[cars[n]].vin, scene.options().start - hour, 0});
    }
    story.seeds = {{"token", portal.token}};
    story.strong = {{"token", portal.token}, {"actor", portal.actor}, {"actor", user.actor}, {"token", user.token}};
    story.expected.push_back({"D5b", {{"actor", portal.actor}}, true});
}

// Of one car: what the chain did to it, from the planned events that were written.
struct Seen {
    bool strong = false;
    bool allowed = false;
    bool executed = false;
    bool open = false;
    bool weak = false;
};

} // namespace

bool playIncident(Scene &scene, Story &story)
{
    if (story.name == "leak")
        leak(scene, story);
    else if (story.name == "dealer")
        dealer(scene, story);
    else if (story.name == "employee")
        employee(scene, story);
    else
        return false;
    story.incident = true;
    return true;
}

std::vector<std::pair<std::uint32_t, const char *>> classesOf(const Story &story, std::uint32_t number, const std::vector<Planned> &planned)
{
    std::map<std::uint32_t, Seen> cars;
    std::map<std::pair<std::uint32_t, std::string>, bool> jobs; // whether a job of a car has ended
    const auto reached = [&](const Planned &event) {
        const Planned *at = &event;
        while (at->written && at->needs != 0)
            at = &planned[at->needs - 1];
        return at->written;
    };
    for (const Planned &each : planned) {
        if (each.story != number || each.event.vehicle == 0 || !reached(each))
            continue;
        const Event &event = each.event;
        Seen &car = cars[event.vehicle - 1];
        if (each.weak) {
            car.weak = true;
        } else if (event.kind == Kind::Job) {
            car.executed = car.executed || event.state == State::Executed || event.state == State::Confirmed;
            bool &ended = jobs[{event.vehicle - 1, event.job}];
            ended = ended || event.state >= State::Executed;
            if (event.state == State::Queued || event.state == State::Delivered)
                car.open = true;
        } else {
            car.strong = true;
            car.allowed = car.allowed || event.status / 100 == 2;
        }
    }
    for (auto &[car, seen] : cars) {
        for (const auto &[key, ended] : jobs) {
            if (key.first == car && ended)
                seen.open = false; // the incidents give a car one job at most
        }
    }
    std::vector<std::pair<std::uint32_t, const char *>> classes;
    for (const auto &[car, seen] : cars)
        classes.emplace_back(car, seen.executed ? "A5" : seen.open ? "A4" : seen.allowed ? "A3" : seen.strong ? "A2" : "A0");
    for (const std::uint32_t car : story.exposed) {
        const auto at = cars.find(car);
        if (at == cars.end() || (!at->second.strong && !at->second.executed))
            classes.emplace_back(car, "A1");
    }
    std::sort(classes.begin(), classes.end());
    return classes;
}

} // namespace fleetgen
