#include "model/risk/holding.h"

#include "model/risk/front.h"
#include "model/risk/pathreport.h"
#include "model/risk/targets.h"

#include <algorithm>
#include <climits>

namespace tarascope {

namespace {

constexpr int unreachable = INT_MAX;

// Controls with at least one place where they count for somebody; the others hold nothing.
std::vector<ItemId> countingControls(const Front &front)
{
    std::vector<ItemId> found;
    for (const auto &one : front.solved)
        for (std::size_t i = 0; i < one->attack->guards.size(); ++i)
            if (one->effects.guardCounts[i])
                found.push_back(one->attack->guards[i].control);
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

std::optional<Scored> easiestOf(const Stages &stages, const Front &front, const Targets &targets)
{
    const std::vector<int> vectors = frontier(stages, front.row(stages.lattice(), targets.positions));
    return vectors.empty() ? std::nullopt : std::optional(scoredOf(stages.space(), vectors.front()));
}

int difficultyOf(const std::optional<Scored> &scored) { return scored ? scored->difficulty : unreachable; }

} // namespace

Result<std::vector<Holding>> holdingControls(Stages &stages, const Graph &graph, const PathQuestion &asked,
                                             const Budget &budget)
{
    const Result<Targets> targets = targetsOf(stages, graph, asked);
    if (!targets)
        return targets.error();
    const auto solve = [&](const Scenario &scenario) {
        return solveProfiles(stages, graph, targets->question, asked.reading, scenario, asked.profile, asked.from,
                             budget);
    };
    Result<Front> now = solve(asked.scenario);
    if (!now)
        return now.error();
    const int held = difficultyOf(easiestOf(stages, *now, *targets));
    std::vector<Holding> found;
    for (ItemId control : countingControls(*now)) {
        Scenario without = asked.scenario;
        without.switches[graph.item(control)->uid] = false;
        Result<Front> front = solve(without);
        if (!front)
            return front.error();
        const std::optional<Scored> easiest = easiestOf(stages, *front, *targets);
        if (difficultyOf(easiest) < held)
            found.push_back({control, *easiest});
    }
    std::sort(found.begin(), found.end(), [&](const Holding &a, const Holding &b) {
        const auto place = [&](const Holding &one) {
            return std::pair(one.without.difficulty, keyParts(graph.item(one.control)->key)->number);
        };
        return place(a) < place(b);
    });
    return found;
}

std::vector<Reason> struckReasons(const Graph &graph, const AttackGraph &attack)
{
    std::vector<Reason> reasons;
    for (LinkId id : attack.struck) {
        const Link *link = graph.link(id);
        Reason reason;
        reason.message = {QT_TRANSLATE_NOOP("model", "%1 from %2 to %3 is struck as not credible: %4"),
                          {link->key, graph.item(graph.from(id))->key, graph.item(graph.to(id))->key,
                           *link->attributes.get<std::string>(Attr::notCredible)},
                          "struck"};
        reason.items = {graph.from(id), graph.to(id)};
        reason.links = {id};
        reasons.push_back(std::move(reason));
    }
    return reasons;
}

} // namespace tarascope
