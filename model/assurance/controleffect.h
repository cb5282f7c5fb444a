#pragma once
#include "model/assurance/evidence.h"
#include "model/paths/problem.h"

namespace tarascope {

/// Whether a control counts at one place, and why.
struct ControlEffect {
    bool counts = false;
    Reason reason;
};

/// Decides the effect of a guard against one profile (invalid: anyone) under a reading (attack-paths 2). Claimed: the
/// control is implemented. Evidenced: and at least one of its tests that name the guarded item, or none, has passed and
/// none that speaks of this profile is broken. A switch of the scenario decides alone, but not in the inherent reading,
/// which knows no control.
ControlEffect controlEffect(const Graph &graph, const AttackGuard &guard, ItemId profile, Reading reading,
                            const Scenario &scenario, const Evidence &evidence);

/// The effects of all guards and vulnerabilities of an attack graph for each of these profiles of it.
std::vector<Effects> effectsOf(const Graph &graph, const AttackGraph &attack, std::span<const std::int16_t> profiles,
                               Reading reading, const Scenario &scenario, const Evidence &evidence);

/// Whether a profile counts in the risk: said so, or unsaid and not one that assumes a compromise.
bool isEnabled(const Item &profile);
/// Whether a vulnerability can be exploited: status open, accepted or unknown.
bool isOpen(const Item &vulnerability);

/// Profiles of the attack graph that are enabled, by the project or by a switch.
std::vector<std::int16_t> enabledProfiles(const Graph &graph, const AttackGraph &attack, const Scenario &scenario);

} // namespace tarascope
