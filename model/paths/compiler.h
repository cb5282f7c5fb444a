#pragma once
#include "model/method/ratingmethod.h"
#include "model/method/ruledefaults.h"
#include "model/method/vectorspace.h"
#include "model/paths/attackgraph.h"

#include <map>
#include <unordered_map>

namespace tarascope {

/// The work of compileAttackGraph: one member function per group of rules.
class AttackCompiler
{
public:
    AttackCompiler(const Graph &graph, const RatingMethod &method, const AttackQuestion &question);
    AttackGraph compile();

private:
    using Guards = std::vector<std::int32_t>;
    using Enforced = std::vector<std::pair<ChainLink, Guards>>; ///< chain links with what enforces them

    /// A step under construction.
    struct Draft {
        std::int32_t to = -1;
        AttackRule rule = AttackRule::S1;
        LinkId link;
        ItemId cause;
        int vector = 0;
        bool analyst = false;
        bool unrated = false;
        std::vector<std::int32_t> premises;
        Guards guards;  ///< enforce a chain link of this step
        Guards raisers; ///< make the step itself harder
        std::int32_t vulnerability = -1;
        std::int32_t request = -1;
        std::int16_t profile = -1;
        std::int8_t chainLink = -1;
    };

    /// Where and for what a request passes chain links.
    struct Context {
        ItemId endpoint; ///< invalid for a dispatch
        ItemId subject;  ///< invalid where only the endpoint is asked
        LinkId link;
        ItemId granted; ///< a further item whose grants count: the command of a dispatch
    };

    struct Start {
        std::int16_t profile;
        LinkId link;
        ItemId item;
        std::int32_t position; ///< the hidden Start position
        ChainLinks honest;
    };

    // compile.cpp
    void collect();
    void compileSteps();
    void includeLargerScales();
    bool needsSmallerScales() const;
    void collectGuards();
    void collectGuard(LinkId id, const Link &link);
    void collectProfiles();
    void collectVulnerabilities();
    void compileLink(LinkId id, const Link &link);

    // compilestarts.cpp
    void starts();
    void start(std::int16_t profile, LinkId id, const Link &link);
    Scale startScale(LinkId id, const Link &link) const;
    bool startsOwn(LinkId id, const Link &link) const;
    void startAnywhere();
    bool exposedToInternet(ItemId endpoint) const;
    std::string_view exposureOf(ItemId endpoint) const;
    std::vector<Start> startsCovering(ItemId endpoint) const;
    bool honest(const Start &start, ChainLink link) const;

    // compilechain.cpp
    void passRequest(Draft &draft, const Context &context);
    void passDispatch(Draft &draft, const Context &context, bool throughCaller);
    void passLink(Draft &draft, const Context &context, ChainLink link, const Guards &guards);
    void passIdentity(Draft &draft, const Context &context, std::span<const ChainLink> links);
    std::vector<ItemId> credentialsPassingAny(const Context &context, const Enforced &enforced) const;
    std::map<std::int16_t, std::vector<Start>> startsPassingAny(const Context &context, const Enforced &enforced) const;
    void actAsHolder(std::int32_t identity, const Context &context, const Enforced &enforced, ItemId credential);
    void actAsProfile(std::int32_t identity, const Context &context, const Enforced &enforced, std::int16_t profile,
                      const std::vector<Start> &starts);
    void passWithoutIdentity(Draft &draft, const Context &context, ChainLink link, const Guards &guards);
    void passHonestly(Draft &way, const Context &context, ChainLink link, const Guards &guards,
                      const std::vector<Start> &starts);
    bool hasPassesWithoutIdentity(const Context &context, ChainLink link) const;
    Guards enforcing(ChainLink link, const Context &context, bool limitsOnly) const;
    Context contextFor(const Context &context) const;
    std::vector<LinkId> granting(const Context &context, ChainLink link, Kind kind) const;
    void use(Draft &way, LinkId grant);
    bool passByCredential(Draft &way, const Context &context, ChainLink link, ItemId credential);
    std::vector<std::int32_t> vulnerabilitiesPassing(const Context &context, ChainLink link) const;
    bool reaches(std::int8_t at) const;

    // compilebackend.cpp
    Draft along(LinkId id, AttackRule rule);
    void passOnly(Draft &draft, ChainLink chainLink);
    void calls(LinkId id, const Link &link);
    void applicationCallsEndpoint(LinkId id, const Link &link);
    void backendCallsEndpoint(LinkId id, const Link &link);
    void callsService(LinkId id, const Link &link, bool byApplication);
    void invokes(LinkId id, const Link &link);
    void touches(LinkId id, const Link &link);
    void issues(LinkId id, const Link &link);
    void handledBy(LinkId id, const Link &link);
    void dispatches(LinkId id, const Link &link);
    void dispatchThroughCaller(LinkId dispatch, LinkId call);
    void reads(LinkId id, const Link &link);
    void administers(LinkId id, const Link &link);
    void runsAs(LinkId id, const Link &link);
    void connectsOrUpdates(LinkId id, const Link &link);

    // compilevehicle.cpp
    void actuates(LinkId id, const Link &link);
    void attachedTo(LinkId id, const Link &link);
    void attachedTo(LinkId id, const Link &link, PositionSort sort);
    void routes(LinkId id, const Link &link);
    void carries(LinkId id, const Link &link);
    void performs(LinkId id, const Link &link);
    void stores(LinkId id, const Link &link);
    void storesInOwn(LinkId id, const Link &link);
    void grants(LinkId id, const Link &link);
    void attackStep(ItemId id, const Item &item);
    void achieves(LinkId id, const Link &link);

    // compiler.cpp
    std::int32_t position(ItemId item, PositionSort sort = PositionSort::Item);
    std::int32_t positionAtAnyScale(ItemId item);
    bool atAskedScale() const { return m_layer == &m_layers.front(); }
    std::int32_t hidden(PositionSort sort, ItemId item);
    std::int32_t either(ItemId item);
    std::vector<std::int32_t> positionsOfData(ItemId item, const Value *access, bool readByDefault);
    bool isData(ItemId item) const;
    std::int32_t vulnerabilityOf(ItemId item) const;
    void addStep(const Draft &draft);
    /// A step that breaks into a service or component, and beside it one per vulnerability of that item.
    void addBreakIn(const Draft &draft);
    void rate(Draft &draft, const Attributes &attributes, Attr attr, Rule rule, const RuleContext &context);
    void rateFree(Draft &draft, const Attributes &attributes, Attr attr = Attr::rating);
    std::int32_t defeated(std::int32_t guard);
    void defeatSteps(std::int32_t place, ItemId control);
    void defeatFromWithin(std::int32_t place, ItemId control);
    void defeatByPass(std::int32_t place, ItemId control);
    void exploit(Draft &way, std::int32_t vulnerability);
    Guards raising(ItemId target, LinkId link) const;
    Guards raisingLinkOnly(LinkId link, ItemId target) const;
    const Guards *guardsOn(ItemId item) const;
    const Guards *guardsOnStep(LinkId link) const;
    bool counts(const AttackGuard &guard) const;
    std::string_view choiceOf(ItemId item, Attr attr) const;
    /// Links of one kind at an item, in the order of their keys.
    std::vector<LinkId> linksFrom(ItemId item, LinkKind kind) const { return ofKind(m_graph.out(item), kind); }
    std::vector<LinkId> linksTo(ItemId item, LinkKind kind) const { return ofKind(m_graph.in(item), kind); }
    std::vector<LinkId> ofKind(std::span<const LinkId> links, LinkKind kind) const;
    std::int32_t request(const Context &context, const Enforced &links);

    const Graph &m_graph;
    const RatingMethod &m_method;
    const VectorSpace m_space;
    AttackGraph m_out;
    std::vector<ItemId> m_items; ///< in the order of keys
    std::vector<LinkId> m_links;
    std::vector<std::int32_t> m_linkRank; ///< per slot: place in m_links
    std::unordered_map<ItemId, std::int32_t> m_vulnerability;
    std::unordered_map<ItemId, std::vector<std::pair<std::int32_t, LinkId>>> m_vulnerabilitiesOn;
    std::unordered_map<LinkId, std::int32_t> m_startOf;
    std::vector<Start> m_starts;
    std::unordered_map<ItemId, std::vector<std::size_t>> m_startsByItem;
    struct PassKey {
        ItemId endpoint;
        ItemId subject;
        LinkId link;
        ItemId granted;
        int what; ///< chain link, or the set of links of an identity
        auto operator<=>(const PassKey &) const = default;
    };
    using Places = std::map<std::pair<ItemId, PositionSort>, std::int32_t>;
    /// What is compiled at one scale; a control can be defeated, a chain link passed at one scale and not at another.
    struct Layer {
        Scale scale = Scale::Vehicle;
        Places places; ///< positions below the asked scale; those at it are in `byItem`
        std::unordered_map<ItemId, Guards> guardsByItem;
        std::unordered_map<LinkId, Guards> guardsByStep;
        std::unordered_map<ItemId, std::int32_t> defeated;
        std::unordered_map<ItemId, std::int32_t> either;
        std::map<PassKey, std::int32_t> passed;
        std::map<PassKey, std::int32_t> identities;
        std::map<PassKey, std::int32_t> passedWithoutIdentity;
    };
    std::vector<Layer> m_layers; ///< the asked scale first, then the smaller ones that matter
    Layer *m_layer = nullptr;    ///< the one that is compiled now
    bool m_ownVehicle = false; ///< some profile starts at a component or network of its own car
};

} // namespace tarascope
