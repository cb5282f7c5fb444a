#include "model/paths/solve.h"

#include <algorithm>

namespace tarascope {

BitRow Reached::row(std::int32_t position) const
{
    BitRow row(m_words);
    for (std::size_t at = 0; at < m_words; ++at)
        row[at] = word(at)[static_cast<std::size_t>(position)];
    return row;
}

bool Reached::isReached(std::int32_t position) const
{
    for (std::size_t at = 0; at < m_words; ++at)
        if (word(at)[static_cast<std::size_t>(position)] != 0)
            return true;
    return false;
}

namespace {

/// Lists of entries, one per place, one after another in memory.
template <class Entry> class Lists
{
public:
    /// Calls visit(add) twice, to count and to fill; it must call add(place, entry) for each entry, both times the same.
    template <class Visit> Lists(std::size_t places, Visit visit) : m_begin(places + 1)
    {
        visit([&](std::int32_t place, const Entry &) { ++m_begin[static_cast<std::size_t>(place) + 1]; });
        for (std::size_t i = 1; i < m_begin.size(); ++i)
            m_begin[i] += m_begin[i - 1];
        m_entries.resize(m_begin.back());
        std::vector<std::uint32_t> next(m_begin.begin(), m_begin.end() - 1);
        visit([&](std::int32_t place, const Entry &entry) {
            m_entries[next[static_cast<std::size_t>(place)]++] = entry;
        });
    }
    std::span<const Entry> at(std::size_t place) const
    {
        return std::span(m_entries).subspan(m_begin[place], m_begin[place + 1] - m_begin[place]);
    }

private:
    std::vector<std::uint32_t> m_begin;
    std::vector<Entry> m_entries;
};

/// A step that waits for one position only: most steps do.
struct Plain {
    std::int32_t to;
    std::int32_t vector;
};

std::size_t premiseCount(const Problem::Step &step) { return step.premiseEnd - step.premiseBegin; }

class Fixpoint
{
public:
    Fixpoint(const Problem &problem, const Lattice &lattice)
        : m_problem(problem), m_lattice(lattice), m_reached(problem.positions, lattice.words()),
          m_dirty((static_cast<std::size_t>(problem.positions) + 63) / 64),
          m_byVector(static_cast<std::size_t>(lattice.size()), [&](auto add) { eachStep([&](auto step) { add(step->vector, step); }); }),
          m_plain(static_cast<std::size_t>(problem.positions),
                  [&](auto add) {
                      eachStep([&](auto step) {
                          if (premiseCount(*step) == 1)
                              add(problem.premises[step->premiseBegin], {step->to, step->vector});
                      });
                  }),
          m_gates(static_cast<std::size_t>(problem.positions), [&](auto add) {
              eachStep([&](auto step) {
                  if (premiseCount(*step) > 1)
                      for (std::int32_t premise : problem.premisesOf(*step))
                          add(premise, *step);
              });
          })
    {
    }

    Result<Reached> run(const Budget &budget)
    {
        for (std::size_t word = 0; word < m_lattice.words(); ++word) {
            m_up = m_lattice.upSets(word);
            m_bits = m_reached.word(word);
            begin(word);
            for (std::size_t group = 0; group < m_dirty.size();) {
                if (Result<void> on = budget.check(); !on)
                    return on.error();
                group = sweep(group);
            }
        }
        return std::move(m_reached);
    }

private:
    using Step = const Problem::Step *;

    template <class Visit> void eachStep(Visit visit) const
    {
        for (const Problem::Step &step : m_problem.steps)
            visit(&step);
    }

    // What is reached under easier thresholds is reached: it begins where an easier word ended. More can come only from
    // steps that were not as open there.
    void begin(std::size_t word)
    {
        const std::optional<std::size_t> easier = m_lattice.easierWord(word);
        if (easier)
            std::ranges::copy(m_reached.word(*easier), m_bits.begin());
        for (std::size_t vector = 0; vector < m_up.size(); ++vector)
            if (m_up[vector] != (easier ? m_lattice.upSets(*easier)[vector] : 0))
                for (Step step : m_byVector.at(vector))
                    fire(*step);
    }

    std::size_t fire(const Problem::Step &step)
    {
        std::uint64_t bits = m_up[static_cast<std::size_t>(step.vector)];
        for (std::int32_t premise : m_problem.premisesOf(step))
            bits &= m_bits[static_cast<std::size_t>(premise)];
        return raise(step.to, bits);
    }

    // Returns the group of 64 positions that became dirty, else one behind all groups. Without a branch: whether a step
    // brings something new cannot be foreseen.
    std::size_t raise(std::int32_t position, std::uint64_t bits)
    {
        std::uint64_t &row = m_bits[static_cast<std::size_t>(position)];
        const bool fresh = (bits & ~row) != 0;
        row |= bits;
        const auto group = static_cast<std::size_t>(position) / 64;
        m_dirty[group] |= std::uint64_t{fresh} << (position % 64);
        return fresh ? group : SIZE_MAX;
    }

    // Pushes what is new along the positions; returns the first group that it left dirty behind itself.
    std::size_t sweep(std::size_t group)
    {
        std::size_t again = SIZE_MAX;
        for (; group < m_dirty.size(); ++group)
            while (m_dirty[group] != 0) {
                const std::size_t position = 64 * group + static_cast<std::size_t>(__builtin_ctzll(m_dirty[group]));
                m_dirty[group] &= m_dirty[group] - 1;
                const std::uint64_t row = m_bits[position];
                std::size_t lowest = group;
                for (const Plain &step : m_plain.at(position))
                    lowest = std::min(lowest, raise(step.to, row & m_up[static_cast<std::size_t>(step.vector)]));
                for (const Problem::Step &step : m_gates.at(position))
                    lowest = std::min(lowest, fire(step));
                if (lowest < group)
                    again = std::min(again, lowest);
            }
        return again;
    }

    const Problem &m_problem;
    const Lattice &m_lattice;
    Reached m_reached;
    std::vector<std::uint64_t> m_dirty; ///< one bit per position
    Lists<Step> m_byVector;
    Lists<Plain> m_plain; ///< steps that wait for this position alone
    Lists<Problem::Step> m_gates;  ///< steps that wait for this position and others
    std::span<const std::uint64_t> m_up; ///< of the word that is solved now
    std::span<std::uint64_t> m_bits;
};

} // namespace

Result<Reached> solve(const Problem &problem, const Lattice &lattice, const Budget &budget)
{
    return Fixpoint(problem, lattice).run(budget);
}

} // namespace tarascope
