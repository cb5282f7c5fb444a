#include "model/store/verify.h"
#include "tests/model/store/storetestfiles.h"

using namespace tarascope;

namespace {

constexpr int entries = 12;

std::string with(std::string sql, int entry)
{
    const std::string number = std::to_string(entry);
    for (std::size_t at = sql.find('#'); at != std::string::npos; at = sql.find('#', at))
        sql.replace(at, 1, number);
    return sql;
}

} // namespace

/// What somebody does to the journal with SQLite's own tools (R19): verify names the first bad entry.
class JournalTamperingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        RandomEdit random(71);
        while (m_project.file->headSeq() < entries)
            QVERIFY(m_project.commit(random.next(m_project.graph)).ok());
        m_head = m_project.file->head();
        m_project.file.reset();
        m_bytes = bytesOfFile(m_project.path());
    }

    void everyEntry_data()
    {
        QTest::addColumn<QString>("sql");  // # is the entry
        QTest::addColumn<bool>("onOpening"); // noticed there too, not only by verify
        const auto row = [](const char *name, const char *sql, bool onOpening = true) {
            QTest::newRow(name) << QString::fromLatin1(sql) << onOpening;
        };
        row("delete", "DELETE FROM journal WHERE seq = #");
        row("who", "UPDATE journal SET who = 'another' WHERE seq = #");
        row("when", "UPDATE journal SET utc = '2020-01-01T00:00:00Z' WHERE seq = #");
        row("title", "UPDATE journal SET title = '{\"text\":\"Nothing\",\"args\":[],\"code\":\"\"}' WHERE seq = #");
        row("title that is none", "UPDATE journal SET title = '' WHERE seq = #");
        row("kind", "UPDATE journal SET kind = 'redo' WHERE seq = #");
        row("unknown kind", "UPDATE journal SET kind = 'x' WHERE seq = #");
        row("of", "UPDATE journal SET of = of + 1 WHERE seq = #");
        row("changes", "UPDATE journal SET changes = changes + 1 WHERE seq = #");
        row("digest", "UPDATE journal SET digest = zeroblob(32) WHERE seq = #");
        row("short digest", "UPDATE journal SET digest = zeroblob(31) WHERE seq = #");
        row("hash of the payload", "UPDATE journal SET payloadHash = zeroblob(32) WHERE seq = #");
        row("previous hash", "UPDATE journal SET prevHash = zeroblob(32) WHERE seq = #");
        row("hash", "UPDATE journal SET hash = zeroblob(32) WHERE seq = #");
        row("payload", "UPDATE journal SET payload = zeroblob(length(payload)) WHERE seq = #", false);
        row("payload of another", "UPDATE journal SET payload = (SELECT payload FROM journal WHERE seq = (# % 12) + 1) WHERE seq = #", false);
        row("insert before", "UPDATE journal SET seq = -1 - seq WHERE seq >= #; UPDATE journal SET seq = -seq WHERE seq < 0;"
                             "INSERT INTO journal SELECT #, utc, 'intruder', title, kind, of, changes, digest, payloadHash, prevHash,"
                             " hash, payload FROM journal WHERE seq = # + 1");
        row("move to the front", "UPDATE journal SET seq = 0 WHERE seq = #; UPDATE journal SET seq = -1 - seq WHERE seq < #;"
                                 "UPDATE journal SET seq = -seq WHERE seq < 0");
    }

    void everyEntry()
    {
        QFETCH(QString, sql);
        QFETCH(bool, onOpening);
        const bool moves = std::string_view(QTest::currentDataTag()) == "move to the front";
        for (int entry = moves ? 2 : 1; entry <= entries; entry += slowness > 1 ? 5 : 1) {
            tamper(with(sql.toStdString(), entry));
            named(moves ? 1 : entry);
            const auto opened = ProjectFile::open(m_project.path(), {.readOnly = true});
            QCOMPARE(!opened.ok(), onOpening);
            if (opened)
                QCOMPARE(std::string((*opened)->payload(entry).error().message.code), std::string("journalDamaged"));
            else
                QCOMPARE(std::string(opened.error().message.code), std::string("journalDamaged"));
        }
    }

    void swappedNeighbours()
    {
        for (int entry = 1; entry < entries; ++entry) {
            tamper(with("UPDATE journal SET seq = 0 WHERE seq = #; UPDATE journal SET seq = # WHERE seq = # + 1;"
                        "UPDATE journal SET seq = # + 1 WHERE seq = 0", entry));
            named(entry);
        }
    }

    void cutOff()
    {
        for (int entry = 1; entry <= entries; ++entry) {
            tamper(with("DELETE FROM journal WHERE seq >= #", entry));
            named(entry);
        }
    }

    void addedAtTheEnd()
    {
        tamper("INSERT INTO journal SELECT seq + 1, utc, who, title, kind, of, changes, digest, payloadHash, prevHash, hash,"
               " payload FROM journal WHERE seq = 12");
        named(entries + 1);
    }

    // Who also makes the file's own data fit is found by the content; who takes that back too has another head, which
    // is why every report shows it.
    void cutOffWithTheHeadPutRight()
    {
        for (int entry = 1; entry <= entries; ++entry) {
            tamper(with("DELETE FROM journal WHERE seq > # - 1", entry));
            putHeadRight(entry - 1);
            const Result<Verification> verified = verifyProject(m_project.path(), {});
            QVERIFY(verified.ok());
            QVERIFY(verified->head != m_head);
            QVERIFY(entry == 1 || !verified->sound());
        }
    }

    void purgedPayloadsKeepTheChain()
    {
        tamper("UPDATE journal SET payload = NULL WHERE seq <= 5");
        const Result<Verification> verified = verifyProject(m_project.path(), {});
        QVERIFY(verified.ok() && verified->sound());
        const auto opened = ProjectFile::open(m_project.path(), {.readOnly = true});
        QVERIFY(opened.ok());
        QCOMPARE(std::string((*opened)->payload(5).error().message.code), std::string("journalPurged"));
        QVERIFY((*opened)->payload(6).ok());
    }

    void theFileItselfRefusesChangesOfTheJournal()
    {
        writeBytes(m_project.path(), m_bytes);
        Result<Database> database = Database::open(m_project.path(), Database::Mode::Write);
        QVERIFY(database.ok());
        database->setTriggers(true);
        QVERIFY(!database->run("DELETE FROM journal WHERE seq = 3").ok());
        QVERIFY(!database->run("UPDATE journal SET who = 'x'").ok());
    }

private:
    void tamper(const std::string &sql)
    {
        writeBytes(m_project.path(), m_bytes);
        Result<Database> database = Database::open(m_project.path(), Database::Mode::Write);
        QVERIFY(database.ok());
        const Result<void> done = database->run(sql.c_str());
        QVERIFY2(done.ok(), done.ok() ? "" : (sql + ": " + done.error().english()).c_str());
    }

    void named(std::int64_t entry)
    {
        const Result<Verification> verified = verifyProject(m_project.path(), {});
        QVERIFY(verified.ok());
        QCOMPARE(verified->firstBadEntry, entry);
        QCOMPARE(verified->problems.size(), std::size_t{1});
        QVERIFY(verified->problems.front().english().find("entry " + std::to_string(entry)) != std::string::npos);
    }

    void putHeadRight(int last)
    {
        Result<Database> database = Database::open(m_project.path(), Database::Mode::Write);
        QVERIFY(database.ok());
        Meta before = *readMeta(*database);
        Meta meta = before;
        meta["headSeq"] = std::to_string(last);
        meta["head"] = hex(last == 0 ? journalStart(meta["projectId"]) : readJournalRows(*database, last + 1, 1)->front().hash);
        QVERIFY(writeMeta(*database, before, meta).ok());
    }

    TestProject m_project;
    Digest m_head{};
    std::string m_bytes;
};

TARASCOPE_TEST(JournalTamperingTest)
#include "journaltamperingtest.moc"
