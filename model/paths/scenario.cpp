#include "model/paths/scenario.h"

#include <array>

namespace tarascope {

namespace {
constexpr std::array<std::string_view, readingCount> readingNames{"inherent", "claimed", "evidenced"};
}

std::string_view readingName(Reading reading) { return readingNames[static_cast<std::size_t>(reading)]; }

std::optional<Reading> readingFromName(std::string_view name)
{
    for (std::size_t i = 0; i < readingNames.size(); ++i)
        if (readingNames[i] == name)
            return static_cast<Reading>(i);
    return std::nullopt;
}

std::optional<bool> Scenario::isOn(const Uid &item) const
{
    const auto found = switches.find(item);
    return found == switches.end() ? std::nullopt : std::optional(found->second);
}

} // namespace tarascope
