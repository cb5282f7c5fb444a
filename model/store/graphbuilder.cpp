#include "model/store/graphbuilder.h"

#include "model/store/rows.h"
#include "model/store/sqlite.h"

#include <QtCore/QRandomGenerator>

namespace tarascope {

namespace {

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

} // namespace

ItemTable::ItemTable() : m_salt(QRandomGenerator::system()->generate64()) {}

// Where the uid is, or where it would be put.
std::size_t ItemTable::placeOf(const Uid &uid) const
{
    std::uint64_t hash = (uid.low ^ m_salt) * 0x9E3779B97F4A7C15ULL;
    hash = (hash ^ (hash >> 32) ^ uid.high ^ (m_salt >> 7)) * 0xD6E8FEB86659FD93ULL;
    std::size_t place = (hash >> 32) & (m_entries.size() - 1);
    while (m_entries[place].slot >= 0 && m_entries[place].uid != uid)
        place = (place + 1) & (m_entries.size() - 1);
    return place;
}

void ItemTable::insert(const Uid &uid, std::int32_t slot)
{
    if (2 * ++m_count > m_entries.size())
        grow();
    m_entries[placeOf(uid)] = {uid, slot};
}

ItemId ItemTable::find(const Uid &uid) const
{
    return m_entries.empty() ? ItemId{} : ItemId{m_entries[placeOf(uid)].slot};
}

void ItemTable::grow()
{
    const std::size_t size = std::max<std::size_t>(1024, 2 * m_entries.size());
    for (const Entry &entry : std::exchange(m_entries, std::vector<Entry>(size)))
        if (entry.slot >= 0)
            m_entries[placeOf(entry.uid)] = entry;
}

void GraphBuilder::add(const RowBatch &batch)
{
    if (batch.type != RowType::Field && !m_attributes)
        m_attributes.emplace(m_graph);
    std::array<std::string_view, RowCells::maximum> cells;
    for (std::size_t row = 0; row < batch.rows() && !m_error; ++row) {
        for (std::size_t column = 0; column < batch.columns; ++column)
            cells[column] = batch.cell(row, column);
        addRow(batch.type, Row(cells.data(), batch.columns));
    }
}

void GraphBuilder::addRow(RowType type, Row cells)
{
    switch (type) {
    case RowType::Item: return addItem(cells);
    case RowType::Link: return addLink(cells);
    case RowType::Outcome: return addOutcome(cells);
    case RowType::Field: return addField(cells);
    case RowType::Setting: return addSetting(cells);
    case RowType::Position: return addPosition(cells);
    }
}

void GraphBuilder::refuse(std::string_view key, const char *sentence, std::vector<std::string> args)
{
    if (!m_error)
        m_error = Error{ErrorKind::Project, {sentence, std::move(args), "projectDamaged"}, inFile({}, std::string(key))};
}

bool GraphBuilder::takeKey(std::string_view key, std::string_view prefix, std::size_t place)
{
    const auto parts = keyParts(key);
    if (!parts || parts->prefix != prefix) {
        refuse(isStorableText(key) ? key : std::string_view(),
               QT_TRANSLATE_NOOP("model", "the project file is damaged: a key does not fit its kind"));
        return false;
    }
    m_numbers[place].push_back(parts->number);
    return true;
}

void GraphBuilder::addItem(Row cells)
{
    const KindDef *kind = findKind(cells[1]);
    if (!kind)
        return refuse({}, QT_TRANSLATE_NOOP("model", "the project file is damaged: an item has an unknown kind"));
    auto item = std::make_shared<Item>();
    item->uid = uidOfCell(cells[0]);
    item->kind = kind->kind;
    item->key = cells[2];
    item->name = cells[3];
    item->description = cells[4];
    if (!takeKey(item->key, kind->prefix, static_cast<std::size_t>(kind->kind)))
        return;
    Result<Attributes> attributes = m_attributes->read(kind->kind, cells[5]);
    if (!attributes)
        return refuse(item->key, QT_TRANSLATE_NOOP("model", "the project file is damaged: %1"), {attributes.error().english()});
    item->attributes = std::move(*attributes);
    auto tags = readTexts(cells[6]);
    auto external = readExternalKeys(cells[7]);
    if (!tags || !external || !sortedWithoutRepeats(*tags) || !isStorableText(item->name) ||
        !isStorableText(item->description) || item->uid.isNull())
        return refuse(item->key, QT_TRANSLATE_NOOP("model", "the project file is damaged: a text of this item cannot be read"));
    item->tags = std::move(*tags);
    item->external = std::move(*external);
    m_items.insert(item->uid, static_cast<std::int32_t>(m_kinds.size()));
    m_kinds.push_back(item->kind);
    m_graph.loadItem(std::move(item));
}

void GraphBuilder::addLink(Row cells)
{
    const LinkDef *kind = findLinkKind(cells[1]);
    if (!kind)
        return refuse({}, QT_TRANSLATE_NOOP("model", "the project file is damaged: a link has an unknown kind"));
    auto link = std::make_shared<Link>();
    link->uid = uidOfCell(cells[0]);
    link->kind = kind->kind;
    link->from = uidOfCell(cells[2]);
    link->to = uidOfCell(cells[3]);
    link->key = cells[4];
    if (!takeKey(link->key, "L", kindCount))
        return;
    Result<Attributes> attributes = m_attributes->read(kind->kind, cells[5]);
    if (!attributes)
        return refuse(link->key, QT_TRANSLATE_NOOP("model", "the project file is damaged: %1"), {attributes.error().english()});
    link->attributes = std::move(*attributes);
    const ItemId from = m_items.find(link->from);
    const ItemId to = m_items.find(link->to);
    if (!from.valid() || !to.valid())
        return refuse(link->key, QT_TRANSLATE_NOOP("model", "the project file is damaged: an end of this link is missing"));
    const Kind fromKind = m_kinds[static_cast<std::size_t>(from.slot)];
    const Kind toKind = m_kinds[static_cast<std::size_t>(to.slot)];
    if (!kind->allows(fromKind, toKind))
        return refuse(link->key, QT_TRANSLATE_NOOP("model", "the project file is damaged: %1"),
                      {linkRefusal(kind->kind, fromKind, toKind).english()});
    m_graph.loadLink(std::move(link), from, to);
}

void GraphBuilder::addOutcome(Row cells)
{
    const auto verdict = verdictFromName(cells[2]);
    auto outcome = std::make_shared<Outcome>();
    outcome->uid = uidOfCell(cells[0]);
    outcome->test = uidOfCell(cells[1]);
    outcome->verdict = verdict.value_or(Verdict::NotRun);
    outcome->at = cells[3];
    outcome->environment = cells[4];
    outcome->build = cells[5];
    outcome->observed = cells[6];
    outcome->where = cells[7];
    const ItemId test = m_items.find(outcome->test);
    const bool isTest = test.valid() && m_kinds[static_cast<std::size_t>(test.slot)] == Kind::testCase;
    if (!verdict || !isTest || !checkStorable(*outcome))
        return refuse(outcome->uid.hex(), QT_TRANSLATE_NOOP("model", "the project file is damaged: an outcome cannot be read"));
    m_graph.loadOutcome(std::move(outcome));
}

void GraphBuilder::addField(Row cells)
{
    const KindDef *kind = findKind(cells[1]);
    const AttributeType *type = findFieldType(cells[3]);
    auto choices = readTexts(cells[4]);
    FieldDefinition field;
    field.uid = uidOfCell(cells[0]);
    field.name = cells[2];
    if (!kind || !type || !choices || !field.name.starts_with("x-") || !isStorableText(field.name) ||
        m_graph.findField(kind->kind, field.name))
        return refuse({}, QT_TRANSLATE_NOOP("model", "the project file is damaged: an own field cannot be read"));
    field.kind = kind->kind;
    field.type = *type;
    field.choices = std::move(*choices);
    m_graph.loadField(std::move(field));
}

void GraphBuilder::addSetting(Row cells)
{
    Setting setting{std::string(cells[0]), std::string(cells[1])};
    if (!checkStorable(setting) || m_graph.settings().contains(setting.name))
        return refuse({}, QT_TRANSLATE_NOOP("model", "the project file is damaged: a setting cannot be read"));
    m_graph.loadSetting(std::move(setting));
}

void GraphBuilder::addPosition(Row cells)
{
    const Position position{uidOfCell(cells[0]), realOfCell(cells[1]), realOfCell(cells[2])};
    if (!m_items.find(position.item).valid() || !checkStorable(position))
        return refuse({}, QT_TRANSLATE_NOOP("model", "the project file is damaged: a place on the canvas cannot be read"));
    m_graph.loadPosition(position);
}

Result<Graph> GraphBuilder::finish()
{
    for (std::size_t place = 0; place < m_numbers.size(); ++place) {
        std::vector<std::int64_t> &numbers = m_numbers[place];
        std::sort(numbers.begin(), numbers.end());
        const std::string prefix(place < kindCount ? kinds()[place].prefix : "L");
        const auto twice = std::adjacent_find(numbers.begin(), numbers.end());
        if (twice != numbers.end())
            refuse(prefix + "-" + std::to_string(*twice),
                   QT_TRANSLATE_NOOP("model", "the project file is damaged: two entries have this key"));
        if (!numbers.empty())
            m_graph.raiseCounter(prefix, numbers.back() + 1);
    }
    if (m_error)
        return *m_error;
    m_graph.finishLoading();
    return std::move(m_graph);
}

} // namespace tarascope
