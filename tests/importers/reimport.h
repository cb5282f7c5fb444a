#pragma once
#include "model/merge.h"

#include <string>

namespace tarascope {

/// What goes wrong when a batch is imported into an empty project and then once more; empty: it goes in, and the second
/// import changes nothing.
inline std::string reimportFault(const Batch &batch)
{
    Graph graph;
    const Result<MergePlan> plan = planMerge(graph, batch, {});
    if (!plan)
        return plan.error().english();
    if (const Result<void> applied = graph.apply(plan->set); !applied)
        return applied.error().english();
    if (graph.itemCount() != batch.items.size())
        return "items are missing";
    const Result<MergePlan> again = planMerge(graph, batch, {});
    if (!again)
        return again.error().english();
    return again->set.empty() ? "" : "the second import changes something";
}

} // namespace tarascope
