#include "model/paths/compile.h"

#include "model/paths/compiler.h"
#include "model/paths/components.h"

namespace tarascope {

namespace {

// Keys order the same content the same way whatever its history; slots do not.
template <class Id, class KeyOf> void sortByKey(std::vector<Id> &ids, KeyOf keyOf)
{
    std::vector<std::pair<std::pair<std::string, std::int64_t>, Id>> keyed;
    keyed.reserve(ids.size());
    for (Id id : ids) {
        const auto parts = keyParts(keyOf(id));
        keyed.push_back({{std::string(parts->prefix), parts->number}, id});
    }
    std::sort(keyed.begin(), keyed.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    for (std::size_t i = 0; i < ids.size(); ++i)
        ids[i] = keyed[i].second;
}

} // namespace

AttackCompiler::AttackCompiler(const Graph &graph, const RatingMethod &method, const AttackQuestion &question)
    : m_graph(graph), m_method(method), m_space(method)
{
    m_out.question = question;
    m_out.byItem.assign(graph.itemSlots(), {-1, -1, -1, -1});
}

AttackGraph AttackCompiler::compile()
{
    collect();
    m_layers.push_back({m_out.question.scale, {}, {}, {}, {}, {}, {}, {}, {}});
    if (needsSmallerScales())
        for (Scale scale : {Scale::Tenant, Scale::Vehicle})
            if (scale < m_out.question.scale)
                m_layers.push_back({scale, {}, {}, {}, {}, {}, {}, {}, {}});
    // All starts come first: who begins at a smaller scale is still known at an endpoint, whatever the request asks for.
    for (Layer &layer : m_layers) {
        m_layer = &layer;
        collectGuards();
        starts();
    }
    for (Layer &layer : m_layers) {
        m_layer = &layer;
        compileSteps();
    }
    includeLargerScales();
    numberForSweep(m_out);
    return std::move(m_out);
}

// Steps keep the scale, so the positions at the asked scale are enough; but for the endpoint, which takes requests about
// any vehicle from whoever has an application or service at a smaller scale only.
void AttackCompiler::compileSteps()
{
    for (LinkId id : m_links)
        compileLink(id, *m_graph.link(id));
    for (ItemId id : m_items)
        if (m_graph.item(id)->kind == Kind::attackStep)
            attackStep(id, *m_graph.item(id));
}

bool AttackCompiler::needsSmallerScales() const
{
    auto calls = [&](ItemId item) {
        const Kind kind = m_graph.item(item)->kind;
        return kind == Kind::application || kind == Kind::service || kind == Kind::workload ||
               kind == Kind::thirdParty || kind == Kind::adminPlane;
    };
    if (m_out.question.scale == Scale::Vehicle)
        return false;
    return std::any_of(m_links.begin(), m_links.end(), [&](LinkId id) {
        const Link *link = m_graph.link(id);
        const ItemId to = m_graph.to(id);
        switch (link->kind) {
        case LinkKind::startsAt:
            return (calls(to) || m_graph.item(to)->kind == Kind::endpoint) && !startsOwn(id, *link) &&
                   startScale(id, *link) < m_out.question.scale;
        case LinkKind::grants: return m_graph.item(to)->kind == Kind::service;
        case LinkKind::achieves: return calls(to) || m_graph.item(to)->kind == Kind::endpoint;
        default: return false;
        }
    });
}

// A larger scale includes the smaller.
void AttackCompiler::includeLargerScales()
{
    std::vector<std::pair<std::int32_t, std::int32_t>> smaller; // position, the same at the next larger scale
    for (std::size_t i = 1; i < m_layers.size(); ++i)
        for (const auto &[key, place] : m_layers[i].places) {
            const Places &next = m_layers[i - 1].places;
            const auto found = next.find(key);
            const std::int32_t larger = found != next.end() ? found->second : m_out.find(key.first, key.second);
            if (larger >= 0)
                smaller.emplace_back(place, larger);
        }
    std::sort(smaller.begin(), smaller.end()); // in the order of the positions, not of the slots
    for (const auto &[place, larger] : smaller) {
        Draft draft;
        draft.to = place;
        draft.rule = AttackRule::Through;
        draft.premises = {larger};
        addStep(draft);
    }
}

void AttackCompiler::collect()
{
    m_graph.forEachItem([&](ItemId id, const Item &) { m_items.push_back(id); });
    m_graph.forEachLink([&](LinkId id, const Link &link) { (isStruck(link) ? m_out.struck : m_links).push_back(id); });
    sortByKey(m_items, [&](ItemId id) -> std::string_view { return m_graph.item(id)->key; });
    sortByKey(m_links, [&](LinkId id) -> std::string_view { return m_graph.link(id)->key; });
    sortByKey(m_out.struck, [&](LinkId id) -> std::string_view { return m_graph.link(id)->key; });
    m_linkRank.assign(m_graph.linkSlots(), -1); // struck: no attack goes there
    for (std::size_t i = 0; i < m_links.size(); ++i)
        m_linkRank[static_cast<std::size_t>(m_links[i].slot)] = static_cast<std::int32_t>(i);
    collectProfiles();
    collectVulnerabilities();
    for (LinkId id : m_links) {
        const Link *link = m_graph.link(id);
        if (link->kind == LinkKind::startsAt && startsOwn(id, *link))
            m_ownVehicle = m_ownVehicle || m_graph.item(m_graph.to(id))->kind != Kind::application;
    }
}

// Each scale has guards of its own: a control can be defeated at one and not at another.
void AttackCompiler::collectGuards()
{
    for (LinkId id : m_links)
        if (const Link *link = m_graph.link(id); link->kind == LinkKind::guards)
            collectGuard(id, *link);
}

void AttackCompiler::collectGuard(LinkId id, const Link &link)
{
    AttackGuard guard;
    guard.link = id;
    guard.control = m_graph.from(id);
    guard.guarded = m_graph.to(id);
    const Uid *step = link.attributes.get<Uid>(Attr::step);
    if (step)
        guard.step = m_graph.findLink(*step);
    if (const Choice *chainLink = link.attributes.get<Choice>(Attr::chainLink))
        guard.chainLink = static_cast<std::int8_t>(chainLink->index);
    if (const Choice *scale = link.attributes.get<Choice>(Attr::scale)) {
        guard.scale = static_cast<Scale>(scale->index + 1); // choices are vehicle, tenant, fleet
        guard.scaled = true;
    }
    if (const RefList *against = link.attributes.get<RefList>(Attr::against))
        for (const Uid &profile : *against)
            guard.against.push_back(m_graph.findItem(profile));
    if (step && !guard.step.valid())
        return; // the step it guarded is gone: it guards nothing
    const auto place = static_cast<std::int32_t>(m_out.guards.size());
    m_out.guards.push_back(std::move(guard));
    if (step)
        m_layer->guardsByStep[m_out.guards.back().step].push_back(place);
    else
        m_layer->guardsByItem[m_out.guards.back().guarded].push_back(place);
}

void AttackCompiler::collectProfiles()
{
    for (ItemId id : m_items)
        if (m_graph.item(id)->kind == Kind::attackerProfile)
            m_out.profiles.push_back({id});
    if (m_out.profiles.empty())
        m_out.profiles.push_back({});
}

void AttackCompiler::collectVulnerabilities()
{
    for (ItemId id : m_items)
        if (m_graph.item(id)->kind == Kind::vulnerability) {
            m_vulnerability.emplace(id, static_cast<std::int32_t>(m_out.vulnerabilities.size()));
            m_out.vulnerabilities.push_back({id});
        }
    for (LinkId id : m_links)
        if (m_graph.link(id)->kind == LinkKind::affects)
            if (const std::int32_t place = vulnerabilityOf(m_graph.from(id)); place >= 0)
                m_vulnerabilitiesOn[m_graph.to(id)].emplace_back(place, id);
}

void AttackCompiler::compileLink(LinkId id, const Link &link)
{
    switch (link.kind) {
    case LinkKind::calls: return calls(id, link);
    case LinkKind::invokes: return invokes(id, link);
    case LinkKind::touches: return touches(id, link);
    case LinkKind::issues: return issues(id, link);
    case LinkKind::handledBy: return handledBy(id, link);
    case LinkKind::dispatches: return dispatches(id, link);
    case LinkKind::reads: return reads(id, link);
    case LinkKind::administers: return administers(id, link);
    case LinkKind::runsAs: return runsAs(id, link);
    case LinkKind::connectsTo:
    case LinkKind::updates: return connectsOrUpdates(id, link);
    case LinkKind::actuates: return actuates(id, link);
    case LinkKind::attachedTo: return attachedTo(id, link);
    case LinkKind::routes: return routes(id, link);
    case LinkKind::carries: return carries(id, link);
    case LinkKind::performs: return performs(id, link);
    case LinkKind::stores: return stores(id, link);
    case LinkKind::grants: return grants(id, link);
    case LinkKind::achieves: return achieves(id, link);
    default: return; // startsAt is done before; the others are no steps
    }
}

AttackGraph compileAttackGraph(const Graph &graph, const RatingMethod &method, const AttackQuestion &question)
{
    return AttackCompiler(graph, method, question).compile();
}

} // namespace tarascope
