#include "model/valuejson.h"

#include <algorithm>
#include <charconv>

namespace tarascope {

namespace {

using json::Document;
using json::Node;

std::string nameOf(const Graph &graph, const Uid &uid, ReferenceStyle style)
{
    return style == ReferenceStyle::Uid ? uid.hex() : graph.keyOf(uid);
}

const ColumnDef *columnOf(const AttributeShape &shape, std::string_view name)
{
    if (shape.def)
        for (const ColumnDef &column : shape.def->columns)
            if (column.name == name)
                return &column;
    return nullptr;
}

void writeRow(json::Writer &out, const Graph &graph, const AttributeShape &shape, const Row &row, ReferenceStyle style)
{
    out.beginObject();
    for (const auto &[name, text] : row.cells) {
        const ColumnDef *column = columnOf(shape, name);
        out.key(name);
        if (column && column->type == AttributeType::Integer)
            out.raw(text);
        else if (const auto uid = column && column->type == AttributeType::ItemRef ? Uid::fromHex(text) : std::nullopt)
            out.string(nameOf(graph, *uid, style));
        else
            out.string(text);
    }
    out.endObject();
}

struct ValueWriter {
    json::Writer &out;
    const Graph &graph;
    const AttributeShape &shape;
    ReferenceStyle style;

    void operator()(const std::string &text) const { out.string(text); }
    void operator()(bool value) const { out.boolean(value); }
    void operator()(std::int64_t value) const { out.integer(value); }
    void operator()(double value) const { out.real(value); }
    void operator()(const Date &date) const { out.string(date.iso()); }
    void operator()(Choice choice) const
    {
        out.string(choice.index < shape.choices.size() ? shape.choices[choice.index] : std::string_view());
    }
    void operator()(const TextList &list) const
    {
        out.beginArray();
        for (const std::string &text : list)
            out.string(text);
        out.endArray();
    }
    void operator()(const ChoiceList &list) const
    {
        out.beginArray();
        for (Choice choice : list)
            (*this)(choice);
        out.endArray();
    }
    void operator()(const Rating &rating) const
    {
        out.beginObject();
        for (int i = 0; i < factorCount; ++i) {
            const auto factor = static_cast<Factor>(i);
            if (rating[factor] != Rating::unrated)
                out.key(factorName(factor)).string(factorLevels(factor)[static_cast<std::size_t>(rating[factor])]);
        }
        out.endObject();
    }
    void operator()(const Impact &impact) const
    {
        static constexpr std::string_view names[] = {"S", "F", "O", "P"};
        out.beginObject();
        for (std::size_t i = 0; i < impactCategoryCount; ++i)
            if (impact.levels[i] != ImpactLevel::Unrated)
                out.key(names[i]).string(impactLevelName(impact.levels[i]));
        out.endObject();
    }
    void operator()(const ChainLinks &links) const
    {
        const bool scaled = std::any_of(links.at.begin(), links.at.end(), [](std::int8_t at) { return at > 0; });
        scaled ? out.beginObject() : out.beginArray();
        for (std::size_t i = 0; i < chainLinkCount; ++i) {
            if (links.at[i] == ChainLinks::no)
                continue;
            const std::string name = "L" + std::to_string(i + 1);
            if (!scaled)
                out.string(name);
            else if (links.at[i] == ChainLinks::unsaid)
                out.key(name).null();
            else
                out.key(name).string(scaleName(static_cast<Scale>(links.at[i])));
        }
        scaled ? out.endObject() : out.endArray();
    }
    void operator()(const Uid &uid) const { out.string(nameOf(graph, uid, style)); }
    void operator()(const RefList &list) const
    {
        out.beginArray();
        for (const Uid &uid : list)
            out.string(nameOf(graph, uid, style));
        out.endArray();
    }
    void operator()(const Row &row) const { writeRow(out, graph, shape, row, style); }
    void operator()(const Rows &rows) const
    {
        out.beginArray();
        for (const Row &row : rows)
            writeRow(out, graph, shape, row, style);
        out.endArray();
    }
};

template <class ShapeOf>
void writeSorted(json::Writer &out, const Graph &graph, const Attributes &attributes, ReferenceStyle style, ShapeOf shapeOf)
{
    std::vector<std::pair<AttributeShape, const Value *>> entries;
    for (const auto &[id, value] : attributes)
        if (auto shape = shapeOf(id))
            entries.emplace_back(std::move(*shape), &value);
    std::sort(entries.begin(), entries.end(), [](const auto &a, const auto &b) { return a.first.name < b.first.name; });
    out.beginObject();
    for (const auto &[shape, value] : entries) {
        out.key(shape.name);
        writeValue(out, graph, shape, *value, style);
    }
    out.endObject();
}

} // namespace

void writeValue(json::Writer &out, const Graph &graph, const AttributeShape &shape, const Value &value,
                ReferenceStyle style)
{
    std::visit(ValueWriter{out, graph, shape, style}, value);
}

void writeAttributes(json::Writer &out, const Graph &graph, Kind kind, const Attributes &attributes, ReferenceStyle style)
{
    writeSorted(out, graph, attributes, style, [&](AttributeId id) { return attributeShape(graph, kind, id); });
}

void writeLinkAttributes(json::Writer &out, const Graph &graph, LinkKind kind, const Attributes &attributes,
                         ReferenceStyle style)
{
    writeSorted(out, graph, attributes, style, [&](AttributeId id) -> std::optional<AttributeShape> {
        const AttributeDef *def = id.isField() ? nullptr : linkDef(kind).find(static_cast<Attr>(id.value));
        if (!def)
            return std::nullopt;
        return AttributeShape{def->type, def->choices, def, std::string(def->name())};
    });
}

namespace {

/// Reads one value; each function gives the value or an error with the place.
class ValueReader
{
public:
    ValueReader(const Document &document, const AttributeShape &shape, ReferenceStyle style)
        : m_document(document), m_shape(shape), m_style(style)
    {
    }

    Result<ReadValue> read(const Node &node)
    {
        Result<Value> value = readType(node);
        if (!value)
            return value.error();
        m_read.value = std::move(*value);
        return std::move(m_read);
    }

private:
    Error refuse(const Node &node, std::string allowed) const
    {
        return {ErrorKind::Input,
                {QT_TRANSLATE_NOOP("model", "'%1' must be %2"), {m_shape.name, std::move(allowed)}, "wrongValue"},
                m_document.where(node)};
    }

    static std::string listed(const std::vector<std::string_view> &choices)
    {
        std::string text = "one of ";
        for (std::size_t i = 0; i < choices.size(); ++i)
            text += (i ? ", " : "") + std::string(choices[i]);
        return text;
    }

    static int placeOf(const std::vector<std::string_view> &choices, std::string_view name)
    {
        const auto found = std::find(choices.begin(), choices.end(), name);
        return found == choices.end() ? -1 : static_cast<int>(found - choices.begin());
    }

    Result<Value> readType(const Node &node)
    {
        switch (m_shape.type) {
        case AttributeType::Text:
        case AttributeType::LongText:
            return node.isString() ? Result<Value>(Value(node.text)) : refuse(node, "a text");
        case AttributeType::Bool:
            return node.type == json::Type::Bool ? Result<Value>(Value(node.text == "true")) : refuse(node, "true or false");
        case AttributeType::Integer: return readInteger(node);
        case AttributeType::Real: return readReal(node);
        case AttributeType::Day: {
            const auto date = node.isString() ? Date::fromIso(node.text) : std::nullopt;
            return date ? Result<Value>(Value(*date)) : refuse(node, "a date such as 2026-11-30");
        }
        case AttributeType::Enum: {
            const int place = node.isString() ? placeOf(m_shape.choices, node.text) : -1;
            return place >= 0 ? Result<Value>(Value(Choice{static_cast<std::uint16_t>(place)})) : refuse(node, listed(m_shape.choices));
        }
        case AttributeType::TextList: return readTextList(node);
        case AttributeType::EnumList: return readEnumList(node);
        case AttributeType::Rating: return readRating(node);
        case AttributeType::Impact: return readImpact(node);
        case AttributeType::ChainLinks: return readChainLinks(node);
        case AttributeType::LinkRef:
        case AttributeType::ItemRef: return readReference(node);
        case AttributeType::ItemRefs: return readReferences(node);
        case AttributeType::Row: return readRow(node).ok() ? Result<Value>(Value(m_row)) : Result<Value>(m_error);
        case AttributeType::Rows: return readRows(node);
        }
        return refuse(node, "a known type");
    }

    Result<Value> readInteger(const Node &node) const
    {
        std::int64_t number = 0;
        const char *end = node.text.data() + node.text.size();
        if (node.type == json::Type::Integer)
            if (const auto parsed = std::from_chars(node.text.data(), end, number); parsed.ec == std::errc() && parsed.ptr == end)
                return Value(number);
        return refuse(node, "a whole number");
    }

    Result<Value> readReal(const Node &node) const
    {
        double number = 0;
        const char *end = node.text.data() + node.text.size();
        if (node.type == json::Type::Integer || node.type == json::Type::Real)
            if (const auto parsed = std::from_chars(node.text.data(), end, number); parsed.ec == std::errc() && parsed.ptr == end)
                return Value(number);
        return refuse(node, "a number");
    }

    Result<Value> readTextList(const Node &node) const
    {
        TextList list;
        for (const Node &child : node.children) {
            if (!child.isString())
                return refuse(child, "a list of texts");
            list.push_back(child.text);
        }
        return node.isArray() ? Result<Value>(Value(std::move(list))) : refuse(node, "a list of texts");
    }

    Result<Value> readEnumList(const Node &node) const
    {
        ChoiceList list;
        for (const Node &child : node.children) {
            const int place = child.isString() ? placeOf(m_shape.choices, child.text) : -1;
            if (place < 0)
                return refuse(child, "a list of " + listed(m_shape.choices).substr(7));
            list.push_back(Choice{static_cast<std::uint16_t>(place)});
        }
        std::sort(list.begin(), list.end());
        list.erase(std::unique(list.begin(), list.end()), list.end());
        return node.isArray() ? Result<Value>(Value(std::move(list))) : refuse(node, "a list");
    }

    Result<Value> readRating(const Node &node) const
    {
        Rating rating;
        for (const Node &child : node.children) {
            int factor = 0;
            while (factor < factorCount && factorName(static_cast<Factor>(factor)) != child.name)
                ++factor;
            if (!node.isObject() || factor == factorCount)
                return refuse(child, "a rating of the factors ET, SE, KoIC, WoO, Eq or AV, AC, PR, UI");
            if (child.isNull())
                continue;
            const auto &levels = factorLevels(static_cast<Factor>(factor));
            const int level = child.isString() ? placeOf(levels, child.text) : -1;
            if (level < 0)
                return refuse(child, "a rating with " + child.name + " " + listed(levels));
            rating[static_cast<Factor>(factor)] = static_cast<std::int8_t>(level);
        }
        return node.isObject() ? Result<Value>(Value(rating)) : refuse(node, "a rating such as {\"ET\":\"1w\"}");
    }

    Result<Value> readImpact(const Node &node) const
    {
        static const std::vector<std::string_view> categories{"S", "F", "O", "P"};
        static const std::vector<std::string_view> levels{"negligible", "moderate", "major", "severe"};
        Impact impact;
        for (const Node &child : node.children) {
            const int category = node.isObject() ? placeOf(categories, child.name) : -1;
            if (category >= 0 && child.isNull())
                continue;
            const int level = child.isString() ? placeOf(levels, child.text) : -1;
            if (category < 0 || level < 0)
                return refuse(child, "an impact: S, F, O, P, each " + listed(levels));
            impact.levels[static_cast<std::size_t>(category)] = static_cast<ImpactLevel>(level);
        }
        return node.isObject() ? Result<Value>(Value(impact)) : refuse(node, "an impact such as {\"S\":\"severe\"}");
    }

    Result<Value> readChainLinks(const Node &node) const
    {
        ChainLinks links;
        for (const Node &child : node.children) {
            const std::string &name = node.isObject() ? child.name : child.text;
            const bool known = name.size() == 2 && name[0] == 'L' && name[1] >= '1' && name[1] <= '8';
            std::int8_t at = ChainLinks::unsaid;
            if (node.isObject() && !child.isNull()) {
                const auto scale = child.isString() ? scaleFromName(child.text) : std::nullopt;
                at = scale && *scale != Scale::Own ? static_cast<std::int8_t>(*scale) : ChainLinks::no;
            }
            if (!known || at == ChainLinks::no || (node.isArray() && !child.isString()))
                return refuse(child, "chain links such as [\"L1\",\"L2\"] or {\"L3\":\"tenant\"} (vehicle, tenant, fleet)");
            links.at[static_cast<std::size_t>(name[1] - '1')] = at;
        }
        return node.isObject() || node.isArray() ? Result<Value>(Value(links)) : refuse(node, "chain links such as [\"L1\"]");
    }

    Result<Value> readReference(const Node &node)
    {
        if (!node.isString() || node.text.empty())
            return refuse(node, "the id of an entry");
        m_read.references.push_back(node.text);
        if (m_style == ReferenceStyle::Key)
            return Value(Uid{});
        const auto uid = Uid::fromHex(node.text);
        return uid ? Result<Value>(Value(*uid)) : refuse(node, "a uid of 32 hexadecimal digits");
    }

    Result<Value> readReferences(const Node &node)
    {
        RefList list;
        for (const Node &child : node.children) {
            Result<Value> one = readReference(child);
            if (!one)
                return one;
            list.push_back(std::get<Uid>(*one));
        }
        return node.isArray() ? Result<Value>(Value(std::move(list))) : refuse(node, "a list of ids");
    }

    Result<Value> readRows(const Node &node)
    {
        Rows rows;
        for (const Node &child : node.children) {
            if (!readRow(child).ok())
                return m_error;
            rows.push_back(m_row);
        }
        return node.isArray() ? Result<Value>(Value(std::move(rows))) : refuse(node, "a list of rows");
    }

    Result<void> fail(Error error)
    {
        m_error = std::move(error);
        return m_error;
    }

    Result<void> readRow(const Node &node)
    {
        m_row = Row{};
        if (!node.isObject())
            return fail(refuse(node, "an object with named values"));
        for (const Node &cell : node.children) {
            const ColumnDef *column = columnOf(m_shape, cell.name);
            if (cell.isNull())
                continue;
            if (!column && !(m_shape.def && m_shape.def->openColumns))
                return fail(refuse(cell, "an object without '" + cell.name + "'"));
            if (Result<void> put = readCell(cell, column); !put)
                return put;
        }
        return {};
    }

    Result<void> readCell(const Node &cell, const ColumnDef *column)
    {
        const AttributeType type = column ? column->type : AttributeType::Text;
        if (type == AttributeType::Integer) {
            Result<Value> number = readInteger(cell);
            if (!number)
                return fail(refuse(cell, "an object whose '" + cell.name + "' is a whole number"));
            m_row.set(cell.name, std::to_string(std::get<std::int64_t>(*number)));
            return {};
        }
        if (!cell.isString())
            return fail(refuse(cell, "an object whose '" + cell.name + "' is a text"));
        if (type == AttributeType::Enum && placeOf(column->choices, cell.text) < 0)
            return fail(refuse(cell, "an object whose '" + cell.name + "' is " + listed(column->choices)));
        if (type == AttributeType::ItemRef) {
            m_read.rowReferences.emplace_back(cell.name, cell.text);
            if (m_style == ReferenceStyle::Uid && !Uid::fromHex(cell.text))
                return fail(refuse(cell, "an object whose '" + cell.name + "' is a uid"));
        }
        m_row.set(cell.name, cell.text);
        return {};
    }

    const Document &m_document;
    const AttributeShape &m_shape;
    ReferenceStyle m_style;
    ReadValue m_read;
    Row m_row;
    Error m_error;
};

} // namespace

Result<ReadValue> readValue(const Document &document, const Node &node, const AttributeShape &shape, ReferenceStyle style)
{
    return ValueReader(document, shape, style).read(node);
}

} // namespace tarascope
