#include "model/graph.h"

#include <algorithm>

namespace tarascope {

namespace {

std::uint64_t hashOf(const Uid &uid) { return std::hash<Uid>{}(uid); }

std::uint64_t hashOf(const ExternalKey &external)
{
    return HashIndex::hashOf(external.system) * 31 + HashIndex::hashOf(external.key);
}

std::size_t at(std::int32_t slot) { return static_cast<std::size_t>(slot); }

} // namespace

const Item *Graph::item(ItemId id) const
{
    return id.valid() && at(id.slot) < m_items.size() ? m_items[at(id.slot)].get() : nullptr;
}

const Link *Graph::link(LinkId id) const
{
    return id.valid() && at(id.slot) < m_links.size() ? m_links[at(id.slot)].get() : nullptr;
}

std::span<const LinkId> Graph::out(ItemId id) const { return m_adjacency[at(id.slot)].out; }
std::span<const LinkId> Graph::in(ItemId id) const { return m_adjacency[at(id.slot)].in; }

std::vector<ItemId> Graph::itemsOf(Kind kind) const
{
    std::vector<ItemId> found;
    found.reserve(countOf(kind));
    forEachItem([&](ItemId id, const Item &item) {
        if (item.kind == kind)
            found.push_back(id);
    });
    return found;
}

ItemId Graph::findItem(const Uid &uid) const
{
    return ItemId{m_itemsByUid.find(hashOf(uid), [&](std::int32_t slot) {
        const Item *found = m_items[at(slot)].get();
        return found && found->uid == uid;
    })};
}

LinkId Graph::findLink(const Uid &uid) const
{
    return LinkId{m_linksByUid.find(hashOf(uid), [&](std::int32_t slot) {
        const Link *found = m_links[at(slot)].get();
        return found && found->uid == uid;
    })};
}

ItemId Graph::findItemByKey(std::string_view key) const
{
    return ItemId{m_itemsByKey.find(HashIndex::hashOf(key), [&](std::int32_t slot) {
        const Item *found = m_items[at(slot)].get();
        return found && found->key == key;
    })};
}

LinkId Graph::findLinkByKey(std::string_view key) const
{
    return LinkId{m_linksByKey.find(HashIndex::hashOf(key), [&](std::int32_t slot) {
        const Link *found = m_links[at(slot)].get();
        return found && found->key == key;
    })};
}

ItemId Graph::findItemByExternal(std::string_view system, std::string_view key) const
{
    const ExternalKey wanted{std::string(system), std::string(key), {}};
    return ItemId{m_itemsByExternal.find(hashOf(wanted), [&](std::int32_t slot) {
        const Item *found = m_items[at(slot)].get();
        return found && std::any_of(found->external.begin(), found->external.end(), [&](const ExternalKey &external) {
                   return external.system == system && external.key == key;
               });
    })};
}

namespace {

Error unknownItem(std::string_view name)
{
    return {ErrorKind::Usage,
            {QT_TRANSLATE_NOOP("model", "there is no item '%1'"), {std::string(name)}, "unknownItem"},
            {}};
}

Error ambiguousItem(const Graph &graph, std::string_view name, const std::vector<ItemId> &hits)
{
    std::string candidates;
    for (std::size_t i = 0; i < hits.size() && i < 5; ++i) {
        const Item *item = graph.item(hits[i]);
        candidates += (i ? ", " : "") + item->key + " " + item->name;
    }
    if (hits.size() > 5)
        candidates += ", ...";
    return {ErrorKind::Usage,
            {QT_TRANSLATE_NOOP("model", "'%1' names %2 items: %3"),
             {std::string(name), std::to_string(hits.size()), candidates},
             "ambiguousItem"},
            {}};
}

} // namespace

Result<ItemId> Graph::lookUp(std::string_view name) const
{
    if (const ItemId byKey = findItemByKey(name); byKey.valid())
        return byKey;
    if (const auto uid = Uid::fromHex(name))
        if (const ItemId byUid = findItem(*uid); byUid.valid())
            return byUid;
    std::vector<ItemId> byExternal;
    std::vector<ItemId> byName;
    m_itemsByName.find(HashIndex::hashOf(name), [&](std::int32_t slot) {
        const Item *found = m_items[at(slot)].get();
        if (found && found->name == name)
            byName.push_back(ItemId{slot});
        return false;
    });
    // The index of external keys is by system and key; without a system every item is asked. Only people do this.
    forEachItem([&](ItemId id, const Item &item) {
        for (const ExternalKey &external : item.external)
            if (external.key == name || (external.key.size() + external.system.size() + 1 == name.size() &&
                                         name.starts_with(external.system) && name.ends_with(external.key))) {
                byExternal.push_back(id);
                break;
            }
    });
    for (const std::vector<ItemId> *hits : {&byExternal, &byName}) {
        if (hits->size() == 1)
            return hits->front();
        if (hits->size() > 1)
            return ambiguousItem(*this, name, *hits);
    }
    return unknownItem(name);
}

std::string Graph::keyOf(const Uid &uid) const
{
    if (const Item *found = item(findItem(uid)))
        return found->key;
    if (const Link *found = link(findLink(uid)))
        return found->key;
    return uid.hex();
}

std::optional<AttributeId> Graph::findField(Kind kind, std::string_view name) const
{
    for (std::size_t place = 0; place < m_fields->size(); ++place)
        if ((*m_fields)[place].kind == kind && (*m_fields)[place].name == name)
            return AttributeId::ofField(place);
    return std::nullopt;
}

std::string Graph::setting(std::string_view name) const
{
    const auto found = m_settings->find(std::string(name));
    return found == m_settings->end() ? std::string() : found->second;
}

std::vector<const Outcome *> Graph::outcomesOf(const Uid &test) const
{
    std::vector<const Outcome *> found;
    m_outcomesByTest.find(hashOf(test), [&](std::int32_t slot) {
        const Outcome *outcome = m_outcomes[at(slot)].get();
        if (outcome && outcome->test == test)
            found.push_back(outcome);
        return false;
    });
    std::sort(found.begin(), found.end(), [](const Outcome *a, const Outcome *b) {
        return a->at != b->at ? a->at < b->at : a->uid < b->uid;
    });
    return found;
}

const Outcome *Graph::outcome(const Uid &uid) const
{
    const std::int32_t slot = m_outcomesByUid.find(hashOf(uid), [&](std::int32_t candidate) {
        const Outcome *found = m_outcomes[at(candidate)].get();
        return found && found->uid == uid;
    });
    return slot < 0 ? nullptr : m_outcomes[at(slot)].get();
}

std::optional<Position> Graph::position(const Uid &item) const
{
    const auto found = m_positions->find(item);
    return found == m_positions->end() ? std::nullopt : std::optional(found->second);
}

std::int64_t Graph::nextNumber(std::string_view prefix) const
{
    const auto found = m_counters->find(prefix);
    return found == m_counters->end() ? 1 : found->second;
}

namespace {

template <class T> T &unshared(std::shared_ptr<T> &shared)
{
    if (shared.use_count() != 1)
        shared = std::make_shared<T>(*shared);
    return *shared;
}

} // namespace

void Graph::raiseCounter(std::string_view prefix, std::int64_t next)
{
    if (next > nextNumber(prefix))
        unshared(m_counters)[std::string(prefix)] = next;
}

std::optional<Record> Graph::current(const Record &like) const
{
    const Uid uid = recordUid(like);
    if (std::holds_alternative<Item>(like)) {
        if (const Item *found = item(findItem(uid)))
            return *found;
    } else if (std::holds_alternative<Link>(like)) {
        if (const Link *found = link(findLink(uid)))
            return *found;
    } else if (std::holds_alternative<Outcome>(like)) {
        if (const Outcome *found = outcome(uid))
            return *found;
    } else if (std::holds_alternative<FieldDefinition>(like)) {
        for (const FieldDefinition &field : *m_fields)
            if (!field.name.empty() && field.uid == uid)
                return field;
    } else if (const auto *wanted = std::get_if<Setting>(&like)) {
        const auto found = m_settings->find(wanted->name);
        if (found != m_settings->end())
            return Setting{found->first, found->second};
    } else if (const auto found = position(uid)) {
        return *found;
    }
    return std::nullopt;
}

void Graph::loadItem(std::shared_ptr<const Item> item)
{
    const auto slot = static_cast<std::int32_t>(m_items.size());
    m_itemsByUid.append(hashOf(item->uid), slot);
    m_itemsByKey.append(HashIndex::hashOf(item->key), slot);
    m_itemsByName.append(HashIndex::hashOf(item->name), slot);
    for (const ExternalKey &external : item->external)
        m_itemsByExternal.append(hashOf(external), slot);
    ++m_kindCounts[static_cast<std::size_t>(item->kind)];
    ++m_itemCount;
    m_items.push_back(std::move(item));
    m_adjacency.push_back({});
}

void Graph::loadLink(std::shared_ptr<const Link> link, ItemId from, ItemId to)
{
    const auto slot = static_cast<std::int32_t>(m_links.size());
    m_linksByUid.append(hashOf(link->uid), slot);
    m_linksByKey.append(HashIndex::hashOf(link->key), slot);
    m_links.push_back(std::move(link));
    m_ends.push_back({from, to});
    ++m_linkCount;
}

// Counted first, so that each list is allocated once.
void Graph::linkLoadedItems()
{
    std::vector<std::pair<std::uint32_t, std::uint32_t>> counts(m_items.size());
    for (std::size_t slot = 0; slot < m_ends.size(); ++slot) {
        ++counts[at(m_ends[slot].from.slot)].first;
        ++counts[at(m_ends[slot].to.slot)].second;
    }
    for (std::size_t slot = 0; slot < counts.size(); ++slot)
        if (counts[slot].first + counts[slot].second > 0) {
            Adjacency &adjacency = m_adjacency.write(slot);
            adjacency.out.reserve(counts[slot].first);
            adjacency.in.reserve(counts[slot].second);
        }
    for (std::size_t slot = 0; slot < m_ends.size(); ++slot) {
        const LinkId id{static_cast<std::int32_t>(slot)};
        m_adjacency.write(at(m_ends[slot].from.slot)).out.push_back(id);
        m_adjacency.write(at(m_ends[slot].to.slot)).in.push_back(id);
    }
}

void Graph::loadOutcome(std::shared_ptr<const Outcome> outcome)
{
    const auto slot = static_cast<std::int32_t>(m_outcomes.size());
    m_outcomesByUid.append(hashOf(outcome->uid), slot);
    m_outcomesByTest.append(hashOf(outcome->test), slot);
    m_outcomes.push_back(std::move(outcome));
    ++m_outcomeCount;
}

void Graph::loadField(FieldDefinition field) { unshared(m_fields).push_back(std::move(field)); }
void Graph::loadSetting(Setting setting) { unshared(m_settings)[setting.name] = setting.value; }
void Graph::loadPosition(Position position) { unshared(m_positions)[position.item] = position; }

void Graph::finishLoading()
{
    linkLoadedItems();
    for (HashIndex *index : {&m_itemsByUid, &m_itemsByKey, &m_itemsByExternal, &m_itemsByName, &m_linksByUid,
                             &m_linksByKey, &m_outcomesByUid, &m_outcomesByTest})
        index->sort();
}

bool Graph::sharesOutcomes(const Graph &other) const
{
    if (m_outcomes.size() != other.m_outcomes.size())
        return false;
    for (std::size_t slot = 0; slot < m_outcomes.size(); slot += ChunkedVector<int>::chunkSize)
        if (!m_outcomes.sharesChunk(other.m_outcomes, slot))
            return false;
    return true;
}

namespace {

/// The item as it would be in another graph, whose own fields may stand at other places.
Item withFieldsOf(const Graph &own, const Graph &other, Item item)
{
    Attributes attributes;
    for (const auto &[id, value] : item.attributes) {
        const auto there = id.isField() ? other.findField(item.kind, own.fields()[id.fieldPlace()].name)
                                        : std::optional(id);
        attributes.set(there.value_or(id), value);
    }
    item.attributes = std::move(attributes);
    return item;
}

} // namespace

bool Graph::sameContent(const Graph &other) const
{
    if (m_itemCount != other.m_itemCount || m_linkCount != other.m_linkCount ||
        m_outcomeCount != other.m_outcomeCount || *m_settings != *other.m_settings ||
        *m_positions != *other.m_positions)
        return false;
    bool same = true;
    auto compare = [&](const auto &record) {
        const std::optional<Record> theirs = same ? other.current(Record(record)) : std::nullopt;
        same = same && theirs && *theirs == Record(record);
    };
    forEachItem([&](ItemId, const Item &item) { compare(withFieldsOf(*this, other, item)); });
    forEachLink([&](LinkId, const Link &link) { compare(link); });
    forEachOutcome([&](const Outcome &outcome) { compare(outcome); });
    std::size_t fieldCount = 0;
    for (const FieldDefinition &field : *m_fields)
        if (!field.name.empty()) {
            ++fieldCount;
            compare(field);
        }
    for (const FieldDefinition &field : *other.m_fields)
        fieldCount -= field.name.empty() ? 0 : 1;
    return same && fieldCount == 0;
}

} // namespace tarascope
