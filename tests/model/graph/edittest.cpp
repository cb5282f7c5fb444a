#include "model/edit.h"
#include "tests/testmain.h"

using namespace tarascope;

namespace {

ItemId added(Graph &graph, Kind kind, const std::string &name)
{
    const ChangeSet set = addItem(graph, kind, name);
    if (!graph.apply(set))
        qFatal("refused");
    return graph.findItem(recordUid(*set.changes.front().after));
}

void linked(Graph &graph, LinkKind kind, ItemId from, ItemId to)
{
    if (!graph.apply(*addLink(graph, kind, from, to)))
        qFatal("refused");
}

} // namespace

class EditTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void newItemsGetTheNextKey()
    {
        Graph graph;
        const ItemId first = added(graph, Kind::service, "a");
        const ItemId second = added(graph, Kind::service, "b");
        QCOMPARE(graph.item(first)->key, std::string("SV-1"));
        QCOMPARE(graph.item(second)->key, std::string("SV-2"));
        QVERIFY(graph.apply(removeItems(graph, {second})).ok());
        QCOMPARE(graph.item(added(graph, Kind::service, "c"))->key, std::string("SV-3"));
    }

    void aLinkIsThereOnce()
    {
        Graph graph;
        const ItemId a = added(graph, Kind::service, "a");
        const ItemId b = added(graph, Kind::service, "b");
        linked(graph, LinkKind::calls, a, b);
        QCOMPARE(std::string(addLink(graph, LinkKind::calls, a, b).error().message.code), std::string("linkThere"));
        QCOMPARE(std::string(addLink(graph, LinkKind::reads, a, b).error().message.code), std::string("linkNotAllowed"));
        linked(graph, LinkKind::calls, b, a);
        QCOMPARE(graph.linkCount(), std::size_t(2));
    }

    void deletingTakesAllThatHangsOnAnItemAndUndoBringsItBack()
    {
        Graph graph;
        const ItemId test = added(graph, Kind::testCase, "t");
        const ItemId control = added(graph, Kind::control, "c");
        const ItemId endpoint = added(graph, Kind::endpoint, "e");
        linked(graph, LinkKind::verifies, test, control);
        linked(graph, LinkKind::guards, control, endpoint);
        ChangeSet more;
        Outcome outcome;
        outcome.test = graph.item(test)->uid;
        outcome.verdict = Verdict::Pass;
        outcome.uid = outcomeUid(outcome);
        more.changes.push_back({std::nullopt, Record(outcome)});
        more.changes.push_back({std::nullopt, Record(Position{graph.item(test)->uid, 1, 2})});
        QVERIFY(graph.apply(more).ok());
        const Graph before = graph;
        const ChangeSet removal = removeItems(graph, {test, control});
        QVERIFY(graph.apply(removal).ok());
        QCOMPARE(graph.itemCount(), std::size_t(1));
        QCOMPARE(graph.linkCount(), std::size_t(0));
        QCOMPARE(graph.outcomeCount(), std::size_t(0));
        QVERIFY(graph.positions().empty());
        QVERIFY(graph.apply(removal.inverse()).ok());
        QVERIFY(graph.sameContent(before));
    }

    void titlesNameWhatHappens()
    {
        Graph graph;
        const ItemId a = added(graph, Kind::service, "a");
        Item renamed = *graph.item(a);
        renamed.name = std::string("other name");
        QCOMPARE(changeItem(graph, renamed).title.english(), std::string("Rename SV-1"));
        QVERIFY(changeItem(graph, *graph.item(a)).empty());
    }
};

TARASCOPE_TEST(EditTest)
#include "edittest.moc"
