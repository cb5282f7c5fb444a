#include "model/paths/easiest.h"
#include "tests/testmain.h"

#include <algorithm>
#include <random>
#include <set>

using namespace tarascope;

namespace {

struct Listed {
    int difficulty;
    std::int64_t weight;
    std::set<std::int32_t> steps;
    bool operator<(const Listed &other) const
    {
        return std::tie(difficulty, weight, steps) < std::tie(other.difficulty, other.weight, other.steps);
    }
};

int sumOfLevels(const Lattice &lattice, int vector)
{
    int sum = 0;
    for (int level : lattice.levelsOf(vector))
        sum += level;
    return sum;
}

Problem randomProblem(std::mt19937 &random, int positions, int lattice)
{
    auto pick = [&](int count) { return std::uniform_int_distribution<int>(0, count - 1)(random); };
    Problem problem;
    problem.positions = positions;
    const int steps = positions + pick(2 * positions);
    for (int i = 0; i < steps; ++i) {
        std::set<std::int32_t> needed;
        for (int premise = pick(4) == 0 ? 0 : 1 + pick(2); premise > 0; --premise)
            needed.insert(pick(positions));
        const std::int32_t to = pick(positions);
        needed.erase(to);
        problem.addStep(to, pick(lattice), std::vector<std::int32_t>(needed.begin(), needed.end()));
    }
    return problem;
}

/// Every choice of one step per position is tried; those whose needed part has no cycle are the derivations.
class BruteForce
{
public:
    BruteForce(const Problem &problem, const Lattice &lattice) : m_problem(problem), m_lattice(lattice) {}

    std::set<Listed> all(std::int32_t target)
    {
        m_found.clear();
        std::vector<std::int32_t> choice(static_cast<std::size_t>(m_problem.positions), -1);
        choose(choice, 0, target);
        return m_found;
    }

private:
    void choose(std::vector<std::int32_t> &choice, std::int32_t position, std::int32_t target)
    {
        if (position == m_problem.positions)
            return check(choice, target);
        choice[static_cast<std::size_t>(position)] = -1;
        choose(choice, position + 1, target);
        for (std::size_t i = 0; i < m_problem.steps.size(); ++i)
            if (m_problem.steps[i].to == position) {
                choice[static_cast<std::size_t>(position)] = static_cast<std::int32_t>(i);
                choose(choice, position + 1, target);
            }
    }

    bool derive(const std::vector<std::int32_t> &choice, std::int32_t position, std::set<std::int32_t> &path, std::set<std::int32_t> &used)
    {
        const std::int32_t step = choice[static_cast<std::size_t>(position)];
        if (step < 0 || !path.insert(position).second)
            return false;
        for (std::int32_t premise : m_problem.premisesOf(m_problem.steps[static_cast<std::size_t>(step)]))
            if (!derive(choice, premise, path, used))
                return false;
        path.erase(position);
        used.insert(step);
        return true;
    }

    void check(const std::vector<std::int32_t> &choice, std::int32_t target)
    {
        std::set<std::int32_t> path, used;
        if (!derive(choice, target, path, used))
            return;
        int vector = 0;
        for (std::int32_t step : used)
            vector = m_lattice.join(vector, m_problem.steps[static_cast<std::size_t>(step)].vector);
        m_found.insert({sumOfLevels(m_lattice, vector), static_cast<std::int64_t>(used.size()), used});
    }

    const Problem &m_problem;
    const Lattice &m_lattice;
    std::set<Listed> m_found;
};

} // namespace

class EasiestTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theKEasiestEqualBruteForce()
    {
        std::mt19937 random(11);
        const Lattice lattice({3, 2, 3});
        int compared = 0;
        for (int round = 0; round < 2000; ++round) {
            const Problem problem = randomProblem(random, 3 + round % 4, lattice.size());
            auto reached = solve(problem, lattice, Budget{});
            QVERIFY(reached.ok());
            const DerivationOrder order{[&](int vector) { return sumOfLevels(lattice, vector); },
                                        [](const Problem::Step &) { return 1; }};
            const std::int32_t target = 0;
            const std::set<Listed> all = BruteForce(problem, lattice).all(target);
            const int count = 50;
            auto listed = easiestDerivations(problem, lattice, *reached, std::span(&target, 1), count, order, 1'000'000, Budget{});
            QVERIFY(listed.ok());
            QCOMPARE(listed->found.size(), std::min(all.size(), std::size_t(count)));
            QCOMPARE(listed->more, all.size() > std::size_t(count));
            QVERIFY(!listed->cutOff);
            auto expected = all.begin();
            std::set<std::set<std::int32_t>> distinct;
            for (const Derivation &derivation : listed->found) {
                QCOMPARE(derivation.difficulty, expected->difficulty);
                QCOMPARE(derivation.weight, expected->weight);
                const std::set<std::int32_t> steps(derivation.steps.begin(), derivation.steps.end());
                QVERIFY(all.contains({derivation.difficulty, derivation.weight, steps}));
                QVERIFY(distinct.insert(steps).second);
                QCOMPARE(problem.steps[static_cast<std::size_t>(derivation.steps.back())].to, target);
                ++expected;
                ++compared;
            }
        }
        QVERIFY(compared > 500);
    }

    void aCutOffIsSaid()
    {
        std::mt19937 random(5);
        const Lattice lattice({3, 3});
        Problem problem;
        problem.positions = 12;
        for (std::int32_t i = 0; i < 11; ++i)
            for (int way = 0; way < 4; ++way)
                problem.addStep(i, way, std::vector<std::int32_t>{i + 1});
        problem.addStep(11, 0, {});
        auto reached = solve(problem, lattice, Budget{});
        const std::int32_t target = 0;
        const DerivationOrder order{[&](int vector) { return sumOfLevels(lattice, vector); },
                                    [](const Problem::Step &) { return 1; }};
        auto listed = easiestDerivations(problem, lattice, *reached, std::span(&target, 1), 100000, order, 200, Budget{});
        QVERIFY(listed->more && listed->cutOff);
        auto few = easiestDerivations(problem, lattice, *reached, std::span(&target, 1), 3, order, 1'000'000, Budget{});
        QCOMPARE(few->found.size(), std::size_t(3));
        QVERIFY(few->more && !few->cutOff);
        QCOMPARE(few->found.front().difficulty, 0);
    }
};

TARASCOPE_TEST(EasiestTest)
#include "easiesttest.moc"
