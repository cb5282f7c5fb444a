#include "model/edit.h"
#include "model/store/normalform.h"
#include "model/store/projectfile.h"
#include "model/store/safewriter.h"
#include "model/store/verify.h"
#include "tests/model/project/quickproject.h"

#include <csignal>
#include <thread>

#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace tarascope;

namespace {

constexpr int itemsPerImport = 12;

/// What the child says when the disk has acknowledged a commit, in one write of fewer bytes than a pipe takes whole.
struct Acknowledged {
    std::int64_t seq = 0;
    Digest digest{};
};

/// An import whose items all carry one tag and whose count stands in a setting: half of one would be seen.
ChangeSet import(const Graph &graph, RandomEdit &random)
{
    ChangeSet set = random.import(graph, itemsPerImport);
    const std::string batch = "batch-" + random.uid().hex();
    for (Change &change : set.changes)
        if (auto *item = std::get_if<Item>(&*change.after))
            item->tags = {batch};
    set.changes.push_back({std::nullopt, Record(Setting{batch, std::to_string(set.changes.size())})});
    return set;
}

/// The last import again, taken away as one change, so that the project stays small.
ChangeSet removal(const Graph &graph)
{
    std::vector<ItemId> items;
    std::string batch;
    for (const auto &[name, count] : graph.settings())
        if (name.starts_with("batch-"))
            batch = name;
    graph.forEachItem([&](ItemId id, const Item &item) {
        if (item.tags == std::vector<std::string>{batch})
            items.push_back(id);
    });
    ChangeSet set = items.empty() ? ChangeSet() : removeItems(graph, items);
    if (!batch.empty())
        set.changes.push_back({Record(Setting{batch, graph.setting(batch)}), std::nullopt});
    return set;
}

/// Edits, imports, undoes and exports until it is killed.
class Victim
{
public:
    Victim(const std::string &path, std::uint64_t seed, int acknowledge) : m_random(seed), m_path(path), m_pipe(acknowledge) {}

    [[noreturn]] void run()
    {
        auto opened = Project::open(m_path, {false, 1000, "victim"});
        if (!opened)
            ::_exit(3);
        m_project = std::move(*opened);
        QObject::connect(m_project.get(), &Project::changed, m_project.get(), [this] { acknowledge(); });
        tell(Acknowledged{}); // ready
        for (;;) {
            work();
            if (!m_project->waitForDisk())
                ::_exit(4);
        }
    }

private:
    void work()
    {
        const Graph &graph = m_project->graph();
        switch (m_random.below(8)) {
        case 0: return must(m_project->apply(import(graph, m_random)));
        case 1: return must(m_project->apply(graph.itemCount() > 60 ? removal(graph) : import(graph, m_random)));
        case 2:
        case 3: // several on their way at once
            for (int i = 0; i < 3 && m_project->canUndo(); ++i)
                must(m_project->undo());
            return;
        case 4: return m_project->canRedo() ? must(m_project->redo()) : void();
        case 5: return must(writeFileSafely(m_path + ".json", writeNormalForm(graph)));
        default: return must(m_project->apply(rename(graph)));
        }
    }
    ChangeSet rename(const Graph &graph)
    {
        const std::size_t slot = m_random.below(graph.itemSlots());
        const Item *item = graph.itemSlots() ? graph.item(ItemId{static_cast<std::int32_t>(slot)}) : nullptr;
        if (!item)
            return addItem(graph, Kind::service, "a");
        Item after = *item;
        after.name = m_random.text() + std::to_string(m_random.below(1'000'000));
        return changeItem(graph, after);
    }
    static void must(const Result<void> &done)
    {
        if (!done)
            ::_exit(5);
    }
    void acknowledge() { tell({m_project->journal(0, 1)->front().seq, m_project->digest()}); }
    void tell(const Acknowledged &what)
    {
        if (::write(m_pipe, &what, sizeof what) != sizeof what)
            ::_exit(6);
    }

    RandomEdit m_random;
    std::string m_path;
    int m_pipe;
    std::unique_ptr<Project> m_project;
};

/// One life and death of a child: what it acknowledged last.
struct Death {
    Acknowledged last;
    int acknowledged = 0;
    int exitCode = -1; ///< when it ended by itself
};

bool readOne(int pipe, Acknowledged &what)
{
    return ::read(pipe, &what, sizeof what) == sizeof what;
}

Death liveAndDie(const std::string &path, std::uint64_t seed)
{
    int ends[2];
    if (::pipe(ends) != 0)
        qFatal("no pipe");
    const pid_t child = ::fork();
    if (child == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        ::close(ends[0]);
        Victim(path, seed, ends[1]).run();
    }
    ::close(ends[1]);
    Death death;
    Acknowledged one;
    if (readOne(ends[0], one))
        std::this_thread::sleep_for(std::chrono::microseconds(2000 + RandomEdit(seed).below(28'000)));
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    if (WIFEXITED(status))
        death.exitCode = WEXITSTATUS(status);
    for (; readOne(ends[0], one); ++death.acknowledged)
        death.last = one;
    ::close(ends[0]);
    return death;
}

std::uint64_t numberFrom(const char *variable, std::uint64_t otherwise)
{
    bool known = false;
    const std::uint64_t number = qEnvironmentVariable(variable).toULongLong(&known);
    return known ? number : otherwise;
}

} // namespace

/// SIGKILL in the middle of edits, imports, undos and exports. TARASCOPE_KILLS says how often, TARASCOPE_KILL_SEED
/// with which seed; each cycle has the seed plus its number.
class KillTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingAcknowledgedIsLost()
    {
        TARASCOPE_FORKS;
        const std::uint64_t seed = numberFrom("TARASCOPE_KILL_SEED", 1);
        const std::uint64_t cycles = numberFrom("TARASCOPE_KILLS", 500 / slowness);
        for (std::uint64_t cycle = 0; cycle < cycles; ++cycle) {
            if (cycle % 50 == 0)
                m_made = std::make_unique<QuickProject>(); // the journal grows; keep the cycles short
            m_made->project.reset();
            die(seed + cycle);
            if (QTest::currentTestFailed())
                QFAIL(qPrintable(QStringLiteral("in cycle %1: TARASCOPE_KILL_SEED=%2 TARASCOPE_KILLS=%3 from an empty project")
                                     .arg(cycle).arg(seed + cycle - cycle % 50).arg(cycle % 50 + 1)));
        }
        qInfo("seed %llu, %llu kills, %lld commits acknowledged, %d kills in the middle of a commit",
              static_cast<unsigned long long>(seed), static_cast<unsigned long long>(cycles), m_acknowledged, m_torn);
        QVERIFY(m_acknowledged > static_cast<long long>(cycles));
    }

    void aProjectIsMadeWholeOrNotAtAll()
    {
        TARASCOPE_FORKS;
        int made = 0;
        for (std::uint64_t cycle = 0; cycle < 100 / slowness; ++cycle) {
            const QTemporaryDir folder(quickFolder());
            const pid_t child = ::fork();
            if (child == 0)
                for (int i = 0;; ++i)
                    if (!ProjectFile::create(folder.filePath(QString::number(i) + QStringLiteral(".tarascope")).toStdString()))
                        ::_exit(1);
            std::this_thread::sleep_for(std::chrono::microseconds(RandomEdit(cycle).below(12'000)));
            ::kill(child, SIGKILL);
            int status = 0;
            ::waitpid(child, &status, 0);
            QVERIFY(WIFSIGNALED(status));
            for (const QString &name : QDir(folder.path()).entryList({QStringLiteral("*.tarascope")}, QDir::Files)) {
                ++made;
                const auto opened = ProjectFile::open(folder.filePath(name).toStdString(), {});
                QVERIFY2(opened.ok(), opened.ok() ? "" : opened.error().english().c_str());
            }
        }
        QVERIFY(made > 0);
    }

private:
    void die(std::uint64_t seed)
    {
        const Death death = liveAndDie(m_made->path(), seed);
        QVERIFY2(death.exitCode == -1, qPrintable(QStringLiteral("the child gave up with %1").arg(death.exitCode)));
        m_acknowledged += death.acknowledged;
        const bool torn = QFileInfo(QString::fromStdString(m_made->path() + "-journal")).size() > 0;
        m_torn += torn ? 1 : 0;
        const Result<Verification> early = verifyProject(m_made->path(), {});
        const auto reader = Project::open(m_made->path(), {true, 0, "reader"});
        m_made->reopen();
        QVERIFY2(m_made->project, "the project does not open again");
        // Those who may not write see the same, past the unfinished change and without rolling it back.
        QVERIFY(early.ok() && early->sound() && reader.ok());
        QCOMPARE(early->head, m_made->project->head());
        QCOMPARE((*reader)->digest(), m_made->project->digest());
        checkAcknowledged(death.last);
        checkWhole();
        checkExport();
    }
    void checkAcknowledged(const Acknowledged &last)
    {
        const auto newest = m_made->project->journal(0, 1);
        const std::int64_t stored = newest->empty() ? 0 : newest->front().seq;
        QVERIFY2(stored >= last.seq, qPrintable(QStringLiteral("acknowledged %1, stored %2").arg(last.seq).arg(stored)));
        if (stored == last.seq && last.seq > 0)
            QCOMPARE(m_made->project->digest(), last.digest);
    }
    void checkWhole()
    {
        const Graph &graph = m_made->project->graph();
        std::map<std::string, std::size_t> tagged;
        graph.forEachItem([&](ItemId, const Item &item) {
            for (const std::string &tag : item.tags)
                ++tagged[tag];
        });
        std::size_t batches = 0;
        for (const auto &[name, count] : graph.settings())
            if (name.starts_with("batch-")) {
                ++batches;
                QCOMPARE(tagged[name], std::size_t{itemsPerImport});
            }
        QCOMPARE(batches, tagged.size());
    }
    // An export that is there is whole: it ends as the writer ends it.
    void checkExport() const
    {
        QFile file(QString::fromStdString(m_made->path() + ".json"));
        if (!file.exists())
            return;
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        QJsonParseError error;
        QJsonDocument::fromJson(bytes, &error);
        QVERIFY2(error.error == QJsonParseError::NoError, qPrintable(error.errorString()));
    }

    std::unique_ptr<QuickProject> m_made;
    long long m_acknowledged = 0;
    int m_torn = 0;
};

TARASCOPE_TEST(KillTest)
#include "killtest.moc"
