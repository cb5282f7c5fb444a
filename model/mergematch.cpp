#include "model/mergeplanner.h"

namespace tarascope {

namespace {

/// The number of a key of this kind; nothing when the text is none.
std::optional<std::int64_t> numberOf(std::string_view key, std::string_view prefix)
{
    const auto parts = keyParts(key);
    return parts && parts->prefix == prefix ? std::optional(parts->number) : std::nullopt;
}

} // namespace

Result<void> MergePlanner::matchItems()
{
    if (Result<void> named = nameItems(); !named)
        return named;
    if (Result<void> matched = matchByUid(); !matched)
        return matched;
    if (Result<void> matched = matchByExternal(); !matched)
        return matched;
    matchByKey();
    for (std::size_t i = 0; i < m_items.size(); ++i)
        m_itemsByUid[m_items[i].after.uid] = i;
    assignItemKeys();
    return {};
}

Result<void> MergePlanner::nameItems()
{
    m_items.reserve(m_batch.items.size());
    for (const BatchItem &source : m_batch.items) {
        const auto [entry, added] = m_itemsById.emplace(source.id, m_items.size());
        if (!added)
            return refuse(QT_TRANSLATE_NOOP("model", "the id %1 stands here a second time; the first is at %2"),
                          {source.id, m_items[entry->second].source->where.text()}, "duplicateId", source.where);
        PlannedItem planned;
        planned.source = &source;
        planned.stated = source.uid.has_value();
        planned.after.kind = source.kind;
        planned.after.uid =
            source.uid ? *source.uid
                       : Uid::fromParts({kindDef(source.kind).name(), m_system,
                                         source.externalKey.empty() ? source.id : source.externalKey});
        m_items.push_back(std::move(planned));
    }
    for (const BatchRowReference &reference : m_batch.rowReferences)
        m_rowReferences[reference.item].push_back(&reference);
    return {};
}

bool MergePlanner::takePresent(PlannedItem &planned, ItemId present)
{
    if (!present.valid() || m_claimed[static_cast<std::size_t>(present.slot)] ||
        m_graph.item(present)->kind != planned.after.kind)
        return false;
    m_claimed[static_cast<std::size_t>(present.slot)] = true;
    planned.present = present;
    planned.after.uid = m_graph.item(present)->uid;
    return true;
}

Result<void> MergePlanner::matchByUid()
{
    for (std::size_t i = 0; i < m_items.size(); ++i) {
        PlannedItem &planned = m_items[i];
        const auto [entry, added] = m_itemsByUid.emplace(planned.after.uid, i);
        if (!added)
            return refuse(QT_TRANSLATE_NOOP("model", "%1 and %2 have one identity"),
                          {m_items[entry->second].source->id, planned.source->id}, "duplicateUid",
                          planned.source->where);
        const ItemId present = m_graph.findItem(planned.after.uid);
        if (present.valid() && m_graph.item(present)->kind != planned.after.kind)
            return refuse(QT_TRANSLATE_NOOP("model", "%1 is of kind %2 in the project and of kind %3 in the file"),
                          {m_graph.item(present)->key, std::string(kindDef(m_graph.item(present)->kind).name()),
                           std::string(kindDef(planned.after.kind).name())},
                          "kindDiffers", planned.source->where);
        takePresent(planned, present);
    }
    m_itemsByUid.clear();
    return {};
}

Result<void> MergePlanner::matchByExternal()
{
    for (PlannedItem &planned : m_items) {
        if (planned.present.valid())
            continue;
        const BatchItem &source = *planned.source;
        if (!planned.stated)
            takePresent(planned, m_graph.findItemByExternal(
                                     m_system, source.externalKey.empty() ? source.id : source.externalKey));
        for (const ExternalKey &external : source.external)
            if (!planned.present.valid() && external.system != formerKeySystem)
                takePresent(planned, m_graph.findItemByExternal(external.system, external.key));
    }
    return m_budget.check();
}

void MergePlanner::matchByKey()
{
    for (PlannedItem &planned : m_items)
        if (!planned.present.valid() && !planned.stated && !planned.source->key.empty())
            takePresent(planned, m_graph.findItemByKey(planned.source->key));
}

void MergePlanner::assignItemKeys()
{
    for (PlannedItem &planned : m_items)
        wishItemKey(planned);
    for (PlannedItem &planned : m_items) {
        Item &after = planned.after;
        if (!after.key.empty())
            continue;
        const std::string_view prefix = kindDef(after.kind).prefix;
        std::int64_t &next = nextNumber(prefix);
        do {
            after.key = std::string(prefix) + "-" + std::to_string(next++);
        } while (m_keys.count(after.key) || m_graph.findItemByKey(after.key).valid());
        m_keys.insert(after.key);
    }
    for (PlannedItem &planned : m_items)
        if (const std::string &wished = planned.source->key; !wished.empty() && wished != planned.after.key)
            renumbered(planned, wished);
}

std::int64_t &MergePlanner::nextNumber(std::string_view prefix)
{
    return m_nextNumbers.try_emplace(std::string(prefix), m_graph.nextNumber(prefix)).first->second;
}

/// Gives the key that the file names, when it has the form of its kind and is free.
void MergePlanner::wishItemKey(PlannedItem &planned)
{
    const std::string &wished = planned.source->key;
    Item &after = planned.after;
    if (planned.present.valid()) {
        after.key = m_graph.item(planned.present)->key;
        if (!planned.stated || wished == after.key)
            return;
    }
    const std::string_view prefix = kindDef(after.kind).prefix;
    const auto number = numberOf(wished, prefix);
    if (!number || *number > largestWishedNumber || m_graph.findItemByKey(wished).valid() || !m_keys.insert(wished).second)
        return;
    after.key = wished;
    nextNumber(prefix) = std::max(nextNumber(prefix), *number + 1);
}

void MergePlanner::renumbered(PlannedItem &planned, const std::string &wished)
{
    if (planned.present.valid() && !planned.stated)
        return; // keys are stable over imports
    m_plan.report.problems.push_back(
        {planned.after.key,
         {QT_TRANSLATE_NOOP("model", "the file calls it %1, which is taken in the project or has another form"), {wished}, "renumbered"},
         planned.source->where});
}

} // namespace tarascope
