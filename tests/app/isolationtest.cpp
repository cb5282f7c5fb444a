#include "tests/app/measured.h"
#include "tests/app/projectfixture.h"
#include "tests/testmain.h"

#include <QtCore/QRegularExpression>

#include <filesystem>

namespace {

/// Runs the program without a network, and gives each system call that opens, connects or starts something.
Measured traced(const std::vector<std::string> &words, const std::string &log)
{
    std::vector<std::string> command{"unshare", "-rn", "strace", "-f", "-qq", "-y", "-s", "4096", "-e",
                                     "trace=%network,open,openat,openat2,creat,execve", "-o", log, "--", TARASCOPE_PROGRAM};
    command.insert(command.end(), words.begin(), words.end());
    return runMeasured(command);
}

/// What the program may open beside what it is told: libraries, its own process, the time zone, the name of the machine.
bool isOfTheSystem(const QString &path)
{
    static const QRegularExpression system(QStringLiteral(
        // the name of the user stands in the journal
        "^/etc/(nsswitch\\.conf|passwd|group)$|^(/usr/(lib|lib64|share/(zoneinfo|locale|icu|qt6))|/lib|/lib64|/proc/(self|\\d+|sys/kernel|filesystems|meminfo)|/sys/devices/system/cpu)(/|$)"
        "|^/(etc/(ld\\.so\\..*|localtime|machine-id|locale\\.alias|ssl/openssl\\.cnf)|dev/(null|urandom|random)"
        "|proc/(cpuinfo|stat|mounts|sys/vm/overcommit_memory)|sys/fs/cgroup.*|var/lib/dbus/machine-id|dev/pts.*|usr|root/\\.config/QtProject.*)$"));
    return system.match(path).hasMatch();
}

/// The calls of a trace that reach beyond the folders; an empty list: none.
QStringList reachedBeyond(const std::string &log, const QStringList &folders)
{
    static const QRegularExpression opened(QStringLiteral("(?:open|openat|openat2|creat)\\(.*= \\d+<(.*)>$"));
    static const QRegularExpression network(QStringLiteral("\\b(connect|sendto|sendmsg|bind|socket)\\("));
    static const QRegularExpression started(QStringLiteral("\\bexecve\\(\"([^\"]*)\""));
    QStringList beyond;
    for (const QString &line : QString::fromStdString(fileBytes(log)).split(u'\n')) {
        const auto open = opened.match(line);
        const QString path = open.captured(1);
        const bool allowed = isOfTheSystem(path) || path == QStringLiteral(TARASCOPE_PROGRAM) ||
                             std::any_of(folders.begin(), folders.end(), [&](const QString &folder) { return path.startsWith(folder); });
        const auto start = started.match(line);
        const bool nameOfUser = line.contains(QStringLiteral("AF_UNIX, SOCK_STREAM|SOCK_CLOEXEC|SOCK_NONBLOCK")) || line.contains(QStringLiteral("nscd"));
        if ((open.hasMatch() && !allowed) || (network.match(line).hasMatch() && !nameOfUser) ||
            (start.hasMatch() && start.captured(1) != QStringLiteral(TARASCOPE_PROGRAM)))
            beyond.append(line);
    }
    return beyond;
}

struct Reaching {
    const char *name;
    const char *file;
    std::string bytes; ///< OUTSIDE stands for the folder that must stay closed
    int exitCode;
};

std::string api(const std::string &reference)
{
    return R"({"openapi":"3.0.0","info":{"title":"t","version":"1"},"paths":{"/a":{"get":{"parameters":[{"$ref":")" + reference +
           R"("}],"responses":{"200":{"$ref":")" + reference + R"("}}}},"/b":{"$ref":")" + reference + R"("}}})";
}

const std::vector<Reaching> reachingFiles{
    {"reference to the net", "a.json", api("http://192.0.2.1/x.json#/a"), 0},
    {"reference to the net, safely", "a.json", api("https://192.0.2.1/x.json"), 0},
    {"reference to a file", "a.json", api("file://OUTSIDE/secret.json#/a"), 0},
    {"reference upward", "a.json", api("../outside/secret.json#/a"), 0},
    {"reference, absolute", "a.json", api("OUTSIDE/secret.json#/a"), 0},
    {"reference, escaped", "a.json", api("%2e%2e/outside/secret.json#/a"), 0},
    {"reference, escaped twice", "a.json", api("%252e%252e/outside/secret.json"), 0},
    {"reference to a share", "a.json", api("\\\\\\\\host\\\\share\\\\secret.json"), 0},
    {"reference over a link", "a.json", api("link.json#/a"), 0},
    {"reference over a linked folder", "a.json", api("linked/secret.json#/a"), 0},
    {"reference in YAML", "a.yaml", "openapi: 3.0.0\ninfo: {title: t, version: '1'}\npaths:\n  /a: {$ref: 'OUTSIDE/secret.json'}\n", 0},
    {"include in YAML", "a.yaml", "openapi: 3.0.0\npaths: !include OUTSIDE/secret.json\n", 3},
    {"imports of TOSCA", "a.yaml",
     "tosca_definitions_version: a\nimports: [OUTSIDE/secret.json, 'http://192.0.2.1/x']\ntopology_template: {node_templates: {}}\n", 0},
    {"includes of Threagile", "a.yaml", "threagile_version: 1.0.0\ntitle: a\nincludes: [../outside/secret.json]\n", 0},
    {"entity", "a.xml", "<!DOCTYPE a [<!ENTITY x SYSTEM \"file://OUTSIDE/secret.json\">]><AUTOSAR><A>&x;</A></AUTOSAR>", 3},
    {"entity of parameters", "a.xml", "<!DOCTYPE a [<!ENTITY % x SYSTEM \"http://192.0.2.1/a.dtd\"> %x;]><testsuites/>", 3},
    {"document type", "a.xml", "<!DOCTYPE a SYSTEM \"OUTSIDE/secret.json\"><NetworkDefinition/>", 3},
    {"include of XML", "a.xml",
     "<?xml-stylesheet href='http://192.0.2.1/a.xsl'?><testsuites xmlns:xi='http://www.w3.org/2001/XInclude'>"
     "<xi:include href='OUTSIDE/secret.json'/></testsuites>",
     0},
    {"context of VEX", "a.json", R"({"@context":"https://openvex.dev/ns/v0.2.0","@id":"http://192.0.2.1/x","author":"a","version":1,)"
                                 R"("timestamp":"2026-01-01T00:00:00Z","statements":[]})",
     0},
    {"table of paths", "a.csv", "name,kind,description\n=WEBSERVICE(\"http://192.0.2.1\"),service,file://OUTSIDE/secret.json\n", 0},
};

} // namespace

/// Whatever a file names, an import opens that file alone, and no connection.
class IsolationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        for (const char *folder : {"inputs", "outside", "projects"})
            std::filesystem::create_directory(m_folder.path(folder));
        m_folder.file("outside/secret.json", R"({"a":{"name":"CANARY","in":"query","get":{"summary":"CANARY"}}})");
        std::filesystem::create_symlink(m_folder.path("outside/secret.json"), m_folder.path("inputs/link.json"));
        std::filesystem::create_directory_symlink(m_folder.path("outside"), m_folder.path("inputs/linked"));
        m_project = m_folder.project("projects/p.tarascope");
        const Measured trial = traced({"--version"}, m_folder.path("log"));
        if (trial.run.exitCode != 0)
            QSKIP(("skipped: no strace, or no unshare -rn: " + trial.run.err).c_str());
    }

    void opensOnlyWhatIsNamed_data()
    {
        QTest::addColumn<int>("row");
        for (std::size_t i = 0; i < reachingFiles.size(); ++i)
            QTest::newRow(reachingFiles[i].name) << static_cast<int>(i);
    }
    void opensOnlyWhatIsNamed()
    {
        QFETCH(int, row);
        const Reaching &reaching = reachingFiles[static_cast<std::size_t>(row)];
        std::string bytes = reaching.bytes;
        for (std::size_t at = bytes.find("OUTSIDE"); at != std::string::npos; at = bytes.find("OUTSIDE"))
            bytes.replace(at, 7, m_folder.path("outside"));
        const std::string input = m_folder.file(std::string("inputs/") + reaching.file, bytes);
        const Measured measured = traced({"import", m_project, input, "--json"}, m_folder.path("log"));
        QVERIFY2(measured.run.exitCode == reaching.exitCode, measured.run.told().c_str());
        const QStringList beyond = reachedBeyond(m_folder.path("log"), {path("inputs/"), path("projects")});
        QVERIFY2(beyond.isEmpty(), qPrintable(beyond.join(u'\n')));
        QVERIFY(!contains(fileBytes(m_folder.path("log")), "outside/secret.json>"));
        QVERIFY(!contains(fileBytes(m_project) + measured.run.out + measured.run.err, "CANARY"));
    }

    /// A file beside the input is followed, and then it is the only one more.
    void followsWhatIsInside()
    {
        m_folder.file("inputs/beside.json", R"({"a":{"name":"vin","in":"query","schema":{"type":"string"}}})");
        const Measured measured = traced({"import", m_project, m_folder.file("inputs/a.json", api("beside.json#/a")), "--json"}, m_folder.path("log"));
        QVERIFY2(measured.run.exitCode == 0, measured.run.told().c_str());
        QVERIFY(contains(fileBytes(m_folder.path("log")), "inputs/beside.json>"));
        QCOMPARE(reachedBeyond(m_folder.path("log"), {path("inputs/"), path("projects")}), QStringList());
    }

    /// What is looked for above can be found.
    void theTraceSeesAFileAndAConnection()
    {
        const Measured measured = traced({"import", m_project, m_folder.path("outside/secret.json"), "--json"}, m_folder.path("log"));
        QCOMPARE(measured.run.exitCode, 3);
        QCOMPARE(reachedBeyond(m_folder.path("log"), {path("inputs/"), path("projects")}).size(), 1);
        m_folder.file("log", "7 connect(3<socket:[1]>, {sa_family=AF_INET}, 16) = 0\n7 execve(\"/bin/sh\", 0, 0) = 0\n"
                             "7 openat(AT_FDCWD</>, \"x\", O_RDONLY) = -1 ENOENT\n");
        QCOMPARE(reachedBeyond(m_folder.path("log"), {}).size(), 2);
    }

    void otherVerbsStayInside_data()
    {
        QTest::addColumn<QStringList>("words");
        for (const char *words : {"report", "risks --json", "export --format svg", "verify", "problems"})
            QTest::newRow(words) << QString::fromLatin1(words).split(u' ');
    }
    void otherVerbsStayInside()
    {
        QFETCH(QStringList, words);
        const std::string project = m_folder.path("projects/demo.tarascope");
        if (!std::filesystem::exists(project))
            QCOMPARE(run({"new", project, "--demo", "remote-command"}).exitCode, 0);
        words.insert(1, QString::fromStdString(project));
        std::vector<std::string> command;
        for (const QString &word : words)
            command.push_back(word.toStdString());
        const Measured measured = traced(command, m_folder.path("log"));
        QVERIFY2(measured.run.exitCode == 0, measured.run.told().substr(0, 2000).c_str());
        const QStringList beyond = reachedBeyond(m_folder.path("log"), {path("projects")});
        QVERIFY2(beyond.isEmpty(), qPrintable(beyond.join(u'\n')));
    }

private:
    QString path(const std::string &name) const { return QString::fromStdString(m_folder.path(name)); }

    ProjectFolder m_folder;
    std::string m_project;
};

TARASCOPE_TEST(IsolationTest)
#include "isolationtest.moc"
