#include "importers/tm7.h"
#include "importers/xmlnodes.h"
#include "tests/importers/reimport.h"
#include "tests/importers/soundbatch.h"
#include "tests/importers/threatmodels.h"
#include "tests/testmain.h"

using namespace tarascope;

namespace {

std::string corpus(const char *name)
{
    return bytesOf(QStringLiteral(TARASCOPE_SOURCE_DIR "/tests/corpus/tm7/") + QLatin1String(name));
}

} // namespace

class Tm7Test : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheTree()
    {
        const auto document = readXmlNodes("<?xml version='1.0'?>\n<!-- c --><p:a x='1' q:y='&lt;2'>\n <b> t &amp; u </b><b/>\n"
                                          "<c><![CDATA[<d>]]></c></p:a>",
                                          "m", {});
        QVERIFY2(document.ok(), document.ok() ? "" : document.error().english().c_str());
        const json::Node &root = document->root;
        QCOMPARE(root.name, std::string("a"));
        QCOMPARE(root.text, std::string());
        QVERIFY(root.isObject());
        QCOMPARE(root.children.size(), std::size_t(5));
        QCOMPARE(xmlText(root, "@y"), std::string_view("<2"));
        QCOMPARE(xmlText(root, "b"), std::string_view("t & u"));
        QCOMPARE(xmlText(root, "c"), std::string_view("<d>"));
        QCOMPARE(document->where(root.children[2]).text(), std::string("m:3:2"));
        QCOMPARE(document->where(root.children[4]).text(), std::string("m:4:1"));
        QCOMPARE(xmlText(root, "none"), std::string_view());
    }

    void readsElements()
    {
        const Result<Batch> batch = readTm7(corpus("door.tm7"), "door.tm7", {});
        QVERIFY2(batch.ok(), batch.ok() ? "" : batch.error().english().c_str());
        QCOMPARE(itemOf(*batch, "element:api")->name, std::string("Door & key API"));
        QCOMPARE(itemOf(*batch, "element:api")->kind, Kind::service);
        QCOMPARE(itemOf(*batch, "element:api")->where.line, 8);
        QCOMPARE(itemOf(*batch, "element:app")->kind, Kind::application);
        QCOMPARE(linesOf(*batch, "element:db", "x-properties"), TextList{"Storage Type: File"});
        QCOMPARE(itemOf(*batch, "element:db")->tags, std::vector<std::string>{"out-of-scope"});
        QCOMPARE(linksOf(*batch, LinkKind::inZone), std::string("element:api -> element:cloud\nelement:db -> element:cloud\n"));
        QCOMPARE(linksOf(*batch, LinkKind::calls), std::string("element:app -> element:api\n"));
        QCOMPARE(linksOf(*batch, LinkKind::reads), std::string("element:api -> element:db\n"));
        QCOMPARE(flowCount(*batch), 4);
        QCOMPARE(printedLines(batch->skipped, "flowEnd"), std::string("Gone nowhere door.tm7:32:46\n"));
        QCOMPARE(printedLines(batch->skipped, "modelPart"),
                 std::string("StencilOval 1 door.tm7:19:47\nMetaInformation 1 door.tm7:36:2\n"
                             "KnowledgeBase 1 door.tm7:47:2\n"));
    }

    void readsThreats()
    {
        const Result<Batch> batch = readTm7(corpus("door.tm7"), "door.tm7", {});
        QVERIFY(batch.ok());
        QCOMPARE(countOf(*batch, Kind::threatScenario), 4);
        QCOMPARE(choiceOf(*itemOf(*batch, "threat:k2"), Attr::stride), std::string("elevationOfPrivilege"));
        QCOMPARE(fieldText(*batch, "threat:k3", "x-category"), std::string("Odd"));
        QCOMPARE(fieldText(*batch, "threat:k1", "x-priority"), std::string("High"));
        QCOMPARE(linksOf(*batch, LinkKind::guards),
                 std::string("mitigation:TH1 -> element:api\nmitigation:TH1 -> element:app\nmitigation:TH1 -> element:db\n"
                             "mitigation:TH2 -> element:api\nmitigation:k3 -> element:api\nmitigation:k3 -> element:db\n"));
        QCOMPARE(choiceOf(*itemOf(*batch, "mitigation:TH1"), Attr::status), std::string("idea"));
        QCOMPARE(choiceOf(*itemOf(*batch, "mitigation:TH2"), Attr::status), std::string("implemented"));
    }

    void refusesBroken_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("place");
        QTest::addColumn<QString>("code");
        const auto row = [](const char *name, const std::string &bytes, const char *place, const char *code) {
            QTest::newRow(name) << QByteArray::fromStdString(bytes) << QString::fromLatin1(place)
                                << QString::fromLatin1(code);
        };
        std::string deep;
        for (int i = 0; i < 300; ++i)
            deep += "<a>";
        row("another root", "<KnowledgeBase/>", "m:1:1", "notTm7");
        row("no diagrams", "\n<ThreatModel/>", "m:2:1", "notTm7");
        row("entities", corpus("entities.tm7"), "m:1:1", "xmlEntities");
        row("deep", deep, "m:1:769", "tooDeep");
        row("empty", "", "m:1:1", "xml");
        row("not UTF-8", "<ThreatModel>\xff</ThreatModel>", "m:1:14", "invalidUtf8");
    }

    void refusesBroken()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, place);
        QFETCH(QString, code);
        const Result<Batch> batch = readTm7(bytes.toStdString(), "m", {});
        QVERIFY(!batch.ok());
        QCOMPARE(QString::fromLatin1(batch.error().message.code), code);
        QCOMPARE(QString::fromStdString(batch.error().where.text()), place);
    }

    /// 1 rectangle, 1 ellipse, 2 stores, 6 connectors, 2 boundary boxes, 43 threats.
    void readsThePublicFile()
    {
        TARASCOPE_NEEDS_SHARED("data/3-threat-models")
        const Result<Batch> batch = readWithImporter(
            bytesOf(QStringLiteral(TARASCOPE_SHARED_DIR "/data/3-threat-models/startleft__MTMT_example.tm7")), "m.tm7", "", {});
        QVERIFY2(batch.ok(), batch.ok() ? "" : batch.error().english().c_str());
        QCOMPARE(fault(*batch), std::string());
        QCOMPARE(reimportFault(*batch), std::string());
        QCOMPARE(countOf(*batch, Kind::application), 1);
        QCOMPARE(countOf(*batch, Kind::service), 1);
        QCOMPARE(countOf(*batch, Kind::dataStore), 2);
        QCOMPARE(countOf(*batch, Kind::zone), 2);
        QCOMPARE(flowCount(*batch), 6);
        QCOMPARE(countOf(*batch, Kind::threatScenario), 43);
        const auto classified = std::count_if(batch->items.begin(), batch->items.end(), [](const BatchItem &item) {
            return item.kind == Kind::threatScenario && item.attributes.find(Attr::stride);
        });
        QCOMPARE(classified, 43);
    }
};

TARASCOPE_TEST(Tm7Test)
#include "tm7test.moc"
