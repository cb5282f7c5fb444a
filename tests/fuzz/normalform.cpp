#include "importers/normalform.h"
#include "model/merge.h"
#include "model/store/normalform.h"

#include <cstdint>
#include <cstdlib>

using namespace tarascope;

namespace {

void demand(bool holds)
{
    if (!holds)
        std::abort();
}

} // namespace

// What is read is refused or merges; what merges applies; a second merge is empty; an export imports as equal content.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto batch = readNormalForm(std::string_view(reinterpret_cast<const char *>(data), size), "input.json", {});
    if (!batch)
        return 0;
    Graph graph;
    const auto plan = planMerge(graph, *batch, {});
    if (!plan) {
        demand(plan.error().where.known() && !plan.error().english().empty());
        return 0;
    }
    demand(graph.apply(plan->set).ok());
    const auto again = planMerge(graph, *batch, {});
    demand(again && again->set.empty());
    const auto exported = readNormalForm(writeNormalForm(graph), "export.json", {});
    demand(exported.ok());
    const auto back = planMerge(Graph(), *exported, {});
    demand(back.ok());
    Graph copy;
    demand(copy.apply(back->set).ok());
    demand(copy.sameContent(graph));
    return 0;
}
