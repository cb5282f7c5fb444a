#include "importers/batchitem.h"
#include "importers/tablereader.h"
#include "importers/tablevalue.h"

#include <algorithm>

// The rows of a table, and what is said when cells cannot be read.

namespace tarascope {

namespace {

constexpr std::int64_t mostProblems = 100;

std::string lineOf(const Where &where) { return std::to_string(where.line) + ":" + std::to_string(where.column); }

} // namespace

void TableReader::problem(std::size_t row, std::size_t column, const std::string &sentence)
{
    if (++m_problemCount > mostProblems)
        return;
    const Where place = where(row, column);
    if (m_problems.empty())
        m_firstProblem = place;
    const std::string heading = column < m_columns.size() ? m_columns[column].heading : std::string();
    m_problems.push_back(lineOf(place) + " " + capped(heading, 60) + ": " + sentence);
}

Error TableReader::refuseProblems() const
{
    std::string list;
    for (const std::string &line : m_problems)
        list += "\n" + line;
    if (m_problemCount > mostProblems)
        return {ErrorKind::Input,
                {QT_TRANSLATE_NOOP("model", "%1 cells cannot be read, of which the first %2 are (line:column heading):%3"),
                 {std::to_string(m_problemCount), std::to_string(mostProblems), list},
                 "csvCells"},
                m_firstProblem};
    return {ErrorKind::Input,
            {QT_TRANSLATE_NOOP("model", "cells that cannot be read (line:column heading): %1%2"),
             {std::to_string(m_problemCount), list},
             "csvCells"},
            m_firstProblem};
}

void TableReader::readRow(std::size_t row)
{
    const KindDef *kind = m_kinds[row];
    if (!kind) {
        if (!m_kindColumn)
            problem(row, 0, "the row says neither by key nor by column of which kind it is");
        return;
    }
    BatchItem item;
    item.kind = kind->kind;
    item.where = where(row, 0);
    if (!nameItem(row, item))
        return;
    for (std::size_t column = 0; column < m_table.rows[row].size(); ++column)
        readCell(row, column, item);
    if (!item.key.empty())
        m_idByKey.emplace(item.key, item.id);
    if (!item.name.empty())
        m_itemsByName[item.name].push_back(m_batch.items.size());
    m_batch.items.push_back(std::move(item));
}

// What names a row here names it in the next import of the table too.
bool TableReader::nameItem(std::size_t row, BatchItem &item)
{
    item.name = text(row, m_nameColumn);
    item.key = text(row, columnWith(ColumnRole::Key));
    const std::string external = text(row, columnWith(ColumnRole::ExternalKey));
    if (item.name.empty() && item.key.empty()) {
        problem(row, m_nameColumn.value_or(0), "the row has neither a name nor a key");
        return false;
    }
    const bool stated = !external.empty() || !item.key.empty();
    item.id = !external.empty() ? external : !item.key.empty() ? item.key : std::string(kindDef(item.kind).name()) + ":" + item.name;
    const std::string wished = item.id;
    for (int again = 2; !m_ids.emplace(item.id, row).second; ++again) {
        if (stated) {
            problem(row, columnWith(external.empty() ? ColumnRole::Key : ColumnRole::ExternalKey).value_or(0),
                    "\"" + capped(wished, 60) + "\" names a row at " + lineOf(where(m_ids[wished], 0)) + " already");
            return false;
        }
        item.id = wished + " (" + std::to_string(again) + ")";
    }
    if (item.id != wished)
        m_kept.list(capped(item.name, 100),
                    {QT_TRANSLATE_NOOP("model", "several rows have this name and no key; they are told apart by their order"),
                     {},
                     "csvSameName"},
                    item.where);
    return true;
}

void TableReader::readCell(std::size_t row, std::size_t column, BatchItem &item)
{
    const std::string said = text(row, column);
    if (said.empty())
        return;
    if (column >= m_columns.size()) {
        problem(row, column, "the row has more cells than the table has headings");
        return;
    }
    if (static_cast<std::int64_t>(said.size()) > m_budget.limits.stringLength) {
        problem(row, column, "the text has more than " + std::to_string(m_budget.limits.stringLength) + " bytes");
        return;
    }
    if (m_columns[column].role == ColumnRole::Description)
        item.description = said;
    else if (m_columns[column].role == ColumnRole::Tags)
        item.tags = tableList(said);
    else if (m_columns[column].role == ColumnRole::Member && m_nameColumn != column && m_kindColumn != column)
        readMember(row, column, said, item);
}

void TableReader::readMember(std::size_t row, std::size_t column, const std::string &said, BatchItem &item)
{
    const ColumnMember &meant = member(kindDef(item.kind), column);
    if (meant.link) {
        m_links.push_back({item.id, meant.link, said, row, column});
        return;
    }
    if (!meant.attribute) {
        const bool others = std::any_of(m_kinds.begin() + 1, m_kinds.end(), [&](const KindDef *kind) {
            return kind && member(*kind, column).known();
        });
        if (others) // else the whole column is listed
            problem(row, column, "an item of kind " + std::string(kindDef(item.kind).name()) + " has no such attribute or link");
        return;
    }
    const Result<ReadValue> read = readTableValue(said, *meant.attribute, m_budget);
    if (!read) {
        problem(row, column, read.error().message.english() + ", not \"" + capped(said, 60) + "\"");
        return;
    }
    item.attributes.set(meant.attribute->attr, read->value);
    for (const auto &[cell, names] : read->rowReferences)
        m_batch.rowReferences.push_back({item.id, meant.attribute->attr, cell, names});
}

// A key or name of a row here, else what the project calls so.
void TableReader::resolveLink(const PendingLink &pending)
{
    const std::vector<Kind> &allowed = pending.link->to;
    for (const std::string &name : tableList(pending.names)) {
        BatchLink link;
        link.kind = pending.link->kind;
        link.from = pending.from;
        link.to = name;
        link.byName = true;
        link.where = where(pending.row, pending.column);
        if (const auto key = m_idByKey.find(name); key != m_idByKey.end()) {
            link.to = key->second;
        } else if (const auto named = m_itemsByName.find(name); named != m_itemsByName.end()) {
            std::vector<std::size_t> fitting;
            for (const std::size_t place : named->second)
                if (allowed.empty() || std::find(allowed.begin(), allowed.end(), m_batch.items[place].kind) != allowed.end())
                    fitting.push_back(place);
            if (fitting.size() > 1)
                problem(pending.row, pending.column, "\"" + capped(name, 60) + "\" is the name of several rows; give the key");
            else if (fitting.size() == 1)
                link.to = m_batch.items[fitting.front()].id;
        }
        m_batch.links.push_back(std::move(link));
    }
}

} // namespace tarascope
