#include "tests/casetext.h"
#include "tests/randommodel.h"
#include "tests/testmain.h"

#include "model/assurance/controleffect.h"
#include "model/method/ratingmethod.h"
#include "model/paths/compile.h"

using namespace tarascope;
using std::string;

namespace {

/// Whether CT-1 counts at EP-1 against a profile in the evidenced reading, and with which reason.
string effect(const string &lines, const string &profile = {}, const Scenario &scenario = {})
{
    const LoadedCase loaded = caseOf("CT-1 = 22100; CT-1 guards EP-1; " + lines);
    AttackGuard guard;
    guard.control = loaded.id("CT-1");
    guard.guarded = loaded.id("EP-1");
    const ItemId who = profile.empty() ? ItemId{} : loaded.id(profile);
    const Evidence evidence(loaded.graph, scenario);
    const ControlEffect found = controlEffect(loaded.graph, guard, who, Reading::Evidenced, scenario, evidence);
    return string(found.counts ? "counts: " : "does not: ") + found.reason.message.code;
}

const string tested = "TC-1 verifies CT-1; ";
const string byRole = R"(TC-1 {"dimensions":{"role":"owner"}}; TC-1 verifies CT-1; )";
const string byRelationship = R"(TC-1 {"dimensions":{"relationship":"formerOwner"}}; TC-1 verifies CT-1; )";
const string byProfile = R"(AP-1; AP-2; TC-1 {"dimensions":{"profile":"AP-1"}}; TC-1 verifies CT-1; )";
const string proved = "counts: testPassed";
const string broken = "does not: testFailed";
const string notRun = "does not: testNotRun";
const string untested = "does not: untested";

} // namespace

/// The evidenced reading (attack-paths 2): implemented, at least one test that verifies it has passed, and every latest
/// outcome is a pass; judged per guarded item by the tests that name it or no item. Expected values are read from there.
class EvidenceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void outcomes_data()
    {
        QTest::addColumn<string>("lines");
        QTest::addColumn<string>("expected");
        auto row = [](const char *name, const string &lines, const string &expected) { QTest::newRow(name) << lines << expected; };
        row("no test", "", untested);
        row("never run", tested, notRun);
        row("passed", tested + "TC-1 : pass 2026-11-01", proved);
        row("failed", tested + "TC-1 : fail 2026-11-01", broken);
        row("denied what it must allow", tested + "TC-1 : failClosed 2026-11-01", broken);
        row("inconclusive", tested + "TC-1 : inconclusive 2026-11-01", broken);
        row("stale: another version", tested + "TC-1 : stale 2026-11-01", broken);
        row("left out", tested + "TC-1 : notRun 2026-11-01", notRun);

        row("failed, later passed", tested + "TC-1 : fail 2026-11-01; TC-1 : pass 2026-11-02", proved);
        row("passed, later failed", tested + "TC-1 : pass 2026-11-01; TC-1 : fail 2026-11-02", broken);
        row("the later one was imported first", tested + "TC-1 : pass 2026-11-02; TC-1 : fail 2026-11-01", proved);
        row("passed, later left out", tested + "TC-1 : pass 2026-11-01; TC-1 : notRun 2026-11-02", notRun);
        row("passed, later stale", tested + "TC-1 : pass 2026-11-01; TC-1 : stale 2026-11-02", broken);
        row("both at one time", tested + "TC-1 : pass 2026-11-01; TC-1 : fail 2026-11-01", broken);
        row("both at one time, the other way", tested + "TC-1 : fail 2026-11-01; TC-1 : pass 2026-11-01", broken);
        row("passed and left out at one time", tested + "TC-1 : pass 2026-11-01; TC-1 : notRun 2026-11-01", notRun);

        row("each environment has a latest run", tested + "TC-1 : pass 2026-11-02 lab; TC-1 : fail 2026-11-01 field", broken);
        row("passed in both", tested + "TC-1 : pass 2026-11-02 lab; TC-1 : pass 2026-11-01 field", proved);
        row("failed there once, passed since", tested + "TC-1 : pass 2026-11-02 lab; TC-1 : fail 2026-11-01 field; TC-1 : pass 2026-11-03 field", proved);
        row("no environment is one of its own", tested + "TC-1 : pass 2026-11-02; TC-1 : fail 2026-11-01 field", broken);

        row("two tests passed", tested + "TC-2 verifies CT-1; TC-1 : pass 2026-11-01; TC-2 : pass 2026-11-01", proved);
        row("one of two failed", tested + "TC-2 verifies CT-1; TC-1 : pass 2026-11-02; TC-2 : fail 2026-11-01", broken);
        row("one of two never run", tested + "TC-2 verifies CT-1; TC-1 : pass 2026-11-01", proved);
        row("two never run", tested + "TC-2 verifies CT-1", notRun);
        row("the other control failed", tested + "TC-2 verifies CT-2; TC-1 : pass 2026-11-01; TC-2 : fail 2026-11-01", proved);
        row("one test for two controls", tested + "TC-1 verifies CT-2; TC-1 : fail 2026-11-01", broken);
    }

    void outcomes()
    {
        QFETCH(string, lines);
        QFETCH(string, expected);
        QCOMPARE(effect(lines), expected);
    }

    void places_data()
    {
        QTest::addColumn<string>("lines");
        QTest::addColumn<string>("expected");
        auto row = [](const char *name, const string &lines, const string &expected) { QTest::newRow(name) << lines << expected; };
        row("names the guarded endpoint", tested + "TC-1 verifies EP-1; TC-1 : pass 2026-11-01", proved);
        row("names another one", tested + "TC-1 verifies EP-2; TC-1 : pass 2026-11-01", untested);
        row("names both", tested + "TC-1 verifies EP-2; TC-1 verifies EP-1; TC-1 : fail 2026-11-01", broken);
        row("names a command, not the endpoint", tested + "TC-1 verifies CM-1; TC-1 : pass 2026-11-01", untested);
        row("failed elsewhere, passed here",
            tested + "TC-1 verifies EP-2; TC-2 verifies CT-1; TC-2 verifies EP-1; TC-1 : fail 2026-11-01; TC-2 : pass 2026-11-01", proved);
        row("passed here, failed for all",
            tested + "TC-1 verifies EP-1; TC-2 verifies CT-1; TC-1 : pass 2026-11-01; TC-2 : fail 2026-11-01", broken);
        row("a requirement is no place", tested + "TC-1 verifies RQ-1; TC-1 : pass 2026-11-01", proved);
        row("verifies only the endpoint", "TC-1 verifies EP-1; TC-1 : pass 2026-11-01", untested);
    }

    void places()
    {
        QFETCH(string, lines);
        QFETCH(string, expected);
        QCOMPARE(effect(lines), expected);
    }

    /// A failed test whose dimensions name a relationship, role or profile takes the effect from profiles of that kind.
    void dimensions_data()
    {
        QTest::addColumn<string>("lines");
        QTest::addColumn<string>("profile");
        QTest::addColumn<string>("expected");
        auto row = [](const char *name, const string &lines, const char *profile, const string &expected) {
            QTest::newRow(name) << lines << string(profile) << expected;
        };
        const string alsoPassed = "TC-2 verifies CT-1; TC-2 : pass 2026-11-01; TC-1 : fail 2026-11-01; ";
        const string owner = R"(RO-1 {"kind":"owner"}; AP-1 actsAs RO-1; )";
        const string technician = R"(RO-1 {"kind":"technician"}; AP-1 actsAs RO-1; )";
        const string formerOwner = R"(RK-1 {"kind":"formerOwner"}; AP-1 actsAs RK-1; )";
        const string leases = R"(RK-1 {"kind":"leases"}; AP-1 actsAs RK-1; )";
        row("the role", byRole + alsoPassed + owner, "AP-1", broken);
        row("another role", byRole + alsoPassed + technician, "AP-1", proved);
        row("one of two roles", byRole + alsoPassed + technician + R"(RO-2 {"kind":"owner"}; AP-1 actsAs RO-2)", "AP-1", broken);
        row("no role at all", byRole + alsoPassed + "AP-1", "AP-1", broken);
        row("a relationship, no role", byRole + alsoPassed + leases, "AP-1", broken);
        row("nobody in particular", byRole + alsoPassed + technician, "", broken);
        row("the relationship", byRelationship + alsoPassed + formerOwner, "AP-1", broken);
        row("another relationship", byRelationship + alsoPassed + leases, "AP-1", proved);
        row("the profile itself", byProfile + alsoPassed, "AP-1", broken);
        row("another profile", byProfile + alsoPassed, "AP-2", proved);
        row("the profile decides alone", R"(AP-1; AP-2; RO-1 {"kind":"owner"}; AP-2 actsAs RO-1; )"
            R"(TC-1 {"dimensions":{"profile":"AP-1","role":"owner"}}; TC-1 verifies CT-1; )" + alsoPassed, "AP-2", proved);
        row("role and relationship, both fit", R"(TC-1 {"dimensions":{"role":"owner","relationship":"formerOwner"}}; TC-1 verifies CT-1; )" +
            alsoPassed + owner + formerOwner, "AP-1", broken);
        row("role and relationship, one fits", R"(TC-1 {"dimensions":{"role":"owner","relationship":"formerOwner"}}; TC-1 verifies CT-1; )" +
            alsoPassed + owner + leases, "AP-1", proved);
        row("other dimensions say nothing", R"(AP-1; TC-1 {"dimensions":{"object":"other vehicle"}}; TC-1 verifies CT-1; )" + alsoPassed, "AP-1", broken);
        row("only a test of another role, failed", byRole + technician + "TC-1 : fail 2026-11-01", "AP-1", "does not: testBrokenForOthers");
        row("a passed test of another role", byRole + technician + "TC-1 : pass 2026-11-01", "AP-1", proved);
    }

    void dimensions()
    {
        QFETCH(string, lines);
        QFETCH(string, profile);
        QFETCH(string, expected);
        QCOMPARE(effect(lines, profile), expected);
    }

    void status_data()
    {
        QTest::addColumn<string>("status");
        for (const char *status : {"idea", "planned", "retired"})
            QTest::newRow(status) << string(status);
    }

    void status()
    {
        QFETCH(string, status);
        const string lines = "CT-1 {\"status\":\"" + status + "\"}; " + tested + "TC-1 : pass 2026-11-01";
        QCOMPARE(effect(lines), string("does not: notImplemented"));
        const LoadedCase loaded = caseOf(lines);
        Scenario planned;
        planned.switches[loaded.items.at("CT-1")] = true;
        QCOMPARE(effect(lines, {}, planned), string("counts: switchedOn"));
    }

    void whatIf()
    {
        const string lines = tested + "TC-1 : pass 2026-11-01";
        const LoadedCase loaded = caseOf(lines);
        Scenario off, fails, passes;
        off.switches[loaded.items.at("CT-1")] = false;
        fails.verdicts[loaded.items.at("TC-1")] = Verdict::Fail;
        passes.verdicts[loaded.items.at("TC-1")] = Verdict::Pass;
        QCOMPARE(effect(lines, {}, off), string("does not: switchedOff"));
        QCOMPARE(effect(lines, {}, fails), broken);
        QCOMPARE(effect(tested + "TC-1 : fail 2026-11-01; TC-1 : stale 2026-11-02 field", {}, passes), proved);
    }

    /// The effects of all profiles at once are those of each alone.
    void allProfilesAtOnce()
    {
        int apart = 0;
        for (std::uint32_t seed = 1; seed <= 60; ++seed) {
            RandomModel model(seed);
            const Graph graph = model.make({.controls = 8, .tests = 12});
            const AttackGraph attack = compileAttackGraph(graph, *loadMethod("attack-potential-g2"), {});
            const Evidence evidence(graph, {});
            std::vector<std::int16_t> profiles;
            for (std::size_t i = attack.profiles.size(); i-- > 0;)
                profiles.push_back(static_cast<std::int16_t>(i));
            const std::vector<Effects> all = effectsOf(graph, attack, profiles, Reading::Evidenced, {}, evidence);
            for (std::size_t guard = 0; guard < attack.guards.size(); ++guard)
                for (std::size_t i = 0; i < profiles.size(); ++i) {
                    const ItemId profile = attack.profiles[std::size_t(profiles[i])].item;
                    const bool counts =
                        controlEffect(graph, attack.guards[guard], profile, Reading::Evidenced, {}, evidence).counts;
                    QCOMPARE(all[i].guardCounts[guard] != 0, counts);
                    apart += all[i].guardCounts[guard] != all[0].guardCounts[guard] ? 1 : 0;
                }
        }
        QVERIFY2(apart > 10, qPrintable(QString::number(apart)));
    }

    /// The reason names the control, the test and the place in its results.
    void theReasonLeadsToTheResult()
    {
        const LoadedCase loaded = caseOf("CT-1 = 22100; CT-1 guards EP-1; " + tested + "TC-1 : pass 2026-11-01; TC-1 : fail 2026-11-02");
        AttackGuard guard;
        guard.control = loaded.id("CT-1");
        guard.guarded = loaded.id("EP-1");
        const ControlEffect found = controlEffect(loaded.graph, guard, {}, Reading::Evidenced, {}, Evidence(loaded.graph, {}));
        QCOMPARE(found.reason.message.english(), string("CT-1 does not hold: TC-1 failed, results.xml:42"));
        QCOMPARE(found.reason.where.file, string("results.xml"));
        QCOMPARE(found.reason.where.line, std::int64_t(42));
        QCOMPARE(found.reason.items, (std::vector<ItemId>{loaded.id("CT-1"), loaded.id("TC-1")}));
    }

    void vulnerabilitiesAndProfiles_data()
    {
        QTest::addColumn<string>("attributes");
        QTest::addColumn<bool>("counts");
        QTest::newRow("VU unsaid") << string("VU-1 {}") << true;
        for (const char *open : {"open", "accepted"})
            QTest::newRow(open) << "VU-1 {\"status\":\"" + string(open) + "\"}" << true;
        for (const char *closed : {"mitigated", "fixed", "falsePositive"})
            QTest::newRow(closed) << "VU-1 {\"status\":\"" + string(closed) + "\"}" << false;
        QTest::newRow("AP unsaid") << string("AP-1 {}") << true;
        QTest::newRow("AP insider") << string(R"(AP-1 {"kind":"insider"})") << true;
        QTest::newRow("AP off") << string(R"(AP-1 {"kind":"insider","enabled":false})") << false;
        for (const char *kind : {"compromisedService", "compromisedVehicle"}) {
            QTest::newRow(kind) << "AP-1 {\"kind\":\"" + string(kind) + "\"}" << false;
            QTest::newRow((string(kind) + " on").c_str()) << "AP-1 {\"kind\":\"" + string(kind) + "\",\"enabled\":true}" << true;
        }
    }

    void vulnerabilitiesAndProfiles()
    {
        QFETCH(string, attributes);
        QFETCH(bool, counts);
        const LoadedCase loaded = caseOf(attributes);
        const Item &item = *loaded.graph.item(loaded.id(attributes.substr(0, 4)));
        QCOMPARE(item.kind == Kind::vulnerability ? isOpen(item) : isEnabled(item), counts);
    }
};

TARASCOPE_TEST(EvidenceTest)
#include "evidencetest.moc"
