#include "importers/dbcparser.h"

#include <algorithm>
#include <charconv>

// Comments, value tables and attributes: what a database says about nodes, messages and signals after it named them.

namespace tarascope {

namespace {

bool speaksOfFd(std::string_view choice) { return choice.find("FD") != std::string_view::npos; }

std::int64_t wholeNumber(std::string_view text)
{
    std::int64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return std::max<std::int64_t>(0, value);
}

} // namespace

BusMessage *DbcParser::messageByNumber(std::int64_t messageNumber)
{
    const auto at = m_messages.find(messageNumber);
    return at == m_messages.end() ? nullptr : &m_database.bus.messages[at->second];
}

BusSignal *DbcParser::signalByName(std::int64_t messageNumber, const std::string &name)
{
    const auto at = m_signals.find(std::to_string(messageNumber) + "/" + name);
    return at == m_signals.end() ? nullptr : &m_database.bus.messages[at->second.first].signalList[at->second.second];
}

DbcParser::Target DbcParser::readTarget()
{
    Target target;
    const std::size_t at = m_token.at;
    std::string name;
    if (m_token.is("BU_") || m_token.is("EV_")) {
        target.type = take().text;
        name = word(target.type == "BU_" ? "the name of a node" : "the name of an environment variable");
        const auto node = m_nodes.find(name);
        if (target.type == "BU_" && node != m_nodes.end())
            target.node = &m_database.nodes[node->second];
        target.known = target.type == "EV_" || target.node || isPlaceholderNode(name);
    } else if (m_token.is("BO_") || m_token.is("SG_")) {
        target.type = take().text;
        const std::int64_t messageNumber = integer("the identifier of a message", 0, 0xFFFFFFFFLL);
        name = std::to_string(messageNumber);
        target.message = messageByNumber(messageNumber);
        if (target.type == "SG_") {
            const std::string signal = word("the name of a signal");
            target.signal = signalByName(messageNumber, signal);
            name += " " + signal;
        }
        target.known = target.type == "BO_" ? target.message != nullptr : target.signal != nullptr;
    }
    if (!target.known && !m_error)
        m_skipped.list(target.type + " " + name,
                       {QT_TRANSLATE_NOOP("model", "%1 speaks of something that the file does not declare"),
                        {std::string(m_keyword)},
                        "dbcUnknownTarget"},
                       where(at));
    return target;
}

void DbcParser::readComment()
{
    const Target target = readTarget();
    std::string comment = text("a comment in quotes");
    mark(';');
    if (m_error)
        return;
    ++m_database.counts.comments;
    if (target.signal)
        target.signal->comment = std::move(comment);
    else if (target.message && target.type == "BO_")
        target.message->comment = std::move(comment);
    else if (target.node)
        target.node->comment = std::move(comment);
    else if (target.type.empty())
        m_database.bus.comment += (m_database.bus.comment.empty() ? "" : "\n") + comment;
    else if (target.known)
        m_skipped.count("CM_ " + target.type,
                        QT_TRANSLATE_NOOP("model", "%1 comments of environment variables and of the placeholder node "
                                                   "are not taken"),
                        "dbcOtherComment", where(m_statementAt));
}

std::string DbcParser::readValueList()
{
    std::string list;
    while (m_token.type == DbcToken::Type::Number) {
        const std::string value = number("a value");
        const std::string label = text("the label of the value in quotes", true);
        list += (list.empty() ? "" : ", ") + value + " " + label;
    }
    return list;
}

void DbcParser::readValues()
{
    BusSignal *signal = nullptr;
    const std::size_t at = m_token.at;
    std::string name;
    const bool ofSignal = m_token.type == DbcToken::Type::Number;
    if (ofSignal) {
        const std::int64_t messageNumber = integer("the identifier of a message", 0, 0xFFFFFFFFLL);
        const std::string signalName = word("the name of a signal");
        name = std::to_string(messageNumber) + " " + signalName;
        signal = signalByName(messageNumber, signalName);
    } else {
        name = word("the identifier of a message or the name of an environment variable");
    }
    std::string values;
    if (m_token.type == DbcToken::Type::Word && !m_token.firstOnLine)
        values = word("the name of a value table");
    else
        values = readValueList();
    mark(';');
    if (m_error)
        return;
    ++m_database.counts.valueTables;
    if (signal)
        signal->values = std::move(values);
    else if (ofSignal)
        m_skipped.list("SG_ " + name,
                       {QT_TRANSLATE_NOOP("model", "%1 speaks of something that the file does not declare"),
                        {std::string(m_keyword)},
                        "dbcUnknownTarget"},
                       where(at));
    else
        m_skipped.count("VAL_", QT_TRANSLATE_NOOP("model", "%1 value tables of environment variables are not taken"),
                        "dbcOtherValues", where(at));
}

void DbcParser::readNamedValues()
{
    word("the name of the value table");
    readValueList();
    mark(';');
    ++m_database.counts.namedValueTables;
    m_skipped.count("VAL_TABLE_",
                    QT_TRANSLATE_NOOP("model", "%1 named value tables are not taken; the tables of signals (VAL_) are"),
                    "dbcNamedValues", where(m_statementAt));
}

void DbcParser::readDefinition()
{
    if (m_token.type == DbcToken::Type::Word)
        advance();
    const std::string name = text("the name of an attribute in quotes", true);
    Definition definition;
    while (!done() && !m_token.isMark(';') && !atStatement()) {
        if (m_token.type == DbcToken::Type::Text)
            definition.choices.push_back(text("a choice"));
        else
            advance();
    }
    mark(';');
    m_definitions.insert_or_assign(name, std::move(definition));
}

void DbcParser::readDefault()
{
    const std::string name = text("the name of an attribute in quotes", true);
    const bool quoted = m_token.type == DbcToken::Type::Text;
    std::string value = quoted ? text("a value") : number("a value");
    mark(';');
    m_definitions[name].byDefault = std::move(value);
}

// Enumerated values stand in files as their text or as their place in the definition.
std::string DbcParser::choiceText(const std::string &name, const std::string &value) const
{
    const auto at = m_definitions.find(name);
    if (at == m_definitions.end() || at->second.choices.empty())
        return value;
    std::size_t place = 0;
    const auto [stop, error] = std::from_chars(value.data(), value.data() + value.size(), place);
    const bool isPlace = error == std::errc() && stop == value.data() + value.size();
    return isPlace && place < at->second.choices.size() ? at->second.choices[place] : value;
}

void DbcParser::useFrameFormat(std::string_view format)
{
    if (speaksOfFd(format))
        m_database.bus.type = "canFd";
}

bool DbcParser::useAttribute(const std::string &name, const std::string &value, const Target &target)
{
    m_busTypeSaid = m_busTypeSaid || name == "BusType";
    if (target.type.empty() && name == "BusType")
        useFrameFormat(value);
    else if (target.type.empty() && name == "DBName")
        m_database.bus.name = value;
    else if (target.type.empty() && name == "Baudrate")
        m_database.bus.baudrate = wholeNumber(value);
    else if (target.type == "BU_" && name == "SystemNodeLongSymbol" && target.node)
        target.node->title = value;
    else if (target.type == "BO_" && name == "SystemMessageLongSymbol" && target.message)
        target.message->name = value;
    else if (target.type == "SG_" && name == "SystemSignalLongSymbol" && target.signal)
        target.signal->name = value;
    else if (target.type == "BO_" && name == "GenMsgCycleTime" && target.message)
        target.message->cycleTime = wholeNumber(value);
    else if (target.type == "BO_" && name == "VFrameFormat" && target.message)
        useFrameFormat(choiceText(name, value));
    else
        return false;
    return true;
}

void DbcParser::applyDefaults()
{
    const auto defaultSpeaksOfFd = [&](const char *name) {
        const auto at = m_definitions.find(name);
        return at != m_definitions.end() && speaksOfFd(choiceText(name, at->second.byDefault));
    };
    if ((!m_busTypeSaid && defaultSpeaksOfFd("BusType")) || defaultSpeaksOfFd("VFrameFormat"))
        m_database.bus.type = "canFd";
}

void DbcParser::readAttribute()
{
    const std::string name = text("the name of an attribute in quotes", true);
    const Target target = readTarget();
    const bool quoted = m_token.type == DbcToken::Type::Text;
    const std::string value = quoted ? text("a value") : number("a value");
    mark(';');
    if (m_error)
        return;
    ++m_database.counts.attributeValues;
    if (target.known && !useAttribute(name, value, target))
        m_skipped.count("BA_",
                        QT_TRANSLATE_NOOP("model", "%1 attribute values are not taken (taken are bus type, name, bit "
                                                   "rate, frame format, cycle time and long names)"),
                        "dbcAttribute", where(m_statementAt));
}

} // namespace tarascope
