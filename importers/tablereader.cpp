#include "importers/tablereader.h"

#include "importers/batchitem.h"

#include <algorithm>

// The headings of a table, and of which kind its rows are.

namespace tarascope {

namespace {

std::string kindNames()
{
    std::string names;
    for (const KindDef &kind : kinds())
        names += (names.empty() ? "" : ", ") + std::string(kind.name());
    return names;
}

} // namespace

TableReader::TableReader(const SourceText &source, TableOrigin origin, const Budget &budget)
    : m_source(source), m_origin(std::move(origin)), m_budget(budget)
{}

// The delimiter that gives the most known headings, then the most columns.
Result<char> TableReader::findDelimiter() const
{
    using Score = std::pair<std::ptrdiff_t, std::size_t>;
    Score best{-1, 0};
    char found = ',';
    bool tied = false;
    std::optional<Error> error;
    for (const char delimiter : {',', ';', '\t'}) {
        const Result<Row> row = firstCsvRow(m_source, delimiter);
        if (!row) {
            if (!error)
                error = row.error();
            continue;
        }
        const auto known = std::count_if(row->begin(), row->end(), [&](const CsvCell &cell) {
            return isKnownColumn(tableColumn(csvCellText(m_source, cell)));
        });
        const Score score{known, row->size()};
        tied = score == best ? score.first > 0 && score.second > 1 : score > best ? false : tied;
        if (score > best) {
            best = score;
            found = delimiter;
        }
    }
    if (best.first < 1 && error)
        return *error;
    if (tied)
        return Error{ErrorKind::Input,
                     {QT_TRANSLATE_NOOP("model", "the headings could be separated by comma, semicolon or tab; use one of "
                                                 "them alone"),
                      {},
                      "csvDelimiter"},
                     m_source.where(m_source.start())};
    return found;
}

Result<Batch> TableReader::read()
{
    const Result<char> delimiter = findDelimiter();
    if (!delimiter)
        return delimiter.error();
    Result<CsvText> table = splitCsv(m_source, *delimiter, m_budget);
    if (!table)
        return table.error();
    m_table = std::move(*table);
    if (const Result<void> headings = readHeadings(); !headings)
        return headings.error();
    if (const Result<void> found = findKinds(); !found)
        return found.error();
    listUnknownColumns();
    m_batch.format = "csv";
    m_batch.system = m_origin.system;
    m_batch.title = m_origin.title;
    for (std::size_t row = 1; row < m_table.rows.size(); ++row) {
        if (row % 256 == 0) {
            if (const Result<void> go = m_budget.check(); !go)
                return go.error();
        }
        readRow(row);
    }
    for (const PendingLink &pending : m_links)
        resolveLink(pending);
    if (m_problemCount > 0)
        return refuseProblems();
    reportEncoding(m_source, m_kept, m_skipped);
    reportHiddenCharacters(m_batch, m_kept);
    m_batch.kept = m_kept.take();
    m_batch.skipped = m_skipped.take();
    return std::move(m_batch);
}

Result<void> TableReader::readHeadings()
{
    const auto refuse = [](const char *text, std::vector<std::string> args, const char *code, Where where) {
        return Error{ErrorKind::Input, {text, std::move(args), code}, std::move(where)};
    };
    if (m_table.rows.empty())
        return refuse(QT_TRANSLATE_NOOP("model", "the table is empty; its first row must hold headings"), {}, "csvEmpty",
                      m_source.where(m_source.start()));
    for (std::size_t column = 0; column < m_table.rows[0].size(); ++column) {
        m_columns.push_back(tableColumn(text(0, column)));
        for (std::size_t earlier = 0; earlier < column; ++earlier)
            if (!m_columns[column].plain.empty() && m_columns[earlier].plain == m_columns[column].plain)
                return refuse(QT_TRANSLATE_NOOP("model", "the heading \"%1\" stands here a second time; the first is at %2"),
                              {capped(m_columns[column].heading, 60), where(0, earlier).text()}, "csvHeadingTwice",
                              where(0, column));
    }
    m_nameColumn = columnWith(ColumnRole::Name);
    if (!m_nameColumn && kindNamed(m_columns[0].heading))
        m_nameColumn = 0;
    if (!m_nameColumn && !columnWith(ColumnRole::Key))
        return refuse(QT_TRANSLATE_NOOP("model", "the table has no column \"name\" or \"key\"; its headings are: %1"),
                      {[&] {
                          std::string list;
                          for (const TableColumn &column : m_columns)
                              list += (list.empty() ? "" : ", ") + capped(column.heading, 60);
                          return capped(list, 500);
                      }()},
                      "csvNoName", where(0, 0));
    return {};
}

Result<void> TableReader::findKinds()
{
    m_kinds.assign(m_table.rows.size(), nullptr);
    for (std::size_t column = 0; column < m_columns.size() && !m_kindColumn; ++column) {
        const bool named = m_columns[column].role == ColumnRole::Kind;
        bool holdsKinds = named;
        for (std::size_t row = 1; row < m_table.rows.size() && !holdsKinds && m_columns[column].plain == "kind"; ++row)
            holdsKinds = kindNamed(text(row, column)) != nullptr;
        if (holdsKinds)
            takeKindsFrom(column);
    }
    if (m_kindColumn)
        return {};
    const KindDef *kind = m_origin.kind ? &kindDef(*m_origin.kind) : nullptr;
    if (!kind && takeKindsFromKeys())
        return {};
    if (!kind)
        kind = kindNamed(m_columns[0].heading);
    const std::vector<const KindDef *> candidates = kindsWithMembers(m_columns);
    if (!kind && candidates.size() == 1)
        kind = candidates.front();
    if (!kind)
        return Error{ErrorKind::Input,
                     {QT_TRANSLATE_NOOP("model", "the table does not say of which kind its rows are; add a column \"kind\" "
                                                 "with one of: %1"),
                      {kindNames()},
                      "csvNoKind"},
                     where(0, 0)};
    m_kinds.assign(m_table.rows.size(), kind);
    return {};
}

void TableReader::takeKindsFrom(std::size_t column)
{
    m_kindColumn = column;
    for (std::size_t row = 1; row < m_table.rows.size(); ++row) {
        const std::string said = text(row, column);
        m_kinds[row] = kindNamed(said);
        if (!m_kinds[row])
            problem(row, column, "must be one of " + kindNames() + ", not \"" + capped(said, 60) + "\"");
    }
}

// Keys such as EP-104 name the kind; rows without one are of the kind that all the others have.
bool TableReader::takeKindsFromKeys()
{
    const std::optional<std::size_t> column = columnWith(ColumnRole::Key);
    std::set<const KindDef *> found;
    for (std::size_t row = 1; row < m_table.rows.size() && column; ++row) {
        const std::string key = text(row, *column);
        const auto parts = keyParts(key);
        m_kinds[row] = parts ? findKindByPrefix(parts->prefix) : nullptr;
        if (m_kinds[row])
            found.insert(m_kinds[row]);
    }
    if (found.size() == 1)
        m_kinds.assign(m_table.rows.size(), *found.begin());
    const bool all = std::none_of(m_kinds.begin() + 1, m_kinds.end(), [](const KindDef *kind) { return kind == nullptr; });
    return !found.empty() && all;
}

void TableReader::listUnknownColumns()
{
    const std::set<const KindDef *> present(m_kinds.begin() + 1, m_kinds.end());
    for (std::size_t column = 0; column < m_columns.size(); ++column) {
        const bool used = m_columns[column].role != ColumnRole::Member || m_nameColumn == column || m_kindColumn == column ||
                          std::any_of(present.begin(), present.end(), [&](const KindDef *kind) {
                              return kind && member(*kind, column).known();
                          });
        bool filled = !m_columns[column].heading.empty();
        for (std::size_t row = 1; row < m_table.rows.size() && !filled; ++row)
            filled = !text(row, column).empty();
        if (!used && filled)
            m_skipped.list(capped(m_columns[column].heading, 60),
                           {QT_TRANSLATE_NOOP("model", "no kind of item in this table has an attribute or link of this "
                                                       "name; the column is not taken"),
                            {},
                            "csvColumn"},
                           where(0, column));
    }
}

std::optional<std::size_t> TableReader::columnWith(ColumnRole role) const
{
    const auto at = std::find_if(m_columns.begin(), m_columns.end(),
                                 [&](const TableColumn &column) { return column.role == role; });
    return at == m_columns.end() ? std::nullopt : std::optional(static_cast<std::size_t>(at - m_columns.begin()));
}

std::string TableReader::text(std::size_t row, std::size_t column) const
{
    const Row &cells = m_table.rows[row];
    return column < cells.size() ? csvCellText(m_source, cells[column]) : std::string();
}

std::string TableReader::text(std::size_t row, std::optional<std::size_t> column) const
{
    return column ? text(row, *column) : std::string();
}

Where TableReader::where(std::size_t row, std::size_t column) const
{
    const Row &cells = m_table.rows[row];
    const CsvCell &cell = cells[std::min(column, cells.size() - 1)];
    return m_source.where(m_source.offsetOf(cell.raw) - (cell.quoted ? 1 : 0));
}

const ColumnMember &TableReader::member(const KindDef &kind, std::size_t column)
{
    const auto [at, added] = m_members.try_emplace({kind.kind, column});
    if (added && m_columns[column].role == ColumnRole::Member)
        at->second = columnMember(kind, m_columns[column]);
    return at->second;
}

} // namespace tarascope
