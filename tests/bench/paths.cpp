// The exact search for easiest attacks beside what one would write or take instead, on layered random graphs with cycles,
// four steps per position. Every result is compared with that of a search written here.
// Usage: bench_paths [positions ...]

#include "model/method/ratingmethod.h"
#include "model/method/vectorspace.h"
#include "model/paths/components.h"
#include "model/paths/solve.h"

#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <random>

using namespace tarascope;

namespace {

constexpr int stepsPerPosition = 4;
constexpr int starts = 8;

/// Processor time of this thread in milliseconds: on a busy machine the clock on the wall says nothing.
double milliseconds()
{
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return 1e3 * static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_nsec);
}

/// The shortest of several rounds.
template <class Work> double measure(int rounds, Work work)
{
    double best = 1e300;
    for (int round = 0; round < rounds; ++round) {
        const double start = milliseconds();
        work();
        best = std::min(best, milliseconds() - start);
    }
    return best;
}

Lattice latticeOf(const VectorSpace &space)
{
    std::vector<int> levels;
    for (int place = 0; place < space.factorCount(); ++place)
        levels.push_back(space.levelCount(place));
    return Lattice(levels);
}

/// A rating as analysts give them: mostly easy, sometimes hard in a factor or two.
int anyVector(const VectorSpace &space, std::mt19937 &random)
{
    int vector = 0;
    for (int place = 0; place < space.factorCount(); ++place)
        if (random() % 3 == 0)
            vector = space.withLevel(vector, place, static_cast<int>(random() % static_cast<unsigned>(space.levelCount(place))));
    return vector;
}

/// Premises come from a little below, one in ten from anywhere; `andGates`: one step in ten has two of them.
AttackGraph layered(int positions, bool andGates, const VectorSpace &space)
{
    std::mt19937 random(7);
    AttackGraph graph;
    graph.positions.resize(static_cast<std::size_t>(positions));
    graph.profiles.push_back({});
    auto premiseOf = [&](int to) {
        const int window = std::max(40, positions / 50);
        if (random() % 10 == 0)
            return static_cast<std::int32_t>(random() % static_cast<unsigned>(positions));
        return std::max(0, to - 1 - static_cast<int>(random() % static_cast<unsigned>(window)));
    };
    auto add = [&](std::int32_t to, const std::vector<std::int32_t> &premises) {
        AttackStep step;
        step.to = to;
        step.vector = anyVector(space, random);
        step.premiseBegin = static_cast<std::uint32_t>(graph.premises.size());
        graph.premises.insert(graph.premises.end(), premises.begin(), premises.end());
        step.premiseEnd = static_cast<std::uint32_t>(graph.premises.size());
        graph.steps.push_back(step);
    };
    for (int start = 0; start < starts; ++start)
        add(start, {});
    for (int to = starts; to < positions; ++to)
        for (int i = 0; i < stepsPerPosition; ++i) {
            std::vector<std::int32_t> premises{premiseOf(to)};
            if (andGates && random() % 10 == 0)
                premises.push_back(premiseOf(to));
            add(to, premises);
        }
    numberForSweep(graph);
    return graph;
}

/// For each position the steps that wait for it, and per step its premises: what the searches below walk.
struct Walk {
    std::vector<std::uint32_t> begin;
    std::vector<std::uint32_t> steps;

    explicit Walk(const Problem &problem) : begin(static_cast<std::size_t>(problem.positions) + 1)
    {
        for (std::int32_t premise : problem.premises)
            ++begin[static_cast<std::size_t>(premise) + 1];
        for (std::size_t i = 1; i < begin.size(); ++i)
            begin[i] += begin[i - 1];
        steps.resize(problem.premises.size());
        std::vector<std::uint32_t> next = begin;
        for (std::uint32_t i = 0; i < problem.steps.size(); ++i)
            for (std::int32_t premise : problem.premisesOf(problem.steps[i]))
                steps[next[static_cast<std::size_t>(premise)]++] = i;
    }
    std::span<const std::uint32_t> after(std::int32_t position) const
    {
        const auto slot = static_cast<std::size_t>(position);
        return std::span(steps).subspan(begin[slot], begin[slot + 1] - begin[slot]);
    }
};

/// One forward chaining per threshold vector: the plain way to the same exact answer. `reached[v]` per position.
std::vector<std::vector<char>> byThresholds(const Problem &problem, const VectorSpace &space)
{
    const Walk walk(problem);
    std::vector<std::vector<char>> reached;
    std::vector<std::uint32_t> missing(problem.steps.size());
    std::vector<std::int32_t> queue;
    for (int threshold = 0; threshold < space.size(); ++threshold) {
        std::vector<char> here(static_cast<std::size_t>(problem.positions), 0);
        queue.clear();
        auto reach = [&](const Problem::Step &step) {
            char &flag = here[static_cast<std::size_t>(step.to)];
            if (flag || !space.lessEqual(step.vector, threshold))
                return;
            flag = 1;
            queue.push_back(step.to);
        };
        for (std::size_t i = 0; i < problem.steps.size(); ++i) {
            missing[i] = problem.steps[i].premiseEnd - problem.steps[i].premiseBegin;
            if (missing[i] == 0)
                reach(problem.steps[i]);
        }
        for (std::size_t head = 0; head < queue.size(); ++head)
            for (std::uint32_t step : walk.after(queue[head]))
                if (--missing[step] == 0)
                    reach(problem.steps[step]);
        reached.push_back(std::move(here));
    }
    return reached;
}

/// Pareto sets by setting labels in the order of difficulty; steps with one premise only.
std::vector<std::vector<int>> byLabels(const Problem &problem, const VectorSpace &space)
{
    const Walk walk(problem);
    std::vector<std::vector<int>> labels(static_cast<std::size_t>(problem.positions));
    std::vector<std::vector<std::pair<std::int32_t, int>>> queue(static_cast<std::size_t>(space.size()));
    auto offer = [&](std::int32_t to, int vector) {
        for (int label : labels[static_cast<std::size_t>(to)])
            if (space.lessEqual(label, vector))
                return;
        queue[static_cast<std::size_t>(space.difficulty(vector))].emplace_back(to, vector);
    };
    for (const Problem::Step &step : problem.steps)
        if (step.premiseBegin == step.premiseEnd)
            offer(step.to, step.vector);
    for (std::size_t rank = 0; rank < queue.size(); ++rank)
        for (std::size_t i = 0; i < queue[rank].size(); ++i) {
            const auto [position, vector] = queue[rank][i];
            std::vector<int> &mine = labels[static_cast<std::size_t>(position)];
            if (std::any_of(mine.begin(), mine.end(), [&, v = vector](int label) { return space.lessEqual(label, v); }))
                continue;
            std::erase_if(mine, [&, v = vector](int label) { return space.lessEqual(v, label); });
            mine.push_back(vector);
            for (std::uint32_t step : walk.after(position))
                offer(problem.steps[step].to, space.join(vector, problem.steps[step].vector));
        }
    for (std::vector<int> &mine : labels)
        std::sort(mine.begin(), mine.end());
    return labels;
}

/// What people write first: scores of the steps added up, one number per position. The elementwise maximum along the path
/// it takes is its answer; -1: not reached.
class Additive
{
public:
    Additive(const Problem &problem, const VectorSpace &space) : m_problem(problem), m_space(space)
    {
        std::vector<std::pair<std::int32_t, std::int32_t>> edges;
        for (const Problem::Step &step : problem.steps) {
            const bool start = step.premiseBegin == step.premiseEnd;
            edges.emplace_back(start ? problem.positions : problem.premises[step.premiseBegin], step.to);
            m_vectors.push_back(step.vector);
        }
        std::vector<std::int32_t> weights;
        for (int vector : m_vectors)
            weights.push_back(static_cast<std::int32_t>(space.units(vector)));
        // The CSR graph sorts its edges: the number of the step travels along as a property.
        std::vector<Edge> properties;
        for (std::size_t i = 0; i < edges.size(); ++i)
            properties.push_back({weights[i], static_cast<std::int32_t>(i)});
        m_graph = Csr(boost::edges_are_unsorted_multi_pass, edges.begin(), edges.end(), properties.begin(),
                      static_cast<std::size_t>(problem.positions) + 1);
        m_distance.resize(num_vertices(m_graph));
        m_before.resize(num_vertices(m_graph));
    }

    void run()
    {
        const auto index = get(boost::vertex_index, m_graph);
        dijkstra_shortest_paths(m_graph, static_cast<std::size_t>(m_problem.positions),
                                boost::distance_map(boost::make_iterator_property_map(m_distance.begin(), index))
                                    .predecessor_map(boost::make_iterator_property_map(m_before.begin(), index))
                                    .weight_map(get(&Edge::weight, m_graph)));
    }

    std::vector<int> vectors() const
    {
        std::vector<int> found(static_cast<std::size_t>(m_problem.positions), -1);
        std::vector<std::size_t> order(found.size());
        for (std::size_t i = 0; i < order.size(); ++i)
            order[i] = i;
        std::stable_sort(order.begin(), order.end(),
                         [&](std::size_t a, std::size_t b) { return m_distance[a] < m_distance[b]; });
        // Steps of weight 0 tie: repeated until nothing changes.
        for (bool changed = true; changed;) {
            changed = false;
            for (std::size_t to : order) {
                const std::size_t from = m_before[to];
                if (found[to] >= 0 || from == to || (from < found.size() && found[from] < 0))
                    continue;
                found[to] = m_space.join(from < found.size() ? found[from] : 0, taken(from, to));
                changed = true;
            }
        }
        return found;
    }

private:
    struct Edge {
        std::int32_t weight;
        std::int32_t step;
    };
    using Csr = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, Edge>;

    int taken(std::size_t from, std::size_t to) const
    {
        const Edge *best = nullptr;
        for (auto [edge, end] = out_edges(from, m_graph); edge != end; ++edge)
            if (target(*edge, m_graph) == to && (!best || m_graph[*edge].weight < best->weight))
                best = &m_graph[*edge];
        return m_vectors[static_cast<std::size_t>(best->step)];
    }

    const Problem &m_problem;
    const VectorSpace &m_space;
    Csr m_graph;
    std::vector<int> m_vectors;
    std::vector<std::int32_t> m_distance;
    std::vector<std::size_t> m_before;
};

[[noreturn]] void differ(const char *what, std::int32_t position)
{
    std::fprintf(stderr, "%s gives another result at position %d\n", what, position);
    std::exit(1);
}

void compareThresholds(const Reached &reached, const std::vector<std::vector<char>> &plain)
{
    for (std::size_t vector = 0; vector < plain.size(); ++vector)
        for (std::size_t at = 0; at < plain[vector].size(); ++at)
            if (reached.has(static_cast<std::int32_t>(at), static_cast<int>(vector)) != (plain[vector][at] != 0))
                differ("one reachability per threshold", static_cast<std::int32_t>(at));
}

void compareLabels(const Reached &reached, const Lattice &lattice, const std::vector<std::vector<int>> &labels)
{
    for (std::size_t at = 0; at < labels.size(); ++at)
        if (lattice.minimal(reached.row(static_cast<std::int32_t>(at))) != labels[at])
            differ("label setting", static_cast<std::int32_t>(at));
}

/// How often the added scores choose a path that is not the easiest.
void countWrong(const Reached &reached, const Lattice &lattice, const VectorSpace &space, const std::vector<int> &found)
{
    int targets = 0, wrongScore = 0, wrongClass = 0;
    for (std::size_t at = 0; at < found.size(); ++at) {
        const std::vector<int> frontier = lattice.minimal(reached.row(static_cast<std::int32_t>(at)));
        if (frontier.empty() != (found[at] < 0))
            differ("Dijkstra", static_cast<std::int32_t>(at));
        if (frontier.empty())
            continue;
        const int best = *std::min_element(frontier.begin(), frontier.end(), [&](int a, int b) {
            return space.difficulty(a) < space.difficulty(b);
        });
        ++targets;
        wrongScore += space.units(best) != space.units(found[at]) ? 1 : 0;
        wrongClass += space.feasibility(best) != space.feasibility(found[at]) ? 1 : 0;
    }
    std::printf("  Dijkstra's answer: wrong score for %.0f %%, wrong class for %.0f %% of %d targets\n",
                100.0 * wrongScore / targets, 100.0 * wrongClass / targets, targets);
}

void compareAll(int positions, bool andGates, const VectorSpace &space, const Lattice &lattice)
{
    const AttackGraph graph = layered(positions, andGates, space);
    const Problem problem = makeProblem(graph, {});
    const int rounds = positions > 50'000 ? 5 : 15;
    Reached reached(0, 0);
    const double ours = measure(rounds, [&] { reached = std::move(*solve(problem, lattice, Budget{})); });
    std::printf("%d positions, %zu steps%s\n  exact fixpoint, all targets %10.2f ms\n", positions, problem.steps.size(),
                andGates ? ", one in ten with two premises" : "", ours);
    auto row = [&](const char *what, double time) { std::printf("  %-27s %10.2f ms  %7.2f x ours\n", what, time, time / ours); };
    std::vector<std::vector<char>> plain;
    row("reachability per threshold", measure(1, [&] { plain = byThresholds(problem, space); }));
    compareThresholds(reached, plain);
    if (andGates)
        return;
    std::vector<std::vector<int>> labels;
    row("Pareto label setting", measure(3, [&] { labels = byLabels(problem, space); }));
    compareLabels(reached, lattice, labels);
    Additive additive(problem, space);
    row("Dijkstra, scores added", measure(rounds, [&] { additive.run(); }));
    countWrong(reached, lattice, space, additive.vectors());
}

} // namespace

int main(int count, char **values)
{
    const Result<RatingMethod> method = loadMethod(std::string(defaultMethodId));
    if (!method)
        return 1;
    const VectorSpace space(*method);
    const Lattice lattice = latticeOf(space);
    std::vector<int> sizes;
    for (int i = 1; i < count; ++i)
        sizes.push_back(std::atoi(values[i]));
    if (sizes.empty())
        sizes = {1'000, 10'000, 100'000};
    for (int positions : sizes)
        for (bool andGates : {false, true})
            compareAll(positions, andGates, space, lattice);
    return 0;
}
