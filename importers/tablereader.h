#pragma once
#include "importers/csvtext.h"
#include "importers/lossreport.h"
#include "importers/tablecolumns.h"

#include <map>
#include <set>
#include <unordered_map>

namespace tarascope {

/// Whose table it is and what it may be taken for.
struct TableOrigin {
    std::string system;
    std::string title;
    std::optional<Kind> kind; ///< of rows whose table does not say one
};

/// Turns the rows of a table into a batch. The text must outlive it.
class TableReader
{
public:
    TableReader(const SourceText &source, TableOrigin origin, const Budget &budget);
    Result<Batch> read();

private:
    using Row = std::vector<CsvCell>;
    struct PendingLink {
        std::string from;
        const LinkDef *link = nullptr;
        std::string names;
        std::size_t row = 0;
        std::size_t column = 0;
    };

    Result<char> findDelimiter() const;
    Result<void> readHeadings();
    Result<void> findKinds();
    void takeKindsFrom(std::size_t column);
    bool takeKindsFromKeys();
    void listUnknownColumns();

    void readRow(std::size_t row);
    bool nameItem(std::size_t row, BatchItem &item);
    void readCell(std::size_t row, std::size_t column, BatchItem &item);
    void readMember(std::size_t row, std::size_t column, const std::string &text, BatchItem &item);
    void resolveLink(const PendingLink &pending);

    std::optional<std::size_t> columnWith(ColumnRole role) const;
    std::string text(std::size_t row, std::size_t column) const;
    std::string text(std::size_t row, std::optional<std::size_t> column) const;
    Where where(std::size_t row, std::size_t column) const;
    const ColumnMember &member(const KindDef &kind, std::size_t column);
    void problem(std::size_t row, std::size_t column, const std::string &sentence);
    Error refuseProblems() const;

    const SourceText &m_source;
    TableOrigin m_origin;
    const Budget &m_budget;
    CsvText m_table;
    std::vector<TableColumn> m_columns;
    std::optional<std::size_t> m_nameColumn;
    std::optional<std::size_t> m_kindColumn;
    std::vector<const KindDef *> m_kinds; ///< by row; nullptr: not said
    std::map<std::pair<Kind, std::size_t>, ColumnMember> m_members;

    Batch m_batch;
    LossReport m_kept;
    LossReport m_skipped;
    std::vector<PendingLink> m_links;
    std::unordered_map<std::string, std::size_t> m_ids; ///< row by id of the batch
    std::unordered_map<std::string, std::string> m_idByKey;
    std::unordered_map<std::string, std::vector<std::size_t>> m_itemsByName;
    std::vector<std::string> m_problems; ///< the first hundred, each with its place
    std::int64_t m_problemCount = 0;
    Where m_firstProblem;
};

} // namespace tarascope
