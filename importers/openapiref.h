#pragma once
#include "importers/lossreport.h"
#include "importers/openapifiles.h"
#include "model/json/node.h"

#include <unordered_map>

namespace tarascope {

/// Calls visit(text of a `$ref`) for each reference of a document, in the order of the file; what looks like one in an
/// example or a default is none. An error when the budget ends.
Result<void> forEachReference(const json::Node &root, const Budget &budget, const std::function<void(const json::Node &)> &visit);

/// Follows `$ref` inside the files of a specification. They must outlive it.
class OpenApiReferences
{
public:
    OpenApiReferences(const OpenApiFiles &files, const Budget &budget) : m_files(files), m_budget(budget) {}

    /// Looks at every reference of the files and lists those that leave the file, lead nowhere or run in a circle of
    /// references only. An error when there are more than the budget allows.
    Result<void> check(LossReport &skipped);
    /// The element that a node stands for: itself, or what its reference leads to in the end. nullptr: nowhere.
    const json::Node *resolve(const json::Node &node);
    const json::Node *resolve(const json::Node *node) { return node ? resolve(*node) : nullptr; }
    /// The member of an object with this name, by an index where the object is large.
    const json::Node *member(const json::Node &object, std::string_view name);

private:
    void checkReference(const json::Node &reference, LossReport &skipped);
    const json::Node *target(std::string_view reference);

    const OpenApiFiles &m_files;
    const Budget &m_budget;
    std::unordered_map<std::string, const json::Node *> m_targets;
    std::unordered_map<const json::Node *, const json::Node *> m_resolved; ///< of references
    std::unordered_map<const json::Node *, std::unordered_map<std::string_view, const json::Node *>> m_members;
};

} // namespace tarascope
