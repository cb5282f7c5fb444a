#include "model/exchange/exports.h"

#include "model/valuejson.h"

#include <algorithm>
#include <set>

namespace tarascope {

namespace {

/// What a spreadsheet takes for a formula (OWASP, CSV injection), also behind apostrophes: one of those is taken off again
/// where the table is read.
bool looksLikeFormula(std::string_view text)
{
    text.remove_prefix(std::min(text.find_first_not_of('\''), text.size()));
    for (std::string_view first : {"=", "+", "-", "@", "\t", "\r", "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"})
        if (text.starts_with(first))
            return true;
    return false;
}

std::string cellOf(std::string text, bool isNumber = false)
{
    if (!isNumber && looksLikeFormula(text))
        text.insert(0, 1, '\'');
    if (text.find_first_of(",;\"\n\r\t") == std::string::npos && !text.starts_with(' ') && !text.ends_with(' '))
        return text;
    std::string out = "\"";
    for (const char c : text)
        out += c == '"' ? std::string("\"\"") : std::string(1, c);
    return out + "\"";
}

class CsvWriter
{
public:
    CsvWriter(const Graph &graph, const Selection &selection, Kind kind)
        : m_graph(graph), m_selection(selection), m_kind(kindDef(kind))
    {
    }

    Exported write()
    {
        findColumns();
        std::string head = (m_kind.find(Attr::kind) ? "itemKind" : "kind") + std::string(",key,name,description,tags");
        for (const AttributeDef *attribute : m_attributes)
            head += "," + std::string(attribute->name());
        for (LinkKind link : m_links)
            head += "," + std::string(linkDef(link).name());
        m_out.text = head + "\r\n";
        for (ItemId id : m_selection.items)
            writeItem(id);
        report();
        return std::move(m_out);
    }

private:
    /// A guard that names a step, chain link, scale or attacker would guard more without it, and a citation is nothing
    /// without its entry.
    static bool hasColumn(const Link &link)
    {
        return link.attributes.empty() || (link.kind != LinkKind::guards && link.kind != LinkKind::cites);
    }

    /// Only what some item has becomes a column.
    void findColumns()
    {
        std::set<LinkKind> links;
        for (ItemId id : m_selection.items) {
            for (LinkId each : m_graph.out(id)) {
                const Link &link = *m_graph.link(each);
                m_narrowed += hasColumn(link) ? 0 : 1;
                m_linkAttributes += hasColumn(link) && !link.attributes.empty() ? 1 : 0;
                if (hasColumn(link))
                    links.insert(link.kind);
            }
            m_incoming += static_cast<std::int64_t>(m_graph.in(id).size());
            for (const auto &[attribute, value] : m_graph.item(id)->attributes)
                m_ownFields += attributeShape(m_graph, m_kind.kind, attribute)->def ? 0 : 1;
            m_outcomes += static_cast<std::int64_t>(m_graph.outcomesOf(m_graph.item(id)->uid).size());
            m_external += static_cast<std::int64_t>(m_graph.item(id)->external.size());
            m_positions += m_graph.position(m_graph.item(id)->uid) ? 1 : 0;
        }
        m_links.assign(links.begin(), links.end());
        for (const AttributeDef &attribute : m_kind.attributes)
            if (std::any_of(m_selection.items.begin(), m_selection.items.end(), [&](ItemId id) {
                    return m_graph.item(id)->attributes.find(attribute.attr) != nullptr;
                }))
                m_attributes.push_back(&attribute);
    }

    void writeItem(ItemId id)
    {
        const Item &item = *m_graph.item(id);
        m_out.text += std::string(m_kind.name()) + "," + item.key + "," + cellOf(item.name) + "," + cellOf(item.description) +
                      "," + cellOf(joined(item.tags));
        for (const AttributeDef *attribute : m_attributes) {
            const Value *value = item.attributes.find(attribute->attr);
            m_out.text += "," + (value ? valueCell(*attribute, *value) : std::string());
        }
        for (LinkKind kind : m_links) {
            std::vector<std::string> ends;
            for (LinkId link : m_graph.out(id))
                if (m_graph.link(link)->kind == kind && hasColumn(*m_graph.link(link)))
                    ends.push_back(m_graph.item(m_graph.to(link))->key);
            m_out.text += "," + cellOf(joined(ends));
        }
        m_out.text += "\r\n";
    }

    std::string valueCell(const AttributeDef &attribute, const Value &value)
    {
        if (const auto *text = std::get_if<std::string>(&value))
            return cellOf(*text);
        if (const auto *list = std::get_if<TextList>(&value)) {
            for (const std::string &text : *list)
                m_splitLists += text.find(';') == std::string::npos ? 0 : 1;
            return cellOf(joined(*list));
        }
        if (const auto *choice = std::get_if<Choice>(&value))
            return cellOf(std::string(attribute.choices[choice->index]));
        if (const auto *choices = std::get_if<ChoiceList>(&value)) {
            std::vector<std::string> names;
            for (Choice each : *choices)
                names.emplace_back(attribute.choices[each.index]);
            return cellOf(joined(names));
        }
        json::Writer out;
        writeValue(out, m_graph, {attribute.type, attribute.choices, &attribute, std::string(attribute.name())}, value,
                   ReferenceStyle::Key);
        const std::string text = out.take();
        const bool quoted = text.size() >= 2 && text.front() == '"' && text.back() == '"';
        return cellOf(quoted ? text.substr(1, text.size() - 2) : text, true);
    }

    static std::string joined(const std::vector<std::string> &texts)
    {
        std::string out;
        for (const std::string &text : texts)
            out += (out.empty() ? "" : ";") + text;
        return out;
    }

    void report()
    {
        const auto lost = [this](const char *what, std::int64_t count, const char *why, const char *code) {
            if (count > 0)
                m_out.skipped.push_back({what, {why, {std::to_string(count)}, code}, {}});
        };
        lost("links", m_incoming, QT_TRANSLATE_NOOP("model", "%1 links that end at these items stand in the tables of the others"), "csvIncoming");
        lost("link attributes", m_linkAttributes, QT_TRANSLATE_NOOP("model", "attributes of %1 links have no column"), "csvLinkAttributes");
        lost("narrowed links", m_narrowed, QT_TRANSLATE_NOOP("model", "%1 guards and citations are left out: what they guard or cite in particular has no column"), "csvNarrowed");
        lost("outcomes", m_outcomes, QT_TRANSLATE_NOOP("model", "%1 outcomes of tests have no column"), "csvOutcomes");
        lost("external keys", m_external, QT_TRANSLATE_NOOP("model", "%1 keys that other systems give these items have no column"), "csvExternal");
        lost("positions", m_positions, QT_TRANSLATE_NOOP("model", "places on the canvas of %1 items have no column"), "csvPositions");
        lost("own fields", m_ownFields, QT_TRANSLATE_NOOP("model", "%1 values of own fields have no column"), "csvOwnFields");
        lost("lists", m_splitLists, QT_TRANSLATE_NOOP("model", "%1 entries of lists hold a semicolon and come back as several"), "csvLists");
    }

    const Graph &m_graph;
    const Selection &m_selection;
    const KindDef &m_kind;
    std::vector<const AttributeDef *> m_attributes;
    std::vector<LinkKind> m_links;
    std::int64_t m_incoming = 0;
    std::int64_t m_linkAttributes = 0;
    std::int64_t m_narrowed = 0;
    std::int64_t m_outcomes = 0;
    std::int64_t m_external = 0;
    std::int64_t m_positions = 0;
    std::int64_t m_ownFields = 0;
    std::int64_t m_splitLists = 0;
    Exported m_out;
};

} // namespace

Result<Exported> writeCsv(const Graph &graph, const Selection &selection, const Budget &)
{
    std::set<Kind> kinds;
    for (ItemId id : selection.items)
        kinds.insert(graph.item(id)->kind);
    if (kinds.size() != 1)
        return Error{ErrorKind::Usage,
                     {QT_TRANSLATE_NOOP("model", "A table holds one kind of items; these are of %1 kinds. Say which with --what, as in --what "
                                                 "endpoint"),
                      {std::to_string(kinds.size())},
                      "csvOneKind"},
                     {}};
    return CsvWriter(graph, selection, *kinds.begin()).write();
}

} // namespace tarascope
