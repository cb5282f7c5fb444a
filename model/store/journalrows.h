#pragma once
#include "model/store/digesttree.h"
#include "model/store/sqlite.h"

#include <vector>

namespace tarascope {

enum class JournalKind : std::uint8_t { Do, Undo, Redo, Baseline };

/// A title as the file holds it: source text, arguments, code.
struct JournalTitle {
    std::string text;
    std::vector<std::string> args;
    std::string code;
    bool operator==(const JournalTitle &) const = default;
};

/// One row of the journal without its payload.
struct JournalRow {
    std::int64_t seq = 0;
    std::string utc; ///< RFC 3339
    std::string who;
    JournalTitle title;
    JournalKind kind = JournalKind::Do;
    std::int64_t of = 0; ///< the row that an undo or redo speaks of
    std::int64_t changes = 0;
    Digest digest{}; ///< of the content after the row
    Digest payloadHash{};
    Digest previous{};
    Digest hash{};
};

/// What the first row follows: made of the project's id, so that rows of another project do not fit.
Digest journalStart(std::string_view projectId);
/// SHA-256 over the previous hash, the row's own columns each with its length, and the hash of the payload.
Digest journalHash(const JournalRow &row);

Result<void> insertJournalRow(Database &database, const JournalRow &row, std::string_view payload);

/// The chain from its first row on. `firstBad` is the first row that is missing, altered or out of order, 0 for none.
struct JournalChain {
    std::vector<JournalRow> rows; ///< up to the first bad one
    std::int64_t firstBad = 0;
    std::optional<Message> problem;
};
/// Walks the whole chain to its head; `payloads`: reads and hashes them too.
Result<JournalChain> readJournalChain(Database &database, std::string_view projectId, std::int64_t headSeq,
                                      const Digest &head, bool payloads);

/// The newest `count` rows with seq < `before`, newest first.
Result<std::vector<JournalRow>> readJournalRows(Database &database, std::int64_t before, int count);
/// The compressed payload of a row after a check of its hash; empty when it was purged.
Result<std::string> readJournalPayload(Database &database, const std::string &path, std::int64_t seq);

} // namespace tarascope
