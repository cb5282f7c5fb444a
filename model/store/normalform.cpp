#include "model/store/normalform.h"

#include "model/valuejson.h"

#include <algorithm>
#include <charconv>

namespace tarascope {

namespace {

using json::Writer;

/// A record and the key it is sorted by.
template <class T> struct Keyed {
    std::string_view prefix;
    std::int64_t number = 0;
    std::string_view key;
    const T *record = nullptr;

    Keyed(std::string_view ofKey, const T *of) : key(ofKey), record(of)
    {
        if (const auto parts = keyParts(ofKey)) {
            prefix = parts->prefix;
            number = parts->number;
        }
    }
    bool operator<(const Keyed &other) const
    {
        if (prefix != other.prefix)
            return prefix < other.prefix;
        return number != other.number ? number < other.number : key < other.key;
    }
};

std::string hashText(std::uint64_t hash)
{
    char digits[16];
    const auto end = std::to_chars(digits, digits + sizeof digits, hash, 16);
    const std::string text(digits, end.ptr);
    return std::string(16 - text.size(), '0') + text;
}

void writeExternal(Writer &out, const ExternalKey &external)
{
    out.beginObject().member("system", external.system).member("key", external.key);
    if (!external.wrote.empty()) {
        out.key("wrote").beginObject();
        for (const WrittenField &wrote : external.wrote)
            out.member(wrote.field, hashText(wrote.hash));
        out.endObject();
    }
    out.endObject();
}

void writeItem(Writer &out, const Graph &graph, const Item &item)
{
    out.beginObject().member("id", item.key).member("uid", item.uid.hex());
    out.member("kind", kindDef(item.kind).name()).member("name", item.name);
    if (!item.description.empty())
        out.member("description", item.description);
    out.key("attributes");
    writeAttributes(out, graph, item.kind, item.attributes, ReferenceStyle::Key);
    out.key("tags").beginArray();
    for (const std::string &tag : item.tags)
        out.string(tag);
    out.endArray().key("external").beginArray();
    for (const ExternalKey &external : item.external)
        writeExternal(out, external);
    out.endArray().endObject();
}

void writeLink(Writer &out, const Graph &graph, const Link &link)
{
    out.beginObject().member("id", link.key).member("uid", link.uid.hex());
    out.member("kind", linkDef(link.kind).name());
    out.member("from", graph.keyOf(link.from)).member("to", graph.keyOf(link.to)).key("attributes");
    writeLinkAttributes(out, graph, link.kind, link.attributes, ReferenceStyle::Key);
    out.endObject();
}

void writeFields(Writer &out, const Graph &graph)
{
    std::vector<const FieldDefinition *> fields;
    for (const FieldDefinition &field : graph.fields())
        if (!field.name.empty())
            fields.push_back(&field);
    if (fields.empty())
        return;
    std::sort(fields.begin(), fields.end(), [](const FieldDefinition *a, const FieldDefinition *b) {
        return std::pair(kindDef(a->kind).name(), std::string_view(a->name)) <
               std::pair(kindDef(b->kind).name(), std::string_view(b->name));
    });
    out.newline().key("fields").beginArray();
    for (const FieldDefinition *field : fields) {
        out.newline().beginObject().member("kind", kindDef(field->kind).name()).member("name", field->name);
        out.member("type", attributeTypeName(field->type));
        if (!field->choices.empty()) {
            out.key("choices").beginArray();
            for (const std::string &choice : field->choices)
                out.string(choice);
            out.endArray();
        }
        if (field->uid != fieldUid(field->kind, field->name))
            out.member("uid", field->uid.hex());
        out.endObject();
    }
    out.endArray();
}

void writeOutcome(Writer &out, const Outcome &outcome, std::string_view test)
{
    out.beginObject().member("test", test).member("verdict", verdictName(outcome.verdict)).member("at", outcome.at);
    out.member("environment", outcome.environment).member("build", outcome.build);
    out.member("observed", outcome.observed).member("where", outcome.where);
    if (outcome.uid != outcomeUid(outcome))
        out.member("uid", outcome.uid.hex());
    out.endObject();
}

void writeOutcomes(Writer &out, const std::vector<Keyed<Item>> &items, const Graph &graph)
{
    bool any = false;
    for (const Keyed<Item> &item : items) {
        if (item.record->kind != Kind::testCase)
            continue;
        for (const Outcome *outcome : graph.outcomesOf(item.record->uid)) {
            if (!any)
                out.newline().key("outcomes").beginArray();
            any = true;
            writeOutcome(out.newline(), *outcome, item.key);
        }
    }
    if (any)
        out.endArray();
}

void writeLayout(Writer &out, const std::vector<Keyed<Item>> &items, const Graph &graph)
{
    if (graph.positions().empty())
        return;
    out.newline().key("layout").beginArray();
    for (const Keyed<Item> &item : items)
        if (const auto position = graph.position(item.record->uid)) {
            out.newline().beginObject().member("item", item.key);
            out.key("x").real(position->x).key("y").real(position->y).endObject();
        }
    out.endArray();
}

void writeSettings(Writer &out, const Graph &graph)
{
    if (const std::string method = graph.setting("method"); !method.empty())
        out.member("method", method);
    bool any = false;
    for (const auto &[name, value] : graph.settings()) {
        if (name == "method" && !value.empty())
            continue;
        if (!any)
            out.newline().key("settings").beginObject();
        any = true;
        out.member(name, value);
    }
    if (any)
        out.endObject();
}

} // namespace

std::string writeNormalForm(const Graph &graph)
{
    std::vector<Keyed<Item>> items;
    items.reserve(graph.itemCount());
    graph.forEachItem([&](ItemId, const Item &item) { items.emplace_back(item.key, &item); });
    std::sort(items.begin(), items.end());
    std::vector<Keyed<Link>> links;
    links.reserve(graph.linkCount());
    graph.forEachLink([&](LinkId, const Link &link) { links.emplace_back(link.key, &link); });
    std::sort(links.begin(), links.end());

    Writer out;
    out.beginObject().member("format", "tarascope").member("version", normalFormVersion);
    writeSettings(out, graph);
    writeFields(out, graph);
    out.newline().key("items").beginArray();
    for (const Keyed<Item> &item : items)
        writeItem(out.newline(), graph, *item.record);
    out.endArray().newline().key("links").beginArray();
    for (const Keyed<Link> &link : links)
        writeLink(out.newline(), graph, *link.record);
    out.endArray();
    writeOutcomes(out, items, graph);
    writeLayout(out, items, graph);
    out.endObject();
    return out.take() + "\n";
}

} // namespace tarascope
