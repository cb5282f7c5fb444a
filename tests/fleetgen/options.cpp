#include "tests/fleetgen/options.h"

#include <algorithm>

namespace fleetgen {

Options demoOptions()
{
    Options options;
    options.seed = 2026'08;
    options.vehicles = 1200;
    options.events = 20'000;
    options.hours = 48;
    options.start = 1'787'356'800'000; // 2026-08-22T00:00:00Z
    options.regions = 1;
    options.format = Format::Envoy;
    options.legacy = true;
    options.demo = true;
    options.plants = {{"dealer", 0}};
    return options;
}

std::string wrongWith(const Options &options)
{
    if (options.vehicles < 40)
        return "at least 40 vehicles";
    if (options.hours < 2)
        return "at least two hours";
    if (options.regions < 1 || options.regions > 2)
        return "one or two regions";
    std::size_t plants = 0;
    for (const Plant &plant : options.plants) {
        const auto &names = plantNames();
        if (std::none_of(names.begin(), names.end(), [&](const auto &known) { return known.first == plant.name; }))
            return "no plant is called " + plant.name;
        if (plant.step < -1 || plant.step > 1)
            return "a step is -1, 0 or 1";
        plants += plant.name.size() < 4 || plant.name[0] == 'D' ? 1 : 0;
    }
    if (plants > 0 && options.vehicles < 1000 + 40 * plants)
        return "so many plants need at least " + std::to_string(1000 + 40 * plants) + " vehicles";
    for (const Gap &gap : options.gaps) {
        if (gap.from >= gap.to)
            return "a gap ends after it begins";
    }
    return {};
}

} // namespace fleetgen
