#pragma once
#include "model/risk/assessment.h"
#include "model/risk/stages.h"

namespace tarascope {

/// "Why is it not easier?": the controls that count in the asked reading and without which the easiest attack would be
/// easier, each alone, the one that holds most first; of equal effect in the order of their keys. None in the inherent
/// reading, which knows no control.
Result<std::vector<Holding>> holdingControls(Stages &stages, const Graph &graph, const PathQuestion &asked,
                                             const Budget &budget);

/// One reason per link that an analyst struck as not credible, in the order of their keys.
std::vector<Reason> struckReasons(const Graph &graph, const AttackGraph &attack);

} // namespace tarascope
