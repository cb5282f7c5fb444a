#include "importers/importer.h"
#include "tests/app/hostilefiles.h"
#include "tests/app/measured.h"
#include "tests/app/projectfixture.h"
#include "tests/testmain.h"

#include <QtCore/QDir>

#include <filesystem>

#include <sqlite3.h>
#include <sys/stat.h>

namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool sanitized = true;
#else
constexpr bool sanitized = false;
#endif
constexpr std::int64_t mostBytes = 512LL << 20;
constexpr double mostSeconds = 10;

/// What a call took too much of; empty: it kept to 10 seconds and 512 MiB, and ended by itself.
std::string excess(const Measured &measured)
{
    if (measured.crashed)
        return "it crashed or hung: " + measured.run.told();
    if (sanitized)
        return {};
    if (measured.seconds > mostSeconds)
        return std::to_string(measured.seconds) + " s";
    if (measured.peakBytes > mostBytes)
        return std::to_string(measured.peakBytes >> 20) + " MiB";
    return {};
}

} // namespace

/// Files that wish the program ill, given to the real program: a refusal with a place, nothing changed, no crash, under ten
/// seconds and half a gigabyte.
class HostileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_project = m_folder.example();
        m_before = fileBytes(m_project);
        m_state = stateOf(m_project);
        m_names = names();
        const std::vector<HostileFile> files = hostileFiles();
        QVERIFY(files.size() + hugeFiles().size() > 60);
        for (const tarascope::ImporterInfo &info : tarascope::importers())
            QVERIFY2(std::any_of(files.begin(), files.end(), [&](const HostileFile &file) { return file.format == info.name; }), info.name.data());
    }
    void cleanupTestCase() { QCOMPARE(stateOf(m_project), m_state); }

    void refusesFiles_data() { rows(hostileFiles()); }
    void refusesFiles()
    {
        QFETCH(int, row);
        static const std::vector<HostileFile> files = hostileFiles();
        refuses(files[static_cast<std::size_t>(row)]);
    }

    void refusesHugeFiles_data() { rows(hugeFiles()); }
    void refusesHugeFiles()
    {
        if (sanitized)
            QSKIP("skipped: sanitizers take memory of their own");
        QFETCH(int, row);
        refuses(hugeFiles()[static_cast<std::size_t>(row)]);
    }

    /// The most that may come of one file is worth the same half gigabyte until it is stored.
    void takesTheMostThatMayCome()
    {
        if (sanitized)
            QSKIP("skipped: sanitizers take memory of their own");
        const std::string project = m_folder.project("most.tarascope");
        const std::string path = m_folder.path("most.json");
        writeHostile({"", "", "", "", "{\"e\":{\"TYPE\":\"GET\",\"URI\":\"/\"}", ",\"#\":{\"TYPE\":\"GET\",\"URI\":\"/#\"}", 74'990, "}", true}, path);
        const Measured measured = runTarascopeMeasured({"import", project, path, "--as", "endpoints", "--quiet"});
        std::filesystem::remove(path);
        std::filesystem::remove(project);
        QVERIFY2(measured.run.exitCode == 0, measured.run.told().c_str());
        QVERIFY2(measured.peakBytes < mostBytes, excess(measured).c_str());
    }

    void refusesAFileBeyondTheLimitUnread()
    {
        const std::string path = m_folder.file("huge.json", "{");
        std::filesystem::resize_file(path, 10LL << 30); // with holes: it takes no room
        const Measured measured = runTarascopeMeasured({"import", m_project, path, "--json"});
        std::filesystem::remove(path);
        QCOMPARE(measured.run.exitCode, 3);
        QCOMPARE(text(measured.run.error()[u"code"]), std::string("tooManyBytes"));
        QCOMPARE(text(measured.run.error()[u"where"].toObject()[u"file"]), path);
        QVERIFY(measured.peakBytes < 200LL << 20);
        QVERIFY(measured.seconds < 5);
    }

    /// Without this the limit of memory above could not fail.
    void theMeasureSeesMemory()
    {
        if (sanitized)
            QSKIP("skipped: sanitizers take memory of their own");
        const std::string path = m_folder.path("large.json");
        writeHostile({"", "", "", "", "[", " ", 100 << 20, "x", true}, path);
        const Measured small = runTarascopeMeasured({"kinds", "--quiet"});
        const Measured large = runTarascopeMeasured({"import", m_project, path, "--as", "otm"});
        std::filesystem::remove(path);
        QCOMPARE(large.run.exitCode, 3);
        QVERIFY2(large.peakBytes > 100LL << 20 && large.peakBytes - small.peakBytes > 50LL << 20, excess(large).c_str());
    }

    void refusesWhatIsNoFile_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("nothing") << "none.json";
        QTest::newRow("folder") << "folder";
        QTest::newRow("pipe that nobody writes to") << "pipe";
        QTest::newRow("device without an end") << "/dev/zero";
        QTest::newRow("link to itself") << "circle";
    }
    void refusesWhatIsNoFile()
    {
        QFETCH(QString, name);
        const std::string pipe = m_folder.path("pipe");
        mkfifo(pipe.c_str(), 0600);
        std::filesystem::create_directory(m_folder.path("folder"));
        std::error_code there;
        std::filesystem::create_symlink("circle", m_folder.path("circle"), there);
        const std::string path = name.startsWith(u'/') ? name.toStdString() : m_folder.path(name.toStdString());
        const Measured measured = runTarascopeMeasured({"import", m_project, path, "--json"});
        QCOMPARE(QString::fromStdString(excess(measured)), QString());
        QVERIFY2(measured.run.exitCode == 2, measured.run.told().c_str());
        QVERIFY(fileBytes(m_project) == m_before);
    }

    void refusesHostileProjects_data()
    {
        QTest::addColumn<QString>("statement");
        QTest::newRow("a trigger") << "CREATE TRIGGER evil AFTER UPDATE ON meta BEGIN DELETE FROM items; END";
        QTest::newRow("a view") << "CREATE VIEW evil AS SELECT * FROM items";
        QTest::newRow("a table more") << "CREATE TABLE evil (a)";
        QTest::newRow("a column more") << "ALTER TABLE items ADD COLUMN evil TEXT";
        QTest::newRow("an index more") << "CREATE INDEX evil ON items(name)";
        QTest::newRow("of another program") << "PRAGMA application_id = 7";
        QTest::newRow("newer") << "PRAGMA user_version = 99";
        QTest::newRow("a name altered") << "UPDATE items SET name = name || 'x'";
        QTest::newRow("items gone") << "DELETE FROM items";
        QTest::newRow("head of the journal altered") << "UPDATE meta SET value = 'x' WHERE name = 'head'";
        QTest::newRow("a table gone") << "DROP TABLE positions";
        QTest::newRow("cut") << "CUT 4096";
        QTest::newRow("cut within its head") << "CUT 50";
        QTest::newRow("empty") << "CUT 0";
        QTest::newRow("a bit flipped") << "FLIP";
        QTest::newRow("not a database") << "TEXT";
    }
    void refusesHostileProjects()
    {
        QFETCH(QString, statement);
        const std::string evil = m_folder.path("evil.tarascope");
        std::string bytes = m_before;
        if (statement == u"TEXT")
            bytes = std::string(8192, 'x');
        else if (statement == u"FLIP")
            bytes[bytes.find("unlock") + 1] = static_cast<char>(bytes[bytes.find("unlock") + 1] ^ 4);
        else if (statement.startsWith(u"CUT"))
            bytes.resize(statement.mid(4).toULong());
        writeFile(evil, bytes);
        if (statement.contains(u' ') && !statement.startsWith(u"CUT"))
            alter(evil, statement);
        const std::string altered = fileBytes(evil);
        const std::string input = m_folder.file("in.json", normalForm(R"({"id":"SV-9","kind":"service","name":"a"})"));
        for (const std::vector<std::string> &words : {std::vector<std::string>{"items", evil, "--json"}, {"import", evil, input, "--json"}}) {
            const Measured measured = runTarascopeMeasured(words);
            QCOMPARE(QString::fromStdString(excess(measured)), QString());
            QVERIFY2(measured.run.exitCode == 4, measured.run.told().c_str());
            QVERIFY(!text(measured.run.error()[u"text"]).empty());
            QVERIFY(text(measured.run.error()[u"where"].toObject()[u"file"]) == evil);
            QCOMPARE(measured.run.out, std::string());
            QVERIFY2(fileBytes(evil) == altered, "the file was changed");
        }
        std::filesystem::remove(evil);
    }

private:
    static void rows(const std::vector<HostileFile> &files)
    {
        QTest::addColumn<int>("row");
        for (std::size_t i = 0; i < files.size(); ++i)
            QTest::newRow(files[i].name.c_str()) << static_cast<int>(i);
    }

    void refuses(const HostileFile &hostile)
    {
        const std::string path = m_folder.path(hostile.file);
        writeHostile(hostile, path);
        std::vector<std::string> words{"import", m_project, path, "--json"};
        if (!hostile.format.empty())
            words.insert(words.end(), {"--as", hostile.format});
        const Measured measured = runTarascopeMeasured(words);
        std::filesystem::remove(path);
        QCOMPARE(QString::fromStdString(excess(measured)), QString());
        QVERIFY2(measured.run.exitCode == 3, measured.run.told().substr(0, 2000).c_str());
        QCOMPARE(measured.run.out, std::string());
        const QJsonObject error = measured.run.error();
        QCOMPARE(text(error[u"schema"]), std::string("tarascope.error/1"));
        QVERIFY2(text(error[u"code"]) == hostile.code, measured.run.told().substr(0, 2000).c_str());
        QVERIFY(text(error[u"text"]).size() > 10);
        QCOMPARE(text(error[u"where"].toObject()[u"file"]), path);
        QVERIFY2(!hostile.hasLine || error[u"where"].toObject()[u"line"].toInteger() > 0, measured.run.told().substr(0, 2000).c_str());
        QVERIFY2(fileBytes(m_project) == m_before, "the project was changed");
        QCOMPARE(names(), m_names);
    }

    QStringList names() const { return QDir(QString::fromStdString(m_folder.path(""))).entryList(QDir::Files | QDir::Hidden); }

    static void alter(const std::string &project, const QString &statement);

    ProjectFolder m_folder;
    std::string m_project;
    std::string m_before;
    std::string m_state;
    QStringList m_names;
};

void HostileTest::alter(const std::string &project, const QString &statement)
{
    sqlite3 *database = nullptr;
    if (sqlite3_open(project.c_str(), &database) != SQLITE_OK ||
        sqlite3_exec(database, statement.toUtf8().constData(), nullptr, nullptr, nullptr) != SQLITE_OK)
        qFatal("%s: %s", qPrintable(statement), sqlite3_errmsg(database));
    sqlite3_close(database);
}

TARASCOPE_TEST(HostileTest)
#include "hostiletest.moc"
