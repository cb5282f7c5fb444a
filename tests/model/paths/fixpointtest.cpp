#include "tests/model/paths/oracle.h"
#include "tests/testmain.h"

#include "model/paths/solve.h"
#include "model/paths/witness.h"

#include <numeric>

using namespace tarascope;
using oracle::Levels;

namespace {

const std::vector<std::vector<int>> methodShapes{{5, 4, 4, 4, 4}, {4, 2, 3, 2}, {4}};

Reached solved(const oracle::Graph &graph, const Lattice &lattice)
{
    auto reached = solve(oracle::problemOf(graph), lattice, Budget{});
    if (!reached)
        qFatal("%s", reached.error().english().c_str());
    return std::move(*reached);
}

// Every premise is reached by an earlier step, the last step reaches the target, nothing is derived twice.
bool isDerivation(const Problem &problem, const Witness &witness, int target)
{
    std::set<int> reached;
    for (std::int32_t place : witness) {
        const Problem::Step &step = problem.steps[std::size_t(place)];
        for (std::int32_t premise : problem.premisesOf(step))
            if (!reached.contains(premise))
                return false;
        if (!reached.insert(step.to).second)
            return false;
    }
    return !witness.empty() && problem.steps[std::size_t(witness.back())].to == target;
}

Levels joinOf(const oracle::Graph &graph, const Witness &witness)
{
    Levels joined(graph.levelCounts.size(), 0);
    for (std::int32_t place : witness)
        joined = oracle::join(joined, graph.steps[std::size_t(place)].rating);
    return joined;
}

// Weight where a premise used twice counts twice.
long weightOf(const oracle::Graph &graph, const Witness &witness)
{
    std::map<int, long> weights;
    for (std::int32_t place : witness) {
        const oracle::Step &step = graph.steps[std::size_t(place)];
        long weight = step.weight;
        for (int premise : step.premises)
            weight += weights.at(premise);
        weights[step.to] = weight;
    }
    return weights.at(graph.steps[std::size_t(witness.back())].to);
}

bool sameBits(std::span<const std::uint64_t> a, std::span<const std::uint64_t> b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end());
}

} // namespace

/// The fixpoint and its witnesses against brute force over all sets of steps and over all derivations.
class FixpointTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void againstAllStepSets()
    {
        std::mt19937 random(1);
        int several = 0;
        for (int round = 0; round < 240; ++round) {
            const auto &counts = methodShapes[std::size_t(round % 3)];
            oracle::Shape shape;
            shape.positions = 2 + int(random() % 8);
            shape.steps = 3 + int(random() % 10);
            const oracle::Graph graph = oracle::randomGraph(random, counts, shape);
            const Lattice lattice(counts);
            const Reached reached = solved(graph, lattice);
            const auto expected = oracle::byStepSets(graph);
            for (int position = 0; position < graph.positions; ++position) {
                const auto &frontier = expected[std::size_t(position)];
                QCOMPARE(oracle::minimalOf(lattice, reached.row(position)), frontier);
                QCOMPARE(reached.isReached(position), !frontier.empty());
                several += frontier.size() > 1;
            }
        }
        QVERIFY(several > 50); // the graphs do have frontiers
    }

    void witnesses()
    {
        std::mt19937 random(2);
        int checked = 0;
        for (int round = 0; round < 150; ++round) {
            const auto &counts = methodShapes[std::size_t(round % 3)];
            oracle::Shape shape;
            shape.positions = 2 + int(random() % 8);
            shape.steps = 3 + int(random() % 11);
            const oracle::Graph graph = oracle::randomGraph(random, counts, shape);
            const Lattice lattice(counts);
            const Problem problem = oracle::problemOf(graph);
            const Reached reached = solved(graph, lattice);
            for (int position = 0; position < graph.positions; ++position) {
                const auto derivations = oracle::derivationsOf(graph, position);
                for (int vector : lattice.minimal(reached.row(position))) {
                    const Witness witness = shortestWitness(problem, lattice, vector, position, [&](const Problem::Step &step) {
                        return graph.steps[std::size_t(step.source)].weight;
                    });
                    QVERIFY(isDerivation(problem, witness, position));
                    QCOMPARE(joinOf(graph, witness), lattice.levelsOf(vector));
                    long least = LONG_MAX;
                    for (const oracle::Derived &derived : derivations)
                        if (oracle::lessEqual(derived.rating, lattice.levelsOf(vector)))
                            least = std::min(least, derived.weight);
                    QCOMPARE(weightOf(graph, witness), least);
                    ++checked;
                }
            }
        }
        QVERIFY(checked > 300);
    }

    void noWitnessBelowTheFrontier()
    {
        oracle::Graph graph{{5, 4, 4, 4, 4}, 2, {{0, {1, 0, 0, 0, 0}, {}, 1}, {1, {0, 2, 0, 0, 0}, {0}, 1}}};
        const Lattice lattice(graph.levelCounts);
        const auto one = [](const Problem::Step &) { return 1; };
        const Problem problem = oracle::problemOf(graph);
        const Levels exact{1, 2, 0, 0, 0}, below{0, 3, 3, 3, 3};
        QCOMPARE(shortestWitness(problem, lattice, lattice.vectorOf(exact), 1, one), (Witness{0, 1}));
        QVERIFY(shortestWitness(problem, lattice, lattice.vectorOf(below), 1, one).empty());
    }

    /// Nothing holds itself up: a cycle without a start reaches nothing, with a start it costs nothing more.
    void cycles()
    {
        oracle::Graph graph{{4}, 3, {{0, {0}, {2}, 1}, {1, {1}, {0}, 1}, {2, {0}, {1}, 1}, {0, {2}, {0, 1}, 1}}};
        const Lattice lattice(graph.levelCounts);
        for (int position = 0; position < 3; ++position)
            QVERIFY(!solved(graph, lattice).isReached(position));
        graph.steps.push_back({1, {3}, {}, 1});
        for (int position = 0; position < 3; ++position)
            QCOMPARE(oracle::minimalOf(lattice, solved(graph, lattice).row(position)), (std::set<Levels>{{3}}));
    }

    void againstLabels()
    {
        for (int round = 0; round < 6; ++round) {
            std::mt19937 random(100U + unsigned(round));
            const auto &counts = methodShapes[std::size_t(round % 3)];
            const oracle::Graph graph = oracle::randomGraph(random, counts, {1000, 4000, 3, true});
            const Lattice lattice(counts);
            const Reached reached = solved(graph, lattice);
            const auto expected = oracle::byLabels(graph);
            std::size_t labels = 0;
            for (int position = 0; position < graph.positions; ++position) {
                QCOMPARE(oracle::minimalOf(lattice, reached.row(position)), expected[std::size_t(position)]);
                labels += expected[std::size_t(position)].size();
            }
            QVERIFY(labels > 900); // most positions are reached
        }
    }

    /// The fixpoint is unique: neither the order of the steps nor the numbers of the positions change it.
    void anyOrder()
    {
        std::mt19937 random(3);
        for (int round = 0; round < 30; ++round) {
            const auto &counts = methodShapes[std::size_t(round % 3)];
            const oracle::Graph graph = oracle::randomGraph(random, counts, {300, 1200, 3, round % 2 == 0});
            const Lattice lattice(counts);
            const Reached reached = solved(graph, lattice);
            std::vector<int> renumbered(std::size_t(graph.positions));
            std::iota(renumbered.begin(), renumbered.end(), 0);
            std::shuffle(renumbered.begin(), renumbered.end(), random);
            oracle::Graph other = graph;
            std::shuffle(other.steps.begin(), other.steps.end(), random);
            for (oracle::Step &step : other.steps) {
                step.to = renumbered[std::size_t(step.to)];
                for (int &premise : step.premises)
                    premise = renumbered[std::size_t(premise)];
            }
            const Reached again = solved(other, lattice);
            for (int position = 0; position < graph.positions; ++position)
                QVERIFY(sameBits(reached.row(position), again.row(renumbered[std::size_t(position)])));
        }
    }

    void stops()
    {
        std::mt19937 random(4);
        const oracle::Graph graph = oracle::randomGraph(random, {4}, {2000, 8000, 2, true});
        std::stop_source source;
        source.request_stop();
        Budget budget;
        budget.stop = source.get_token();
        const auto reached = solve(oracle::problemOf(graph), Lattice({4}), budget);
        QVERIFY(!reached.ok());
        QCOMPARE(int(reached.error().kind), int(ErrorKind::Cancelled));
    }

    void nothing()
    {
        const Lattice lattice({4});
        QVERIFY(solve(Problem{}, lattice, Budget{}).ok());
        Problem problem;
        problem.positions = 2;
        QVERIFY(!solve(problem, lattice, Budget{})->isReached(1));
    }
};

TARASCOPE_TEST(FixpointTest)
#include "fixpointtest.moc"
