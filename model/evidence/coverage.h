#pragma once
#include "model/evidence/columns.h"

namespace tarascope::evidence {

/// What the files of one role and part know of, in time.
struct RoleCoverage {
    std::string role;
    std::string part;
    std::int64_t medianMs = 0; ///< between two events
    bool sparse = false;       ///< over a minute: nothing is covered between events unless a person declares it
    std::vector<Interval> covered; ///< sorted, apart from each other
    std::vector<Gap> gaps;         ///< between the first and the last covered time, and where a file breaks off

    /// Whether every moment of the window is covered.
    bool covers(const Interval &window) const;
};

/// Coverage over the union of the files of each role and part: declared stretches as declared, else from the first to the
/// last event less the gaps, which are longer than 5 minutes and than ten times the median distance (evidence.md 1.3).
std::vector<RoleCoverage> coverageOf(const EventTable &table);

} // namespace tarascope::evidence
