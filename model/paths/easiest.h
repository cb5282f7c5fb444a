#pragma once
#include "model/paths/solve.h"
#include "model/paths/witness.h"

#include <functional>

namespace tarascope {

/// One loop-free derivation: a step for each position it needs.
struct Derivation {
    Witness steps; ///< premises before what needs them; the last one reaches the target
    int vector = 0;
    int difficulty = 0;
    std::int64_t weight = 0; ///< of its steps, each once
};

struct EasiestDerivations {
    std::vector<Derivation> found; ///< by difficulty, weight, numbers of the steps
    bool more = false;             ///< there are further ones, or the search was cut off
    bool cutOff = false;           ///< the bound on expansions was reached: those found are the easiest, exactly
};

/// What the search needs to know of the method and of the steps.
struct DerivationOrder {
    std::function<int(int vector)> difficulty;
    std::function<int(const Problem::Step &)> weight;
};

/// The `count` easiest loop-free derivations of any of the targets, in the order difficulty, weight, numbers of the steps
/// (attack-paths 3). Best first; the bound of a partial derivation is the exact difficulty of its best completion, read
/// from the solved rows, so next to nothing is expanded in vain. Exponential at worst: `expansions` cuts it off.
Result<EasiestDerivations> easiestDerivations(const Problem &problem, const Lattice &lattice, const Reached &reached,
                                              std::span<const std::int32_t> targets, int count,
                                              const DerivationOrder &order, std::int64_t expansions,
                                              const Budget &budget);

} // namespace tarascope
