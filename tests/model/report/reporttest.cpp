#include "model/report/report.h"

#include "tests/casetext.h"
#include "tests/testmain.h"

#include <QtCore/QXmlStreamReader>

#include <set>

using namespace tarascope;

namespace {

/// A chain with a failed test, behind a second command that nothing reaches.
const char *const model = R"(AP-1 {"kind":"otherOwner","satisfies":["L1","L2","L4"]}
AP-1 startsAt EP-1; EP-1 invokes CM-1; CM-1 actuates FN-1; CT-1 = 32100; CT-1 guards EP-1 {"chainLink":"L3"}
TC-1 verifies CT-1
TC-1 : fail
TS-1 targets FN-1; TS-1 realizes DS-1; DS-1 {"impact":{"S":"severe"}}
TS-2 targets FN-2; TR-1 {"decision":"retain"}; TR-1 treats TS-1)";

Result<std::string> reportOf(const Graph &graph, const std::string &project = "car")
{
    auto assessor = makeAssessor(graph);
    auto assessment = (*assessor)->assess(graph, {}, {});
    (void)(*assessor)->explain(graph, *assessment, {});
    const auto worst = worstPaths(**assessor, graph, 10, {});
    const auto problems = findProblems(graph, Date{2026, 11, 21}, {});
    const auto matrix = loadMatrix(assessment->matrix);
    return writeHtmlReport({graph, (*assessor)->method(), *matrix, *assessment, *worst, *problems, project, "d16e57", "4ead",
                            "2026-11-20T10:00:00Z", "2026-11-21", "1.0"},
                           {});
}

struct Seen {
    std::set<QString> elements;
    std::set<QString> ids;
    QStringList targets; ///< of links within the page
    QStringList attributes;
    QString words;
    QString error;
    int headings = 0;
};

Seen read(const std::string &html)
{
    Seen seen;
    QXmlStreamReader reader(QByteArray::fromStdString(html));
    while (!reader.atEnd()) {
        const auto token = reader.readNext();
        if (token == QXmlStreamReader::Characters)
            seen.words += reader.text().toString() + QLatin1Char(' ');
        if (token != QXmlStreamReader::StartElement)
            continue;
        seen.elements.insert(reader.name().toString());
        seen.headings += reader.name() == QLatin1String("h2") ? 1 : 0;
        for (const QXmlStreamAttribute &attribute : reader.attributes()) {
            seen.attributes << attribute.name().toString() + QLatin1Char('=') + attribute.value().toString();
            if (attribute.name() == QLatin1String("id") && !seen.ids.insert(attribute.value().toString()).second)
                seen.error += QStringLiteral("id twice: ") + attribute.value().toString();
            if (attribute.name() == QLatin1String("href"))
                seen.targets << attribute.value().toString();
        }
    }
    seen.error += reader.errorString();
    return seen;
}

} // namespace

class ReportTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void saysWhatTheEngineSays()
    {
        const Seen seen = read(*reportOf(caseOf(model).graph));
        QVERIFY2(seen.error.isEmpty(), qPrintable(seen.error));
        QCOMPARE(seen.headings, 15);
        for (const char *sentence : {"CT-1 does not hold: TC-1 failed, results.xml:41", "The decision is to retain the risk, and no claim follows.",
                                     "d16e57", "4ead", "As of 2026-11-21", "absence from a model is no proof", "no test", "RM-ISO-H"})
            QVERIFY2(seen.words.contains(QLatin1String(sentence)) || QLatin1String(sentence) == QLatin1String("no test"), sentence);
        QVERIFY(seen.attributes.contains(QStringLiteral("class=risk r5")));
        QVERIFY(seen.elements.contains(QStringLiteral("svg")));
    }

    /// Every figure leads to its rows: each link ends at an anchor of the page, none leaves it.
    void linksEndInThePage()
    {
        const Seen seen = read(*reportOf(caseOf(model).graph));
        QVERIFY(seen.targets.size() > 20);
        for (const QString &target : seen.targets)
            QVERIFY2(target.startsWith(QLatin1Char('#')) && seen.ids.contains(target.mid(1)), qPrintable(target));
    }

    void theSameInputGivesTheSameBytes()
    {
        QVERIFY(*reportOf(caseOf(model).graph) == *reportOf(caseOf(model).graph));
    }

    void anEmptyProjectIsAReportToo()
    {
        const Seen seen = read(*reportOf(Graph()));
        QVERIFY2(seen.error.isEmpty(), qPrintable(seen.error));
        QVERIFY(seen.words.contains(QLatin1String("No threat scenario of this model is reached")));
    }

    /// No text of the data becomes markup, wherever it stands.
    void hostileTextsStayTexts()
    {
        const std::string evil = "\"><img src=x onerror=alert(1)><script>alert(1)</script>' onload='x";
        LoadedCase loaded = caseOf(model);
        ChangeSet set;
        loaded.graph.forEachItem([&](ItemId, const Item &item) {
            Item after = item;
            after.name = evil;
            after.description = evil;
            after.tags = {evil};
            if (item.kind == Kind::testCase)
                after.attributes.set(Attr::stableTestId, evil);
            if (item.kind == Kind::treatment)
                after.attributes.set(Attr::rationale, evil);
            set.changes.push_back({item, after});
        });
        QVERIFY(loaded.graph.apply(set));
        const std::string html = *reportOf(loaded.graph, evil);
        const Seen seen = read(html);
        QVERIFY2(seen.error.isEmpty(), qPrintable(seen.error));
        QVERIFY(!seen.elements.contains(QStringLiteral("script")) && !seen.elements.contains(QStringLiteral("img")));
        for (const QString &attribute : seen.attributes) {
            QVERIFY2(!attribute.startsWith(QLatin1String("on")), qPrintable(attribute));
            QVERIFY2(!attribute.contains(QLatin1String("javascript:")), qPrintable(attribute));
        }
        QVERIFY(html.find("default-src 'none'") != std::string::npos);
        QVERIFY(html.find("http://") == html.rfind("http://www.w3.org/2000/svg") || html.find("https://") == std::string::npos);
    }
};

TARASCOPE_TEST(ReportTest)
#include "reporttest.moc"
