#pragma once
#include "importers/busdescription.h"
#include "importers/lossreport.h"
#include "importers/sourcetext.h"

#include <string>
#include <vector>

/// A CAN database ("dbc" file, Vector DBC File Format 1.0) as it stands in the file, before it becomes a Batch.

namespace tarascope {

/// How often each sort of statement stands in the file; for tests.
struct DbcCounts {
    std::int64_t nodes = 0; ///< names in BU_, with the placeholder where a file declares it
    std::int64_t messages = 0;
    std::int64_t extendedMessages = 0;
    std::int64_t signalCount = 0;
    std::int64_t valueTables = 0;      ///< VAL_
    std::int64_t namedValueTables = 0; ///< VAL_TABLE_
    std::int64_t comments = 0;         ///< CM_
    std::int64_t attributeValues = 0;  ///< BA_
    bool operator==(const DbcCounts &) const = default;
};

struct CanDatabase {
    std::string version;
    Bus bus;                    ///< its name is that of the attribute DBName; CAN FD by BusType or VFrameFormat
    std::vector<BusNode> nodes; ///< without the placeholder
    DbcCounts counts;
};

/// The names that stand for "no node" as sender or receiver.
bool isPlaceholderNode(std::string_view name);

/// Reads the statements. Statements with no place in CanDatabase are counted or listed in `skipped`; what breaks the
/// grammar is refused with line and column.
Result<CanDatabase> parseDbc(const SourceText &source, const Budget &budget, LossReport &skipped);

} // namespace tarascope
