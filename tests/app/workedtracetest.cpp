#include "app/assessjob.h"
#include "app/session.h"
#include "tests/app/projectfixture.h"
#include "tests/testmain.h"
#include "views/risks/riskspage.h"
#include "views/tables/tablepane.h"
#include "views/tables/tableview.h"

using namespace tarascope;

namespace {

/// One chain: somebody with a car of their own asks for another's door to be unlocked; only the relationship check is in
/// the way, and one test proves it.
std::string model()
{
    return normalForm(
        R"({"id":"AP-1","kind":"attackerProfile","name":"Owner of another car","attributes":{"kind":"otherOwner","satisfies":["L1","L2","L4"]}},
 {"id":"APP-1","kind":"application","name":"Owner app"},
 {"id":"EP-1","kind":"endpoint","name":"Unlock","attributes":{"method":"POST","path":"/vehicles/{vin}/unlock"}},
 {"id":"CM-1","kind":"command","name":"Unlock doors"},
 {"id":"FN-1","kind":"vehicleFunction","name":"Door lock"},
 {"id":"CT-1","kind":"control","name":"Relationship check","attributes":{"status":"implemented","resistance":{"ET":"6m","SE":"expert","KoIC":"restricted","WoO":"unlimited","Eq":"standard"}}},
 {"id":"TC-1","kind":"testCase","name":"A strange car is refused","attributes":{"stableTestId":"AZ-unlock-L3-1f00c0de"}},
 {"id":"TS-1","kind":"threatScenario","name":"A stranger unlocks the car"},
 {"id":"DS-1","kind":"damageScenario","name":"A child gets out on the road","attributes":{"impact":{"S":"severe"}}})",
        R"({"kind":"startsAt","from":"AP-1","to":"APP-1"},
 {"kind":"calls","from":"APP-1","to":"EP-1"},
 {"kind":"invokes","from":"EP-1","to":"CM-1"},
 {"kind":"actuates","from":"CM-1","to":"FN-1"},
 {"kind":"guards","from":"CT-1","to":"EP-1","attributes":{"chainLink":"L3"}},
 {"kind":"verifies","from":"TC-1","to":"CT-1"},
 {"kind":"targets","from":"TS-1","to":"FN-1","attributes":{"property":"authorization"}},
 {"kind":"realizes","from":"TS-1","to":"DS-1"})");
}

std::string results(const std::string &date, const std::string &inside)
{
    return "<testsuites>\n <testsuite name=\"authorization\" timestamp=\"" + date +
           "T02:00:00Z\">\n  <testcase name=\"AZ-unlock-L3-1f00c0de\">" + inside +
           "</testcase>\n </testsuite>\n</testsuites>\n";
}

std::string sentence(const std::vector<Reason> &reasons)
{
    std::string all;
    for (const Reason &reason : reasons)
        all += reason.message.english() + "\n";
    return all;
}

} // namespace

/// The worked trace of docs/architecture.md: one failed authorization test, from the file of the test runner to the
/// sentence on the screen, station by station.
class WorkedTraceTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aFailedTestMovesTheRisk()
    {
        openWith(model());
        take(results("2026-11-19", {}));
        const AssessAnswer before = assessed();
        QCOMPARE(evidenced(before).feasibility, Feasibility::VeryLow);
        QCOMPARE(evidenced(before).risk, std::optional(2));

        // The file of the night: one change of the project, and one signal.
        QSignalSpy changed(m_project.get(), &Project::changed);
        take(results("2026-11-20", "<failure message=\"expected 403, got 200\"/>"));
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed.first().first().value<ChangeSet>().changes.size(), std::size_t(1));

        // Assessment: the control has no effect any more, and the reason leads to the line of the file.
        const AssessAnswer after = assessed();
        QCOMPARE(evidenced(after).feasibility, Feasibility::High);
        QCOMPARE(evidenced(after).risk, std::optional(5));
        QCOMPARE(after.now->risks.front().at(Reading::Claimed).risk, std::optional(2));
        QVERIFY2(contains(sentence(evidenced(after).reasons), m_why), sentence(evidenced(after).reasons).c_str());
        pathIsOpen();
        screenSaysSo(before, after);
        commandLineSaysSo();
    }

private:
    void openWith(const std::string &normalForm)
    {
        const std::string input = m_folder.file("model.json", normalForm);
        auto made = createProject(m_folder.path("p.tarascope"));
        QVERIFY2(made, made ? "" : made.error().english().c_str());
        m_project = std::move(*made);
        carry(planImport(m_project->graph(), {input}, {}, {}));
    }
    void take(const std::string &junit)
    {
        const std::string file = m_folder.file("results.xml", junit);
        carry(planOutcomes(m_project->graph(), {file}, {}, {}));
    }
    void carry(const Result<ImportPlan> &plan)
    {
        QVERIFY2(plan, plan ? "" : plan.error().english().c_str());
        const Result<void> done = carryOut(*m_project, *plan);
        QVERIFY2(done, done ? "" : done.error().english().c_str());
    }
    /// Asks as the window does: on the thread of the engine, with a snapshot.
    AssessAnswer assessed()
    {
        AssessAnswer answer;
        QObject::connect(&m_engine, &AssessJob::assessed, this,
                         [&answer](const AssessAnswer &given) { answer = given; }, Qt::SingleShotConnection);
        m_engine.assess(m_project->graph(), m_project->revision(), {});
        [&] { QTRY_COMPARE(answer.revision, m_project->revision()); }();
        return answer;
    }
    static const ReadingRisk &evidenced(const AssessAnswer &answer)
    {
        return answer.now->risks.front().at(Reading::Evidenced);
    }

    void pathIsOpen()
    {
        auto assessor = makeAssessor(m_project->graph());
        QVERIFY(assessor);
        PathQuestion question;
        question.target = m_project->graph().findItemByKey("TS-1");
        const Result<PathsResult> found = (*assessor)->paths(m_project->graph(), question, {});
        QVERIFY(found);
        QCOMPARE(found->best->score, 0.0);
        const std::vector<PathStep> &steps = found->paths.front().steps;
        QCOMPARE(m_project->graph().item(steps.back().to)->key, std::string("FN-1"));
        QVERIFY(std::any_of(steps.begin(), steps.end(),
                            [this](const PathStep &step) { return contains(sentence(step.reasons), m_why); }));
    }

    void screenSaysSo(const AssessAnswer &before, const AssessAnswer &after)
    {
        RisksPage page(Palette(), [this]() -> const Graph & { return m_project->graph(); });
        page.showRisks(after.now, before.now);
        const QAbstractItemModel &table = *page.pane().view().model();
        QStringList cells;
        for (int column = 0; column < table.columnCount(); ++column)
            cells << table.index(0, column).data().toString();
        QVERIFY2(cells.join(u'\n').contains(QLatin1String("5 (was 2)")), qPrintable(cells.join(u'\n')));
    }

    void commandLineSaysSo()
    {
        const std::string file = m_project->path();
        m_project.reset();
        const QJsonObject risk = run({"risks", file, "--json"}).json()[u"risks"].toArray().first().toObject();
        QCOMPARE(risk[u"risk"][u"evidenced"].toInt(), 5);
        QCOMPARE(risk[u"risk"][u"claimed"].toInt(), 2);
        const std::string worst = run({"worst", file}).out;
        QVERIFY2(contains(worst, m_why), worst.c_str());
    }

    ProjectFolder m_folder;
    std::unique_ptr<Project> m_project;
    AssessJob m_engine;
    const std::string m_why = "CT-1 does not hold: AZ-unlock-L3-1f00c0de failed, results.xml:3";
};

TARASCOPE_TEST(WorkedTraceTest)
#include "workedtracetest.moc"
