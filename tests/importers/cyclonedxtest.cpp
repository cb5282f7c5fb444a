#include "importers/cyclonedx.h"
#include "tests/importers/reimport.h"
#include "tests/importers/soundbatch.h"
#include "tests/importers/threatmodels.h"
#include "tests/testmain.h"

using namespace tarascope;

namespace {

Result<Batch> corpus(const char *name)
{
    return readCycloneDx(bytesOf(QStringLiteral(TARASCOPE_SOURCE_DIR "/tests/corpus/cyclonedx/") + QLatin1String(name)),
                         name, {});
}

QString q(const std::string &text) { return QString::fromStdString(text); }

QString statusOf(const Batch &batch, const char *id) { return q(choiceOf(*itemOf(batch, id), Attr::status)); }

} // namespace

class CycloneDxTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsComponents()
    {
        const Result<Batch> batch = corpus("car.json");
        QVERIFY2(batch.ok(), batch.ok() ? "" : batch.error().english().c_str());
        const BatchItem *lib = itemOf(*batch, "software:a");
        QCOMPARE(lib->kind, Kind::softwareVersion);
        QCOMPARE(q(lib->name), QStringLiteral("org.x/lib 1.0"));
        QCOMPARE(q(textOf(*lib, Attr::version)), QStringLiteral("1.0"));
        QCOMPARE(q(fieldText(*batch, "software:a", "x-purl")), QStringLiteral("pkg:maven/org.x/lib@1.0"));
        QCOMPARE(q(fieldText(*batch, "software:a", "x-sha256")), QStringLiteral("ff"));
        QCOMPARE(linesOf(*batch, "software:a", "x-licenses"), (TextList{"MIT", "A OR B"}));
        QCOMPARE(lib->external.size(), std::size_t(1));
        QCOMPARE(itemOf(*batch, "software:t")->kind, Kind::component);
        QVERIFY(itemOf(*batch, "software:inner") && itemOf(*batch, "software:app"));
        QCOMPARE(itemOf(*batch, "software:s")->kind, Kind::service);
        QCOMPARE(linesOf(*batch, "software:s", "x-data"), TextList{"PII (inbound)"});
        QCOMPARE(q(linksOf(*batch, LinkKind::dependsOn)), QStringLiteral("software:s -> software:s2\n"));
        QCOMPARE(linesOf(*batch, "software:app", "x-dependsOn"), (TextList{"org.x/lib 1.0", "API"}));
        QCOMPARE(q(lineOf(batch->skipped, "dependencyNowhere")->what), QStringLiteral("gone"));
    }

    void readsVulnerabilities()
    {
        const Result<Batch> batch = corpus("car.json");
        QVERIFY(batch.ok());
        const BatchItem *first = itemOf(*batch, "vulnerability:v1");
        QCOMPARE(*first->attributes.get<TextList>(Attr::ids), (TextList{"CVE-2026-1", "CWE-79", "CWE-20"}));
        QCOMPARE(q(textOf(*first, Attr::severity)), QStringLiteral("high"));
        QCOMPARE(q(textOf(*first, Attr::vector)), QStringLiteral("AV:N"));
        QCOMPARE(q(textOf(*first, Attr::rationale)), QStringLiteral("bad"));
        QCOMPARE(statusOf(*batch, "vulnerability:v1"), QStringLiteral("open"));
        QCOMPARE(statusOf(*batch, "vulnerability:CVE-2026-2"), QStringLiteral("falsePositive"));
        QCOMPARE(statusOf(*batch, "vulnerability:CVE-2026-3"), QStringLiteral("mitigated"));
        QCOMPARE(statusOf(*batch, "vulnerability:CVE-2026-4"), QStringLiteral("fixed"));
        QCOMPARE(statusOf(*batch, "vulnerability:CVE-2026-5"), QStringLiteral("open"));
        QCOMPARE(statusOf(*batch, "vulnerability:CVE-2026-6"), QStringLiteral("unset"));
        QCOMPARE(statusOf(*batch, "vulnerability:CVE-2026-7"), QStringLiteral("falsePositive"));
        QCOMPARE(q(fieldText(*batch, "vulnerability:CVE-2026-2", "x-justification")), QStringLiteral("code_not_present"));
        QCOMPARE(linesOf(*batch, "vulnerability:v1", "x-versions"), TextList{"org.x/lib 1.0 1.0 affected"});
        QCOMPARE(q(itemOf(*batch, "software:urn:cdx:2222/1#other")->name), QStringLiteral("other"));
        QCOMPARE(q(linksOf(*batch, LinkKind::affects)).count(u'\n'), 7);
        QVERIFY(q(linksOf(*batch, LinkKind::affects)).contains(QStringLiteral("vulnerability:v1 -> software:t\n")));
        QVERIFY(lineOf(batch->kept, "vulnerabilityStatus"));
        QCOMPARE(q(printedLines(batch->kept, "softwareById")), QStringLiteral("software 1 car.json:14:112\n"));
    }

    void readsXml()
    {
        const Result<Batch> batch = corpus("car.xml");
        QVERIFY2(batch.ok(), batch.ok() ? "" : batch.error().english().c_str());
        QCOMPARE(q(fault(*batch)), QString());
        QCOMPARE(countOf(*batch, Kind::softwareVersion), 3);
        QCOMPARE(linesOf(*batch, "software:a", "x-licenses"), (TextList{"MIT", "A OR B"}));
        QCOMPARE(q(fieldText(*batch, "software:a", "x-sha256")), QStringLiteral("ff"));
        QCOMPARE(linesOf(*batch, "software:app", "x-dependsOn"), TextList{"org.x/lib 1.0"});
        QCOMPARE(*itemOf(*batch, "vulnerability:v1")->attributes.get<TextList>(Attr::ids),
                 (TextList{"CVE-2026-1", "CWE-79"}));
        QCOMPARE(statusOf(*batch, "vulnerability:v1"), QStringLiteral("falsePositive"));
        QCOMPARE(q(linksOf(*batch, LinkKind::affects)), QStringLiteral("vulnerability:v1 -> software:a\n"));
        QCOMPARE(itemOf(*batch, "software:a")->where.line, 5);
    }

    /// Two files that speak of one package mean one item; the second one leaves what the first one wrote.
    void filesMeetAtThePackage()
    {
        const Result<Batch> bom = corpus("car.json");
        const Result<Batch> vex = readCycloneDx(
            "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.4\",\"vulnerabilities\":[{\"id\":\"CVE-2026-9\",\"affects\":[{\"ref\":"
            "\"pkg:maven/org.x/lib@1.0\"}]}]}",
            "vex.json", {});
        QVERIFY(bom.ok() && vex.ok());
        Graph graph;
        QVERIFY(graph.apply(planMerge(graph, *bom, {})->set).ok());
        const Result<MergePlan> plan = planMerge(graph, *vex, {});
        QVERIFY(plan.ok());
        QCOMPARE(plan->report.added.count("softwareVersion"), std::size_t(0));
        QVERIFY(graph.apply(plan->set).ok());
        const Item *lib = graph.item(graph.findItemByExternal("purl", "pkg:maven/org.x/lib@1.0"));
        QVERIFY(lib);
        QCOMPARE(q(lib->name), QStringLiteral("org.x/lib 1.0"));
    }

    void refusesBroken_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("place");
        QTest::addColumn<QString>("code");
        const auto row = [](const char *name, const char *bytes, const char *place, const char *code) {
            QTest::newRow(name) << QByteArray(bytes) << QString::fromLatin1(place) << QString::fromLatin1(code);
        };
        row("another", "{\"a\":1}", "m:1:1", "notCycloneDx");
        row("version 2", "{\"bomFormat\":\"CycloneDX\",\n\"specVersion\":\"2.0\"}", "m:2:15", "cycloneDxVersion");
        row("xml version", "<bom xmlns=\"http://cyclonedx.org/schema/bom/2.0\"/>", "m:1:1", "cycloneDxVersion");
        row("no name", "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.4\",\"components\":[\n{}]}", "m:2:1", "missingMember");
        row("object for a list", "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.4\",\"components\":{}}", "m:1:59",
            "wrongType");
        row("xml cut", "<bom xmlns=\"http://cyclonedx.org/schema/bom/1.4\"><components>", "m:1:62", "xml");
    }

    void refusesBroken()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, place);
        QFETCH(QString, code);
        const Result<Batch> batch = readCycloneDx(bytes.toStdString(), "m", {});
        QVERIFY(!batch.ok());
        QCOMPARE(QString::fromLatin1(batch.error().message.code), code);
        QCOMPARE(q(batch.error().where.text()), place);
    }

    void readsPublicFiles_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("software"); ///< with what the metadata describe and what is known by its id alone
        QTest::addColumn<int>("services");
        QTest::addColumn<int>("vulnerabilities");
        QTest::newRow("json") << "cdx__dropwizard-1.3.15.bom.json" << 167 + 1 << 0 << 0;
        QTest::newRow("xml") << "cdx__dropwizard-1.3.15.bom.xml" << 167 + 1 << 0 << 0;
        QTest::newRow("services") << "cdx__saasbom-apigateway.bom.json" << 0 + 1 << 1 + 5 << 0;
        QTest::newRow("vex") << "cdx__vex-cisa-case-8.json" << 0 + 2 << 0 << 8;
    }

    void readsPublicFiles()
    {
        TARASCOPE_NEEDS_SHARED("data/4-threat-intel-vuln")
        QFETCH(QString, name);
        QFETCH(int, software);
        QFETCH(int, services);
        QFETCH(int, vulnerabilities);
        const Result<Batch> batch = readWithImporter(
            bytesOf(QStringLiteral(TARASCOPE_SHARED_DIR "/data/4-threat-intel-vuln/") + name), name.toStdString(), "", {});
        QVERIFY2(batch.ok(), batch.ok() ? "" : batch.error().english().c_str());
        QCOMPARE(q(fault(*batch)), QString());
        QCOMPARE(q(reimportFault(*batch)), QString());
        QCOMPARE(countOf(*batch, Kind::softwareVersion), software);
        QCOMPARE(countOf(*batch, Kind::service), services);
        QCOMPARE(countOf(*batch, Kind::vulnerability), vulnerabilities);
    }

    void jsonAndXmlAgree()
    {
        TARASCOPE_NEEDS_SHARED("data/4-threat-intel-vuln")
        const auto told = [](const char *name) {
            const Result<Batch> batch = readCycloneDx(
                bytesOf(QStringLiteral(TARASCOPE_SHARED_DIR "/data/4-threat-intel-vuln/") + QLatin1String(name)), "b", {});
            std::string all;
            for (const BatchItem &item : batch->items)
                all += item.id + " " + item.name + " " + std::to_string(linesOf(*batch, item.id, "x-dependsOn").size()) + "\n";
            return q(all);
        };
        QCOMPARE(told("cdx__dropwizard-1.3.15.bom.xml"), told("cdx__dropwizard-1.3.15.bom.json"));
    }

    void readsManyComponents()
    {
        std::string many = "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.4\",\"components\":[";
        for (int i = 0; i < 20000; ++i)
            many += std::string(i ? "," : "") + "{\"name\":\"c" + std::to_string(i) + "\",\"purl\":\"pkg:x/c" +
                    std::to_string(i) + "\"}";
        const Result<Batch> batch = readCycloneDx(many + "]}", "many", {});
        QVERIFY(batch.ok());
        QCOMPARE(batch->items.size(), std::size_t(20000));
        QCOMPARE(q(reimportFault(*batch)), QString());
    }
};

TARASCOPE_TEST(CycloneDxTest)
#include "cyclonedxtest.moc"
