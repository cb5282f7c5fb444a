#include "model/metamodel.h"
#include "tests/testmain.h"

#include <map>
#include <set>

using namespace tarascope;

class MetamodelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // The prefixes as the model paper lists them: keys in users' files hang on them.
    void prefixesAreTheAgreedOnes()
    {
        const std::map<std::string, std::string> agreed{
            {"api", "API"}, {"apiVersion", "AV"}, {"endpoint", "EP"}, {"objectType", "OT"}, {"command", "CM"},
            {"businessFlow", "BF"}, {"role", "RO"}, {"application", "APP"}, {"vehicleIdentity", "VI"},
            {"workload", "WL"}, {"tenant", "TN"}, {"credential", "CR"}, {"relationshipKind", "RK"},
            {"attackerProfile", "AP"}, {"service", "SV"}, {"dataStore", "ST"}, {"messageBroker", "MB"},
            {"thirdParty", "TP"}, {"adminPlane", "PL"}, {"zone", "ZN"}, {"vehicleModel", "VM"},
            {"softwareVersion", "SW"}, {"component", "CO"}, {"network", "NW"}, {"vehicleFunction", "FN"},
            {"dataAsset", "DA"}, {"damageScenario", "DS"}, {"threatScenario", "TS"}, {"attackStep", "AS"},
            {"treatment", "TR"}, {"goal", "GO"}, {"claim", "CL"}, {"requirement", "RQ"}, {"assumption", "AM"},
            {"control", "CT"}, {"testCase", "TC"}, {"vulnerability", "VU"}, {"finding", "FI"}, {"incident", "IN"}};
        QCOMPARE(kinds().size(), agreed.size());
        for (const KindDef &kind : kinds())
            QCOMPARE(std::string(kind.prefix), agreed.at(std::string(kind.name())));
    }

    void tablesStandInTheOrderOfTheirEnumerations()
    {
        QCOMPARE(kinds().size(), std::size_t(kindCount));
        QCOMPARE(linkKinds().size(), std::size_t(linkKindCount));
        for (std::size_t i = 0; i < kinds().size(); ++i)
            QCOMPARE(kinds()[i].kind, static_cast<Kind>(i));
        for (std::size_t i = 0; i < linkKinds().size(); ++i)
            QCOMPARE(linkKinds()[i].kind, static_cast<LinkKind>(i));
    }

    void namesLeadBackToTheirRows()
    {
        for (const KindDef &kind : kinds()) {
            QCOMPARE(findKind(kind.name()), &kind);
            QCOMPARE(findKindByPrefix(kind.prefix), &kind);
            std::set<std::string_view> names;
            for (const AttributeDef &attribute : kind.attributes) {
                QVERIFY(names.insert(attribute.name()).second);
                QCOMPARE(kind.find(attribute.name()), &attribute);
                QCOMPARE(*findAttribute(attribute.name()), attribute.attr);
                const bool choice = attribute.type == AttributeType::Enum || attribute.type == AttributeType::EnumList;
                QCOMPARE(choice, !attribute.choices.empty());
            }
        }
        for (const LinkDef &link : linkKinds())
            QCOMPARE(findLinkKind(link.name()), &link);
        QCOMPARE(std::string(linkDef(LinkKind::requires_).name()), std::string("requires"));
    }

    void attackLinksAreThoseOfThePaper()
    {
        std::set<std::string> attack;
        for (const LinkDef &link : linkKinds())
            if (link.attack)
                attack.insert(std::string(link.name()));
        const std::set<std::string> agreed{"calls",      "handledBy", "invokes",  "dispatches", "actuates", "touches",
                                           "issues",     "connectsTo", "updates", "attachedTo", "routes",   "carries",
                                           "performs",   "stores",    "grants",   "reads",      "administers", "runsAs",
                                           "startsAt",   "runsIn",    "achieves"};
        QCOMPARE(attack, agreed);
    }

    void refusalNamesWhatIsAllowed()
    {
        QVERIFY(!linkDef(LinkKind::invokes).allows(Kind::command, Kind::endpoint));
        QCOMPARE(linkRefusal(LinkKind::invokes, Kind::command, Kind::endpoint).english(),
                 std::string("a link 'invokes' may not lead from command to endpoint; allowed is endpoint to command"));
        QVERIFY(linkDef(LinkKind::partOf).allows(Kind::component, Kind::vehicleModel));
        QVERIFY(!linkDef(LinkKind::partOf).allows(Kind::component, Kind::businessFlow));
        QVERIFY(linkDef(LinkKind::targets).allows(Kind::threatScenario, Kind::vehicleIdentity));
        QVERIFY(!linkDef(LinkKind::targets).allows(Kind::threatScenario, Kind::attackStep));
    }

    void keysHaveOneForm_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<int>("number");
        QTest::newRow("plain") << QStringLiteral("EP-104") << 104;
        QTest::newRow("no number") << QStringLiteral("EP-") << -1;
        QTest::newRow("leading zero") << QStringLiteral("EP-01") << -1;
        QTest::newRow("no prefix") << QStringLiteral("-1") << -1;
        QTest::newRow("no dash") << QStringLiteral("EP1") << -1;
        QTest::newRow("too long") << QStringLiteral("EP-1234567890") << -1;
        QTest::newRow("letters") << QStringLiteral("EP-1a") << -1;
    }

    void keysHaveOneForm()
    {
        QFETCH(QString, key);
        QFETCH(int, number);
        const std::string text = key.toStdString();
        const auto parts = keyParts(text);
        QCOMPARE(parts ? static_cast<int>(parts->number) : -1, number);
    }

    void labelsAreWords()
    {
        QCOMPARE(attributeLabel(*kindDef(Kind::api).find(Attr::businessFunction)), std::string("Business function"));
        QCOMPARE(attributeLabel(*kindDef(Kind::component).find(Attr::asil)), std::string("ASIL"));
    }
};

TARASCOPE_TEST(MetamodelTest)
#include "metamodeltest.moc"
