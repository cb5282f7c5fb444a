#include "model/store/graphbuilder.h"

#include "model/store/sqlite.h"

#include <QtCore/QRandomGenerator>

namespace tarascope {

ItemSlots::ItemSlots() : m_salt(QRandomGenerator::system()->generate64()) {}

// Where the uid is, or where it would be put.
std::size_t ItemSlots::placeOf(const Uid &uid) const
{
    std::uint64_t hash = (uid.low ^ m_salt) * 0x9E3779B97F4A7C15ULL;
    hash = (hash ^ (hash >> 32) ^ uid.high ^ (m_salt >> 7)) * 0xD6E8FEB86659FD93ULL;
    std::size_t place = (hash >> 32) & (m_entries.size() - 1);
    while (m_entries[place].slot >= 0 && m_entries[place].uid != uid)
        place = (place + 1) & (m_entries.size() - 1);
    return place;
}

void ItemSlots::insert(const Uid &uid, std::int32_t slot)
{
    if (2 * ++m_count > m_entries.size())
        grow();
    m_entries[placeOf(uid)] = {uid, slot};
}

ItemId ItemSlots::find(const Uid &uid) const
{
    return m_entries.empty() ? ItemId{} : ItemId{m_entries[placeOf(uid)].slot};
}

void ItemSlots::grow()
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
        addRow(batch.type, CellViews(cells.data(), batch.columns));
    }
}

void GraphBuilder::addRow(RowType type, CellViews cells)
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
    take(Error{ErrorKind::Project, {sentence, std::move(args), "projectDamaged"}, inFile({}, std::string(key))});
}

bool GraphBuilder::take(const Result<void> &decoded)
{
    if (!decoded && !m_error)
        m_error = decoded.error();
    return decoded.ok();
}

void GraphBuilder::addItem(CellViews cells)
{
    auto item = std::make_shared<Item>();
    if (!take(decodeRow(cells, *m_attributes, *item)))
        return;
    m_numbers[static_cast<std::size_t>(item->kind)].push_back(keyParts(item->key)->number);
    m_items.insert(item->uid, static_cast<std::int32_t>(m_kinds.size()));
    m_kinds.push_back(item->kind);
    m_graph.loadItem(std::move(item));
}

void GraphBuilder::addLink(CellViews cells)
{
    auto link = std::make_shared<Link>();
    if (!take(decodeRow(cells, *m_attributes, *link)))
        return;
    m_numbers[kindCount].push_back(keyParts(link->key)->number);
    const ItemId from = m_items.find(link->from);
    const ItemId to = m_items.find(link->to);
    if (!from.valid() || !to.valid())
        return refuse(link->key, QT_TRANSLATE_NOOP("model", "the project file is damaged: an end of this link is missing"));
    const Kind fromKind = m_kinds[static_cast<std::size_t>(from.slot)];
    const Kind toKind = m_kinds[static_cast<std::size_t>(to.slot)];
    if (!linkDef(link->kind).allows(fromKind, toKind))
        return refuse(link->key, QT_TRANSLATE_NOOP("model", "the project file is damaged: %1"),
                      {linkRefusal(link->kind, fromKind, toKind).english()});
    m_graph.loadLink(std::move(link), from, to);
}

void GraphBuilder::addOutcome(CellViews cells)
{
    auto outcome = std::make_shared<Outcome>();
    if (!take(decodeRow(cells, *m_attributes, *outcome)))
        return;
    const ItemId test = m_items.find(outcome->test);
    if (!test.valid() || m_kinds[static_cast<std::size_t>(test.slot)] != Kind::testCase)
        return refuse(outcome->uid.hex(), QT_TRANSLATE_NOOP("model", "the project file is damaged: the test of an outcome is missing"));
    m_graph.loadOutcome(std::move(outcome));
}

void GraphBuilder::addField(CellViews cells)
{
    FieldDefinition field;
    if (!take(decodeRow(cells, field)))
        return;
    if (m_graph.findField(field.kind, field.name))
        return refuse({}, QT_TRANSLATE_NOOP("model", "the project file is damaged: two own fields have one name"));
    m_graph.loadField(std::move(field));
}

void GraphBuilder::addSetting(CellViews cells)
{
    Setting setting;
    if (!take(decodeRow(cells, setting)))
        return;
    if (m_graph.settings().contains(setting.name))
        return refuse({}, QT_TRANSLATE_NOOP("model", "the project file is damaged: two settings have one name"));
    m_graph.loadSetting(std::move(setting));
}

void GraphBuilder::addPosition(CellViews cells)
{
    Position position;
    if (!take(decodeRow(cells, *m_attributes, position)))
        return;
    if (!m_items.find(position.item).valid())
        return refuse({}, QT_TRANSLATE_NOOP("model", "the project file is damaged: the item of a place on the canvas is missing"));
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
