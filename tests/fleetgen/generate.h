#pragma once
#include "tests/fleetgen/logs.h"
#include "tests/fleetgen/story.h"

#include <string>
#include <vector>

namespace fleetgen {

/// A vehicle of an incident and its class.
struct Classed {
    std::string vin;
    std::string name;
};

/// What a run wrote, as truth.json has it too.
struct Truth {
    std::string error; ///< empty when all was written
    std::uint64_t records = 0;
    std::uint64_t lost = 0;
    std::uint32_t fleet = 0;
    std::vector<LogFile> files;
    std::vector<Story> stories;
    std::vector<Planned> planned;
    std::vector<std::string> secrets;
};

/// Writes logs, registry, relationships, aliases, mappings, truth.json, context.json and, for each incident,
/// case-NAME.json and expected-NAME.json into options.out, which must exist.
Truth generate(const Options &options);

} // namespace fleetgen
