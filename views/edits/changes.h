#pragma once
#include "model/graph.h"

namespace tarascope {

/// Change sets of the actions of a user. Each gives an error of kind Usage when the graph does not allow the action.

/// A new item with the next free key of its kind.
Result<ChangeSet> addItem(const Graph &graph, Kind kind, std::string name, const Uid &uid);
/// Removes items with their links, outcomes and positions.
Result<ChangeSet> removeItems(const Graph &graph, const std::vector<Uid> &items);
Result<ChangeSet> renameItem(const Graph &graph, const Uid &item, std::string name);
Result<ChangeSet> describeItem(const Graph &graph, const Uid &item, std::string description);
/// Sets an attribute of an item or a link; nothing: takes the value away.
Result<ChangeSet> changeAttribute(const Graph &graph, const Uid &record, AttributeId attribute,
                                  std::optional<Value> value);
Result<ChangeSet> changeTags(const Graph &graph, const Uid &item, std::vector<std::string> tags);
Result<ChangeSet> addLink(const Graph &graph, LinkKind kind, const Uid &from, const Uid &to);
Result<ChangeSet> removeLink(const Graph &graph, const Uid &link);

} // namespace tarascope
