#include "importers/normalform.h"

#include "model/merge.h"
#include "model/store/normalform.h"
#include "tests/testmain.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QRandomGenerator>

using namespace tarascope;

namespace {

/// A random graph with every kind of record and value, made through Graph::apply alone.
class RandomGraph
{
public:
    explicit RandomGraph(quint32 seed) : m_random(seed) {}

    Graph make()
    {
        addFields();
        for (int i = 5 + below(40); i > 0; --i)
            addItem();
        for (int i = below(120); i > 0; --i)
            addLink();
        for (const Item &item : m_items) {
            if (item.kind == Kind::testCase)
                addOutcomes(item);
            if (below(4) == 0)
                put(Position{item.uid, below(1000) / 7.0, double(-below(100))});
        }
        if (below(2))
            put(Setting{"method", "cvss-g3"});
        if (below(2))
            put(Setting{"matrix " + text(), text()});
        removeSome();
        return m_graph;
    }

private:
    int below(int limit) { return int(m_random.bounded(limit)); }
    Uid uid() { return Uid{m_random.generate64(), m_random.generate64()}; }
    std::string text()
    {
        static const char *parts[] = {"unlock", "Tür", "\"", "\\", "\n", "日本", " ", "{vin}", "/", "\t", "EP-1", "😀"};
        std::string out;
        for (int i = 1 + below(4); i > 0; --i)
            out += parts[below(int(std::size(parts)))];
        return out;
    }

    bool put(Record record)
    {
        return m_graph.apply({{}, {{m_graph.current(record), std::move(record)}}}).ok();
    }

    void addFields()
    {
        static const AttributeType types[] = {AttributeType::Text, AttributeType::Bool,  AttributeType::Integer,
                                              AttributeType::Real, AttributeType::Day,   AttributeType::TextList,
                                              AttributeType::Enum, AttributeType::LongText};
        for (int i = below(6); i > 0; --i) {
            FieldDefinition field;
            field.kind = kinds()[std::size_t(below(kindCount))].kind;
            field.name = "x-" + std::to_string(below(20));
            field.type = types[below(8)];
            if (field.type == AttributeType::Enum)
                field.choices = {"one", "two", "drei"};
            field.uid = below(3) ? fieldUid(field.kind, field.name) : uid();
            if (m_graph.findField(field.kind, field.name))
                continue;
            put(field);
            if (below(4) == 0) // a removed field keeps its place
                QVERIFY(m_graph.apply({{}, {{field, std::nullopt}}}).ok());
        }
    }

    std::optional<Value> value(const AttributeShape &shape)
    {
        switch (shape.type) {
        case AttributeType::Text:
        case AttributeType::LongText:
            return text();
        case AttributeType::Bool:
            return below(2) == 1;
        case AttributeType::Integer:
            return std::int64_t(m_random.generate64());
        case AttributeType::Real:
            return below(100000) / 7.0;
        case AttributeType::Day:
            return Date{2000 + below(50), 1 + below(12), 1 + below(28)};
        case AttributeType::Enum:
            return Choice{std::uint16_t(below(int(shape.choices.size())))};
        case AttributeType::TextList:
            return below(4) ? TextList{text(), text()} : TextList{};
        case AttributeType::EnumList:
            return ChoiceList{Choice{0}, Choice{1}};
        case AttributeType::Rating: {
            Rating rating;
            for (int i = 0; i < factorCount; ++i)
                rating.levels[std::size_t(i)] = std::int8_t(below(3) - 1);
            return rating;
        }
        case AttributeType::Impact: {
            Impact impact;
            for (ImpactLevel &level : impact.levels)
                level = ImpactLevel(below(5) - 1);
            return impact;
        }
        case AttributeType::ChainLinks: {
            ChainLinks links;
            for (std::int8_t &at : links.at)
                at = std::int8_t(below(5) - 1);
            return links;
        }
        case AttributeType::LinkRef:
            return m_links.empty() ? uid() : m_links[std::size_t(below(int(m_links.size())))].uid;
        case AttributeType::ItemRef:
            return anyItem();
        case AttributeType::ItemRefs:
            return RefList{anyItem(), anyItem()};
        case AttributeType::Row:
            return row(*shape.def);
        case AttributeType::Rows:
            return Rows{row(*shape.def), row(*shape.def)};
        }
        return std::nullopt;
    }

    /// Of an item that is there, seldom of one that was removed.
    Uid anyItem() { return m_items.empty() || below(10) == 0 ? uid() : m_items[std::size_t(below(int(m_items.size())))].uid; }

    Row row(const AttributeDef &def)
    {
        Row row;
        for (const ColumnDef &column : def.columns) {
            if (below(3) == 0)
                continue;
            if (column.type == AttributeType::Integer)
                row.set(column.name, std::to_string(below(1000)));
            else if (column.type == AttributeType::Enum)
                row.set(column.name, std::string(column.choices[std::size_t(below(int(column.choices.size())))]));
            else
                row.set(column.name, column.type == AttributeType::ItemRef ? anyItem().hex() : text());
        }
        if (def.openColumns && below(2))
            row.set("more", text());
        return row;
    }

    void addItem()
    {
        Item item;
        item.uid = uid();
        const KindDef &def = kinds()[std::size_t(below(4) ? below(kindCount) : int(Kind::testCase))];
        item.kind = def.kind;
        item.key = std::string(def.prefix) + "-" + std::to_string(m_graph.nextNumber(def.prefix) + below(12));
        item.name = text();
        item.description = below(2) ? text() : "";
        for (const AttributeDef &attribute : def.attributes)
            if (below(2))
                if (auto made = value({attribute.type, attribute.choices, &attribute, std::string(attribute.name())}))
                    item.attributes.set(attribute.attr, std::move(*made));
        for (std::size_t place = 0; place < m_graph.fields().size(); ++place)
            if (const auto shape = attributeShape(m_graph, item.kind, AttributeId::ofField(place)))
                item.attributes.set(AttributeId::ofField(place), *value(*shape));
        for (int i = below(3); i > 0; --i)
            item.tags.push_back("tag " + std::to_string(i + 10 * below(3)));
        std::sort(item.tags.begin(), item.tags.end());
        item.tags.erase(std::unique(item.tags.begin(), item.tags.end()), item.tags.end());
        for (int i = below(3); i > 0; --i)
            item.external.push_back({below(2) ? "normal-form" : "was", text() + std::to_string(m_items.size()) + "-" + std::to_string(i),
                                     {{"description", m_random.generate64()}, {"name", m_random.generate64()}}});
        if (put(item))
            m_items.push_back(item);
    }

    void addLink()
    {
        const LinkDef &def = linkKinds()[std::size_t(below(linkKindCount))];
        Link link;
        link.kind = def.kind;
        link.from = m_items[std::size_t(below(int(m_items.size())))].uid;
        link.to = m_items[std::size_t(below(int(m_items.size())))].uid;
        for (const AttributeDef &attribute : def.attributes)
            if (below(2))
                link.attributes.set(attribute.attr, *value({attribute.type, attribute.choices, &attribute, std::string(attribute.name())}));
        for (const Link &other : m_links)
            if (sameLink(other, link))
                return;
        link.uid = below(3) ? linkUid(link) : uid();
        link.key = "L-" + std::to_string(m_graph.nextNumber("L") + below(5));
        if (put(link))
            m_links.push_back(link);
    }

    void addOutcomes(const Item &test)
    {
        for (int i = below(4); i > 0; --i) {
            Outcome outcome;
            outcome.test = test.uid;
            outcome.verdict = Verdict(below(6));
            outcome.at = "2026-11-1" + std::to_string(i) + "T14:02:00Z";
            outcome.environment = below(2) ? text() : "";
            outcome.build = text();
            outcome.observed = text();
            outcome.where = "results.xml:" + std::to_string(below(100));
            outcome.uid = below(3) ? outcomeUid(outcome) : uid();
            put(outcome);
        }
    }

    void removeSome()
    {
        for (const Link &link : m_links)
            if (below(10) == 0)
                QVERIFY(m_graph.apply({{}, {{link, std::nullopt}}}).ok());
        for (const Item &item : m_items) {
            const ItemId id = m_graph.findItem(item.uid);
            if (below(6) == 0 && m_graph.out(id).empty() && m_graph.in(id).empty() && item.kind != Kind::testCase &&
                !m_graph.position(item.uid))
                QVERIFY(m_graph.apply({{}, {{item, std::nullopt}}}).ok());
        }
    }

    QRandomGenerator m_random;
    Graph m_graph;
    std::vector<Item> m_items;
    std::vector<Link> m_links;
};

Graph imported(const std::string &text, Graph graph = {})
{
    const Result<Batch> batch = readNormalForm(text, "export.json", {});
    if (!batch)
        qFatal("%s", batch.error().english().c_str());
    if (!batch->skipped.empty())
        qFatal("%s: %s", batch->skipped[0].what.c_str(), batch->skipped[0].where.text().c_str());
    const Result<MergePlan> plan = planMerge(graph, *batch, {});
    if (!plan)
        qFatal("%s", plan.error().english().c_str());
    const Result<void> applied = graph.apply(plan->set);
    if (!applied)
        qFatal("%s", applied.error().english().c_str());
    return graph;
}

} // namespace

class RoundTripTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void importOfAnExportIsEqual()
    {
        std::size_t items = 0, links = 0, outcomes = 0, fields = 0;
        for (quint32 seed = 1; seed <= 400; ++seed) {
            const Graph graph = RandomGraph(seed).make();
            items += graph.itemCount();
            links += graph.linkCount();
            outcomes += graph.outcomeCount();
            fields += graph.fields().size();
            const std::string text = writeNormalForm(graph);
            const Graph back = imported(text);
            QVERIFY2(back.sameContent(graph) && graph.sameContent(back), ("seed " + std::to_string(seed)).c_str());
            QCOMPARE(writeNormalForm(back), text);
        }
        QVERIFY(items > 4000 && links > 400 && outcomes > 500 && fields > 300);
    }

    void importOfAnExportIntoItsOwnProjectChangesNothing()
    {
        for (quint32 seed = 1; seed <= 200; ++seed) {
            const Graph graph = RandomGraph(seed).make();
            const Result<Batch> batch = readNormalForm(writeNormalForm(graph), "export.json", {});
            QVERIFY(batch.ok());
            const Result<MergePlan> plan = planMerge(graph, *batch, {});
            QVERIFY2(plan.ok(), plan.ok() ? "" : plan.error().english().c_str());
            QVERIFY2(plan->set.empty(), ("seed " + std::to_string(seed)).c_str());
            QVERIFY(plan->report.added.empty() && plan->report.changed.empty() && plan->report.kept.empty());
            std::int64_t same = 0;
            for (const auto &entry : plan->report.same)
                same += entry.second;
            QCOMPARE(same, std::int64_t(graph.itemCount() + graph.linkCount()));
        }
    }

    /// Two projects that know nothing of each other: keys collide everywhere, and the second merge is still empty.
    void mergingTwiceIsMergingOnce()
    {
        for (quint32 seed = 1; seed <= 200; ++seed) {
            const Graph mine = RandomGraph(seed).make();
            Graph theirs = RandomGraph(seed + 1000).make();
            const Result<Batch> batch = readNormalForm(writeNormalForm(theirs), "theirs.json", {});
            QVERIFY(batch.ok());
            const Result<MergePlan> plan = planMerge(mine, *batch, {});
            if (!plan) { // two own fields of one name and two types
                QCOMPARE(std::string(plan.error().message.code), std::string("fieldTypeDiffers"));
                continue;
            }
            Graph both = mine;
            const Result<void> applied = both.apply(plan->set);
            QVERIFY2(applied.ok(), applied.ok() ? "" : applied.error().english().c_str());
            QCOMPARE(both.itemCount(), mine.itemCount() + theirs.itemCount());
            QCOMPARE(both.linkCount(), mine.linkCount() + theirs.linkCount());
            const Result<MergePlan> again = planMerge(both, *batch, {});
            QVERIFY2(again.ok() && again->set.empty(), ("seed " + std::to_string(seed)).c_str());
        }
    }

    /// The same without uids, as another tool or a person writes it.
    void withoutUidsTheSecondImportIsEmpty()
    {
        for (quint32 seed = 1; seed <= 200; ++seed) {
            const QByteArray text = QByteArray::fromStdString(writeNormalForm(RandomGraph(seed).make()));
            QJsonObject root = QJsonDocument::fromJson(text).object();
            for (const QString &member : {QStringLiteral("items"), QStringLiteral("links")}) {
                QJsonArray stripped;
                for (const QJsonValue &entry : root.value(member).toArray()) {
                    QJsonObject object = entry.toObject();
                    object.remove(QStringLiteral("uid"));
                    object.remove(QStringLiteral("external"));
                    QJsonObject attributes = object.value(QStringLiteral("attributes")).toObject();
                    for (const char *reference : {"step", "against", "via", "dimensions"}) // may name what was removed
                        attributes.remove(QLatin1String(reference));
                    object.insert(QStringLiteral("attributes"), attributes);
                    stripped.append(object);
                }
                root.insert(member, stripped);
            }
            const std::string plain = QJsonDocument(root).toJson().toStdString();
            const Result<Batch> batch = readNormalForm(plain, "plain.json", {});
            QVERIFY2(batch.ok(), batch.ok() ? "" : batch.error().english().c_str());
            Graph graph;
            const Result<MergePlan> plan = planMerge(graph, *batch, {});
            if (!plan) { // guards that only their step told apart
                QCOMPARE(std::string(plan.error().message.code), std::string("duplicateLink"));
                continue;
            }
            QVERIFY(graph.apply(plan->set).ok());
            const Result<MergePlan> again = planMerge(graph, *batch, {});
            QVERIFY(again.ok() && again->set.empty());
            QVERIFY(imported(writeNormalForm(graph)).sameContent(graph));
        }
    }

    void writesOneObjectPerLineInNaturalOrder()
    {
        Graph graph;
        ChangeSet set;
        for (int number : {10, 2, 1}) {
            Item item;
            item.uid = Uid{0, std::uint64_t(number)};
            item.kind = Kind::endpoint;
            item.key = "EP-" + std::to_string(number);
            item.name = "Endpoint";
            set.changes.push_back({std::nullopt, item});
        }
        set.changes.push_back({std::nullopt, Setting{"method", "attack-potential-g2"}});
        QVERIFY(graph.apply(set).ok());
        auto line = [](const char *key, const char *digit) {
            return std::string(" {\"id\":\"") + key + "\",\"uid\":\"0000000000000000000000000000000" + digit +
                "\",\"kind\":\"endpoint\",\"name\":\"Endpoint\",\"attributes\":{},\"tags\":[],\"external\":[]}";
        };
        QCOMPARE(writeNormalForm(graph),
                 "{\"format\":\"tarascope\",\"version\":1,\"method\":\"attack-potential-g2\",\n \"items\":[\n" +
                     line("EP-1", "1") + ",\n" + line("EP-2", "2") + ",\n" + line("EP-10", "a") +
                     "],\n \"links\":[]}\n");
    }
};

TARASCOPE_TEST(RoundTripTest)
#include "roundtriptest.moc"
