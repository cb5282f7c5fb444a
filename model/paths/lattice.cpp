#include "model/paths/lattice.h"

#include <algorithm>
#include <cassert>

namespace tarascope {

Lattice::Lattice(std::vector<int> levels) : m_levels(std::move(levels)), m_stride(m_levels.size())
{
    for (std::size_t factor = m_levels.size(); factor-- > 0;) {
        m_stride[factor] = m_size;
        m_size *= m_levels[factor];
    }
    assert(m_size > 0 && m_size <= 65536);
    m_words = (static_cast<std::size_t>(m_size) + 63) / 64;
    m_up.assign(static_cast<std::size_t>(m_size) * m_words, 0);
    for (std::size_t word = 0; word < m_words; ++word) {
        std::uint64_t *sets = m_up.data() + word * static_cast<std::size_t>(m_size);
        // From the hardest vector down: the up-set is the vector itself and the up-sets of the next harder ones.
        for (int vector = m_size - 1; vector >= 0; --vector) {
            if (static_cast<std::size_t>(vector) / 64 == word)
                sets[vector] |= std::uint64_t{1} << (vector % 64);
            for (std::size_t factor = 0; factor < m_levels.size(); ++factor)
                if (vector / m_stride[factor] % m_levels[factor] + 1 < m_levels[factor])
                    sets[vector] |= sets[vector + m_stride[factor]];
        }
    }
}

std::optional<std::size_t> Lattice::easierWord(std::size_t word) const
{
    for (std::size_t factor = 0; factor < m_levels.size(); ++factor)
        if (m_stride[factor] % 64 == 0 && static_cast<int>(64 * word) / m_stride[factor] % m_levels[factor] > 0)
            return word - static_cast<std::size_t>(m_stride[factor]) / 64;
    return std::nullopt;
}

BitRow Lattice::upSet(int vector) const
{
    BitRow row(m_words);
    for (std::size_t word = 0; word < m_words; ++word)
        row[word] = upSets(word)[static_cast<std::size_t>(vector)];
    return row;
}

std::vector<int> Lattice::levelsOf(int vector) const
{
    std::vector<int> levels(m_levels.size());
    for (std::size_t factor = 0; factor < m_levels.size(); ++factor)
        levels[factor] = vector / m_stride[factor] % m_levels[factor];
    return levels;
}

int Lattice::vectorOf(std::span<const int> levels) const
{
    int vector = 0;
    for (std::size_t factor = 0; factor < m_levels.size(); ++factor)
        vector += levels[factor] * m_stride[factor];
    return vector;
}

int Lattice::join(int a, int b) const
{
    int vector = 0;
    for (std::size_t factor = 0; factor < m_levels.size(); ++factor)
        vector += std::max(a / m_stride[factor] % m_levels[factor], b / m_stride[factor] % m_levels[factor]) *
                  m_stride[factor];
    return vector;
}

std::vector<int> Lattice::minimal(std::span<const std::uint64_t> row) const
{
    std::vector<int> found;
    for (std::size_t word = 0; word < m_words; ++word) {
        for (std::uint64_t bits = row[word]; bits != 0; bits &= bits - 1) {
            const int vector = static_cast<int>(64 * word) + __builtin_ctzll(bits);
            bool isMinimal = true;
            for (std::size_t factor = 0; factor < m_levels.size() && isMinimal; ++factor)
                isMinimal = vector / m_stride[factor] % m_levels[factor] == 0 || !has(row, vector - m_stride[factor]);
            if (isMinimal)
                found.push_back(vector);
        }
    }
    return found;
}

} // namespace tarascope
