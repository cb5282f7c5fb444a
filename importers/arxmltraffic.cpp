#include "importers/arxmlreader.h"
#include "importers/batchitem.h"

#include <algorithm>

// Who sends and receives: ports of ECU instances, their groups of PDUs, and network management.

namespace tarascope {

namespace {

constexpr int mostNested = 16;

void addOnce(std::vector<std::string> &list, const std::string &name)
{
    if (std::find(list.begin(), list.end(), name) == list.end())
        list.push_back(name);
}

} // namespace

void ArxmlReader::readTraffic()
{
    for (const auto &[triggering, carrier] : m_triggerings)
        readFramePorts(*triggering, carrier);
    for (const auto &[channel, bus] : m_channels) {
        for (const XmlElement *reference : elementsBelow(*channel, "COMMUNICATION-CONNECTOR-REF"))
            if (const XmlElement *ecu = m_index.owner(*reference, "ECU-INSTANCE"))
                attach(bus, m_index.pathOf(*ecu));
        readPduPorts(*channel, bus);
    }
    for (const XmlElement *ecu : m_index.all("ECU-INSTANCE"))
        readPduGroups(*ecu);
    readManagement();
}

void ArxmlReader::carry(const Carrier &carrier, const std::string &ecu, Direction direction)
{
    BusMessage &message = m_description.buses[carrier.first].messages[carrier.second];
    addOnce(direction == Direction::Out ? message.senders : message.receivers, ecu);
    attach(carrier.first, ecu);
}

void ArxmlReader::carryPdu(const XmlElement &pdu, const std::string &ecu, Direction direction,
                           std::optional<std::size_t> onlyBus)
{
    const auto at = m_carriers.find(&pdu);
    if (at == m_carriers.end())
        return;
    for (const Carrier &carrier : at->second)
        if (!onlyBus || carrier.first == *onlyBus)
            carry(carrier, ecu, direction);
}

void ArxmlReader::readFramePorts(const XmlElement &triggering, const Carrier &carrier)
{
    for (const XmlElement *reference : elementsBelow(triggering, "FRAME-PORT-REF")) {
        const XmlElement *port = m_index.follow(*reference);
        const XmlElement *ecu = port ? m_index.owner(*reference, "ECU-INSTANCE") : nullptr;
        if (ecu)
            carry(carrier, m_index.pathOf(*ecu),
                  port->textOf("COMMUNICATION-DIRECTION") == "OUT" ? Direction::Out : Direction::In);
    }
}

void ArxmlReader::readPduPorts(const XmlElement &channel, std::size_t bus)
{
    for (const XmlElement *triggering : elementsBelow(channel, "PDU-TRIGGERING")) {
        const ArxmlIndex::Elements references = elementsBelow(*triggering, "I-PDU-PORT-REF");
        const XmlElement *pdu = references.empty() ? nullptr : m_index.followChild(*triggering, "I-PDU-REF");
        for (const XmlElement *reference : references) {
            const XmlElement *port = pdu ? m_index.follow(*reference) : nullptr;
            const XmlElement *ecu = port ? m_index.owner(*reference, "ECU-INSTANCE") : nullptr;
            if (ecu)
                carryPdu(*pdu, m_index.pathOf(*ecu),
                         port->textOf("COMMUNICATION-DIRECTION") == "OUT" ? Direction::Out : Direction::In, bus);
        }
    }
}

void ArxmlReader::readPduGroups(const XmlElement &ecu)
{
    for (const char *tag : {"ASSOCIATED-COM-I-PDU-GROUP-REF", "ASSOCIATED-I-PDU-GROUP-REF"}) // of AUTOSAR 4 and 3
        for (const XmlElement *reference : elementsBelow(ecu, tag))
            if (const XmlElement *group = m_index.follow(*reference))
                readPduGroup(*group, m_index.pathOf(ecu), 0);
}

void ArxmlReader::readPduGroup(const XmlElement &group, const std::string &ecu, int depth)
{
    if (m_index.followed() > m_budget.limits.references || depth >= mostNested)
        return;
    const Direction direction =
        group.textOf("COMMUNICATION-DIRECTION") == "OUT" ? Direction::Out : Direction::In;
    for (const XmlElement *reference : elementsBelow(group, "I-PDU-REF"))
        if (const XmlElement *pdu = m_index.follow(*reference))
            carryPdu(*pdu, ecu, direction);
    for (const XmlElement *reference : elementsBelow(group, "I-PDU-GROUP-REF"))
        if (const XmlElement *inner = m_index.follow(*reference))
            readPduGroup(*inner, ecu, depth + 1);
}

void ArxmlReader::readManagement()
{
    for (const XmlElement *cluster : m_index.allEndingIn("-NM-CLUSTER")) {
        const XmlElement *managed = m_index.followChild(*cluster, "COMMUNICATION-CLUSTER-REF");
        const auto buses = m_busesOf.find(managed);
        for (const XmlElement *node : elementsBelow(*cluster, "-NM-NODE")) {
            const XmlElement *controller = node->child("CONTROLLER-REF");
            const XmlElement *ecu = controller ? m_index.owner(*controller, "ECU-INSTANCE") : nullptr;
            if (!ecu)
                continue;
            if (buses != m_busesOf.end() && buses->second.size() == 1)
                attach(buses->second.front(), m_index.pathOf(*ecu));
            for (const auto &[tag, direction] :
                 {std::pair("RX-NM-PDU-REF", Direction::In), std::pair("TX-NM-PDU-REF", Direction::Out)})
                for (const XmlElement *reference : elementsBelow(*node, tag))
                    if (const XmlElement *pdu = m_index.follow(*reference))
                        carryPdu(*pdu, m_index.pathOf(*ecu), direction);
        }
    }
}

void ArxmlReader::attachNodes()
{
    std::set<std::string> placed;
    for (const auto &[bus, ecus] : m_attached) {
        m_description.buses[bus].attached.assign(ecus.begin(), ecus.end());
        placed.insert(ecus.begin(), ecus.end());
    }
    for (const BusNode &node : m_description.nodes)
        if (!placed.count(node.id))
            m_kept.list(node.name,
                        {QT_TRANSLATE_NOOP("model", "the file does not say on which bus the node is"), {}, "busLoneNode"},
                        m_document.source.where(node.offset));
}

} // namespace tarascope
