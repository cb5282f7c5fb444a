#include "model/assurance/chainstate.h"

#include "tests/casetext.h"
#include "tests/randommodel.h"
#include "tests/testmain.h"

#include <set>

using namespace tarascope;

namespace {

/// "L1 gap L2 gap L3 proved ..." without what does not apply.
std::string strip(const std::string &lines, const std::string &endpoint, const std::string &command)
{
    const LoadedCase loaded = caseOf(lines);
    const Evidence evidence(loaded.graph, {});
    const ChainStrip found = chainState(loaded.graph, evidence, endpoint.empty() ? ItemId{} : loaded.id(endpoint),
                                        command.empty() ? ItemId{} : loaded.id(command));
    std::string out;
    for (int i = 0; i < chainLinkCount; ++i) {
        const ChainCell &cell = found.links[static_cast<std::size_t>(i)];
        if (cell.state == ChainState::NotApplicable)
            continue;
        out += (out.empty() ? "L" : " L") + std::to_string(i + 1) + " " + std::string(chainStateName(cell.state));
        for (ItemId control : cell.controls)
            out += "," + loaded.graph.item(control)->key;
        for (ItemId test : cell.tests)
            out += "," + loaded.graph.item(test)->key;
    }
    return out;
}

/// The state of one link from scratch: all controls of the graph, each with all its guards and tests.
class BruteForce
{
public:
    explicit BruteForce(const Graph &graph) : m_graph(graph) {}

    struct Found {
        bool enforced = false; ///< some control is meant to
        bool implemented = false, proved = false, failed = false;
        std::set<ItemId> controls;
    };
    Found at(int link, ItemId endpoint, ItemId command) const
    {
        Found found;
        m_graph.forEachLink([&](LinkId, const Link &guard) {
            if (guard.kind != LinkKind::guards || !guards(guard, link, endpoint, command))
                return;
            const ItemId control = m_graph.findItem(guard.from);
            found.enforced = true;
            found.controls.insert(control);
            if (choiceName(*m_graph.item(control), Attr::status) != "implemented")
                return;
            found.implemented = true;
            bool passed = false, broken = false;
            m_graph.forEachItem([&](ItemId test, const Item &item) {
                if (item.kind != Kind::testCase || !linked(test, LinkKind::verifies, control) ||
                    !speaksOf(test, guard.to))
                    return;
                const std::set<Verdict> verdicts = latest(item);
                passed = passed || verdicts == std::set{Verdict::Pass};
                for (Verdict verdict : verdicts)
                    broken = broken || (verdict != Verdict::Pass && verdict != Verdict::NotRun);
                found.failed =
                    found.failed || verdicts.contains(Verdict::Fail) || verdicts.contains(Verdict::FailClosed);
            });
            found.proved = found.proved || (passed && !broken);
        });
        return found;
    }

private:
    bool linked(ItemId from, LinkKind kind, ItemId to) const
    {
        bool found = false;
        m_graph.forEachLink([&](LinkId id, const Link &link) {
            found = found || (link.kind == kind && m_graph.from(id) == from && m_graph.to(id) == to);
        });
        return found;
    }
    bool guards(const Link &guard, int link, ItemId endpoint, ItemId command) const
    {
        const Choice *at = guard.attributes.get<Choice>(Attr::chainLink);
        if (!at || at->index != link)
            return false;
        const ItemId guarded = m_graph.findItem(guard.to);
        const Uid *only = guard.attributes.get<Uid>(Attr::step);
        const bool behind =
            linked(endpoint, LinkKind::handledBy, guarded) || linked(guarded, LinkKind::dispatches, command);
        if (only) {
            const LinkId step = m_graph.findLink(*only);
            if (!step.valid())
                return false;
            const Link &way = *m_graph.link(step);
            const ItemId from = m_graph.from(step), to = m_graph.to(step);
            if (link < 6)
                return way.kind == LinkKind::invokes && from == endpoint && to == command;
            if (link == 6)
                return way.kind == LinkKind::calls && (to == endpoint || linked(endpoint, LinkKind::handledBy, to) ||
                                                       linked(to, LinkKind::dispatches, command));
            return (way.kind == LinkKind::dispatches && to == command) ||
                   (isChannel(way) && linked(from, LinkKind::dispatches, command));
        }
        if (link < 6)
            return guarded == endpoint || guarded == command;
        if (link == 6)
            return guarded == endpoint || behind;
        bool channel = false;
        m_graph.forEachLink([&](LinkId id, const Link &way) {
            channel = channel || (isChannel(way) && m_graph.to(id) == guarded &&
                                  linked(m_graph.from(id), LinkKind::dispatches, command));
        });
        return guarded == command || channel;
    }
    static bool isChannel(const Link &link)
    {
        return link.kind == LinkKind::connectsTo || link.kind == LinkKind::updates;
    }
    bool speaksOf(ItemId test, const Uid &guarded) const
    {
        bool names = false, here = false;
        m_graph.forEachLink([&](LinkId id, const Link &link) {
            if (link.kind != LinkKind::verifies || m_graph.from(id) != test)
                return;
            const Kind kind = m_graph.item(m_graph.to(id))->kind;
            names = names || kind == Kind::endpoint || kind == Kind::command;
            here = here || link.to == guarded;
        });
        return !names || here;
    }
    /// Worst verdict that decides over the environments; the set of the latest ones of each.
    std::set<Verdict> latest(const Item &test) const
    {
        std::map<std::string, std::string> last;
        m_graph.forEachOutcome([&](const Outcome &outcome) {
            if (outcome.test == test.uid)
                last[outcome.environment] = std::max(last[outcome.environment], outcome.at);
        });
        std::set<Verdict> verdicts;
        for (const auto &latest : last) {
            // Of runs at one time the worst.
            Verdict worst = Verdict::Pass;
            const auto rank = [](Verdict verdict) {
                static constexpr Verdict order[] = {Verdict::Pass,         Verdict::NotRun,     Verdict::Stale,
                                                    Verdict::Inconclusive, Verdict::FailClosed, Verdict::Fail};
                return std::find(std::begin(order), std::end(order), verdict) - std::begin(order);
            };
            m_graph.forEachOutcome([&](const Outcome &outcome) {
                if (outcome.test == test.uid && outcome.environment == latest.first && outcome.at == latest.second &&
                    rank(outcome.verdict) > rank(worst))
                    worst = outcome.verdict;
            });
            verdicts.insert(worst);
        }
        // One bad environment decides; a failure beside another badness shows as the failure.
        return verdicts;
    }

    const Graph &m_graph;
};

} // namespace

/// The strip of a request: each state by a model that differs in one thing, and brute force over random models.
class ChainStateTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void states_data()
    {
        QTest::addColumn<std::string>("lines");
        QTest::addColumn<std::string>("says");
        const auto row = [](const char *name, const std::string &lines, const char *says) {
            QTest::newRow(name) << lines << std::string(says);
        };
        const std::string request = "EP-1 invokes CM-1\n";
        const std::string guarded =
            request + "CT-1 = 10000; CT-1 guards EP-1 {\"chainLink\":\"L3\"}\nTC-1 verifies CT-1\n";
        row("bare", request, "L1 gap L2 gap L3 gap L4 gap L5 gap L8 gap");
        row("states and a service behind", request + R"(CM-1 {"allowedVehicleStates":["parked"]}; EP-1 handledBy SV-1)",
            "L1 gap L2 gap L3 gap L4 gap L5 gap L6 gap L7 gap L8 gap");
        row("planned", request + R"(CT-1 {"status":"planned"}; CT-1 guards CM-1 {"chainLink":"L3"})",
            "L1 gap L2 gap L3 gap,CT-1 L4 gap L5 gap L8 gap");
        row("never run", guarded, "L1 gap L2 gap L3 untested,CT-1,TC-1 L4 gap L5 gap L8 gap");
        row("passed", guarded + "TC-1 : pass", "L1 gap L2 gap L3 proved,CT-1,TC-1 L4 gap L5 gap L8 gap");
        row("failed", guarded + "TC-1 : fail", "L1 gap L2 gap L3 failed,CT-1,TC-1 L4 gap L5 gap L8 gap");
        row("stale", guarded + "TC-1 : stale", "L1 gap L2 gap L3 untested,CT-1,TC-1 L4 gap L5 gap L8 gap");
        row("denied what it must allow", guarded + "TC-1 : failClosed",
            "L1 gap L2 gap L3 failed,CT-1,TC-1 L4 gap L5 gap L8 gap");
        row("tested elsewhere", guarded + "TC-1 verifies EP-2; TC-1 : fail",
            "L1 gap L2 gap L3 untested,CT-1 L4 gap L5 gap L8 gap");
        row("one proved, one failed",
            guarded +
                "TC-1 : pass; CT-2 = 10000; CT-2 guards CM-1 {\"chainLink\":\"L3\"}; TC-2 verifies CT-2; TC-2 : fail",
            "L1 gap L2 gap L3 failed,CT-1,CT-2,TC-1,TC-2 L4 gap L5 gap L8 gap");
        row("one proved, one not tried", guarded + "TC-1 : pass; CT-2 = 10000; CT-2 guards CM-1 {\"chainLink\":\"L3\"}",
            "L1 gap L2 gap L3 proved,CT-1,CT-2,TC-1 L4 gap L5 gap L8 gap");
        row("the vehicle checks",
            request +
                "CT-1 = 10000; CT-1 guards CO-1 {\"chainLink\":\"L8\"}; SV-1 dispatches CM-1; SV-1 connectsTo CO-1",
            "L1 gap L2 gap L3 gap L4 gap L5 gap L7 gap L8 untested,CT-1");
        row("not another's service",
            request + "CT-1 = 10000; CT-1 guards SV-2 {\"chainLink\":\"L7\"}; SV-1 dispatches CM-1; SV-2 calls SV-1",
            "L1 gap L2 gap L3 gap L4 gap L5 gap L7 gap L8 gap");
    }
    void states()
    {
        QFETCH(std::string, lines);
        QFETCH(std::string, says);
        QVERIFY2(strip(lines, "EP-1", "CM-1") == says, strip(lines, "EP-1", "CM-1").c_str());
    }

    void withoutACommandOrAnEndpoint()
    {
        QCOMPARE(strip("EP-1 touches OT-1", "EP-1", ""), std::string("L1 gap L2 gap L3 gap L4 gap"));
        QCOMPARE(strip("EP-1 touches DA-1", "EP-1", ""), std::string("L1 gap L2 gap L4 gap"));
        QCOMPARE(strip("SV-1 dispatches CM-1", "", "CM-1"), std::string("L5 gap L7 gap L8 gap"));
    }

    void stripsStandByCommandThenEndpoint()
    {
        const LoadedCase loaded = caseOf("EP-10 invokes CM-1; EP-2 invokes CM-1; EP-3 {}; CM-2 {}");
        std::string order;
        const Evidence evidence(loaded.graph, {});
        for (const ChainStrip &strip : chainStrips(loaded.graph, evidence))
            order += (strip.command.valid() ? loaded.graph.item(strip.command)->key : "none") + "/" +
                     (strip.endpoint.valid() ? loaded.graph.item(strip.endpoint)->key : "none") + " ";
        QCOMPARE(order, std::string("CM-1/EP-2 CM-1/EP-10 CM-2/none none/EP-3 "));
        QCOMPARE(chainStrips(loaded.graph, evidence, loaded.id("CM-2")).size(), std::size_t(1));
    }

    void bruteForceAgrees()
    {
        std::map<ChainState, int> seen;
        for (std::uint32_t seed = 1; seed <= 60; ++seed) {
            RandomModel model(seed);
            const Graph graph = model.make({.controls = 8, .tests = 12});
            const Evidence evidence(graph, {});
            const BruteForce brute(graph);
            for (const ChainStrip &strip : chainStrips(graph, evidence)) {
                if (!strip.command.valid())
                    continue; // what an endpoint touches is in the table above
                for (int link = 0; link < chainLinkCount; ++link) {
                    const ChainCell &cell = strip.links[static_cast<std::size_t>(link)];
                    const auto wanted = brute.at(link, strip.endpoint, strip.command);
                    const ChainState state = wanted.failed                             ? ChainState::Failed
                                             : wanted.proved                           ? ChainState::Proved
                                             : wanted.implemented                      ? ChainState::Untested
                                             : wanted.enforced                         ? ChainState::Gap
                                             : cell.state == ChainState::NotApplicable ? ChainState::NotApplicable
                                                                                       : ChainState::Gap;
                    QVERIFY2(cell.state == state,
                             qPrintable(QStringLiteral("seed %1 L%2 of %3 %4: %5")
                                            .arg(seed)
                                            .arg(link + 1)
                                            .arg(QString::fromStdString(keyOf(graph, strip.endpoint)),
                                                 QString::fromStdString(keyOf(graph, strip.command)),
                                                 QString::fromUtf8(chainStateName(cell.state).data()))));
                    QVERIFY((std::set<ItemId>(cell.controls.begin(), cell.controls.end()) == wanted.controls));
                    QVERIFY(!cell.reason.english().empty());
                    ++seen[cell.state];
                }
            }
        }
        QCOMPARE(seen.size(), std::size_t(chainStateCount));
    }

private:
    static std::string keyOf(const Graph &graph, ItemId id) { return id.valid() ? graph.item(id)->key : "none"; }
};

TARASCOPE_TEST(ChainStateTest)
#include "chainstatetest.moc"
