#include "importers/tosca.h"

#include "tests/importers/reimport.h"
#include "tests/importers/soundbatch.h"
#include "tests/testmain.h"

#include <stop_token>

using namespace tarascope;

namespace {

std::string car() { return bytesOf(QStringLiteral(TARASCOPE_SOURCE_DIR "/tests/corpus/tosca/car.yaml")); }

Result<Batch> read(const std::string &bytes) { return readTosca(bytes, "car.yaml", Budget()); }

QStringList linksOf(const Batch &batch)
{
    QStringList links;
    for (const BatchLink &link : batch.links)
        links << QString::fromStdString(std::string(linkDef(link.kind).name()) + " " + link.from + " " + link.to);
    links.sort();
    return links;
}

/// "component zoneController"
QString kindOf(const Batch &batch, const char *id)
{
    const BatchItem *item = itemOf(batch, id);
    if (!item)
        return QStringLiteral("none");
    QString words = QString::fromUtf8(kindDef(item->kind).name().data());
    if (const Choice *choice = item->attributes.get<Choice>(Attr::type))
        words += QLatin1Char(' ') + QString::fromUtf8(kindDef(item->kind).find(Attr::type)->choices.at(choice->index).data());
    return words;
}

} // namespace

class ToscaTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nodesHaveKindsByTheirTypes()
    {
        const Result<Batch> batch = read(car());
        QVERIFY2(batch.ok(), batch.ok() ? "" : batch.error().english().c_str());
        QCOMPARE(fault(*batch), std::string());
        QCOMPARE(kindOf(*batch, "node:wiper"), QStringLiteral("component actuator"));
        QCOMPARE(kindOf(*batch, "node:zone"), QStringLiteral("component zoneController"));
        QCOMPARE(kindOf(*batch, "node:body_can"), QStringLiteral("network can"));
        QCOMPARE(kindOf(*batch, "node:spine"), QStringLiteral("network"));
        QCOMPARE(kindOf(*batch, "node:zone_os"), QStringLiteral("softwareVersion"));
        QCOMPARE(kindOf(*batch, "node:backend"), QStringLiteral("service"));
        QCOMPARE(kindOf(*batch, "node:store"), QStringLiteral("dataStore"));
        QCOMPARE(kindOf(*batch, "node:amazon"), QStringLiteral("thirdParty"));
        QCOMPARE(kindOf(*batch, "node:model"), QStringLiteral("vehicleModel"));
        QCOMPARE(kindOf(*batch, "node:riddle"), QStringLiteral("none"));
        QCOMPARE(itemOf(*batch, "node:wiper")->description, std::string("Wipes"));
        QVERIFY(itemOf(*batch, "group:front")->attributes.get<Choice>(Attr::kind));
        QVERIFY(!itemOf(*batch, "group:backend")->attributes.get<Choice>(Attr::kind)); // the file does not say
    }

    void requirementsBecomeLinks()
    {
        const Result<Batch> batch = read(car());
        QVERIFY(batch.ok());
        QCOMPARE(linksOf(*batch), QStringList({QStringLiteral("attachedTo node:wiper node:body_can"),
                                               QStringLiteral("attachedTo node:zone node:body_can"),
                                               QStringLiteral("connectsTo node:backend node:zone"),
                                               QStringLiteral("dependsOn node:backend node:amazon"),
                                               QStringLiteral("inZone node:backend group:backend"),
                                               QStringLiteral("inZone node:wiper group:front"),
                                               QStringLiteral("installedOn node:zone_os node:zone"),
                                               QStringLiteral("reads node:backend node:store")}));
        const TextList rest{"bus: nowhere", "runtime: zone_app", "other: riddle"};
        const AttributeId field = [&] {
            for (std::size_t i = 0; i < batch->fields.size(); ++i)
                if (batch->fields[i].name == "x-tosca-requirements" && batch->fields[i].kind == Kind::component)
                    return AttributeId::ofField(i);
            return AttributeId();
        }();
        QCOMPARE(*itemOf(*batch, "node:wiper")->attributes.get<TextList>(field), rest);
    }

    void tellsWhatIsNotTaken()
    {
        const Result<Batch> batch = read(car());
        QVERIFY(batch.ok());
        QStringList targets;
        for (const LossEntry &line : batch->skipped)
            if (std::string_view(line.why.code) == "toscaNoTarget")
                targets << QString::fromStdString(line.what + " @" + line.where.text());
        QCOMPARE(targets, QStringList({QStringLiteral("bus: nowhere @car.yaml:19:16 /service_template/node_templates/wiper/"
                                                      "requirements/1/bus"),
                                       QStringLiteral("other: riddle @car.yaml:21:18 /service_template/node_templates/wiper/"
                                                      "requirements/3/other")}));
        QCOMPARE(lineOf(batch->skipped, "toscaType")->what, std::string("riddle"));
        QCOMPARE(lineOf(batch->skipped, "toscaNoMember")->what, std::string("nobody"));
        QCOMPARE(lineOf(batch->skipped, "toscaMember")->what, std::string("properties"));
        QCOMPARE(lineOf(batch->skipped, "toscaPart")->why.args, std::vector<std::string>{"2"});
        QCOMPARE(lineOf(batch->skipped, "toscaImports")->why.args, std::vector<std::string>{"1"});
        QVERIFY(lineOf(batch->kept, "toscaConnects"));
        QVERIFY(lineOf(batch->kept, "toscaNoLink"));
    }

    void refusesBroken_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("place");
        QTest::addColumn<QString>("code");
        const auto row = [](const char *name, const QByteArray &bytes, const char *place, const char *code) {
            QTest::newRow(name) << bytes << QString::fromLatin1(place) << QString::fromLatin1(code);
        };
        const QByteArray head = "tosca_definitions_version: a\n";
        row("another document", "a: b\n", "car.yaml:1:1", "notTosca");
        row("types only", head + "node_types: {}\n", "car.yaml:1:28 /tosca_definitions_version", "toscaNoTopology");
        row("no object", head + "topology_template: x\n", "car.yaml:2:20 /topology_template", "wrongType");
        row("nodes as a list", head + "topology_template:\n  node_templates: []\n",
            "car.yaml:3:19 /topology_template/node_templates", "wrongType");
        row("node without a type", head + "topology_template:\n  node_templates: {a: b}\n",
            "car.yaml:3:23 /topology_template/node_templates/a", "wrongType");
        row("requirement", head + "topology_template:\n  node_templates:\n    a: {type: can, requirements: [b]}\n",
            "car.yaml:4:35 /topology_template/node_templates/a/requirements/0", "wrongType");
        row("members", head + "topology_template:\n  groups: {a: {type: b, members: c}}\n",
            "car.yaml:3:34 /topology_template/groups/a/members", "wrongType");
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

    // 16 node templates: 7 of hardware, sensors and actuators, 4 networks, 3 of software, a service and its provider.
    void countsOfPublicFile()
    {
        TARASCOPE_NEEDS_SHARED("data/8-vehicle-architecture")
        const QString folder = QStringLiteral(TARASCOPE_SHARED_DIR "/data/8-vehicle-architecture/");
        const Result<Batch> batch =
            readTosca(bytesOf(folder + QStringLiteral("sofdcar__zone_service-template.yaml")), "zone.yaml", Budget());
        QVERIFY2(batch.ok(), batch.ok() ? "" : batch.error().english().c_str());
        QCOMPARE(fault(*batch), std::string());
        QCOMPARE(reimportFault(*batch), std::string());
        QCOMPARE(countOf(*batch, Kind::component), 7);
        QCOMPARE(countOf(*batch, Kind::network), 4);
        QCOMPARE(countOf(*batch, Kind::softwareVersion), 3);
        QCOMPARE(countOf(*batch, Kind::service), 1);
        QCOMPARE(countOf(*batch, Kind::thirdParty), 1);
        QCOMPARE(countOf(*batch, Kind::zone), 4);
        QCOMPARE(batch->items.size(), std::size_t(16 + 4));
        std::map<LinkKind, int> links;
        for (const BatchLink &link : batch->links)
            ++links[link.kind];
        QCOMPARE(links[LinkKind::attachedTo], 10);
        QCOMPARE(links[LinkKind::installedOn], 3);
        QCOMPARE(links[LinkKind::inZone], 16);
        QCOMPARE(links[LinkKind::dependsOn], 1);
        QCOMPARE(links[LinkKind::connectsTo], 1);
        const Result<Batch> profile = read(bytesOf(folder + QStringLiteral("sofdcar__tosca-profile-core.yaml")));
        QVERIFY(!profile.ok());
        QCOMPARE(std::string(profile.error().message.code), std::string("toscaNoTopology"));
        QCOMPARE(profile.error().where.line, 1);
    }
};

TARASCOPE_TEST(ToscaTest)
#include "toscatest.moc"
