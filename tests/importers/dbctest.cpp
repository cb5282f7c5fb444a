#include "importers/dbc.h"
#include "importers/dbcdatabase.h"
#include "tests/importers/soundbatch.h"
#include "tests/testmain.h"

#include <stop_token>

using namespace tarascope;

namespace {

std::string gateway() { return bytesOf(QStringLiteral(TARASCOPE_SOURCE_DIR "/tests/corpus/dbc/gateway.dbc")); }

Result<Batch> read(const std::string &bytes) { return readDbc(bytes, "body.dbc", Budget()); }

Result<CanDatabase> parse(const std::string &bytes)
{
    LossReport skipped;
    const Result<SourceText> source = SourceText::open(bytes, "body.dbc", ImportLimits());
    return source ? parseDbc(*source, Budget(), skipped) : source.error();
}

} // namespace

class DbcTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsNodesAndNetwork();
    void keepsMessagesAsText();
    void tellsWhatIsNotTaken();
    void sameBytesGiveTheSameBatch();
    void refusesBroken_data();
    void refusesBroken();
    void readsOtherEncodings();
    void refusesUtf16();
    void toleratesCommonDialects();
    void tellsOfRepeatedMessages();
    void readsOneLongLine();
    void saysWhereATextIsTooLong();
    void countsOfPublicFiles_data();
    void countsOfPublicFiles();
    void readsLatinFile();
};

void DbcTest::readsNodesAndNetwork()
{
    const Result<Batch> batch = read(gateway());
    QVERIFY2(batch.ok(), batch.ok() ? "" : batch.error().english().c_str());
    QCOMPARE(batch->format, std::string("dbc"));
    QCOMPARE(batch->system, std::string("dbc:body"));
    QCOMPARE(countOf(*batch, Kind::component), 2);
    const BatchItem *network = itemOf(*batch, "network");
    QVERIFY(network);
    QCOMPARE(network->kind, Kind::network);
    QCOMPARE(network->name, std::string("Body"));
    QCOMPARE(network->description, std::string("Body bus"));
    const AttributeDef *type = kindDef(Kind::network).find(Attr::type);
    QCOMPARE(type->choices.at(network->attributes.get<Choice>(Attr::type)->index), std::string_view("canFd"));
    const BatchItem *node = itemOf(*batch, "node:Gateway");
    QVERIFY(node);
    QCOMPARE(node->description, std::string("Routes\nbetween \"buses\""));
    QCOMPARE(node->where.text(), std::string("body.dbc:10:6"));
    type = kindDef(Kind::component).find(Attr::type);
    QCOMPARE(type->choices.at(node->attributes.get<Choice>(Attr::type)->index), std::string_view("ecu"));
    QCOMPARE(batch->links.size(), std::size_t(2));
    QCOMPARE(batch->links[0].kind, LinkKind::attachedTo);
    QCOMPARE(batch->links[0].from, std::string("node:Gateway"));
    QCOMPARE(batch->links[0].to, std::string("network"));
    QVERIFY(linkDef(LinkKind::attachedTo).allows(Kind::component, Kind::network));
}

void DbcTest::keepsMessagesAsText()
{
    const Result<Batch> batch = read(gateway());
    QVERIFY(batch.ok());
    const BatchItem *network = itemOf(*batch, "network");
    const BatchItem *door = itemOf(*batch, "node:DoorModule");
    const auto text = [&](const char *field) { return *network->attributes.get<std::string>(fieldOf(*batch, field)); };
    const auto number = [&](const char *field) {
        return *network->attributes.get<std::int64_t>(fieldOf(*batch, field));
    };
    QCOMPARE(number("x-can-messages"), 2);
    QCOMPARE(number("x-can-extended-ids"), 1);
    QCOMPARE(number("x-can-signals"), 4);
    QCOMPARE(text("x-can-matrix"),
             std::string("0x1A2 DoorState 8 DoorModule every 20 ms > Gateway, Head_Unit: Mux M 0|4@1+; "
                         "DoorAngle m0 8|12@1- deg; Locked m1M 20|1@0+\n"
                         "0x18FEF1FE Diag 8 Gateway, DoorModule > Gateway: Payload 0|64@1+\n"));
    QCOMPARE(text("x-can-comments"), std::string("0x1A2 DoorState: Door\n0x1A2 DoorState.DoorAngle: Opening angle\n"));
    QCOMPARE(text("x-can-values"), std::string("0x1A2 DoorState.Locked: 1 yes, 0 no\n"));
    const TextList sends{"0x1A2 DoorState", "0x18FEF1FE Diag"};
    QCOMPARE(*door->attributes.get<TextList>(fieldOf(*batch, "x-can-sends")), sends);
    QVERIFY(!door->attributes.find(fieldOf(*batch, "x-can-receives")));
    for (const FieldDefinition &field : batch->fields)
        QVERIFY(field.kind == Kind::network || field.kind == Kind::component);
}

void DbcTest::tellsWhatIsNotTaken()
{
    const Result<Batch> batch = read(gateway());
    QVERIFY(batch.ok());
    const LossEntry *unknown = lineOf(batch->skipped, "dbcUnknown");
    QVERIFY(unknown);
    QCOMPARE(unknown->what, std::string("FOO_"));
    QCOMPARE(unknown->where.text(), std::string("body.dbc:40:1"));
    const LossEntry *undeclared = lineOf(batch->skipped, "busUndeclaredNode");
    QVERIFY(undeclared);
    QCOMPARE(undeclared->what, std::string("Head_Unit"));
    QCOMPARE(lineOf(batch->skipped, "dbcPlaceholder")->where.text(), std::string("body.dbc:10:25"));
    QCOMPARE(lineOf(batch->skipped, "busScaling")->why.args, std::vector<std::string>{"4"});
    QCOMPARE(lineOf(batch->skipped, "dbcAttribute")->why.args, std::vector<std::string>{"1"});
    QCOMPARE(lineOf(batch->kept, "busMessages")->why.args, std::vector<std::string>{"2"});
    QCOMPARE(lineOf(batch->kept, "busComments")->why.args, std::vector<std::string>{"2"});
    QStringList notTaken;
    for (const LossEntry &line : batch->skipped) {
        if (std::string_view(line.why.code) == "dbcNotTaken")
            notTaken << QString::fromStdString(line.what);
    }
    QCOMPARE(notTaken, QStringList({QStringLiteral("SIG_GROUP_"), QStringLiteral("SIG_VALTYPE_")}));
}

void DbcTest::sameBytesGiveTheSameBatch()
{
    const Result<Batch> first = read(gateway());
    const Result<Batch> second = read(gateway());
    QVERIFY(first.ok() && second.ok());
    QCOMPARE(printed(*second), printed(*first));
    QCOMPARE(fault(*first), std::string());
}

void DbcTest::refusesBroken_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("place");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *name, const char *bytes, const char *place, const char *code) {
        QTest::newRow(name) << QByteArray(bytes) << QString::fromLatin1(place) << QString::fromLatin1(code);
    };
    row("empty", "", "body.dbc:1:1", "notDbc");
    row("other text", "hello world\nfoo bar", "body.dbc:1:1", "notDbc");
    row("binary", "PK\x03\x04zip", "body.dbc:1:1", "notDbc");
    row("unclosed comment", "BU_: A\nCM_ BU_ A \"no end;\n", "body.dbc:2:11", "dbcUnclosedText");
    row("unclosed unit",
        "BU_: A\nBO_ 1 M: 8 A\n SG_ S : 0|8@1+ (1,0) [0|1] \"km A\n SG_ T : 8|8@1+ (1,0) [0|1] \"\" A\n",
        "body.dbc:3:29", "dbcUnclosedText");
    row("bad identifier", "BO_ 12x M: 8 A\n", "body.dbc:1:5", "dbcNumber");
    row("identifier too large", "BO_ 4294967296 M: 8 A\n", "body.dbc:1:5", "dbcNumber");
    row("missing colon", "BO_ 12 M 8 A\n", "body.dbc:1:10", "dbcSyntax");
    row("missing colon of signal", "BO_ 12 M: 8 A\n SG_ S m0 0|8@1+ (1,0) [0|1] \"\" A\n", "body.dbc:2:11",
        "dbcSyntax");
    row("bad factor", "BO_ 12 M: 8 A\n SG_ S : 0|8@1+ (one,0) [0|1] \"\" A\n", "body.dbc:2:18", "dbcSyntax");
    row("bad byte order", "BO_ 12 M: 8 A\n SG_ S : 0|8@2+ (1,0) [0|1] \"\" A\n", "body.dbc:2:14", "dbcNumber");
    row("no sign", "BO_ 12 M: 8 A\n SG_ S : 0|8@1 (1,0) [0|1] \"\" A\n", "body.dbc:2:16", "dbcSyntax");
    row("lone signal", "BU_: A\n SG_ S : 0|8@1+ (1,0) [0|1] \"\" A\n", "body.dbc:2:2", "dbcLoneSignal");
    row("missing semicolon", "BU_: A\nCM_ BU_ A \"x\"\nCM_ BU_ A \"y\";\n", "body.dbc:3:1", "dbcSyntax");
    row("cut", "BU_: A\nBO_ 12 M:", "body.dbc:2:10", "dbcNumber");
    row("value without label", "BO_ 12 M: 8 A\nVAL_ 12 S 0 1 \"x\";\n", "body.dbc:2:13", "dbcSyntax");
    row("column counts characters", "BU_: \xC3\xBC \xC3\xB6\nBO_ \xC3\xBC M: 8 A\n", "body.dbc:2:5", "dbcNumber");
    row("after carriage returns", "BU_: A\rBO_ x M: 8 A\r", "body.dbc:2:5", "dbcNumber");
}

void DbcTest::refusesBroken()
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

void DbcTest::readsOtherEncodings()
{
    const Result<Batch> latin = read("BU_: A\nCM_ BU_ A \"\x80 5\xB0 \x81\";\n");
    QVERIFY(latin.ok());
    QCOMPARE(itemOf(*latin, "node:A")->description, std::string("\xE2\x82\xAC 5\xC2\xB0 \xEF\xBF\xBD"));
    QCOMPARE(lineOf(latin->kept, "cp1252Converted")->why.args, std::vector<std::string>{"3"});
    QCOMPARE(lineOf(latin->skipped, "cp1252Undefined")->why.args, std::vector<std::string>{"1"});

    const Result<Batch> utf8 = read("\xEF\xBB\xBF"
                                    "BU_: A\nCM_ BU_ A \"5\xC2\xB0\";\n");
    QVERIFY(utf8.ok());
    QCOMPARE(itemOf(*utf8, "node:A")->description, std::string("5\xC2\xB0"));
    QVERIFY(!lineOf(utf8->kept, "cp1252Converted"));

    const Result<Batch> zero = read(std::string("BU_: A\nCM_ BU_ A \"a\0b\";\n", 23));
    QVERIFY(zero.ok());
    QCOMPARE(itemOf(*zero, "node:A")->description, std::string("a\xE2\x90\x80"
                                                               "b"));

    const Result<Batch> turned = read("BU_: A\nCM_ BU_ A \"abc\xE2\x80\xAE"
                                      "cba\";\n");
    QVERIFY(turned.ok());
    QVERIFY(lineOf(turned->kept, "hiddenCharacters"));
}

void DbcTest::refusesUtf16()
{
    const Result<Batch> batch = read(std::string("\xFF\xFE"
                                                 "B\0U\0",
                                                 6));
    QVERIFY(!batch.ok());
    QCOMPARE(std::string(batch.error().message.code), std::string("wideEncoding"));
}

void DbcTest::toleratesCommonDialects()
{
    // No NS_, no blank before ':', receivers without commas, a text with a semicolon, CRLF, a repeated node.
    const Result<CanDatabase> database =
        parse("// made by hand\r\nBU_ : A B A\r\nBO_ 5 M :8 A\r\n SG_ S m0M:0|8@1+(1,0)"
              "[-1|1] \"%\" A B\r\nCM_ BU_ B \"a; BO_ b\";\r\n");
    QVERIFY2(database.ok(), database.ok() ? "" : database.error().english().c_str());
    QCOMPARE(database->counts.nodes, 3);
    QCOMPARE(database->nodes.size(), std::size_t(2));
    QCOMPARE(database->nodes[1].comment, std::string("a; BO_ b"));
    QCOMPARE(database->bus.messages.at(0).signalList.at(0).multiplexing, std::string("m0M"));
    QCOMPARE(database->bus.messages.at(0).signalList.at(0).receivers, (std::vector<std::string>{"A", "B"}));
}

void DbcTest::tellsOfRepeatedMessages()
{
    const Result<Batch> batch = read(bytesOf(QStringLiteral(TARASCOPE_SOURCE_DIR "/tests/corpus/dbc/twice.dbc")));
    QVERIFY2(batch.ok(), batch.ok() ? "" : batch.error().english().c_str());
    const LossEntry *twice = lineOf(batch->skipped, "dbcMessageTwice");
    QVERIFY(twice);
    QCOMPARE(twice->why.args, std::vector<std::string>{"M"});
    QCOMPARE(twice->where.text(), std::string("body.dbc:6:1"));
    QCOMPARE(lineOf(batch->skipped, "dbcLooseSignals")->why.args, std::vector<std::string>{"1"});
    const BatchItem *network = itemOf(*batch, "network");
    QCOMPARE(*network->attributes.get<std::int64_t>(fieldOf(*batch, "x-can-messages")), 2);
}

// Places in one very long line must not take quadratic time; this would run into the time limit of the test.
void DbcTest::readsOneLongLine()
{
    std::string bytes = "BU_: A";
    for (int i = 0; i < 400'000; ++i)
        bytes += " \xC3\xBC";
    const Result<Batch> batch = read(bytes + " ;");
    QVERIFY(batch.ok());
    QCOMPARE(itemOf(*batch, "node:\xC3\xBC")->where.text(), std::string("body.dbc:1:8"));
    QCOMPARE(batch->skipped.at(0).where.text(), std::string("body.dbc:1:10"));
    QCOMPARE(lineOf(batch->skipped, "moreFindings")->why.args, std::vector<std::string>{"399899"});
}

void DbcTest::saysWhereATextIsTooLong()
{
    Budget budget;
    budget.limits.stringLength = 5;
    const Result<Batch> longText = readDbc("BU_: A\nCM_ \"123456\";", "body.dbc", budget);
    QVERIFY(!longText.ok());
    QCOMPARE(longText.error().where.text(), std::string("body.dbc:2:5"));
}

// The figures were counted by another reader; the placeholder node is declared by two of the files.
void DbcTest::countsOfPublicFiles_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QList<int>>("counts"); // nodes, messages, extended identifiers, signals, VAL_, CM_
    QTest::addColumn<int>("components");
    const auto row = [](const char *name, const QList<int> &counts, int components) {
        QTest::newRow(name) << QString::fromLatin1(name) << counts << components;
    };
    row("cantools__cp1252.dbc", {1, 0, 0, 0, 0, 1}, 1);
    row("cantools__vehicle.dbc", {1, 217, 217, 462, 15, 238}, 1);
    row("opendbc__tesla_model3_vehicle.dbc", {11, 11, 0, 209, 99, 0}, 11);
    row("opendbc__toyota_2017_ref_pt.dbc", {11, 143, 0, 1315, 0, 0}, 10);
    row("opendbc__vw_mqb.dbc", {18, 113, 12, 1348, 133, 57}, 17);
}

void DbcTest::countsOfPublicFiles()
{
    TARASCOPE_NEEDS_SHARED("data/2-can-databases")
    QFETCH(QString, name);
    QFETCH(QList<int>, counts);
    QFETCH(int, components);
    const std::string bytes = bytesOf(QStringLiteral(TARASCOPE_SHARED_DIR "/data/2-can-databases/") + name);
    const Result<CanDatabase> database = parse(bytes);
    QVERIFY2(database.ok(), database.ok() ? "" : database.error().english().c_str());
    const DbcCounts &read = database->counts;
    const QList<int> found{int(read.nodes),       int(read.messages),    int(read.extendedMessages),
                           int(read.signalCount), int(read.valueTables), int(read.comments)};
    QCOMPARE(found, counts);
    const Result<Batch> batch = readDbc(bytes, name.toStdString(), Budget());
    QVERIFY(batch.ok());
    QCOMPARE(countOf(*batch, Kind::component), components);
    QCOMPARE(countOf(*batch, Kind::network), 1);
    QCOMPARE(fault(*batch), std::string());
    QCOMPARE(printed(*readDbc(bytes, name.toStdString(), Budget())), printed(*batch));
}

void DbcTest::readsLatinFile()
{
    TARASCOPE_NEEDS_SHARED("data/2-can-databases")
    const std::string bytes =
        bytesOf(QStringLiteral(TARASCOPE_SHARED_DIR "/data/2-can-databases/cantools__cp1252.dbc"));
    const Result<Batch> batch = readDbc(bytes, "cp1252.dbc", Budget());
    QVERIFY(batch.ok());
    const std::string comment = itemOf(*batch, "node:Node1")->description;
    QVERIFY(comment.find("\xE2\x82\xAC") != std::string::npos); // the euro sign, 0x80
    QVERIFY(comment.ends_with("\xC3\xBF"));                     // y with diaeresis, 0xFF
}

TARASCOPE_TEST(DbcTest)
#include "dbctest.moc"
