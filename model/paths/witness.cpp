#include "model/paths/witness.h"

#include <algorithm>
#include <queue>

namespace tarascope {

namespace {

constexpr std::int64_t unreached = INT64_MAX;
// A premise used twice counts twice, so costs can double with each step: they stop growing here.
constexpr std::int64_t largestCost = std::int64_t{1} << 40;

struct Candidate {
    std::int64_t cost;
    std::uint32_t step;
    bool operator>(const Candidate &other) const
    {
        return cost != other.cost ? cost > other.cost : step > other.step;
    }
};

class Knuth
{
public:
    Knuth(const Problem &problem, const Lattice &lattice, int threshold)
        : m_problem(problem), m_open(problem.steps.size()), m_missing(problem.steps.size()),
          m_sum(problem.steps.size(), 0), m_cost(static_cast<std::size_t>(problem.positions), unreached),
          m_best(static_cast<std::size_t>(problem.positions), -1), m_waiting(static_cast<std::size_t>(problem.positions))
    {
        for (std::size_t i = 0; i < problem.steps.size(); ++i) {
            const Problem::Step &step = problem.steps[i];
            m_open[i] = lattice.lessEqual(step.vector, threshold);
            m_missing[i] = step.premiseEnd - step.premiseBegin;
            if (m_open[i])
                for (std::int32_t premise : problem.premisesOf(step))
                    m_waiting[static_cast<std::size_t>(premise)].push_back(static_cast<std::uint32_t>(i));
        }
    }

    Witness run(std::int32_t target, const std::function<int(const Problem::Step &)> &weight)
    {
        for (std::size_t i = 0; i < m_problem.steps.size(); ++i)
            if (m_open[i] && m_missing[i] == 0)
                m_queue.push({weight(m_problem.steps[i]), static_cast<std::uint32_t>(i)});
        while (!m_queue.empty()) {
            const Candidate next = m_queue.top();
            m_queue.pop();
            const auto to = static_cast<std::size_t>(m_problem.steps[next.step].to);
            if (m_cost[to] != unreached)
                continue;
            m_cost[to] = next.cost;
            m_best[to] = static_cast<std::int32_t>(next.step);
            if (m_problem.steps[next.step].to == target)
                return collect(target);
            for (std::uint32_t waiting : m_waiting[to]) {
                m_sum[waiting] = std::min(m_sum[waiting] + next.cost, largestCost);
                if (--m_missing[waiting] == 0)
                    m_queue.push({m_sum[waiting] + weight(m_problem.steps[waiting]), waiting});
            }
        }
        return {};
    }

private:
    // Premises before what needs them, each step once; depth-first without recursion.
    Witness collect(std::int32_t target) const
    {
        Witness witness;
        std::vector<std::uint8_t> done(static_cast<std::size_t>(m_problem.positions), 0);
        std::vector<std::pair<std::int32_t, std::size_t>> stack{{target, 0}};
        done[static_cast<std::size_t>(target)] = 1;
        while (!stack.empty()) {
            auto &[position, place] = stack.back();
            const std::int32_t step = m_best[static_cast<std::size_t>(position)];
            const auto premises = m_problem.premisesOf(m_problem.steps[static_cast<std::size_t>(step)]);
            if (place == premises.size()) {
                witness.push_back(step);
                stack.pop_back();
                continue;
            }
            const std::int32_t premise = premises[place++];
            if (!done[static_cast<std::size_t>(premise)]) {
                done[static_cast<std::size_t>(premise)] = 1;
                stack.emplace_back(premise, 0);
            }
        }
        return witness;
    }

    const Problem &m_problem;
    std::vector<std::uint8_t> m_open;
    std::vector<std::uint32_t> m_missing;
    std::vector<std::int64_t> m_sum;
    std::vector<std::int64_t> m_cost;
    std::vector<std::int32_t> m_best;
    std::vector<std::vector<std::uint32_t>> m_waiting;
    std::priority_queue<Candidate, std::vector<Candidate>, std::greater<>> m_queue;
};

} // namespace

Witness shortestWitness(const Problem &problem, const Lattice &lattice, int threshold, std::int32_t target,
                        const std::function<int(const Problem::Step &)> &weight)
{
    return Knuth(problem, lattice, threshold).run(target, weight);
}

} // namespace tarascope
