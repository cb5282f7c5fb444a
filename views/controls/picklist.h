#pragma once
#include "views/controls/itempicker.h"

#include <QtCore/QAbstractListModel>
#include <QtWidgets/QFrame>

class QLineEdit;
class QListView;

namespace tarascope {

class Label;

/// The picks of one search as a list; the first entry may be one that takes the choice away.
class PickModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    using QAbstractListModel::QAbstractListModel;
    void assign(PickList list, const QString &clearWords);
    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    /// Nothing for the entry that takes the choice away.
    const Pick *at(int row) const;

private:
    std::vector<Pick> m_picks;
    QString m_clearWords;
};

/// The list that an ItemPicker opens: a search field, the hits, and how many more there are.
class PickPopup final : public QFrame
{
    Q_OBJECT
public:
    PickPopup(const Palette &palette, FindPicks find, QString clearWords, QWidget *owner);
    void open(const QString &search);

Q_SIGNALS:
    void picked(std::optional<tarascope::Pick> pick);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void search(const QString &text);
    void take(const QModelIndex &index);

    Palette m_palette;
    FindPicks m_find;
    QString m_clearWords;
    QWidget *m_owner;
    QLineEdit *m_search;
    PickModel *m_model;
    QListView *m_list;
    Label *m_more;
};

} // namespace tarascope
