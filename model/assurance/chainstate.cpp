#include "model/assurance/chainstate.h"

#include "model/assurance/controleffect.h"
#include "model/inventory/ask.h"
#include "model/inventory/policy.h"

#include <algorithm>
#include <set>

#define SAY(text) QT_TRANSLATE_NOOP("model", text)

namespace tarascope {

namespace {

Message say(const char *text, const char *code, std::vector<std::string> args = {})
{
    return {text, std::move(args), code};
}

/// Where controls enforce a chain link of a request: items, and links that a control may guard alone.
struct Places {
    std::set<ItemId> items;
    std::set<LinkId> steps;

    void add(ItemId item)
    {
        if (item.valid())
            items.insert(item);
    }
};

bool isStep(const Graph &graph, LinkId id, LinkKind kind, ItemId to)
{
    return graph.link(id)->kind == kind && graph.to(id) == to;
}

// L1 to L6: the request itself (paths: passRequest, passDispatch).
void addRequest(const Graph &graph, Places &places, ItemId endpoint, ItemId command)
{
    places.add(endpoint);
    places.add(command);
    if (!endpoint.valid())
        return;
    for (LinkId id : graph.out(endpoint)) {
        const LinkKind kind = graph.link(id)->kind;
        const bool data = kind == LinkKind::touches || kind == LinkKind::issues;
        if (command.valid() ? isStep(graph, id, LinkKind::invokes, command) : data)
            places.steps.insert(id);
        if (!command.valid() && data)
            places.add(graph.to(id));
    }
}

std::set<ItemId> servicesBehind(const Graph &graph, ItemId endpoint, ItemId command)
{
    std::set<ItemId> services;
    if (endpoint.valid())
        for (ItemId service : targetsOf(graph, endpoint, LinkKind::handledBy))
            services.insert(service);
    if (command.valid())
        for (ItemId service : sourcesOf(graph, command, LinkKind::dispatches))
            services.insert(service);
    return services;
}

// L7: who calls the services behind, or the endpoint from within the backend.
void addBackend(const Graph &graph, Places &places, ItemId endpoint, const std::set<ItemId> &services)
{
    places.add(endpoint);
    for (ItemId service : services)
        places.add(service);
    for (ItemId callee : std::set<ItemId>(places.items))
        for (LinkId id : graph.in(callee))
            if (isStep(graph, id, LinkKind::calls, callee))
                places.steps.insert(id);
}

// L8: what the vehicle checks of the command, and of the channel it comes through.
void addVehicle(const Graph &graph, Places &places, ItemId command)
{
    places.add(command);
    for (LinkId id : graph.in(command)) {
        if (graph.link(id)->kind != LinkKind::dispatches)
            continue;
        places.steps.insert(id);
        for (LinkId channel : graph.out(graph.from(id))) {
            const LinkKind kind = graph.link(channel)->kind;
            if (kind != LinkKind::connectsTo && kind != LinkKind::updates)
                continue;
            places.steps.insert(channel);
            places.add(graph.to(channel));
        }
    }
}

/// Nothing where the link applies; else why it does not.
std::optional<Message> notApplicable(const Graph &graph, ChainLink link, ItemId endpoint, ItemId command)
{
    const Item *order = command.valid() ? graph.item(command) : nullptr;
    switch (link) {
    case ChainLink::L1:
    case ChainLink::L2:
    case ChainLink::L4:
        if (!endpoint.valid())
            return say(SAY("No endpoint invokes the command."), "noEndpoint");
        return std::nullopt;
    case ChainLink::L3:
        if (!endpoint.valid())
            return say(SAY("No endpoint invokes the command."), "noEndpoint");
        if (!namesAnObject(graph, endpoint))
            return say(SAY("It names no vehicle and no object of a person."), "noObject");
        return std::nullopt;
    case ChainLink::L5:
        if (!order)
            return say(SAY("It invokes no command."), "noCommand");
        return std::nullopt;
    case ChainLink::L6:
        if (!order)
            return say(SAY("It invokes no command."), "noCommand");
        if (!order->attributes.find(Attr::allowedVehicleStates) && !hasText(*order, Attr::physicalEffect))
            return say(SAY("No physical effect and no allowed vehicle states are said."), "noStates");
        return std::nullopt;
    case ChainLink::L7:
        if (servicesBehind(graph, endpoint, command).empty())
            return say(SAY("No service is linked behind it."), "noService");
        return std::nullopt;
    case ChainLink::L8:
        if (!order)
            return say(SAY("It invokes no command."), "noCommand");
        return std::nullopt;
    }
    return std::nullopt;
}

std::vector<AttackGuard> guardsFor(const Graph &graph, ChainLink link, const Places &places)
{
    std::vector<AttackGuard> guards;
    std::set<ItemId> ends = places.items;
    for (LinkId step : places.steps) {
        ends.insert(graph.from(step));
        ends.insert(graph.to(step));
    }
    for (ItemId item : ends)
        for (LinkId id : graph.in(item)) {
            const Link &guard = *graph.link(id);
            const Choice *at = guard.kind == LinkKind::guards ? guard.attributes.get<Choice>(Attr::chainLink) : nullptr;
            if (!at || at->index != static_cast<int>(link))
                continue;
            const Uid *only = guard.attributes.get<Uid>(Attr::step);
            const LinkId step = only ? graph.findLink(*only) : LinkId{};
            if (only ? !places.steps.contains(step) : !places.items.contains(item))
                continue;
            AttackGuard made;
            made.link = id;
            made.control = graph.from(id);
            made.guarded = item;
            made.step = step;
            made.chainLink = static_cast<std::int8_t>(link);
            guards.push_back(made); // against whom it counts is said on the path, not in the strip
        }
    return guards;
}

bool speaksOf(const TestEvidence &test, ItemId guarded)
{
    return test.named.empty() || std::find(test.named.begin(), test.named.end(), guarded) != test.named.end();
}

void sortByKey(const Graph &graph, std::vector<ItemId> &items)
{
    const auto order = [&graph](ItemId id) {
        const auto parts = keyParts(graph.item(id)->key);
        return parts ? parts->number : 0;
    };
    std::sort(items.begin(), items.end(),
              [&](ItemId a, ItemId b) { return std::pair(order(a), a) < std::pair(order(b), b); });
    items.erase(std::unique(items.begin(), items.end()), items.end());
}

bool isImplemented(const Graph &graph, ItemId control)
{
    return choiceName(*graph.item(control), Attr::status) == "implemented";
}

/// What one guard says of the link.
ChainCell judged(const Graph &graph, const Evidence &evidence, const AttackGuard &guard)
{
    const ControlEffect effect = controlEffect(graph, guard, {}, Reading::Evidenced, {}, evidence);
    ChainCell cell{
        effect.counts ? ChainState::Proved : ChainState::Untested, {guard.control}, {}, effect.reason.message};
    if (!isImplemented(graph, guard.control))
        cell.state = ChainState::Gap;
    for (const TestEvidence &test : evidence.testsOf(guard.control)) {
        if (!speaksOf(test, guard.guarded))
            continue;
        cell.tests.push_back(test.test);
        const bool failed = test.verdict == Verdict::Fail || test.verdict == Verdict::FailClosed;
        if (failed && cell.state != ChainState::Gap)
            cell.state = ChainState::Failed;
    }
    return cell;
}

// A failure is worse than all; else the best control decides, as an attacker has to beat every one that counts.
int weight(ChainState state)
{
    switch (state) {
    case ChainState::Failed: return 4;
    case ChainState::Proved: return 3;
    case ChainState::Untested: return 2;
    case ChainState::Gap: return 1;
    case ChainState::NotApplicable: return 0;
    }
    return 0;
}

ChainCell cellOf(const Graph &graph, const Evidence &evidence, ChainLink link, ItemId endpoint, ItemId command)
{
    Places places;
    if (link == ChainLink::L7)
        addBackend(graph, places, endpoint, servicesBehind(graph, endpoint, command));
    else if (link == ChainLink::L8 && command.valid())
        addVehicle(graph, places, command);
    else
        addRequest(graph, places, endpoint, command);
    const std::vector<AttackGuard> guards = guardsFor(graph, link, places);
    // What is enforced applies, whatever else is said.
    if (auto why = guards.empty() ? notApplicable(graph, link, endpoint, command) : std::nullopt)
        return {ChainState::NotApplicable, {}, {}, std::move(*why)};
    ChainCell cell{ChainState::Gap, {}, {}, say(SAY("No control enforces it."), "notEnforced")};
    int best = 0;
    for (const AttackGuard &guard : guards) {
        ChainCell one = judged(graph, evidence, guard);
        if (weight(one.state) > best) {
            best = weight(one.state);
            cell.state = one.state;
            cell.reason = std::move(one.reason);
        }
        cell.controls.push_back(guard.control);
        cell.tests.insert(cell.tests.end(), one.tests.begin(), one.tests.end());
    }
    sortByKey(graph, cell.controls);
    sortByKey(graph, cell.tests);
    return cell;
}

} // namespace

std::string_view chainStateName(ChainState state)
{
    switch (state) {
    case ChainState::Proved: return "proved";
    case ChainState::Untested: return "untested";
    case ChainState::Gap: return "gap";
    case ChainState::Failed: return "failed";
    case ChainState::NotApplicable: return "na";
    }
    return {};
}

ChainStrip chainState(const Graph &graph, const Evidence &evidence, ItemId endpoint, ItemId command)
{
    ChainStrip strip;
    strip.endpoint = endpoint;
    strip.command = command;
    for (int i = 0; i < chainLinkCount; ++i)
        strip.links[static_cast<std::size_t>(i)] =
            cellOf(graph, evidence, static_cast<ChainLink>(i), endpoint, command);
    return strip;
}

std::vector<ChainStrip> chainStrips(const Graph &graph, const Evidence &evidence, ItemId command)
{
    std::vector<ItemId> commands = command.valid() ? std::vector<ItemId>{command} : graph.itemsOf(Kind::command);
    sortByKey(graph, commands);
    std::vector<ChainStrip> strips;
    for (ItemId order : commands) {
        std::vector<ItemId> endpoints = sourcesOf(graph, order, LinkKind::invokes);
        sortByKey(graph, endpoints);
        if (endpoints.empty())
            endpoints.push_back({});
        for (ItemId endpoint : endpoints)
            strips.push_back(chainState(graph, evidence, endpoint, order));
    }
    if (command.valid())
        return strips;
    std::vector<ItemId> others = graph.itemsOf(Kind::endpoint);
    std::erase_if(others, [&graph](ItemId id) { return !targetsOf(graph, id, LinkKind::invokes).empty(); });
    sortByKey(graph, others);
    for (ItemId endpoint : others)
        strips.push_back(chainState(graph, evidence, endpoint, {}));
    return strips;
}

} // namespace tarascope
