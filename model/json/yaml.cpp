#include "model/json/yaml.h"

#include "model/json/reading.h"
#include "model/json/utf8.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <istream>
#include <optional>
#include <streambuf>
#include <unordered_map>

namespace tarascope::json {

namespace {

/// Lets the foreign parser read the bytes where they are.
class FixedBuffer final : public std::streambuf
{
public:
    explicit FixedBuffer(std::string_view bytes)
    {
        char *begin = const_cast<char *>(bytes.data()); // never written: there is no room to put anything back
        setg(begin, begin, begin + bytes.size());
    }
};

/// Carries our own refusal through the foreign parser.
struct Refusal {
    Error error;
};

/// Elements of a tree, and how deep it is. Trees are never deeper than the limit.
struct Extent {
    std::int64_t nodes = 1;
    std::int64_t depth = 1;
    std::int64_t bytes = 0; ///< of texts
};

Extent extentOf(const Node &node)
{
    Extent all;
    all.bytes = static_cast<std::int64_t>(node.text.size() + node.name.size());
    for (const Node &child : node.children) {
        const Extent inner = extentOf(child);
        all.nodes += inner.nodes;
        all.bytes += inner.bytes;
        all.depth = std::max(all.depth, inner.depth + 1);
    }
    return all;
}

/// The parser gives the escapes \N and \_ as single bytes, those of their characters in Latin-1. All else it gives is
/// valid, as the file is.
void mendEscapes(std::string &text)
{
    for (std::size_t at = validUtf8Prefix(text); at < text.size();
         at += validUtf8Prefix(std::string_view(text).substr(at))) {
        if ((static_cast<unsigned char>(text[at]) & 0xC0) == 0x80)
            text.insert(at, 1, '\xC2');
        else
            text[at] = '?';
    }
}

/// Builds the tree from the events of the foreign parser.
class YamlHandler final : public YAML::EventHandler
{
public:
    YamlHandler(Document &document, const Budget &budget, std::string_view bytes)
        : m_document(document), m_budget(budget), m_memory(budget.limits), m_size(static_cast<std::int64_t>(bytes.size())),
          m_byteOrderMark(bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0)
    {
        m_memory.take(static_cast<std::int64_t>(document.lineStarts.size() * sizeof(std::int64_t)));
    }

    std::int64_t offset(const YAML::Mark &mark) const
    {
        const auto line = static_cast<std::size_t>(std::max(mark.line, 0));
        if (line >= m_document.lineStarts.size())
            return m_document.lineStarts.back();
        const std::int64_t start = m_document.lineStarts[line] + (line == 0 ? m_byteOrderMark : 0);
        return std::min(start + std::max(mark.column, 0), m_size); // the parser may count on behind the end
    }

    void OnDocumentStart(const YAML::Mark &) override {}
    void OnDocumentEnd() override { m_document.memory = m_memory.taken(); }

    void OnNull(const YAML::Mark &mark, YAML::anchor_t anchor) override
    {
        if (awaitsName())
            refuseName(mark);
        add(start(Type::Null, mark), anchor);
    }

    void OnScalar(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                  const std::string &value) override
    {
        checkTag(tag, mark);
        if (static_cast<std::int64_t>(value.size()) > m_budget.limits.stringLength)
            refuse(mark, tooLongMessage(m_budget.limits));
        Node node = start(Type::String, mark);
        node.text = value;
        mendEscapes(node.text);
        replaceNul(node.text);
        add(std::move(node), anchor);
    }

    void OnAlias(const YAML::Mark &mark, YAML::anchor_t anchor) override
    {
        const auto known = m_anchors.find(anchor);
        if (known == m_anchors.end())
            refuse(mark, {QT_TRANSLATE_NOOP("model", "this alias stands inside what it names: a circle has no end"), {},
                          "yamlCycle"});
        countCopy(known->second.extent, mark);
        if (static_cast<std::int64_t>(m_open.size()) + known->second.extent.depth > m_budget.limits.depth)
            refuse(mark, tooDeepMessage(m_budget.limits));
        Node copy = known->second.node;
        copy.offset = offset(mark);
        if (awaitsName() && !copy.isString())
            refuseName(mark);
        add(std::move(copy), 0);
    }

    void OnSequenceStart(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override
    {
        open(Type::Array, mark, tag, anchor);
    }
    void OnMapStart(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override
    {
        open(Type::Object, mark, tag, anchor);
    }
    void OnSequenceEnd() override { close(); }
    void OnMapEnd() override
    {
        checkNames(m_open.back());
        merge(m_open.back().node);
        close();
    }

private:
    struct Open {
        Node node;
        YAML::anchor_t anchor = 0;
        std::vector<std::int64_t> names; ///< where the member names stand
        std::optional<std::string> name; ///< read, and waiting for its value
    };
    struct Anchored {
        Node node;
        Extent extent;
    };

    [[noreturn]] void refuse(const YAML::Mark &mark, Message message) const
    {
        throw Refusal{{ErrorKind::Input, std::move(message), m_document.whereOffset(offset(mark))}};
    }
    [[noreturn]] void refuseMemory(const Node &node) const
    {
        throw Refusal{{ErrorKind::Input, tooMuchMemoryMessage(m_budget.limits), m_document.where(node)}};
    }
    [[noreturn]] void refuseName(const YAML::Mark &mark) const
    {
        refuse(mark, {QT_TRANSLATE_NOOP("model", "the name of a member must be a text"), {}, "yamlName"});
    }

    bool awaitsName() const { return !m_open.empty() && m_open.back().node.isObject() && !m_open.back().name; }

    /// Tags of programming languages ask to make objects; nothing here does that, and what they mean is unknown.
    void checkTag(const std::string &tag, const YAML::Mark &mark) const
    {
        static constexpr std::string_view own = "tag:yaml.org,2002:";
        static constexpr std::string_view known[] = {"str", "int",       "float", "bool", "null", "map",
                                                     "seq", "timestamp", "merge", "set",  "omap", "binary"};
        if (tag.empty() || tag == "?" || tag == "!")
            return;
        if (tag.starts_with(own) && std::find(std::begin(known), std::end(known), tag.substr(own.size())) != std::end(known))
            return;
        refuse(mark, {QT_TRANSLATE_NOOP("model", "the tag \"%1\" is not one of YAML's own and is not read"), {tag},
                      "yamlTag"});
    }

    void count(std::int64_t nodes, const YAML::Mark &mark)
    {
        m_nodes += nodes;
        if (m_nodes > m_budget.limits.nodes)
            refuse(mark, tooManyMessage(m_budget.limits));
        if ((m_unasked += nodes) < nodesPerCheck)
            return;
        m_unasked = 0;
        if (Result<void> going = m_budget.check(); !going)
            throw Refusal{going.error()};
    }

    /// Copies are cheap to write down and dear to hold: a small file must not become a large tree.
    void countCopy(const Extent &extent, const YAML::Mark &mark)
    {
        m_copiedNodes += extent.nodes;
        m_copiedBytes += extent.bytes;
        if (m_copiedNodes > std::min(mostCopiedNodes, m_budget.limits.nodes) || m_copiedBytes > mostCopiedBytes)
            refuse(mark, {QT_TRANSLATE_NOOP("model", "aliases unfold to more than %1 elements or %2 bytes, which is the limit"),
                          {std::to_string(mostCopiedNodes), std::to_string(mostCopiedBytes)},
                          "limitNodes"});
        if (!m_memory.take(extent.nodes * static_cast<std::int64_t>(sizeof(Node)) + extent.bytes))
            refuse(mark, tooMuchMemoryMessage(m_budget.limits));
        count(extent.nodes, mark);
    }

    Node start(Type type, const YAML::Mark &mark)
    {
        count(1, mark);
        Node node;
        node.type = type;
        node.offset = offset(mark);
        return node;
    }

    void open(Type type, const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor)
    {
        checkTag(tag, mark);
        if (awaitsName())
            refuseName(mark);
        if (static_cast<int>(m_open.size()) >= m_budget.limits.depth)
            refuse(mark, tooDeepMessage(m_budget.limits));
        m_open.push_back({start(type, mark), anchor, {}, {}});
    }

    void close()
    {
        Open done = std::move(m_open.back());
        m_open.pop_back();
        m_memory.fit(done.node.children);
        m_memory.release(done.names);
        add(std::move(done.node), done.anchor);
    }

    void add(Node node, YAML::anchor_t anchor)
    {
        if (anchor != 0)
            remember(node, anchor);
        if (m_open.empty()) {
            m_document.root = std::move(node);
            return;
        }
        Open &parent = m_open.back();
        if (awaitsName()) {
            if (!m_memory.makeRoom(parent.names))
                refuseMemory(node);
            parent.names.push_back(node.offset);
            parent.name = std::move(node.text);
            return;
        }
        if (parent.name) {
            node.name = std::move(*parent.name);
            parent.name.reset();
        }
        if (!m_memory.takeText(node.name) || !m_memory.takeText(node.text) || !m_memory.makeRoom(parent.node.children))
            refuseMemory(node);
        parent.node.children.push_back(std::move(node));
    }

    void remember(const Node &node, YAML::anchor_t anchor)
    {
        YAML::Mark mark;
        const Where where = m_document.whereOffset(node.offset);
        mark.line = static_cast<int>(where.line) - 1;
        mark.column = static_cast<int>(where.column) - 1;
        const Extent extent = extentOf(node);
        countCopy(extent, mark);
        m_anchors.insert_or_assign(anchor, Anchored{node, extent});
    }

    void checkNames(const Open &object) const
    {
        if (const auto repeated = repeatedName(object.node.children)) {
            const Where first = m_document.whereOffset(object.names[repeated->first]);
            throw Refusal{{ErrorKind::Input, repeatedNameMessage(object.node.children[repeated->first].name, first),
                           m_document.whereOffset(object.names[repeated->second])}};
        }
    }

    /// The members of "<<" stand beside those of the mapping, which win; of several mappings the first wins.
    static void merge(Node &object)
    {
        const auto merged = std::find_if(object.children.begin(), object.children.end(),
                                         [](const Node &member) { return member.name == "<<"; });
        if (merged == object.children.end() || (!merged->isObject() && !merged->isArray()))
            return;
        Node from = std::move(*merged);
        object.children.erase(merged);
        if (from.isObject())
            return take(object, std::move(from));
        for (Node &each : from.children)
            if (each.isObject())
                take(object, std::move(each));
    }
    static void take(Node &object, Node from)
    {
        for (Node &member : from.children)
            if (!object.find(member.name))
                object.children.push_back(std::move(member));
    }

    static constexpr std::int64_t nodesPerCheck = 4096;
    static constexpr std::int64_t mostCopiedNodes = 500'000;
    static constexpr std::int64_t mostCopiedBytes = std::int64_t{32} << 20;

    Document &m_document;
    const Budget &m_budget;
    TreeMemory m_memory;
    std::int64_t m_size = 0;
    std::int64_t m_byteOrderMark = 0; ///< its bytes, which the foreign parser does not count
    std::int64_t m_nodes = 0;
    std::int64_t m_unasked = 0;
    std::int64_t m_copiedNodes = 0;
    std::int64_t m_copiedBytes = 0;
    std::vector<Open> m_open;
    std::unordered_map<YAML::anchor_t, Anchored> m_anchors;
};

Error secondDocument(const Document &second)
{
    return {ErrorKind::Input,
            {QT_TRANSLATE_NOOP("model", "the file holds more than one YAML document; one is read"), {}, "yamlDocuments"},
            second.where(second.root)};
}

/// What the parser says may quote a single byte of a character.
std::string readable(std::string message)
{
    std::replace_if(message.begin(), message.end(), [](char c) { return c < ' ' || c > '~'; }, '?');
    return message;
}

/// Where more brackets open at a stretch than any document has; npos: nowhere.
std::size_t manyBrackets(std::string_view bytes)
{
    constexpr std::size_t most = 1000;
    std::size_t open = 0;
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        if (bytes[at] == '[' || bytes[at] == '{')
            ++open;
        else if (bytes[at] != ' ' && bytes[at] != '\n' && bytes[at] != '\r')
            open = 0;
        if (open > most)
            return at;
    }
    return std::string_view::npos;
}

} // namespace

Result<Document> readYaml(std::string_view bytes, std::string file, const Budget &budget)
{
    Result<Document> document = beginDocument(bytes, std::move(file), budget);
    if (!document)
        return document;
    if (const std::size_t zero = bytes.find('\0'); zero != std::string_view::npos)
        return Error{ErrorKind::Input,
                     {QT_TRANSLATE_NOOP("model", "U+0000 must not stand in a YAML file"), {}, "yamlZero"},
                     document->whereOffset(static_cast<std::int64_t>(zero))};
    // The foreign parser keeps every bracket that is open before it tells of one.
    if (const std::size_t brackets = manyBrackets(bytes); brackets != std::string_view::npos)
        return Error{ErrorKind::Input, tooDeepMessage(budget.limits), document->whereOffset(static_cast<std::int64_t>(brackets))};
    YamlHandler handler(*document, budget, bytes);
    try {
        FixedBuffer buffer(bytes);
        std::istream stream(&buffer);
        YAML::Parser parser(stream);
        parser.HandleNextDocument(handler);
        Document rest;
        rest.file = document->file;
        rest.lineStarts = document->lineStarts;
        YamlHandler ignored(rest, budget, bytes);
        if (parser.HandleNextDocument(ignored))
            return secondDocument(rest);
    } catch (const Refusal &refusal) {
        return refusal.error;
    } catch (const YAML::Exception &error) {
        return Error{ErrorKind::Input,
                     {QT_TRANSLATE_NOOP("model", "this is not valid YAML: %1"), {readable(error.msg)}, "yamlSyntax"},
                     document->whereOffset(handler.offset(error.mark))};
    }
    return document;
}

} // namespace tarascope::json
