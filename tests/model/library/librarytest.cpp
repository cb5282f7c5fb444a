#include "model/library/planlibrary.h"

#include "tests/testmain.h"

using namespace tarascope;

namespace {

Result<Catalogue> readText(const std::string &text)
{
    const Result<json::Document> document = json::read(text, "c.json", {});
    return document ? readCatalogue(*document) : Result<Catalogue>(document.error());
}

std::string withEntry(const std::string &entry)
{
    return "{\"format\":\"tarascope.catalogue\",\"id\":\"c\",\"version\":\"1\",\"title\":\"t\",\"kind\":\"control\",\n\"entries\":[\n" + entry + "]}";
}

} // namespace

/// Threats and controls to choose from.
class LibraryTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void allAreRead()
    {
        std::map<std::string, std::size_t> sizes;
        for (const std::string &id : catalogueIds()) {
            const Result<Catalogue> catalogue = loadCatalogue(id);
            QVERIFY2(catalogue, catalogue ? "" : catalogue.error().english().c_str());
            QCOMPARE(catalogue->id, id);
            QCOMPARE(catalogue->sha256.size(), std::size_t(64));
            sizes[id] = catalogue->entries.size();
            for (const CatalogueEntry &entry : catalogue->entries)
                QVERIFY2(!entry.origin.source.empty(), (id + " " + entry.id).c_str());
        }
        const std::map<std::string, std::size_t> wanted{
            {"attack-techniques", 69}, {"components", 44}, {"controls", 33}, {"damage-scenarios", 21}, {"incidents", 12},
            {"iso21434-workproducts", 42}, {"owasp-api-2023", 10}, {"r155-mitigations", 23}, {"r155-threats", 70}, {"stride", 6}};
        QVERIFY(sizes == wanted);
    }

    /// What was not read in its source says so: every default resistance, no threat of the regulation.
    void whatIsNotVerifiedSaysSo()
    {
        const Catalogue controls = *loadCatalogue("controls");
        for (const CatalogueEntry &entry : controls.entries)
            QVERIFY2(!entry.origin.verified && entry.attributes.get<Rating>(Attr::resistance), entry.id.c_str());
        const Catalogue threats = *loadCatalogue("r155-threats");
        for (const CatalogueEntry &entry : threats.entries)
            QVERIFY2(entry.origin.verified, entry.id.c_str());
    }

    void mitigationsAndThreatsNameEachOther()
    {
        const Catalogue threats = *loadCatalogue("r155-threats");
        const Catalogue mitigations = *loadCatalogue("r155-mitigations");
        for (const CatalogueEntry &threat : threats.entries)
            for (const std::string &id : threat.fact("Mitigations")->values) {
                const CatalogueEntry *mitigation = mitigations.find(id);
                QVERIFY2(mitigation, (threat.id + " " + id).c_str());
                const TextList &against = mitigation->fact("Against threats")->values;
                QVERIFY2(std::find(against.begin(), against.end(), threat.id) != against.end(), (threat.id + " " + id).c_str());
            }
    }

    void badCatalogues_data()
    {
        QTest::addColumn<std::string>("entry");
        QTest::addColumn<std::string>("code");
        QTest::newRow("no source mark") << std::string(R"({"id":"a","title":"b"})") << std::string("missingMember");
        QTest::newRow("misspelt") << std::string(R"({"id":"a","titel":"b","verified":"memory"})") << std::string("unknownMember");
        QTest::newRow("attribute") << std::string(R"({"id":"a","title":"b","verified":"memory","attributes":{"asil":"B"}})") << std::string("unknownAttribute");
        QTest::newRow("kind") << std::string(R"({"id":"a","title":"b","verified":"memory","kind":"x"})") << std::string("unknownKind");
        QTest::newRow("twice") << std::string("{\"id\":\"a\",\"title\":\"b\",\"verified\":\"memory\"},\n{\"id\":\"a\",\"title\":\"b\",\"verified\":\"memory\"}") << std::string("repeatedName");
        QTest::newRow("value") << std::string(R"({"id":"a","title":"b","verified":"memory","attributes":{"status":"done"}})") << std::string();
        QTest::newRow("facts") << std::string(R"({"id":"a","title":"b","verified":"memory","facts":{"f":"text"}})") << std::string("notAList");
    }
    void badCatalogues()
    {
        QFETCH(std::string, entry);
        QFETCH(std::string, code);
        const Result<Catalogue> catalogue = readText(withEntry(entry));
        QVERIFY(!catalogue);
        QVERIFY2(code.empty() || code == catalogue.error().message.code, catalogue.error().english().c_str());
        QVERIFY(catalogue.error().where.line >= 3);
        QCOMPARE(catalogue.error().where.file, std::string("c.json"));
    }

    /// Every entry that becomes an item can be taken; once more changes nothing, and another one is not "gone".
    void takingTwiceChangesNothing()
    {
        Graph graph;
        for (const std::string &id : catalogueIds()) {
            const Catalogue catalogue = *loadCatalogue(id);
            for (const CatalogueEntry &entry : catalogue.entries) {
                if (!entry.kind)
                    continue;
                const std::vector<std::string> one{entry.id};
                const Result<MergePlan> plan = planLibrary(graph, catalogue, one, {});
                QVERIFY2(plan, plan ? "" : plan.error().english().c_str());
                const Result<void> applied = graph.apply(plan->set);
                QVERIFY2(applied, applied ? "" : applied.error().english().c_str());
                const Item *item = graph.item(graph.findItemByExternal(id, entry.id));
                QVERIFY(item && item->name == entry.title && item->attributes == entry.attributes && item->tags.empty());
                QVERIFY(planLibrary(graph, catalogue, one, {})->set.empty());
            }
        }
        QCOMPARE(graph.linkCount(), graph.itemCount());
    }

    void whatPeopleChangedStays()
    {
        const Catalogue catalogue = *loadCatalogue("controls");
        const std::vector<std::string> two{"CL-mfa", "CL-waf"};
        Graph graph;
        QVERIFY(graph.apply(planLibrary(graph, catalogue, two, {})->set));
        const Item before = *graph.item(graph.findItemByExternal("controls", "CL-mfa"));
        Item after = before;
        after.attributes.set(Attr::status, Choice{2});
        QVERIFY(graph.apply({{}, {{before, after}}}));
        QVERIFY(planLibrary(graph, catalogue, two, {})->set.empty());
        QCOMPARE(std::string(choiceName(*graph.item(graph.findItemByExternal("controls", "CL-mfa")), Attr::status)), std::string("implemented"));
    }

    void unknownEntriesAreRefused()
    {
        const std::vector<std::string> none{"CL-nothing"};
        const std::vector<std::string> product{"WP-15-01"};
        QCOMPARE(std::string(planLibrary({}, *loadCatalogue("controls"), none, {}).error().message.code), std::string("unknownEntry"));
        QCOMPARE(std::string(planLibrary({}, *loadCatalogue("iso21434-workproducts"), product, {}).error().message.code), std::string("entryNoItem"));
        QCOMPARE(std::string(loadCatalogue("none").error().message.code), std::string("unknownCatalogue"));
    }
};

TARASCOPE_TEST(LibraryTest)
#include "librarytest.moc"
