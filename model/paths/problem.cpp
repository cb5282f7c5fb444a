#include "model/paths/problem.h"

#include <algorithm>

namespace tarascope {

void Problem::addStep(std::int32_t to, std::int32_t vector, std::span<const std::int32_t> needed, std::int32_t source)
{
    const auto begin = static_cast<std::uint32_t>(premises.size());
    premises.insert(premises.end(), needed.begin(), needed.end());
    steps.push_back({to, vector, begin, static_cast<std::uint32_t>(premises.size()), source});
}

namespace {

// An attack that begins elsewhere: S1 and starting attack steps of other items are left out.
bool beginsElsewhere(const AttackGraph &graph, const AttackStep &step, ItemId from)
{
    if (!from.valid() || step.premiseBegin != step.premiseEnd)
        return false;
    const bool start = step.rule == AttackRule::S1 || step.rule == AttackRule::S15;
    return start && graph.positions[static_cast<std::size_t>(step.to)].item != from;
}

} // namespace

Problem makeProblem(const AttackGraph &graph, const Effects &effects, ItemId from)
{
    Problem problem;
    problem.positions = static_cast<std::int32_t>(graph.positions.size());
    problem.steps.reserve(graph.steps.size());
    problem.premises.reserve(graph.premises.size() + graph.stepGuards.size());
    std::vector<std::int32_t> needed;
    for (std::size_t i = 0; i < graph.steps.size(); ++i) {
        const AttackStep &step = graph.steps[i];
        const bool otherProfile = step.profile >= 0 && step.profile != effects.profile;
        const bool closed =
            step.vulnerability >= 0 && !effects.vulnerabilityOpen[static_cast<std::size_t>(step.vulnerability)];
        if (otherProfile || closed || beginsElsewhere(graph, step, from))
            continue;
        const auto premises = graph.premisesOf(step);
        needed.assign(premises.begin(), premises.end());
        for (std::int32_t guard : graph.guardsOf(step))
            if (effects.guardCounts[static_cast<std::size_t>(guard)])
                needed.push_back(graph.guards[static_cast<std::size_t>(guard)].defeated);
        std::sort(needed.begin(), needed.end());
        needed.erase(std::unique(needed.begin(), needed.end()), needed.end());
        problem.addStep(step.to, step.vector, needed, static_cast<std::int32_t>(i));
    }
    return problem;
}

} // namespace tarascope
