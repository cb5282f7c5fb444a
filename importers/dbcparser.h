#pragma once
#include "importers/dbcdatabase.h"
#include "importers/dbclexer.h"

#include <unordered_map>

namespace tarascope {

/// Recursive descent over the tokens of a CAN database. After the first error all further tokens are the end, so that
/// every loop runs out.
class DbcParser
{
public:
    DbcParser(const SourceText &source, const Budget &budget, LossReport &skipped);
    Result<CanDatabase> parse();

private:
    using Read = void (DbcParser::*)();
    struct Statement {
        std::string_view keyword;
        Read read; ///< nullptr: known, but with no place in the graph
    };
    struct Definition {
        std::vector<std::string> choices;
        std::string byDefault;
    };
    struct Target {
        std::string type; ///< "BU_", "BO_", "SG_", "EV_" or empty: the whole network
        BusNode *node = nullptr;
        BusMessage *message = nullptr;
        BusSignal *signal = nullptr;
        bool known = true;
    };
    static const std::vector<Statement> &statements();
    static const Statement *findStatement(std::string_view keyword);

    void advance();
    DbcToken take();
    bool done() const { return m_token.type == DbcToken::Type::End; }
    void fail(const char *text, std::vector<std::string> args, const char *code, std::size_t at);
    void failExpected(const char *wanted);
    std::string shown(const DbcToken &token) const;
    Where where(std::size_t at) const;

    std::string word(const char *wanted);
    std::string number(const char *wanted);
    std::int64_t integer(const char *wanted, std::int64_t least, std::int64_t most);
    std::string text(const char *wanted, bool oneLine = false);
    void mark(char c);
    bool takeMark(char c);
    bool atStatement() const;

    void statement();
    void skipStatement(bool known);
    void skipToEnd();
    void countRecord();

    void readVersion();
    void readSymbols();
    void readBitTiming();
    void readNodes();
    void readMessage();
    void readSignal(BusMessage &message);
    std::string readLayout();
    void readTransmitters();

    Target readTarget();
    BusMessage *messageByNumber(std::int64_t messageNumber);
    BusSignal *signalByName(std::int64_t messageNumber, const std::string &name);
    void readComment();
    void readValues();
    void readNamedValues();
    std::string readValueList();
    void readDefinition();
    void readDefault();
    void readAttribute();
    bool useAttribute(const std::string &name, const std::string &value, const Target &target);
    void useFrameFormat(std::string_view format);
    void applyDefaults();
    std::string choiceText(const std::string &name, const std::string &value) const;

    const SourceText &m_source;
    const Budget &m_budget;
    LossReport &m_skipped;
    DbcLexer m_lexer;
    DbcToken m_token;
    DbcToken m_ahead;
    std::string_view m_keyword; ///< of the statement at hand
    std::size_t m_statementAt = 0;
    std::optional<Error> m_error;
    std::int64_t m_records = 0;
    bool m_knownSeen = false;
    bool m_busTypeSaid = false;

    CanDatabase m_database;
    std::unordered_map<std::string, std::size_t> m_nodes;
    std::unordered_map<std::int64_t, std::size_t> m_messages;
    std::unordered_map<std::string, std::pair<std::size_t, std::size_t>> m_signals; ///< "number/name"
    std::unordered_map<std::string, Definition> m_definitions;
};

} // namespace tarascope
