#include "importers/threagile.h"
#include "tests/importers/reimport.h"
#include "tests/importers/soundbatch.h"
#include "tests/importers/threatmodels.h"
#include "tests/testmain.h"

using namespace tarascope;

namespace {

std::string car() { return bytesOf(QStringLiteral(TARASCOPE_SOURCE_DIR "/tests/corpus/threagile/car.yaml")); }

QString q(const std::string &text) { return QString::fromStdString(text); }

} // namespace

class ThreagileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAssets()
    {
        const Result<Batch> batch = readThreagile(car(), "car.yaml", {});
        QVERIFY2(batch.ok(), batch.ok() ? "" : batch.error().english().c_str());
        QCOMPARE(q(textOf(*itemOf(*batch, "data:copies"), Attr::classification)), QStringLiteral("restricted"));
        QCOMPARE(linesOf(*batch, "data:copies", "x-attributes"), TextList{"integrity: important"});
        QCOMPARE(itemOf(*batch, "data:copies")->tags, std::vector<std::string>{"gps"});
        QCOMPARE(itemOf(*batch, "asset:app")->kind, Kind::application);
        QCOMPARE(itemOf(*batch, "asset:app")->tags, std::vector<std::string>{"out-of-scope"});
        QCOMPARE(itemOf(*batch, "asset:weather")->kind, Kind::thirdParty);
        QCOMPARE(q(textOf(*itemOf(*batch, "asset:api"), Attr::technology)), QStringLiteral("web-server"));
        QCOMPARE(linesOf(*batch, "asset:api", "x-attributes"), (TextList{"type: process", "redundant: false"}));
        QCOMPARE(linesOf(*batch, "asset:api", "x-sharedRuntime"), TextList{"Host"});
        QCOMPARE(q(linksOf(*batch, LinkKind::stores)), QStringLiteral("asset:db -> data:copies\nasset:db -> data:trips\n"));
        QCOMPARE(q(linksOf(*batch, LinkKind::inZone)),
                 QStringLiteral("asset:api -> boundary:cloud\nasset:db -> boundary:dmz\nboundary:dmz -> boundary:cloud\n"));
        QCOMPARE(q(choiceOf(*itemOf(*batch, "boundary:dmz"), Attr::kind)), QStringLiteral("edge"));
    }

    void readsLinks()
    {
        const Result<Batch> batch = readThreagile(car(), "car.yaml", {});
        QVERIFY(batch.ok());
        QCOMPARE(flowCount(*batch), 5);
        QCOMPARE(linesOf(*batch, "asset:app", "x-flows"),
                 (TextList{"Unlock -> Door API (protocol https, authentication token, readonly, sends trips)",
                           "Direct -> Trip DB (protocol jdbc)"}));
        QCOMPARE(q(linksOf(*batch, LinkKind::calls)), QStringLiteral("asset:app -> asset:api\n"));
        QCOMPARE(q(linksOf(*batch, LinkKind::reads)), QStringLiteral("asset:api -> asset:db\n"));
        QCOMPARE(q(linksOf(*batch, LinkKind::dependsOn)), QStringLiteral("asset:api -> asset:weather\n"));
        QCOMPARE(q(printedLines(batch->kept, "flowNotLinked")),
                 QStringLiteral("Direct: Phone app -> Trip DB application car.yaml:26:15\n"));
        QCOMPARE(q(printedLines(batch->skipped, "flowEnd")), QStringLiteral("Lost moon car.yaml:41:13\n"));
        QCOMPARE(q(printedLines(batch->skipped, "modelNoEntry")),
                 QStringLiteral("data:gone  car.yaml:43:5\nasset:nobody  car.yaml:48:10\n"));
    }

    void readsThreats()
    {
        const Result<Batch> batch = readThreagile(car(), "car.yaml", {});
        QVERIFY(batch.ok());
        QCOMPARE(q(choiceOf(*itemOf(*batch, "category:relay"), Attr::stride)), QStringLiteral("spoofing"));
        QCOMPARE(*itemOf(*batch, "category:relay")->attributes.get<TextList>(Attr::refs), TextList{"CWE-294"});
        QCOMPARE(q(linksOf(*batch, LinkKind::targets)),
                 QStringLiteral("category:relay -> asset:api\ncategory:relay -> data:trips\nrisk:dos@api -> asset:api\n"
                                "risk:injection@*@api@db -> asset:api\nrisk:injection@*@api@db -> asset:db\n"));
        QCOMPARE(q(linksOf(*batch, LinkKind::guards)), QStringLiteral("mitigation:relay -> asset:api\n"));
        QCOMPARE(q(linksOf(*batch, LinkKind::treats)),
                 QStringLiteral("treatment:dos@api -> risk:dos@api\n"
                                "treatment:injection@*@api@db -> risk:injection@*@api@db\n"));
        QCOMPARE(q(choiceOf(*itemOf(*batch, "treatment:injection@*@api@db"), Attr::decision)), QStringLiteral("retain"));
        QCOMPARE(q(choiceOf(*itemOf(*batch, "treatment:dos@api"), Attr::decision)), QStringLiteral("reduce"));
        QCOMPARE(q(itemOf(*batch, "abuse:Theft")->description), QStringLiteral("As a thief I want the car."));
        QCOMPARE(q(textOf(*itemOf(*batch, "requirement:Input Validation"), Attr::text)), QStringLiteral("Check everything."));
    }

    void refusesBroken_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("place");
        QTest::addColumn<QString>("code");
        const auto row = [](const char *name, const char *bytes, const char *place, const char *code) {
            QTest::newRow(name) << QByteArray(bytes) << QString::fromLatin1(place) << QString::fromLatin1(code);
        };
        row("no version", "title: x\n", "m:1:1", "notThreagile");
        row("next version", "title: x\nthreagile_version: 2.0\n", "m:2:20", "threagileVersion");
        row("no id", "threagile_version: 1.0.0\ndata_assets:\n  A:\n    usage: b\n", "m:4:5", "missingMember");
        row("list for a mapping", "threagile_version: 1.0.0\ndata_assets:\n  - a\n", "m:3:3", "wrongType");
        row("text for an asset", "threagile_version: 1.0.0\ndata_assets:\n  A: b\n", "m:3:6", "wrongType");
        row("no target", "threagile_version: 1.0.0\ntechnical_assets:\n  A:\n    id: a\n    communication_links:\n      L: {}\n",
            "m:6:10", "missingMember");
    }

    void refusesBroken()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, place);
        QFETCH(QString, code);
        const Result<Batch> batch = readThreagile(bytes.toStdString(), "m", {});
        QVERIFY(!batch.ok());
        QCOMPARE(QString::fromLatin1(batch.error().message.code), code);
        QCOMPARE(QString::fromStdString(batch.error().where.text()), place);
    }

    /// 12 data assets, 14 technical assets, 5 trust boundaries, 1 shared runtime, 1 own risk category, 6 tracked risks,
    /// 20 communication links; counted in its text 11 abuse cases and 3 security requirements.
    void readsThePublicFile()
    {
        TARASCOPE_NEEDS_SHARED("data/3-threat-models")
        const Result<Batch> batch = readWithImporter(
            bytesOf(QStringLiteral(TARASCOPE_SHARED_DIR "/data/3-threat-models/threagile__threagile.yaml")), "m.yaml", "", {});
        QVERIFY2(batch.ok(), batch.ok() ? "" : batch.error().english().c_str());
        QCOMPARE(q(fault(*batch)), QString());
        QCOMPARE(q(reimportFault(*batch)), QString());
        QCOMPARE(countOf(*batch, Kind::dataAsset), 12);
        QCOMPARE(countOf(*batch, Kind::application) + countOf(*batch, Kind::service) + countOf(*batch, Kind::dataStore) +
                     countOf(*batch, Kind::thirdParty),
                 14);
        QCOMPARE(countOf(*batch, Kind::zone), 5);
        QCOMPARE(flowCount(*batch), 20);
        QCOMPARE(countOf(*batch, Kind::threatScenario), 1 + 6 + 11);
        QCOMPARE(countOf(*batch, Kind::treatment), 6);
        QCOMPARE(countOf(*batch, Kind::requirement), 3);
        QCOMPARE(q(printedLines(batch->kept, "sharedRuntime")).left(17), QStringLiteral("shared runtime 1 "));
    }
};

TARASCOPE_TEST(ThreagileTest)
#include "threagiletest.moc"
