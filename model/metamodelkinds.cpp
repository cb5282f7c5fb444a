#include "model/metamodeltable.h"

// The kinds with their attributes. A sentence is shown as help beside the field and is marked for translation.
#define SAY(sentence) QT_TRANSLATE_NOOP("metamodel", sentence)

namespace tarascope {

namespace {

const std::vector<std::string_view> exposures{"internet", "partner", "vpn", "internal"};
const std::vector<std::string_view> loggingLevels{"none", "basic", "full"};
const std::vector<std::string_view> threeLevels{"low", "medium", "high"};
const std::vector<std::string_view> asilLevels{"QM", "A", "B", "C", "D"};
const std::vector<std::string_view> chainLinkNames{"L1", "L2", "L3", "L4", "L5", "L6", "L7", "L8"};
const std::vector<std::string_view> securityProperties{"confidentiality", "integrity",     "availability",
                                                       "authenticity",    "authorization", "nonRepudiation"};

AttributeRow chainLinks(Attr attr) { return attribute(attr, AttributeType::ChainLinks); }
AttributeRow exposure() { return enumeration(Attr::exposure, exposures).say(SAY("From where it can be reached.")); }
AttributeRow logging() { return enumeration(Attr::logging, loggingLevels).say(SAY("How much of each request is logged.")); }
AttributeRow traced() { return yesNo(Attr::traced).say(SAY("Each request carries a trace id through all services.")); }
AttributeRow safetyRelevant() { return yesNo(Attr::safetyRelevant).say(SAY("A fault or misuse can harm people.")); }
AttributeRow asil() { return enumeration(Attr::asil, asilLevels).named("ASIL").say(SAY("Automotive safety integrity level (ISO 26262).")); }

std::vector<KindDef> apiKinds()
{
    return {
        {Kind::api, "API", Group::api, SAY("API"), SAY("APIs"), SAY("A programming interface of the backend, in all its versions."),
         {text(Attr::businessFunction).need().say(SAY("What it is for.")), text(Attr::owner).need().say(SAY("Who answers for it.")),
          exposure().need(), list(Attr::regions).say(SAY("Where it is offered.")),
          enumeration(Attr::environment, {"prod", "stage", "test", "dev"}).need(), text(Attr::partner).say(SAY("The partner that uses it, if any.")),
          day(Attr::lastReview).need(), integer(Attr::reviewValidDays).in("days").say(SAY("A review is valid this long; 365 when unsaid.")),
          row(Attr::impact, {{"safety", AttributeType::Integer, {}}, {"privacy", AttributeType::Integer, {}}, {"financial", AttributeType::Integer, {}}, {"regulatory", AttributeType::Integer, {}}}).need().say(SAY("Worst effect of misuse, 0 none to 3 severe.")),
          real(Attr::expectedRate).in("1/s"), text(Attr::expectedVolume), logging().need(), traced(),
          longText(Attr::semanticAbuseControls).say(SAY("Limits on use that is valid call by call and abuse as a whole.")), longText(Attr::exceptions)}},
        {Kind::apiVersion, "AV", Group::api, SAY("API version"), SAY("API versions"), SAY("One published version of an API."),
         {text(Attr::version), text(Attr::schemaDigest).say(SAY("SHA-256 of the specification.")),
          enumeration(Attr::lifecycle, {"design", "active", "deprecated", "retired"}).need(), day(Attr::deprecatedOn), day(Attr::sunsetOn),
          longText(Attr::migrationPlan), text(Attr::supportCommitment)}},
        {Kind::endpoint, "EP", Group::api, SAY("Endpoint"), SAY("Endpoints"), SAY("One operation that a client can request."),
         {text(Attr::method).say(SAY("HTTP method or operation.")), text(Attr::host), text(Attr::path).named("Path template").say(SAY("Path with parameters in braces.")),
          enumeration(Attr::protocol, {"rest", "graphql", "grpc", "websocket", "mqtt", "webhook", "stream"}),
          exposure().say(SAY("From where it can be reached; overrides the API's.")),
          text(Attr::dataClass).need().say(SAY("Classification of the data that pass.")), yesNo(Attr::sensitiveFlow).say(SAY("Part of a flow worth abusing.")),
          yesNo(Attr::bulkCapable).say(SAY("One request can reach several vehicles.")), integer(Attr::maxTargets).in("vehicles"),
          text(Attr::authentication).need(), list(Attr::scopes), text(Attr::requiredAssurance), integer(Attr::stepUpMaxAge).in("s").say(SAY("Oldest step-up that is accepted.")),
          rows(Attr::rateLimits, {{"key", AttributeType::Enum, {"user", "client", "vehicle", "tenant", "command", "global"}}, {"n", AttributeType::Integer, {}}, {"per", AttributeType::Text, {}}}).say(SAY("Limits: n requests per time, by key.")),
          logging(), traced(), yesNo(Attr::deprecated)}, true},
        {Kind::objectType, "OT", Group::api, SAY("Object type"), SAY("Object types"), SAY("What a request names: a VIN, a trip record, a driver profile."),
         {enumeration(Attr::sensitivity, threeLevels), yesNo(Attr::guessableIdentifier).say(SAY("Identifiers can be counted up or guessed."))}, true},
        {Kind::command, "CM", Group::api, SAY("Command"), SAY("Commands"), SAY("An order to a vehicle."),
         {enumeration(Attr::riskClass, threeLevels), text(Attr::physicalEffect), text(Attr::permission).say(SAY("One permission: read status, climate, unlock, charging, diagnostics, administer, start.")),
          yesNo(Attr::requiresStepUp), integer(Attr::ttl).in("s").named("Time to live"), yesNo(Attr::idempotent), yesNo(Attr::replayProtected),
          yesNo(Attr::requiresConfirmation), list(Attr::allowedVehicleStates), list(Attr::forbiddenRegions)}, true},
        {Kind::businessFlow, "BF", Group::api, SAY("Business flow"), SAY("Business flows"), SAY("A use of several requests that can be abused as a whole."),
         {longText(Attr::abuseCases), longText(Attr::semanticLimits)}},
    };
}

std::vector<KindDef> identityKinds()
{
    return {
        {Kind::role, "RO", Group::identity, SAY("Role"), SAY("Roles"), SAY("A role of people or systems."),
         {enumeration(Attr::kind, {"owner", "driver", "lessee", "fleetAdmin", "fleetSubUser", "technician", "supportAgent", "developer", "supplierEngineer", "partner", "formerOwner", "anonymous"}),
          text(Attr::evidenceRequirement)}},
        {Kind::application, "APP", Group::identity, SAY("Application"), SAY("Applications"), SAY("A client program: app, web page, dealer tool."),
         {text(Attr::clientId), enumeration(Attr::kind, {"mobile", "web", "dealerTool", "partner", "fleet"}), text(Attr::redirectPolicy), text(Attr::attestation), yesNo(Attr::approved)}, true},
        {Kind::vehicleIdentity, "VI", Group::identity, SAY("Vehicle identity"), SAY("Vehicle identities"), SAY("How a vehicle proves to the backend who it is."),
         {enumeration(Attr::credentialBinding, {"hardware", "software", "none"}), text(Attr::provisioning), text(Attr::rotation), text(Attr::replacement), text(Attr::decommissioning)}},
        {Kind::workload, "WL", Group::identity, SAY("Workload"), SAY("Workloads"), SAY("A running service with an identity of its own."),
         {text(Attr::serviceIdentity), text(Attr::namespaceName).named("Namespace"), yesNo(Attr::privileged), enumeration(Attr::authenticatesBy, {"mTLS", "token", "networkLocation"})}, true},
        {Kind::tenant, "TN", Group::identity, SAY("Tenant"), SAY("Tenants"), SAY("A party whose vehicles and users are kept apart from others'."),
         {enumeration(Attr::kind, {"fleet", "dealer", "partner", "region", "oem"}), text(Attr::isolation)}},
        {Kind::credential, "CR", Group::identity, SAY("Credential"), SAY("Credentials"), SAY("Something whose holder is believed: token, key, certificate."),
         {enumeration(Attr::kind, {"userToken", "refreshToken", "clientSecret", "apiKey", "clientCertificate", "deviceKey", "serviceKey", "fleetCertificate"}),
          text(Attr::audience), list(Attr::scopes), integer(Attr::lifetime).in("s"), day(Attr::rotatedOn), integer(Attr::sharedBy).say(SAY("How many holders share the same secret.")),
          yesNo(Attr::hardwareBound), yesNo(Attr::senderConstrained), yesNo(Attr::revocable), text(Attr::revocationPath)}, true},
        {Kind::relationshipKind, "RK", Group::identity, SAY("Relationship"), SAY("Relationships"), SAY("How a subject relates to a vehicle over time."),
         {enumeration(Attr::kind, {"owns", "drives", "leases", "formerOwner", "fleetMember", "dealerCase", "supportCase", "partnerConsent", "none"}), text(Attr::validityRule)}},
        {Kind::attackerProfile, "AP", Group::identity, SAY("Attacker profile"), SAY("Attacker profiles"), SAY("Who attacks, and what they have before they begin."),
         {enumeration(Attr::kind, {"anonymous", "otherOwner", "formerOwner", "expiredDriver", "fleetSubUser", "dealerUser", "partnerApplication", "tokenThief", "insider", "compromisedService", "compromisedVehicle", "besideCar"}),
          yesNo(Attr::enabled).say(SAY("Counts in the risk; unsaid: yes, but for compromised ones.")), text(Attr::startingPoint),
          chainLinks(Attr::satisfies).say(SAY("Chain links this attacker passes honestly.")), text(Attr::resources), text(Attr::motive)}},
    };
}

std::vector<KindDef> backendKinds()
{
    const std::vector<AttributeDef> common{text(Attr::technology), text(Attr::region),
                                           enumeration(Attr::failMode, {"closed", "open"}).say(SAY("What it does when it cannot decide: deny or allow."))};
    return {
        {Kind::service, "SV", Group::backend, SAY("Service"), SAY("Services"), SAY("A service of the backend."), common, true},
        {Kind::dataStore, "ST", Group::backend, SAY("Data store"), SAY("Data stores"), SAY("A database, bucket or queue that keeps data."), common, true},
        {Kind::messageBroker, "MB", Group::backend, SAY("Message broker"), SAY("Message brokers"), SAY("What passes messages between backend and vehicles."), common, true},
        {Kind::thirdParty, "TP", Group::backend, SAY("Third party"), SAY("Third parties"), SAY("A system of somebody else."), common, true},
        {Kind::adminPlane, "PL", Group::backend, SAY("Admin plane"), SAY("Admin planes"), SAY("A console that controls services or vehicles."), common, true},
        {Kind::zone, "ZN", Group::backend, SAY("Zone"), SAY("Zones"), SAY("A network or trust zone."), {enumeration(Attr::kind, {"internet", "edge", "backend", "admin", "vehicle", "partner"}), text(Attr::region)}},
    };
}

std::vector<KindDef> vehicleKinds()
{
    return {
        {Kind::vehicleModel, "VM", Group::vehicle, SAY("Vehicle model"), SAY("Vehicle models"), SAY("A model line with one electric architecture."),
         {integer(Attr::fleetSize).in("vehicles"), list(Attr::regions), list(Attr::markets)}},
        {Kind::softwareVersion, "SW", Group::vehicle, SAY("Software version"), SAY("Software versions"), SAY("A version of software on components."), {text(Attr::version), list(Attr::ecuSet).named("ECU set")}},
        {Kind::component, "CO", Group::vehicle, SAY("Component"), SAY("Components"), SAY("A part of the vehicle that computes or acts."),
         {enumeration(Attr::type, {"tcu", "gateway", "domainController", "zoneController", "ecu", "sensor", "actuator", "hsm", "infotainment", "chargeController", "obdPort", "key"}),
          text(Attr::supplier), text(Attr::partNumber), asil(), safetyRelevant()}, true},
        {Kind::network, "NW", Group::vehicle, SAY("Network"), SAY("Networks"), SAY("A bus or radio link."),
         {enumeration(Attr::type, {"can", "canFd", "lin", "flexRay", "ethernet", "cellular", "wifi", "bluetooth", "uwb", "nfc", "lf", "plc"}), text(Attr::authentication)}, true},
        {Kind::vehicleFunction, "FN", Group::vehicle, SAY("Vehicle function"), SAY("Vehicle functions"), SAY("What the vehicle does for people: braking, door lock."),
         {asil(), safetyRelevant(), list(Attr::operatingStates)}, true},
        {Kind::dataAsset, "DA", Group::asset, SAY("Data asset"), SAY("Data assets"), SAY("Data worth protecting."),
         {text(Attr::classification), yesNo(Attr::personalData), severalOf(Attr::properties, securityProperties)}, true},
    };
}

AttributeRow stepRating() { return rating(Attr::rating).say(SAY("How hard the step is for an attacker.")); }

std::vector<KindDef> taraKinds()
{
    const auto perFactor = rows(Attr::factorRationale, {{"factor", AttributeType::Enum, {"ET", "SE", "KoIC", "WoO", "Eq", "AV", "AC", "PR", "UI"}}, {"rationale", AttributeType::Text, {}}, {"evidence", AttributeType::Text, {}}});
    const std::vector<std::string_view> levels{"negligible", "moderate", "major", "severe"};
    return {
        {Kind::damageScenario, "DS", Group::tara, SAY("Damage scenario"), SAY("Damage scenarios"), SAY("What people suffer (ISO/SAE 21434 clause 15.3)."),
         {attribute(Attr::impact, AttributeType::Impact).say(SAY("Safety, financial, operational, privacy (clause 15.5).")),
          rows(Attr::impactRationale, {{"category", AttributeType::Enum, {"S", "F", "O", "P"}}, {"rationale", AttributeType::Text, {}}}),
          rows(Attr::stakeholderImpact, {{"stakeholder", AttributeType::Text, {}}, {"S", AttributeType::Enum, levels}, {"F", AttributeType::Enum, levels}, {"O", AttributeType::Enum, levels}, {"P", AttributeType::Enum, levels}}),
          text(Attr::operationalSituation)}},
        {Kind::threatScenario, "TS", Group::tara, SAY("Threat scenario"), SAY("Threat scenarios"), SAY("What causes a damage scenario (clause 15.4)."),
         {enumeration(Attr::property, securityProperties), enumeration(Attr::stride, {"spoofing", "tampering", "repudiation", "informationDisclosure", "denialOfService", "elevationOfPrivilege"}).named("STRIDE class"),
          longText(Attr::cause), enumeration(Attr::scale, {"vehicle", "tenant", "fleet"}).say(SAY("How many vehicles are asked for; unsaid: one.")),
          yesNo(Attr::outsideAllowedStates).say(SAY("Asked for in a vehicle state in which the command is not allowed.")), list(Attr::refs).named("References").say(SAY("UN R155 Annex 5, OWASP API, CWE, ATM."))}},
        {Kind::attackStep, "AS", Group::tara, SAY("Attack step"), SAY("Attack steps"), SAY("A step that the rules do not know, drawn by an analyst."),
         {stepRating(), longText(Attr::rationale), perFactor, enumeration(Attr::gate, {"or", "and"}).say(SAY("Whether one of the required is enough; unsaid: yes.")), yesNo(Attr::observedInField)}, true},
        {Kind::treatment, "TR", Group::tara, SAY("Treatment"), SAY("Treatments"), SAY("What is done about a risk (clause 15.9)."),
         {enumeration(Attr::decision, {"avoid", "reduce", "share", "retain"}), text(Attr::owner), longText(Attr::rationale), day(Attr::expiry), text(Attr::approval)}},
        {Kind::goal, "GO", Group::tara, SAY("Cybersecurity goal"), SAY("Cybersecurity goals"), SAY("What must hold (clause 9.4)."),
         {enumeration(Attr::cal, {"CAL1", "CAL2", "CAL3", "CAL4"}).named("CAL"), longText(Attr::text), text(Attr::allocation), text(Attr::status), text(Attr::verification)}},
        {Kind::claim, "CL", Group::tara, SAY("Cybersecurity claim"), SAY("Cybersecurity claims"), SAY("A statement about a risk that is shared or retained."),
         {longText(Attr::text), text(Attr::status), text(Attr::verification)}},
        {Kind::requirement, "RQ", Group::tara, SAY("Requirement"), SAY("Requirements"), SAY("A cybersecurity requirement."),
         {longText(Attr::text), text(Attr::allocation), text(Attr::status), text(Attr::verification)}},
        {Kind::assumption, "AM", Group::tara, SAY("Assumption"), SAY("Assumptions"), SAY("What is taken as given."), {longText(Attr::text), text(Attr::status)}},
    };
}

std::vector<KindDef> assuranceKinds()
{
    return {
        {Kind::control, "CT", Group::assurance, SAY("Control"), SAY("Controls"), SAY("What makes an attack harder or impossible."),
         {text(Attr::type), text(Attr::owner), enumeration(Attr::status, {"idea", "planned", "implemented", "retired"}), real(Attr::cost),
          rating(Attr::resistance).say(SAY("The rating an attacker must bring to defeat it.")), yesNo(Attr::removes).say(SAY("Takes the guarded step away instead of making it harder."))}},
        {Kind::testCase, "TC", Group::assurance, SAY("Test case"), SAY("Test cases"), SAY("A test that proves a control."),
         {text(Attr::stableTestId).named("Stable test id"), text(Attr::suite),
          [] {
              AttributeRow open = row(Attr::dimensions, {{"profile", AttributeType::ItemRef, {}}});
              open.openColumns = true;
              return open.say(SAY("Who asks, for whose vehicle, how: one value per dimension."));
          }(),
          enumeration(Attr::expected, {"allow", "deny"}), severalOf(Attr::brokenLinks, chainLinkNames), longText(Attr::procedure)}},
        {Kind::vulnerability, "VU", Group::assurance, SAY("Vulnerability"), SAY("Vulnerabilities"), SAY("A known weakness that can be exploited."),
         {list(Attr::ids).say(SAY("CVE, CWE and internal numbers.")), text(Attr::severity), text(Attr::vector),
          enumeration(Attr::status, {"open", "accepted", "mitigated", "fixed", "falsePositive"}).say(SAY("Open, accepted and unsaid count in attack paths.")),
          stepRating(), longText(Attr::rationale), day(Attr::reportedOn), day(Attr::fixedOn), text(Attr::detector), list(Attr::evidencePointers)}},
        {Kind::finding, "FI", Group::incident, SAY("Finding"), SAY("Findings"), SAY("Something seen in evidence or in a test."),
         {list(Attr::ids), text(Attr::severity), text(Attr::vector), enumeration(Attr::status, {"open", "confirmed", "rejected", "closed"}), day(Attr::reportedOn), day(Attr::fixedOn), text(Attr::detector), list(Attr::evidencePointers)}},
        {Kind::incident, "IN", Group::incident, SAY("Incident"), SAY("Incidents"), SAY("A security event that needs a response."),
         {list(Attr::ids), text(Attr::severity), text(Attr::vector), enumeration(Attr::status, {"open", "contained", "recovered", "closed"}), day(Attr::reportedOn), day(Attr::fixedOn), text(Attr::detector), list(Attr::evidencePointers)}},
    };
}

} // namespace

std::vector<KindDef> makeKinds()
{
    std::vector<KindDef> all;
    for (auto *group : {&apiKinds, &identityKinds, &backendKinds, &vehicleKinds, &taraKinds, &assuranceKinds})
        for (KindDef &kind : (*group)())
            all.push_back(std::move(kind));
    return all;
}

} // namespace tarascope
