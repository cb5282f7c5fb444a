#include "importers/arxml.h"

#include "importers/arxmlindex.h"
#include "tests/importers/reimport.h"
#include "tests/importers/soundbatch.h"
#include "tests/testmain.h"

#include <stop_token>

using namespace tarascope;

namespace {

std::string seed(const char *name)
{
    return bytesOf(QStringLiteral(TARASCOPE_SOURCE_DIR "/tests/corpus/arxml/") + QString::fromLatin1(name));
}

std::string shared(const char *name)
{
    return bytesOf(QStringLiteral(TARASCOPE_SHARED_DIR "/data/2-can-databases/") + QString::fromLatin1(name));
}

Result<Batch> read(const std::string &bytes) { return readArxml(bytes, "car.arxml", Budget()); }

std::string textOf(const Batch &batch, const char *item, const char *field)
{
    const BatchItem *found = itemOf(batch, item);
    const std::string *text = found ? found->attributes.get<std::string>(fieldOf(batch, field)) : nullptr;
    return text ? *text : std::string();
}

QString typeOf(const Batch &batch, const char *network)
{
    const Choice *choice = itemOf(batch, network)->attributes.get<Choice>(Attr::type);
    return QString::fromUtf8(kindDef(Kind::network).find(Attr::type)->choices.at(choice->index).data());
}

QStringList linksOf(const Batch &batch)
{
    QStringList links;
    for (const BatchLink &link : batch.links)
        links << QString::fromStdString(link.from + " " + link.to);
    return links;
}

} // namespace

class ArxmlTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsAutosar4()
    {
        const Result<Batch> batch = read(seed("four.arxml"));
        QVERIFY2(batch.ok(), batch.ok() ? "" : batch.error().english().c_str());
        QCOMPARE(fault(*batch), std::string());
        QCOMPARE(batch->system, std::string("arxml:car"));
        QCOMPARE(countOf(*batch, Kind::network), 5);
        QCOMPARE(countOf(*batch, Kind::component), 3);
        QCOMPARE(textOf(*batch, "bus:/C/Body", "x-can-matrix"),
                 std::string("0x18FEF1FE Speed 8 Gateway every 20 ms > Door: SpeedSignal 12|12@1+\nT2 (no sender)\n"));
        QCOMPARE(*itemOf(*batch, "bus:/C/Body")->attributes.get<std::int64_t>(fieldOf(*batch, "x-can-baudrate")), 500000);
        QCOMPARE(textOf(*batch, "bus:/C/Seat", "x-lin-matrix"),
                 std::string("0x05 Box (no sender) every 20 ms: SpeedPdu.SpeedSignal 4|12@1+\n"));
        QCOMPARE(textOf(*batch, "bus:/C/Drive/A", "x-flexRay-matrix"), std::string("slot 12 T (no sender)\n"));
        QCOMPARE(itemOf(*batch, "bus:/C/Drive/B")->name, std::string("Drive B"));
        QCOMPARE(typeOf(*batch, "bus:/C/Backbone"), QStringLiteral("ethernet"));
        QCOMPARE(itemOf(*batch, "node:/E/Gateway")->description, std::string("Routes"));
        QCOMPARE(linksOf(*batch), QStringList({QStringLiteral("node:/E/Gateway bus:/C/Body"),
                                               QStringLiteral("node:/E/Door bus:/C/Body")}));
    }

    void tellsWhatIsNotTaken()
    {
        const Result<Batch> batch = read(seed("four.arxml"));
        QVERIFY(batch.ok());
        const auto place = [&](const char *code) {
            const LossEntry *line = lineOf(batch->skipped, code);
            return line ? line->what + " " + line->where.text() : std::string();
        };
        QCOMPARE(place("arxmlDangling"), std::string("/F/Gone car.arxml:32:56"));
        QCOMPARE(place("arxmlNoIdentifier"), std::string("T2 car.arxml:32:7"));
        QCOMPARE(place("arxmlCluster"), std::string("Most car.arxml:50:4"));
        QCOMPARE(place("arxmlCircle"), std::string("Box car.arxml:65:4"));
        QCOMPARE(place("arxmlNumber"), std::string("FRAME-LENGTH car.arxml:63:57"));
        QCOMPARE(lineOf(batch->kept, "busLoneNode")->what, std::string("Lonely"));
    }

    void readsAutosar3()
    {
        const Result<Batch> batch = read(seed("three.arxml"));
        QVERIFY2(batch.ok(), batch.ok() ? "" : batch.error().english().c_str());
        QCOMPARE(fault(*batch), std::string());
        QCOMPARE(textOf(*batch, "bus:/N/Light", "x-can-matrix"),
                 std::string("0x123 State 1 Lamp every 500 ms: On 7|2@0+ lx\n"));
        QCOMPARE(textOf(*batch, "bus:/N/Light", "x-can-values"), std::string("0x123 State.On: 0 off, 1..3 on\n"));
        QCOMPARE(textOf(*batch, "bus:/N/Light", "x-can-comments"), std::string("0x123 State.On: The lamp burns\n"));
        QCOMPARE(linksOf(*batch), QStringList({QStringLiteral("node:/N/Lamp bus:/N/Light")}));
    }

    void refusesBroken_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("place");
        QTest::addColumn<QString>("code");
        const auto row = [](const char *name, const QByteArray &bytes, const char *place, const char *code) {
            QTest::newRow(name) << bytes << QString::fromLatin1(place) << QString::fromLatin1(code);
        };
        row("empty", "", "car.arxml:1:1", "xml");
        row("another document", "<a/>", "car.arxml:1:1", "notArxml");
        row("cut", QByteArray::fromStdString(seed("cut.arxml")), "car.arxml:1:82", "xml");
        row("FIBEX", QByteArray::fromStdString(seed("fibex.xml")), "car.arxml:1:1", "arxmlFibex");
        row("ECU configuration", QByteArray::fromStdString(seed("ecuc.arxml")), "car.arxml:1:78", "arxmlEcuc");
        row("AUTOSAR 2", "\n<AUTOSAR xmlns='http://autosar.org/2.1.2'/>", "car.arxml:2:1", "arxmlVersion");
        row("no system", "<AUTOSAR xmlns='http://autosar.org/schema/r4.0'/>", "car.arxml:1:1", "arxmlNoSystem");
        row("entities", "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n<AUTOSAR/>", "car.arxml:1:1",
            "xmlEntities");
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

    void keepsToTheLimitOfReferences()
    {
        Budget budget;
        budget.limits.references = 5;
        const Result<Batch> many = readArxml(seed("four.arxml"), "car.arxml", budget);
        QCOMPARE(std::string(many.error().message.code), std::string("tooManyReferences"));
    }

    // Containers in containers: 2^20 ways to the one signal. The limit on references ends it.
    void refusesExplosions()
    {
        std::string bytes = "<AUTOSAR><CAN-CLUSTER><SHORT-NAME>C</SHORT-NAME><CAN-FRAME-TRIGGERING>"
                            "<FRAME-REF>/F</FRAME-REF></CAN-FRAME-TRIGGERING></CAN-CLUSTER><FRAME><SHORT-NAME>F</SHORT-NAME>"
                            "<PDU-TO-FRAME-MAPPING><PDU-REF>/B0</PDU-REF></PDU-TO-FRAME-MAPPING></FRAME>";
        for (int i = 0; i < 15; ++i) {
            const std::string name = "B" + std::to_string(i);
            const std::string next = "B" + std::to_string(i + 1);
            bytes += "<CONTAINER-I-PDU><SHORT-NAME>" + name + "</SHORT-NAME>";
            for (int j = 0; j < 8; ++j)
                bytes += "<CONTAINED-PDU-TRIGGERING-REF>/T" + next + "</CONTAINED-PDU-TRIGGERING-REF>";
            bytes += "</CONTAINER-I-PDU><PDU-TRIGGERING><SHORT-NAME>T" + next + "</SHORT-NAME><I-PDU-REF>/" + next +
                     "</I-PDU-REF></PDU-TRIGGERING>";
        }
        const Result<Batch> batch = read(bytes + "</AUTOSAR>");
        QVERIFY(!batch.ok());
        QCOMPARE(std::string(batch.error().message.code), std::string("tooManyReferences"));
    }

    void countsOfPublicSystem()
    {
        TARASCOPE_NEEDS_SHARED("data/2-can-databases")
        const std::string bytes = shared("cantools__system-4.2.arxml");
        const Result<Batch> batch = readArxml(bytes, "system-4.2.arxml", Budget());
        QVERIFY2(batch.ok(), batch.ok() ? "" : batch.error().english().c_str());
        QCOMPARE(fault(*batch), std::string());
        QCOMPARE(reimportFault(*batch), std::string());
        QCOMPARE(countOf(*batch, Kind::component), 3);
        QCOMPARE(countOf(*batch, Kind::network), 1);
        QCOMPARE(typeOf(*batch, "bus:/Cluster/Cluster0"), QStringLiteral("canFd"));
        QCOMPARE(*itemOf(*batch, "bus:/Cluster/Cluster0")->attributes.get<std::int64_t>(fieldOf(*batch, "x-can-messages")), 8);
        QVERIFY(!lineOf(batch->skipped, "arxmlDangling"));
        QCOMPARE(linksOf(*batch).size(), 3);
        const TextList sends{"0x3E9 AlarmStatus"}; // network management says so
        QCOMPARE(*itemOf(*batch, "node:/ECU/Guard")->attributes.get<TextList>(fieldOf(*batch, "x-can-sends")), sends);
        QVERIFY(textOf(*batch, "bus:/Cluster/Cluster0", "x-can-comments").find("secured onboard communication") !=
                std::string::npos);
        // Each of the file's signals is in the matrix.
        const Result<XmlDocument> document = readXml(bytes, "system-4.2.arxml", Budget());
        QVERIFY(document.ok());
        LossReport none;
        const ArxmlIndex index(*document, none);
        const auto count = [&](const char *tag) { return int(index.all(tag).size()); };
        const QList<int> counts{count("ECU-INSTANCE"),   count("CAN-CLUSTER"),           count("CAN-PHYSICAL-CHANNEL"),
                                count("CAN-FRAME"),      count("CAN-FRAME-TRIGGERING"),  count("I-SIGNAL-I-PDU"),
                                count("SECURED-I-PDU"),  count("CONTAINER-I-PDU"),       count("I-SIGNAL"),
                                count("SYSTEM-SIGNAL")};
        QCOMPARE(counts, QList<int>({3, 1, 1, 8, 8, 7, 1, 1, 19, 13}));
        const std::string matrix = textOf(*batch, "bus:/Cluster/Cluster0", "x-can-matrix");
        for (const XmlElement *signal : index.all("I-SIGNAL"))
            QVERIFY2(matrix.find(std::string(signal->textOf("SHORT-NAME")) + " ") != std::string::npos,
                     std::string(signal->textOf("SHORT-NAME")).c_str());
    }

    void publicFilesThatAreNotSystems()
    {
        TARASCOPE_NEEDS_SHARED("data/2-can-databases")
        const Result<Batch> dangling = read(shared("cantools__system-dangling-reference-4.2.arxml"));
        QVERIFY(dangling.ok());
        QCOMPARE(countOf(*dangling, Kind::network), 1);
        QCOMPARE(lineOf(dangling->skipped, "arxmlDangling")->what, std::string("/PackageDoesNotExist/Message1"));
        QCOMPARE(lineOf(dangling->skipped, "arxmlDangling")->where.text(), std::string("car.arxml:18:23"));
        const Result<Batch> ecuc = read(shared("canmatrix__MyECU.ecuc.arxml"));
        QVERIFY(!ecuc.ok());
        QCOMPARE(ecuc.error().english(), std::string("car.arxml:76:9: this is an ECU configuration (21 modules), no system "
                                                     "description: it has neither ECU instances nor clusters"));
        const Result<Batch> fibex = read(shared("dlt-core__dlt-messages.xml"));
        QVERIFY(!fibex.ok());
        QCOMPARE(std::string(fibex.error().message.code), std::string("arxmlFibex"));
        QCOMPARE(fibex.error().where.text(), std::string("car.arxml:2:1"));
    }
};

TARASCOPE_TEST(ArxmlTest)
#include "arxmltest.moc"
