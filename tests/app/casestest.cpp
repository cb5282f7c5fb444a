#include "tests/app/projectfixture.h"
#include "tests/testmain.h"

#include <QtCore/QDir>
#include <QtCore/QJsonDocument>

#include <set>

namespace {

std::string compact(const QJsonValue &value)
{
    return QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact).toStdString();
}

QJsonObject parsed(const std::string &path)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(fileBytes(path))).object();
}

/// Score and rating of each minimal effort; their order says nothing.
std::set<std::string> frontier(const QJsonValue &pareto)
{
    std::set<std::string> all;
    for (const QJsonValue &effort : pareto.toArray())
        all.insert(std::to_string(effort[u"score"].toDouble()) + compact(effort[u"rating"]));
    return all;
}

/// A JUnit file that says what the expected file says, for cases that bring none.
std::string junitOf(const QJsonObject &model, const QJsonObject &outcomes)
{
    std::string cases;
    for (auto outcome = outcomes.begin(); outcome != outcomes.end(); ++outcome) {
        const QJsonValue test = entry(model[u"items"], QStringLiteral("id"), outcome.key().toStdString());
        cases += "<testcase name=\"" + text(test[u"attributes"][u"stableTestId"]) + "\">" +
                 (text(outcome.value()) == "fail" ? "<failure/>" : "") + "</testcase>\n";
    }
    return "<testsuite name=\"derived\">\n" + cases + "</testsuite>\n";
}

} // namespace

/// The worked cases from file to answer through the real program; what is expected was made by another implementation.
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
        const QJsonObject expected = parsed(base + ".expected.json");
        const ProjectFolder folder;
        m_project = folder.project();
        const Run imported = run({"import", m_project, base + ".json"});
        QVERIFY2(imported.exitCode == 0, imported.told().c_str());
        if (const QJsonObject outcomes = expected[u"outcomes"].toObject(); !outcomes.isEmpty()) {
            const std::string given = base + ".junit.xml";
            const std::string results = QFile::exists(QString::fromStdString(given))
                                            ? given
                                            : folder.file("derived.xml", junitOf(parsed(base + ".json"), outcomes));
            const Run taken = run({"matrix", m_project, "import", results, "--json"});
            QVERIFY2(taken.exitCode == 0, taken.told().c_str());
            QCOMPARE(taken.json()[u"unmatched"].toArray().size(), 0);
        }
        checkPaths(expected);
        checkByProfile(expected);
        checkRisks(expected);
        checkWhatIf(expected);
    }

private:
    QJsonObject paths(std::vector<std::string> words) const
    {
        words.insert(words.begin(), {"paths", m_project, "--json"});
        const Run found = run(words);
        if (found.exitCode != 0)
            qWarning("%s", found.told().c_str());
        return found.json();
    }

    void checkPaths(const QJsonObject &expected) const
    {
        for (const QJsonValue &wanted : expected[u"paths"].toArray()) {
            const QJsonObject found = paths({"--to", text(wanted[u"to"]), "--reading", text(wanted[u"reading"])});
            QCOMPARE(text(found[u"schema"]), std::string("tarascope.paths/1"));
            const QJsonValue best = wanted[u"best"];
            if (best.isNull()) {
                QVERIFY(found[u"best"].isNull());
                QCOMPARE(found[u"paths"].toArray().size(), 0);
                continue;
            }
            const std::string what = text(wanted[u"to"]) + " " + text(wanted[u"reading"]);
            QVERIFY2(found[u"best"][u"score"] == best[u"score"], what.c_str());
            QCOMPARE(text(found[u"best"][u"feasibility"]), text(best[u"feasibility"]));
            QCOMPARE(compact(found[u"best"][u"rating"]), compact(best[u"rating"]));
            QVERIFY2(frontier(found[u"pareto"]) == frontier(best[u"pareto"]), what.c_str());
            QCOMPARE(found[u"listed"].toInt(), static_cast<int>(best[u"pareto"].toArray().size()));
        }
    }

    void checkByProfile(const QJsonObject &expected) const
    {
        for (const QJsonValue &wanted : expected[u"byProfile"].toArray()) {
            const QJsonObject found = paths({"--to", text(wanted[u"to"]), "--reading", text(wanted[u"reading"]),
                                             "--profile", text(wanted[u"profile"])});
            QCOMPARE(found[u"best"][u"score"], wanted[u"score"]);
        }
    }

    void checkRisks(const QJsonObject &expected) const
    {
        const QJsonObject found = run({"risks", m_project, "--json"}).json();
        for (const QJsonValue &wanted : expected[u"risks"].toArray()) {
            const QJsonObject risk = entry(found[u"risks"], QStringLiteral("threat"), text(wanted[u"threat"]));
            QCOMPARE(text(risk[u"impact"]), text(wanted[u"impact"]));
            QCOMPARE(compact(risk[u"feasibility"]), compact(wanted[u"feasibility"]));
            QCOMPARE(compact(risk[u"risk"]), compact(wanted[u"risk"]));
        }
    }

    void checkWhatIf(const QJsonObject &expected) const
    {
        for (const QJsonValue &wanted : expected[u"whatif"].toArray()) {
            std::vector<std::string> words{"--to", text(wanted[u"threat"]), "--reading", "claimed"};
            for (const QJsonValue &on : wanted[u"with"].toArray())
                words.insert(words.end(), {"--with", text(on)});
            for (const QJsonValue &off : wanted[u"without"].toArray())
                words.insert(words.end(), {"--without", text(off)});
            const QJsonObject found = paths(words);
            QCOMPARE(found[u"best"][u"score"], wanted[u"score"]);
            if (!wanted[u"score"].isNull())
                QCOMPARE(text(found[u"best"][u"feasibility"]), text(wanted[u"feasibility"]));
        }
    }

    std::string m_project;
};

TARASCOPE_TEST(CasesTest)
#include "casestest.moc"
