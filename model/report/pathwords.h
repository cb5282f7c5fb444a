#pragma once
#include "model/risk/worstpaths.h"

/// Attack paths in plain words.

namespace tarascope {

/// "Door lock (FN-1)"
std::string named(const Graph &graph, ItemId item);

/// What a step does: "a request to POST /unlock (EP-1) gets Unlock (CM-1) accepted". `profile` is whose path it is.
Message stepWords(const Graph &graph, const PathStep &step, ItemId profile);

/// "ET 1w, SE proficient, ..." for the factors that are rated.
std::string levelsText(const Rating &rating);

/// "veryLow" as people write it: "very low".
std::string feasibilityWords(Feasibility feasibility);

/// "score 13, feasibility high"
std::string scoreWords(const Scored &scored);

/// The path as lines for people: attacker, effort, steps with ratings, beaten controls and reasons.
std::string pathText(const Graph &graph, const AttackPath &path, const std::string &indent);

/// The worst paths with threat, damage and the risk in three readings. The same input gives the same text.
std::string worstPathsText(const Graph &graph, const std::vector<WorstPath> &worst, const std::string &method,
                           const std::string &asOf);

} // namespace tarascope
