#include "model/rules/problems.h"

#include <algorithm>

namespace tarascope {

namespace {

std::pair<std::string_view, std::int64_t> placeInList(const Graph &graph, ItemId item)
{
    const auto parts = keyParts(graph.item(item)->key);
    return parts ? std::pair(parts->prefix, parts->number) : std::pair(std::string_view(), std::int64_t{0});
}

} // namespace

std::string_view severityName(Severity severity)
{
    switch (severity) {
    case Severity::Error: return "error";
    case Severity::Warning: return "warning";
    case Severity::Note: return "note";
    }
    return {};
}

const std::vector<ValidationRule> &rules()
{
    static const std::vector<ValidationRule> all = [] {
        std::vector<ValidationRule> made;
        for (auto *theme : {&inventoryRules, &authorizationRules, &commandRules, &credentialRules, &backendRules, &taraRules})
            for (ValidationRule &rule : theme())
                made.push_back(std::move(rule));
        return made;
    }();
    return all;
}

const ValidationRule *findRule(std::string_view id)
{
    const auto found = std::find_if(rules().begin(), rules().end(), [id](const ValidationRule &rule) { return rule.id == id; });
    return found == rules().end() ? nullptr : &*found;
}

Result<std::vector<ValidationProblem>> findProblems(const Graph &graph, Date asOf, const Budget &budget)
{
    const Evidence evidence(graph, {});
    const RuleInput input{graph, evidence, asOf};
    std::vector<ValidationProblem> problems;
    for (const ValidationRule &rule : rules()) {
        if (Result<void> going = budget.check(); !going)
            return going.error();
        const std::size_t first = problems.size();
        rule.check(input, [&](ItemId item, Message text, std::vector<ItemId> others) {
            problems.push_back({&rule, item, std::move(text), std::move(others)});
        });
        std::stable_sort(problems.begin() + static_cast<std::ptrdiff_t>(first), problems.end(),
                         [&graph](const ValidationProblem &a, const ValidationProblem &b) {
                             return placeInList(graph, a.item) < placeInList(graph, b.item);
                         });
    }
    return problems;
}

} // namespace tarascope
