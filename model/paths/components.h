#pragma once
#include "model/paths/attackgraph.h"

namespace tarascope {

/// All positions, strongly connected components in topological order of the steps (premise before what it leads to),
/// breadth-first inside. The fixpoint does not depend on it, its speed does.
std::vector<std::int32_t> sweepOrder(const AttackGraph &graph);

} // namespace tarascope
