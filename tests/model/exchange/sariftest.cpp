#include "model/exchange/sarif.h"

#include "tests/casetext.h"
#include "tests/testmain.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <set>

using namespace tarascope;

namespace {

QJsonObject runOf(const LoadedCase &loaded, const std::vector<GateFinding> &gates = {})
{
    const auto problems = findProblems(loaded.graph, Date{2026, 11, 21}, {});
    const std::string text = writeSarif(loaded.graph, *problems, gates, "my car.tarascope", "1.2");
    const QJsonObject log = QJsonDocument::fromJson(QByteArray::fromStdString(text)).object();
    return log[u"runs"].toArray().first().toObject();
}

} // namespace

class SarifTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aProblem()
    {
        const QJsonObject run = runOf(caseOf("SV-1 {\"failMode\":\"open\"}"));
        QCOMPARE(run[u"tool"][u"driver"][u"name"].toString(), QStringLiteral("Tarascope"));
        QCOMPARE(run[u"results"].toArray().size(), 1);
        const QJsonValue result = run[u"results"].toArray().first();
        QCOMPARE(result[u"ruleId"].toString(), QStringLiteral("fails-open"));
        QCOMPARE(result[u"level"].toString(), QStringLiteral("error"));
        QCOMPARE(result[u"message"][u"text"].toString(), QStringLiteral("SV-1: It fails open."));
        const QJsonValue place = result[u"locations"].toArray().first();
        QCOMPARE(place[u"physicalLocation"][u"artifactLocation"][u"uri"].toString(), QStringLiteral("my%20car.tarascope"));
        QCOMPARE(place[u"logicalLocations"].toArray().first()[u"name"].toString(), QStringLiteral("SV-1"));
    }

    void everyResultNamesARuleOfTheTool()
    {
        const LoadedCase loaded = caseOf("API-1 {}; CR-1 {\"kind\":\"apiKey\"}; TS-1 {}");
        const QJsonObject run = runOf(loaded, {{"risk>=4", "TS-1", "too high"}, {"risk>=4", "TS-1", "another"}});
        std::set<QString> ids;
        for (const QJsonValue &rule : run[u"tool"][u"driver"][u"rules"].toArray())
            QVERIFY(ids.insert(rule[u"id"].toString()).second);
        for (const QJsonValue &result : run[u"results"].toArray())
            QVERIFY(ids.contains(result[u"ruleId"].toString()));
    }

    /// A CI server tells findings apart and finds them again by their fingerprints.
    void fingerprintsAreTheirOwnAndStay()
    {
        const char *model = "EP-1 invokes CM-1; CT-1 = 10000; CT-2 = 10000; CT-1 guards EP-1 {\"chainLink\":\"L3\"}\n"
                            "CT-2 guards EP-1 {\"chainLink\":\"L3\"}\n";
        const auto prints = [](const QJsonObject &run) {
            std::set<QString> found;
            for (const QJsonValue &result : run[u"results"].toArray())
                found.insert(result[u"partialFingerprints"][u"ruleAndItem/v1"].toString());
            return found;
        };
        const std::set<QString> first = prints(runOf(caseOf(model)));
        QCOMPARE(first.size(), std::size_t(2));
        const std::set<QString> renamed = prints(runOf(caseOf(model + std::string("EP-1 {\"method\":\"POST\"}"))));
        QVERIFY(first == renamed);
    }
};

TARASCOPE_TEST(SarifTest)
#include "sariftest.moc"
