#include "model/paths/compiler.h"

// The chain links of a request, joined by AND (attack-paths 1). Each is passed honestly, by a credential, by changed
// data, by a vulnerability, or because every control that enforces it and counts is defeated; L2 to L4 of one request
// come from one identity. A hidden position is made only where there is more than one way; else the guards go straight
// onto the step.

namespace tarascope {

namespace {

constexpr ChainLink identityLinks[] = {ChainLink::L2, ChainLink::L3, ChainLink::L4};

} // namespace

bool AttackCompiler::reaches(std::int8_t at) const
{
    if (at == ChainLinks::no)
        return false;
    return at == ChainLinks::unsaid || static_cast<Scale>(at) >= m_layer->scale;
}

AttackCompiler::Guards AttackCompiler::enforcing(ChainLink link, const Context &context, bool limitsOnly) const
{
    Guards found;
    auto take = [&](const Guards *on, bool ofStep) {
        if (!on)
            return;
        for (std::int32_t guard : *on) {
            const AttackGuard &rule = m_out.guards[static_cast<std::size_t>(guard)];
            if (rule.chainLink == static_cast<int>(link) && rule.step.valid() == ofStep && counts(rule) &&
                (!limitsOnly || rule.scaled))
                found.push_back(guard);
        }
    };
    if (context.endpoint.valid())
        take(guardsOn(context.endpoint), false);
    if (context.subject.valid() && context.subject != context.endpoint)
        take(guardsOn(context.subject), false);
    take(guardsOnStep(context.link), true);
    return found;
}

// Requests of one endpoint share their hidden positions unless their subject or link changes what passes.
AttackCompiler::Context AttackCompiler::contextFor(const Context &context) const
{
    auto special = [&](const Guards *on) {
        return on && std::any_of(on->begin(), on->end(), [&](std::int32_t guard) {
                   return m_out.guards[static_cast<std::size_t>(guard)].chainLink >= 0;
               });
    };
    Context key = context;
    if (!special(guardsOnStep(context.link)))
        key.link = LinkId{};
    if (context.endpoint.valid() && context.subject.valid() && !special(guardsOn(context.subject))) {
        const auto in = m_graph.in(context.subject);
        const bool granted = std::any_of(in.begin(), in.end(), [&](LinkId id) {
            return m_graph.link(id)->kind == LinkKind::grants;
        });
        if (!granted && !m_vulnerabilitiesOn.contains(context.subject))
            key.subject = ItemId{};
    }
    return key;
}

// The `grants` links from things of this kind that pass the chain link here, in the order of their keys.
std::vector<LinkId> AttackCompiler::granting(const Context &context, ChainLink link, Kind kind) const
{
    std::vector<LinkId> found;
    for (ItemId item : {context.endpoint, context.subject, context.granted}) {
        if (!item.valid())
            continue;
        const Kind subjectKind = m_graph.item(item)->kind;
        if (subjectKind != Kind::endpoint && subjectKind != Kind::command)
            continue;
        for (LinkId id : linksTo(item, LinkKind::grants)) {
            if (m_graph.item(m_graph.from(id))->kind != kind)
                continue;
            const ChainLinks *said = m_graph.link(id)->attributes.get<ChainLinks>(Attr::satisfies);
            const bool passes = said ? reaches((*said)[link]) : link == ChainLink::L1 || link == ChainLink::L2;
            if (passes && std::find(found.begin(), found.end(), id) == found.end())
                found.push_back(id);
        }
    }
    return found;
}

// What this one link asks for, where an analyst rated it or a control guards it alone.
void AttackCompiler::use(Draft &way, LinkId grant)
{
    Draft used;
    rateFree(used, m_graph.link(grant)->attributes);
    way.vector = m_space.join(way.vector, used.vector);
    way.unrated = way.unrated || used.unrated;
    const Guards raisers = raisingLinkOnly(grant, m_graph.to(grant));
    way.raisers.insert(way.raisers.end(), raisers.begin(), raisers.end());
}

std::vector<std::int32_t> AttackCompiler::vulnerabilitiesPassing(const Context &context, ChainLink link) const
{
    std::vector<std::int32_t> found;
    for (ItemId item : {context.endpoint, context.subject, context.granted}) {
        const auto on = item.valid() ? m_vulnerabilitiesOn.find(item) : m_vulnerabilitiesOn.end();
        if (on == m_vulnerabilitiesOn.end())
            continue;
        for (const auto &[vulnerability, affects] : on->second) {
            const ChainLinks *said = m_graph.link(affects)->attributes.get<ChainLinks>(Attr::satisfies);
            if (said && reaches((*said)[link]))
                found.push_back(vulnerability);
        }
    }
    return found;
}

bool AttackCompiler::hasPassesWithoutIdentity(const Context &context, ChainLink link) const
{
    return !vulnerabilitiesPassing(context, link).empty() || !granting(context, link, Kind::dataAsset).empty();
}

// Ways that do not depend on who asks: the controls that count, changed data, a vulnerability.
void AttackCompiler::passWithoutIdentity(Draft &draft, const Context &context, ChainLink link, const Guards &guards)
{
    if (guards.empty())
        return;
    if (!hasPassesWithoutIdentity(context, link)) {
        draft.guards.insert(draft.guards.end(), guards.begin(), guards.end());
        return;
    }
    const PassKey key{context.endpoint, context.subject, context.link, context.granted, static_cast<int>(link)};
    const auto [found, fresh] = m_layer->passedWithoutIdentity.try_emplace(key, -1);
    if (fresh) {
        found->second = hidden(PositionSort::Passed, context.endpoint.valid() ? context.endpoint : context.subject);
        Draft way;
        way.to = found->second;
        way.chainLink = static_cast<std::int8_t>(link);
        way.rule = AttackRule::PassControls;
        way.guards = guards;
        addStep(way);
        way.guards.clear();
        for (LinkId grant : granting(context, link, Kind::dataAsset)) {
            Draft given = way;
            given.rule = AttackRule::PassData;
            given.cause = m_graph.from(grant);
            given.premises = {position(given.cause, PositionSort::Change)};
            use(given, grant);
            addStep(given);
        }
        for (std::int32_t vulnerability : vulnerabilitiesPassing(context, link)) {
            way.rule = AttackRule::PassVulnerable;
            exploit(way, vulnerability);
            addStep(way);
        }
    }
    draft.premises.push_back(found->second);
}

void AttackCompiler::passLink(Draft &draft, const Context &full, ChainLink link, const Guards &guards)
{
    if (guards.empty())
        return;
    const Context context = contextFor(full);
    std::vector<Start> honestStarts;
    for (const Start &start : startsCovering(context.endpoint))
        if (honest(start, link))
            honestStarts.push_back(start);
    const std::vector<LinkId> credentials = granting(context, link, Kind::credential);
    if (honestStarts.empty() && credentials.empty())
        return passWithoutIdentity(draft, context, link, guards);
    const PassKey key{context.endpoint, context.subject, context.link, context.granted, static_cast<int>(link)};
    const auto [found, fresh] = m_layer->passed.try_emplace(key, -1);
    if (fresh) {
        found->second = hidden(PositionSort::Passed, context.endpoint.valid() ? context.endpoint : context.subject);
        Draft way;
        way.to = found->second;
        way.chainLink = static_cast<std::int8_t>(link);
        for (const Start &start : honestStarts) {
            way.rule = AttackRule::PassHonest;
            way.profile = start.profile;
            way.premises = {start.position};
            addStep(way);
        }
        way.profile = -1;
        way.premises.clear();
        for (LinkId grant : credentials) {
            Draft given = way;
            given.rule = AttackRule::PassCredential;
            given.cause = m_graph.from(grant);
            given.premises = {position(given.cause)};
            use(given, grant);
            addStep(given);
        }
        way.rule = AttackRule::PassControls;
        passWithoutIdentity(way, context, link, guards);
        addStep(way);
    }
    draft.premises.push_back(found->second);
}

// L2 to L4 of one request come from one identity: nobody in particular, one credential, or the profile.
void AttackCompiler::passIdentity(Draft &draft, const Context &full, std::span<const ChainLink> links)
{
    const Context context = contextFor(full);
    Enforced enforced;
    int what = 0x100;
    for (ChainLink link : links)
        if (Guards guards = enforcing(link, full, false); !guards.empty()) {
            what |= 1 << static_cast<int>(link);
            enforced.emplace_back(link, std::move(guards));
        }
    if (enforced.empty())
        return;
    const std::vector<ItemId> credentials = credentialsPassingAny(context, enforced);
    const std::map<std::int16_t, std::vector<Start>> honestStarts = startsPassingAny(context, enforced);
    if (credentials.empty() && honestStarts.empty()) {
        for (const auto &[link, guards] : enforced)
            passWithoutIdentity(draft, context, link, guards);
        return;
    }
    const PassKey key{context.endpoint, context.subject, context.link, context.granted, what};
    const auto [found, fresh] = m_layer->identities.try_emplace(key, -1);
    if (fresh) {
        const ItemId place = context.endpoint.valid() ? context.endpoint : context.subject;
        const std::int32_t identity = found->second = hidden(PositionSort::Identity, place);
        Draft nobody;
        nobody.to = identity;
        nobody.rule = AttackRule::ActAs;
        for (const auto &[link, guards] : enforced)
            passWithoutIdentity(nobody, context, link, guards);
        for (ItemId credential : credentials)
            actAsHolder(identity, context, enforced, credential);
        for (const auto &[profile, starts] : honestStarts)
            actAsProfile(identity, context, enforced, profile, starts);
        addStep(nobody);
    }
    draft.premises.push_back(found->second);
}

std::vector<ItemId> AttackCompiler::credentialsPassingAny(const Context &context, const Enforced &enforced) const
{
    std::vector<ItemId> credentials;
    for (const auto &[link, guards] : enforced)
        for (LinkId grant : granting(context, link, Kind::credential))
            if (const ItemId credential = m_graph.from(grant);
                std::find(credentials.begin(), credentials.end(), credential) == credentials.end())
                credentials.push_back(credential);
    return credentials;
}

std::map<std::int16_t, std::vector<AttackCompiler::Start>>
AttackCompiler::startsPassingAny(const Context &context, const Enforced &enforced) const
{
    std::map<std::int16_t, std::vector<Start>> starts;
    for (const Start &start : startsCovering(context.endpoint))
        if (std::any_of(enforced.begin(), enforced.end(), [&](const auto &entry) { return honest(start, entry.first); }))
            starts[start.profile].push_back(start);
    return starts;
}

void AttackCompiler::actAsHolder(std::int32_t identity, const Context &context, const Enforced &enforced,
                                 ItemId credential)
{
    Draft way;
    way.to = identity;
    way.rule = AttackRule::ActAs;
    way.cause = credential;
    way.premises = {position(credential)};
    for (const auto &[link, guards] : enforced)
        if (!passByCredential(way, context, link, credential))
            passWithoutIdentity(way, context, link, guards);
    addStep(way);
}

void AttackCompiler::actAsProfile(std::int32_t identity, const Context &context, const Enforced &enforced,
                                  std::int16_t profile, const std::vector<Start> &starts)
{
    Draft way;
    way.to = identity;
    way.rule = AttackRule::ActAs;
    way.profile = profile;
    for (const auto &[link, guards] : enforced)
        passHonestly(way, context, link, guards, starts);
    std::sort(way.premises.begin(), way.premises.end());
    way.premises.erase(std::unique(way.premises.begin(), way.premises.end()), way.premises.end());
    addStep(way);
}

// One credential, one link: by the only `grants` link, or by any of several. False: it does not pass this one.
bool AttackCompiler::passByCredential(Draft &way, const Context &context, ChainLink link, ItemId credential)
{
    std::vector<LinkId> grants = granting(context, link, Kind::credential);
    std::erase_if(grants, [&](LinkId grant) { return m_graph.from(grant) != credential; });
    if (grants.size() == 1)
        use(way, grants.front());
    if (grants.size() < 2)
        return !grants.empty();
    const std::int32_t passed = hidden(PositionSort::Passed, context.endpoint);
    for (LinkId grant : grants) {
        Draft given;
        given.to = passed;
        given.rule = AttackRule::PassCredential;
        given.chainLink = static_cast<std::int8_t>(link);
        given.cause = credential;
        given.premises = {position(credential)};
        use(given, grant);
        addStep(given);
    }
    way.premises.push_back(passed);
    return true;
}

// One profile, one link: from the only start that passes it, or from any of several.
void AttackCompiler::passHonestly(Draft &way, const Context &context, ChainLink link, const Guards &guards,
                                  const std::vector<Start> &starts)
{
    std::vector<const Start *> passing;
    for (const Start &start : starts)
        if (honest(start, link))
            passing.push_back(&start);
    if (passing.empty())
        return passWithoutIdentity(way, context, link, guards);
    if (starts.size() == 1) {
        way.premises.push_back(passing.front()->position);
        return;
    }
    const std::int32_t passed = hidden(PositionSort::Passed, context.endpoint);
    Draft one;
    one.to = passed;
    one.profile = way.profile;
    one.chainLink = static_cast<std::int8_t>(link);
    one.rule = AttackRule::PassHonest;
    for (const Start *start : passing) {
        one.premises = {start->position};
        addStep(one);
    }
    one.premises.clear();
    one.rule = AttackRule::PassControls;
    passWithoutIdentity(one, context, link, guards);
    addStep(one);
    way.premises.push_back(passed);
}

void AttackCompiler::passRequest(Draft &draft, const Context &context)
{
    Enforced links;
    for (ChainLink link : {ChainLink::L1, ChainLink::L2, ChainLink::L3, ChainLink::L4})
        links.emplace_back(link, enforcing(link, context, false));
    passLink(draft, context, ChainLink::L1, links[0].second);
    passIdentity(draft, context, identityLinks);
    if (m_graph.item(context.subject)->kind == Kind::command) {
        // A fresh request satisfies L5; only a limit that counts at the asked scale stands in the way.
        if (Guards limits = enforcing(ChainLink::L5, context, true); !limits.empty()) {
            passLink(draft, context, ChainLink::L5, limits);
            links.emplace_back(ChainLink::L5, std::move(limits));
        }
        if (m_out.question.outsideAllowedStates) {
            links.emplace_back(ChainLink::L6, enforcing(ChainLink::L6, context, false));
            passLink(draft, context, ChainLink::L6, links.back().second);
        }
    }
    draft.request = request(context, links);
}

void AttackCompiler::passDispatch(Draft &draft, const Context &context, bool throughCaller)
{
    Enforced links;
    const Context command{{}, context.granted, context.link, {}};
    if (throughCaller) {
        // What the dispatcher checks again; the vehicle sees the dispatcher, so L8 holds.
        static constexpr ChainLink again[] = {ChainLink::L3, ChainLink::L4};
        for (ChainLink link : again)
            links.emplace_back(link, enforcing(link, context, false));
        passIdentity(draft, context, again);
        if (Guards limits = enforcing(ChainLink::L5, context, true); !limits.empty()) {
            passLink(draft, context, ChainLink::L5, limits);
            links.emplace_back(ChainLink::L5, std::move(limits));
        }
    } else {
        links.emplace_back(ChainLink::L8, enforcing(ChainLink::L8, command, false));
        passLink(draft, command, ChainLink::L8, links.back().second);
    }
    if (m_out.question.outsideAllowedStates) {
        links.emplace_back(ChainLink::L6, enforcing(ChainLink::L6, command, false));
        passLink(draft, command, ChainLink::L6, links.back().second);
    }
    draft.request = request(context, links);
}

} // namespace tarascope
