#include "model/evidence/ingest.h"
#include "model/json/node.h"
#include "tests/testmain.h"

#include <QtCore/QFile>

#include <set>

using namespace tarascope;
using namespace tarascope::evidence;

namespace {

const QString logs = QStringLiteral(TARASCOPE_SHARED_DIR "/data/6-logs/");

std::string bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

Result<Mapping> mappingAt(const QString &path)
{
    return readMapping(bytesOf(path), path.toStdString(), {});
}

std::string shown(const std::map<std::string, std::int64_t> &counts)
{
    std::string text;
    for (const auto &[name, count] : counts)
        text += name + " " + std::to_string(count) + "; ";
    return text;
}

std::string shown(const json::Node &counts)
{
    std::map<std::string, std::int64_t> read;
    for (const json::Node &node : counts.children)
        read[node.name] = std::stoll(node.text);
    return shown(read);
}

/// Distinct values that occur, as the expected counts have them: hosts and templates on their own.
std::map<std::string, std::int64_t> distinctOf(const EventTable &table)
{
    std::map<std::string, std::set<std::string_view>> seen;
    std::set<std::uint64_t> requests;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const auto &c = table.columns;
        const auto add = [&](const char *name, std::string_view text) {
            if (!text.empty())
                seen[name].insert(text);
        };
        add("net", table.names.net.text(c.net[row]));
        add("actor", table.names.actor.text(c.actorLogged[row]));
        add("token", table.names.token.text(c.token[row]));
        add("endpoint", endpointTemplate(table.names.endpoint.text(c.endpoint[row])));
        add("host", endpointHost(table.names.endpoint.text(c.endpoint[row])));
        if (c.request[row] != 0)
            requests.insert(c.request[row]);
    }
    std::map<std::string, std::int64_t> counts;
    for (const auto &[name, texts] : seen)
        counts[name] = static_cast<std::int64_t>(texts.size());
    if (!requests.empty())
        counts["req_h"] = static_cast<std::int64_t>(requests.size());
    return counts;
}

} // namespace

/// Logs that others wrote, with counts that another reader made.
class RealLogsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsAreThoseOfTheOtherReader_data()
    {
        TARASCOPE_NEEDS_SHARED("data/6-logs/mappings/expected.json");
        QTest::addColumn<QString>("file");
        const auto expected = json::read(bytesOf(logs + QStringLiteral("mappings/expected.json")), "expected.json", {});
        QVERIFY(expected.ok());
        for (const json::Node &node : expected->root.children)
            QTest::newRow(node.name.c_str()) << QString::fromStdString(node.name);
    }

    void countsAreThoseOfTheOtherReader()
    {
        QFETCH(QString, file);
        const auto document = json::read(bytesOf(logs + QStringLiteral("mappings/expected.json")), "expected.json", {});
        const json::Node &expected = *document->root.find(file.toStdString());
        const auto mapping = mappingAt(logs + QStringLiteral("mappings/") + QString::fromStdString(std::string(expected.string("mapping"))));
        QVERIFY2(mapping.ok(), mapping.ok() ? "" : mapping.error().english().c_str());
        EventTable table;
        const auto result = ingestInto(table, (logs + file).toStdString(), *mapping, {}, {}, {}, {});
        QVERIFY2(result.ok(), result.ok() ? "" : result.error().english().c_str());
        finishTable(table);
        for (const Reject &reject : result->rejects)
            qInfo("%llu: %s", static_cast<unsigned long long>(reject.offset), reject.reason.c_str());
        const auto number = [&](const char *name) { return std::stoll(expected.find(name)->text); };
        QCOMPARE(result->counts.records, number("records"));
        QCOMPARE(result->counts.ok, number("ok"));
        QCOMPARE(result->counts.bad, number("bad"));
        QCOMPARE(result->counts.skipped, number("skipped"));
        QCOMPARE(result->counts.blank, number("blank"));
        QCOMPARE(shown(result->kinds), shown(*expected.find("kinds")));
        QCOMPARE(shown(result->decisions), shown(*expected.find("decisions")));
        QCOMPARE(result->outOfOrder, number("outOfOrder"));
        QCOMPARE(result->maxLate, number("maxLateMs"));
        QCOMPARE(shown(distinctOf(table)), shown(*expected.find("distinct")));
        if (result->counts.ok > 0) {
            QCOMPARE(timeText(result->first), std::string(expected.string("first")));
            QCOMPARE(timeText(result->last), std::string(expected.string("last")));
        }
    }

    void timesAndAddressesAreRead()
    {
        TARASCOPE_NEEDS_SHARED("data/6-logs/mappings/vectors.json");
        const auto vectors = json::read(bytesOf(logs + QStringLiteral("mappings/vectors.json")), "vectors.json", {});
        QVERIFY(vectors.ok());
        TimeReader reader;
        std::deque<TimeFormat> formats;
        for (const json::Node &one : vectors->root.find("times")->children) {
            const std::string text(one.string("in"));
            const auto format = timeFormatOf(one.string("fmt"), one.string("tz"));
            QVERIFY2(format.ok(), text.c_str());
            formats.push_back(*format);
            const TimeReader::Read read = reader.read(formats.back(), text);
            const std::string got = read.fault == TimeReader::Fault::None ? std::to_string(read.ms)
                                    : "reject: " + timeFault(read.fault, formats.back(), text).english();
            QCOMPARE(got, one.find("ms")->text);
        }
        for (const json::Node &one : vectors->root.find("addresses")->children) {
            const std::string text(one.string("in"));
            const auto address = parseAddress(text);
            QCOMPARE(address ? addressText(*address) : std::string(), one.find("ip")->text);
        }
        for (const json::Node &one : vectors->root.find("forwardedFor")->children) {
            std::vector<AddressBlock> trusted;
            for (const json::Node &block : one.find("trusted")->children)
                trusted.push_back(*parseBlock(block.text));
            const std::string_view client = clientOf(one.string("in"), ",", trusted);
            QCOMPARE(addressText(*parseAddress(client)), std::string(one.string("client")));
        }
    }

    void workedCasesAreReadWithoutARefusal()
    {
        TARASCOPE_NEEDS_SHARED("cases/scope");
        const QString folder = QStringLiteral(TARASCOPE_SHARED_DIR "/cases/scope/");
        int files = 0;
        for (const QString &name : QDir(folder).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
            const auto plan = json::read(bytesOf(folder + name + QStringLiteral("/case.json")), "case.json", {});
            QVERIFY(plan.ok());
            for (const json::Node &log : plan->root.find("logs")->children) {
                const QString at = folder + name + QLatin1Char('/');
                const auto path = [&](const char *member) {
                    return at + QString::fromStdString(std::string(log.string(member)));
                };
                const auto mapping = mappingAt(path("mapping"));
                QVERIFY2(mapping.ok(), mapping.ok() ? "" : mapping.error().english().c_str());
                EventTable table;
                const auto result = ingestInto(table, path("file").toStdString(), *mapping, {}, {}, {}, {});
                QVERIFY2(result.ok(), result.ok() ? "" : result.error().english().c_str());
                QVERIFY(result->counts.ok > 0);
                QCOMPARE(result->counts.ok, result->counts.records);
                ++files;
            }
        }
        QVERIFY(files >= 11);
    }
};

TARASCOPE_TEST(RealLogsTest)
#include "reallogstest.moc"
