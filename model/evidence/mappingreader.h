#pragma once
#include "model/evidence/mapping.h"
#include "model/json/node.h"

#include <initializer_list>
#include <set>

namespace tarascope::evidence {

/// Reads the parts of one mapping file; after the first error nothing more is taken.
class MappingReader
{
public:
    explicit MappingReader(const json::Document &document) : m_document(document) {}

    Result<Mapping> read();

private:
    using Node = json::Node;

    // What a mapping says once for all shapes.
    struct Shared {
        std::optional<TimeRule> time;
        std::optional<ValueRule> kind;
        std::map<std::string, ValueRule> fields;
        std::vector<DecisionRule> decision;
    };

    void readHead(const Node &root, Mapping &mapping);
    void readLayout(const Node &root, Mapping &mapping);
    void readPrefix(const Node &node, Mapping &mapping);
    void readLists(const Node &root, Mapping &mapping);
    void readShapes(const Node &root, Mapping &mapping, const Shared &shared);
    Shape readShape(const Node &node);
    void complete(Shape &shape, const Shared &shared, const Node &node);
    void checkShape(const Shape &shape, const Mapping &mapping, const Node &node);
    void checkPaths(const ValueRule &rule, const Shape &shape, const Mapping &mapping, const Node &node);
    void checkPath(const ValuePath &path, const Shape &shape, const Mapping &mapping, const Node &node);
    void checkNames(const Shape &shape, const Mapping &mapping, const Node &node);

    TimeRule readTime(const Node &node);
    std::map<std::string, ValueRule> readFields(const Node &node);
    ValueRule readValue(const Node &node);
    void readValueObject(const Node &node, ValueRule &rule);
    void readTake(const Node &node, ValueRule &rule);
    void readWords(const Node &node, std::map<std::string, std::string, std::less<>> &words);
    std::vector<DecisionRule> readDecision(const Node &node);
    DecisionRule readRule(const Node &node);
    PathTemplate readTemplate(const Node &node);

    // Parts of every file format.
    bool onlyMembers(const Node &node, std::initializer_list<std::string_view> known);
    void fail(const Node &node, const char *text, std::vector<std::string> args, const char *code = "badMapping");
    void failWith(const Node &node, const Error &error);
    std::string text(const Node &node);
    std::optional<std::int64_t> integer(const Node &node);
    bool boolean(const Node &node);
    std::vector<std::string> texts(const Node &node);
    ValuePath path(const Node &node);
    std::optional<Pattern> pattern(const Node &node);

    const json::Document &m_document;
    std::set<std::string> m_read; ///< names that rules of the mapping read
    std::vector<const Node *> m_extra; ///< fields that are no columns
    std::optional<Error> m_error;
};

/// Reads `status in 200..299 and $path exists`; what is wrong with it, when it is no condition.
Result<std::vector<Condition>> parseConditions(std::string_view text);

} // namespace tarascope::evidence
