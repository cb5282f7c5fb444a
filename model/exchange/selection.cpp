#include "model/exchange/selection.h"

#include <algorithm>
#include <charconv>
#include <set>

namespace tarascope {

namespace {

constexpr int mostHops = 20;

/// The items within so many links, whichever way they run.
void addNear(const Graph &graph, ItemId start, int hops, std::set<ItemId> &chosen)
{
    std::set<ItemId> edge{start};
    std::set<ItemId> seen{start};
    for (int hop = 0; hop < hops; ++hop) {
        std::set<ItemId> next;
        for (ItemId id : edge) {
            for (LinkId link : graph.out(id))
                next.insert(graph.to(link));
            for (LinkId link : graph.in(id))
                next.insert(graph.from(link));
        }
        edge.clear();
        for (ItemId id : next)
            if (seen.insert(id).second)
                edge.insert(id);
    }
    chosen.insert(seen.begin(), seen.end());
}

Result<void> addPart(const Graph &graph, const std::string &part, std::set<ItemId> &chosen)
{
    if (const KindDef *kind = findKind(part)) {
        for (ItemId id : graph.itemsOf(kind->kind))
            chosen.insert(id);
        return {};
    }
    std::string name = part;
    int hops = 0;
    if (const std::size_t plus = part.rfind('+'); plus != std::string::npos && plus + 1 < part.size()) {
        const char *end = part.data() + part.size();
        const auto read = std::from_chars(part.data() + plus + 1, end, hops);
        if (read.ec == std::errc() && read.ptr == end && hops >= 0 && hops <= mostHops)
            name.resize(plus);
        else
            hops = 0;
    }
    const Result<ItemId> item = graph.lookUp(name);
    if (!item)
        return item.error();
    addNear(graph, *item, hops, chosen);
    return {};
}

auto placeOf(const std::string &key)
{
    const auto parts = keyParts(key);
    return parts ? std::pair(parts->prefix, parts->number) : std::pair(std::string_view(key), std::int64_t{0});
}

} // namespace

Result<Selection> selectItems(const Graph &graph, const std::string &words)
{
    std::set<ItemId> chosen;
    if (words.empty())
        graph.forEachItem([&chosen](ItemId id, const Item &) { chosen.insert(id); });
    for (std::size_t begin = 0; begin < words.size();) {
        const std::size_t end = std::min(words.find(',', begin), words.size());
        if (Result<void> added = addPart(graph, words.substr(begin, end - begin), chosen); !added)
            return added.error();
        begin = end + 1;
    }
    Selection selection;
    selection.items.assign(chosen.begin(), chosen.end());
    std::sort(selection.items.begin(), selection.items.end(),
              [&graph](ItemId a, ItemId b) { return placeOf(graph.item(a)->key) < placeOf(graph.item(b)->key); });
    for (ItemId id : selection.items)
        for (LinkId link : graph.out(id))
            if (chosen.contains(graph.to(link)))
                selection.links.push_back(link);
    std::sort(selection.links.begin(), selection.links.end(),
              [&graph](LinkId a, LinkId b) { return placeOf(graph.link(a)->key) < placeOf(graph.link(b)->key); });
    return selection;
}

} // namespace tarascope
