#pragma once
#include "model/method/ratingmethod.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace tarascope {

/// What one cybersecurity assurance level means.
struct CalLevel {
    int level = 1; ///< 1..4
    std::string title;
    std::string description;
    Origin origin;
    bool operator==(const CalLevel &) const = default;
};

/// Impact x attack vector -> cybersecurity assurance level (ISO/SAE 21434:2021 annex E, informative; Table E.1 as
/// remembered, so marked unverified). It does not depend on risk or feasibility, which change over time.
struct CalTable {
    std::string id;
    std::string version;
    std::string title;
    std::string description;
    bool usable = false;
    std::string reason; ///< why it is not usable
    /// [impact negligible..severe][attack vector N, A, L, P]; 0: no CAL.
    std::array<std::array<int, 4>, 4> cells{};
    std::vector<CalLevel> levels;
    Origin origin;
    std::string sha256;

    bool operator==(const CalTable &) const = default;
};

inline constexpr std::string_view defaultCalTableId = "CAL-ISO-E1";

/// The assurance level 1..4; `attackVector` is the level of Factor::AV, 0 (network) to 3 (physical). Nothing where the
/// table has none, the impact or the vector is not rated, or the table is not usable.
std::optional<int> assuranceLevel(const CalTable &table, ImpactLevel impact, int attackVector);

/// Reads and checks a table; refused with the place as for a risk matrix.
Result<CalTable> readCalTable(const json::Document &document);

/// Ids of all shipped tables, sorted.
std::vector<std::string> calTableIds();
/// A shipped table; an unknown id is an error of kind Usage.
Result<CalTable> loadCalTable(const std::string &id);

} // namespace tarascope
