#include "tests/casetext.h"
#include "tests/testmain.h"

using namespace tarascope;
using std::string;

/// The chain links of a request: what enforces them, who passes them, and at which scale (S3, S4).
class ChainLinksTest : public QObject
{
    Q_OBJECT

    static string at(const string &lines, Scale scale, const string &target = "CM-1")
    {
        return frontier(lines, {.target = target, .scale = scale});
    }
    static string enforced(const string &link, const string &item = "EP-1", const string &more = "")
    {
        return "CT-" + link.substr(1) + " = 00003; CT-" + link.substr(1) + " guards " + item + " {\"chainLink\":\"" + link + '"' + more + "}\n";
    }

    const string request = "AP-1 startsAt EP-1; L-7: EP-1 invokes CM-1\n";

private Q_SLOTS:
    void whatEnforces()
    {
        QCOMPARE(frontier(request, "CM-1"), string("00000"));
        for (const char *link : {"L1", "L2", "L3", "L4"}) {
            QCOMPARE(frontier(request + enforced(link), "CM-1"), string("00003"));
            QCOMPARE(frontier(request + enforced(link, "CM-1"), "CM-1"), string("00003"));
            QCOMPARE(frontier(request + enforced(link, "EP-1", ",\"step\":\"L-7\""), "CM-1"), string("00003"));
            QCOMPARE(frontier(request + "EP-1 invokes CM-2\n" + enforced(link, "CM-2"), "CM-1"), string("00000"));
            QCOMPARE(frontier(request + "L-8: EP-1 invokes CM-2\n" + enforced(link, "EP-1", ",\"step\":\"L-8\""), "CM-1"), string("00000"));
            // Sending is still free: the chain stands before what the request does.
            QCOMPARE(frontier(request + enforced(link), "EP-1"), string("00000"));
            QCOMPARE(frontier(request + "EP-1 touches DA-1\n" + enforced(link), "DA-1"), string("00003"));
            QCOMPARE(frontier(request + "EP-1 issues CR-1\n" + enforced(link), "CR-1"), string("00003"));
            QCOMPARE(frontier(request + "EP-1 handledBy SV-1 {\"rating\":@00000}\n" + enforced(link), "SV-1"), string("00000"));
        }
        for (const char *link : {"L5", "L6", "L7", "L8"})
            QCOMPARE(frontier(request + enforced(link) + enforced(link, "CM-1"), "CM-1"), string("00000"));
    }

    /// The same command over an endpoint that checks nothing.
    void anotherEndpoint()
    {
        const string old = "AP-1 startsAt EP-2 {\"rating\":@01000}; EP-2 invokes CM-1\n";
        QCOMPARE(frontier(request + enforced("L3") + old, "CM-1"), string("00003 01000"));
        QCOMPARE(frontier(request + enforced("L3", "CM-1") + old, "CM-1"), string("00003"));
    }

    void limitsGuardAScale()
    {
        const string limit = request + "CT-5 = 00003; CT-5 guards EP-1 ";
        const auto scales = [](const string &lines) {
            return at(lines, Scale::Vehicle) + ' ' + at(lines, Scale::Tenant) + ' ' + at(lines, Scale::Fleet);
        };
        QCOMPARE(scales(limit + "{\"chainLink\":\"L5\"}"), string("00000 00000 00000"));
        QCOMPARE(scales(limit + "{\"chainLink\":\"L5\",\"scale\":\"vehicle\"}"), string("00003 00003 00003"));
        QCOMPARE(scales(limit + "{\"chainLink\":\"L5\",\"scale\":\"tenant\"}"), string("00000 00003 00003"));
        QCOMPARE(scales(limit + "{\"chainLink\":\"L5\",\"scale\":\"fleet\"}"), string("00000 00000 00003"));
        // Any guard counts from its scale up only.
        QCOMPARE(scales(limit + "{\"chainLink\":\"L3\",\"scale\":\"tenant\"}"), string("00000 00003 00003"));
        QCOMPARE(scales(request + "CT-5 = 00003; CT-5 guards CM-1 {\"scale\":\"fleet\"}"), string("00000 00000 00003"));
        // A limit on requests says nothing about data.
        QCOMPARE(frontier(limit + "{\"chainLink\":\"L5\",\"scale\":\"vehicle\"}; EP-1 touches DA-1", "DA-1"), string("00000"));
    }

    void vehicleState()
    {
        const string threats = "TS-1 targets CM-1; TS-2 {\"outsideAllowedStates\":true}; TS-2 targets CM-1\n";
        for (const string &item : {string("CM-1"), string("EP-1")}) {
            const string lines = request + enforced("L6", item) + threats;
            QCOMPARE(frontier(lines, "TS-1"), string("00000"));
            QCOMPARE(frontier(lines, "TS-2"), string("00003"));
        }
        const string dispatch = "AP-1 startsAt SV-1; SV-1 dispatches CM-1 {\"rating\":@00000}\n";
        QCOMPARE(frontier(dispatch + enforced("L6", "CM-1") + threats, "TS-1"), string("00000"));
        QCOMPARE(frontier(dispatch + enforced("L6", "CM-1") + threats, "TS-2"), string("00003"));
    }

    void honest()
    {
        const string checks = enforced("L1") + enforced("L2") + enforced("L4");
        QCOMPARE(frontier(request + checks, "CM-1"), string("00003"));
        QCOMPARE(frontier(request + checks + "AP-1 {\"satisfies\":[\"L1\",\"L2\",\"L4\"]}", "CM-1"), string("00000"));
        QCOMPARE(frontier(request + checks + "AP-1 {\"satisfies\":[\"L1\",\"L2\"]}", "CM-1"), string("00003"));
        // What the start says stands instead of what the profile says.
        const string said = "AP-1 startsAt EP-1 {\"satisfies\":[\"L1\",\"L2\",\"L4\"]}; EP-1 invokes CM-1\n";
        QCOMPARE(frontier(said + checks, "CM-1"), string("00000"));
        QCOMPARE(frontier(said + checks + "AP-1 {\"satisfies\":[]}", "CM-1"), string("00000"));
        const string none = "AP-1 startsAt EP-1 {\"satisfies\":[]}; EP-1 invokes CM-1\n";
        QCOMPARE(frontier(none + checks + "AP-1 {\"satisfies\":[\"L1\",\"L2\",\"L4\"]}", "CM-1"), string("00003"));
    }

    /// Honest only at the endpoints where the profile starts or that its application calls.
    void whereHonest()
    {
        const string known = "AP-1 {\"satisfies\":[\"L2\"]}; CT-2 = 00003; CT-2 guards EP-2 {\"chainLink\":\"L2\"}; EP-2 invokes CM-1\n";
        QCOMPARE(frontier(known + "AP-1 startsAt EP-2", "CM-1"), string("00000"));
        QCOMPARE(frontier(known + "AP-1 startsAt APP-1 {\"own\":true}; APP-1 calls EP-2", "CM-1"), string("00000"));
        QCOMPARE(frontier(known + "AP-1 startsAt APP-1; APP-1 calls EP-2", "CM-1"), string("00000"));
        QCOMPARE(frontier(known + "AP-1 startsAt SV-1; SV-1 calls EP-2", "CM-1"), string("00003"));
        QCOMPARE(frontier(known + "AP-1 startsAt EP-1; AS-1 = 00000; AS-1 requires EP-1; AS-1 achieves EP-2", "CM-1"), string("00003"));
        // Being this attacker is part of the price.
        QCOMPARE(frontier(known + "AP-1 startsAt EP-2 {\"rating\":@10000}", "CM-1"), string("10000"));
    }

    void relationshipOfOneVehicle()
    {
        const string lines = request + enforced("L3");
        const string own = "AP-1 {\"satisfies\":[\"L3\"]}\n", tenant = "AP-1 {\"satisfies\":{\"L3\":\"tenant\"}}\n";
        QCOMPARE(at(lines + own, Scale::Vehicle), string("00000"));
        QCOMPARE(at(lines + own, Scale::Tenant), string("00003"));
        QCOMPARE(at(lines + tenant, Scale::Tenant), string("00000"));
        QCOMPARE(at(lines + tenant, Scale::Fleet), string("00003"));
        // Being logged in, or the role, is no matter of vehicles.
        QCOMPARE(at(request + enforced("L2") + enforced("L4") + "AP-1 {\"satisfies\":[\"L2\",\"L4\"]}", Scale::Fleet), string("00000"));
    }

    void oneIdentity()
    {
        const string checks = request + enforced("L2") + enforced("L3");
        const string token = "AP-1 startsAt CR-1 {\"rating\":@10000,\"scale\":\"fleet\"}; CR-1 grants EP-1 ";
        // The profile is logged in, the token has the relationship: two people, not one.
        QCOMPARE(frontier(checks + "AP-1 {\"satisfies\":[\"L2\"]}\n" + token + "{\"satisfies\":[\"L3\"]}", "CM-1"), string("00003"));
        QCOMPARE(frontier(checks + token + "{\"satisfies\":[\"L2\",\"L3\"]}", "CM-1"), string("00003 10000"));
        QCOMPARE(frontier(checks + token + "{\"satisfies\":[\"L2\"]}; AP-1 startsAt CR-2 {\"scale\":\"fleet\"}; CR-2 grants EP-1 {\"satisfies\":[\"L3\"]}", "CM-1"),
                 string("00003"));
        // The application may be another's.
        QCOMPARE(frontier(checks + enforced("L1") + "AP-1 {\"satisfies\":[\"L1\"]}\n" + token + "{\"satisfies\":[\"L2\",\"L3\"]}", "CM-1"), string("00003 10000"));
        // What one identity does not pass is left to the control alone.
        const string three = checks + "CT-4 = 00020; CT-4 guards EP-1 {\"chainLink\":\"L4\"}\n";
        QCOMPARE(frontier(three + token + "{\"satisfies\":[\"L2\",\"L3\"]}", "CM-1"), string("00023 10020"));
    }

    void credentials()
    {
        const string token = "AP-1 startsAt CR-1 {\"rating\":@10000}; CR-1 grants EP-1 ";
        QCOMPARE(frontier(request + enforced("L1") + enforced("L2") + token, "CM-1"), string("00003 10000"));
        QCOMPARE(frontier(request + enforced("L3") + token, "CM-1"), string("00003"));
        QCOMPARE(frontier(request + enforced("L3") + token + "{\"satisfies\":[\"L3\"]}", "CM-1"), string("00003 10000"));
        QCOMPARE(frontier(request + enforced("L2", "CM-1") + "AP-1 startsAt CR-1 {\"rating\":@10000}; CR-1 grants CM-1", "CM-1"), string("00003 10000"));
        // Stolen from one, used for one; said to be good for a tenant, used for a tenant.
        const string l3 = request + enforced("L3") + "AP-1 startsAt CR-1 {\"rating\":@10000,\"scale\":\"fleet\"}; CR-1 grants EP-1 {\"satisfies\":{\"L3\":\"tenant\"}}";
        QCOMPARE(at(l3, Scale::Tenant), string("00003 10000"));
        QCOMPARE(at(l3, Scale::Fleet), string("00003"));
        QCOMPARE(at(request + enforced("L3") + token + "{\"satisfies\":[\"L3\"]}", Scale::Tenant), string("00003"));
        // A signing key passes the vehicle's own check, a backend identity that of a called endpoint.
        QCOMPARE(frontier("AP-1 startsAt SV-1; SV-1 dispatches CM-1 {\"rating\":@00000}; AP-1 startsAt CR-1 {\"rating\":@10000}\n"
                          "CR-1 grants CM-1 {\"satisfies\":[\"L8\"]}\n" + enforced("L8", "CM-1"), "CM-1"), string("00003 10000"));
        QCOMPARE(frontier("AP-1 startsAt SV-1; SV-1 calls EP-1; AP-1 startsAt CR-1 {\"rating\":@10000}\n"
                          "CR-1 grants EP-1 {\"satisfies\":[\"L7\"]}\n" + enforced("L7"), "EP-1"), string("00003 10000"));
    }

    /// The rating of a `grants` link, and a guard of it alone, make using the credential harder.
    void usingACredential()
    {
        const string lines = "AP-1 startsAt EP-1; EP-1 invokes CM-1; AP-1 startsAt CR-1; L-9: CR-1 grants EP-1 ";
        for (const string &link : {string("L1"), string("L2")}) {
            QCOMPARE(frontier(lines + "{\"rating\":@01000}\n" + enforced(link), "CM-1"), string("00003 01000"));
            QCOMPARE(frontier(lines + "{\"rating\":@01000}\n" + enforced(link) + "CT-9 = 20000; CT-9 guards EP-1 {\"step\":\"L-9\"}", "CM-1"), string("00003 21000"));
            QCOMPARE(frontier(lines + "{\"rating\":@01000}\n" + enforced(link) + "CT-9 = 20000; CT-9 guards CR-1", "CM-1"), string("00003 01000"));
        }
        // Two links of one credential: the easier one is used.
        QCOMPARE(frontier(lines + "{\"rating\":@01000}; CR-1 grants CM-1 {\"rating\":@00100}\n" + enforced("L2"), "CM-1"), string("00003 00100 01000"));
        QCOMPARE(frontier(lines + "{\"rating\":@01000,\"satisfies\":[\"L2\"]}; CR-1 grants CM-1 {\"rating\":@00100,\"satisfies\":[\"L3\"]}\n" + enforced("L2") + enforced("L3"), "CM-1"),
                 string("00003 01100"));
        const string data = "AP-1 startsAt EP-1; EP-1 invokes CM-1; AP-1 startsAt DA-1; L-9: DA-1 grants EP-1 {\"satisfies\":[\"L3\"],\"rating\":@01000}\n" + enforced("L3");
        QCOMPARE(frontier(data, "CM-1"), string("00003 01000"));
        QCOMPARE(frontier(data + "CT-9 = 20000; CT-9 guards EP-1 {\"step\":\"L-9\"}", "CM-1"), string("00003 21000"));
    }

    void changedData()
    {
        const string lines = request + enforced("L2") + enforced("L3") + "AP-1 {\"satisfies\":[\"L2\"]}\n"
                             "AP-1 startsAt EP-2 {\"rating\":@10000}; EP-2 touches DA-1 ";
        const string grant = "DA-1 grants EP-1 {\"satisfies\":[\"L3\"]}";
        // Changed ownership data make the honest user an owner.
        QCOMPARE(frontier(lines + "{\"access\":\"write\"}\n" + grant, "CM-1"), string("00003 10000"));
        QCOMPARE(frontier(lines + "{\"access\":\"read\"}\n" + grant, "CM-1"), string("00003"));
    }

    void vulnerablePass()
    {
        const string lines = request + enforced("L2") + enforced("L3") + "AP-1 {\"satisfies\":[\"L2\"]}; VU-1 = 10000; CT-9 = 00020\n";
        QCOMPARE(frontier(lines + "VU-1 affects EP-1 {\"satisfies\":[\"L3\"]}", "CM-1"), string("00003 10000"));
        QCOMPARE(frontier(lines + "VU-1 affects CM-1 {\"satisfies\":[\"L3\"]}", "CM-1"), string("00003 10000"));
        QCOMPARE(frontier(lines + "VU-1 affects EP-1 {\"satisfies\":[\"L4\"]}", "CM-1"), string("00003"));
        QCOMPARE(frontier(lines + "VU-1 affects EP-1", "CM-1"), string("00003"));
        QCOMPARE(frontier(lines + "VU-1 affects EP-1 {\"satisfies\":[\"L3\"]}; CT-9 guards VU-1", "CM-1"), string("00003 10020"));
        QCOMPARE(frontier(lines + "VU-1 {\"status\":\"fixed\"}; VU-1 affects EP-1 {\"satisfies\":[\"L3\"]}", "CM-1"), string("00003"));
        QCOMPARE(at(lines + "VU-1 affects EP-1 {\"satisfies\":{\"L3\":\"tenant\"}}", Scale::Tenant), string("00003 10000"));
        QCOMPARE(at(lines + "VU-1 affects EP-1 {\"satisfies\":{\"L3\":\"tenant\"}}", Scale::Fleet), string("00003"));
        QCOMPARE(easiestPath(caseOf(lines + "VU-1 affects EP-1 {\"satisfies\":[\"L3\"]}; CT-3 = 33333"), {"CM-1"}), string("S1 EP-1; S3 CM-1"));
    }

    /// Two starts of one profile: each passes what it passes; together they are still one identity.
    void twoStartsOfAProfile()
    {
        const string lines = "APP-1 calls EP-1; EP-1 invokes CM-1; AP-1 startsAt EP-1 {\"satisfies\":[\"L2\"],\"rating\":@10000}\n"
                             "AP-1 startsAt APP-1 {\"satisfies\":[\"L3\"],\"rating\":@01000}\n" + enforced("L2") + enforced("L3");
        QCOMPARE(frontier(lines, "CM-1"), string("01003 10003 11000"));
    }

    void stepsTellTheChain()
    {
        const LoadedCase loaded = caseOf(request + "CM-1 actuates FN-1; CT-3 = 10000; CT-3 guards EP-1 {\"chainLink\":\"L3\"}; CT-8 = 01000; CT-8 guards CM-1");
        QCOMPARE(easiestPath(loaded, {"FN-1"}), string("S1 EP-1; S3 CM-1 [CT-3 L3] [CT-8]; S8 FN-1"));
        QCOMPARE(easiestPath(loaded, {.target = "FN-1", .reading = Reading::Evidenced}), string("S1 EP-1; S3 CM-1; S8 FN-1"));
    }
};

TARASCOPE_TEST(ChainLinksTest)
#include "chainlinkstest.moc"
