#include "model/metamodel.h"
#include "tests/app/projectfixture.h"
#include "tests/testmain.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QXmlStreamReader>

#include <filesystem>
#include <set>

using namespace tarascope;

namespace {

/// Texts that become something else where an output does not escape them.
const std::vector<std::pair<const char *, const char *>> evilTexts{
    {"markup", "\"><img src=x onerror=alert(1)><script src='http://evil.example/x.js'></script><a href=\"javascript:alert(1)\">"},
    {"end of data", "]]><node id=\"n1\"/><!--&lt;&evil;' onload='x"},
    {"statement", "'); DROP TABLE item;-- 100%_\\\" OR 1=1"},
    {"picture", "n1\"]; evil -> n2 [image=\"/etc/passwd\", label=\"\\"},
    {"formula", "=cmd|' /C calc'!A0"},
    {"formula in full width", "\xEF\xBC\x9D" "1+1"},
    {"formula behind a tab", "\t=1+1"},
    {"formula behind an apostrophe", "'@SUM(1)"},
    {"steers a terminal", "\x1b[2J\x1b]0;evil\x07\x08\x7f\xC2\x9B" "31m"},
    {"turned round", "a\xE2\x80\xAE" "b\xE2\x80\x8B" "c\xEF\xBB\xBF"},
    {"lines", "a\r\nSet-Cookie: b\n\n- c\n# d"},
    {"path", "../../../../etc/passwd"},
};

/// The example with all its texts replaced, and one item more of each kind with a text in each attribute that takes one.
std::string modelOf(const std::string &evil)
{
    const QString text = QString::fromStdString(evil);
    QJsonObject model = QJsonDocument::fromJson(QByteArray::fromStdString(fileBytes(examplePath()))).object();
    QJsonArray items;
    for (const QJsonValue &value : model[u"items"].toArray()) {
        QJsonObject item = value.toObject();
        item[u"name"] = text;
        item[u"description"] = text;
        item[u"tags"] = QJsonArray{text};
        items.append(item);
    }
    for (const KindDef &kind : kinds()) {
        const QString name = QString::fromUtf8(kind.name().data(), static_cast<qsizetype>(kind.name().size()));
        QJsonObject attributes;
        for (const AttributeDef &attribute : kind.attributes) {
            const QString member = QString::fromUtf8(attribute.name().data(), static_cast<qsizetype>(attribute.name().size()));
            if (attribute.type == AttributeType::Text || attribute.type == AttributeType::LongText)
                attributes[member] = text;
            else if (attribute.type == AttributeType::TextList)
                attributes[member] = QJsonArray{text};
        }
        items.append(QJsonObject{{QStringLiteral("id"), QStringLiteral("evil:") + name}, {QStringLiteral("kind"), name},
                                 {QStringLiteral("name"), text}, {QStringLiteral("description"), text},
                                 {QStringLiteral("attributes"), attributes}});
    }
    model[u"items"] = items;
    return QJsonDocument(model).toJson().toStdString();
}

struct SeenXml {
    QString error;
    QStringList elements;
    QStringList attributes; ///< "name=value"
};

SeenXml seen(const std::string &text)
{
    SeenXml seen;
    QXmlStreamReader xml(QByteArray::fromStdString(text));
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        seen.elements.append(xml.name().toString());
        for (const QXmlStreamAttribute &each : xml.attributes())
            seen.attributes.append(each.name().toString() + u'=' + each.value().toString());
    }
    if (xml.hasError())
        seen.error = xml.errorString();
    return seen;
}

/// What is active in a page or picture; empty: nothing.
QString active(const SeenXml &page)
{
    if (!page.error.isEmpty())
        return page.error;
    for (const char *element : {"script", "img", "iframe", "object", "embed", "foreignObject", "link", "base", "form", "image", "use"})
        if (page.elements.contains(QLatin1String(element)))
            return QLatin1String(element);
    for (const QString &attribute : page.attributes) {
        const QString name = attribute.section(u'=', 0, 0).toLower();
        const QString value = attribute.section(u'=', 1).trimmed().toLower();
        const bool leads = name == u"href" || name == u"src" || name == u"action";
        if (name.startsWith(u"on") || (leads && !value.startsWith(u'#')) || (name == u"style" && value.contains(u"url(")))
            return attribute;
    }
    return {};
}

/// What is left of a DOT text without the inside of its quoted texts.
std::string skeleton(const std::string &dot)
{
    std::string left;
    bool quoted = false;
    for (std::size_t at = 0; at < dot.size(); ++at) {
        if (quoted && dot[at] == '\\')
            ++at;
        else if (dot[at] == '"')
            quoted = !quoted;
        else if (!quoted)
            left += dot[at];
    }
    return quoted ? "a quote is open" : left;
}

/// The first cell that a spreadsheet would run; empty: none.
std::string formulaIn(const std::string &csv)
{
    bool quoted = false;
    std::string cell;
    for (const char c : csv + "\n") {
        if (c == '"')
            quoted = !quoted;
        else if (quoted || (c != ',' && c != '\n' && c != '\r'))
            cell += c;
        else {
            for (const char *start : {"=", "+", "-", "@", "\t", "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"})
                if (cell.starts_with(start))
                    return cell;
            cell.clear();
        }
    }
    return {};
}

} // namespace

/// Projects whose every text wishes the outputs ill: nothing becomes markup, a formula, a statement, a part of a picture or
/// a command to the terminal, and the text itself is not lost.
class HostileTextsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_plain = make("plain", "plain");
        m_plainDot = skeleton(out({"export", m_plain, "--format", "dot"}));
        m_plainGraphMl = seen(out({"export", m_plain, "--format", "graphml"})).elements;
        m_plainItems = run({"items", m_plain, "--json"}).json()[u"total"].toInteger();
        QVERIFY(m_plainItems > 40 && m_plainDot.size() > 100 && m_plainGraphMl.size() > 40);
    }

    void textsStayTexts_data()
    {
        QTest::addColumn<QByteArray>("evil");
        for (const auto &[name, text] : evilTexts)
            QTest::newRow(name) << QByteArray(text);
    }
    void textsStayTexts()
    {
        QFETCH(QByteArray, evil);
        const std::string text = evil.toStdString();
        const std::string project = make("evil", text);
        staysWhole(project, text);
        const std::string report = out({"report", project, "--format", "html"});
        QCOMPARE(active(seen(report)), QString());
        QVERIFY(contains(report, "default-src 'none'"));
        QCOMPARE(active(seen(out({"export", project, "--format", "svg"}))), QString());
        const SeenXml graphMl = seen(out({"export", project, "--format", "graphml"}));
        QCOMPARE(graphMl.error, QString());
        QCOMPARE(graphMl.elements, m_plainGraphMl);
        QCOMPARE(skeleton(out({"export", project, "--format", "dot"})), m_plainDot);
        for (const char *kind : {"service", "endpoint", "control", "testCase", "threatScenario"}) {
            const std::string csv = out({"export", project, "--format", "csv", "--what", kind});
            QVERIFY(contains(csv, kind));
            QCOMPARE(formulaIn(csv), std::string());
        }
        const std::string shown = shownOnTerminal({"items", project});
        QVERIFY(contains(shown, "SV-"));
        for (const char *control : {"\x1b", "\x07", "\x08", "\x7f", "\xC2\x9B"})
            QVERIFY2(!contains(shown, control), control);
    }

private:
    static std::string out(const std::vector<std::string> &words)
    {
        const Run done = run(words);
        if (done.exitCode != 0)
            qFatal("%s", done.told().c_str());
        return done.out;
    }

    std::string make(const std::string &name, const std::string &evil)
    {
        std::filesystem::remove(m_folder.path(name + ".tarascope"));
        const std::string project = m_folder.project(name + ".tarascope");
        out({"import", project, m_folder.file(name + ".json", modelOf(evil)), "--quiet"});
        return project;
    }

    /// Every name is there as it was, and an import of the export gives the same content.
    void staysWhole(const std::string &project, const std::string &evil)
    {
        const QJsonObject items = run({"items", project, "--json"}).json();
        QCOMPARE(items[u"total"].toInteger(), m_plainItems);
        std::set<std::string> names;
        for (const QJsonValue &item : items[u"items"].toArray())
            names.insert(text(item[u"name"]));
        QCOMPARE(names.size(), std::size_t(1));
        QVERIFY2(*names.begin() == evil, names.begin()->c_str());
        std::filesystem::remove(m_folder.path("copy.tarascope"));
        const std::string copy = m_folder.project("copy.tarascope");
        out({"import", copy, m_folder.file("copy.json", out({"export", project})), "--quiet"});
        QCOMPARE(stateOf(copy).substr(0, 64), stateOf(project).substr(0, 64));
    }

    ProjectFolder m_folder;
    std::string m_plain;
    std::string m_plainDot;
    QStringList m_plainGraphMl;
    std::int64_t m_plainItems = 0;
};

TARASCOPE_TEST(HostileTextsTest)
#include "hostiletextstest.moc"
