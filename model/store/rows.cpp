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

// The error of a record that cannot be read.
Error damaged(std::string name, const char *sentence, std::vector<std::string> args = {})
{
    return {ErrorKind::Project, {sentence, std::move(args), "projectDamaged"}, inFile({}, isStorableText(name) ? std::move(name) : std::string())};
}

constexpr const char *wrongKey = QT_TRANSLATE_NOOP("model", "the project file is damaged: a key does not fit its kind");
constexpr const char *because = QT_TRANSLATE_NOOP("model", "the project file is damaged: %1");

bool hasPrefix(std::string_view key, std::string_view prefix)
{
    const auto parts = keyParts(key);
    return parts && parts->prefix == prefix;
}

const AttributeType *findFieldType(std::string_view name)
{
    static constexpr AttributeType allowed[] = {AttributeType::Text, AttributeType::LongText, AttributeType::Bool,
                                                AttributeType::Integer, AttributeType::Real, AttributeType::Day,
                                                AttributeType::Enum, AttributeType::TextList};
    for (const AttributeType &type : allowed)
        if (attributeTypeName(type) == name)
            return &type;
    return nullptr;
}

bool sortedWithoutRepeats(const std::vector<std::string> &texts)
{
    return std::adjacent_find(texts.begin(), texts.end(), std::greater_equal<>()) == texts.end();
}

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
    // SQLite stores -0.0 as 0.0; adding 0.0 does the same, else the row would not have its hash when it is read.
    const auto bytes = bigEndianBytes(std::bit_cast<std::uint64_t>(number + 0.0));
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

Result<void> decodeRow(CellViews cells, const AttributeReader &reader, Item &item)
{
    const KindDef *kind = findKind(cells[1]);
    if (!kind)
        return damaged({}, QT_TRANSLATE_NOOP("model", "the project file is damaged: an item has an unknown kind"));
    item.uid = uidOfCell(cells[0]);
    item.kind = kind->kind;
    item.key = cells[2];
    item.name = cells[3];
    item.description = cells[4];
    if (!hasPrefix(item.key, kind->prefix))
        return damaged(item.key, wrongKey);
    Result<Attributes> attributes = reader.read(kind->kind, cells[5]);
    if (!attributes)
        return damaged(item.key, because, {attributes.error().english()});
    item.attributes = std::move(*attributes);
    auto tags = readTexts(cells[6]);
    auto external = readExternalKeys(cells[7]);
    if (!tags || !external || !sortedWithoutRepeats(*tags) || !isStorableText(item.name) ||
        !isStorableText(item.description) || item.uid.isNull())
        return damaged(item.key, QT_TRANSLATE_NOOP("model", "the project file is damaged: a text of this item cannot be read"));
    item.tags = std::move(*tags);
    item.external = std::move(*external);
    return {};
}

Result<void> decodeRow(CellViews cells, const AttributeReader &reader, Link &link)
{
    const LinkDef *kind = findLinkKind(cells[1]);
    if (!kind)
        return damaged({}, QT_TRANSLATE_NOOP("model", "the project file is damaged: a link has an unknown kind"));
    link.uid = uidOfCell(cells[0]);
    link.kind = kind->kind;
    link.from = uidOfCell(cells[2]);
    link.to = uidOfCell(cells[3]);
    link.key = cells[4];
    if (!hasPrefix(link.key, "L"))
        return damaged(link.key, wrongKey);
    Result<Attributes> attributes = reader.read(kind->kind, cells[5]);
    if (!attributes)
        return damaged(link.key, because, {attributes.error().english()});
    link.attributes = std::move(*attributes);
    return {};
}

Result<void> decodeRow(CellViews cells, const AttributeReader &, Outcome &outcome)
{
    const auto verdict = verdictFromName(cells[2]);
    outcome = {uidOfCell(cells[0]),   uidOfCell(cells[1]),   verdict.value_or(Verdict::NotRun), std::string(cells[3]),
               std::string(cells[4]), std::string(cells[5]), std::string(cells[6]),             std::string(cells[7])};
    if (!verdict || !std::all_of(cells.begin() + 3, cells.end(), isStorableText))
        return damaged(outcome.uid.hex(), QT_TRANSLATE_NOOP("model", "the project file is damaged: an outcome cannot be read"));
    return {};
}

Result<void> decodeRow(CellViews cells, const AttributeReader &, Position &position)
{
    position = {uidOfCell(cells[0]), realOfCell(cells[1]), realOfCell(cells[2])};
    if (!std::isfinite(position.x) || !std::isfinite(position.y))
        return damaged({}, QT_TRANSLATE_NOOP("model", "the project file is damaged: a place on the canvas cannot be read"));
    return {};
}

Result<void> decodeRow(CellViews cells, Setting &setting)
{
    setting = {std::string(cells[0]), std::string(cells[1])};
    if (!std::all_of(cells.begin(), cells.end(), isStorableText))
        return damaged({}, QT_TRANSLATE_NOOP("model", "the project file is damaged: a setting cannot be read"));
    return {};
}

Result<void> decodeRow(CellViews cells, FieldDefinition &field)
{
    const KindDef *kind = findKind(cells[1]);
    const AttributeType *type = findFieldType(cells[3]);
    auto choices = readTexts(cells[4]);
    if (!kind || !type || !choices || !cells[2].starts_with("x-") || !isStorableText(cells[2]))
        return damaged({}, QT_TRANSLATE_NOOP("model", "the project file is damaged: an own field cannot be read"));
    field = {uidOfCell(cells[0]), kind->kind, std::string(cells[2]), *type, std::move(*choices)};
    return {};
}

namespace {

/// True when the record comes back from its cells as it is.
struct ComesBack {
    CellViews cells;
    const AttributeReader &reader;

    template <class T> bool operator()(const T &record) const
    {
        T again;
        return decodeRow(cells, reader, again).ok() && again == record;
    }
    bool operator()(const FieldDefinition &field) const
    {
        FieldDefinition again;
        return decodeRow(cells, again).ok() && again == field;
    }
    bool operator()(const Setting &setting) const
    {
        Setting again;
        return decodeRow(cells, again).ok() && again == setting;
    }
};

Error tooLong(const std::string &name, std::size_t bytes, std::size_t most)
{
    return {ErrorKind::Input,
            {QT_TRANSLATE_NOOP("model", "%1 is too long for a project file: it would take %2 bytes, %3 are allowed"),
             {name, std::to_string(bytes), std::to_string(most)},
             "tooLong"},
            {}};
}

Error notStorable(std::string name)
{
    return {ErrorKind::Input,
            {QT_TRANSLATE_NOOP("model", "%1 cannot be stored: it holds a text that is not valid UTF-8 or has a zero byte, "
                                        "a number that is none, or a value out of range"),
             {std::move(name)},
             "notStorable"},
            {}};
}

Result<void> checkTitle(const Message &title)
{
    std::size_t bytes = 0;
    bool sound = isStorableText(title.text) && isStorableText(title.code);
    for (const std::string &argument : title.args) {
        sound = sound && isStorableText(argument);
        bytes += argument.size();
    }
    if (!sound)
        return notStorable("the title of the change");
    return bytes <= largestRecord ? Result<void>() : tooLong("the title of the change", bytes, largestRecord);
}

} // namespace

Result<void> checkStorable(const Graph &after, const ChangeSet &set)
{
    if (Result<void> title = checkTitle(set.title); !title)
        return title;
    const AttributeReader reader(after);
    RowCells cells;
    std::array<std::string_view, RowCells::maximum> views;
    std::size_t bytes = 0;
    for (const Change &change : set.changes) {
        if (!change.after)
            continue;
        encodeRow(cells, after, *change.after);
        for (std::size_t place = 0; place < cells.count(); ++place)
            views[place] = cells[place];
        if (cells.bytes() > largestRecord)
            return tooLong(nameOf(*change.after), cells.bytes(), largestRecord);
        if (!std::visit(ComesBack{CellViews(views.data(), cells.count()), reader}, *change.after))
            return notStorable(nameOf(*change.after));
        bytes += cells.bytes();
    }
    return bytes <= largestSet ? Result<void>() : tooLong("the change", bytes, largestSet);
}

} // namespace tarascope
