#pragma once
#include "model/method/ratingmethod.h"
#include "model/paths/attackgraph.h"

namespace tarascope {

/// Compiles the attack graph of one question by the rules S1 to S16 (attack-paths 1). The same content gives the same
/// attack graph, whatever its history: items and links are taken in the order of their keys.
AttackGraph compileAttackGraph(const Graph &graph, const RatingMethod &method, const AttackQuestion &question);

} // namespace tarascope
