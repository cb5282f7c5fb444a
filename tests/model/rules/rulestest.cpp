#include "model/rules/problems.h"

#include "tests/casetext.h"
#include "tests/testmain.h"

#include <set>

using namespace tarascope;

namespace {

const Date today{2026, 11, 21};

/// What one rule finds, a line each: "API-1: No review is recorded. (CT-1)".
std::string found(const std::string &rule, const std::string &lines)
{
    const LoadedCase loaded = caseOf(lines);
    const Result<std::vector<ValidationProblem>> problems = findProblems(loaded.graph, today, {});
    if (!problems)
        return problems.error().english();
    std::string out;
    for (const ValidationProblem &problem : *problems) {
        if (problem.rule->id != rule)
            continue;
        std::string others;
        for (ItemId other : problem.others)
            others += (others.empty() ? "" : " ") + loaded.graph.item(other)->key;
        out += (out.empty() ? "" : "\n") + loaded.graph.item(problem.item)->key + ": " + problem.text.english() +
               (others.empty() ? "" : " (" + others + ")");
    }
    return out;
}

} // namespace

/// Each rule: a model in which it finds something, what it says, and a model that differs in that alone.
class RulesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void rule_data()
    {
        QTest::addColumn<std::string>("rule");
        QTest::addColumn<std::string>("bad");
        QTest::addColumn<std::string>("says");
        QTest::addColumn<std::string>("good");
        const auto row = [this](const char *name, const char *rule, const char *bad, const char *says, const char *good) {
            m_tested.insert(rule);
            QTest::newRow(name) << std::string(rule) << std::string(bad) << std::string(says) << std::string(good);
        };
        inventory(row);
        objects(row);
        roles(row);
        commands(row);
        credentials(row);
        backend(row);
        tara(row);
    }
    void rule()
    {
        QFETCH(std::string, rule);
        QFETCH(std::string, bad);
        QFETCH(std::string, says);
        QFETCH(std::string, good);
        QVERIFY2(findRule(rule), rule.c_str());
        QVERIFY2(found(rule, bad) == says, found(rule, bad).c_str());
        QVERIFY2(found(rule, good).empty(), found(rule, good).c_str());
    }

    void everyRuleIsTestedAndSaysWhy()
    {
        std::set<std::string_view> ids;
        for (const ValidationRule &rule : rules()) {
            QVERIFY2(ids.insert(rule.id).second, std::string(rule.id).c_str());
            QVERIFY2(m_tested.contains(std::string(rule.id)), std::string(rule.id).c_str());
            for (const char *prose : {rule.title, rule.why, rule.hint})
                QVERIFY2(std::string_view(prose).size() > 15, std::string(rule.id).c_str());
            QVERIFY2(!rule.references.empty(), std::string(rule.id).c_str());
        }
        QVERIFY(ids.size() >= 15);
    }

    void problemsStandInTheOrderOfRulesAndKeys()
    {
        const LoadedCase loaded = caseOf("WL-10 {\"authenticatesBy\":\"networkLocation\"}\nWL-9 {\"authenticatesBy\":"
                                         "\"networkLocation\"}\nAPI-1 {}");
        const auto problems = findProblems(loaded.graph, today, {});
        QVERIFY(problems);
        std::string order;
        for (const ValidationProblem &problem : *problems)
            order += loaded.graph.item(problem.item)->key + " ";
        QCOMPARE(order, std::string("API-1 API-1 WL-9 WL-10 "));
    }

    void aStopIsHeard()
    {
        std::stop_source source;
        source.request_stop();
        Budget budget;
        budget.stop = source.get_token();
        QVERIFY(!findProblems(Graph(), today, budget));
    }

private:
    template <class Row> static void inventory(Row row)
    {
        row("nothing said", "api-incomplete", R"(API-1 {})", "API-1: It says nothing about: owner, business function, impact.",
            R"(API-1 {"owner":"Team","businessFunction":"Remote unlock","impact":{"safety":2}})");
        row("no full log", "api-logging", R"(API-1 {"environment":"prod","logging":"basic","traced":true})",
            "API-1: Its requests are not said to be logged in full.",
            R"(API-1 {"environment":"prod","logging":"full","traced":true}; API-2 {"environment":"test"})");
        row("no trace", "api-logging", R"(API-1 {"environment":"prod","logging":"full"})",
            "API-1: Its requests are not said to carry a trace id.", R"(API-2 {"environment":"dev","logging":"none"})");
        row("never reviewed", "api-review", R"(API-1 {})", "API-1: No review is recorded.", R"(API-1 {"lastReview":"2025-11-21"})");
        row("one day late", "api-review", R"(API-1 {"lastReview":"2025-11-20"})",
            "API-1: The last review was on 2025-11-20, 366 days ago; it held for 365.", R"(API-1 {"lastReview":"2026-11-21"})");
        row("partner, half a year", "api-review", R"(API-1 {"lastReview":"2026-05-24","exposure":"partner","reviewValidDays":365})",
            "API-1: The last review was on 2026-05-24, 181 days ago; it held for 180.",
            R"(API-1 {"lastReview":"2026-05-25","exposure":"partner"})");
        row("own validity", "api-review", R"(API-1 {"lastReview":"2026-11-10","reviewValidDays":10})",
            "API-1: The last review was on 2026-11-10, 11 days ago; it held for 10.",
            R"(API-1 {"lastReview":"2026-11-11","reviewValidDays":10})");
        row("no sunset", "version-without-plan", R"(AV-1 {"lifecycle":"deprecated","migrationPlan":"use v2"})",
            "AV-1: It is deprecated and says nothing about: sunset on.",
            R"(AV-1 {"lifecycle":"deprecated","migrationPlan":"use v2","sunsetOn":"2026-11-21"}; AV-2 {"lifecycle":"active"})");
        row("sunset passed", "version-without-plan", R"(AV-1 {"lifecycle":"deprecated","migrationPlan":"use v2","sunsetOn":"2026-11-20"})",
            "AV-1: It should be off since 2026-11-20 and is still only deprecated.", R"(AV-1 {"lifecycle":"retired"})");
    }

    template <class Row> static void objects(Row row)
    {
        row("command without a check", "object-unchecked", "EP-1 invokes CM-1", "EP-1: No implemented control enforces L3 here.",
            "EP-1 invokes CM-1; CT-1 = 10000; CT-1 guards EP-1 {\"chainLink\":\"L3\"}");
        row("object type", "object-unchecked", "EP-1 touches OT-1", "EP-1: No implemented control enforces L3 here.",
            "EP-1 {}; EP-2 touches DA-1");
        row("personal data", "object-unchecked", "DA-1 {\"personalData\":true}; EP-1 touches DA-1",
            "EP-1: No implemented control enforces L3 here.", "DA-1 {\"personalData\":false}; EP-1 touches DA-1");
        row("planned is not enough", "object-unchecked",
            "EP-1 invokes CM-1; CT-1 {\"status\":\"planned\"}; CT-1 guards EP-1 {\"chainLink\":\"L3\"}",
            "EP-1: No implemented control enforces L3 here.",
            "EP-1 invokes CM-1; CT-1 = 10000; CT-1 guards CM-1 {\"chainLink\":\"L3\"}");
        row("another link", "object-unchecked", "EP-1 invokes CM-1; CT-1 = 10000; CT-1 guards EP-1 {\"chainLink\":\"L4\"}",
            "EP-1: No implemented control enforces L3 here.",
            "EP-1 needsRelationship RK-1; CT-1 = 10000; CT-1 guards EP-1 {\"chainLink\":\"L3\"}");
        const char *checked = "EP-1 invokes CM-1; CT-1 = 10000; CT-1 guards EP-1 {\"chainLink\":\"L3\"}\nTC-1 verifies CT-1\n";
        static const std::string untried = checked, failed = checked + std::string("TC-1 : fail"),
                                 passed = checked + std::string("TC-1 : pass"),
                                 elsewhere = passed + "\nTC-1 verifies EP-2", here = passed + "\nTC-1 verifies CM-1",
                                 stale = checked + std::string("TC-1 : stale");
        row("no test", "object-untested", "EP-1 invokes CM-1; CT-1 = 10000; CT-1 guards EP-1 {\"chainLink\":\"L3\"}",
            "EP-1: No test verifies CT-1 here. (CT-1)", passed.c_str());
        row("never run", "object-untested", untried.c_str(), "EP-1: No test of CT-1 has run here. (CT-1)", failed.c_str());
        row("tested elsewhere", "object-untested", elsewhere.c_str(), "EP-1: No test verifies CT-1 here. (CT-1)", here.c_str());
        row("failed", "object-failed", failed.c_str(), "EP-1: CT-1 does not hold: TC-1 says fail (results.xml:41). (CT-1 TC-1)", passed.c_str());
        row("stale", "object-failed", stale.c_str(), "EP-1: CT-1 does not hold: TC-1 says stale (results.xml:41). (CT-1 TC-1)", untried.c_str());
    }

    template <class Row> static void roles(Row row)
    {
        row("one scope for two", "scope-too-wide",
            R"(EP-1 {"scopes":["vehicle"]}; EP-2 {"scopes":["vehicle","x"]}; CM-1 {"permission":"unlock"}; CM-2 {"permission":"climate"}
EP-1 invokes CM-1; EP-2 invokes CM-2)",
            "EP-2: The scope vehicle permits: climate, unlock. (EP-1)",
            R"(EP-1 {"scopes":["u"]}; EP-2 {"scopes":["c"]}; CM-1 {"permission":"unlock"}; CM-2 {"permission":"climate"}
EP-1 invokes CM-1; EP-2 invokes CM-2)");
        row("any vehicle", "role-without-relationship", "RO-1 permits CM-1", "RO-1: It permits CM-1 for any vehicle. (CM-1)",
            "RO-1 permits CM-1; CM-1 needsRelationship RK-1; RO-2 permits CM-2 {\"condition\":\"owns the vehicle\"}");
        row("no case", "support-without-case", "RO-1 {\"kind\":\"supportAgent\"}; RO-1 permits EP-1",
            "RO-1: It reaches EP-1 without a case. (EP-1)",
            "RO-1 {\"kind\":\"technician\"}; RK-1 {\"kind\":\"dealerCase\"}; RO-1 permits EP-1; EP-1 needsRelationship RK-1\n"
            "RO-2 {\"kind\":\"owner\"}; RO-2 permits EP-2");
    }

    template <class Row> static void commands(Row row)
    {
        row("bare", "command-unprotected", R"(CM-1 {"riskClass":"high","ttl":60})",
            "CM-1: It is not said to have: step-up, idempotency, replay protection, confirmation.",
            R"(CM-1 {"riskClass":"high","ttl":60,"requiresStepUp":true,"idempotent":true,"replayProtected":true,"requiresConfirmation":true}
CM-2 {"riskClass":"low"})");
        row("any state", "command-without-states", R"(CM-1 {"physicalEffect":"Doors open"})",
            "CM-1: It says nothing about the states in which it is allowed.",
            R"(CM-1 {"physicalEffect":"Doors open","allowedVehicleStates":["parked"]}; CM-2 {})");
        row("bulk", "bulk-without-limit", R"(EP-1 {"bulkCapable":true})", "EP-1: It takes several vehicles and has no limit.",
            R"(EP-1 {"bulkCapable":true,"maxTargets":50}; EP-2 {"bulkCapable":true,"rateLimits":[{"key":"tenant","n":5,"per":"1m"}]}; EP-3 {})");
    }

    template <class Row> static void credentials(Row row)
    {
        row("too long", "credential-lifetime", R"(CR-1 {"kind":"userToken","lifetime":3601})",
            "CR-1: It lives for 3601 s; the policy allows 3600 s.", R"(CR-1 {"kind":"userToken","lifetime":3600})");
        row("never rotated", "credential-lifetime", R"(CR-1 {"kind":"apiKey"})", "CR-1: No rotation is recorded.",
            R"(CR-1 {"kind":"deviceKey"})");
        row("rotation overdue", "credential-lifetime", R"(CR-1 {"kind":"apiKey","rotatedOn":"2026-08-22"})",
            "CR-1: It was last rotated on 2026-08-22; the policy allows 90 days.",
            R"(CR-1 {"kind":"apiKey","rotatedOn":"2026-08-23"})");
        row("shared", "credential-shared", R"(CR-1 {"kind":"clientSecret","sharedBy":4})", "CR-1: 4 holders share it.",
            R"(CR-1 {"kind":"clientSecret","sharedBy":1}; CR-2 {"kind":"deviceKey","sharedBy":9})");
        row("fleet certificate", "fleet-certificate", R"(CR-1 {"kind":"fleetCertificate"}; CO-1 stores CR-1)",
            "CR-1: It is the same in many vehicles. (CO-1)", R"(CR-1 {"kind":"deviceKey","sharedBy":1})");
        row("shared device key", "fleet-certificate", R"(CR-1 {"kind":"deviceKey","sharedBy":2})",
            "CR-1: It is the same in many vehicles.", R"(CR-1 {"kind":"apiKey","sharedBy":2})");
        row("cannot be revoked", "no-revocation", R"(CR-1 {"revocable":false})", "CR-1: It cannot be revoked.",
            R"(CR-1 {"revocable":false,"lifetime":900})");
        row("no path", "no-revocation", R"(CR-1 {"revocable":true,"lifetime":901})", "CR-1: Nothing says how it is revoked.",
            R"(CR-1 {"revocable":true,"revocationPath":"token introspection within 60 s"})");
        row("one audience", "audience-mixed",
            R"(CR-1 {"audience":"car"}; CR-2 {"audience":"car"}; EP-1 invokes CM-1; CR-1 grants EP-1; CR-2 grants EP-2)",
            "CR-1: The audience car is good for commands and for reading. (CR-2)",
            R"(CR-1 {"audience":"car-commands"}; CR-2 {"audience":"car"}; EP-1 invokes CM-1; CR-1 grants EP-1; CR-2 grants EP-2)");
    }

    template <class Row> static void backend(Row row)
    {
        row("location", "trust-by-location", R"(WL-1 {"authenticatesBy":"networkLocation"}; SV-1 runsAs WL-1)",
            "WL-1: It is believed because of where it runs. (SV-1)", R"(WL-1 {"authenticatesBy":"mTLS"}; WL-2 {})");
        row("fails open", "fails-open", R"(SV-1 {"failMode":"open"})", "SV-1: It fails open.", R"(SV-1 {"failMode":"closed"}; SV-2 {})");
    }

    template <class Row> static void tara(Row row)
    {
        row("no target, no damage", "threat-incomplete", "TS-1 {}", "TS-1: It targets nothing.\nTS-1: It realizes no damage scenario.",
            "TS-1 targets FN-1; TS-1 realizes DS-1");
        row("no claim", "claim-missing", R"(TR-1 {"decision":"retain"}; TR-1 leadsTo GO-1)",
            "TR-1: The decision is to retain the risk, and no claim follows.",
            R"(TR-1 {"decision":"share"}; TR-1 leadsTo CL-1; TR-2 {"decision":"reduce"})");
        row("expired", "treatment-expired", R"(TR-1 {"expiry":"2026-11-20"})", "TR-1: It ran out on 2026-11-20.",
            R"(TR-1 {"expiry":"2026-11-21"}; TR-2 {})");
        row("unlinked incident", "incident-unlinked", "IN-1 {}", "IN-1: It demonstrates no attack step.", "IN-1 demonstrates AS-1");
    }

    std::set<std::string> m_tested;
};

TARASCOPE_TEST(RulesTest)
#include "rulestest.moc"
