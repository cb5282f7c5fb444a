#include "importers/junit.h"

#include "importers/batchitem.h"
#include "importers/secrets.h"
#include "importers/sourcetext.h"
#include "importers/testid.h"
#include "importers/xmlsource.h"

#include <QtCore/QDateTime>
#include <QtCore/QXmlStreamReader>

#include <algorithm>
#include <map>
#include <tuple>

namespace tarascope {

namespace {

constexpr std::size_t mostDepth = 256;
constexpr std::size_t mostObserved = 1000;

std::string text(QStringView view) { return view.toUtf8().toStdString(); }

/// A suite that is being read; what it says holds for the suites and test cases in it.
struct Suite {
    std::string name;
    std::string at;
    std::string environment;
    std::string build;
    std::size_t firstOutcome = 0;
};

/// A test case that is being read.
struct Case {
    std::string name;
    std::string id;
    std::string file;
    std::string propertyId;
    std::string observed;
    Outcome outcome;
    Where where;
};

/// From best to worst: of several results of one test in one run the worst counts.
int badness(Verdict verdict)
{
    return verdict == Verdict::Pass ? 0 : verdict == Verdict::NotRun ? 1 : verdict == Verdict::Inconclusive ? 2 : 3;
}

class JUnitReader
{
public:
    JUnitReader(const SourceText &source, const Budget &budget)
        : m_source(source), m_places(source), m_budget(budget), m_bytes(source), m_reader(&m_bytes)
    {
        m_reader.setNamespaceProcessing(false);
    }
    Result<Batch> read();

private:
    Result<void> readToken();
    Result<void> startElement();
    void endElement();
    Result<void> refuseEntities();
    Result<void> startRoot(const std::string &name);
    void startSuite();
    void startCase();
    void readProperty();
    void startResult(const std::string &name);
    void endSuite();
    void endCase();
    std::string testOf(const Case &finished, bool &isStable) const;
    std::string utc(const std::string &stamp);
    void addOutcome(std::string test, bool isStable, Outcome outcome, Where where);

    std::string attribute(const char *name) const { return text(m_reader.attributes().value(QLatin1String(name))); }
    Where here() { return m_places.opening(m_reader.characterOffset(), m_opening); }
    Error refused(const char *sentence, std::vector<std::string> args, const char *code)
    {
        return {ErrorKind::Input, {sentence, std::move(args), code}, here()};
    }

    const SourceText &m_source;
    XmlPlaces m_places;
    const Budget &m_budget;
    XmlBytes m_bytes;
    QXmlStreamReader m_reader;
    const char *m_opening = "<"; ///< with what the token at hand begins
    Batch m_batch;
    LossReport m_kept;
    LossReport m_skipped;
    std::vector<std::string> m_open; ///< names of the open elements
    std::vector<Suite> m_suites;
    std::optional<Case> m_case;
    std::string *m_collect = nullptr; ///< takes the text of the element at hand
    std::int64_t m_elements = 0;
    std::map<std::tuple<std::string, std::string, std::string, std::string>, std::size_t> m_stable;
};

Result<Batch> JUnitReader::read()
{
    m_batch.format = "junit";
    m_batch.system = "junit:" + sourceName(m_source.file());
    m_batch.title = fileName(m_source.file());
    for (std::int64_t tokens = 0; !m_reader.atEnd(); ++tokens) {
        if (tokens % 256 == 0) {
            if (const Result<void> go = m_budget.check(); !go)
                return go.error();
        }
        if (const Result<void> token = readToken(); !token)
            return token.error();
    }
    if (m_reader.hasError())
        return Error{ErrorKind::Input,
                     {QT_TRANSLATE_NOOP("model", "the XML cannot be read: %1"), {text(m_reader.errorString())}, "xml"},
                     {m_source.file(), m_reader.lineNumber(), m_reader.columnNumber() + 1, -1, {}, {}}};
    m_batch.kept = m_kept.take();
    m_batch.skipped = m_skipped.take();
    return std::move(m_batch);
}

Result<void> JUnitReader::readToken()
{
    m_opening = "<";
    switch (m_reader.readNext()) {
    case QXmlStreamReader::DTD:
        return refuseEntities();
    case QXmlStreamReader::StartElement:
        return startElement();
    case QXmlStreamReader::EndElement:
        endElement();
        return {};
    case QXmlStreamReader::Characters:
        if (m_collect && m_collect->size() < mostObserved)
            *m_collect += text(m_reader.text().left(qsizetype(mostObserved)));
        return {};
    default:
        return {};
    }
}

// Qt never opens what an entity names, but leaves the text empty without a word; so such files are refused as a whole.
Result<void> JUnitReader::refuseEntities()
{
    m_opening = "<!DOCTYPE";
    const bool declares = !m_reader.entityDeclarations().isEmpty() ||
                          m_reader.text().contains(QLatin1String("<!ENTITY")) || !m_reader.dtdSystemId().isEmpty();
    if (!declares)
        return {};
    return refused(QT_TRANSLATE_NOOP("model", "the file has a DOCTYPE that declares entities or names another file; "
                                              "this is not read for safety"),
                   {}, "xmlEntities");
}

Result<void> JUnitReader::startElement()
{
    if (m_open.size() >= mostDepth)
        return refused(QT_TRANSLATE_NOOP("model", "elements are nested deeper than %1"), {std::to_string(mostDepth)},
                       "tooDeep");
    if (++m_elements > m_budget.limits.nodes)
        return refused(QT_TRANSLATE_NOOP("model", "the file has more than %1 elements, the limit for an import"),
                       {std::to_string(m_budget.limits.nodes)}, "tooManyElements");
    if (static_cast<std::int64_t>(m_batch.outcomes.size()) > m_budget.limits.records)
        return refused(QT_TRANSLATE_NOOP("model", "the file has more than %1 test cases, the limit for an import"),
                       {std::to_string(m_budget.limits.records)}, "tooManyOutcomes");
    const std::string name = text(m_reader.name());
    if (m_open.empty()) {
        if (const Result<void> root = startRoot(name); !root)
            return root;
    }
    m_open.push_back(name);
    m_collect = nullptr;
    if (name == "testsuite" || name == "testsuites")
        startSuite();
    else if (name == "testcase")
        startCase();
    else if (name == "property")
        readProperty();
    else
        startResult(name);
    return {};
}

Result<void> JUnitReader::startRoot(const std::string &name)
{
    if (name == "testsuites" || name == "testsuite")
        return {};
    return refused(QT_TRANSLATE_NOOP("model", "these are no JUnit results: the first element is <%1>, not <testsuites> "
                                              "or <testsuite>"),
                   {name}, "notJUnit");
}

void JUnitReader::startSuite()
{
    Suite suite = m_suites.empty() ? Suite() : m_suites.back();
    suite.name = attribute("name");
    suite.firstOutcome = m_batch.outcomes.size();
    if (const std::string at = utc(attribute("timestamp")); !at.empty())
        suite.at = at;
    m_suites.push_back(std::move(suite));
}

void JUnitReader::startCase()
{
    if (m_case) {
        m_skipped.count("testcase", QT_TRANSLATE_NOOP("model", "%1 test cases inside another test case are not taken"),
                        "junitNestedCase", here());
        return;
    }
    Case begun;
    begun.name = attribute("name");
    begun.id = attribute("id");
    begun.file = attribute("file");
    begun.where = here();
    begun.outcome.verdict = Verdict::Pass;
    begun.outcome.at = utc(attribute("timestamp"));
    const std::string status = attribute("status");
    const std::string result = attribute("result");
    if (status == "notrun" || status == "disabled" || status == "skipped" || result == "suppressed")
        begun.outcome.verdict = Verdict::NotRun;
    m_case = std::move(begun);
}

void JUnitReader::readProperty()
{
    const std::string name = attribute("name");
    const std::string value = attribute("value");
    if (m_case && m_case->propertyId.empty()) {
        m_case->propertyId = findTestId(value);
        if (m_case->propertyId.empty())
            m_case->propertyId = findTestId(name);
    }
    const bool isEnvironment = name == "environment" || name == "env";
    const bool isBuild = name == "build" || name == "build.number" || name == "buildNumber";
    if (m_case && isEnvironment)
        m_case->outcome.environment = value;
    else if (m_case && isBuild)
        m_case->outcome.build = value;
    else if (isEnvironment && !m_suites.empty())
        m_suites.back().environment = value;
    else if (isBuild && !m_suites.empty())
        m_suites.back().build = value;
}

void JUnitReader::startResult(const std::string &name)
{
    const bool known = name == "failure" || name == "error" || name == "skipped";
    if (!m_case) {
        if (known)
            m_skipped.list(name,
                           {QT_TRANSLATE_NOOP("model", "the suite %1 has a result that belongs to no test case"),
                            {m_suites.empty() ? "" : m_suites.back().name},
                            "junitSuiteResult"},
                           here());
        return;
    }
    if (name == "flakyFailure" || name == "flakyError")
        m_kept.list(m_case->name,
                    {QT_TRANSLATE_NOOP("model", "passed after it failed in the same run; taken as the pass that the "
                                                "file states"),
                     {},
                     "junitFlaky"},
                    here());
    if (!known)
        return;
    const Verdict verdict = name == "failure" ? Verdict::Fail
                            : name == "error" ? Verdict::Inconclusive
                                              : Verdict::NotRun;
    if (badness(verdict) < badness(m_case->outcome.verdict))
        return;
    m_case->outcome.verdict = verdict;
    m_case->observed = attribute("message");
    if (m_case->observed.empty())
        m_collect = &m_case->observed;
}

void JUnitReader::endElement()
{
    m_collect = nullptr;
    const std::string name = std::move(m_open.back());
    m_open.pop_back();
    const bool nested = std::find(m_open.begin(), m_open.end(), "testcase") != m_open.end();
    if (name == "testcase" && !nested)
        endCase();
    else if (name == "testsuite" || name == "testsuites")
        endSuite();
}

// Properties may stand behind the test cases that they speak of.
void JUnitReader::endSuite()
{
    const Suite suite = std::move(m_suites.back());
    m_suites.pop_back();
    for (std::size_t i = suite.firstOutcome; i < m_batch.outcomes.size(); ++i) {
        Outcome &outcome = m_batch.outcomes[i].outcome;
        if (outcome.environment.empty())
            outcome.environment = suite.environment;
        if (outcome.build.empty())
            outcome.build = suite.build;
    }
}

std::string JUnitReader::testOf(const Case &finished, bool &isStable) const
{
    isStable = true;
    for (const std::string *place : {&finished.name, &finished.id, &finished.propertyId, &finished.file}) {
        if (std::string id = findTestId(*place); !id.empty())
            return id;
    }
    for (auto suite = m_suites.rbegin(); suite != m_suites.rend(); ++suite) {
        if (std::string id = findTestId(suite->name); !id.empty())
            return id;
    }
    isStable = false;
    return finished.name;
}

void JUnitReader::endCase()
{
    if (!m_case)
        return;
    Case finished = std::move(*m_case);
    m_case.reset();
    bool isStable = false;
    std::string test = testOf(finished, isStable);
    if (test.empty()) {
        m_skipped.list("testcase", {QT_TRANSLATE_NOOP("model", "the test case has no name"), {}, "junitNoName"},
                       finished.where);
        return;
    }
    std::string observed = text(QString::fromStdString(finished.observed).simplified());
    if (const int secrets = removeSecrets(observed); secrets > 0)
        m_kept.count("message", QT_TRANSLATE_NOOP("model", "%1 tokens or passwords were taken out of messages"),
                     "secretsRemoved", finished.where, secrets);
    finished.outcome.observed = capped(std::move(observed), mostObserved);
    finished.outcome.where = fileName(m_source.file()) + ":" + std::to_string(finished.where.line);
    if (finished.outcome.at.empty() && !m_suites.empty())
        finished.outcome.at = m_suites.back().at;
    addOutcome(std::move(test), isStable, std::move(finished.outcome), std::move(finished.where));
}

// Runners write one test case per assertion of a test. A pass of one must not hide the failure of another, so within
// one file, time and environment the worst result of a stable id counts.
void JUnitReader::addOutcome(std::string test, bool isStable, Outcome outcome, Where where)
{
    if (isStable) {
        const auto [at, added] =
            m_stable.try_emplace({test, outcome.at, outcome.environment, outcome.build}, m_batch.outcomes.size());
        if (!added) {
            BatchOutcome &first = m_batch.outcomes[at->second];
            m_kept.count("testcase",
                         QT_TRANSLATE_NOOP("model", "%1 further results of the same test in the same run were joined "
                                                    "with the first; the worst counts"),
                         "junitJoined", where);
            if (badness(outcome.verdict) > badness(first.outcome.verdict)) {
                first.outcome = std::move(outcome);
                first.where = std::move(where);
            }
            return;
        }
    }
    m_batch.outcomes.push_back({std::move(test), std::move(outcome), std::move(where)});
}

// RFC 3339 in UTC, whole seconds. JUnit's own schema has times without a zone.
std::string JUnitReader::utc(const std::string &stamp)
{
    if (stamp.empty())
        return {};
    QString iso = QString::fromStdString(stamp).trimmed();
    if (const qsizetype point = iso.indexOf(u'.'); point >= 0) {
        qsizetype end = point + 1;
        while (end < iso.size() && iso.at(end).isDigit())
            ++end;
        iso.remove(point, end - point);
    }
    const qsizetype clock = iso.indexOf(u':');
    const bool hasOffset = clock >= 0 && (iso.indexOf(u'+', clock) >= 0 || iso.indexOf(u'-', clock) >= 0);
    const bool hasZone = hasOffset || iso.endsWith(u'Z');
    const QDateTime time = QDateTime::fromString(hasZone ? iso : iso + u'Z', Qt::ISODate);
    if (!time.isValid() || time.date().year() < 1970 || time.date().year() > 9999) {
        m_skipped.list(stamp, {QT_TRANSLATE_NOOP("model", "the time of the run is not understood"), {}, "junitTime"},
                       here());
        return {};
    }
    if (!hasZone)
        m_kept.count("timestamp", QT_TRANSLATE_NOOP("model", "%1 times without a zone were read as UTC"), "junitNoZone",
                     here());
    return text(time.toUTC().toString(QStringLiteral("yyyy-MM-dd'T'HH:mm:ss'Z'")));
}

} // namespace

Result<Batch> readJUnit(std::string_view bytes, const std::string &file, const Budget &budget)
{
    const Result<SourceText> source = openXml(bytes, file, budget);
    if (!source)
        return source.error();
    return JUnitReader(*source, budget).read();
}

} // namespace tarascope
