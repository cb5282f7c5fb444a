#pragma once
#include "views/tables/cell.h"

#include <QtCore/QAbstractTableModel>

#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace tarascope {

/// What all tables share: titles, roles, editing. A model of its own adds only rows and columns (TableModel).
class TableModelBase : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Role { CellRole = Qt::UserRole + 1, OrderRole };
    using QAbstractTableModel::QAbstractTableModel;

    virtual const ColumnShape &shape(int column) const = 0;
    virtual Cell cell(int row, int column) const = 0;

    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;

Q_SIGNALS:
    /// The user changed the text of a cell; the model itself changes nothing.
    void edited(int row, int column, const QString &text);
};

/// A column: its shape and how a cell is made from a row.
template <class Row> struct Column : ColumnShape {
    std::function<Cell(const Row &)> value;
};

/// The one model of all tables: rows are values, columns are functions of them. Rows are told apart by an identity,
/// so new rows replace old ones without a reset and the view keeps its selection and place.
template <class Row, class Identity> class TableModel final : public TableModelBase
{
public:
    using Identify = std::function<Identity(const Row &)>;
    TableModel(std::vector<Column<Row>> columns, Identify identify, QObject *parent = nullptr)
        : TableModelBase(parent), m_columns(std::move(columns)), m_identify(std::move(identify))
    {
    }

    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }
    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
    }
    const ColumnShape &shape(int column) const override { return m_columns[static_cast<std::size_t>(column)]; }
    Cell cell(int row, int column) const override { return m_columns[static_cast<std::size_t>(column)].value(at(row)); }

    const Row &at(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    const std::vector<Row> &rows() const { return m_rows; }
    /// Place of a row, or -1.
    int find(const Identity &wanted) const
    {
        for (std::size_t i = 0; i < m_rows.size(); ++i)
            if (m_identify(m_rows[i]) == wanted)
                return static_cast<int>(i);
        return -1;
    }

    void append(std::vector<Row> rows)
    {
        if (rows.empty())
            return;
        beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(rows.size()) - 1);
        std::move(rows.begin(), rows.end(), std::back_inserter(m_rows));
        endInsertRows();
    }
    void remove(int row) { remove(row, 1); }
    void replace(int row, Row value)
    {
        m_rows[static_cast<std::size_t>(row)] = std::move(value);
        touch(row);
    }
    /// The row's value is the same, but what its cells show is not.
    void touch(int row) { Q_EMIT dataChanged(index(row, 0), index(row, columnCount() - 1)); }
    void touchAll()
    {
        if (!m_rows.empty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    }

    /// Makes the rows these, in this order: what is gone is removed, what is new is put in, the rest is updated. Rows
    /// that come or go together do so in one signal: an import may bring ten thousand.
    void assign(std::vector<Row> rows)
    {
        std::unordered_set<Identity> wanted;
        for (const Row &row : rows)
            wanted.insert(m_identify(row));
        removeAllBut(wanted);
        std::unordered_set<Identity> present;
        for (const Row &row : m_rows)
            present.insert(m_identify(row));
        const auto isNew = [&](const Row &row) { return !present.contains(m_identify(row)); };
        for (auto next = rows.begin(); next != rows.end();) {
            const auto end = std::find_if_not(next, rows.end(), isNew);
            const auto at = static_cast<int>(next - rows.begin());
            insert(at, next, end);
            next = end;
            if (next != rows.end())
                place(static_cast<int>(next - rows.begin()), std::move(*next)), ++next;
        }
        touchAll();
    }

private:
    void remove(int first, int count)
    {
        beginRemoveRows({}, first, first + count - 1);
        m_rows.erase(m_rows.begin() + first, m_rows.begin() + first + count);
        endRemoveRows();
    }
    void removeAllBut(const std::unordered_set<Identity> &wanted)
    {
        for (int end = rowCount(); end > 0;) {
            int first = end;
            while (first > 0 && !wanted.contains(m_identify(at(first - 1))))
                --first;
            if (first < end)
                remove(first, end - first);
            end = first - 1;
        }
    }
    template <class Iterator> void insert(int row, Iterator first, Iterator last)
    {
        if (first == last)
            return;
        beginInsertRows({}, row, row + static_cast<int>(last - first) - 1);
        m_rows.insert(m_rows.begin() + row, std::make_move_iterator(first), std::make_move_iterator(last));
        endInsertRows();
    }
    /// Puts the new value of a row that is there, here or further down, into its place.
    void place(int row, Row value)
    {
        const Identity identity = m_identify(value);
        if (m_identify(at(row)) != identity) {
            const int old = find(identity);
            beginMoveRows({}, old, old, {}, row);
            std::rotate(m_rows.begin() + row, m_rows.begin() + old, m_rows.begin() + old + 1);
            endMoveRows();
        }
        m_rows[static_cast<std::size_t>(row)] = std::move(value);
    }

    std::vector<Column<Row>> m_columns;
    Identify m_identify;
    std::vector<Row> m_rows;
};

} // namespace tarascope
