#pragma once
#include "model/graph.h"
#include "model/paths/scenario.h"

#include <span>
#include <vector>

namespace tarascope {

/// What a position of the attack graph says the attacker has (attack-paths 1). Those from `Start` on are hidden: they
/// are premises that a path does not show as steps of their own.
enum class PositionSort : std::uint8_t {
    Item,     ///< the position of an item, at the asked scale or a larger one
    Own,      ///< the attacker's own app instance, component or network
    Read,     ///< reads this data
    Change,   ///< changes this data
    Either,   ///< reads or changes this data
    Start,    ///< begins as this profile here (item: the start)
    Passed,   ///< a chain link of a request is passed
    Identity, ///< L2 to L4 of a request are passed by one identity
    Defeated  ///< a control is defeated (item: the control)
};

struct AttackPosition {
    PositionSort sort = PositionSort::Item;
    ItemId item;
    bool hidden() const { return sort >= PositionSort::Either; }
};

/// The rules of attack-paths 1, and the ways a hidden position is reached.
enum class AttackRule : std::uint8_t {
    S1, S2, S3, S4, S5, S6Call, S6Service, S6Read, S6Administer, S6RunsAs, S7, S8, S9Connect, S9Update, S10In, S10Out,
    S11Route, S11Carry, S12, S13, S14, S15, S16,
    Through,          ///< from a start or an aspect to what it is, no step of its own
    PassHonest,       ///< the profile satisfies the chain link
    PassCredential,   ///< a credential gives it
    PassData,         ///< changed data gives it
    PassVulnerable,   ///< a vulnerability passes it
    PassControls,     ///< all enforcing controls that count are defeated; none counts: it costs nothing
    ActAs,            ///< one identity passes L2 to L4
    DefeatResistance, ///< the control is defeated by its resistance
    DefeatFromWithin, ///< by controlling the item it runs in
    DefeatByPass,     ///< by a credential or data that pass it
    DefeatVulnerable  ///< by a vulnerability in it
};
std::string_view ruleName(AttackRule rule); ///< "S3", "S10 in"; the hidden ones by their own names

struct AttackStep {
    std::int32_t to = -1;
    std::int32_t vector = 0; ///< rating, number in the lattice of the method
    std::uint32_t premiseBegin = 0;
    std::uint32_t premiseEnd = 0;
    std::uint32_t guardBegin = 0;
    std::uint32_t guardEnd = 0;
    LinkId link;
    ItemId cause;                    ///< vulnerability, attack step, credential or control behind it
    std::int32_t vulnerability = -1; ///< only while this one is open
    std::int32_t request = -1;       ///< the request whose chain links are premises
    std::int16_t profile = -1;       ///< only for this profile
    AttackRule rule = AttackRule::S1;
    std::int8_t chainLink = -1;      ///< of a Pass rule
    bool analyst = false;            ///< rated by an analyst
    bool unrated = false;            ///< not rated where the rule asks for effort
};

/// One `guards` link: while it counts, a step it is on also needs its control defeated.
struct AttackGuard {
    LinkId link;
    ItemId control;
    ItemId guarded;
    LinkId step;                ///< guards this link only
    std::int8_t chainLink = -1; ///< the chain link it enforces; -1: it makes the step harder
    Scale scale = Scale::Vehicle; ///< counts from this scale up
    bool scaled = false;          ///< a scale was given
    std::vector<ItemId> against;
    std::int32_t defeated = -1; ///< position of "its control is defeated"; -1 until it is on a step
};

struct AttackProfile {
    ItemId item; ///< invalid: anyone, in a model without profiles
};

/// A request at an endpoint (or a dispatch), with the guards that enforce each chain link there.
struct AttackRequest {
    ItemId endpoint; ///< invalid for a dispatch
    ItemId subject;  ///< command, data, credential, service or component
    LinkId link;
    std::vector<std::pair<ChainLink, std::vector<std::int32_t>>> links;
};

struct AttackVulnerability {
    ItemId item;
};

/// What is asked: at which scale, and whether in a vehicle state in which the command is not allowed.
struct AttackQuestion {
    Scale scale = Scale::Vehicle;
    bool outsideAllowedStates = false;
    auto operator<=>(const AttackQuestion &) const = default;
};

/// An analyst gave a reason why no attack goes along the link (`notCredible`).
bool isStruck(const Link &link);

/// The compiled attack graph of one question: positions at that scale or a larger one, steps with premises (AND), several
/// steps into one position (OR). It holds the steps of all profiles, all vulnerabilities and all guards; which of them
/// count is said by Effects.
struct AttackGraph {
    AttackQuestion question;
    std::vector<AttackPosition> positions; ///< premises before what needs them, as far as cycles allow
    std::vector<AttackStep> steps;
    std::vector<std::int32_t> premises; ///< positions
    std::vector<std::int32_t> stepGuards; ///< guards
    std::vector<AttackGuard> guards;
    std::vector<AttackProfile> profiles;
    std::vector<AttackVulnerability> vulnerabilities;
    std::vector<AttackRequest> requests;
    std::vector<LinkId> struck; ///< links that analysts struck as not credible: no step goes along them

    std::span<const std::int32_t> premisesOf(const AttackStep &step) const
    {
        return std::span(premises).subspan(step.premiseBegin, step.premiseEnd - step.premiseBegin);
    }
    std::span<const std::int32_t> guardsOf(const AttackStep &step) const
    {
        return std::span(stepGuards).subspan(step.guardBegin, step.guardEnd - step.guardBegin);
    }
    /// The position of an item, or -1 when nothing leads there.
    std::int32_t find(ItemId item, PositionSort sort = PositionSort::Item) const;

    std::vector<std::array<std::int32_t, 4>> byItem; ///< per slot: Item, Own, Read, Change; -1 where there is none
};

} // namespace tarascope
