#include "model/inventory/ask.h"

#include <chrono>

namespace tarascope {

namespace {

/// "Business function" -> "business function", but "CAL" stays.
std::string withinSentence(std::string label)
{
    const auto isUpper = [](char c) { return c >= 'A' && c <= 'Z'; };
    if (label.size() > 1 && isUpper(label[0]) && !isUpper(label[1]))
        label[0] = static_cast<char>(label[0] - 'A' + 'a');
    return label;
}

} // namespace

std::vector<ItemId> targetsOf(const Graph &graph, ItemId item, LinkKind kind)
{
    std::vector<ItemId> found;
    for (LinkId link : graph.out(item))
        if (graph.link(link)->kind == kind)
            found.push_back(graph.to(link));
    return found;
}

std::vector<ItemId> sourcesOf(const Graph &graph, ItemId item, LinkKind kind)
{
    std::vector<ItemId> found;
    for (LinkId link : graph.in(item))
        if (graph.link(link)->kind == kind)
            found.push_back(graph.from(link));
    return found;
}

std::int64_t daysBetween(Date from, Date to)
{
    const auto days = [](Date date) {
        using namespace std::chrono;
        return sys_days(year(date.year) / month(static_cast<unsigned>(date.month)) / day(static_cast<unsigned>(date.day)));
    };
    return (days(to) - days(from)).count();
}

std::string missing(const Item &item, std::initializer_list<Attr> attributes)
{
    std::string words;
    for (Attr attribute : attributes)
        if (!item.attributes.find(attribute))
            words += (words.empty() ? "" : ", ") + withinSentence(attributeLabel(*kindDef(item.kind).find(attribute)));
    return words;
}

} // namespace tarascope
