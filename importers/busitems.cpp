#include "importers/busitems.h"

#include "importers/batchitem.h"

#include <algorithm>
#include <cstdio>
#include <set>
#include <unordered_map>

namespace tarascope {

namespace {

/// What each node sends and receives on buses of one family, as lines "0x1A2 Name".
struct Traffic {
    TextList sends;
    TextList receives;
};

/// Lines "0x1A2 Name.Signal: text" and how many there are.
struct Lines {
    std::string text;
    std::int64_t count = 0;

    void add(const std::string &what, std::string said)
    {
        if (said.empty())
            return;
        std::replace(said.begin(), said.end(), '\n', ' ');
        text += what + ": " + said + "\n";
        ++count;
    }
};

/// Own fields are named after the family of the bus: "can" for CAN FD too.
std::string family(const Bus &bus) { return bus.type == "canFd" ? "can" : bus.type; }

std::set<std::string> receiversOf(const BusMessage &message)
{
    std::set<std::string> receivers(message.receivers.begin(), message.receivers.end());
    for (const BusSignal &signal : message.signalList)
        receivers.insert(signal.receivers.begin(), signal.receivers.end());
    return receivers;
}

Lines commentLines(const Bus &bus)
{
    Lines lines;
    for (const BusMessage &message : bus.messages) {
        lines.add(message.title(), message.comment);
        for (const BusSignal &signal : message.signalList)
            lines.add(message.title() + "." + signal.name, signal.comment);
    }
    return lines;
}

Lines valueLines(const Bus &bus)
{
    Lines lines;
    for (const BusMessage &message : bus.messages) {
        for (const BusSignal &signal : message.signalList)
            lines.add(message.title() + "." + signal.name, signal.values);
    }
    return lines;
}

std::int64_t signalCount(const Bus &bus)
{
    std::int64_t count = 0;
    for (const BusMessage &message : bus.messages)
        count += static_cast<std::int64_t>(message.signalList.size());
    return count;
}

class BusItems
{
public:
    BusItems(const BusDescription &description, const SourceText &source, Batch &batch)
        : m_description(description), m_source(source), m_batch(batch), m_fields(batch)
    {
        for (const BusNode &node : description.nodes)
            m_names.emplace(node.id, node.name);
    }

    void addAll(LossReport &kept, LossReport &skipped)
    {
        for (const Bus &bus : m_description.buses)
            addNetwork(bus);
        for (const Bus &bus : m_description.buses)
            collectTraffic(bus);
        addNodes();
        reportUndeclared(skipped);
        for (const Bus &bus : m_description.buses)
            reportKept(bus, kept, skipped);
    }

private:
    const std::string &nameOf(const std::string &node) const
    {
        const auto at = m_names.find(node);
        return at == m_names.end() ? node : at->second;
    }

    template <class Nodes> std::string names(const Nodes &nodes) const
    {
        std::string out;
        for (const std::string &node : nodes)
            out += (out.empty() ? "" : ", ") + nameOf(node);
        return out;
    }

    // "0x1A2 Name 8 Sender every 20 ms > Receiver: Signal m0 48|2@1+ km/h; ..."
    std::string matrixLine(const BusMessage &message) const
    {
        std::string line = message.title() + " ";
        if (message.length != BusMessage::unknownLength)
            line += std::to_string(message.length) + " ";
        line += message.senders.empty() ? "(no sender)" : names(message.senders);
        if (message.cycleTime > 0)
            line += " every " + std::to_string(message.cycleTime) + " ms";
        if (const std::set<std::string> receivers = receiversOf(message); !receivers.empty())
            line += " > " + names(receivers);
        const char *separator = ": ";
        for (const BusSignal &signal : message.signalList) {
            line += separator + signal.name;
            for (const std::string *part : {&signal.multiplexing, &signal.layout, &signal.unit})
                line += (part->empty() ? "" : " ") + *part;
            separator = "; ";
        }
        return line;
    }

    void addNetwork(const Bus &bus)
    {
        BatchItem item;
        item.id = bus.id;
        item.kind = Kind::network;
        item.name = bus.name;
        item.description = bus.comment;
        item.where = m_source.where(bus.offset);
        setChoice(item, Attr::type, bus.type);
        const std::string prefix = "x-" + family(bus) + "-";
        const auto number = [&](const char *name, std::int64_t value) {
            const AttributeId id = m_fields.id(item.kind, prefix + name, AttributeType::Integer);
            if (value > 0 || std::string_view(name) != "baudrate")
                item.attributes.set(id, value);
        };
        const auto text = [&](const char *name, std::string value) {
            const AttributeId id = m_fields.id(item.kind, prefix + name, AttributeType::LongText);
            if (!value.empty())
                item.attributes.set(id, std::move(value));
        };
        number("messages", static_cast<std::int64_t>(bus.messages.size()));
        if (family(bus) == "can")
            number("extended-ids", std::count_if(bus.messages.begin(), bus.messages.end(),
                                                 [](const BusMessage &message) { return message.extended; }));
        number("signals", signalCount(bus));
        number("baudrate", bus.baudrate);
        std::string matrix;
        for (const BusMessage &message : bus.messages)
            matrix += matrixLine(message) + "\n";
        text("matrix", std::move(matrix));
        text("comments", commentLines(bus).text);
        text("values", valueLines(bus).text);
        m_batch.items.push_back(std::move(item));
    }

    void collectTraffic(const Bus &bus)
    {
        const std::string prefix = m_description.buses.size() > 1 ? bus.name + ": " : "";
        for (const BusMessage &message : bus.messages) {
            for (const std::string &sender : message.senders)
                m_traffic[sender][family(bus)].sends.push_back(prefix + message.title());
            for (const std::string &receiver : receiversOf(message))
                m_traffic[receiver][family(bus)].receives.push_back(prefix + message.title());
        }
    }

    void addNodes()
    {
        for (const BusNode &node : m_description.nodes) {
            BatchItem item;
            item.id = "node:" + node.id;
            item.kind = Kind::component;
            item.name = node.title.empty() ? node.name : node.title;
            item.description = node.comment;
            item.where = m_source.where(node.offset);
            setChoice(item, Attr::type, "ecu");
            for (auto &[familyName, own] : m_traffic[node.id]) {
                const std::string prefix = "x-" + familyName + "-";
                setList(item, prefix + "sends", std::move(own.sends));
                setList(item, prefix + "receives", std::move(own.receives));
            }
            for (const Bus &bus : m_description.buses)
                attach(item, bus);
            m_batch.items.push_back(std::move(item));
            m_traffic.erase(node.id);
        }
    }

    void setList(BatchItem &item, const std::string &name, TextList list)
    {
        if (!list.empty())
            item.attributes.set(m_fields.id(item.kind, name, AttributeType::TextList), std::move(list));
    }

    void attach(const BatchItem &item, const Bus &bus)
    {
        const std::string node = item.id.substr(std::string_view("node:").size());
        auto &attached = m_attached[&bus];
        if (attached.empty())
            attached.insert(bus.attached.begin(), bus.attached.end());
        if (!attached.count(node))
            return;
        BatchLink link;
        link.kind = LinkKind::attachedTo;
        link.from = item.id;
        link.to = bus.id;
        link.where = item.where;
        m_batch.links.push_back(std::move(link));
    }

    // What is left of the traffic belongs to nodes that have no component.
    void reportUndeclared(LossReport &skipped) const
    {
        for (const auto &[node, own] : m_traffic)
            skipped.list(node,
                         {QT_TRANSLATE_NOOP("model", "the node sends or receives but is not declared in the file; it "
                                                     "gets no component"),
                          {},
                          "busUndeclaredNode"},
                         {m_source.file(), 0, 0, -1, {}, {}});
    }

    void reportKept(const Bus &bus, LossReport &kept, LossReport &skipped) const
    {
        const Where where = m_source.where(bus.offset);
        kept.count("messages",
                   QT_TRANSLATE_NOOP("model", "%1 messages are kept as text: the matrix of the network, what each node "
                                              "sends and receives"),
                   "busMessages", where, static_cast<std::int64_t>(bus.messages.size()));
        kept.count("signals", QT_TRANSLATE_NOOP("model", "%1 signals are kept as text in the matrix, with bits and unit"),
                   "busSignals", where, signalCount(bus));
        kept.count("comments", QT_TRANSLATE_NOOP("model", "%1 comments of messages and signals are kept as text"),
                   "busComments", where, commentLines(bus).count);
        kept.count("values", QT_TRANSLATE_NOOP("model", "%1 value tables are kept as text"), "busValues", where,
                   valueLines(bus).count);
        skipped.count("signals", QT_TRANSLATE_NOOP("model", "factor, offset and limits of %1 signals are not taken"),
                      "busScaling", where, signalCount(bus));
    }

    const BusDescription &m_description;
    const SourceText &m_source;
    Batch &m_batch;
    std::unordered_map<std::string, std::string> m_names;
    OwnFields m_fields;
    std::map<std::string, std::map<std::string, Traffic>> m_traffic; ///< by node and family of buses
    std::map<const Bus *, std::set<std::string>> m_attached;
};

} // namespace

std::string canIdentifier(std::uint32_t number, bool extended)
{
    char text[16];
    std::snprintf(text, sizeof text, extended ? "0x%08X" : "0x%03X", number & 0x1FFFFFFFU);
    return text;
}

void addBuses(const BusDescription &description, const SourceText &source, Batch &batch, LossReport &kept,
              LossReport &skipped)
{
    BusItems(description, source, batch).addAll(kept, skipped);
}

} // namespace tarascope
