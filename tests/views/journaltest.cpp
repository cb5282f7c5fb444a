#include "tests/testmain.h"
#include "tests/views/sample.h"
#include "views/edits/edits.h"
#include "views/journal/journallist.h"
#include "views/journal/journalpanel.h"
#include "views/palette.h"

#include <QtTest/QAbstractItemModelTester>
#include <QtWidgets/QListView>
#include <QtWidgets/QPushButton>

using namespace tarascope;

namespace {

JournalEntry entry(std::int64_t seq, JournalEntry::Kind kind, std::int64_t of = 0)
{
    JournalEntry made;
    made.seq = seq;
    made.kind = kind;
    made.of = of;
    made.utc = "2026-11-20T10:00:00Z";
    made.title = {"Add %1", {"EP-" + std::to_string(seq)}, "add"};
    return made;
}

QString statesOf(const std::vector<JournalLine> &lines)
{
    QStringList words;
    for (const JournalLine &line : lines)
        words << QStringLiteral("%1:%2-%3+%4")
                     .arg(line.entry.seq)
                     .arg(QLatin1Char("HUGO"[static_cast<int>(line.state)]))
                     .arg(line.undoSteps)
                     .arg(line.redoSteps);
    return words.join(QLatin1Char(' '));
}

} // namespace

/// The history: what holds, what was undone, and the way back to any entry.
class JournalTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // H holds, U undone, G undone for good, O other; -n: undo n times to be just after it, +n: redo n times.
    void statesFollowTheStack_data()
    {
        using Kind = JournalEntry::Kind;
        QTest::addColumn<QList<int>>("steps"); // kind and what it speaks of, oldest first
        QTest::addColumn<QString>("states");
        const int d = static_cast<int>(Kind::Do);
        const int u = static_cast<int>(Kind::Undo);
        const int r = static_cast<int>(Kind::Redo);
        QTest::newRow("three") << QList<int>{d, 0, d, 0, d, 0} << QStringLiteral("3:H-0+0 2:H-1+0 1:H-2+0");
        QTest::newRow("undone") << QList<int>{d, 0, d, 0, u, 2} << QStringLiteral("3:O-0+0 2:U-0+1 1:H-0+0");
        QTest::newRow("redone") << QList<int>{d, 0, d, 0, u, 2, r, 2}
                                << QStringLiteral("4:O-0+0 3:O-0+0 2:H-0+0 1:H-1+0");
        QTest::newRow("undone for good") << QList<int>{d, 0, d, 0, u, 2, d, 0}
                                         << QStringLiteral("4:H-0+0 3:O-0+0 2:G-0+0 1:H-1+0");
    }
    void statesFollowTheStack()
    {
        QFETCH(QList<int>, steps);
        QFETCH(QString, states);
        std::vector<JournalEntry> newestFirst;
        for (int i = 0; i + 1 < steps.size(); i += 2)
            newestFirst.insert(newestFirst.begin(),
                               entry(i / 2 + 1, static_cast<JournalEntry::Kind>(steps.at(i)), steps.at(i + 1)));
        QCOMPARE(statesOf(journalLines(newestFirst)), states);
    }

    void theModelTakesNewEntriesOnTop()
    {
        JournalModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        std::vector<JournalEntry> entries;
        for (int i = 1; i <= 5; ++i) {
            entries.insert(entries.begin(), entry(i, JournalEntry::Kind::Do));
            model.assign(journalLines(entries));
            QCOMPARE(model.rowCount(), i);
            QCOMPARE(model.index(0).data().toString(), QStringLiteral("Add EP-%1").arg(i));
        }
        model.assign({});
        QCOMPARE(model.rowCount(), 0);
    }

    void anUndoSaysWhatItUndid()
    {
        QCOMPARE(entryWords(entry(2, JournalEntry::Kind::Undo, 1)), QStringLiteral("Undid: Add EP-2"));
        QCOMPARE(entryWords(entry(3, JournalEntry::Kind::Redo, 1)), QStringLiteral("Redid: Add EP-3"));
    }

    void aChosenEntryIsGoneBackTo()
    {
        Sample sample;
        for (const char *name : {"one", "two", "three"})
            sample.add(Kind::endpoint, name);
        Edits edits(*sample.project);
        JournalPanel panel(Palette(), edits);
        panel.show();
        auto *list = panel.findChild<QListView *>();
        QCOMPARE(list->model()->rowCount(), 3);
        list->setCurrentIndex(list->model()->index(2, 0));
        auto *go = panel.findChild<QPushButton *>();
        QVERIFY(go->isVisible());
        QCOMPARE(go->text(), QStringLiteral("Undo 2"));
        QTest::keyClick(list, Qt::Key_Return);
        QTRY_COMPARE(sample.project->graph().countOf(Kind::endpoint), std::size_t(1));
        QTRY_COMPARE(list->model()->rowCount(), 5); // an undo adds an entry
        list->setCurrentIndex(list->model()->index(2, 0));
        QCOMPARE(go->text(), QStringLiteral("Redo 2"));
        QTest::mouseClick(go, Qt::LeftButton);
        QTRY_COMPARE(sample.project->graph().countOf(Kind::endpoint), std::size_t(3));
        QTRY_VERIFY(!edits.busy());
    }

    void theNewestEntryOffersNothing()
    {
        Sample sample;
        sample.add(Kind::endpoint, "one");
        Edits edits(*sample.project);
        JournalPanel panel(Palette(), edits);
        panel.show();
        auto *list = panel.findChild<QListView *>();
        list->setCurrentIndex(list->model()->index(0, 0));
        QVERIFY(!panel.findChild<QPushButton *>()->isVisible());
    }
};

TARASCOPE_TEST(JournalTest)
#include "journaltest.moc"
