#include "model/assurance/evidence.h"

#include <algorithm>
#include <map>

namespace tarascope {

namespace {

// The worst of runs at the same time decides, so that no order of import hides a failure.
int severity(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Pass: return 0;
    case Verdict::NotRun: return 1;
    case Verdict::Stale: return 2;
    case Verdict::Inconclusive: return 3;
    case Verdict::FailClosed: return 4;
    case Verdict::Fail: return 5;
    }
    return 5;
}

void takeVerdict(TestEvidence &test, Verdict verdict, const Outcome *outcome)
{
    test.verdict = verdict;
    test.state = verdict == Verdict::Pass     ? TestState::Passed
                 : verdict == Verdict::NotRun ? TestState::NotRun
                                              : TestState::Broken;
    if (outcome) {
        test.at = outcome->at;
        test.where = outcome->where;
        test.observed = outcome->observed;
    }
}

void readOutcomes(const Graph &graph, const Item &item, TestEvidence &test)
{
    std::map<std::string, const Outcome *> latest;
    for (const Outcome *outcome : graph.outcomesOf(item.uid)) {
        const Outcome *&slot = latest[outcome->environment];
        if (!slot || outcome->at > slot->at ||
            (outcome->at == slot->at && severity(outcome->verdict) > severity(slot->verdict)))
            slot = outcome;
    }
    const Outcome *deciding = nullptr;
    for (const auto &[environment, outcome] : latest)
        if (!deciding || severity(outcome->verdict) > severity(deciding->verdict))
            deciding = outcome;
    if (deciding)
        takeVerdict(test, deciding->verdict, deciding);
}

void readDimensions(const Graph &graph, const Item &item, TestEvidence &test)
{
    const Row *dimensions = item.attributes.get<Row>(Attr::dimensions);
    if (!dimensions)
        return;
    if (const std::string *profile = dimensions->find("profile")) {
        const auto uid = Uid::fromHex(*profile);
        test.profile = uid ? graph.findItem(*uid) : ItemId{};
        test.namesProfile = test.profile.valid();
    }
    if (const std::string *role = dimensions->find("role"))
        test.role = *role;
    if (const std::string *relationship = dimensions->find("relationship"))
        test.relationship = *relationship;
}

} // namespace

Evidence::Evidence(const Graph &graph, const Scenario &scenario)
{
    graph.forEachItem([&](ItemId id, const Item &item) {
        if (item.kind != Kind::testCase)
            return;
        TestEvidence test;
        test.test = id;
        std::vector<ItemId> controls;
        for (LinkId link : graph.out(id)) {
            if (graph.link(link)->kind != LinkKind::verifies)
                continue;
            const ItemId verified = graph.to(link);
            const Kind kind = graph.item(verified)->kind;
            if (kind == Kind::control)
                controls.push_back(verified);
            else if (kind == Kind::endpoint || kind == Kind::command)
                test.named.push_back(verified);
        }
        if (controls.empty())
            return;
        readDimensions(graph, item, test);
        if (const auto assumed = scenario.verdicts.find(item.uid); assumed != scenario.verdicts.end())
            takeVerdict(test, assumed->second, nullptr);
        else
            readOutcomes(graph, item, test);
        for (ItemId control : controls)
            m_tests[control].push_back(test);
    });
    for (auto &[control, tests] : m_tests)
        std::sort(tests.begin(), tests.end(), [&](const TestEvidence &a, const TestEvidence &b) {
            return keyParts(graph.item(a.test)->key)->number < keyParts(graph.item(b.test)->key)->number;
        });
}

const std::vector<TestEvidence> &Evidence::testsOf(ItemId control) const
{
    static const std::vector<TestEvidence> none;
    const auto found = m_tests.find(control);
    return found == m_tests.end() ? none : found->second;
}

} // namespace tarascope
