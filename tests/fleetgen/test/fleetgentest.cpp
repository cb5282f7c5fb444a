#include "tests/fleetgen/generate.h"
#include "tests/fleetgen/oracle/record.h"
#include "tests/fleetgen/vin.h"
#include "tests/testmain.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <algorithm>
#include <set>

using namespace fleetgen;

namespace {

/// A run in a folder of its own.
class Run
{
public:
    explicit Run(Options options)
    {
        options.out = folder();
        truth = generate(options);
    }
    std::string folder() const { return m_folder.path().toStdString(); }
    Truth truth;

private:
    QTemporaryDir m_folder;
};

Options small(Format format = Format::JsonLines)
{
    Options options;
    options.seed = 7;
    options.vehicles = 200;
    options.events = 2500;
    options.hours = 5;
    options.format = format;
    options.plants = {{"leak", 0}};
    return options;
}

/// What stands in tests/evidence-fixtures/leak: two hours, a gateway in JSON lines and one in the format of nginx.
Options fixture()
{
    Options options;
    options.seed = 1;
    options.vehicles = 120;
    options.events = 900;
    options.hours = 2;
    options.start += 8 * std::int64_t{3'600'000};
    options.mixed = true;
    options.plants = {{"leak", 0}};
    return options;
}

QJsonObject json(const std::string &path)
{
    QFile file(QString::fromStdString(path));
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

/// How the classes of a scope differ from an expected result; empty when they do not.
QString difference(const oracle::Scope &scope, const QJsonObject &expected)
{
    const QJsonObject classes = expected[u"classes"].toObject();
    const QString others = expected[u"others"].toString();
    QString found;
    if (expected.contains(u"fleet") && static_cast<int>(scope.classes.size()) != expected[u"fleet"].toInt())
        found += QStringLiteral("fleet %1; ").arg(scope.classes.size());
    for (const auto &[vin, name] : scope.classes) {
        const QString wanted = classes.value(QString::fromStdString(vin)).toString(others);
        if (QString::fromStdString(name) != wanted && found.size() < 400)
            found += QStringLiteral("%1 %2 not %3; ").arg(QString::fromStdString(vin), QString::fromStdString(name), wanted);
    }
    return found;
}

std::string nameOf(const Expected &expected)
{
    std::map<std::string, std::string> key(expected.key.begin(), expected.key.end());
    std::string name = expected.rule;
    for (const auto &[field, value] : key)
        name += ' ' + field + '=' + value;
    return name;
}

std::string nameOf(const QJsonObject &finding)
{
    std::string name = finding[u"rule"].toString().toStdString();
    const QJsonObject key = finding[u"key"].toObject(); // sorted by name
    for (auto each = key.begin(); each != key.end(); ++each)
        name += ' ' + each.key().toStdString() + '=' + each.value().toString().toStdString();
    return name;
}

QString joined(const std::vector<std::string> &names)
{
    QString all;
    for (const std::string &name : names)
        all += QString::fromStdString(name) + QStringLiteral("; ");
    return all.left(1500);
}

std::map<std::string, QByteArray> bytesOf(const std::string &folder)
{
    std::map<std::string, QByteArray> all;
    QDirIterator files(QString::fromStdString(folder), QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly))
            all[file.fileName().mid(static_cast<qsizetype>(folder.size())).toStdString()] = file.readAll();
    }
    return all;
}

/// Reads the logs of a run without a scope: for rules and counts.
oracle::Case readRun(const Run &run, const char *name = "case-leak.json")
{
    oracle::Case each;
    const std::string error = oracle::readCase(run.folder(), name, {}, each);
    if (!error.empty())
        qWarning("%s", error.c_str());
    return each;
}

} // namespace

class FleetGenTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sameSeedSameBytes();
    void eachFormatIsReadToTheSameClasses_data();
    void eachFormatIsReadToTheSameClasses();
    void countsAreRight();
    void gapsBecomeUnknown_data();
    void gapsBecomeUnknown();
    void incidentsAreAsPlanned_data();
    void incidentsAreAsPlanned();
    void everydayFindsNothing();
    void eachPlantAtItsThreshold();
    void secretsAreThere();
    void demo();
    void fixtureIsWhatIsGenerated();
    void workedCases_data();
    void workedCases();
};

void FleetGenTest::sameSeedSameBytes()
{
    Options options = small();
    options.shuffle = 30'000;
    options.gz = true;
    const Run one(options);
    const Run two(options);
    options.seed = 8;
    const Run other(options);
    QVERIFY(one.truth.error.empty());
    QVERIFY(bytesOf(one.folder()) == bytesOf(two.folder()));
    QVERIFY(bytesOf(one.folder()) != bytesOf(other.folder()));
    QVERIFY(validVin("1M8GDM9AXKP042788")); // the example of 49 CFR 565
    QVERIFY(!validVin("1M8GDM9A1KP042788"));
    const oracle::Case each = readRun(one);
    QCOMPARE(each.registry.size(), std::size_t{200});
    for (const auto &[vin, rows] : each.registry)
        QVERIFY2(validVin(vin), vin.c_str());
}

void FleetGenTest::eachFormatIsReadToTheSameClasses_data()
{
    QTest::addColumn<int>("format");
    for (int format = 0; format < 9; ++format)
        QTest::newRow(formatName(static_cast<Format>(format))) << format;
}

void FleetGenTest::eachFormatIsReadToTheSameClasses()
{
    QFETCH(int, format);
    Options options = small(static_cast<Format>(format));
    options.mixed = format == 0;
    options.jobsAsCsv = format % 2 == 1;
    options.gz = format % 3 == 1;
    options.localTime = true;
    options.start = 1'792'882'800'000; // 2026-10-24T23:00Z: clocks change two hours later
    const Run run(options);
    QVERIFY2(run.truth.error.empty(), run.truth.error.c_str());
    const oracle::Case each = readRun(run);
    for (const LogFile &file : run.truth.files) {
        QCOMPARE(each.counts.at(file.name).ok, file.records);
        QCOMPARE(each.counts.at(file.name).bad, std::uint64_t{0});
    }
    QCOMPARE(difference(oracle::scopeOf(each), json(run.folder() + "/expected-leak.json")), QString());
}

void FleetGenTest::countsAreRight()
{
    Options options = small(Format::Cri);
    options.bad = 5;
    options.overlap = 7;
    options.duplicates = 20;
    options.shuffle = 59'000;
    options.start += 21 * std::int64_t{3'600'000}; // over midnight
    options.rotation = Rotation::Hour;
    const Run run(options);
    const oracle::Case each = readRun(run);
    std::uint64_t copies = 0;
    std::uint64_t bad = 0;
    for (const LogFile &file : run.truth.files) {
        QCOMPARE(each.counts.at(file.name).ok + each.counts.at(file.name).bad, file.records);
        QCOMPARE(each.counts.at(file.name).bad, file.bad);
        copies += file.copies;
        bad += file.bad;
    }
    QVERIFY(copies > 60);
    QVERIFY(bad > 10);
    QCOMPARE(difference(oracle::scopeOf(each), json(run.folder() + "/expected-leak.json")), QString());
}

void FleetGenTest::gapsBecomeUnknown_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<bool>("cut");
    QTest::newRow("a gateway is silent") << "gateway-us" << false;
    QTest::newRow("the other gateway") << "gateway-eu" << false;
    QTest::newRow("jobs are silent") << "jobs" << false;
    QTest::newRow("a gateway breaks off") << "gateway-eu" << true;
}

void FleetGenTest::gapsBecomeUnknown()
{
    QFETCH(QString, source);
    QFETCH(bool, cut);
    Options options = small();
    if (cut)
        options.cut[source.toStdString()] = 500;
    else
        options.gaps = {{source.toStdString(), options.start + 85 * 60'000, options.start + 110 * 60'000}};
    const Run run(options);
    const QJsonObject expected = json(run.folder() + "/expected-leak.json");
    const oracle::Scope scope = oracle::scopeOf(readRun(run));
    QCOMPARE(difference(scope, expected), QString());
    const auto of = [&](const char *name) { return std::count_if(scope.classes.begin(), scope.classes.end(), [&](const auto &car) { return car.second == name; }); };
    QVERIFY(run.truth.lost > 0);
    QVERIFY(of("U") > 60);
    QCOMPARE(of("N") == 0, source == u"jobs"); // each car needs the jobs, but only one of the gateways
}

void FleetGenTest::incidentsAreAsPlanned_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"leak", "dealer", "employee"})
        QTest::newRow(name) << name;
}

void FleetGenTest::incidentsAreAsPlanned()
{
    QFETCH(QString, name);
    Options options = small();
    options.plants = {{name.toStdString(), 0}};
    const Run run(options);
    const oracle::Case each = readRun(run, ("case-" + name.toStdString() + ".json").c_str());
    const oracle::Scope scope = oracle::scopeOf(each);
    QCOMPARE(difference(scope, json(run.folder() + "/expected-" + name.toStdString() + ".json")), QString());
    for (const auto &[type, value] : run.truth.stories[0].strong)
        QVERIFY2(std::binary_search(scope.strong.begin(), scope.strong.end(), type + '=' + value), value.c_str());
    const std::vector<std::string> found = oracle::detect(each);
    for (const Expected &expected : run.truth.stories[0].expected)
        QVERIFY2(std::binary_search(found.begin(), found.end(), nameOf(expected)) == expected.fires, nameOf(expected).c_str());
    const auto files = bytesOf(run.folder());
    for (const Planned &planned : run.truth.planned) { // what the truth cites stands where it says
        QVERIFY(planned.written);
        const QByteArray &log = files.at('/' + run.truth.files[planned.file].name);
        const auto from = static_cast<qsizetype>(planned.offset);
        QCOMPARE(log.left(from).count('\n') + 1, static_cast<qsizetype>(planned.line));
        const QByteArray line = log.mid(from, log.indexOf('\n', from) - from);
        QVERIFY(line.startsWith('{') && line.contains((planned.event.request + planned.event.token).substr(0, 16).c_str()));
    }
}

void FleetGenTest::everydayFindsNothing()
{
    Options options;
    options.vehicles = 1500;
    options.events = 25'000;
    options.hours = 36;
    options.telemetry = 40;
    options.plants = {{"leak", 0}};
    const Run with(options);
    oracle::Case each = readRun(with);
    // What belongs to the incident is taken out again, by who did it: only everyday traffic is left.
    const auto ofThief = [](const oracle::Record &record) { return record.actor == "dealer-900-tech"; };
    std::set<std::string> requests;
    for (const oracle::Record &record : each.records) {
        if (ofThief(record))
            requests.insert(record.request);
    }
    each.records.erase(std::remove_if(each.records.begin(), each.records.end(), [&](const oracle::Record &record) { return ofThief(record) || (!record.request.empty() && requests.count(record.request) > 0); }), each.records.end());
    QVERIFY(each.records.size() > 45'000);
    QCOMPARE(joined(oracle::detect(each)), QString());
}

void FleetGenTest::eachPlantAtItsThreshold()
{
    Options options;
    options.vehicles = 5000;
    options.events = 14'000;
    options.hours = 120;
    options.plants = {{"leak", 0}};
    for (const auto &[name, about] : plantNames()) {
        for (int step = -1; name[0] == 'D' && step <= 1; ++step)
            options.plants.push_back({name, step});
    }
    const Run run(options);
    QVERIFY2(run.truth.error.empty(), run.truth.error.c_str());
    const oracle::Case each = readRun(run);
    const std::vector<std::string> found = oracle::detect(each);
    std::set<std::string> wanted;
    std::set<std::string> mustNot;
    for (const Story &story : run.truth.stories) {
        QVERIFY2(story.skipped.empty(), (story.name + story.skipped).c_str());
        for (const Expected &expected : story.expected)
            (expected.fires ? wanted : mustNot).insert(nameOf(expected));
    }
    std::vector<std::string> missing, extra;
    std::set_difference(wanted.begin(), wanted.end(), found.begin(), found.end(), std::back_inserter(missing));
    std::set_difference(found.begin(), found.end(), wanted.begin(), wanted.end(), std::back_inserter(extra));
    QCOMPARE(joined(missing), QString());
    QCOMPARE(joined(extra), QString());
    QVERIFY(wanted.size() > 80);
    QVERIFY(mustNot.size() > 30);
}

void FleetGenTest::secretsAreThere()
{
    Options options = small();
    options.secrets = true;
    options.mixed = true;
    const Run run(options);
    QCOMPARE(run.truth.secrets.size(), std::size_t{200});
    QCOMPARE(std::set<std::string>(run.truth.secrets.begin(), run.truth.secrets.end()).size(), std::size_t{200});
    QByteArray logs;
    for (const LogFile &file : run.truth.files)
        logs += bytesOf(run.folder()).at('/' + file.name);
    for (const std::string &secret : run.truth.secrets)
        QCOMPARE(logs.count(secret.c_str()), 1);
}

void FleetGenTest::demo()
{
    const Run run(demoOptions());
    QVERIFY2(run.truth.error.empty(), run.truth.error.c_str());
    QVERIFY(run.truth.records > 15'000 && run.truth.records < 25'000);
    const oracle::Case each = readRun(run, "case-dealer.json");
    const oracle::Scope scope = oracle::scopeOf(each);
    QCOMPARE(difference(scope, json(run.folder() + "/expected-dealer.json")), QString());
    const auto executed = std::count_if(scope.classes.begin(), scope.classes.end(), [](const auto &car) { return car.second == "A5"; });
    QCOMPARE(executed, 6); // as the incident of the demo project says
    QVERIFY(std::none_of(each.records.begin(), each.records.end(), [](const oracle::Record &record) { return record.kind == "api" && record.endpoint.empty(); }));
}

// The same bytes from every compiler, and whoever changes the generator sees what it does to its logs. With
// TARASCOPE_WRITE_FIXTURES in the environment the fixture is written anew.
void FleetGenTest::fixtureIsWhatIsGenerated()
{
    const std::string folder = TARASCOPE_SOURCE_DIR "/tests/evidence-fixtures/leak";
    if (qEnvironmentVariableIsSet("TARASCOPE_WRITE_FIXTURES")) {
        QVERIFY(QDir().mkpath(QString::fromStdString(folder)));
        Options options = fixture();
        options.out = folder;
        QCOMPARE(generate(options).error, std::string());
    }
    const Run run(fixture());
    QCOMPARE(difference(oracle::scopeOf(readRun(run)), json(run.folder() + "/expected-leak.json")), QString());
    const auto made = bytesOf(run.folder());
    const auto kept = bytesOf(folder);
    QVERIFY(made.size() > 10);
    for (const auto &[name, bytes] : made)
        QVERIFY2(kept.count(name) == 1 && kept.at(name) == bytes, name.c_str());
    QCOMPARE(kept.size(), made.size());
}

void FleetGenTest::workedCases_data()
{
    QTest::addColumn<QString>("name");
    QDir folder(QStringLiteral(TARASCOPE_SHARED_DIR "/cases/scope"));
    for (const QString &name : folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot))
        QTest::newRow(qPrintable(name)) << name;
    if (folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot).isEmpty())
        QTest::newRow("none") << QString();
}

void FleetGenTest::workedCases()
{
    QFETCH(QString, name);
    TARASCOPE_NEEDS_SHARED("cases/scope")
    const std::string folder = TARASCOPE_SHARED_DIR "/cases/scope/" + name.toStdString();
    const QJsonObject expected = json(folder + "/expected.json");
    oracle::Case each;
    QCOMPARE(oracle::readCase(folder, "case.json", {}, each), std::string());
    const oracle::Scope scope = oracle::scopeOf(each);
    QCOMPARE(difference(scope, expected), QString());
    for (const QJsonValue &strong : expected[u"strong"].toArray())
        QVERIFY2(std::binary_search(scope.strong.begin(), scope.strong.end(), strong.toString().toStdString()), qPrintable(strong.toString()));
    std::vector<std::string> asked;
    for (const QJsonValue &value : expected[u"needsDecision"].toArray())
        asked.push_back((value[u"type"].toString() + u'=' + value[u"value"].toString()).toStdString());
    QCOMPARE(joined(scope.asked), joined(asked));
    const std::vector<std::string> found = oracle::detect(each);
    const QJsonObject detections = expected[u"detections"].toObject();
    for (const QJsonValue &must : detections[u"must"].toArray())
        QVERIFY2(std::binary_search(found.begin(), found.end(), nameOf(must.toObject())), nameOf(must.toObject()).c_str());
    for (const QJsonValue &must : detections[u"mustNot"].toArray())
        QVERIFY2(!std::binary_search(found.begin(), found.end(), nameOf(must.toObject())), nameOf(must.toObject()).c_str());
    if (!expected.contains(u"without"))
        return;
    const QJsonObject less = expected[u"without"].toObject();
    std::vector<std::string> files;
    for (const QJsonValue &file : less[u"files"].toArray())
        files.push_back(file.toString().toStdString());
    oracle::Case rest;
    QCOMPARE(oracle::readCase(folder, "case.json", files, rest), std::string());
    QCOMPARE(difference(oracle::scopeOf(rest), less), QString());
}

TARASCOPE_TEST(FleetGenTest)
#include "fleetgentest.moc"
