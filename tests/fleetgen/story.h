#pragma once
#include "tests/fleetgen/scene.h"

#include <string>
#include <utility>
#include <vector>

namespace fleetgen {

/// A finding that must come, or must not.
struct Expected {
    std::string rule;
    std::vector<std::pair<std::string, std::string>> key;
    bool fires = true;
};

/// A plant or an incident: what was done, and what an investigator must find.
struct Story {
    std::string name;
    int step = 0;
    bool incident = false;
    std::string skipped; ///< why it is not in the logs
    std::vector<Expected> expected;
    // Of an incident:
    std::vector<std::pair<std::string, std::string>> seeds;
    std::vector<std::pair<std::string, std::string>> strong;
    std::vector<std::pair<std::string, std::string>> needsDecision;
    std::vector<std::uint32_t> exposed; ///< cars that a taken account could reach
};

/// Plays one plant of that name; false for an unknown name.
bool playPlant(Scene &scene, Story &story, std::uint32_t number);
/// Plays one of the incidents `leak`, `dealer`, `employee`; false for another name.
bool playIncident(Scene &scene, Story &story);
/// The class of each car of an incident from what was written; cars that are none of A5 to A0 are left out.
std::vector<std::pair<std::uint32_t, const char *>> classesOf(const Story &story, std::uint32_t number, const std::vector<Planned> &planned);

} // namespace fleetgen
