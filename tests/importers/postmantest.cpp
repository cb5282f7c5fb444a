#include "importers/postman.h"
#include "importers/postmanurl.h"
#include "model/store/normalform.h"
#include "tests/importers/reimport.h"
#include "tests/importers/soundbatch.h"
#include "tests/importers/threatmodels.h"
#include "tests/testmain.h"

using namespace tarascope;

namespace {

std::string doors() { return bytesOf(QStringLiteral(TARASCOPE_SOURCE_DIR "/tests/corpus/postman/doors.json")); }
QString q(const std::string &text) { return QString::fromStdString(text); }

} // namespace

class PostmanTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEndpoints()
    {
        const Result<Batch> batch = readPostman(doors(), "doors.json", {});
        QVERIFY2(batch.ok(), batch.ok() ? "" : batch.error().english().c_str());
        QCOMPARE(q(itemOf(*batch, "api:api")->name), QStringLiteral("Doors"));
        QCOMPARE(q(textOf(*itemOf(*batch, "api:version"), Attr::version)), QStringLiteral("3"));
        QCOMPARE(countOf(*batch, Kind::endpoint), 6);
        QCOMPARE(q(linksOf(*batch, LinkKind::exposes)).count(u'\n'), 6);
        const BatchItem *unlock = itemOf(*batch, "endpoint:POST {{baseUrl}}/v2/doors/{vin}/{pin}");
        QVERIFY(unlock);
        QCOMPARE(q(unlock->name), QStringLiteral("POST /v2/doors/{vin}/{pin}"));
        QCOMPARE(q(textOf(*unlock, Attr::method)), QStringLiteral("POST"));
        QCOMPARE(q(textOf(*unlock, Attr::host)), QStringLiteral("cars.example:8443"));
        QCOMPARE(q(textOf(*unlock, Attr::path)), QStringLiteral("/v2/doors/{vin}/{pin}"));
        QCOMPARE(q(textOf(*unlock, Attr::authentication)), QStringLiteral("apikey"));
        QCOMPARE(unlock->tags, (std::vector<std::string>{"Remote", "Deep", "Remote", "Deep"}));
        QCOMPARE(linesOf(*batch, unlock->id, "x-requests"), (TextList{"Unlock", "Unlock again"}));
        QCOMPARE(q(unlock->description), QStringLiteral("Opens. Authorization: [removed]"));
        QCOMPARE(unlock->where.line, 7);
    }

    void readsOtherEndpoints()
    {
        const Result<Batch> batch = readPostman(doors(), "doors.json", {});
        QVERIFY(batch.ok());
        const BatchItem *plain = itemOf(*batch, "endpoint:GET https://other.example/a/[removed]");
        QVERIFY(plain);
        QCOMPARE(q(textOf(*plain, Attr::host)), QStringLiteral("other.example"));
        QCOMPARE(q(textOf(*plain, Attr::authentication)), QStringLiteral("bearer"));
        const BatchItem *mail = itemOf(*batch, "endpoint:GET {{mail}}/search");
        QVERIFY(mail);
        QCOMPARE(q(textOf(*mail, Attr::host)), QStringLiteral("unset"));
        QCOMPARE(q(textOf(*mail, Attr::authentication)), QStringLiteral("none"));
        QCOMPARE(q(choiceOf(*itemOf(*batch, "endpoint:GET wss://live.cars.example:9/feed"), Attr::protocol)),
                 QStringLiteral("websocket"));
        QCOMPARE(q(choiceOf(*itemOf(*batch, "endpoint:POST http://g.example/"), Attr::protocol)), QStringLiteral("graphql"));
        QCOMPARE(q(printedLines(batch->kept, "postmanJoined")), QStringLiteral("request 1 doors.json:10:5\n"));
        QVERIFY(q(printedLines(batch->kept, "postmanVariable")).startsWith(QStringLiteral("{{mail}} 1 doors.json:12:3\n")));
        QVERIFY(q(printedLines(batch->skipped, "modelPart")).contains(QStringLiteral("header 2 doors.json:8:17\n")));
    }

    void storesNoSecret()
    {
        QCOMPARE(q(doors()).count(QStringLiteral("SECRET00")), 16);
        const Result<Batch> batch = readPostman(doors(), "doors.json", {});
        QVERIFY(batch.ok());
        QVERIFY(!q(printed(*batch)).contains(QStringLiteral("SECRET")));
        Graph graph;
        QVERIFY(graph.apply(planMerge(graph, *batch, {})->set).ok());
        QVERIFY(!q(writeNormalForm(graph)).contains(QStringLiteral("SECRET")));
    }

    void takesUrlsApart_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("host");
        QTest::addColumn<QString>("path");
        const auto row = [](const char *text, const char *host, const char *path) {
            QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(host) << QString::fromLatin1(path);
        };
        row("https://a.example/b/:c/d", "a.example", "/b/{c}/d");
        row("a.example", "a.example", "/");
        row("{{base}}", "b.example", "/api");
        row("{{base}}/x/y{{z}}.json", "b.example", "/api/x/y{z}.json");
        row("{{proto}}://{{name}}/x", "n.example", "/x");
        row("https://u:p@a.example/x@y", "a.example", "/x@y");
        row("{{none}}/x", "", "/x");
        row("{{base/x", "{{base", "/x");
        row("", "", "/");
    }

    void takesUrlsApart()
    {
        QFETCH(QString, text);
        QFETCH(QString, host);
        QFETCH(QString, path);
        json::Node node;
        node.type = json::Type::String;
        node.text = text.toStdString();
        const PostmanUrl url = postmanUrl(
            node, {{"base", "https://b.example/api/"}, {"proto", "http"}, {"name", "n.example"}, {"none", ""}});
        QCOMPARE(q(url.host), host);
        QCOMPARE(q(url.path), path);
    }

    void refusesBroken_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("place");
        QTest::addColumn<QString>("code");
        const auto row = [](const char *name, const char *bytes, const char *place, const char *code) {
            QTest::newRow(name) << QByteArray(bytes) << QString::fromLatin1(place) << QString::fromLatin1(code);
        };
        row("nothing", "{}", "m:1:1", "notPostman");
        row("wrapped nothing", "{\"collection\":\n{}}", "m:2:1", "notPostman");
        row("version 1", "{\"item\":[],\"info\":{\n\"schema\":\"https://x/v1.0.0/\"}}", "m:2:10", "postmanVersion");
        row("item as object", "{\"info\":{},\n\"item\":{}}", "m:2:8", "wrongType");
        row("number as item", "{\"info\":{},\"item\":[\n1]}", "m:2:1", "wrongType");
    }

    void refusesBroken()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, place);
        QFETCH(QString, code);
        const Result<Batch> batch = readPostman(bytes.toStdString(), "m", {});
        QVERIFY(!batch.ok());
        QCOMPARE(QString::fromLatin1(batch.error().message.code), code);
        QCOMPARE(q(batch.error().where.text()), place);
    }

    void readsPublicFiles_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("requests");
        QTest::addColumn<int>("endpoints"); ///< of different method, base and path, counted in the files
        QTest::addColumn<QString>("host");
        QTest::newRow("crapi") << "crAPI__crAPI.postman_collection.json" << 49 << 37 << QString();
        QTest::newRow("vampi") << "VAmPI__VAmPI.postman_collection.json" << 14 << 14 << "localhost:5000";
        QTest::newRow("tesla") << "rodydavis__Tesla.postman_collection.json" << 1 << 1 << "owner-api.teslamotors.com";
    }

    void readsPublicFiles()
    {
        TARASCOPE_NEEDS_SHARED("data/5-test-results")
        QFETCH(QString, name);
        QFETCH(int, requests);
        QFETCH(int, endpoints);
        QFETCH(QString, host);
        const Result<Batch> batch = readWithImporter(
            bytesOf(QStringLiteral(TARASCOPE_SHARED_DIR "/data/5-test-results/") + name), name.toStdString(), "", {});
        QVERIFY2(batch.ok(), batch.ok() ? "" : batch.error().english().c_str());
        QCOMPARE(q(fault(*batch)), QString());
        QCOMPARE(q(reimportFault(*batch)), QString());
        int named = 0;
        for (const BatchItem &item : batch->items) {
            named += int(linesOf(*batch, item.id, "x-requests").size());
            if (item.kind == Kind::endpoint && !host.isEmpty())
                QCOMPARE(q(textOf(item, Attr::host)), host);
        }
        QCOMPARE(named, requests);
        QCOMPARE(countOf(*batch, Kind::endpoint), endpoints);
    }
};

TARASCOPE_TEST(PostmanTest)
#include "postmantest.moc"
