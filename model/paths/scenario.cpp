#include "model/paths/scenario.h"

#include "model/graph.h"

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

namespace {

Result<void> switchAll(const Graph &graph, const std::vector<std::string> &names, bool on, Scenario &scenario)
{
    for (const std::string &name : names) {
        const Result<ItemId> found = graph.lookUp(name);
        if (!found)
            return found.error();
        const Item &item = *graph.item(*found);
        if (item.kind != Kind::control && item.kind != Kind::attackerProfile && item.kind != Kind::vulnerability)
            return Error{ErrorKind::Usage,
                         {QT_TRANSLATE_NOOP("model", "%1 is of the kind %2; what can be switched are controls, attacker "
                                                   "profiles and vulnerabilities."),
                          {item.key, std::string(kindDef(item.kind).name())},
                          "notASwitch"},
                         {}};
        const auto [entry, added] = scenario.switches.emplace(item.uid, on);
        if (!added && entry->second != on)
            return Error{ErrorKind::Usage,
                         {QT_TRANSLATE_NOOP("model", "%1 cannot be both on and off."), {item.key}, "switchedTwice"},
                         {}};
    }
    return {};
}

} // namespace

Result<Scenario> scenarioOf(const Graph &graph, const std::vector<std::string> &on, const std::vector<std::string> &off)
{
    Scenario scenario;
    if (Result<void> switched = switchAll(graph, on, true, scenario); !switched)
        return switched.error();
    if (Result<void> switched = switchAll(graph, off, false, scenario); !switched)
        return switched.error();
    return scenario;
}

} // namespace tarascope
