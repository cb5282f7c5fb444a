#pragma once
#include "model/graph.h"

/// Change sets for what people do by hand; the window and the command line make theirs here.

namespace tarascope {

/// A new item with a random uid and the next free key.
ChangeSet addItem(const Graph &graph, Kind kind, std::string name);
/// A new link with the uid that its kind and ends give it and the next free key. An error of kind Usage when the
/// metamodel refuses it or there is one already.
Result<ChangeSet> addLink(const Graph &graph, LinkKind kind, ItemId from, ItemId to, Attributes attributes = {});
/// Takes items away with their links, outcomes and canvas positions.
ChangeSet removeItems(const Graph &graph, const std::vector<ItemId> &items);
ChangeSet removeLink(const Graph &graph, LinkId link);
/// An item as it shall be; its uid says which one is meant. Nothing to do gives an empty set.
ChangeSet changeItem(const Graph &graph, const Item &after);
ChangeSet changeLink(const Graph &graph, const Link &after);

} // namespace tarascope
