#include "tests/app/projectfixture.h"
#include "tests/app/windowfixture.h"
#include "tests/testmain.h"
#include "views/importpreview/importpreview.h"
#include "views/paths/pathspage.h"
#include "views/risks/riskspage.h"
#include "views/tables/tablefilter.h"
#include "views/tables/tablepane.h"
#include "views/tables/tableview.h"
#include "views/words.h"

#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>

using namespace tarascope;

namespace {

// One control on chain link L3 between an internet endpoint and a door lock. By the method's table its resistance is
// 4 + 6 + 3 + 1 + 4 = 18 points; without it the attack costs nothing.
QByteArray chainModel()
{
    return QByteArray::fromStdString(normalForm(
        R"({"id":"AP-1","kind":"attackerProfile","name":"Owner of another car","attributes":{"enabled":true,"satisfies":["L1","L2","L4"]}},
 {"id":"EP-1","kind":"endpoint","name":"POST /unlock","attributes":{"method":"POST","path":"/unlock"}},
 {"id":"CM-1","kind":"command","name":"Unlock","attributes":{}},
 {"id":"FN-1","kind":"vehicleFunction","name":"Door lock","attributes":{}},
 {"id":"CT-1","kind":"control","name":"Relationship check","attributes":{"status":"implemented","resistance":{"ET":"1m","SE":"expert","KoIC":"restricted","WoO":"easy","Eq":"specialized"}}},
 {"id":"TC-1","kind":"testCase","name":"Other owner asks","attributes":{"stableTestId":"AZ-unlock-S2-0000abcd"}},
 {"id":"TS-1","kind":"threatScenario","name":"The car is unlocked","attributes":{"scale":"vehicle"}},
 {"id":"DS-1","kind":"damageScenario","name":"Theft","attributes":{"impact":{"S":"negligible","F":"severe","O":"negligible","P":"negligible"}}})",
        R"({"id":"L-1","kind":"startsAt","from":"AP-1","to":"EP-1","attributes":{}},
 {"id":"L-2","kind":"invokes","from":"EP-1","to":"CM-1","attributes":{"rating":{"ET":"1d","SE":"layman","KoIC":"public","WoO":"unlimited","Eq":"standard"}}},
 {"id":"L-3","kind":"actuates","from":"CM-1","to":"FN-1","attributes":{}},
 {"id":"L-4","kind":"guards","from":"CT-1","to":"EP-1","attributes":{"chainLink":"L3"}},
 {"id":"L-5","kind":"verifies","from":"TC-1","to":"CT-1","attributes":{}},
 {"id":"L-6","kind":"verifies","from":"TC-1","to":"EP-1","attributes":{}},
 {"id":"L-7","kind":"targets","from":"TS-1","to":"FN-1","attributes":{}},
 {"id":"L-8","kind":"realizes","from":"TS-1","to":"DS-1","attributes":{}})"));
}

} // namespace

/// From a test result to a risk, all in the window: the claim of a control counts, the proof does, a failure takes it
/// back and is shown as the reason.
class ChainTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anUntestedControlCountsOnlyAsAClaim()
    {
        WindowFixture at;
        at.open({at.file(QStringLiteral("chain.json"), chainModel())});
        QCOMPARE(feasibilities(at), QStringLiteral("High 0, Medium 18, High 0"));
        QVERIFY2(reasons(at).contains(QStringLiteral("CT-1 is not proved")), qPrintable(reasons(at)));
    }

    void aPassedTestProvesIt()
    {
        WindowFixture at;
        at.open({at.file(QStringLiteral("chain.json"), chainModel())});
        import(at, "<testsuite name=\"night\" timestamp=\"2026-11-20T02:00:00Z\">\n"
                   "<testcase name=\"AZ-unlock-S2-0000abcd\"/>\n</testsuite>");
        QCOMPARE(feasibilities(at), QStringLiteral("High 0, Medium 18, Medium 18"));
    }

    void aFailedTestTakesItBackAndIsTheReason()
    {
        WindowFixture at;
        at.open({at.file(QStringLiteral("chain.json"), chainModel())});
        import(at, "<testsuite name=\"night\" timestamp=\"2026-11-20T02:00:00Z\">\n"
                   "<testcase name=\"AZ-unlock-S2-0000abcd\">"
                   "<failure message=\"expected 403, got 200\"/></testcase>\n</testsuite>");
        QCOMPARE(feasibilities(at), QStringLiteral("High 0, Medium 18, High 0"));
        QVERIFY2(reasons(at).contains(QStringLiteral("CT-1 does not hold: AZ-unlock-S2-0000abcd failed")),
                 qPrintable(reasons(at)));
        QVERIFY2(reasons(at).contains(QStringLiteral("night.xml:2")), qPrintable(reasons(at)));

        // The same on the page of the attack paths, in the row of the step that the failure opens.
        QTest::keyClick(at.window.get(), Qt::Key_3, Qt::AltModifier);
        at.page().goToPaths(at.item("TS-1"));
        at.settle();
        auto &steps = at.find<TableView>(QStringLiteral("Steps"));
        QString row;
        for (int column = 0; column < steps.model()->columnCount(); ++column)
            row += steps.model()->index(steps.currentIndex().row(), column).data().toString() + QLatin1Char('|');
        QVERIFY2(row.contains(QStringLiteral("AZ-unlock-S2-0000abcd failed")) && row.contains(QStringLiteral("Unlock")),
                 qPrintable(row));
    }

    void undoOfTheImportBringsTheOldReadingBack()
    {
        WindowFixture at;
        at.open({at.file(QStringLiteral("chain.json"), chainModel())});
        import(at, "<testsuite name=\"night\" timestamp=\"2026-11-20T02:00:00Z\">\n"
                   "<testcase name=\"AZ-unlock-S2-0000abcd\"/>\n</testsuite>");
        QCOMPARE(feasibilities(at), QStringLiteral("High 0, Medium 18, Medium 18"));
        at.window->activateWindow();
        QTest::keyClick(at.window.get(), Qt::Key_Z, Qt::ControlModifier);
        at.settle();
        QCOMPARE(feasibilities(at), QStringLiteral("High 0, Medium 18, High 0"));
    }

private:
    static void import(WindowFixture &at, const char *results)
    {
        at.window->importFiles({at.file(QStringLiteral("night.xml"), results)});
        QTRY_VERIFY(at.window->findChild<ImportPreview *>());
        QTest::keyClick(at.window->findChild<ImportPreview *>(), Qt::Key_Return);
        QTRY_VERIFY(!at.window->findChild<ImportPreview *>());
        at.window->activateWindow();
        at.settle();
    }

    // Class and score of TS-1 as its row shows them, under the three readings, switched with the keys.
    static QString feasibilities(WindowFixture &at)
    {
        QTest::keyClick(at.window.get(), Qt::Key_5, Qt::ControlModifier);
        const QAbstractItemModel &rows = at.find<RisksPage>().pane().view().filter();
        QStringList shown;
        for (const Qt::Key key : {Qt::Key_1, Qt::Key_2, Qt::Key_3}) {
            QTest::keyClick(at.window.get(), key, Qt::AltModifier);
            if (rows.rowCount() != 1)
                return QStringLiteral("%1 rows").arg(rows.rowCount());
            for (int column = 0; column < rows.columnCount(); ++column)
                if (rows.headerData(column, Qt::Horizontal).toString() == QStringLiteral("Feasibility"))
                    shown << rows.index(0, column).data().toString();
        }
        return shown.join(QStringLiteral(", "));
    }

    static QString reasons(WindowFixture &at)
    {
        at.settle(); // new lines are shown by an event of their own
        QStringList lines;
        for (const QLabel *label : at.find<RisksPage>().findChildren<QLabel *>())
            if (label->isVisible())
                lines << label->text();
        return lines.join(QLatin1Char('\n'));
    }
};

TARASCOPE_TEST(ChainTest)
#include "chaintest.moc"
