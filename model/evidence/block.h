#pragma once
#include "model/evidence/columns.h"
#include "model/evidence/endpointname.h"
#include "model/evidence/jsonrecord.h"

#include <stop_token>

namespace tarascope::evidence {

/// Bytes of one record, at most.
inline constexpr std::size_t longestRecord = std::size_t{1} << 20;

/// A piece of a log that begins and ends between records.
struct RawBlock {
    std::string bytes;        ///< with `jsonPadding` bytes behind `size`
    std::size_t size = 0;
    std::uint64_t offset = 0; ///< in the (unpacked) source
    std::vector<std::string> columns; ///< of a table: names in force at its beginning
    bool last = false;                ///< nothing follows
};

struct Reject {
    std::uint64_t offset = 0;
    std::string reason;
    bool operator==(const Reject &) const = default;
};

/// What became of the records of a block or a source; records = ok + bad + skipped + blank.
struct RecordCounts {
    std::int64_t records = 0;
    std::int64_t ok = 0;
    std::int64_t bad = 0;
    std::int64_t skipped = 0;
    std::int64_t blank = 0;
    std::map<std::string, std::int64_t> skips; ///< by reason

    void add(const RecordCounts &other);
    bool operator==(const RecordCounts &) const = default;
};

/// The events of one block; numbers are of its own dictionaries, which hold raw texts and never leave memory. A text
/// that may be kept as HMAC only begins with `secretMark`.
struct ParsedBlock {
    EventColumns columns;
    Dictionaries names;
    RecordCounts counts;
    std::vector<Reject> rejects;
    std::uint64_t wholeEnd = 0; ///< behind the last record that has its line end
};
inline constexpr char secretMark = '\x01';

/// Reads blocks of one source; one per thread.
class BlockReader
{
public:
    explicit BlockReader(const RecordPlan &plan);

    /// After a stop what was read so far comes back.
    ParsedBlock read(const RawBlock &block, const std::stop_token &stop);

private:
    void readLines(const RawBlock &block);
    void readTable(const RawBlock &block);
    void readDocument(const RawBlock &block);
    void line(std::string_view text, std::uint64_t offset, std::string_view raw);
    void criLine(std::string_view text, std::uint64_t offset, std::string_view raw);
    void dockerLine(std::string_view text, std::uint64_t offset, std::string_view raw);
    void joinPart(std::string_view part, bool ends, std::uint64_t offset, std::string_view raw);
    void record(std::string_view text, std::uint64_t offset, std::string_view raw);
    /// Nothing: the shape does not fit.
    bool shaped(const ShapePlan &shape, std::string_view text, Refusal &refusal);
    void fillPrefix(const ShapePlan &shape);
    void tableRow(const std::vector<std::string_view> &cells, std::uint64_t offset, std::string_view raw);
    void useColumns(const std::vector<std::string> &columns);
    void take(const ShapePlan &shape, std::uint64_t offset, std::string_view raw);
    void reject(std::uint64_t offset, std::string reason);
    void store(std::uint64_t offset, std::string_view raw, std::uint32_t part, std::string_view vehicle);
    std::optional<std::string> numbers();
    std::uint32_t id(Dictionary &names, Field field);
    bool stopped() const { return m_stop.stop_requested(); }

    const RecordPlan &m_plan;
    const Mapping &m_mapping;
    RecordEvaluator m_evaluator;
    JsonRecordReader m_json;
    EndpointNamer m_namer;
    Pattern::Groups m_groups;
    Pattern::Groups m_prefix;
    std::string m_time, m_stream; ///< of docker
    std::string m_joined;         ///< of partial lines, padded
    std::string_view m_first;     ///< first of them
    std::uint64_t m_firstOffset = 0;
    std::string m_marked;
    Slots m_slots;
    RecordValues m_values;
    ParsedBlock m_out;
    std::stop_token m_stop;
    std::vector<int> m_columnOf; ///< by slot: column of the table, or -1

    // Numbers of the record at hand.
    std::uint16_t m_status = 0;
    std::uint32_t m_targets = 0, m_bytesIn = 0, m_bytesOut = 0, m_latency = 0, m_age = 0;
    JobState m_state = JobState::None;
    Operation m_operation = Operation::None;
    AuthMethod m_authMethod = AuthMethod::Unknown;
};

/// Splits the first record of a table at the head of `text`; the bytes it took, with its line end, or 0 when it does not
/// end. Cells are views of `text` or of `kept`.
std::size_t splitTableRow(std::string_view text, char delimiter, char quote, std::vector<std::string_view> &cells,
                          std::deque<std::string> &kept);

/// The longest head of `bytes` that ends between records of this mapping; 0 when no record ends in it.
std::size_t wholeRecords(const Mapping &mapping, std::string_view bytes);

} // namespace tarascope::evidence
