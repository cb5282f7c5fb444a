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

template <class T> T &unshared(std::shared_ptr<T> &shared)
{
    if (shared.use_count() != 1)
        shared = std::make_shared<T>(*shared);
    return *shared;
}

Error refuse(const char *text, std::vector<std::string> args, const char *code)
{
    return {ErrorKind::Input, {text, std::move(args), code}, {}};
}

} // namespace

/// Applies change after change to a graph; the graph is a scratch copy, so that a refusal half-way costs nothing.
class GraphWriter
{
public:
    explicit GraphWriter(Graph &graph) : m_graph(graph) {}

    Result<void> write(const Change &change)
    {
        if (!change.before && !change.after)
            return {};
        const Record &subject = change.after ? *change.after : *change.before;
        if (change.before && change.after &&
            (change.before->index() != change.after->index() || recordUid(*change.before) != recordUid(*change.after)))
            return refuse(QT_TRANSLATE_NOOP("model", "a change turns one record into another"), {}, "changeMixesRecords");
        if (m_graph.current(subject) != change.before)
            return refuse(QT_TRANSLATE_NOOP("model", "%1 was changed meanwhile"), {name(subject)}, "changedMeanwhile");
        return std::visit([&](const auto &record) { return dispatch(record, change); }, subject);
    }

private:
    static std::string name(const Record &record)
    {
        if (const auto *item = std::get_if<Item>(&record))
            return item->key;
        if (const auto *link = std::get_if<Link>(&record))
            return link->key;
        return recordUid(record).hex();
    }

    template <class T> Result<void> dispatch(const T &, const Change &change)
    {
        const T *before = change.before ? &std::get<T>(*change.before) : nullptr;
        const T *after = change.after ? &std::get<T>(*change.after) : nullptr;
        return put(before, after);
    }

    Result<void> checkAttributes(const Item &item) const
    {
        for (const auto &[id, value] : item.attributes) {
            const auto shape = attributeShape(m_graph, item.kind, id);
            if (!shape)
                return refuse(QT_TRANSLATE_NOOP("model", "%1: the kind %2 has no such attribute"),
                              {item.key, std::string(kindDef(item.kind).name())}, "unknownAttribute");
            if (Result<void> fits = checkValue(*shape, value); !fits)
                return fits;
        }
        return {};
    }

    Result<void> checkItem(const Item *before, const Item &after) const
    {
        if (after.uid.isNull())
            return refuse(QT_TRANSLATE_NOOP("model", "an item has no uid"), {}, "noUid");
        const auto parts = keyParts(after.key);
        if (!parts || parts->prefix != kindDef(after.kind).prefix)
            return refuse(QT_TRANSLATE_NOOP("model", "'%1' is no key of the kind %2, which begins with %3-"),
                          {after.key, std::string(kindDef(after.kind).name()), std::string(kindDef(after.kind).prefix)},
                          "badKey");
        if ((!before || before->key != after.key) && m_graph.findItemByKey(after.key).valid())
            return refuse(QT_TRANSLATE_NOOP("model", "the key %1 is taken"), {after.key}, "keyTaken");
        if (before && before->kind != after.kind)
            return refuse(QT_TRANSLATE_NOOP("model", "%1: the kind of an item cannot change"), {after.key}, "kindChanged");
        return checkAttributes(after);
    }

    Result<void> put(const Item *before, const Item *after)
    {
        if (after)
            if (Result<void> fine = checkItem(before, *after); !fine)
                return fine;
        const ItemId present = before ? m_graph.findItem(before->uid) : ItemId{};
        if (!after) {
            if (!m_graph.out(present).empty() || !m_graph.in(present).empty())
                return refuse(QT_TRANSLATE_NOOP("model", "%1 still has links"), {before->key}, "itemHasLinks");
            if (m_graph.position(before->uid) || !m_graph.outcomesOf(before->uid).empty())
                return refuse(QT_TRANSLATE_NOOP("model", "%1 still has outcomes or a place on the canvas"), {before->key}, "itemHasMore");
            unindex(*before, present.slot);
            m_graph.m_itemsByUid.insert(~hashOf(before->uid), present.slot); // an undo finds its slot again
            m_graph.m_items.write(at(present.slot)) = nullptr;
            return {};
        }
        std::int32_t slot = present.slot;
        if (before)
            unindex(*before, slot);
        else
            slot = slotFor(*after);
        index(*after, slot);
        m_graph.m_items.write(at(slot)) = std::make_shared<Item>(*after);
        m_graph.raiseCounter(kindDef(after->kind).prefix, keyParts(after->key)->number + 1);
        return {};
    }

    // A removed item stays in the index under its inverted hash, so that an undo gives it the same slot again.
    std::int32_t slotFor(const Item &item)
    {
        const std::int32_t gone = m_graph.m_itemsByUid.find(~hashOf(item.uid), [&](std::int32_t slot) {
            return !m_graph.m_items[at(slot)];
        });
        if (gone >= 0) {
            m_graph.m_itemsByUid.remove(~hashOf(item.uid), gone);
            return gone;
        }
        m_graph.m_items.push_back(nullptr);
        m_graph.m_adjacency.push_back({});
        return static_cast<std::int32_t>(m_graph.m_items.size() - 1);
    }

    void index(const Item &item, std::int32_t slot)
    {
        m_graph.m_itemsByUid.insert(hashOf(item.uid), slot);
        m_graph.m_itemsByKey.insert(HashIndex::hashOf(item.key), slot);
        m_graph.m_itemsByName.insert(HashIndex::hashOf(item.name), slot);
        for (const ExternalKey &external : item.external)
            m_graph.m_itemsByExternal.insert(hashOf(external), slot);
        ++m_graph.m_kindCounts[static_cast<std::size_t>(item.kind)];
        ++m_graph.m_itemCount;
    }

    void unindex(const Item &item, std::int32_t slot)
    {
        m_graph.m_itemsByUid.remove(hashOf(item.uid), slot);
        m_graph.m_itemsByKey.remove(HashIndex::hashOf(item.key), slot);
        m_graph.m_itemsByName.remove(HashIndex::hashOf(item.name), slot);
        for (const ExternalKey &external : item.external)
            m_graph.m_itemsByExternal.remove(hashOf(external), slot);
        --m_graph.m_kindCounts[static_cast<std::size_t>(item.kind)];
        --m_graph.m_itemCount;
    }

    Result<void> checkLink(const Link *before, const Link &after) const
    {
        const ItemId from = m_graph.findItem(after.from);
        const ItemId to = m_graph.findItem(after.to);
        if (after.uid.isNull() || !from.valid() || !to.valid())
            return refuse(QT_TRANSLATE_NOOP("model", "the link %1 has an end that is not there"), {after.key}, "danglingLink");
        const auto parts = keyParts(after.key);
        if (!parts || parts->prefix != "L")
            return refuse(QT_TRANSLATE_NOOP("model", "'%1' is no key of a link, which begins with L-"), {after.key}, "badKey");
        if ((!before || before->key != after.key) && m_graph.findLinkByKey(after.key).valid())
            return refuse(QT_TRANSLATE_NOOP("model", "the key %1 is taken"), {after.key}, "keyTaken");
        if (before && (before->kind != after.kind || before->from != after.from || before->to != after.to))
            return refuse(QT_TRANSLATE_NOOP("model", "%1: the kind and ends of a link cannot change"), {after.key}, "linkEndsChanged");
        const Kind fromKind = m_graph.item(from)->kind;
        const Kind toKind = m_graph.item(to)->kind;
        if (!linkDef(after.kind).allows(fromKind, toKind))
            return Error{ErrorKind::Input, linkRefusal(after.kind, fromKind, toKind), {}};
        return checkLinkAttributes(after);
    }

    static Result<void> checkLinkAttributes(const Link &link)
    {
        for (const auto &[id, value] : link.attributes) {
            const AttributeDef *def = id.isField() ? nullptr : linkDef(link.kind).find(static_cast<Attr>(id.value));
            if (!def)
                return refuse(QT_TRANSLATE_NOOP("model", "%1: the link %2 has no such attribute"),
                              {link.key, std::string(linkDef(link.kind).name())}, "unknownAttribute");
            const AttributeShape shape{def->type, def->choices, def, std::string(def->name())};
            if (Result<void> fits = checkValue(shape, value); !fits)
                return fits;
        }
        return {};
    }

    Result<void> put(const Link *before, const Link *after)
    {
        if (after)
            if (Result<void> fine = checkLink(before, *after); !fine)
                return fine;
        if (!before) {
            add(*after);
            return {};
        }
        const LinkId id = m_graph.findLink(before->uid);
        m_graph.m_linksByKey.remove(HashIndex::hashOf(before->key), id.slot);
        if (after) {
            m_graph.m_linksByKey.insert(HashIndex::hashOf(after->key), id.slot);
            m_graph.m_links.write(at(id.slot)) = std::make_shared<Link>(*after);
            m_graph.raiseCounter("L", keyParts(after->key)->number + 1);
            return {};
        }
        m_graph.m_linksByUid.remove(hashOf(before->uid), id.slot);
        m_graph.m_linksByUid.insert(~hashOf(before->uid), id.slot);
        std::erase(m_graph.m_adjacency.write(at(m_graph.from(id).slot)).out, id);
        std::erase(m_graph.m_adjacency.write(at(m_graph.to(id).slot)).in, id);
        m_graph.m_links.write(at(id.slot)) = nullptr;
        --m_graph.m_linkCount;
        return {};
    }

    void add(const Link &link)
    {
        LinkId id{m_graph.m_linksByUid.find(~hashOf(link.uid),
                                            [&](std::int32_t slot) { return !m_graph.m_links[at(slot)]; })};
        const Graph::Ends ends{m_graph.findItem(link.from), m_graph.findItem(link.to)};
        if (id.valid()) {
            m_graph.m_linksByUid.remove(~hashOf(link.uid), id.slot);
            m_graph.m_ends.write(at(id.slot)) = ends;
        } else {
            id.slot = static_cast<std::int32_t>(m_graph.m_links.size());
            m_graph.m_links.push_back(nullptr);
            m_graph.m_ends.push_back(ends);
        }
        m_graph.m_linksByUid.insert(hashOf(link.uid), id.slot);
        m_graph.m_linksByKey.insert(HashIndex::hashOf(link.key), id.slot);
        for (auto *list : {&m_graph.m_adjacency.write(at(ends.from.slot)).out, &m_graph.m_adjacency.write(at(ends.to.slot)).in})
            list->insert(std::lower_bound(list->begin(), list->end(), id), id);
        m_graph.m_links.write(at(id.slot)) = std::make_shared<Link>(link);
        m_graph.raiseCounter("L", keyParts(link.key)->number + 1);
        ++m_graph.m_linkCount;
    }

    Result<void> put(const Outcome *before, const Outcome *after)
    {
        if (before) {
            const std::int32_t slot = m_graph.m_outcomesByUid.find(hashOf(before->uid), [&](std::int32_t candidate) {
                const Outcome *found = m_graph.m_outcomes[at(candidate)].get();
                return found && found->uid == before->uid;
            });
            m_graph.m_outcomesByUid.remove(hashOf(before->uid), slot);
            m_graph.m_outcomesByTest.remove(hashOf(before->test), slot);
            m_graph.m_outcomes.write(at(slot)) = nullptr;
            --m_graph.m_outcomeCount;
        }
        if (!after)
            return {};
        const Item *test = m_graph.item(m_graph.findItem(after->test));
        if (!test || test->kind != Kind::testCase)
            return refuse(QT_TRANSLATE_NOOP("model", "an outcome names a test that is not there"), {}, "danglingOutcome");
        const auto slot = static_cast<std::int32_t>(m_graph.m_outcomes.size());
        m_graph.m_outcomes.push_back(std::make_shared<Outcome>(*after));
        m_graph.m_outcomesByUid.insert(hashOf(after->uid), slot);
        m_graph.m_outcomesByTest.insert(hashOf(after->test), slot);
        ++m_graph.m_outcomeCount;
        return {};
    }

    Result<void> put(const FieldDefinition *before, const FieldDefinition *after)
    {
        std::vector<FieldDefinition> &fields = unshared(m_graph.m_fields);
        if (after)
            if (Result<void> fine = checkField(*after); !fine)
                return fine;
        const Uid &uid = after ? after->uid : before->uid;
        const auto present = std::find_if(fields.begin(), fields.end(), [&](const FieldDefinition &field) {
            return field.uid == uid && field.name.empty() != (before != nullptr);
        });
        if (present == fields.end()) {
            fields.push_back(*after);
            return {};
        }
        if (after)
            *present = *after;
        else
            present->name.clear();
        return before ? checkValuesOf(*before, static_cast<std::size_t>(present - fields.begin())) : Result<void>();
    }

    Result<void> checkField(const FieldDefinition &after) const
    {
        if (!after.name.starts_with("x-") || after.name.size() < 3)
            return refuse(QT_TRANSLATE_NOOP("model", "the name of an own field begins with x-, '%1' does not"), {after.name}, "badFieldName");
        const auto same = m_graph.findField(after.kind, after.name);
        if (same && m_graph.fields()[same->fieldPlace()].uid != after.uid)
            return refuse(QT_TRANSLATE_NOOP("model", "the name of the own field %1 is taken"), {after.name}, "fieldTaken");
        return {};
    }

    // What a field is now must fit the values that are there.
    Result<void> checkValuesOf(const FieldDefinition &before, std::size_t place) const
    {
        const AttributeId id = AttributeId::ofField(place);
        bool fit = true;
        m_graph.forEachItem([&](ItemId, const Item &item) {
            if (const Value *value = item.attributes.find(id)) {
                const auto shape = attributeShape(m_graph, item.kind, id);
                fit = fit && shape && checkValue(*shape, *value).ok();
            }
        });
        return fit ? Result<void>()
                   : refuse(QT_TRANSLATE_NOOP("model", "the own field %1 still has values"), {before.name}, "fieldInUse");
    }

    Result<void> put(const Setting *before, const Setting *after)
    {
        auto &settings = unshared(m_graph.m_settings);
        if (after)
            settings[after->name] = after->value;
        else
            settings.erase(before->name);
        return {};
    }

    Result<void> put(const Position *before, const Position *after)
    {
        auto &positions = unshared(m_graph.m_positions);
        if (!after) {
            positions.erase(before->item);
            return {};
        }
        if (!m_graph.findItem(after->item).valid())
            return refuse(QT_TRANSLATE_NOOP("model", "a position names an item that is not there"), {}, "danglingPosition");
        positions[after->item] = {after->item, after->x + 0.0, after->y + 0.0}; // a file knows no -0.0
        return {};
    }

    Graph &m_graph;
};

Result<void> Graph::apply(const ChangeSet &set)
{
    Graph scratch = *this;
    GraphWriter writer(scratch);
    for (const Change &change : set.changes)
        if (Result<void> written = writer.write(change); !written)
            return written;
    *this = std::move(scratch);
    return {};
}

} // namespace tarascope
