#pragma once
#include "importers/arxmlindex.h"
#include "importers/busdescription.h"
#include "model/budget.h"

#include <map>
#include <set>

namespace tarascope {

/// Turns an AUTOSAR description into buses, nodes and messages. The document must outlive it.
class ArxmlReader
{
public:
    ArxmlReader(const XmlDocument &document, const Budget &budget, LossReport &kept, LossReport &skipped);
    Result<BusDescription> read();

private:
    /// A bus and a message on it, by their places.
    using Carrier = std::pair<std::size_t, std::size_t>;
    /// Where the signals of a PDU go, and how it came there.
    struct Place {
        BusMessage &message;
        std::int64_t start = 0;     ///< first bit in the frame
        std::string multiplexing;
        std::string prefix;         ///< of the signals' names, inside a container
        std::vector<const XmlElement *> chain;
    };
    enum class Direction { In, Out };

    Result<void> checkBudget() const;
    Error refuseWithout() const;

    void readEcus();
    Result<void> readCluster(const XmlElement &cluster);
    Result<void> readChannel(const XmlElement &cluster, const XmlElement &channel, bool only);
    BusMessage readTriggering(const XmlElement &triggering, Bus &bus);
    void readIdentifier(const XmlElement &triggering, const Bus &bus, BusMessage &message);
    void readFrame(const XmlElement &frame, BusMessage &message);

    void readPdu(const XmlElement &pdu, Place place);
    void readMappings(const XmlElement &pdu, const Place &place);
    void readMultiplexed(const XmlElement &pdu, const Place &place);
    void readContained(const XmlElement &triggeringReference, const Place &place, bool named);
    BusSignal readSignal(const XmlElement &signal, const XmlElement &mapping, std::int64_t start);
    void readCoding(const XmlElement &properties, BusSignal &signal, bool &isSigned);
    static void readCycle(const XmlElement &pdu, BusMessage &message);

    void readTraffic();
    void readFramePorts(const XmlElement &triggering, const Carrier &carrier);
    void readPduPorts(const XmlElement &channel, std::size_t bus);
    void readPduGroups(const XmlElement &ecu);
    void readPduGroup(const XmlElement &group, const std::string &ecu, int depth);
    void readManagement();
    void attach(std::size_t bus, const std::string &ecu) { m_attached[bus].insert(ecu); }
    void carry(const Carrier &carrier, const std::string &ecu, Direction direction);
    void carryPdu(const XmlElement &pdu, const std::string &ecu, Direction direction,
                  std::optional<std::size_t> onlyBus = std::nullopt);
    void attachNodes();

    std::int64_t numberOf(const XmlElement &element, std::string_view tag, std::int64_t otherwise);

    const XmlDocument &m_document;
    const Budget &m_budget;
    LossReport &m_kept;
    LossReport &m_skipped;
    ArxmlIndex m_index;
    BusDescription m_description;
    Carrier m_current;                                               ///< the message that is being read
    std::map<const XmlElement *, std::set<Carrier>> m_carriers;      ///< messages by the PDUs in them
    std::vector<std::pair<const XmlElement *, Carrier>> m_triggerings;
    std::vector<std::pair<const XmlElement *, std::size_t>> m_channels;
    std::map<const XmlElement *, std::vector<std::size_t>> m_busesOf; ///< by cluster
    std::map<std::size_t, std::set<std::string>> m_attached;
    std::set<std::string> m_busIds;
};

} // namespace tarascope
