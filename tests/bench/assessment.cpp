// How long a whole assessment takes, a second one, and one after a switch, on a made-up fleet backend with its vehicles.
// Usage: bench_assessment [positions]

#include "model/risk/assessment.h"

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <random>

using namespace tarascope;

namespace {

/// Time on the wall and of all threads, in milliseconds.
struct Times {
    double wall;
    double all;
};

double milliseconds(clockid_t clock)
{
    timespec time{};
    ::clock_gettime(clock, &time);
    return 1e3 * static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_nsec);
}

Times now() { return {milliseconds(CLOCK_MONOTONIC), milliseconds(CLOCK_PROCESS_CPUTIME_ID)}; }

/// The shortest of several rounds of work, each after `prepare`.
template <class Prepare, class Work> void measure(const char *what, int rounds, Prepare prepare, Work work)
{
    Times best{1e300, 1e300};
    for (int round = 0; round < rounds; ++round) {
        prepare(round);
        const Times start = now();
        work();
        const Times end = now();
        best.wall = std::min(best.wall, end.wall - start.wall);
        best.all = std::min(best.all, end.all - start.all);
    }
    std::printf("%-52s %9.1f ms, all threads %9.1f ms\n", what, best.wall, best.all);
}

/// A backend of many regions that call each other, each with apps, endpoints, services and a car line of its own.
class Fleet
{
public:
    explicit Fleet(int positions)
    {
        makeProfiles();
        for (int region = 0; 34 * region < positions; ++region)
            makeRegion();
        for (const Region &region : m_regions)
            connect(region);
        for (int threat = 0; threat < 60; ++threat)
            makeThreat();
        if (const Result<void> applied = m_graph.apply(m_set); !applied) {
            std::fprintf(stderr, "%s\n", applied.error().english().c_str());
            std::exit(1);
        }
    }
    const Graph &graph() const { return m_graph; }
    const std::vector<Uid> &controls() const { return m_controls; }

private:
    struct Region {
        std::vector<Uid> apps, endpoints, services, commands, functions, components, networks, credentials, data;
    };

    unsigned any(std::size_t count) { return static_cast<unsigned>(m_random() % count); }
    const Uid &oneOf(const std::vector<Uid> &list) { return list[any(list.size())]; }
    const Region &otherRegion() { return m_regions[any(m_regions.size())]; }

    Uid item(Kind kind, Attributes attributes = {})
    {
        Item item;
        item.uid = Uid{m_random(), m_random()};
        item.kind = kind;
        item.key = std::string(kindDef(kind).prefix) + "-" + std::to_string(++m_numbers[kind]);
        item.name = item.key;
        item.attributes = std::move(attributes);
        m_set.changes.push_back({std::nullopt, Record(item)});
        return item.uid;
    }

    std::vector<Uid> items(Kind kind, int count, const Attributes &attributes = {})
    {
        std::vector<Uid> made;
        for (int i = 0; i < count; ++i)
            made.push_back(item(kind, attributes));
        return made;
    }

    void link(LinkKind kind, const Uid &from, const Uid &to, Attributes attributes = {})
    {
        Link link;
        link.kind = kind;
        link.from = from;
        link.to = to;
        link.attributes = std::move(attributes);
        link.uid = linkUid(link);
        link.key = "L-" + std::to_string(m_links + 1);
        if (!m_seen.insert({link.uid, true}).second)
            return;
        ++m_links;
        m_set.changes.push_back({std::nullopt, Record(link)});
    }

    Rating rating()
    {
        Rating rating;
        for (Factor factor : {Factor::ET, Factor::SE, Factor::KoIC, Factor::WoO, Factor::Eq})
            rating[factor] = static_cast<std::int8_t>(any(3) == 0 ? any(4) : 0);
        return rating;
    }

    Attributes with(Attr attr, Value value)
    {
        Attributes attributes;
        attributes.set(attr, std::move(value));
        return attributes;
    }

    void makeProfiles()
    {
        for (std::uint16_t kind = 0; kind < 12; ++kind) {
            Attributes attributes = with(Attr::kind, Choice{kind});
            attributes.set(Attr::enabled, true);
            ChainLinks passes;
            passes.at[0] = ChainLinks::unsaid;
            if (kind % 2 == 1)
                passes.at[1] = ChainLinks::unsaid;
            attributes.set(Attr::satisfies, passes);
            m_profiles.push_back(item(Kind::attackerProfile, std::move(attributes)));
        }
    }

    void makeRegion()
    {
        Region region;
        region.apps = items(Kind::application, 1);
        region.endpoints = items(Kind::endpoint, 8, with(Attr::exposure, Choice{0}));
        region.services = items(Kind::service, 4);
        region.commands = items(Kind::command, 4);
        region.functions = items(Kind::vehicleFunction, 3);
        region.components = items(Kind::component, 5);
        region.networks = items(Kind::network, 2);
        region.credentials = items(Kind::credential, 3);
        region.data = items(Kind::dataAsset, 4);
        m_regions.push_back(std::move(region));
    }

    void connect(const Region &region)
    {
        for (const Uid &endpoint : region.endpoints) {
            link(LinkKind::calls, region.apps.front(), endpoint);
            link(LinkKind::handledBy, endpoint, oneOf(region.services), with(Attr::rating, rating()));
            link(LinkKind::invokes, endpoint, oneOf(region.commands));
            link(LinkKind::touches, endpoint, oneOf(region.data));
        }
        for (const Uid &service : region.services) {
            link(LinkKind::calls, service, oneOf(region.endpoints));
            link(LinkKind::calls, service, oneOf(otherRegion().services), with(Attr::rating, rating()));
            link(LinkKind::dispatches, service, oneOf(region.commands));
            link(LinkKind::connectsTo, service, oneOf(region.components), with(Attr::rating, rating()));
            link(LinkKind::stores, service, oneOf(region.credentials));
        }
        for (const Uid &command : region.commands)
            link(LinkKind::actuates, command, oneOf(region.functions));
        for (const Uid &component : region.components) {
            link(LinkKind::attachedTo, component, oneOf(region.networks), with(Attr::rating, rating()));
            link(LinkKind::performs, component, oneOf(region.functions));
            link(LinkKind::stores, component, oneOf(region.credentials));
        }
        link(LinkKind::routes, region.networks[0], region.networks[1], with(Attr::rating, rating()));
        link(LinkKind::carries, region.networks[1], oneOf(region.functions), with(Attr::rating, rating()));
        for (const Uid &credential : region.credentials)
            link(LinkKind::grants, credential, oneOf(otherRegion().endpoints));
        link(LinkKind::issues, region.endpoints.front(), region.credentials.front());
        guard(region);
        for (const Uid &profile : m_profiles)
            if (any(10) == 0)
                link(LinkKind::startsAt, profile, any(2) ? region.apps.front() : oneOf(region.endpoints));
    }

    // The gateway of a region enforces L1 to L4 at its endpoints, each with a test; L7 and L8 behind it.
    void guard(const Region &region)
    {
        for (std::uint16_t chainLink : {0, 1, 2, 3, 6, 7}) {
            Attributes attributes = with(Attr::status, Choice{2});
            attributes.set(Attr::resistance, rating());
            const Uid control = item(Kind::control, std::move(attributes));
            m_controls.push_back(control);
            const auto &guarded = chainLink < 4 ? region.endpoints : chainLink == 6 ? region.services : region.components;
            for (const Uid &place : guarded)
                link(LinkKind::guards, control, place, with(Attr::chainLink, Choice{chainLink}));
            const Uid test = item(Kind::testCase);
            link(LinkKind::verifies, test, control);
            Outcome outcome;
            outcome.test = test;
            outcome.verdict = any(4) == 0 ? Verdict::Fail : Verdict::Pass;
            outcome.at = "2026-11-19T10:00:00Z";
            outcome.uid = outcomeUid(outcome);
            m_set.changes.push_back({std::nullopt, Record(outcome)});
        }
    }

    void makeThreat()
    {
        Impact impact;
        impact[ImpactCategory::S] = static_cast<ImpactLevel>(any(4));
        const Uid damage = item(Kind::damageScenario, with(Attr::impact, impact));
        const Uid threat = item(Kind::threatScenario, with(Attr::scale, Choice{static_cast<std::uint16_t>(any(2) * 2)}));
        link(LinkKind::realizes, threat, damage);
        const Region &region = otherRegion();
        link(LinkKind::targets, threat, oneOf(any(2) ? region.functions : region.data));
    }

    std::mt19937_64 m_random{3};
    Graph m_graph;
    ChangeSet m_set;
    std::map<Kind, int> m_numbers;
    std::map<Uid, bool> m_seen;
    int m_links = 0;
    std::vector<Uid> m_profiles;
    std::vector<Uid> m_controls;
    std::vector<Region> m_regions;
};

Assessment assess(Assessor &assessor, const Graph &graph, const Scenario &scenario)
{
    Result<Assessment> done = assessor.assess(graph, scenario, Budget{});
    if (!done) {
        std::fprintf(stderr, "%s\n", done.error().english().c_str());
        std::exit(1);
    }
    return std::move(*done);
}

Graph withFailedTest(const Graph &graph, int round)
{
    Outcome outcome;
    outcome.test = graph.item(graph.itemsOf(Kind::testCase)[static_cast<std::size_t>(round)])->uid;
    outcome.verdict = Verdict::Fail;
    outcome.at = "2026-11-20T10:00:00Z";
    outcome.uid = outcomeUid(outcome);
    ChangeSet set;
    set.changes.push_back({std::nullopt, Record(outcome)});
    Graph edited = graph;
    if (!edited.apply(set))
        std::exit(1);
    return edited;
}

} // namespace

int main(int count, char **values)
{
    const int wanted = count > 1 ? std::atoi(values[1]) : 10'000;
    const Fleet fleet(wanted);
    const Graph &graph = fleet.graph();
    auto fresh = [&] { return std::move(*makeAssessor(graph)); };
    std::unique_ptr<Assessor> assessor = fresh();
    const Assessment first = assess(*assessor, graph, {});
    std::printf("%zu items, %zu links; %lld positions, %lld steps of attacks, %zu risks in three readings, 12 profiles\n",
                graph.itemCount(), graph.linkCount(), static_cast<long long>(first.coverage.positions),
                static_cast<long long>(first.coverage.steps), first.risks.size());
    measure("first assessment", 3, [&](int) { assessor = fresh(); }, [&] { assess(*assessor, graph, {}); });
    measure("the same again", 3, [](int) {}, [&] { assess(*assessor, graph, {}); });
    Scenario scenario;
    measure("another control switched off, all readings", 9,
            [&](int round) { scenario.switches = {{fleet.controls()[static_cast<std::size_t>(7 * round)], false}}; },
            [&] { assess(*assessor, graph, scenario); });
    Graph edited = graph;
    measure("a test has failed, all readings", 5, [&](int round) { edited = withFailedTest(graph, round); },
            [&] { assess(*assessor, edited, {}); });
    PathQuestion question;
    question.target = graph.itemsOf(Kind::threatScenario).front();
    measure("easiest paths to one threat", 5, [](int) {}, [&] {
        if (!assessor->paths(edited, question, Budget{}))
            std::exit(1);
    });
    return 0;
}
