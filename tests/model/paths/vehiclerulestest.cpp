#include "tests/casetext.h"
#include "tests/testmain.h"

using namespace tarascope;
using std::string;

/// S10 to S16: inside the vehicle, stored secrets, grants, attack steps, vulnerabilities.
class VehicleRulesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rules_data()
    {
        QTest::addColumn<string>("lines"); // the rule's own link is L-7
        QTest::addColumn<string>("target");
        QTest::addColumn<string>("easy");
        QTest::addColumn<bool>("raised");
        const auto row = [](const string &name, const string &lines, const char *target, const char *easy, bool raised) {
            QTest::newRow(name.c_str()) << lines << string(target) << string(easy) << raised;
        };
        const auto into = [&](const char *type, const char *easy) {
            row(string("S10 in from ") + type, string("NW-1 {\"type\":\"") + type + "\"}; AP-1 startsAt NW-1; L-7: CO-1 attachedTo NW-1", "CO-1", easy, true);
        };
        into("cellular", "22100");
        into("wifi", "22120");
        into("bluetooth", "22120");
        into("uwb", "22121");
        into("plc", "22121");
        into("ethernet", "22100");
        into("can", "22200");
        into("flexRay", "22201");
        const auto onto = [&](const char *type, const char *easy) {
            row(string("S10 out of ") + type, string("CO-1 {\"type\":\"") + type + "\"}; AP-1 startsAt CO-1; L-7: CO-1 attachedTo NW-1", "NW-1", easy, false);
        };
        onto("tcu", "00000");
        onto("gateway", "00000");
        onto("obdPort", "00000");
        onto("infotainment", "22100");
        row("S11 routes", "AP-1 startsAt NW-1; L-7: NW-1 routes NW-2", "NW-2", "11100", true);
        row("S11 carries", "AP-1 startsAt NW-1; L-7: NW-1 carries FN-1", "FN-1", "11000", true);
        row("S11 carries safety", "FN-1 {\"safetyRelevant\":true}; AP-1 startsAt NW-1; L-7: NW-1 carries FN-1", "FN-1", "22100", true);
        row("S12", "AP-1 startsAt CO-1; L-7: CO-1 performs FN-1", "FN-1", "00000", false);
        row("S13 service", "AP-1 startsAt SV-1; L-7: SV-1 stores CR-1", "CR-1", "01000", true);
        row("S13 data in a store", "AP-1 startsAt ST-1; L-7: ST-1 stores DA-1", "DA-1", "01000", true);
        row("S13 application", "AP-1 startsAt APP-1; L-7: APP-1 stores CR-1", "CR-1", "11000", true);
        row("S13 component", "AP-1 startsAt CO-1; L-7: CO-1 stores CR-1", "CR-1", "12100", true);
        row("S13 hardware", "CR-1 {\"hardwareBound\":true}; AP-1 startsAt CO-1; L-7: CO-1 stores CR-1", "CR-1", "33222", true);
        row("S14 service", "AP-1 startsAt CR-1; L-7: CR-1 grants SV-1", "SV-1", "00000", false);
        row("S14 component", "AP-1 startsAt CR-1; L-7: CR-1 grants CO-1", "CO-1", "00000", false);
        row("S14 network", "AP-1 startsAt CR-1; L-7: CR-1 grants NW-1", "NW-1", "00000", false);
        row("S14 changed data", "AP-1 startsAt DA-1; L-7: DA-1 grants SV-1", "SV-1", "00000", false);
        row("S15 achieves", "AS-1 = 00000; L-7: AS-1 achieves SV-1", "SV-1", "00000", true);
    }

    void rules()
    {
        QFETCH(string, lines);
        QFETCH(string, target);
        QFETCH(string, easy);
        QFETCH(bool, raised);
        string hard = easy;
        hard.back() = '3';
        const auto guarded = [&](const string &how) { return lines + "\nCT-9 = 00003; CT-9 guards " + target + how; };
        QCOMPARE(frontier(lines, target.c_str()), easy);
        QCOMPARE(frontier(guarded(""), target.c_str()), raised ? hard : easy);
        QCOMPARE(frontier(guarded(" {\"step\":\"L-7\"}"), target.c_str()), hard);
        QCOMPARE(frontier(guarded(" {\"chainLink\":\"L4\"}"), target.c_str()), easy);
        const bool twoWays = lines.find("attachedTo") != string::npos;
        QCOMPARE(frontier(lines + (twoWays ? " {\"rating\":@30000,\"outRating\":@30000}" : " {\"rating\":@30000}"), target.c_str()), string("30000"));
    }

    /// A link with two directions: the end that a `step` guard names says which direction is meant.
    void directionOfAttachedTo()
    {
        const string lines = "CO-1 {\"type\":\"tcu\"}; NW-1 {\"type\":\"can\"}; L-7: CO-1 attachedTo NW-1 {\"rating\":@01000}; CT-1 = 00003\n";
        const string in = "AP-1 startsAt NW-1\n", out = "AP-1 startsAt CO-1\n";
        const string onComponent = "CT-1 guards CO-1 {\"step\":\"L-7\"}", onNetwork = "CT-1 guards NW-1 {\"step\":\"L-7\"}";
        QCOMPARE(frontier(lines + in + onComponent, "CO-1"), string("01003"));
        QCOMPARE(frontier(lines + in + onNetwork, "CO-1"), string("01000"));
        QCOMPARE(frontier(lines + out + onComponent, "NW-1"), string("00000"));
        QCOMPARE(frontier(lines + out + onNetwork, "NW-1"), string("00003"));
    }

    void ratingsOfAttachedTo()
    {
        const string link = "CO-1 attachedTo NW-1 {\"rating\":@10000,\"outRating\":@00010}\n";
        QCOMPARE(frontier(link + "AP-1 startsAt NW-1", "CO-1"), string("10000"));
        QCOMPARE(frontier(link + "AP-1 startsAt CO-1", "NW-1"), string("00010"));
    }

    /// `via` says which gateway passes messages on: it needs no control of it; its filter guards the link.
    void routesVia()
    {
        const string lines = "CO-1 {\"type\":\"gateway\"}; NW-1 {\"type\":\"can\"}; AP-1 startsAt NW-1; L-7: NW-1 routes NW-2 {\"via\":\"CO-1\"}; CT-1 = 00003\n";
        QCOMPARE(frontier(lines, "NW-2"), string("11100"));
        QCOMPARE(frontier(lines + "CT-1 guards NW-2 {\"step\":\"L-7\"}", "NW-2"), string("11103"));
        // Whoever controls the gateway controls the filter that runs in it.
        const string gateway = "CO-1 attachedTo NW-1; CT-1 runsIn CO-1; CT-1 guards NW-2 {\"step\":\"L-7\"}";
        QCOMPARE(frontier(lines + gateway, "NW-2"), string("11103 22200"));
    }

    void ownGivesOnlySharedSecrets_data()
    {
        QTest::addColumn<string>("credential");
        QTest::addColumn<bool>("shared");
        for (const char *kind : {"clientSecret", "apiKey", "serviceKey", "fleetCertificate"})
            QTest::newRow(kind) << string(string("{\"kind\":\"") + kind + "\"}") << true;
        for (const char *kind : {"userToken", "refreshToken", "clientCertificate", "deviceKey"})
            QTest::newRow(kind) << string(string("{\"kind\":\"") + kind + "\"}") << false;
        QTest::newRow("shared by two") << string("{\"kind\":\"userToken\",\"sharedBy\":2}") << true;
        QTest::newRow("shared by one") << string("{\"kind\":\"userToken\",\"sharedBy\":1}") << false;
        QTest::newRow("nothing said") << string("{}") << false;
    }

    void ownGivesOnlySharedSecrets()
    {
        QFETCH(string, credential);
        QFETCH(bool, shared);
        const string secret = "CR-1 " + credential + '\n';
        for (Scale scale : {Scale::Vehicle, Scale::Fleet}) {
            QCOMPARE(frontier(secret + "AP-1 startsAt APP-1 {\"own\":true}; APP-1 stores CR-1", {.target = "CR-1", .scale = scale}),
                     string(shared ? "11000" : "none"));
            QCOMPARE(frontier(secret + "AP-1 startsAt CO-1 {\"own\":true}; CO-1 stores CR-1", {.target = "CR-1", .scale = scale}),
                     string(shared ? "22101" : "none"));
        }
        QCOMPARE(frontier(secret + "AP-1 startsAt CO-1 {\"own\":true}; CO-1 stores DA-1; DA-1 grants CO-2", "CO-2"), string("none"));
    }

    /// From the diagnostic plug of the own car over its bus into its telematics unit, and the fleet's key out of it.
    void ownCar()
    {
        const string lines = "NW-1 {\"type\":\"can\"}; NW-2 {\"type\":\"can\"}; CR-1 {\"kind\":\"fleetCertificate\"}\n"
                             "AP-1 startsAt NW-1 {\"own\":true}; NW-1 routes NW-2; CO-1 attachedTo NW-2; CO-1 stores CR-1";
        QCOMPARE(frontier(lines, {.target = "CR-1", .scale = Scale::Fleet}), string("22201"));
        QCOMPARE(frontier(lines, "CO-1"), string("none"));
    }

    void grantsNeedTheChange()
    {
        const string reads = "AP-1 startsAt EP-1; EP-1 touches DA-1 {\"access\":\"read\"}; DA-1 grants SV-1";
        const string writes = "AP-1 startsAt EP-1; EP-1 touches DA-1 {\"access\":\"write\"}; DA-1 grants SV-1";
        QCOMPARE(frontier(reads, "SV-1"), string("none"));
        QCOMPARE(frontier(writes, "SV-1"), string("00000"));
        // What is stored is read, not changed.
        QCOMPARE(frontier("AP-1 startsAt ST-1; ST-1 stores DA-1; DA-1 grants SV-1", "SV-1"), string("none"));
    }

    void gates()
    {
        const string premises = "AS-1 requires EP-1; AS-1 requires EP-2; AP-1 startsAt EP-1 {\"rating\":@10000}\n";
        const string second = "AP-1 startsAt EP-2 {\"rating\":@01000}\n";
        QCOMPARE(frontier(premises + "AS-1 = 00010", "AS-1"), string("10010"));
        QCOMPARE(frontier(premises + second + "AS-1 = 00010", "AS-1"), string("01010 10010"));
        QCOMPARE(frontier(premises + second + "AS-1 {\"gate\":\"or\",\"rating\":@00010}", "AS-1"), string("01010 10010"));
        QCOMPARE(frontier(premises + second + "AS-1 {\"gate\":\"and\",\"rating\":@00010}", "AS-1"), string("11010"));
        QCOMPARE(frontier(premises + "AS-1 {\"gate\":\"and\",\"rating\":@00010}", "AS-1"), string("none"));
        // Without premises it is a beginning, open to every profile; steps build on steps.
        QCOMPARE(frontier("AP-1 startsAt EP-1; AS-1 = 00010; AS-2 = 01000; AS-2 requires AS-1", "AS-2"), string("01010"));
        // Data that is required is had by reading or changing it.
        QCOMPARE(frontier("AP-1 startsAt EP-1; EP-1 touches DA-1 {\"access\":\"write\"}; AS-1 = 00010; AS-1 requires DA-1", "AS-1"), string("00010"));
        QCOMPARE(frontier("AP-1 startsAt EP-1; EP-1 touches DA-1 {\"access\":\"read\"}; AS-1 = 00010; AS-1 requires DA-1", "AS-1"), string("00010"));
    }

    void attackSteps()
    {
        const string start = "AP-1 startsAt EP-1\n";
        QCOMPARE(frontier(start + "AS-1 = 10000; AS-1 requires EP-1; CT-1 = 00003; CT-1 guards AS-1", "AS-1"), string("10003"));
        QCOMPARE(frontier(start + "AS-1 = 10000; AS-1 requires EP-1; AS-1 achieves SV-1 {\"rating\":@00010}", "SV-1"), string("10010"));
        // Not rated: nothing to overcome, and marked.
        const LoadedCase unrated = caseOf(start + "AS-1 requires EP-1");
        QCOMPARE(frontier(unrated, {"AS-1"}), string("00000"));
        QCOMPARE(easiestPath(unrated, {"AS-1"}), string("S1 EP-1; S15 AS-1!"));
        const string data = start + "AS-1 = 10000; TS-1 targets DA-1 {\"property\":\"confidentiality\"}; TS-2 targets DA-1 {\"property\":\"integrity\"}\n";
        QCOMPARE(frontier(data + "AS-1 achieves DA-1", "TS-1"), string("10000"));
        QCOMPARE(frontier(data + "AS-1 achieves DA-1", "TS-2"), string("10000"));
        QCOMPARE(frontier(data + "AS-1 achieves DA-1 {\"access\":\"read\"}", "TS-2"), string("none"));
        QCOMPARE(frontier(data + "AS-1 achieves DA-1 {\"access\":\"write\"}", "TS-1"), string("none"));
    }

    /// Replay is an attack step that achieves the command: what keeps commands fresh guards it, and only it.
    void replay()
    {
        const string lines = "AP-1 startsAt EP-1; EP-1 invokes CM-1; CT-1 = 30000; CT-1 guards CM-1 {\"chainLink\":\"L5\"}\n"
                             "AS-1 = 10000; AS-1 achieves CM-1\n";
        QCOMPARE(frontier(lines, {.target = "CM-1", .from = "AS-1"}), string("30000"));
        QCOMPARE(frontier(lines, "CM-1"), string("00000"));
    }

    /// S16: an alternative way in that no guard of the item makes harder, only guards of the vulnerability.
    void vulnerabilities_data()
    {
        QTest::addColumn<string>("lines");
        QTest::addColumn<string>("target");
        QTest::newRow("S5") << string("AP-1 startsAt EP-1; EP-1 handledBy SV-1 {\"rating\":@30000}") << string("SV-1");
        QTest::newRow("S6") << string("AP-1 startsAt SV-2; SV-2 calls SV-1 {\"rating\":@30000}") << string("SV-1");
        QTest::newRow("S9 connects") << string("AP-1 startsAt SV-2; SV-2 connectsTo CO-1 {\"rating\":@30000}") << string("CO-1");
        QTest::newRow("S9 updates") << string("AP-1 startsAt SV-2; SV-2 updates CO-1 {\"rating\":@30000}") << string("CO-1");
        QTest::newRow("S10") << string("AP-1 startsAt NW-1; CO-1 attachedTo NW-1 {\"rating\":@30000}") << string("CO-1");
    }

    void vulnerabilities()
    {
        QFETCH(string, lines);
        QFETCH(string, target);
        const string guarded = lines + "\nCT-1 = 00003; CT-2 = 00020; CT-1 guards " + target + '\n';
        const string open = guarded + "VU-1 = 10000; VU-1 affects " + target + '\n';
        const Ask ask{.target = target};
        QCOMPARE(frontier(guarded, ask), string("30003"));
        QCOMPARE(frontier(open, ask), string("10000"));
        QCOMPARE(frontier(open, {.target = target, .without = {"VU-1"}}), string("30003"));
        QCOMPARE(frontier(open + "CT-2 guards VU-1", ask), string("10020 30003"));
        for (const char *status : {"mitigated", "fixed", "falsePositive"})
            QCOMPARE(frontier(open + "VU-1 {\"rating\":@10000,\"status\":\"" + status + "\"}", ask), string("30003"));
        for (const char *status : {"open", "accepted"})
            QCOMPARE(frontier(open + "VU-1 {\"rating\":@10000,\"status\":\"" + status + "\"}", ask), string("10000"));
        QCOMPARE(frontier(open + "VU-1 {\"rating\":@10000,\"status\":\"fixed\"}", {.target = target, .with = {"VU-1"}}), string("10000"));
        // Not rated: nothing to overcome. It gives no way in where there is no way to the item at all.
        QCOMPARE(frontier(open + "VU-1 {}", ask), string("00000"));
        QCOMPARE(frontier("AP-1 startsAt EP-1; VU-1 = 10000; VU-1 affects " + target, ask), string("none"));
    }
};

TARASCOPE_TEST(VehicleRulesTest)
#include "vehiclerulestest.moc"
