#pragma once
#include "model/graph.h"
#include "model/json/write.h"

namespace tarascope {

/// Writes ["a","b"].
void writeTexts(json::Writer &out, const std::vector<std::string> &texts);
/// Writes [{"system":...,"key":...,"wrote":[[field,hash],...]},...]; `wrote` only where there is something.
void writeExternalKeys(json::Writer &out, const std::vector<ExternalKey> &keys);

/// Reads what `writeTexts` wrote; nothing when the text has another form.
std::optional<std::vector<std::string>> readTexts(std::string_view text);
std::optional<std::vector<ExternalKey>> readExternalKeys(std::string_view text);

/// Reads the canonical attribute texts of many rows (model/valuejson.h, references by uid). What it does not know at a
/// glance it leaves to json::read and readValue, which also word the errors; so the result is theirs.
class AttributeReader
{
public:
    /// The graph knows the own fields.
    explicit AttributeReader(const Graph &graph);
    ~AttributeReader();

    Result<Attributes> read(Kind kind, std::string_view text) const;
    Result<Attributes> read(LinkKind kind, std::string_view text) const;

    /// The quick way alone: nothing when it does not know the text. For tests.
    std::optional<Attributes> readQuickly(Kind kind, std::string_view text) const;
    std::optional<Attributes> readQuickly(LinkKind kind, std::string_view text) const;

private:
    struct Table;

    Graph m_graph;
    std::vector<Table> m_items; ///< by Kind
    std::vector<Table> m_links; ///< by LinkKind
};

} // namespace tarascope
