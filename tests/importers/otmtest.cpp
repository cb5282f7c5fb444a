#include "importers/otm.h"
#include "tests/importers/reimport.h"
#include "tests/importers/soundbatch.h"
#include "tests/importers/threatmodels.h"
#include "tests/testmain.h"

using namespace tarascope;

class OtmTest : public QObject
{
    Q_OBJECT

    static Result<Batch> garage()
    {
        return readOtm(bytesOf(QStringLiteral(TARASCOPE_SOURCE_DIR "/tests/corpus/otm/garage.yaml")), "garage.yaml", {});
    }

private Q_SLOTS:
    void readsElements()
    {
        const Result<Batch> batch = garage();
        QVERIFY2(batch.ok(), batch.ok() ? "" : batch.error().english().c_str());
        QCOMPARE(batch->system, std::string("otm:garage"));
        const BatchItem *app = itemOf(*batch, "component:app");
        QVERIFY(app);
        QCOMPARE(app->kind, Kind::application);
        QCOMPARE(app->tags, std::vector<std::string>{"ios"});
        QCOMPARE(app->where.text(), std::string("garage.yaml:9:5"));
        QCOMPARE(itemOf(*batch, "component:api")->kind, Kind::service);
        QCOMPARE(itemOf(*batch, "component:api")->name, std::string("Door service"));
        QCOMPARE(linesOf(*batch, "component:api", "x-attributes"), TextList{"team: doors"});
        QCOMPARE(itemOf(*batch, "component:db")->kind, Kind::dataStore);
        QCOMPARE(choiceOf(*itemOf(*batch, "zone:out"), Attr::kind), std::string("internet"));
        QCOMPARE(choiceOf(*itemOf(*batch, "zone:in"), Attr::kind), std::string("backend"));
        QCOMPARE(batch->positions.size(), std::size_t(1));
        QCOMPARE(batch->positions[0].second.x, 10.5);
        QCOMPARE(linksOf(*batch, LinkKind::inZone),
                 std::string("component:api -> zone:in\ncomponent:app -> zone:out\ncomponent:worker -> zone:in\n"
                             "zone:in -> zone:out\n"));
    }

    void linksFlowsWhereThereIsALink()
    {
        const Result<Batch> batch = garage();
        QVERIFY(batch.ok());
        QCOMPARE(linksOf(*batch, LinkKind::calls), std::string("component:app -> component:api\n"));
        QCOMPARE(linksOf(*batch, LinkKind::reads), std::string("component:api -> component:db\n"));
        QCOMPARE(linesOf(*batch, "component:app", "x-flows"), TextList{"Unlock <-> Door service (https)"});
        const LossEntry *push = lineOf(batch->kept, "flowNotLinked");
        QVERIFY(push);
        QCOMPARE(push->what, std::string("Push: Trip database -> Phone app"));
        QCOMPARE(push->where.line, 30);
        const LossEntry *lost = lineOf(batch->skipped, "flowEnd");
        QVERIFY(lost);
        QCOMPARE(lost->why.english(), std::string("one end of the flow is no element of the file, so it is not linked: moon"));
    }

    void readsThreatsAndMitigations()
    {
        const Result<Batch> batch = garage();
        QVERIFY(batch.ok());
        const BatchItem *threat = itemOf(*batch, "threat:t1");
        QVERIFY(threat);
        QCOMPARE(choiceOf(*threat, Attr::stride), std::string("informationDisclosure"));
        QCOMPARE(choiceOf(*threat, Attr::property), std::string("confidentiality"));
        QCOMPARE(*threat->attributes.get<TextList>(Attr::refs), TextList{"CWE-200"});
        QCOMPARE(linesOf(*batch, "threat:t1", "x-states"),
                 (TextList{"Door service: exposed", "Save: mitigated"}));
        QCOMPARE(linksOf(*batch, LinkKind::targets), std::string("threat:t1 -> asset:trips\nthreat:t1 -> component:api\n"));
        QCOMPARE(linksOf(*batch, LinkKind::guards),
                 std::string("mitigation:m1 -> asset:trips\nmitigation:m1 -> component:api\n"
                             "mitigation:m2 -> component:api\n"));
        QCOMPARE(choiceOf(*itemOf(*batch, "mitigation:m1"), Attr::status), std::string("planned"));
        QCOMPARE(choiceOf(*itemOf(*batch, "mitigation:m2"), Attr::status), std::string("unset"));
        QVERIFY(lineOf(batch->kept, "modelStatesDiffer") && lineOf(batch->kept, "modelStateUnknown"));
    }

    void tellsWhatIsNotTaken()
    {
        const Result<Batch> batch = garage();
        QVERIFY(batch.ok());
        QCOMPARE(lineOf(batch->kept, "modelTypeUnknown")->what, std::string("blockchain"));
        QCOMPARE(lineOf(batch->skipped, "modelNoZone")->what, std::string("component:db"));
        QCOMPARE(printedLines(batch->skipped, "modelPart"),
                 std::string("representations 1 garage.yaml:16:9\ndocument/project 1 garage.yaml:2:10\n"));
    }

    void joinsNothingOfOneId()
    {
        const Result<Batch> batch =
            readOtm(bytesOf(QStringLiteral(TARASCOPE_SOURCE_DIR "/tests/corpus/otm/circle.json")), "circle.json", {});
        QVERIFY(batch.ok());
        QCOMPARE(batch->items.size(), std::size_t(3));
        QVERIFY(itemOf(*batch, "component:a #2"));
        QVERIFY(lineOf(batch->kept, "modelIdTwice"));
        QCOMPARE(reimportFault(*batch), std::string());
    }

    void refusesBroken_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("place");
        QTest::addColumn<QString>("code");
        const auto row = [](const char *name, const char *bytes, const char *place, const char *code) {
            QTest::newRow(name) << QByteArray(bytes) << QString::fromLatin1(place) << QString::fromLatin1(code);
        };
        row("no version", "{\"project\":{}}", "m:1:1", "notOtm");
        row("list", "[]", "m:1:1", "notOtm");
        row("next version", "{\n\"otmVersion\":\"1.0\"}", "m:2:14", "otmVersion");
        row("no id", "otmVersion: 0.2.0\nassets:\n  - name: x\n", "m:3:5", "missingMember");
        row("list as id", "otmVersion: 0.2.0\nassets:\n  - id: [x]\n", "m:3:9", "wrongType");
        row("no source", "otmVersion: 0.2.0\ndataflows:\n  - destination: x\n", "m:3:5", "missingMember");
        row("object for a list", "{\"otmVersion\":\"0.2.0\",\n\"threats\":{}}", "m:2:11", "wrongType");
        row("number for an object", "{\"otmVersion\":\"0.2.0\",\"threats\":[\n7]}", "m:2:1", "wrongType");
        row("twice", "otmVersion: 0.2.0\notmVersion: 0.2.0\n", "m:2:1", "jsonDuplicateName");
    }

    void refusesBroken()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, place);
        QFETCH(QString, code);
        const Result<Batch> batch = readOtm(bytes.toStdString(), "m", {});
        QVERIFY(!batch.ok());
        QCOMPARE(batch.error().kind, ErrorKind::Input);
        QCOMPARE(QString::fromLatin1(batch.error().message.code), code);
        QCOMPARE(QString::fromStdString(batch.error().where.text()), place);
    }

    void keepsToTheLimitOfLinks()
    {
        std::string many = "{\"otmVersion\":\"0.2.0\",\"components\":[";
        for (int i = 0; i < 300; ++i)
            many += std::string(i ? "," : "") + "{\"id\":\"c" + std::to_string(i) +
                    "\",\"type\":\"service\",\"threats\":[{\"threat\":\"t\"}]}";
        many += "],\"threats\":[{\"id\":\"t\"}]}";
        QCOMPARE(codeWithLimits(readOtm, many, [](ImportLimits &) {}), std::string("read"));
        QCOMPARE(codeWithLimits(readOtm, many, [](ImportLimits &l) { l.references = 100; }), std::string("tooManyLinks"));
    }

    void readsPublicFiles_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("json") << QStringLiteral("otm__EXAMPLE.json");
        QTest::newRow("yaml") << QStringLiteral("otm__EXAMPLE.yaml");
    }

    /// 2 trust zones, 4 components, 2 data flows, 2 assets, 1 threat, 2 mitigations.
    void readsPublicFiles()
    {
        TARASCOPE_NEEDS_SHARED("data/3-threat-models")
        QFETCH(QString, name);
        const Result<Batch> batch =
            readOtm(bytesOf(QStringLiteral(TARASCOPE_SHARED_DIR "/data/3-threat-models/") + name), "EXAMPLE", {});
        QVERIFY2(batch.ok(), batch.ok() ? "" : batch.error().english().c_str());
        QCOMPARE(fault(*batch), std::string());
        QCOMPARE(reimportFault(*batch), std::string());
        QCOMPARE(countOf(*batch, Kind::zone), 2);
        QCOMPARE(countOf(*batch, Kind::service) + countOf(*batch, Kind::application) + countOf(*batch, Kind::dataStore), 4);
        QCOMPARE(countOf(*batch, Kind::dataAsset), 2);
        QCOMPARE(countOf(*batch, Kind::threatScenario), 1);
        QCOMPARE(countOf(*batch, Kind::control), 2);
        QCOMPARE(flowCount(*batch), 2);
        QCOMPARE(linksOf(*batch, LinkKind::calls), std::string("component:web-client -> component:web-service\n"));
        QCOMPARE(linksOf(*batch, LinkKind::reads), std::string("component:web-service -> component:customer-database\n"));
    }

    void jsonAndYamlAgree()
    {
        TARASCOPE_NEEDS_SHARED("data/3-threat-models")
        const auto items = [](const char *name) {
            const Result<Batch> batch = readOtm(
                bytesOf(QStringLiteral(TARASCOPE_SHARED_DIR "/data/3-threat-models/") + QLatin1String(name)), "E", {});
            std::string all;
            if (batch)
                for (const BatchItem &item : batch->items)
                    all += item.id + " " + std::string(kindDef(item.kind).name()) + " " + item.name + "\n";
            return all;
        };
        QVERIFY(!items("otm__EXAMPLE.json").empty());
        QCOMPARE(items("otm__EXAMPLE.json"), items("otm__EXAMPLE.yaml"));
    }
};

TARASCOPE_TEST(OtmTest)
#include "otmtest.moc"
