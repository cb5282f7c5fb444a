#include "views/edits/changes.h"

#include <algorithm>
#include <set>

namespace tarascope {

namespace {

Error gone()
{
    return {ErrorKind::Usage,
            {QT_TRANSLATE_NOOP("model", "what was to be changed is no longer there"), {}, "recordGone"},
            {}};
}

std::string named(const Item &item) { return item.name.empty() ? item.key : item.key + " " + item.name; }

ChangeSet changed(Message title, Item before, Item after)
{
    ChangeSet set;
    set.title = std::move(title);
    if (before != after)
        set.changes.push_back({std::move(before), std::move(after)});
    return set;
}

void give(Attributes &attributes, AttributeId id, std::optional<Value> value)
{
    if (value)
        attributes.set(id, std::move(*value));
    else
        attributes.remove(id);
}

std::string labelIn(const Graph &graph, Kind kind, AttributeId id)
{
    const auto shape = attributeShape(graph, kind, id);
    return !shape ? std::string() : shape->def ? attributeLabel(*shape->def) : shape->name;
}

Result<ChangeSet> setLinkAttribute(const Graph &graph, const Uid &uid, AttributeId id, std::optional<Value> value)
{
    const Link *link = graph.link(graph.findLink(uid));
    const AttributeDef *def = link ? linkDef(link->kind).find(static_cast<Attr>(id.value)) : nullptr;
    if (!def)
        return gone();
    Link after = *link;
    give(after.attributes, id, std::move(value));
    ChangeSet set;
    set.title = {QT_TRANSLATE_NOOP("model", "Set %1 of %2 %3"),
                 {attributeLabel(*def), link->key, std::string(linkDef(link->kind).forward)},
                 "setLinkAttribute"};
    if (after != *link)
        set.changes.push_back({*link, std::move(after)});
    return set;
}

} // namespace

Result<ChangeSet> addItem(const Graph &graph, Kind kind, std::string name, const Uid &uid)
{
    Item item;
    item.uid = uid;
    item.kind = kind;
    item.name = std::move(name);
    item.key = std::string(kindDef(kind).prefix) + "-" + std::to_string(graph.nextNumber(kindDef(kind).prefix));
    ChangeSet set;
    set.title = {QT_TRANSLATE_NOOP("model", "Add %1"), {named(item)}, "addItem"};
    set.changes.push_back({std::nullopt, std::move(item)});
    return set;
}

Result<ChangeSet> removeItems(const Graph &graph, const std::vector<Uid> &items)
{
    ChangeSet set;
    std::set<LinkId> links;
    std::vector<const Item *> found;
    for (const Uid &uid : items) {
        const ItemId id = graph.findItem(uid);
        const Item *item = graph.item(id);
        if (!item)
            return gone();
        found.push_back(item);
        for (const std::span<const LinkId> side : {graph.out(id), graph.in(id)})
            links.insert(side.begin(), side.end());
    }
    for (const LinkId link : links)
        set.changes.push_back({*graph.link(link), std::nullopt});
    for (const Item *item : found) {
        for (const Outcome *outcome : graph.outcomesOf(item->uid))
            set.changes.push_back({*outcome, std::nullopt});
        if (const auto position = graph.position(item->uid))
            set.changes.push_back({*position, std::nullopt});
        set.changes.push_back({*item, std::nullopt});
    }
    set.title =
        found.size() == 1
            ? Message{QT_TRANSLATE_NOOP("model", "Delete %1"), {named(*found.front())}, "removeItem"}
            : Message{QT_TRANSLATE_NOOP("model", "Delete %1 items"), {std::to_string(found.size())}, "removeItems"};
    return set;
}

Result<ChangeSet> renameItem(const Graph &graph, const Uid &uid, std::string name)
{
    const Item *item = graph.item(graph.findItem(uid));
    if (!item)
        return gone();
    Item after = *item;
    after.name = std::move(name);
    return changed({QT_TRANSLATE_NOOP("model", "Rename %1 to %2"), {item->key, after.name}, "renameItem"}, *item,
                   after);
}

Result<ChangeSet> describeItem(const Graph &graph, const Uid &uid, std::string description)
{
    const Item *item = graph.item(graph.findItem(uid));
    if (!item)
        return gone();
    Item after = *item;
    after.description = std::move(description);
    return changed({QT_TRANSLATE_NOOP("model", "Describe %1"), {named(*item)}, "describeItem"}, *item, after);
}

Result<ChangeSet> changeAttribute(const Graph &graph, const Uid &uid, AttributeId attribute, std::optional<Value> value)
{
    const Item *item = graph.item(graph.findItem(uid));
    if (!item)
        return setLinkAttribute(graph, uid, attribute, std::move(value));
    Item after = *item;
    give(after.attributes, attribute, std::move(value));
    return changed({QT_TRANSLATE_NOOP("model", "Set %1 of %2"),
                    {labelIn(graph, item->kind, attribute), named(*item)},
                    "setAttribute"},
                   *item, after);
}

Result<ChangeSet> changeTags(const Graph &graph, const Uid &uid, std::vector<std::string> tags)
{
    const Item *item = graph.item(graph.findItem(uid));
    if (!item)
        return gone();
    std::sort(tags.begin(), tags.end());
    tags.erase(std::unique(tags.begin(), tags.end()), tags.end());
    Item after = *item;
    after.tags = std::move(tags);
    return changed({QT_TRANSLATE_NOOP("model", "Tag %1"), {named(*item)}, "setTags"}, *item, after);
}

Result<ChangeSet> addLink(const Graph &graph, LinkKind kind, const Uid &from, const Uid &to)
{
    const Item *first = graph.item(graph.findItem(from));
    const Item *second = graph.item(graph.findItem(to));
    if (!first || !second)
        return gone();
    if (!linkDef(kind).allows(first->kind, second->kind))
        return Error{ErrorKind::Usage, linkRefusal(kind, first->kind, second->kind), {}};
    Link link;
    link.kind = kind;
    link.from = from;
    link.to = to;
    link.uid = linkUid(link);
    if (graph.findLink(link.uid).valid())
        link.uid = Uid::random(); // the one that is there was told apart by its attributes later
    link.key = "L-" + std::to_string(graph.nextNumber("L"));
    const std::string words(linkDef(kind).forward);
    const std::span<const LinkId> links = graph.out(graph.findItem(from));
    if (std::any_of(links.begin(), links.end(), [&](LinkId id) { return sameLink(*graph.link(id), link); }))
        return Error{
            ErrorKind::Usage,
            {QT_TRANSLATE_NOOP("model", "%1 %2 %3 is there already"), {first->key, words, second->key}, "linkThere"},
            {}};
    ChangeSet set;
    set.title = {QT_TRANSLATE_NOOP("model", "Link %1 %2 %3"), {first->key, words, second->key}, "addLink"};
    set.changes.push_back({std::nullopt, std::move(link)});
    return set;
}

Result<ChangeSet> removeLink(const Graph &graph, const Uid &uid)
{
    const Link *link = graph.link(graph.findLink(uid));
    if (!link)
        return gone();
    ChangeSet set;
    set.title = {QT_TRANSLATE_NOOP("model", "Remove link %1 %2 %3"),
                 {graph.keyOf(link->from), std::string(linkDef(link->kind).forward), graph.keyOf(link->to)},
                 "removeLink"};
    set.changes.push_back({*link, std::nullopt});
    return set;
}

} // namespace tarascope
