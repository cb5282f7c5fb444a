#include "model/paths/attackgraph.h"

namespace tarascope {

bool isStruck(const Link &link)
{
    const auto *why = link.attributes.get<std::string>(Attr::notCredible);
    return why && !why->empty();
}

std::string_view ruleName(AttackRule rule)
{
    static constexpr std::string_view names[] = {
        "S1",      "S2",       "S3",         "S4",          "S5",        "S6",        "S6",
        "S6",      "S6",       "S6",         "S7",          "S8",        "S9",        "S9",
        "S10 in",  "S10 out",  "S11",        "S11",         "S12",       "S13",       "S14",
        "S15",     "S16",      "through",    "honest",      "credential", "data",      "vulnerable",
        "controls", "identity", "resistance", "from within", "pass",      "vulnerable control"};
    return names[static_cast<std::size_t>(rule)];
}

std::int32_t AttackGraph::find(ItemId item, PositionSort sort) const
{
    const auto slot = static_cast<std::size_t>(item.slot);
    if (!item.valid() || slot >= byItem.size() || sort > PositionSort::Change)
        return -1;
    return byItem[slot][static_cast<std::size_t>(sort)];
}

} // namespace tarascope
