#include "model/store/celltext.h"

#include "model/store/cellscanner.h"
#include "model/valuejson.h"

#include <charconv>

namespace tarascope {

namespace {

/// Reads one value of a known shape; nothing for any form but the writer's own.
class QuickReader
{
public:
    QuickReader(CellScanner &scanner, const AttributeShape &shape) : m_scanner(scanner), m_shape(shape) {}

    std::optional<Value> read()
    {
        switch (m_shape.type) {
        case AttributeType::Text:
        case AttributeType::LongText: return wrap(text());
        case AttributeType::Bool: return boolean();
        case AttributeType::Integer: return integer();
        case AttributeType::Day: return day();
        case AttributeType::Enum: return wrap(choice());
        case AttributeType::TextList: return textList();
        case AttributeType::EnumList: return choiceList();
        case AttributeType::Rating: return rating();
        case AttributeType::Impact: return impact();
        case AttributeType::LinkRef:
        case AttributeType::ItemRef: return reference();
        case AttributeType::Real:
        case AttributeType::ChainLinks:
        case AttributeType::ItemRefs:
        case AttributeType::Row:
        case AttributeType::Rows: return std::nullopt;
        }
        return std::nullopt;
    }

private:
    template <class T> static std::optional<Value> wrap(std::optional<T> value)
    {
        return value ? std::optional<Value>(std::move(*value)) : std::nullopt;
    }

    std::optional<std::string> text()
    {
        std::string out;
        return m_scanner.text(out) ? std::optional(std::move(out)) : std::nullopt;
    }

    std::optional<Value> boolean()
    {
        if (m_scanner.take("true"))
            return Value(true);
        return m_scanner.take("false") ? std::optional<Value>(false) : std::nullopt;
    }

    // Leading zeros and signs are for json::read to refuse.
    std::optional<Value> integer()
    {
        const std::string_view digits = m_scanner.number();
        std::int64_t number = 0;
        const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), number);
        const bool whole = parsed.ec == std::errc() && parsed.ptr == digits.data() + digits.size();
        return whole && std::to_string(number) == digits ? std::optional<Value>(number) : std::nullopt;
    }

    std::optional<Value> day()
    {
        const auto found = m_scanner.plain();
        return wrap(found ? Date::fromIso(*found) : std::nullopt);
    }

    std::optional<Choice> choice()
    {
        const auto found = m_scanner.plain();
        for (std::size_t place = 0; found && place < m_shape.choices.size(); ++place)
            if (m_shape.choices[place] == *found)
                return Choice{static_cast<std::uint16_t>(place)};
        return std::nullopt;
    }

    std::optional<Value> textList()
    {
        TextList list;
        if (!m_scanner.take('['))
            return std::nullopt;
        while (!m_scanner.next(']')) {
            if (!list.empty() && !m_scanner.take(','))
                return std::nullopt;
            auto one = text();
            if (!one)
                return std::nullopt;
            list.push_back(std::move(*one));
        }
        m_scanner.take(']');
        return Value(std::move(list));
    }

    std::optional<Value> choiceList()
    {
        ChoiceList list;
        if (!m_scanner.take('['))
            return std::nullopt;
        while (!m_scanner.next(']')) {
            if (!list.empty() && !m_scanner.take(','))
                return std::nullopt;
            const auto one = choice();
            if (!one || (!list.empty() && !(list.back() < *one)))
                return std::nullopt;
            list.push_back(*one);
        }
        m_scanner.take(']');
        return Value(std::move(list));
    }

    std::optional<Value> rating()
    {
        Rating rating;
        if (!m_scanner.take('{'))
            return std::nullopt;
        for (int factor = 0; !m_scanner.next('}'); ++factor) {
            if (factor > 0 && !m_scanner.take(','))
                return std::nullopt;
            const auto name = m_scanner.plain();
            while (name && factor < factorCount && factorName(static_cast<Factor>(factor)) != *name)
                ++factor;
            if (!name || factor >= factorCount || !m_scanner.take(':') || !level(rating, static_cast<Factor>(factor)))
                return std::nullopt;
        }
        m_scanner.take('}');
        return Value(rating);
    }

    bool level(Rating &rating, Factor factor)
    {
        const auto &levels = factorLevels(factor);
        const auto name = m_scanner.plain();
        for (std::size_t place = 0; name && place < levels.size(); ++place)
            if (levels[place] == *name) {
                rating[factor] = static_cast<std::int8_t>(place);
                return true;
            }
        return false;
    }

    std::optional<Value> impact()
    {
        static constexpr std::string_view categories = "SFOP";
        Impact impact;
        if (!m_scanner.take('{'))
            return std::nullopt;
        std::size_t least = 0;
        while (!m_scanner.next('}')) {
            if (least > 0 && !m_scanner.take(','))
                return std::nullopt;
            const auto category = m_scanner.plain();
            const std::size_t place = category && category->size() == 1 ? categories.find(*category) : std::string_view::npos;
            const auto name = m_scanner.take(':') ? m_scanner.plain() : std::nullopt;
            if (place == std::string_view::npos || place < least || !name)
                return std::nullopt;
            for (ImpactLevel at : {ImpactLevel::Negligible, ImpactLevel::Moderate, ImpactLevel::Major, ImpactLevel::Severe})
                if (impactLevelName(at) == *name)
                    impact.levels[place] = at;
            if (impact.levels[place] == ImpactLevel::Unrated)
                return std::nullopt;
            least = place + 1;
        }
        m_scanner.take('}');
        return Value(impact);
    }

    std::optional<Value> reference()
    {
        const auto found = m_scanner.plain();
        return wrap(found ? Uid::fromHex(*found) : std::nullopt);
    }

    CellScanner &m_scanner;
    const AttributeShape &m_shape;
};

} // namespace

/// The attributes that one kind can have, by name.
struct AttributeReader::Table {
    std::vector<std::pair<AttributeId, AttributeShape>> shapes;

    void sort()
    {
        std::sort(shapes.begin(), shapes.end(),
                  [](const auto &a, const auto &b) { return a.second.name < b.second.name; });
    }

    const std::pair<AttributeId, AttributeShape> *find(std::string_view name) const
    {
        const auto found = std::lower_bound(shapes.begin(), shapes.end(), name, [](const auto &shape, std::string_view wanted) {
            return shape.second.name < wanted;
        });
        return found != shapes.end() && found->second.name == name ? &*found : nullptr;
    }

    std::optional<Attributes> readQuickly(std::string_view text) const
    {
        Attributes attributes;
        CellScanner scanner(text);
        if (!scanner.take('{'))
            return std::nullopt;
        while (!scanner.next('}')) {
            if (!attributes.empty() && !scanner.take(','))
                return std::nullopt;
            const auto name = scanner.plain();
            const auto *shape = name && scanner.take(':') ? find(*name) : nullptr;
            std::optional<Value> value = shape && !attributes.find(shape->first) ? QuickReader(scanner, shape->second).read()
                                                                                 : std::nullopt;
            if (!value)
                return std::nullopt;
            attributes.set(shape->first, std::move(*value));
        }
        return scanner.take('}') && scanner.atEnd() ? std::optional(std::move(attributes)) : std::nullopt;
    }

    Result<Attributes> read(std::string_view text) const
    {
        if (text == "{}")
            return Attributes();
        if (auto quick = readQuickly(text))
            return std::move(*quick);
        const Result<json::Document> document = json::read(text, {}, {});
        if (!document)
            return document.error();
        const auto refuse = [&](const char *sentence, const json::Node &node) {
            return Error{ErrorKind::Project, {sentence, {node.name}, "unknownAttribute"}, document->where(node)};
        };
        if (!document->root.isObject())
            return refuse(QT_TRANSLATE_NOOP("model", "attributes must be an object with named values"), document->root);
        Attributes attributes;
        for (const json::Node &node : document->root.children) {
            const auto *shape = find(node.name);
            if (!shape)
                return refuse(QT_TRANSLATE_NOOP("model", "there is no attribute '%1' here"), node);
            Result<ReadValue> value = readValue(*document, node, shape->second, ReferenceStyle::Uid);
            if (!value)
                return value.error();
            attributes.set(shape->first, std::move(value->value));
        }
        return attributes;
    }
};

AttributeReader::AttributeReader(const Graph &graph) : m_graph(graph), m_items(kindCount), m_links(linkKindCount)
{
    for (const KindDef &kind : kinds()) {
        Table &table = m_items[static_cast<std::size_t>(kind.kind)];
        for (const AttributeDef &def : kind.attributes)
            table.shapes.emplace_back(def.attr, AttributeShape{def.type, def.choices, &def, std::string(def.name())});
    }
    for (std::size_t place = 0; place < m_graph.fields().size(); ++place) {
        const FieldDefinition &field = m_graph.fields()[place];
        const AttributeId id = AttributeId::ofField(place);
        if (auto shape = attributeShape(m_graph, field.kind, id))
            m_items[static_cast<std::size_t>(field.kind)].shapes.emplace_back(id, std::move(*shape));
    }
    for (const LinkDef &kind : linkKinds()) {
        Table &table = m_links[static_cast<std::size_t>(kind.kind)];
        for (const AttributeDef &def : kind.attributes)
            table.shapes.emplace_back(def.attr, AttributeShape{def.type, def.choices, &def, std::string(def.name())});
    }
    for (std::vector<Table> *tables : {&m_items, &m_links})
        for (Table &table : *tables)
            table.sort();
}

AttributeReader::~AttributeReader() = default;

Result<Attributes> AttributeReader::read(Kind kind, std::string_view text) const
{
    return m_items[static_cast<std::size_t>(kind)].read(text);
}

Result<Attributes> AttributeReader::read(LinkKind kind, std::string_view text) const
{
    return m_links[static_cast<std::size_t>(kind)].read(text);
}

std::optional<Attributes> AttributeReader::readQuickly(Kind kind, std::string_view text) const
{
    return m_items[static_cast<std::size_t>(kind)].readQuickly(text);
}

std::optional<Attributes> AttributeReader::readQuickly(LinkKind kind, std::string_view text) const
{
    return m_links[static_cast<std::size_t>(kind)].readQuickly(text);
}

void writeTexts(json::Writer &out, const std::vector<std::string> &texts)
{
    out.beginArray();
    for (const std::string &text : texts)
        out.string(text);
    out.endArray();
}

void writeExternalKeys(json::Writer &out, const std::vector<ExternalKey> &keys)
{
    out.beginArray();
    for (const ExternalKey &key : keys) {
        out.beginObject().member("system", key.system).member("key", key.key);
        if (!key.wrote.empty()) {
            out.key("wrote").beginArray();
            for (const WrittenField &field : key.wrote)
                out.beginArray().string(field.field).string(Uid{0, field.hash}.hex().substr(16)).endArray();
            out.endArray();
        }
        out.endObject();
    }
    out.endArray();
}

std::optional<std::vector<std::string>> readTexts(std::string_view text)
{
    std::vector<std::string> texts;
    CellScanner scanner(text);
    if (!scanner.take('['))
        return std::nullopt;
    while (!scanner.next(']')) {
        std::string one;
        if ((!texts.empty() && !scanner.take(',')) || !scanner.text(one))
            return std::nullopt;
        texts.push_back(std::move(one));
    }
    return scanner.take(']') && scanner.atEnd() ? std::optional(std::move(texts)) : std::nullopt;
}

namespace {

bool readWritten(CellScanner &scanner, std::vector<WrittenField> &wrote)
{
    while (!scanner.next(']')) {
        WrittenField field;
        if ((!wrote.empty() && !scanner.take(',')) || !scanner.take('[') || !scanner.text(field.field) || !scanner.take(','))
            return false;
        const auto digits = scanner.plain();
        const auto hash = digits && digits->size() == 16 ? Uid::fromHex("0000000000000000" + std::string(*digits)) : std::nullopt;
        if (!hash || !scanner.take(']'))
            return false;
        field.hash = hash->low;
        wrote.push_back(std::move(field));
    }
    return scanner.take(']');
}

} // namespace

std::optional<std::vector<ExternalKey>> readExternalKeys(std::string_view text)
{
    std::vector<ExternalKey> keys;
    CellScanner scanner(text);
    if (!scanner.take('['))
        return std::nullopt;
    while (!scanner.next(']')) {
        ExternalKey key;
        if ((!keys.empty() && !scanner.take(',')) || !scanner.take("{\"system\":") || !scanner.text(key.system) ||
            !scanner.take(",\"key\":") || !scanner.text(key.key))
            return std::nullopt;
        if (scanner.take(",\"wrote\":[") && !readWritten(scanner, key.wrote))
            return std::nullopt;
        if (!scanner.take('}'))
            return std::nullopt;
        keys.push_back(std::move(key));
    }
    return scanner.take(']') && scanner.atEnd() ? std::optional(std::move(keys)) : std::nullopt;
}

} // namespace tarascope
