#pragma once
#include "model/risk/assessment.h"

#include <string>
#include <vector>

/// Questions to the engine, for the window and the command line alike.

namespace tarascope {

/// A what-if from items as people name them. Only controls, attacker profiles and vulnerabilities can be switched; the
/// same item on and off is an error of kind Usage.
Result<Scenario> scenarioOf(const Graph &graph, const std::vector<std::string> &on,
                            const std::vector<std::string> &off);

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
