#pragma once
#include "model/method/ratingmethod.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace tarascope {

/// How scores of a method become integers without rounding: a score is `units` / 10^decimals.
struct ScoreScale {
    int valueDecimals = 0; ///< of the level values
    int decimals = 0;      ///< of the score
    std::int64_t least = 0; ///< units of the smallest score
    std::vector<std::int64_t> thresholds; ///< units from which each class counts, rising
};
/// Nothing when a score does not fit into 64 bits.
std::optional<ScoreScale> scoreScale(const RatingMethod &method);

/// All rating vectors of a method, numbered: 1,280 for attack potential, 48 for CVSS, 4 for the attack vector. They
/// form a lattice (per factor the higher level is the harder one). Mixed radix, the first factor counts most, the last
/// changes fastest: of attack potential 64 neighbours share time and expertise, one machine word. Vector 0 overcomes
/// nothing, the last one everything.
class VectorSpace
{
public:
    /// The method must be valid (readRatingMethod).
    explicit VectorSpace(const RatingMethod &method);

    int size() const { return static_cast<int>(m_packed.size()); }
    int factorCount() const { return static_cast<int>(m_factors.size()); }
    Factor factor(int place) const { return m_factors[static_cast<std::size_t>(place)]; }
    int levelCount(int place) const { return m_levels[static_cast<std::size_t>(place)]; }
    /// Distance between two vectors that differ by one level in this factor.
    int stride(int place) const { return m_strides[static_cast<std::size_t>(place)]; }

    int level(int vector, int place) const { return vector / stride(place) % levelCount(place); }
    /// The same vector with another level of one factor.
    int withLevel(int vector, int place, int level) const;

    /// Elementwise maximum: what is needed for both.
    int join(int a, int b) const;
    /// `a` is no harder than `b` in any factor.
    bool lessEqual(int a, int b) const
    {
        // Each factor has four bits, the top one free: a borrow there says that `a` is above `b` in that factor.
        return (((m_packed[static_cast<std::size_t>(b)] | guardBits) - m_packed[static_cast<std::size_t>(a)]) &
                guardBits) == guardBits;
    }

    /// For search: lower is easier, equal for equal scores, never lower for a vector that is harder. 0..size-1.
    int difficulty(int vector) const { return m_difficulty[static_cast<std::size_t>(vector)]; }
    /// The method's own number: a sum (attack potential: lower is easier), 8.22 * product, unrounded (CVSS: higher is
    /// easier), or the level 0..3 (attack vector).
    double score(int vector) const { return scoreOf(units(vector)); }
    Feasibility feasibility(int vector) const { return feasibilityOf(units(vector)); }

    /// The score as integer, exact; scoreOf and feasibilityOf take such numbers, also sums of several.
    std::int64_t units(int vector) const { return m_units[static_cast<std::size_t>(vector)]; }
    double scoreOf(std::int64_t units) const { return static_cast<double>(units) / m_divisor; }
    Feasibility feasibilityOf(std::int64_t units) const;

    /// The vector of a rating; nothing when a factor of this method is missing (then it is not rated).
    std::optional<int> indexOf(const Rating &rating) const;
    /// The factors of this method, the others unrated.
    Rating ratingOf(int vector) const;

    Direction direction() const { return m_direction; }
    const std::optional<TimeBins> &time() const { return m_time; }

private:
    static constexpr std::uint64_t guardBits = 0x8888888888888888ULL;

    void numberVectors(const RatingMethod &method, const ScoreScale &scale);
    void rankVectors();

    std::vector<Factor> m_factors;
    std::vector<int> m_levels;
    std::vector<int> m_strides;
    std::vector<std::uint64_t> m_packed; ///< per vector, four bits per factor
    std::vector<std::int64_t> m_units;
    std::vector<int> m_difficulty;
    std::vector<std::int64_t> m_thresholds;
    std::vector<Feasibility> m_classes;
    double m_divisor = 1;
    Direction m_direction = Direction::LowerIsEasier;
    std::optional<TimeBins> m_time;
};

} // namespace tarascope
