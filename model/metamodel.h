#pragma once
#include "model/result.h"
#include "model/value.h"

#include <span>
#include <string_view>
#include <vector>

/// The metamodel: THE table of kinds, attributes and links. Forms, tables, filters, import, validation and JSON read
/// it; adding a kind or an attribute is a change in metamodel.h (its name) and metamodel.cpp (its row).

// clang-format off
#define TARASCOPE_KINDS(X) \
    X(api) X(apiVersion) X(endpoint) X(objectType) X(command) X(businessFlow) \
    X(role) X(application) X(vehicleIdentity) X(workload) X(tenant) X(credential) X(relationshipKind) X(attackerProfile) \
    X(service) X(dataStore) X(messageBroker) X(thirdParty) X(adminPlane) X(zone) \
    X(vehicleModel) X(softwareVersion) X(component) X(network) X(vehicleFunction) \
    X(dataAsset) \
    X(damageScenario) X(threatScenario) X(attackStep) X(treatment) X(goal) X(claim) X(requirement) X(assumption) \
    X(control) X(testCase) X(vulnerability) X(finding) X(incident)

#define TARASCOPE_LINK_KINDS(X) \
    X(hasVersion) X(exposes) X(calls) X(handledBy) X(invokes) X(dispatches) X(actuates) X(touches) X(issues) \
    X(connectsTo) X(updates) X(attachedTo) X(routes) X(carries) X(performs) X(stores) X(grants) \
    X(reads) X(administers) X(runsAs) X(authenticatesWith) \
    X(memberOf) X(uses) X(permits) X(needsRelationship) X(inZone) X(installedOn) X(partOf) X(dependsOn) \
    X(startsAt) X(actsAs) X(runsIn) X(guards) X(verifies) X(affects) X(demonstrates) X(requires_) X(achieves) \
    X(targets) X(realizes) X(treats) X(leadsTo) X(refines) X(allocatedTo) X(satisfies) X(assumes) X(cites)

#define TARASCOPE_ATTRIBUTES(X) \
    X(businessFunction) X(owner) X(exposure) X(regions) X(environment) X(partner) X(lastReview) X(reviewValidDays) \
    X(impact) X(expectedRate) X(expectedVolume) X(logging) X(traced) X(semanticAbuseControls) X(exceptions) \
    X(version) X(schemaDigest) X(lifecycle) X(deprecatedOn) X(sunsetOn) X(migrationPlan) X(supportCommitment) \
    X(method) X(host) X(path) X(protocol) X(dataClass) X(sensitiveFlow) X(bulkCapable) X(maxTargets) X(authentication) \
    X(scopes) X(requiredAssurance) X(stepUpMaxAge) X(rateLimits) X(deprecated) \
    X(sensitivity) X(guessableIdentifier) X(riskClass) X(physicalEffect) X(permission) X(requiresStepUp) X(ttl) \
    X(idempotent) X(replayProtected) X(requiresConfirmation) X(allowedVehicleStates) X(forbiddenRegions) \
    X(abuseCases) X(semanticLimits) X(kind) X(evidenceRequirement) X(clientId) X(redirectPolicy) X(attestation) \
    X(approved) X(credentialBinding) X(provisioning) X(rotation) X(replacement) X(decommissioning) X(serviceIdentity) \
    X(namespaceName) X(privileged) X(authenticatesBy) X(isolation) X(audience) X(lifetime) X(rotatedOn) X(sharedBy) \
    X(hardwareBound) X(senderConstrained) X(revocable) X(revocationPath) X(validityRule) X(enabled) X(startingPoint) \
    X(satisfies) X(resources) X(motive) X(technology) X(region) X(failMode) X(fleetSize) X(markets) X(ecuSet) \
    X(type) X(supplier) X(partNumber) X(asil) X(safetyRelevant) X(operatingStates) X(classification) X(personalData) \
    X(properties) X(impactRationale) X(stakeholderImpact) X(operationalSituation) X(property) X(stride) X(cause) \
    X(scale) X(outsideAllowedStates) X(refs) X(rating) X(rationale) X(notCredible) X(factorRationale) X(gate) X(observedInField) \
    X(decision) X(expiry) X(approval) X(cal) X(text) X(allocation) X(status) X(verification) X(cost) X(resistance) \
    X(removes) X(stableTestId) X(suite) X(dimensions) X(expected) X(brokenLinks) X(procedure) X(ids) X(severity) \
    X(vector) X(reportedOn) X(fixedOn) X(detector) X(evidencePointers) \
    X(access) X(outRating) X(via) X(own) X(chainLink) X(step) X(against) X(condition) X(catalogue) X(entry)
// clang-format on

namespace tarascope {

#define TARASCOPE_ENUMERATOR(name) name,
enum class Kind : std::uint8_t { TARASCOPE_KINDS(TARASCOPE_ENUMERATOR) };
enum class LinkKind : std::uint8_t { TARASCOPE_LINK_KINDS(TARASCOPE_ENUMERATOR) };
/// Attributes by name; the same name on two kinds may have two types, so the row is looked up by (kind, name).
enum class Attr : std::uint16_t { TARASCOPE_ATTRIBUTES(TARASCOPE_ENUMERATOR) };
#undef TARASCOPE_ENUMERATOR

#define TARASCOPE_COUNT(name) +1
inline constexpr int kindCount = 0 TARASCOPE_KINDS(TARASCOPE_COUNT);
inline constexpr int linkKindCount = 0 TARASCOPE_LINK_KINDS(TARASCOPE_COUNT);
inline constexpr int attributeCount = 0 TARASCOPE_ATTRIBUTES(TARASCOPE_COUNT);
#undef TARASCOPE_COUNT

/// A built-in attribute, or an own field of the project: own fields count from `firstField` up, the place of their
/// definition in Graph::fields().
struct AttributeId {
    static constexpr std::uint16_t firstField = 0x4000;
    std::uint16_t value = 0;

    constexpr AttributeId() = default;
    constexpr AttributeId(Attr attr) : value(static_cast<std::uint16_t>(attr)) {}
    static constexpr AttributeId ofField(std::size_t place)
    {
        AttributeId id;
        id.value = static_cast<std::uint16_t>(firstField + place);
        return id;
    }
    constexpr bool isField() const { return value >= firstField; }
    constexpr std::size_t fieldPlace() const { return static_cast<std::size_t>(value - firstField); }
    auto operator<=>(const AttributeId &) const = default;
};

enum class Group : std::uint8_t { api, identity, backend, vehicle, asset, tara, assurance, incident };
std::string_view groupName(Group group);

/// The form of an attribute's value; says which alternative of Value it is.
enum class AttributeType : std::uint8_t {
    Text,       ///< std::string, one line
    LongText,   ///< std::string, plain text or Markdown
    Bool,       ///< bool
    Integer,    ///< std::int64_t
    Real,       ///< double
    Day,        ///< Date
    Enum,       ///< Choice
    TextList,   ///< TextList
    EnumList,   ///< ChoiceList
    Rating,     ///< Rating
    Impact,     ///< Impact
    ChainLinks, ///< ChainLinks: ["L1"] or {"L3":"tenant"}
    LinkRef,    ///< Uid of a link
    ItemRef,    ///< Uid of an item
    ItemRefs,   ///< RefList of items
    Row,        ///< Row, columns as declared
    Rows        ///< Rows, columns as declared
};
std::string_view attributeTypeName(AttributeType type);

/// A column of a nested row. `open` rows take any further column as text.
struct ColumnDef {
    std::string_view name;
    AttributeType type = AttributeType::Text; ///< Text, Integer, Enum or ItemRef
    std::vector<std::string_view> choices;
};

struct AttributeDef {
    Attr attr{};
    AttributeType type = AttributeType::Text;
    std::vector<std::string_view> choices; ///< names of an Enum or EnumList, in their order
    std::vector<ColumnDef> columns;        ///< of Row and Rows
    bool openColumns = false;
    bool required = false;  ///< the inventory is incomplete without it
    std::string_view unit;  ///< "days", "vehicles"; empty: none
    std::string_view help;  ///< one sentence, marked for translation
    std::string_view label; ///< words for people; made from the name where empty

    std::string_view name() const;
};

struct KindDef {
    Kind kind{};
    std::string_view prefix; ///< of keys: "EP" in EP-104
    Group group{};
    std::string_view title;  ///< "Endpoint", marked for translation
    std::string_view plural; ///< "Endpoints"
    std::string_view help;
    std::vector<AttributeDef> attributes;
    bool position = false; ///< an attacker can have it (attack-paths 1)

    std::string_view name() const;
    const AttributeDef *find(Attr attr) const;
    const AttributeDef *find(std::string_view name) const;
};

struct LinkDef {
    LinkKind kind{};
    std::vector<Kind> from; ///< empty: any
    std::vector<Kind> to;   ///< empty: any
    bool attack = false;    ///< the attacker can move along it
    std::string_view forward;  ///< words from the first end: "invokes"
    std::string_view backward; ///< words from the second end: "invoked by"
    std::vector<AttributeDef> attributes;
    /// Pairs of ends that are allowed where not every `from` may go to every `to`; empty: all.
    std::vector<std::pair<Kind, Kind>> pairs;

    std::string_view name() const;
    bool allows(Kind fromKind, Kind toKind) const;
    const AttributeDef *find(Attr attr) const;
    const AttributeDef *find(std::string_view name) const;
};

/// All kinds in the order of Kind, all links in the order of LinkKind.
std::span<const KindDef> kinds();
std::span<const LinkDef> linkKinds();
const KindDef &kindDef(Kind kind);
const LinkDef &linkDef(LinkKind kind);
const KindDef *findKind(std::string_view name);
const LinkDef *findLinkKind(std::string_view name);
const KindDef *findKindByPrefix(std::string_view prefix);
std::string_view attributeName(Attr attr);
std::optional<Attr> findAttribute(std::string_view name);
/// "Business function" from "businessFunction", for attributes without a label of their own.
std::string attributeLabel(const AttributeDef &def);

/// Prefix and number of a key such as "EP-104"; nothing when the text has another form. Numbers are 1..999,999,999
/// without leading zeros.
struct KeyParts {
    std::string_view prefix;
    std::int64_t number = 0;
};
std::optional<KeyParts> keyParts(std::string_view key);

/// The sentence that refuses a link: what was asked and which ends are allowed.
Message linkRefusal(LinkKind kind, Kind from, Kind to);

} // namespace tarascope
