#include "importers/importer.h"
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
        row("bill of materials", "{\"components\": [{\"name\": \"a\"}]", "a.json", "");
        row("swagger in yaml", "# x\nswagger: '2.0'\n", "a.yml", "openapi");
        row("dbc by content", "VERSION \"\"\nBU_: A B\n", "a.txt", "dbc");
        row("dbc by name", "VERSION \"\"\n", "A.DBC", "dbc");
        row("junit", "<?xml version=\"1.0\"?><testsuites><testsuite/></testsuites>", "r.xml", "junit");
        row("kcd", "<?xml version=\"1.0\"?>\n<!-- <a> -->\n<k:NetworkDefinition xmlns:k=\"x\">", "a.xml", "kcd");
        row("otm", "{\"project\": {}, \"otmVersion\": \"0.2.0\"}", "a.json", "otm");
        row("otm in yaml", "# x\notmVersion: 0.2.0\n", "a.yaml", "otm");
        row("otm with its version behind", "{\"components\": [], \"trustZones\": [{", "a.json", "otm");
        row("schema that speaks of otm", "{\"properties\": {\"otmVersion\": {}}}", "a.json", "");
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

    void anUnknownNameListsTheKnown()
    {
        const auto found = findImporter("xlsx");
        QCOMPARE(found.error().kind, ErrorKind::Usage);
        QCOMPARE(found.error().english(), std::string("there is no format 'xlsx'; there are ") + known());
    }
};

TARASCOPE_TEST(ImporterTest)
#include "importertest.moc"
