#include "importers/csv.h"

#include "importers/importer.h"
#include "tests/importers/reimport.h"
#include "tests/importers/soundbatch.h"
#include "tests/testmain.h"

#include <stop_token>

using namespace tarascope;

namespace {

Result<Batch> read(const std::string &bytes) { return readCsv(bytes, "table.csv", Budget()); }

Batch good(const std::string &bytes)
{
    Result<Batch> batch = read(bytes);
    if (!batch)
        qFatal("%s", batch.error().english().c_str());
    return std::move(*batch);
}

/// "component Door; network CAN"
std::string itemsOf(const Batch &batch)
{
    std::string list;
    for (const BatchItem &item : batch.items)
        list += (list.empty() ? "" : "; ") + std::string(kindDef(item.kind).name()) + " " + item.name;
    return list;
}

std::string linksOf(const Batch &batch)
{
    std::string list;
    for (const BatchLink &link : batch.links)
        list += (list.empty() ? "" : "; ") + link.from + " " + std::string(linkDef(link.kind).name()) + " " + link.to;
    return list;
}

std::string choiceOf(const BatchItem &item, Attr attr)
{
    const Choice *choice = item.attributes.get<Choice>(attr);
    return choice ? std::string(kindDef(item.kind).find(attr)->choices.at(choice->index)) : std::string();
}

} // namespace

class CsvTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void rowsBecomeItems()
    {
        const Batch batch = good(bytesOf(QStringLiteral(TARASCOPE_SOURCE_DIR "/tests/corpus/csv/components.csv")));
        QCOMPARE(fault(batch), std::string());
        QCOMPARE(batch.system, std::string("csv:table"));
        QCOMPARE(itemsOf(batch), std::string("component Door; component Gate \"way\""));
        const BatchItem &door = batch.items[0];
        QCOMPARE(door.id, std::string("component:Door"));
        QCOMPARE(door.where.text(), std::string("table.csv:2:1"));
        QCOMPARE(choiceOf(door, Attr::type), std::string("actuator"));
        QCOMPARE(choiceOf(door, Attr::asil), std::string("B"));
        QCOMPARE(*door.attributes.get<bool>(Attr::safetyRelevant), true);
        QCOMPARE(door.tags, (std::vector<std::string>{"a", "b"}));
        QVERIFY(!batch.items[1].attributes.find(Attr::asil)); // an empty cell says nothing
        QCOMPARE(linksOf(batch), std::string("component:Door attachedTo CO-1x; component:Gate \"way\" attachedTo NW-6; "
                                             "component:Gate \"way\" attachedTo NW-7"));
        QCOMPARE(batch.links[1].where.text(), std::string("table.csv:3:26"));
        const LossEntry *unknown = lineOf(batch.skipped, "csvColumn");
        QVERIFY(unknown);
        QCOMPARE(unknown->what, std::string("Old number"));
        QCOMPARE(unknown->where.text(), std::string("table.csv:1:52"));
    }

    void everyTypeOfAttributeIsRead()
    {
        const Batch batch = good("kind,name,lifetime,Hardware bound,scopes,rotatedOn,cost,properties,rating,satisfies,dimensions,impact,"
                                 "Key\n"
                                 "credential,c,3600,No,a; b,2026-11-21,,,,,,,CR-9\n"
                                 "control,k,,,,,1.5,,,,,,\n"
                                 "dataAsset,d,,,,,,Integrity;availability,,,,,\n"
                                 "vulnerability,v,,,,,,,\"{\"\"ET\"\":\"\"1w\"\"}\",,,,\n"
                                 "attackerProfile,p,,,,,,,,L1;L4,,,\n"
                                 "testCase,t,,,,,,,,,\"{\"\"profile\"\":\"\"AP-1\"\"}\",,\n"
                                 "damageScenario,s,,,,,,,,,,\"{\"\"S\"\":\"\"severe\"\"}\",\n");
        const auto item = [&](const char *name) {
            for (const BatchItem &each : batch.items)
                if (each.name == name)
                    return each;
            return BatchItem();
        };
        QCOMPARE(item("c").key, std::string("CR-9"));
        QCOMPARE(*item("c").attributes.get<std::int64_t>(Attr::lifetime), 3600);
        QCOMPARE(*item("c").attributes.get<bool>(Attr::hardwareBound), false);
        QCOMPARE(*item("c").attributes.get<TextList>(Attr::scopes), (TextList{"a", "b"}));
        QCOMPARE(item("c").attributes.get<Date>(Attr::rotatedOn)->iso(), std::string("2026-11-21"));
        QCOMPARE(*item("k").attributes.get<double>(Attr::cost), 1.5);
        QCOMPARE(item("d").attributes.get<ChoiceList>(Attr::properties)->size(), std::size_t(2));
        QVERIFY((*item("v").attributes.get<Rating>(Attr::rating))[Factor::ET] == 1);
        QVERIFY(item("p").attributes.get<ChainLinks>(Attr::satisfies)->has(ChainLink::L4));
        QVERIFY(item("t").attributes.get<tarascope::Row>(Attr::dimensions));
        QCOMPARE(batch.rowReferences.at(0).names, std::string("AP-1"));
        QVERIFY(item("s").attributes.get<Impact>(Attr::impact)->worst() == ImpactLevel::Severe);
        QCOMPARE(batch.skipped.size(), std::size_t(0));
    }

    void theKindIsSaid_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("items");
        const auto row = [](const char *name, const char *bytes, const char *items) {
            QTest::newRow(name) << QByteArray(bytes) << QByteArray(items);
        };
        row("by a column", "kind,name\nEndpoints,a\nzone,b\n", "endpoint a; zone b");
        row("by a column of another name", "name,item kind\na,API version\n", "apiVersion a");
        row("by keys", "key,name\nEP-1,a\n,b\n", "endpoint a; endpoint b");
        row("by keys of several kinds", "key,name\nEP-1,a\nCO-2,b\n", "endpoint a; component b");
        row("by the first heading", "Vehicle function,asil\na,B\n", "vehicleFunction a");
        row("by an attribute that one kind has", "name,guessableIdentifier\nVIN,yes\n", "objectType VIN");
        row("kind as an attribute", "Role,kind\na,driver\n", "role a");
    }

    void theKindIsSaid()
    {
        QFETCH(QByteArray, bytes);
        const Batch batch = good(bytes.toStdString());
        QTEST(QByteArray::fromStdString(itemsOf(batch)), "items");
        QCOMPARE(fault(batch), std::string());
        QCOMPARE(batch.skipped.size(), std::size_t(0));
        QCOMPARE(reimportFault(batch), std::string());
    }

    void linksNameKeysAndRows()
    {
        const std::string table = "kind;key;name;attachedTo;performs\ncomponent;CO-7;Gateway;\"CAN; NW-2\";Braking\n"
                                  "network;NW-2;LIN;;\nnetwork;;CAN;;\nvehicleFunction;;CAN;;\n";
        const Batch batch = good(table);
        QCOMPARE(linksOf(batch), std::string("CO-7 attachedTo network:CAN; CO-7 attachedTo NW-2; CO-7 performs Braking"));
        // What is neither key nor row is the name of an item of the project.
        Graph graph;
        QCOMPARE(std::string(planMerge(graph, batch, Budget()).error().message.code), std::string("danglingLink"));
        const Batch functions = readCsv("Vehicle function;asil\nBraking;D\n", "functions.csv", Budget()).value();
        QVERIFY(graph.apply(planMerge(graph, functions, Budget())->set).ok());
        const Result<MergePlan> plan = planMerge(graph, batch, Budget());
        QVERIFY2(plan.ok(), plan.ok() ? "" : plan.error().english().c_str());
        QVERIFY(graph.apply(plan->set).ok());
        QCOMPARE(graph.linkCount(), std::size_t(3));
        QVERIFY(graph.findItemByKey("CO-7").valid());
        QVERIFY(planMerge(graph, batch, Budget())->set.empty());
    }

    void textsComeAsTheyWere_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("text");
        const auto row = [](const char *name, const QByteArray &bytes, const char *text) {
            QTest::newRow(name) << bytes << QByteArray(text);
        };
        row("plain", "zone,description\na, b \n", "b");
        row("quoted with line ends", "zone,description\r\na,\"b\r\n\"\"c\"\"\"\r\n", "b\n\"c\"");
        row("line ends of old", "zone,description\ra,b\r", "b");
        row("no line end", "zone,description\na,b", "b");
        row("semicolon", "zone;description\na;b,c\n", "b,c");
        row("tab", "zone\tdescription\na\tb;c\n", "b;c");
        row("a note on the delimiter", "sep=;\r\nzone;description\r\na;b\r\n", "b");
        row("byte order mark", "\xEF\xBB\xBFzone,description\na,\xC3\xBC\n", "\xC3\xBC");
        row("Windows-1252", "zone,description\na,\x80\n", "\xE2\x82\xAC");
        row("a zero byte", QByteArray("zone,description\na,b\0c\n", 23), "b\xE2\x90\x80" "c");
        row("our apostrophe", "zone,description\na,'=1+1\n", "=1+1");
        row("our apostrophe in quotes", "zone,description\na,\"'-x\"\n", "-x");
        row("our apostrophe before full width", "zone,description\na,'\xEF\xBC\x9D" "1\n", "\xEF\xBC\x9D" "1");
        row("our apostrophe before one of theirs", "zone,description\na,''@x\n", "'@x");
        row("their apostrophe", "zone,description\na,'tis\n", "'tis");
        row("negative number", "zone,description\na,-5\n", "-5");
    }

    void textsComeAsTheyWere()
    {
        QFETCH(QByteArray, bytes);
        const Batch batch = good(bytes.toStdString());
        QCOMPARE(batch.items.size(), std::size_t(1));
        QCOMPARE(batch.items[0].name, std::string("a"));
        QTEST(QByteArray::fromStdString(batch.items[0].description), "text");
        QCOMPARE(lineOf(batch.kept, "cp1252Converted") != nullptr, QTest::currentDataTag() == QByteArray("Windows-1252"));
    }

    void refusesBroken_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("place");
        QTest::addColumn<QString>("code");
        const auto row = [](const char *name, const QByteArray &bytes, const char *place, const char *code) {
            QTest::newRow(name) << bytes << QString::fromLatin1(place) << QString::fromLatin1(code);
        };
        row("empty", "", "table.csv:1:1", "csvEmpty");
        row("blank", "\n , ,\n", "table.csv:1:1", "csvEmpty");
        row("no name", "type,asil\necu,B\n", "table.csv:1:1", "csvNoName");
        row("no kind", "name,description\na,b\n", "table.csv:1:1", "csvNoKind");
        row("heading twice", "name,kind,Name\na,zone,b\n", "table.csv:1:11", "csvHeadingTwice");
        row("two delimiters", "name,kind;type\n", "table.csv:1:1", "csvDelimiter");
        row("unclosed quote", "zone,description\na,\"b\n\n", "table.csv:2:3", "csvUnclosedQuote");
        row("unclosed quote in the headings", "\"zone,description\na,b\n", "table.csv:1:1", "csvUnclosedQuote");
        row("text after a quote", "zone,description\na,\"b\"c\n", "table.csv:2:6", "csvAfterQuote");
        row("utf-16", QByteArray("\xFF\xFEz\0", 4), "table.csv:1:1", "wideEncoding");
        row("columns", "zone,description\na" + QByteArray(",").repeated(1000) + "\n", "table.csv:2:1", "csvTooManyColumns");
        row("row", "zone,description\n\na," + QByteArray("b").repeated(1 << 20) + "\n", "table.csv:3:1", "csvRowTooLong");
        row("row in quotes", "zone,description\na,\"" + QByteArray("b").repeated(2 << 20), "table.csv:2:1", "csvRowTooLong");
        row("choice", "name,type,failMode\na,b,c\n", "table.csv:1:1", "csvNoKind");
        row("kind", "kind,name\nzone,a\nzoo,b\n", "table.csv:3:1", "csvCells");
        row("kind not said", "key,name\nEP-1,a\nCO-1,b\n,c\n", "table.csv:1:1", "csvNoKind");
        row("key twice", "key,name\nEP-1,a\nEP-1,b\n", "table.csv:3:1", "csvCells");
        row("id twice", "zone,id\na,1\nb,1\n", "table.csv:3:3", "csvCells");
        row("neither name nor key", "zone,region\na,b\n,c\n", "table.csv:3:1", "csvCells");
        row("too many cells", "zone,region\na,b,c\n", "table.csv:2:5", "csvCells");
        row("date", "Credential,rotatedOn\na,21.11.2026\n", "table.csv:2:3", "csvCells");
        row("decimal comma", "Control;cost\na;1,5\n", "table.csv:2:3", "csvCells");
        row("broken json", "Vulnerability;rating\na;\"{\"\"ET\"\"\"\n", "table.csv:2:3", "csvCells");
        row("attribute of another kind", "kind,name,asil\ncomponent,a,B\nzone,b,B\n", "table.csv:3:8", "csvCells");
        row("name of two rows", "kind,name,attachedTo\ncomponent,a,c\nnetwork,c,\nnetwork,c,\n", "table.csv:2:13", "csvCells");
    }

    void refusesBroken()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, place);
        QFETCH(QString, code);
        const Result<Batch> batch = read(bytes.toStdString());
        QVERIFY(!batch.ok());
        QCOMPARE(batch.error().kind, ErrorKind::Input);
        QCOMPARE(QString::fromLatin1(batch.error().message.code), code);
        QCOMPARE(QString::fromStdString(batch.error().where.text()), place);
    }

    void aChoiceThatIsNotAllowedIsNamedWithThoseThatAre()
    {
        const Result<Batch> batch = read("name,technology,failMode,dispatches\nA,x,shut,\nB,x,open,\n");
        QVERIFY(!batch.ok());
        QCOMPARE(batch.error().english(), std::string("table.csv:2:5: cells that cannot be read (line:column heading): 1\n"
                                                      "2:5 failMode: 'failMode' must be one of closed, open, not \"shut\""));
    }

    void theFirstHundredProblemsAreListed()
    {
        std::string bytes = "Control,cost\n";
        for (int i = 0; i < 250; ++i)
            bytes += "c" + std::to_string(i) + ",much\n";
        const Error error = read(bytes).error();
        QCOMPARE(error.message.args.at(0), std::string("250"));
        QCOMPARE(std::count(error.message.args.at(2).begin(), error.message.args.at(2).end(), '\n'), 100);
        QCOMPARE(error.where.line, 2);
    }

    void namesThatRepeatAreToldApart()
    {
        const Batch batch = good("zone,region\na,b\na,c\n");
        QCOMPARE(batch.items[1].id, std::string("zone:a (2)"));
        QCOMPARE(lineOf(batch.kept, "csvSameName")->where.text(), std::string("table.csv:3:1"));
        QCOMPARE(reimportFault(batch), std::string());
    }

    void aPastedTableIsASourceOfItsOwn()
    {
        const Result<Batch> one = readPastedTable("name\tregion\nEdge\tEU\n", Kind::zone, Budget());
        const Result<Batch> other = readPastedTable("name\tregion\nCore\tEU\n", Kind::zone, Budget());
        QVERIFY(one.ok() && other.ok());
        QCOMPARE(itemsOf(*one), std::string("zone Edge"));
        QVERIFY(one->system != other->system);
        Graph graph;
        QVERIFY(graph.apply(planMerge(graph, *one, Budget())->set).ok());
        const Result<MergePlan> plan = planMerge(graph, *other, Budget());
        QCOMPARE(plan->report.problems.size(), std::size_t(0)); // the first is not gone from the second
        QVERIFY(planMerge(graph, *one, Budget())->set.empty());
    }

    void saysWhereALimitWasPassed()
    {
        const std::string table = "zone,region\na,b\nc,d\n";
        Budget budget;
        budget.limits.nodes = 5;
        QCOMPARE(readCsv(table, "table.csv", budget).error().where.text(), std::string("table.csv:3:1"));
        budget = Budget();
        budget.limits.stringLength = 3;
        QCOMPARE(std::string(readCsv("zone,region\na,bbbb\n", "table.csv", budget).error().message.code), std::string("csvCells"));
    }

    // This would run into the time limit of the test if headings, places or names took quadratic time.
    void readsLargeTables()
    {
        std::string bytes = "name";
        for (int i = 0; i < 999; ++i)
            bytes += ",column" + std::to_string(i);
        bytes += "\n";
        QCOMPARE(std::string(read(bytes).error().message.code), std::string("csvNoKind"));
        bytes = "kind,name,attachedTo\nnetwork,CAN,\n";
        for (int i = 0; i < 100'000; ++i)
            bytes += "component,c" + std::to_string(i) + ",CAN\n";
        const Batch batch = good(bytes);
        QCOMPARE(batch.items.size(), std::size_t(100'001));
        QCOMPARE(batch.links.size(), std::size_t(100'000));
    }

    // Tables of other meaning are not taken for ours.
    void publicTablesAreRefused()
    {
        TARASCOPE_NEEDS_SHARED("data/7-vin")
        for (const char *name : {"Wal33D__wmi.csv", "nhtsa-vpic_wmi.csv"}) {
            const std::string bytes = bytesOf(QStringLiteral(TARASCOPE_SHARED_DIR "/data/7-vin/") + QString::fromLatin1(name));
            QVERIFY(!bytes.empty());
            const Result<Batch> batch = readWithImporter(bytes, name, {}, Budget());
            QVERIFY(!batch.ok());
            QCOMPARE(batch.error().where.line, 1);
            QCOMPARE(std::string(batch.error().message.code), std::string("csvNoName"));
        }
    }
};

TARASCOPE_TEST(CsvTest)
#include "csvtest.moc"
