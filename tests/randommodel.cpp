#include "tests/randommodel.h"

#include "model/edit.h"

#include <QtCore/QtGlobal>

#include <algorithm>

using namespace tarascope;

namespace {

const std::vector<Kind> positionKinds{
    Kind::application, Kind::endpoint,  Kind::endpoint,  Kind::endpoint,  Kind::command,    Kind::command,
    Kind::service,     Kind::service,   Kind::service,   Kind::workload,  Kind::dataStore,  Kind::messageBroker,
    Kind::thirdParty,  Kind::adminPlane, Kind::component, Kind::component, Kind::network,    Kind::network,
    Kind::credential,  Kind::credential, Kind::objectType, Kind::dataAsset, Kind::vehicleFunction, Kind::attackStep};

// Attributes that the assessment reads; the others say nothing here.
bool matters(Attr attr)
{
    switch (attr) {
    case Attr::exposure: case Attr::method: case Attr::kind: case Attr::enabled: case Attr::satisfies: case Attr::own:
    case Attr::scale: case Attr::rating: case Attr::outRating: case Attr::gate: case Attr::status: case Attr::resistance:
    case Attr::removes: case Attr::sharedBy: case Attr::hardwareBound: case Attr::safetyRelevant: case Attr::type:
    case Attr::access: case Attr::chainLink: case Attr::against: case Attr::step: case Attr::property:
    case Attr::outsideAllowedStates: case Attr::impact: case Attr::dimensions: return true;
    default: return false;
    }
}

// How often an attribute is said: a control without resistance, or for the fleet only, changes little.
int oneIn(Attr attr)
{
    switch (attr) {
    case Attr::resistance:
    case Attr::status: return 1;
    case Attr::removes: case Attr::against: case Attr::own: case Attr::enabled: case Attr::scale:
    case Attr::outsideAllowedStates: return 5;
    default: return 2;
    }
}

} // namespace

Graph applied(const Graph &graph, const ChangeSet &set)
{
    Graph after = graph;
    if (const Result<void> done = after.apply(set); !done)
        qFatal("%s", done.error().english().c_str());
    return after;
}

ChangeSet adding(Record record)
{
    ChangeSet set;
    set.changes.push_back({std::nullopt, std::move(record)});
    return set;
}

std::vector<LinkKind> RandomModel::attackLinks()
{
    std::vector<LinkKind> kinds;
    for (const LinkDef &def : linkKinds())
        if (def.attack)
            kinds.push_back(def.kind);
    return kinds;
}

Rating RandomModel::rating()
{
    Rating rating;
    for (int i = 0; i < factorCount; ++i) {
        const auto factor = static_cast<Factor>(i);
        const int levels = static_cast<int>(factorLevels(factor).size());
        rating[factor] = static_cast<std::int8_t>(chance(2) ? 0 : pick(levels));
    }
    if (chance(15))
        rating.levels[static_cast<std::size_t>(pick(factorCount))] = Rating::unrated;
    return rating;
}

Row RandomModel::dimensions(const Graph &graph)
{
    Row row;
    const std::vector<ItemId> profiles = graph.itemsOf(Kind::attackerProfile);
    switch (pick(4)) {
    case 0:
        if (!profiles.empty())
            row.set("profile", graph.item(profiles[static_cast<std::size_t>(pick(static_cast<int>(profiles.size())))])->uid.hex());
        break;
    case 1: row.set("role", chance(2) ? "owner" : "technician"); break;
    case 2: row.set("relationship", chance(2) ? "owns" : "drives"); break;
    default: break;
    }
    return row;
}

std::optional<Value> RandomModel::value(const Graph &graph, const AttributeDef &def)
{
    switch (def.type) {
    case AttributeType::Text: return Value(std::string(chance(2) ? "GET" : "POST"));
    case AttributeType::Bool: return Value(chance(2));
    case AttributeType::Integer: return Value(std::int64_t{1 + pick(3)});
    case AttributeType::Enum:
        if (def.attr == Attr::status && chance(2))
            return Value(Choice{static_cast<std::uint16_t>(def.choices.front() == "idea" ? 2 : 0)}); // implemented, open
        return Value(Choice{static_cast<std::uint16_t>(pick(static_cast<int>(def.choices.size())))});
    case AttributeType::Rating: return Value(rating());
    case AttributeType::Impact: {
        Impact impact;
        for (ImpactLevel &level : impact.levels)
            level = static_cast<ImpactLevel>(pick(5) - 1);
        return Value(impact);
    }
    case AttributeType::ChainLinks: {
        ChainLinks links;
        for (std::int8_t &at : links.at)
            at = static_cast<std::int8_t>(chance(2) ? pick(4) : ChainLinks::no);
        return Value(links);
    }
    case AttributeType::ItemRefs: {
        RefList profiles;
        for (ItemId profile : graph.itemsOf(Kind::attackerProfile))
            if (chance(2))
                profiles.push_back(graph.item(profile)->uid);
        return profiles.empty() ? std::nullopt : std::optional<Value>(profiles);
    }
    case AttributeType::Row: return Value(dimensions(graph));
    default: return std::nullopt;
    }
}

Attributes RandomModel::attributes(const Graph &graph, const std::vector<AttributeDef> &defs)
{
    Attributes made;
    for (const AttributeDef &def : defs) {
        if (!matters(def.attr) || !chance(oneIn(def.attr)))
            continue;
        if (const auto some = value(graph, def))
            made.set(def.attr, *some);
    }
    return made;
}

Item RandomModel::item(const Graph &graph, Kind kind)
{
    Item item;
    const KindDef &def = kindDef(kind);
    item.kind = kind;
    item.key = std::string(def.prefix) + "-" + std::to_string(graph.nextNumber(def.prefix));
    item.name = item.key;
    item.uid = Uid{(std::uint64_t{m_random()} << 32) | m_random(), m_random()};
    item.attributes = attributes(graph, def.attributes);
    return item;
}

ItemId RandomModel::anyItem(const Graph &graph, const std::function<bool(const Item &)> &fits)
{
    std::vector<ItemId> fitting;
    graph.forEachItem([&](ItemId id, const Item &item) {
        if (fits(item))
            fitting.push_back(id);
    });
    // By key, so that the history of the graph does not change the choice.
    std::sort(fitting.begin(), fitting.end(), [&](ItemId a, ItemId b) { return graph.item(a)->key < graph.item(b)->key; });
    return fitting.empty() ? ItemId{} : fitting[static_cast<std::size_t>(pick(static_cast<int>(fitting.size())))];
}

std::optional<Link> RandomModel::link(const Graph &graph, LinkKind kind)
{
    const LinkDef &def = linkDef(kind);
    const ItemId from = anyItem(graph, [&](const Item &item) {
        return def.from.empty() || std::find(def.from.begin(), def.from.end(), item.kind) != def.from.end();
    });
    if (!from.valid())
        return std::nullopt;
    const ItemId to = anyItem(graph, [&](const Item &item) {
        // A control guards what attackers go through or a vulnerability; elsewhere it would only be there.
        const bool guarded = kind != LinkKind::guards || item.kind == Kind::endpoint || item.kind == Kind::command ||
                             (chance(3) && (kindDef(item.kind).position || item.kind == Kind::vulnerability));
        const bool host = kind != LinkKind::runsIn || kindDef(item.kind).position;
        const bool weak = kind != LinkKind::affects || kindDef(item.kind).position || item.kind == Kind::control;
        return guarded && host && weak && def.allows(graph.item(from)->kind, item.kind);
    });
    if (!to.valid())
        return std::nullopt;
    Link link;
    link.kind = kind;
    link.from = graph.item(from)->uid;
    link.to = graph.item(to)->uid;
    link.attributes = attributes(graph, def.attributes);
    if (kind == LinkKind::guards && chance(4)) {
        std::vector<LinkId> near(graph.in(to).begin(), graph.in(to).end());
        near.insert(near.end(), graph.out(to).begin(), graph.out(to).end());
        std::sort(near.begin(), near.end(), [&](LinkId a, LinkId b) { return graph.link(a)->key < graph.link(b)->key; });
        if (!near.empty())
            link.attributes.set(Attr::step, graph.link(near[static_cast<std::size_t>(pick(static_cast<int>(near.size())))])->uid);
    }
    link.uid = linkUid(link);
    link.key = "L-" + std::to_string(graph.nextNumber("L"));
    return graph.findLink(link.uid).valid() ? std::nullopt : std::optional(link);
}

std::optional<Outcome> RandomModel::outcome(const Graph &graph)
{
    const ItemId test = anyItem(graph, [](const Item &item) { return item.kind == Kind::testCase; });
    if (!test.valid())
        return std::nullopt;
    Outcome outcome;
    outcome.test = graph.item(test)->uid;
    outcome.verdict = chance(2) ? Verdict::Pass : static_cast<Verdict>(pick(6));
    outcome.at = "2026-11-" + std::to_string(10 + pick(4)) + "T10:00:00Z";
    outcome.environment = chance(3) ? "lab" : "";
    outcome.where = "results.xml:" + std::to_string(1 + pick(90));
    outcome.uid = outcomeUid(outcome);
    return graph.outcome(outcome.uid) ? std::nullopt : std::optional(outcome);
}

Graph RandomModel::make(const Shape &shape)
{
    Graph graph;
    addItems(graph, shape);
    addLinks(graph, shape);
    return graph;
}

void RandomModel::addItems(Graph &graph, const Shape &shape)
{
    auto addItem = [&](Kind kind) { graph = applied(graph, adding(item(graph, kind))); };
    for (int i = 0; i < shape.positions; ++i)
        addItem(positionKinds[static_cast<std::size_t>(i) < positionKinds.size() / 2
                                  ? static_cast<std::size_t>(2 * i)
                                  : static_cast<std::size_t>(pick(static_cast<int>(positionKinds.size())))]);
    for (int i = 0; i < shape.profiles; ++i)
        addItem(Kind::attackerProfile);
    for (Kind kind : {Kind::role, Kind::relationshipKind, Kind::damageScenario, Kind::damageScenario})
        addItem(kind);
    for (int i = 0; i < shape.controls; ++i)
        addItem(Kind::control);
    for (int i = 0; i < shape.vulnerabilities; ++i)
        addItem(Kind::vulnerability);
    for (int i = 0; i < shape.tests; ++i)
        addItem(Kind::testCase);
    for (int i = 0; i < shape.threats; ++i)
        addItem(Kind::threatScenario);
}

void RandomModel::addLinks(Graph &graph, const Shape &shape)
{
    auto addLink = [&](LinkKind kind) {
        if (const auto some = link(graph, kind))
            graph = applied(graph, adding(*some));
    };
    const std::vector<LinkKind> attack = attackLinks();
    for (int i = 0; i < shape.links; ++i)
        addLink(attack[static_cast<std::size_t>(i) % attack.size()]);
    for (int i = 0; i < 2 * shape.profiles; ++i)
        addLink(LinkKind::startsAt);
    for (int i = 0; i < 3 * shape.controls; ++i)
        addLink(LinkKind::guards);
    for (int i = 0; i < 2 * shape.tests; ++i) {
        addLink(LinkKind::verifies);
        if (const auto some = outcome(graph))
            graph = applied(graph, adding(*some));
    }
    for (int i = 0; i < 2 * shape.vulnerabilities; ++i)
        addLink(LinkKind::affects);
    for (int i = 0; i < 2 * shape.threats; ++i)
        for (LinkKind kind : {LinkKind::targets, LinkKind::realizes})
            addLink(kind);
    for (LinkKind kind : {LinkKind::requires_, LinkKind::requires_, LinkKind::actsAs, LinkKind::actsAs})
        addLink(kind);
}

LinkKind RandomModel::anyLinkKind()
{
    static constexpr LinkKind others[] = {LinkKind::guards,  LinkKind::guards,  LinkKind::verifies, LinkKind::affects,
                                          LinkKind::targets, LinkKind::realizes, LinkKind::requires_, LinkKind::actsAs};
    const std::vector<LinkKind> attack = attackLinks();
    return chance(2) ? attack[static_cast<std::size_t>(pick(static_cast<int>(attack.size())))]
                     : others[static_cast<std::size_t>(pick(static_cast<int>(std::size(others))))];
}

// One item or link with one attribute set anew or taken away.
ChangeSet RandomModel::changed(const Graph &graph)
{
    if (chance(2)) {
        const bool anyKind = chance(2); // else one that is not an attacker's position: there a change means more
        Item after = *graph.item(anyItem(graph, [&](const Item &item) { return anyKind || !kindDef(item.kind).position; }));
        const Item fresh = item(graph, after.kind);
        if (chance(6))
            after.key = fresh.key;
        else
            after.attributes = fresh.attributes;
        return changeItem(graph, after);
    }
    std::vector<LinkId> links;
    graph.forEachLink([&](LinkId id, const Link &) { links.push_back(id); });
    if (links.empty())
        return {};
    Link after = *graph.link(links[static_cast<std::size_t>(pick(static_cast<int>(links.size())))]);
    if (after.kind != LinkKind::guards) // there the attributes are part of which link it is
        after.attributes = attributes(graph, linkDef(after.kind).attributes);
    return changeLink(graph, after);
}

ChangeSet RandomModel::edit(const Graph &graph)
{
    static constexpr Kind others[] = {Kind::attackerProfile, Kind::control,        Kind::testCase,
                                      Kind::vulnerability,   Kind::threatScenario, Kind::role};
    switch (pick(9)) {
    case 0: {
        const Kind kind = chance(2) ? others[static_cast<std::size_t>(pick(static_cast<int>(std::size(others))))]
                                    : positionKinds[static_cast<std::size_t>(pick(static_cast<int>(positionKinds.size())))];
        return adding(item(graph, kind));
    }
    case 1:
        if (chance(2))
            return removeItems(graph, {anyItem(graph, [](const Item &) { return true; })});
        return {};
    case 2:
    case 3:
        if (const auto some = link(graph, anyLinkKind()))
            return adding(*some);
        return {};
    case 4: {
        std::vector<LinkId> links;
        graph.forEachLink([&](LinkId id, const Link &) { links.push_back(id); });
        return links.empty() ? ChangeSet{}
                             : removeLink(graph, links[static_cast<std::size_t>(pick(static_cast<int>(links.size())))]);
    }
    case 5:
        if (const auto some = outcome(graph))
            return adding(*some);
        return {};
    default: return changed(graph);
    }
}
