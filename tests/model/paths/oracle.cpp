#include "tests/model/paths/oracle.h"

#include <algorithm>
#include <functional>

namespace oracle {

bool lessEqual(const Levels &a, const Levels &b)
{
    for (std::size_t i = 0; i < a.size(); ++i)
        if (a[i] > b[i])
            return false;
    return true;
}

Levels join(const Levels &a, const Levels &b)
{
    Levels joined = a;
    for (std::size_t i = 0; i < a.size(); ++i)
        joined[i] = std::max(a[i], b[i]);
    return joined;
}

int numberOf(const Levels &levels, const std::vector<int> &levelCounts)
{
    int number = 0;
    for (std::size_t i = 0; i < levels.size(); ++i)
        number = number * levelCounts[i] + levels[i];
    return number;
}

std::set<Levels> minimalOf(const std::set<Levels> &vectors)
{
    std::set<Levels> minimal;
    for (const Levels &vector : vectors)
        if (std::none_of(vectors.begin(), vectors.end(),
                         [&](const Levels &other) { return other != vector && lessEqual(other, vector); }))
            minimal.insert(vector);
    return minimal;
}

namespace {

bool allReached(const Step &step, const std::vector<bool> &reached)
{
    return std::all_of(step.premises.begin(), step.premises.end(),
                       [&](int premise) { return reached[static_cast<std::size_t>(premise)]; });
}

} // namespace

std::vector<std::set<Levels>> byStepSets(const Graph &graph)
{
    std::vector<std::set<Levels>> found(static_cast<std::size_t>(graph.positions));
    const std::size_t sets = std::size_t{1} << graph.steps.size();
    for (std::size_t chosen = 0; chosen < sets; ++chosen) {
        Levels rating(graph.levelCounts.size(), 0);
        std::vector<bool> reached(static_cast<std::size_t>(graph.positions), false);
        for (std::size_t i = 0; i < graph.steps.size(); ++i)
            if (chosen >> i & 1)
                rating = join(rating, graph.steps[i].rating);
        for (bool more = true; more;) {
            more = false;
            for (std::size_t i = 0; i < graph.steps.size(); ++i) {
                const auto to = static_cast<std::size_t>(graph.steps[i].to);
                if ((chosen >> i & 1) && !reached[to] && allReached(graph.steps[i], reached))
                    reached[to] = more = true;
            }
        }
        for (std::size_t position = 0; position < reached.size(); ++position)
            if (reached[position])
                found[position].insert(rating);
    }
    for (std::set<Levels> &vectors : found)
        vectors = minimalOf(vectors);
    return found;
}

std::vector<Derived> derivationsOf(const Graph &graph, int target)
{
    std::vector<Derived> found;
    std::vector<int> choice(static_cast<std::size_t>(graph.positions), -1); // step per position
    // Derives a position under the choice; false inside a cycle or without a choice.
    std::function<bool(int, std::vector<bool> &, Derived &)> derive = [&](int position, std::vector<bool> &above,
                                                                         Derived &into) {
        const int chosen = choice[static_cast<std::size_t>(position)];
        if (chosen < 0 || above[static_cast<std::size_t>(position)])
            return false;
        const Step &step = graph.steps[static_cast<std::size_t>(chosen)];
        into.rating = join(into.rating, step.rating);
        into.weight += step.weight;
        above[static_cast<std::size_t>(position)] = true;
        bool whole = true;
        for (int premise : step.premises)
            whole = whole && derive(premise, above, into);
        above[static_cast<std::size_t>(position)] = false;
        return whole;
    };
    std::function<void(int)> choose = [&](int position) {
        if (position == graph.positions) {
            std::vector<bool> above(static_cast<std::size_t>(graph.positions), false);
            Derived derived{Levels(graph.levelCounts.size(), 0), 0};
            if (derive(target, above, derived))
                found.push_back(derived);
            return;
        }
        for (std::size_t i = 0; i < graph.steps.size(); ++i)
            if (graph.steps[i].to == position) {
                choice[static_cast<std::size_t>(position)] = static_cast<int>(i);
                choose(position + 1);
            }
        choice[static_cast<std::size_t>(position)] = -1;
        choose(position + 1);
    };
    choose(0);
    return found;
}

namespace {

// Adds a label unless one that is no harder is there; drops those it beats.
bool insertLabel(std::set<Levels> &labels, const Levels &label)
{
    for (const Levels &other : labels)
        if (lessEqual(other, label))
            return false;
    std::erase_if(labels, [&](const Levels &other) { return lessEqual(label, other); });
    labels.insert(label);
    return true;
}

std::set<Levels> labelsThrough(const Step &step, const std::vector<std::set<Levels>> &labels)
{
    std::set<Levels> through{step.rating};
    for (int premise : step.premises) {
        std::set<Levels> next;
        for (const Levels &left : through)
            for (const Levels &right : labels[static_cast<std::size_t>(premise)])
                insertLabel(next, join(left, right));
        through = std::move(next);
    }
    return through;
}

} // namespace

std::vector<std::set<Levels>> byLabels(const Graph &graph)
{
    std::vector<std::set<Levels>> labels(static_cast<std::size_t>(graph.positions));
    for (bool changed = true; changed;) {
        changed = false;
        for (const Step &step : graph.steps)
            for (const Levels &label : labelsThrough(step, labels))
                changed = insertLabel(labels[static_cast<std::size_t>(step.to)], label) || changed;
    }
    return labels;
}

namespace {

int pick(std::mt19937 &random, int count) { return static_cast<int>(random() % static_cast<unsigned>(count)); }

Levels randomRating(std::mt19937 &random, const std::vector<int> &levelCounts)
{
    Levels rating;
    for (int count : levelCounts)
        rating.push_back(pick(random, 3) == 0 ? 0 : pick(random, count)); // easy levels are common
    return rating;
}

} // namespace

Graph randomGraph(std::mt19937 &random, const std::vector<int> &levelCounts, const Shape &shape)
{
    Graph graph{levelCounts, shape.positions, {}};
    for (int i = 0; i < shape.steps; ++i) {
        Step step;
        step.to = pick(random, shape.positions);
        step.rating = randomRating(random, levelCounts);
        step.weight = pick(random, 4);
        const bool start = shape.layered ? step.to < shape.positions / 20 : pick(random, 5) == 0;
        const int premises = start ? 0 : 1 + (pick(random, 3) == 0 ? pick(random, shape.mostPremises) : 0);
        for (int k = 0; k < premises; ++k) {
            const int near = step.to - 1 - pick(random, std::max(1, shape.positions / 20));
            step.premises.push_back(shape.layered && near >= 0 && pick(random, 10) != 0 ? near
                                                                                        : pick(random, shape.positions));
        }
        graph.steps.push_back(std::move(step));
    }
    return graph;
}

tarascope::Problem problemOf(const Graph &graph)
{
    tarascope::Problem problem;
    problem.positions = graph.positions;
    for (std::size_t i = 0; i < graph.steps.size(); ++i) {
        const std::vector<std::int32_t> premises(graph.steps[i].premises.begin(), graph.steps[i].premises.end());
        problem.addStep(graph.steps[i].to, numberOf(graph.steps[i].rating, graph.levelCounts), premises,
                        static_cast<std::int32_t>(i));
    }
    return problem;
}

std::set<Levels> minimalOf(const tarascope::Lattice &lattice, std::span<const std::uint64_t> row)
{
    std::set<Levels> found;
    for (int vector : lattice.minimal(row))
        found.insert(lattice.levelsOf(vector));
    return found;
}

} // namespace oracle
