#include "importers/importer.h"
#include "tests/importers/data.h"
#include "tests/testmain.h"

using namespace tarascope;

namespace {

/// The names of all formats as the sentences list them.
std::string known()
{
    std::string names;
    for (const ImporterInfo &info : importers())
        names += (names.empty() ? "" : ", ") + std::string(info.name);
    return names;
}

} // namespace

class ImporterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void filesAreKnownByTheirContent_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("format");
        auto row = [](const char *name, const char *bytes, const char *file, const char *format) {
            QTest::newRow(name) << QByteArray(bytes) << QString::fromUtf8(file) << QString::fromUtf8(format);
        };
        row("normal form", "{\"format\":\"tarascope\",\"version\":1}", "a.json", "tarascope");
        row("normal form that speaks of others",
            "{\"format\":\"tarascope\",\"items\":[{\"name\":\"<testsuite\",\"tags\":[\"openapi\",\"swagger\"]}]}", "a.json",
            "tarascope");
        row("openapi", "\xEF\xBB\xBF\n { \"openapi\": \"3.0.1\" }", "a.json", "openapi");
        row("openapi with its version behind", "{\"components\": {\"schemas\": {\"a\": {", "a.json", "openapi");
        row("yaml with its version behind", "components:\n  schemas:\n    a:\n", "a.yaml", "openapi");
        row("bill of materials", "{\"components\": [{\"name\": \"a\"}]", "a.json", "");
        row("swagger in yaml", "# x\nswagger: '2.0'\n", "a.yml", "openapi");
        row("dbc by content", "VERSION \"\"\nBU_: A B\n", "a.txt", "dbc");
        row("dbc by name", "VERSION \"\"\n", "A.DBC", "dbc");
        row("junit", "<?xml version=\"1.0\"?><testsuites><testsuite/></testsuites>", "r.xml", "junit");
        row("kcd", "<?xml version=\"1.0\"?>\n<!-- <a> -->\n<k:NetworkDefinition xmlns:k=\"x\">", "a.xml", "kcd");
        row("otm", "{\"project\": {}, \"otmVersion\": \"0.2.0\"}", "a.json", "otm");
        row("otm in yaml", "# x\notmVersion: 0.2.0\n", "a.yaml", "otm");
        row("otm with its version behind", "{\"components\": [], \"trustZones\": [{", "a.json", "otm");
        row("ldf", "/* a */\r\nLIN_description_file ;\r\n", "a.txt", "ldf");
        row("ldf by name", "/* a */", "a.LDF", "ldf");
        row("arxml", "\xEF\xBB\xBF<?xml version=\"1.0\"?><AUTOSAR>", "a.xml", "arxml");
        row("fibex", "<fx:FIBEX>", "a.xml", "arxml");
        row("xml that speaks of AUTOSAR", "<!-- <AUTOSAR> --><a>AUTOSAR</a>", "a.arxml", "");
        row("threat dragon", "{\"summary\": {}, \"detail\": {\"diagrams\": [", "a.json", "threatdragon");
        row("tosca", "# a\ntosca_definitions_version: x\n", "a.yaml", "tosca");
        row("vss", "{\"A\": {\"type\": \"branch\", \"children\": {\"B\": {\"datatype\": \"x\"}}}}", "a.json", "vss");
        row("vss in yaml", "A:\n  type: branch\n  children:\n    B:\n      datatype: x\n", "a.yaml", "vss");
        row("tm7", "<ThreatModel xmlns=\"http://schemas.datacontract.org/2004/07/ThreatModeling.Model\">", "a.xml", "tm7");
        row("threagile", "# x\nthreagile_version: 1.0.0\n", "a.yaml", "threagile");
        row("pytm", "{\"boundaries\": [], \"elements\": []}", "a.json", "pytm");
        row("cyclonedx", "{\"bomFormat\": \"CycloneDX\"", "a.json", "cyclonedx");
        row("cyclonedx in xml", "<?xml version=\"1.0\"?>\n<bom xmlns=\"http://cyclonedx.org/schema/bom/1.2\">", "a.xml",
            "cyclonedx");
        row("csaf", "{\"document\": {\"csaf_version\": \"2.0\"", "a.json", "csaf");
        row("openvex", "{\"@context\": \"https://openvex.dev/ns/v0.2.0\"", "a.json", "openvex");
        row("spdx", "{\"SPDXID\": \"SPDXRef-DOCUMENT\"", "a.json", "spdx");
        row("spdx in yaml", "SPDXID: \"SPDXRef-DOCUMENT\"\nspdxVersion: \"SPDX-2.3\"\n", "a.yaml", "spdx");
        row("postman", "{\"info\": {\"name\": \"a\"}, \"item\": [", "a.json", "postman");
        row("postman, wrapped", "{\"collection\": {\"info\": {", "a.json", "postman");
        row("table", "Name;Type;Attached to\n", "a.txt", "csv");
        row("table that only its name gives away", "vin,model\n", "a.CSV", "csv");
        row("prose", "name, if any\n", "a.txt", "");
        row("nothing", "hello", "a.txt", "");
        row("json of another kind", "{\"a\":1}", "a.json", "");
        row("empty", "", "a.json", "");
    }

    void filesAreKnownByTheirContent()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, file);
        QFETCH(QString, format);
        const auto found = detectImporter(bytes.toStdString(), file.toStdString());
        QCOMPARE(found ? QString::fromUtf8((*found)->name.data()) : QString(), format.isEmpty() ? QString() : format);
        if (!found) {
            QCOMPARE(found.error().kind, ErrorKind::Input);
            QVERIFY(found.error().english().find(("--as: " + known())) != std::string::npos);
        }
    }

    void namesAreInTheOrderOfTheAlphabet()
    {
        for (std::size_t i = 1; i < importers().size(); ++i)
            QVERIFY(importers()[i - 1].name < importers()[i].name);
    }

    void severalCandidatesAreNamedNotGuessed()
    {
        const auto found = detectImporter("{\"format\":\"tarascope\",\"openapi\":\"3.0.1\"}", "a.json");
        QVERIFY(!found.ok());
        QCOMPARE(found.error().english(),
                 std::string("a.json: this file could be of several formats; name one with --as: openapi, tarascope"));
    }

    void namesFormatsThatAreNotRead_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("sentence");
        auto row = [](const char *name, const char *bytes, const char *sentence) {
            QTest::newRow(name) << QByteArray(bytes) << QString::fromUtf8(sentence);
        };
        row("cairis", "<?xml version=\"1.0\"?>\n<!DOCTYPE cairis_model PUBLIC \"a\" \"b\">\n<cairis_model>",
            "f:3:1: this is a CAIRIS model; this format is not read");
        row("attack flow", "{\n \"schema\": \"attack_flow_v2\"", "f:2:12: this is an Attack Flow; this format is not read");
        row("schema that speaks of otm", "{\"properties\": {\"otmVersion\": {}}}", "f:1:2: this is a JSON schema; this format is "
                                                                              "not read");
        row("stix", "{\"type\": \"bundle\", \"objects\": [", "f:1:10: this is a STIX bundle; this format is not read");
        row("mal", "// x\ncategory S {\n asset A {", "f:2:1: this is a language of MAL (Meta Attack Language); this format is "
                                                   "not read");
    }

    void namesFormatsThatAreNotRead()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, sentence);
        const auto found = detectImporter(bytes.toStdString(), "f");
        QVERIFY(!found.ok());
        QCOMPARE(QString::fromStdString(found.error().english()), sentence);
    }

    void namesThePublicFilesThatAreNotRead_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("format");
        auto row = [](const char *name, const char *format) {
            QTest::newRow(name) << QString::fromUtf8(name) << QString::fromUtf8(format);
        };
        row("3-threat-models/attack-flow__Tesla_Kubernetes_Breach.afb", "an Attack Flow");
        row("3-threat-models/cairis__ACME_Water.xml", "a CAIRIS model");
        row("3-threat-models/mal-toolbox__simple_example_model.yml", "a MAL model");
        row("3-threat-models/mindmup-as-attack-trees__Compromise_(P)RNG_Somehow.mup", "a MindMup map");
        row("3-threat-models/otm__schema.json", "a JSON schema");
        row("3-threat-models/pytm__threats.json", "a threat library of pytm, not a model");
        row("3-threat-models/threat-dragon__huskyai.tmbom.json", "a TM-BOM of the OWASP Threat Model Library");
        row("3-threat-models/threat-dragon__v2.schema.json", "a JSON schema");
        row("3-threat-models/threat-modeling-templates__MedicalDeviceTemplate.tb7",
            "a template of the Microsoft Threat Modeling Tool, not a model");
        row("3-threat-models/vehicleLang__vehicleLang.mal", "a language of MAL (Meta Attack Language)");
        row("4-threat-intel-vuln/django-DefectDojo__appendix_k.sarif", "a SARIF log");
        row("4-threat-intel-vuln/django-DefectDojo__codeQL-output.sarif", "a SARIF log");
        row("4-threat-intel-vuln/vexctl__nginx-trivy.sarif.json", "a SARIF log");
        row("4-threat-intel-vuln/mitre-cti__ics-attack_stix2.0.json", "a STIX bundle");
        row("4-threat-intel-vuln/osv-schema__maven_greater_than.osv.json", "an OSV record");
        row("5-test-results/nuclei_multiple_v3.json", "a Nuclei report");
        row("5-test-results/newman-6.2.2__VAmPI.json", "a Newman report");
        row("5-test-results/burp_seven_findings.xml", "a Burp Suite report");
        row("5-test-results/zap_2.16.1_with_req_resp.xml", "a ZAP report");
    }

    void namesThePublicFilesThatAreNotRead()
    {
        TARASCOPE_NEEDS_SHARED("data/3-threat-models")
        QFETCH(QString, name);
        QFETCH(QString, format);
        const std::string bytes = bytesOf(QStringLiteral(TARASCOPE_SHARED_DIR "/data/") + name);
        const Result<Batch> batch = readWithImporter(bytes, name.toStdString(), "", {});
        QVERIFY(!batch.ok());
        QVERIFY(batch.error().where.line > 0);
        QCOMPARE(QString::fromStdString(batch.error().message.english()),
                 QStringLiteral("this is %1; this format is not read").arg(format));
    }

    void anUnknownNameListsTheKnown()
    {
        const auto found = findImporter("xlsx");
        QCOMPARE(found.error().kind, ErrorKind::Usage);
        QCOMPARE(found.error().english(), std::string("there is no format 'xlsx'; there are ") + known());
    }
};

TARASCOPE_TEST(ImporterTest)
#include "importertest.moc"
