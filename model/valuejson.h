#pragma once
#include "model/graph.h"
#include "model/json/node.h"
#include "model/json/write.h"

namespace tarascope {

/// How a reference to a record is written: by uid in files that must be stable, by key for people and JSON contracts.
enum class ReferenceStyle { Uid, Key };

/// Appends a value in the JSON form of the contracts (interface.md): ratings as {"ET":"1d",...}, dates as text, choices
/// by name. Canonical: the same value gives the same bytes.
void writeValue(json::Writer &out, const Graph &graph, const AttributeShape &shape, const Value &value,
                ReferenceStyle style);
/// Appends {"name":value,...}, members in the order of their names.
void writeAttributes(json::Writer &out, const Graph &graph, Kind kind, const Attributes &attributes,
                     ReferenceStyle style);
void writeLinkAttributes(json::Writer &out, const Graph &graph, LinkKind kind, const Attributes &attributes,
                         ReferenceStyle style);

/// A value read from JSON. `references` lists what LinkRef, ItemRef(s) and row cells name, as text of the file: with
/// ReferenceStyle::Uid they are already in `value`.
struct ReadValue {
    Value value;
    std::vector<std::string> references;                              ///< of LinkRef, ItemRef, ItemRefs
    std::vector<std::pair<std::string, std::string>> rowReferences;   ///< (column, text) of ItemRef columns
};
/// Reads the value of an attribute; the error names the attribute, what is allowed, and the place.
Result<ReadValue> readValue(const json::Document &document, const json::Node &node, const AttributeShape &shape,
                            ReferenceStyle style);

} // namespace tarascope
