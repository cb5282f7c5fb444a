#include "importers/dbc.h"

#include "importers/batchitem.h"
#include "importers/dbcdatabase.h"
#include "importers/sourcetext.h"

#include <algorithm>
#include <cstdio>
#include <set>
#include <unordered_map>

namespace tarascope {

namespace {

/// What each node sends and receives, as lines "0x1A2 Name".
struct Traffic {
    TextList sends;
    TextList receives;
};
using TrafficByNode = std::unordered_map<std::string, Traffic>;

const char *const networkId = "network";

std::string title(const CanMessage &message) { return message.identifier() + " " + message.name; }

std::string joined(const std::vector<std::string> &parts)
{
    std::string out;
    for (const std::string &part : parts)
        out += (out.empty() ? "" : ", ") + part;
    return out;
}

std::set<std::string> receiversOf(const CanMessage &message)
{
    std::set<std::string> receivers;
    for (const CanSignal &signal : message.signalList)
        receivers.insert(signal.receivers.begin(), signal.receivers.end());
    return receivers;
}

std::string oneLine(std::string text)
{
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
}

// "0x1A2 Name 8 Sender every 20 ms > Receiver: Signal m0 48|2@1+ km/h; ..."
std::string matrixLine(const CanMessage &message)
{
    std::string line = title(message) + " " + std::to_string(message.length) + " ";
    line += message.senders.empty() ? "(no sender)" : joined(message.senders);
    if (message.cycleTime > 0)
        line += " every " + std::to_string(message.cycleTime) + " ms";
    const std::set<std::string> receivers = receiversOf(message);
    if (!receivers.empty())
        line += " > " + joined({receivers.begin(), receivers.end()});
    const char *separator = ": ";
    for (const CanSignal &signal : message.signalList) {
        line += separator + signal.name;
        line += (signal.multiplexing.empty() ? "" : " ") + signal.multiplexing + " " + signal.layout;
        line += (signal.unit.empty() ? "" : " ") + signal.unit;
        separator = "; ";
    }
    return line;
}

void setLongText(BatchItem &item, AttributeId field, std::string text)
{
    if (!text.empty())
        item.attributes.set(field, std::move(text));
}

/// Lines "0x1A2 Name.Signal: text" and how many there are.
struct Lines {
    std::string text;
    std::int64_t count = 0;

    void add(const std::string &what, const std::string &said)
    {
        if (said.empty())
            return;
        text += what + ": " + oneLine(said) + "\n";
        ++count;
    }
};

Lines commentLines(const CanDatabase &database)
{
    Lines lines;
    for (const CanMessage &message : database.messages) {
        lines.add(title(message), message.comment);
        for (const CanSignal &signal : message.signalList)
            lines.add(title(message) + "." + signal.name, signal.comment);
    }
    return lines;
}

Lines valueLines(const CanDatabase &database)
{
    Lines lines;
    for (const CanMessage &message : database.messages) {
        for (const CanSignal &signal : message.signalList)
            lines.add(title(message) + "." + signal.name, signal.values);
    }
    return lines;
}

BatchItem networkItem(const CanDatabase &database, const SourceText &source, Batch &batch)
{
    BatchItem item;
    item.id = networkId;
    item.kind = Kind::network;
    item.name = database.name.empty() ? sourceName(source.file()) : database.name;
    item.description = database.comment;
    item.where = source.where(source.start());
    setChoice(item, Attr::type, database.flexibleDataRate ? "canFd" : "can");
    const auto field = [&](const char *name, AttributeType type) { return addField(batch, item.kind, name, type); };
    item.attributes.set(field("x-can-messages", AttributeType::Integer), database.counts.messages);
    item.attributes.set(field("x-can-extended-ids", AttributeType::Integer), database.counts.extendedMessages);
    item.attributes.set(field("x-can-signals", AttributeType::Integer), database.counts.signalCount);
    const AttributeId baudrate = field("x-can-baudrate", AttributeType::Integer);
    if (database.baudrate > 0)
        item.attributes.set(baudrate, database.baudrate);
    std::string matrix;
    for (const CanMessage &message : database.messages)
        matrix += matrixLine(message) + "\n";
    setLongText(item, field("x-can-matrix", AttributeType::LongText), std::move(matrix));
    setLongText(item, field("x-can-comments", AttributeType::LongText), commentLines(database).text);
    setLongText(item, field("x-can-values", AttributeType::LongText), valueLines(database).text);
    return item;
}

TrafficByNode trafficOf(const CanDatabase &database)
{
    TrafficByNode traffic;
    for (const CanMessage &message : database.messages) {
        for (const std::string &sender : message.senders)
            traffic[sender].sends.push_back(title(message));
        for (const std::string &receiver : receiversOf(message))
            traffic[receiver].receives.push_back(title(message));
    }
    return traffic;
}

void addNodes(const CanDatabase &database, const SourceText &source, TrafficByNode &traffic, Batch &batch)
{
    const AttributeId sends = addField(batch, Kind::component, "x-can-sends", AttributeType::TextList);
    const AttributeId receives = addField(batch, Kind::component, "x-can-receives", AttributeType::TextList);
    for (const CanNode &node : database.nodes) {
        BatchItem item;
        item.id = "node:" + node.name;
        item.kind = Kind::component;
        item.name = node.longName.empty() ? node.name : node.longName;
        item.description = node.comment;
        item.where = source.where(node.offset);
        setChoice(item, Attr::type, "ecu");
        Traffic &own = traffic[node.name];
        if (!own.sends.empty())
            item.attributes.set(sends, std::move(own.sends));
        if (!own.receives.empty())
            item.attributes.set(receives, std::move(own.receives));
        BatchLink link;
        link.kind = LinkKind::attachedTo;
        link.from = item.id;
        link.to = networkId;
        link.where = item.where;
        batch.items.push_back(std::move(item));
        batch.links.push_back(std::move(link));
    }
}

void reportUndeclared(const CanDatabase &database, const TrafficByNode &traffic, const SourceText &source,
                      LossReport &skipped)
{
    std::set<std::string> undeclared;
    for (const auto &[name, own] : traffic)
        undeclared.insert(name);
    for (const CanNode &node : database.nodes)
        undeclared.erase(node.name);
    for (const std::string &name : undeclared)
        skipped.list(name,
                     {QT_TRANSLATE_NOOP("model", "the node sends or receives but is not declared in BU_; it gets no "
                                                 "component"),
                      {},
                      "dbcUndeclaredNode"},
                     {source.file(), 0, 0, -1, {}, {}});
}

void reportKept(const CanDatabase &database, const SourceText &source, LossReport &kept, LossReport &skipped)
{
    const Where file{source.file(), 0, 0, -1, {}, {}};
    const DbcCounts &counts = database.counts;
    kept.count("BO_",
               QT_TRANSLATE_NOOP("model", "%1 messages are kept as text in the fields x-can-matrix, x-can-sends and "
                                          "x-can-receives"),
               "dbcMessages", file, counts.messages);
    kept.count("SG_",
               QT_TRANSLATE_NOOP("model", "%1 signals are kept as text in the field x-can-matrix, with bits and unit"),
               "dbcSignals", file, counts.signalCount);
    kept.count("CM_",
               QT_TRANSLATE_NOOP("model", "%1 comments of messages and signals are kept as text in the field "
                                          "x-can-comments"),
               "dbcComments", file, commentLines(database).count);
    kept.count("VAL_", QT_TRANSLATE_NOOP("model", "%1 value tables are kept as text in the field x-can-values"),
               "dbcValues", file, valueLines(database).count);
    skipped.count("SG_", QT_TRANSLATE_NOOP("model", "factor, offset and limits of %1 signals are not taken"),
                  "dbcScaling", file, counts.signalCount);
    if (source.encoding() == SourceText::Encoding::Cp1252)
        kept.count(source.file(),
                   QT_TRANSLATE_NOOP("model", "the file is not UTF-8 and was read as Windows-1252: %1 bytes converted"),
                   "cp1252Converted", file, source.converted());
    skipped.count(source.file(),
                  QT_TRANSLATE_NOOP("model", "%1 bytes have no character in Windows-1252 and were replaced by U+FFFD"),
                  "cp1252Undefined", file, source.undefined());
}

} // namespace

bool isPlaceholderNode(std::string_view name) { return name == "Vector__XXX" || name == "VectorXXX"; }

std::string CanMessage::identifier() const
{
    char text[16];
    if (extended())
        std::snprintf(text, sizeof text, "0x%08X", number & 0x1FFFFFFFU);
    else
        std::snprintf(text, sizeof text, "0x%03X", number);
    return text;
}

Result<Batch> readDbc(std::string_view bytes, const std::string &file, const Budget &budget)
{
    const Result<SourceText> source = SourceText::open(bytes, file, budget.limits);
    if (!source)
        return source.error();
    LossReport kept;
    LossReport skipped;
    const Result<CanDatabase> database = parseDbc(*source, budget, skipped);
    if (!database)
        return database.error();
    Batch batch;
    batch.format = "dbc";
    batch.system = "dbc:" + sourceName(file);
    batch.title = fileName(file);
    batch.items.push_back(networkItem(*database, *source, batch));
    TrafficByNode traffic = trafficOf(*database);
    reportUndeclared(*database, traffic, *source, skipped);
    addNodes(*database, *source, traffic, batch);
    reportKept(*database, *source, kept, skipped);
    reportHiddenCharacters(batch, kept);
    batch.kept = kept.take();
    batch.skipped = skipped.take();
    return batch;
}

} // namespace tarascope
