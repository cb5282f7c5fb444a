#include "model/report/pathpicture.h"

#include <algorithm>
#include <map>

namespace tarascope {

namespace {

class PathDrawer
{
public:
    explicit PathDrawer(const Graph &graph) : m_graph(graph) {}

    int node(ItemId id)
    {
        const auto known = m_nodes.find(id);
        if (known != m_nodes.end())
            return known->second;
        const Item *item = m_graph.item(id);
        PictureNode made;
        if (item) {
            made.name = item->name;
            made.key = item->key;
            made.group = kindDef(item->kind).group;
        } else {
            made.name = "An attacker";
            made.group = Group::identity;
        }
        made.strong = true;
        m_picture.nodes.push_back(std::move(made));
        return m_nodes[id] = static_cast<int>(m_picture.nodes.size()) - 1;
    }

    void step(const PathStep &step, ItemId profile, int number)
    {
        std::vector<ItemId> from;
        for (ItemId id : step.from)
            if (step.from.size() == 1 || !isWayOnly(id))
                from.push_back(id);
        if (from.empty())
            from = {profile};
        std::vector<int> begins;
        int rank = 0;
        for (ItemId id : from) {
            begins.push_back(node(id));
            rank = std::max(rank, at(begins.back()).rank + 1);
        }
        const int end = node(step.to);
        at(end).rank = std::max(at(end).rank, rank);
        if (at(end).number == 0)
            at(end).number = number;
        for (int begin : begins)
            if (begin != end)
                m_picture.arrows.push_back({begin, end, true, !step.controls.empty(), true});
    }

    Picture take(std::string title)
    {
        m_picture.title = std::move(title);
        return std::move(m_picture);
    }

private:
    /// The application is the way of a request, not what it takes; the endpoint shows it.
    bool isWayOnly(ItemId id) const
    {
        const Item *item = m_graph.item(id);
        return item && item->kind == Kind::application;
    }
    PictureNode &at(int index) { return m_picture.nodes[static_cast<std::size_t>(index)]; }

    const Graph &m_graph;
    Picture m_picture;
    std::map<ItemId, int> m_nodes;
};

} // namespace

Picture pathPicture(const Graph &graph, const AttackPath &path)
{
    PathDrawer drawer(graph);
    for (std::size_t i = 0; i < path.steps.size(); ++i)
        drawer.step(path.steps[i], path.profile, static_cast<int>(i) + 1);
    const Item *target = path.steps.empty() ? nullptr : graph.item(path.steps.back().to);
    return drawer.take("Attack path to " + (target ? target->name + " (" + target->key + ")" : std::string("nothing")) + " in " +
                       std::to_string(path.steps.size()) + " steps");
}

} // namespace tarascope
