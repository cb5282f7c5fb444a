#include "model/exchange/exports.h"

#include "model/layout/picture.h"
#include "model/valuejson.h"
#include "model/xmltext.h"

#include <map>

namespace tarascope {

namespace {

constexpr ExportFormat formats[] = {
    {"csv", "Table of one kind (CSV)", writeCsv},
    {"dot", "Graphviz (DOT)", writeDot},
    {"graphml", "GraphML", writeGraphMl},
    {"otm", "Open Threat Model 0.2 (JSON)", writeOtm},
    {"svg", "Picture (SVG)", writeSvg},
};

std::map<ItemId, int> numbersOf(const Selection &selection)
{
    std::map<ItemId, int> numbers;
    for (ItemId id : selection.items)
        numbers.emplace(id, static_cast<int>(numbers.size()) + 1);
    return numbers;
}

/// A text in double quotes: quotes and backslashes escaped, control characters as blanks.
std::string dotText(std::string_view text)
{
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            out += '\\';
        out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
    return out + "\"";
}

std::string attributesJson(const Graph &graph, const Item &item)
{
    json::Writer out;
    writeAttributes(out, graph, item.kind, item.attributes, ReferenceStyle::Key);
    return out.take();
}

std::string data(std::string_view key, std::string_view text)
{
    return text.empty() ? std::string() : "<data key=\"" + std::string(key) + "\">" + xmlText(text) + "</data>";
}

std::string componentType(const Item &item)
{
    return item.kind == Kind::component ? std::string(choiceName(item, Attr::type)) : std::string();
}

LossEntry loss(const std::string &what, const char *why, const char *code)
{
    return {what, {why, {}, code}, {}};
}

} // namespace

std::span<const ExportFormat> exportFormats() { return formats; }

Result<Exported> writeDot(const Graph &graph, const Selection &selection, const Budget &)
{
    const std::map<ItemId, int> numbers = numbersOf(selection);
    Exported out;
    out.text = "digraph tarascope {\n  rankdir=LR;\n  node [shape=box];\n";
    for (ItemId id : selection.items) {
        const Item &item = *graph.item(id);
        out.text += "  n" + std::to_string(numbers.at(id)) + " [label=" + dotText(item.key + " " + item.name) + ", class=" +
                    dotText(kindDef(item.kind).name()) + "];\n";
    }
    for (LinkId id : selection.links)
        out.text += "  n" + std::to_string(numbers.at(graph.from(id))) + " -> n" + std::to_string(numbers.at(graph.to(id))) +
                    " [label=" + dotText(linkDef(graph.link(id)->kind).name()) + "];\n";
    out.text += "}\n";
    out.skipped.push_back(loss("attributes", QT_TRANSLATE_NOOP("model", "DOT holds key, name and kind only"), "dotAttributes"));
    return out;
}

Result<Exported> writeGraphMl(const Graph &graph, const Selection &selection, const Budget &)
{
    const std::map<ItemId, int> numbers = numbersOf(selection);
    Exported out;
    out.text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n";
    for (const char *name : {"key", "kind", "name", "description", "attributes"})
        out.text += std::string("<key id=\"") + name + "\" for=\"all\" attr.name=\"" + name + "\" attr.type=\"string\"/>\n";
    out.text += "<graph edgedefault=\"directed\">\n";
    for (ItemId id : selection.items) {
        const Item &item = *graph.item(id);
        out.text += "<node id=\"n" + std::to_string(numbers.at(id)) + "\">" + data("key", item.key) +
                    data("kind", kindDef(item.kind).name()) + data("name", item.name) + data("description", item.description) +
                    data("attributes", attributesJson(graph, item)) + "</node>\n";
    }
    for (LinkId id : selection.links) {
        const Link &link = *graph.link(id);
        json::Writer attributes;
        writeLinkAttributes(attributes, graph, link.kind, link.attributes, ReferenceStyle::Key);
        out.text += "<edge source=\"n" + std::to_string(numbers.at(graph.from(id))) + "\" target=\"n" +
                    std::to_string(numbers.at(graph.to(id))) + "\">" + data("key", link.key) +
                    data("kind", linkDef(link.kind).name()) + data("attributes", attributes.text()) + "</edge>\n";
    }
    out.text += "</graph>\n</graphml>\n";
    if (graph.outcomeCount() > 0)
        out.skipped.push_back(loss("outcomes", QT_TRANSLATE_NOOP("model", "outcomes of tests have no place in GraphML"), "graphmlOutcomes"));
    return out;
}

Result<Exported> writeSvg(const Graph &graph, const Selection &selection, const Budget &budget)
{
    Exported out;
    Picture picture;
    std::map<ItemId, int> places;
    std::map<std::string_view, int> without;
    for (ItemId id : selection.items) {
        const Item &item = *graph.item(id);
        const std::optional<Lane> lane = laneOf(item.kind, componentType(item));
        if (!lane) {
            ++without[kindDef(item.kind).name()];
            continue;
        }
        places.emplace(id, static_cast<int>(picture.nodes.size()));
        picture.nodes.push_back({item.name, item.key, kindDef(item.kind).group, static_cast<int>(*lane), 0, false});
    }
    for (LinkId id : selection.links) {
        const auto from = places.find(graph.from(id));
        const auto to = places.find(graph.to(id));
        if (from != places.end() && to != places.end() && from != to)
            picture.arrows.push_back({from->second, to->second, linkDef(graph.link(id)->kind).attack, false, false});
    }
    picture.title = std::to_string(picture.nodes.size()) + " items and " + std::to_string(picture.arrows.size()) + " links";
    Result<std::string> svg = drawSvg(picture, true, budget);
    if (!svg)
        return svg.error();
    out.text = std::move(*svg);
    for (const auto &[kind, count] : without)
        out.skipped.push_back({std::string(kind),
                               {QT_TRANSLATE_NOOP("model", "%1 items of this kind have no lane in the picture"), {std::to_string(count)}, "noLane"},
                               {}});
    return out;
}

} // namespace tarascope
