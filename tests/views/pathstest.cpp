#include "model/method/ratingmethod.h"
#include "tests/testmain.h"
#include "tests/views/handmade.h"
#include "views/controls/buttons.h"
#include "views/controls/itempicker.h"
#include "views/paths/pathspage.h"
#include "views/paths/whatifpanel.h"
#include "views/tables/tableview.h"

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>

using namespace tarascope;

namespace {

TableView &table(QWidget &page, const char *name)
{
    for (auto *view : page.findChildren<TableView *>())
        if (view->accessibleName() == QLatin1String(name))
            return *view;
    qFatal("no table %s", name);
}

QString rowText(const QAbstractItemView &view, int row)
{
    QStringList cells;
    for (int column = 0; column < view.model()->columnCount(); ++column)
        cells << view.model()->index(row, column).data().toString();
    return cells.join(QLatin1Char('|'));
}

bool shows(const QWidget &widget, const QString &words)
{
    QCoreApplication::processEvents();
    for (const QLabel *label : widget.findChildren<QLabel *>())
        if (label->isVisible() && label->text().contains(words))
            return true;
    return false;
}

QAbstractButton &choice(QWidget &panel, const QString &name)
{
    for (auto *button : panel.findChildren<QAbstractButton *>())
        if (button->accessibleName() == name)
            return *button;
    qFatal("no choice %s", qPrintable(name));
}

} // namespace

/// Attack paths as text, and the switches beside them.
class PathsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        auto method = loadMethod("attack-potential-g2");
        QVERIFY(method);
        m_method = *method;
    }

    void waysStepsAndTheSumAreShown()
    {
        const HandMade made;
        PathsPage page(Palette(), [&]() -> const Graph & { return made.graph(); });
        page.resize(900, 700);
        page.show();
        page.setTarget(made.id(made.unlocked));
        page.showAnswer(made.paths(), m_method);
        TableView &ways = table(page, "Ways in");
        const QAbstractItemModelTester tester(ways.model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(ways.model()->rowCount(), 2);
        QVERIFY2(rowText(ways, 1).contains(QStringLiteral("Medium 18|3 steps")), qPrintable(rowText(ways, 1)));
        TableView &steps = table(page, "Steps");
        QCOMPARE(steps.model()->rowCount(), 4); // three steps and the whole path
        QVERIFY2(rowText(steps, 3).contains(QStringLiteral("0 + 0 + 0 + 0 + 0 = 0, High")),
                 qPrintable(rowText(steps, 3)));
        QVERIFY(shows(page, QStringLiteral("To TS-1 The car is unlocked, evidenced reading, exact; 2 ways in")));
    }

    void theStepThatAFailedTestOpensIsChosen()
    {
        const HandMade made;
        PathsPage page(Palette(), [&]() -> const Graph & { return made.graph(); });
        page.resize(900, 700);
        page.show();
        page.setTarget(made.id(made.unlocked));
        page.showAnswer(made.paths(), m_method);
        TableView &steps = table(page, "Steps");
        QCOMPARE(steps.currentIndex().row(), 1);
        QVERIFY2(rowText(steps, 1).contains(QStringLiteral("AZ-1 failed, night.xml:7")), qPrintable(rowText(steps, 1)));
        QVERIFY(shows(page, QStringLiteral("CT-1 does not hold: AZ-1 failed, night.xml:7")));
    }

    void theArrowKeysWalkThroughWaysAndSteps()
    {
        const HandMade made;
        PathsPage page(Palette(), [&]() -> const Graph & { return made.graph(); });
        page.resize(900, 700);
        page.show();
        page.setTarget(made.id(made.unlocked));
        page.showAnswer(made.paths(), m_method);
        QTest::keyClick(&table(page, "Ways in"), Qt::Key_Down);
        TableView &steps = table(page, "Steps");
        QCOMPARE(steps.currentIndex().row(), 1); // what makes this way hard
        QVERIFY2(rowText(steps, 1).contains(QStringLiteral("Defeat CT-1 Relationship check")),
                 qPrintable(rowText(steps, 1)));
        QVERIFY(shows(page, QStringLiteral("To be defeated: Relationship check, which enforces L3.")));
        QTest::keyClick(&steps, Qt::Key_End);
        QVERIFY(shows(page, QStringLiteral("The whole path")));
        QSignalSpy wanted(&page, &PathsPage::itemWanted);
        QTest::keyClick(&steps, Qt::Key_Home);
        QTest::keyClick(&steps, Qt::Key_Return);
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(wanted.first().first().value<ItemId>(), made.id(made.endpoint));
    }

    void aTargetIsTypedAndTaken()
    {
        const HandMade made;
        PathsPage page(Palette(), [&]() -> const Graph & { return made.graph(); });
        page.resize(900, 700);
        page.show();
        QSignalSpy asked(&page, &PathsPage::questionChanged);
        page.focusMain();
        for (auto *picker : page.findChildren<ItemPicker *>())
            if (picker->accessibleName() == QStringLiteral("To"))
                QTest::keyClick(picker, Qt::Key_D);
        auto *search = QApplication::activePopupWidget()->findChild<QLineEdit *>();
        QCOMPARE(search->text(), QStringLiteral("d"));
        QTest::keyClicks(search, QStringLiteral("oor"));
        QTest::keyClick(search, Qt::Key_Return);
        QCOMPARE(asked.count(), 1);
        QCOMPARE(page.question().target, made.id(made.lock));
        QVERIFY(!QApplication::activePopupWidget());
    }

    void noAttackIsNoProof()
    {
        const HandMade made;
        PathsPage page(Palette(), [&]() -> const Graph & { return made.graph(); });
        page.show();
        page.setTarget(made.id(made.unlocked));
        page.showAnswer({}, m_method);
        QVERIFY(shows(page, QStringLiteral("No attack in this model reaches it")));
        QVERIFY(shows(page, QStringLiteral("no proof that it cannot be attacked")));
        page.showProblem({ErrorKind::Usage, {"%1 is no position", {"CT-1"}, "noPosition"}, {}});
        QVERIFY(shows(page, QStringLiteral("CT-1 is no position")));
    }

    void aTargetThatIsDeletedIsNoLongerAsked()
    {
        HandMade made;
        PathsPage page(Palette(), [&]() -> const Graph & { return made.graph(); });
        page.setTarget(made.id(made.lock));
        QVERIFY(page.question().target.valid());
        made.sample.take(removeItems(made.graph(), {made.lock}));
        page.follow({});
        QVERIFY(!page.question().target.valid());
    }

    void aSwitchChangesTheScenarioAndNothingElse()
    {
        const HandMade made;
        WhatIfPanel panel(Palette(), [&]() -> const Graph & { return made.graph(); });
        panel.resize(304, 600);
        panel.show();
        QVERIFY(QTest::qWaitForWindowActive(&panel));
        QSignalSpy changed(&panel, &WhatIfPanel::scenarioChanged);
        auto &off = choice(panel, QStringLiteral("Relationship check: off"));
        off.setFocus();
        QTest::keyClick(&off, Qt::Key_Space);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(panel.scenario().isOn(made.control), std::optional<bool>(false));
        QVERIFY(!made.sample.project->canRedo());
        const auto head = made.sample.project->head();
        QTest::keyClick(&off, Qt::Key_Left); // off, on, as is
        QCOMPARE(panel.scenario().isOn(made.control), std::optional<bool>(true));
        choice(panel, QStringLiteral("Relationship check: as is")).click();
        QVERIFY(panel.scenario().empty());
        QCOMPARE(made.sample.project->head(), head);
    }

    void movesAreSaidAndLeadToTheirPaths()
    {
        const HandMade made;
        WhatIfPanel panel(Palette(), [&]() -> const Graph & { return made.graph(); });
        panel.resize(304, 700);
        panel.show();
        Assessment after = made.assessment();
        after.risks[0].readings[2].risk = 1;
        choice(panel, QStringLiteral("Relationship check: on")).click();
        panel.showMoves(made.assessment(), after, Reading::Evidenced);
        QVERIFY(shows(panel, QStringLiteral("Risks that move: 1 of 2")));
        QSignalSpy wanted(&panel, &WhatIfPanel::pathsWanted);
        choice(panel, QStringLiteral("TS-1 The car is unlocked: risk 4 becomes 1")).click();
        QCOMPARE(wanted.count(), 1);
        panel.showMoves(made.assessment(), after, Reading::Claimed);
        QVERIFY(shows(panel, QStringLiteral("No risk moves")));
    }

    void whatIsSearchedIsFound()
    {
        const HandMade made;
        WhatIfPanel panel(Palette(), [&]() -> const Graph & { return made.graph(); });
        panel.show();
        QTest::keyClicks(panel.findChild<QLineEdit *>(), QStringLiteral("former"));
        QVERIFY(shows(panel, QStringLiteral("Former owner")));
        QVERIFY(!shows(panel, QStringLiteral("Relationship check")));
        QTest::keyClicks(panel.findChild<QLineEdit *>(), QStringLiteral("xyz"));
        QVERIFY(shows(panel, QStringLiteral("Nothing matches")));
    }

private:
    RatingMethod m_method;
};

TARASCOPE_TEST(PathsTest)
#include "pathstest.moc"
