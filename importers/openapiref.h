#pragma once
#include "importers/lossreport.h"
#include "model/json/node.h"

#include <unordered_map>

namespace tarascope {

/// Follows `$ref` inside one document. Nothing outside the document is ever opened. The document must outlive it.
class OpenApiReferences
{
public:
    OpenApiReferences(const json::Document &document, const Budget &budget) : m_document(document), m_budget(budget) {}

    /// Looks at every reference of the document and lists those that leave the file, lead nowhere or run in a circle of
    /// references only. An error when there are more than the budget allows.
    Result<void> check(LossReport &skipped);
    /// The element that a node stands for: itself, or what its reference leads to in the end. nullptr: nowhere.
    const json::Node *resolve(const json::Node &node);
    const json::Node *resolve(const json::Node *node) { return node ? resolve(*node) : nullptr; }
    /// The member of an object with this name, by an index where the object is large.
    const json::Node *member(const json::Node &object, std::string_view name);

private:
    /// What the names in an object are: words of OpenAPI, free names, or parts of an example.
    enum class Names { Words, Free, Example };
    struct Visit {
        const json::Node *node;
        Names names;
    };
    void checkReference(const json::Node &reference, LossReport &skipped);
    static bool isData(const Visit &parent, const json::Node &child);
    static Names namesIn(const Visit &parent, const json::Node &child);
    const json::Node *target(std::string_view reference);

    const json::Document &m_document;
    const Budget &m_budget;
    std::unordered_map<std::string, const json::Node *> m_targets;
    std::unordered_map<const json::Node *, const json::Node *> m_resolved; ///< of references
    std::unordered_map<const json::Node *, std::unordered_map<std::string_view, const json::Node *>> m_members;
};

} // namespace tarascope
