#pragma once
#include "model/graph.h"

#include <functional>
#include <random>

/// Random well-formed graphs with the kinds, links and attributes that decide over attacks, and random edits of them. The
/// same seed gives the same graphs.
class RandomModel
{
public:
    struct Shape {
        int positions = 20;
        int links = 45;       ///< among positions
        int profiles = 3;
        int controls = 5;
        int vulnerabilities = 2;
        int tests = 5;
        int threats = 3;
    };

    explicit RandomModel(std::uint32_t seed) : m_random(seed) {}

    tarascope::Graph make(const Shape &shape);
    /// A new record that fits the graph, by its next free key. A link of this kind may have nowhere to go.
    tarascope::Item item(const tarascope::Graph &graph, tarascope::Kind kind);
    std::optional<tarascope::Link> link(const tarascope::Graph &graph, tarascope::LinkKind kind);
    std::optional<tarascope::Outcome> outcome(const tarascope::Graph &graph);
    /// Something that people do: add, change or remove an item, a link or an outcome.
    tarascope::ChangeSet edit(const tarascope::Graph &graph);

    int pick(int count) { return static_cast<int>(m_random() % static_cast<unsigned>(count)); }
    bool chance(int oneIn) { return pick(oneIn) == 0; }
    tarascope::Rating rating();
    std::mt19937 &random() { return m_random; }

    /// Kinds of links along which an attacker moves.
    static std::vector<tarascope::LinkKind> attackLinks();

private:
    void addItems(tarascope::Graph &graph, const Shape &shape);
    void addLinks(tarascope::Graph &graph, const Shape &shape);
    std::optional<tarascope::Value> value(const tarascope::Graph &graph, const tarascope::AttributeDef &def);
    tarascope::Attributes attributes(const tarascope::Graph &graph, const std::vector<tarascope::AttributeDef> &defs);
    tarascope::Row dimensions(const tarascope::Graph &graph);
    tarascope::LinkKind anyLinkKind();
    tarascope::ItemId anyItem(const tarascope::Graph &graph, const std::function<bool(const tarascope::Item &)> &fits);
    tarascope::ChangeSet changed(const tarascope::Graph &graph);

    std::mt19937 m_random;
};

/// The graph with these changes; a refusal quits the test with its sentence.
tarascope::Graph applied(const tarascope::Graph &graph, const tarascope::ChangeSet &set);
tarascope::ChangeSet adding(tarascope::Record record);
