#include "importers/ldf.h"

#include "tests/importers/reimport.h"
#include "tests/importers/soundbatch.h"
#include "tests/testmain.h"

#include <stop_token>

using namespace tarascope;

namespace {

std::string wiper() { return bytesOf(QStringLiteral(TARASCOPE_SOURCE_DIR "/tests/corpus/ldf/wiper.ldf")); }

Result<Batch> read(const std::string &bytes) { return readLdf(bytes, "wiper.ldf", Budget()); }

} // namespace

class LdfTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsNetworkAndNodes()
    {
        const Result<Batch> batch = read(wiper());
        QVERIFY2(batch.ok(), batch.ok() ? "" : batch.error().english().c_str());
        QCOMPARE(fault(*batch), std::string());
        QCOMPARE(countOf(*batch, Kind::component), 3);
        const BatchItem *network = itemOf(*batch, "network");
        QCOMPARE(network->name, std::string("Wiper"));
        QCOMPARE(network->description, std::string("LIN 2.1"));
        const AttributeDef *type = kindDef(Kind::network).find(Attr::type);
        QCOMPARE(type->choices.at(network->attributes.get<Choice>(Attr::type)->index), std::string_view("lin"));
        QCOMPARE(*network->attributes.get<std::int64_t>(fieldOf(*batch, "x-lin-baudrate")), 9600);
        QCOMPARE(*network->attributes.get<std::string>(fieldOf(*batch, "x-lin-matrix")),
                 std::string("0x21 Command 4 BCM > Motor: Speed 0|3@1+ rpm; Ghost 3|?@1+\n"
                             "0x02 Position 1 Motor > BCM, Rain: Angle 0|8@1+\n"));
        QCOMPARE(*network->attributes.get<std::string>(fieldOf(*batch, "x-lin-values")),
                 std::string("0x21 Command.Speed: 0 off, 7\n"));
        QCOMPARE(itemOf(*batch, "node:BCM")->description, std::string("LIN master"));
        QCOMPARE(itemOf(*batch, "node:Motor")->description,
                 std::string("LIN slave, LIN 2.1, NAD 0x02, product id 0x1 0x2 3"));
        QCOMPARE(itemOf(*batch, "node:Motor")->where.text(), std::string("wiper.ldf:9:17"));
        const TextList receives{"0x02 Position"};
        QCOMPARE(*itemOf(*batch, "node:Rain")->attributes.get<TextList>(fieldOf(*batch, "x-lin-receives")), receives);
        QCOMPARE(batch->links.size(), std::size_t(3));
    }

    void tellsWhatIsNotTaken()
    {
        const Result<Batch> batch = read(wiper());
        QVERIFY(batch.ok());
        const auto place = [&](const char *code) {
            const LossEntry *line = lineOf(batch->skipped, code);
            return line ? line->what + " " + line->where.text() : std::string();
        };
        QCOMPARE(place("ldfNodeTwice"), std::string("Rain wiper.ldf:9:24"));
        QCOMPARE(place("ldfNoSignal"), std::string("Command.Ghost wiper.ldf:17:34"));
        QCOMPARE(place("ldfCombinedFrame"), std::string("Now wiper.ldf:20:19"));
        QCOMPARE(place("ldfDiagnostic"), std::string("Diagnostic_frames wiper.ldf:21:21"));
        QCOMPARE(place("ldfNodeAttribute"), std::string("P2_min wiper.ldf:23:80"));
        QCOMPARE(place("ldfNodeList"), std::string("configurable_frames wiper.ldf:24:5"));
        QCOMPARE(place("ldfNoNode"), std::string("Nobody wiper.ldf:25:3"));
        QStringList sections;
        for (const LossEntry &line : batch->skipped)
            if (std::string_view(line.why.code) == "ldfNotTaken")
                sections << QString::fromStdString(line.what);
        QCOMPARE(sections, QStringList({QStringLiteral("Schedule_tables"), QStringLiteral("Made_up")}));
    }

    void refusesBroken_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("place");
        QTest::addColumn<QString>("code");
        const auto row = [](const char *name, const QByteArray &bytes, const char *place, const char *code) {
            QTest::newRow(name) << bytes << QString::fromLatin1(place) << QString::fromLatin1(code);
        };
        const QByteArray head = "LIN_description_file;\n";
        row("empty", "", "wiper.ldf:1:1", "notLdf");
        row("other text", "// a\nhello", "wiper.ldf:2:1", "notLdf");
        row("utf-16", QByteArray("\xFF\xFEL\0", 4), "wiper.ldf:1:1", "wideEncoding");
        row("unclosed comment", head + "/* a", "wiper.ldf:2:1", "ldfUnclosed");
        row("unclosed text", head + "Channel_name = \"a;", "wiper.ldf:2:16", "ldfUnclosed");
        row("no semicolon", head + "Channel_name = \"a\"", "wiper.ldf:2:19", "ldfSyntax");
        row("cut", head + "Nodes { Master: A, 5 ms", "wiper.ldf:2:24", "ldfSyntax");
        row("cut in a section that is not taken", head + "Schedule_tables { a {", "wiper.ldf:2:22", "ldfSyntax");
        row("no section", head + "{", "wiper.ldf:2:1", "ldfSyntax");
        row("speed", head + "LIN_speed = fast;", "wiper.ldf:2:13", "ldfNumber");
        row("role", head + "Nodes { Boss: A; }", "wiper.ldf:2:9", "ldfSyntax");
        row("bits", head + "Signals { S: 65, 0, A; }", "wiper.ldf:2:14", "ldfNumber");
        row("identifier", head + "Frames { F: 0x40, A { } }", "wiper.ldf:2:13", "ldfNumber");
        row("publisher", head + "Frames { F: 0x4 { } }", "wiper.ldf:2:17", "ldfSyntax");
    }

    void refusesBroken()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, place);
        QFETCH(QString, code);
        const Result<Batch> batch = read(bytes.toStdString());
        QVERIFY(!batch.ok());
        QCOMPARE(batch.error().kind, ErrorKind::Input);
        QCOMPARE(QString::fromStdString(batch.error().where.text()), place);
        QCOMPARE(QString::fromLatin1(batch.error().message.code), code);
    }

    void saysWhereATextIsTooLong()
    {
        Budget budget;
        budget.limits.stringLength = 12;
        QCOMPARE(readLdf(wiper(), "wiper.ldf", budget).error().where.text(), std::string("wiper.ldf:2:1"));
    }

    void tellsOfOtherEncodings()
    {
        const Result<Batch> batch = read("LIN_description_file;\nChannel_name = \"T\xFCr\";\n");
        QVERIFY(batch.ok());
        QCOMPARE(itemOf(*batch, "network")->name, std::string("T\xC3\xBCr"));
        QCOMPARE(lineOf(batch->kept, "cp1252Converted")->why.args, std::vector<std::string>{"1"});
    }

    // The example of the LIN 2.2A specification: a master, two slaves with NAD, five unconditional frames.
    void countsOfPublicFile()
    {
        TARASCOPE_NEEDS_SHARED("data/2-can-databases")
        const Result<Batch> batch = readLdf(
            bytesOf(QStringLiteral(TARASCOPE_SHARED_DIR "/data/2-can-databases/ldfparser__lin22.ldf")), "lin22.ldf", Budget());
        QVERIFY2(batch.ok(), batch.ok() ? "" : batch.error().english().c_str());
        QCOMPARE(fault(*batch), std::string());
        QCOMPARE(reimportFault(*batch), std::string());
        QCOMPARE(countOf(*batch, Kind::network), 1);
        QCOMPARE(countOf(*batch, Kind::component), 3);
        QCOMPARE(std::count_if(batch->items.begin(), batch->items.end(),
                               [](const BatchItem &item) { return item.description.find("NAD 0x") != std::string::npos; }),
                 2);
        const BatchItem *network = itemOf(*batch, "network");
        QCOMPARE(*network->attributes.get<std::int64_t>(fieldOf(*batch, "x-lin-messages")), 5);
        QCOMPARE(*network->attributes.get<std::int64_t>(fieldOf(*batch, "x-lin-signals")), 6);
        QCOMPARE(*network->attributes.get<std::int64_t>(fieldOf(*batch, "x-lin-baudrate")), 19200);
        QCOMPARE(network->name, std::string("DB"));
        QVERIFY(lineOf(batch->skipped, "ldfCombinedFrame"));
    }
};

TARASCOPE_TEST(LdfTest)
#include "ldftest.moc"
