#include "importers/ldfparser.h"

#include "importers/batchitem.h"
#include "importers/wholenumber.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>

namespace tarascope {

namespace {

std::string linIdentifier(std::int64_t number)
{
    char text[24];
    std::snprintf(text, sizeof text, "0x%02llX", static_cast<long long>(number));
    return text;
}

/// Bytes of a frame of LIN 1.3, which says them by the identifier.
std::int64_t lengthOfLin13(std::int64_t identifier) { return identifier < 32 ? 2 : identifier < 48 ? 4 : 8; }

void append(std::string &list, const std::string &part) { list += (list.empty() ? "" : ", ") + part; }

} // namespace

LdfParser::LdfParser(const SourceText &source, const Budget &budget, LossReport &skipped)
    : m_source(source), m_budget(budget), m_skipped(skipped), m_lexer(source.bytes())
{
    m_bus.id = "network";
    m_bus.type = "lin";
    m_bus.offset = source.start();
    advance();
}

const std::vector<LdfParser::Section> &LdfParser::sections()
{
    static const std::vector<Section> all{
        {"Nodes", &LdfParser::readNodes},
        {"Signals", &LdfParser::readSignals},
        {"Diagnostic_signals", &LdfParser::readSignals},
        {"Frames", &LdfParser::readFrames},
        {"Diagnostic_frames", &LdfParser::readDiagnosticFrames},
        {"Sporadic_frames", &LdfParser::readCombinedFrames},
        {"Event_triggered_frames", &LdfParser::readCombinedFrames},
        {"Node_attributes", &LdfParser::readNodeAttributes},
        {"Signal_encoding_types", &LdfParser::readEncodings},
        {"Signal_representation", &LdfParser::readRepresentations},
    };
    return all;
}

Result<BusDescription> LdfParser::parse()
{
    readHeader();
    while (!done())
        readStatement();
    if (m_error)
        return *m_error;
    useEncodings();
    for (const BusNode &node : m_nodes)
        m_bus.attached.push_back(node.id);
    BusDescription description;
    description.buses.push_back(std::move(m_bus));
    description.nodes = std::move(m_nodes);
    return description;
}

void LdfParser::readHeader()
{
    if (!m_token.is("LIN_description_file"))
        fail(QT_TRANSLATE_NOOP("model", "this is no LIN description: it does not begin with LIN_description_file"), {},
             "notLdf", m_token.at);
    advance();
    mark(';');
}

void LdfParser::readStatement()
{
    m_sectionAt = m_token.at;
    const std::string name = word("the name of a section or setting");
    m_keyword = m_source.bytes().substr(m_sectionAt, name.size());
    if (takeMark('=')) {
        readSetting(name);
        return;
    }
    const std::vector<Section> &all = sections();
    const auto at = std::find_if(all.begin(), all.end(), [&](const Section &each) { return each.keyword == name; });
    if (at != all.end()) {
        mark('{');
        (this->*at->read)();
        return;
    }
    m_skipped.count(capped(name, 60), QT_TRANSLATE_NOOP("model", "%1 sections with no place in the graph are not taken"),
                    "ldfNotTaken", where(m_sectionAt));
    skipStatement();
}

void LdfParser::readSetting(const std::string &name)
{
    const std::size_t at = m_token.at;
    const std::string said = value();
    if (name == "Channel_name") {
        m_bus.name = said;
    } else if (name == "LIN_speed") {
        double speed = 0;
        std::from_chars(said.data(), said.data() + said.size(), speed);
        if (!(speed > 0 && speed < 1e6))
            fail(QT_TRANSLATE_NOOP("model", "LIN_speed must be a speed in kbps such as 19.2, not \"%1\""),
                 {capped(said, 60)}, "ldfNumber", at);
        else
            m_bus.baudrate = std::llround(speed * 1000);
    } else if (name == "LIN_protocol_version") {
        m_bus.comment = "LIN " + said;
    }
    while (!done() && !m_token.isMark(';'))
        advance();
    mark(';');
}

void LdfParser::readNodes()
{
    while (blockGoesOn()) {
        const std::size_t at = m_token.at;
        const std::string role = word("Master or Slaves");
        mark(':');
        if (role == "Master") {
            addNode("LIN master");
        } else if (role == "Slaves") {
            do
                addNode("LIN slave");
            while (takeMark(','));
        } else {
            fail(QT_TRANSLATE_NOOP("model", "Master or Slaves is expected here, not '%1'"), {capped(role, 60)},
                 "ldfSyntax", at);
        }
        while (!done() && !m_token.isMark(';')) // time base and jitter
            advance();
        mark(';');
    }
}

void LdfParser::addNode(const char *role)
{
    const std::size_t at = m_token.at;
    BusNode node;
    node.id = node.name = word("the name of a node");
    node.comment = role;
    node.offset = m_source.start() + static_cast<std::int64_t>(at);
    if (m_error)
        return;
    if (m_nodePlaces.try_emplace(node.id, m_nodes.size()).second)
        m_nodes.push_back(std::move(node));
    else
        m_skipped.list(node.name, {QT_TRANSLATE_NOOP("model", "the node is declared a second time"), {}, "ldfNodeTwice"},
                       where(at));
}

// "Name: bits, initial value, publisher, subscriber, ...;" where diagnostic signals have no nodes.
void LdfParser::readSignals()
{
    while (blockGoesOn()) {
        const std::size_t at = m_token.at;
        Signal signal;
        signal.described.name = word("the name of a signal");
        mark(':');
        signal.size = number("the number of bits", 64);
        mark(',');
        if (takeMark('{')) {
            names("an initial value");
            mark('}');
        } else {
            word("the initial value");
        }
        std::vector<std::string> nodes;
        if (takeMark(','))
            nodes = names("a node");
        mark(';');
        if (!nodes.empty())
            signal.described.receivers.assign(nodes.begin() + 1, nodes.end());
        const std::string name = signal.described.name;
        if (!m_error && !m_signals.try_emplace(name, std::move(signal)).second)
            m_skipped.list(name,
                           {QT_TRANSLATE_NOOP("model", "the signal is declared a second time; the first counts"),
                            {},
                            "ldfSignalTwice"},
                           where(at));
    }
}

void LdfParser::readFrames()
{
    while (blockGoesOn())
        readFrame("the name of a frame", false);
}

void LdfParser::readDiagnosticFrames()
{
    while (blockGoesOn())
        readFrame("the name of a diagnostic frame", true);
}

// "Name: identifier, publisher, bytes { signal, offset; ... }"; a diagnostic frame has neither publisher nor bytes.
void LdfParser::readFrame(const char *wanted, bool diagnostic)
{
    BusMessage message;
    const std::size_t at = m_token.at;
    message.offset = m_source.start() + static_cast<std::int64_t>(at);
    message.name = word(wanted);
    mark(':');
    const std::int64_t identifier = number("the identifier", 63);
    message.identifier = linIdentifier(identifier);
    message.length = lengthOfLin13(identifier);
    if (!diagnostic) {
        mark(',');
        message.senders.push_back(word("the publishing node"));
        if (takeMark(','))
            message.length = number("the number of bytes", 8);
    }
    mark('{');
    readFrameSignals(message);
    if (m_error)
        return;
    if (!diagnostic) {
        m_bus.messages.push_back(std::move(message));
        return;
    }
    m_skipped.count("Diagnostic_frames",
                    QT_TRANSLATE_NOOP("model", "%1 diagnostic frames, which every LIN has, are not taken"),
                    "ldfDiagnostic", where(at));
}

void LdfParser::readFrameSignals(BusMessage &message)
{
    while (blockGoesOn()) {
        const std::size_t at = m_token.at;
        const std::string name = word("the name of a signal");
        mark(',');
        const std::int64_t offset = number("the first bit", 1'000'000);
        mark(';');
        if (m_error)
            return;
        BusSignal placed;
        std::string size = "?";
        if (const auto known = m_signals.find(name); known != m_signals.end()) {
            placed = known->second.described;
            size = std::to_string(known->second.size);
        } else {
            m_skipped.list(message.name + "." + name,
                           {QT_TRANSLATE_NOOP("model", "the frame holds a signal that is not declared before it; its "
                                                       "size is unknown"),
                            {},
                            "ldfNoSignal"},
                           where(at));
        }
        placed.name = name;
        placed.layout = std::to_string(offset) + "|" + size + "@1+";
        message.signalList.push_back(std::move(placed));
    }
}

// They carry frames that are declared as such, so they add nothing to who hears whom.
void LdfParser::readCombinedFrames()
{
    while (blockGoesOn()) {
        const std::size_t at = m_token.at;
        const std::string name = word("the name of a frame");
        mark(':');
        const std::vector<std::string> parts = names("a frame");
        mark(';');
        std::string list;
        for (const std::string &part : parts)
            append(list, part);
        if (!m_error)
            m_skipped.list(name,
                           {QT_TRANSLATE_NOOP("model", "a frame that carries others is not taken as one of its own: %1"),
                            {capped(list, 200)},
                            "ldfCombinedFrame"},
                           where(at));
    }
}

void LdfParser::readNodeAttributes()
{
    while (blockGoesOn()) {
        const std::size_t at = m_token.at;
        const std::string name = word("the name of a node");
        const auto place = m_nodePlaces.find(name);
        if (place == m_nodePlaces.end() && !m_error)
            m_skipped.list(name,
                           {QT_TRANSLATE_NOOP("model", "attributes of a node that the file does not declare"), {}, "ldfNoNode"},
                           where(at));
        mark('{');
        while (blockGoesOn())
            readNodeAttribute(place == m_nodePlaces.end() ? nullptr : &m_nodes[place->second]);
    }
}

void LdfParser::readNodeAttribute(BusNode *node)
{
    const std::size_t at = m_token.at;
    const std::string name = word("the name of an attribute");
    if (takeMark('{')) { // configurable_frames
        skipBlock();
        m_skipped.count(capped(name, 60), QT_TRANSLATE_NOOP("model", "%1 lists of a node are not taken"),
                        "ldfNodeList", where(at));
        return;
    }
    mark('=');
    std::string said;
    while (!done() && !m_token.isMark(';')) {
        const LdfToken token = take();
        if (token.type != LdfToken::Type::Mark)
            said += (said.empty() ? "" : " ") + m_source.decode(token.text);
    }
    mark(';');
    if (!node || m_error)
        return;
    if (name == "configured_NAD")
        node->comment += ", NAD " + said;
    else if (name == "LIN_protocol")
        node->comment += ", LIN " + said;
    else if (name == "product_id")
        node->comment += ", product id " + said;
    else
        m_skipped.count(capped(name, 60), QT_TRANSLATE_NOOP("model", "%1 attributes of nodes are not taken"),
                        "ldfNodeAttribute", where(at));
}

void LdfParser::readEncodings()
{
    while (blockGoesOn()) {
        const std::string name = word("the name of an encoding");
        BusSignal encoding;
        mark('{');
        while (blockGoesOn())
            readEncoding(encoding);
        m_encodings.insert_or_assign(name, std::move(encoding));
    }
}

// "logical_value, 0, "off";" or "physical_value, least, greatest, factor, offset, "unit";"
void LdfParser::readEncoding(BusSignal &encoding)
{
    const std::string sort = word("logical_value or physical_value");
    std::vector<std::string> parts;
    while (takeMark(','))
        parts.push_back(value());
    mark(';');
    if (sort == "logical_value" && !parts.empty())
        append(encoding.values, parts[0] + (parts.size() > 1 ? " " + parts[1] : ""));
    else if (sort == "physical_value" && parts.size() > 4)
        encoding.unit = parts[4];
}

void LdfParser::readRepresentations()
{
    while (blockGoesOn()) {
        const std::string encoding = word("the name of an encoding");
        mark(':');
        for (const std::string &signal : names("the name of a signal"))
            m_encodingOf.insert_or_assign(signal, encoding);
        mark(';');
    }
}

void LdfParser::useEncodings()
{
    for (BusMessage &message : m_bus.messages) {
        for (BusSignal &signal : message.signalList) {
            const auto name = m_encodingOf.find(signal.name);
            const auto encoding = name == m_encodingOf.end() ? m_encodings.end() : m_encodings.find(name->second);
            if (encoding == m_encodings.end())
                continue;
            signal.unit = encoding->second.unit;
            signal.values = encoding->second.values;
        }
    }
}

} // namespace tarascope
