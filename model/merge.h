#pragma once
#include "model/batch.h"
#include "model/budget.h"
#include "model/graph.h"

namespace tarascope {

/// What an import would do, in counts per kind and in words; the same value is the preview and the report.
struct MergeReport {
    std::string format;
    std::map<std::string, std::int64_t> added;   ///< per kind of item or link
    std::map<std::string, std::int64_t> changed;
    std::map<std::string, std::int64_t> same;
    std::map<std::string, std::int64_t> outcomes; ///< new outcomes per verdict
    std::vector<LossEntry> kept;    ///< analysts' fields that won, content kept as an extension
    std::vector<LossEntry> skipped; ///< not taken, with the reason and the place
    std::vector<LossEntry> problems; ///< taken, but worth a look (renumbered keys, what vanished from the source)
};

struct MergePlan {
    ChangeSet set; ///< empty when nothing would change
    MergeReport report;
};

/// Plans the import of a batch as one change set (engine-room 2). Items match by uid, then (system, external key), then
/// key. The import owns the fields it wrote last while they still hold what it wrote; others are kept and reported.
/// Items of the same system that are no longer in the batch get the tag `gone-from-source`, unless it is a part only. Dangling ends and links that
/// the metamodel refuses are errors with their place, and nothing is planned.
Result<MergePlan> planMerge(const Graph &graph, const Batch &batch, const Budget &budget);

} // namespace tarascope
