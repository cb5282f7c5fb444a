#include "model/paths/compiler.h"

// S1: where attackers begin, and what they pass honestly from there.

namespace tarascope {

void AttackCompiler::starts()
{
    for (std::size_t i = 0; i < m_out.profiles.size(); ++i) {
        const ItemId profile = m_out.profiles[i].item;
        if (!profile.valid()) {
            if (atAskedScale())
                startAnywhere();
            return;
        }
        for (LinkId id : m_links)
            if (m_graph.link(id)->kind == LinkKind::startsAt && m_graph.from(id) == profile)
                start(static_cast<std::int16_t>(i), id, *m_graph.link(id));
    }
}

bool AttackCompiler::startsOwn(LinkId id, const Link &link) const
{
    const bool *own = link.attributes.get<bool>(Attr::own);
    const Kind kind = m_graph.item(m_graph.to(id))->kind;
    return own && *own && (kind == Kind::application || kind == Kind::component || kind == Kind::network);
}

Scale AttackCompiler::startScale(LinkId id, const Link &link) const
{
    if (const Choice *said = link.attributes.get<Choice>(Attr::scale))
        return static_cast<Scale>(said->index + 1); // choices are vehicle, tenant, fleet
    const ItemId item = m_graph.to(id);
    const Kind kind = m_graph.item(item)->kind;
    const bool one = kind == Kind::credential || kind == Kind::component ||
                     (kind == Kind::network && choiceOf(item, Attr::type) != "cellular");
    return one ? Scale::Vehicle : Scale::Fleet;
}

void AttackCompiler::start(std::int16_t profile, LinkId id, const Link &link)
{
    // Larger scales come first: what began there is part of the smaller ones already.
    const bool own = startsOwn(id, link);
    if (m_startOf.contains(id) || (!own && startScale(id, link) < m_layer->scale))
        return;
    const ItemId item = m_graph.to(id);
    Draft draft;
    draft.to = hidden(PositionSort::Start, item);
    draft.rule = AttackRule::S1;
    draft.link = id;
    draft.profile = profile;
    draft.raisers = raisingLinkOnly(id, item);
    RuleContext context;
    context.profileKind = choiceOf(m_graph.from(id), Attr::kind);
    rate(draft, link.attributes, Attr::rating, Rule::S1, context);
    addStep(draft);
    m_startOf.emplace(id, draft.to);

    const ChainLinks *said = link.attributes.get<ChainLinks>(Attr::satisfies);
    const ChainLinks *general = m_graph.item(m_graph.from(id))->attributes.get<ChainLinks>(Attr::satisfies);
    m_starts.push_back({profile, id, item, draft.to, said ? *said : general ? *general : ChainLinks{}});
    m_startsByItem[item].push_back(m_starts.size() - 1);

    Draft through;
    through.rule = AttackRule::Through;
    through.premises = {draft.to};
    through.profile = profile;
    std::vector<std::int32_t> targets;
    if (own)
        targets = {position(item, PositionSort::Own)};
    else if (isData(item))
        targets = positionsOfData(item, nullptr, false);
    else
        targets = {position(item)};
    for (std::int32_t target : targets) {
        through.to = target;
        addStep(through);
    }
}

// A model without profiles: every endpoint that the internet reaches is an entry (interface.md, normal form).
void AttackCompiler::startAnywhere()
{
    for (ItemId id : m_items) {
        if (m_graph.item(id)->kind != Kind::endpoint || !exposedToInternet(id))
            continue;
        Draft draft;
        draft.to = position(id);
        draft.rule = AttackRule::S1;
        draft.profile = 0;
        addStep(draft);
    }
}

std::string_view AttackCompiler::exposureOf(ItemId endpoint) const
{
    if (const std::string_view own = choiceOf(endpoint, Attr::exposure); !own.empty())
        return own;
    std::string_view widest;
    static constexpr std::string_view order[] = {"internet", "partner", "vpn", "internal"};
    auto rank = [](std::string_view name) { return std::find(std::begin(order), std::end(order), name); };
    for (LinkId exposes : m_graph.in(endpoint)) {
        if (m_graph.link(exposes)->kind != LinkKind::exposes)
            continue;
        for (LinkId hasVersion : m_graph.in(m_graph.from(exposes)))
            if (m_graph.link(hasVersion)->kind == LinkKind::hasVersion) {
                const std::string_view said = choiceOf(m_graph.from(hasVersion), Attr::exposure);
                if (!said.empty() && (widest.empty() || rank(said) < rank(widest)))
                    widest = said;
            }
    }
    return widest;
}

bool AttackCompiler::exposedToInternet(ItemId endpoint) const { return exposureOf(endpoint) == "internet"; }

// The starts whose profile is honestly known at an endpoint: it starts there, or at an application that calls it.
std::vector<AttackCompiler::Start> AttackCompiler::startsCovering(ItemId endpoint) const
{
    std::vector<std::size_t> places;
    auto take = [&](ItemId item) {
        if (const auto found = m_startsByItem.find(item); found != m_startsByItem.end())
            places.insert(places.end(), found->second.begin(), found->second.end());
    };
    if (!endpoint.valid() || m_graph.item(endpoint)->kind != Kind::endpoint)
        return {};
    take(endpoint);
    for (LinkId call : linksTo(endpoint, LinkKind::calls))
        if (m_graph.item(m_graph.from(call))->kind == Kind::application)
            take(m_graph.from(call));
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end()), places.end());
    std::vector<Start> found;
    for (std::size_t place : places)
        found.push_back(m_starts[place]);
    return found;
}

bool AttackCompiler::honest(const Start &start, ChainLink link) const
{
    const std::int8_t at = start.honest[link];
    if (at == ChainLinks::unsaid && link == ChainLink::L3)
        return m_layer->scale == Scale::Vehicle;
    return reaches(at);
}

} // namespace tarascope
