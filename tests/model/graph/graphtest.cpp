#include "model/graph.h"
#include "tests/testmain.h"

#include <map>
#include <random>

using namespace tarascope;

namespace {

/// The oracle: what a graph must hold, as plain maps.
struct Plain {
    std::map<Uid, Item> items;
    std::map<Uid, Link> links;
};

class Editor
{
public:
    explicit Editor(unsigned seed) : m_random(seed) {}

    ChangeSet next(const Plain &plain)
    {
        ChangeSet set;
        switch (pick(6)) {
        case 0:
        case 1: addItem(set); break;
        case 2: addLink(set, plain); break;
        case 3: editItem(set, plain); break;
        case 4: removeLink(set, plain); break;
        default: removeItem(set, plain); break;
        }
        return set;
    }

private:
    std::size_t pick(std::size_t count) { return std::uniform_int_distribution<std::size_t>(0, count - 1)(m_random); }

    template <class T> const T *any(const std::map<Uid, T> &all)
    {
        if (all.empty())
            return nullptr;
        auto at = all.begin();
        std::advance(at, static_cast<std::ptrdiff_t>(pick(all.size())));
        return &at->second;
    }

    void addItem(ChangeSet &set)
    {
        Item item;
        item.kind = pick(2) ? Kind::service : Kind::endpoint;
        item.uid = Uid{1, ++m_count};
        item.key = (item.kind == Kind::service ? "SV-" : "EP-") + std::to_string(m_count);
        item.name = "item " + std::to_string(pick(20));
        if (pick(3) == 0)
            item.external.push_back({"sys", std::to_string(m_count), {}});
        set.changes.push_back({std::nullopt, Record(item)});
    }

    void addLink(ChangeSet &set, const Plain &plain)
    {
        const Item *from = any(plain.items);
        const Item *to = any(plain.items);
        if (!from || from->kind != Kind::service || (to->kind != Kind::service && to->kind != Kind::endpoint))
            return;
        Link link;
        link.uid = Uid{2, ++m_count};
        link.kind = LinkKind::calls;
        link.from = from->uid;
        link.to = to->uid;
        link.key = "L-" + std::to_string(m_count);
        set.changes.push_back({std::nullopt, Record(link)});
    }

    void editItem(ChangeSet &set, const Plain &plain)
    {
        const Item *item = any(plain.items);
        if (!item)
            return;
        Item changed = *item;
        changed.name = "item " + std::to_string(pick(20));
        if (item->kind == Kind::service)
            changed.attributes.set(Attr::technology, Value(std::string("t") + std::to_string(pick(5))));
        set.changes.push_back({Record(*item), Record(changed)});
    }

    void removeLink(ChangeSet &set, const Plain &plain)
    {
        if (const Link *link = any(plain.links))
            set.changes.push_back({Record(*link), std::nullopt});
    }

    void removeItem(ChangeSet &set, const Plain &plain)
    {
        const Item *item = any(plain.items);
        if (!item)
            return;
        for (const auto &[uid, link] : plain.links)
            if (link.from == item->uid || link.to == item->uid)
                set.changes.push_back({Record(link), std::nullopt});
        set.changes.push_back({Record(*item), std::nullopt});
    }

    std::mt19937 m_random;
    std::uint64_t m_count = 0;
};

void play(Plain &plain, const ChangeSet &set)
{
    for (const Change &change : set.changes) {
        const Record &subject = change.after ? *change.after : *change.before;
        if (std::holds_alternative<Item>(subject)) {
            if (change.after)
                plain.items[recordUid(subject)] = std::get<Item>(*change.after);
            else
                plain.items.erase(recordUid(subject));
        } else if (change.after) {
            plain.links[recordUid(subject)] = std::get<Link>(*change.after);
        } else {
            plain.links.erase(recordUid(subject));
        }
    }
}

void compare(const Graph &graph, const Plain &plain)
{
    QCOMPARE(graph.itemCount(), plain.items.size());
    QCOMPARE(graph.linkCount(), plain.links.size());
    std::map<Uid, std::size_t> degree;
    for (const auto &[uid, link] : plain.links) {
        const LinkId id = graph.findLink(uid);
        QVERIFY(graph.link(id) && *graph.link(id) == link);
        QCOMPARE(graph.findLinkByKey(link.key), id);
        QCOMPARE(graph.item(graph.from(id))->uid, link.from);
        QCOMPARE(graph.item(graph.to(id))->uid, link.to);
        ++degree[link.from];
        ++degree[link.to];
    }
    for (const auto &[uid, item] : plain.items) {
        const ItemId id = graph.findItem(uid);
        QVERIFY(graph.item(id) && *graph.item(id) == item);
        QCOMPARE(graph.findItemByKey(item.key), id);
        for (const ExternalKey &external : item.external)
            QCOMPARE(graph.findItemByExternal(external.system, external.key), id);
        QCOMPARE(graph.out(id).size() + graph.in(id).size(), degree[uid]);
        QCOMPARE(*graph.lookUp(item.key), id);
        QCOMPARE(*graph.lookUp(uid.hex()), id);
    }
}

Item service(std::uint64_t number, const std::string &name)
{
    Item item;
    item.uid = Uid{9, number};
    item.kind = Kind::service;
    item.key = "SV-" + std::to_string(number);
    item.name = name;
    return item;
}

} // namespace

class GraphTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void randomEditsEqualPlainMapsAndUndoGivesTheStart()
    {
        for (unsigned seed = 1; seed <= 5; ++seed) {
            Graph graph;
            Plain plain;
            Editor editor(seed);
            std::vector<std::pair<ChangeSet, Graph>> history;
            for (int i = 0; i < 600; ++i) {
                const ChangeSet set = editor.next(plain);
                const Graph before = graph;
                auto applied = graph.apply(set);
                QVERIFY2(applied.ok(), applied ? "" : applied.error().english().c_str());
                play(plain, set);
                history.emplace_back(set, before);
                if (i % 50 == 0)
                    compare(graph, plain);
            }
            compare(graph, plain);
            while (!history.empty()) {
                QVERIFY(graph.apply(history.back().first.inverse()).ok());
                QVERIFY(graph.sameContent(history.back().second));
                history.pop_back();
            }
            QCOMPARE(graph.itemCount(), std::size_t(0));
        }
    }

    void snapshotsDoNotChange()
    {
        Graph graph;
        ChangeSet many;
        for (std::uint64_t i = 1; i <= 1000; ++i)
            many.changes.push_back({std::nullopt, Record(service(i, "s"))});
        QVERIFY(graph.apply(many).ok());
        const Graph snapshot = graph;
        Item changed = service(700, "renamed");
        ChangeSet set;
        set.changes.push_back({Record(service(700, "s")), Record(changed)});
        QVERIFY(graph.apply(set).ok());
        QCOMPARE(snapshot.item(snapshot.findItemByKey("SV-700"))->name, std::string("s"));
        QCOMPARE(graph.item(graph.findItemByKey("SV-700"))->name, std::string("renamed"));
        int differences = 0;
        snapshot.forEachDifference(
            graph, [&](const Item *a, const Item *b) { differences += a->key == "SV-700" && b->name == "renamed"; },
            [&](const Link *, const Link *) { ++differences; });
        QCOMPARE(differences, 1);
    }

    void aRefusedSetChangesNothing()
    {
        Graph graph;
        ChangeSet first;
        first.changes.push_back({std::nullopt, Record(service(1, "a"))});
        QVERIFY(graph.apply(first).ok());
        ChangeSet bad;
        bad.changes.push_back({std::nullopt, Record(service(2, "b"))});
        Item clash = service(3, "c");
        clash.key = "SV-1";
        bad.changes.push_back({std::nullopt, Record(clash)});
        const auto refused = graph.apply(bad);
        QVERIFY(!refused.ok());
        QCOMPARE(std::string(refused.error().message.code), std::string("keyTaken"));
        QCOMPARE(graph.itemCount(), std::size_t(1));
        QVERIFY(!graph.findItemByKey("SV-2").valid());
    }

    void refusals()
    {
        Graph graph;
        ChangeSet set;
        set.changes.push_back({std::nullopt, Record(service(1, "a"))});
        set.changes.push_back({std::nullopt, Record(service(2, "b"))});
        QVERIFY(graph.apply(set).ok());
        auto code = [&](Change change) {
            ChangeSet one;
            one.changes.push_back(std::move(change));
            const auto refused = graph.apply(one);
            return refused ? std::string("taken") : std::string(refused.error().message.code);
        };
        QCOMPARE(code({Record(service(1, "stale")), Record(service(1, "x"))}), std::string("changedMeanwhile"));
        Item wrong = service(1, "a");
        wrong.attributes.set(Attr::technology, Value(true));
        QCOMPARE(code({Record(service(1, "a")), Record(wrong)}), std::string("wrongType"));
        Item foreign = service(1, "a");
        foreign.attributes.set(Attr::asil, Value(Choice{1}));
        QCOMPARE(code({Record(service(1, "a")), Record(foreign)}), std::string("unknownAttribute"));
        Link link{Uid{3, 3}, LinkKind::invokes, Uid{9, 1}, Uid{9, 2}, "L-1", {}};
        QCOMPARE(code({std::nullopt, Record(link)}), std::string("linkNotAllowed"));
        link.kind = LinkKind::calls;
        link.to = Uid{9, 77};
        QCOMPARE(code({std::nullopt, Record(link)}), std::string("danglingLink"));
        link.to = Uid{9, 2};
        QCOMPARE(code({std::nullopt, Record(link)}), std::string("taken"));
        QCOMPARE(code({Record(service(1, "a")), std::nullopt}), std::string("itemHasLinks"));
        QCOMPARE(code({std::nullopt, Record(Position{Uid{9, 77}, 1, 1})}), std::string("danglingPosition"));
        QCOMPARE(code({std::nullopt, Record(FieldDefinition{Uid{4, 4}, Kind::service, "cost", AttributeType::Text, {}})}),
                 std::string("badFieldName"));
    }

    void numbersAreNeverUsedTwice()
    {
        Graph graph;
        ChangeSet add;
        add.changes.push_back({std::nullopt, Record(service(7, "a"))});
        QVERIFY(graph.apply(add).ok());
        QCOMPARE(graph.nextNumber("SV"), std::int64_t(8));
        QVERIFY(graph.apply(add.inverse()).ok());
        QCOMPARE(graph.nextNumber("SV"), std::int64_t(8));
    }

    void severalHitsNameTheirCandidates()
    {
        Graph graph;
        ChangeSet set;
        for (std::uint64_t i = 1; i <= 7; ++i)
            set.changes.push_back({std::nullopt, Record(service(i, "same"))});
        QVERIFY(graph.apply(set).ok());
        const auto several = graph.lookUp("same");
        QCOMPARE(several.error().kind, ErrorKind::Usage);
        QCOMPARE(several.error().english(),
                 std::string("'same' names 7 items: SV-1 same, SV-2 same, SV-3 same, SV-4 same, SV-5 same, ..."));
        QCOMPARE(std::string(graph.lookUp("none").error().message.code), std::string("unknownItem"));
    }

    void whatAFileWouldNotGiveBackIsRefused()
    {
        Graph graph;
        Item test{Uid{4, 2}, Kind::testCase, "TC-1", "a", {}, {}, {}, {}};
        const FieldDefinition field{Uid{4, 1}, Kind::testCase, "x-team", AttributeType::Enum, {"red", "blue"}};
        ChangeSet all;
        for (const Record &record : {Record(field), Record(test), Record(Position{test.uid, 1, 2})})
            all.changes.push_back({std::nullopt, record});
        QVERIFY(graph.apply(all).ok());
        const auto codeOf = [&](const Change &change) {
            Graph scratch = graph;
            const Result<void> applied = scratch.apply({{}, {change}});
            return applied ? std::string() : std::string(applied.error().message.code);
        };
        QCOMPARE(codeOf({Record(test), std::nullopt}), std::string("itemHasMore"));
        FieldDefinition other = field;
        other.uid = Uid{4, 3};
        QCOMPARE(codeOf({std::nullopt, Record(other)}), std::string("fieldTaken"));
        Item blue = test;
        blue.attributes.set(*graph.findField(Kind::testCase, "x-team"), Choice{1});
        QVERIFY(graph.apply({{}, {{Record(test), Record(blue)}}}).ok());
        FieldDefinition shorter = field;
        shorter.choices = {"red"};
        QCOMPARE(codeOf({Record(field), Record(shorter)}), std::string("fieldInUse"));
        shorter.choices = {"red", "blue", "green"};
        QCOMPARE(codeOf({Record(field), Record(shorter)}), std::string());
        QVERIFY(graph.apply(all.inverse()).ok() == false);
        QVERIFY(graph.apply({{}, {{Record(blue), Record(test)}}}).ok());
        QVERIFY(graph.apply(all.inverse()).ok());
    }

    void ownFieldsKeepTheirPlaceThroughUndo()
    {
        Graph graph;
        const FieldDefinition field{Uid{4, 1}, Kind::service, "x-team", AttributeType::Text, {}};
        ChangeSet define;
        define.changes.push_back({std::nullopt, Record(field)});
        QVERIFY(graph.apply(define).ok());
        const AttributeId id = *graph.findField(Kind::service, "x-team");
        Item item = service(1, "a");
        item.attributes.set(id, Value(std::string("red")));
        ChangeSet add;
        add.changes.push_back({std::nullopt, Record(item)});
        QVERIFY(graph.apply(add).ok());
        QCOMPARE(std::string(graph.apply(define.inverse()).error().message.code), std::string("fieldInUse"));
        QVERIFY(graph.apply(add.inverse()).ok());
        QVERIFY(graph.apply(define.inverse()).ok());
        QVERIFY(!graph.findField(Kind::service, "x-team"));
        QVERIFY(graph.apply(define).ok());
        QCOMPARE(*graph.findField(Kind::service, "x-team"), id);
    }
};

TARASCOPE_TEST(GraphTest)
#include "graphtest.moc"
