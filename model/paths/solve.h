#pragma once
#include "model/budget.h"
#include "model/paths/problem.h"

namespace tarascope {

/// For every position the set of threshold vectors under which it is reached: an up-set of the lattice, one bit row. Rows
/// are stored word by word: the first word of all positions, then the second one.
class Reached
{
public:
    Reached(std::int32_t positions, std::size_t words)
        : m_positions(static_cast<std::size_t>(positions)), m_words(words), m_bits(m_positions * words)
    {
    }
    std::size_t words() const { return m_words; }
    /// One word of the rows of all positions: the positions reached under each of 64 vectors.
    std::span<std::uint64_t> word(std::size_t word) { return std::span(m_bits).subspan(word * m_positions, m_positions); }
    std::span<const std::uint64_t> word(std::size_t word) const
    {
        return std::span(m_bits).subspan(word * m_positions, m_positions);
    }
    bool has(std::int32_t position, int vector) const
    {
        return (word(static_cast<std::size_t>(vector) / 64)[static_cast<std::size_t>(position)] >> (vector % 64) & 1) != 0;
    }
    BitRow row(std::int32_t position) const;
    bool isReached(std::int32_t position) const;
    bool operator==(const Reached &) const = default;

private:
    std::size_t m_positions;
    std::size_t m_words;
    std::vector<std::uint64_t> m_bits;
};

/// The exact easiest attacks on all positions at once under the elementwise maximum (attack-paths 3): the least fixpoint
/// of B[to] |= up(vector) & B[premise 1] & ... & B[premise n]. AND, OR and cycles are exact; the order of work does not
/// change the result. Words are solved one after another, each from what is reached under easier thresholds.
Result<Reached> solve(const Problem &problem, const Lattice &lattice, const Budget &budget);

} // namespace tarascope
