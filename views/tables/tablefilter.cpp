#include "views/tables/tablefilter.h"

#include "views/tables/tablemodel.h"
#include "views/words.h"

namespace tarascope {

namespace {

bool isDigit(QChar c) { return c >= QLatin1Char('0') && c <= QLatin1Char('9'); }

// The digits from `at` on without leading zeros; moves `at` behind them.
QStringView digits(const QString &text, qsizetype &at)
{
    while (at < text.size() && text.at(at) == QLatin1Char('0'))
        ++at;
    const qsizetype begin = at;
    while (at < text.size() && isDigit(text.at(at)))
        ++at;
    return QStringView(text).mid(begin, at - begin);
}

} // namespace

int compareNaturally(const QString &a, const QString &b)
{
    qsizetype i = 0;
    qsizetype j = 0;
    while (i < a.size() && j < b.size()) {
        if (isDigit(a.at(i)) && isDigit(b.at(j))) {
            const QStringView left = digits(a, i);
            const QStringView right = digits(b, j);
            const auto order = left.size() != right.size() ? left.size() - right.size() : left.compare(right);
            if (order != 0)
                return order < 0 ? -1 : 1;
            continue;
        }
        const QChar left = a.at(i++).toCaseFolded();
        const QChar right = b.at(j++).toCaseFolded();
        if (left != right)
            return left < right ? -1 : 1;
    }
    const bool atEnd = i == a.size() && j == b.size();
    return atEnd ? a.compare(b) : i == a.size() ? -1 : 1;
}

TableFilter::TableFilter(QObject *parent) : QSortFilterProxyModel(parent)
{
    setSortRole(TableModelBase::OrderRole);
    setDynamicSortFilter(true);
    for (auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(this, signal, this, &TableFilter::countChanged);
    connect(this, &QAbstractItemModel::modelReset, this, &TableFilter::countChanged);
    connect(this, &QAbstractProxyModel::sourceModelChanged, this, [this] {
        if (!sourceModel())
            return;
        // Rows that the filter hides change the count as well.
        for (auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
            connect(sourceModel(), signal, this, &TableFilter::countChanged);
        Q_EMIT countChanged();
    });
}

void TableFilter::setFilterText(const QString &text)
{
    m_text = text.trimmed();
    m_words = m_text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    invalidateFilter();
    Q_EMIT countChanged();
}

QString TableFilter::countWords() const
{
    const int all = sourceModel() ? sourceModel()->rowCount() : 0;
    if (m_words.isEmpty())
        return all == 1 ? tr("1 row") : tr("%1 rows").arg(number(all));
    return tr("%1 of %2 match, %3 hidden by the filter").arg(number(rowCount()), number(all), number(all - rowCount()));
}

bool TableFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    if (m_words.isEmpty())
        return true;
    QString whole;
    for (int column = 0; column < sourceModel()->columnCount(parent); ++column)
        whole += sourceModel()->index(row, column, parent).data().toString() + QLatin1Char('\n');
    return std::all_of(m_words.begin(), m_words.end(),
                       [&whole](const QString &word) { return whole.contains(word, Qt::CaseInsensitive); });
}

bool TableFilter::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const QVariant a = left.data(TableModelBase::OrderRole);
    const QVariant b = right.data(TableModelBase::OrderRole);
    if (a.typeId() != QMetaType::QString && b.typeId() != QMetaType::QString)
        return a.toDouble() < b.toDouble();
    return compareNaturally(a.toString(), b.toString()) < 0;
}

} // namespace tarascope
