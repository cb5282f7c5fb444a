#include "model/metamodeltable.h"

// The links with their allowed ends; `true` where an attacker can move along it (attack-paths 1).
#define SAY(sentence) QT_TRANSLATE_NOOP("metamodel", sentence)

namespace tarascope {

namespace {

using K = Kind;
using Kinds = std::vector<Kind>;
using Pairs = std::vector<std::pair<Kind, Kind>>;

const Kinds positions{K::application, K::endpoint, K::command,   K::service, K::workload,   K::dataStore,
                      K::messageBroker, K::thirdParty, K::adminPlane, K::component, K::network, K::credential,
                      K::objectType, K::dataAsset, K::vehicleFunction, K::attackStep};

Kinds assets()
{
    Kinds kinds = positions;
    kinds.back() = K::vehicleIdentity; // every position but the attack step, and the vehicle identity
    return kinds;
}

AttributeRow linkRating() { return rating(Attr::rating).say(SAY("How hard the step along this link is; unrated: the default of its rule.")); }
AttributeRow rationale() { return longText(Attr::rationale); }
AttributeRow notCredible() { return longText(Attr::notCredible).say(SAY("Why no attack goes this way. With a reason here the step is struck: it counts in no attack path, and every result says so.")); }
AttributeRow chainLinks() { return attribute(Attr::satisfies, AttributeType::ChainLinks); }
AttributeRow scale(std::vector<std::string_view> choices) { return enumeration(Attr::scale, std::move(choices)); }
const std::vector<std::string_view> scales{"vehicle", "tenant", "fleet"};
const std::vector<std::string_view> accessChoices{"read", "write", "both"};
const std::vector<std::string_view> chainLinkNames{"L1", "L2", "L3", "L4", "L5", "L6", "L7", "L8"};
const std::vector<std::string_view> securityProperties{"confidentiality", "integrity",     "availability",
                                                       "authenticity",    "authorization", "nonRepudiation"};

std::vector<LinkDef> attackLinks()
{
    return {
        {LinkKind::hasVersion, {K::api}, {K::apiVersion}, false, SAY("has version"), SAY("version of"), {}, {}},
        {LinkKind::exposes, {K::apiVersion}, {K::endpoint}, false, SAY("exposes"), SAY("exposed by"), {}, {}},
        {LinkKind::calls, {K::application, K::service, K::workload, K::thirdParty}, {K::endpoint, K::service}, true, SAY("calls"), SAY("called by"), {linkRating(), rationale(), notCredible()}, {}},
        {LinkKind::handledBy, {K::endpoint}, {K::service}, true, SAY("handled by"), SAY("handles"), {linkRating(), rationale(), notCredible()}, {}},
        {LinkKind::invokes, {K::endpoint}, {K::command}, true, SAY("invokes"), SAY("invoked by"), {linkRating(), rationale(), notCredible()}, {}},
        {LinkKind::dispatches, {K::service}, {K::command}, true, SAY("dispatches"), SAY("dispatched by"), {linkRating(), rationale(), notCredible()}, {}},
        {LinkKind::actuates, {K::command}, {K::vehicleFunction, K::component}, true, SAY("actuates"), SAY("actuated by"), {linkRating(), rationale(), notCredible()}, {}},
        {LinkKind::touches, {K::endpoint}, {K::objectType, K::dataAsset}, true, SAY("touches"), SAY("touched by"), {enumeration(Attr::access, accessChoices).say(SAY("Unsaid: read for GET, else both.")), linkRating(), rationale(), notCredible()}, {}},
        {LinkKind::issues, {K::endpoint}, {K::credential}, true, SAY("issues"), SAY("issued by"), {linkRating(), rationale(), notCredible()}, {}},
        {LinkKind::connectsTo, {K::service, K::messageBroker}, {K::component}, true, SAY("connects to"), SAY("connected from"), {linkRating(), rationale(), notCredible()}, {}},
        {LinkKind::updates, {K::service}, {K::component}, true, SAY("updates"), SAY("updated by"), {linkRating(), rationale(), notCredible()}, {}},
        {LinkKind::attachedTo, {K::component}, {K::network}, true, SAY("attached to"), SAY("connects"),
         {linkRating().say(SAY("From the network into the component.")), rating(Attr::outRating).say(SAY("From the component onto the network.")), rationale(), notCredible()}, {}},
        {LinkKind::routes, {K::network}, {K::network}, true, SAY("routes to"), SAY("routed from"), {attribute(Attr::via, AttributeType::ItemRef).say(SAY("The gateway that passes messages on.")), linkRating(), rationale(), notCredible()}, {}},
        {LinkKind::carries, {K::network}, {K::vehicleFunction}, true, SAY("carries"), SAY("carried by"), {linkRating(), rationale(), notCredible()}, {}},
        {LinkKind::performs, {K::component}, {K::vehicleFunction}, true, SAY("performs"), SAY("performed by"), {linkRating(), rationale(), notCredible()}, {}},
        {LinkKind::stores, {K::service, K::dataStore, K::component, K::application}, {K::credential, K::dataAsset}, true, SAY("stores"), SAY("stored in"), {linkRating(), rationale(), notCredible()}, {}},
        {LinkKind::grants, {K::credential, K::dataAsset}, {K::endpoint, K::command, K::service, K::component, K::network, K::control}, true, SAY("grants"), SAY("granted by"), {chainLinks().say(SAY("Chain links it passes at an endpoint or command; unsaid: L1, L2.")), linkRating(), rationale(), notCredible()}, {}},
        {LinkKind::reads, {K::service}, {K::dataStore}, true, SAY("reads"), SAY("read by"), {linkRating(), rationale(), notCredible()}, {}},
        {LinkKind::administers, {K::adminPlane}, {K::service, K::component}, true, SAY("administers"), SAY("administered by"), {linkRating(), rationale(), notCredible()}, {}},
        {LinkKind::runsAs, {K::service}, {K::workload}, true, SAY("runs as"), SAY("identity of"), {linkRating(), rationale(), notCredible()}, {}},
        {LinkKind::authenticatesWith, {K::application, K::workload, K::vehicleIdentity, K::role}, {K::credential}, false, SAY("authenticates with"), SAY("authenticates"), {}, {}},
    };
}

std::vector<LinkDef> identityLinks()
{
    return {
        {LinkKind::memberOf, {K::role}, {K::tenant}, false, SAY("member of"), SAY("has member"), {}, {}},
        {LinkKind::uses, {K::role}, {K::application}, false, SAY("uses"), SAY("used by"), {}, {}},
        {LinkKind::permits, {K::role}, {K::command, K::endpoint}, false, SAY("permits"), SAY("permitted to"), {text(Attr::condition)}, {}},
        {LinkKind::needsRelationship, {K::command, K::endpoint}, {K::relationshipKind}, false, SAY("needs relationship"), SAY("needed by"), {}, {}},
        {LinkKind::inZone, {}, {K::zone}, false, SAY("in zone"), SAY("holds"), {}, {}},
        {LinkKind::installedOn, {K::softwareVersion}, {K::component}, false, SAY("installed on"), SAY("runs"), {}, {}},
        {LinkKind::partOf, {K::component, K::endpoint}, {K::vehicleModel, K::businessFlow}, false, SAY("part of"), SAY("has part"), {}, Pairs{{K::component, K::vehicleModel}, {K::endpoint, K::businessFlow}}},
        {LinkKind::dependsOn, {K::api, K::service}, {K::api, K::service, K::thirdParty}, false, SAY("depends on"), SAY("needed by"), {}, {}},
        {LinkKind::startsAt, {K::attackerProfile}, positions, true, SAY("starts at"), SAY("start of"),
         {chainLinks().say(SAY("Chain links passed honestly from here; unsaid: the profile's.")), yesNo(Attr::own).say(SAY("The attacker's own app instance or car.")),
          scale(scales), linkRating().say(SAY("What it takes to become this attacker here.")), rationale(), notCredible()}, {}},
        {LinkKind::actsAs, {K::attackerProfile}, {K::role, K::relationshipKind, K::tenant}, false, SAY("acts as"), SAY("acted by"), {}, {}},
    };
}

std::vector<LinkDef> assuranceLinks()
{
    return {
        {LinkKind::runsIn, {K::control}, {}, true, SAY("runs in"), SAY("runs control"), {}, {}},
        {LinkKind::guards, {K::control}, {}, false, SAY("guards"), SAY("guarded by"),
         {attribute(Attr::step, AttributeType::LinkRef).say(SAY("Guards this one link only.")), enumeration(Attr::chainLink, chainLinkNames).say(SAY("The chain link it enforces.")),
          scale(scales).say(SAY("Counts from this scale up.")), attribute(Attr::against, AttributeType::ItemRefs).say(SAY("Counts against these profiles only."))}, {}},
        {LinkKind::verifies, {K::testCase}, {K::control, K::endpoint, K::command, K::requirement}, false, SAY("verifies"), SAY("verified by"), {}, {}},
        {LinkKind::affects, {K::vulnerability, K::finding, K::incident}, {}, false, SAY("affects"), SAY("affected by"), {chainLinks().say(SAY("Chain links it passes at an endpoint or command."))}, {}},
        {LinkKind::demonstrates, {K::incident, K::finding}, {K::attackStep}, false, SAY("demonstrates"), SAY("demonstrated by"), {}, {}},
        {LinkKind::requires_, {K::attackStep}, positions, false, SAY("requires"), SAY("required by"), {}, {}},
        {LinkKind::achieves, {K::attackStep}, positions, true, SAY("achieves"), SAY("achieved by"), {enumeration(Attr::access, accessChoices), linkRating(), rationale(), notCredible()}, {}},
        {LinkKind::targets, {K::threatScenario}, assets(), false, SAY("targets"), SAY("target of"), {enumeration(Attr::property, securityProperties)}, {}},
        {LinkKind::realizes, {K::threatScenario}, {K::damageScenario}, false, SAY("realizes"), SAY("realized by"), {}, {}},
        {LinkKind::treats, {K::treatment}, {K::threatScenario}, false, SAY("treats"), SAY("treated by"), {}, {}},
        {LinkKind::leadsTo, {K::treatment}, {K::goal, K::claim}, false, SAY("leads to"), SAY("follows from"), {}, {}},
        {LinkKind::refines, {K::goal, K::requirement}, {K::requirement}, false, SAY("refines into"), SAY("refines"), {}, {}},
        {LinkKind::allocatedTo, {K::requirement}, {}, false, SAY("allocated to"), SAY("carries requirement"), {}, {}},
        {LinkKind::satisfies, {K::control}, {K::requirement, K::goal}, false, SAY("satisfies"), SAY("satisfied by"), {}, {}},
        {LinkKind::assumes, {}, {K::assumption}, false, SAY("assumes"), SAY("assumed by"), {}, {}},
        {LinkKind::cites, {}, {}, false, SAY("cites"), SAY("cited by"), {text(Attr::catalogue), text(Attr::entry), text(Attr::version)}, {}},
    };
}

} // namespace

std::vector<LinkDef> makeLinkKinds()
{
    std::vector<LinkDef> all;
    for (auto *group : {&attackLinks, &identityLinks, &assuranceLinks})
        for (LinkDef &link : (*group)())
            all.push_back(std::move(link));
    return all;
}

} // namespace tarascope
