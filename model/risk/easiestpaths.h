#pragma once
#include "model/risk/front.h"
#include "model/risk/targets.h"

namespace tarascope {

/// The shortest witness of a vector over all profiles that reach it and all targets.
AttackPath shortestPath(Stages &stages, const Graph &graph, const PathQuestion &asked, const Front &front,
                        const Targets &targets, int vector);

/// Puts the `asked.count` easiest paths of all profiles into the result; derivations that differ in hidden positions only
/// are one path. The search per profile is cut off after a bound; `more` says so.
Result<void> listEasiest(Stages &stages, const Graph &graph, const PathQuestion &asked, const Front &front,
                         const Targets &targets, const Budget &budget, PathsResult &result);

} // namespace tarascope
