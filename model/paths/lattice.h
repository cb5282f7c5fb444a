#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace tarascope {

/// A set of rating vectors, one bit each; the word count is Lattice::words().
using BitRow = std::vector<std::uint64_t>;

/// The finite lattice of rating vectors of a method (attack-paths 3): factor levels ordered elementwise, vectors numbered
/// in mixed radix with the first factor most significant. For each vector it keeps the set of vectors that are at least
/// as hard in every factor, its up-set. Up-sets are stored word by word, as the solver walks them.
class Lattice
{
public:
    /// `levels`: how many levels each factor has; at most 65,536 vectors in all.
    explicit Lattice(std::vector<int> levels);

    int size() const { return m_size; }
    std::size_t words() const { return m_words; }
    /// One word of the up-sets of all vectors.
    std::span<const std::uint64_t> upSets(std::size_t word) const
    {
        return std::span(m_up).subspan(word * static_cast<std::size_t>(m_size), static_cast<std::size_t>(m_size));
    }
    BitRow upSet(int vector) const;
    /// A word that holds, bit for bit, vectors that are one level easier in one factor: what is reached under those is
    /// reached under these. Nothing where there is none, or factors end inside words.
    std::optional<std::size_t> easierWord(std::size_t word) const;
    /// True when a <= b in every factor.
    bool lessEqual(int a, int b) const
    {
        return (upSets(static_cast<std::size_t>(b) / 64)[static_cast<std::size_t>(a)] >> (b % 64) & 1) != 0;
    }
    /// The elementwise maximum.
    int join(int a, int b) const;
    /// The minimal vectors of an up-set, in ascending number.
    std::vector<int> minimal(std::span<const std::uint64_t> row) const;
    /// Levels of a vector, per factor.
    std::vector<int> levelsOf(int vector) const;
    int vectorOf(std::span<const int> levels) const;

    static bool has(std::span<const std::uint64_t> row, int vector)
    {
        return (row[static_cast<std::size_t>(vector) / 64] >> (vector % 64) & 1) != 0;
    }

private:
    std::vector<int> m_levels;
    std::vector<int> m_stride;
    int m_size = 1;
    std::size_t m_words = 1;
    std::vector<std::uint64_t> m_up; ///< word * size + vector
};

} // namespace tarascope
