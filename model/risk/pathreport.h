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

/// Weight of a step in the search for the shortest derivation: most for a step that people see, less for a control that
/// is beaten, next to nothing for a start, which several premises of one request share and which would count each time.
int witnessWeight(const AttackGraph &attack, const Problem::Step &step);

} // namespace tarascope
