#include "views/importpreview/importpreview.h"

#include "tests/testmain.h"
#include "views/tables/tablefilter.h"
#include "views/tables/tablepane.h"
#include "views/tables/tableview.h"

#include <QtTest/QAbstractItemModelTester>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>

using namespace tarascope;

namespace {

MergeReport report()
{
    MergeReport made;
    made.format = "openapi";
    made.added = {{"endpoint", 44}, {"invokes", 3}};
    made.changed = {{"endpoint", 2}};
    made.same = {{"api", 1}};
    made.outcomes = {{"fail", 2}};
    LossEntry skipped;
    skipped.what = "<img src=x>";
    skipped.why = {"no place for %1", {"this"}, "noPlace"};
    skipped.where.file = "/home/somebody/specs/car.json";
    skipped.where.line = 12;
    made.skipped = {skipped};
    LossEntry problem = skipped;
    problem.what = "POST /unlock";
    made.problems = {problem};
    return made;
}

QPushButton *button(const QWidget &widget, const char *words)
{
    for (auto *found : widget.findChildren<QPushButton *>())
        if (found->text() == QLatin1String(words))
            return found;
    return nullptr;
}

} // namespace

/// What is new is seen before anything is written.
class ImportPreviewTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void countsStandInTheOrderOfTheMetamodel()
    {
        QStringList lines;
        for (const PreviewLine &line : countLines(report()))
            lines << QStringLiteral("%1 %2 %3 %4").arg(line.what).arg(line.added).arg(line.changed).arg(line.same);
        QCOMPARE(lines,
                 (QStringList{QStringLiteral("APIs 0 0 1"), QStringLiteral("Endpoints 44 2 0"),
                              QStringLiteral("Links: invokes 3 0 0"), QStringLiteral("Test outcomes: fail 2 0 0")}));
        QCOMPARE(previewTitle(report()), QStringLiteral("49 new, 2 changed, 1 the same"));
        MergeReport same;
        same.same = {{"api", 3}};
        QCOMPARE(previewTitle(same), QStringLiteral("Nothing new: all 3 are there already"));
    }

    void problemsComeFirstAndTellTheirPlace()
    {
        const std::vector<PreviewLine> lines = lossLines(report());
        QCOMPARE(lines.size(), std::size_t(2));
        QVERIFY(lines[0].sort == PreviewLine::Sort::Problem);
        QCOMPARE(lines[1].why, QStringLiteral("no place for this"));
        QCOMPARE(lines[1].where, QStringLiteral("/home/somebody/specs/car.json:12"));
    }

    void theTablesShowThemPlain()
    {
        const ImportPreview preview(Palette(), {QStringLiteral("car.json"), QStringLiteral("OpenAPI"), report(), true},
                                    [] {});
        const QList<TablePane *> panes = preview.findChildren<TablePane *>();
        QCOMPARE(panes.size(), 2);
        for (TablePane *pane : panes)
            const QAbstractItemModelTester tester(&pane->view().filter(),
                                                  QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QAbstractItemModel &losses = panes.last()->view().filter();
        QCOMPARE(losses.index(1, 1).data().toString(), QStringLiteral("<img src=x>"));
        QCOMPARE(losses.index(1, 3).data().toString(), QStringLiteral("car.json:12"));
        QVERIFY(losses.index(1, 3).data(Qt::ToolTipRole).toString().contains(QStringLiteral("/home/somebody/specs")));
        QCOMPARE(panes.last()->countWords(), QStringLiteral("2 rows"));
    }

    void importIsTheDefaultAndCallsOnce()
    {
        int applied = 0;
        ImportPreview preview(Palette(), {QStringLiteral("car.json"), QStringLiteral("OpenAPI"), report(), true},
                              [&applied] { ++applied; });
        preview.show();
        QTest::keyClick(&preview, Qt::Key_Return);
        QCOMPARE(applied, 1);
        QCOMPARE(preview.result(), static_cast<int>(QDialog::Accepted));
    }

    void withNothingNewThereIsNothingToImport()
    {
        int applied = 0;
        ImportPreview preview(Palette(), {QStringLiteral("car.json"), QStringLiteral("OpenAPI"), {}, false},
                              [&applied] { ++applied; });
        preview.show();
        QVERIFY(!button(preview, "Import")->isVisible());
        QVERIFY(button(preview, "Close")->isVisible());
        QTest::keyClick(&preview, Qt::Key_Return);
        QCOMPARE(applied, 0);
    }
};

TARASCOPE_TEST(ImportPreviewTest)
#include "importpreviewtest.moc"
