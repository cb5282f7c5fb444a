#include "model/inventory/objecttests.h"

#include "model/inventory/ask.h"

#include <algorithm>
#include <map>

namespace tarascope {

namespace {

constexpr std::int64_t freshDays = 90;

bool namesRelationship(const Item &test)
{
    const auto *broken = test.attributes.get<ChoiceList>(Attr::brokenLinks);
    return broken && std::any_of(broken->begin(), broken->end(),
                                 [](Choice link) { return link.index == static_cast<int>(ChainLink::L3); });
}

std::vector<ItemId> placesOf(const Graph &graph, ItemId endpoint)
{
    std::vector<ItemId> places = targetsOf(graph, endpoint, LinkKind::invokes);
    places.push_back(endpoint);
    return places;
}

bool isOneOf(ItemId item, const std::vector<ItemId> &places)
{
    return std::find(places.begin(), places.end(), item) != places.end();
}

// A test that names places speaks of those alone, one that names none of all that its control guards.
bool speaksOf(const Graph &graph, ItemId test, const std::vector<ItemId> &places)
{
    bool namesAny = false;
    for (ItemId named : targetsOf(graph, test, LinkKind::verifies)) {
        const Kind kind = graph.item(named)->kind;
        if (kind != Kind::endpoint && kind != Kind::command)
            continue;
        if (isOneOf(named, places))
            return true;
        namesAny = true;
    }
    return !namesAny;
}

bool enforcesRelationship(const Link &link)
{
    const Choice *at = link.kind == LinkKind::guards ? link.attributes.get<Choice>(Attr::chainLink) : nullptr;
    return at && at->index == static_cast<int>(ChainLink::L3);
}

} // namespace

ObjectTests::ObjectTests(const Graph &graph, Date asOf) : m_graph(graph), m_asOf(asOf) {}

// The latest run of each environment decides: of one at least the answer must be there and not stale.
bool ObjectTests::ranInTime(const Item &test) const
{
    std::map<std::string, const Outcome *> latest;
    for (const Outcome *outcome : m_graph.outcomesOf(test.uid)) {
        const auto day = Date::fromIso(std::string_view(outcome->at).substr(0, 10));
        if (day && *day <= m_asOf)
            latest[outcome->environment] = outcome;
    }
    return std::any_of(latest.begin(), latest.end(), [this](const auto &entry) {
        const Outcome &outcome = *entry.second;
        const bool conclusive = outcome.verdict == Verdict::Pass || outcome.verdict == Verdict::Fail ||
                                outcome.verdict == Verdict::FailClosed;
        return conclusive &&
               daysBetween(*Date::fromIso(std::string_view(outcome.at).substr(0, 10)), m_asOf) <= freshDays;
    });
}

bool ObjectTests::hasRun(ItemId endpoint) const
{
    const std::vector<ItemId> places = placesOf(m_graph, endpoint);
    for (ItemId place : places) {
        for (ItemId test : sourcesOf(m_graph, place, LinkKind::verifies))
            if (namesRelationship(*m_graph.item(test)) && ranInTime(*m_graph.item(test)))
                return true;
        for (LinkId guard : m_graph.in(place)) {
            if (!enforcesRelationship(*m_graph.link(guard)))
                continue;
            for (ItemId test : sourcesOf(m_graph, m_graph.from(guard), LinkKind::verifies))
                if (speaksOf(m_graph, test, places) && ranInTime(*m_graph.item(test)))
                    return true;
        }
    }
    return false;
}

} // namespace tarascope
