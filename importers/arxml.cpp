#include "importers/arxml.h"

#include "importers/arxmlreader.h"
#include "importers/batchitem.h"
#include "importers/busitems.h"
#include "importers/wholenumber.h"

#include <algorithm>
#include <cstdio>

namespace tarascope {

namespace {

struct ClusterType {
    std::string_view tag;
    const char *type; ///< of the network
};
constexpr ClusterType clusterTypes[] = {
    {"CAN-CLUSTER", "can"},         {"TTCAN-CLUSTER", "can"},         {"J-1939-CLUSTER", "can"},
    {"LIN-CLUSTER", "lin"},         {"FLEXRAY-CLUSTER", "flexRay"},   {"ETHERNET-CLUSTER", "ethernet"},
};

const char *networkType(std::string_view tag)
{
    for (const ClusterType &each : clusterTypes)
        if (each.tag == tag)
            return each.type;
    return nullptr;
}

/// The first element below with this tag, or nullptr.
const XmlElement *firstBelow(const XmlElement &element, std::string_view tag)
{
    for (const XmlElement *found : elementsBelow(element, tag))
        if (found->name == tag)
            return found;
    return nullptr;
}

Result<void> checkRoot(const XmlDocument &document)
{
    const XmlElement &root = document.root;
    if (root.name == "FIBEX")
        return document.refuse(root, QT_TRANSLATE_NOOP("model", "this is a FIBEX description, which is not read; of "
                                                                "AUTOSAR, system descriptions (ARXML) are"),
                               {}, "arxmlFibex");
    if (root.name != "AUTOSAR")
        return document.refuse(root, QT_TRANSLATE_NOOP("model", "this is no AUTOSAR description: the first element is "
                                                                "<%1>, not <AUTOSAR>"),
                               {capped(std::string(root.name), 60)}, "notArxml");
    for (const auto &[name, value] : root.attributes) {
        const bool known = value.starts_with("http://autosar.org/schema/r4") ||
                           value.starts_with("http://autosar.org/3") || value.find(".DAI.") != std::string::npos;
        const bool isVersion = value.starts_with("http://autosar.org/") && value.find(' ') == std::string::npos;
        if (isVersion && !known)
            return document.refuse(root, QT_TRANSLATE_NOOP("model", "%1 is a version of AUTOSAR that is not read; 3 and 4 "
                                                                    "are"),
                                   {capped(value, 100)}, "arxmlVersion");
    }
    return {};
}

} // namespace

ArxmlReader::ArxmlReader(const XmlDocument &document, const Budget &budget, LossReport &kept, LossReport &skipped)
    : m_document(document), m_budget(budget), m_kept(kept), m_skipped(skipped), m_index(document, skipped)
{}

Result<BusDescription> ArxmlReader::read()
{
    if (const Result<void> go = checkBudget(); !go)
        return go.error();
    readEcus();
    for (const XmlElement *cluster : m_index.allEndingIn("-CLUSTER")) {
        if (const Result<void> read = readCluster(*cluster); !read)
            return read.error();
    }
    if (m_description.nodes.empty() && m_description.buses.empty())
        return refuseWithout();
    readTraffic();
    if (const Result<void> go = checkBudget(); !go)
        return go.error();
    attachNodes();
    return std::move(m_description);
}

// Following references is the work here; a description can name the same PDU in very many ways.
Result<void> ArxmlReader::checkBudget() const
{
    if (m_index.followed() > m_budget.limits.references)
        return m_document.refuse(m_document.root,
                                 QT_TRANSLATE_NOOP("model", "more than %1 references were followed, the limit for an "
                                                            "import"),
                                 {std::to_string(m_budget.limits.references)}, "tooManyReferences");
    return m_budget.check();
}

Error ArxmlReader::refuseWithout() const
{
    const ArxmlIndex::Elements &modules = m_index.all("ECUC-MODULE-CONFIGURATION-VALUES");
    if (!modules.empty())
        return m_document.refuse(*modules.front(),
                                 QT_TRANSLATE_NOOP("model", "this is an ECU configuration (%1 modules), no system "
                                                            "description: it has neither ECU instances nor clusters"),
                                 {std::to_string(modules.size())}, "arxmlEcuc");
    return m_document.refuse(m_document.root,
                             QT_TRANSLATE_NOOP("model", "this AUTOSAR file is no system description: it has neither ECU "
                                                        "instances nor clusters"),
                             {}, "arxmlNoSystem");
}

std::int64_t ArxmlReader::numberOf(const XmlElement &element, std::string_view tag, std::int64_t otherwise)
{
    const XmlElement *found = element.child(tag);
    if (!found)
        return otherwise;
    const std::optional<std::int64_t> number = wholeNumber(found->text, true);
    if (number && *number >= 0 && *number <= 0xFFFFFFFF)
        return *number;
    m_skipped.list(std::string(tag),
                   {QT_TRANSLATE_NOOP("model", "\"%1\" is no whole number from 0 to 4294967295"),
                    {capped(found->text, 60)},
                    "arxmlNumber"},
                   m_document.where(*found));
    return otherwise;
}

void ArxmlReader::readEcus()
{
    std::set<std::string> paths;
    for (const XmlElement *ecu : m_index.all("ECU-INSTANCE")) {
        BusNode node;
        node.id = m_index.pathOf(*ecu);
        node.name = ecu->textOf("SHORT-NAME");
        node.comment = arxmlDescription(*ecu);
        node.offset = ecu->offset;
        if (paths.insert(node.id).second)
            m_description.nodes.push_back(std::move(node));
    }
}

Result<void> ArxmlReader::readCluster(const XmlElement &cluster)
{
    if (!networkType(cluster.name)) {
        if (!cluster.name.ends_with("-NM-CLUSTER"))
            m_skipped.list(std::string(cluster.textOf("SHORT-NAME")),
                           {QT_TRANSLATE_NOOP("model", "a <%1> is no network that the model knows"),
                            {capped(std::string(cluster.name), 60)},
                            "arxmlCluster"},
                           m_document.where(cluster));
        return {};
    }
    const ArxmlIndex::Elements channels = elementsBelow(cluster, "PHYSICAL-CHANNEL");
    if (channels.empty())
        return readChannel(cluster, cluster, true);
    for (const XmlElement *channel : channels) {
        if (Result<void> read = readChannel(cluster, *channel, channels.size() == 1); !read)
            return read;
    }
    return {};
}

Result<void> ArxmlReader::readChannel(const XmlElement &cluster, const XmlElement &channel, bool only)
{
    Bus bus;
    bus.id = "bus:" + m_index.pathOf(only ? cluster : channel);
    bus.name = cluster.textOf("SHORT-NAME");
    if (!only)
        bus.name += " " + std::string(channel.textOf("SHORT-NAME"));
    if (!m_busIds.insert(bus.id).second) {
        m_skipped.list(bus.name, {QT_TRANSLATE_NOOP("model", "the channel is declared a second time"), {}, "arxmlChannelTwice"},
                       m_document.where(channel));
        return {};
    }
    bus.type = networkType(cluster.name);
    bus.comment = arxmlDescription(cluster);
    bus.offset = cluster.offset;
    if (const XmlElement *fast = firstBelow(cluster, "CAN-FD-BAUDRATE"); fast && bus.type == "can")
        bus.type = "canFd";
    for (const char *tag : {"BAUDRATE", "SPEED"}) // of AUTOSAR 4 and 3
        if (const XmlElement *rate = firstBelow(cluster, tag); rate && bus.baudrate == 0)
            bus.baudrate = std::max<std::int64_t>(0, wholeNumber(rate->text, true).value_or(0));
    const std::size_t place = m_description.buses.size();
    for (const XmlElement *triggering : elementsBelow(channel, "FRAME-TRIGGERING")) {
        if (Result<void> go = checkBudget(); !go)
            return go;
        m_current = {place, bus.messages.size()};
        m_triggerings.emplace_back(triggering, m_current);
        bus.messages.push_back(readTriggering(*triggering, bus));
    }
    m_description.buses.push_back(std::move(bus));
    m_channels.emplace_back(&channel, place);
    m_busesOf[&cluster].push_back(place);
    return {};
}

BusMessage ArxmlReader::readTriggering(const XmlElement &triggering, Bus &bus)
{
    BusMessage message;
    message.offset = triggering.offset;
    message.name = triggering.textOf("SHORT-NAME");
    readIdentifier(triggering, bus, message);
    for (const char *tag : {"CAN-FRAME-TX-BEHAVIOR", "CAN-FRAME-RX-BEHAVIOR"})
        if (triggering.textOf(tag) == "CAN-FD" && bus.type == "can")
            bus.type = "canFd";
    if (const XmlElement *frame = m_index.followChild(triggering, "FRAME-REF"))
        readFrame(*frame, message);
    return message;
}

void ArxmlReader::readIdentifier(const XmlElement &triggering, const Bus &bus, BusMessage &message)
{
    const std::int64_t number = numberOf(triggering, "IDENTIFIER", -1);
    if (bus.type == "flexRay") {
        if (const XmlElement *slot = firstBelow(triggering, "SLOT-ID"))
            message.identifier = "slot " + capped(slot->text, 20);
    } else if (number >= 0 && bus.type == "lin") {
        char text[16];
        std::snprintf(text, sizeof text, "0x%02X", static_cast<unsigned>(number));
        message.identifier = text;
    } else if (number >= 0) {
        message.extended = triggering.textOf("CAN-ADDRESSING-MODE") == "EXTENDED";
        message.identifier = canIdentifier(static_cast<std::uint32_t>(number), message.extended);
    }
    if (message.identifier.empty())
        m_skipped.list(message.name, {QT_TRANSLATE_NOOP("model", "the frame has no identifier"), {}, "arxmlNoIdentifier"},
                       m_document.where(triggering));
}

void ArxmlReader::readFrame(const XmlElement &frame, BusMessage &message)
{
    message.name = frame.textOf("SHORT-NAME");
    message.comment = arxmlDescription(frame);
    message.length = numberOf(frame, "FRAME-LENGTH", BusMessage::unknownLength);
    for (const XmlElement *mapping : elementsBelow(frame, "PDU-TO-FRAME-MAPPING")) {
        const std::int64_t start = numberOf(*mapping, "START-POSITION", 0);
        if (const XmlElement *pdu = m_index.followChild(*mapping, "PDU-REF"))
            readPdu(*pdu, {message, start, {}, {}, {}});
    }
}

Result<Batch> readArxml(std::string_view bytes, const std::string &file, const Budget &budget)
{
    const Result<XmlDocument> document = readXml(bytes, file, budget);
    if (!document)
        return document.error();
    if (const Result<void> root = checkRoot(*document); !root)
        return root.error();
    LossReport kept;
    LossReport skipped;
    const Result<BusDescription> description = ArxmlReader(*document, budget, kept, skipped).read();
    if (!description)
        return description.error();
    Batch batch;
    batch.format = "arxml";
    batch.system = "arxml:" + sourceName(file);
    batch.title = fileName(file);
    addBuses(*description, document->source, batch, kept, skipped);
    reportHiddenCharacters(batch, kept);
    batch.kept = kept.take();
    batch.skipped = skipped.take();
    return batch;
}

} // namespace tarascope
