#include "tests/model/store/storetestfiles.h"
#include "model/store/changejson.h"
#include "model/store/verify.h"

using namespace tarascope;

class ProjectFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void emptyProjectOpens()
    {
        TestProject project;
        QVERIFY(project.file);
        QVERIFY(project.graph.sameContent(Graph()));
        QCOMPARE(project.file->digest(), DigestTree().root());
        QCOMPARE(project.file->headSeq(), 0);
        const std::string bytes = bytesOfFile(project.path());
        QCOMPARE(bytes.substr(68, 4), std::string("TARA"));
        QCOMPARE(static_cast<int>(bytes[63]), 1);
    }

    void createRefusesWhatIsThere()
    {
        TestProject project;
        const std::string before = bytesOfFile(project.path());
        const Result<void> again = ProjectFile::create(project.path());
        QVERIFY(!again.ok());
        QCOMPARE(again.error().kind, ErrorKind::Usage);
        QCOMPARE(bytesOfFile(project.path()), before);
        const Result<void> nowhere = ProjectFile::create(project.path("no/such/folder.tarascope"));
        QVERIFY(!nowhere.ok());
        QCOMPARE(nowhere.error().kind, ErrorKind::Device);
        QCOMPARE(QDir(project.folder.path()).entryList(QDir::Files | QDir::Hidden).filter(QStringLiteral("new")), QStringList());
    }

    void randomEditsComeBack()
    {
        TestProject project;
        RandomEdit random(21);
        for (int i = 0; i < 600; ++i) {
            const ChangeSet set = i % 100 == 50 ? random.import(project.graph, 40) : random.next(project.graph);
            const Result<void> done = project.commit(set);
            QVERIFY2(done.ok(), done.ok() ? "" : done.error().english().c_str());
            if (i % 60 != 59)
                continue;
            const Graph graph = project.graph;
            const Digest digest = project.file->digest();
            const Digest head = project.file->head();
            project.reopen();
            QVERIFY(project.file);
            QVERIFY(contentLines(project.graph) == contentLines(graph));
            QVERIFY(project.graph.keyCounters() == graph.keyCounters());
            QCOMPARE(project.file->digest(), digest);
            QCOMPARE(project.file->head(), head);
            QCOMPARE(static_cast<int>(project.history.size()), i + 1);
        }
        QVERIFY(project.graph.itemCount() > 200 && project.graph.linkCount() > 100 && project.graph.outcomeCount() > 5);
        const Result<Verification> verified = verifyProject(project.path(), {});
        QVERIFY(verified.ok());
        for (const Message &problem : verified->problems)
            qWarning("%s", problem.english().c_str());
        QVERIFY(verified->sound());
        QCOMPARE(verified->digest, project.file->digest());
        QCOMPARE(verified->head, project.file->head());
        QCOMPARE(verified->entries, 600);
    }

    void digestDependsOnTheContentAlone()
    {
        TestProject one;
        TestProject two;
        RandomEdit random(22);
        ChangeSet import = random.import(one.graph, 30);
        QVERIFY(one.commit(import).ok());
        ChangeSet rename;
        const Item before = std::get<Item>(*import.changes[0].after);
        Item after = before;
        after.name = "another";
        rename.changes.push_back({before, after});
        QVERIFY(two.commit(import).ok());
        QVERIFY(two.commit(rename).ok());
        QVERIFY(two.file->digest() != one.file->digest());
        QVERIFY(two.commit(rename.inverse(), JournalKind::Undo, 2).ok());
        QCOMPARE(two.file->digest(), one.file->digest());
        QVERIFY(two.commit(import.inverse(), JournalKind::Undo, 1).ok());
        QCOMPARE(two.file->digest(), DigestTree().root());
    }

    void journalTellsWhatHappened()
    {
        TestProject project;
        RandomEdit random(23);
        ChangeSet set = random.import(project.graph, 5);
        QVERIFY(project.commit(set).ok());
        QVERIFY(project.commit(set.inverse(), JournalKind::Undo, 1).ok());
        project.reopen();
        QCOMPARE(project.history.size(), std::size_t{2});
        const JournalRow &first = project.history[0];
        QCOMPARE(first.seq, 1);
        QCOMPARE(first.who, std::string("tester"));
        QVERIFY((first.title == JournalTitle{"Import %1", {"vehicle.dbc"}, "import"}));
        QCOMPARE(first.changes, static_cast<std::int64_t>(set.changes.size()));
        QVERIFY(QDateTime::fromString(QString::fromStdString(first.utc), Qt::ISODate).isValid());
        QCOMPARE(project.history[1].kind, JournalKind::Undo);
        QCOMPARE(project.history[1].of, 1);
        const auto newest = project.file->journal(0, 1);
        QVERIFY(newest.ok());
        QCOMPARE(newest->size(), std::size_t{1});
        QCOMPARE(newest->front().hash, project.file->head());
        QCOMPARE(project.file->journal(2, 10)->size(), std::size_t{1});
    }

    void payloadsGiveTheChangesBack()
    {
        TestProject project;
        RandomEdit random(24);
        for (int i = 1; i <= 800; ++i) {
            const ChangeSet set = i % 100 == 0 ? random.import(project.graph, 20) : random.next(project.graph);
            QVERIFY(project.commit(set).ok());
            const Result<std::string> payload = project.file->payload(i);
            QVERIFY(payload.ok());
            const Result<std::vector<Change>> changes = readChanges(*payload, project.graph);
            QVERIFY2(changes.ok(), (*payload + (changes.ok() ? "" : changes.error().english())).c_str());
            QVERIFY2(*changes == set.changes, payload->c_str());
            if (i % 50 == 0)
                project.reopen();
        }
    }

    void payloadHoldsOnlyWhatChanged()
    {
        TestProject project;
        Item before;
        before.uid = Uid{1, 2};
        before.kind = Kind::endpoint;
        before.key = "EP-1";
        before.name = "unlock";
        before.attributes.set(Attr::method, std::string("POST"));
        before.attributes.set(Attr::host, std::string("api.example"));
        QVERIFY(project.commit({{"Add %1", {"EP-1"}, "add"}, {{std::nullopt, before}}}).ok());
        Item after = before;
        after.attributes.set(Attr::method, std::string("PUT"));
        after.attributes.remove(Attr::host);
        QVERIFY(project.commit({{"Edit %1", {"EP-1"}, "edit"}, {{before, after}}}).ok());
        QCOMPARE(*project.file->payload(2),
                 std::string("{\"type\":\"item\",\"uid\":\"00000000000000010000000000000002\","
                             "\"before\":{\"kind\":\"endpoint\",\"attributes\":{\"host\":\"api.example\",\"method\":\"POST\"}},"
                             "\"after\":{\"kind\":\"endpoint\",\"attributes\":{\"method\":\"PUT\"}}}\n"));
    }

    void payloadThatDoesNotFitTheGraphIsRefused()
    {
        TestProject project;
        RandomEdit random(25);
        QVERIFY(project.commit(random.import(project.graph, 3)).ok());
        const std::string payload = *project.file->payload(1);
        QVERIFY(readChanges(payload, project.graph).ok());
        QVERIFY(!readChanges(payload, Graph()).ok());
        for (const char *broken : {"x\n", "{}\n", "{\"type\":\"item\",\"uid\":\"1\",\"after\":{}}\n", "[]", "{\"type\":\"item\"}"})
            QVERIFY2(!readChanges(broken, project.graph).ok(), broken);
        QVERIFY(!expandPayload("").ok());
        QVERIFY(!expandPayload("\xff\xff\xff\xff garbage").ok());
        QCOMPARE(*expandPayload(compressPayload("abc")), std::string("abc"));
    }

    void readOnlyFileAndFolder()
    {
        TestProject project;
        RandomEdit random(26);
        QVERIFY(project.commit(random.import(project.graph, 10)).ok());
        const Digest digest = project.file->digest();
        const Result<std::unique_ptr<ProjectFile>> second = ProjectFile::open(project.path(), {.readOnly = false, .lockTimeoutMs = 0});
        QVERIFY(!second.ok());
        QCOMPARE(second.error().kind, ErrorKind::Device);
        QVERIFY(second.error().english().find(std::to_string(QCoreApplication::applicationPid()) + "@") != std::string::npos);
        Result<std::unique_ptr<ProjectFile>> reader = ProjectFile::open(project.path(), {.readOnly = true});
        QVERIFY(reader.ok());
        QVERIFY((*reader)->readOnly());
        QVERIFY(std::string((*reader)->readOnlyReason().code) == "projectLocked");
        QCOMPARE((*reader)->digest(), digest);
        QVERIFY(!(*reader)->commit(Commit{}).ok());
    }

    void symbolicLinkMeetsTheSameLock()
    {
        TestProject project;
        QVERIFY(QFile::link(QString::fromStdString(project.path()), QString::fromStdString(project.path("other.tarascope"))));
        const auto second = ProjectFile::open(project.path("other.tarascope"), {.readOnly = false, .lockTimeoutMs = 0});
        QVERIFY(!second.ok());
        QVERIFY(std::string(second.error().message.code) == "projectLocked");
    }

    void changedOrReplacedOutsideIsNoticed()
    {
        TestProject project;
        RandomEdit random(27);
        QVERIFY(project.commit(random.import(project.graph, 3)).ok());
        const std::string copy = bytesOfFile(project.path());
        QVERIFY(QFile::rename(QString::fromStdString(project.path()), QString::fromStdString(project.path("moved"))));
        writeBytes(project.path(), copy);
        const Result<void> done = project.commit(random.next(project.graph));
        QVERIFY(!done.ok());
        QVERIFY(std::string(done.error().message.code) == "projectReplaced");
        QCOMPARE(bytesOfFile(project.path()), copy);
        QCOMPARE(bytesOfFile(project.path("moved")), copy);
    }

    void whatCannotBeStoredIsRefusedWhole()
    {
        TestProject project;
        QVERIFY(project.commit(RandomEdit(1).import(project.graph, 3)).ok());
        const std::string before = bytesOfFile(project.path());
        // A set that the file's rows contradict: the graph says that there is a record, the file does not have it.
        Commit commit;
        commit.set.changes.push_back({Setting{"a", "b"}, Setting{"a", "c"}});
        const Result<void> done = project.file->commit(commit);
        QVERIFY(!done.ok());
        QCOMPARE(done.error().kind, ErrorKind::Internal);
        QVERIFY(bytesOfFile(project.path()) == before);
        QVERIFY(project.commit(RandomEdit(2).next(project.graph)).ok());
        project.reopen();
        QVERIFY(project.file);
    }
};

TARASCOPE_TEST(ProjectFileTest)
#include "projectfiletest.moc"
