#include "importers/junit.h"
#include "importers/secrets.h"
#include "importers/testid.h"
#include "tests/importers/soundbatch.h"
#include "tests/testmain.h"

#include <stop_token>

using namespace tarascope;

namespace {

Result<Batch> read(const std::string &bytes) { return readJUnit(bytes, "results.xml", Budget()); }

std::string suiteOf(const std::string &inside) { return "<testsuite name=\"s\">\n" + inside + "\n</testsuite>\n"; }

std::int64_t countOf(const Batch &batch, Verdict verdict)
{
    return std::count_if(batch.outcomes.begin(), batch.outcomes.end(),
                         [&](const BatchOutcome &each) { return each.outcome.verdict == verdict; });
}

} // namespace

class JUnitTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsOutcomes();
    void joinsAssertionsOfOneTest();
    void tellsWhatIsOdd();
    void findsIds_data();
    void findsIds();
    void readsTimes_data();
    void readsTimes();
    void removesSecrets_data();
    void removesSecrets();
    void refusesBroken_data();
    void refusesBroken();
    void readsOtherEncodings();
    void refusesDepth();
    void countsOfPublicFiles_data();
    void countsOfPublicFiles();
    void refusesPublicFiles_data();
    void refusesPublicFiles();
};

void JUnitTest::readsOutcomes()
{
    const Result<Batch> batch = read(bytesOf(QStringLiteral(TARASCOPE_SOURCE_DIR "/tests/corpus/junit/matrix.xml")));
    QVERIFY2(batch.ok(), batch.ok() ? "" : batch.error().english().c_str());
    QCOMPARE(batch->format, std::string("junit"));
    QVERIFY(batch->items.empty() && batch->links.empty());
    std::string lines;
    for (const BatchOutcome &each : batch->outcomes)
        lines += each.test + "|" + std::string(verdictName(each.outcome.verdict)) + "|" + each.outcome.at + "|" +
                 each.outcome.environment + "|" + each.outcome.build + "|" + each.outcome.observed + "|" +
                 each.outcome.where + "\n";
    QCOMPARE(lines,
             std::string(
                 "AZ-unlock-S2-0a1b2c3d|pass|2026-11-19T14:02:00Z|stage|||results.xml:8\n"
                 "AZ-unlock-S2-11111111|fail|2026-11-19T14:02:00Z|stage||expected 403 got 200|results.xml:9\n"
                 "AZ-unlock-S3-33333333|inconclusive|2026-11-19T14:02:00Z|stage|1042|no answer in 30 s|results.xml:12\n"
                 "AZ-file-S1-55555555|notRun|2026-11-19T14:02:00Z|stage|||results.xml:22\n"
                 "AZ-start-S4-66666666|fail|2026-11-19T14:02:00Z|stage||job 17 was queued with "
                 "token=[removed] & Bearer [removed]|results.xml:25\n"
                 "no id here|pass|2026-11-19T14:02:00Z|stage|||results.xml:27\n"
                 "BRAZ-IL is none|notRun|2026-11-19T14:02:00Z|stage|||results.xml:28\n"
                 "AZ-unlock-S2-0a1b2c3d|pass||prod|||results.xml:32\n"));
    QCOMPARE(batch->outcomes[1].where.text(), std::string("results.xml:9:5"));
    QCOMPARE(printed(*read(bytesOf(QStringLiteral(TARASCOPE_SOURCE_DIR "/tests/corpus/junit/matrix.xml")))),
             printed(*batch));
}

void JUnitTest::joinsAssertionsOfOneTest()
{
    const Result<Batch> batch = read(suiteOf("<testcase name='AZ-a-S1-00000001'><failure message='bad'/></testcase>\n"
                                             "<testcase name='AZ-a-S1-00000001'/>\n"
                                             "<testcase name='AZ-a-S1-00000002'/>\n"
                                             "<testcase name='AZ-a-S1-00000002'><skipped/></testcase>\n"
                                             "<testcase name='plain'/>\n<testcase name='plain'/>"));
    QVERIFY(batch.ok());
    QCOMPARE(batch->outcomes.size(), std::size_t(4));
    QCOMPARE(batch->outcomes[0].outcome.verdict, Verdict::Fail);
    QCOMPARE(batch->outcomes[0].outcome.where, std::string("results.xml:2"));
    QCOMPARE(batch->outcomes[1].outcome.verdict, Verdict::NotRun);
    QCOMPARE(lineOf(batch->kept, "junitJoined")->why.args, std::vector<std::string>{"2"});
}

void JUnitTest::tellsWhatIsOdd()
{
    const Result<Batch> batch = read(suiteOf("<testcase/>\n<error message='no fixture'/>\n"
                                             "<testcase name='a'><flakyFailure message='x'/></testcase>\n"
                                             "<testcase name='b'><testcase name='c'/></testcase>"));
    QVERIFY(batch.ok());
    QCOMPARE(batch->outcomes.size(), std::size_t(2));
    QCOMPARE(batch->outcomes[0].where.text(), std::string("results.xml:4:1"));
    QCOMPARE(batch->outcomes[0].outcome.verdict, Verdict::Pass);
    QCOMPARE(batch->outcomes[1].test, std::string("b"));
    QCOMPARE(lineOf(batch->skipped, "junitNoName")->where.text(), std::string("results.xml:2:1"));
    QCOMPARE(lineOf(batch->skipped, "junitSuiteResult")->where.text(), std::string("results.xml:3:1"));
    QCOMPARE(lineOf(batch->kept, "junitFlaky")->what, std::string("a"));
    QCOMPARE(lineOf(batch->skipped, "junitNestedCase")->why.args, std::vector<std::string>{"1"});
}

void JUnitTest::findsIds_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("id");
    const auto row = [](const char *text, const char *id) {
        QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(id);
    };
    row("AZ-unlock-S2-0a1b2c3d", "AZ-unlock-S2-0a1b2c3d");
    row("run AZ-unlock_door-S12-0a1b2c3d.hurl twice", "AZ-unlock_door-S12-0a1b2c3d");
    row("AZ-unlock-S2-0a1b2c3d_attempt2", "AZ-unlock-S2-0a1b2c3d");
    row("AZ-unlock-S2-0a1b2c3d-2", "AZ-unlock-S2-0a1b2c3d");
    row("AZ-unlock-S2-0a1b2c3de", "AZ-unlock-S2-0a1b2c3de");
    row("AZ-deadbeef-S1-12345678", "AZ-deadbeef-S1-12345678");
    row("AZ-own_name", "AZ-own_name");
    row("xAZ-no AZ-yes", "AZ-yes");
    row("AZ-", "");
    row("AZ- AZ-b", "AZ-b");
    row("az-lower", "");
    row("", "");
}

void JUnitTest::findsIds()
{
    QFETCH(QString, text);
    QFETCH(QString, id);
    QCOMPARE(QString::fromStdString(findTestId(text.toStdString())), id);
}

void JUnitTest::readsTimes_data()
{
    QTest::addColumn<QString>("stamp");
    QTest::addColumn<QString>("at");
    const auto row = [](const char *stamp, const char *at) {
        QTest::newRow(stamp) << QString::fromLatin1(stamp) << QString::fromLatin1(at);
    };
    row("2026-11-20T22:34:42.499Z", "2026-11-20T22:34:42Z");
    row("2020-09-04T16:18:04.966371", "2020-09-04T16:18:04Z");
    row("2021-03-28T02:30:00", "2021-03-28T02:30:00Z");
    row("2026-01-01T00:30:00+05:30", "2025-12-31T19:00:00Z");
    row("2026-01-01T00:30:00-0800", "2026-01-01T08:30:00Z");
    row("yesterday", "");
    row("2026-13-01T00:00:00Z", "");
    row("", "");
}

void JUnitTest::readsTimes()
{
    QFETCH(QString, stamp);
    QFETCH(QString, at);
    const Result<Batch> batch =
        read("<testsuite timestamp=\"" + stamp.toStdString() + "\"><testcase name=\"a\"/></testsuite>");
    QVERIFY(batch.ok());
    QCOMPARE(QString::fromStdString(batch->outcomes.at(0).outcome.at), at);
    QCOMPARE(lineOf(batch->skipped, "junitTime") != nullptr, at.isEmpty() && !stamp.isEmpty());
}

void JUnitTest::removesSecrets_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<int>("count");
    const auto row = [](const char *before, const char *after, int count) {
        QTest::newRow(before) << QString::fromLatin1(before) << QString::fromLatin1(after) << count;
    };
    row("expected 403 got 200", "expected 403 got 200", 0);
    row("Authorization: Bearer abc.def\nnext", "Authorization: [removed]\nnext", 1);
    row("got eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln, ok", "got [removed], ok", 1);
    row("GET /x?token=12345&a=1&api_key=77", "GET /x?token=[removed]&a=1&api_key=[removed]", 2);
    row("{\"access_token\": \"abc\",\"password\":\"p\"}",
        "{\"access_token\": \"[removed]\",\"password\":\"[removed]\"}", 2);
    row("key AKIAIOSFODNN7EXAMPLE used", "key [removed] used", 1);
    row("sk-abcdefghijklmnopqrst", "[removed]", 1);
    row("a basic test of risk-analysis", "a basic test of risk-analysis", 0);
    row("token=", "token=", 0);
}

void JUnitTest::removesSecrets()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    QFETCH(int, count);
    std::string text = before.toStdString();
    QCOMPARE(tarascope::removeSecrets(text), count);
    QCOMPARE(QString::fromStdString(text), after);
    QCOMPARE(tarascope::removeSecrets(text), 0);
}

void JUnitTest::refusesBroken_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("place");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *name, const char *bytes, const char *place, const char *code) {
        QTest::newRow(name) << QByteArray(bytes) << QString::fromLatin1(place) << QString::fromLatin1(code);
    };
    row("empty", "", "results.xml:1:1", "xml");
    row("cut", "<testsuite>\n<testcase name='a'>\n<fail", "results.xml:3:6", "xml");
    row("crossed", "<testsuite>\n<testcase></testsuite>", "results.xml:2:23", "xml");
    row("other root", "<?xml version='1.0'?>\n <html></html>", "results.xml:2:2", "notJUnit");
    row("entities", "<!DOCTYPE testsuite [<!ENTITY a 'x'>]>\n<testsuite name='&a;'/>", "results.xml:1:1",
        "xmlEntities");
    row("outer entities", "<?xml version='1.0'?><!DOCTYPE t SYSTEM 'file:///etc/passwd'><testsuite/>",
        "results.xml:1:22", "xmlEntities");
    row("parameter entities", "<!DOCTYPE t [<!ENTITY % a SYSTEM 'file:///etc/passwd'> %a;]><testsuite/>",
        "results.xml:1:1", "xmlEntities");
    row("billion laughs",
        "<!DOCTYPE t [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]><testsuite name='&b;'/>",
        "results.xml:1:1", "xmlEntities");
    row("bad bytes", "<testsuite name=\"\xC3\x28\"/>", "results.xml:1:18", "invalidUtf8");
}

void JUnitTest::refusesBroken()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, place);
    QFETCH(QString, code);
    const Result<Batch> batch = read(bytes.toStdString());
    QVERIFY(!batch.ok());
    QCOMPARE(batch.error().kind, ErrorKind::Input);
    QCOMPARE(QString::fromLatin1(batch.error().message.code), code);
    QCOMPARE(QString::fromStdString(batch.error().where.text()), place);
}

void JUnitTest::readsOtherEncodings()
{
    const Result<Batch> latin =
        read("<?xml version='1.0' encoding='ISO-8859-1'?>\n<testsuite><testcase name='T\xFCr'/></testsuite>");
    QVERIFY2(latin.ok(), latin.ok() ? "" : latin.error().english().c_str());
    QCOMPARE(latin->outcomes.at(0).test, std::string("T\xC3\xBCr"));
    QCOMPARE(latin->outcomes.at(0).where.text(), std::string("results.xml:2:12"));
    const Result<Batch> marked =
        read("\xEF\xBB\xBF<testsuite>\n<testcase\nname='T\xF0\x9F\x9A\x97r'/><testcase name='b'/>"
             "</testsuite>");
    QVERIFY(marked.ok());
    QCOMPARE(marked->outcomes.at(0).where.text(), std::string("results.xml:2:1"));
    QCOMPARE(marked->outcomes.at(1).where.text(), std::string("results.xml:3:13"));
}

void JUnitTest::refusesDepth()
{
    std::string deep;
    for (int i = 0; i < 1000; ++i)
        deep += "<testsuite>";
    const Result<Batch> batch = read(deep);
    QVERIFY(!batch.ok());
    QCOMPARE(std::string(batch.error().message.code), std::string("tooDeep"));
    QCOMPARE(batch.error().where.column, 256 * 11 + 1);
}

void JUnitTest::countsOfPublicFiles_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QList<int>>("counts"); // pass, fail, inconclusive, not run
    const auto row = [](const char *name, const QList<int> &counts) {
        QTest::newRow(name) << QString::fromLatin1(name) << counts;
    };
    row("junit-plugin__TEST-io.olamy.FlakyTest.xml", {1, 0, 0, 0});
    row("junit-plugin__junit-report-20090516.xml", {5, 0, 3, 0});
    row("newman-6.2.2__VAmPI.junit.xml", {0, 17, 0, 0});
    row("publish-unit-test-result-action__junit.fail.xml", {3, 1, 0, 1});
    row("publish-unit-test-result-action__junit.gloo.standalone.xml", {80, 0, 0, 17});
    row("publish-unit-test-result-action__testsuite-in-testsuite.xml", {5, 0, 0, 0});
}

void JUnitTest::countsOfPublicFiles()
{
    TARASCOPE_NEEDS_SHARED("data/5-test-results")
    QFETCH(QString, name);
    QFETCH(QList<int>, counts);
    const std::string bytes = bytesOf(QStringLiteral(TARASCOPE_SHARED_DIR "/data/5-test-results/") + name);
    const Result<Batch> batch = readJUnit(bytes, name.toStdString(), Budget());
    QVERIFY2(batch.ok(), batch.ok() ? "" : batch.error().english().c_str());
    const QList<int> found{int(countOf(*batch, Verdict::Pass)), int(countOf(*batch, Verdict::Fail)),
                           int(countOf(*batch, Verdict::Inconclusive)), int(countOf(*batch, Verdict::NotRun))};
    QCOMPARE(found, counts);
    QCOMPARE(fault(*batch), std::string());
}

void JUnitTest::refusesPublicFiles_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("place");
    QTest::newRow("corrupt") << QStringLiteral("publish-unit-test-result-action__corrupt-xml.xml")
                             << QStringLiteral("x.xml:11:22");
    QTest::newRow("burp") << QStringLiteral("burp_seven_findings.xml") << QStringLiteral("x.xml:30:1");
    QTest::newRow("zap") << QStringLiteral("zap_2.16.1_with_req_resp.xml") << QStringLiteral("x.xml:2:1");
}

void JUnitTest::refusesPublicFiles()
{
    TARASCOPE_NEEDS_SHARED("data/5-test-results")
    QFETCH(QString, name);
    QFETCH(QString, place);
    const Result<Batch> batch =
        readJUnit(bytesOf(QStringLiteral(TARASCOPE_SHARED_DIR "/data/5-test-results/") + name), "x.xml", Budget());
    QVERIFY(!batch.ok());
    QCOMPARE(QString::fromStdString(batch.error().where.text()), place);
}

TARASCOPE_TEST(JUnitTest)
#include "junittest.moc"
