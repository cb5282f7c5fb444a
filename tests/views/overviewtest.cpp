#include "tests/testmain.h"
#include "tests/views/handmade.h"
#include "views/overview/overviewpage.h"
#include "views/problems/problemspanel.h"
#include "views/tables/tablefilter.h"
#include "views/tables/tablepane.h"
#include "views/tables/tableview.h"

#include <QtTest/QSignalSpy>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QDialog>
#include <QtWidgets/QLabel>

using namespace tarascope;

namespace {

/// What a job would have found about the hand-made project.
Survey surveyOf(const HandMade &made)
{
    Survey survey;
    survey.asOf = {2026, 11, 21};
    survey.problems = std::move(*findProblems(made.graph(), survey.asOf, {}));
    survey.metrics = metrics(made.graph(), survey.asOf);
    FailingControl failing;
    failing.control = made.id(made.control);
    failing.tests = {made.id(made.endpoint)};
    survey.failing = {failing};
    WorstPath worst;
    worst.risk = made.assessment().risks.front();
    worst.path = made.paths().paths.front();
    survey.worst = {worst};
    return survey;
}

/// An overview that was told all of it.
struct Shown {
    Shown() : page(Palette(), [this]() -> const Graph & { return made.graph(); })
    {
        page.resize(1100, 900);
        page.show();
        Assessed assessed;
        assessed.base = assessed.now = std::make_shared<const Assessment>(made.assessment());
        page.showAssessment(assessed);
        page.showSurvey(std::make_shared<const Survey>(surveyOf(made)));
        QCoreApplication::processEvents();
    }
    QStringList labels() const
    {
        QStringList texts;
        for (const QLabel *label : page.findChildren<QLabel *>())
            if (label->isVisible())
                texts << label->text();
        return texts;
    }
    QAbstractButton *button(const QString &name) const
    {
        for (auto *found : page.findChildren<QAbstractButton *>())
            if (found->isVisible() && (found->text() == name || found->accessibleName().startsWith(name)))
                return found;
        return nullptr;
    }
    QDialog *dialog() { return page.findChild<QDialog *>(); }

    HandMade made;
    OverviewPage page;
};

} // namespace

/// The overview says what it is given in words, and each number leads to its reasons.
class OverviewTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void itsTitleIsAFinding()
    {
        const Shown shown;
        const QStringList labels = shown.labels();
        QVERIFY2(labels.contains(QStringLiteral("1 risk is at 4, 1 higher than claimed")),
                 qPrintable(labels.join(u'\n')));
        QVERIFY(labels.contains(QStringLiteral("1 risk is higher than claimed: tests of their controls failed.")));
        QVERIFY(labels.contains(QStringLiteral("CT-1 fails 1 test: risk 4 is open")));
        QVERIFY(labels.contains(QStringLiteral("The car is unlocked"))); // the worst path by the name of its threat
    }

    void eachPartOfABarIsALink()
    {
        Shown shown;
        auto *bars = shown.page.findChild<RiskBars *>();
        // A risk that is not rated has a part of its own in each reading.
        QCOMPARE(bars->accessibleName(),
                 QStringLiteral("Risk by level: 1 risk at 4, inherent; 1 risk not rated, inherent; "
                                "1 risk at 2, claimed; 1 risk not rated, claimed; "
                                "1 risk at 4, evidenced; 1 risk not rated, evidenced"));
        QSignalSpy wanted(&shown.page, &OverviewPage::risksWanted);
        QTest::keyClick(bars, Qt::Key_Down);
        QTest::keyClick(bars, Qt::Key_Return);
        QTest::keyClick(bars, Qt::Key_Right);
        QTest::keyClick(bars, Qt::Key_Return);
        QTest::mouseClick(bars, Qt::LeftButton, {}, QPoint(100, 10));
        QTest::mouseClick(bars, Qt::LeftButton, {}, QPoint(10, 10)); // the name of a bar is none
        QCOMPARE(wanted.count(), 3);
        QCOMPARE(wanted[0], QVariantList({QVariant::fromValue(Reading::Claimed), 2}));
        QCOMPARE(wanted[1], QVariantList({QVariant::fromValue(Reading::Claimed), 0}));
        QCOMPARE(wanted[2], QVariantList({QVariant::fromValue(Reading::Inherent), 4}));
    }

    void aMetricShowsItsMembersAndLeadsThere()
    {
        Shown shown;
        QSignalSpy wanted(&shown.page, &OverviewPage::itemWanted);
        shown.button(QStringLiteral("Remote commands with step-up"))->click();
        QVERIFY(shown.dialog());
        auto &table = *shown.dialog()->findChild<TableView *>();
        QCOMPARE(table.filter().rowCount(), 1);
        QCOMPARE(table.filter().index(0, 1).data().toString(), QStringLiteral("not known"));
        table.selectRow(0);
        QTest::keyClick(&table, Qt::Key_Return);
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(wanted[0][0].value<ItemId>(), shown.made.id(shown.made.command));
    }

    void theGapShowsWhichTestFailed()
    {
        Shown shown;
        shown.button(QStringLiteral("Show them"))->click();
        auto &table = *shown.dialog()->findChild<TableView *>();
        QCOMPARE(table.filter().rowCount(), 1);
        QCOMPARE(table.filter().index(0, 1).data().toString(), QStringLiteral("4, claimed 2"));
        QVERIFY(table.filter().index(0, 2).data().toString().contains(QStringLiteral("AZ-1 failed, night.xml:7")));
    }

    void whatIsToBeDoneLeadsToTheWork()
    {
        Shown shown;
        QSignalSpy problems(&shown.page, &OverviewPage::problemsWanted);
        QSignalSpy paths(&shown.page, &OverviewPage::pathsWanted);
        shown.button(QStringLiteral("Problems: "))->click();
        QCOMPARE(problems.count(), 1);
        shown.button(QStringLiteral("Open the attack paths to The car is unlocked"))->click();
        QCOMPARE(paths.count(), 1);
        QCOMPARE(paths[0][0].value<ItemId>(), shown.made.id(shown.made.unlocked));
    }

    void expiringDecisionsAreSaidOnTheDay_data()
    {
        QTest::addColumn<int>("day");
        QTest::addColumn<QString>("says");
        QTest::newRow("long") << 31 << QString();
        QTest::newRow("soon") << 30 << QStringLiteral("Decision TR-1 runs out in 9 days");
        QTest::newRow("today") << 21 << QStringLiteral("Decision TR-1 runs out today");
        QTest::newRow("over") << 19 << QStringLiteral("Decision TR-1 ran out 2 days ago");
    }
    void expiringDecisionsAreSaidOnTheDay()
    {
        QFETCH(int, day);
        QFETCH(QString, says);
        Sample sample;
        const Uid decision = sample.add(Kind::treatment, "Accept");
        Date expiry{2026, 11, day};
        if (day == 31)
            expiry = {2026, 12, 22}; // 31 days
        sample.set(decision, Attr::expiry, Value(expiry));
        Survey survey;
        survey.asOf = {2026, 11, 21};
        QStringList words;
        for (const NextStep &step : nextSteps(sample.project->graph(), Assessment(), survey))
            words << step.words;
        QCOMPARE(words.join(u'\n'), says);
    }

    void nothingToShowSaysWhatToDo()
    {
        Sample sample;
        OverviewPage page(Palette(), [&]() -> const Graph & { return sample.project->graph(); });
        page.show();
        QSignalSpy wanted(&page, &OverviewPage::importWanted);
        for (auto *button : page.findChildren<QAbstractButton *>())
            if (button->isVisible() && button->text() == QStringLiteral("Import files"))
                button->click();
        QCOMPARE(wanted.count(), 1);
    }

    void problemsAreListedBySeverityAndFiltered()
    {
        const HandMade made;
        ProblemsPanel panel(Palette(), [&]() -> const Graph & { return made.graph(); });
        panel.show();
        const Survey survey = surveyOf(made);
        panel.showSurvey(std::make_shared<const Survey>(survey));
        const std::array<int, 3> counts = problemCounts(survey.problems);
        QVERIFY(counts[0] > 0 && counts[1] >= 0);
        const QAbstractItemModel &rows = panel.pane().view().filter();
        QCOMPARE(rows.rowCount(), static_cast<int>(survey.problems.size()));
        QCOMPARE(rows.index(0, 0).data().toString(), QStringLiteral("Error"));
        for (auto *segment : panel.findChildren<QAbstractButton *>())
            if (segment->accessibleName() == QStringLiteral("Severity: Errors"))
                segment->click();
        QCOMPARE(rows.rowCount(), counts[0]);
        QSignalSpy wanted(&panel, &ProblemsPanel::itemWanted);
        panel.pane().view().selectRow(0);
        QTest::keyClick(&panel.pane().view(), Qt::Key_Return);
        QCOMPARE(wanted.count(), 1);
    }
};

TARASCOPE_TEST(OverviewTest)
#include "overviewtest.moc"
