#include "model/paths/solve.h"

#include <algorithm>

namespace tarascope {

bool Reached::isReached(std::int32_t position) const
{
    const auto bits = row(position);
    return std::any_of(bits.begin(), bits.end(), [](std::uint64_t word) { return word != 0; });
}

namespace {

/// Which steps wait for a position, as compressed rows.
struct Waiting {
    std::vector<std::uint32_t> begin;
    std::vector<std::uint32_t> steps;

    explicit Waiting(const Problem &problem) : begin(static_cast<std::size_t>(problem.positions) + 1, 0)
    {
        for (std::int32_t premise : problem.premises)
            ++begin[static_cast<std::size_t>(premise) + 1];
        for (std::size_t i = 1; i < begin.size(); ++i)
            begin[i] += begin[i - 1];
        steps.resize(problem.premises.size());
        std::vector<std::uint32_t> next(begin.begin(), begin.end() - 1);
        for (std::size_t i = 0; i < problem.steps.size(); ++i)
            for (std::int32_t premise : problem.premisesOf(problem.steps[i]))
                steps[next[static_cast<std::size_t>(premise)]++] = static_cast<std::uint32_t>(i);
    }
};

class Fixpoint
{
public:
    Fixpoint(const Problem &problem, const Lattice &lattice)
        : m_problem(problem), m_lattice(lattice), m_waiting(problem), m_reached(problem.positions, lattice.words()),
          m_dirty(static_cast<std::size_t>(problem.positions), 0)
    {
    }

    Result<Reached> run(const Budget &budget)
    {
        for (const Problem::Step &step : m_problem.steps)
            if (step.premiseBegin == step.premiseEnd)
                fire(step);
        while (m_lowest < m_problem.positions) {
            const std::int32_t first = m_lowest;
            m_lowest = m_problem.positions;
            for (std::int32_t position = first; position < m_problem.positions; ++position) {
                if (!m_dirty[static_cast<std::size_t>(position)])
                    continue;
                m_dirty[static_cast<std::size_t>(position)] = 0;
                push(position);
                if ((position & 1023) == 0)
                    if (Result<void> on = budget.check(); !on)
                        return on.error();
            }
            if (Result<void> on = budget.check(); !on)
                return on.error();
        }
        return std::move(m_reached);
    }

private:
    void push(std::int32_t position)
    {
        m_at = position;
        const auto slot = static_cast<std::size_t>(position);
        for (std::uint32_t i = m_waiting.begin[slot]; i < m_waiting.begin[slot + 1]; ++i)
            fire(m_problem.steps[m_waiting.steps[i]]);
        m_at = -1;
    }

    void fire(const Problem::Step &step)
    {
        const std::size_t words = m_lattice.words();
        const std::uint64_t *up = m_lattice.up(step.vector);
        std::uint64_t *to = m_reached.writeRow(step.to);
        std::uint64_t fresh = 0;
        const auto premises = m_problem.premisesOf(step);
        if (premises.size() == 1) {
            const std::uint64_t *from = m_reached.row(premises[0]).data();
            for (std::size_t word = 0; word < words; ++word) {
                const std::uint64_t row = up[word] & from[word];
                fresh |= row & ~to[word];
                to[word] |= row;
            }
        } else {
            for (std::size_t word = 0; word < words; ++word) {
                std::uint64_t row = up[word];
                for (std::int32_t premise : premises)
                    row &= m_reached.row(premise)[word];
                fresh |= row & ~to[word];
                to[word] |= row;
            }
        }
        if (fresh == 0 || m_dirty[static_cast<std::size_t>(step.to)])
            return;
        m_dirty[static_cast<std::size_t>(step.to)] = 1;
        if (step.to <= m_at || m_at < 0)
            m_lowest = std::min(m_lowest, step.to);
    }

    const Problem &m_problem;
    const Lattice &m_lattice;
    Waiting m_waiting;
    Reached m_reached;
    std::vector<std::uint8_t> m_dirty;
    std::int32_t m_at = -1;
    std::int32_t m_lowest = INT32_MAX;
};

} // namespace

Result<Reached> solve(const Problem &problem, const Lattice &lattice, const Budget &budget)
{
    return Fixpoint(problem, lattice).run(budget);
}

} // namespace tarascope
