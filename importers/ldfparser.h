#pragma once
#include "importers/busdescription.h"
#include "importers/ldflexer.h"
#include "importers/lossreport.h"
#include "importers/sourcetext.h"

#include <unordered_map>

namespace tarascope {

/// Recursive descent over the tokens of a LIN description. After the first error all further tokens are the end, so that
/// every loop runs out.
class LdfParser
{
public:
    LdfParser(const SourceText &source, const Budget &budget, LossReport &skipped);
    Result<BusDescription> parse();

private:
    struct Signal {
        BusSignal described;
        std::int64_t size = 0;
    };
    struct Section {
        std::string_view keyword;
        void (LdfParser::*read)();
    };
    static const std::vector<Section> &sections();

    void advance();
    LdfToken take();
    bool done() const { return m_token.type == LdfToken::Type::End; }
    void fail(const char *text, std::vector<std::string> args, const char *code, std::size_t at);
    void failExpected(const char *wanted);
    Where where(std::size_t at) const;
    std::string word(const char *wanted);
    std::int64_t number(const char *wanted, std::int64_t most);
    std::string value();
    std::vector<std::string> names(const char *wanted);
    void mark(char c);
    bool takeMark(char c);
    bool blockGoesOn();
    void skipStatement();
    void skipBlock();

    void readHeader();
    void readStatement();
    void readSetting(const std::string &name);
    void readNodes();
    void addNode(const char *role);
    void readSignals();
    void readFrames();
    void readFrame(const char *wanted, bool diagnostic);
    void readDiagnosticFrames();
    void readFrameSignals(BusMessage &message);
    void readCombinedFrames();
    void readNodeAttributes();
    void readNodeAttribute(BusNode *node);
    void readEncodings();
    void readEncoding(BusSignal &encoding);
    void readRepresentations();
    void useEncodings();

    const SourceText &m_source;
    const Budget &m_budget;
    LossReport &m_skipped;
    LdfLexer m_lexer;
    LdfToken m_token;
    std::string_view m_keyword; ///< of the section at hand
    std::size_t m_sectionAt = 0;
    std::int64_t m_tokens = 0;
    std::optional<Error> m_error;

    Bus m_bus;
    std::vector<BusNode> m_nodes;
    std::unordered_map<std::string, std::size_t> m_nodePlaces;
    std::unordered_map<std::string, Signal> m_signals;
    std::unordered_map<std::string, BusSignal> m_encodings; ///< unit and values by name of the type
    std::unordered_map<std::string, std::string> m_encodingOf;
};

} // namespace tarascope
