#include "model/method/vectorspace.h"

#include <algorithm>

namespace tarascope {
namespace {

/// The score of the levels as integer, or nothing on overflow.
std::optional<std::int64_t> scoreUnits(const RatingMethod &method, const ScoreScale &scale, std::span<const int> levels)
{
    const bool product = method.scoreKind == ScoreKind::Product;
    const int scaleDecimals = product ? method.scale.decimals : 0;
    std::int64_t units = product ? method.scale.digits : 0;
    int decimals = product ? scaleDecimals : scale.valueDecimals;
    for (std::size_t f = 0; f < levels.size(); ++f) {
        const Decimal &value = method.factors[f].levels[static_cast<std::size_t>(levels[f])].value;
        const std::optional<std::int64_t> step = scaled(value, scale.valueDecimals);
        if (!step)
            return std::nullopt;
        const bool overflow =
            product ? __builtin_mul_overflow(units, *step, &units) : __builtin_add_overflow(units, *step, &units);
        if (overflow)
            return std::nullopt;
        decimals += product ? scale.valueDecimals : 0;
    }
    const std::optional<std::int64_t> rest = powerOfTen(scale.decimals - decimals);
    if (!rest || __builtin_mul_overflow(units, *rest, &units))
        return std::nullopt;
    return units;
}

} // namespace

std::optional<ScoreScale> scoreScale(const RatingMethod &method)
{
    ScoreScale scale;
    for (const MethodFactor &factor : method.factors)
        for (const FactorLevel &level : factor.levels)
            scale.valueDecimals = std::max(scale.valueDecimals, level.value.decimals);
    const int factors = static_cast<int>(method.factors.size());
    const bool product = method.scoreKind == ScoreKind::Product;
    scale.decimals = product ? method.scale.decimals + factors * scale.valueDecimals : scale.valueDecimals;
    for (const Threshold &threshold : method.thresholds)
        scale.decimals = std::max(scale.decimals, threshold.from.decimals);

    std::vector<int> easiest, hardest;
    for (const MethodFactor &factor : method.factors) {
        easiest.push_back(0);
        hardest.push_back(static_cast<int>(factor.levels.size()) - 1);
    }
    // Values are monotone, so the ends of the lattice have the smallest and the largest score.
    const std::optional<std::int64_t> first = scoreUnits(method, scale, easiest);
    const std::optional<std::int64_t> last = scoreUnits(method, scale, hardest);
    if (!first || !last)
        return std::nullopt;
    scale.least = std::min(*first, *last);
    for (const Threshold &threshold : method.thresholds) {
        const std::optional<std::int64_t> from = scaled(threshold.from, scale.decimals);
        if (!from)
            return std::nullopt;
        scale.thresholds.push_back(*from);
    }
    return scale;
}

VectorSpace::VectorSpace(const RatingMethod &method) : m_direction(method.direction), m_time(method.time)
{
    const std::optional<ScoreScale> scale = scoreScale(method);
    Q_ASSERT(scale);
    for (const MethodFactor &factor : method.factors) {
        m_factors.push_back(factor.factor);
        m_levels.push_back(static_cast<int>(factor.levels.size()));
    }
    m_strides.assign(m_levels.size(), 1);
    for (std::size_t f = m_levels.size(); f-- > 1;)
        m_strides[f - 1] = m_strides[f] * m_levels[f];
    for (const Threshold &threshold : method.thresholds)
        m_classes.push_back(threshold.feasibility);
    m_thresholds = scale->thresholds;
    m_divisor = static_cast<double>(powerOfTen(scale->decimals).value_or(1));
    numberVectors(method, *scale);
    rankVectors();
}

void VectorSpace::numberVectors(const RatingMethod &method, const ScoreScale &scale)
{
    const int count = m_levels.empty() ? 0 : m_levels.front() * m_strides.front();
    std::vector<int> levels(m_levels.size());
    m_packed.resize(static_cast<std::size_t>(count));
    for (int vector = 0; vector < count; ++vector) {
        std::uint64_t packed = 0;
        for (int place = 0; place < factorCount(); ++place) {
            const int each = level(vector, place);
            levels[static_cast<std::size_t>(place)] = each;
            packed |= static_cast<std::uint64_t>(each) << (4 * place);
        }
        m_packed[static_cast<std::size_t>(vector)] = packed;
        m_units.push_back(scoreUnits(method, scale, levels).value_or(0));
    }
}

void VectorSpace::rankVectors()
{
    std::vector<std::int64_t> scores = m_units;
    std::sort(scores.begin(), scores.end());
    scores.erase(std::unique(scores.begin(), scores.end()), scores.end());
    if (m_direction == Direction::HigherIsEasier)
        std::reverse(scores.begin(), scores.end());
    const auto easier = [this](std::int64_t a, std::int64_t b) {
        return m_direction == Direction::LowerIsEasier ? a < b : a > b;
    };
    for (const std::int64_t each : m_units)
        m_difficulty.push_back(
            static_cast<int>(std::lower_bound(scores.begin(), scores.end(), each, easier) - scores.begin()));
}

int VectorSpace::withLevel(int vector, int place, int newLevel) const
{
    return vector + (newLevel - level(vector, place)) * stride(place);
}

int VectorSpace::join(int a, int b) const
{
    std::uint64_t packedA = m_packed[static_cast<std::size_t>(a)];
    std::uint64_t packedB = m_packed[static_cast<std::size_t>(b)];
    int joined = 0;
    for (const int each : m_strides) {
        joined += static_cast<int>(std::max(packedA & 15U, packedB & 15U)) * each;
        packedA >>= 4;
        packedB >>= 4;
    }
    return joined;
}

Feasibility VectorSpace::feasibilityOf(std::int64_t units) const
{
    const auto above = std::upper_bound(m_thresholds.begin(), m_thresholds.end(), units);
    // A valid method has no score below its first threshold.
    const auto place = std::max<std::ptrdiff_t>(above - m_thresholds.begin() - 1, 0);
    return m_classes[static_cast<std::size_t>(place)];
}

std::optional<int> VectorSpace::indexOf(const Rating &rating) const
{
    int vector = 0;
    for (int place = 0; place < factorCount(); ++place) {
        const int each = rating[factor(place)];
        if (each < 0 || each >= levelCount(place))
            return std::nullopt;
        vector += each * stride(place);
    }
    return vector;
}

Rating VectorSpace::ratingOf(int vector) const
{
    Rating rating;
    for (int place = 0; place < factorCount(); ++place)
        rating[factor(place)] = static_cast<std::int8_t>(level(vector, place));
    return rating;
}

} // namespace tarascope
