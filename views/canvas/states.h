#pragma once
#include "model/risk/assessment.h"
#include "views/canvas/scene.h"

namespace tarascope {

/// The highest risk under a reading of what threatens each item; nothing as a value: threatened, but not rated.
std::unordered_map<ItemId, std::optional<int>> risksOfTargets(const Graph &graph, const Assessment &assessment,
                                                              Reading reading);

/// What tests say of the implemented controls that guard an item. An endpoint or command without one is a gap.
Proof proofOf(const Graph &graph, ItemId item, const class Evidence &evidence);
QString proofWords(Proof proof);

/// Gives the nodes their risk and proof; without an assessment no risk is known.
void applyStates(Scene &scene, const Graph &graph, const Assessment *assessment, Reading reading);

} // namespace tarascope
