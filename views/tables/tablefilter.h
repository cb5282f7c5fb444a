#pragma once
#include <QtCore/QSortFilterProxyModel>
#include <QtCore/QStringList>

namespace tarascope {

/// Order of texts as people expect it, the same in every locale: numbers by value ("EP-2" before "EP-10"), upper and
/// lower case together. Below zero, zero or above.
int compareNaturally(const QString &a, const QString &b);

/// Sorts and filters a table. A row matches when each word of the filter stands in one of its cells.
class TableFilter final : public QSortFilterProxyModel
{
    Q_OBJECT
public:
    explicit TableFilter(QObject *parent = nullptr);
    void setFilterText(const QString &text);
    QString filterText() const { return m_text; }
    /// "41 rows", or "29 of 41 match, 12 hidden by the filter".
    QString countWords() const;

Q_SIGNALS:
    void countChanged();

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    QString m_text;
    QStringList m_words;
};

} // namespace tarascope
