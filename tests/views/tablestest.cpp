#include "tests/testmain.h"
#include "views/tables/tablefilter.h"
#include "views/tables/tablemodel.h"
#include "views/tables/tablepane.h"
#include "views/tables/tableview.h"

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>

#include <numeric>
#include <random>

using namespace tarascope;

namespace {

struct Fruit {
    int id = 0;
    std::string name;
    int price = 0;
};
using FruitTable = TableModel<Fruit, int>;

std::vector<Column<Fruit>> fruitColumns()
{
    Column<Fruit> name;
    name.title = QStringLiteral("Name");
    name.editable = true;
    name.value = [](const Fruit &fruit) { return Cell{QString::fromStdString(fruit.name)}; };
    Column<Fruit> price;
    price.title = QStringLiteral("Price");
    price.right = true;
    price.value = [](const Fruit &fruit) {
        Cell cell{QString::number(fruit.price)};
        cell.order = fruit.price;
        return cell;
    };
    return {name, price};
}

QStringList shown(const QAbstractItemModel &model)
{
    QStringList rows;
    for (int row = 0; row < model.rowCount(); ++row)
        rows << model.index(row, 0).data().toString();
    return rows;
}

} // namespace

class TablesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void assignEqualsAFreshTable()
    {
        FruitTable model(fruitColumns(), [](const Fruit &fruit) { return fruit.id; });
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        std::mt19937 random(7);
        for (int round = 0; round < 200; ++round) {
            std::vector<int> ids(12);
            std::iota(ids.begin(), ids.end(), 0);
            std::shuffle(ids.begin(), ids.end(), random);
            ids.resize(random() % 12);
            std::vector<Fruit> rows;
            QStringList wanted;
            for (const int id : ids) {
                rows.push_back({id, "fruit " + std::to_string(id), static_cast<int>(random() % 100)});
                wanted << QString::fromStdString(rows.back().name);
            }
            model.assign(rows);
            QCOMPARE(shown(model), wanted);
            for (std::size_t i = 0; i < rows.size(); ++i)
                QCOMPARE(model.index(static_cast<int>(i), 1).data().toInt(), rows[i].price);
        }
        QCOMPARE(resets.count(), 0);
    }

    void selectionStaysOverAnUpdate()
    {
        FruitTable model(fruitColumns(), [](const Fruit &fruit) { return fruit.id; });
        model.append({{1, "apple", 3}, {2, "pear", 2}, {3, "plum", 1}});
        TableView view;
        view.setTable(&model);
        view.goTo(1);
        QPersistentModelIndex pear = model.index(1, 0);
        model.assign({{3, "plum", 1}, {4, "fig", 9}, {2, "pear", 5}});
        QCOMPARE(pear.row(), 2);
        QCOMPARE(view.currentSourceRow(), 2);
        QCOMPARE(view.selectedSourceRows(), std::vector<int>{2});
    }

    void sortsNumbersByValueAndNumbersInText()
    {
        FruitTable model(fruitColumns(), [](const Fruit &fruit) { return fruit.id; });
        model.append({{1, "EP-10", 9}, {2, "EP-2", 100}, {3, "EP-1", 20}});
        TableFilter filter;
        const QAbstractItemModelTester tester(&filter, QAbstractItemModelTester::FailureReportingMode::QtTest);
        filter.setSourceModel(&model);
        filter.sort(0);
        QCOMPARE(shown(filter), QStringList({QStringLiteral("EP-1"), QStringLiteral("EP-2"), QStringLiteral("EP-10")}));
        filter.sort(1, Qt::DescendingOrder);
        QCOMPARE(shown(filter), QStringList({QStringLiteral("EP-2"), QStringLiteral("EP-1"), QStringLiteral("EP-10")}));
    }

    void saysWhatTheFilterHides()
    {
        FruitTable model(fruitColumns(), [](const Fruit &fruit) { return fruit.id; });
        model.append({{1, "green apple", 3}, {2, "green pear", 2}, {3, "red apple", 1}});
        TablePane pane(QStringLiteral("Fruit"));
        pane.setTable(&model);
        QCOMPARE(pane.countWords(), QStringLiteral("3 rows"));
        pane.setFilter(QStringLiteral("apple GREEN"));
        QCOMPARE(pane.countWords(), QStringLiteral("1 of 3 match, 2 hidden by the filter"));
        model.append({{4, "apple so green", 8}, {5, "fig", 4}});
        QCOMPARE(pane.countWords(), QStringLiteral("2 of 5 match, 3 hidden by the filter"));
        pane.setFilter({});
        QCOMPARE(pane.countWords(), QStringLiteral("5 rows"));
    }

    void editingOnlyAsks()
    {
        FruitTable model(fruitColumns(), [](const Fruit &fruit) { return fruit.id; });
        model.append({{1, "apple", 3}});
        QSignalSpy edits(&model, &TableModelBase::edited);
        QVERIFY(model.setData(model.index(0, 0), QStringLiteral("quince"), Qt::EditRole));
        QVERIFY(!model.setData(model.index(0, 1), QStringLiteral("5"), Qt::EditRole));
        QVERIFY(!model.setData(model.index(0, 0), QStringLiteral("apple"), Qt::EditRole));
        QCOMPARE(edits.count(), 1);
        QCOMPARE(edits.first().at(2).toString(), QStringLiteral("quince"));
        QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("apple"));
    }

    void copiesWithoutFormulas()
    {
        FruitTable model(fruitColumns(), [](const Fruit &fruit) { return fruit.id; });
        model.append({{1, "=cmd|' /C calc'!A0", -5}, {2, "two\twords\nand lines", 2}, {3, "\uFF20sum", 1}});
        TableView view;
        view.setTable(&model);
        view.selectAll();
        QCOMPARE(view.selectionAsText(), QStringLiteral("Name\tPrice\n"
                                                        "'=cmd|' /C calc'!A0\t-5\n"
                                                        "two words and lines\t2\n"
                                                        "'\uFF20sum\t1\n"));
    }

    void toolTipsAreNoHtml()
    {
        FruitTable model(fruitColumns(), [](const Fruit &fruit) { return fruit.id; });
        model.append({{1, "<img src=x>", 3}});
        const QString tip = model.index(0, 0).data(Qt::ToolTipRole).toString();
        QVERIFY(tip.contains(QStringLiteral("&lt;img src=x&gt;")));
        QVERIFY(!tip.contains(QStringLiteral("<img")));
    }
};
TARASCOPE_TEST(TablesTest)
#include "tablestest.moc"
