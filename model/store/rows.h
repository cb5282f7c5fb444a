#pragma once
#include "model/graph.h"
#include "model/store/schema.h"

#include <array>

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

/// Valid UTF-8 without U+0000.
bool isStorableText(std::string_view text);
/// Whether a record can be stored and read back as the same: texts in valid UTF-8 without U+0000, finite numbers,
/// levels that exist. The error names the record.
Result<void> checkStorable(const Record &record);

} // namespace tarascope
