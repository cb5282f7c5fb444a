#include "importers/normalform.h"

#include "model/merge.h"
#include "tests/testmain.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

using namespace tarascope;

namespace {

QString qt(std::string_view text) { return QString::fromUtf8(text.data(), qsizetype(text.size())); }

const std::string head = "{\"format\":\"tarascope\",\"version\":1,";

MergeReport merge(Graph &graph, const Batch &batch)
{
    const Result<MergePlan> plan = planMerge(graph, batch, {});
    if (!plan)
        qFatal("%s", plan.error().english().c_str());
    const Result<void> applied = graph.apply(plan->set);
    if (!applied)
        qFatal("%s", applied.error().english().c_str());
    return plan->report;
}

} // namespace

class NormalFormTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEveryMember()
    {
        const Result<Batch> batch = readNormalForm(head + R"(
 "method":"cvss-g3","settings":{"joining":"sum"},"generator":"me",
 "fields":[{"kind":"service","name":"x-tier","type":"enum","choices":["gold","silver"]}],
 "items":[
 {"id":"SV-1","uid":"000000000000000100000000000000ff","kind":"service","name":"Backend","description":"d",
  "attributes":{"x-tier":"silver","region":null,"technology":"go"},"tags":["a"],
  "external":[{"system":"was","key":"SV-9","wrote":{"name":"00000000000000ff"}}]},
 {"id":"car door","kind":"attackerProfile","name":"P","attributes":{"satisfies":["L1"]}},
 {"id":"TC-1","kind":"testCase","name":"T","attributes":{"dimensions":{"profile":"car door","relationship":"none"}}}],
 "links":[{"id":"L-7","kind":"startsAt","from":"car door","to":"SV-1","attributes":{"satisfies":{"L3":"tenant"}}},
  {"kind":"guards","from":"x","to":"y","attributes":{"step":"L-7","against":["car door"]}}],
 "outcomes":[{"test":"TC-1","verdict":"failClosed","at":"2026-11-19T14:02:00.5Z","where":"r.xml:41"}],
 "layout":[{"item":"SV-1","x":1.5,"y":-2}]})",
                                                 "dir/my.json", {});
        QVERIFY2(batch.ok(), batch.ok() ? "" : batch.error().english().c_str());
        QCOMPARE(batch->title, std::string("my.json"));
        QCOMPARE(batch->settings, (std::vector<Setting>{{"method", "cvss-g3"}, {"joining", "sum"}}));
        QCOMPARE(batch->skipped.size(), std::size_t(1));
        QCOMPARE(batch->skipped[0].where.pointer, std::string("/generator"));
        QCOMPARE(batch->fields.size(), std::size_t(1));
        const BatchItem &service = batch->items.at(0);
        QCOMPARE(service.uid->hex(), std::string("000000000000000100000000000000ff"));
        QCOMPARE(int(service.attributes.get<Choice>(AttributeId::ofField(0))->index), 1);
        QCOMPARE(service.attributes.size(), std::size_t(2));
        QCOMPARE(service.external, (std::vector<ExternalKey>{{"was", "SV-9", {{"name", 255}}}}));
        QCOMPARE(service.where.text(), std::string("dir/my.json:5:2 /items/0"));
        QCOMPARE(service.key, std::string("SV-1"));
        QCOMPARE(batch->items.at(1).key, std::string());
        QCOMPARE(batch->rowReferences.size(), std::size_t(1));
        QCOMPARE(batch->rowReferences[0].names, std::string("car door"));
        QCOMPARE(batch->links.at(0).key, std::string("L-7"));
        QCOMPARE(batch->links.at(1).references.size(), std::size_t(2));
        QVERIFY(batch->outcomes.at(0).outcome.verdict == Verdict::FailClosed);
        QCOMPARE(batch->positions.at(0).second.y, -2.0);
    }

    void saysWhereAndWhat_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("line");
        QTest::addColumn<int>("column");
        QTest::addColumn<QByteArray>("pointer");
        QTest::addColumn<QByteArray>("code");
        auto row = [](const char *name, const std::string &text, int line, int column, const char *pointer,
                      const char *code) {
            QTest::newRow(name) << QByteArray::fromStdString(text) << line << column << QByteArray(pointer)
                                << QByteArray(code);
        };
        auto items = [&](const char *name, const char *text, int column, const char *pointer, const char *code) {
            row(name, head + "\n\"items\":[\n" + text + "],\"links\":[]}", 3, column, pointer, code);
        };
        auto links = [&](const char *name, const char *text, int column, const char *pointer, const char *code) {
            row(name, head + "\n\"items\":[],\"links\":[\n" + text + "]}", 3, column, pointer, code);
        };
        row("no object", "[]", 1, 1, "", "notNormalForm");
        row("other format", "{\"format\":\"other\"}", 1, 1, "", "notNormalForm");
        row("syntax", "{\"format\":\"tarascope\",}", 1, 22, "", "jsonTrailingComma");
        row("no version", "{\"format\":\"tarascope\"}", 1, 1, "", "badVersion");
        row("version as text", "{\"format\":\"tarascope\",\"version\":\"1\"}", 1, 33, "/version", "badVersion");
        row("newer version", "{\"format\":\"tarascope\",\"version\":2}", 1, 33, "/version", "newerVersion");
        row("no items", head + "\"links\":[]}", 1, 1, "", "missingMember");
        row("no links", head + "\"items\":[]}", 1, 1, "", "missingMember");
        row("items no list", head + "\"items\":{},\"links\":[]}", 1, 43, "/items", "wrongType");
        row("method no text", head + "\"method\":1,\"items\":[],\"links\":[]}", 1, 44, "/method", "wrongType");
        items("item no object", "7", 1, "/items/0", "wrongType");
        items("no id", "{\"kind\":\"api\",\"name\":\"n\"}", 1, "/items/0", "missingMember");
        items("empty id", "{\"id\":\"\",\"kind\":\"api\",\"name\":\"n\"}", 7, "/items/0/id", "wrongType");
        items("no kind", "{\"id\":\"i\",\"name\":\"n\"}", 1, "/items/0", "missingMember");
        items("no name", "{\"id\":\"i\",\"kind\":\"api\"}", 1, "/items/0", "missingMember");
        items("unknown kind", "{\"id\":\"i\",\"name\":\"n\",\"kind\":\"ECU\"}", 29, "/items/0/kind", "unknownKind");
        items("second item", "{\"id\":\"i\",\"kind\":\"api\",\"name\":\"n\"}, {\"id\":2}", 43, "/items/1/id", "wrongType");
        items("bad uid", "{\"id\":\"i\",\"kind\":\"api\",\"name\":\"n\",\"uid\":\"12\"}", 41, "/items/0/uid", "wrongType");
        items("tags no list", "{\"id\":\"i\",\"kind\":\"api\",\"name\":\"n\",\"tags\":\"t\"}", 42, "/items/0/tags", "wrongType");
        items("tag no text", "{\"id\":\"i\",\"kind\":\"api\",\"name\":\"n\",\"tags\":[\"t\",1]}", 47, "/items/0/tags/1", "wrongType");
        items("unknown attribute", "{\"id\":\"i\",\"kind\":\"api\",\"name\":\"n\",\"attributes\":{\"colour\":1}}", 58,
              "/items/0/attributes/colour", "unknownAttribute");
        items("undeclared own field", "{\"id\":\"i\",\"kind\":\"api\",\"name\":\"n\",\"attributes\":{\"x-a/b\":1}}", 57,
              "/items/0/attributes/x-a~1b", "unknownAttribute");
        items("wrong value", "{\"id\":\"i\",\"kind\":\"endpoint\",\"name\":\"n\",\"attributes\":{\"path\":1}}", 61,
              "/items/0/attributes/path", "wrongValue");
        items("unknown level", "{\"id\":\"i\",\"kind\":\"attackStep\",\"name\":\"n\",\"attributes\":{\"rating\":{\"ET\":\"2d\"}}}", 71,
              "/items/0/attributes/rating", "wrongValue");
        items("external without key", "{\"id\":\"i\",\"kind\":\"api\",\"name\":\"n\",\"external\":[{\"system\":\"s\"}]}", 47,
              "/items/0/external/0", "missingMember");
        links("no from", "{\"kind\":\"calls\",\"to\":\"b\"}", 1, "/links/0", "missingMember");
        links("to no text", "{\"kind\":\"calls\",\"from\":\"a\",\"to\":[]}", 33, "/links/0/to", "wrongType");
        links("unknown link kind", "{\"kind\":\"talks\",\"from\":\"a\",\"to\":\"b\"}", 9, "/links/0/kind", "unknownKind");
        links("unknown link attribute", "{\"kind\":\"calls\",\"from\":\"a\",\"to\":\"b\",\"attributes\":{\"x\":1}}", 55,
              "/links/0/attributes/x", "unknownAttribute");
        const std::string none = head + "\"items\":[],\"links\":[],\n";
        row("unknown verdict", none + "\"outcomes\":[{\"test\":\"t\",\"at\":\"2026-11-19T14:02:00Z\",\"verdict\":\"ok\"}]}", 2, 63,
            "/outcomes/0/verdict", "wrongType");
        row("time without zone", none + "\"outcomes\":[{\"test\":\"t\",\"verdict\":\"pass\",\"at\":\"2026-11-19T14:02:00\"}]}", 2, 47,
            "/outcomes/0/at", "wrongType");
        row("layout without x", none + "\"layout\":[{\"item\":\"i\",\"y\":1}]}", 2, 11, "/layout/0", "missingMember");
        row("field without x-", none + "\"fields\":[{\"kind\":\"api\",\"type\":\"text\",\"name\":\"tier\"}]}", 2, 46,
            "/fields/0/name", "wrongType");
        row("field type", none + "\"fields\":[{\"kind\":\"api\",\"name\":\"x-t\",\"type\":\"rating\"}]}", 2, 45,
            "/fields/0/type", "wrongType");
        row("field twice", none + "\"fields\":[{\"kind\":\"api\",\"name\":\"x-t\",\"type\":\"text\"},{\"kind\":\"api\",\"name\":\"x-t\","
                                  "\"type\":\"bool\"}]}",
            2, 53, "/fields/1", "duplicateField");
    }

    void saysWhereAndWhat()
    {
        QFETCH(QByteArray, text);
        const Result<Batch> batch = readNormalForm(text.toStdString(), "f.json", {});
        QVERIFY(!batch.ok());
        const Error &error = batch.error();
        QVERIFY(error.kind == ErrorKind::Input);
        QTEST(QByteArray(error.message.code), "code");
        QTEST(QByteArray::fromStdString(error.where.pointer), "pointer");
        QCOMPARE(error.where.file, std::string("f.json"));
        QTEST(int(error.where.line), "line");
        QTEST(int(error.where.column), "column");
    }

    void namesBothVersions()
    {
        const Result<Batch> batch = readNormalForm("{\"format\":\"tarascope\",\"version\":7}", "f.json", {});
        QVERIFY(batch.error().english().find("version 7") != std::string::npos);
        QVERIFY(batch.error().english().find("up to 1") != std::string::npos);
    }

    void duplicateIdNamesBothPlaces()
    {
        const Result<Batch> batch = readNormalForm(head + "\n\"items\":[\n{\"id\":\"A\",\"kind\":\"api\",\"name\":\"1\"},\n"
                                                          " {\"id\":\"A\",\"kind\":\"api\",\"name\":\"2\"}],\"links\":[]}",
                                                   "f.json", {});
        QVERIFY(batch.ok());
        const Result<MergePlan> plan = planMerge(Graph(), *batch, {});
        QVERIFY(!plan.ok());
        QCOMPARE(plan.error().english(), std::string("f.json:4:2 /items/1: the id A stands here a second time; the first "
                                                     "is at f.json:3:1 /items/0"));
    }

    void idsThatAreNoKeysAreFoundAgain()
    {
        const std::string text = head + R"("items":[
 {"id":"unlock","kind":"endpoint","name":"Unlock"},{"id":"EP-5","kind":"endpoint","name":"Five"},
 {"id":"CM-1","kind":"endpoint","name":"Wrong prefix"}],"links":[]})";
        Graph graph;
        merge(graph, *readNormalForm(text, "f.json", {}));
        const Result<ItemId> unlock = graph.lookUp("unlock");
        QVERIFY(unlock.ok());
        QCOMPARE(graph.item(*unlock)->key, std::string("EP-6"));
        QCOMPARE(graph.item(*graph.lookUp("CM-1"))->key, std::string("EP-7"));
        QCOMPARE(graph.item(graph.findItemByKey("EP-5"))->name, std::string("Five"));
        QVERIFY(planMerge(graph, *readNormalForm(text, "f.json", {}), {})->set.empty());
    }

    void anotherFileIsNoNewVersionOfThisOne()
    {
        auto file = [](const char *name, const char *items) {
            return *readNormalForm(head + "\"items\":[" + items + "],\"links\":[]}", name, {});
        };
        const char *one = R"({"id":"EP-1","kind":"endpoint","name":"One"})";
        const char *two = R"({"id":"EP-2","kind":"endpoint","name":"Two"})";
        Graph graph;
        merge(graph, file("a.json", one));
        QVERIFY(merge(graph, file("b.json", two)).problems.empty());
        const MergeReport report = merge(graph, file("b.json", R"({"id":"EP-3","kind":"endpoint","name":"Three"})"));
        QCOMPARE(report.problems.size(), std::size_t(1));
        QVERIFY(graph.item(graph.findItemByKey("EP-1"))->tags.empty());
        QCOMPARE(graph.item(graph.findItemByKey("EP-2"))->tags, std::vector<std::string>{"gone-from-source"});
    }

    void readsTheWorkedCases()
    {
        TARASCOPE_NEEDS_SHARED("cases/attack-paths");
        const QDir folder(QStringLiteral(TARASCOPE_SHARED_DIR "/cases/attack-paths"));
        int read = 0;
        for (const QString &name : folder.entryList({QStringLiteral("*.json")})) {
            if (name.endsWith(QLatin1String(".expected.json")))
                continue;
            ++read;
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray bytes = file.readAll();
            const QJsonObject expected = QJsonDocument::fromJson(bytes).object();
            const Result<Batch> batch = readNormalForm(bytes.toStdString(), name.toStdString(), {});
            QVERIFY2(batch.ok(), batch.ok() ? "" : batch.error().english().c_str());
            QVERIFY(batch->skipped.empty());
            Graph graph;
            const MergeReport report = merge(graph, *batch);
            QVERIFY(report.kept.empty() && report.skipped.empty() && report.problems.empty());
            checkSameAs(graph, expected);
            const Result<MergePlan> again = planMerge(graph, *batch, {});
            QVERIFY(again.ok() && again->set.empty());
        }
        QCOMPARE(read, 8);
    }

private:
    /// Every item and link of the file is in the graph under its own key.
    static void checkSameAs(const Graph &graph, const QJsonObject &file)
    {
        QCOMPARE(qt(graph.setting("method")), file.value(QLatin1String("method")).toString());
        const QJsonArray items = file.value(QLatin1String("items")).toArray();
        QCOMPARE(qsizetype(graph.itemCount()), items.size());
        for (const QJsonValue &item : items) {
            const Item *there = graph.item(graph.findItemByKey(item[QLatin1String("id")].toString().toStdString()));
            QVERIFY(there);
            QCOMPARE(qt(there->name), item[QLatin1String("name")].toString());
            QCOMPARE(qt(kindDef(there->kind).name()), item[QLatin1String("kind")].toString());
            QCOMPARE(qsizetype(there->attributes.size()), item[QLatin1String("attributes")].toObject().size());
        }
        const QJsonArray links = file.value(QLatin1String("links")).toArray();
        QCOMPARE(qsizetype(graph.linkCount()), links.size());
        for (const QJsonValue &link : links) {
            const Link *there = graph.link(graph.findLinkByKey(link[QLatin1String("id")].toString().toStdString()));
            QVERIFY(there);
            QCOMPARE(qt(graph.keyOf(there->from)), link[QLatin1String("from")].toString());
            QCOMPARE(qt(graph.keyOf(there->to)), link[QLatin1String("to")].toString());
            QCOMPARE(qsizetype(there->attributes.size()), link[QLatin1String("attributes")].toObject().size());
        }
    }
};

TARASCOPE_TEST(NormalFormTest)
#include "normalformtest.moc"
