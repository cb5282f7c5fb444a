#pragma once
#include "model/graph.h"
#include "model/paths/scenario.h"

#include <unordered_map>

namespace tarascope {

/// What the latest runs of one test say, over all its environments.
enum class TestState : std::uint8_t {
    NotRun, ///< no run, or the latest was left out: no proof, no failure
    Passed, ///< every latest run is a pass
    Broken  ///< some latest run failed, was inconclusive or is stale
};

/// A test that verifies a control, with what it names.
struct TestEvidence {
    ItemId test;
    TestState state = TestState::NotRun;
    Verdict verdict = Verdict::NotRun; ///< of the run that decides
    std::string at;                    ///< its time
    std::string where;                 ///< its place in the results: "results.xml:41"
    std::string observed;
    std::vector<ItemId> named; ///< endpoints and commands it verifies; none: it speaks for all the control guards
    ItemId profile;            ///< dimension `profile`
    bool namesProfile = false;
    std::string role;         ///< dimension `role`
    std::string relationship; ///< dimension `relationship`
};

/// The tests of every control with their latest outcomes (attack-paths 2, authorization 2): the latest run per
/// environment decides, runs at the same time all count. Built once per state of the graph and scenario.
class Evidence
{
public:
    Evidence(const Graph &graph, const Scenario &scenario);
    /// Tests that verify this control, by key; empty when none does.
    const std::vector<TestEvidence> &testsOf(ItemId control) const;

private:
    std::unordered_map<ItemId, std::vector<TestEvidence>> m_tests;
};

} // namespace tarascope
