#pragma once
#include "model/paths/lattice.h"
#include "model/paths/problem.h"

#include <random>
#include <set>
#include <vector>

/// Slow and plain solvers that share nothing with the engine: vectors are lists of levels, no bit rows, no lattice.
namespace oracle {

using Levels = std::vector<int>;

struct Step {
    int to = 0;
    Levels rating;
    std::vector<int> premises;
    int weight = 1;
};

struct Graph {
    std::vector<int> levelCounts; ///< of the method's factors
    int positions = 0;
    std::vector<Step> steps;
};

bool lessEqual(const Levels &a, const Levels &b);
Levels join(const Levels &a, const Levels &b);
/// The number that the engine gives a vector: mixed radix, first factor most significant.
int numberOf(const Levels &levels, const std::vector<int> &levelCounts);
std::set<Levels> minimalOf(const std::set<Levels> &vectors);

/// Minimal vectors of every position, by trying every set of steps: what the set reaches by forward chaining is reached
/// with the joined rating of the whole set. At most 16 steps.
std::vector<std::set<Levels>> byStepSets(const Graph &graph);

/// One derivation of a position: its joined rating, and its weight where a premise used twice counts twice.
struct Derived {
    Levels rating;
    long weight = 0;
};
/// Every derivation of a position that can be told by choosing one step for each position (cycles reach nothing).
std::vector<Derived> derivationsOf(const Graph &graph, int target);

/// Minimal vectors of every position by merging sets of Pareto labels until nothing changes.
std::vector<std::set<Levels>> byLabels(const Graph &graph);

/// The score-only search that people write first: one best score per position, AND and OR by that score alone. Wrong.
template <class Score> std::vector<Levels> bySingleLabel(const Graph &graph, Score score)
{
    std::vector<Levels> best(static_cast<std::size_t>(graph.positions));
    for (bool changed = true; changed;) {
        changed = false;
        for (const Step &step : graph.steps) {
            Levels rating = step.rating;
            bool ready = true;
            for (int premise : step.premises) {
                const Levels &label = best[static_cast<std::size_t>(premise)];
                ready = ready && !label.empty();
                if (ready)
                    rating = join(rating, label);
            }
            Levels &label = best[static_cast<std::size_t>(step.to)];
            if (ready && (label.empty() || score(rating) < score(label))) {
                label = rating;
                changed = true;
            }
        }
    }
    return best;
}

struct Shape {
    int positions = 9;
    int steps = 14;
    int mostPremises = 3;
    bool layered = false; ///< premises come from near below, now and then from anywhere
};
/// AND/OR graph with cycles; a share of the steps are starts. The same seed gives the same graph.
Graph randomGraph(std::mt19937 &random, const std::vector<int> &levelCounts, const Shape &shape);

tarascope::Problem problemOf(const Graph &graph);
/// Minimal vectors that the engine says a row has, as levels.
std::set<Levels> minimalOf(const tarascope::Lattice &lattice, std::span<const std::uint64_t> row);

} // namespace oracle
