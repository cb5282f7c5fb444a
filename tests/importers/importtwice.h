#pragma once
#include "model/merge.h"

namespace tarascope {

/// Imports a batch into an empty project and the same once more; empty when the second import has nothing to do, else
/// what went wrong.
inline std::string changeOfSecondImport(const Batch &batch)
{
    Graph graph;
    const Result<MergePlan> first = planMerge(graph, batch, Budget());
    if (!first)
        return first.error().english();
    if (const Result<void> done = graph.apply(first->set); !done)
        return done.error().english();
    const Result<MergePlan> second = planMerge(graph, batch, Budget());
    if (!second)
        return second.error().english();
    return second->set.empty() ? "" : std::to_string(second->set.changes.size()) + " changes";
}

} // namespace tarascope
