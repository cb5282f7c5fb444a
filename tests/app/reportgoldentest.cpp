#include "app/session.h"
#include "model/report/report.h"
#include "tests/app/projectfixture.h"
#include "tests/testmain.h"

#include <QtCore/QXmlStreamReader>

using namespace tarascope;

namespace {

std::string reportOf(const Graph &graph)
{
    const auto assessor = makeAssessor(graph);
    auto assessment = (*assessor)->assess(graph, {}, {});
    (void)(*assessor)->explain(graph, *assessment, {});
    const auto worst = worstPaths(**assessor, graph, 10, {});
    const auto problems = findProblems(graph, Date{2026, 11, 21}, {});
    const auto matrix = loadMatrix(assessment->matrix);
    return *writeHtmlReport({graph, (*assessor)->method(), *matrix, *assessment, *worst, *problems, "demo", "d16e57", "4ead",
                             "2026-11-20T10:00:00Z", "2026-11-21", "1.0"},
                            {});
}

/// The visible text of a page, one line for a heading, a paragraph or a row of a table; a picture as its numbers of boxes
/// and lines. Of the list of all items the headings and first rows only.
class Outline
{
public:
    explicit Outline(const std::string &html) : m_reader(QByteArray::fromStdString(html)) {}
    std::string text()
    {
        while (!m_reader.atEnd())
            take(m_reader.readNext());
        flush();
        return m_reader.hasError() ? "not well-formed: " + m_reader.errorString().toStdString() : m_out;
    }
    /// What would load or run something: scripts, and attributes and styles that lead out of the page.
    QString outside() const { return m_outside; }

private:
    static bool isBlock(QStringView name)
    {
        for (const char *block : {"h1", "h2", "h3", "p", "tr", "li", "caption", "ol", "section"})
            if (name == QLatin1String(block))
                return true;
        return false;
    }
    void take(QXmlStreamReader::TokenType token)
    {
        const QString name = m_reader.name().toString();
        if (token == QXmlStreamReader::StartElement && name == QLatin1String("style"))
            takeStyle();
        else if (token == QXmlStreamReader::StartElement && name == QLatin1String("svg"))
            takePicture();
        else if (token == QXmlStreamReader::StartElement)
            begin(name);
        else if (token == QXmlStreamReader::EndElement && isBlock(name))
            flush();
        else if (token == QXmlStreamReader::Characters)
            m_line += m_reader.text().toString();
    }
    void begin(const QString &name)
    {
        checkElement();
        if (isBlock(name))
            flush();
        m_inInventory = m_inInventory || m_reader.attributes().value(QLatin1String("id")) == QLatin1String("inventory");
        if (m_reader.attributes().value(QLatin1String("id")) == QLatin1String("provenance"))
            m_inInventory = false;
        if (name.size() == 2 && name[0] == QLatin1Char('h') && name[1].isDigit()) {
            m_line = QString(name[1].digitValue(), QLatin1Char('#')) + QLatin1Char(' ');
            m_rows = 0;
        } else if (name == QLatin1String("tr")) {
            ++m_rows;
        } else if (name == QLatin1String("td") || name == QLatin1String("th")) {
            m_line += QLatin1String("| ");
        } else if (name == QLatin1String("div")) {
            m_line += QLatin1String("; ");
        } else if (name == QLatin1String("li")) {
            m_line += QLatin1String("- ");
        }
    }
    void takeStyle()
    {
        const QString style = m_reader.readElementText();
        for (const char *loading : {"url(", "@import"})
            if (style.contains(QLatin1String(loading)))
                m_outside += QStringLiteral("style ") + QLatin1String(loading);
    }
    void checkElement()
    {
        if (m_reader.name() == QLatin1String("script"))
            m_outside += QStringLiteral("script ");
        for (const QXmlStreamAttribute &attribute : m_reader.attributes()) {
            const bool leads = attribute.name() == QLatin1String("src") || attribute.name().startsWith(QLatin1String("on")) ||
                               (attribute.name() == QLatin1String("href") && !attribute.value().startsWith(QLatin1Char('#')));
            if (leads)
                m_outside += attribute.name().toString() + QLatin1Char('=') + attribute.value().toString();
        }
    }
    void takePicture()
    {
        flush();
        checkElement();
        int boxes = 0, lines = 0, depth = 1;
        while (depth > 0 && !m_reader.atEnd()) {
            const auto token = m_reader.readNext();
            depth += token == QXmlStreamReader::StartElement ? 1 : token == QXmlStreamReader::EndElement ? -1 : 0;
            if (token == QXmlStreamReader::StartElement) {
                checkElement();
                boxes += m_reader.name() == QLatin1String("rect") ? 1 : 0;
                lines += m_reader.name() == QLatin1String("path") || m_reader.name() == QLatin1String("line") ? 1 : 0;
            }
        }
        m_line = QStringLiteral("[picture: %1 boxes, %2 lines]").arg(boxes).arg(lines);
        flush();
    }
    void flush()
    {
        QString line = m_line.simplified();
        m_line.clear();
        line.replace(QLatin1String("| ; "), QLatin1String("| "));
        if (line.isEmpty() || line == QLatin1String(";") || (m_inInventory && m_rows > 2))
            return;
        m_out += line.toStdString() + "\n";
    }

    QXmlStreamReader m_reader;
    QString m_line;
    std::string m_out;
    int m_rows = 0;
    bool m_inInventory = false;
    QString m_outside;
};

} // namespace

/// The report of the demo, as its outline that people review. On a difference the new one is written beside it as
/// `.actual`; read it, and rename it when it is right.
class ReportGoldenTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theDemo()
    {
        const ProjectFolder folder;
        const auto project = createDemo(folder.path("demo.tarascope"), "remote-command", {});
        QVERIFY(project);
        const std::string html = reportOf((*project)->graph());
        QVERIFY2(html == reportOf((*project)->graph()), "the same input gives other bytes");
        Outline outline(html);
        const std::string actual = outline.text();
        QCOMPARE(outline.outside(), QString());
        QVERIFY2(actual.find("ompliant") == std::string::npos, "a report never says that something is compliant");
        const std::string golden = TARASCOPE_SOURCE_DIR "/tests/app/golden/report-remote-command.txt";
        if (fileBytes(golden) != actual) {
            writeFile(golden + ".actual", actual);
            QFAIL(("the report differs, see " + golden + ".actual").c_str());
        }
    }
};

TARASCOPE_TEST(ReportGoldenTest)
#include "reportgoldentest.moc"
