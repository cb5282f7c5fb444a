#pragma once
#include "model/graph.h"

namespace tarascope {

/// Which endpoints had a test of the relationship check (chain link L3) that ran within 90 days before a day and is not
/// stale: the test verifies a control that enforces L3 there, or names L3 as broken at the endpoint or its command.
class ObjectTests
{
public:
    ObjectTests(const Graph &graph, Date asOf);
    bool hasRun(ItemId endpoint) const;

private:
    bool ranInTime(const Item &test) const;

    const Graph &m_graph;
    Date m_asOf;
};

} // namespace tarascope
