#include "importers/importer.h"
#include "model/edit.h"
#include "model/merge.h"
#include "model/store/normalform.h"
#include "model/store/verify.h"
#include "tests/model/project/quickproject.h"

using namespace tarascope;

namespace {

std::string largeNormalForm(int imports)
{
    RandomEdit random(91);
    Graph graph;
    for (int i = 0; i < imports; ++i)
        if (!graph.apply(random.import(graph, 100)))
            qFatal("no sample");
    return writeNormalForm(graph);
}

/// The way of every import: read, plan, one change set.
Result<void> import(Project &project, const std::string &bytes, const Budget &budget)
{
    const Result<Batch> batch = readWithImporter(bytes, "sample.json", {}, budget);
    if (!batch)
        return batch.error();
    const Result<MergePlan> plan = planMerge(project.graph(), *batch, budget);
    if (!plan)
        return plan.error();
    if (Result<void> applied = project.apply(plan->set); !applied)
        return applied;
    return project.waitForDisk();
}

} // namespace

/// An import that is stopped, cut off or wrong in its last line leaves everything as it was (R14).
class AllOrNothingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_made.project->apply(addItem(m_made.project->graph(), Kind::service, "before")).ok());
        QVERIFY(m_made.project->waitForDisk().ok());
        m_bytes = largeNormalForm(40 / slowness);
        m_digest = m_made.project->digest();
        m_head = m_made.project->head();
    }

    void stoppedBeforeItBegins()
    {
        std::stop_source stop;
        stop.request_stop();
        Budget budget;
        budget.stop = stop.get_token();
        unchangedAfter(import(*m_made.project, m_bytes, budget), ErrorKind::Cancelled);
    }

    // Wherever the deadline falls, the import is all there or not at all.
    void stoppedUnderWay()
    {
        const auto start = std::chrono::steady_clock::now();
        QVERIFY(import(*m_made.project, m_bytes, {}).ok());
        const auto duration = std::chrono::steady_clock::now() - start;
        const std::multiset<std::string> all = contentLines(m_made.project->graph());
        QVERIFY(m_made.project->undo().ok() && m_made.project->waitForDisk().ok());
        QCOMPARE(m_made.project->digest(), m_digest);
        int stopped = 0;
        for (int tenth = 0; tenth <= 10 && !QTest::currentTestFailed(); ++tenth) {
            m_head = m_made.project->head();
            Budget budget;
            budget.deadline = std::chrono::steady_clock::now() + duration * tenth / 10;
            const Result<void> done = import(*m_made.project, m_bytes, budget);
            if (!done) {
                ++stopped;
                unchangedAfter(done, ErrorKind::Cancelled);
                continue;
            }
            QVERIFY(contentLines(m_made.project->graph()) == all);
            QVERIFY(m_made.project->undo().ok() && m_made.project->waitForDisk().ok());
            QCOMPARE(m_made.project->digest(), m_digest);
        }
        QVERIFY(stopped > 0);
        m_head = m_made.project->head();
    }

    void cutOff()
    {
        for (std::size_t tenth = 0; tenth < 10; ++tenth)
            unchangedAfter(import(*m_made.project, m_bytes.substr(0, m_bytes.size() * tenth / 10), {}), ErrorKind::Input);
        unchangedAfter(import(*m_made.project, m_bytes.substr(0, m_bytes.size() - 3), {}), ErrorKind::Input);
    }

    void wrongInItsLastLine()
    {
        const std::string item = R"({"id":"SV-7001","kind":"service","name":"a"})";
        const auto form = [&](const std::string &last, const std::string &links) {
            return "{\"format\":\"tarascope\",\"version\":1,\n \"items\":[\n " + item + (last.empty() ? "" : ",\n ") + last +
                   "],\n \"links\":[\n " + links + "]}";
        };
        for (const char *last : {R"({"id":"SV-7002","kind":"nosuchkind","name":"a"})", R"({"id":"SV-7001","kind":"service","name":"b"})",
                                 R"({"id":"SV-7002","name":"a"})",
                                 "{\"id\":\"SV-7002\",\"kind\":\"service\",\"name\":\"caf\xe9\"}", R"({"id":"SV-7002","kind":"service","name":7})"}) {
            unchangedAfter(import(*m_made.project, form(last, {}), {}), ErrorKind::Input);
            if (QTest::currentTestFailed())
                QFAIL(last);
        }
        unchangedAfter(import(*m_made.project, form({}, R"({"kind":"connectsTo","from":"SV-7001","to":"SV-7999"})"), {}), ErrorKind::Input);
        QVERIFY(import(*m_made.project, form({}, {}), {}).ok());
        QVERIFY(m_made.project->undo().ok() && m_made.project->waitForDisk().ok());
        m_head = m_made.project->head();
    }

    void successIsOneStep()
    {
        const std::size_t entries = m_made.project->journal(0, 1'000)->size();
        QVERIFY(import(*m_made.project, m_bytes, {}).ok());
        QCOMPARE(m_made.project->journal(0, 1'000)->size(), entries + 1);
        QVERIFY(import(*m_made.project, m_bytes, {}).ok());
        QCOMPARE(m_made.project->journal(0, 1'000)->size(), entries + 1);
        QVERIFY(m_made.project->undo().ok() && m_made.project->waitForDisk().ok());
        QCOMPARE(m_made.project->digest(), m_digest);
        m_made.reopen();
        QCOMPARE(m_made.project->digest(), m_digest);
        QVERIFY(verifyProject(m_made.path(), {})->sound());
    }

private:
    void unchangedAfter(const Result<void> &done, ErrorKind kind)
    {
        QVERIFY2(!done.ok(), QTest::currentTestFunction());
        QVERIFY2(done.error().kind == kind, done.error().english().c_str());
        QVERIFY(!done.error().english().empty());
        QVERIFY(m_made.project->waitForDisk().ok());
        QCOMPARE(m_made.project->digest(), m_digest);
        QCOMPARE(m_made.project->head(), m_head);
    }

    QuickProject m_made;
    std::string m_bytes;
    Digest m_digest{};
    Digest m_head{};
};

TARASCOPE_TEST(AllOrNothingTest)
#include "allornothingtest.moc"
