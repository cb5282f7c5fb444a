#include "importers/openapi.h"
#include "tests/importers/data.h"
#include "tests/testmain.h"

using namespace tarascope;

namespace {

using Files = std::map<std::string, std::string>;

const std::string head = "{\"openapi\":\"3.1.0\",\"info\":{\"title\":\"Car\",\"version\":\"1\"},\"paths\":{\"/a/{vin}\":{\"$ref\":\"";

/// Reads a specification whose paths are at a reference; other files come from a map. `asked` tells for which.
Result<Batch> readFiles(const std::string &reference, const Files &files, std::vector<std::string> *asked = nullptr,
                   const Budget &budget = {})
{
    return readOpenApiFiles(head + reference + "\"}}}", "/x/main.json", budget, [&](const std::string &path) -> Result<std::string> {
        if (asked)
            asked->push_back(path);
        const auto found = files.find(path);
        if (found == files.end())
            return Error{ErrorKind::Input, {"there is no file %1", {path}, "referenceMissing"}, {}};
        return found->second;
    });
}

const char *const item = R"({"get":{"operationId":"read","parameters":[{"$ref":"#/p/vin"}]},"p":{"vin":{"name":"vin","in":"path","schema":{"$ref":"types.yaml#/Vin"}}}})";

const char *const circleB = R"({"get":{},"put":{"$ref":"c.json#/x"},"y":{"$ref":"main.json#/paths"}})";
const char *const circleC = R"({"x":{"$ref":"b.json#/put"},"z":{"$ref":"./b.json"}})";

} // namespace

/// Specifications of several files.
class OpenApiFilesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void followsFiles()
    {
        std::vector<std::string> asked;
        const Result<Batch> batch = readFiles("paths/a.json", {{"paths/a.json", item}, {"paths/types.yaml", "Vin:\n  type: string\n"}}, &asked);
        QVERIFY2(batch, batch ? "" : batch.error().english().c_str());
        QCOMPARE(countOf(*batch, Kind::endpoint), std::int64_t(1));
        QCOMPARE(countOf(*batch, Kind::objectType), std::int64_t(1));
        QCOMPARE(asked, (std::vector<std::string>{"paths/a.json", "paths/types.yaml"}));
        QCOMPARE(itemOf(*batch, "endpoint:read")->where.text(), std::string("/x/paths/a.json:1:8"));
        QVERIFY(lineOf(batch->kept, "referenceFile"));
        QVERIFY(batch->skipped.empty() || !lineOf(batch->skipped, "referenceOutside"));
    }

    /// Two files that need each other, and one that comes back to the first.
    void circlesEnd()
    {
        const Result<Batch> batch = readFiles("b.json", {{"b.json", circleB},
                                                         {"c.json", circleC}});
        QVERIFY2(batch, batch ? "" : batch.error().english().c_str());
        QVERIFY(countOf(*batch, Kind::endpoint) >= 1);
        QVERIFY(lineOf(batch->skipped, "referenceCircle"));
    }

    void whatIsNoPathIsNeverAskedFor_data()
    {
        QTest::addColumn<std::string>("reference");
        for (const char *reference : {"http://e.org/a.json", "file:///etc/passwd", "/etc/passwd", "//e.org/a", "..\\\\a.json", "a%2e%2e/b.json",
                                      "%2E%2E/a.json", "a%2fb.json", "a%5cb", "a%00.json", "a.json?x=1", "c:/a.json"})
            QTest::newRow(reference) << std::string(reference);
    }
    void whatIsNoPathIsNeverAskedFor()
    {
        QFETCH(std::string, reference);
        std::vector<std::string> asked;
        const Result<Batch> batch = readFiles(reference, {}, &asked);
        QVERIFY2(batch, batch ? "" : batch.error().english().c_str());
        QVERIFY(asked.empty());
        QVERIFY(lineOf(batch->skipped, "referenceOutside"));
    }

    /// Whether a path that leaves the folder is allowed is asked with its way written out.
    void aWayOutIsWrittenOut()
    {
        std::vector<std::string> asked;
        const Result<Batch> batch = readFiles("a/../../b//./c%20d.json#/x", {}, &asked);
        QVERIFY(batch);
        QCOMPARE(asked, std::vector<std::string>{"../b/c d.json"});
        QVERIFY(lineOf(batch->skipped, "referenceMissing"));
    }

    void aBrokenFileIsAnErrorAtItsPlace()
    {
        const Result<Batch> batch = readFiles("b.json", {{"b.json", "{\n \"get\": }"}});
        QVERIFY(!batch);
        QCOMPARE(batch.error().where.file, std::string("/x/b.json"));
        QCOMPARE(batch.error().where.line, std::int64_t(2));
    }

    void limitsHoldForAllFilesTogether()
    {
        Budget budget;
        budget.limits.nodes = 40;
        std::string many = "[1";
        for (int i = 0; i < 24; ++i)
            many += ",1";
        const Files files{{"b.json", "{\"x\":" + many + "],\"$ref\":\"c.json\"}"}, {"c.json", "{\"x\":" + many + "]}"}};
        QVERIFY(readFiles("b.json", files));
        const Result<Batch> batch = readFiles("b.json", files, nullptr, budget);
        QVERIFY(!batch);
        QCOMPARE(batch.error().where.file, std::string("/x/c.json"));
    }
};

TARASCOPE_TEST(OpenApiFilesTest)
#include "openapifilestest.moc"
