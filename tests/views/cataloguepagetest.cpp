#include "views/apis/cataloguepage.h"

#include "tests/testmain.h"
#include "tests/views/sample.h"
#include "views/tables/tablefilter.h"
#include "views/tables/tablepane.h"
#include "views/tables/tableview.h"

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QDialog>
#include <QtWidgets/QLabel>

using namespace tarascope;

namespace {

/// An API with two endpoints, one of which invokes a command that an untested control guards.
struct Catalogued {
    Catalogued()
        : api(sample.add(Kind::api, "Remote <b>API</b>")), version(sample.add(Kind::apiVersion, "v1")),
          unlock(sample.add(Kind::endpoint, "POST /unlock")), status(sample.add(Kind::endpoint, "GET /status")),
          command(sample.add(Kind::command, "Unlock")), control(sample.add(Kind::control, "Relationship check"))
    {
        sample.set(api, Attr::owner, Value(std::string("Team")));
        sample.set(api, Attr::lastReview, Value(Date{2025, 1, 1}));
        sample.set(version, Attr::lifecycle, Value(Choice{2}));
        sample.link(LinkKind::hasVersion, api, version);
        sample.link(LinkKind::exposes, version, unlock);
        sample.link(LinkKind::exposes, version, status);
        sample.link(LinkKind::invokes, unlock, command);
        sample.set(control, Attr::status, Value(Choice{2}));
        const Uid guard = sample.link(LinkKind::guards, control, unlock);
        sample.set(guard, Attr::chainLink, Value(Choice{2}));
    }
    Surveyed survey() const
    {
        Survey made;
        made.asOf = {2026, 11, 21};
        made.problems = std::move(*findProblems(graph(), made.asOf, {}));
        made.catalogue = catalogueOf(graph(), made.asOf);
        made.strips = chainStrips(graph(), Evidence(graph(), {}));
        return std::make_shared<const Survey>(std::move(made));
    }
    const Graph &graph() const { return sample.project->graph(); }
    ItemId id(const Uid &uid) const { return graph().findItem(uid); }

    Sample sample;
    Uid api, version, unlock, status, command, control;
};

struct Page {
    explicit Page(CatalogueSort sort) : page(Palette(), sort, [this]() -> const Graph & { return made.graph(); })
    {
        page.resize(1300, 700);
        page.show();
        page.showSurvey(made.survey());
        QCoreApplication::processEvents();
    }
    QString cell(int row, const QString &title)
    {
        const QAbstractItemModel &rows = page.pane().view().filter();
        for (int column = 0; column < rows.columnCount(); ++column)
            if (rows.headerData(column, Qt::Horizontal).toString() == title)
                return rows.index(row, column).data().toString();
        return QStringLiteral("no column");
    }
    QStringList labels() const
    {
        QStringList texts;
        for (const QLabel *label : page.findChildren<QLabel *>())
            if (label->isVisible())
                texts << label->text();
        return texts;
    }

    Catalogued made;
    CataloguePage page;
};

} // namespace

/// The API catalogue: what a row says, and that what is missing is one click away.
class CataloguePageTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anApiSaysWhatIsKnownAndWhatIsNot()
    {
        Page at(CatalogueSort::Apis);
        const QAbstractItemModelTester tester(&at.page.pane().view().filter(),
                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(at.cell(0, QStringLiteral("API")), QStringLiteral("Remote <b>API</b>"));
        QVERIFY(at.cell(0, QStringLiteral("Complete"))
                    .startsWith(QStringLiteral("28 %, missing: Business function, Exposure")));
        QCOMPARE(at.cell(0, QStringLiteral("Exposure")), QStringLiteral("missing"));
        QCOMPARE(at.cell(0, QStringLiteral("Last review")), QStringLiteral("2025-01-01, over"));
        QCOMPARE(at.cell(0, QStringLiteral("Versions")), QStringLiteral("1, 1 deprecated"));
        QCOMPARE(at.cell(0, QStringLiteral("Endpoints")), QStringLiteral("2"));
        QVERIFY(at.labels().contains(QStringLiteral("1 API, 0 complete, 1 review over")));
        at.page.showSurvey(at.made.survey()); // the same again: rows stay
        QCOMPARE(at.page.pane().view().filter().rowCount(), 1);
    }

    void aMissingFieldIsOneClickAway()
    {
        Page at(CatalogueSort::Apis);
        QSignalSpy wanted(&at.page, &CataloguePage::fieldWanted);
        for (auto *button : at.page.findChildren<QAbstractButton *>())
            if (button->isVisible() &&
                button->accessibleName().startsWith(QStringLiteral("Fill in: Exposure is missing")))
                button->click();
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(wanted[0][0].value<ItemId>(), at.made.id(at.made.api));
        QCOMPARE(wanted[0][1].value<Attr>(), Attr::exposure);
        // The cell itself opens the first one.
        auto &view = at.page.pane().view();
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.visualRect(view.filter().index(0, 2)).center());
        QCOMPARE(wanted.count(), 2);
        QCOMPARE(wanted[1][1].value<Attr>(), Attr::businessFunction);
    }

    void problemsOfAnApiAreThoseOfItsEndpointsToo()
    {
        Page at(CatalogueSort::Apis);
        const int all = at.cell(0, QStringLiteral("Problems")).toInt();
        QVERIFY(all > 0);
        auto &view = at.page.pane().view();
        view.scrollTo(view.filter().index(0, 9));
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.visualRect(view.filter().index(0, 9)).center());
        auto *dialog = at.page.findChild<QDialog *>();
        QVERIFY(dialog);
        auto &rows = dialog->findChild<TableView *>()->filter();
        QCOMPARE(rows.rowCount(), all);
        QStringList items;
        for (int row = 0; row < rows.rowCount(); ++row)
            items << rows.index(row, 0).data().toString();
        QVERIFY2(items.join(u' ').contains(QStringLiteral("EP-1")), qPrintable(items.join(u'\n')));
    }

    void anEndpointShowsItsChainLinkByLink()
    {
        Page at(CatalogueSort::Endpoints);
        QCOMPARE(at.cell(0, QStringLiteral("Command")), QStringLiteral("Unlock"));
        QCOMPARE(at.cell(0, QStringLiteral("L1\tL2\tL3\tL4\tL5\tL6\tL7\tL8")),
                 QStringLiteral(
                     "L1 gap, L2 gap, L3 enforced, untested, L4 gap, L5 gap, L6 not applicable, L7 not applicable, "
                     "L8 gap"));
        const QStringList labels = at.labels();
        QVERIFY(labels.contains(QStringLiteral("L3 active relationship")));
        QVERIFY2(labels.contains(QStringLiteral("CT-1 is not proved: no test verifies it here")),
                 qPrintable(labels.join(u'\n')));
        QSignalSpy wanted(&at.page, &CataloguePage::itemWanted);
        for (auto *button : at.page.findChildren<QAbstractButton *>())
            if (button->isVisible() && button->text() == QStringLiteral("CT-1"))
                button->click();
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(wanted[0][0].value<ItemId>(), at.made.id(at.made.control));
    }

    void aVersionWithoutAnEndSaysSo()
    {
        Page at(CatalogueSort::Versions);
        QCOMPARE(at.cell(0, QStringLiteral("Lifecycle")), QStringLiteral("deprecated"));
        QCOMPARE(at.cell(0, QStringLiteral("Sunset")), QStringLiteral("no end set"));
        at.made.sample.set(at.made.version, Attr::sunsetOn, Value(Date{2026, 11, 20}));
        at.page.showSurvey(at.made.survey());
        QCOMPARE(at.cell(0, QStringLiteral("Sunset")), QStringLiteral("2026-11-20, passed"));
    }

    void whatWasDeletedSinceIsNoCrash()
    {
        Page at(CatalogueSort::Endpoints);
        at.made.sample.take(
            removeItems(at.made.graph(), {at.made.unlock, at.made.status, at.made.api, at.made.control}));
        at.page.follow({});
        at.page.pane().view().selectRow(1);
        QCOMPARE(at.cell(0, QStringLiteral("Key")), QStringLiteral("deleted"));
        QVERIFY(at.page.selected().empty());
        at.page.showSurvey(at.made.survey());
        QVERIFY(at.labels().contains(QStringLiteral("No endpoint yet")));
    }
};

TARASCOPE_TEST(CataloguePageTest)
#include "cataloguepagetest.moc"
