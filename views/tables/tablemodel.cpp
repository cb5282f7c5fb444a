#include "views/tables/tablemodel.h"

#include "views/words.h"

namespace tarascope {

QVariant TableModelBase::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
    case Qt::AccessibleTextRole: return cell(index.row(), index.column()).text;
    case Qt::ToolTipRole: {
        const Cell shown = cell(index.row(), index.column());
        return plainTip(shown.tip.isEmpty() ? shown.text : shown.tip);
    }
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::Alignment(shape(index.column()).right ? Qt::AlignRight : Qt::AlignLeft) |
                                   Qt::AlignVCenter);
    case CellRole: return QVariant::fromValue(cell(index.row(), index.column()));
    case OrderRole: {
        const Cell shown = cell(index.row(), index.column());
        return shown.order.isValid() ? shown.order : QVariant(shown.text);
    }
    default: return {};
    }
}

QVariant TableModelBase::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const ColumnShape &column = shape(section);
    if (role == Qt::DisplayRole)
        return column.title;
    if (role == Qt::ToolTipRole && !column.tip.isEmpty())
        return plainTip(column.tip);
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment(column.right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    return {};
}

Qt::ItemFlags TableModelBase::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (index.isValid()) {
        flags |= Qt::ItemNeverHasChildren;
        if (shape(index.column()).editable)
            flags |= Qt::ItemIsEditable;
    }
    return flags;
}

bool TableModelBase::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !index.isValid() || !shape(index.column()).editable)
        return false;
    const QString text = value.toString();
    if (text == cell(index.row(), index.column()).text)
        return false;
    Q_EMIT edited(index.row(), index.column(), text);
    return true;
}

} // namespace tarascope
