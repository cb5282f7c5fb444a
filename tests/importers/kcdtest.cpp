#include "importers/kcd.h"

#include "importers/dbc.h"
#include "tests/importers/reimport.h"
#include "tests/importers/soundbatch.h"
#include "tests/testmain.h"

#include <stop_token>

using namespace tarascope;

namespace {

std::string twoBuses() { return bytesOf(QStringLiteral(TARASCOPE_SOURCE_DIR "/tests/corpus/kcd/two-buses.kcd")); }

Result<Batch> read(const std::string &bytes) { return readKcd(bytes, "body.kcd", Budget()); }

/// The matrix of a network as messages with their signals; formats write both in orders of their own.
QMap<QString, QStringList> matrixOf(const Batch &batch, const char *network)
{
    QMap<QString, QStringList> messages;
    const std::string *matrix =
        itemOf(batch, network)->attributes.get<std::string>(fieldOf(batch, "x-can-matrix"));
    const QStringList lines = QString::fromStdString(*matrix).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    for (const QString &line : lines) {
        QStringList signalList = line.section(QStringLiteral(": "), 1).split(QStringLiteral("; "));
        signalList.sort();
        messages.insert(line.section(QStringLiteral(": "), 0, 0), signalList);
    }
    return messages;
}

QStringList linesOf(const Batch &batch, const char *network, const char *field)
{
    QStringList lines =
        QString::fromStdString(*itemOf(batch, network)->attributes.get<std::string>(fieldOf(batch, field)))
            .split(QLatin1Char('\n'));
    for (QString &line : lines)
        line = line.trimmed(); // of blanks at the end of comments XML has none
    lines.sort();
    return lines;
}

} // namespace

class KcdTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsBusesAndNodes()
    {
        const Result<Batch> batch = read(twoBuses());
        QVERIFY2(batch.ok(), batch.ok() ? "" : batch.error().english().c_str());
        QCOMPARE(fault(*batch), std::string());
        QCOMPARE(batch->system, std::string("kcd:body"));
        QCOMPARE(countOf(*batch, Kind::network), 2);
        QCOMPARE(countOf(*batch, Kind::component), 3);
        const BatchItem *body = itemOf(*batch, "bus:Body");
        QVERIFY(body);
        QCOMPARE(*body->attributes.get<std::string>(fieldOf(*batch, "x-can-matrix")),
                 std::string("0x1A2 DoorState 4 Door every 20 ms > Gateway: Mux M 0|4@1+; Angle m0 8|12@1- deg; "
                             "Locked 31|1@0+\n"));
        QCOMPARE(*body->attributes.get<std::int64_t>(fieldOf(*batch, "x-can-baudrate")), 125000);
        QCOMPARE(*body->attributes.get<std::string>(fieldOf(*batch, "x-can-values")),
                 std::string("0x1A2 DoorState.Locked: 0 no, 1..3 yes\n"));
        const BatchItem *second = itemOf(*batch, "bus:Body (2)");
        QVERIFY(second);
        const AttributeDef *type = kindDef(Kind::network).find(Attr::type);
        QCOMPARE(type->choices.at(second->attributes.get<Choice>(Attr::type)->index), std::string_view("canFd"));
        const TextList sends{"Body: 0x18FEF1FE Diag"};
        QCOMPARE(*itemOf(*batch, "node:Gateway")->attributes.get<TextList>(fieldOf(*batch, "x-can-sends")), sends);
        QStringList links;
        for (const BatchLink &link : batch->links)
            links << QString::fromStdString(link.from + " " + link.to);
        QCOMPARE(links, QStringList({QStringLiteral("node:Gateway bus:Body"), QStringLiteral("node:Gateway bus:Body (2)"),
                                     QStringLiteral("node:Door bus:Body")}));
    }

    void tellsWhatIsNotTaken()
    {
        const Result<Batch> batch = read(twoBuses());
        QVERIFY(batch.ok());
        QCOMPARE(lineOf(batch->kept, "busLoneNode")->what, std::string("Lonely"));
        QCOMPARE(lineOf(batch->kept, "busLoneNode")->where.text(), std::string("body.kcd:7:3"));
        QCOMPARE(lineOf(batch->kept, "busComments")->why.args, std::vector<std::string>{"2"});
        QCOMPARE(lineOf(batch->skipped, "kcdNoNode")->what, std::string("9"));
        QCOMPARE(lineOf(batch->skipped, "kcdNoNode")->where.text(), std::string("body.kcd:16:44"));
        QCOMPARE(lineOf(batch->skipped, "kcdUnknown")->what, std::string("Extra"));
    }

    void refusesBroken_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("place");
        QTest::addColumn<QString>("code");
        const auto row = [](const char *name, const QByteArray &bytes, const char *place, const char *code) {
            QTest::newRow(name) << bytes << QString::fromLatin1(place) << QString::fromLatin1(code);
        };
        row("empty", "", "body.kcd:1:1", "xml");
        row("other text", "hello", "body.kcd:1:2", "xml");
        row("another document", "\n<Network/>", "body.kcd:2:1", "notKcd");
        row("cut", "<NetworkDefinition>\n<Bus>", "body.kcd:2:6", "xml");
        row("entities", "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n<NetworkDefinition/>", "body.kcd:1:1",
            "xmlEntities");
        row("bad identifier", "<NetworkDefinition><Bus name='a'>\n<Message id='0xZ'/></Bus></NetworkDefinition>",
            "body.kcd:2:1", "kcdNumber");
        row("no bits", "<NetworkDefinition><Bus name='a'>\n<Message id='1'><Signal/></Message></Bus></NetworkDefinition>",
            "body.kcd:2:17", "kcdNumber");
        row("bad length", "<NetworkDefinition><Bus name='a'>\n<Message id='1' length='-1'/></Bus></NetworkDefinition>",
            "body.kcd:2:1", "kcdNumber");
        row("no encoding said", "<NetworkDefinition>\n<Bus name='\xFC'/></NetworkDefinition>", "body.kcd:2:12",
            "invalidUtf8");
        row("deep", "<NetworkDefinition>" + QByteArray("<a>").repeated(256), "body.kcd:1:785", "tooDeep");
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

    // The same network stands in both formats. Only DBC has no name for it, and calls nobody a sender by a placeholder.
    void saysTheSameAsTheDbcOfTheNetwork()
    {
        TARASCOPE_NEEDS_SHARED("data/2-can-databases")
        const QString folder = QStringLiteral(TARASCOPE_SHARED_DIR "/data/2-can-databases/cantools__vehicle.");
        const Result<Batch> kcd = readKcd(bytesOf(folder + QStringLiteral("kcd")), "vehicle.kcd", Budget());
        const Result<Batch> dbc = readDbc(bytesOf(folder + QStringLiteral("dbc")), "vehicle.dbc", Budget());
        QVERIFY2(kcd.ok(), kcd.ok() ? "" : kcd.error().english().c_str());
        QVERIFY(dbc.ok());
        QCOMPARE(fault(*kcd), std::string());
        QCOMPARE(reimportFault(*kcd), std::string());
        QCOMPARE(kcd->items.size(), dbc->items.size());
        QCOMPARE(kcd->links.size(), dbc->links.size());
        QCOMPARE(itemOf(*kcd, "node:UnusedNode")->name, itemOf(*dbc, "node:UnusedNode")->name);
        const BatchItem *one = itemOf(*kcd, "bus:Bus");
        const BatchItem *other = itemOf(*dbc, "network");
        QVERIFY(one && other);
        QCOMPARE(one->attributes.get<Choice>(Attr::type)->index, other->attributes.get<Choice>(Attr::type)->index);
        for (const auto &[field, count] : {std::pair("x-can-messages", 217), std::pair("x-can-extended-ids", 217),
                                           std::pair("x-can-signals", 462)}) {
            QCOMPARE(*one->attributes.get<std::int64_t>(fieldOf(*kcd, field)), count);
            QCOMPARE(*other->attributes.get<std::int64_t>(fieldOf(*dbc, field)), count);
        }
        QCOMPARE(matrixOf(*kcd, "bus:Bus"), matrixOf(*dbc, "network"));
        QCOMPARE(linesOf(*kcd, "bus:Bus", "x-can-comments"), linesOf(*dbc, "network", "x-can-comments"));
        QCOMPARE(linesOf(*kcd, "bus:Bus", "x-can-values"), linesOf(*dbc, "network", "x-can-values"));
    }
};

TARASCOPE_TEST(KcdTest)
#include "kcdtest.moc"
