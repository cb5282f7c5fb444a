#include "tests/fleetgen/everyday.h"

#include "tests/fleetgen/text.h"

#include <algorithm>
#include <array>

namespace fleetgen {
namespace {

constexpr std::int64_t minuteMs = 60'000;
constexpr std::int64_t hourMs = 60 * minuteMs;
enum What { visitOf, saleOf, updateOf, groupOf, grantOf };
constexpr std::array<Call, 6> commands{Call::Lock, Call::Climate, Call::Charging, Call::HornLights, Call::Unlock, Call::Start};
constexpr std::array<Call, 4> reads{Call::Status, Call::Status, Call::Position, Call::Status};

std::string address(int a, int b, std::uint64_t rest)
{
    std::string net;
    appendNumber(net, static_cast<std::uint64_t>(a));
    net.push_back('.');
    appendNumber(net, static_cast<std::uint64_t>(b));
    net.push_back('.');
    appendNumber(net, rest / 250 % 256);
    net.push_back('.');
    appendNumber(net, 1 + rest % 250);
    return net;
}

// Where an account is: each keeps its habits, so that a place it never was at means something.
std::string place(std::uint32_t vehicle, int n)
{
    const int habit = static_cast<int>(vehicle % 8);
    const int carrier = static_cast<int>(vehicle % 5);
    if (habit == 0 && n % 2 == 1) { // dual stack: both families in one session
        std::string net = numbered("2001:db8:", static_cast<std::uint64_t>(carrier));
        net += ':';
        appendHex(net, vehicle & 0xFFFF, 4);
        return net + "::1";
    }
    if (habit == 1 && n >= 2) // from Wi-Fi at home to the carrier, once in a session
        return address(198, 18 + carrier % 2, vehicle / 50 % 400);
    if (habit >= 5) // behind the address translation of a carrier: hundreds of phones have one address
        return address(198, 18 + carrier % 2, vehicle % 16 + 16 * (vehicle / 4000));
    return address(100, 64 + carrier, vehicle);
}

} // namespace

Everyday::Everyday(Scene &scene) : m_scene(scene), m_random(scene.options().seed * 7919 + 1) { plan(); }

std::uint32_t Everyday::anyVehicle() { return static_cast<std::uint32_t>(1 + m_random.below(m_scene.fleet().size() - 1)); }

void Everyday::plan()
{
    const Options &options = m_scene.options();
    const Fleet &fleet = m_scene.fleet();
    for (std::uint32_t n = 0; n < fleet.visits().size(); ++n)
        m_plan.push_back({fleet.visits()[n].ts, visitOf, n});
    for (std::uint32_t vehicle = 0; vehicle < fleet.reserve(); ++vehicle) {
        if (const std::int64_t ts = fleet.soldAt(vehicle); ts != 0)
            m_plan.push_back({ts, saleOf, vehicle});
        if (const std::int64_t ts = fleet.updatedAt(vehicle); ts != 0)
            m_plan.push_back({ts - 110'000, updateOf, vehicle}); // with its order, not with its end
    }
    for (std::int64_t ts = options.start; ts < options.end(); ts += hourMs) {
        const std::int64_t inDay = ts / hourMs % 24;
        if (inDay == 5)
            m_plan.push_back({ts + 13 * minuteMs, groupOf, 0});
        if (inDay == 10 && ts / (24 * hourMs) % 7 != 2 && ts / (24 * hourMs) % 7 != 3) // 1970 began on a Thursday
            m_plan.push_back({ts + 25 * minuteMs, grantOf, 0});
    }
    std::sort(m_plan.begin(), m_plan.end(), [](const Planned &a, const Planned &b) {
        return a.ts != b.ts ? a.ts < b.ts : a.what != b.what ? a.what < b.what : a.index < b.index;
    });
}

void Everyday::minute(std::int64_t from, std::int64_t linesPerThousand)
{
    const std::uint64_t before = m_scene.sent();
    monitor(from);
    for (; m_next < m_plan.size() && m_plan[m_next].ts < from + minuteMs; ++m_next) {
        const Planned &planned = m_plan[m_next];
        if (planned.what == visitOf)
            dealerVisit(m_scene.fleet().visits()[planned.index]);
        else if (planned.what == saleOf)
            sale(planned.index);
        else if (planned.what == updateOf)
            update(planned.index);
        else if (planned.what == groupOf)
            groupCommand(planned.ts);
        else
            grant(planned.ts);
    }
    m_budget += linesPerThousand - static_cast<std::int64_t>(m_scene.sent() - before) * 1000;
    while (m_budget > 0) {
        const std::uint64_t start = m_scene.sent();
        something(from + m_random.between(0, minuteMs - 1));
        m_budget -= static_cast<std::int64_t>(m_scene.sent() - start) * 1000;
    }
}

void Everyday::something(std::int64_t ts)
{
    const std::uint64_t dice = m_random.below(1000);
    if (dice < 800)
        m_scene.options().legacy && dice < 45 ? legacySession(ts) : ownerSession(ts);
    else if (dice < 850)
        driverSession(ts);
    else if (dice < 856)
        supportSession(ts);
    else if (dice < 860)
        formerOwner(ts);
    else if (dice < 885)
        failedLogin(ts);
    else if (dice < 930)
        appPoller(ts);
    else if (dice < 950)
        fleetPoller(ts);
    else
        partnerPoller(ts);
}

Session Everyday::owner(std::uint32_t vehicle, std::int64_t ts)
{
    const Options &options = m_scene.options();
    Session session;
    session.actor = m_scene.fleet().user(vehicle, ts);
    session.token = coded("at-", mixed(options.seed * 13 + ++m_tokens));
    session.tenant = "norlund";
    // A new version of the app reaches one phone after the other from the middle of the time on.
    const std::int64_t spread = options.hours * hourMs / 4 * static_cast<std::int64_t>(mixed(vehicle) % 1000) / 1000;
    session.client = ts > options.start + options.hours * hourMs / 2 + spread ? "norlund-owner-4/4.13" : "norlund-owner-4/4.12";
    session.net = place(vehicle, 0);
    session.ua = vehicle % 2 == 0 ? "NorlundOwner/4 (Android)" : "NorlundOwner/4 (iOS)";
    session.region = m_scene.fleet().vehicles()[vehicle].region;
    return session;
}

void Everyday::ownerSession(std::int64_t ts)
{
    const std::uint32_t vehicle = anyVehicle();
    const std::int64_t sold = m_scene.fleet().soldAt(vehicle);
    if (sold != 0 && ts > sold - 15 * minuteMs && ts < sold + 2 * minuteMs)
        return failedLogin(ts);
    Session session = owner(vehicle, ts);
    if (m_random.chance(400))
        m_scene.send(m_scene.token("refresh", session, numbered("rt-", vehicle), ts));
    const auto requests = static_cast<int>(m_random.between(3, 6));
    for (int n = 0; n < requests; ++n) {
        ts += m_random.between(800, 45'000);
        session.net = place(vehicle, n);
        const int status = m_random.chance(6) ? 503 : 200;
        m_scene.send(m_scene.request(session, reads[m_random.below(reads.size())], vehicle, ts, status));
    }
    if (!m_random.chance(170))
        return;
    const Call call = commands[m_random.below(commands.size())];
    if (call == Call::Unlock || call == Call::Start)
        m_scene.send(m_scene.request(session, Call::StepUp, vehicle, ts += m_random.between(300, 900)));
    static constexpr std::array<Course, 6> courses{Course::Executed, Course::Confirmed, Course::Executed,
                                                   Course::Confirmed, Course::Executed, Course::Executed};
    Course course = courses[m_random.below(courses.size())];
    if (m_random.chance(30))
        course = m_random.chance(500) ? Course::Rejected : Course::Expired;
    ts += m_random.between(900, 4000);
    const Event request = m_scene.request(session, call, vehicle, ts, 202);
    m_scene.send(request);
    m_scene.job(request, vehicle, ts, course);
    if (m_random.chance(250)) {
        Event seen;
        seen.ts = ts + 3000;
        seen.kind = Kind::Veh;
        seen.vehicle = vehicle + 1;
        seen.region = session.region;
        seen.command = request.command;
        if (course == Course::Executed || course == Course::Confirmed)
            m_scene.send(std::move(seen));
    }
    m_scene.send(m_scene.request(session, Call::GetJob, Scene::noVehicle, ts + m_random.between(1000, 5000)));
}

void Everyday::legacySession(std::int64_t ts)
{
    const std::uint32_t vehicle = anyVehicle() / 20 * 20 + 1;
    if (vehicle >= m_scene.fleet().reserve() || m_scene.fleet().soldAt(vehicle) != 0)
        return failedLogin(ts);
    Session session = owner(vehicle, ts);
    session.client = "norlund-owner-1";
    session.ua = "NorlundApp/1";
    m_scene.send(m_scene.request(session, Call::StatusV2, vehicle, ts));
    m_scene.send(m_scene.request(session, vehicle % 3 == 0 ? Call::StatusV1 : Call::LocationV2, vehicle, ts + 900));
    if (m_random.chance(200))
        m_scene.command(session, Call::ClimateV2, vehicle, ts + 4000, Course::Executed);
}

void Everyday::driverSession(std::int64_t ts)
{
    const std::uint32_t vehicle = anyVehicle() / 9 * 9 + 4;
    if (vehicle >= m_scene.fleet().size() || !m_scene.fleet().hasDriver(vehicle))
        return failedLogin(ts);
    Session session = owner(vehicle, ts);
    session.actor = numbered("acc-d", vehicle, 7);
    session.net = address(100, 70, vehicle);
    for (int n = 0; n < 3; ++n)
        m_scene.send(m_scene.request(session, Call::Status, vehicle, ts += m_random.between(900, 20'000)));
    if (m_random.chance(150))
        m_scene.command(session, Call::Lock, vehicle, ts + 2000, Course::Executed);
}

void Everyday::supportSession(std::int64_t ts)
{
    Session session{"support-" + std::string(1, static_cast<char>('a' + m_random.below(6))), "", "norlund", "norlund-support", "192.0.2.20", "Firefox/128", 0};
    session.token = coded("st-", mixed(m_scene.options().seed * 17 + ++m_tokens));
    for (int n = 0; n < 3; ++n)
        m_scene.send(m_scene.request(session, Call::GetAccount, Scene::noVehicle, ts += m_random.between(2000, 40'000)));
}

// One or two tries with a car that was sold; far below what is a pattern.
void Everyday::formerOwner(std::int64_t ts)
{
    const std::uint32_t vehicle = anyVehicle() / 13 * 13 + 5;
    if (vehicle >= m_scene.fleet().size() || !m_scene.fleet().hasFormerOwner(vehicle))
        return failedLogin(ts);
    Session session = owner(vehicle, ts);
    session.actor = numbered("acc-f", vehicle, 7);
    session.client = "norlund-owner-4/4.12";
    session.net = address(100, 71, vehicle);
    m_scene.send(m_scene.request(session, Call::Status, vehicle, ts, 403));
}

void Everyday::failedLogin(std::int64_t ts)
{
    Session session = owner(anyVehicle(), ts);
    session.token.clear();
    session.actor.clear();
    m_scene.send(m_scene.request(session, Call::IssueToken, Scene::noVehicle, ts, m_random.chance(700) ? 401 : 400));
}

// The manufacturer's own service reads one car of the whole model after the other: serial numbers in a row.
void Everyday::appPoller(std::int64_t ts)
{
    Session session{"svc-app-refresh", coded("svc-", static_cast<std::uint64_t>(ts / hourMs), 8), "norlund", "norlund-app-refresh", "192.0.2.50", "Go-http-client/2", 0};
    for (int n = 0; n < 10; ++n) {
        m_appAt = (m_appAt + 1) % m_scene.fleet().size();
        m_scene.send(m_scene.request(session, Call::Status, m_appAt, ts + n * 700));
    }
}

void Everyday::fleetPoller(std::int64_t ts)
{
    Session session{"svc-kestrow-telematics", coded("kt-", static_cast<std::uint64_t>(ts / hourMs), 8), "kestrow", "kestrow-telematics/2", "203.0.113.77", "okhttp/4", 0};
    m_scene.send(m_scene.request(session, Call::FleetPositions, Scene::noVehicle, ts));
    const std::uint32_t cars = m_scene.fleet().reserve() / 40;
    for (std::uint32_t n = 0; n < 9 && cars > 0; ++n) {
        m_fleetAt = (m_fleetAt + 1) % cars;
        if (m_fleetAt * 40 + 7 < m_scene.fleet().reserve())
            m_scene.send(m_scene.request(session, Call::Position, m_fleetAt * 40 + 7, ts + 300 + n * 400));
    }
}

void Everyday::partnerPoller(std::int64_t ts)
{
    Session session{"ampelund-prod", coded("pt-", static_cast<std::uint64_t>(ts / (8 * hourMs)), 8), "ampelund", "ampelund-prod", "203.0.113.120", "Ampelund/7", 0};
    m_scene.send(m_scene.request(session, Call::PartnerVehicles, Scene::noVehicle, ts));
    const std::uint32_t cars = m_scene.fleet().reserve() / 10;
    for (std::uint32_t n = 0; n < 5 && cars > 0; ++n) {
        m_partnerAt = (m_partnerAt + 1) % cars;
        if (m_scene.fleet().chargesWithPartner(m_partnerAt * 10 + 3))
            m_scene.send(m_scene.request(session, Call::PartnerChargeState, m_partnerAt * 10 + 3, ts + 300 + n * 500));
    }
}

// A probe of the operator shows that every region answers and jobs run, day and night: without it a quiet night is a gap.
void Everyday::monitor(std::int64_t ts)
{
    const Options &options = m_scene.options();
    const std::int64_t n = (ts - options.start) / minuteMs;
    if (n % 3 != 0)
        return;
    Session session{"svc-monitor", "mon-1", "norlund", "norlund-monitor", "192.0.2.10", "monitor/1", 0};
    for (int region = 0; region < options.regions; ++region) {
        session.region = static_cast<std::uint8_t>(region);
        m_scene.send(m_scene.request(session, Call::ListVehicles, Scene::noVehicle, ts));
    }
    if (n % 12 == 0) {
        m_scene.command(session, Call::Lock, 0, ts + 5, Course::Executed);
    } else {
        Event probe = m_scene.request(session, Call::HornLights, 0, ts + 5, 202);
        m_scene.send(probe);
        m_scene.transition(probe, 0, ts + 6, State::Requested);
        m_scene.transition(probe, 0, ts + 9, State::Rejected, "policy");
    }
}

void Everyday::dealerVisit(const Visit &visit)
{
    Session session{dealerActor(visit.dealer), coded("dt-", mixed(m_scene.options().seed * 23 + ++m_tokens), 10), dealerTenant(visit.dealer), "norlund-dealer", address(203, 0, 28'300 + visit.dealer), "Chrome/128", 0};
    std::int64_t ts = visit.ts;
    m_scene.send(m_scene.request(session, Call::DealerSession, Scene::noVehicle, ts, 201));
    m_scene.send(m_scene.request(session, Call::DealerCustomers, Scene::noVehicle, ts + 4000));
    for (std::uint32_t n = 0; n < visit.cars; ++n) {
        const std::uint32_t vehicle = visit.vehicle + n;
        m_scene.send(m_scene.request(session, Call::DealerVehicle, vehicle, ts += m_random.between(6000, 25'000)));
        if (visit.cars > 1)
            m_scene.send(m_scene.request(session, Call::DealerDiagnostics, vehicle, ts += 1500, 201));
        else if (m_random.chance(300))
            m_scene.command(session, Call::DealerUnlock, vehicle, ts + 3000, Course::Executed);
    }
}

void Everyday::sale(std::uint32_t vehicle)
{
    const std::int64_t ts = m_scene.fleet().soldAt(vehicle);
    Session session = owner(vehicle, ts - 1);
    Event change = m_scene.change("transferOwner", session, vehicle, m_scene.fleet().user(vehicle, ts), ts);
    change.caseId = numbered("sale-", vehicle);
    m_scene.send(std::move(change));
    Session mailer{"mailer", "", "norlund", "", "192.0.2.30", "", 0};
    m_scene.send(m_scene.change("notifyOwner", mailer, vehicle, session.actor, ts + 20'000));
}

// One car in the night of an approved campaign.
void Everyday::update(std::uint32_t vehicle)
{
    const std::int64_t ts = m_scene.fleet().updatedAt(vehicle);
    const Vehicle &car = m_scene.fleet().vehicles()[vehicle];
    Session session{"tcu-" + car.internal, "cert-" + car.internal, m_scene.fleet().tenant(vehicle), "norlund-tcu", address(10, 200, vehicle), "tcu/5", car.region};
    Event manifest = m_scene.request(session, Call::OtaManifest, vehicle, ts - 100'000);
    m_scene.send(manifest);
    manifest.command = "ota-install";
    manifest.campaign = "campaign-5.3";
    manifest.job = "ota-" + car.internal;
    for (const auto &[after, state] : {std::pair{-110'000, State::Requested}, {-109'900, State::Authorized}, {-109'800, State::Queued}, {-99'000, State::Delivered}, {0, State::Executed}, {900, State::Confirmed}})
        m_scene.transition(manifest, vehicle, ts + after, state);
    m_scene.send(m_scene.request(session, Call::OtaReport, vehicle, ts + 1200, 202));
}

// A fleet locks all cars of a group in the morning: one request, a job for each car, an approved campaign.
void Everyday::groupCommand(std::int64_t ts)
{
    Session session{"kestrow-dispatch", coded("kd-", static_cast<std::uint64_t>(ts / hourMs), 8), "kestrow", "norlund-fleet", "203.0.113.80", "Firefox/128", 0};
    std::vector<std::uint32_t> cars;
    for (std::uint32_t vehicle = 7; vehicle < m_scene.fleet().reserve() && cars.size() < 130; vehicle += 40)
        cars.push_back(vehicle);
    Event request = m_scene.request(session, Call::FleetCommands, Scene::noVehicle, ts, 202);
    request.targets = static_cast<std::uint32_t>(cars.size());
    request.campaign = "kestrow-morning";
    m_scene.send(request);
    for (std::size_t n = 0; n < cars.size(); ++n) {
        request.job = numbered("grp-", static_cast<std::uint64_t>(ts / hourMs)) + '-' + numbered("", n);
        m_scene.job(request, cars[n], ts + static_cast<std::int64_t>(n) * 40, Course::Executed);
    }
}

// A harmless scope, by who may, in working hours.
void Everyday::grant(std::int64_t ts)
{
    Session session{"approver-1", "ap-1", "norlund", "norlund-release", "192.0.2.40", "Firefox/128", 0};
    Event event = m_scene.change("grantScope", session, Scene::noVehicle, "spiffe://norlund.example/trips", ts);
    event.scopes = "trips.read";
    m_scene.send(std::move(event));
}

} // namespace fleetgen
