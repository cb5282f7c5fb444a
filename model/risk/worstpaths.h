#pragma once
#include "model/risk/assessment.h"

namespace tarascope {

/// The risk register with the reasons of each easiest attack.
Result<Assessment> assessWithReasons(Assessor &assessor, const Graph &graph, const Budget &budget);

/// One of the worst attack paths: the row of the register that it is the worst of, and the path.
struct WorstPath {
    ThreatRisk risk;
    AttackPath path;
};

/// The worst attack paths of the evidenced reading: by risk, then by effort, then by key. First the easiest path of each
/// threat scenario (with its worst damage), then their next easy ones. A threat that no attack reaches has none.
Result<std::vector<WorstPath>> worstPaths(Assessor &assessor, const Graph &graph, std::size_t count,
                                          const Budget &budget);

} // namespace tarascope
