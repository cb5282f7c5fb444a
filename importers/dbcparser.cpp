#include "importers/dbcparser.h"

#include "importers/batchitem.h"

#include <algorithm>

namespace tarascope {

DbcParser::DbcParser(const SourceText &source, const Budget &budget, LossReport &skipped)
    : m_source(source), m_budget(budget), m_skipped(skipped), m_lexer(source.bytes())
{
    m_token = m_lexer.next();
    m_ahead = m_lexer.next();
}

// Statements that are read, and (with nullptr) those that are known but have no place in the graph.
const std::vector<DbcParser::Statement> &DbcParser::statements()
{
    static const std::vector<Statement> all{
        {"VERSION", &DbcParser::readVersion},
        {"NS_", &DbcParser::readSymbols},
        {"BS_", &DbcParser::readBitTiming},
        {"BU_", &DbcParser::readNodes},
        {"BO_", &DbcParser::readMessage},
        {"BO_TX_BU_", &DbcParser::readTransmitters},
        {"CM_", &DbcParser::readComment},
        {"VAL_", &DbcParser::readValues},
        {"VAL_TABLE_", &DbcParser::readNamedValues},
        {"BA_DEF_", &DbcParser::readDefinition},
        {"BA_DEF_DEF_", &DbcParser::readDefault},
        {"BA_", &DbcParser::readAttribute},
        {"SIG_VALTYPE_", nullptr},
        {"SIG_GROUP_", nullptr},
        {"SG_MUL_VAL_", nullptr},
        {"EV_", nullptr},
        {"EV_DATA_", nullptr},
        {"ENVVAR_DATA_", nullptr},
        {"SGTYPE_", nullptr},
        {"SGTYPE_VAL_", nullptr},
        {"BA_DEF_SGTYPE_", nullptr},
        {"BA_SGTYPE_", nullptr},
        {"SIG_TYPE_REF_", nullptr},
        {"SIGTYPE_VALTYPE_", nullptr},
        {"CAT_DEF_", nullptr},
        {"CAT_", nullptr},
        {"FILTER", nullptr},
        {"NS_DESC_", nullptr},
        {"BA_DEF_REL_", nullptr},
        {"BA_REL_", nullptr},
        {"BA_DEF_DEF_REL_", nullptr},
        {"BU_SG_REL_", nullptr},
        {"BU_EV_REL_", nullptr},
        {"BU_BO_REL_", nullptr},
    };
    return all;
}

const DbcParser::Statement *DbcParser::findStatement(std::string_view keyword)
{
    const std::vector<Statement> &all = statements();
    const auto at =
        std::find_if(all.begin(), all.end(), [&](const Statement &each) { return each.keyword == keyword; });
    return at == all.end() ? nullptr : &*at;
}

bool DbcParser::atStatement() const
{
    return m_token.type == DbcToken::Type::Word && m_token.firstOnLine &&
           (findStatement(m_token.text) || m_token.is("SG_"));
}

void DbcParser::countRecord()
{
    const std::int64_t most = m_budget.limits.nodes / 2; // a message weighs more than an element
    if (++m_records > most)
        fail(QT_TRANSLATE_NOOP("model", "the file has more than %1 statements, the limit for an import"),
             {std::to_string(most)}, "tooManyElements", m_token.at);
    if (m_records % 256 == 0 && !m_error) {
        if (const Result<void> go = m_budget.check(); !go) {
            fail("", {}, "", m_token.at);
            m_error = go.error();
        }
    }
}

Result<CanDatabase> DbcParser::parse()
{
    const std::size_t first = m_token.at;
    if (m_token.type == DbcToken::Type::Unclosed)
        failExpected("a keyword");
    while (!done())
        statement();
    if (!m_error && !m_knownSeen)
        fail(QT_TRANSLATE_NOOP("model", "this is no CAN database: it has no statement such as VERSION, BU_ or BO_"), {},
             "notDbc", first);
    if (m_error)
        return *m_error;
    applyDefaults();
    return std::move(m_database);
}

void DbcParser::statement()
{
    countRecord();
    if (done())
        return;
    m_keyword = m_token.text;
    m_statementAt = m_token.at;
    if (m_token.isMark(';')) {
        advance();
        return;
    }
    if (m_token.type != DbcToken::Type::Word) {
        fail(QT_TRANSLATE_NOOP("model", "a statement begins with a keyword, not with %1"), {shown(m_token)},
             "dbcSyntax", m_token.at);
        return;
    }
    if (m_token.is("SG_")) {
        fail(QT_TRANSLATE_NOOP("model", "a signal (SG_) must stand below its message (BO_)"), {}, "dbcLoneSignal",
             m_token.at);
        return;
    }
    const Statement *known = findStatement(m_token.text);
    m_knownSeen = m_knownSeen || known;
    advance();
    if (known && known->read)
        (this->*known->read)();
    else
        skipStatement(known != nullptr);
}

void DbcParser::skipStatement(bool known)
{
    if (known)
        m_skipped.count(std::string(m_keyword),
                        QT_TRANSLATE_NOOP("model", "%1 statements with no place in the graph are not taken"),
                        "dbcNotTaken", where(m_statementAt));
    else
        m_skipped.list(capped(m_source.decode(m_keyword), 60),
                       {QT_TRANSLATE_NOOP("model", "a statement that this importer does not know"), {}, "dbcUnknown"},
                       where(m_statementAt));
    skipToEnd();
}

void DbcParser::skipToEnd()
{
    while (!done() && !atStatement()) {
        if (take().isMark(';'))
            return;
    }
}

void DbcParser::readVersion()
{
    m_database.version = text("a text with the version", true);
    takeMark(';');
}

// The list of new symbols names keywords; such a name stands alone on its line or on the line of NS_ itself.
void DbcParser::readSymbols()
{
    mark(':');
    bool sameLine = !m_token.firstOnLine;
    while (m_token.type == DbcToken::Type::Word) {
        const bool section = m_token.is("BS_") || m_token.is("BU_") || m_token.is("BO_") || m_token.is("EV_");
        sameLine = sameLine && !m_token.firstOnLine;
        const bool alone = m_token.firstOnLine && (m_ahead.firstOnLine || m_ahead.type == DbcToken::Type::End);
        if (section || !(sameLine || alone))
            return;
        advance();
    }
}

void DbcParser::readBitTiming()
{
    mark(':');
    skipToEnd();
}

void DbcParser::readNodes()
{
    mark(':');
    while (m_token.type == DbcToken::Type::Word && !atStatement()) {
        const std::size_t at = m_token.at;
        const std::string name = word("the name of a node");
        ++m_database.counts.nodes;
        countRecord();
        if (isPlaceholderNode(name)) {
            m_skipped.count(name, QT_TRANSLATE_NOOP("model", "the placeholder for \"no node\" gets no component"),
                            "dbcPlaceholder", where(at));
        } else if (!m_nodes.try_emplace(name, m_database.nodes.size()).second) {
            m_skipped.list(name, {QT_TRANSLATE_NOOP("model", "the node is declared a second time"), {}, "dbcNodeTwice"},
                           where(at));
        } else {
            m_database.nodes.push_back({name, name, {}, {}, m_source.start() + static_cast<std::int64_t>(at)});
        }
    }
    takeMark(';');
}

void DbcParser::readMessage()
{
    BusMessage message;
    message.offset = m_source.start() + static_cast<std::int64_t>(m_statementAt);
    const auto messageNumber = static_cast<std::uint32_t>(integer("the identifier", 0, 0xFFFFFFFFLL));
    message.extended = (messageNumber & 0x80000000U) != 0;
    message.identifier = canIdentifier(messageNumber, message.extended);
    message.name = word("the name of the message");
    mark(':');
    message.length = integer("the length in bytes", 0, 1'000'000);
    const std::string sender = word("the sending node");
    if (!isPlaceholderNode(sender))
        message.senders.push_back(sender);
    takeMark(';');
    while (m_token.is("SG_") && m_token.firstOnLine)
        readSignal(message);
    if (m_error)
        return;
    // The carrier of loose signals is not kept, so nothing may find it by its identifier.
    if (message.name == "VECTOR__INDEPENDENT_SIG_MSG") {
        m_skipped.count(message.name, QT_TRANSLATE_NOOP("model", "%1 signals that belong to no message are not taken"),
                        "dbcLooseSignals", where(m_statementAt), static_cast<std::int64_t>(message.signalList.size()));
        return;
    }
    const std::size_t place = m_database.bus.messages.size();
    const auto [at, added] = m_messages.try_emplace(messageNumber, place);
    if (!added)
        m_skipped.list(message.title(),
                       {QT_TRANSLATE_NOOP("model", "the identifier is used a second time, first by %1; comments and "
                                                   "values of the second message are not taken"),
                        {m_database.bus.messages[at->second].name},
                        "dbcMessageTwice"},
                       where(m_statementAt));
    for (std::size_t i = 0; added && i < message.signalList.size(); ++i)
        m_signals.try_emplace(std::to_string(messageNumber) + "/" + message.signalList[i].name, place, i);
    ++m_database.counts.messages;
    m_database.counts.extendedMessages += message.extended;
    m_database.counts.signalCount += static_cast<std::int64_t>(message.signalList.size());
    m_database.bus.messages.push_back(std::move(message));
}

void DbcParser::readSignal(BusMessage &message)
{
    countRecord();
    m_keyword = "SG_";
    advance();
    BusSignal signal;
    signal.name = word("the name of the signal");
    if (m_token.type == DbcToken::Type::Word)
        signal.multiplexing = word("a multiplexing mark");
    mark(':');
    signal.layout = readLayout();
    mark('(');
    number("the factor");
    mark(',');
    number("the offset");
    mark(')');
    mark('[');
    number("the least value");
    mark('|');
    number("the greatest value");
    mark(']');
    signal.unit = text("the unit in quotes", true);
    while (m_token.type == DbcToken::Type::Word && !m_token.firstOnLine) {
        std::string receiver = word("a receiving node");
        if (!isPlaceholderNode(receiver))
            signal.receivers.push_back(std::move(receiver));
        takeMark(',');
    }
    takeMark(';');
    message.signalList.push_back(std::move(signal));
}

std::string DbcParser::readLayout()
{
    std::string layout = std::to_string(integer("the start bit", 0, 1'000'000));
    mark('|');
    layout += "|" + std::to_string(integer("the length in bits", 0, 1'000'000));
    mark('@');
    layout += "@" + std::to_string(integer("the byte order", 0, 1));
    const bool isSigned = m_token.isMark('-');
    if (isSigned || m_token.isMark('+'))
        advance();
    else
        failExpected("'+' or '-'");
    return layout + (isSigned ? "-" : "+");
}

void DbcParser::readTransmitters()
{
    BusMessage *message = messageByNumber(integer("the identifier of the message", 0, 0xFFFFFFFFLL));
    mark(':');
    while (m_token.type == DbcToken::Type::Word && !m_token.firstOnLine) {
        std::string node = word("a sending node");
        const bool listed =
            message && std::find(message->senders.begin(), message->senders.end(), node) != message->senders.end();
        if (message && !listed && !isPlaceholderNode(node))
            message->senders.push_back(std::move(node));
        takeMark(',');
    }
    mark(';');
}

Result<CanDatabase> parseDbc(const SourceText &source, const Budget &budget, LossReport &skipped)
{
    if (const Result<void> go = budget.check(); !go)
        return go.error();
    return DbcParser(source, budget, skipped).parse();
}

} // namespace tarascope
