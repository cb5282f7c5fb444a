#pragma once
#include "model/method/vectorspace.h"

#include <optional>
#include <span>

namespace tarascope {

/// What the steps of one path need together.
struct JoinedSteps {
    std::int64_t units = 0; ///< exact score, see VectorSpace::units
    double score = 0;
    Feasibility feasibility = Feasibility::None;
    std::optional<int> vector; ///< none under Sum, which leaves the vectors
    bool operator==(const JoinedSteps &) const = default;
};

/// Joins the steps of one path by a rule, for showing it; no steps need nothing. Nothing when the rule does not suit
/// the method (allowsJoining). Under MaxTimeSum the days of all steps are added and binned again; a step with nothing
/// to overcome takes no time, one of the first level that has something to overcome takes its day.
std::optional<JoinedSteps> joinSteps(const VectorSpace &space, Joining rule, std::span<const int> steps);

} // namespace tarascope
