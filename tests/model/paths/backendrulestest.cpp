#include "tests/casetext.h"
#include "tests/testmain.h"

using namespace tarascope;
using std::string;

/// S3 to S9: from endpoints over services and stores to commands and components. `guarded` adds an implemented control
/// on an item: rules that break in are raised by it, the others are not.
class BackendRulesTest : public QObject
{
    Q_OBJECT

    static string guarded(const string &lines, const string &item)
    {
        return lines + "\nCT-9 = 00003; CT-9 guards " + item;
    }

private Q_SLOTS:
    void rules_data()
    {
        QTest::addColumn<string>("lines");  // the rule's own link is L-7
        QTest::addColumn<string>("target");
        QTest::addColumn<string>("easy");    // the default of the rule
        QTest::addColumn<bool>("raised");    // by guards of the target
        const auto row = [](const char *name, const char *lines, const char *target, const char *easy, bool raised) {
            QTest::newRow(name) << string(lines) << string(target) << string(easy) << raised;
        };
        row("S3", "AP-1 startsAt EP-1; L-7: EP-1 invokes CM-1", "CM-1", "00000", true);
        row("S4 data", "AP-1 startsAt EP-1; L-7: EP-1 touches DA-1", "DA-1", "00000", true);
        row("S4 object type", "AP-1 startsAt EP-1; L-7: EP-1 touches OT-1", "OT-1", "00000", true);
        row("S4 issues", "AP-1 startsAt EP-1; L-7: EP-1 issues CR-1", "CR-1", "00000", true);
        row("S5 unknown", "AP-1 startsAt EP-1; L-7: EP-1 handledBy SV-1", "SV-1", "22100", true);
        row("S5 internet", "EP-1 {\"exposure\":\"internet\"}; AP-1 startsAt EP-1; L-7: EP-1 handledBy SV-1", "SV-1", "22100", true);
        row("S5 vpn", "EP-1 {\"exposure\":\"vpn\"}; AP-1 startsAt EP-1; L-7: EP-1 handledBy SV-1", "SV-1", "22110", true);
        row("S5 internal", "EP-1 {\"exposure\":\"internal\"}; AP-1 startsAt EP-1; L-7: EP-1 handledBy SV-1", "SV-1", "22120", true);
        row("S5 exposure of the api",
            "API-1 {\"exposure\":\"internal\"}; API-1 hasVersion AV-1; AV-1 exposes EP-1; AP-1 startsAt EP-1; L-7: EP-1 handledBy SV-1", "SV-1", "22120", true);
        row("S6 service calls endpoint", "AP-1 startsAt SV-1; L-7: SV-1 calls EP-1", "EP-1", "00000", true);
        row("S6 workload calls endpoint", "AP-1 startsAt WL-1; L-7: WL-1 calls EP-1", "EP-1", "00000", true);
        row("S6 third party calls endpoint", "AP-1 startsAt TP-1; L-7: TP-1 calls EP-1", "EP-1", "00000", true);
        row("S6 service calls service", "AP-1 startsAt SV-1; L-7: SV-1 calls SV-2", "SV-2", "22110", true);
        row("S6 reads", "AP-1 startsAt SV-1; L-7: SV-1 reads ST-1", "ST-1", "01000", true);
        row("S6 administers service", "AP-1 startsAt PL-1; L-7: PL-1 administers SV-1", "SV-1", "01100", true);
        row("S6 administers component", "AP-1 startsAt PL-1; L-7: PL-1 administers CO-1", "CO-1", "01100", true);
        row("S6 runs as", "AP-1 startsAt SV-1; L-7: SV-1 runsAs WL-1", "WL-1", "00000", false);
        row("S7", "AP-1 startsAt SV-1; L-7: SV-1 dispatches CM-1", "CM-1", "01100", true);
        row("S7 through a caller", "AP-1 startsAt SV-2; SV-2 calls SV-1; L-7: SV-1 dispatches CM-1", "CM-1", "01100", true);
        row("S8", "AP-1 startsAt CM-1; L-7: CM-1 actuates FN-1", "FN-1", "00000", false);
        row("S9 service connects", "AP-1 startsAt SV-1; L-7: SV-1 connectsTo CO-1", "CO-1", "22200", true);
        row("S9 broker connects", "AP-1 startsAt MB-1; L-7: MB-1 connectsTo CO-1", "CO-1", "22200", true);
        row("S9 updates", "AP-1 startsAt SV-1; L-7: SV-1 updates CO-1", "CO-1", "22100", true);
    }

    void rules()
    {
        QFETCH(string, lines);
        QFETCH(string, target);
        QFETCH(string, easy);
        QFETCH(bool, raised);
        string hard = easy;
        hard.back() = '3';
        QCOMPARE(frontier(lines, target.c_str()), easy);
        QCOMPARE(frontier(guarded(lines, target), target.c_str()), raised ? hard : easy);
        QCOMPARE(frontier(guarded(lines, target + " {\"step\":\"L-7\"}"), target.c_str()), hard);
        // A guard that enforces a link nobody asks for here raises nothing.
        QCOMPARE(frontier(guarded(lines, target + " {\"chainLink\":\"L5\"}"), target.c_str()), easy);
    }

    /// The analyst's rating stands instead of the default, on every kind of link.
    void analystsRating()
    {
        for (const char *lines :
             {"AP-1 startsAt EP-1; EP-1 invokes CM-1 {\"rating\":@12002}", "AP-1 startsAt SV-1; SV-1 dispatches CM-1 {\"rating\":@12002}",
              "AP-1 startsAt EP-1; EP-1 handledBy SV-1 {\"rating\":@12002}; SV-1 dispatches CM-1 {\"rating\":@00000}",
              "AP-1 startsAt SV-1; SV-1 calls EP-1 {\"rating\":@12002}; EP-1 invokes CM-1",
              "AP-1 startsAt SV-1; SV-1 calls SV-2 {\"rating\":@12002}; CR-1 {\"kind\":\"serviceKey\"}; SV-2 stores CR-1 {\"rating\":@12000}; CR-1 grants SV-3; SV-3 dispatches CM-1 {\"rating\":@00000}",
              "AP-1 startsAt CR-1; CR-1 grants SV-1 {\"rating\":@12002}; SV-1 dispatches CM-1 {\"rating\":@00000}"})
            QCOMPARE(frontier(lines, "CM-1"), string("12002"));
    }

    /// A rating without all factors of the method is not rated: the default stands in, and it is marked.
    void incompleteRating()
    {
        const LoadedCase service = caseOf("AP-1 startsAt EP-1; EP-1 handledBy SV-1 {\"rating\":@43}");
        QCOMPARE(frontier(service, {"SV-1"}), string("22100"));
        QCOMPARE(easiestPath(service, {"SV-1"}), string("S1 EP-1; S5 SV-1!"));
        const LoadedCase free = caseOf("AP-1 startsAt EP-1; EP-1 invokes CM-1 {\"rating\":@43}");
        QCOMPARE(frontier(free, {"CM-1"}), string("00000"));
        QCOMPARE(easiestPath(free, {"CM-1"}), string("S1 EP-1; S3 CM-1!"));
        QCOMPARE(easiestPath(caseOf("AP-1 startsAt EP-1; EP-1 invokes CM-1"), {"CM-1"}), string("S1 EP-1; S3 CM-1"));
    }

    void accessToData_data()
    {
        QTest::addColumn<string>("touches");
        QTest::addColumn<bool>("reads");
        QTest::addColumn<bool>("changes");
        QTest::newRow("unsaid") << string("EP-1 touches DA-1") << true << true;
        QTest::newRow("GET") << string("EP-1 {\"method\":\"GET\"}; EP-1 touches DA-1") << true << false;
        QTest::newRow("POST") << string("EP-1 {\"method\":\"POST\"}; EP-1 touches DA-1") << true << true;
        QTest::newRow("read") << string("EP-1 touches DA-1 {\"access\":\"read\"}") << true << false;
        QTest::newRow("write") << string("EP-1 touches DA-1 {\"access\":\"write\"}") << false << true;
        QTest::newRow("both") << string("EP-1 touches DA-1 {\"access\":\"both\"}") << true << true;
        QTest::newRow("GET that writes") << string("EP-1 {\"method\":\"GET\"}; EP-1 touches DA-1 {\"access\":\"write\"}") << false << true;
    }

    /// Confidentiality asks for reading, every other property for changing, a position for the easier of both.
    void accessToData()
    {
        QFETCH(string, touches);
        QFETCH(bool, reads);
        QFETCH(bool, changes);
        const string lines = touches + "\nAP-1 startsAt EP-1; TS-1 targets DA-1 {\"property\":\"confidentiality\"}\n"
                                       "TS-2 targets DA-1 {\"property\":\"integrity\"}; TS-3 targets DA-1 {\"property\":\"availability\"}\n"
                                       "TS-4 targets DA-1\n"
                                       "TS-5 {\"property\":\"confidentiality\"}; TS-5 targets DA-1\n"
                                       "TS-6 {\"property\":\"integrity\"}; TS-6 targets DA-1";
        const string yes = "00000", no = "none";
        QCOMPARE(frontier(lines, "TS-1"), reads ? yes : no);
        QCOMPARE(frontier(lines, "TS-2"), changes ? yes : no);
        QCOMPARE(frontier(lines, "TS-3"), changes ? yes : no);
        QCOMPARE(frontier(lines, "TS-4"), yes);
        QCOMPARE(frontier(lines, "TS-5"), reads ? yes : no);
        QCOMPARE(frontier(lines, "TS-6"), changes ? yes : no);
        QCOMPARE(frontier(lines, "DA-1"), yes);
    }

    /// Being able to call a service is not control of it; a store is read by the service, not through the endpoint.
    void callingIsNotControl()
    {
        const string lines = "AP-1 startsAt EP-1; EP-1 handledBy SV-1; SV-1 reads ST-1; ST-1 stores CR-1";
        QCOMPARE(frontier(lines, "CR-1"), string("22100"));
        QCOMPARE(frontier("AP-1 startsAt EP-1; SV-1 calls EP-1", "SV-1"), string("none"));
    }

    void dispatchThroughCaller()
    {
        const string lines = "AP-1 startsAt SV-2; SV-2 calls SV-1; SV-1 dispatches CM-1; CT-1 = 00003; CT-2 = 00030\n";
        const string direct = "AP-1 startsAt SV-1; SV-1 dispatches CM-1; CT-1 = 00003; CT-2 = 00030\n";
        // L8: the vehicle checks the command; through a caller the genuine dispatcher sends it.
        QCOMPARE(frontier(direct + "CT-1 guards CM-1 {\"chainLink\":\"L8\"}", "CM-1"), string("01103"));
        QCOMPARE(frontier(lines + "CT-1 guards CM-1 {\"chainLink\":\"L8\"}", "CM-1"), string("01100"));
        // L7 of the dispatcher, whatever of L3 to L5 it checks again; or taking the dispatcher over (22110).
        QCOMPARE(frontier(lines + "CT-1 guards SV-1 {\"chainLink\":\"L7\"}", "CM-1"), string("01103"));
        QCOMPARE(frontier(lines + "CT-1 guards SV-1 {\"chainLink\":\"L3\"}", "CM-1"), string("01103 22110"));
        QCOMPARE(frontier(lines + "CT-1 guards SV-1 {\"chainLink\":\"L4\"}; CT-2 guards SV-1 {\"chainLink\":\"L3\"}", "CM-1"), string("01133 22110"));
        QCOMPARE(frontier(lines + "CT-1 guards SV-1 {\"chainLink\":\"L5\",\"scale\":\"vehicle\"}", "CM-1"), string("01103 22110"));
        QCOMPARE(frontier(lines + "CT-1 guards SV-1 {\"chainLink\":\"L5\"}", "CM-1"), string("01100"));
        QCOMPARE(frontier(lines + "CT-1 guards SV-1 {\"chainLink\":\"L2\"}", "CM-1"), string("01100"));
        // Control of the dispatcher itself needs none of these.
        QCOMPARE(frontier(direct + "CT-1 guards SV-1 {\"chainLink\":\"L7\"}; CT-2 guards SV-1 {\"chainLink\":\"L3\"}", "CM-1"), string("01100"));
        QCOMPARE(easiestPath(caseOf(lines), {"CM-1"}), string("S1 SV-2; S7 CM-1!"));
    }

    void actuatingAComponentIsNoControl()
    {
        QCOMPARE(frontier("AP-1 startsAt CM-1; CM-1 actuates CO-1", "CO-1"), string("none"));
    }

    void backendLinks()
    {
        const char *l7[][2] = {{"AP-1 startsAt SV-1; L-7: SV-1 calls EP-1", "EP-1"},
                               {"AP-1 startsAt SV-1; L-7: SV-1 calls SV-2 {\"rating\":@00000}", "SV-2"},
                               {"AP-1 startsAt SV-1; L-7: SV-1 reads ST-1 {\"rating\":@00000}", "ST-1"},
                               {"AP-1 startsAt PL-1; L-7: PL-1 administers SV-1 {\"rating\":@00000}", "SV-1"}};
        for (const auto &[lines, target] : l7) {
            const string callee = target;
            QCOMPARE(frontier(guarded(lines, callee + " {\"chainLink\":\"L7\"}"), target), string("00003"));
            QCOMPARE(frontier(guarded(lines, callee + " {\"chainLink\":\"L7\",\"step\":\"L-7\"}"), target), string("00003"));
            QCOMPARE(frontier(guarded(lines, callee + " {\"chainLink\":\"L8\"}"), target), string("00000"));
        }
        for (const char *lines : {"AP-1 startsAt SV-1; L-7: SV-1 connectsTo CO-1 {\"rating\":@00000}",
                                  "AP-1 startsAt SV-1; L-7: SV-1 updates CO-1 {\"rating\":@00000}"}) {
            QCOMPARE(frontier(guarded(lines, "CO-1 {\"chainLink\":\"L8\"}"), "CO-1"), string("00003"));
            QCOMPARE(frontier(guarded(lines, "CO-1 {\"chainLink\":\"L8\",\"step\":\"L-7\"}"), "CO-1"), string("00003"));
            QCOMPARE(frontier(guarded(lines, "CO-1 {\"chainLink\":\"L7\"}"), "CO-1"), string("00000"));
        }
        // An app needs no backend identity for an endpoint.
        QCOMPARE(frontier(guarded("AP-1 startsAt APP-1; APP-1 calls EP-1", "EP-1 {\"chainLink\":\"L7\"}"), "EP-1"), string("00000"));
    }

    /// A link with two guards that both enforce it is passed when both are defeated; without L7 it costs nothing.
    void everyEnforcingControl()
    {
        const string lines = "AP-1 startsAt SV-1; SV-1 calls EP-1; CT-1 = 10000; CT-2 = 00020\n"
                             "CT-1 guards EP-1 {\"chainLink\":\"L7\"}; CT-2 guards EP-1 {\"chainLink\":\"L7\"}";
        QCOMPARE(frontier(lines, "EP-1"), string("10020"));
        QCOMPARE(frontier(lines, {.target = "EP-1", .without = {"CT-2"}}), string("10000"));
        QCOMPARE(frontier(lines, {.target = "EP-1", .reading = Reading::Inherent}), string("00000"));
    }
};

TARASCOPE_TEST(BackendRulesTest)
#include "backendrulestest.moc"
