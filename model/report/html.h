#pragma once
#include "model/graph.h"

namespace tarascope {

/// Builds the body of a page. Every text goes through `xmlText`; names of elements and classes are our own. The result is
/// well-formed XHTML.
class Html
{
public:
    Html &open(std::string_view element, std::string_view classes = {}, std::string_view id = {});
    Html &close(std::string_view element);
    Html &text(std::string_view words);
    /// An element with nothing but text.
    Html &put(std::string_view element, std::string_view words, std::string_view classes = {});
    /// The key of an item as a link to its row, and its name.
    Html &item(const Graph &graph, ItemId id, bool withName = true);
    /// A heading with the anchor that the contents lead to.
    Html &section(std::string_view id, std::string_view title);
    /// A picture or another part that is markup of our own already.
    Html &markup(std::string_view own);

    /// A table with a caption and titles of its columns; rows follow, then `endTable`.
    Html &table(std::string_view caption, std::initializer_list<std::string_view> titles);
    Html &endTable();
    Html &row(std::string_view id = {});
    Html &endRow() { return close("tr").markup("\n"); }
    Html &cell(std::string_view words, std::string_view classes = {}) { return put("td", words, classes); }

    /// A paragraph and how many rows are not shown, where some are not.
    Html &notShown(std::size_t shown, std::size_t all);

    const std::string &body() const { return m_out; }

private:
    std::string m_out;
};

/// The whole page: head with a policy that allows no script and no other file, own style, body.
std::string htmlPage(std::string_view title, std::string_view body);

} // namespace tarascope
