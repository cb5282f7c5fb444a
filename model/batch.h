#pragma once
#include "model/record.h"

#include <map>
#include <string>
#include <vector>

/// What an importer hands over: plain values, no graph. `planMerge` (model/merge.h) turns a batch into one change set.

namespace tarascope {

/// What became of a part of an input that is not in the graph one to one.
struct LossEntry {
    std::string what; ///< the part, in the words of the format
    Message why;
    Where where;
};

/// An item as a file gives it. Within the batch it is named by `id` (any unique text).
struct BatchItem {
    std::string id;
    Kind kind{};
    std::string externalKey; ///< stable name within the source; empty: `id`
    std::string name;
    std::string description;
    Attributes attributes; ///< own fields by place in Batch::fields (AttributeId::ofField)
    std::vector<std::string> tags;
    std::vector<ExternalKey> external; ///< further keys the file states (normal form)
    std::optional<Uid> uid;            ///< stated by our own export: the record is taken as it stands
    std::string key;                   ///< wished key; empty: the next free one
    Where where;
};

/// A link as a file gives it; ends are ids of the batch, or keys/uids of items that are there already.
struct BatchLink {
    std::string id; ///< empty: none
    LinkKind kind{};
    std::string from;
    std::string to;
    /// LinkRef and ItemRef attributes are named here by ids of the batch and resolved by the merge.
    Attributes attributes;
    std::vector<std::pair<AttributeId, std::vector<std::string>>> references;
    std::optional<Uid> uid;
    std::string key;
    bool byName = false; ///< an end that is no id, key or uid may be the name of one item of the project that fits
    Where where;
};

/// Cells of nested rows that name an entry of the batch: item id -> (attribute, column, id named).
struct BatchRowReference {
    std::string item;
    AttributeId attribute;
    std::string column;
    std::string names;
};

struct BatchOutcome {
    std::string test; ///< id of the batch, key, or stable test id
    Outcome outcome;  ///< without uid and test
    Where where;
};

struct Batch {
    std::string format; ///< "openapi", "dbc", "tarascope"
    std::string system; ///< source system of the external keys: "openapi:crapi"
    std::string title;  ///< for the name of the undo step: the file's name
    bool part = false;  ///< only some of what the source has: what is not here is not gone from there
    std::vector<FieldDefinition> fields;
    std::vector<BatchItem> items;
    std::vector<BatchLink> links;
    std::vector<BatchOutcome> outcomes;
    std::vector<Setting> settings; ///< taken on an empty project only, else reported
    std::vector<std::pair<std::string, Position>> positions; ///< by id of the batch
    std::vector<BatchRowReference> rowReferences;
    std::vector<LossEntry> kept;    ///< kept as an extension (own field, description)
    std::vector<LossEntry> skipped; ///< not taken, with the reason and the place
};

} // namespace tarascope
