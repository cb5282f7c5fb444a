#pragma once
#include "model/evidence/columns.h"
#include "model/store/sqlite.h"

namespace tarascope::evidence {

/// The numbers of one column in few bytes: one number when all are equal, else the smallest and the distances to it in as
/// many bytes as the largest needs.
template <class T> std::string packColumn(const Column<T> &column);
/// Nothing when the bytes are not `rows` numbers of this type.
template <class T> std::optional<Column<T>> unpackColumn(std::string_view bytes, std::size_t rows);

/// A stored piece of the events of one source.
struct SegmentRow {
    std::int64_t id = 0;
    std::int64_t source = 0;
    std::int64_t rows = 0;
    std::int64_t first = 0;
    std::int64_t last = 0;
    Digest digest{};
};

/// Writes the events of a segment, one BLOB per column; gives its digest.
Result<Digest> writeSegment(Database &database, std::int64_t source, const EventColumns &columns);
Result<std::vector<SegmentRow>> readSegmentRows(Database &database);
/// Reads the events of a segment and checks its digest; an error of kind Project when they were altered.
Result<EventColumns> readSegment(Database &database, const SegmentRow &row);

/// Texts of a dictionary from a number on, and back.
std::string packTexts(const Dictionary &names, std::uint32_t from);
/// False when the bytes are no such list or a text is there twice.
bool unpackTexts(std::string_view bytes, std::int64_t count, Dictionary &names);

} // namespace tarascope::evidence
