#include "model/risk/front.h"

#include <algorithm>

namespace tarascope {

BitRow Front::row(const Lattice &lattice, const Solved &one, std::span<const std::int32_t> targets)
{
    BitRow row(lattice.words(), 0);
    for (std::int32_t target : targets) {
        const BitRow bits = one.reached.row(target);
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
    const auto attack = stages.compiled(question);
    std::vector<std::int16_t> profiles = enabledProfiles(graph, *attack, scenario);
    if (onlyProfile.valid())
        std::erase_if(profiles, [&](std::int16_t profile) {
            return attack->profiles[static_cast<std::size_t>(profile)].item != onlyProfile;
        });
    auto solved = stages.solved(question, effectsOf(graph, *attack, profiles, reading, scenario, stages.evidence(scenario)),
                                from, budget);
    if (!solved)
        return solved.error();
    return Front{std::move(*solved)};
}

std::vector<int> frontier(const Stages &stages, const BitRow &row)
{
    std::vector<int> vectors = stages.lattice().minimal(row);
    std::stable_sort(vectors.begin(), vectors.end(), [&](int a, int b) {
        return stages.space().difficulty(a) < stages.space().difficulty(b);
    });
    return vectors;
}

} // namespace tarascope
