#include "app/cli/jsonout.h"
#include "app/cli/textout.h"
#include "app/cli/verbs.h"
#include "app/session.h"
#include "model/valuejson.h"

#include <algorithm>

namespace tarascope::cli {

namespace {

/// "EP-9" before "EP-10".
template <class T> bool byKey(const T *a, const T *b)
{
    const auto left = keyParts(a->key);
    const auto right = keyParts(b->key);
    if (left && right && (left->prefix != right->prefix || left->number != right->number))
        return std::pair(left->prefix, left->number) < std::pair(right->prefix, right->number);
    return a->key < b->key;
}

Result<const KindDef *> wantedKind(const Call &call)
{
    if (!call.arguments.has("--kind"))
        return nullptr;
    const std::string name = call.arguments.value("--kind");
    if (const KindDef *def = findKind(name))
        return def;
    std::vector<std::string_view> names;
    for (const KindDef &def : kinds())
        names.push_back(def.name());
    const std::string similar = similarNames(name, names);
    if (!similar.empty())
        return usageError(QT_TRANSLATE_NOOP("app", "There is no kind '%1'. Do you mean %2?"), {name, similar},
                          "unknownKind");
    return usageError(QT_TRANSLATE_NOOP("app", "There is no kind '%1'. See: tarascope kinds"), {name}, "unknownKind");
}

std::vector<const Item *> itemsOf(const Graph &graph, const KindDef *kind)
{
    std::vector<const Item *> items;
    graph.forEachItem([&](ItemId, const Item &item) {
        if (!kind || item.kind == kind->kind)
            items.push_back(&item);
    });
    std::sort(items.begin(), items.end(), byKey<Item>);
    return items;
}

std::string itemsJson(const Call &call, const Graph &graph, const std::vector<const Item *> &items)
{
    json::Writer out = beginAnswer("items", call);
    out.member("total", static_cast<std::int64_t>(items.size())).key("items").beginArray();
    for (const Item *item : items) {
        out.newline().beginObject().member("id", item->key).member("key", item->key);
        out.member("kind", kindDef(item->kind).name()).member("name", item->name);
        if (!item->description.empty())
            out.member("description", item->description);
        out.key("attributes");
        writeAttributes(out, graph, item->kind, item->attributes, ReferenceStyle::Key);
        out.key("tags");
        writeTexts(out, item->tags);
        out.key("external").beginArray();
        for (const ExternalKey &external : item->external)
            out.beginObject().member("system", external.system).member("key", external.key).endObject();
        out.endArray().endObject();
    }
    out.endArray();
    return endAnswer(out);
}

std::vector<const Link *> linksOf(const Graph &graph)
{
    std::vector<const Link *> links;
    graph.forEachLink([&](LinkId, const Link &link) { links.push_back(&link); });
    std::sort(links.begin(), links.end(), byKey<Link>);
    return links;
}

std::string linksJson(const Call &call, const Graph &graph, const std::vector<const Link *> &links)
{
    json::Writer out = beginAnswer("links", call);
    out.member("total", static_cast<std::int64_t>(links.size())).key("links").beginArray();
    for (const Link *link : links) {
        out.newline().beginObject().member("id", link->key).member("kind", linkDef(link->kind).name());
        out.member("from", graph.keyOf(link->from)).member("to", graph.keyOf(link->to)).key("attributes");
        writeLinkAttributes(out, graph, link->kind, link->attributes, ReferenceStyle::Key);
        out.endObject();
    }
    out.endArray();
    return endAnswer(out);
}

std::string footer(const Call &call, std::size_t count, std::string_view one, std::string_view several)
{
    if (call.quiet)
        return {};
    return counted(static_cast<std::int64_t>(count), one, several) + ", as of " + call.asOf.iso() + "\n";
}

std::string nameOf(const Graph &graph, const Uid &uid)
{
    const Item *item = graph.item(graph.findItem(uid));
    return item ? item->name : std::string();
}

} // namespace

Result<Answer> runItems(const Call &call)
{
    const Result<const KindDef *> kind = wantedKind(call);
    if (!kind)
        return kind.error();
    const Result<std::unique_ptr<Project>> project = openProject(call.file(), Access::Read);
    if (!project)
        return project.error();
    const Graph &graph = (*project)->graph();
    const std::vector<const Item *> items = itemsOf(graph, *kind);
    Answer answer;
    if (call.json) {
        answer.out = itemsJson(call, graph, items);
        return answer;
    }
    Table table({"ID", "KIND", "NAME", "TAGS"});
    for (const Item *item : items) {
        std::string tags;
        for (const std::string &tag : item->tags)
            tags += (tags.empty() ? "" : ", ") + tag;
        table.add({item->key, std::string(kindDef(item->kind).name()), item->name, tags});
    }
    answer.out = (table.empty() ? "" : table.text()) + footer(call, items.size(), "item", "items");
    return answer;
}

Result<Answer> runLinks(const Call &call)
{
    const Result<std::unique_ptr<Project>> project = openProject(call.file(), Access::Read);
    if (!project)
        return project.error();
    const Graph &graph = (*project)->graph();
    const std::vector<const Link *> links = linksOf(graph);
    Answer answer;
    if (call.json) {
        answer.out = linksJson(call, graph, links);
        return answer;
    }
    Table table({"ID", "FROM", "", "LINK", "TO", ""});
    for (const Link *link : links)
        table.add({link->key, graph.keyOf(link->from), nameOf(graph, link->from),
                   std::string(linkDef(link->kind).name()), graph.keyOf(link->to), nameOf(graph, link->to)});
    answer.out = (table.empty() ? "" : table.text()) + footer(call, links.size(), "link", "links");
    return answer;
}

} // namespace tarascope::cli
