#include "model/metamodel.h"
#include "tests/app/program.h"
#include "tests/testmain.h"

using namespace tarascope;

class KindsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void jsonHoldsTheContract()
    {
        const Run kinds = run({"kinds", "--json"});
        QCOMPARE(kinds.exitCode, 0);
        QCOMPARE(kinds.err, std::string());
        const QJsonObject json = kinds.json();
        QCOMPARE(text(json[u"schema"]), std::string("tarascope.kinds/1"));
        QCOMPARE(json[u"kinds"].toArray().size(), 39);
        QCOMPARE(json[u"links"].toArray().size(), 47);

        const QJsonValue api = json[u"kinds"].toArray().first();
        QCOMPARE(text(api[u"kind"]), std::string("api"));
        QCOMPARE(text(api[u"prefix"]), std::string("API"));
        QCOMPARE(text(api[u"group"]), std::string("api"));
        const QJsonObject exposure = entry(api[u"attributes"], QStringLiteral("name"), "exposure");
        QCOMPARE(text(exposure[u"type"]), std::string("enum"));
        QCOMPARE(text(exposure[u"choices"]), std::string("internet,partner,vpn,internal"));
        QCOMPARE(exposure[u"required"], QJsonValue(true));
        QCOMPARE(link(json, "routes")[u"attack"], QJsonValue(true));
        QCOMPARE(text(link(json, "routes")[u"from"]), std::string("network"));
        QCOMPARE(text(link(json, "verifies")[u"to"]), std::string("control,endpoint,command,requirement"));
        QCOMPARE(link(json, "verifies")[u"attack"], QJsonValue(false));
        QVERIFY(!link(json, "requires").isEmpty());
        QCOMPARE(link(json, "cites")[u"from"].toArray().size(), 39); // any kind
    }

    void pageIsUpToDate()
    {
        const Run fresh = run({"kinds", "--markdown"});
        QCOMPARE(fresh.exitCode, 0);
        QVERIFY2(fresh.out == fileBytes(TARASCOPE_SOURCE_DIR "/docs/kinds.md"),
                 "docs/kinds.md is stale; run: tarascope kinds --markdown > docs/kinds.md");
    }

    void everyKindAndAttributeIsOnThePage()
    {
        const std::string page = run({"kinds", "--markdown"}).out;
        for (const KindDef &kind : kinds()) {
            QVERIFY(contains(page, "### " + std::string(kind.name()) + " ("));
            for (const AttributeDef &attribute : kind.attributes)
                QVERIFY(contains(page, "| `" + std::string(attribute.name()) + "`"));
        }
    }

    void tableNamesEachPrefix()
    {
        const Run table = run({"kinds"});
        QCOMPARE(table.exitCode, 0);
        QVERIFY(contains(table.out, "vehicleFunction   FN"));
    }

private:
    static QJsonObject link(const QJsonObject &json, const std::string &kind)
    {
        return entry(json[u"links"], QStringLiteral("kind"), kind);
    }
};

TARASCOPE_TEST(KindsTest)
#include "kindstest.moc"
