#pragma once
#include "model/risk/assessment.h"
#include "model/risk/stages.h"

namespace tarascope {

/// Score and class of a vector.
Scored scoredOf(const VectorSpace &space, int vector);

/// What `makePath` tells about: one derivation of one solved problem.
struct PathSource {
    const Graph &graph;
    const VectorSpace &space;
    const Lattice &lattice;
    const Solved &solved;
    const Problem &problem;
    Reading reading;
    const Scenario &scenario;
    const Evidence &evidence;
};

/// Turns a derivation into steps as people read them: hidden positions (chain links, beaten controls) are folded into
/// the step that needs them; a credential used is a further `from`, a beaten control stands in `controls`.
AttackPath makePath(const PathSource &source, std::span<const std::int32_t> witness, int vector);

/// How many steps a person sees of one step of a problem: 1, or 0 for hidden ones.
int visibleWeight(const AttackGraph &attack, const Problem::Step &step);

} // namespace tarascope
