#pragma once
#include "importers/batchitem.h"
#include "model/budget.h"
#include "model/json/node.h"

#include <map>
#include <set>
#include <unordered_map>

namespace tarascope {

/// Collects the items and links of a file into a Batch, with what is kept in another form and what is not taken. Items
/// are named by keys ("element:db") that `add` gives out; they are the external keys too.
class BatchBuilder
{
public:
    /// The budget must outlive it.
    BatchBuilder(std::string_view format, const std::string &file, const Budget &budget);

    /// To be asked for each part of the input: whether there is time left, and room for more links.
    Result<void> go(const Where &where);

    /// Adds an item under "GROUP:ID". An id that is there already gets " #2" and is listed.
    std::string add(Kind kind, std::string_view group, const std::string &id, std::string name, const Where &where);
    bool has(const std::string &key) const { return m_places.contains(key); }
    BatchItem &item(const std::string &key) { return m_batch.items[m_places.at(key)]; }

    void describe(const std::string &key, std::string text);
    /// Sets an own field ("x-status"), adds a line to one that is a list; an empty text is no value of a field.
    void setField(const std::string &key, const char *field, std::string text);
    void addLine(const std::string &key, const char *field, std::string text);
    void place(const std::string &key, double x, double y);
    /// Adds a link once; one that the metamodel refuses is listed. Gives the added link until the next one is added.
    BatchLink *link(LinkKind kind, const std::string &from, const std::string &to, const Where &where);
    /// The same where there may be several between the same ends.
    BatchLink *linkOnceMore(LinkKind kind, const std::string &from, const std::string &to, const Where &where);

    void skip(const std::string &what, const Where &where, std::int64_t times = 1);
    /// Counts members of an object that are not among the known ones as not taken.
    void skipOthers(const std::string &what, const json::Document &document, const json::Node &node,
                    std::initializer_list<std::string_view> known);
    LossReport &kept() { return m_kept; }
    LossReport &skipped() { return m_skipped; }
    Batch take();

protected:
    bool hasLink(LinkKind kind, const std::string &from, const std::string &to) const
    {
        return m_links.contains({kind, from, to});
    }

private:
    AttributeId field(Kind kind, const char *name, AttributeType type);

    const Budget &m_budget;
    std::int64_t m_asked = 0;
    Batch m_batch;
    LossReport m_kept;
    LossReport m_skipped;
    std::unordered_map<std::string, std::size_t> m_places;
    std::unordered_map<std::string, int> m_repeats; ///< of an id
    std::map<std::pair<std::size_t, AttributeId>, TextList> m_lines;
    std::map<std::pair<Kind, std::string>, AttributeId> m_fields;
    std::set<std::tuple<LinkKind, std::string, std::string>> m_links;
};

} // namespace tarascope
