#pragma once
#include "model/chunks.h"
#include "model/hashindex.h"
#include "model/record.h"

#include <map>
#include <memory>
#include <span>

namespace tarascope {

/// The one typed graph of a project: items, links, outcomes, own fields, settings and canvas positions. It is a value
/// that is cheap to copy (copies share chunks), so a worker, a comparison or an undo step holds a snapshot for
/// nothing. All writing goes through `apply`.
class Graph
{
public:
    // Items -----------------------------------------------------------------------------------------------------
    /// The item, or nullptr when it was removed.
    const Item *item(ItemId id) const;
    const Link *link(LinkId id) const;
    ItemId from(LinkId id) const { return m_ends[static_cast<std::size_t>(id.slot)].from; }
    ItemId to(LinkId id) const { return m_ends[static_cast<std::size_t>(id.slot)].to; }
    /// Links that begin or end at an item, in the order they were made.
    std::span<const LinkId> out(ItemId id) const;
    std::span<const LinkId> in(ItemId id) const;

    std::size_t itemCount() const { return m_itemCount; }
    std::size_t linkCount() const { return m_linkCount; }
    std::size_t countOf(Kind kind) const { return m_kindCounts[static_cast<std::size_t>(kind)]; }
    /// One past the largest slot; slots of removed records give nullptr.
    std::size_t itemSlots() const { return m_items.size(); }
    std::size_t linkSlots() const { return m_links.size(); }
    /// Calls visit(ItemId, const Item &) for every item, in slot order.
    template <class Visit> void forEachItem(Visit visit) const
    {
        for (std::size_t slot = 0; slot < m_items.size(); ++slot)
            if (const Item *found = m_items[slot].get())
                visit(ItemId{static_cast<std::int32_t>(slot)}, *found);
    }
    template <class Visit> void forEachLink(Visit visit) const
    {
        for (std::size_t slot = 0; slot < m_links.size(); ++slot)
            if (const Link *found = m_links[slot].get())
                visit(LinkId{static_cast<std::int32_t>(slot)}, *found);
    }
    std::vector<ItemId> itemsOf(Kind kind) const;

    // Look-up ---------------------------------------------------------------------------------------------------
    ItemId findItem(const Uid &uid) const;
    LinkId findLink(const Uid &uid) const;
    ItemId findItemByKey(std::string_view key) const;
    LinkId findLinkByKey(std::string_view key) const;
    ItemId findItemByExternal(std::string_view system, std::string_view key) const;
    /// An item as people name it: key, uid, external key, exact name, in that order. None or several is an error of
    /// kind Usage with up to five candidates.
    Result<ItemId> lookUp(std::string_view name) const;
    /// Key of the item with this uid, or the uid's digits.
    std::string keyOf(const Uid &uid) const;

    // The rest of the content -----------------------------------------------------------------------------------
    /// Definitions by place; a removed one keeps its place with an empty name.
    const std::vector<FieldDefinition> &fields() const { return *m_fields; }
    std::optional<AttributeId> findField(Kind kind, std::string_view name) const;
    const std::map<std::string, std::string> &settings() const { return *m_settings; }
    std::string setting(std::string_view name) const;
    /// Outcomes of one test, oldest first (by time, then uid).
    std::vector<const Outcome *> outcomesOf(const Uid &test) const;
    std::size_t outcomeCount() const { return m_outcomeCount; }
    template <class Visit> void forEachOutcome(Visit visit) const
    {
        for (std::size_t slot = 0; slot < m_outcomes.size(); ++slot)
            if (const Outcome *found = m_outcomes[slot].get())
                visit(*found);
    }
    const Outcome *outcome(const Uid &uid) const;
    std::optional<Position> position(const Uid &item) const;
    const std::map<Uid, Position> &positions() const { return *m_positions; }

    // Keys ------------------------------------------------------------------------------------------------------
    /// The next free number of each prefix; numbers are never used twice in a project, not even after a removal.
    std::int64_t nextNumber(std::string_view prefix) const;
    const std::map<std::string, std::int64_t, std::less<>> &keyCounters() const { return *m_counters; }
    void raiseCounter(std::string_view prefix, std::int64_t next);

    // Writing ---------------------------------------------------------------------------------------------------
    /// Checks and applies all changes, or changes nothing and says which one cannot be: `before` must be what is
    /// there, keys and uids unique, links allowed by the metamodel with both ends there, values of their type.
    Result<void> apply(const ChangeSet &set);
    /// The record that is there now with this uid; `like` says of which kind of record.
    std::optional<Record> current(const Record &like) const;

    /// Calls item(mine, theirs) and link(mine, theirs) for each slot whose record is not the very same one; a side that
    /// has none gives nullptr. Cheap between snapshots of one project: shared chunks are skipped.
    template <class VisitItem, class VisitLink>
    void forEachDifference(const Graph &other, VisitItem item, VisitLink link) const
    {
        differences(m_items, other.m_items, item);
        differences(m_links, other.m_links, link);
    }
    /// True when both hold the same outcomes, without comparing them one by one.
    bool sharesOutcomes(const Graph &other) const;

    /// Compares contents (not slots), for tests.
    bool sameContent(const Graph &other) const;

    // For the loader only: adds without the checks of `apply`, in any order of items before links.
    void loadItem(std::shared_ptr<const Item> item);
    /// `from` and `to` are the slots of its ends; `out` and `in` know it after `finishLoading`.
    void loadLink(std::shared_ptr<const Link> link, ItemId from, ItemId to);
    void loadOutcome(std::shared_ptr<const Outcome> outcome);
    void loadField(FieldDefinition field);
    void loadSetting(Setting setting);
    void loadPosition(Position position);
    void finishLoading();

private:
    void linkLoadedItems();

    friend class GraphWriter;
    template <class T, class Visit>
    static void differences(const ChunkedVector<std::shared_ptr<const T>> &mine,
                            const ChunkedVector<std::shared_ptr<const T>> &theirs, Visit visit)
    {
        const std::size_t count = std::max(mine.size(), theirs.size());
        for (std::size_t slot = 0; slot < count; ++slot) {
            if (slot % ChunkedVector<T>::chunkSize == 0 && mine.sharesChunk(theirs, slot)) {
                slot += ChunkedVector<T>::chunkSize - 1;
                continue;
            }
            const T *a = slot < mine.size() ? mine[slot].get() : nullptr;
            const T *b = slot < theirs.size() ? theirs[slot].get() : nullptr;
            if (a != b)
                visit(a, b);
        }
    }
    struct Ends {
        ItemId from;
        ItemId to;
    };
    struct Adjacency {
        std::vector<LinkId> out;
        std::vector<LinkId> in;
    };

    ChunkedVector<std::shared_ptr<const Item>> m_items;
    ChunkedVector<std::shared_ptr<const Link>> m_links;
    ChunkedVector<Ends> m_ends;
    ChunkedVector<Adjacency> m_adjacency;
    ChunkedVector<std::shared_ptr<const Outcome>> m_outcomes;
    HashIndex m_itemsByUid;
    HashIndex m_itemsByKey;
    HashIndex m_itemsByExternal;
    HashIndex m_itemsByName;
    HashIndex m_linksByUid;
    HashIndex m_linksByKey;
    HashIndex m_outcomesByUid;
    HashIndex m_outcomesByTest;
    std::shared_ptr<std::vector<FieldDefinition>> m_fields = std::make_shared<std::vector<FieldDefinition>>();
    std::shared_ptr<std::map<std::string, std::string>> m_settings =
        std::make_shared<std::map<std::string, std::string>>();
    std::shared_ptr<std::map<Uid, Position>> m_positions = std::make_shared<std::map<Uid, Position>>();
    std::shared_ptr<std::map<std::string, std::int64_t, std::less<>>> m_counters =
        std::make_shared<std::map<std::string, std::int64_t, std::less<>>>();
    std::array<std::size_t, kindCount> m_kindCounts{};
    std::size_t m_itemCount = 0;
    std::size_t m_linkCount = 0;
    std::size_t m_outcomeCount = 0;
};

/// Definition of an attribute of an item of this kind, built in or own; nullptr when the kind has none such.
struct AttributeShape {
    AttributeType type = AttributeType::Text;
    std::vector<std::string_view> choices;
    const AttributeDef *def = nullptr; ///< nullptr for an own field
    std::string name;
};
std::optional<AttributeShape> attributeShape(const Graph &graph, Kind kind, AttributeId id);
/// Checks that a value fits its attribute; the error names the attribute.
Result<void> checkValue(const AttributeShape &shape, const Value &value);

} // namespace tarascope
