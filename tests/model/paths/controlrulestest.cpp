#include "tests/casetext.h"
#include "tests/testmain.h"

using namespace tarascope;
using std::string;

/// How a control is defeated, when it counts, and whom it stops.
class ControlRulesTest : public QObject
{
    Q_OBJECT

    /// A command behind one L3 control with this line about it.
    static string command(const string &control, const string &more = "")
    {
        return "AP-1 startsAt EP-1; EP-1 invokes CM-1\n" + control + "\nCT-1 guards EP-1 {\"chainLink\":\"L3\"}\n" + more;
    }

private Q_SLOTS:
    void byResistance()
    {
        QCOMPARE(frontier(command("CT-1 = 32100"), "CM-1"), string("32100"));
        // Without a rated resistance it is nothing to overcome, and marked.
        const LoadedCase unrated = caseOf(command("CT-1 {\"status\":\"implemented\"}"));
        QCOMPARE(frontier(unrated, {"CM-1"}), string("00000"));
        QCOMPARE(easiestPath(unrated, {"CM-1"}), string("S1 EP-1; S3 CM-1! [CT-1 L3]"));
    }

    /// Rating and resistance are joined per factor, the same control twice is beaten once.
    void raises()
    {
        QCOMPARE(frontier("AP-1 startsAt EP-1; EP-1 handledBy SV-1 {\"rating\":@20010}; CT-1 = 11100; CT-2 = 00002; CT-1 guards SV-1; CT-2 guards SV-1", "SV-1"),
                 string("21112"));
        QCOMPARE(frontier(command("CT-1 = 30000", "CT-1 guards EP-1 {\"chainLink\":\"L4\"}; CT-1 guards CM-1"), "CM-1"), string("30000"));
    }

    void byWhatItRunsIn()
    {
        const string app = "AP-1 startsAt APP-1 {\"own\":true}; APP-1 calls EP-1\n";
        QCOMPARE(frontier(command("CT-1 = 30000", app), "CM-1"), string("30000"));
        QCOMPARE(frontier(command("CT-1 = 30000", app + "CT-1 runsIn APP-1"), "CM-1"), string("00000"));
        QCOMPARE(frontier(command("CT-1 = 30000", app + "CT-1 runsIn APP-2"), "CM-1"), string("30000"));
        const string service = "CT-1 runsIn SV-1; EP-1 handledBy SV-1 {\"rating\":@01000}";
        QCOMPARE(frontier(command("CT-1 = 30000", service), "CM-1"), string("01000 30000"));
        // Being able to send to an endpoint is no control of it.
        QCOMPARE(frontier(command("CT-1 = 30000", "CT-1 runsIn EP-1"), "CM-1"), string("30000"));
    }

    void byACredential()
    {
        const string pass = "AP-1 startsAt CR-1 {\"rating\":@10000}; L-9: CR-1 grants CT-1";
        QCOMPARE(frontier(command("CT-1 = 00003", pass), "CM-1"), string("00003 10000"));
        QCOMPARE(frontier(command("CT-1 = 00003", pass + " {\"rating\":@01000}"), "CM-1"), string("00003 11000"));
        QCOMPARE(frontier(command("CT-1 = 00003", pass + "; CT-2 = 00100; CT-2 guards CT-1 {\"step\":\"L-9\"}"), "CM-1"), string("00003 10100"));
        QCOMPARE(frontier(command("CT-1 = 00003", "AP-1 startsAt DA-1 {\"rating\":@10000}; DA-1 grants CT-1"), "CM-1"), string("00003 10000"));
    }

    void byAVulnerability()
    {
        const string open = "VU-1 = 10000; VU-1 affects CT-1\n";
        QCOMPARE(frontier(command("CT-1 = 00003", open), "CM-1"), string("00003 10000"));
        QCOMPARE(frontier(command("CT-1 = 00003", open + "CT-2 = 00100; CT-2 guards VU-1"), "CM-1"), string("00003 10100"));
        QCOMPARE(frontier(command("CT-1 = 00003", "VU-1 {\"status\":\"fixed\",\"rating\":@10000}; VU-1 affects CT-1"), "CM-1"), string("00003"));
    }

    /// A control that takes the step away: no effort defeats it, but what stands behind it still does.
    void removes()
    {
        const string gone = "CT-1 {\"status\":\"implemented\",\"removes\":true,\"resistance\":@10000}";
        QCOMPARE(frontier(command(gone), "CM-1"), string("none"));
        QCOMPARE(frontier(command(gone), {.target = "CM-1", .without = {"CT-1"}}), string("00000"));
        QCOMPARE(frontier(command(gone, "CT-1 runsIn SV-1; EP-1 handledBy SV-1 {\"rating\":@01000}"), "CM-1"), string("01000"));
        QCOMPARE(frontier("AP-1 startsAt EP-1; EP-1 handledBy SV-1; " + gone + "; CT-1 guards SV-1", "SV-1"), string("none"));
    }

    void against()
    {
        const string lines = command("CT-1 = 00003") + "CT-2 = 30000; CT-2 guards CM-1 {\"against\":[\"AP-2\"]}; AP-2 startsAt EP-1";
        QCOMPARE(frontier(lines, {.target = "CM-1", .profile = "AP-1"}), string("00003"));
        QCOMPARE(frontier(lines, {.target = "CM-1", .profile = "AP-2"}), string("30003"));
        QCOMPARE(frontier(lines, "CM-1"), string("00003"));
        // Switching it on in a what-if makes it count, not count against others.
        QCOMPARE(frontier(lines, {.target = "CM-1", .reading = Reading::Evidenced, .profile = "AP-1", .with = {"CT-2"}}), string("00000"));
        QCOMPARE(frontier(lines, {.target = "CM-1", .reading = Reading::Evidenced, .profile = "AP-2", .with = {"CT-2"}}), string("30000"));
    }

    void status_data()
    {
        QTest::addColumn<string>("status");
        QTest::addColumn<bool>("claimed");
        for (const char *status : {"idea", "planned", "retired"})
            QTest::newRow(status) << string(string("\"status\":\"") + status + "\",") << false;
        QTest::newRow("implemented") << string("\"status\":\"implemented\",") << true;
        QTest::newRow("unsaid") << string() << false;
    }

    void status()
    {
        QFETCH(string, status);
        QFETCH(bool, claimed);
        const string lines = command("CT-1 {" + status + "\"resistance\":@30000}");
        QCOMPARE(frontier(lines, {.target = "CM-1", .reading = Reading::Inherent}), string("00000"));
        QCOMPARE(frontier(lines, {.target = "CM-1", .reading = Reading::Claimed}), string(claimed ? "30000" : "00000"));
        QCOMPARE(frontier(lines, {.target = "CM-1", .reading = Reading::Evidenced}), string("00000"));
        QCOMPARE(frontier(lines, {.target = "CM-1", .with = {"CT-1"}}), string("30000"));
        QCOMPARE(frontier(lines, {.target = "CM-1", .without = {"CT-1"}}), string("00000"));
    }

    /// A guard of a link that is gone guards nothing.
    void guardOfARemovedLink()
    {
        LoadedCase loaded = caseOf("AP-1 startsAt EP-1; EP-1 invokes CM-1; L-7: EP-2 invokes CM-1; CT-1 = 30000; CT-1 guards CM-1 {\"step\":\"L-7\"}");
        const Link gone = *loaded.graph.link(loaded.graph.findLinkByKey("L-7"));
        QVERIFY(loaded.graph.apply({{}, {{Record(gone), std::nullopt}}}).ok());
        QCOMPARE(frontier(loaded, {"CM-1"}), string("00000"));
    }

    /// Under a method without defaults of its own, ratings of another method are none: marked, never silent.
    void anotherMethod()
    {
        const LoadedCase loaded = caseOf("AP-1 startsAt EP-1; EP-1 handledBy SV-1 {\"rating\":@33330}; SV-1 dispatches CM-1 {\"rating\":{\"AV\":\"L\",\"AC\":\"H\",\"PR\":\"L\",\"UI\":\"N\"}}");
        QCOMPARE(frontier(loaded, {.target = "CM-1", .method = "cvss-g3"}), string("2110"));
        QCOMPARE(easiestPath(loaded, {.target = "CM-1", .method = "cvss-g3"}), string("S1 EP-1!; S5 SV-1!; S7 CM-1"));
        QCOMPARE(frontier(loaded, {.target = "CM-1"}), string("33330"));
    }
};

TARASCOPE_TEST(ControlRulesTest)
#include "controlrulestest.moc"
