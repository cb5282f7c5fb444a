#include "views/inspector/inspector.h"

#include "tests/testmain.h"
#include "tests/views/sample.h"
#include "views/inspector/linkslist.h"
#include "views/tables/itemtable.h"
#include "views/tables/kindlist.h"
#include "views/tables/tablepane.h"
#include "views/tables/tableview.h"
#include "views/words.h"

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>

using namespace tarascope;

namespace {

constexpr FieldId nameField{FieldId::Sort::Name, {}};

QStringList labelTexts(const QWidget &widget)
{
    QStringList texts;
    for (const QLabel *label : widget.findChildren<QLabel *>())
        texts << label->text();
    return texts;
}

} // namespace

class InspectorTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aNameIsOnDiskWhenTheFieldIsLeft()
    {
        Sample sample;
        const Uid uid = sample.add(Kind::endpoint, "POST /unlock");
        Edits edits(*sample.project);
        Inspector inspector(Palette(), edits);
        inspector.showItem(sample.project->graph().findItem(uid));
        auto *line = inspector.form()->editor(nameField)->findChild<QLineEdit *>();
        line->setText(QStringLiteral("POST /v2/unlock"));
        QTest::keyClick(line, Qt::Key_Return);
        QTRY_COMPARE(sample.item(uid).name, std::string("POST /v2/unlock"));
        QCOMPARE(sample.reopened()->graph().item(sample.reopened()->graph().findItem(uid))->name,
                 std::string("POST /v2/unlock"));
        QCOMPARE(sample.project->undoTitle().english(), std::string("Rename EP-1 to POST /v2/unlock"));
        edits.undo();
        QTRY_COMPARE(line->text(), QStringLiteral("POST /unlock"));
    }

    void twoFieldsLeftAtOnceAreBothTaken()
    {
        Sample sample;
        const Uid uid = sample.add(Kind::endpoint, "unlock");
        Edits edits(*sample.project);
        QSignalSpy refused(&edits, &Edits::refused);
        for (const auto &[attr, text] :
             {std::pair{Attr::host, "api.example.com"}, {Attr::path, "/unlock"}, {Attr::method, "POST"}})
            edits.submit([uid, attr = attr, text = text](const Graph &graph) {
                return changeAttribute(graph, uid, attr, Value(std::string(text)));
            });
        QTRY_VERIFY(!edits.busy());
        QCOMPARE(refused.count(), 0);
        QCOMPARE(sample.item(uid).attributes.size(), std::size_t(3));
    }

    void anEditOfWhatIsGoneIsRefused()
    {
        Sample sample;
        Edits edits(*sample.project);
        QSignalSpy refused(&edits, &Edits::refused);
        edits.submit([](const Graph &graph) { return renameItem(graph, Uid::random(), "x"); });
        QCOMPARE(refused.count(), 1);
        QVERIFY(!edits.busy());
    }

    void linksAreShownBothWaysAndGrouped()
    {
        Sample sample;
        const Uid endpoint = sample.add(Kind::endpoint, "unlock");
        const Uid command = sample.add(Kind::command, "Unlock doors");
        const Uid application = sample.add(Kind::application, "Owner app");
        const Uid invokes = sample.link(LinkKind::invokes, endpoint, command);
        sample.link(LinkKind::calls, application, endpoint);
        Edits edits(*sample.project);
        Inspector inspector(Palette(), edits);
        inspector.showItem(sample.project->graph().findItem(endpoint));
        QVERIFY(labelTexts(inspector).contains(QStringLiteral("invokes")));
        QVERIFY(labelTexts(inspector).contains(QStringLiteral("called by")));
        QVERIFY(labelTexts(inspector).contains(QStringLiteral("1 out, 1 in")));
        edits.submit([invokes](const Graph &graph) { return removeLink(graph, invokes); });
        QTRY_VERIFY(labelTexts(inspector).contains(QStringLiteral("0 out, 1 in")));
    }

    void onlyAllowedWaysAreOffered()
    {
        const std::vector<LinkWay> ways = linkWays(Kind::command);
        QVERIFY(std::find(ways.begin(), ways.end(), LinkWay{LinkKind::actuates, true}) != ways.end());
        QVERIFY(std::find(ways.begin(), ways.end(), LinkWay{LinkKind::invokes, false}) != ways.end());
        QVERIFY(std::find(ways.begin(), ways.end(), LinkWay{LinkKind::invokes, true}) == ways.end());
        for (const KindDef &kind : kinds())
            for (const LinkWay &way : linkWays(kind.kind)) {
                const LinkDef &def = linkDef(way.kind);
                QVERIFY(std::any_of(kinds().begin(), kinds().end(), [&](const KindDef &other) {
                    return way.outward ? def.allows(kind.kind, other.kind) : def.allows(other.kind, kind.kind);
                }));
            }
    }

    void aLinkHasItsOwnForm()
    {
        Sample sample;
        const Uid endpoint = sample.add(Kind::endpoint, "unlock");
        const Uid command = sample.add(Kind::command, "Unlock doors");
        const Uid link = sample.link(LinkKind::invokes, endpoint, command);
        Edits edits(*sample.project);
        Inspector inspector(Palette(), edits);
        inspector.showLink(link);
        QVERIFY(inspector.form()->editor({FieldId::Sort::Attribute, Attr::rating}));
        edits.submit([link](const Graph &graph) {
            Rating rating;
            rating[Factor::SE] = 2;
            return changeAttribute(graph, link, Attr::rating, Value(rating));
        });
        QTRY_VERIFY(!edits.busy());
        const auto shown = inspector.form()->editor({FieldId::Sort::Attribute, Attr::rating})->value();
        QCOMPARE(int(std::get<Rating>(**shown)[Factor::SE]), 2);
    }

    void hostileTextIsShownAsItStands()
    {
        const std::string hostile = "<img src=x onerror=alert(1)><b>bold</b>&amp;";
        Sample sample;
        const Uid uid = sample.add(Kind::control, hostile);
        const Uid other = sample.add(Kind::requirement, hostile);
        sample.link(LinkKind::satisfies, uid, other);
        sample.set(uid, Attr::owner, Value(hostile));
        Edits edits(*sample.project);
        Inspector inspector(Palette(), edits);
        inspector.showItem(sample.project->graph().findItem(uid));
        QVERIFY(labelTexts(inspector).contains(toText(hostile)));
        for (const QLabel *label : inspector.findChildren<QLabel *>())
            QCOMPARE(label->textFormat(), Qt::PlainText);
        for (const QWidget *widget : inspector.findChildren<QWidget *>())
            QVERIFY2(!widget->toolTip().contains(QStringLiteral("<img")), qPrintable(widget->toolTip()));
    }

    void theTableFollowsTheProject()
    {
        Sample sample;
        const Uid first = sample.add(Kind::control, "Case check");
        Edits edits(*sample.project);
        ItemTable table(Palette(), edits);
        table.setKind(Kind::control);
        const QAbstractItemModel *model = table.pane().view().model();
        const QAbstractItemModelTester tester(const_cast<QAbstractItemModel *>(model),
                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy resets(model, &QAbstractItemModel::modelReset);
        QCOMPARE(model->rowCount(), 1);
        const Uid second = sample.add(Kind::control, "Gateway filter");
        QCOMPARE(model->rowCount(), 2);
        sample.take(renameItem(sample.project->graph(), first, "Dealer case check"));
        QCOMPARE(model->index(0, 1).data().toString(), QStringLiteral("Dealer case check"));
        table.goTo(sample.project->graph().findItem(second));
        QCOMPARE(table.current(), sample.project->graph().findItem(second));
        sample.take(removeItems(sample.project->graph(), {first}));
        QCOMPARE(model->rowCount(), 1);
        QCOMPARE(table.current(), sample.project->graph().findItem(second));
        QVERIFY(sample.project->undo().ok());
        QVERIFY(sample.project->waitForDisk().ok());
        QCOMPARE(model->rowCount(), 2);
        QCOMPARE(resets.count(), 0);
    }

    void everyKindHasItsColumns()
    {
        Sample sample;
        for (const KindDef &kind : kinds()) {
            const auto columns = itemColumns(*sample.project, kind.kind);
            QCOMPARE(columns.size(), kind.attributes.size() + 4); // key, name, links, tags
            const auto shown =
                std::count_if(columns.begin(), columns.end(), [](const auto &column) { return !column.hidden; });
            QVERIFY(shown >= 3 && shown <= 9);
        }
    }

    void deletingTakesLinksOutcomesAndPosition()
    {
        Sample sample;
        const Uid test = sample.add(Kind::testCase, "L3 broken");
        const Uid control = sample.add(Kind::control, "Case check");
        sample.link(LinkKind::verifies, test, control);
        ChangeSet more;
        Outcome outcome;
        outcome.test = test;
        outcome.verdict = Verdict::Fail;
        outcome.at = "2026-11-19T14:02:00Z";
        outcome.uid = outcomeUid(outcome);
        more.changes.push_back({std::nullopt, outcome});
        more.changes.push_back({std::nullopt, Position{test, 10, 20}});
        sample.take(more);
        const Graph before = sample.project->graph();
        sample.take(removeItems(before, {test}));
        QCOMPARE(sample.project->graph().linkCount(), std::size_t(0));
        QCOMPARE(sample.project->graph().outcomeCount(), std::size_t(0));
        QVERIFY(sample.project->graph().positions().empty());
        QCOMPARE(sample.project->undoTitle().english(), std::string("Delete TC-1 L3 broken"));
        QVERIFY(sample.project->undo().ok());
        QVERIFY(sample.project->waitForDisk().ok());
        QVERIFY(sample.project->graph().sameContent(before));
    }

    void theKindListCounts()
    {
        Sample sample;
        KindModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        sample.add(Kind::control, "a");
        sample.add(Kind::control, "b");
        model.setCounts(sample.project->graph());
        QCOMPARE(model.indexOf(Kind::control).data(KindModel::CountRole).toInt(), 2);
        QCOMPARE(model.indexOf(Kind::control).parent().data(KindModel::CountRole).toInt(), 2);
        int found = 0;
        for (int group = 0; group < model.rowCount(); ++group)
            found += model.rowCount(model.index(group, 0));
        QCOMPARE(found, kindCount);
    }
};
TARASCOPE_TEST(InspectorTest)
#include "inspectortest.moc"
