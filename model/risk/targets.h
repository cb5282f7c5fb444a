#pragma once
#include "model/paths/attackgraph.h"
#include "model/risk/assessment.h"
#include "model/risk/stages.h"

namespace tarascope {

/// What is asked of an attack graph: positions of which any will do.
struct Targets {
    AttackQuestion question;
    std::vector<std::int32_t> positions; ///< of the attack graph
    bool named = false;                  ///< something was asked for, reachable or not
};

/// The question of a threat scenario: its scale, and whether outside the allowed vehicle states.
AttackQuestion questionOf(const Item &threat);

/// The targets of a threat scenario: its data is read where confidentiality is violated, else changed.
Targets targetsOf(const Graph &graph, const AttackGraph &attack, ItemId threat);

/// The targets of a threat scenario at its own scale, or of one position for the easier of reading and changing; any
/// other item is an error of kind Usage.
Result<Targets> targetsOf(Stages &stages, const Graph &graph, const PathQuestion &asked);

} // namespace tarascope
