#include "model/paths/components.h"

#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/strong_components.hpp>
#include <boost/range/iterator_range.hpp>

#include <numeric>

namespace tarascope {

namespace {

using Edges = std::vector<std::pair<std::int32_t, std::int32_t>>;

Edges edgesOf(const AttackGraph &graph)
{
    Edges edges;
    for (const AttackStep &step : graph.steps) {
        for (std::int32_t premise : graph.premisesOf(step))
            edges.emplace_back(premise, step.to);
        for (std::int32_t guard : graph.guardsOf(step))
            edges.emplace_back(graph.guards[static_cast<std::size_t>(guard)].defeated, step.to);
    }
    return edges;
}

// Components first, premises before what needs them; inside one by the distance from the starts.
std::vector<std::int32_t> sweepOrder(const AttackGraph &graph)
{
    const std::size_t count = graph.positions.size();
    std::vector<std::int32_t> order(count);
    std::iota(order.begin(), order.end(), 0);
    if (count == 0)
        return order;
    const Edges edges = edgesOf(graph);
    using Csr = boost::compressed_sparse_row_graph<boost::directedS>;
    const Csr csr(boost::edges_are_unsorted_multi_pass, edges.begin(), edges.end(), count);
    std::vector<int> component(count);
    boost::strong_components(csr, boost::make_iterator_property_map(component.begin(), get(boost::vertex_index, csr)));

    // Distance from the starts, so that inside a component the sweep runs along the attack.
    std::vector<std::int32_t> distance(count, -1);
    std::vector<std::int32_t> queue;
    for (const AttackStep &step : graph.steps)
        if (step.premiseBegin == step.premiseEnd && distance[static_cast<std::size_t>(step.to)] < 0) {
            distance[static_cast<std::size_t>(step.to)] = 0;
            queue.push_back(step.to);
        }
    for (std::size_t head = 0; head < queue.size(); ++head) {
        const auto from = static_cast<std::size_t>(queue[head]);
        for (const auto edge : boost::make_iterator_range(out_edges(from, csr))) {
            const std::size_t to = target(edge, csr);
            if (distance[to] < 0) {
                distance[to] = distance[from] + 1;
                queue.push_back(static_cast<std::int32_t>(to));
            }
        }
    }
    // Boost numbers components in reverse topological order.
    std::sort(order.begin(), order.end(), [&](std::int32_t a, std::int32_t b) {
        const auto x = static_cast<std::size_t>(a);
        const auto y = static_cast<std::size_t>(b);
        if (component[x] != component[y])
            return component[x] > component[y];
        return distance[x] != distance[y] ? distance[x] < distance[y] : a < b;
    });
    return order;
}

} // namespace

void numberForSweep(AttackGraph &graph)
{
    const std::vector<std::int32_t> order = sweepOrder(graph);
    std::vector<std::int32_t> numbers(order.size());
    std::vector<AttackPosition> positions(order.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        numbers[static_cast<std::size_t>(order[i])] = static_cast<std::int32_t>(i);
        positions[i] = graph.positions[static_cast<std::size_t>(order[i])];
    }
    auto renumber = [&](std::int32_t &position) {
        if (position >= 0)
            position = numbers[static_cast<std::size_t>(position)];
    };
    graph.positions = std::move(positions);
    for (AttackStep &step : graph.steps)
        renumber(step.to);
    for (std::int32_t &premise : graph.premises)
        renumber(premise);
    for (AttackGuard &guard : graph.guards)
        renumber(guard.defeated);
    for (auto &places : graph.byItem)
        for (std::int32_t &place : places)
            renumber(place);
}

} // namespace tarascope
