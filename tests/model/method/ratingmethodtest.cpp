#include "model/json/node.h"
#include "model/method/datafile.h"
#include "model/method/ratingmethod.h"
#include "model/sha256.h"
#include "tests/testmain.h"

#include <algorithm>

using namespace tarascope;

namespace {

Result<RatingMethod> readText(const std::string &text)
{
    const Result<json::Document> document = json::read(text, "own.json", Budget{});
    if (!document)
        return document.error();
    return readRatingMethod(*document);
}

std::string shipped(const std::string &id)
{
    return dataText(DataFolder::Methods, id).value();
}

int lineOf(const std::string &text, std::size_t offset)
{
    return 1 + static_cast<int>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
}

/// A whole method with two factors, small enough to see what is wrong with its variants.
const std::string small = R"({
 "format": "tarascope.ratingMethod", "id": "own", "version": "3", "title": "Own",
 "factors": [
  {"factor": "AC", "title": "Complexity", "verified": "memory", "levels": [
   {"id": "L", "title": "Low", "value": 0.5, "verified": "memory"},
   {"id": "H", "title": "High", "value": 7, "source": "a book", "verified": "source"}]},
  {"factor": "UI", "title": "Interaction", "verified": "memory", "levels": [
   {"id": "N", "title": "None", "value": 0, "verified": "memory"},
   {"id": "R", "title": "Required", "value": 2.25, "verified": "memory"}]}],
 "score": {"kind": "sum"},
 "direction": "lowerIsEasier",
 "thresholds": [
  {"feasibility": "high", "title": "High", "from": 0, "verified": "memory"},
  {"feasibility": "medium", "title": "Medium", "from": 1, "verified": "memory"},
  {"feasibility": "low", "title": "Low", "from": 2.75, "verified": "memory"},
  {"feasibility": "veryLow", "title": "Very low", "from": 9, "verified": "memory"}],
 "joining": "max",
 "impact": "sfop", "matrix": "RM-ISO-H", "cal": "CAL-ISO-E1",
 "ruleDefaults": [
  {"rule": "S5", "when": {"exposure": ["internet"]}, "rating": {"AC": "H", "UI": "N"}, "why": "so",
   "verified": "memory"},
  {"rule": "S15", "when": {}, "rating": null, "why": "its own", "verified": "memory"}]
})";

} // namespace

class RatingMethodTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void idsAreTheContract();
    void shippedMethodsAreRead();
    void unknownIdNamesTheOthers();
    void valuesSayWhereTheyComeFrom();
    void namesGoBothWays();
    void ownMethodIsRead();
    void hashIsOfTheContent();
    void brokenMethodIsRefused_data();
    void brokenMethodIsRefused();
    void noFactor();
    void tooManyVectors();
    void overflowIsRefused();
    void everyPrefixIsRefused();
};

void RatingMethodTest::idsAreTheContract()
{
    const std::vector<std::string> expected{"attack-potential-g2", "attack-potential-g2-10", "attack-vector-g4",
                                            "cvss-g3"};
    QCOMPARE(methodIds(), expected);
    QVERIFY(std::find(expected.begin(), expected.end(), defaultMethodId) != expected.end());
}

void RatingMethodTest::shippedMethodsAreRead()
{
    for (const std::string &id : methodIds()) {
        const Result<RatingMethod> method = loadMethod(id);
        QVERIFY2(method.ok(), method ? "" : method.error().english().c_str());
        QCOMPARE(method->id, id);
        QVERIFY(!method->version.empty());
        QCOMPARE(method->joining, Joining::Max);
        QCOMPARE(method->matrix, std::string("RM-ISO-H"));
        QCOMPARE(method->cal, std::string("CAL-ISO-E1"));
        QVERIFY(dataText(DataFolder::Impact, method->impact));
        QVERIFY(dataText(DataFolder::Matrices, method->matrix));
        QVERIFY(dataText(DataFolder::Cal, method->cal));
        QCOMPARE(method->sha256.size(), std::size_t(64));
        QVERIFY(method->clause.find("21434") != std::string::npos);
    }
    QVERIFY(loadMethod("attack-potential-g2")->sha256 != loadMethod("attack-potential-g2-10")->sha256);
}

void RatingMethodTest::unknownIdNamesTheOthers()
{
    for (const char *id : {"cvss-g4", "", "../matrices/RM-ISO-H", "cvss-g3.json"}) {
        const Result<RatingMethod> method = loadMethod(id);
        QVERIFY(!method);
        QCOMPARE(method.error().kind, ErrorKind::Usage);
        QVERIFY(method.error().english().find("attack-potential-g2, attack-potential-g2-10") != std::string::npos);
    }
}

void RatingMethodTest::valuesSayWhereTheyComeFrom()
{
    const RatingMethod potential = loadMethod("attack-potential-g2").value();
    const RatingMethod variant = loadMethod("attack-potential-g2-10").value();
    const FactorLevel &months = potential.factors[0].levels[3];
    QCOMPARE(months.id, std::string("6m"));
    QCOMPARE(months.value, (Decimal{17, 0}));
    QVERIFY(months.origin.verified);
    QCOMPARE(variant.factors[0].levels[3].value, (Decimal{10, 0}));
    QVERIFY(variant.factors[0].levels[3].origin.source.find("itemis") != std::string::npos);
    for (const RuleEntry &entry : potential.ruleDefaults)
        QVERIFY(!entry.verified);
    QVERIFY(!potential.time->origin.verified);
    // Table G.9 is known from memory only.
    const RatingMethod vector = loadMethod("attack-vector-g4").value();
    for (const FactorLevel &level : vector.factors[0].levels)
        QVERIFY(!level.origin.verified);
}

void RatingMethodTest::namesGoBothWays()
{
    for (const char *name : {"none", "veryLow", "low", "medium", "high"})
        QCOMPARE(feasibilityName(feasibilityFromName(name).value()), std::string_view(name));
    QVERIFY(!feasibilityFromName("Very low"));
    for (const char *name : {"max", "max-time-sum", "sum", "hardest"})
        QCOMPARE(joiningName(joiningFromName(name).value()), std::string_view(name));
    QVERIFY(!joiningFromName("min"));
}

void RatingMethodTest::ownMethodIsRead()
{
    const Result<RatingMethod> method = readText(small);
    QVERIFY2(method.ok(), method ? "" : method.error().english().c_str());
    QCOMPARE(method->version, std::string("3"));
    QCOMPARE(method->factors.size(), std::size_t(2));
    QCOMPARE(method->factors[0].factor, Factor::AC);
    QCOMPARE(method->factors[0].levels[0].value, (Decimal{5, 1}));
    QVERIFY(method->factors[0].levels[1].origin.verified);
    QCOMPARE(method->factors[0].levels[1].origin.source, std::string("a book"));
    QCOMPARE(method->thresholds[2].feasibility, Feasibility::Low);
    QVERIFY(!method->time);
    QCOMPARE(method->ruleDefaults.size(), std::size_t(2));
    QCOMPARE(method->ruleDefaults[0].rating.value()[Factor::AC], std::int8_t(1));
    QVERIFY(!method->ruleDefaults[1].rating);
}

void RatingMethodTest::hashIsOfTheContent()
{
    const std::string hash = readText(small)->sha256;
    // The same bytes as "jq -cj ." gives; numbers stay as they are written.
    std::string compact;
    bool quoted = false;
    for (const char c : small) {
        quoted = quoted != (c == '"');
        if (quoted || (c != ' ' && c != '\n'))
            compact += c;
    }
    QCOMPARE(hash, hex(Sha256::of(compact)));
    QCOMPARE(readText(compact)->sha256, hash);
    std::string other = small;
    other.replace(other.find("2.25"), 4, "2.26");
    QVERIFY(readText(other)->sha256 != hash);
}

void RatingMethodTest::brokenMethodIsRefused_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<QByteArray>("at"); // the error stands on the line of this text of the broken file
    const auto row = [](const char *name, const char *from, const char *to, const char *code, const char *at) {
        QTest::newRow(name) << QByteArray(from) << QByteArray(to) << QByteArray(code) << QByteArray(at);
    };
    row("other format", "tarascope.ratingMethod", "tarascope.riskMatrix", "unknownChoice", "tarascope.riskMatrix");
    row("no title", "\"title\": \"Own\",", "", "missingMember", "{");
    row("empty id", "\"id\": \"own\"", "\"id\": \"\"", "notAText", "\"format\"");
    row("misspelt member", "\"thresholds\"", "\"tresholds\"", "unknownMember", "\"tresholds\"");
    row("unknown factor", "\"factor\": \"AC\"", "\"factor\": \"XX\"", "unknownChoice", "\"XX\"");
    row("level of another factor", "\"factor\": \"UI\"", "\"factor\": \"AC\"", "unknownChoice",
        "\"id\": \"N\"");
    row("repeated factor", "\"factors\": [",
        "\"factors\": [{\"factor\": \"UI\", \"title\": \"I\", \"verified\": \"memory\", \"levels\": ["
        "{\"id\": \"N\", \"title\": \"N\", \"value\": 0, \"verified\": \"memory\"}, "
        "{\"id\": \"R\", \"title\": \"R\", \"value\": 0, \"verified\": \"memory\"}]},",
        "repeatedFactor", "\"title\": \"Interaction\"");
    row("unknown level", "\"id\": \"H\"", "\"id\": \"M\"", "unknownChoice", "\"id\": \"M\"");
    row("level twice", "\"id\": \"H\"", "\"id\": \"L\"", "levelOrder", "\"a book\"");
    row("level missing",
        ",\n   {\"id\": \"R\", \"title\": \"Required\", \"value\": 2.25, \"verified\": \"memory\"}", "", "missingLevel",
        "\"factor\": \"UI\"");
    row("value is text", "2.25", "\"2.25\"", "notANumber", "\"id\": \"R\"");
    row("value is negative", "2.25", "-2.25", "notANumber", "\"id\": \"R\"");
    row("value with exponent", "2.25", "2e3", "notANumber", "\"id\": \"R\"");
    row("value with seven decimals", "2.25", "2.0000001", "notANumber", "\"id\": \"R\"");
    row("value falls", "\"value\": 0.5", "\"value\": 7.5", "notMonotone", "\"id\": \"H\"");
    row("wrong direction", "lowerIsEasier", "higherIsEasier", "notMonotone", "\"id\": \"H\"");
    row("unknown direction", "lowerIsEasier", "lower", "unknownChoice", "\"direction\"");
    row("not said whether verified", ", \"verified\": \"source\"}", "}", "missingMember", "\"a book\"");
    row("unknown score", "\"kind\": \"sum\"", "\"kind\": \"mean\"", "unknownChoice", "\"mean\"");
    row("level of two factors", "\"kind\": \"sum\"", "\"kind\": \"level\"", "levelOfManyFactors",
        "\"kind\": \"level\"");
    row("product without scale", "\"kind\": \"sum\"", "\"kind\": \"product\"", "missingMember", "\"product\"");
    row("scale of a sum", "\"kind\": \"sum\"", "\"kind\": \"sum\", \"scale\": 2", "scaleWithoutProduct", "\"scale\"");
    row("threshold missing",
        "{\"feasibility\": \"high\", \"title\": \"High\", \"from\": 0, \"verified\": \"memory\"},", "",
        "thresholdOrder",
        "\"feasibility\": \"medium\"");
    row("last threshold missing",
        ",\n  {\"feasibility\": \"veryLow\", \"title\": \"Very low\", \"from\": 9, \"verified\": \"memory\"}", "",
        "missingThreshold", "{");
    row("threshold twice", "\"feasibility\": \"low\"", "\"feasibility\": \"medium\"", "thresholdOrder", "2.75");
    row("threshold too low", "\"from\": 2.75", "\"from\": 1", "thresholdOrder", "\"feasibility\": \"low\"");
    row("upper bounds are no form", "\"from\": 2.75", "\"from\": 2.75, \"max\": 8", "unknownMember", "\"max\"");
    row("scores below the first", "\"from\": 0,", "\"from\": 0.75,", "thresholdGap", "\"thresholds\"");
    row("unknown joining", "\"joining\": \"max\"", "\"joining\": \"min\"", "unknownChoice", "\"joining\"");
    row("joining without times", "\"joining\": \"max\"", "\"joining\": \"max-time-sum\"", "joiningNotAllowed",
        "\"joining\"");
    row("unknown rule", "\"rule\": \"S5\"", "\"rule\": \"S99\"", "unknownChoice", "\"S99\"");
    row("unknown exposure", "[\"internet\"]", "[\"internett\"]", "unknownChoice", "\"internett\"");
    row("empty condition", "[\"internet\"]", "[]", "emptyCondition", "\"S5\"");
    row("unknown condition", "\"exposure\":", "\"exposures\":", "unknownMember", "\"exposures\"");
    row("default with a factor missing", "\"AC\": \"H\", ", "", "missingMember", "\"S5\"");
    row("default with an unknown level", "\"AC\": \"H\", ", "\"AC\": \"M\", ", "unknownChoice", "\"S5\"");
    row("default with a foreign factor", "\"AC\": \"H\", ", "\"AC\": \"H\", \"ET\": \"1d\", ", "foreignFactor",
        "\"S5\"");
    row("default is a text", "\"rating\": {\"AC\": \"H\", \"UI\": \"N\"}", "\"rating\": \"hard\"", "missingMember",
        "\"S5\"");
    row("times of a factor that is not there", "\"joining\": \"max\"",
        "\"time\": {\"factor\": \"ET\", \"days\": [1, 7, 30, 180, 365], \"upToDays\": [1, 7, 31, 183], \"verified\": "
        "\"memory\"}, \"joining\": \"max\"",
        "timeBins", "\"days\"");
    row("days outside their borders", "\"joining\": \"max\"",
        "\"time\": {\"factor\": \"AC\", \"days\": [1, 7], \"upToDays\": [8], \"verified\": \"memory\"}, \"joining\": "
        "\"max\"",
        "timeBins", "\"days\"");
}

void RatingMethodTest::brokenMethodIsRefused()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QByteArray, code);
    QFETCH(QByteArray, at);
    std::string text = small;
    const std::size_t place = text.find(from.toStdString());
    QVERIFY(place != std::string::npos);
    text.replace(place, static_cast<std::size_t>(from.size()), to.toStdString());
    const Result<RatingMethod> method = readText(text);
    QVERIFY(!method);
    const Error &error = method.error();
    QCOMPARE(error.kind, ErrorKind::Input);
    QCOMPARE(QByteArray(error.message.code), code);
    QCOMPARE(error.where.file, std::string("own.json"));
    QCOMPARE(error.where.line, std::int64_t(lineOf(text, text.find(at.toStdString()))));
    QVERIFY(error.message.english().find('%') == std::string::npos);
}

void RatingMethodTest::noFactor()
{
    std::string text = small;
    const std::size_t begin = text.find("\"factors\": [") + 12;
    text.erase(begin, text.find("],\n \"score\"") - begin);
    const Result<RatingMethod> method = readText(text);
    QVERIFY(!method);
    QCOMPARE(std::string(method.error().message.code), std::string("noFactor"));
}

void RatingMethodTest::tooManyVectors()
{
    std::string text = shipped("attack-potential-g2");
    const std::string more = R"("factors": [
  {"factor": "AC", "title": "Complexity", "verified": "memory", "levels": [
   {"id": "L", "title": "Low", "value": 0, "verified": "memory"},
   {"id": "H", "title": "High", "value": 7, "verified": "memory"}]},)";
    text.replace(text.find("\"factors\": ["), 12, more);
    const Result<RatingMethod> method = readText(text);
    QVERIFY(!method);
    QCOMPARE(std::string(method.error().message.code), std::string("tooManyVectors"));
    QVERIFY(method.error().where.line > 10);
}

void RatingMethodTest::overflowIsRefused()
{
    std::string text = shipped("cvss-g3");
    text.replace(text.find("\"value\": 0.85"), 13, "\"value\": 999999999.123456");
    const Result<RatingMethod> method = readText(text);
    QVERIFY(!method);
    QCOMPARE(std::string(method.error().message.code), std::string("scoreOverflow"));
}

void RatingMethodTest::everyPrefixIsRefused()
{
    for (std::size_t length = 0; length < small.size(); ++length) {
        const Result<RatingMethod> method = readText(small.substr(0, length));
        QVERIFY(!method);
        QVERIFY(!method.error().message.english().empty());
    }
}

TARASCOPE_TEST(RatingMethodTest)
#include "ratingmethodtest.moc"
