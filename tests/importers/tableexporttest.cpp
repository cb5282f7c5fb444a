#include "importers/csv.h"
#include "model/exchange/exports.h"
#include "model/merge.h"
#include "tests/casetext.h"
#include "tests/testmain.h"

#include <QtCore/QXmlStreamReader>

#include <set>

using namespace tarascope;

namespace {

const char *const model = R"(CO-1 {"type":"gateway","asil":"B","safetyRelevant":true,"supplier":"A, B"}
CO-2 {"type":"ecu"}; NW-1 {"type":"can"}; CO-1 attachedTo NW-1; CO-2 attachedTo NW-1
CT-1 = 22100; EP-1 {"scopes":["a","b"],"bulkCapable":false}; EP-1 handledBy SV-1)";

Exported written(const Graph &graph, const char *format, const std::string &what = {})
{
    for (const ExportFormat &each : exportFormats())
        if (each.name == format) {
            const Result<Selection> selection = selectItems(graph, what);
            if (!selection)
                return {selection.error().english(), {}};
            Result<Exported> made = each.write(graph, *selection, {});
            return made ? *made : Exported{made.error().english(), {}};
        }
    return {};
}

/// The graph with names that hurt where they are not escaped.
Graph hostile(const std::string &evil)
{
    LoadedCase loaded = caseOf(model);
    ChangeSet set;
    loaded.graph.forEachItem([&](ItemId, const Item &item) {
        Item after = item;
        after.name = evil;
        after.description = evil;
        set.changes.push_back({item, after});
    });
    if (!loaded.graph.apply(set))
        qFatal("names");
    return loaded.graph;
}

} // namespace

/// What is exported for other tools; a table must come back as it was.
class TableExportTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    /// Import of an exported table into the same project changes nothing: every cell means what it was.
    void aTableComesBack_data()
    {
        QTest::addColumn<std::string>("kind");
        for (const char *kind : {"component", "network", "control", "endpoint", "service"})
            QTest::newRow(kind) << std::string(kind);
    }
    void aTableComesBack()
    {
        QFETCH(std::string, kind);
        for (const std::string &name : {std::string("Gateway"), std::string("=cmd|' /C calc'!A0"), std::string("'-1"),
                                        std::string("a \"b\"; c,\nd"), std::string("+49 170"), std::string("''=x")}) {
            const Graph graph = hostile(name);
            const std::string csv = written(graph, "csv", kind).text;
            const Result<Batch> batch = readCsv(csv, "t.csv", {});
            QVERIFY2(batch, batch ? "" : batch.error().english().c_str());
            const Result<MergePlan> plan = planMerge(graph, *batch, {});
            QVERIFY2(plan, plan ? "" : plan.error().english().c_str());
            Graph after = graph;
            QVERIFY(after.apply(plan->set));
            graph.forEachItem([&](ItemId, const Item &item) {
                const Item &now = *after.item(after.findItem(item.uid));
                QVERIFY2(now.name == item.name && now.description == item.description && now.attributes == item.attributes, csv.c_str());
            });
            QCOMPARE(after.itemCount(), graph.itemCount());
            QCOMPARE(after.linkCount(), graph.linkCount());
        }
    }

    void noCellBeginsAFormula()
    {
        for (const char *evil : {"=1+1", "+1", "-1", "@x", "\t=1", "\uFF1D1", "'=1"}) {
            const std::string csv = written(hostile(evil), "csv", "component").text;
            const std::string wanted = std::string("'") + evil;
            QVERIFY2(csv.find(wanted) != std::string::npos, csv.c_str());
        }
    }

    void whatATableCannotHoldIsSaid()
    {
        const Exported table = written(caseOf(model).graph, "csv", "network");
        QCOMPARE(table.skipped.size(), std::size_t(1));
        QCOMPARE(table.skipped.front().why.english(),
                 std::string("2 links that end at these items stand in the tables of the others"));
        QVERIFY(written(caseOf(model).graph, "csv").text.find("A table holds one kind") != std::string::npos);
    }

    void selections()
    {
        const Graph graph = caseOf(model).graph;
        const auto keys = [&graph](const std::string &what) {
            const Result<Selection> selection = selectItems(graph, what);
            if (!selection)
                return std::string(selection.error().message.code);
            std::string out;
            for (ItemId id : selection->items)
                out += graph.item(id)->key + " ";
            return out + std::to_string(selection->links.size());
        };
        QCOMPARE(keys("component"), std::string("CO-1 CO-2 0"));
        QCOMPARE(keys("component,network"), std::string("CO-1 CO-2 NW-1 2"));
        QCOMPARE(keys("CO-1"), std::string("CO-1 0"));
        QCOMPARE(keys("CO-1+1"), std::string("CO-1 NW-1 1"));
        QCOMPARE(keys("CO-1+2"), std::string("CO-1 CO-2 NW-1 2"));
        QCOMPARE(keys(""), std::string("CO-1 CO-2 CT-1 EP-1 NW-1 SV-1 3"));
        QVERIFY(keys("nothing").find(' ') == std::string::npos);
    }

    void dotHasOnlyOurIds()
    {
        const std::string dot = written(hostile("\"]; n9 [image=\"/etc/passwd\"]; //\\"), "dot").text;
        QCOMPARE(QString::fromStdString(dot).count(QLatin1String(" [label=")), 9); // six items, three links
        QVERIFY2(dot.find("\\\"]; n9 [image=\\\"") != std::string::npos, dot.c_str());
        QVERIFY(dot.find("\"]; n9") == dot.find("\\\"]; n9") + 1);
    }

    void graphMlAndSvgAreWellFormed()
    {
        for (const char *format : {"graphml", "svg"}) {
            const std::string text = written(hostile("<script>&\x02\"]]>"), format).text;
            QXmlStreamReader reader(QByteArray::fromStdString(text));
            std::set<QString> elements;
            int nodes = 0;
            while (!reader.atEnd())
                if (reader.readNext() == QXmlStreamReader::StartElement) {
                    elements.insert(reader.name().toString());
                    nodes += reader.name() == QLatin1String("node") ? 1 : 0;
                }
            QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
            QVERIFY(!elements.contains(QStringLiteral("script")));
            if (format == std::string("graphml"))
                QCOMPARE(nodes, 6);
        }
    }
};

TARASCOPE_TEST(TableExportTest)
#include "tableexporttest.moc"
