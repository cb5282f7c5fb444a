#include "tests/app/projectfixture.h"
#include "tests/testmain.h"

#include <QtCore/QJsonDocument>

#include <set>

namespace {

/// The files of the demo in the order of the manifest, with their kind.
struct DemoFile {
    std::string path;
    std::string import;
};

std::string demoFolder() { return TARASCOPE_SOURCE_DIR "/resources/demo/remote-command/"; }

std::vector<DemoFile> demoFiles()
{
    const auto manifest = QJsonDocument::fromJson(QByteArray::fromStdString(fileBytes(demoFolder() + "manifest.json")));
    std::vector<DemoFile> files;
    for (const QJsonValue &file : manifest[u"files"].toArray())
        files.push_back({demoFolder() + text(file[u"file"]), text(file[u"import"])});
    return files;
}

Run take(const std::string &project, const DemoFile &file)
{
    if (file.import == "outcomes")
        return run({"matrix", project, "import", file.path, "--json"});
    return run({"import", project, file.path, "--json"});
}

int riskOf(const std::string &project, const std::string &threat, const QString &reading)
{
    const Run run = ::run({"risks", project, "--as-of", "2026-11-21", "--json"});
    const QJsonObject row = entry(run.json()[u"risks"], QStringLiteral("threat"), threat);
    return row[u"risk"][reading].toInt();
}

} // namespace

/// The demo is data: it must import as the manifest says, a second time without a change, and tell the story of its README.
class DemoTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_project = m_folder.project();
        for (const DemoFile &file : demoFiles()) {
            if (file.path.ends_with("nightly-2026-11-19.xml"))
                m_afterFirstNight = riskOf(m_project, "TS-2", QStringLiteral("evidenced"));
            const Run taken = take(m_project, file);
            QVERIFY2(taken.exitCode == 0, taken.told().c_str());
            QVERIFY2(taken.json()[u"problems"].toArray().isEmpty(), taken.told().c_str());
            QVERIFY2(taken.json()[u"unmatched"].toArray().isEmpty(), taken.told().c_str());
        }
    }

    /// The embedded demo is what the files are, in one entry of the journal.
    void newMakesTheSame()
    {
        const std::string made = m_folder.path("made.tarascope");
        const Run fresh = run({"new", made, "--demo", "remote-command", "--json"});
        QVERIFY2(fresh.exitCode == 0, fresh.told().c_str());
        QCOMPARE(text(fresh.json()[u"digest"]), stateOf(m_project).substr(0, 64));
        QCOMPARE(run({"verify", made, "--json"}).json()[u"entries"].toInt(), 1);
        const Run unknown = run({"new", m_folder.path("none.tarascope"), "--demo", "no-such"});
        QCOMPARE(unknown.exitCode, 2);
        QVERIFY(contains(unknown.err, "remote-command"));
        QVERIFY(!QFile::exists(QString::fromStdString(m_folder.path("none.tarascope"))));
    }

    void importingAgainChangesNothing()
    {
        const std::string state = stateOf(m_project);
        for (const DemoFile &file : demoFiles()) {
            const Run again = take(m_project, file);
            QVERIFY2(again.exitCode == 0, again.told().c_str());
            QVERIFY2(stateOf(m_project) == state, file.path.c_str());
        }
    }

    void aFailedTestReopensARisk()
    {
        QCOMPARE(m_afterFirstNight, 4);
        QCOMPARE(riskOf(m_project, "TS-2", QStringLiteral("claimed")), 4);
        QCOMPARE(riskOf(m_project, "TS-2", QStringLiteral("evidenced")), 5);
    }

    void whatIsClaimedAndUntestedShows()
    {
        for (const auto &[threat, evidenced] : {std::pair("TS-11", 5), std::pair("TS-10", 4)}) {
            QCOMPARE(riskOf(m_project, threat, QStringLiteral("claimed")), 2);
            QCOMPARE(riskOf(m_project, threat, QStringLiteral("evidenced")), evidenced);
        }
    }

    void brakingNeedsCertificateAndFlaw()
    {
        const Run both = run({"paths", m_project, "--to", "TS-20", "--json"});
        QCOMPARE(text(both.json()[u"best"][u"feasibility"]), std::string("low"));
        const QJsonArray steps = both.json()[u"paths"].toArray().first()[u"steps"].toArray();
        std::set<std::string> from;
        for (const QJsonValue &step : steps)
            from.insert(text(step[u"to"]));
        QVERIFY(from.contains("CR-10"));
        const Run fixed = run({"paths", m_project, "--to", "TS-20", "--without", "VU-1", "--json"});
        QCOMPARE(text(fixed.json()[u"best"][u"feasibility"]), std::string("veryLow"));
    }

    void theWorstTenAreNotOneStory()
    {
        const Run worst = run({"worst", m_project, "--count", "10", "--json"});
        const QJsonArray rows = worst.json()[u"worst"].toArray();
        QCOMPARE(rows.size(), 10);
        std::set<std::string> attackers;
        std::set<std::string> threats;
        for (const QJsonValue &row : rows) {
            attackers.insert(text(row[u"path"][u"profile"]));
            threats.insert(text(row[u"threat"]));
        }
        QVERIFY(attackers.size() >= 6);
        QCOMPARE(threats.size(), std::size_t(10));
    }

private:
    ProjectFolder m_folder;
    std::string m_project;
    int m_afterFirstNight = 0;
};

TARASCOPE_TEST(DemoTest)
#include "demotest.moc"
