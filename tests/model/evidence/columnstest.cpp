#include "model/evidence/address.h"
#include "model/evidence/columns.h"
#include "model/evidence/naming.h"
#include "tests/testmain.h"

#include <QtTest/QtTest>

using namespace tarascope::evidence;

namespace {

Event api(std::int64_t ts, std::string actor, std::string vehicle, std::string tenant, std::uint64_t offset = 0)
{
    Event event;
    event.ts = ts;
    event.offset = offset;
    event.kind = EventKind::Api;
    event.actor = std::move(actor);
    event.vehicle = std::move(vehicle);
    event.tenant = std::move(tenant);
    return event;
}

constexpr std::int64_t hour = 3'600'000;

ReferenceRows fleet()
{
    ReferenceRows rows;
    rows.attributeNames = {"region"};
    rows.vehicles = {{"WTSZZZ1K6RW100000", "iid-0", "t0", "u0", {"EU"}, {0, Interval::open}},
                     {"WTSZZZ1K6RW100000", "iid-0", "t1", "u1", {"EU"}, {10 * hour, Interval::open}},
                     {"WTSZZZ1K9RW100007", "iid-1", "t1", "u2", {"US"}, {0, 20 * hour}}};
    rows.relations = {{"u0", "owner", "WTSZZZ1K6RW100000", {0, 10 * hour}},
                      {"u0", "formerOwner", "WTSZZZ1K6RW100000", {10 * hour, Interval::open}},
                      {"d1", "dealer", "t1", {0, Interval::open}},
                      {"t0", "delegates", "t1", {5 * hour, Interval::open}}};
    rows.aliases = {{"old-u0", "u0", {0, Interval::open}}};
    return rows;
}

} // namespace

class ColumnsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eventsComeBackInOrderOfTime()
    {
        Event first = api(5, "a", "v", "t");
        first.host = "h", first.endpoint = "/x/{vin}", first.jobState = JobState::Queued, first.net = "10.0.0.1";
        first.authAge = 7, first.userAgent = "curl 8", first.request = "r1";
        const Event second = api(3, "b", "", "", 9);
        const EventTable table = makeTable({first, second});
        first.request.clear(); // only its hash is kept
        QCOMPARE(table.rows(), std::size_t{2});
        QVERIFY(eventAt(table, 0) == second);
        QVERIFY(eventAt(table, 1) == first);
        QCOMPARE(table.columns.request[1], idHash("r1"));
        QVERIFY(table.columns.campaign.isZero());
        QCOMPARE(rowsBetween(table, 3, 5).end, std::size_t{1});
        QCOMPARE(rowsBetween(table, 5, 6).begin, std::size_t{1});
        const EventIndex index = makeIndex(table);
        QCOMPARE(index.actor.of(table.names.actor.find("a")).size(), std::size_t{1});
        QCOMPARE(index.request.of(idHash("r1"))[0].second, 1u);
        QVERIFY(index.request.of(idHash("r2")).empty());
    }

    void joinsAreAsOfTheTimeOfTheEvent()
    {
        const EventTable table = makeTable({api(hour, "u0", "iid-0", "t0"), api(10 * hour + 1000, "u0", "iid-0", "t0"),
                                            api(11 * hour, "old-u0", "iid-0", "t0"), api(12 * hour, "d1", "iid-0", "t2"),
                                            api(21 * hour, "u2", "WTSZZZ1K9RW100007", "t1")},
                                           {}, fleet());
        const auto &c = table.columns;
        for (std::size_t row = 0; row < 4; ++row)
            QCOMPARE(table.names.vehicle.text(c.vehicle[row]), std::string_view("WTSZZZ1K6RW100000"));
        QCOMPARE(c.flags[0], flag::relationActive);
        QCOMPARE(c.flags[1], std::uint16_t(flag::relationUnknown | flag::crossTenant | flag::delegated));
        QCOMPARE(c.flags[2], std::uint16_t(flag::crossTenant | flag::delegated)); // a former owner has no right
        QCOMPARE(table.names.actor.text(c.actor[2]), std::string_view("u0"));
        QCOMPARE(c.flags[3], std::uint16_t(flag::relationActive | flag::crossTenant));
        QCOMPARE(c.flags[4], flag::notInRegistry);
        QCOMPARE(fleetAt(table.reference, hour).size(), std::size_t{2});
        QCOMPARE(fleetAt(table.reference, 20 * hour).size(), std::size_t{1});
    }

    void copiesOfALinePairOneToOne()
    {
        std::vector<Source> sources(3);
        sources[0].role = sources[1].role = "gateway";
        sources[2].role = "job";
        EventTable table;
        table.sources = sources;
        const std::uint16_t of[] = {0, 0, 1, 1, 1, 2};
        for (std::uint64_t i = 0; i < 6; ++i) {
            Event event = api(1, "a", "", "", i);
            event.source = of[i];
            append(table, event);
            table.columns.line.push(77);
        }
        finishTable(table);
        const std::uint16_t expected[] = {0, 0, flag::duplicateLine, flag::duplicateLine, 0, 0};
        for (std::size_t row = 0; row < 6; ++row)
            QCOMPARE(table.columns.flags[row], expected[row]);
    }

    void neighboursHaveOnePrefix()
    {
        EventTable table = makeTable({api(1, "", "WTSZZZ1K6RW100000", ""), api(2, "", "WTSZZZ1K9RW100007", ""),
                                      api(3, "", "4711", ""), api(4, "", "dealer car", "")});
        const auto of = [&](std::string_view name) { return table.vehicles[table.names.vehicle.find(name)]; };
        QCOMPARE(of("WTSZZZ1K6RW100000").prefix, of("WTSZZZ1K9RW100007").prefix);
        QCOMPARE(of("WTSZZZ1K9RW100007").serial - of("WTSZZZ1K6RW100000").serial, std::uint64_t{7});
        QCOMPARE(of("4711").serial, std::uint64_t{4711});
        QCOMPARE(of("dealer car").prefix, 0u);
    }

    void addressesAreFollowedByTheirNetwork()
    {
        Event a = api(1, "", "", "");
        a.net = "2001:db8:1:2::1";
        Event b = a;
        b.net = "2001:db8:1:2:3::9";
        Event c = a;
        c.net = "192.0.2.7";
        const EventTable table = makeTable({a, b, c});
        const auto of = [&](std::string_view name) { return table.nets[table.names.net.find(name)]; };
        QCOMPARE(of(a.net).pivot, of(b.net).pivot);
        QCOMPARE(table.names.net.text(of(a.net).pivot), std::string_view("2001:db8:1:2::/64"));
        QCOMPARE(table.names.net.text(of(c.net).prefix), std::string_view("192.0.0.0/16"));
        QCOMPARE(of(c.net).pivot, table.names.net.find(c.net));
    }

    void dictionariesForget()
    {
        Dictionary names;
        for (int i = 0; i < 1000; ++i)
            QCOMPARE(names.add("name " + std::to_string(i)), static_cast<std::uint32_t>(i + 1));
        names.forget(names.find("name 500"));
        QCOMPARE(names.find("name 500"), 0u);
        QCOMPARE(names.text(501), std::string_view());
        QCOMPARE(names.find("name 999"), 1000u);
        QCOMPARE(names.add("name 500"), 1001u);
    }

    void timesAreWritten()
    {
        QCOMPARE(timeText(1780300800123), std::string("2026-06-01T08:00:00.123Z"));
        QCOMPARE(timeText(-1), std::string("1969-12-31T23:59:59.999Z"));
        QCOMPARE(timeText(951'782'400'000), std::string("2000-02-29T00:00:00.000Z"));
    }
};

TARASCOPE_TEST(ColumnsTest)
#include "columnstest.moc"
