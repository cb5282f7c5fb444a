#include "model/method/ratingmethod.h"

#include "model/method/datafile.h"

#include <algorithm>
#include <array>

namespace tarascope {
namespace {

constexpr std::array<std::string_view, 5> feasibilityNames{"none", "veryLow", "low", "medium", "high"};
constexpr std::array<std::string_view, 4> joiningNames{"max", "max-time-sum", "sum", "hardest"};

} // namespace

std::string_view feasibilityName(Feasibility feasibility)
{
    return feasibilityNames[static_cast<std::size_t>(feasibility)];
}

std::optional<Feasibility> feasibilityFromName(std::string_view name)
{
    const auto found = std::find(feasibilityNames.begin(), feasibilityNames.end(), name);
    if (found == feasibilityNames.end())
        return std::nullopt;
    return static_cast<Feasibility>(found - feasibilityNames.begin());
}

std::string_view joiningName(Joining joining)
{
    return joiningNames[static_cast<std::size_t>(joining)];
}

std::optional<Joining> joiningFromName(std::string_view name)
{
    const auto found = std::find(joiningNames.begin(), joiningNames.end(), name);
    if (found == joiningNames.end())
        return std::nullopt;
    return static_cast<Joining>(found - joiningNames.begin());
}

std::vector<std::string> methodIds()
{
    return dataIds(DataFolder::Methods);
}

Result<RatingMethod> loadMethod(const std::string &id)
{
    Result<json::Document> document = readData(DataFolder::Methods, id);
    if (!document)
        return document.error();
    return readRatingMethod(*document);
}

Rating easiestRating(const RatingMethod &method)
{
    Rating rating;
    for (const MethodFactor &each : method.factors)
        rating[each.factor] = 0;
    return rating;
}

bool isRated(const RatingMethod &method, const Rating &rating)
{
    return std::all_of(method.factors.begin(), method.factors.end(),
                       [&](const MethodFactor &each) { return rating[each.factor] != Rating::unrated; });
}

bool allowsJoining(const RatingMethod &method, Joining joining)
{
    switch (joining) {
    case Joining::Max:
    case Joining::Hardest:
        return true;
    case Joining::Sum:
        return method.direction == Direction::LowerIsEasier;
    case Joining::MaxTimeSum:
        return method.time.has_value();
    }
    return false;
}

} // namespace tarascope
