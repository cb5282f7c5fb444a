#include "model/risk/easiestpaths.h"

#include "model/paths/easiest.h"
#include "model/paths/witness.h"
#include "model/risk/pathreport.h"

#include <algorithm>

namespace tarascope {

AttackPath shortestPath(Stages &stages, const Graph &graph, const PathQuestion &asked, const Front &front,
                        const Targets &targets, int vector)
{
    AttackPath best;
    std::size_t bestSteps = SIZE_MAX;
    for (const auto &one : front.solved) {
        std::optional<Problem> problem;
        for (std::int32_t target : targets.positions) {
            if (!one->reached.has(target, vector))
                continue;
            if (!problem)
                problem = makeProblem(*one->attack, one->effects, one->from);
            const Witness witness =
                shortestWitness(*problem, stages.lattice(), vector, target,
                                [&](const Problem::Step &step) { return witnessWeight(*one->attack, step); });
            AttackPath path = makePath({graph, stages.space(), stages.lattice(), *one, *problem, asked.reading,
                                        asked.scenario, stages.evidence(asked.scenario)},
                                       witness, vector);
            if (path.steps.size() < bestSteps) {
                bestSteps = path.steps.size();
                best = std::move(path);
            }
        }
    }
    return best;
}

namespace {

bool sameStep(const PathStep &a, const PathStep &b)
{
    return a.from == b.from && a.to == b.to && a.rule == b.rule && a.link == b.link && a.controls == b.controls;
}

bool samePath(const AttackPath &a, const AttackPath &b)
{
    return a.profile == b.profile && std::equal(a.steps.begin(), a.steps.end(), b.steps.begin(), b.steps.end(), sameStep);
}

} // namespace

Result<void> listEasiest(Stages &stages, const Graph &graph, const PathQuestion &asked, const Front &front,
                         const Targets &targets, const Budget &budget, PathsResult &result)
{
    constexpr int hiddenVariants = 8;
    constexpr std::int64_t expansions = 20'000;
    for (const auto &one : front.solved) {
        const Problem problem = makeProblem(*one->attack, one->effects, one->from);
        const DerivationOrder order{[&](int vector) { return stages.space().difficulty(vector); },
                                    [&](const Problem::Step &step) { return witnessWeight(*one->attack, step); }};
        Result<EasiestDerivations> found = easiestDerivations(problem, stages.lattice(), one->reached, targets.positions,
                                                              asked.count * hiddenVariants, order, expansions, budget);
        if (!found)
            return found.error();
        result.more = result.more || found->more;
        const PathSource source{graph,         stages.space(),   stages.lattice(), *one, problem, asked.reading,
                                asked.scenario, stages.evidence(asked.scenario)};
        for (const Derivation &derivation : found->found) {
            AttackPath path = makePath(source, derivation.steps, derivation.vector);
            const bool known = std::any_of(result.paths.begin(), result.paths.end(),
                                           [&](const AttackPath &other) { return samePath(path, other); });
            if (!known)
                result.paths.push_back(std::move(path));
        }
    }
    std::stable_sort(result.paths.begin(), result.paths.end(), [](const AttackPath &a, const AttackPath &b) {
        return std::pair(a.total.difficulty, a.steps.size()) < std::pair(b.total.difficulty, b.steps.size());
    });
    if (result.paths.size() > static_cast<std::size_t>(asked.count)) {
        result.paths.resize(static_cast<std::size_t>(asked.count));
        result.more = true;
    }
    return {};
}

} // namespace tarascope
