#include "model/paths/compiler.h"

namespace tarascope {

namespace {

int sortIndex(PositionSort sort) { return static_cast<int>(sort); }

} // namespace

std::int32_t AttackCompiler::position(ItemId item, PositionSort sort)
{
    if (!atAskedScale() && sort != PositionSort::Own) {
        const auto [found, fresh] = m_layer->places.try_emplace({item, sort}, -1);
        if (fresh)
            found->second = hidden(sort, item);
        return found->second;
    }
    std::int32_t &place = m_out.byItem[static_cast<std::size_t>(item.slot)][static_cast<std::size_t>(sortIndex(sort))];
    if (place < 0) {
        place = static_cast<std::int32_t>(m_out.positions.size());
        m_out.positions.push_back({sort, item});
    }
    return place;
}

// An endpoint takes requests about any vehicle, whoever sends them.
std::int32_t AttackCompiler::positionAtAnyScale(ItemId item)
{
    Layer *layer = std::exchange(m_layer, &m_layers.front());
    const std::int32_t place = position(item);
    m_layer = layer;
    return place;
}

std::int32_t AttackCompiler::hidden(PositionSort sort, ItemId item)
{
    m_out.positions.push_back({sort, item});
    return static_cast<std::int32_t>(m_out.positions.size() - 1);
}

bool AttackCompiler::isData(ItemId item) const
{
    const Kind kind = m_graph.item(item)->kind;
    return kind == Kind::dataAsset || kind == Kind::objectType;
}

std::int32_t AttackCompiler::either(ItemId item)
{
    if (!isData(item))
        return position(item);
    const auto [found, fresh] = m_layer->either.try_emplace(item, -1);
    if (fresh) {
        found->second = hidden(PositionSort::Either, item);
        for (PositionSort sort : {PositionSort::Read, PositionSort::Change}) {
            Draft draft;
            draft.to = found->second;
            draft.rule = AttackRule::Through;
            draft.premises = {position(item, sort)};
            addStep(draft);
        }
    }
    return found->second;
}

std::vector<std::int32_t> AttackCompiler::positionsOfData(ItemId item, const Value *access, bool readByDefault)
{
    constexpr int reads = 0, writes = 1, both = 2; // the choices of `access`
    const auto *choice = access ? std::get_if<Choice>(access) : nullptr;
    const int how = choice ? choice->index : readByDefault ? reads : both;
    std::vector<std::int32_t> found;
    if (how != writes)
        found.push_back(position(item, PositionSort::Read));
    if (how != reads)
        found.push_back(position(item, PositionSort::Change));
    return found;
}

std::int32_t AttackCompiler::vulnerabilityOf(ItemId item) const
{
    const auto found = m_vulnerability.find(item);
    return found == m_vulnerability.end() ? -1 : found->second;
}

void AttackCompiler::addStep(const Draft &draft)
{
    AttackStep step;
    step.to = draft.to;
    step.vector = draft.vector;
    step.link = draft.link;
    step.cause = draft.cause;
    step.vulnerability = draft.vulnerability;
    step.request = draft.request;
    step.profile = draft.profile;
    step.rule = draft.rule;
    step.chainLink = draft.chainLink;
    step.analyst = draft.analyst;
    step.unrated = draft.unrated;
    Guards guards = draft.guards;
    guards.insert(guards.end(), draft.raisers.begin(), draft.raisers.end());
    std::sort(guards.begin(), guards.end());
    guards.erase(std::unique(guards.begin(), guards.end()), guards.end());
    for (std::int32_t guard : guards)
        defeated(guard); // may add steps of its own: before this one's ranges are taken
    step.premiseBegin = static_cast<std::uint32_t>(m_out.premises.size());
    m_out.premises.insert(m_out.premises.end(), draft.premises.begin(), draft.premises.end());
    step.premiseEnd = static_cast<std::uint32_t>(m_out.premises.size());
    step.guardBegin = static_cast<std::uint32_t>(m_out.stepGuards.size());
    m_out.stepGuards.insert(m_out.stepGuards.end(), guards.begin(), guards.end());
    step.guardEnd = static_cast<std::uint32_t>(m_out.stepGuards.size());
    m_out.steps.push_back(step);
}

void AttackCompiler::addBreakIn(const Draft &draft)
{
    addStep(draft);
    const auto found = m_vulnerabilitiesOn.find(m_out.positions[static_cast<std::size_t>(draft.to)].item);
    if (found == m_vulnerabilitiesOn.end())
        return;
    for (const auto &[vulnerability, link] : found->second) {
        Draft way = draft;
        way.rule = AttackRule::S16;
        exploit(way, vulnerability);
        addStep(way);
    }
}

// The step asks for what the vulnerability asks for, and only its own guards make that harder.
void AttackCompiler::exploit(Draft &way, std::int32_t vulnerability)
{
    way.vulnerability = vulnerability;
    way.cause = m_out.vulnerabilities[static_cast<std::size_t>(vulnerability)].item;
    way.raisers = raising(way.cause, LinkId{});
    rateFree(way, m_graph.item(way.cause)->attributes);
    way.unrated = !way.analyst;
}

void AttackCompiler::rateFree(Draft &draft, const Attributes &attributes, Attr attr)
{
    const Rating *rating = attributes.get<Rating>(attr);
    const auto vector = rating ? m_space.indexOf(*rating) : std::nullopt;
    draft.analyst = vector.has_value();
    draft.unrated = rating && !vector; // an incomplete rating is none, and is marked
    draft.vector = vector.value_or(0);
}

void AttackCompiler::rate(Draft &draft, const Attributes &attributes, Attr attr, Rule rule, const RuleContext &context)
{
    rateFree(draft, attributes, attr);
    if (draft.analyst)
        return;
    const auto standIn = ruleDefault(m_method, rule, context);
    const auto vector = standIn ? m_space.indexOf(standIn->rating) : std::nullopt;
    draft.vector = vector.value_or(0);
    // A method without defaults of its own cannot say what the rule asks for: every such step is counted.
    draft.unrated = draft.unrated || draft.vector != 0 || !vector;
}

AttackCompiler::Guards AttackCompiler::raisingLinkOnly(LinkId link, ItemId target) const
{
    Guards found;
    const Guards *on = guardsOnStep(link);
    if (!on)
        return found;
    const bool twoWays = m_graph.link(link)->kind == LinkKind::attachedTo;
    for (std::int32_t guard : *on) {
        const AttackGuard &rule = m_out.guards[static_cast<std::size_t>(guard)];
        // A link with two directions: the end that is guarded says which of the two steps is meant.
        const bool otherDirection = twoWays && rule.guarded != target &&
                                    (rule.guarded == m_graph.from(link) || rule.guarded == m_graph.to(link));
        if (rule.chainLink < 0 && !otherDirection && counts(rule))
            found.push_back(guard);
    }
    return found;
}

AttackCompiler::Guards AttackCompiler::raising(ItemId target, LinkId link) const
{
    Guards found = link.valid() ? raisingLinkOnly(link, target) : Guards{};
    if (const Guards *on = guardsOn(target))
        for (std::int32_t guard : *on) {
            const AttackGuard &rule = m_out.guards[static_cast<std::size_t>(guard)];
            if (rule.chainLink < 0 && !rule.step.valid() && counts(rule))
                found.push_back(guard);
        }
    return found;
}

const AttackCompiler::Guards *AttackCompiler::guardsOn(ItemId item) const
{
    const auto found = m_layer->guardsByItem.find(item);
    return found == m_layer->guardsByItem.end() ? nullptr : &found->second;
}

const AttackCompiler::Guards *AttackCompiler::guardsOnStep(LinkId link) const
{
    const auto found = m_layer->guardsByStep.find(link);
    return found == m_layer->guardsByStep.end() ? nullptr : &found->second;
}

bool AttackCompiler::counts(const AttackGuard &guard) const
{
    return !guard.scaled || guard.scale <= m_layer->scale;
}

std::int32_t AttackCompiler::defeated(std::int32_t guard)
{
    const ItemId control = m_out.guards[static_cast<std::size_t>(guard)].control;
    const auto [found, fresh] = m_layer->defeated.try_emplace(control, -1);
    if (fresh) {
        found->second = hidden(PositionSort::Defeated, control);
        defeatSteps(found->second, control); // may insert: `found` is not used behind it
    }
    const std::int32_t place = m_layer->defeated.at(control);
    m_out.guards[static_cast<std::size_t>(guard)].defeated = place;
    return place;
}

void AttackCompiler::defeatSteps(std::int32_t place, ItemId control)
{
    const Attributes &attributes = m_graph.item(control)->attributes;
    const bool *removes = attributes.get<bool>(Attr::removes);
    if (!removes || !*removes) {
        Draft draft;
        draft.to = place;
        draft.cause = control;
        draft.rule = AttackRule::DefeatResistance;
        rateFree(draft, attributes, Attr::resistance);
        draft.unrated = !draft.analyst;
        addStep(draft);
    }
    defeatFromWithin(place, control);
    defeatByPass(place, control);
    if (const auto found = m_vulnerabilitiesOn.find(control); found != m_vulnerabilitiesOn.end())
        for (const auto &[vulnerability, link] : found->second) {
            Draft way;
            way.to = place;
            way.rule = AttackRule::DefeatVulnerable;
            way.link = link;
            exploit(way, vulnerability);
            addStep(way);
        }
}

void AttackCompiler::defeatFromWithin(std::int32_t place, ItemId control)
{
    static constexpr Kind controllable[] = {Kind::application,   Kind::service,    Kind::workload,   Kind::dataStore,
                                            Kind::messageBroker, Kind::thirdParty, Kind::adminPlane, Kind::component};
    for (LinkId id : linksFrom(control, LinkKind::runsIn)) {
        const ItemId host = m_graph.to(id);
        const Kind kind = m_graph.item(host)->kind;
        if (std::find(std::begin(controllable), std::end(controllable), kind) == std::end(controllable))
            continue;
        Draft way;
        way.to = place;
        way.cause = control;
        way.rule = AttackRule::DefeatFromWithin;
        way.link = id;
        way.premises = {position(host)};
        addStep(way);
        if (kind == Kind::application) {
            way.premises = {position(host, PositionSort::Own)}; // a check in the attacker's own app is none
            addStep(way);
        }
    }
}

void AttackCompiler::defeatByPass(std::int32_t place, ItemId control)
{
    for (LinkId id : linksTo(control, LinkKind::grants)) {
        const ItemId holder = m_graph.from(id);
        Draft way;
        way.to = place;
        way.cause = control;
        way.rule = AttackRule::DefeatByPass;
        way.link = id;
        way.premises = {isData(holder) ? position(holder, PositionSort::Change) : position(holder)};
        way.raisers = raisingLinkOnly(id, control);
        rateFree(way, m_graph.link(id)->attributes);
        addStep(way);
    }
}

std::vector<LinkId> AttackCompiler::ofKind(std::span<const LinkId> links, LinkKind kind) const
{
    std::vector<LinkId> found;
    for (LinkId id : links)
        if (m_graph.link(id)->kind == kind && m_linkRank[static_cast<std::size_t>(id.slot)] >= 0)
            found.push_back(id);
    std::sort(found.begin(), found.end(), [&](LinkId a, LinkId b) {
        return m_linkRank[static_cast<std::size_t>(a.slot)] < m_linkRank[static_cast<std::size_t>(b.slot)];
    });
    return found;
}

std::string_view AttackCompiler::choiceOf(ItemId item, Attr attr) const
{
    const Item *found = m_graph.item(item);
    return found ? choiceName(*found, attr) : std::string_view();
}

std::int32_t AttackCompiler::request(const Context &context, const Enforced &links)
{
    m_out.requests.push_back({context.endpoint, context.subject, context.link, links});
    return static_cast<std::int32_t>(m_out.requests.size() - 1);
}

} // namespace tarascope
