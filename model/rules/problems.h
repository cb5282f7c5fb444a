#pragma once
#include "model/budget.h"
#include "model/rules/validationrule.h"

namespace tarascope {

/// Something that a rule found.
struct ValidationProblem {
    const ValidationRule *rule = nullptr; ///< of `rules`
    ItemId item;
    Message text;
    std::vector<ItemId> others;
};

/// All rules (design: inventory and its rules).
const std::vector<ValidationRule> &rules();
const ValidationRule *findRule(std::string_view id);

/// What the rules find in a project as of a day; by rule, then by key of the item.
Result<std::vector<ValidationProblem>> findProblems(const Graph &graph, Date asOf, const Budget &budget);

} // namespace tarascope
