#include "tests/app/projectfixture.h"
#include "tests/testmain.h"

/// Risks, paths, outcomes and the gate on the example, through the real program.
class AnalysisTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_file = m_folder.path("p.tarascope"); }
    void initTestCase() { m_folder.example(); }

    void risksInThreeReadings()
    {
        const QJsonObject json = run({"risks", m_file, "--json", "--as-of", "2026-11-21"}).json();
        QCOMPARE(text(json[u"schema"]), std::string("tarascope.risks/1"));
        QCOMPARE(text(json[u"method"]), std::string("attack-potential-g2"));
        QCOMPARE(text(json[u"asOf"]), std::string("2026-11-21"));
        // A test that failed, tests that passed, a control without a test.
        QCOMPARE(feasibility(json, "TS-1"), std::string("high medium high"));
        QCOMPARE(feasibility(json, "TS-2"), std::string("high medium medium"));
        QCOMPARE(feasibility(json, "TS-3"), std::string("high veryLow high"));
        const QJsonValue unlock = threat(json, "TS-1");
        QCOMPARE(unlock[u"risk"][u"claimed"].toInt(), 3);
        QCOMPARE(unlock[u"risk"][u"evidenced"].toInt(), 4);
        QCOMPARE(text(unlock[u"damage"]), std::string("DS-1"));
        QCOMPARE(text(unlock[u"impact"]), std::string("major"));
        QCOMPARE(text(unlock[u"treatment"]), std::string("TR-1"));
        QVERIFY2(contains(reasons(unlock), "AZ-unlock-S2-3f2a9c02 failed"), reasons(unlock).c_str());
        QVERIFY2(contains(reasons(threat(json, "TS-3")), "CT-3 is not proved"), reasons(threat(json, "TS-3")).c_str());
    }

    void risksAsATable()
    {
        const Run table = run({"risks", m_file, "--reading", "claimed"});
        QCOMPARE(table.exitCode, 0);
        QVERIFY(contains(table.out, "CLAIMED"));
        QVERIFY(!contains(table.out, "EVIDENCED"));
        QVERIFY2(contains(table.out, "3 (medium)"), table.told().c_str());
        QCOMPARE(run({"risks", m_file, "--reading", "real"}).exitCode, 2);
    }

    void pathsHoldTheContract()
    {
        const Run paths = run({"paths", m_file, "--to", "TS-1", "--json"});
        QVERIFY2(paths.exitCode == 0, paths.told().c_str());
        const QJsonObject json = paths.json();
        QCOMPARE(text(json[u"schema"]), std::string("tarascope.paths/1"));
        QCOMPARE(text(json[u"reading"]), std::string("evidenced"));
        QCOMPARE(text(json[u"target"]), std::string("TS-1"));
        QCOMPARE(json[u"best"][u"score"], QJsonValue(0));
        QCOMPARE(text(json[u"best"][u"feasibility"]), std::string("high"));
        QCOMPARE(json[u"listed"].toInt(), static_cast<int>(json[u"paths"].toArray().size()));
        QCOMPARE(json[u"more"], QJsonValue(false));
        const QJsonValue path = json[u"paths"].toArray().first();
        QCOMPARE(text(path[u"profile"]), std::string("AP-2"));
        const QJsonArray steps = path[u"steps"].toArray();
        QCOMPARE(text(steps.last()[u"to"]), std::string("FN-1"));
        QCOMPARE(text(steps.last()[u"rule"]), std::string("S8"));
        QCOMPARE(text(steps.last()[u"from"]), std::string("CM-1"));
        QVERIFY(text(steps.last()[u"link"]).starts_with("L-"));
        for (const QJsonValue &step : steps) {
            QVERIFY(step[u"rating"].isObject());
            QVERIFY(step[u"unrated"].isBool());
            QVERIFY(step[u"controls"].isArray());
            QVERIFY(step[u"reasons"].isArray());
        }
        QVERIFY(path[u"timesAdded"][u"score"].isDouble());
        QVERIFY(path[u"deciding"].isArray());
    }

    void beatenControlsAreNamed()
    {
        const QJsonObject json =
            run({"paths", m_file, "--to", "FN-1", "--reading", "claimed", "--profile", "AP-1", "--json"}).json();
        const QJsonValue path = json[u"paths"].toArray().last();
        QCOMPARE(path[u"score"], QJsonValue(26));
        const QJsonValue step = path[u"steps"].toArray()[2];
        QCOMPARE(text(step[u"rule"]), std::string("S3"));
        QCOMPARE(text(step[u"source"]), std::string("control"));
        QCOMPARE(text(step[u"controls"].toArray().first()[u"control"]), std::string("CT-1"));
        QCOMPARE(text(step[u"controls"].toArray().first()[u"chainLink"]), std::string("L3"));
        QCOMPARE(text(path[u"deciding"].toArray().first()[u"control"]), std::string("CT-1"));
        QCOMPARE(text(path[u"deciding"].toArray().first()[u"factors"]), std::string("ET,SE,KoIC"));
    }

    void switchesAreAWhatIf()
    {
        const std::string before = stateOf(m_file);
        const QJsonObject without =
            run({"paths", m_file, "--to", "TS-3", "--reading", "claimed", "--without", "CT-3", "--json"}).json();
        QCOMPARE(without[u"best"][u"score"], QJsonValue(5));
        QCOMPARE(text(without[u"switches"][u"CT-3"]), std::string("off"));
        const QJsonObject with =
            run({"paths", m_file, "--to", "TS-4", "--with", "Authenticated brake messages", "--json"}).json();
        QVERIFY(with[u"best"][u"score"].toInt() > 21); // 21 in the model as it is
        QCOMPARE(text(with[u"switches"][u"CT-6"]), std::string("on"));
        QCOMPARE(stateOf(m_file), before);
        QCOMPARE(run({"paths", m_file, "--to", "TS-3", "--with", "SV-1"}).exitCode, 2);
        QCOMPARE(run({"paths", m_file, "--to", "TS-3", "--with", "CT-3", "--without", "CT-3"}).exitCode, 2);
    }

    void anItemIsFoundByName()
    {
        QCOMPARE(text(run({"paths", m_file, "--to", "Braking", "--json"}).json()[u"target"]), std::string("FN-3"));
        const Run unknown = run({"paths", m_file, "--to", "Brakes", "--json"});
        QCOMPARE(unknown.exitCode, 2);
        QCOMPARE(unknown.out, std::string());
        QVERIFY2(contains(text(unknown.error()[u"text"]), "Brakes"), unknown.told().c_str());
        QCOMPARE(run({"paths", m_file, "--to", "CT-1"}).exitCode, 2); // a control is no position
        QCOMPARE(run({"paths", m_file}).exitCode, 2);
        QCOMPARE(run({"paths", m_file, "--to", "FN-1", "--scale", "own"}).exitCode, 2);
        QCOMPARE(run({"paths", m_file, "--to", "FN-1", "--profile", "SV-1"}).exitCode, 2);
        QCOMPARE(run({"paths", m_file, "--to", "FN-1", "--method", "guess"}).exitCode, 2);
    }

    void anAmbiguousItemNamesCandidates()
    {
        const ProjectFolder folder;
        const std::string file = folder.project();
        const std::string twins = folder.file("twins.json", normalForm(R"({"id":"SV-1","kind":"service","name":"Twin"},
 {"id":"SV-2","kind":"service","name":"Twin"})"));
        QCOMPARE(run({"import", file, twins}).exitCode, 0);
        const Run ambiguous = run({"paths", file, "--to", "Twin"});
        QCOMPARE(ambiguous.exitCode, 2);
        QVERIFY2(contains(ambiguous.err, "SV-1") && contains(ambiguous.err, "SV-2"), ambiguous.told().c_str());
    }

    void noAttackIsNoProof()
    {
        const Run paths = run({"paths", m_file, "--to", "APP-2", "--profile", "AP-4"});
        QCOMPARE(paths.exitCode, 0);
        QVERIFY2(contains(paths.out, "absence from a model is no proof"), paths.told().c_str());
        QVERIFY(run({"paths", m_file, "--to", "APP-2", "--profile", "AP-4", "--json"}).json()[u"best"].isNull());
    }

    void countLimitsTheList()
    {
        const QJsonObject all = run({"paths", m_file, "--to", "TS-1", "--reading", "claimed", "--json"}).json();
        QVERIFY(all[u"listed"].toInt() > 1);
        const QJsonObject one =
            run({"paths", m_file, "--to", "TS-1", "--reading", "claimed", "-k", "1", "--json"}).json();
        QCOMPARE(one[u"listed"].toInt(), 1);
        QCOMPARE(one[u"more"], QJsonValue(true));
        QCOMPARE(one[u"pareto"], all[u"pareto"]);
        QCOMPARE(run({"paths", m_file, "--to", "TS-1", "-k", "none"}).exitCode, 2);
    }

    void worstPathsInWords()
    {
        const std::string out = m_folder.path("worst.txt");
        const Run worst = run({"worst", m_file, "--count", "3", "--out", out});
        QVERIFY2(worst.exitCode == 0, worst.told().c_str());
        QVERIFY(fileBytes(out) == worst.out);
        const std::size_t first = worst.out.find("1. A dealer user reads where all customers are (TS-3)");
        const std::size_t second =
            worst.out.find("2. A stranger or former owner unlocks the car over the internet (TS-1)");
        const std::size_t third =
            worst.out.find("3. The engine is started by somebody without a right to the car (TS-2)");
        QVERIFY2(first < second && second < third && third != std::string::npos, worst.told().c_str());
        for (const char *line :
             {"Risk: 5 inherent, 2 claimed, 5 evidenced", "Attacker: Former owner of the car (AP-2)",
              "a request to POST", "Because CT-1 does not hold: AZ-unlock-S2-3f2a9c02 failed, authorization.xml:13.",
              "not rated by an analyst", "The vehicle obeys Unlock doors (CM-1) and does Door lock (FN-1)."})
            QVERIFY2(contains(worst.out, line) || contains(worst.out, std::string("A") + (line + 1)), line);
        const QJsonObject json = run({"worst", m_file, "--count", "2", "--json"}).json();
        QCOMPARE(text(json[u"schema"]), std::string("tarascope.worst/1"));
        QCOMPARE(json[u"worst"].toArray().size(), 2);
        QCOMPARE(text(json[u"worst"].toArray()[1][u"threat"]), std::string("TS-1"));
        QVERIFY(json[u"worst"].toArray()[1][u"path"][u"steps"].isArray());
    }

    void theGateExitsWithOne()
    {
        const Run failed = run({"check", m_file, "--fail-on", "risk>=4", "--json"});
        QVERIFY2(failed.exitCode == 1, failed.told().c_str());
        QCOMPARE(text(failed.json()[u"schema"]), std::string("tarascope.check/1"));
        QCOMPARE(failed.json()[u"passed"], QJsonValue(false));
        QCOMPARE(failed.json()[u"failed"].toArray().size(), 3);
        const QJsonValue finding = failed.json()[u"failed"].toArray().first();
        QCOMPARE(text(finding[u"gate"]), std::string("risk>=4"));
        QCOMPARE(text(finding[u"item"]), std::string("TS-1"));
        QVERIFY(contains(text(finding[u"text"]), "evidenced risk 4"));
        QCOMPARE(run({"check", m_file}).exitCode, 1);
        QCOMPARE(run({"check", m_file, "--fail-on", "risk>=6"}).exitCode, 2);
        QCOMPARE(run({"check", m_file, "--fail-on", "gap>=high"}).exitCode, 2);

        const ProjectFolder folder;
        const Run passed = run({"check", folder.project(), "--json"});
        QCOMPARE(passed.exitCode, 0);
        QCOMPARE(passed.json()[u"passed"], QJsonValue(true));
    }

    void problemsSayWhatAndHow()
    {
        const Run text = run({"problems", m_file, "--as-of", "2026-11-21"});
        QCOMPARE(text.exitCode, 0);
        QVERIFY2(contains(text.out, "CT-1 does not hold: TC-2 says fail (authorization.xml:13)."), text.told().c_str());
        const QJsonObject json = run({"problems", m_file, "--json"}).json();
        QCOMPARE(::text(json[u"schema"]), std::string("tarascope.problems/1"));
        const QJsonValue failed = entry(json[u"problems"], QStringLiteral("rule"), "object-failed");
        QCOMPARE(::text(failed[u"item"]), std::string("EP-1"));
        QCOMPARE(::text(failed[u"severity"]), std::string("error"));
        QCOMPARE(::text(failed[u"others"]), std::string("CT-1,TC-2"));
        for (const char *prose : {"title", "text", "why", "hint"})
            QVERIFY(!::text(failed[QLatin1String(prose)]).empty());
    }

    void problemsAreAGateToo()
    {
        const std::string sarif = m_folder.path("found.sarif");
        const Run failed = run({"check", m_file, "--fail-on", "problem>=error", "--sarif", sarif, "--json"});
        QVERIFY2(failed.exitCode == 1, failed.told().c_str());
        QCOMPARE(failed.json()[u"failed"].toArray().size(), 1);
        QVERIFY(contains(fileBytes(sarif), "\"ruleId\":\"object-failed\""));
        QVERIFY(!contains(fileBytes(sarif), "\"ruleId\":\"risk>=4\""));
        QVERIFY(run({"check", m_file, "--fail-on", "problem>=warning", "--json"}).json()[u"failed"].toArray().size() > 1);
        QCOMPARE(run({"check", m_file, "--fail-on", "problem>=bad"}).exitCode, 2);
        QCOMPARE(run({"check", m_file, "--sarif", "/nowhere/x.sarif"}).exitCode, 5);
    }

    void outcomesMoveTheRisk()
    {
        const ProjectFolder folder;
        const std::string file = folder.example();
        const std::string results =
            folder.file("night.xml", R"(<testsuite name="night" timestamp="2026-11-20T02:00:00Z">
<testcase name="AZ-unlock-S2-3f2a9c02"/>
<testcase name="AZ-start-S2-77b01e04"><failure message="expected 403, got 200"/></testcase>
<testcase name="AZ-nowhere-S2-00000000"/>
</testsuite>)");
        const Run imported = run({"matrix", file, "import", results, "--json"});
        QVERIFY2(imported.exitCode == 0, imported.told().c_str());
        QCOMPARE(text(imported.json()[u"schema"]), std::string("tarascope.import/1"));
        QCOMPARE(imported.json()[u"outcomes"][u"pass"].toInt(), 1);
        QCOMPARE(imported.json()[u"outcomes"][u"fail"].toInt(), 1);
        QCOMPARE(text(imported.json()[u"unmatched"]), std::string("AZ-nowhere-S2-00000000"));
        const QJsonObject risks = run({"risks", file, "--json"}).json();
        QCOMPARE(feasibility(risks, "TS-1"), std::string("high medium medium"));
        QCOMPARE(feasibility(risks, "TS-2"), std::string("high medium high"));
        QVERIFY2(contains(reasons(threat(risks, "TS-2")), "night.xml:3"), reasons(threat(risks, "TS-2")).c_str());

        const std::string before = stateOf(file);
        const Run again = run({"matrix", file, "import", results, "--json"});
        QCOMPARE(again.exitCode, 0);
        QCOMPARE(again.json()[u"outcomes"].toObject().size(), 0);
        QCOMPARE(stateOf(file), before);
        QCOMPARE(run({"matrix", file, "import", folder.file("bad.xml", "<testsuite>")}).exitCode, 3);
        QCOMPARE(run({"matrix", file, "generate"}).exitCode, 2);
        QCOMPARE(run({"matrix", file, "import"}).exitCode, 2);
    }

private:
    static QJsonValue threat(const QJsonObject &json, const std::string &key)
    {
        return entry(json[u"risks"], QStringLiteral("threat"), key);
    }
    static std::string feasibility(const QJsonObject &json, const std::string &key)
    {
        const QJsonValue classes = threat(json, key)[u"feasibility"];
        return text(classes[u"inherent"]) + " " + text(classes[u"claimed"]) + " " + text(classes[u"evidenced"]);
    }
    static std::string reasons(const QJsonValue &risk)
    {
        std::string out;
        for (const QJsonValue &reason : risk[u"reasons"].toArray())
            out += text(reason[u"text"]) + "\n";
        return out;
    }

    ProjectFolder m_folder;
    std::string m_file;
};

TARASCOPE_TEST(AnalysisTest)
#include "analysistest.moc"
