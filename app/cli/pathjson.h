#pragma once
#include "app/cli/jsonout.h"
#include "model/risk/worstpaths.h"

namespace tarascope::cli {

/// {"score","feasibility","rating"}
void writeScored(json::Writer &out, const Graph &graph, const Scored &scored);
/// An element of "paths": attacker, effort, deciding steps, steps with ratings, controls and reasons.
void writePath(json::Writer &out, const Graph &graph, const AttackPath &path);
/// Members "threat" to "reasons" of a row of the risk register, inside an object.
void writeRisk(json::Writer &out, const Graph &graph, const ThreatRisk &risk, std::optional<Reading> reasonsOf);
/// --reading, or `otherwise`.
Result<Reading> readingOf(const Call &call, Reading otherwise);

} // namespace tarascope::cli
