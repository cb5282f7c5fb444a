#pragma once
#include "model/budget.h"
#include "model/paths/problem.h"

namespace tarascope {

/// For every position the set of threshold vectors under which it is reached: an up-set of the lattice, one bit row.
class Reached
{
public:
    Reached(std::int32_t positions, std::size_t words)
        : m_words(words), m_bits(static_cast<std::size_t>(positions) * words)
    {
    }
    std::span<const std::uint64_t> row(std::int32_t position) const
    {
        return {m_bits.data() + static_cast<std::size_t>(position) * m_words, m_words};
    }
    std::uint64_t *writeRow(std::int32_t position) { return m_bits.data() + static_cast<std::size_t>(position) * m_words; }
    std::size_t words() const { return m_words; }
    bool isReached(std::int32_t position) const;
    bool operator==(const Reached &) const = default;

private:
    std::size_t m_words;
    std::vector<std::uint64_t> m_bits;
};

/// The exact easiest attacks on all positions at once under the elementwise maximum (attack-paths 3): the least fixpoint
/// of B[to] |= up(vector) & B[premise 1] & ... & B[premise n]. AND, OR and cycles are exact; the order of work does not
/// change the result. Worst case O(steps * lattice size * words), in practice a few sweeps.
Result<Reached> solve(const Problem &problem, const Lattice &lattice, const Budget &budget);

} // namespace tarascope
