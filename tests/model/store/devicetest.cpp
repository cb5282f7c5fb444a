#include "model/store/verify.h"
#include "tests/model/store/storetestfiles.h"

#include <csignal>

#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace tarascope;

namespace {

/// A small file system of its own; empty `reason` when it is there.
class SmallDisk
{
public:
    explicit SmallDisk(const char *options)
    {
        if (::geteuid() != 0 || ::mount("tmpfs", m_folder.path().toLocal8Bit().constData(), "tmpfs", 0, options) != 0)
            reason = "skipped: needs to mount a small file system";
    }
    ~SmallDisk()
    {
        if (reason.empty())
            ::umount(m_folder.path().toLocal8Bit().constData());
    }
    SmallDisk(const SmallDisk &) = delete;
    SmallDisk &operator=(const SmallDisk &) = delete;

    std::string path(const std::string &name) const { return m_folder.path().toStdString() + "/" + name; }
    bool makeReadOnly() const
    {
        return ::mount(nullptr, m_folder.path().toLocal8Bit().constData(), nullptr, MS_REMOUNT | MS_RDONLY, nullptr) == 0;
    }

    std::string reason;

private:
    QTemporaryDir m_folder;
};

std::string codeOf(const Result<std::unique_ptr<ProjectFile>> &opened)
{
    return opened ? std::string() : opened.error().message.code;
}

/// Bytes of a project and of the journal beside it as they stand in the middle of a commit that has reached the file.
std::pair<std::string, std::string> tornCommit(const std::string &path)
{
    Result<Database> database = Database::open(path, Database::Mode::Write);
    if (!database || !database->run("PRAGMA cache_spill = 1; PRAGMA cache_size = 1; BEGIN IMMEDIATE;"
                                    "UPDATE items SET name = 'torn';"
                                    "INSERT INTO settings WITH RECURSIVE n(i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < 900)"
                                    " SELECT i, 'n' || i, hex(zeroblob(200)) FROM n"))
        qFatal("no commit to tear");
    return {bytesOfFile(path), bytesOfFile(path + "-journal")};
}

/// Commits until it fails; gives the error.
Error fillUp(TestProject &project, RandomEdit &random)
{
    for (int i = 0; i < 10'000; ++i)
        if (const Result<void> done = project.commit(random.import(project.graph, 40)); !done)
            return done.error();
    return {};
}

} // namespace

/// Disks that are full, read-only or held by others (R2, R8, R10, R11).
class DeviceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fullDiskKeepsWhatWasAcknowledged()
    {
        const SmallDisk disk("size=1m");
        if (!disk.reason.empty())
            QSKIP(disk.reason.c_str());
        writeBytes(disk.path("ballast"), std::string(300'000, 'x'));
        TestProject project;
        QVERIFY(ProjectFile::create(disk.path("p.tarascope")).ok());
        project.file = std::move(*ProjectFile::open(disk.path("p.tarascope"), {}));
        RandomEdit random(81);
        const Error error = fillUp(project, random);
        QCOMPARE(std::string(error.message.code), std::string("diskFull"));
        QVERIFY(error.kind == ErrorKind::Device && error.where.file == disk.path("p.tarascope"));
        QVERIFY(project.graph.itemCount() > 0);
        sameAsOnDisk(project, disk.path("p.tarascope"));
        QVERIFY(QFile::remove(QString::fromStdString(disk.path("ballast"))));
        const Result<void> again = project.commit(random.import(project.graph, 40));
        QVERIFY2(again.ok(), again.ok() ? "" : again.error().english().c_str());
        sameAsOnDisk(project, disk.path("p.tarascope"));
    }

    void noRoomForANewProject()
    {
        const SmallDisk disk("size=64k");
        if (!disk.reason.empty())
            QSKIP(disk.reason.c_str());
        writeBytes(disk.path("ballast"), std::string(40'000, 'x'));
        const Result<void> made = ProjectFile::create(disk.path("p.tarascope"));
        QVERIFY(!made.ok());
        QVERIFY(made.error().kind == ErrorKind::Device && made.error().where.file == disk.path("p.tarascope"));
        const QString folder = QFileInfo(QString::fromStdString(disk.path("x"))).path();
        QCOMPARE(QDir(folder).entryList(QDir::Files | QDir::Hidden), QStringList{QStringLiteral("ballast")});
    }

    // Needs no rights: the child's files may not grow further.
    void limitOfFileSizeKeepsWhatWasAcknowledged()
    {
        TARASCOPE_FORKS;
        TestProject project;
        fill(project, 82, 5);
        const auto limit = static_cast<rlim_t>(bytesOfFile(project.path()).size() + 60'000);
        project.file.reset();
        const pid_t child = ::fork();
        if (child == 0) {
            std::signal(SIGXFSZ, SIG_IGN);
            const rlimit limits{limit, limit};
            ::setrlimit(RLIMIT_FSIZE, &limits);
            project.reopen();
            RandomEdit random(83);
            const Error error = project.file ? fillUp(project, random) : Error{};
            const bool device = error.kind == ErrorKind::Device && error.where.file == project.path();
            ::_exit(device && project.graph.itemCount() > 40 && project.commit(random.next(project.graph)).ok() ? 0 : 1);
        }
        int status = -1;
        QCOMPARE(::waitpid(child, &status, 0), child);
        QVERIFY(WIFEXITED(status));
        QCOMPARE(WEXITSTATUS(status), 0);
        project.reopen();
        QVERIFY(project.file);
        QVERIFY(verifyProject(project.path(), {})->sound());
    }

    void readOnlyMedia()
    {
        const SmallDisk disk("size=4m");
        if (!disk.reason.empty())
            QSKIP(disk.reason.c_str());
        TestProject project;
        fill(project, 84, 10);
        const Digest digest = project.file->digest();
        project.file.reset();
        writeBytes(disk.path("p.tarascope"), bytesOfFile(project.path()));
        const auto [torn, journal] = tornCommit(project.path());
        QVERIFY(!journal.empty() && torn != bytesOfFile(disk.path("p.tarascope")));
        writeBytes(disk.path("torn.tarascope"), torn);
        writeBytes(disk.path("torn.tarascope-journal"), journal);
        QVERIFY(disk.makeReadOnly());

        QCOMPARE(codeOf(ProjectFile::open(disk.path("p.tarascope"), {})), std::string("projectNotWritable"));
        auto reader = ProjectFile::open(disk.path("p.tarascope"), {.readOnly = true});
        QVERIFY2(reader.ok(), reader ? "" : reader.error().english().c_str());
        QCOMPARE(std::string((*reader)->readOnlyReason().code), std::string("projectNotWritable"));
        QCOMPARE((*reader)->digest(), digest);
        QVERIFY(verifyProject(disk.path("p.tarascope"), {})->sound());

        auto recovered = ProjectFile::open(disk.path("torn.tarascope"), {.readOnly = true});
        QVERIFY2(recovered.ok(), recovered ? "" : recovered.error().english().c_str());
        QCOMPARE(std::string((*recovered)->readOnlyReason().code), std::string("projectRecoveredCopy"));
        QCOMPARE((*recovered)->digest(), digest);
        QVERIFY(verifyProject(disk.path("torn.tarascope"), {})->sound());
        QVERIFY(bytesOfFile(disk.path("torn.tarascope")) == torn);
    }

    void anUnfinishedChangeIsTakenBack()
    {
        TestProject project;
        fill(project, 85, 10);
        const Digest digest = project.file->digest();
        project.file.reset();
        const auto [torn, journal] = tornCommit(project.path());
        const auto put = [&, &bytes = torn](const std::string &beside) {
            writeBytes(project.path("torn.tarascope"), bytes);
            writeBytes(project.path("torn.tarascope-journal"), beside);
        };
        put(journal);
        auto reader = ProjectFile::open(project.path("torn.tarascope"), {.readOnly = true});
        QVERIFY2(reader.ok(), reader ? "" : reader.error().english().c_str());
        QCOMPARE((*reader)->digest(), digest);
        QVERIFY(bytesOfFile(project.path("torn.tarascope")) == torn);
        auto writer = ProjectFile::open(project.path("torn.tarascope"), {});
        QVERIFY2(writer.ok(), writer ? "" : writer.error().english().c_str());
        QCOMPARE((*writer)->digest(), digest);
        writer->reset();
        put({}); // the journal is lost: a copy taken in the middle of a commit
        QVERIFY(!ProjectFile::open(project.path("torn.tarascope"), {}).ok());
        for (std::size_t size : {journal.size() / 4, journal.size() / 2, journal.size() - 1}) {
            put(journal.substr(0, size)); // and a journal that was cut off
            const auto opened = ProjectFile::open(project.path("torn.tarascope"), {});
            QVERIFY(!opened.ok() || (*opened)->digest() == digest);
        }
    }

    void theHolderIsNamedAndADeadOneLosesTheLock()
    {
        TARASCOPE_FORKS;
        TestProject project;
        fill(project, 86, 3);
        project.file.reset();
        int ready[2];
        QCOMPARE(::pipe(ready), 0);
        const pid_t child = ::fork();
        if (child == 0) {
            ::prctl(PR_SET_PDEATHSIG, SIGKILL);
            project.reopen();
            const char told = project.file ? 'y' : 'n';
            if (::write(ready[1], &told, 1) == 1)
                ::pause();
            ::_exit(0);
        }
        ::close(ready[1]);
        char told = 0;
        QCOMPARE(::read(ready[0], &told, 1), ssize_t{1});
        QCOMPARE(told, 'y');
        const auto second = ProjectFile::open(project.path(), {.readOnly = false, .lockTimeoutMs = 20});
        QCOMPARE(codeOf(second), std::string("projectLocked"));
        QVERIFY(second.error().kind == ErrorKind::Device);
        QVERIFY(second.error().english().find(std::to_string(child) + "@" + QSysInfo::machineHostName().toStdString()) != std::string::npos);
        const auto reader = ProjectFile::open(project.path(), {.readOnly = true});
        QVERIFY(reader.ok());
        QCOMPARE(std::string((*reader)->readOnlyReason().code), std::string("projectLocked"));
        QVERIFY((*reader)->readOnlyReason().english().find(std::to_string(child) + "@") != std::string::npos);
        ::kill(child, SIGKILL);
        int status = 0;
        ::waitpid(child, &status, 0);
        ::close(ready[0]);
        const auto taken = ProjectFile::open(project.path(), {.readOnly = false, .lockTimeoutMs = 0});
        QVERIFY2(taken.ok(), taken ? "" : taken.error().english().c_str());
    }

    void whatAnotherProgramWroteIsNotWrittenOver()
    {
        TestProject project;
        fill(project, 87, 3);
        QVERIFY(Database::open(project.path(), Database::Mode::Write)->run("UPDATE items SET name = 'outside'").ok());
        const std::string bytes = bytesOfFile(project.path());
        const Result<void> done = project.commit(RandomEdit(88).import(project.graph, 3));
        QVERIFY(!done.ok());
        QCOMPARE(std::string(done.error().message.code), std::string("projectChangedOutside"));
        QVERIFY(bytesOfFile(project.path()) == bytes);
    }

private:
    static void sameAsOnDisk(const TestProject &project, const std::string &path)
    {
        const auto reader = ProjectFile::open(path, {.readOnly = true});
        QVERIFY2(reader.ok(), reader ? "" : reader.error().english().c_str());
        QCOMPARE((*reader)->digest(), project.file->digest());
        QVERIFY(contentLines((*reader)->takeGraph()) == contentLines(project.graph));
        QVERIFY(verifyProject(path, {})->sound());
    }
};

TARASCOPE_TEST(DeviceTest)
#include "devicetest.moc"
