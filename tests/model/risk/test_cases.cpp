#include "tests/casetext.h"
#include "tests/testmain.h"

#include "model/risk/assessment.h"

#include <QtCore/QDir>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

using namespace tarascope;

namespace {

std::string text(const QJsonValue &value) { return value.toString().toStdString(); }

QJsonObject ratingJson(const Rating &rating)
{
    QJsonObject object;
    for (int i = 0; i < factorCount; ++i) {
        const auto factor = static_cast<Factor>(i);
        if (rating[factor] == Rating::unrated)
            continue;
        const std::string_view level = factorLevels(factor)[static_cast<std::size_t>(rating[factor])];
        object.insert(QString::fromUtf8(factorName(factor).data()), QString::fromUtf8(level.data(), qsizetype(level.size())));
    }
    return object;
}

QString compact(const QJsonObject &object) { return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact)); }

} // namespace

/// The worked cases: expected scores, frontiers and risks were made by another implementation.
class CasesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void worked_data()
    {
        TARASCOPE_NEEDS_SHARED("cases/attack-paths");
        QTest::addColumn<QString>("name");
        const QDir folder(QStringLiteral(TARASCOPE_SHARED_DIR "/cases/attack-paths"));
        for (const QString &file : folder.entryList({QStringLiteral("*.expected.json")})) {
            const QString name = file.left(file.indexOf(u'.'));
            QTest::newRow(qPrintable(name)) << name;
        }
    }

    void worked()
    {
        QFETCH(QString, name);
        const std::string base = TARASCOPE_SHARED_DIR "/cases/attack-paths/" + name.toStdString();
        LoadedCase loaded = loadCase(readFile(base + ".json"));
        const QJsonObject expected =
            QJsonDocument::fromJson(QByteArray::fromStdString(readFile(base + ".expected.json"))).object();
        const QJsonObject outcomes = expected.value(QStringLiteral("outcomes")).toObject();
        for (auto outcome = outcomes.begin(); outcome != outcomes.end(); ++outcome)
            addOutcome(loaded, outcome.key().toStdString(), text(outcome.value()), "results.xml:41");
        auto assessor = makeAssessor(loaded.graph);
        QVERIFY(assessor.ok());
        checkPaths(loaded, **assessor, expected);
        checkByProfile(loaded, **assessor, expected);
        checkRisks(loaded, **assessor, expected);
        checkWhatIf(loaded, **assessor, expected);
    }

private:
    static PathsResult ask(LoadedCase &loaded, Assessor &assessor, const PathQuestion &question)
    {
        auto found = assessor.paths(loaded.graph, question, Budget{});
        if (!found)
            qFatal("%s", found.error().english().c_str());
        return *found;
    }

    static void checkPaths(LoadedCase &loaded, Assessor &assessor, const QJsonObject &expected)
    {
        for (const QJsonValue &entry : expected.value(QStringLiteral("paths")).toArray()) {
            const QJsonObject want = entry.toObject();
            PathQuestion question;
            question.target = loaded.id(text(want.value(QStringLiteral("to"))));
            question.reading = *readingFromName(text(want.value(QStringLiteral("reading"))));
            const PathsResult found = ask(loaded, assessor, question);
            const QJsonValue bestValue = want.value(QStringLiteral("best"));
            QCOMPARE(found.best.has_value(), !bestValue.isNull());
            if (bestValue.isNull())
                continue;
            const QJsonObject best = bestValue.toObject();
            QCOMPARE(found.best->score, best.value(QStringLiteral("score")).toDouble());
            QCOMPARE(std::string(feasibilityName(found.best->feasibility)), text(best.value(QStringLiteral("feasibility"))));
            QCOMPARE(compact(ratingJson(found.best->rating)), compact(best.value(QStringLiteral("rating")).toObject()));
            const QJsonArray pareto = best.value(QStringLiteral("pareto")).toArray();
            QCOMPARE(found.pareto.size(), std::size_t(pareto.size()));
            for (qsizetype i = 0; i < pareto.size(); ++i)
                QCOMPARE(compact(ratingJson(found.pareto[std::size_t(i)].rating)),
                         compact(pareto[i].toObject().value(QStringLiteral("rating")).toObject()));
            QCOMPARE(found.paths.size(), found.pareto.size());
            const AttackPath &path = found.paths.front();
            QCOMPARE(loaded.graph.item(path.profile)->key, text(best.value(QStringLiteral("profile"))));
            const QJsonObject added = best.value(QStringLiteral("timesAdded")).toObject();
            QCOMPARE(path.timesAdded.score, added.value(QStringLiteral("score")).toDouble());
            QCOMPARE(path.steps.back().to, question.target);
        }
    }

    static void checkByProfile(LoadedCase &loaded, Assessor &assessor, const QJsonObject &expected)
    {
        for (const QJsonValue &entry : expected.value(QStringLiteral("byProfile")).toArray()) {
            const QJsonObject want = entry.toObject();
            PathQuestion question;
            question.target = loaded.id(text(want.value(QStringLiteral("to"))));
            question.reading = *readingFromName(text(want.value(QStringLiteral("reading"))));
            question.profile = loaded.id(text(want.value(QStringLiteral("profile"))));
            QCOMPARE(ask(loaded, assessor, question).best->score, want.value(QStringLiteral("score")).toDouble());
        }
    }

    static void checkRisks(LoadedCase &loaded, Assessor &assessor, const QJsonObject &expected)
    {
        auto assessment = assessor.assess(loaded.graph, {}, Budget{});
        QVERIFY(assessment.ok());
        const QJsonArray risks = expected.value(QStringLiteral("risks")).toArray();
        QCOMPARE(assessment->risks.size(), std::size_t(risks.size()));
        for (qsizetype i = 0; i < risks.size(); ++i) {
            const QJsonObject want = risks[i].toObject();
            const ThreatRisk &found = assessment->risks[std::size_t(i)];
            QCOMPARE(loaded.graph.item(found.threat)->key, text(want.value(QStringLiteral("threat"))));
            QCOMPARE(std::string(impactLevelName(found.impact)), text(want.value(QStringLiteral("impact"))));
            for (Reading reading : {Reading::Inherent, Reading::Claimed, Reading::Evidenced}) {
                const QString name = QString::fromUtf8(readingName(reading).data());
                const ReadingRisk &rated = found.at(reading);
                QCOMPARE(std::string(feasibilityName(*rated.feasibility)),
                         text(want.value(QStringLiteral("feasibility")).toObject().value(name)));
                QCOMPARE(*rated.risk, want.value(QStringLiteral("risk")).toObject().value(name).toInt());
                const QJsonValue score = want.value(QStringLiteral("score")).toObject().value(name);
                QCOMPARE(rated.easiest.has_value(), !score.isNull());
                if (rated.easiest)
                    QCOMPARE(rated.easiest->score, score.toDouble());
            }
        }
    }

    static void checkWhatIf(LoadedCase &loaded, Assessor &assessor, const QJsonObject &expected)
    {
        for (const QJsonValue &entry : expected.value(QStringLiteral("whatif")).toArray()) {
            const QJsonObject want = entry.toObject();
            Scenario scenario;
            for (const QJsonValue &control : want.value(QStringLiteral("with")).toArray())
                scenario.switches[loaded.items.at(text(control))] = true;
            for (const QJsonValue &control : want.value(QStringLiteral("without")).toArray())
                scenario.switches[loaded.items.at(text(control))] = false;
            auto assessment = assessor.assess(loaded.graph, scenario, Budget{});
            QVERIFY(assessment.ok());
            const ItemId threat = loaded.id(text(want.value(QStringLiteral("threat"))));
            for (const ThreatRisk &risk : assessment->risks) {
                if (risk.threat != threat)
                    continue;
                QCOMPARE(risk.at(Reading::Claimed).easiest->score, want.value(QStringLiteral("score")).toDouble());
                QCOMPARE(*risk.at(Reading::Claimed).risk, want.value(QStringLiteral("risk")).toInt());
            }
        }
    }
};

TARASCOPE_TEST(CasesTest)
#include "test_cases.moc"
