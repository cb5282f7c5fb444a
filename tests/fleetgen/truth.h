#pragma once
#include "tests/fleetgen/generate.h"

namespace fleetgen {

/// Writes the mappings that read the files of a run into `mappings`; false when one cannot be written.
bool writeMappings(const Options &options, const Truth &truth);
/// Writes truth.json, context.json, and the case and the expected result of each incident.
bool writeTruth(const Options &options, const Fleet &fleet, const Truth &truth);
/// From when to when an incident is looked for.
std::pair<std::int64_t, std::int64_t> windowOf(const Options &options, std::uint32_t number, const std::vector<Planned> &planned);

} // namespace fleetgen
