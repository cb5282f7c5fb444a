#pragma once
#include "model/evidence/block.h"
#include "model/evidence/redaction.h"
#include "model/evidence/sourcestream.h"

#include <functional>

namespace tarascope::evidence {

/// Events of one stored segment.
inline constexpr std::size_t segmentRows = 65'536;

struct IngestOptions {
    unsigned threads = 0;              ///< parsers; 0: as many as the machine has processors
    std::size_t blockBytes = 16 << 20; ///< read at a time
    std::int64_t from = 0;             ///< records before this offset are known already
    std::int64_t clockOffset = 0;      ///< ms, added to each time
};

/// What one file gave.
struct IngestResult {
    RecordCounts counts;
    std::vector<Reject> rejects; ///< the first ones
    std::map<std::string, std::int64_t> redactions; ///< by rule
    std::int64_t events = 0;     ///< rows: a record that names n vehicles is n
    std::int64_t first = 0;      ///< ts of the earliest event
    std::int64_t last = 0;
    std::int64_t outOfOrder = 0; ///< records earlier than one before them
    std::int64_t maxLate = 0;    ///< ms, at most
    std::int64_t withoutActor = 0;
    std::map<std::string, std::int64_t> kinds;
    std::map<std::string, std::int64_t> decisions;
    Digest fileSha256{};
    Digest sha256{}; ///< of the unpacked bytes
    std::vector<Digest> chunks;
    std::int64_t fileBytes = 0;
    std::int64_t bytes = 0;    ///< unpacked
    std::int64_t wholeEnd = 0; ///< behind the last record that has its line end
    bool packed = false;
    std::string broken; ///< why its end is missing; empty: it is whole
};

/// Takes the events of a segment, in order of their place in the source.
using TakeSegment = std::function<Result<void>(const EventColumns &)>;

/// Reads a log: one thread reads and hashes, several parse, this one puts the results together in the order of the
/// file, so numbers and rows do not depend on the number of threads. `names` grows; no secret reaches it. Errors of kind
/// Input when the mapping does not fit the file at all.
Result<IngestResult> ingest(SourceStream &stream, const Mapping &mapping, Dictionaries &names, Redactor &redactor,
                            const IngestOptions &options, const TakeSegment &take, const Budget &budget,
                            const Progress &progress = {});

/// Adds the events of a log to a table in memory; `finishTable` must follow.
Result<IngestResult> ingestInto(EventTable &table, const std::string &path, const Mapping &mapping, const Source &source,
                                const CaseKey &key, const IngestOptions &options, const Budget &budget);

/// Appends rows of the same dictionaries.
void appendRows(EventColumns &to, const EventColumns &from, std::uint16_t source);

} // namespace tarascope::evidence
