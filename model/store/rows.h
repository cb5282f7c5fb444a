#pragma once
#include "model/graph.h"
#include "model/store/celltext.h"
#include "model/store/schema.h"

#include <array>
#include <span>

namespace tarascope {

/// The columns of one row as bytes, in the order of its table: a uid has 16, a real number 8 (both big endian).
class RowCells
{
public:
    static constexpr std::size_t maximum = 8;

    void clear()
    {
        m_bytes.clear();
        m_count = 0;
    }
    void add(std::string_view cell)
    {
        m_bytes.append(cell);
        m_ends[m_count++] = m_bytes.size();
    }
    void add(const Uid &uid);
    void add(double number);

    std::size_t count() const { return m_count; }
    std::size_t bytes() const { return m_bytes.size(); }
    std::string_view operator[](std::size_t place) const
    {
        const std::size_t begin = place == 0 ? 0 : m_ends[place - 1];
        return std::string_view(m_bytes).substr(begin, m_ends[place] - begin);
    }

private:
    std::string m_bytes;
    std::array<std::size_t, maximum> m_ends{};
    std::size_t m_count = 0;
};

RowType rowTypeOf(const Record &record);
/// The cells of a record; attributes as canonical JSON with references by uid. The graph knows the own fields.
void encodeRow(RowCells &cells, const Graph &graph, const Record &record);
/// The leaf's hash of a row.
Digest rowDigest(RowType type, const RowCells &cells);

Uid uidOfCell(std::string_view cell);
double realOfCell(std::string_view cell);
/// The uid that a row is found by; for a setting it follows from the name.
Uid rowUid(RowType type, std::string_view firstCell);

/// The cells of one row as views of bytes that live elsewhere.
using CellViews = std::span<const std::string_view>;
/// Reads the cells of a row back to a record, as opening a file does. The error (kind Project) names the record; what
/// only the whole file can tell (ends of links, repeated keys) is not looked at.
Result<void> decodeRow(CellViews cells, const AttributeReader &reader, Item &item);
Result<void> decodeRow(CellViews cells, const AttributeReader &reader, Link &link);
Result<void> decodeRow(CellViews cells, const AttributeReader &reader, Outcome &outcome);
Result<void> decodeRow(CellViews cells, const AttributeReader &reader, Position &position);
Result<void> decodeRow(CellViews cells, Setting &setting);
Result<void> decodeRow(CellViews cells, FieldDefinition &field);

/// Valid UTF-8 without U+0000.
bool isStorableText(std::string_view text);
/// Bytes that one record may take in the file, and all new records of one change set together.
inline constexpr std::size_t largestRecord = 16u << 20;
inline constexpr std::size_t largestSet = 512u << 20;
/// Refuses (kind Input, naming the record) a set that would not come back from the file as it is: texts with U+0000 or
/// invalid UTF-8, numbers that are none, levels that do not exist, what is too long. `after` is the graph with the set.
Result<void> checkStorable(const Graph &after, const ChangeSet &set);

} // namespace tarascope
