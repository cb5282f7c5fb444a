#pragma once
#include "model/graph.h"
#include "model/json/node.h"
#include "model/json/write.h"

namespace tarascope {

/// Writes the members of a record by which it differs from `other`; all that say something when there is no other.
/// Texts are members by name, attributes an object below "attributes".
void writeDifference(json::Writer &out, const Graph &graph, const Record &record, const Record *other);

/// Puts the members of a node into a record of the type that it already has. `graph` knows the own fields.
Result<void> readDifference(const json::Document &document, const json::Node &node, const Graph &graph, Record &record);

/// Takes the attributes that a node names out of a record.
void removeAttributes(const json::Node &node, const Graph &graph, Record &record);

/// An empty record of a type by its name ("item", "link", "outcome", "field", "setting", "position") with this uid.
std::optional<Record> emptyRecord(std::string_view typeName, const Uid &uid);
std::string_view recordTypeName(const Record &record);

} // namespace tarascope
