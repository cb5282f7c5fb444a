#include "model/evidence/casefile.h"
#include "model/evidence/coverage.h"
#include "tests/testmain.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>

#include <thread>

#include <sys/wait.h>
#include <unistd.h>

using namespace tarascope;
using namespace tarascope::evidence;

namespace {

const CaseUser user{"analyst", "desk"};

constexpr const char *mappingText =
    "{'id':'gw','version':1,'role':'gateway','format':'jsonl','kind':{'const':'api'},'time':{'path':'t','fmt':'epoch_ms'},"
    "'fields':{'method':'m','raw_path':'p','status':'s','actor':'who','net':'ip','req_h':'r','ua':'ua','reason':'why',"
    "'token':{'path':'jti','else':{'path':'authorization','hmac':true}},'vehicle':'v'},"
    "'templates':[{'method':'POST','path':'/v1/cars/{vin}/unlock','set':{'command':'unlock'}}],"
    "'decision':{'rules':[{'if':'status in 200..299','then':'allow'},{'else':'deny'}]}}";

Mapping mapping()
{
    std::string text = mappingText;
    std::replace(text.begin(), text.end(), '\'', '"');
    Result<Mapping> read = readMapping(text, "gw.json", {});
    if (!read)
        qFatal("%s", read.error().english().c_str());
    return *read;
}

std::string lines(int from, int to, const std::string &extra = {})
{
    std::string text;
    for (int i = from; i < to; ++i)
        text += "{\"t\":" + std::to_string(1'780'300'800'000 + i * 1000) + ",\"m\":\"POST\",\"p\":\"/v1/cars/WTSZZZ1K0RW1" +
                std::to_string(10000 + i % 500) + "/unlock\",\"s\":200,\"who\":\"u" + std::to_string(i % 97) + "\",\"jti\":\"tok-" +
                std::to_string(i % 301) + "\",\"ip\":\"10.0." + std::to_string(i % 7) + ".1\",\"r\":\"r" + std::to_string(i) + "\"" + extra + "}\n";
    return text;
}

class Folder
{
public:
    std::string write(const QString &name, const std::string &bytes)
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes.data(), static_cast<qint64>(bytes.size())) < 0)
            qFatal("not written");
        return file.fileName().toStdString();
    }
    std::string casePath() const { return m_folder.filePath(QStringLiteral("a.tarascope-case")).toStdString(); }
    std::unique_ptr<CaseFile> open(bool readOnly = false)
    {
        if (!QFile::exists(QString::fromStdString(casePath())) && !CaseFile::create(casePath(), user))
            qFatal("no case");
        Result<std::unique_ptr<CaseFile>> opened = CaseFile::open(casePath(), user, readOnly);
        if (!opened)
            qFatal("%s", opened.error().english().c_str());
        return std::move(*opened);
    }
    std::string bytes() const
    {
        QFile file(QString::fromStdString(casePath()));
        return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
    }

private:
    QTemporaryDir m_folder;
};

AddRequest request(const std::string &path)
{
    return {path, mapping(), {}, {}, {}};
}

Added must(const Result<Added> &added)
{
    if (!added)
        qFatal("%s", added.error().english().c_str());
    return *added;
}

} // namespace

/// One case file: what comes in, comes back, and cannot be changed unseen.
class CaseFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsAddedComesBack()
    {
        Folder folder;
        const std::string log = folder.write(QStringLiteral("gw.jsonl"), lines(0, 70'000));
        const std::string fleet = folder.write(QStringLiteral("fleet.csv"),
                                               "vin,internal_id,region,tenant,owner,valid_from,valid_to\n"
                                               "WTSZZZ1K0RW110000,i-0,EU,t0,u0,2026-01-01T00:00:00Z,\n");
        {
            auto file = folder.open();
            QCOMPARE(must(file->add(request(log), {})).source.counts.ok, std::int64_t{70'000});
            QCOMPARE(must(file->add({fleet, {}, {}, {}, {}}, {})).source.role, std::string("registry"));
            QCOMPARE(must(file->add(request(log), {})).state, Added::State::Same);
        }
        auto file = folder.open(true);
        const Result<EventTable> table = file->load({});
        QVERIFY2(table.ok(), table.ok() ? "" : table.error().english().c_str());
        QCOMPARE(table->rows(), std::size_t{70'000});
        const Event event = eventAt(*table, 69'999);
        QCOMPARE(event.vehicle, std::string("WTSZZZ1K0RW110499"));
        QCOMPARE(event.command, std::string("unlock"));
        QCOMPARE(event.endpoint, std::string("/v1/cars/{vin}/unlock"));
        QCOMPARE(event.decision, Decision::Allow);
        QCOMPARE(table->names.token.size(), 302u);
        QCOMPARE(table->columns.objectTenant[0], table->names.tenant.find("t0"));
        QVERIFY((table->columns.flags[1] & flag::notInRegistry) != 0);
        const auto verified = file->verify({});
        QVERIFY(verified.ok() && verified->problems.empty() && verified->missing.empty());
        const auto coverage = coverageOf(*table);
        QCOMPARE(coverage.size(), std::size_t{1});
        QCOMPARE(coverage[0].covered.size(), std::size_t{1});
    }

    void aLongerFileAddsItsTail()
    {
        for (const bool whole : {true, false}) {
            Folder folder;
            const std::string all = lines(0, 300);
            const std::size_t cut = whole ? lines(0, 200).size() : lines(0, 200).size() + 40;
            const std::string path = folder.write(QStringLiteral("gw.jsonl"), all.substr(0, cut));
            auto file = folder.open();
            const Added first = must(file->add(request(path), {}));
            QCOMPARE(first.source.counts.ok, std::int64_t{200});
            QCOMPARE(first.source.broken.empty(), whole);
            folder.write(QStringLiteral("gw.jsonl"), all);
            const Added second = must(file->add(request(path), {}));
            QCOMPARE(second.state, Added::State::Tail);
            QCOMPARE(second.source.counts.ok, std::int64_t{300});
            QCOMPARE(second.source.counts.bad, std::int64_t{0});
            QCOMPARE(file->load({})->rows(), std::size_t{300});
            QCOMPARE(file->sources()->size(), std::size_t{1});
            QVERIFY(file->verify({})->problems.empty());
        }
    }

    void rowsDoNotDependOnTheNumberOfThreads()
    {
        Folder folder;
        const std::string path = folder.write(QStringLiteral("gw.jsonl"), lines(0, 3000) + "{broken\n\n" + lines(3000, 6000));
        std::optional<EventTable> first;
        for (const unsigned threads : {1u, 2u, 5u}) {
            EventTable table;
            IngestOptions options;
            options.threads = threads;
            options.blockBytes = threads == 1 ? 1 << 20 : 7000;
            const auto result = ingestInto(table, path, mapping(), {}, {}, options, {});
            QVERIFY(result.ok());
            QCOMPARE(result->counts.ok, std::int64_t{6000});
            QCOMPARE(result->counts.bad, std::int64_t{1});
            QCOMPARE(result->counts.blank, std::int64_t{1});
            finishTable(table);
            if (first)
                QVERIFY(table.columns == first->columns && table.names == first->names);
            first = std::move(table);
        }
    }

    void hostileLinesAreCountedAndHurtNothing()
    {
        Folder folder;
        const std::string good = lines(0, 1);
        std::string hostile = good + "\xff\xfe\n" + std::string(200'000, '[') + "\n" + std::string(3 << 20, 'x') + "\n" +
                              "{\"t\":1e400}\n{\"t\":\"\\u0000\"}\n[]\n{\"t\":1,\"t\":2}\n{\"t\":1}trailing\n" + std::string("\0\0\0\n", 4) +
                              "{\"t\":1780300800000,\"s\":\"abc\"}\n \n" + good;
        for (const std::size_t block : {std::size_t{16} << 20, std::size_t{1} << 16}) {
            EventTable table;
            IngestOptions options;
            options.blockBytes = block;
            const auto result = ingestInto(table, folder.write(QStringLiteral("h.jsonl"), hostile), mapping(), {}, {}, options, {});
            QVERIFY(result.ok());
            const RecordCounts &c = result->counts;
            QCOMPARE(c.records, c.ok + c.bad + c.skipped + c.blank);
            QCOMPARE(c.ok, std::int64_t{2});
            QCOMPARE(c.blank, std::int64_t{1});
            QCOMPARE(c.bad, std::int64_t{10});
        }
    }

    void secretsReachNoFile()
    {
        Folder folder;
        std::vector<std::string> secrets;
        std::string text;
        for (int i = 0; i < 200; ++i) {
            std::string secret = "Zq" + std::to_string(7'000'003 * (i + 1)) + "xK" + std::to_string(9'000'011 * (i + 3)) + "Vw";
            std::string extra;
            switch (i % 8) {
            case 0: extra = ",\"authorization\":\"Bearer " + secret + "\""; break;
            case 1: extra = ",\"why\":\"password=" + secret + " refused\""; break;
            case 2: extra = ",\"ua\":\"curl/8.0 token=" + secret + "\""; break;
            case 3: secret = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIx" + secret + "." + secret; extra = ",\"why\":\"" + secret + "\""; break;
            case 4: extra = ",\"cookie\":\"session=" + secret + "\""; break;
            case 5: extra = ",\"body\":{\"password\":\"" + secret + "\"}"; break;
            case 6: secret = "AKIA" + std::string("ABCDEFGH") + std::to_string(10'000'000 + i); extra = ",\"why\":\"" + secret + "\""; break;
            default: extra = ",\"x\":\"" + secret + "\",\"t\":\"" + secret + "\""; // and a bad line
            }
            std::string line = lines(i, i + 1, extra);
            if (i % 8 == 0)
                line.replace(line.find("\"jti\""), 5, "\"jtx\"");
            if (i % 8 == 2)
                line.replace(line.find("/unlock"), 7, "/unlock?token=" + secret);
            secrets.push_back(secret);
            text += line;
        }
        {
            auto file = folder.open();
            const Added added = must(file->add(request(folder.write(QStringLiteral("s.jsonl"), text)), {}));
            QCOMPARE(added.source.counts.bad, std::int64_t{25});
            std::int64_t redactions = 0;
            for (const auto &[rule, count] : added.source.redactions)
                redactions += count;
            QVERIFY(redactions >= 100);
        }
        const std::string bytes = folder.bytes();
        for (const std::string &secret : secrets)
            QVERIFY2(bytes.find(secret) == std::string::npos, secret.c_str());
    }

    void aStopLeavesTheCaseAsItWas()
    {
        Folder folder;
        const std::string path = folder.write(QStringLiteral("gw.jsonl"), lines(0, 50'000));
        auto file = folder.open();
        const Digest head = file->head();
        std::stop_source stop;
        Budget budget;
        budget.stop = stop.get_token();
        AddRequest slow = request(path);
        slow.options.blockBytes = 100'000;
        const auto stopped = file->add(slow, budget, [&](std::int64_t, std::int64_t) { stop.request_stop(); });
        QVERIFY(!stopped && stopped.error().kind == ErrorKind::Cancelled);
        QVERIFY(file->head() == head && file->sources()->empty());
        QCOMPARE(must(file->add(request(path), {})).source.counts.ok, std::int64_t{50'000});
        QVERIFY(file->verify({})->problems.empty());
    }

    void anythingThatIsChangedIsNoticed()
    {
        Folder folder;
        const std::string path = folder.write(QStringLiteral("gw.jsonl"), lines(0, 3000));
        must(folder.open()->add(request(path), {}));
        std::string changed = lines(0, 3000);
        changed[changed.size() / 2] ^= 1;
        folder.write(QStringLiteral("gw.jsonl"), changed);
        QCOMPARE(folder.open(true)->verify({})->problems.size(), std::size_t{1});
        QFile::remove(QString::fromStdString(path));
        QCOMPARE(folder.open(true)->verify({})->missing.size(), std::size_t{1});
        for (const char *sql : {"UPDATE cells SET bytes = zeroblob(length(bytes)) WHERE id = 65", "DELETE FROM segment",
                                "UPDATE dictionary SET texts = zeroblob(length(texts)) WHERE name = 'token'",
                                "UPDATE source SET fileSha256 = zeroblob(32)", "INSERT INTO custody SELECT 3, utc, user, host, action,"
                                " object, objectSha256, note, previous, hash FROM custody WHERE seq = 2"}) {
            const std::string before = folder.bytes();
            {
                auto database = Database::open(folder.casePath(), Database::Mode::Write);
                QVERIFY(database.ok() && database->run(sql).ok());
            }
            QVERIFY2(!folder.open(true)->verify({})->problems.empty(), sql);
            folder.write(QStringLiteral("a.tarascope-case"), before);
            QVERIFY(folder.open(true)->verify({})->problems.empty());
        }
    }

    void purgedEventsTakeTheirNamesAlong()
    {
        Folder folder;
        const std::string path = folder.write(QStringLiteral("gw.jsonl"), lines(0, 600));
        {
            auto file = folder.open();
            must(file->add(request(path), {}));
            const auto purged = file->purge(1'780'300'800'000 + 590 * 1000, {});
            QVERIFY2(purged.ok(), purged.ok() ? "" : purged.error().english().c_str());
            QCOMPARE(purged->events, std::int64_t{590});
            QCOMPARE(file->load({})->rows(), std::size_t{10});
            QVERIFY(file->verify({})->problems.empty());
            QCOMPARE(file->sources()->front().counts.ok, std::int64_t{600});
        }
        const std::string bytes = folder.bytes();
        QVERIFY(bytes.find("WTSZZZ1K0RW110005") == std::string::npos);
        QVERIFY(bytes.find("WTSZZZ1K0RW110095") != std::string::npos);
    }

    void killedInTheMiddleOfAnImport()
    {
#if defined(__SANITIZE_THREAD__)
        QSKIP("skipped: no fork with threads under this sanitizer");
#endif
        Folder folder;
        const std::string path = folder.write(QStringLiteral("gw.jsonl"), lines(0, 9500));
        folder.open();
        int finished = 0;
        for (int round = 0; round < 10; ++round) {
            const std::string log = folder.write(QStringLiteral("log%1.jsonl").arg(round), lines(round, 9000));
            const pid_t child = ::fork();
            if (child == 0) {
                auto opened = CaseFile::open(folder.casePath(), user, false);
                if (opened)
                    (void)(*opened)->add(request(log), {});
                ::_exit(0);
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(5 + 9 * round));
            ::kill(child, SIGKILL);
            int status = 0;
            ::waitpid(child, &status, 0);
            auto file = folder.open(true);
            const auto verified = file->verify({});
            QVERIFY(verified.ok() && verified->problems.empty());
            std::size_t rows = 0;
            const std::vector<StoredSource> sources = *file->sources();
            for (const StoredSource &source : sources)
                rows += static_cast<std::size_t>(source.events);
            QCOMPARE(file->load({})->rows(), rows);
            finished = static_cast<int>(sources.size());
        }
        qInfo("%d of 10 imports were whole", finished);
        QCOMPARE(must(folder.open()->add(request(path), {})).source.counts.ok, std::int64_t{9500});
    }

    void wrongMappingsSayWhere()
    {
        const auto reason = [](std::string text) {
            std::replace(text.begin(), text.end(), '\'', '"');
            const auto read = readMapping(text, "m.json", {});
            return read ? std::string() : read.error().english();
        };
        const std::string head = "{'id':'a','kind':{'const':'api'},\n'time':{'path':'t'},";
        const std::string unknown = reason(head + "'format':'jsonl',\n'fieldz':{}}");
        QVERIFY2(unknown.find("m.json:3:") == 0, unknown.c_str());
        QVERIFY(!reason(head + "'format':'jsonl','fields':{'colour':'c'}}").empty());
        QVERIFY(!reason(head + "'format':'lines','regex':'(?P<t>'}").empty());
        QVERIFY(!reason(head + "'format':'lines','regex':'(?P<u>.)'}").empty());
        QCOMPARE(reason(head + "'format':'lines','regex':'(?P<t>.)'}"), std::string());
        QCOMPARE(reason(head + "'format':'jsonl','fields':{'result':'c'},"
                               "'decision':{'rules':[{'if':'result = ok','then':'allow'},{'else':'deny'}]}}"), std::string());
        for (const std::string &id : shippedMappings()) {
            const auto shipped = shippedMapping(id);
            QVERIFY2(shipped.ok(), shipped.ok() ? "" : shipped.error().english().c_str());
            QCOMPARE(shipped->id, id);
        }
        QVERIFY(shippedMappings().size() >= 10);
    }
};

TARASCOPE_TEST(CaseFileTest)
#include "casefiletest.moc"
