#include "model/store/rows.h"

#include "model/json/utf8.h"
#include "model/store/celltext.h"
#include "model/valuejson.h"

#include <bit>
#include <cmath>

namespace tarascope {

namespace {

std::array<char, 8> bigEndianBytes(std::uint64_t number)
{
    std::array<char, 8> bytes;
    for (std::size_t i = 8; i-- > 0; number >>= 8)
        bytes[i] = static_cast<char>(number & 0xFF);
    return bytes;
}

std::uint64_t numberOf(std::string_view bytes)
{
    std::uint64_t number = 0;
    for (char byte : bytes)
        number = number << 8 | static_cast<std::uint8_t>(byte);
    return number;
}

struct CellWriter {
    RowCells &cells;
    const Graph &graph;

    void operator()(const Item &item) const
    {
        cells.add(item.uid);
        cells.add(kindDef(item.kind).name());
        cells.add(item.key);
        cells.add(item.name);
        cells.add(item.description);
        json::Writer attributes;
        writeAttributes(attributes, graph, item.kind, item.attributes, ReferenceStyle::Uid);
        cells.add(attributes.text());
        json::Writer tags;
        writeTexts(tags, item.tags);
        cells.add(tags.text());
        json::Writer external;
        writeExternalKeys(external, item.external);
        cells.add(external.text());
    }
    void operator()(const Link &link) const
    {
        cells.add(link.uid);
        cells.add(linkDef(link.kind).name());
        cells.add(link.from);
        cells.add(link.to);
        cells.add(link.key);
        json::Writer attributes;
        writeLinkAttributes(attributes, graph, link.kind, link.attributes, ReferenceStyle::Uid);
        cells.add(attributes.text());
    }
    void operator()(const Outcome &outcome) const
    {
        cells.add(outcome.uid);
        cells.add(outcome.test);
        cells.add(verdictName(outcome.verdict));
        cells.add(outcome.at);
        cells.add(outcome.environment);
        cells.add(outcome.build);
        cells.add(outcome.observed);
        cells.add(outcome.where);
    }
    void operator()(const FieldDefinition &field) const
    {
        cells.add(field.uid);
        cells.add(kindDef(field.kind).name());
        cells.add(field.name);
        cells.add(attributeTypeName(field.type));
        json::Writer choices;
        writeTexts(choices, field.choices);
        cells.add(choices.text());
    }
    void operator()(const Setting &setting) const
    {
        cells.add(setting.name);
        cells.add(setting.value);
    }
    void operator()(const Position &position) const
    {
        cells.add(position.item);
        cells.add(position.x);
        cells.add(position.y);
    }
};

/// False for what would not come back as the same value.
struct Storable {
    static bool text(std::string_view text) { return isStorableText(text); }
    static bool texts(const std::vector<std::string> &list)
    {
        return std::all_of(list.begin(), list.end(), [](const std::string &one) { return text(one); });
    }

    bool operator()(const std::string &value) const { return text(value); }
    bool operator()(double value) const { return std::isfinite(value); }
    bool operator()(const TextList &value) const { return texts(value); }
    bool operator()(const Rating &rating) const
    {
        for (int i = 0; i < factorCount; ++i) {
            const auto factor = static_cast<Factor>(i);
            if (rating[factor] < Rating::unrated || rating[factor] >= static_cast<int>(factorLevels(factor).size()))
                return false;
        }
        return true;
    }
    bool operator()(const Row &row) const
    {
        return std::all_of(row.cells.begin(), row.cells.end(),
                           [](const auto &cell) { return text(cell.first) && text(cell.second); });
    }
    bool operator()(const Rows &rows) const { return std::all_of(rows.begin(), rows.end(), *this); }
    template <class Other> bool operator()(const Other &) const { return true; }

    bool attributes(const Attributes &attributes) const
    {
        return std::all_of(attributes.begin(), attributes.end(),
                           [this](const Attributes::Entry &entry) { return std::visit(*this, entry.second); });
    }
};

struct StorableRecord {
    bool operator()(const Item &item) const
    {
        const bool external = std::all_of(item.external.begin(), item.external.end(), [](const ExternalKey &key) {
            return Storable::text(key.system) && Storable::text(key.key) &&
                   std::all_of(key.wrote.begin(), key.wrote.end(),
                               [](const WrittenField &field) { return Storable::text(field.field); });
        });
        return external && Storable::text(item.name) && Storable::text(item.description) &&
               Storable::texts(item.tags) && Storable{}.attributes(item.attributes);
    }
    bool operator()(const Link &link) const { return Storable{}.attributes(link.attributes); }
    bool operator()(const Outcome &outcome) const
    {
        return Storable::text(outcome.at) && Storable::text(outcome.environment) && Storable::text(outcome.build) &&
               Storable::text(outcome.observed) && Storable::text(outcome.where);
    }
    bool operator()(const FieldDefinition &field) const
    {
        return Storable::text(field.name) && Storable::texts(field.choices);
    }
    bool operator()(const Setting &setting) const { return Storable::text(setting.name) && Storable::text(setting.value); }
    bool operator()(const Position &position) const { return std::isfinite(position.x) && std::isfinite(position.y); }
};

std::string nameOf(const Record &record)
{
    if (const auto *item = std::get_if<Item>(&record))
        return item->key;
    if (const auto *link = std::get_if<Link>(&record))
        return link->key;
    return recordUid(record).hex();
}

} // namespace

bool isStorableText(std::string_view text)
{
    return text.find('\0') == std::string_view::npos && validUtf8Prefix(text) == text.size();
}

void RowCells::add(const Uid &uid)
{
    const auto high = bigEndianBytes(uid.high);
    const auto low = bigEndianBytes(uid.low);
    m_bytes.append(high.data(), high.size());
    add(std::string_view(low.data(), low.size()));
}

void RowCells::add(double number)
{
    const auto bytes = bigEndianBytes(std::bit_cast<std::uint64_t>(number));
    add(std::string_view(bytes.data(), bytes.size()));
}

RowType rowTypeOf(const Record &record)
{
    return static_cast<RowType>(record.index() + 1);
}

void encodeRow(RowCells &cells, const Graph &graph, const Record &record)
{
    cells.clear();
    std::visit(CellWriter{cells, graph}, record);
}

Digest rowDigest(RowType type, const RowCells &cells)
{
    RowBytes bytes;
    bytes.begin(type);
    for (std::size_t i = 0; i < cells.count(); ++i)
        bytes.add(cells[i]);
    return bytes.digest();
}

Uid uidOfCell(std::string_view cell)
{
    return Uid{numberOf(cell.substr(0, 8)), numberOf(cell.substr(8))};
}

double realOfCell(std::string_view cell)
{
    return std::bit_cast<double>(numberOf(cell));
}

Uid rowUid(RowType type, std::string_view firstCell)
{
    return type == RowType::Setting ? Setting{std::string(firstCell), {}}.uid() : uidOfCell(firstCell);
}

Result<void> checkStorable(const Record &record)
{
    if (std::visit(StorableRecord{}, record))
        return {};
    return Error{ErrorKind::Input,
                 {QT_TRANSLATE_NOOP("model", "%1 holds a text that is not valid UTF-8, a zero byte, or a value out of range"),
                  {nameOf(record)},
                  "notStorable"},
                 {}};
}

} // namespace tarascope
