#pragma once
#include "model/json/node.h"
#include "model/method/decimal.h"

#include <array>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace tarascope {

/// Where a value of a method comes from. `verified`: read in the source named; else known from memory only, and every
/// page and report says so.
struct Origin {
    std::string source;
    bool verified = false;
    bool operator==(const Origin &) const = default;
};

/// Takes typed members out of a document. The first fault is kept with its place; after it every call gives an empty
/// value, so a reader can be written without a check at each step.
class DataReader
{
public:
    using GridNames = std::array<std::string_view, 4>;
    using Grid = std::array<std::array<const json::Node *, 4>, 4>;

    explicit DataReader(const json::Document &document) : m_document(document) {}

    bool ok() const { return !m_error.has_value(); }
    /// The first fault; only after !ok().
    const Error &error() const { return *m_error; }
    void refuse(const json::Node &node, Message message);

    /// Refuses what is no object and members that are not listed (a misspelt one would be ignored silently).
    void expectMembers(const json::Node &object, std::initializer_list<std::string_view> members);
    /// A member that must be there; an empty node when it is not.
    const json::Node &member(const json::Node &object, std::string_view name);
    /// The elements of a member that must be an array.
    std::span<const json::Node> list(const json::Node &object, std::string_view name);
    /// A text that must be there and not be empty.
    std::string text(const json::Node &object, std::string_view name);
    /// A text that may be absent.
    std::string optionalText(const json::Node &object, std::string_view name);
    /// A list of texts that may be absent.
    std::vector<std::string> optionalTexts(const json::Node &object, std::string_view name);
    bool boolean(const json::Node &node);
    Decimal decimal(const json::Node &node);
    /// A whole number from `low` to `high`.
    int integer(const json::Node &node, int low, int high);
    /// The place of a text among the allowed ones; the sentence that refuses another lists them.
    std::size_t choice(const json::Node &node, std::span<const std::string_view> allowed);
    /// Members `source` (may be absent) and `verified` ("source" or "memory").
    Origin origin(const json::Node &object);
    /// Members `rows`, `columns` and `cells` of a table of four by four; rows and columns in any order, each name once.
    /// The cells in the order of the names; all null after a fault.
    Grid grid(const json::Node &object, const GridNames &rows, const GridNames &columns);
    /// Member `format` must be this.
    void expectFormat(const json::Node &object, std::string_view format);

private:
    std::vector<std::size_t> axis(const json::Node &object, std::string_view name, const GridNames &names);

    const json::Document &m_document;
    std::optional<Error> m_error;
};

} // namespace tarascope
