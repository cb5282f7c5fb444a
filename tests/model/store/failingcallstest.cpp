#include "model/store/verify.h"
#include "tests/model/store/storetestfiles.h"

#include <sqlite3.h>

using namespace tarascope;

namespace {

/// Makes the n-th call to the disk fail; SQLite's own layer below it is the real one.
class FailingDisk
{
public:
    enum class How { Once, FromThenOn, AfterItWasDone };

    static void install()
    {
        s_real = sqlite3_vfs_find(nullptr);
        s_layer = *s_real;
        s_layer.zName = "failing";
        s_layer.xOpen = open;
        s_layer.xDelete = [](sqlite3_vfs *, const char *name, int syncFolder) {
            return call([&] { return s_real->xDelete(s_real, name, syncFolder); }, SQLITE_IOERR_DELETE);
        };
        sqlite3_vfs_register(&s_layer, 1);
    }
    static void remove()
    {
        sqlite3_vfs_unregister(&s_layer);
        sqlite3_vfs_register(s_real, 1);
    }
    static void arm(int nth, How how)
    {
        s_left = nth;
        s_how = how;
        s_failed = 0;
    }
    /// How many calls failed.
    static int disarm()
    {
        s_left = 0;
        return s_failed;
    }

private:
    template <class Do> static int call(Do work, int failure)
    {
        const bool fails = s_left > 0 && (s_left == 1 || (--s_left, false));
        if (!fails)
            return work();
        if (s_how != How::FromThenOn)
            s_left = 0;
        ++s_failed;
        if (s_how == How::AfterItWasDone)
            (void)work();
        return failure;
    }

    static int open(sqlite3_vfs *, const char *name, sqlite3_file *file, int flags, int *outFlags)
    {
        const int opened = call([&] { return s_real->xOpen(s_real, name, file, flags, outFlags); }, SQLITE_CANTOPEN);
        if (opened != SQLITE_OK) {
            if (file->pMethods && s_how == How::AfterItWasDone)
                file->pMethods->xClose(file);
            file->pMethods = nullptr;
            return opened;
        }
        file->pMethods = flags & SQLITE_OPEN_MAIN_DB ? wrapped<0>(file->pMethods) : wrapped<1>(file->pMethods);
        return opened;
    }

    // The project file locks, its journal does not, so the real layer has a table of methods for either.
    template <int table> static const sqlite3_io_methods *wrapped(const sqlite3_io_methods *real)
    {
        static const sqlite3_io_methods *below = nullptr;
        static sqlite3_io_methods methods;
        below = real;
        methods = *real;
        methods.xRead = [](sqlite3_file *f, void *bytes, int count, sqlite3_int64 at) {
            return call([&] { return below->xRead(f, bytes, count, at); }, SQLITE_IOERR_READ);
        };
        methods.xWrite = [](sqlite3_file *f, const void *bytes, int count, sqlite3_int64 at) {
            return call([&] { return below->xWrite(f, bytes, count, at); }, SQLITE_FULL);
        };
        methods.xTruncate = [](sqlite3_file *f, sqlite3_int64 size) {
            return call([&] { return below->xTruncate(f, size); }, SQLITE_IOERR_TRUNCATE);
        };
        methods.xSync = [](sqlite3_file *f, int how) {
            return call([&] { return below->xSync(f, how); }, SQLITE_IOERR_FSYNC);
        };
        return &methods;
    }

    static inline sqlite3_vfs *s_real = nullptr;
    static inline sqlite3_vfs s_layer{};
    static inline int s_left = 0;
    static inline int s_failed = 0;
    static inline How s_how = How::Once;
};

using How = FailingDisk::How;

constexpr int step = slowness > 1 ? 7 : 1;

} // namespace

Q_DECLARE_METATYPE(How)

/// Every call to the disk fails once (R3): the old state or the new one, never one between, and it is known which.
class FailingCallsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        fill(m_project, 95, 12);
        m_project.file.reset();
        m_bytes = bytesOfFile(m_project.path());
        m_old = contentLines(m_project.graph);
        m_commit = Commit{RandomEdit(96).import(m_project.graph, 60), m_project.graph, m_project.graph, JournalKind::Do, 0, "tester"};
        QVERIFY(m_commit.after.apply(m_commit.set).ok());
        m_new = contentLines(m_commit.after);
        FailingDisk::install();
    }
    void cleanupTestCase() { FailingDisk::remove(); }

    void everyCall_data()
    {
        QTest::addColumn<How>("how");
        QTest::newRow("once") << How::Once;
        QTest::newRow("from then on") << How::FromThenOn;
        QTest::newRow("after it was done") << How::AfterItWasDone;
    }

    void everyCall()
    {
        QFETCH(How, how);
        int nth = 1;
        while (failInCommit(nth, how) > 0 && !QTest::currentTestFailed())
            nth += step;
        qInfo("a commit makes about %d calls", nth - 1);
        QVERIFY(nth > 10);
    }

    void opening_data() { everyCall_data(); }
    void opening()
    {
        QFETCH(How, how);
        int failed = 1;
        for (int nth = 1; failed > 0 && !QTest::currentTestFailed(); nth += step) {
            restore();
            FailingDisk::arm(nth, how);
            const auto opened = ProjectFile::open(m_project.path(), {});
            failed = FailingDisk::disarm();
            QVERIFY(opened.ok() || opened.error().where.file == m_project.path());
            QVERIFY(opened.ok() || !opened.error().english().empty());
            QVERIFY(bytesOfFile(m_project.path()) == m_bytes);
        }
    }

    void creating_data() { everyCall_data(); }
    void creating()
    {
        QFETCH(How, how);
        int failed = 1;
        for (int nth = 1; failed > 0 && !QTest::currentTestFailed(); nth += step) {
            const QTemporaryDir folder(quickFolder());
            const std::string path = folder.filePath(QStringLiteral("new.tarascope")).toStdString();
            FailingDisk::arm(nth, how);
            const Result<void> made = ProjectFile::create(path);
            failed = FailingDisk::disarm();
            const QStringList left = QDir(folder.path()).entryList(QDir::Files | QDir::Hidden);
            QCOMPARE(left, made ? QStringList{QStringLiteral("new.tarascope")} : QStringList());
            QVERIFY(made.ok() || made.error().where.file == path);
            QVERIFY(!made.ok() || ProjectFile::open(path, {}).ok());
        }
    }

private:
    void restore() const
    {
        QFile::remove(QString::fromStdString(m_project.path() + "-journal"));
        writeBytes(m_project.path(), m_bytes);
    }

    // How many calls failed; 0: the commit makes fewer than `nth`.
    int failInCommit(int nth, How how)
    {
        restore();
        m_project.reopen();
        FailingDisk::arm(nth, how);
        const Result<void> done = m_project.file->commit(m_commit);
        const int failed = FailingDisk::disarm();
        checkCommit(done, "call " + std::to_string(nth));
        return failed;
    }

    void checkCommit(const Result<void> &done, const std::string &note)
    {
        const bool uncertain = !done && done.error().message.code == std::string_view("projectUncertain");
        QVERIFY2(done.ok() || done.error().where.file == m_project.path(), note.c_str());
        const Commit next{RandomEdit(97).import(done ? m_commit.after : m_project.graph, 3), {}, {}, JournalKind::Do, 0, "tester"};
        if (!uncertain) {
            m_project.graph = done ? m_commit.after : m_project.graph;
            const Result<void> more = m_project.commit(next.set);
            QVERIFY2(more.ok(), (note + ": " + (more ? "" : more.error().english())).c_str());
        }
        const std::multiset<std::string> now = contentLines(m_project.graph);
        m_project.reopen();
        QVERIFY2(m_project.file, note.c_str());
        const std::multiset<std::string> stored = contentLines(m_project.graph);
        QVERIFY2(uncertain ? stored == m_old || stored == m_new : stored == now, note.c_str());
        const Result<Verification> verified = verifyProject(m_project.path(), {});
        QVERIFY2(verified.ok() && verified->sound(), note.c_str());
        m_project.file.reset();
    }

    TestProject m_project;
    Commit m_commit;
    std::string m_bytes;
    std::multiset<std::string> m_old;
    std::multiset<std::string> m_new;
};

TARASCOPE_TEST(FailingCallsTest)
#include "failingcallstest.moc"
