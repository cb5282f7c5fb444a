#include "model/paths/compiler.h"

// S2 to S7 and S9: from applications over endpoints and services to commands and components.

namespace tarascope {

// Who holds the beginning of a link gets its end; what guards the end, or this link, makes it harder.
AttackCompiler::Draft AttackCompiler::along(LinkId id, AttackRule rule)
{
    Draft draft;
    draft.to = position(m_graph.to(id));
    draft.rule = rule;
    draft.link = id;
    draft.premises = {position(m_graph.from(id))};
    draft.raisers = raising(m_graph.to(id), id);
    return draft;
}

// Asks for one chain link of what the step's link leads to: L7 of a callee, L8 of a channel to the vehicle.
void AttackCompiler::passOnly(Draft &draft, ChainLink chainLink)
{
    const Context context{{}, m_graph.to(draft.link), draft.link, {}};
    const Guards guards = enforcing(chainLink, context, false);
    passLink(draft, context, chainLink, guards);
    draft.request = request(context, {{chainLink, guards}});
}

void AttackCompiler::calls(LinkId id, const Link &link)
{
    const bool byApplication = m_graph.item(m_graph.from(id))->kind == Kind::application;
    const bool endpoint = m_graph.item(m_graph.to(id))->kind == Kind::endpoint;
    if (endpoint && byApplication)
        applicationCallsEndpoint(id, link);
    else if (endpoint)
        backendCallsEndpoint(id, link);
    else
        callsService(id, link, byApplication);
}

void AttackCompiler::applicationCallsEndpoint(LinkId id, const Link &link)
{
    const ItemId application = m_graph.from(id);
    const ItemId endpoint = m_graph.to(id);
    Draft draft;
    draft.to = positionAtAnyScale(endpoint);
    draft.rule = AttackRule::S2;
    draft.link = id;
    draft.premises = {position(application)};
    draft.raisers = raisingLinkOnly(id, endpoint);
    rateFree(draft, link.attributes);
    addStep(draft);
    draft.premises = {position(application, PositionSort::Own)};
    if (atAskedScale())
        addStep(draft);
}

void AttackCompiler::backendCallsEndpoint(LinkId id, const Link &link)
{
    const ItemId endpoint = m_graph.to(id);
    Draft draft;
    draft.to = positionAtAnyScale(endpoint);
    draft.rule = AttackRule::S6Call;
    draft.link = id;
    draft.premises = {position(m_graph.from(id))};
    draft.raisers = raising(endpoint, id);
    rateFree(draft, link.attributes);
    passOnly(draft, ChainLink::L7);
    addStep(draft);
}

void AttackCompiler::callsService(LinkId id, const Link &link, bool byApplication)
{
    Draft draft = along(id, AttackRule::S6Service);
    rate(draft, link.attributes, Attr::rating, Rule::S6CallsService, {});
    passOnly(draft, ChainLink::L7);
    addBreakIn(draft);
    if (byApplication && atAskedScale()) {
        draft.premises.front() = position(m_graph.from(id), PositionSort::Own);
        addBreakIn(draft);
    }
}

void AttackCompiler::invokes(LinkId id, const Link &link)
{
    Draft draft = along(id, AttackRule::S3);
    rateFree(draft, link.attributes);
    passRequest(draft, {m_graph.from(id), m_graph.to(id), id, {}});
    addStep(draft);
}

void AttackCompiler::touches(LinkId id, const Link &link)
{
    const Item *endpoint = m_graph.item(m_graph.from(id));
    const std::string *method = endpoint->attributes.get<std::string>(Attr::method);
    const bool get = method && (*method == "GET" || *method == "get");
    Draft draft;
    draft.rule = AttackRule::S4;
    draft.link = id;
    draft.premises = {position(m_graph.from(id))};
    draft.raisers = raising(m_graph.to(id), id);
    rateFree(draft, link.attributes);
    passRequest(draft, {m_graph.from(id), m_graph.to(id), id, {}});
    for (std::int32_t target : positionsOfData(m_graph.to(id), link.attributes.find(Attr::access), get)) {
        draft.to = target;
        addStep(draft);
    }
}

void AttackCompiler::issues(LinkId id, const Link &link)
{
    Draft draft = along(id, AttackRule::S4);
    rateFree(draft, link.attributes);
    passRequest(draft, {m_graph.from(id), m_graph.to(id), id, {}});
    addStep(draft);
}

void AttackCompiler::handledBy(LinkId id, const Link &link)
{
    Draft draft = along(id, AttackRule::S5);
    RuleContext context;
    context.exposure = exposureOf(m_graph.from(id));
    rate(draft, link.attributes, Attr::rating, Rule::S5, context);
    addBreakIn(draft);
}

void AttackCompiler::dispatches(LinkId id, const Link &link)
{
    const ItemId service = m_graph.from(id);
    Draft draft = along(id, AttackRule::S7);
    rate(draft, link.attributes, Attr::rating, Rule::S7, {});
    passDispatch(draft, {service, {}, id, m_graph.to(id)}, false);
    addStep(draft);
    for (LinkId call : linksTo(service, LinkKind::calls))
        dispatchThroughCaller(id, call);
}

void AttackCompiler::dispatchThroughCaller(LinkId dispatch, LinkId call)
{
    const ItemId caller = m_graph.from(call);
    const ItemId service = m_graph.from(dispatch);
    Draft draft;
    draft.to = position(m_graph.to(dispatch));
    draft.rule = AttackRule::S7;
    draft.link = dispatch;
    draft.premises = {position(caller)};
    draft.raisers = raising(m_graph.to(dispatch), dispatch);
    const Guards onCall = raisingLinkOnly(call, service);
    draft.raisers.insert(draft.raisers.end(), onCall.begin(), onCall.end());
    rate(draft, m_graph.link(dispatch)->attributes, Attr::rating, Rule::S7, {});
    const Context trusted{{}, service, call, {}};
    passLink(draft, trusted, ChainLink::L7, enforcing(ChainLink::L7, trusted, false));
    passDispatch(draft, {service, {}, dispatch, m_graph.to(dispatch)}, true);
    addStep(draft);
    if (m_graph.item(caller)->kind == Kind::application && atAskedScale()) {
        draft.premises.front() = position(caller, PositionSort::Own);
        addStep(draft);
    }
}

void AttackCompiler::reads(LinkId id, const Link &link)
{
    Draft draft = along(id, AttackRule::S6Read);
    rate(draft, link.attributes, Attr::rating, Rule::S6Reads, {});
    passOnly(draft, ChainLink::L7);
    addStep(draft);
}

void AttackCompiler::administers(LinkId id, const Link &link)
{
    Draft draft = along(id, AttackRule::S6Administer);
    rate(draft, link.attributes, Attr::rating, Rule::S6Administers, {});
    passOnly(draft, ChainLink::L7);
    addStep(draft);
}

// Who controls a service has the identity it runs as.
void AttackCompiler::runsAs(LinkId id, const Link &link)
{
    Draft draft = along(id, AttackRule::S6RunsAs);
    draft.raisers = raisingLinkOnly(id, m_graph.to(id));
    rateFree(draft, link.attributes);
    addStep(draft);
}

void AttackCompiler::connectsOrUpdates(LinkId id, const Link &link)
{
    const bool updates = link.kind == LinkKind::updates;
    Draft draft = along(id, updates ? AttackRule::S9Update : AttackRule::S9Connect);
    rate(draft, link.attributes, Attr::rating, updates ? Rule::S9Updates : Rule::S9Connects, {});
    passOnly(draft, ChainLink::L8);
    addBreakIn(draft);
}

} // namespace tarascope
