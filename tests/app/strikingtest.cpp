#include "tests/app/windowfixture.h"
#include "tests/testmain.h"
#include "views/paths/pathspage.h"
#include "views/tables/tableview.h"

#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>

using namespace tarascope;

/// A step that an analyst finds not credible, through widgets.
class StrikingTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aStruckStepCountsNoMoreAndComesBack()
    {
        WindowFixture at;
        at.example();
        at.page().goToPaths(at.item("TS-4"));
        at.settle();
        const QString before = answer(at);
        button(at, QStringLiteral("Not credible\u2026")).click();
        auto &why = at.find<QLineEdit>(QStringLiteral("Why the step is not credible"));
        QTest::keyClick(&why, Qt::Key_Return);
        at.settle();
        QCOMPARE(answer(at), before); // without a reason nothing is struck
        QTest::keyClicks(&why, QStringLiteral("the token ends with the sale"));
        QTest::keyClick(&why, Qt::Key_Return);
        at.settle();
        QTRY_VERIFY(says(at, QStringLiteral("is struck as not credible: the token ends with the sale")));
        QVERIFY(answer(at) != before);
        button(at, QStringLiteral("Count this step again")).click();
        at.settle();
        QVERIFY(!says(at, QStringLiteral("is struck as not credible")));
        QCOMPARE(answer(at), before);
        at.page().edits().undo();
        at.settle();
        QTRY_VERIFY(says(at, QStringLiteral("is struck as not credible")));
    }

private:
    // Ways and steps as the page shows them.
    static QString answer(WindowFixture &at)
    {
        QStringList cells;
        for (const char *name : {"Ways in", "Steps"}) {
            const QAbstractItemModel &model = *at.find<TableView>(QLatin1String(name)).model();
            for (int row = 0; row < model.rowCount(); ++row)
                for (int column = 0; column < model.columnCount(); ++column)
                    cells << model.index(row, column).data().toString();
        }
        return cells.join(QLatin1Char('|'));
    }

    // Lines that were just added are shown by an event of their own.
    static QAbstractButton &button(WindowFixture &at, const QString &words)
    {
        QAbstractButton *wanted = nullptr;
        const bool there = QTest::qWaitFor([&] {
            for (auto *found : at.find<PathsPage>().findChildren<QAbstractButton *>())
                if (found->text() == words && found->isVisible())
                    wanted = found;
            return wanted != nullptr;
        });
        if (!there)
            qFatal("no button %s", qPrintable(words));
        return *wanted;
    }

    static bool says(WindowFixture &at, const QString &words)
    {
        for (const QLabel *label : at.find<PathsPage>().findChildren<QLabel *>())
            if (label->isVisible() && label->text().contains(words))
                return true;
        return false;
    }
};

TARASCOPE_TEST(StrikingTest)
#include "strikingtest.moc"
