#pragma once
#include "model/ids.h"
#include "model/record.h"

#include <map>
#include <optional>
#include <string>

namespace tarascope {

/// Which controls count (attack-paths 2): none; those said to be implemented; those that tests prove.
enum class Reading : std::uint8_t { Inherent, Claimed, Evidenced };
inline constexpr int readingCount = 3;
std::string_view readingName(Reading reading); ///< "inherent", "claimed", "evidenced"
std::optional<Reading> readingFromName(std::string_view name);

/// A what-if: a value beside the project, never an edit of it. Controls, profiles and vulnerabilities named here are on
/// or off whatever the project says; tests named here have this verdict.
struct Scenario {
    std::string name;
    std::map<Uid, bool> switches;
    std::map<Uid, Verdict> verdicts;

    bool empty() const { return switches.empty() && verdicts.empty(); }
    /// On or off, or nothing when the scenario does not speak of it.
    std::optional<bool> isOn(const Uid &item) const;
    bool operator==(const Scenario &) const = default;
};

class Graph;
/// A what-if from items as people name them. Only controls, attacker profiles and vulnerabilities can be switched; the
/// same item on and off is an error of kind Usage.
Result<Scenario> scenarioOf(const Graph &graph, const std::vector<std::string> &on,
                            const std::vector<std::string> &off);

} // namespace tarascope
