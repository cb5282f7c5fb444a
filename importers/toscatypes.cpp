#include "importers/toscatypes.h"

#include <algorithm>
#include <set>

namespace tarascope {

namespace {

struct Rule {
    std::string_view word;
    ToscaMeaning meaning;
};

// Of a name the last word that stands here decides.
constexpr Rule rules[] = {
    {"can", {Kind::network, "can"}},
    {"canfd", {Kind::network, "canFd"}},
    {"can-fd", {Kind::network, "canFd"}},
    {"lin", {Kind::network, "lin"}},
    {"flexray", {Kind::network, "flexRay"}},
    {"ethernet", {Kind::network, "ethernet"}},
    {"wifi", {Kind::network, "wifi"}},
    {"bluetooth", {Kind::network, "bluetooth"}},
    {"cellular", {Kind::network, "cellular"}},
    {"channel", {Kind::network, {}}},
    {"most", {Kind::network, {}}},
    {"hardware", {Kind::component, "ecu"}},
    {"ecu", {Kind::component, "ecu"}},
    {"gateway", {Kind::component, "gateway"}},
    {"tcu", {Kind::component, "tcu"}},
    {"zcu", {Kind::component, "zoneController"}},
    {"battery", {Kind::component, {}}},
    {"actuator", {Kind::component, "actuator"}},
    {"accelerator", {Kind::component, "actuator"}},
    {"brake", {Kind::component, "actuator"}},
    {"steering", {Kind::component, "actuator"}},
    {"light", {Kind::component, "actuator"}},
    {"cooling", {Kind::component, "actuator"}},
    {"airbag", {Kind::component, "actuator"}},
    {"sensor", {Kind::component, "sensor"}},
    {"radar", {Kind::component, "sensor"}},
    {"lidar", {Kind::component, "sensor"}},
    {"camera", {Kind::component, "sensor"}},
    {"ultrasonic", {Kind::component, "sensor"}},
    {"microphone", {Kind::component, "sensor"}},
    {"software", {Kind::softwareVersion, {}}},
    {"runtime", {Kind::softwareVersion, {}}},
    {"service", {Kind::service, {}}},
    {"webapplication", {Kind::service, {}}},
    {"provider", {Kind::thirdParty, {}}},
    {"cloud", {Kind::thirdParty, {}}},
    {"database", {Kind::dataStore, {}}},
    {"feature", {Kind::vehicleFunction, {}}},
    {"vehicle", {Kind::vehicleModel, {}}},
};

const Rule *ruleFor(std::string_view word)
{
    const auto at = std::find_if(std::begin(rules), std::end(rules), [&](const Rule &rule) { return rule.word == word; });
    return at == std::end(rules) ? nullptr : at;
}

/// "ZCU.Hardware" is the hardware of a zone controller.
ToscaMeaning refined(const std::vector<std::string> &words, std::size_t place, ToscaMeaning meaning)
{
    if (words[place] != "hardware" || place == 0)
        return meaning;
    const Rule *owner = ruleFor(words[place - 1]);
    return owner && owner->meaning.kind == Kind::component && !owner->meaning.type.empty() ? owner->meaning : meaning;
}

} // namespace

std::vector<std::string> toscaWords(std::string_view type)
{
    std::vector<std::string> words(1);
    for (const char c : type) {
        if (c == '.' || c == ':' || c == '/')
            words.emplace_back();
        else
            words.back() += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return words;
}

std::optional<ToscaMeaning> ToscaTypes::meaning(std::string_view type) const
{
    std::set<std::string_view> seen; // types may be derived from one another in a circle
    while (!type.empty() && seen.insert(type).second) {
        const std::vector<std::string> words = toscaWords(type);
        for (std::size_t place = words.size(); place-- > 0;)
            if (const Rule *rule = ruleFor(words[place]))
                return refined(words, place, rule->meaning);
        const json::Node *declared = m_nodeTypes ? m_nodeTypes->find(type) : nullptr;
        type = declared ? declared->string("derived_from") : std::string_view();
    }
    return std::nullopt;
}

} // namespace tarascope
