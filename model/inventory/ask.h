#pragma once
#include "model/graph.h"

/// Short questions that metrics and rules ask of an item.

namespace tarascope {

inline bool isYes(const Item &item, Attr attribute)
{
    const bool *said = item.attributes.get<bool>(attribute);
    return said && *said;
}

inline bool isNo(const Item &item, Attr attribute)
{
    const bool *said = item.attributes.get<bool>(attribute);
    return said && !*said;
}

inline bool hasText(const Item &item, Attr attribute)
{
    const std::string *said = item.attributes.get<std::string>(attribute);
    return said && !said->empty();
}

/// Items at the far end of the links of a kind that begin here.
std::vector<ItemId> targetsOf(const Graph &graph, ItemId item, LinkKind kind);
/// Items at the far end of the links of a kind that end here.
std::vector<ItemId> sourcesOf(const Graph &graph, ItemId item, LinkKind kind);

/// Calls visit(ItemId, const Item &) for the items of a kind.
template <class Visit> void forEachOf(const Graph &graph, Kind kind, Visit visit)
{
    for (ItemId id : graph.itemsOf(kind))
        visit(id, *graph.item(id));
}

/// Days from the first to the second.
std::int64_t daysBetween(Date from, Date to);

/// The words for people of those attributes that an item lacks: "owner, impact".
std::string missing(const Item &item, std::initializer_list<Attr> attributes);

} // namespace tarascope
