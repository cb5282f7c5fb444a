#pragma once
#include "model/evidence/casefile.h"

namespace tarascope::evidence {

/// What a known source is to a file that is to be added.
struct Identified {
    enum class Match : std::uint8_t { New, Same, Longer } match = Match::New;
    std::int64_t source = 0;
    Digest fileSha256{};
};
/// Compares the bytes of a file with the sources of a case: the same, or a source and more behind it.
Result<Identified> identify(const std::string &path, const std::vector<StoredSource> &sources, const Budget &budget);

/// Counts of a source as JSON text, and back.
std::string countsText(const StoredSource &source);
void readCounts(std::string_view text, StoredSource &source);

/// registry, relationships, aliases, by the headings of a table; empty: none of these.
std::string referenceRole(std::string_view head);

/// One row of reference data as it is stored: its cells by the names of the columns.
struct ReferenceRow {
    std::map<std::string, std::string> cells;
    Interval valid;
};
/// Reads a table of reference data; errors name the place.
Result<std::vector<ReferenceRow>> readReferenceTable(std::string_view bytes, const std::string &file);

} // namespace tarascope::evidence
