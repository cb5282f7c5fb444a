#include "model/edit.h"

#include <algorithm>
#include <set>

namespace tarascope {

ChangeSet addItem(const Graph &graph, Kind kind, std::string name)
{
    const KindDef &def = kindDef(kind);
    Item item;
    item.uid = Uid::random();
    item.kind = kind;
    item.key = std::string(def.prefix) + "-" + std::to_string(graph.nextNumber(def.prefix));
    item.name = std::move(name);
    ChangeSet set;
    set.title = {QT_TRANSLATE_NOOP("model", "Add %1"), {item.key}, "addItem"};
    set.changes.push_back({std::nullopt, Record(std::move(item))});
    return set;
}

Result<ChangeSet> addLink(const Graph &graph, LinkKind kind, ItemId from, ItemId to, Attributes attributes)
{
    const Item &source = *graph.item(from);
    const Item &target = *graph.item(to);
    if (!linkDef(kind).allows(source.kind, target.kind))
        return Error{ErrorKind::Usage, linkRefusal(kind, source.kind, target.kind), {}};
    Link link;
    link.kind = kind;
    link.from = source.uid;
    link.to = target.uid;
    link.attributes = std::move(attributes);
    link.uid = linkUid(link);
    link.key = "L-" + std::to_string(graph.nextNumber("L"));
    for (LinkId present : graph.out(from))
        if (sameLink(*graph.link(present), link))
            return Error{ErrorKind::Usage,
                         {QT_TRANSLATE_NOOP("model", "%1 %2 %3 already (%4)"),
                          {source.key, std::string(linkDef(kind).forward), target.key, graph.link(present)->key},
                          "linkThere"},
                         {}};
    // The uid of this link may be taken by one whose attributes were changed since: then a random one serves.
    if (graph.findLink(link.uid).valid())
        link.uid = Uid::random();
    ChangeSet set;
    set.title = {QT_TRANSLATE_NOOP("model", "Link %1 to %2"), {source.key, target.key}, "addLink"};
    set.changes.push_back({std::nullopt, Record(std::move(link))});
    return set;
}

ChangeSet removeItems(const Graph &graph, const std::vector<ItemId> &items)
{
    ChangeSet set;
    std::set<LinkId> links;
    for (ItemId id : items) {
        const Item &item = *graph.item(id);
        links.insert(graph.out(id).begin(), graph.out(id).end());
        links.insert(graph.in(id).begin(), graph.in(id).end());
        for (const Outcome *outcome : graph.outcomesOf(item.uid))
            set.changes.push_back({Record(*outcome), std::nullopt});
        if (const auto position = graph.position(item.uid))
            set.changes.push_back({Record(*position), std::nullopt});
    }
    for (LinkId id : links)
        set.changes.push_back({Record(*graph.link(id)), std::nullopt});
    for (ItemId id : items)
        set.changes.push_back({Record(*graph.item(id)), std::nullopt});
    set.title = items.size() == 1
                    ? Message{QT_TRANSLATE_NOOP("model", "Delete %1"), {graph.item(items.front())->key}, "removeItems"}
                    : Message{QT_TRANSLATE_NOOP("model", "Delete %1 items"), {std::to_string(items.size())}, "removeItems"};
    return set;
}

ChangeSet removeLink(const Graph &graph, LinkId link)
{
    const Link &present = *graph.link(link);
    ChangeSet set;
    set.title = {QT_TRANSLATE_NOOP("model", "Delete link %1"), {present.key}, "removeLink"};
    set.changes.push_back({Record(present), std::nullopt});
    return set;
}

ChangeSet changeItem(const Graph &graph, const Item &after)
{
    const Item &before = *graph.item(graph.findItem(after.uid));
    ChangeSet set;
    set.title = before.name != after.name
                    ? Message{QT_TRANSLATE_NOOP("model", "Rename %1"), {after.key}, "renameItem"}
                    : Message{QT_TRANSLATE_NOOP("model", "Change %1"), {after.key}, "changeItem"};
    if (before != after)
        set.changes.push_back({Record(before), Record(after)});
    return set;
}

ChangeSet changeLink(const Graph &graph, const Link &after)
{
    const Link &before = *graph.link(graph.findLink(after.uid));
    ChangeSet set;
    set.title = {QT_TRANSLATE_NOOP("model", "Change link %1"), {after.key}, "changeLink"};
    if (before != after)
        set.changes.push_back({Record(before), Record(after)});
    return set;
}

} // namespace tarascope
