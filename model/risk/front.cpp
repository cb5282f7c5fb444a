#include "model/risk/front.h"

#include <algorithm>

namespace tarascope {

BitRow Front::row(const Lattice &lattice, const Solved &one, std::span<const std::int32_t> targets)
{
    BitRow row(lattice.words(), 0);
    for (std::int32_t target : targets) {
        const BitRow bits = one.row(target);
        for (std::size_t word = 0; word < row.size(); ++word)
            row[word] |= bits[word];
    }
    return row;
}

BitRow Front::row(const Lattice &lattice, std::span<const std::int32_t> targets) const
{
    BitRow all(lattice.words(), 0);
    for (const auto &one : solved) {
        const BitRow bits = row(lattice, *one, targets);
        for (std::size_t word = 0; word < all.size(); ++word)
            all[word] |= bits[word];
    }
    return all;
}

Result<Front> solveProfiles(Stages &stages, const Graph &graph, const AttackQuestion &question, Reading reading,
                            const Scenario &scenario, ItemId onlyProfile, ItemId from, const Budget &budget)
{
    Front front;
    const auto attack = stages.compiled(question);
    const Evidence &evidence = stages.evidence(scenario);
    for (std::int16_t profile : enabledProfiles(graph, *attack, scenario)) {
        if (onlyProfile.valid() && attack->profiles[static_cast<std::size_t>(profile)].item != onlyProfile)
            continue;
        const Effects effects = effectsOf(graph, *attack, profile, reading, scenario, evidence);
        auto solved = stages.solved(question, effects, from, budget);
        if (!solved)
            return solved.error();
        front.solved.push_back(std::move(*solved));
    }
    return front;
}

std::vector<int> frontier(const Stages &stages, const BitRow &row)
{
    std::vector<int> vectors = stages.lattice().minimal(row);
    std::stable_sort(vectors.begin(), vectors.end(), [&](int a, int b) {
        return stages.space().difficulty(a) < stages.space().difficulty(b);
    });
    return vectors;
}

Scenario withoutControls(const Graph &graph, const Scenario &scenario)
{
    Scenario rest = scenario;
    rest.verdicts.clear();
    std::erase_if(rest.switches, [&](const auto &entry) {
        const Item *item = graph.item(graph.findItem(entry.first));
        return item && item->kind == Kind::control;
    });
    return rest;
}

} // namespace tarascope
