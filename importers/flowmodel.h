#pragma once
#include "importers/batchitem.h"
#include "model/budget.h"
#include "model/json/node.h"

#include <map>
#include <set>
#include <unordered_map>

namespace tarascope {

/// Collects what threat modelling tools draw — zones, elements, data flows, data, threats, mitigations — and turns it
/// into a Batch by rules that hold for all of them. Items are named by keys ("element:db") that `add` gives out.
class FlowModel
{
public:
    /// The budget must outlive it.
    FlowModel(std::string_view format, const std::string &file, const Budget &budget);

    /// To be asked for each part of the input: whether there is time left, and room for more links.
    Result<void> go(const Where &where);

    /// Adds an item under "GROUP:ID". An id that is there already gets " #2" and is listed.
    std::string add(Kind kind, std::string_view group, const std::string &id, std::string name, const Where &where);
    bool has(const std::string &key) const { return m_places.contains(key); }
    BatchItem &item(const std::string &key) { return m_batch.items[m_places.at(key)]; }

    void describe(const std::string &key, std::string text);
    /// Sets an own field ("x-status"), adds a line to one that is a list; empty texts are no value.
    void setField(const std::string &key, const char *field, std::string text);
    void addLine(const std::string &key, const char *field, std::string text);
    void place(const std::string &key, const json::Node &node);
    void place(const std::string &key, double x, double y);
    /// Adds a link once; one that the metamodel refuses is listed.
    void link(LinkKind kind, const std::string &from, const std::string &to, const Where &where);

    /// The fitting kind for a word of the format such as "web-client"; service, and listed, when no word of it says.
    Kind kindOf(const std::string &type, const Where &where);
    /// The kind of zone that a word such as "dmz" says, else none.
    void setZoneKind(const std::string &key, const std::string &type);
    /// STRIDE class and the property it violates, or a property alone, from a word of the format; false when it is
    /// another word.
    bool classify(const std::string &threat, std::string_view word);

    struct Flow {
        std::string name;
        std::string from;
        std::string to;
        bool both = false;
        std::string words;              ///< protocol and the like, for people
        std::vector<std::string> data;  ///< keys of data assets that it carries
        Where where;
    };
    /// Keeps the flow in words at the element it begins at, and links its ends where the metamodel has a link for it.
    /// A flow out of a store is read by its taker. One with an end that is not in the model is listed and not linked.
    void addFlow(const Flow &flow);
    /// What a threat on a flow is a threat to: the data it carries, else its ends.
    std::vector<std::string> concerned(const Flow &flow) const;
    void target(const std::string &threat, const std::string &key, const Where &where);

    void skip(const std::string &what, const Where &where, std::int64_t times = 1);
    /// Counts members of an object that are not among the known ones as not taken.
    void skipOthers(const std::string &what, const json::Document &document, const json::Node &node,
                    std::initializer_list<std::string_view> known);
    LossReport &kept() { return m_kept; }
    LossReport &skipped() { return m_skipped; }
    Batch take();

private:
    AttributeId field(Kind kind, const char *name, AttributeType type);
    void reportUnlinked();
    void keepFlow(const Flow &flow);
    bool linkFlow(const std::string &from, const std::string &to, const Where &where);

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
    std::vector<Flow> m_unlinked; ///< judged when all flows are known: an answer needs no link of its own
};

} // namespace tarascope
