#include "model/store/verify.h"
#include "tests/model/store/storetestfiles.h"

using namespace tarascope;

namespace {

void runSql(const std::string &path, const std::string &sql)
{
    Result<Database> database = Database::open(path, Database::Mode::Write);
    const Result<void> done = database ? database->run(sql.c_str()) : Result<void>(database.error());
    if (!done)
        qFatal("%s: %s", sql.c_str(), done.error().english().c_str());
}

std::string bigEndian(std::uint32_t number)
{
    std::string bytes;
    for (int shift = 24; shift >= 0; shift -= 8)
        bytes += static_cast<char>(number >> shift & 0xFF);
    return bytes;
}

} // namespace

/// Files that others made, to run something or to pass for what they are not (I19, R4).
class HostileFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_project = std::make_unique<TestProject>();
        fill(*m_project, 61, 12);
        m_project->file.reset();
    }

    void foreignSchema_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("code");
        const auto row = [](const char *name, const char *sql, const char *code = "foreignSchema") {
            QTest::newRow(name) << QString::fromLatin1(sql) << QString::fromLatin1(code);
        };
        row("trigger", "CREATE TRIGGER grab AFTER INSERT ON items BEGIN DELETE FROM links; END");
        row("trigger of a known name", "DROP TRIGGER journalIsNotUpdated;"
                                       "CREATE TRIGGER journalIsNotUpdated BEFORE UPDATE ON journal BEGIN SELECT 1; END");
        row("view", "CREATE VIEW grab AS SELECT * FROM items");
        row("view in place of a table", "ALTER TABLE positions RENAME TO elsewhere; CREATE VIEW positions AS SELECT 1 AS id, 2 AS item, 3 AS x, 4 AS y");
        row("virtual table", "CREATE VIRTUAL TABLE grab USING fts5(a)");
        row("index", "CREATE INDEX byKey ON items(key)");
        row("statistics", "ANALYZE");
        row("table", "CREATE TABLE grab(a)");
        row("column", "ALTER TABLE items ADD COLUMN more TEXT");
        row("generated column", "DROP TABLE settings; CREATE TABLE settings(id INTEGER PRIMARY KEY, name TEXT NOT NULL, value TEXT AS (hex(zeroblob(100000000)))) STRICT");
        row("missing table", "DROP TABLE positions", "projectDamaged");
        row("missing trigger", "DROP TRIGGER journalIsNotDeleted", "projectDamaged");
    }

    void foreignSchema()
    {
        QFETCH(QString, sql);
        QFETCH(QString, code);
        runSql(m_project->path(), sql.toStdString());
        refused(code.toStdString());
    }

    void foreignApplication()
    {
        for (const char *sql : {"PRAGMA application_id = 0", "PRAGMA application_id = 252006675"}) {
            runSql(m_project->path(), sql);
            refused("notAProject");
        }
        for (const std::string &bytes : {std::string(), std::string("SQLite format 3"), std::string(4096, '\0'), std::string("{\"format\":\"tarascope\"}")}) {
            writeBytes(m_project->path(), bytes);
            refused("notAProject");
        }
    }

    void newerVersionNamesBoth()
    {
        runSql(m_project->path(), "PRAGMA user_version = 7");
        const Error error = refused("projectNewer");
        QVERIFY(error.english().find("format is 7, this program knows up to 1") != std::string::npos);
        runSql(m_project->path(), "PRAGMA user_version = 0");
        refused("projectDamaged");
    }

    void walIsRefused()
    {
        const std::string bytes = bytesOfFile(m_project->path());
        runSql(m_project->path(), "PRAGMA journal_mode = WAL");
        refused("projectWal");
        writeBytes(m_project->path(), bytes);
        writeBytes(m_project->path() + "-wal", std::string());
        refused("projectWal");
    }

    void foldersPipesAndNothing()
    {
        for (const char *path : {"/", "/dev/null", "/dev/zero"})
            QCOMPARE(std::string(ProjectFile::open(path, {.readOnly = true}).error().message.code), std::string("notAProject"));
        const auto nowhere = ProjectFile::open(m_project->path("no.tarascope"), {});
        QCOMPARE(nowhere.error().kind, ErrorKind::Usage);
        QVERIFY(!QFile::exists(QString::fromStdString(m_project->path("no.tarascope.lock"))));
    }

    // SQLite would take back the "change" and then delete the file that the journal names as the one above it.
    void aJournalThatNamesAnotherFileIsNotFollowed()
    {
        const std::string victim = m_project->path("victim.txt");
        writeBytes(victim, "precious");
        const std::string magic("\xd9\xd5\x05\xf9\x20\xa1\x63\xd7", 8);
        std::uint32_t sum = 0;
        for (char c : victim)
            sum += static_cast<std::uint32_t>(c);
        std::string journal = magic + bigEndian(0) + bigEndian(7) + bigEndian(static_cast<std::uint32_t>(bytesOfFile(m_project->path()).size() / 4096)) +
                              bigEndian(512) + bigEndian(4096);
        journal.resize(512, '\0');
        journal += bigEndian(0x40000000 / 4096 + 1) + victim + bigEndian(static_cast<std::uint32_t>(victim.size())) + bigEndian(sum) + magic;
        writeBytes(m_project->path() + "-journal", journal);
        for (bool readOnly : {true, false}) {
            const auto opened = ProjectFile::open(m_project->path(), {.readOnly = readOnly});
            QCOMPARE(bytesOfFile(victim), std::string("precious"));
            QVERIFY(!opened.ok());
            QCOMPARE(std::string(opened.error().message.code), std::string("foreignJournal"));
        }
        QVERIFY(!verifyProject(m_project->path(), {}).ok());
        QCOMPARE(bytesOfFile(victim), std::string("precious"));
    }

    // A journal that is no journal, or one of another file: whatever SQLite makes of it, the checks have the last word.
    void garbageBesideTheFile()
    {
        const std::string bytes = bytesOfFile(m_project->path());
        TestProject other;
        fill(other, 62, 3);
        RandomEdit random(63);
        for (int i = 0; i < 40; ++i) {
            writeBytes(m_project->path(), bytes);
            std::string journal("\xd9\xd5\x05\xf9\x20\xa1\x63\xd7", 8);
            journal += bigEndian(static_cast<std::uint32_t>(random.below(4))) + bigEndian(0) + bigEndian(static_cast<std::uint32_t>(random.below(60))) + bigEndian(512) + bigEndian(4096);
            journal.resize(512, '\0');
            for (std::size_t k = random.below(3) * 4104; k > 0; --k)
                journal += static_cast<char>(random.below(256));
            writeBytes(m_project->path() + "-journal", i % 4 == 0 ? bytesOfFile(other.path()) : journal);
            const auto opened = ProjectFile::open(m_project->path(), {});
            QVERIFY(opened.ok() || !opened.error().english().empty());
            if (opened)
                QVERIFY(contentLines((*opened)->takeGraph()) == contentLines(m_project->graph));
        }
    }

private:
    Error refused(const std::string &code) const
    {
        const std::string bytes = bytesOfFile(m_project->path());
        Error error;
        for (bool readOnly : {true, false}) {
            const auto opened = ProjectFile::open(m_project->path(), {.readOnly = readOnly});
            if (opened) {
                QTest::qFail("it was opened", __FILE__, __LINE__);
                return {};
            }
            error = opened.error();
            QTest::qCompare(std::string(error.message.code), code, "code", "expected", __FILE__, __LINE__);
            QTest::qVerify(error.kind == ErrorKind::Project && !error.where.file.empty(), "kind and file", "", __FILE__, __LINE__);
        }
        QTest::qVerify(!verifyProject(m_project->path(), {}).ok(), "verify refuses", "", __FILE__, __LINE__);
        QTest::qVerify(bytesOfFile(m_project->path()) == bytes, "untouched", "", __FILE__, __LINE__);
        return error;
    }

    std::unique_ptr<TestProject> m_project;
};

TARASCOPE_TEST(HostileFileTest)
#include "hostilefiletest.moc"
