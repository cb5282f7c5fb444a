#pragma once
#include "model/method/datareader.h"
#include "model/value.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tarascope {

struct RatingMethod;

/// The attack rules S1..S16 that make steps; those that cost differently by the kind of link are split.
enum class Rule : std::uint8_t {
    S1,              ///< becoming the attacker: profile -> where it starts
    S2,              ///< application calls endpoint
    S3,              ///< endpoint invokes command
    S4,              ///< endpoint touches data, issues credential
    S5,              ///< endpoint handledBy service: exploiting it
    S6CallsEndpoint, ///< service, workload, thirdParty calls endpoint
    S6CallsService,  ///< service calls service: control of the called one
    S6Reads,         ///< service reads data store
    S6Administers,   ///< admin plane administers
    S7,              ///< service dispatches command, also through a caller
    S8,              ///< command actuates function
    S9Connects,      ///< service, broker connectsTo component
    S9Updates,       ///< service updates component
    S10Out,          ///< component -> network it is attached to
    S10In,           ///< network -> component on it
    S11Routes,       ///< network routes network through a gateway
    S11Carries,      ///< network carries function
    S12,             ///< component performs function
    S13,             ///< X stores credential or data: extracting it
    S14,             ///< credential or changed data grants
    S15,             ///< attack step requires, achieves
    S16              ///< vulnerability affects
};
inline constexpr int ruleCount = 22;
std::string_view ruleName(Rule rule); ///< "S1", "S6CallsService", "S10In"

/// Where a secret or data lie for rule S13: service or data store, application, component of a vehicle, component on
/// the attacker's bench.
enum class StoredIn : std::uint8_t { Backend, Application, Component, OwnComponent };
std::string_view storedInName(StoredIn place); ///< "backend", "application", "component", "ownComponent"

/// What a rule may ask about its step. Names are the choices of the metamodel; empty means unknown.
struct RuleContext {
    std::string_view profileKind = {};     ///< attackerProfile.kind (S1)
    std::string_view exposure = {};        ///< of the endpoint or its api (S5)
    std::string_view networkType = {};     ///< network.type (S10In, S11)
    std::string_view componentType = {};   ///< component.type (S10Out)
    std::optional<StoredIn> storedIn = {}; ///< S13
    bool hardwareKey = false;              ///< the credential is bound to hardware (S13); unknown counts as no
    bool safetyRelevant = false;           ///< of the function (S11Carries); unknown counts as no
};

/// When an entry fits: a list that is empty asks for nothing, else it holds the names that fit; "unknown" fits what is
/// not given.
struct RuleCondition {
    std::vector<std::string> profileKinds;
    std::vector<std::string> exposures;
    std::vector<std::string> networkTypes;
    std::vector<std::string> componentTypes;
    std::vector<std::string> storedIn;
    std::optional<bool> safetyRelevant;
    std::optional<bool> hardwareKey;

    bool fits(const RuleContext &context) const;
    bool operator==(const RuleCondition &) const = default;
};

/// One row of a method's table of default ratings. No rating: the step has its own or costs nothing (S15, S16).
struct RuleEntry {
    Rule rule{};
    RuleCondition when;
    std::optional<Rating> rating;
    std::string why;
    bool verified = false;
    bool operator==(const RuleEntry &) const = default;
};

/// What a step costs when nobody rated it.
struct RuleDefault {
    Rating rating;   ///< all factors of the method
    std::string why; ///< a few words, English
    bool verified = false;
    int entry = -1; ///< place in RatingMethod::ruleDefaults; -1: no entry fits, nothing to overcome
};

/// The default rating of a rule's step, by the first entry of the method's table that fits; without one there is
/// nothing to overcome (the dangerous side). Nothing at all when the method has no table (CVSS, attack vector): then
/// an unrated step counts as nothing to overcome, and is marked.
std::optional<RuleDefault> ruleDefault(const RatingMethod &method, Rule rule, const RuleContext &context);

/// Reads one element of "ruleDefaults": {rule, when, rating, why, verified}; `factors` are those of the method.
RuleEntry readRuleEntry(DataReader &reader, const json::Node &node, const std::vector<Factor> &factors);

} // namespace tarascope
