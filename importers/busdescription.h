#pragma once
#include <cstdint>
#include <string>
#include <vector>

/// What a description of vehicle buses says, whatever its format (DBC, KCD, LDF, ARXML), before it becomes a Batch.

namespace tarascope {

struct BusSignal {
    std::string name;
    std::string multiplexing; ///< "", "M", "m0", "m0M"
    std::string layout;       ///< start bit, length, byte order and sign as DBC writes them: "48|2@1+"
    std::string unit;
    std::vector<std::string> receivers; ///< ids of nodes
    std::string comment;
    std::string values; ///< "0 off, 1 on"
};

struct BusMessage {
    static constexpr std::int64_t unknownLength = -1;

    std::string identifier; ///< as people write it: "0x1A2"
    bool extended = false;  ///< a CAN identifier of 29 bits
    std::string name;
    std::int64_t length = unknownLength;  ///< bytes
    std::vector<std::string> senders;     ///< ids of nodes
    std::vector<std::string> receivers;   ///< ids of nodes, besides those of the signals
    std::vector<BusSignal> signalList;
    std::string comment;
    std::int64_t cycleTime = 0; ///< milliseconds; 0: not said
    std::int64_t offset = 0;

    std::string title() const { return identifier + (identifier.empty() || name.empty() ? "" : " ") + name; }
};

struct BusNode {
    std::string id;    ///< unique in the file; senders and receivers name it
    std::string name;  ///< in the text of the matrix
    std::string title; ///< name of the component; empty: `name`
    std::string comment;
    std::int64_t offset = 0;
};

struct Bus {
    std::string id;           ///< unique in the file: "network"
    std::string name;
    std::string type = "can"; ///< a type of networks in the metamodel
    std::string comment;
    std::int64_t baudrate = 0; ///< bit/s as in the file; 0: not said
    std::vector<BusMessage> messages;
    std::vector<std::string> attached; ///< ids of nodes
    std::int64_t offset = 0;
};

struct BusDescription {
    std::vector<Bus> buses;
    std::vector<BusNode> nodes;
};

/// "0x1A2", eight digits when extended.
std::string canIdentifier(std::uint32_t number, bool extended);

} // namespace tarascope
