#include "importers/csaf.h"
#include "importers/openvex.h"
#include "importers/spdx.h"
#include "tests/importers/reimport.h"
#include "tests/importers/soundbatch.h"
#include "tests/importers/threatmodels.h"
#include "tests/testmain.h"

using namespace tarascope;

namespace {

std::string corpus(const char *name)
{
    return bytesOf(QStringLiteral(TARASCOPE_SOURCE_DIR "/tests/corpus/") + QLatin1String(name));
}

QString q(const std::string &text) { return QString::fromStdString(text); }
QString statusOf(const Batch &batch, const char *id) { return q(choiceOf(*itemOf(batch, id), Attr::status)); }

QString faultOf(const Result<Batch> &batch)
{
    if (!batch)
        return q(batch.error().english());
    const std::string own = fault(*batch);
    return q(own.empty() ? reimportFault(*batch) : own);
}

} // namespace

class AdvisoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void csafProducts()
    {
        const Result<Batch> batch = readCsaf(corpus("csaf/advisory.json"), "a.json", {});
        QCOMPARE(faultOf(batch), QString());
        QCOMPARE(countOf(*batch, Kind::softwareVersion), 5); // with P9, which only a status names
        QCOMPARE(q(textOf(*itemOf(*batch, "software:P1"), Attr::version)), QStringLiteral("1.0"));
        QCOMPARE(q(textOf(*itemOf(*batch, "software:P2"), Attr::version)), QStringLiteral("<2"));
        QCOMPARE(q(fieldText(*batch, "software:P1", "x-purl")), QStringLiteral("pkg:x/tcu@1.0"));
        QCOMPARE(linesOf(*batch, "software:P1", "x-numbers"), TextList{"model_numbers: M1"});
        QCOMPARE(q(fieldText(*batch, "software:P4", "x-relation")), QStringLiteral("P1 installed_on P3"));
        QCOMPARE(q(itemOf(*batch, "software:P9")->name), QStringLiteral("P9"));
        QVERIFY(lineOf(batch->kept, "softwareById"));
    }

    void csafStatuses()
    {
        const Result<Batch> batch = readCsaf(corpus("csaf/advisory.json"), "a.json", {});
        QVERIFY(batch.ok());
        const BatchItem *first = itemOf(*batch, "vulnerability:CVE-2026-1");
        QCOMPARE(q(first->name), QStringLiteral("CVE-2026-1 Bad"));
        QCOMPARE(q(first->description), QStringLiteral("words"));
        QCOMPARE(*first->attributes.get<TextList>(Attr::ids), (TextList{"CVE-2026-1", "CWE-79"}));
        QCOMPARE(q(textOf(*first, Attr::severity)), QStringLiteral("HIGH"));
        QCOMPARE(q(textOf(*first, Attr::vector)), QStringLiteral("CVSS:3.1/AV:N"));
        QCOMPARE(statusOf(*batch, "vulnerability:CVE-2026-1"), QStringLiteral("open"));
        QCOMPARE(linesOf(*batch, "vulnerability:CVE-2026-1", "x-statements"),
                 (TextList{"TCU <2: known_not_affected (component_not_present)",
                           "Gateway: known_not_affected (component_not_present)", "TCU on Gateway: fixed"}));
        QCOMPARE(statusOf(*batch, "vulnerability:CVE-2026-2"), QStringLiteral("falsePositive"));
        QCOMPARE(q(fieldText(*batch, "vulnerability:CVE-2026-2", "x-justification")),
                 QStringLiteral("vulnerable_code_not_in_execute_path"));
        QCOMPARE(statusOf(*batch, "vulnerability:CVE-2026-3"), QStringLiteral("fixed"));
        QCOMPARE(statusOf(*batch, "vulnerability:INT-7"), QStringLiteral("open"));
        QCOMPARE(statusOf(*batch, "vulnerability:CVE-2026-4"), QStringLiteral("mitigated"));
        QCOMPARE(q(linksOf(*batch, LinkKind::affects)),
                 QStringLiteral("vulnerability:CVE-2026-1 -> software:P1\nvulnerability:CVE-2026-2 -> software:P1\n"
                                "vulnerability:CVE-2026-2 -> software:P2\nvulnerability:CVE-2026-3 -> software:P1\n"
                                "vulnerability:CVE-2026-4 -> software:P1\nvulnerability:INT-7 -> software:P9\n"));
        QCOMPARE(q(printedLines(batch->kept, "vulnerabilityDiffers")), QStringLiteral("statement 4 a.json:11:3\n"));
    }

    void openVex()
    {
        const Result<Batch> batch = readOpenVex(corpus("openvex/two.json"), "v.json", {});
        QCOMPARE(faultOf(batch), QString());
        QCOMPARE(countOf(*batch, Kind::vulnerability), 3);
        QCOMPARE(countOf(*batch, Kind::softwareVersion), 2);
        QCOMPARE(statusOf(*batch, "vulnerability:CVE-2026-1"), QStringLiteral("falsePositive"));
        QCOMPARE(statusOf(*batch, "vulnerability:CVE-2026-1 #2"), QStringLiteral("open"));
        QCOMPARE(statusOf(*batch, "vulnerability:CVE-2026-3"), QStringLiteral("unset"));
        QCOMPARE(*itemOf(*batch, "vulnerability:CVE-2026-1")->attributes.get<TextList>(Attr::ids),
                 (TextList{"CVE-2026-1", "GHSA-1"}));
        QCOMPARE(linesOf(*batch, "software:pkg:x/a@1", "x-subcomponents"), TextList{"pkg:x/b@2"});
        QCOMPARE(q(linksOf(*batch, LinkKind::affects)),
                 QStringLiteral("vulnerability:CVE-2026-1 #2 -> software:pkg:x/a@1\n"
                                "vulnerability:CVE-2026-1 -> software:pkg:x/a@1\n"
                                "vulnerability:CVE-2026-1 -> software:pkg:x/c@1\n"));
    }

    void spdx()
    {
        const Result<Batch> batch = readSpdx(corpus("spdx/door.json"), "s.json", {});
        QCOMPARE(faultOf(batch), QString());
        QCOMPARE(countOf(*batch, Kind::softwareVersion), 3);
        QCOMPARE(q(itemOf(*batch, "software:SPDXRef-a")->name), QStringLiteral("door 1.0"));
        QCOMPARE(q(fieldText(*batch, "software:SPDXRef-a", "x-cpe")), QStringLiteral("cpe:2.3:a:us:door"));
        QCOMPARE(q(fieldText(*batch, "software:SPDXRef-a", "x-sha256")), QStringLiteral("ff"));
        QCOMPARE(linesOf(*batch, "software:SPDXRef-a", "x-licenses"), TextList{"MIT"});
        QCOMPARE(linesOf(*batch, "software:SPDXRef-a", "x-dependsOn"), (TextList{"lib", "tool"}));
        QCOMPARE(linesOf(*batch, "software:SPDXRef-a", "x-relationships"), TextList{"GENERATED_FROM tool"});
        QCOMPARE(q(textOf(*itemOf(*batch, "software:SPDXRef-b"), Attr::version)), QStringLiteral("unset"));
        QVERIFY(q(printedLines(batch->skipped, "modelPart")).contains(QStringLiteral("files 2 ")));
        QCOMPARE(faultOf(readSpdx(corpus("spdx/small.yaml"), "s.yaml", {})), QString());
    }

    void refusesBroken_data()
    {
        QTest::addColumn<QString>("format");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("place");
        QTest::addColumn<QString>("code");
        const auto row = [](const char *name, const char *bytes, const char *place, const char *code) {
            QTest::newRow(qPrintable(QLatin1String(name) + QLatin1String(code)))
                << QString::fromLatin1(name) << QByteArray(bytes) << QString::fromLatin1(place) << QString::fromLatin1(code);
        };
        row("csaf", "{}", "m:1:1", "notCsaf");
        row("csaf", "{\"document\":{\n\"csaf_version\":\"3.0\"}}", "m:2:16", "csafVersion");
        row("csaf", "{\"document\":{\"csaf_version\":\"2.0\"},\n\"product_tree\":{\"branches\":[{\"product\":{}}]}}", "m:2:40",
            "missingMember");
        row("csaf", "{\"document\":{\"csaf_version\":\"2.0\"},\n\"vulnerabilities\":{}}", "m:2:19", "wrongType");
        row("openvex", "{\"@context\":\"x\"}", "m:1:1", "notOpenVex");
        row("openvex", "{\"@context\":\"openvex\",\"statements\":[\n1]}", "m:2:1", "wrongType");
        row("spdx", "{}", "m:1:1", "notSpdx");
        row("spdx", "{\"@graph\":[]}", "m:1:11", "spdxVersion");
        row("spdx", "{\"spdxVersion\":\"SPDX-2.3\",\"packages\":[\n{\"SPDXID\":\"a\"}]}", "m:2:1", "missingMember");
    }

    void refusesBroken()
    {
        QFETCH(QString, format);
        QFETCH(QByteArray, bytes);
        QFETCH(QString, place);
        QFETCH(QString, code);
        const Result<Batch> batch = readWithImporter(bytes.toStdString(), "m", format.toStdString(), {});
        QVERIFY(!batch.ok());
        QCOMPARE(q(batch.error().message.code), code);
        QCOMPARE(q(batch.error().where.text()), place);
    }

    void keepsToTheLimitOfLinks()
    {
        const std::string advisory = corpus("csaf/advisory.json");
        QCOMPARE(q(codeWithLimits(readCsaf, advisory, [](ImportLimits &l) { l.references = 1; })),
                 QStringLiteral("tooManyLinks"));
    }

    /// 65 vulnerabilities, 20 products, each affected by each.
    void readsThePublicAdvisory()
    {
        TARASCOPE_NEEDS_SHARED("data/4-threat-intel-vuln")
        const Result<Batch> batch = readWithImporter(
            bytesOf(QStringLiteral(TARASCOPE_SHARED_DIR "/data/4-threat-intel-vuln/CSAF__icsa-23-075-01.json")), "a", "", {});
        QCOMPARE(faultOf(batch), QString());
        QCOMPARE(countOf(*batch, Kind::vulnerability), 65);
        QCOMPARE(countOf(*batch, Kind::softwareVersion), 20);
        QCOMPARE(batch->links.size(), std::size_t(65 * 20));
        const auto complete = std::count_if(batch->items.begin(), batch->items.end(), [](const BatchItem &item) {
            return item.kind == Kind::vulnerability && choiceOf(item, Attr::status) == "open" &&
                   item.attributes.find(Attr::severity) && item.attributes.find(Attr::vector) &&
                   item.attributes.get<TextList>(Attr::ids)->size() == 2;
        });
        QCOMPARE(complete, 65);
    }

    /// One statement: fixed in two products.
    void readsThePublicOpenVex()
    {
        TARASCOPE_NEEDS_SHARED("data/4-threat-intel-vuln")
        const Result<Batch> batch = readWithImporter(
            bytesOf(QStringLiteral(TARASCOPE_SHARED_DIR "/data/4-threat-intel-vuln/vexctl__demo.vex.json")), "v", "", {});
        QCOMPARE(faultOf(batch), QString());
        QCOMPARE(countOf(*batch, Kind::vulnerability), 1);
        QCOMPARE(countOf(*batch, Kind::softwareVersion), 2);
        QCOMPARE(statusOf(*batch, "vulnerability:CVE-2014-123456"), QStringLiteral("fixed"));
        QCOMPARE(batch->links.size(), std::size_t(2));
    }
};

TARASCOPE_TEST(AdvisoryTest)
#include "advisorytest.moc"
