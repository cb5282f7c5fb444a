#pragma once
#include "importers/batchbuilder.h"

namespace tarascope {

/// Collects what threat modelling tools draw — zones, elements, data flows, data, threats, mitigations — by rules that
/// hold for all of them.
class FlowModel : public BatchBuilder
{
public:
    using BatchBuilder::BatchBuilder;
    using BatchBuilder::place;
    /// Places an item at the members "x" and "y", if they are numbers.
    void place(const std::string &key, const json::Node &node);

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

    Batch take();

private:
    void reportUnlinked();
    void keepFlow(const Flow &flow);
    bool linkFlow(const std::string &from, const std::string &to, const Where &where);

    std::vector<Flow> m_unlinked; ///< judged when all flows are known: an answer needs no link of its own
};

} // namespace tarascope
