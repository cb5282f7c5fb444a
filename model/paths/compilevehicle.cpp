#include "model/paths/compiler.h"

// S8 and S10 to S15: inside the vehicle, stored secrets and data, and the analysts' own attack steps.

namespace tarascope {

void AttackCompiler::actuates(LinkId id, const Link &link)
{
    if (m_graph.item(m_graph.to(id))->kind != Kind::vehicleFunction)
        return; // triggering is not control: to a component it only documents who executes
    Draft draft;
    draft.to = position(m_graph.to(id));
    draft.rule = AttackRule::S8;
    draft.link = id;
    draft.premises = {position(m_graph.from(id))};
    draft.raisers = raisingLinkOnly(id, m_graph.to(id));
    rateFree(draft, link.attributes);
    addStep(draft);
}

void AttackCompiler::attachedTo(LinkId id, const Link &link)
{
    attachedTo(id, link, PositionSort::Item);
    if (m_ownVehicle && atAskedScale())
        attachedTo(id, link, PositionSort::Own);
}

void AttackCompiler::attachedTo(LinkId id, const Link &link, PositionSort sort)
{
    const ItemId component = m_graph.from(id);
    const ItemId network = m_graph.to(id);
    RuleContext context;
    context.componentType = choiceOf(component, Attr::type);
    context.networkType = choiceOf(network, Attr::type);

    Draft outwards;
    outwards.to = position(network, sort);
    outwards.rule = AttackRule::S10Out;
    outwards.link = id;
    outwards.premises = {position(component, sort)};
    outwards.raisers = raisingLinkOnly(id, network);
    rate(outwards, link.attributes, Attr::outRating, Rule::S10Out, context);
    addStep(outwards);

    Draft inwards;
    inwards.to = position(component, sort);
    inwards.rule = AttackRule::S10In;
    inwards.link = id;
    inwards.premises = {position(network, sort)};
    inwards.raisers = raising(component, id);
    rate(inwards, link.attributes, Attr::rating, Rule::S10In, context);
    addBreakIn(inwards);
}

void AttackCompiler::routes(LinkId id, const Link &link)
{
    RuleContext context;
    context.networkType = choiceOf(m_graph.to(id), Attr::type);
    for (PositionSort sort : {PositionSort::Item, PositionSort::Own}) {
        if (sort == PositionSort::Own && !(m_ownVehicle && atAskedScale()))
            continue;
        Draft draft;
        draft.to = position(m_graph.to(id), sort);
        draft.rule = AttackRule::S11Route;
        draft.link = id;
        draft.premises = {position(m_graph.from(id), sort)};
        draft.raisers = raising(m_graph.to(id), id);
        rate(draft, link.attributes, Attr::rating, Rule::S11Routes, context);
        addStep(draft);
    }
}

void AttackCompiler::carries(LinkId id, const Link &link)
{
    const ItemId function = m_graph.to(id);
    const bool *safety = m_graph.item(function)->attributes.get<bool>(Attr::safetyRelevant);
    RuleContext context;
    context.networkType = choiceOf(m_graph.from(id), Attr::type);
    context.safetyRelevant = safety && *safety;
    Draft draft;
    draft.to = position(function);
    draft.rule = AttackRule::S11Carry;
    draft.link = id;
    draft.premises = {position(m_graph.from(id))};
    draft.raisers = raising(function, id);
    rate(draft, link.attributes, Attr::rating, Rule::S11Carries, context);
    addStep(draft);
}

void AttackCompiler::performs(LinkId id, const Link &link)
{
    Draft draft;
    draft.to = position(m_graph.to(id));
    draft.rule = AttackRule::S12;
    draft.link = id;
    draft.premises = {position(m_graph.from(id))};
    draft.raisers = raisingLinkOnly(id, m_graph.to(id));
    rateFree(draft, link.attributes);
    addStep(draft);
}

void AttackCompiler::stores(LinkId id, const Link &link)
{
    const ItemId place = m_graph.from(id);
    const ItemId content = m_graph.to(id);
    const Kind kind = m_graph.item(place)->kind;
    const bool *hardware = m_graph.item(content)->attributes.get<bool>(Attr::hardwareBound);
    RuleContext context;
    context.storedIn = kind == Kind::application ? StoredIn::Application
                       : kind == Kind::component ? StoredIn::Component
                                                 : StoredIn::Backend;
    context.hardwareKey = hardware && *hardware;
    Draft draft;
    draft.to = isData(content) ? position(content, PositionSort::Read) : position(content);
    draft.rule = AttackRule::S13;
    draft.link = id;
    draft.premises = {position(place)};
    draft.raisers = raising(content, id);
    rate(draft, link.attributes, Attr::rating, Rule::S13, context);
    addStep(draft);
    if (atAskedScale())
        storesInOwn(id, link);
}

// Out of the attacker's own app or car comes only what others share.
void AttackCompiler::storesInOwn(LinkId id, const Link &link)
{
    const ItemId place = m_graph.from(id);
    const ItemId content = m_graph.to(id);
    const Kind kind = m_graph.item(place)->kind;
    if (isData(content) || (kind != Kind::application && !(kind == Kind::component && m_ownVehicle)))
        return;
    const std::string_view sort = choiceOf(content, Attr::kind);
    const std::int64_t *sharedBy = m_graph.item(content)->attributes.get<std::int64_t>(Attr::sharedBy);
    const bool shared = sort == "clientSecret" || sort == "apiKey" || sort == "serviceKey" ||
                        sort == "fleetCertificate" || (sharedBy && *sharedBy > 1);
    if (!shared)
        return;
    const bool *hardware = m_graph.item(content)->attributes.get<bool>(Attr::hardwareBound);
    RuleContext context;
    context.storedIn = kind == Kind::application ? StoredIn::Application : StoredIn::OwnComponent;
    context.hardwareKey = hardware && *hardware;
    Draft draft;
    draft.to = position(content);
    draft.rule = AttackRule::S13;
    draft.link = id;
    draft.premises = {position(place, PositionSort::Own)};
    draft.raisers = raising(content, id);
    rate(draft, link.attributes, Attr::rating, Rule::S13, context);
    addStep(draft);
}

void AttackCompiler::grants(LinkId id, const Link &link)
{
    const ItemId target = m_graph.to(id);
    const Kind kind = m_graph.item(target)->kind;
    if (kind != Kind::service && kind != Kind::component && kind != Kind::network)
        return; // endpoints and commands: a premise of their requests; controls: a way to pass them
    const ItemId holder = m_graph.from(id);
    Draft draft;
    draft.to = position(target);
    draft.rule = AttackRule::S14;
    draft.link = id;
    draft.premises = {isData(holder) ? position(holder, PositionSort::Change) : position(holder)};
    draft.raisers = raisingLinkOnly(id, target);
    rateFree(draft, link.attributes);
    addStep(draft);
}

void AttackCompiler::attackStep(ItemId id, const Item &item)
{
    const Choice *gate = item.attributes.get<Choice>(Attr::gate);
    const bool all = gate && gate->index == 1; // choices are or, and
    std::vector<std::int32_t> needed;
    for (LinkId link : linksFrom(id, LinkKind::requires_))
        needed.push_back(either(m_graph.to(link)));
    Draft draft;
    draft.to = position(id);
    draft.rule = AttackRule::S15;
    draft.cause = id;
    draft.raisers = raising(id, LinkId{});
    rateFree(draft, item.attributes);
    draft.unrated = !draft.analyst;
    if (all || needed.empty()) {
        draft.premises = needed;
        return addStep(draft);
    }
    for (std::int32_t premise : needed) {
        draft.premises = {premise};
        addStep(draft);
    }
}

void AttackCompiler::achieves(LinkId id, const Link &link)
{
    const ItemId step = m_graph.from(id);
    const ItemId target = m_graph.to(id);
    Draft draft;
    draft.rule = AttackRule::S15;
    draft.link = id;
    draft.cause = step;
    draft.premises = {position(step)};
    draft.raisers = raising(target, id);
    rateFree(draft, link.attributes);
    if (m_graph.item(target)->kind == Kind::command) {
        // Replay: what makes a command fresh guards this step.
        const Context context{{}, target, id, {}};
        passLink(draft, context, ChainLink::L5, enforcing(ChainLink::L5, context, false));
    }
    std::vector<std::int32_t> targets{-1};
    if (isData(target))
        targets = positionsOfData(target, link.attributes.find(Attr::access), false);
    else
        targets = {m_graph.item(target)->kind == Kind::endpoint ? positionAtAnyScale(target) : position(target)};
    for (std::int32_t place : targets) {
        draft.to = place;
        addStep(draft);
    }
}

} // namespace tarascope
