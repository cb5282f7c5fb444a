#pragma once
#include "model/graph.h"
#include "model/valuejson.h"

#include <cmath>
#include <random>
#include <set>

namespace tarascope {

/// Makes change sets as users and imports would, at random but from a seed: items, links, outcomes, own fields,
/// settings and positions are added, edited and removed, with every type of value and with texts that hurt.
class RandomEdit
{
public:
    explicit RandomEdit(std::uint64_t seed) : m_random(seed) {}

    std::size_t below(std::size_t limit) { return limit == 0 ? 0 : m_random() % limit; }
    bool chance(int percent) { return static_cast<int>(below(100)) < percent; }
    Uid uid() { return Uid{m_random(), m_random()}; }

    std::string text()
    {
        static const std::vector<std::string> hurtful{
            "", "door", "'); DROP TABLE items;--", "%", "_", "\\", "a\"b", "line\nbreak", "tab\tand \x01\x1f",
            "\xc3\xa4\xc3\xb6", "\xe9\x96\x8b\xe3\x81\x91\xe3\x82\x8b", "\xf0\x9f\x9a\x97", "{\"a\":1}", "[1]", "null"};
        std::string made = hurtful[below(hurtful.size())];
        if (chance(60))
            made += " " + std::to_string(below(1000));
        return made;
    }

    Value value(const AttributeShape &shape)
    {
        switch (shape.type) {
        case AttributeType::Text:
        case AttributeType::LongText: return text();
        case AttributeType::Bool: return chance(50);
        case AttributeType::Integer: return static_cast<std::int64_t>(m_random()) >> below(64);
        case AttributeType::Real: return std::ldexp(static_cast<double>(static_cast<std::int64_t>(m_random())), -static_cast<int>(below(90)));
        case AttributeType::Day: return Date{1900 + static_cast<int>(below(300)), 1 + static_cast<int>(below(12)), 1 + static_cast<int>(below(28))};
        case AttributeType::Enum: return Choice{static_cast<std::uint16_t>(below(shape.choices.size()))};
        case AttributeType::TextList: return texts();
        case AttributeType::EnumList: return choices(shape);
        case AttributeType::Rating: return rating();
        case AttributeType::Impact: return impact();
        case AttributeType::ChainLinks: return chainLinks();
        case AttributeType::LinkRef:
        case AttributeType::ItemRef: return uid();
        case AttributeType::ItemRefs: return RefList{uid(), uid()};
        case AttributeType::Row: return row(shape);
        case AttributeType::Rows: return Rows{row(shape), row(shape)};
        }
        return text();
    }

    Item item(const Graph &graph, Kind kind, std::int64_t number)
    {
        Item item;
        item.uid = uid();
        item.kind = kind;
        item.key = std::string(kindDef(kind).prefix) + "-" + std::to_string(number);
        item.name = text();
        item.description = text();
        for (int i = static_cast<int>(below(4)); i > 0; --i)
            setAttribute(graph, item);
        if (chance(20))
            item.tags = sorted({text(), "new"});
        if (chance(30))
            item.external = {ExternalKey{"openapi:" + text(), text(), {{"name", m_random()}, {"path", m_random()}}}};
        return item;
    }

    /// The next change set; never empty, always one that the graph takes.
    ChangeSet next(const Graph &graph)
    {
        for (;;) {
            ChangeSet set;
            set.title = Message{"Change %1 \"%2\"", {std::to_string(below(1000)), text()}, "randomChange"};
            switch (below(12)) {
            case 0:
            case 1: addItem(graph, set); break;
            case 2:
            case 3: editItem(graph, set); break;
            case 4: removeItem(graph, set); break;
            case 5:
            case 6: addLink(graph, set); break;
            case 7: editLink(graph, set); break;
            case 8: addOutcome(graph, set); break;
            case 9: editField(graph, set); break;
            case 10: editSetting(graph, set); break;
            default: editPosition(graph, set); break;
            }
            Graph trial = graph;
            if (!set.empty() && trial.apply(set))
                return set;
        }
    }

    /// Many items with links between them, as an import makes them.
    ChangeSet import(const Graph &graph, int count)
    {
        ChangeSet set;
        set.title = Message{"Import %1", {"vehicle.dbc"}, "import"};
        std::map<Kind, std::int64_t> numbers;
        std::vector<Item> made;
        for (int i = 0; i < count; ++i) {
            const Kind kind = chance(50) ? Kind::component : Kind::network;
            std::int64_t &number = numbers[kind];
            number = number == 0 ? graph.nextNumber(kindDef(kind).prefix) : number + 1;
            made.push_back(item(graph, kind, number));
            set.changes.push_back({std::nullopt, made.back()});
        }
        std::int64_t number = graph.nextNumber("L");
        for (std::size_t i = 1; i < made.size(); ++i)
            for (const Item *from : {&made[i], &made[i - 1]}) {
                const Item *to = from == &made[i] ? &made[i - 1] : &made[i];
                if (linkDef(LinkKind::attachedTo).allows(from->kind, to->kind))
                    set.changes.push_back({std::nullopt, link(LinkKind::attachedTo, from->uid, to->uid, number++)});
            }
        return set;
    }

    Link link(LinkKind kind, const Uid &from, const Uid &to, std::int64_t number)
    {
        Link link;
        link.uid = uid();
        link.kind = kind;
        link.from = from;
        link.to = to;
        link.key = "L-" + std::to_string(number);
        setAttribute(link);
        return link;
    }

private:
    static std::vector<std::string> sorted(std::vector<std::string> texts)
    {
        std::sort(texts.begin(), texts.end());
        texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
        return texts;
    }
    TextList texts()
    {
        TextList list(below(4));
        for (std::string &one : list)
            one = text();
        return list;
    }
    ChoiceList choices(const AttributeShape &shape)
    {
        ChoiceList list;
        for (std::size_t i = 0; i < shape.choices.size(); ++i)
            if (chance(50))
                list.push_back(Choice{static_cast<std::uint16_t>(i)});
        return list;
    }
    Rating rating()
    {
        Rating rating;
        for (int i = 0; i < factorCount; ++i)
            if (chance(50))
                rating.levels[static_cast<std::size_t>(i)] = static_cast<std::int8_t>(below(factorLevels(static_cast<Factor>(i)).size()));
        return rating;
    }
    Impact impact()
    {
        Impact impact;
        for (ImpactLevel &level : impact.levels)
            level = static_cast<ImpactLevel>(static_cast<int>(below(5)) - 1);
        return impact;
    }
    ChainLinks chainLinks()
    {
        ChainLinks links;
        const bool scaled = chance(50);
        for (std::int8_t &at : links.at)
            at = chance(50) ? ChainLinks::no : static_cast<std::int8_t>(scaled ? below(4) : 0);
        return links;
    }
    Row row(const AttributeShape &shape)
    {
        Row row;
        for (const ColumnDef &column : shape.def->columns)
            switch (column.type) {
            case AttributeType::Integer: row.set(column.name, std::to_string(below(5000))); break;
            case AttributeType::Enum: row.set(column.name, std::string(column.choices[below(column.choices.size())])); break;
            case AttributeType::ItemRef: row.set(column.name, uid().hex()); break;
            default: row.set(column.name, text());
            }
        return row;
    }

    void setAttribute(const Graph &graph, Item &item)
    {
        const auto &defs = kindDef(item.kind).attributes;
        std::vector<AttributeId> ids;
        for (const AttributeDef &def : defs)
            ids.push_back(def.attr);
        for (std::size_t place = 0; place < graph.fields().size(); ++place)
            if (attributeShape(graph, item.kind, AttributeId::ofField(place)))
                ids.insert(ids.end(), 3, AttributeId::ofField(place));
        if (ids.empty())
            return;
        const AttributeId id = ids[below(ids.size())];
        if (chance(20))
            item.attributes.remove(id);
        else
            item.attributes.set(id, value(*attributeShape(graph, item.kind, id)));
    }
    void setAttribute(Link &link)
    {
        const auto &defs = linkDef(link.kind).attributes;
        if (defs.empty())
            return;
        const AttributeDef &def = defs[below(defs.size())];
        if (chance(20))
            link.attributes.remove(def.attr);
        else
            link.attributes.set(def.attr, value(AttributeShape{def.type, def.choices, &def, std::string(def.name())}));
    }

    const Item *anyItem(const Graph &graph)
    {
        for (int tries = 0; tries < 20 && graph.itemSlots() > 0; ++tries)
            if (const Item *found = graph.item(ItemId{static_cast<std::int32_t>(below(graph.itemSlots()))}))
                return found;
        return nullptr;
    }
    const Link *anyLink(const Graph &graph)
    {
        for (int tries = 0; tries < 20 && graph.linkSlots() > 0; ++tries)
            if (const Link *found = graph.link(LinkId{static_cast<std::int32_t>(below(graph.linkSlots()))}))
                return found;
        return nullptr;
    }

    void addItem(const Graph &graph, ChangeSet &set)
    {
        const Kind kind = chance(20) ? Kind::testCase : static_cast<Kind>(below(kindCount));
        set.changes.push_back({std::nullopt, item(graph, kind, graph.nextNumber(kindDef(kind).prefix) + static_cast<std::int64_t>(below(3)))});
    }
    void editItem(const Graph &graph, ChangeSet &set)
    {
        const Item *before = anyItem(graph);
        if (!before)
            return;
        Item after = *before;
        setAttribute(graph, after);
        if (chance(30))
            after.name = text();
        if (chance(20))
            after.description = text();
        if (chance(20))
            after.tags = sorted({text(), text()});
        if (chance(10))
            after.external.push_back(ExternalKey{"dbc", text(), {}});
        set.changes.push_back({*before, after});
    }
    void removeItem(const Graph &graph, ChangeSet &set)
    {
        const Item *before = anyItem(graph);
        if (!before)
            return;
        const ItemId id = graph.findItem(before->uid);
        std::vector<LinkId> links(graph.out(id).begin(), graph.out(id).end());
        for (LinkId in : graph.in(id))
            if (std::find(links.begin(), links.end(), in) == links.end())
                links.push_back(in);
        for (LinkId link : links)
            set.changes.push_back({*graph.link(link), std::nullopt});
        for (const Outcome *outcome : graph.outcomesOf(before->uid))
            set.changes.push_back({*outcome, std::nullopt});
        if (const auto position = graph.position(before->uid))
            set.changes.push_back({*position, std::nullopt});
        set.changes.push_back({*before, std::nullopt});
    }
    void addLink(const Graph &graph, ChangeSet &set)
    {
        const Item *from = anyItem(graph);
        const Item *to = anyItem(graph);
        for (int tries = 0; from && to && tries < 30; ++tries) {
            const auto kind = static_cast<LinkKind>(below(linkKindCount));
            if (!linkDef(kind).allows(from->kind, to->kind))
                continue;
            set.changes.push_back({std::nullopt, link(kind, from->uid, to->uid, graph.nextNumber("L"))});
            return;
        }
    }
    void editLink(const Graph &graph, ChangeSet &set)
    {
        const Link *before = anyLink(graph);
        if (!before)
            return;
        if (chance(25)) {
            set.changes.push_back({*before, std::nullopt});
            return;
        }
        Link after = *before;
        setAttribute(after);
        set.changes.push_back({*before, after});
    }
    void addOutcome(const Graph &graph, ChangeSet &set)
    {
        const std::vector<ItemId> tests = graph.itemsOf(Kind::testCase);
        if (tests.empty())
            return;
        Outcome outcome{uid(), graph.item(tests[below(tests.size())])->uid, static_cast<Verdict>(below(6)),
                        "2026-11-19T14:02:00Z", text(), text(), text(), "results.xml:" + std::to_string(below(99))};
        set.changes.push_back({std::nullopt, outcome});
    }
    void editField(const Graph &graph, ChangeSet &set)
    {
        const auto kind = static_cast<Kind>(below(6));
        FieldDefinition field{{}, kind, "x-" + std::to_string(below(3)), AttributeType::Enum, {"a", "b", "c"}};
        field.uid = Uid::fromParts({kindDef(kind).name(), field.name});
        if (chance(50))
            field.type = AttributeType::Real, field.choices.clear();
        const auto present = graph.current(field);
        if (!present) {
            set.changes.push_back({std::nullopt, field});
            return;
        }
        // Removing a field takes its values along, in one set.
        const auto id = graph.findField(kind, field.name);
        graph.forEachItem([&](ItemId, const Item &item) {
            if (id && item.attributes.find(*id)) {
                Item after = item;
                after.attributes.remove(*id);
                set.changes.push_back({item, after});
            }
        });
        set.changes.push_back({*present, std::nullopt});
    }
    void editSetting(const Graph &graph, ChangeSet &set)
    {
        const Setting after{"setting " + std::to_string(below(5)), text()};
        const auto before = graph.current(after);
        if (before && chance(30))
            set.changes.push_back({before, std::nullopt});
        else
            set.changes.push_back({before, after});
    }
    void editPosition(const Graph &graph, ChangeSet &set)
    {
        const Item *item = anyItem(graph);
        if (!item)
            return;
        const Position after{item->uid, static_cast<double>(below(4000)) / 7, -static_cast<double>(below(4000)) / 3};
        const auto before = graph.current(after);
        if (before && chance(30))
            set.changes.push_back({before, std::nullopt});
        else
            set.changes.push_back({before, after});
    }

    std::mt19937_64 m_random;
};

/// One record as a line. It names own fields, whose places change when a file with removed fields is opened again; the
/// graph knows them.
struct ContentLine {
    const Graph &graph;

    std::string operator()(const Item &item) const
    {
        json::Writer out;
        out.beginArray().string(item.uid.hex()).string(kindDef(item.kind).name()).string(item.key).string(item.name);
        out.string(item.description);
        writeAttributes(out, graph, item.kind, item.attributes, ReferenceStyle::Uid);
        for (const std::string &tag : item.tags)
            out.string(tag);
        for (const ExternalKey &external : item.external) {
            out.beginArray().string(external.system).string(external.key);
            for (const WrittenField &field : external.wrote)
                out.string(field.field).integer(static_cast<std::int64_t>(field.hash));
            out.endArray();
        }
        return out.endArray().take();
    }
    std::string operator()(const Link &link) const
    {
        json::Writer out;
        out.beginArray().string(link.uid.hex()).string(linkDef(link.kind).name()).string(link.from.hex());
        out.string(link.to.hex()).string(link.key);
        writeLinkAttributes(out, graph, link.kind, link.attributes, ReferenceStyle::Uid);
        return out.endArray().take();
    }
    std::string operator()(const Outcome &outcome) const
    {
        json::Writer out;
        out.beginArray().string(outcome.uid.hex()).string(outcome.test.hex()).string(verdictName(outcome.verdict));
        for (const std::string *text : {&outcome.at, &outcome.environment, &outcome.build, &outcome.observed, &outcome.where})
            out.string(*text);
        return out.endArray().take();
    }
    std::string operator()(const FieldDefinition &field) const
    {
        json::Writer out;
        out.beginArray().string(field.uid.hex()).string(kindDef(field.kind).name()).string(field.name);
        out.string(attributeTypeName(field.type));
        for (const std::string &choice : field.choices)
            out.string(choice);
        return out.endArray().take();
    }
    std::string operator()(const Setting &setting) const { return setting.name + "=" + setting.value; }
    std::string operator()(const Position &position) const
    {
        json::Writer out;
        return out.beginArray().string(position.item.hex()).real(position.x).real(position.y).endArray().take();
    }
};

/// All content as sorted lines; unlike Graph::sameContent it does not depend on the places of own fields.
inline std::multiset<std::string> contentLines(const Graph &graph)
{
    std::multiset<std::string> lines;
    const ContentLine line{graph};
    graph.forEachItem([&](ItemId, const Item &item) { lines.insert(line(item)); });
    graph.forEachLink([&](LinkId, const Link &link) { lines.insert(line(link)); });
    graph.forEachOutcome([&](const Outcome &outcome) { lines.insert(line(outcome)); });
    for (const FieldDefinition &field : graph.fields())
        if (!field.name.empty())
            lines.insert(line(field));
    for (const auto &[name, value] : graph.settings())
        lines.insert(line(Setting{name, value}));
    for (const auto &[uid, position] : graph.positions())
        lines.insert(line(position));
    return lines;
}

} // namespace tarascope
