#include "model/paths/easiest.h"

#include <algorithm>
#include <numeric>
#include <queue>

namespace tarascope {

namespace {

/// Which step derives a position; a partial derivation is a list of these.
struct Chosen {
    std::int32_t position;
    std::int32_t step;
};

struct Partial {
    int difficulty = 0;      ///< of the best completion
    std::int64_t least = 0;  ///< weight that any completion has at least
    std::int64_t weight = 0; ///< of the chosen steps
    int vector = 0;
    std::vector<Chosen> chosen;
    std::vector<std::int32_t> open; ///< positions that still need a step, ascending

    bool operator>(const Partial &other) const
    {
        if (difficulty != other.difficulty)
            return difficulty > other.difficulty;
        if (least != other.least)
            return least > other.least;
        return std::lexicographical_compare(
            other.chosen.begin(), other.chosen.end(), chosen.begin(), chosen.end(),
            [](const Chosen &a, const Chosen &b) { return a.step < b.step; });
    }
};

class Enumeration
{
public:
    Enumeration(const Problem &problem, const Lattice &lattice, const Reached &reached, const DerivationOrder &order)
        : m_problem(problem), m_lattice(lattice), m_reached(reached), m_order(order),
          m_into(static_cast<std::size_t>(problem.positions))
    {
        for (std::size_t i = 0; i < problem.steps.size(); ++i)
            m_into[static_cast<std::size_t>(problem.steps[i].to)].push_back(static_cast<std::int32_t>(i));
        m_byDifficulty.resize(static_cast<std::size_t>(lattice.size()));
        std::iota(m_byDifficulty.begin(), m_byDifficulty.end(), 0);
        std::stable_sort(m_byDifficulty.begin(), m_byDifficulty.end(),
                         [&](int a, int b) { return order.difficulty(a) < order.difficulty(b); });
        computeLeastWeights();
    }

    Result<EasiestDerivations> run(std::span<const std::int32_t> targets, int count, std::int64_t expansions,
                                   const Budget &budget)
    {
        for (std::int32_t target : targets) {
            Partial start;
            start.open = {target};
            push(std::move(start));
        }
        EasiestDerivations result;
        while (!m_queue.empty()) {
            if (result.found.size() == static_cast<std::size_t>(count) || expansions-- == 0) {
                result.more = true;
                result.cutOff = result.found.size() < static_cast<std::size_t>(count);
                break;
            }
            if ((expansions & 255) == 0)
                if (Result<void> on = budget.check(); !on)
                    return on.error();
            const Partial next = m_queue.top();
            m_queue.pop();
            if (next.open.empty())
                result.found.push_back(finished(next));
            else
                expand(next);
        }
        return result;
    }

private:
    // Each open position needs a step of its own that is not counted yet.
    void computeLeastWeights()
    {
        m_least.assign(static_cast<std::size_t>(m_problem.positions), 0);
        for (std::size_t position = 0; position < m_into.size(); ++position)
            for (std::size_t i = 0; i < m_into[position].size(); ++i) {
                const auto step = static_cast<std::size_t>(m_into[position][i]);
                const std::int64_t weight = m_order.weight(m_problem.steps[step]);
                m_least[position] = i == 0 ? weight : std::min(m_least[position], weight);
            }
    }

    void push(Partial partial)
    {
        BitRow row = m_lattice.upSet(partial.vector);
        partial.least = partial.weight;
        for (std::int32_t open : partial.open) {
            for (std::size_t word = 0; word < row.size(); ++word)
                row[word] &= m_reached.word(word)[static_cast<std::size_t>(open)];
            partial.least += m_least[static_cast<std::size_t>(open)];
        }
        const auto best = std::find_if(m_byDifficulty.begin(), m_byDifficulty.end(),
                                       [&](int vector) { return Lattice::has(row, vector); });
        if (best == m_byDifficulty.end())
            return;
        partial.difficulty = m_order.difficulty(*best);
        m_queue.push(std::move(partial));
    }

    // The open position nearest to the target gets each of its steps in turn.
    void expand(const Partial &partial)
    {
        const std::int32_t position = partial.open.back();
        for (std::int32_t place : m_into[static_cast<std::size_t>(position)]) {
            const Problem::Step &step = m_problem.steps[static_cast<std::size_t>(place)];
            Partial next = partial;
            next.open.pop_back();
            next.chosen.push_back({position, place});
            next.weight += m_order.weight(step);
            next.vector = m_lattice.join(partial.vector, step.vector);
            bool loops = false;
            for (std::int32_t premise : m_problem.premisesOf(step)) {
                const auto at = std::lower_bound(next.open.begin(), next.open.end(), premise);
                const bool isOpen = at != next.open.end() && *at == premise;
                if (premise == position || leadsFrom(next.chosen, position, premise))
                    loops = true;
                else if (!isOpen && stepOf(next.chosen, premise) < 0)
                    next.open.insert(at, premise);
            }
            if (!loops)
                push(std::move(next));
        }
    }

    static std::int32_t stepOf(const std::vector<Chosen> &chosen, std::int32_t position)
    {
        for (const Chosen &choice : chosen)
            if (choice.position == position)
                return choice.step;
        return -1;
    }

    // Whether the derivation of `from` uses `position`.
    bool leadsFrom(const std::vector<Chosen> &chosen, std::int32_t position, std::int32_t from) const
    {
        std::vector<std::int32_t> stack{from};
        std::vector<std::int32_t> seen;
        while (!stack.empty()) {
            const std::int32_t at = stack.back();
            stack.pop_back();
            if (at == position)
                return true;
            const std::int32_t step = stepOf(chosen, at);
            if (step < 0 || std::find(seen.begin(), seen.end(), at) != seen.end())
                continue;
            seen.push_back(at);
            const auto premises = m_problem.premisesOf(m_problem.steps[static_cast<std::size_t>(step)]);
            stack.insert(stack.end(), premises.begin(), premises.end());
        }
        return false;
    }

    Derivation finished(const Partial &partial) const
    {
        Derivation derivation;
        derivation.vector = partial.vector;
        derivation.difficulty = m_order.difficulty(partial.vector);
        derivation.weight = partial.weight;
        std::vector<std::int32_t> done;
        while (derivation.steps.size() < partial.chosen.size())
            for (const Chosen &choice : partial.chosen) {
                const auto premises = m_problem.premisesOf(m_problem.steps[static_cast<std::size_t>(choice.step)]);
                const auto isDone = [&](std::int32_t position) {
                    return std::find(done.begin(), done.end(), position) != done.end();
                };
                if (isDone(choice.position) || !std::all_of(premises.begin(), premises.end(), isDone))
                    continue;
                done.push_back(choice.position);
                derivation.steps.push_back(choice.step);
            }
        return derivation;
    }

    const Problem &m_problem;
    const Lattice &m_lattice;
    const Reached &m_reached;
    const DerivationOrder &m_order;
    std::vector<std::vector<std::int32_t>> m_into;
    std::vector<int> m_byDifficulty;
    std::vector<std::int64_t> m_least;
    std::priority_queue<Partial, std::vector<Partial>, std::greater<>> m_queue;
};

} // namespace

Result<EasiestDerivations> easiestDerivations(const Problem &problem, const Lattice &lattice, const Reached &reached,
                                              std::span<const std::int32_t> targets, int count,
                                              const DerivationOrder &order, std::int64_t expansions,
                                              const Budget &budget)
{
    return Enumeration(problem, lattice, reached, order).run(targets, count, expansions, budget);
}

} // namespace tarascope
