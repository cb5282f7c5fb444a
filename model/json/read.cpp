#include "model/json/reading.h"
#include "model/json/syntaxerror.h"

#include <nlohmann/json.hpp>

#include <cstring>
#include <iterator>
#include <optional>

namespace tarascope::json {

namespace {

using After = ReadState::After;

constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";
constexpr std::int64_t bytesPerCheck = 256 * 1024;

/// What the byte-counting iterator tells the handler: how far the reader has come, and whether the budget is spent.
struct Progressing {
    const Budget *budget = nullptr;
    std::int64_t position = 0;
    bool stopped = false;
};

/// Walks over the bytes, counts them and asks the budget; when that is spent it plays the end of the input.
class CountingIterator
{
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char *;
    using reference = const char &;

    CountingIterator(const char *at, Progressing *progressing) : m_at(at), m_progressing(progressing) {}

    reference operator*() const { return *m_at; }
    CountingIterator &operator++()
    {
        ++m_at;
        if (++m_progressing->position % bytesPerCheck == 0 && !m_progressing->budget->check())
            m_progressing->stopped = true;
        return *this;
    }
    CountingIterator operator++(int)
    {
        CountingIterator before = *this;
        ++*this;
        return before;
    }
    bool operator==(const CountingIterator &other) const { return m_at == other.m_at || m_progressing->stopped; }
    bool operator!=(const CountingIterator &other) const { return !(*this == other); }

private:
    const char *m_at;
    Progressing *m_progressing;
};

/// Builds the tree from the events of nlohmann's reader. A token begins at the first byte behind the one before that
/// is no space, comma or colon; that is how each element gets its place.
class Handler
{
public:
    Handler(std::string_view bytes, Document &document, const Budget &budget, std::int64_t begin)
        : m_bytes(bytes), m_document(document), m_limits(budget.limits), m_memory(budget.limits), m_progressing{&budget, begin, false}
    {
        m_state.end = begin;
        m_memory.take(static_cast<std::int64_t>(document.lineStarts.size() * sizeof(std::int64_t)));
    }

    Result<void> run()
    {
        if (m_bytes.substr(static_cast<std::size_t>(m_state.end), byteOrderMark.size()) == byteOrderMark)
            return syntaxError(); // a second one, which the foreign reader would skip
        const char *end = m_bytes.data() + m_bytes.size();
        const bool read = nlohmann::json::sax_parse(CountingIterator(m_bytes.data() + m_progressing.position,
                                                                     &m_progressing),
                                                    CountingIterator(end, &m_progressing), this,
                                                    nlohmann::json::input_format_t::json, false);
        if (m_progressing.stopped)
            return m_progressing.budget->check();
        if (m_failure)
            return std::move(*m_failure);
        // The foreign reader takes a zero byte for the end of the input.
        if (!read || skipSpace(m_bytes, m_state.end) != static_cast<std::int64_t>(m_bytes.size()))
            return syntaxError();
        m_document.memory = m_memory.taken();
        return {};
    }

    bool null() { return scalar(Type::Null, 4); }
    bool boolean(bool value) { return scalar(Type::Bool, value ? 4 : 5); }
    bool number_integer(std::int64_t) { return number(); }
    bool number_unsigned(std::uint64_t) { return number(); }
    bool number_float(double, const std::string &) { return number(); }
    bool binary(nlohmann::json::binary_t &) { return false; }

    bool string(std::string &text)
    {
        const std::int64_t begin = nextToken();
        if (!checkText(text, begin))
            return false;
        m_state.end = m_progressing.position;
        Node node = start(Type::String, begin);
        node.text = std::move(text);
        return add(std::move(node));
    }

    bool key(std::string &text)
    {
        const std::int64_t begin = nextToken();
        if (!checkText(text, begin))
            return false;
        m_state.end = m_progressing.position;
        m_state.after = After::Name;
        m_name = std::move(text);
        if (!m_memory.makeRoom(m_open.back().names))
            return fail(begin, tooMuchMemoryMessage(m_limits));
        m_open.back().names.push_back(begin);
        return true;
    }

    bool start_object(std::size_t) { return open(Type::Object); }
    bool start_array(std::size_t) { return open(Type::Array); }
    bool end_array() { return close(); }
    bool end_object()
    {
        if (const auto repeated = repeatedName(m_open.back().node.children)) {
            const auto [first, second] = *repeated;
            return fail(m_open.back().names[second],
                        repeatedNameMessage(m_open.back().node.children[first].name,
                                            m_document.whereOffset(m_open.back().names[first])));
        }
        return close();
    }

    bool parse_error(std::size_t, const std::string &token, const nlohmann::detail::exception &error)
    {
        if (error.id == 406) // nlohmann: out of range of a double
            return fail(nextToken(), {QT_TRANSLATE_NOOP("model", "the number %1 is too large"),
                                      {token.substr(0, 40)},
                                      "jsonNumberRange"});
        return false;
    }

private:
    struct Open {
        Node node;
        std::vector<std::int64_t> names; ///< where the member names stand
    };

    Error syntaxError() const
    {
        SyntaxError found = explain(m_bytes, m_state);
        return Error{ErrorKind::Input, std::move(found.message), m_document.whereOffset(found.offset)};
    }

    bool fail(std::int64_t offset, Message message)
    {
        m_failure = Error{ErrorKind::Input, std::move(message), m_document.whereOffset(offset)};
        return false;
    }

    std::int64_t nextToken() const
    {
        auto at = static_cast<std::size_t>(m_state.end);
        while (at < m_bytes.size() && std::memchr(" \t\n\r,:", m_bytes[at], 6) != nullptr)
            ++at;
        return static_cast<std::int64_t>(at);
    }

    Node start(Type type, std::int64_t offset)
    {
        Node node;
        node.type = type;
        node.offset = offset;
        node.name = std::move(m_name);
        m_name.clear();
        return node;
    }

    bool checkText(std::string &text, std::int64_t offset)
    {
        if (static_cast<std::int64_t>(text.size()) > m_limits.stringLength)
            return fail(offset, tooLongMessage(m_limits));
        replaceNul(text);
        return true;
    }

    bool scalar(Type type, std::int64_t length)
    {
        const std::int64_t begin = nextToken();
        m_state.end = begin + length;
        Node node = start(type, begin);
        if (type != Type::Null)
            node.text = m_bytes.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(length));
        return add(std::move(node));
    }

    /// The foreign reader says the value; the text of the file is found again by the grammar (RFC 8259 section 6).
    bool number()
    {
        const std::int64_t begin = nextToken();
        auto end = static_cast<std::size_t>(begin);
        auto is = [&](const char *set) {
            return end < m_bytes.size() && m_bytes[end] != '\0' && std::strchr(set, m_bytes[end]) != nullptr;
        };
        auto digits = [&] {
            while (is("0123456789"))
                ++end;
        };
        end += is("-") ? 1 : 0;
        if (is("0"))
            ++end;
        else
            digits();
        const std::size_t whole = end;
        if (is(".")) {
            ++end;
            digits();
        }
        if (is("eE")) {
            ++end;
            end += is("+-") ? 1 : 0;
            digits();
        }
        return scalar(end == whole ? Type::Integer : Type::Real, static_cast<std::int64_t>(end) - begin);
    }

    bool count(std::int64_t offset)
    {
        if (++m_nodes > m_limits.nodes)
            return fail(offset, tooManyMessage(m_limits));
        return true;
    }

    bool add(Node node)
    {
        if (!count(node.offset))
            return false;
        m_state.after = After::Value;
        return put(std::move(node));
    }

    /// Into the innermost open element.
    bool put(Node node)
    {
        if (m_open.empty()) {
            m_document.root = std::move(node);
            return true;
        }
        if (!m_memory.takeText(node.name) || !m_memory.takeText(node.text) || !m_memory.makeRoom(m_open.back().node.children))
            return fail(node.offset, tooMuchMemoryMessage(m_limits));
        m_open.back().node.children.push_back(std::move(node));
        return true;
    }

    bool open(Type type)
    {
        const std::int64_t begin = nextToken();
        if (static_cast<std::int64_t>(m_open.size()) >= m_limits.depth)
            return fail(begin, tooDeepMessage(m_limits));
        if (!count(begin))
            return false;
        m_open.push_back({start(type, begin), {}});
        m_state.end = begin + 1;
        m_state.after = After::Open;
        rememberInnermost();
        return true;
    }

    bool close()
    {
        m_state.end = nextToken() + 1;
        Node node = std::move(m_open.back().node);
        m_memory.fit(node.children);
        m_memory.release(m_open.back().names);
        m_open.pop_back();
        rememberInnermost();
        m_state.after = After::Value;
        return put(std::move(node));
    }

    void rememberInnermost()
    {
        m_state.inside = !m_open.empty();
        m_state.inObject = m_state.inside && m_open.back().node.isObject();
        m_state.opened = m_state.inside ? m_open.back().node.offset : 0;
    }

    std::string_view m_bytes;
    Document &m_document;
    const ImportLimits &m_limits;
    TreeMemory m_memory;
    Progressing m_progressing;
    ReadState m_state;
    std::string m_name;
    std::vector<Open> m_open;
    std::int64_t m_nodes = 0;
    std::optional<Error> m_failure;
};

} // namespace

Result<Document> read(std::string_view bytes, std::string file, const Budget &budget)
{
    Result<Document> document = beginDocument(bytes, std::move(file), budget);
    if (!document)
        return document;
    const std::int64_t begin = bytes.substr(0, byteOrderMark.size()) == byteOrderMark ? byteOrderMark.size() : 0;
    if (Result<void> read = Handler(bytes, *document, budget, begin).run(); !read)
        return read.error();
    return document;
}

} // namespace tarascope::json
