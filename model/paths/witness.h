#pragma once
#include "model/paths/solve.h"

#include <functional>

namespace tarascope {

/// A derivation: steps of a problem such that every premise is reached by an earlier step of the list; the last one
/// reaches the target.
using Witness = std::vector<std::int32_t>;

/// The derivation of `target` with the fewest weighted steps among those that stay within the threshold vector; a
/// premise that is used twice counts twice (Knuth 1977). Equal ones are decided by the number of the step. Empty: the
/// target is not reached within the threshold. `weight` gives the weight of a step, 0 or more.
Witness shortestWitness(const Problem &problem, const Lattice &lattice, int threshold, std::int32_t target,
                        const std::function<int(const Problem::Step &)> &weight);

} // namespace tarascope
