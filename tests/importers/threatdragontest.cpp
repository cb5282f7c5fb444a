#include "importers/threatdragon.h"
#include "tests/importers/reimport.h"
#include "tests/importers/soundbatch.h"
#include "tests/importers/threatmodels.h"
#include "tests/testmain.h"

using namespace tarascope;

namespace {

Result<Batch> corpus(const char *name)
{
    return readThreatDragon(
        bytesOf(QStringLiteral(TARASCOPE_SOURCE_DIR "/tests/corpus/threatdragon/") + QLatin1String(name)), name, {});
}

} // namespace

class ThreatDragonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsElementsAndZones()
    {
        const Result<Batch> batch = corpus("two.json");
        QVERIFY2(batch.ok(), batch.ok() ? "" : batch.error().english().c_str());
        QCOMPARE(itemOf(*batch, "element:phone")->kind, Kind::application);
        QCOMPARE(itemOf(*batch, "element:idp")->kind, Kind::thirdParty);
        QCOMPARE(itemOf(*batch, "element:door")->kind, Kind::service);
        QCOMPARE(itemOf(*batch, "element:door")->name, std::string("Door process"));
        QCOMPARE(itemOf(*batch, "element:door")->where.text(), std::string("two.json:15:4"));
        QCOMPARE(itemOf(*batch, "element:log")->tags, std::vector<std::string>{"out-of-scope"});
        QCOMPARE(linesOf(*batch, "element:log", "x-properties"), TextList{"isALog"});
        QCOMPARE(itemOf(*batch, "zone:big")->name, std::string("Inside the car"));
        QCOMPARE(linksOf(*batch, LinkKind::inZone),
                 std::string("element:door -> zone:small\nelement:log -> zone:big\nzone:small -> zone:big\n"));
        QCOMPARE(printedLines(batch->kept, "drawnInZone"), std::string("trust boundary 3 two.json:5:4\n"));
        QCOMPARE(printedLines(batch->skipped, "boundaryLine"), std::string("trust boundary 1 two.json:6:4\n"));
        QVERIFY(printedLines(batch->skipped, "modelPart").starts_with("tm.Text 1 two.json:7:4\nthreats/odd 1 "));
    }

    void readsFlows()
    {
        const Result<Batch> batch = corpus("two.json");
        QVERIFY(batch.ok());
        QCOMPARE(flowCount(*batch), 5);
        QCOMPARE(linksOf(*batch, LinkKind::calls), std::string("element:phone -> element:door\n"));
        QCOMPARE(linksOf(*batch, LinkKind::reads),
                 std::string("element:door #2 -> element:log #2\nelement:door -> element:log\n"));
        QCOMPARE(linesOf(*batch, "element:phone", "x-flows"), TextList{"Unlock -> Door process (BLE, encrypted)"});
        QCOMPARE(linesOf(*batch, "element:log", "x-flows"), (TextList{"Loose <- ?", "Read -> Door process"}));
        QCOMPARE(printedLines(batch->kept, "flowAnswers"), std::string("flow 1 two.json:10:4\n"));
        QCOMPARE(lineOf(batch->skipped, "flowEnd")->what, std::string("Loose"));
    }

    void readsThreats()
    {
        const Result<Batch> batch = corpus("two.json");
        QVERIFY(batch.ok());
        QCOMPARE(choiceOf(*itemOf(*batch, "threat:t1"), Attr::stride), std::string("spoofing"));
        QCOMPARE(choiceOf(*itemOf(*batch, "threat:t1"), Attr::property), std::string("authenticity"));
        QCOMPARE(fieldText(*batch, "threat:t1", "x-severity"), std::string("High"));
        QCOMPARE(choiceOf(*itemOf(*batch, "threat:t2"), Attr::stride), std::string("unset"));
        QCOMPARE(fieldText(*batch, "threat:t2", "x-category"), std::string("Linkability"));
        QCOMPARE(linksOf(*batch, LinkKind::targets),
                 std::string("threat:t1 -> element:door\nthreat:t2 -> element:door\nthreat:t2 -> element:phone\n"));
        QCOMPARE(itemOf(*batch, "mitigation:t1")->description, std::string("Bind the key to the phone."));
        QCOMPARE(choiceOf(*itemOf(*batch, "mitigation:t1"), Attr::status), std::string("idea"));
        QCOMPARE(linksOf(*batch, LinkKind::guards), std::string("mitigation:t1 -> element:door\n"));
    }

    void readsVersionOne()
    {
        const Result<Batch> batch = corpus("one.json");
        QVERIFY2(batch.ok(), batch.ok() ? "" : batch.error().english().c_str());
        QCOMPARE(fault(*batch), std::string());
        QCOMPARE(linksOf(*batch, LinkKind::reads), std::string("element:p -> element:s\n"));
        QCOMPARE(linesOf(*batch, "element:p", "x-flows"), TextList{"write -> Store"});
        QCOMPARE(choiceOf(*itemOf(*batch, "threat:s/1"), Attr::property), std::string("integrity"));
        QCOMPARE(choiceOf(*itemOf(*batch, "threat:s/1"), Attr::stride), std::string("unset"));
        QCOMPARE(choiceOf(*itemOf(*batch, "mitigation:s/1"), Attr::status), std::string("implemented"));
        QCOMPARE(choiceOf(*itemOf(*batch, "threat:s/2"), Attr::stride), std::string("tampering"));
        QVERIFY(!itemOf(*batch, "mitigation:s/2"));
    }

    void refusesBroken_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("place");
        QTest::addColumn<QString>("code");
        const auto row = [](const char *name, const char *bytes, const char *place, const char *code) {
            QTest::newRow(name) << QByteArray(bytes) << QString::fromLatin1(place) << QString::fromLatin1(code);
        };
        row("no diagrams", "{\"summary\":{},\n\"detail\":{}}", "m:1:1", "notThreatDragon");
        row("next version", "{\"version\":\"3.0\"}", "m:1:12", "threatDragonVersion");
        row("no id", "{\"detail\":{\"diagrams\":[{\"cells\":[\n{\"shape\":\"store\"}]}]}}", "m:2:1", "missingMember");
        row("number as cell", "{\"detail\":{\"diagrams\":[{\"cells\":[\n 3]}]}}", "m:2:2", "wrongType");
        row("threats as object", "{\"detail\":{\"diagrams\":[{\"cells\":[{\"id\":\"a\",\n\"threats\":{}}]}]}}", "m:2:11",
            "wrongType");
        row("cut", "{\"detail\":{\"diagrams\":[", "m:1:24", "jsonCutOff");
    }

    void refusesBroken()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, place);
        QFETCH(QString, code);
        const Result<Batch> batch = readThreatDragon(bytes.toStdString(), "m", {});
        QVERIFY(!batch.ok());
        QCOMPARE(QString::fromLatin1(batch.error().message.code), code);
        QCOMPARE(QString::fromStdString(batch.error().where.text()), place);
    }

    void keepsToTheLimitOfLinks()
    {
        std::string many = "{\"detail\":{\"diagrams\":[{\"cells\":[";
        for (int i = 0; i < 200; ++i)
            many += std::string(i ? "," : "") + "{\"id\":\"c" + std::to_string(i) +
                    "\",\"type\":\"tm.Store\",\"threats\":[{\"title\":\"t\"}]}";
        many += "]}]}}";
        QCOMPARE(codeWithLimits(readThreatDragon, many, [](ImportLimits &) {}), std::string("read"));
        QCOMPARE(codeWithLimits(readThreatDragon, many, [](ImportLimits &l) { l.references = 9; }),
                 std::string("tooManyLinks"));
    }

    void readsPublicFiles_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("stores");
        QTest::addColumn<int>("processes");
        QTest::addColumn<int>("actors");
        QTest::addColumn<int>("flows");
        QTest::addColumn<int>("boxes");
        QTest::addColumn<int>("lines");
        QTest::addColumn<int>("threats");
        QTest::newRow("1") << "threat-dragon__v1_demo.json" << 4 << 2 << 1 << 10 << 0 << 4 << 14;
        QTest::newRow("2") << "threat-dragon__v2_demo.json" << 4 << 2 << 1 << 10 << 0 << 3 << 14;
        QTest::newRow("car") << "threat-dragon__v2_renting-car.json" << 2 << 10 << 3 << 15 << 3 << 0 << 0;
    }

    void readsPublicFiles()
    {
        TARASCOPE_NEEDS_SHARED("data/3-threat-models")
        QFETCH(QString, name);
        const auto wanted = [](const char *column) { return *static_cast<const int *>(QTest::qData(column, QMetaType::Int)); };
        const Result<Batch> batch =
            readThreatDragon(bytesOf(QStringLiteral(TARASCOPE_SHARED_DIR "/data/3-threat-models/") + name), "m", {});
        QVERIFY2(batch.ok(), batch.ok() ? "" : batch.error().english().c_str());
        QCOMPARE(fault(*batch), std::string());
        QCOMPARE(reimportFault(*batch), std::string());
        QCOMPARE(countOf(*batch, Kind::dataStore), wanted("stores"));
        QCOMPARE(countOf(*batch, Kind::service), wanted("processes"));
        QCOMPARE(countOf(*batch, Kind::application), wanted("actors"));
        QCOMPARE(flowCount(*batch), wanted("flows"));
        QCOMPARE(countOf(*batch, Kind::zone), wanted("boxes"));
        const LossEntry *lines = lineOf(batch->skipped, "boundaryLine");
        QCOMPARE(lines ? lines->why.args.front() : "0", std::to_string(wanted("lines")));
        QCOMPARE(countOf(*batch, Kind::threatScenario), wanted("threats"));
    }

    void refusesThePublicMalformedFile()
    {
        TARASCOPE_NEEDS_SHARED("data/3-threat-models")
        const Result<Batch> batch = readWithImporter(
            bytesOf(QStringLiteral(TARASCOPE_SHARED_DIR "/data/3-threat-models/threat-dragon__v2-malformed.json")), "m.json",
            "", {});
        QVERIFY(!batch.ok());
        QCOMPARE(batch.error().english(),
                 std::string("m.json:1:1: this is no Threat Dragon model: it has no \"detail\" with a list \"diagrams\""));
    }
};

TARASCOPE_TEST(ThreatDragonTest)
#include "threatdragontest.moc"
