#pragma once
#include "model/paths/attackgraph.h"

namespace tarascope {

/// Numbers the positions anew: strongly connected components in topological order of the steps (premise before what it leads to),
/// breadth-first inside. The fixpoint does not depend on it, its speed does.
void numberForSweep(AttackGraph &graph);

} // namespace tarascope
