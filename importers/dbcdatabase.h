#pragma once
#include "importers/lossreport.h"
#include "importers/sourcetext.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// A CAN database ("dbc" file, Vector DBC File Format 1.0) as it stands in the file, before it becomes a Batch.

namespace tarascope {

struct CanSignal {
    std::string name;
    std::string multiplexing; ///< "", "M", "m0", "m0M"
    std::string layout;       ///< start bit, length, byte order and sign as in the file: "48|2@1+"
    std::string unit;
    std::vector<std::string> receivers;
    std::string comment;
    std::string values; ///< "0 off, 1 on"
};

struct CanMessage {
    std::uint32_t number = 0; ///< as in the file: bit 31 marks an extended identifier
    std::string name;
    std::int64_t length = 0;          ///< bytes
    std::vector<std::string> senders; ///< the one in BO_ first; without the placeholder for "nobody"
    std::vector<CanSignal> signalList;
    std::string comment;
    std::int64_t cycleTime = 0; ///< milliseconds; 0: not said
    std::int64_t offset = 0;

    bool extended() const { return (number & 0x80000000U) != 0; }
    /// "0x1A2", eight digits when extended.
    std::string identifier() const;
};

struct CanNode {
    std::string name;
    std::string longName; ///< SystemNodeLongSymbol; empty: none
    std::string comment;
    std::int64_t offset = 0;
};

/// How often each sort of statement stands in the file; for the loss report and for tests.
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
    std::string name; ///< DBName
    std::string comment;
    std::int64_t baudrate = 0;     ///< attribute Baudrate as in the file; 0: not said
    bool flexibleDataRate = false; ///< CAN FD by BusType or VFrameFormat
    std::vector<CanNode> nodes;    ///< without the placeholder
    std::vector<CanMessage> messages;
    DbcCounts counts;
};

/// The names that stand for "no node" as sender or receiver.
bool isPlaceholderNode(std::string_view name);

/// Reads the statements. Statements with no place in CanDatabase are counted or listed in `skipped`; what breaks the
/// grammar is refused with line and column.
Result<CanDatabase> parseDbc(const SourceText &source, const Budget &budget, LossReport &skipped);

} // namespace tarascope
