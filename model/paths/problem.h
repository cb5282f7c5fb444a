#pragma once
#include "model/paths/attackgraph.h"
#include "model/paths/lattice.h"

#include <vector>

namespace tarascope {

/// What counts for one profile under one reading: computed from statuses, outcomes and switches.
struct Effects {
    std::int16_t profile = 0;
    std::vector<std::uint8_t> guardCounts;       ///< per guard
    std::vector<std::uint8_t> vulnerabilityOpen; ///< per vulnerability
    bool operator==(const Effects &) const = default;
};

/// The flat form that is solved: the positions of an attack graph, steps with a rating vector and premises (AND). A position is
/// reached by any of its steps (OR); a step without premises is a start.
struct Problem {
    struct Step {
        std::int32_t to = 0;
        std::int32_t vector = 0;
        std::uint32_t premiseBegin = 0;
        std::uint32_t premiseEnd = 0;
        std::int32_t source = -1; ///< step of the attack graph
    };

    std::int32_t positions = 0;
    std::vector<Step> steps;
    std::vector<std::int32_t> premises;

    void addStep(std::int32_t to, std::int32_t vector, std::span<const std::int32_t> needed, std::int32_t source = -1);
    std::span<const std::int32_t> premisesOf(const Step &step) const
    {
        return std::span(premises).subspan(step.premiseBegin, step.premiseEnd - step.premiseBegin);
    }
};

/// The problem of one profile: its own steps and those of everybody, without closed vulnerabilities; a guard that counts
/// adds "its control is defeated" to the premises. With `from`, only attacks that begin at this item.
Problem makeProblem(const AttackGraph &graph, const Effects &effects, ItemId from = {});

} // namespace tarascope
