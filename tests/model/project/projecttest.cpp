#include "model/edit.h"
#include "model/project.h"
#include "tests/testmain.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>

using namespace tarascope;

namespace {

std::unique_ptr<Project> opened(const std::string &path)
{
    auto project = Project::open(path, {false, 1000, "tester"});
    if (!project)
        qFatal("%s", project.error().english().c_str());
    return std::move(*project);
}

void add(Project &project, const std::string &name)
{
    if (!project.apply(addItem(project.graph(), Kind::service, name)) || !project.waitForDisk())
        qFatal("refused");
}

} // namespace

class ProjectTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(QStringLiteral("p.tarascope")).toStdString();
        auto made = Project::create(m_path, {false, 1000, "tester"});
        QVERIFY2(made.ok(), made ? "" : made.error().english().c_str());
    }

    void undoAndRedoReachOverRestarts()
    {
        Digest empty, one, two;
        {
            auto project = opened(m_path);
            empty = project->digest();
            add(*project, "a");
            one = project->digest();
            add(*project, "b");
            two = project->digest();
            QCOMPARE(project->undoTitle().english(), std::string("Add SV-2"));
        }
        {
            auto project = opened(m_path);
            QVERIFY(project->digest() == two);
            QVERIFY(project->undo().ok() && project->waitForDisk().ok());
            QVERIFY(project->digest() == one);
            QCOMPARE(project->redoTitle().english(), std::string("Add SV-2"));
        }
        {
            auto project = opened(m_path);
            QVERIFY(project->undo().ok() && project->waitForDisk().ok());
            QVERIFY(project->digest() == empty);
            QVERIFY(!project->canUndo());
            QCOMPARE(project->undo().error().kind, ErrorKind::Usage);
            QVERIFY(project->redo().ok() && project->redo().ok() && project->waitForDisk().ok());
            QVERIFY(project->digest() == two);
            QVERIFY(!project->canRedo());
            QVERIFY(project->undo().ok() && project->waitForDisk().ok());
            add(*project, "c");
            QVERIFY(!project->canRedo());
            QCOMPARE(project->graph().item(project->graph().findItemByKey("SV-3"))->name, std::string("c"));
            const auto journal = project->journal(0, 100);
            QCOMPARE(journal->size(), std::size_t(8));
            QCOMPARE(journal->front().title.english(), std::string("Add SV-3"));
            QCOMPARE(journal->back().title.english(), std::string("Add SV-1"));
            QCOMPARE(journal->at(1).kind, JournalEntry::Kind::Undo);
            QCOMPARE(journal->at(1).of, std::int64_t(2));
        }
    }

    void editsQueueWithoutWaitingAndTheScreenFollowsTheDisk()
    {
        auto project = opened(m_path);
        QSignalSpy changes(project.get(), &Project::changed);
        QVERIFY(project->apply(addItem(project->graph(), Kind::service, "a")).ok());
        QCOMPARE(project->graph().itemCount(), std::size_t(0));
        QTRY_COMPARE(changes.count(), 1);
        QCOMPARE(project->graph().itemCount(), std::size_t(1));
        QCOMPARE(project->revision(), std::uint64_t(1));
        QVERIFY(project->undo().ok());
        QVERIFY(project->redo().ok());
        QTRY_COMPARE(changes.count(), 3);
        QCOMPARE(project->graph().itemCount(), std::size_t(1));
    }

    void aRefusedSetChangesNothing()
    {
        auto project = opened(m_path);
        add(*project, "a");
        const Digest before = project->digest();
        ChangeSet clash = addItem(project->graph(), Kind::service, "b");
        std::get<Item>(*clash.changes.front().after).key = "SV-1";
        QCOMPARE(project->apply(clash).error().kind, ErrorKind::Input);
        QVERIFY(project->waitForDisk().ok());
        QVERIFY(project->digest() == before);
        QCOMPARE(project->journal(0, 10)->size(), std::size_t(1));
    }

    void theSecondOneMayOnlyRead()
    {
        auto first = opened(m_path);
        add(*first, "a");
        const auto second = Project::open(m_path, {false, 0, "other"});
        QVERIFY(!second.ok());
        QCOMPARE(second.error().kind, ErrorKind::Device);
        auto reader = Project::open(m_path, {true, 0, "other"});
        QVERIFY2(reader.ok(), reader ? "" : reader.error().english().c_str());
        QVERIFY((*reader)->readOnly());
        QCOMPARE((*reader)->graph().itemCount(), std::size_t(1));
        QCOMPARE((*reader)->apply(addItem((*reader)->graph(), Kind::service, "b")).error().kind, ErrorKind::Device);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::string m_path;
};

TARASCOPE_TEST(ProjectTest)
#include "projecttest.moc"
