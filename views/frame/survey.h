#pragma once
#include "model/assurance/chainstate.h"
#include "model/inventory/catalogue.h"
#include "model/inventory/metrics.h"
#include "model/risk/worstpaths.h"
#include "model/rules/problems.h"

namespace tarascope {

/// A control with tests that show that it does not hold, and those of its tests.
struct FailingControl {
    ItemId control;
    std::vector<ItemId> tests; ///< failed
    std::size_t testCount = 0; ///< all that verify it
};

/// What a job found out about one revision of the project, beside the risks: pages show it and compute nothing of it.
/// Items are named by ids, which stay the same over a session; what was deleted since is no item any more.
struct Survey {
    Date asOf;
    ApiCatalogue catalogue;
    std::vector<ValidationProblem> problems;
    std::vector<Metric> metrics;
    std::vector<ChainStrip> strips;      ///< by command, then endpoint
    std::vector<FailingControl> failing; ///< most failed tests first
    std::vector<ItemId> neverRun;        ///< tests without a run
    std::vector<ItemId> stale;           ///< tests whose result is stale or inconclusive
    std::vector<WorstPath> worst;        ///< three at most, evidenced reading, without the what-if
};
using Surveyed = std::shared_ptr<const Survey>;

} // namespace tarascope
