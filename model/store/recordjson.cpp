#include "model/store/recordjson.h"

#include "model/store/celltext.h"
#include "model/valuejson.h"

#include <charconv>

namespace tarascope {

namespace {

using json::Document;
using json::Node;

constexpr std::string_view typeNames[] = {"item", "link", "outcome", "field", "setting", "position"};

/// Writes single columns, each only where it differs.
class DifferenceWriter
{
public:
    DifferenceWriter(json::Writer &out, const Graph &graph) : m_out(out), m_graph(graph) {}

    void write(const Item &item, const Item *other) const
    {
        // The kind is always there, since the attributes cannot be read without it.
        m_out.member("kind", kindDef(item.kind).name());
        text("key", item.key, other ? &other->key : nullptr);
        text("name", item.name, other ? &other->name : nullptr);
        text("description", item.description, other ? &other->description : nullptr);
        const Attributes differing = difference(item.attributes, other ? &other->attributes : nullptr);
        if (!differing.empty())
            writeAttributes(m_out.key("attributes"), m_graph, item.kind, differing, ReferenceStyle::Uid);
        if (other ? item.tags != other->tags : !item.tags.empty())
            writeTexts(m_out.key("tags"), item.tags);
        if (other ? item.external != other->external : !item.external.empty())
            writeExternalKeys(m_out.key("external"), item.external);
    }
    void write(const Link &link, const Link *other) const
    {
        m_out.member("kind", linkDef(link.kind).name());
        uid("from", link.from, other ? &other->from : nullptr);
        uid("to", link.to, other ? &other->to : nullptr);
        text("key", link.key, other ? &other->key : nullptr);
        const Attributes differing = difference(link.attributes, other ? &other->attributes : nullptr);
        if (!differing.empty())
            writeLinkAttributes(m_out.key("attributes"), m_graph, link.kind, differing, ReferenceStyle::Uid);
    }
    void write(const Outcome &outcome, const Outcome *other) const
    {
        uid("test", outcome.test, other ? &other->test : nullptr);
        if (!other || outcome.verdict != other->verdict)
            m_out.member("verdict", verdictName(outcome.verdict));
        text("at", outcome.at, other ? &other->at : nullptr);
        text("environment", outcome.environment, other ? &other->environment : nullptr);
        text("build", outcome.build, other ? &other->build : nullptr);
        text("observed", outcome.observed, other ? &other->observed : nullptr);
        text("where", outcome.where, other ? &other->where : nullptr);
    }
    void write(const FieldDefinition &field, const FieldDefinition *other) const
    {
        if (!other || field.kind != other->kind)
            m_out.member("kind", kindDef(field.kind).name());
        text("name", field.name, other ? &other->name : nullptr);
        if (!other || field.type != other->type)
            m_out.member("fieldType", attributeTypeName(field.type));
        if (other ? field.choices != other->choices : !field.choices.empty())
            writeTexts(m_out.key("choices"), field.choices);
    }
    void write(const Setting &setting, const Setting *other) const
    {
        m_out.member("name", setting.name); // its uid follows from it
        text("value", setting.value, other ? &other->value : nullptr);
    }
    void write(const Position &position, const Position *other) const
    {
        if (!other || position.x != other->x)
            m_out.key("x").real(position.x);
        if (!other || position.y != other->y)
            m_out.key("y").real(position.y);
    }

private:
    void text(std::string_view name, const std::string &value, const std::string *other) const
    {
        if (other ? value != *other : !value.empty())
            m_out.member(name, value);
    }
    void uid(std::string_view name, const Uid &value, const Uid *other) const
    {
        if (!other || value != *other)
            m_out.member(name, value.hex());
    }
    static Attributes difference(const Attributes &attributes, const Attributes *other)
    {
        Attributes differing;
        for (const auto &[id, value] : attributes) {
            const Value *theirs = other ? other->find(id) : nullptr;
            if (!theirs || *theirs != value)
                differing.set(id, value);
        }
        return differing;
    }

    json::Writer &m_out;
    const Graph &m_graph;
};

/// Reads single columns into a record; the first that does not fit ends it.
class DifferenceReader
{
public:
    DifferenceReader(const Document &document, const Node &node, const Graph &graph)
        : m_document(document), m_node(node), m_graph(graph)
    {
    }

    bool read(Item &item)
    {
        const KindDef *kind = findKind(m_node.string("kind"));
        if (!kind)
            return false;
        item.kind = kind->kind;
        return text("key", item.key) && text("name", item.name) && text("description", item.description) &&
               attributes(item) && texts("tags", item.tags) && external(item.external);
    }
    bool read(Link &link)
    {
        const LinkDef *kind = findLinkKind(m_node.string("kind"));
        if (!kind)
            return false;
        link.kind = kind->kind;
        return uid("from", link.from) && uid("to", link.to) && text("key", link.key) && attributes(link);
    }
    bool read(Outcome &outcome)
    {
        if (m_node.find("verdict")) {
            const auto verdict = verdictFromName(m_node.string("verdict"));
            if (!verdict)
                return false;
            outcome.verdict = *verdict;
        }
        return uid("test", outcome.test) && text("at", outcome.at) && text("environment", outcome.environment) &&
               text("build", outcome.build) && text("observed", outcome.observed) && text("where", outcome.where);
    }
    bool read(FieldDefinition &field)
    {
        if (m_node.find("kind")) {
            const KindDef *kind = findKind(m_node.string("kind"));
            if (!kind)
                return false;
            field.kind = kind->kind;
        }
        return text("name", field.name) && type(field.type) && texts("choices", field.choices);
    }
    bool read(Setting &setting) { return text("name", setting.name) && text("value", setting.value); }
    bool read(Position &position) { return real("x", position.x) && real("y", position.y); }

    Error error() const
    {
        return m_error ? *m_error
                       : Error{ErrorKind::Project,
                               {QT_TRANSLATE_NOOP("model", "a change in the journal cannot be read"), {}, "journalDamaged"},
                               m_document.where(m_node)};
    }

private:
    bool text(std::string_view name, std::string &out) const
    {
        const Node *found = m_node.find(name);
        if (found)
            out = found->text;
        return !found || found->isString();
    }
    bool uid(std::string_view name, Uid &out) const
    {
        const Node *found = m_node.find(name);
        const auto read = found ? Uid::fromHex(found->text) : std::nullopt;
        if (read)
            out = *read;
        return !found || read;
    }
    bool real(std::string_view name, double &out) const
    {
        const Node *found = m_node.find(name);
        if (!found)
            return true;
        const char *end = found->text.data() + found->text.size();
        const auto parsed = std::from_chars(found->text.data(), end, out);
        return parsed.ec == std::errc() && parsed.ptr == end;
    }
    bool texts(std::string_view name, std::vector<std::string> &out) const
    {
        const Node *found = m_node.find(name);
        if (!found)
            return true;
        out.clear();
        for (const Node &child : found->children)
            out.push_back(child.text);
        return found->isArray();
    }
    bool type(AttributeType &out) const
    {
        const Node *found = m_node.find("fieldType");
        if (!found)
            return true;
        for (int i = 0; i <= static_cast<int>(AttributeType::Rows); ++i)
            if (attributeTypeName(static_cast<AttributeType>(i)) == found->text) {
                out = static_cast<AttributeType>(i);
                return true;
            }
        return false;
    }
    bool external(std::vector<ExternalKey> &out) const
    {
        const Node *found = m_node.find("external");
        if (!found)
            return true;
        out.clear();
        for (const Node &child : found->children) {
            ExternalKey key{std::string(child.string("system")), std::string(child.string("key")), {}};
            if (const Node *wrote = child.find("wrote"))
                for (const Node &field : wrote->children)
                    if (!written(field, key.wrote))
                        return false;
            out.push_back(std::move(key));
        }
        return found->isArray();
    }
    static bool written(const Node &node, std::vector<WrittenField> &wrote)
    {
        if (!node.isArray() || node.children.size() != 2)
            return false;
        const auto hash = Uid::fromHex("0000000000000000" + node.children[1].text);
        if (hash)
            wrote.push_back(WrittenField{node.children[0].text, hash->low});
        return hash.has_value();
    }
    template <class T> bool attributes(T &record)
    {
        const Node *found = m_node.find("attributes");
        if (!found)
            return true;
        for (const Node &child : found->children) {
            const auto place = attributePlace(m_graph, record, child.name);
            Result<ReadValue> value = place ? readValue(m_document, child, place->second, ReferenceStyle::Uid)
                                            : Result<ReadValue>(error());
            if (!value) {
                m_error = value.error();
                return false;
            }
            record.attributes.set(place->first, std::move(value->value));
        }
        return found->isObject();
    }

    const Document &m_document;
    const Node &m_node;
    const Graph &m_graph;
    std::optional<Error> m_error;

public:
    using Place = std::optional<std::pair<AttributeId, AttributeShape>>;
    static Place attributePlace(const Graph &graph, const Item &item, std::string_view name)
    {
        const AttributeDef *def = kindDef(item.kind).find(name);
        const auto id = def ? std::optional(AttributeId(def->attr)) : graph.findField(item.kind, name);
        auto shape = id ? attributeShape(graph, item.kind, *id) : std::nullopt;
        return shape ? Place({*id, std::move(*shape)}) : std::nullopt;
    }
    static Place attributePlace(const Graph &, const Link &link, std::string_view name)
    {
        const AttributeDef *def = linkDef(link.kind).find(name);
        return def ? Place({def->attr, AttributeShape{def->type, def->choices, def, std::string(name)}}) : std::nullopt;
    }
};

template <class T> void removeNamed(const Node &node, const Graph &graph, T &record)
{
    if (const Node *attributes = node.find("attributes"))
        for (const Node &child : attributes->children)
            if (const auto place = DifferenceReader::attributePlace(graph, record, child.name))
                record.attributes.remove(place->first);
}

} // namespace

void writeDifference(json::Writer &out, const Graph &graph, const Record &record, const Record *other)
{
    out.beginObject();
    std::visit(
        [&](const auto &one) {
            using T = std::decay_t<decltype(one)>;
            DifferenceWriter(out, graph).write(one, other ? &std::get<T>(*other) : nullptr);
        },
        record);
    out.endObject();
}

Result<void> readDifference(const Document &document, const Node &node, const Graph &graph, Record &record)
{
    DifferenceReader reader(document, node, graph);
    const bool read = node.isObject() && std::visit([&](auto &one) { return reader.read(one); }, record);
    return read ? Result<void>() : reader.error();
}

void removeAttributes(const Node &node, const Graph &graph, Record &record)
{
    if (auto *item = std::get_if<Item>(&record))
        removeNamed(node, graph, *item);
    else if (auto *link = std::get_if<Link>(&record))
        removeNamed(node, graph, *link);
}

std::optional<Record> emptyRecord(std::string_view typeName, const Uid &uid)
{
    if (typeName == typeNames[0]) {
        Item item;
        item.uid = uid;
        return item;
    }
    if (typeName == typeNames[1]) {
        Link link;
        link.uid = uid;
        return link;
    }
    if (typeName == typeNames[2]) {
        Outcome outcome;
        outcome.uid = uid;
        return outcome;
    }
    if (typeName == typeNames[3]) {
        FieldDefinition field;
        field.uid = uid;
        return field;
    }
    if (typeName == typeNames[4])
        return Setting{};
    return typeName == typeNames[5] ? std::optional<Record>(Position{uid, 0, 0}) : std::nullopt;
}

std::string_view recordTypeName(const Record &record)
{
    return typeNames[record.index()];
}

} // namespace tarascope
