#pragma once
#include "tests/fleetgen/logs.h"
#include "tests/fleetgen/story.h"

namespace fleetgen {

/// Writes what devices report each hour of the 29 days before the end, and the plants of telemetry in it.
void writeTelemetry(Scene &scene, Logs &logs, std::vector<Story> &stories);

} // namespace fleetgen
