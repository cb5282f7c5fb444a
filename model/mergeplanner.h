#pragma once
#include "model/merge.h"
#include "model/mergeownership.h"

#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace tarascope {

/// System of the external key that keeps the key an item had before it was renumbered.
inline constexpr std::string_view formerKeySystem = "was";

/// The largest number of a key that a file may bring; above it new items would soon have no number left.
inline constexpr std::int64_t largestWishedNumber = 900'000'000;

/// The steps of `planMerge`, each a function that needs those before it. Used by merge.cpp alone; its own header only
/// because items and links have files of their own.
class MergePlanner
{
public:
    MergePlanner(const Graph &graph, const Batch &batch, const Budget &budget);
    Result<MergePlan> run();

private:
    struct PlannedItem {
        const BatchItem *source = nullptr;
        ItemId present;           ///< the item that it is, if any
        Item after;
        bool stated = false;      ///< our own export: taken as it stands
        Ownership ownership;
        std::size_t external = 0; ///< place in after.external where `ownership` is kept
    };
    struct PlannedLink {
        const BatchLink *source = nullptr;
        LinkId present;
        Link after;
        bool dropped = false; ///< says the same as an earlier one
    };

    // Own fields (merge.cpp)
    Result<void> planFields();
    Result<void> planField(const FieldDefinition &wanted, std::size_t place);
    std::optional<std::pair<AttributeId, Value>> converted(AttributeId id, const Value &value) const;

    // Which items they are (mergematch.cpp)
    Result<void> matchItems();
    Result<void> nameItems();
    Result<void> matchByUid();
    Result<void> matchByExternal();
    void matchByKey();
    bool takePresent(PlannedItem &planned, ItemId present);
    void assignItemKeys();
    std::int64_t &nextNumber(std::string_view prefix);
    void wishItemKey(PlannedItem &planned);
    void renumbered(PlannedItem &planned, const std::string &wished);

    // What becomes of items (mergeitems.cpp)
    Result<void> mergeItems();
    Result<Attributes> attributesOf(const PlannedItem &planned) const;
    Result<void> resolveRows(const PlannedItem &planned, Attributes &attributes) const;
    void takeAsStated(PlannedItem &planned, Attributes attributes);
    void mergeManaged(PlannedItem &planned, const Attributes &attributes);
    void mergeTexts(PlannedItem &planned, const Item *present);
    void mergeAttributes(PlannedItem &planned, const Attributes &attributes);
    void mergeTags(PlannedItem &planned);
    void addExternals(PlannedItem &planned);
    std::optional<AttributeId> attributeNamed(Kind kind, std::string_view name) const;
    void tagVanished();
    bool cameFromSource(const Item &item) const;
    void emitItems();

    // Links (mergelinks.cpp)
    Result<void> planLinks();
    Result<void> placeLinks(bool guards);
    Result<void> placeLink(PlannedLink &planned);
    Result<std::optional<Uid>> endOf(const BatchLink &link, const std::string &name, const std::vector<Kind> &kinds);
    Result<void> resolveReferences(PlannedLink &planned, Attributes &attributes) const;
    Result<Value> resolveReference(const BatchLink &link, AttributeType type,
                                   const std::vector<std::string> &names) const;
    LinkId presentLink(const Link &link) const;
    Result<void> identifyLink(PlannedLink &planned);
    Result<void> refuseRepeat(PlannedLink &planned, const PlannedLink &first);
    void mergeLinkAttributes(PlannedLink &planned, const Attributes &wanted);
    void assignLinkKeys();
    void emitLinks();

    // The rest (merge.cpp)
    void planOutcomes();
    std::optional<Uid> testNamed(const std::string &name);
    void planSettings();
    Result<void> planPositions();

    std::optional<Uid> itemNamed(const std::string &name) const;
    Kind kindOf(const Uid &item) const;
    std::string textOf(const AttributeShape &shape, const Value &value) const;
    void keep(const std::string &key, std::string_view field, const std::optional<std::string> &current,
              const std::string &wanted, const Where &where);
    void add(std::optional<Record> before, std::optional<Record> after);
    /// An error of the batch with its place.
    static Error refuse(const char *text, std::vector<std::string> args, const char *code, const Where &where);

    const Graph &m_graph;
    const Batch &m_batch;
    const Budget &m_budget;
    std::string m_system;
    bool m_isNormalForm = false;
    Graph m_shapes; ///< the graph with the own fields of the batch
    std::vector<AttributeId> m_fieldIds;
    std::vector<std::vector<std::uint16_t>> m_fieldChoices; ///< choice of the batch -> choice of the project

    std::vector<PlannedItem> m_items;
    std::unordered_map<std::string_view, std::size_t> m_itemsById;
    std::unordered_map<Uid, std::size_t> m_itemsByUid;
    std::unordered_map<std::string_view, std::vector<const BatchRowReference *>> m_rowReferences;
    std::vector<bool> m_claimed; ///< items of the graph that the batch speaks of
    std::vector<PlannedLink> m_links;
    std::unordered_map<std::string_view, std::size_t> m_linksById;
    std::unordered_map<Uid, std::size_t> m_linksBySameness;
    std::unordered_map<Uid, std::size_t> m_linksByUid;
    std::unordered_set<Uid> m_statedLinks; ///< uids that the batch states
    std::unordered_map<std::string_view, std::vector<ItemId>> m_presentByName; ///< filled when a link asks for it
    std::unordered_map<std::string, Uid> m_testsByStableId; ///< null uid: several
    bool m_testsKnown = false;
    std::unordered_set<std::string> m_keys; ///< given in this plan
    std::map<std::string, std::int64_t> m_nextNumbers; ///< by prefix, past those that the batch names
    MergePlan m_plan;
};

} // namespace tarascope
