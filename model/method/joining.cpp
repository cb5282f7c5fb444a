#include "model/method/joining.h"

#include <algorithm>

namespace tarascope {
namespace {

JoinedSteps ofVector(const VectorSpace &space, int vector)
{
    return {space.units(vector), space.score(vector), space.feasibility(vector), vector};
}

int maximum(const VectorSpace &space, std::span<const int> steps)
{
    int joined = 0;
    for (const int step : steps)
        joined = space.join(joined, step);
    return joined;
}

int hardest(const VectorSpace &space, std::span<const int> steps)
{
    int found = 0;
    for (const int step : steps)
        if (space.difficulty(step) > space.difficulty(found))
            found = step;
    return found;
}

int withTimesAdded(const VectorSpace &space, const TimeBins &time, std::span<const int> steps)
{
    int place = 0;
    while (space.factor(place) != time.factor)
        ++place;
    std::int64_t days = 0;
    for (const int step : steps)
        days += step == 0 ? 0 : time.days[static_cast<std::size_t>(space.level(step, place))];
    const auto bin = std::lower_bound(time.upToDays.begin(), time.upToDays.end(), days);
    return space.withLevel(maximum(space, steps), place, static_cast<int>(bin - time.upToDays.begin()));
}

} // namespace

std::optional<JoinedSteps> joinSteps(const VectorSpace &space, Joining rule, std::span<const int> steps)
{
    switch (rule) {
    case Joining::Max:
        return ofVector(space, maximum(space, steps));
    case Joining::Hardest:
        return ofVector(space, hardest(space, steps));
    case Joining::MaxTimeSum:
        if (!space.time())
            return std::nullopt;
        return ofVector(space, withTimesAdded(space, *space.time(), steps));
    case Joining::Sum:
        break;
    }
    if (space.direction() != Direction::LowerIsEasier)
        return std::nullopt;
    std::int64_t units = steps.empty() ? space.units(0) : 0;
    for (const int step : steps)
        units += space.units(step);
    return JoinedSteps{units, space.scoreOf(units), space.feasibilityOf(units), std::nullopt};
}

} // namespace tarascope
