#include "model/layout/rankedlayout.h"

#include <gvc.h>

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>

namespace tarascope {

namespace {

constexpr double pixelsPerInch = 72; // Graphviz gives points: one is a pixel here
constexpr double betweenRanks = 64;
constexpr double betweenBoxes = 20;
constexpr int mostRanks = 100;

char *text(const char *constant) { return const_cast<char *>(constant); } // the C interface of 2.42 is not const

void set(void *object, const char *name, const std::string &value)
{
    agsafeset(object, text(name), text(value.c_str()), text(""));
}

std::string inches(double pixels) { return std::to_string(pixels / pixelsPerInch); }

struct CloseGraph {
    void operator()(Agraph_t *graph) const { agclose(graph); }
};
struct FreeContext {
    void operator()(GVC_t *context) const { gvFreeContext(context); }
};

/// Ranks without the empty ones.
std::vector<int> closeRanks(const std::vector<LayoutBox> &boxes)
{
    std::map<int, int> place;
    for (const LayoutBox &box : boxes)
        place[box.rank] = 0;
    int next = 0;
    for (auto &[rank, at] : place)
        at = next++;
    std::vector<int> ranks;
    for (const LayoutBox &box : boxes)
        ranks.push_back(place[box.rank]);
    return ranks;
}

/// One drawing by the foreign library.
class Drawing
{
public:
    Drawing(const std::vector<LayoutBox> &boxes, const std::vector<int> &ranks) : m_boxes(boxes), m_ranks(ranks)
    {
        m_context.reset(gvContext());
        m_graph.reset(agopen(text("g"), Agdirected, nullptr));
        set(m_graph.get(), "rankdir", "LR");
        set(m_graph.get(), "splines", "line");
        set(m_graph.get(), "ranksep", inches(betweenRanks));
        set(m_graph.get(), "nodesep", inches(betweenBoxes));
        set(m_graph.get(), "nslimit", "2");
        set(m_graph.get(), "mclimit", "2");
        agattr(m_graph.get(), AGNODE, text("label"), text(""));
        agattr(m_graph.get(), AGNODE, text("shape"), text("box"));
        agattr(m_graph.get(), AGNODE, text("fixedsize"), text("true"));
        agattr(m_graph.get(), AGEDGE, text("style"), text(""));
        addRanks();
        for (std::size_t i = 0; i < boxes.size(); ++i)
            addBox(i);
    }

    void addArrow(const LayoutArrow &arrow)
    {
        const bool back = rankOf(arrow.from) > rankOf(arrow.to);
        Agnode_t *from = m_nodes[static_cast<std::size_t>(back ? arrow.to : arrow.from)];
        Agnode_t *to = m_nodes[static_cast<std::size_t>(back ? arrow.from : arrow.to)];
        if (from == to)
            return;
        Agedge_t *edge = agedge(m_graph.get(), from, to, nullptr, 1);
        if (rankOf(arrow.from) == rankOf(arrow.to))
            set(edge, "constraint", "false");
    }

    bool run() { return gvLayout(m_context.get(), m_graph.get(), "dot") == 0 && (m_laidOut = true); }

    Layout result() const
    {
        // The frame of the library has room for the chain of ranks; ours is that of the boxes. Its y runs upwards.
        Layout layout;
        double left = 1e9, right = -1e9, top = -1e9, bottom = 1e9;
        for (std::size_t i = 0; i < m_nodes.size(); ++i) {
            const pointf at = ND_coord(m_nodes[i]);
            left = std::min(left, at.x - m_boxes[i].width / 2);
            right = std::max(right, at.x + m_boxes[i].width / 2);
            top = std::max(top, at.y + m_boxes[i].height / 2);
            bottom = std::min(bottom, at.y - m_boxes[i].height / 2);
        }
        for (Agnode_t *node : m_nodes)
            layout.centres.push_back({ND_coord(node).x - left, top - ND_coord(node).y});
        layout.width = right - left;
        layout.height = top - bottom;
        return layout;
    }

    ~Drawing()
    {
        if (m_laidOut)
            gvFreeLayout(m_context.get(), m_graph.get());
    }
    Drawing(const Drawing &) = delete;
    Drawing &operator=(const Drawing &) = delete;

private:
    int rankOf(int box) const { return m_ranks[static_cast<std::size_t>(box)]; }

    /// A chain of invisible points, one per rank, holds the columns apart and in order.
    void addRanks()
    {
        const int ranks = *std::max_element(m_ranks.begin(), m_ranks.end()) + 1;
        Agnode_t *before = nullptr;
        for (int rank = 0; rank < ranks; ++rank) {
            Agraph_t *column = agsubg(m_graph.get(), text(("r" + std::to_string(rank)).c_str()), 1);
            set(column, "rank", "same");
            Agnode_t *point = agnode(column, text(("c" + std::to_string(rank)).c_str()), 1);
            set(point, "width", "0.01");
            set(point, "height", "0.01");
            set(point, "style", "invis");
            if (before)
                set(agedge(m_graph.get(), before, point, nullptr, 1), "style", "invis");
            before = point;
            m_columns.push_back(column);
        }
    }

    void addBox(std::size_t i)
    {
        Agraph_t *column = m_columns[static_cast<std::size_t>(m_ranks[i])];
        Agnode_t *node = agnode(column, text(("n" + std::to_string(i)).c_str()), 1);
        set(node, "width", inches(m_boxes[i].width));
        set(node, "height", inches(m_boxes[i].height));
        m_nodes.push_back(node);
    }

    const std::vector<LayoutBox> &m_boxes;
    const std::vector<int> &m_ranks;
    std::unique_ptr<GVC_t, FreeContext> m_context;
    std::unique_ptr<Agraph_t, CloseGraph> m_graph;
    std::vector<Agraph_t *> m_columns;
    std::vector<Agnode_t *> m_nodes;
    bool m_laidOut = false;
};

Error refused(const char *text, std::vector<std::string> args)
{
    return {ErrorKind::Usage, {text, std::move(args), "layout"}, {}};
}

Result<void> checkInput(const std::vector<LayoutBox> &boxes, const std::vector<LayoutArrow> &arrows)
{
    if (boxes.size() > mostLayoutBoxes)
        return refused(QT_TRANSLATE_NOOP("model", "a picture of %1 items is too large; the limit is %2"),
                       {std::to_string(boxes.size()), std::to_string(mostLayoutBoxes)});
    const auto isBox = [&boxes](int index) { return index >= 0 && static_cast<std::size_t>(index) < boxes.size(); };
    for (const LayoutArrow &arrow : arrows)
        if (!isBox(arrow.from) || !isBox(arrow.to))
            return refused(QT_TRANSLATE_NOOP("model", "an arrow of the picture has no box"), {});
    std::set<int> ranks;
    for (const LayoutBox &box : boxes)
        ranks.insert(box.rank);
    if (ranks.size() > mostRanks)
        return refused(QT_TRANSLATE_NOOP("model", "a picture of %1 columns is too wide; the limit is %2"),
                       {std::to_string(ranks.size()), std::to_string(mostRanks)});
    return {};
}

} // namespace

Result<Layout> layoutRanked(const std::vector<LayoutBox> &boxes, const std::vector<LayoutArrow> &arrows,
                            const Budget &budget)
{
    if (Result<void> sound = checkInput(boxes, arrows); !sound)
        return sound.error();
    if (boxes.empty())
        return Layout();
    static std::mutex oneAtATime; // the library keeps state of its own
    const std::lock_guard lock(oneAtATime);
    if (Result<void> going = budget.check(); !going)
        return going.error();
    const std::vector<int> ranks = closeRanks(boxes);
    Drawing drawing(boxes, ranks);
    for (const LayoutArrow &arrow : arrows)
        drawing.addArrow(arrow);
    if (!drawing.run())
        return Error{ErrorKind::Internal, {QT_TRANSLATE_NOOP("model", "the picture could not be laid out"), {}, "layout"}, {}};
    return drawing.result();
}

} // namespace tarascope
