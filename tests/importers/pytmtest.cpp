#include "importers/pytm.h"
#include "tests/importers/threatmodels.h"
#include "tests/testmain.h"

using namespace tarascope;

namespace {

std::string door() { return bytesOf(QStringLiteral(TARASCOPE_SOURCE_DIR "/tests/corpus/pytm/door.json")); }
QString q(const std::string &text) { return QString::fromStdString(text); }

} // namespace

class PytmTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsElements()
    {
        const Result<Batch> batch = readPytm(door(), "door.json", {});
        QVERIFY2(batch.ok(), batch.ok() ? "" : batch.error().english().c_str());
        QCOMPARE(itemOf(*batch, "element:Driver")->kind, Kind::application);
        QCOMPARE(itemOf(*batch, "element:Driver")->tags, std::vector<std::string>{"out-of-scope"});
        QCOMPARE(linesOf(*batch, "element:Driver", "x-properties"), TextList{"isAdmin"});
        QCOMPARE(itemOf(*batch, "element:Door service")->kind, Kind::service);
        QCOMPARE(linesOf(*batch, "element:Door service", "x-controls"), TextList{"isEncrypted"});
        QCOMPARE(itemOf(*batch, "element:Keys")->kind, Kind::dataStore);
        QCOMPARE(itemOf(*batch, "element:Map provider")->kind, Kind::thirdParty);
        QCOMPARE(q(textOf(*itemOf(*batch, "data:PIN"), Attr::classification)), QStringLiteral("SECRET"));
        QCOMPARE(*itemOf(*batch, "data:PIN")->attributes.get<bool>(Attr::personalData), true);
        QCOMPARE(q(linksOf(*batch, LinkKind::inZone)),
                 QStringLiteral("boundary:Inner -> boundary:Cloud\nelement:Door service -> boundary:Inner\n"));
        QCOMPARE(q(printedLines(batch->skipped, "modelNoZone")),
                 QStringLiteral("boundary:Loop Loop door.json:2:112\nelement:Keys Nowhere door.json:9:3\n"));
    }

    void readsFlowsAndFindings()
    {
        const Result<Batch> batch = readPytm(door(), "door.json", {});
        QVERIFY(batch.ok());
        QCOMPARE(flowCount(*batch), 4);
        QCOMPARE(q(linksOf(*batch, LinkKind::calls)), QStringLiteral("element:Driver -> element:Door service\n"));
        QCOMPARE(q(linksOf(*batch, LinkKind::reads)), QStringLiteral("element:Door service -> element:Keys\n"));
        QVERIFY(lineOf(batch->kept, "flowAnswers") && lineOf(batch->skipped, "flowEnd"));
        QCOMPARE(q(linksOf(*batch, LinkKind::targets)),
                 QStringLiteral("finding:1 Keys -> element:Keys\nfinding:INP01 Door service -> element:Door service\n"));
        QCOMPARE(q(linksOf(*batch, LinkKind::guards)),
                 QStringLiteral("mitigation:INP01 Door service -> element:Door service\n"));
    }

    void refusesBroken_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("place");
        QTest::addColumn<QString>("code");
        const auto row = [](const char *name, const char *bytes, const char *place, const char *code) {
            QTest::newRow(name) << QByteArray(bytes) << QString::fromLatin1(place) << QString::fromLatin1(code);
        };
        row("list", "[]", "m:1:1", "notPytm");
        row("no flows", "{\"boundaries\":[]}", "m:1:1", "notPytm");
        row("no name", "{\"flows\":[],\"boundaries\":[\n{}]}", "m:2:1", "missingMember");
        row("no sink", "{\"boundaries\":[],\"flows\":[\n {\"source\":\"a\"}]}", "m:2:2", "missingMember");
    }

    void refusesBroken()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, place);
        QFETCH(QString, code);
        const Result<Batch> batch = readPytm(bytes.toStdString(), "m", {});
        QVERIFY(!batch.ok());
        QCOMPARE(QString::fromLatin1(batch.error().message.code), code);
        QCOMPARE(QString::fromStdString(batch.error().where.text()), place);
    }
};

TARASCOPE_TEST(PytmTest)
#include "pytmtest.moc"
