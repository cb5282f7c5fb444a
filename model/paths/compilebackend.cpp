#include "model/paths/compiler.h"

// S2 to S7 and S9: from applications over endpoints and services to commands and components.

namespace tarascope {

void AttackCompiler::calls(LinkId id, const Link &link)
{
    const ItemId caller = m_graph.from(id);
    const ItemId callee = m_graph.to(id);
    const bool byApplication = m_graph.item(caller)->kind == Kind::application;
    const bool endpoint = m_graph.item(callee)->kind == Kind::endpoint;
    Draft draft;
    draft.to = endpoint ? positionAtAnyScale(callee) : position(callee);
    draft.link = id;
    draft.premises = {position(caller)};
    if (endpoint && byApplication) {
        draft.rule = AttackRule::S2;
        draft.raisers = raisingLinkOnly(id, callee);
        rateFree(draft, link.attributes);
        addStep(draft);
        draft.premises = {position(caller, PositionSort::Own)};
        if (atAskedScale())
            addStep(draft);
        return;
    }
    const Context context{{}, callee, id, {}};
    draft.rule = endpoint ? AttackRule::S6Call : AttackRule::S6Service;
    draft.raisers = raising(callee, id);
    const Guards trusted = enforcing(ChainLink::L7, context, false);
    passLink(draft, context, ChainLink::L7, trusted);
    draft.request = request(context, {{ChainLink::L7, trusted}});
    if (endpoint) {
        rateFree(draft, link.attributes);
        return addStep(draft);
    }
    rate(draft, link.attributes, Attr::rating, Rule::S6CallsService, {});
    addBreakIn(draft);
    if (byApplication && atAskedScale()) {
        draft.premises.front() = position(caller, PositionSort::Own);
        addBreakIn(draft);
    }
}

void AttackCompiler::invokes(LinkId id, const Link &link)
{
    Draft draft;
    draft.to = position(m_graph.to(id));
    draft.rule = AttackRule::S3;
    draft.link = id;
    draft.premises = {position(m_graph.from(id))};
    draft.raisers = raising(m_graph.to(id), id);
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
    Draft draft;
    draft.to = position(m_graph.to(id));
    draft.rule = AttackRule::S4;
    draft.link = id;
    draft.premises = {position(m_graph.from(id))};
    draft.raisers = raising(m_graph.to(id), id);
    rateFree(draft, link.attributes);
    passRequest(draft, {m_graph.from(id), m_graph.to(id), id, {}});
    addStep(draft);
}

void AttackCompiler::handledBy(LinkId id, const Link &link)
{
    Draft draft;
    draft.to = position(m_graph.to(id));
    draft.rule = AttackRule::S5;
    draft.link = id;
    draft.premises = {position(m_graph.from(id))};
    draft.raisers = raising(m_graph.to(id), id);
    RuleContext context;
    context.exposure = exposureOf(m_graph.from(id));
    rate(draft, link.attributes, Attr::rating, Rule::S5, context);
    addBreakIn(draft);
}

void AttackCompiler::dispatches(LinkId id, const Link &link)
{
    const ItemId service = m_graph.from(id);
    Draft draft;
    draft.to = position(m_graph.to(id));
    draft.rule = AttackRule::S7;
    draft.link = id;
    draft.premises = {position(service)};
    draft.raisers = raising(m_graph.to(id), id);
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
    Draft draft;
    const Context context{{}, m_graph.to(id), id, {}};
    draft.to = position(m_graph.to(id));
    draft.rule = AttackRule::S6Read;
    draft.link = id;
    draft.premises = {position(m_graph.from(id))};
    draft.raisers = raising(m_graph.to(id), id);
    rate(draft, link.attributes, Attr::rating, Rule::S6Reads, {});
    const Guards trusted = enforcing(ChainLink::L7, context, false);
    passLink(draft, context, ChainLink::L7, trusted);
    draft.request = request(context, {{ChainLink::L7, trusted}});
    addStep(draft);
}

void AttackCompiler::administers(LinkId id, const Link &link)
{
    Draft draft;
    const Context context{{}, m_graph.to(id), id, {}};
    draft.to = position(m_graph.to(id));
    draft.rule = AttackRule::S6Administer;
    draft.link = id;
    draft.premises = {position(m_graph.from(id))};
    draft.raisers = raising(m_graph.to(id), id);
    rate(draft, link.attributes, Attr::rating, Rule::S6Administers, {});
    const Guards trusted = enforcing(ChainLink::L7, context, false);
    passLink(draft, context, ChainLink::L7, trusted);
    draft.request = request(context, {{ChainLink::L7, trusted}});
    addStep(draft);
}

// Who controls a service has the identity it runs as.
void AttackCompiler::runsAs(LinkId id, const Link &link)
{
    Draft draft;
    draft.to = position(m_graph.to(id));
    draft.rule = AttackRule::S6RunsAs;
    draft.link = id;
    draft.premises = {position(m_graph.from(id))};
    draft.raisers = raisingLinkOnly(id, m_graph.to(id));
    rateFree(draft, link.attributes);
    addStep(draft);
}

void AttackCompiler::connectsOrUpdates(LinkId id, const Link &link)
{
    const bool updates = link.kind == LinkKind::updates;
    const Context context{{}, m_graph.to(id), id, {}};
    Draft draft;
    draft.to = position(m_graph.to(id));
    draft.rule = updates ? AttackRule::S9Update : AttackRule::S9Connect;
    draft.link = id;
    draft.premises = {position(m_graph.from(id))};
    draft.raisers = raising(m_graph.to(id), id);
    rate(draft, link.attributes, Attr::rating, updates ? Rule::S9Updates : Rule::S9Connects, {});
    const Guards channel = enforcing(ChainLink::L8, context, false);
    passLink(draft, context, ChainLink::L8, channel);
    draft.request = request(context, {{ChainLink::L8, channel}});
    addBreakIn(draft);
}

} // namespace tarascope
