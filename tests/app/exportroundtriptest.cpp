#include "app/session.h"
#include "importers/importer.h"
#include "model/exchange/exports.h"
#include "model/store/normalform.h"
#include "model/valuejson.h"
#include "tests/app/projectfixture.h"
#include "tests/testmain.h"

#include <map>

using namespace tarascope;

namespace {

/// What a project holds, counted by what a loss report would call it: "item endpoint", "link guards", "attribute
/// endpoint.path", "link attribute guards.step", "tags zone".
using Holdings = std::map<std::string, std::int64_t>;

Holdings holdingsOf(const Graph &graph)
{
    Holdings all;
    graph.forEachItem([&](ItemId, const Item &item) {
        const std::string kind(kindDef(item.kind).name());
        ++all["item " + kind];
        all["name " + item.key + " " + item.name] = 1;
        if (!item.description.empty())
            all["description " + item.key + " " + item.description] = 1;
        for (const std::string &tag : item.tags)
            all["tags " + kind + "|" + item.key + " " + tag] = 1;
        for (const ExternalKey &external : item.external)
            all["external " + kind + "|" + item.key + external.system + external.key] = 1;
        for (const auto &[id, value] : item.attributes) {
            const auto shape = attributeShape(graph, item.kind, id);
            json::Writer text;
            writeValue(text, graph, *shape, value, ReferenceStyle::Key);
            all[(shape->def ? "attribute " : "field ") + kind + "." + shape->name + "|" + item.key + text.take()] = 1;
        }
    });
    graph.forEachLink([&](LinkId id, const Link &link) {
        const std::string kind(linkDef(link.kind).name());
        const std::string ends = graph.item(graph.from(id))->key + " " + graph.item(graph.to(id))->key;
        ++all["link " + kind + "|" + ends];
        for (const auto &[attribute, value] : link.attributes) {
            const AttributeDef *def = linkDef(link.kind).find(static_cast<Attr>(attribute.value));
            json::Writer text;
            writeValue(text, graph, {def->type, def->choices, def, std::string(def->name())}, value, ReferenceStyle::Key);
            ++all["link attribute " + kind + "." + std::string(def->name()) + "|" + ends + text.take()];
        }
    });
    all["outcomes"] = static_cast<std::int64_t>(graph.outcomeCount());
    all["settings"] = static_cast<std::int64_t>(graph.settings().size());
    all["positions"] = static_cast<std::int64_t>(graph.positions().size());
    return all;
}

/// What the second lacks of the first, by the part of the name before '|'.
Holdings lost(const Holdings &before, const Holdings &after)
{
    Holdings gone;
    for (const auto &[what, count] : before) {
        const auto found = after.find(what);
        const std::int64_t left = found == after.end() ? 0 : found->second;
        if (left < count)
            gone[what.substr(0, what.find('|'))] += count - left;
    }
    return gone;
}

std::string told(const Holdings &holdings)
{
    std::string out;
    for (const auto &[what, count] : holdings)
        out += what + ": " + std::to_string(count) + "\n";
    return out;
}

Graph imported(const Graph &into, const std::vector<std::string> &files)
{
    const Result<ImportPlan> plan = planImport(into, files, {}, {});
    if (!plan)
        qFatal("%s", plan.error().english().c_str());
    Graph graph = into;
    if (const Result<void> applied = graph.apply(plan->set); !applied)
        qFatal("%s", applied.error().english().c_str());
    return graph;
}

/// Only which items there are, by name: a table's links name items of other tables.
Graph bare(const Graph &graph)
{
    ChangeSet set;
    graph.forEachItem([&](ItemId, const Item &item) {
        Item plain;
        plain.uid = item.uid;
        plain.kind = item.kind;
        plain.key = item.key;
        plain.name = item.name;
        set.changes.push_back({std::nullopt, plain});
    });
    Graph out;
    if (!out.apply(set))
        qFatal("bare");
    return out;
}

} // namespace

/// Importing an export loses nothing that its loss report did not name.
class ExportRoundTripTest : public QObject
{
    Q_OBJECT
private:
    /// Writes the export, as one file or one for each kind, and adds up its loss report: "code what" -> count.
    std::vector<std::string> exported(const std::string &format, Holdings &losses)
    {
        if (format == "json")
            return {m_folder.file("demo.json", writeNormalForm(m_demo))};
        std::vector<std::string> parts{""};
        if (format == "csv") {
            parts.clear();
            for (const KindDef &kind : kinds())
                if (m_demo.countOf(kind.kind) > 0)
                    parts.emplace_back(kind.name());
        }
        std::vector<std::string> files;
        for (const std::string &part : parts)
            for (const ExportFormat &each : exportFormats())
                if (each.name == format) {
                    const Result<Exported> made = each.write(m_demo, *selectItems(m_demo, part), {});
                    files.push_back(m_folder.file(part + "demo." + format, made->text));
                    for (const LossEntry &loss : made->skipped)
                        losses[std::string(loss.why.code) + (format == "otm" ? " " + loss.what : "")] += std::stoll(loss.why.args.at(0));
                }
        return files;
    }

private Q_SLOTS:
    void initTestCase()
    {
        const auto project = createDemo(m_folder.path("demo.tarascope"), "remote-command", {});
        QVERIFY(project);
        m_demo = (*project)->graph();
        ItemId some = m_demo.findItemByKey("CO-1");
        QVERIFY(m_demo.apply({{}, {{std::nullopt, Position{m_demo.item(some)->uid, 3, 4}}}}));
    }

    void nothingIsLostInSilence_data()
    {
        QTest::addColumn<std::string>("format");
        for (const char *format : {"json", "csv", "otm"})
            QTest::newRow(format) << std::string(format);
    }
    void nothingIsLostInSilence()
    {
        QFETCH(std::string, format);
        Holdings losses;
        const std::vector<std::string> files = exported(format, losses);
        const Graph back = imported(format == "csv" ? bare(m_demo) : Graph(), files);
        const Holdings gone = lost(holdingsOf(m_demo), holdingsOf(back));
        // What a loss is called in the report of each format.
        const auto named = [&](const std::string &what) -> std::int64_t {
            const std::string sort = what.substr(0, what.find(' ')), name = what.substr(what.find(' ') + 1);
            if (format == "otm") {
                if (sort == "item")
                    return losses["otmKind " + name];
                if (what.starts_with("link attribute "))
                    return losses["otmLinkAttribute " + what.substr(15)] + losses["otmLink " + what.substr(15, what.find('.') - 15)];
                if (sort == "link")
                    return losses["otmLink " + name];
                if (sort == "field")
                    return losses["otmField " + name] + losses["otmKind " + name.substr(0, name.find('.'))];
                if (sort == "tags" || sort == "external")
                    return losses["otm" + std::string(sort == "tags" ? "Tags " : "External ") + name + "." + sort] + losses["otmKind " + name] * 4; // goes with its item
                if (sort == "attribute") // goes with its item
                    return losses["otmKind " + name.substr(0, name.find('.'))] * 100;
                if (sort == "name" || sort == "description") {
                    const Item *item = m_demo.item(m_demo.findItemByKey(name.substr(0, name.find(' '))));
                    return losses["otmKind " + std::string(kindDef(item->kind).name())];
                }
                return losses["otm" + std::string(what == "outcomes" ? "Outcomes " : what == "settings" ? "Settings " : "Position ") + what];
            }
            if (format != "csv")
                return 0;
            const std::map<std::string, std::string> codes{{"link", "csvNarrowed"}, {"field", "csvOwnFields"}, {"external", "csvExternal"},
                                                          {"outcomes", "csvOutcomes"}, {"positions", "csvPositions"}};
            if (what == "settings")
                return 1; // a table of items of one kind does not have any to begin with
            if (what.starts_with("link attribute "))
                return (losses["csvLinkAttributes"] + losses["csvNarrowed"]) * 4; // counted by links
            return codes.count(sort) ? losses[codes.at(sort)] : 0;
        };
        Holdings silent;
        for (const auto &[what, count] : gone)
            if (count > named(what))
                silent[what] = count - named(what);
        QVERIFY2(silent.empty(), told(silent).c_str());
        if (format == "json")
            QVERIFY(back.sameContent(m_demo));
        else
            QVERIFY(!gone.empty()); // else the report names what is not lost
    }

    /// Into the project that it came from, an export brings nothing new.
    void backIntoItsProjectChangesNothing_data() { nothingIsLostInSilence_data(); }
    void backIntoItsProjectChangesNothing()
    {
        QFETCH(std::string, format);
        Holdings losses;
        const Graph back = imported(m_demo, exported(format, losses));
        const Holdings more = lost(holdingsOf(back), holdingsOf(m_demo));
        Holdings added;
        for (const auto &[what, count] : more)
            if (!what.starts_with("external "))
                added[what] = count;
        QVERIFY2(added.empty(), told(added).c_str());
        QCOMPARE(told(lost(holdingsOf(m_demo), holdingsOf(back))), std::string());
    }

private:
    ProjectFolder m_folder;
    Graph m_demo;
};

TARASCOPE_TEST(ExportRoundTripTest)
#include "exportroundtriptest.moc"
