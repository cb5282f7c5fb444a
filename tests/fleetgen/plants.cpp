#include "tests/fleetgen/story.h"
#include "tests/fleetgen/text.h"

#include <algorithm>
#include <functional>

namespace fleetgen {
namespace {

constexpr std::int64_t second = 1000;
constexpr std::int64_t minute = 60 * second;
constexpr std::int64_t hour = 60 * minute;

// What a plant works with.
struct Stage {
    Scene &scene;
    Story &story;
    std::int64_t t0;
    std::uint32_t number;

    std::string name(const char *what) const
    {
        const std::string step = story.step < 0 ? "below" : story.step > 0 ? "above" : "at";
        return std::string(what) + '-' + story.name + '-' + step;
    }
    // Somebody with a name, a token, a client and an address of their own, so that each key finds this plant alone.
    Session stranger(const char *suffix = "") const
    {
        return {name("actor") + suffix, name("token") + suffix, "norlund", name("client") + suffix, numbered("45.", 10 + number) + ".7." + std::to_string(9 + std::string(suffix).size()), "curl/8", 0};
    }
    std::uint32_t take(int cars) const { return scene.fleet().take(static_cast<std::uint32_t>(cars)); }
    const std::string &vin(std::uint32_t vehicle) const { return scene.fleet().vehicles()[vehicle].vin; }
    void relate(const std::string &subject, std::uint32_t vehicle, const char *kind = "fleetMember") const
    {
        scene.fleet().add({subject, kind, vin(vehicle), scene.options().start - 24 * hour, 0});
    }
    void expect(const char *rule, std::vector<std::pair<std::string, std::string>> key, bool fires) const
    {
        story.expected.push_back({rule, std::move(key), fires});
    }
    void expectKeys(const char *rule, const Session &who, bool fires) const
    {
        expect(rule, {{"token", who.token}}, fires);
        expect(rule, {{"actor", who.actor}}, fires);
        expect(rule, {{"net", who.net}}, fires);
        expect(rule, {{"client", who.client}}, fires);
    }
    bool fires() const { return story.step >= 0; }
};

void crossTenant(Stage &stage, bool allow)
{
    Session who = stage.stranger();
    who.tenant = stage.name("tenant");
    const int tries = allow ? stage.story.step + 1 : 5 + stage.story.step;
    const std::uint32_t first = stage.take(8);
    for (int n = 0; n < tries; ++n)
        stage.scene.send(stage.scene.request(who, Call::Status, first + static_cast<std::uint32_t>(n), stage.t0 + n * 40 * second, allow ? 200 : 403));
    if (tries == 0)
        stage.scene.send(stage.scene.request(who, Call::ListVehicles, Scene::noVehicle, stage.t0));
    stage.expect("D1", {{"tenant", who.tenant}, {"actor", who.actor}}, stage.fires());
}

void sequential(Stage &stage)
{
    const Session who = stage.stranger();
    const int cars = 20 + stage.story.step;
    const std::uint32_t first = stage.take(22);
    for (int n = 0; n < cars; ++n)
        stage.scene.send(stage.scene.request(who, Call::Status, first + static_cast<std::uint32_t>(n), stage.t0 + n * 20 * second, n % 3 == 0 ? 200 : 404));
    stage.expectKeys("D2a", who, stage.fires());
}

void shuffled(Stage &stage)
{
    const Session who = stage.stranger();
    const int cars = 50 + stage.story.step;
    const std::uint32_t first = stage.take(53);
    for (int n = 0; n < 53; ++n) { // 53 is prime: steps of 17 meet each car once and never a neighbour
        const auto car = static_cast<std::uint32_t>(n * 17 % 53);
        if (static_cast<int>(car) < cars)
            stage.scene.send(stage.scene.request(who, Call::Status, first + car, stage.t0 + n * 30 * second, n % 3 == 0 ? 404 : 200));
    }
    stage.expectKeys("D2b", who, stage.fires());
}

void broad(Stage &stage)
{
    const Session who = stage.stranger();
    const Fleet &fleet = stage.scene.fleet();
    const std::uint32_t stride = std::max(4U, fleet.reserve() / 125);
    int left = 100 + stage.story.step;
    int n = 0;
    for (std::uint32_t car = 5; car < fleet.reserve() && left > 0; car += stride) {
        if (fleet.vehicles()[car].tenant != 0)
            continue;
        stage.scene.send(stage.scene.request(who, Call::Status, car, stage.t0 + n++ * 20 * second));
        --left;
    }
    if (left > 0)
        stage.story.skipped = "the fleet is too small for so many cars that are not neighbours";
    stage.expectKeys("D2c", who, left == 0 && stage.fires());
}

void twoPlaces(Stage &stage)
{
    Session who = stage.stranger();
    const std::uint32_t car = stage.take(1);
    stage.relate(who.actor, car);
    const std::string home = who.net;
    for (int n = 0; n < 4 + stage.story.step; ++n) {
        who.net = n % 2 == 0 ? home : numbered("46.", 10 + stage.number) + ".7.9";
        who.ua = n % 2 == 0 ? "NorlundOwner/4 (iOS)" : "python-requests/2";
        stage.scene.send(stage.scene.request(who, Call::Status, car, stage.t0 + n * 90 * second));
    }
    stage.expect("D3a", {{"token", who.token}}, stage.fires());
}

void newPlace(Stage &stage)
{
    const Options &options = stage.scene.options();
    if (options.hours < 110) {
        stage.story.skipped = "needs --days 5 or more: an account is mature after three days";
        return;
    }
    Session who = stage.stranger();
    const std::uint32_t car = stage.take(1);
    stage.relate(who.actor, car);
    const int events = 20 + stage.story.step;
    for (int n = 0; n < events; ++n)
        stage.scene.send(stage.scene.request(who, Call::Status, car, options.start + hour + n * 80 * hour / events));
    who.net = numbered("47.", 10 + stage.number) + ".7.9";
    who.ua = "python-requests/2";
    who.token += "-new";
    stage.scene.send(stage.scene.request(who, Call::Status, car, options.start + 90 * hour));
    stage.expect("D3b", {{"actor", who.actor}}, stage.fires());
}

void bulk(Stage &stage)
{
    Session who = stage.stranger();
    Event request = stage.scene.request(who, Call::FleetCommands, Scene::noVehicle, stage.t0, 202);
    request.targets = static_cast<std::uint32_t>(100 + stage.story.step);
    stage.scene.send(request);
    stage.expect("D4a", {{"request", request.request}}, stage.fires());
}

void commandRate(Stage &stage)
{
    Session who = stage.stranger();
    who.tenant = stage.name("tenant");
    stage.scene.fleet().add({who.tenant, "delegation", "norlund", stage.scene.options().start - 24 * hour, 0});
    const int cars = 50 + stage.story.step;
    const std::uint32_t first = stage.take(51);
    const std::int64_t t0 = (stage.t0 / (10 * minute) + 1) * 10 * minute + 5 * second;
    for (int n = 0; n < cars; ++n) {
        stage.relate(who.actor, first + static_cast<std::uint32_t>(n));
        stage.scene.command(who, Call::FleetRelease, first + static_cast<std::uint32_t>(n), t0 + n * 11 * second, Course::Executed);
    }
    stage.expect("D4b", {{"actor", who.actor}}, stage.fires());
    stage.expect("D4b", {{"client", who.client}}, stage.fires());
    stage.expect("D4b", {{"tenant", who.tenant}}, stage.fires());
}

void manyOwners(Stage &stage)
{
    const std::uint32_t car = stage.take(1);
    for (int n = 0; n < 2 + stage.story.step; ++n) {
        Session by = stage.stranger(n == 0 ? "" : n == 1 ? "b" : "cc");
        const std::string next = stage.name("owner") + std::to_string(n);
        stage.scene.send(stage.scene.change("transferOwner", by, car, next, stage.t0 + n * 20 * minute));
        stage.scene.send(stage.scene.change("notifyOwner", {"mailer", "", "norlund", "", "192.0.2.30", "", 0}, car, by.actor, stage.t0 + n * 20 * minute + 9 * second));
    }
    stage.expect("D5a", {{"vehicle", stage.vin(car)}}, stage.fires());
}

void manyChanges(Stage &stage)
{
    Session by = stage.stranger();
    by.tenant = "dealer-" + stage.name("site");
    const std::uint32_t first = stage.take(6);
    const int cars = 5 + stage.story.step;
    for (int n = 0; n < cars; ++n) {
        const std::uint32_t car = first + static_cast<std::uint32_t>(n);
        if (n > 0)
            stage.relate(by.actor, car, "dealerCase");
        Event event = stage.scene.change("transferOwner", by, car, stage.name("owner") + std::to_string(n), stage.t0 + n * 4 * minute);
        event.caseId = n > 0 ? numbered("case-", static_cast<std::uint64_t>(n)) : "";
        stage.scene.send(std::move(event));
        stage.scene.send(stage.scene.change("notifyOwner", {"mailer", "", "norlund", "", "192.0.2.30", "", 0}, car, "x", stage.t0 + n * 4 * minute + 9 * second));
    }
    stage.expect("D5b", {{"actor", by.actor}}, stage.fires());
}

void changeThenCommand(Stage &stage)
{
    const Session by = stage.stranger();
    Session user = stage.stranger("-user");
    const std::uint32_t car = stage.take(1);
    stage.scene.send(stage.scene.change("addUser", by, car, user.actor, stage.t0));
    stage.scene.command(user, Call::Unlock, car, stage.t0 + 30 * minute - stage.story.step * second, Course::Executed);
    stage.expect("D5c", {{"vehicle", stage.vin(car)}, {"subject", user.actor}}, stage.fires());
}

void deniedOnOne(Stage &stage)
{
    const Session who = stage.stranger();
    const std::uint32_t car = stage.take(1);
    for (int n = 0; n < 5 + stage.story.step; ++n)
        stage.scene.command(who, Call::Unlock, car, stage.t0 + n * 60 * second, Course::Executed, 403);
    stage.expect("D6a", {{"actor", who.actor}, {"vehicle", stage.vin(car)}}, stage.fires());
}

void deniedOnMany(Stage &stage)
{
    const Session who = stage.stranger();
    const std::uint32_t first = stage.take(11);
    for (int n = 0; n < 10 + stage.story.step; ++n)
        stage.scene.command(who, Call::Unlock, first + static_cast<std::uint32_t>(n), stage.t0 + n * 5 * minute, Course::Executed, 403);
    stage.expect("D6a", {{"actor", who.actor}}, stage.fires());
}

void deniedToMany(Stage &stage)
{
    const std::uint32_t car = stage.take(1);
    static constexpr const char *suffixes[] = {"", "b", "cc", "ddd"};
    for (int n = 0; n < 3 + stage.story.step; ++n)
        stage.scene.command(stage.stranger(suffixes[n]), Call::Unlock, car, stage.t0 + n * 15 * minute, Course::Executed, 403);
    stage.expect("D6a", {{"vehicle", stage.vin(car)}}, stage.fires());
}

void deniedThenAllowed(Stage &stage)
{
    const Session who = stage.stranger();
    const std::uint32_t car = stage.take(1);
    for (int n = 0; n < 3 + stage.story.step; ++n)
        stage.scene.command(who, Call::Lock, car, stage.t0 + n * 60 * second, Course::Executed, 403);
    stage.scene.command(who, Call::Lock, car, stage.t0 + 10 * minute, Course::Executed);
    stage.expect("D6b", {{"actor", who.actor}, {"vehicle", stage.vin(car)}, {"command", "lock"}}, stage.fires());
}

// Working hours of a day from Monday to Friday, whatever the length of the logs.
std::int64_t officeTime(const Stage &stage)
{
    std::int64_t ts = stage.scene.options().start / (24 * hour) * 24 * hour + 9 * hour;
    while (ts < stage.scene.options().start || ts / (24 * hour) % 7 == 2 || ts / (24 * hour) % 7 == 3)
        ts += 24 * hour;
    return ts + static_cast<std::int64_t>(stage.number) * 7 * second;
}

void grant(Stage &stage, bool brief)
{
    Session by = stage.stranger();
    by.actor = "approver-1";
    const std::string workload = "spiffe://norlund.example/" + stage.name("workload");
    const std::int64_t ts = officeTime(stage);
    if (ts + 2 * hour > stage.scene.options().end()) {
        stage.story.skipped = "no working hours in the time of the logs";
        return;
    }
    Event event = stage.scene.change("grantScope", by, Scene::noVehicle, workload, ts);
    event.scopes = !brief && stage.story.step >= 0 ? "command.sign" : "trips.read";
    stage.scene.send(event);
    if (brief) {
        event.ts = ts + 60 * minute - stage.story.step * second;
        event.op = "revokeScope";
        stage.scene.send(std::move(event));
    }
    stage.expect("D7", {{"workload", workload}}, stage.fires());
}

void deprecated(Stage &stage)
{
    Session who = stage.stranger();
    const std::uint32_t car = stage.take(1);
    stage.relate(who.actor, car);
    const bool late = stage.story.step >= 0;
    stage.scene.send(stage.scene.request(who, late ? Call::StatusV2 : Call::Status, car, stage.t0));
    if (stage.story.step > 0)
        stage.scene.send(stage.scene.request(who, Call::LocationV1, car, stage.t0 + minute));
    stage.expect("D8", {{"endpoint", "GET /v2/vehicles/{vin}/status"}, {"client", who.client}}, late);
    if (stage.story.step > 0)
        stage.expect("D8", {{"endpoint", "GET /v1/vehicles/{vin}/location"}, {"client", who.client}}, true);
}

void noAnswer(Stage &stage)
{
    Session who = stage.stranger();
    const std::uint32_t car = stage.take(1);
    stage.relate(who.actor, car);
    const Event request = stage.scene.request(who, Call::FleetImmobilise, car, stage.t0, 202);
    stage.scene.send(request);
    stage.scene.job(request, car, stage.t0, stage.story.step > 0 ? Course::LostInQueue : Course::Lost);
    if (stage.story.step < 0) // five minutes and one of grace after the delivery, to the second
        stage.scene.transition(request, car, stage.t0 + 359 * second, State::Executed);
    stage.expect("D10a", {{"job", "job-" + request.request.substr(2)}}, stage.fires());
}

void lossRate(Stage &stage)
{
    Session who = stage.stranger();
    const int jobs = 20 + stage.story.step;
    const std::uint32_t first = stage.take(63);
    const std::int64_t t0 = (stage.t0 / hour + 1) * hour + 3 * minute;
    std::string sw;
    // Each step has a command of its own: the other jobs of a command are what a loss is measured by.
    const Call call = stage.story.step < 0 ? Call::FleetImmobilise : stage.story.step > 0 ? Call::Tailgate : Call::Stop;
    for (int n = 0; n < jobs; ++n) {
        const std::uint32_t car = first + static_cast<std::uint32_t>(3 * n);
        stage.relate(who.actor, car);
        const Event request = stage.scene.request(who, call, car, t0 + n * 90 * second, 202);
        stage.scene.send(request);
        stage.scene.job(request, car, request.ts, Course::Lost);
        stage.expect("D10a", {{"job", "job-" + request.request.substr(2)}}, true);
        sw = numbered("5.", stage.scene.fleet().vehicles()[car].sw);
    }
    stage.expect("D10b", {{"command", operation(call).command}, {"sw", sw}, {"hour", iso(t0 - 3 * minute)}}, stage.fires());
}

void orphan(Stage &stage)
{
    const std::uint32_t car = stage.take(1);
    Event request = stage.scene.request(stage.stranger(), Call::Unlock, car, stage.t0, 202);
    request.job = stage.name("job");
    if (stage.story.step < 0) {
        stage.scene.transition(request, car, stage.t0, State::Requested);
        stage.scene.transition(request, car, stage.t0 + 20, State::Authorized);
    }
    stage.scene.transition(request, car, stage.t0 + second, State::Executed);
    if (stage.story.step > 0)
        stage.scene.transition(request, car, stage.t0 + 2 * second, State::Confirmed);
    stage.expect("D10c", {{"vehicle", stage.vin(car)}}, stage.fires());
}

void replay(Stage &stage)
{
    Session who = stage.stranger();
    const std::uint32_t car = stage.take(1);
    stage.relate(who.actor, car);
    Event request = stage.scene.request(who, Call::Status, car, stage.t0);
    stage.scene.send(request);
    request.ts += 3 * second;
    if (stage.story.step >= 0)
        request.token += "-other"; // below it: a client that asks again with the same id
    stage.scene.send(request);
    stage.expect("D11", {{"request", request.request}}, stage.fires());
}

void executedTwice(Stage &stage)
{
    Session who = stage.stranger();
    const std::uint32_t car = stage.take(1);
    stage.relate(who.actor, car);
    const Event request = stage.scene.request(who, Call::Lock, car, stage.t0, 202);
    stage.scene.send(request);
    stage.scene.transition(request, car, stage.t0 + 1, State::Requested);
    stage.scene.transition(request, car, stage.t0 + 30, State::Authorized);
    stage.scene.transition(request, car, stage.t0 + 60, State::Queued);
    stage.scene.transition(request, car, stage.t0 + 900, State::Delivered);
    stage.scene.transition(request, car, stage.t0 + 1500, State::Executed);
    // The same acknowledgement again is the same line; another time is another execution.
    stage.scene.transition(request, car, stage.t0 + (stage.story.step < 0 ? 1500 : 61'500), State::Executed);
    stage.expect("D11", {{"job", "job-" + request.request.substr(2)}}, stage.fires());
}

void staleStepUp(Stage &stage)
{
    Session who = stage.stranger();
    const std::uint32_t car = stage.take(1);
    stage.relate(who.actor, car, "owner");
    Event request = stage.scene.request(who, Call::Unlock, car, stage.t0, 202);
    request.authAge = 301 + stage.story.step;
    stage.scene.send(request);
    stage.scene.job(request, car, stage.t0, Course::Executed);
    stage.expect("D12", {{"request", request.request}}, stage.fires());
}

struct Piece {
    const char *name;
    const char *about;
    std::function<void(Stage &)> play;
};

const std::vector<Piece> &pieces()
{
    static const std::vector<Piece> all{
        {"D1", "4, 5, 6 denied requests across tenants in an hour", [](Stage &stage) { crossTenant(stage, false); }},
        {"D1allow", "0, 1, 2 allowed requests across tenants", [](Stage &stage) { crossTenant(stage, true); }},
        {"D2a", "19, 20, 21 cars with serial numbers in a row", sequential},
        {"D2b", "49, 50, 51 cars of one prefix in a shuffled order", shuffled},
        {"D2c", "99, 100, 101 cars in an hour without a relation to them", broad},
        {"D3a", "a token alternates 3, 4, 5 times between two places", twoPlaces},
        {"D3b", "a new place after 19, 20, 21 events of an account", newPlace},
        {"D4a", "one command to 99, 100, 101 cars without a campaign", bulk},
        {"D4b", "commands to 49, 50, 51 cars in ten minutes", commandRate},
        {"D5a", "1, 2, 3 changes of ownership of one car", manyOwners},
        {"D5b", "4, 5, 6 cars changed by one dealer, one without a case", manyChanges},
        {"D5c", "a user is added and commands 1 s after, at, 1 s before the end of 30 minutes", changeThenCommand},
        {"D6aVehicle", "4, 5, 6 denied commands of one actor to one car", deniedOnOne},
        {"D6aActor", "denied commands of one actor to 9, 10, 11 cars", deniedOnMany},
        {"D6aActors", "denied commands of 2, 3, 4 actors to one car", deniedToMany},
        {"D6b", "2, 3, 4 denied commands and then an allowed one", deniedThenAllowed},
        {"D7", "a harmless or a sensitive scope is granted to a workload", [](Stage &stage) { grant(stage, false); }},
        {"D7brief", "a scope is granted and revoked after an hour and a second, an hour, a second less", [](Stage &stage) { grant(stage, true); }},
        {"D8", "a call of a current, a deprecated and a retired version", deprecated},
        {"D9a", "a device reports 199, 200, 201 more than the median (needs 29 days of telemetry, made with it)", {}},
        {"D9b", "29, 30, 31 devices of one group report half as much again", {}},
        {"D9c", "a device is silent for 2, 3, 4 hours", {}},
        {"D10a", "a job answers after 359 s, never after delivery, never after the queue", noAnswer},
        {"D10b", "19, 20, 21 jobs of one hour without an answer", lossRate},
        {"D10c", "an execution with and without a request", orphan},
        {"D11", "a request id again, with the same or another token", replay},
        {"D11job", "an acknowledgement again, a second execution", executedTwice},
        {"D12", "unlock with an authentication 300, 301, 302 s old", staleStepUp},
    };
    return all;
}

} // namespace

const std::vector<std::pair<std::string, std::string>> &plantNames()
{
    static const std::vector<std::pair<std::string, std::string>> names = [] {
        std::vector<std::pair<std::string, std::string>> all;
        for (const Piece &piece : pieces())
            all.emplace_back(piece.name, piece.about);
        all.emplace_back("leak", "incident: a dealer's token leaks and is refreshed five times");
        all.emplace_back("dealer", "incident: a false dealer becomes owner of 14 cars and commands some");
        all.emplace_back("employee", "incident: an employee adds a user to eight cars, the owners are never told");
        return all;
    }();
    return names;
}

bool playPlant(Scene &scene, Story &story, std::uint32_t number)
{
    const auto at = std::find_if(pieces().begin(), pieces().end(), [&](const Piece &piece) { return piece.name == story.name; });
    if (at == pieces().end())
        return false;
    if (!at->play)
        return true;
    const Options &options = scene.options();
    Stage stage{scene, story, options.start + options.hours * hour / 4 + number * 7 * second, number};
    at->play(stage);
    return true;
}

} // namespace fleetgen
