#include "tests/testmain.h"
#include "tests/views/handmade.h"
#include "views/risks/riskspage.h"
#include "views/tables/tablefilter.h"
#include "views/tables/tablepane.h"
#include "views/tables/tableview.h"

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>

using namespace tarascope;

namespace {

QString cell(RisksPage &page, int row, const char *title)
{
    const QAbstractItemModel &rows = page.pane().view().filter();
    for (int column = 0; column < rows.columnCount(); ++column)
        if (rows.headerData(column, Qt::Horizontal).toString() == QString::fromUtf8(title))
            return rows.index(row, column).data().toString();
    return QStringLiteral("no column");
}

QStringList visibleLabels(const QWidget &widget)
{
    QCoreApplication::processEvents();
    QStringList texts;
    for (const QLabel *label : widget.findChildren<QLabel *>())
        if (label->isVisible())
            texts << label->text();
    return texts;
}

} // namespace

/// The register shows the values it is given, under the chosen reading, and why.
class RisksTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readingsChangeWhatTheRowSays()
    {
        const HandMade made;
        RisksPage page(Palette(), [&]() -> const Graph & { return made.graph(); });
        const QAbstractItemModelTester tester(&page.pane().view().filter(),
                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        show(page, made.assessment());
        QCOMPARE(cell(page, 0, "Key"), QStringLiteral("TS-1")); // the highest risk first
        QCOMPARE(cell(page, 0, "Impact"), QStringLiteral("Major"));
        QCOMPARE(cell(page, 0, "I\tC\tE"), QStringLiteral("risk inherent 4, claimed 2, evidenced 4"));
        QCOMPARE(cell(page, 0, "Feasibility"), QStringLiteral("High 0"));
        page.setReading(Reading::Claimed);
        QCOMPARE(cell(page, 0, "Feasibility"), QStringLiteral("Medium 18"));
        QCOMPARE(cell(page, 1, "Feasibility"), QStringLiteral("not rated"));
        QCOMPARE(cell(page, 1, "Damage scenario"), QStringLiteral("none linked"));
    }

    void theFailedTestIsTheFirstReason()
    {
        const HandMade made;
        RisksPage page(Palette(), [&]() -> const Graph & { return made.graph(); });
        page.resize(900, 600);
        page.show();
        show(page, made.assessment());
        const QStringList lines = visibleLabels(page);
        const auto failed = lines.indexOf(QStringLiteral("CT-1 does not hold: AZ-1 failed, night.xml:7"));
        const auto open = lines.indexOf(QStringLiteral("No control enforces L1 at EP-1"));
        QVERIFY2(failed >= 0 && open > failed, qPrintable(lines.join(QLatin1Char('\n'))));
        QVERIFY(lines.contains(QStringLiteral("Why TS-1 is at risk 4")));
        QVERIFY(lines.contains(QStringLiteral("2 risks: 1 at 4, 1 not rated")));
    }

    void aReasonLeadsToWhatItSpeaksOf()
    {
        const HandMade made;
        RisksPage page(Palette(), [&]() -> const Graph & { return made.graph(); });
        page.resize(900, 600);
        page.show();
        show(page, made.assessment());
        QCoreApplication::processEvents();
        QSignalSpy wanted(&page, &RisksPage::itemWanted);
        for (auto *button : page.findChildren<QPushButton *>())
            if (button->isVisible() && button->text() == QStringLiteral("CT-1"))
                button->click();
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(wanted.first().first().value<ItemId>(), made.id(made.control));
    }

    void enterAsksForThePaths()
    {
        const HandMade made;
        RisksPage page(Palette(), [&]() -> const Graph & { return made.graph(); });
        show(page, made.assessment());
        QSignalSpy wanted(&page, &RisksPage::pathsWanted);
        QTest::keyClick(&page.pane().view(), Qt::Key_Return);
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(wanted.first().first().value<ItemId>(), made.id(made.unlocked));
    }

    void aWhatIfShowsOldAndNew()
    {
        const HandMade made;
        RisksPage page(Palette(), [&]() -> const Graph & { return made.graph(); });
        Assessment moved = made.assessment();
        moved.risks[0].readings[2].risk = 2;
        page.showRisks(std::make_shared<const Assessment>(moved),
                       std::make_shared<const Assessment>(made.assessment()));
        QCOMPARE(cell(page, 0, "I\tC\tE"), QStringLiteral("risk 2 (was 4)"));
    }

    void withoutARiskThePageSaysWhatToDo()
    {
        const HandMade made;
        RisksPage page(Palette(), [&]() -> const Graph & { return made.graph(); });
        page.show();
        show(page, {});
        QVERIFY(visibleLabels(page).contains(QStringLiteral("No risk yet")));
        QSignalSpy wanted(&page, &RisksPage::addWanted);
        for (auto *button : page.findChildren<QPushButton *>())
            if (button->text() == QStringLiteral("New threat scenario"))
                QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(wanted.count(), 1);
    }

private:
    static void show(RisksPage &page, const Assessment &assessment)
    {
        const auto shared = std::make_shared<const Assessment>(assessment);
        page.showRisks(shared, shared);
    }
};

TARASCOPE_TEST(RisksTest)
#include "riskstest.moc"
