#include "tests/app/program.h"
#include "tests/app/projectfixture.h"
#include "tests/testmain.h"

#include <set>

/// `metrics` and `chain` through the program, on the demo.
class MetricsVerbTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_project = m_folder.path("demo.tarascope");
        QCOMPARE(run({"new", m_project, "--demo", "remote-command"}).exitCode, 0);
    }

    void metricsKeepTheirContract()
    {
        const Run found = run({"metrics", m_project, "--json", "--as-of", "2026-11-21"});
        QVERIFY2(found.exitCode == 0, found.told().c_str());
        QCOMPARE(text(found.json()[u"schema"]), std::string("tarascope.metrics/1"));
        const QJsonArray metrics = found.json()[u"metrics"].toArray();
        QCOMPARE(metrics.size(), 11);
        for (const QJsonValue &value : metrics) {
            const QJsonObject metric = value.toObject();
            for (const char *member : {"id", "value", "lower", "upper", "numerator", "denominator", "unit"})
                QVERIFY2(metric.contains(QLatin1String(member)), member);
            if (metric[u"value"].isNull())
                QVERIFY2(text(metric[u"note"]).starts_with("Needs "), text(metric[u"id"]).c_str());
            else
                QVERIFY(metric[u"lower"].toDouble() <= metric[u"value"].toDouble() &&
                        metric[u"value"].toDouble() <= metric[u"upper"].toDouble());
        }
        const QJsonObject owned = entry(metrics, QStringLiteral("id"), "M1");
        QCOMPARE(owned[u"members"].toArray().size(), owned[u"denominator"].toInt());
    }

    void metricsFollowTheDay()
    {
        const auto current = [this](const char *day) {
            const Run found = run({"metrics", m_project, "--json", "--as-of", day});
            return entry(found.json()[u"metrics"], QStringLiteral("id"), "M2")[u"upper"].toDouble();
        };
        // By then the runs of the demo are over 90 days old.
        QVERIFY(current("2026-11-30") > current("2028-01-01"));
    }

    void chainOfOneCommand()
    {
        const Run all = run({"chain", m_project, "--json"});
        QVERIFY2(all.exitCode == 0, all.told().c_str());
        const QJsonArray strips = all.json()[u"commands"].toArray();
        const QJsonObject first = strips.at(0).toObject();
        QStringList links = first[u"links"].toObject().keys();
        QCOMPARE(links.join(QLatin1Char(' ')), QStringLiteral("L1 L2 L3 L4 L5 L6 L7 L8"));
        std::set<std::string> states;
        for (const QJsonValue &strip : strips)
            for (const QJsonValue &cell : strip[u"links"].toObject()) {
                states.insert(text(cell[u"state"]));
                QVERIFY(!text(cell[u"reason"]).empty());
            }
        for (const char *state : {"proved", "untested", "gap", "failed", "na"})
            QVERIFY2(states.contains(state), state);
        const std::string command = text(first[u"command"]);
        const Run one = run({"chain", m_project, command, "--json"});
        for (const QJsonValue &strip : one.json()[u"commands"].toArray())
            QCOMPARE(text(strip[u"command"]), command);
        const Run wrong = run({"chain", m_project, text(first[u"endpoint"])});
        QCOMPARE(wrong.exitCode, 2);
    }

private:
    ProjectFolder m_folder;
    std::string m_project;
};

TARASCOPE_TEST(MetricsVerbTest)
#include "metricsverbtest.moc"
