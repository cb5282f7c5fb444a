#include "views/kindlook.h"

#include "views/icons.h"

#include <QtCore/QCoreApplication>

namespace tarascope {

std::string_view kindIconName(Kind kind)
{
    switch (kind) {
    case Kind::api:
    case Kind::application: return "apis";
    case Kind::apiVersion: return "api";
    case Kind::endpoint: return "endpoint";
    case Kind::objectType: return "focus";
    case Kind::command: return "command";
    case Kind::businessFlow: return "jobs";
    case Kind::role: return "identity";
    case Kind::attackerProfile: return "identities";
    case Kind::vehicleIdentity:
    case Kind::vehicleModel: return "vehicle";
    case Kind::tenant: return "fleet";
    case Kind::credential: return "credential";
    case Kind::relationshipKind: return "link";
    case Kind::workload:
    case Kind::service:
    case Kind::dataStore: return "backend";
    case Kind::messageBroker: return "architecture";
    case Kind::thirdParty: return "export";
    case Kind::adminPlane: return "settings";
    case Kind::zone: return "lock";
    case Kind::softwareVersion: return "import";
    case Kind::component: return "ecu";
    case Kind::network: return "network";
    case Kind::vehicleFunction: return "function";
    case Kind::dataAsset:
    case Kind::requirement: return "reports";
    case Kind::damageScenario: return "damage";
    case Kind::threatScenario: return "threat";
    case Kind::attackStep: return "paths";
    case Kind::treatment: return "tara";
    case Kind::goal: return "pin";
    case Kind::claim: return "check";
    case Kind::assumption: return "open-ring";
    case Kind::control: return "control";
    case Kind::testCase: return "test";
    case Kind::vulnerability: return "problems";
    case Kind::finding: return "evidence";
    case Kind::incident: return "incident";
    }
    return "more";
}

namespace {

std::string_view familyOf(Group group)
{
    switch (group) {
    case Group::api: return "api";
    case Group::identity: return "identity";
    case Group::backend:
    case Group::asset: return "backend";
    case Group::vehicle: return "vehicle";
    case Group::tara: return "tara";
    case Group::assurance: return "assurance";
    case Group::incident: return "incident";
    }
    return "backend";
}

} // namespace

std::string familyInk(Group group) { return "family." + std::string(familyOf(group)) + ".ink"; }
std::string familyTint(Group group) { return "family." + std::string(familyOf(group)) + ".tint"; }
std::string familyInk(Kind kind) { return familyInk(kindDef(kind).group); }

QIcon kindIcon(const Palette &palette, Kind kind) { return makeIcon(palette, kindIconName(kind), familyInk(kind)); }

QString groupWords(Group group)
{
    static constexpr const char *words[] = {
        QT_TRANSLATE_NOOP("groups", "APIs"),      QT_TRANSLATE_NOOP("groups", "Identities"),
        QT_TRANSLATE_NOOP("groups", "Backend"),   QT_TRANSLATE_NOOP("groups", "Vehicle"),
        QT_TRANSLATE_NOOP("groups", "Assets"),    QT_TRANSLATE_NOOP("groups", "TARA"),
        QT_TRANSLATE_NOOP("groups", "Assurance"), QT_TRANSLATE_NOOP("groups", "Incidents")};
    return QCoreApplication::translate("groups", words[static_cast<std::size_t>(group)]);
}

} // namespace tarascope
