#include "model/value.h"

#include <algorithm>
#include <chrono>
#include <cstdio>

namespace tarascope {

namespace {

std::optional<int> digits(std::string_view text)
{
    int value = 0;
    for (char c : text) {
        if (c < '0' || c > '9')
            return std::nullopt;
        value = 10 * value + (c - '0');
    }
    return value;
}

} // namespace

std::optional<Date> Date::fromIso(std::string_view text)
{
    if (text.size() != 10 || text[4] != '-' || text[7] != '-')
        return std::nullopt;
    const auto year = digits(text.substr(0, 4));
    const auto month = digits(text.substr(5, 2));
    const auto day = digits(text.substr(8, 2));
    if (!year || !month || !day)
        return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                                           std::chrono::day{static_cast<unsigned>(*day)}};
    if (!date.ok())
        return std::nullopt;
    return Date{*year, *month, *day};
}

std::string Date::iso() const
{
    char text[16];
    std::snprintf(text, sizeof text, "%04d-%02d-%02d", year % 10000, month % 100, day % 100);
    return text;
}

std::string_view factorName(Factor factor)
{
    static constexpr std::array<std::string_view, factorCount> names{"ET", "SE", "KoIC", "WoO", "Eq",
                                                                     "AV", "AC", "PR",   "UI"};
    return names[static_cast<std::size_t>(factor)];
}

const std::vector<std::string_view> &factorLevels(Factor factor)
{
    static const std::array<std::vector<std::string_view>, factorCount> levels{{
        {"1d", "1w", "1m", "6m", ">6m"},
        {"layman", "proficient", "expert", "multiple"},
        {"public", "restricted", "confidential", "strict"},
        {"unlimited", "easy", "moderate", "difficult"},
        {"standard", "specialized", "bespoke", "multiple"},
        {"N", "A", "L", "P"},
        {"L", "H"},
        {"N", "L", "H"},
        {"N", "R"},
    }};
    return levels[static_cast<std::size_t>(factor)];
}

std::string_view impactLevelName(ImpactLevel level)
{
    switch (level) {
    case ImpactLevel::Unrated: return "";
    case ImpactLevel::Negligible: return "negligible";
    case ImpactLevel::Moderate: return "moderate";
    case ImpactLevel::Major: return "major";
    case ImpactLevel::Severe: return "severe";
    }
    return "";
}

ImpactLevel Impact::worst() const { return *std::max_element(levels.begin(), levels.end()); }

std::string_view scaleName(Scale scale)
{
    static constexpr std::array<std::string_view, 4> names{"own", "vehicle", "tenant", "fleet"};
    return names[static_cast<std::size_t>(scale)];
}

std::optional<Scale> scaleFromName(std::string_view name)
{
    for (Scale scale : {Scale::Own, Scale::Vehicle, Scale::Tenant, Scale::Fleet})
        if (scaleName(scale) == name)
            return scale;
    return std::nullopt;
}

const std::string *Row::find(std::string_view column) const
{
    for (const auto &[name, text] : cells)
        if (name == column)
            return &text;
    return nullptr;
}

void Row::set(std::string_view column, std::string text)
{
    auto at = std::lower_bound(cells.begin(), cells.end(), column,
                               [](const auto &cell, std::string_view name) { return cell.first < name; });
    if (at != cells.end() && at->first == column)
        at->second = std::move(text);
    else
        cells.insert(at, {std::string(column), std::move(text)});
}

} // namespace tarascope
