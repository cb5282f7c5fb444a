#include "importers/kcd.h"

#include "importers/batchitem.h"
#include "importers/busitems.h"
#include "importers/wholenumber.h"
#include "importers/xmltree.h"

#include <algorithm>
#include <map>
#include <set>

namespace tarascope {

namespace {

class KcdReader
{
public:
    KcdReader(const XmlDocument &document, const Budget &budget) : m_document(document), m_budget(budget) {}

    Result<Batch> read()
    {
        if (m_document.root.name != "NetworkDefinition")
            return m_document.refuse(m_document.root,
                                     QT_TRANSLATE_NOOP("model", "this is no CAN network definition: the first element is "
                                                                "<%1>, not <NetworkDefinition>"),
                                     {capped(std::string(m_document.root.name), 60)}, "notKcd");
        for (const XmlElement &element : m_document.root.children) {
            if (element.name == "Node")
                readNode(element);
            else if (element.name != "Bus" && element.name != "Document")
                m_skipped.count(capped(std::string(element.name), 60),
                                QT_TRANSLATE_NOOP("model", "%1 elements that this importer does not know are not taken"),
                                "kcdUnknown", m_document.where(element));
        }
        for (const XmlElement &element : m_document.root.children) {
            if (element.name != "Bus")
                continue;
            if (const Result<void> bus = readBus(element); !bus)
                return bus.error();
        }
        attachNodes();
        return batch();
    }

private:
    Batch batch()
    {
        const SourceText &source = m_document.source;
        Batch batch;
        batch.format = "kcd";
        batch.system = "kcd:" + sourceName(source.file());
        batch.title = fileName(source.file());
        addBuses(m_description, source, batch, m_kept, m_skipped);
        reportHiddenCharacters(batch, m_kept);
        batch.kept = m_kept.take();
        batch.skipped = m_skipped.take();
        return batch;
    }

    /// A name that no other of its sort has: the number of a repeated one stands behind it.
    static std::string unique(std::set<std::string> &taken, const std::string &name)
    {
        std::string found = name;
        for (int i = 2; !taken.insert(found).second; ++i)
            found = name + " (" + std::to_string(i) + ")";
        return found;
    }

    void readNode(const XmlElement &element)
    {
        BusNode node;
        node.name = element.attribute("name");
        if (node.name.empty())
            node.name = "node " + std::string(element.attribute("id"));
        node.id = unique(m_nodeNames, node.name);
        node.comment = element.textOf("Notes");
        node.offset = element.offset;
        if (!m_nodes.try_emplace(std::string(element.attribute("id")), node.id).second)
            m_skipped.list(node.name,
                           {QT_TRANSLATE_NOOP("model", "the node's id is used a second time; references mean the first"),
                            {},
                            "kcdNodeTwice"},
                           m_document.where(element));
        m_description.nodes.push_back(std::move(node));
    }

    Result<void> readBus(const XmlElement &element)
    {
        Bus bus;
        bus.name = element.attribute("name");
        if (bus.name.empty())
            bus.name = sourceName(m_document.source.file());
        bus.id = "bus:" + unique(m_busNames, bus.name);
        bus.comment = element.textOf("Notes");
        bus.baudrate = std::max<std::int64_t>(0, wholeNumber(element.attribute("baudrate")).value_or(0));
        bus.offset = element.offset;
        for (const XmlElement &child : element.children) {
            if (child.name != "Message") {
                if (child.name != "Notes")
                    m_skipped.count("Bus/" + capped(std::string(child.name), 60),
                                    QT_TRANSLATE_NOOP("model", "%1 elements that this importer does not know are not "
                                                               "taken"),
                                    "kcdUnknown", m_document.where(child));
                continue;
            }
            if (const Result<void> go = m_budget.check(); !go)
                return go;
            Result<BusMessage> message = readMessage(child);
            if (!message)
                return message.error();
            if (message->length > 8)
                bus.type = "canFd";
            bus.messages.push_back(std::move(*message));
        }
        m_description.buses.push_back(std::move(bus));
        return {};
    }

    Result<BusMessage> readMessage(const XmlElement &element)
    {
        BusMessage message;
        message.offset = element.offset;
        message.name = element.attribute("name");
        message.extended = element.attribute("format") == "extended";
        const Result<std::int64_t> number = numberOf(element, "id", 0x1FFFFFFF);
        if (!number)
            return number.error();
        message.identifier = canIdentifier(static_cast<std::uint32_t>(*number), message.extended);
        message.comment = element.textOf("Notes");
        message.cycleTime = std::max<std::int64_t>(0, wholeNumber(element.attribute("interval")).value_or(0));
        message.senders = references(element.child("Producer"));
        std::int64_t bits = 0;
        for (const XmlElement &child : element.children) {
            Result<void> taken;
            if (child.name == "Signal")
                taken = readSignal(child, {}, message, bits);
            else if (child.name == "Multiplex")
                taken = readMultiplex(child, message, bits);
            if (!taken)
                return taken.error();
        }
        const std::string_view length = element.attribute("length");
        if (length.empty() || length == "auto") {
            message.length = (bits + 7) / 8;
            return message;
        }
        const Result<std::int64_t> bytes = numberOf(element, "length", 1'000'000);
        if (!bytes)
            return bytes.error();
        message.length = *bytes;
        return message;
    }

    Result<void> readMultiplex(const XmlElement &element, BusMessage &message, std::int64_t &bits)
    {
        if (Result<void> signal = readSignal(element, "M", message, bits); !signal)
            return signal;
        for (const XmlElement &group : element.children) {
            if (group.name != "MuxGroup")
                continue;
            for (const XmlElement &child : group.children) {
                if (child.name != "Signal")
                    continue;
                const std::string mark = "m" + std::string(group.attribute("count"));
                if (Result<void> signal = readSignal(child, mark, message, bits); !signal)
                    return signal;
            }
        }
        return {};
    }

    Result<void> readSignal(const XmlElement &element, std::string multiplexing, BusMessage &message,
                            std::int64_t &bits)
    {
        BusSignal signal;
        signal.name = element.attribute("name");
        signal.multiplexing = std::move(multiplexing);
        const Result<std::int64_t> offset = numberOf(element, "offset", 1'000'000);
        if (!offset)
            return offset.error();
        std::int64_t length = 1;
        if (!element.attribute("length").empty()) {
            const Result<std::int64_t> said = numberOf(element, "length", 1'000'000);
            if (!said)
                return said.error();
            length = *said;
        }
        bits = std::max(bits, *offset + length);
        // KCD counts the bits of a big-endian signal in the order of the wire, DBC within each byte from the right.
        const bool big = element.attribute("endianess") == "big";
        const std::int64_t start = big ? *offset / 8 * 8 + 7 - *offset % 8 : *offset;
        const XmlElement *value = element.child("Value");
        const std::string_view type = value ? value->attribute("type") : std::string_view();
        const bool isSigned = type == "signed" || type == "single" || type == "double";
        signal.layout =
            std::to_string(start) + "|" + std::to_string(length) + (big ? "@0" : "@1") + (isSigned ? "-" : "+");
        if (value)
            signal.unit = value->attribute("unit");
        signal.comment = element.textOf("Notes");
        signal.receivers = references(element.child("Consumer"));
        if (const XmlElement *labels = element.child("LabelSet"))
            signal.values = valuesOf(*labels);
        message.signalList.push_back(std::move(signal));
        return {};
    }

    static std::string valuesOf(const XmlElement &labels)
    {
        std::string list;
        for (const XmlElement &label : labels.children) {
            std::string value(label.attribute("value"));
            if (label.name == "LabelGroup")
                value = std::string(label.attribute("from")) + ".." + std::string(label.attribute("to"));
            list += (list.empty() ? "" : ", ") + value + " " + std::string(label.attribute("name"));
        }
        return list;
    }

    std::vector<std::string> references(const XmlElement *list)
    {
        std::vector<std::string> nodes;
        if (!list)
            return nodes;
        for (const XmlElement &reference : list->children) {
            const std::string id(reference.attribute("id"));
            const auto at = m_nodes.find(id);
            if (at != m_nodes.end())
                nodes.push_back(at->second);
            else
                m_skipped.list(capped(id, 60),
                               {QT_TRANSLATE_NOOP("model", "the file declares no node with this id"), {}, "kcdNoNode"},
                               m_document.where(reference));
        }
        return nodes;
    }

    Result<std::int64_t> numberOf(const XmlElement &element, const char *name, std::int64_t most) const
    {
        const std::string_view text = element.attribute(name);
        const std::optional<std::int64_t> number = wholeNumber(text);
        if (number && *number >= 0 && *number <= most)
            return *number;
        return m_document.refuse(element,
                                 QT_TRANSLATE_NOOP("model", "the %1 of <%2> must be a whole number from 0 to %3, not "
                                                            "\"%4\""),
                                 {name, std::string(element.name), std::to_string(most), capped(std::string(text), 60)},
                                 "kcdNumber");
    }

    void attachNodes()
    {
        std::set<std::string> attached;
        for (Bus &bus : m_description.buses) {
            std::set<std::string> nodes;
            for (const BusMessage &message : bus.messages) {
                nodes.insert(message.senders.begin(), message.senders.end());
                for (const BusSignal &signal : message.signalList)
                    nodes.insert(signal.receivers.begin(), signal.receivers.end());
            }
            for (const BusNode &node : m_description.nodes)
                if (m_description.buses.size() == 1 || nodes.count(node.id))
                    bus.attached.push_back(node.id);
            attached.insert(bus.attached.begin(), bus.attached.end());
        }
        for (const BusNode &node : m_description.nodes)
            if (!attached.count(node.id))
                m_kept.list(node.name,
                            {QT_TRANSLATE_NOOP("model", "the file does not say on which bus the node is"), {}, "busLoneNode"},
                            m_document.source.where(node.offset));
    }

    const XmlDocument &m_document;
    const Budget &m_budget;
    BusDescription m_description;
    LossReport m_kept;
    LossReport m_skipped;
    std::map<std::string, std::string> m_nodes; ///< id in the file -> id in the description
    std::set<std::string> m_nodeNames;
    std::set<std::string> m_busNames;
};

} // namespace

Result<Batch> readKcd(std::string_view bytes, const std::string &file, const Budget &budget)
{
    const Result<XmlDocument> document = readXml(bytes, file, budget);
    if (!document)
        return document.error();
    return KcdReader(*document, budget).read();
}

} // namespace tarascope
