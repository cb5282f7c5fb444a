#include "importers/vss.h"

#include "tests/importers/reimport.h"
#include "tests/importers/soundbatch.h"
#include "tests/testmain.h"

#include <stop_token>

using namespace tarascope;

namespace {

std::string seed(const char *name)
{
    return bytesOf(QStringLiteral(TARASCOPE_SOURCE_DIR "/tests/corpus/vss/") + QString::fromLatin1(name));
}

Result<Batch> read(const std::string &bytes) { return readVss(bytes, "car.json", Budget()); }

std::string count(const std::vector<LossEntry> &lines, const char *code)
{
    const LossEntry *line = lineOf(lines, code);
    return line ? line->why.args.at(0) : std::string();
}

} // namespace

class VssTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void branchesWithSignalsAreDataAssets()
    {
        const Result<Batch> batch = read(seed("small.json"));
        QVERIFY2(batch.ok(), batch.ok() ? "" : batch.error().english().c_str());
        QCOMPARE(fault(*batch), std::string());
        QCOMPARE(batch->system, std::string("vss:car"));
        QCOMPARE(batch->items.size(), std::size_t(2));
        const BatchItem *door = itemOf(*batch, "Vehicle.Body.Door");
        QVERIFY(door);
        QCOMPARE(door->kind, Kind::dataAsset);
        QCOMPARE(door->description, std::string("A door"));
        QCOMPARE(door->where.text(), std::string("car.json:4:13 /Vehicle/children/Body/children/Door"));
        const auto list = [&](const BatchItem *item, const char *field) {
            return *item->attributes.get<TextList>(fieldOf(*batch, field));
        };
        QCOMPARE(list(door, "x-vss-actuators"), TextList{"IsLocked boolean"});
        QCOMPARE(list(door, "x-vss-sensors"), TextList{"IsOpen boolean"});
        QCOMPARE(list(door, "x-vss-attributes"), TextList{"Material string"});
        QCOMPARE(*door->attributes.get<std::string>(fieldOf(*batch, "x-vss-descriptions")),
                 std::string("IsLocked: Locked or not\n"));
        QCOMPARE(list(itemOf(*batch, "Vehicle"), "x-vss-sensors"), TextList{"Speed float km/h"});
    }

    void tellsWhatIsNotTaken()
    {
        const Result<Batch> batch = read(seed("small.json"));
        QVERIFY(batch.ok());
        QCOMPARE(count(batch->kept, "vssBranches"), std::string("2"));
        QCOMPARE(count(batch->kept, "vssGroups"), std::string("1"));
        QCOMPARE(count(batch->kept, "vssActuators"), std::string("1"));
        QCOMPARE(count(batch->kept, "vssSensors"), std::string("2"));
        QCOMPARE(count(batch->kept, "vssAttributes"), std::string("1"));
        QStringList types;
        for (const LossEntry &line : batch->skipped)
            if (std::string_view(line.why.code) == "vssType")
                types << QString::fromStdString(line.what);
        QCOMPARE(types, QStringList({QStringLiteral("Vehicle.Body.Door.Odd"), QStringLiteral("Lone")}));
        QCOMPARE(lineOf(batch->skipped, "vssPathTwice")->what, std::string("Vehicle.Body.Door"));
        QCOMPARE(lineOf(batch->skipped, "vssMember")->what, std::string("uuid"));
    }

    void readsYaml()
    {
        const Result<Batch> batch = readVss(seed("small.yaml"), "car.yaml", Budget());
        QVERIFY2(batch.ok(), batch.ok() ? "" : batch.error().english().c_str());
        QCOMPARE(*itemOf(*batch, "Vehicle")->attributes.get<TextList>(fieldOf(*batch, "x-vss-actuators")),
                 TextList{"IsOn boolean no"});
    }

    void refusesBroken_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("place");
        QTest::addColumn<QString>("code");
        QTest::newRow("another document") << QByteArray("{\"a\": 1}") << QStringLiteral("car.json:1:1") << QStringLiteral("notVss");
        QTest::newRow("children as a list")
            << QByteArray::fromStdString(seed("list.json")) << QStringLiteral("car.json:1:44 /Vehicle/children")
            << QStringLiteral("wrongType");
        QTest::newRow("a child that is none")
            << QByteArray("{\"A\": {\"type\": \"branch\", \"children\": {\"B\": 1}}}")
            << QStringLiteral("car.json:1:44 /A/children/B") << QStringLiteral("wrongType");
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

    // 425 actuators, 379 sensors, 106 attributes and 287 branches.
    void countsOfPublicFile()
    {
        TARASCOPE_NEEDS_SHARED("data/8-vehicle-architecture")
        const Result<Batch> batch =
            readVss(bytesOf(QStringLiteral(TARASCOPE_SHARED_DIR
                                           "/data/8-vehicle-architecture/kuksa-databroker__vss_release_4.0.json")),
                    "vss_release_4.0.json", Budget());
        QVERIFY2(batch.ok(), batch.ok() ? "" : batch.error().english().c_str());
        QCOMPARE(fault(*batch), std::string());
        QCOMPARE(reimportFault(*batch), std::string());
        QCOMPARE(count(batch->kept, "vssActuators"), std::string("425"));
        QCOMPARE(count(batch->kept, "vssSensors"), std::string("379"));
        QCOMPARE(count(batch->kept, "vssAttributes"), std::string("106"));
        QCOMPARE(std::stoi(count(batch->kept, "vssBranches")) + std::stoi(count(batch->kept, "vssGroups")), 287);
        std::size_t signalCount = 0;
        for (const BatchItem &item : batch->items)
            for (const char *field : {"x-vss-actuators", "x-vss-sensors", "x-vss-attributes"})
                if (const TextList *list = item.attributes.get<TextList>(fieldOf(*batch, field)))
                    signalCount += list->size();
        QCOMPARE(signalCount, std::size_t(425 + 379 + 106));
    }
};

TARASCOPE_TEST(VssTest)
#include "vsstest.moc"
