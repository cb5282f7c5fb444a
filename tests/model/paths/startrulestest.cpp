#include "tests/casetext.h"
#include "tests/testmain.h"

using namespace tarascope;
using std::string;

/// S1 and S2: who begins where, at which scale, and what an own app gives.
class StartRulesTest : public QObject
{
    Q_OBJECT

    static string at(const string &lines, const string &target, Scale scale)
    {
        Ask ask{target};
        ask.scale = scale;
        return frontier(lines, ask);
    }

private Q_SLOTS:
    void becomingTheAttacker_data()
    {
        QTest::addColumn<string>("kind");
        QTest::addColumn<string>("rating");
        for (const char *kind : {"anonymous", "otherOwner", "formerOwner", "expiredDriver"})
            QTest::newRow(kind) << string(kind) << string("00000");
        QTest::newRow("fleetSubUser") << string("fleetSubUser") << string("00010");
        QTest::newRow("dealerUser") << string("dealerUser") << string("10020");
        QTest::newRow("partnerApplication") << string("partnerApplication") << string("20110");
        QTest::newRow("tokenThief") << string("tokenThief") << string("11010");
        QTest::newRow("insider") << string("insider") << string("01030");
        QTest::newRow("besideCar") << string("besideCar") << string("00020");
    }

    void becomingTheAttacker()
    {
        QFETCH(string, kind);
        QFETCH(string, rating);
        const string profile = "AP-1 {\"kind\":\"" + kind + "\"}\n";
        QCOMPARE(frontier(profile + "AP-1 startsAt EP-1", "EP-1"), rating);
        QCOMPARE(frontier(profile + "AP-1 startsAt EP-1 {\"rating\":@10101}", "EP-1"), string("10101"));
    }

    /// Without a kind there is nothing to become, whatever the name says.
    void neverByName()
    {
        LoadedCase loaded = caseOf("AP-1 startsAt EP-1");
        Item renamed = *loaded.graph.item(loaded.id("AP-1"));
        const Item before = renamed;
        renamed.name = "Dealer user";
        QVERIFY(loaded.graph.apply({{}, {{Record(before), Record(renamed)}}}).ok());
        QCOMPARE(frontier(loaded, {"EP-1"}), string("00000"));
    }

    void scaleOfAStart_data()
    {
        QTest::addColumn<string>("lines");
        QTest::addColumn<string>("target");
        QTest::addColumn<int>("largest"); // Scale, as number
        const int vehicle = int(Scale::Vehicle), tenant = int(Scale::Tenant), fleet = int(Scale::Fleet);
        QTest::newRow("credential") << string("AP-1 startsAt CR-1") << string("CR-1") << vehicle;
        QTest::newRow("component") << string("AP-1 startsAt CO-1") << string("CO-1") << vehicle;
        QTest::newRow("bus") << string("NW-1 {\"type\":\"can\"}; AP-1 startsAt NW-1") << string("NW-1") << vehicle;
        QTest::newRow("unknown network") << string("AP-1 startsAt NW-1") << string("NW-1") << vehicle;
        QTest::newRow("cellular") << string("NW-1 {\"type\":\"cellular\"}; AP-1 startsAt NW-1") << string("NW-1") << fleet;
        QTest::newRow("service") << string("AP-1 startsAt SV-1") << string("SV-1") << fleet;
        QTest::newRow("command") << string("AP-1 startsAt CM-1") << string("CM-1") << fleet;
        QTest::newRow("said") << string("AP-1 startsAt CR-1 {\"scale\":\"tenant\"}") << string("CR-1") << tenant;
        QTest::newRow("said smaller") << string("AP-1 startsAt SV-1 {\"scale\":\"vehicle\"}") << string("SV-1") << vehicle;
    }

    void scaleOfAStart()
    {
        QFETCH(string, lines);
        QFETCH(string, target);
        QFETCH(int, largest);
        for (Scale scale : {Scale::Vehicle, Scale::Tenant, Scale::Fleet})
            QCOMPARE(at(lines, target, scale), string(int(scale) <= largest ? "00000" : "none"));
    }

    /// What is the attacker's own is nobody else's; but an endpoint takes the own app's requests about any vehicle.
    void own()
    {
        const string app = "AP-1 startsAt APP-1 {\"own\":true}; APP-1 calls EP-1";
        QCOMPARE(frontier(app, "APP-1"), string("none"));
        for (Scale scale : {Scale::Vehicle, Scale::Tenant, Scale::Fleet})
            QCOMPARE(at(app, "EP-1", scale), string("00000"));
        const string car = "AP-1 startsAt CO-1 {\"own\":true}; CO-1 performs FN-1; CO-1 attachedTo NW-1; NW-1 carries FN-1";
        QCOMPARE(frontier(car, "CO-1"), string("none"));
        QCOMPARE(frontier(car, "NW-1"), string("none"));
        QCOMPARE(frontier(car, "FN-1"), string("none"));
    }

    /// An endpoint takes requests about any vehicle: also one that is sent from a single victim's app or service.
    void requestsFromASmallerScale()
    {
        const string app = "AP-1 startsAt APP-1 {\"scale\":\"vehicle\"}; APP-1 calls EP-1; EP-1 invokes CM-1";
        QCOMPARE(at(app, "APP-1", Scale::Fleet), string("none"));
        QCOMPARE(at(app, "EP-1", Scale::Fleet), string("00000"));
        QCOMPARE(at(app, "CM-1", Scale::Fleet), string("00000"));
        const string known = app + "\nAP-1 {\"satisfies\":[\"L2\",\"L3\"]}; CT-2 = 30000; CT-2 guards EP-1 {\"chainLink\":\"L2\"}\n";
        QCOMPARE(at(known, "CM-1", Scale::Fleet), string("00000"));
        QCOMPARE(at(known + "CT-3 = 03000; CT-3 guards EP-1 {\"chainLink\":\"L3\"}", "CM-1", Scale::Fleet), string("03000"));
        QCOMPARE(at("AP-1 startsAt EP-1 {\"scale\":\"tenant\"}; EP-1 handledBy SV-1 {\"rating\":@01000}; SV-1 calls EP-2; EP-2 invokes CM-1", "CM-1", Scale::Fleet),
                 string("01000"));
        const string stolen = "AP-1 startsAt CR-1; CR-1 grants SV-1; SV-1 calls EP-1; EP-1 invokes CM-1";
        QCOMPARE(at(stolen, "SV-1", Scale::Tenant), string("none"));
        QCOMPARE(at(stolen, "CM-1", Scale::Fleet), string("00000"));
        const string limited = app + "\nCT-1 = 30000; CT-1 guards EP-1 {\"chainLink\":\"L5\",\"scale\":\"tenant\"}";
        QCOMPARE(at(limited, "CM-1", Scale::Vehicle), string("00000"));
        QCOMPARE(at(limited, "CM-1", Scale::Fleet), string("30000"));
    }

    void startAtData()
    {
        const string lines = "AP-1 startsAt DA-1\nTS-1 targets DA-1 {\"property\":\"confidentiality\"}\n"
                             "TS-2 targets DA-1 {\"property\":\"integrity\"}";
        QCOMPARE(frontier(lines, "TS-1"), string("00000"));
        QCOMPARE(frontier(lines, "TS-2"), string("00000"));
    }

    /// S2: nothing, no guard of the endpoint raises it; only one of this very link does.
    void callingAnEndpoint()
    {
        const string lines = "AP-1 startsAt APP-1; L-7: APP-1 calls EP-1; CT-1 = 21000\n";
        QCOMPARE(frontier(lines, "EP-1"), string("00000"));
        QCOMPARE(frontier(lines + "CT-1 guards EP-1", "EP-1"), string("00000"));
        QCOMPARE(frontier(lines + "CT-1 guards APP-1", "EP-1"), string("00000"));
        QCOMPARE(frontier(lines + "CT-1 guards EP-1 {\"step\":\"L-7\"}", "EP-1"), string("21000"));
        QCOMPARE(frontier("AP-1 startsAt APP-1; APP-1 calls EP-1 {\"rating\":@00011}", "EP-1"), string("00011"));
    }

    /// A guard of this one start makes it harder; S1 is raised by no guard of the item.
    void guardedStart()
    {
        const string lines = "L-7: AP-1 startsAt EP-1; CT-1 = 21000\n";
        QCOMPARE(frontier(lines + "CT-1 guards EP-1", "EP-1"), string("00000"));
        QCOMPARE(frontier(lines + "CT-1 guards EP-1 {\"step\":\"L-7\"}", "EP-1"), string("21000"));
    }

    void profilesDoNotHelpEachOther()
    {
        const string lines = "AS-1 = 00000; AS-1 {\"gate\":\"and\",\"rating\":@00000}; AS-1 requires EP-1; AS-1 requires EP-2\n"
                             "AP-1 startsAt EP-1\n";
        QCOMPARE(frontier(lines + "AP-2 startsAt EP-2", "AS-1"), string("none"));
        QCOMPARE(frontier(lines + "AP-1 startsAt EP-2", "AS-1"), string("00000"));
    }

    void compromisedProfilesAreOff()
    {
        for (const char *kind : {"compromisedService", "compromisedVehicle"}) {
            const string lines = string("AP-1 {\"kind\":\"") + kind + "\"}; AP-1 startsAt SV-1";
            QCOMPARE(frontier(lines, "SV-1"), string("none"));
            QCOMPARE(frontier(lines, {.target = "SV-1", .with = {"AP-1"}}), string("00000"));
            QCOMPARE(frontier(string("AP-1 {\"enabled\":true,\"kind\":\"") + kind + "\"}; AP-1 startsAt SV-1", "SV-1"),
                     string("00000"));
        }
        QCOMPARE(frontier("AP-1 {\"enabled\":false}; AP-1 startsAt SV-1", "SV-1"), string("none"));
        QCOMPARE(frontier("AP-1 startsAt SV-1", {.target = "SV-1", .without = {"AP-1"}}), string("none"));
    }

    void modelWithoutProfiles()
    {
        const string invokes = "EP-1 invokes CM-1\n";
        QCOMPARE(frontier(invokes + "EP-1 {\"exposure\":\"internet\"}", "CM-1"), string("00000"));
        QCOMPARE(frontier(invokes + "EP-1 {\"exposure\":\"partner\"}", "CM-1"), string("none"));
        QCOMPARE(frontier(invokes, "CM-1"), string("none"));
        const string api = invokes + "API-1 hasVersion AV-1; AV-1 exposes EP-1\n";
        QCOMPARE(frontier(api + "API-1 {\"exposure\":\"internet\"}", "CM-1"), string("00000"));
        QCOMPARE(frontier(api + "API-1 {\"exposure\":\"vpn\"}", "CM-1"), string("none"));
        QCOMPARE(frontier(api + "API-1 {\"exposure\":\"internet\"}; EP-1 {\"exposure\":\"internal\"}", "CM-1"), string("none"));
        QCOMPARE(frontier(invokes + "AS-1 = 01000; AS-1 achieves EP-1", "CM-1"), string("01000"));
        QCOMPARE(frontier(invokes + "AP-1 {}; EP-1 {\"exposure\":\"internet\"}", "CM-1"), string("none"));
    }

    /// `--from`: attacks that begin at this item only.
    void fromOneItem()
    {
        const string lines = "AP-1 startsAt EP-1; AP-1 startsAt EP-2 {\"rating\":@10000}; EP-1 invokes CM-1; EP-2 invokes CM-1";
        QCOMPARE(frontier(lines, "CM-1"), string("00000"));
        QCOMPARE(frontier(lines, {.target = "CM-1", .from = "EP-2"}), string("10000"));
        QCOMPARE(frontier(lines, {.target = "CM-1", .from = "CM-1"}), string("none"));
    }
};

TARASCOPE_TEST(StartRulesTest)
#include "startrulestest.moc"
