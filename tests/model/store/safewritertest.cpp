#include "model/store/projectfile.h"
#include "model/store/safewriter.h"
#include "tests/testmain.h"

#include <csignal>

#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace tarascope;

namespace {

std::string contentOf(const std::string &path)
{
    QFile file(QString::fromStdString(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : "(cannot be read)";
}

QStringList namesIn(const QTemporaryDir &folder)
{
    return QDir(folder.path()).entryList(QDir::Files | QDir::Hidden);
}

std::string bytesOf(std::size_t size)
{
    std::string bytes(size, ' ');
    for (std::size_t i = 0; i < size; ++i)
        bytes[i] = static_cast<char>(i * 31 % 251);
    return bytes;
}

} // namespace

class SafeWriterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// What is written for others never takes the place of a project, by whatever name it is reached.
    void aProjectIsNotWrittenOver()
    {
        QTemporaryDir folder;
        const std::string project = folder.filePath(QStringLiteral("p.tarascope")).toStdString();
        QVERIFY(ProjectFile::create(project));
        const std::string link = folder.filePath(QStringLiteral("report.html")).toStdString();
        QVERIFY(::symlink(project.c_str(), link.c_str()) == 0);
        for (const std::string &path : {project, link}) {
            const Result<void> written = writeFileSafely(path, "report");
            QVERIFY(!written);
            QCOMPARE(written.error().kind, ErrorKind::Usage);
        }
        QVERIFY(ProjectFile::open(project, {}));
    }

    void aPipeWithoutReaderIsAnError()
    {
        QTemporaryDir folder;
        const std::string pipe = folder.filePath(QStringLiteral("pipe")).toStdString();
        QVERIFY(::mkfifo(pipe.c_str(), 0600) == 0);
        const Result<void> written = writeFileSafely(pipe, "report");
        QVERIFY(!written);
        QCOMPARE(written.error().kind, ErrorKind::Device);
    }

    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void writesNewAndOverOld()
    {
        for (std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{65536}, std::size_t{65537}, std::size_t{300000}}) {
            const std::string bytes = bytesOf(size);
            QVERIFY(writeFileSafely(path("out.json"), bytes).ok());
            QCOMPARE(contentOf(path("out.json")), bytes);
        }
        QCOMPARE(namesIn(*m_folder), QStringList{QStringLiteral("out.json")});
    }

    void writesInPieces()
    {
        SafeWriter writer;
        QVERIFY(writer.open(path("out")).ok());
        std::string all;
        for (std::size_t piece : {3u, 70000u, 0u, 131072u, 11u}) {
            const std::string bytes = bytesOf(piece);
            QVERIFY(writer.write(bytes).ok());
            all += bytes;
        }
        QVERIFY(!QFile::exists(m_folder->filePath(QStringLiteral("out"))));
        QVERIFY(writer.commit().ok());
        QCOMPARE(contentOf(path("out")), all);
    }

    void forgottenCommitChangesNothing()
    {
        QVERIFY(writeFileSafely(path("out"), "old").ok());
        {
            SafeWriter writer;
            QVERIFY(writer.open(path("out")).ok());
            QVERIFY(writer.write(bytesOf(200000)).ok());
        }
        QCOMPARE(contentOf(path("out")), std::string("old"));
        QCOMPARE(namesIn(*m_folder), QStringList{QStringLiteral("out")});
    }

    void keepsModeAndSymbolicLinks()
    {
        QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("deep")));
        QVERIFY(writeFileSafely(path("deep/real"), "old").ok());
        QCOMPARE(::chmod(path("deep/real").c_str(), 0640), 0);
        QCOMPARE(::symlink("deep/real", path("link").c_str()), 0);
        QCOMPARE(::symlink("deep/missing", path("dangling").c_str()), 0);
        QVERIFY(writeFileSafely(path("link"), "new").ok());
        QVERIFY(writeFileSafely(path("dangling"), "made").ok());
        QVERIFY(QFileInfo(m_folder->filePath(QStringLiteral("link"))).isSymLink());
        QCOMPARE(contentOf(path("deep/real")), std::string("new"));
        QCOMPARE(contentOf(path("deep/missing")), std::string("made"));
        struct stat present{};
        QCOMPARE(::stat(path("deep/real").c_str(), &present), 0);
        QCOMPARE(present.st_mode & 0777, 0640u);
    }

    void namesOf255BytesAndStrangeOnes()
    {
        for (const std::string &name : {std::string(255, 'n'), std::string("-rf"), std::string("a\nb"), std::string("\xff\xfe"),
                                        std::string("\xe3\x83\x86 \xc3\xa4.json")}) {
            QVERIFY2(writeFileSafely(path(name), "x").ok(), name.c_str());
            QCOMPARE(::unlink(path(name).c_str()), 0);
        }
    }

    void refusesFoldersAndMissingPlaces()
    {
        const Result<void> folder = writeFileSafely(m_folder->path().toStdString(), "x");
        QVERIFY(!folder.ok());
        QCOMPARE(folder.error().kind, ErrorKind::Usage);
        const Result<void> missing = writeFileSafely(path("no/such/place"), "x");
        QVERIFY(!missing.ok());
        QCOMPARE(missing.error().kind, ErrorKind::Device);
        QVERIFY(missing.error().english().find("no/such/place") != std::string::npos);
    }

    void devicesAreWrittenDirectly()
    {
        QVERIFY(writeFileSafely("/dev/null", bytesOf(100000)).ok());
        const Result<void> full = writeFileSafely("/dev/full", bytesOf(100000));
        QVERIFY(!full.ok());
        QCOMPARE(full.error().kind, ErrorKind::Device);
        QCOMPARE(full.error().message.args.at(0), std::string("/dev/full"));
        QCOMPARE(full.error().message.args.at(2), std::string("100000"));
    }

    void fullDiskKeepsTheOldFile()
    {
        if (::geteuid() != 0 || ::mount("tmpfs", m_folder->path().toLocal8Bit().constData(), "tmpfs", 0, "size=512k") != 0)
            QSKIP("skipped: needs to mount a small file system");
        const auto unmount = qScopeGuard([&] { ::umount(m_folder->path().toLocal8Bit().constData()); });
        const std::string old = bytesOf(200 * 1024);
        QVERIFY(writeFileSafely(path("out"), old).ok());
        const Result<void> tooLarge = writeFileSafely(path("out"), bytesOf(600 * 1024));
        QVERIFY(!tooLarge.ok());
        QCOMPARE(tooLarge.error().kind, ErrorKind::Device);
        const std::int64_t missing = std::stoll(tooLarge.error().message.args.at(2));
        QVERIFY(missing >= (600 + 200 - 512) * 1024 && missing <= 600 * 1024);
        QCOMPARE(contentOf(path("out")), old);
        QCOMPARE(namesIn(*m_folder), QStringList{QStringLiteral("out")});
        QVERIFY(writeFileSafely(path("out"), bytesOf(100 * 1024)).ok());
        QCOMPARE(contentOf(path("out")), bytesOf(100 * 1024));
    }

    void limitOfFileSizeKeepsTheOldFile()
    {
        QVERIFY(writeFileSafely(path("out"), "old").ok());
        const pid_t child = ::fork();
        if (child == 0) {
            std::signal(SIGXFSZ, SIG_IGN);
            const rlimit limit{100000, 100000};
            ::setrlimit(RLIMIT_FSIZE, &limit);
            const Result<void> written = writeFileSafely(path("out"), bytesOf(150000));
            ::_exit(!written.ok() && written.error().message.args.at(2) == "50000" ? 0 : 1);
        }
        int status = -1;
        QCOMPARE(::waitpid(child, &status, 0), child);
        QVERIFY(WIFEXITED(status));
        QCOMPARE(WEXITSTATUS(status), 0);
        QCOMPARE(contentOf(path("out")), std::string("old"));
        QCOMPARE(namesIn(*m_folder), QStringList{QStringLiteral("out")});
    }

private:
    std::string path(const std::string &name) const { return m_folder->path().toStdString() + "/" + name; }

    std::unique_ptr<QTemporaryDir> m_folder;
};

TARASCOPE_TEST(SafeWriterTest)
#include "safewritertest.moc"
