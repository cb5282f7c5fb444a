#pragma once
#include "model/risk/assessment.h"
#include "model/risk/stages.h"

namespace tarascope {

/// What the enabled profiles reach under one reading, each for itself: profiles do not help each other.
struct Front {
    std::vector<std::shared_ptr<const Solved>> solved; ///< by profile

    /// The vectors with which one of the profiles, or any of them, reaches any of the targets.
    static BitRow row(const Lattice &lattice, const Solved &one, std::span<const std::int32_t> targets);
    BitRow row(const Lattice &lattice, std::span<const std::int32_t> targets) const;
};

/// Solves for every enabled profile, or for `onlyProfile`; with `from`, only attacks that begin there.
Result<Front> solveProfiles(Stages &stages, const Graph &graph, const AttackQuestion &question, Reading reading,
                            const Scenario &scenario, ItemId onlyProfile, ItemId from, const Budget &budget);

/// The minimal vectors of a row, the easiest first; of equal difficulty in ascending number.
std::vector<int> frontier(const Stages &stages, const BitRow &row);

} // namespace tarascope
