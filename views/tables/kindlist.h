#pragma once
#include "model/metamodel.h"
#include "views/palette.h"

#include <QtCore/QAbstractItemModel>
#include <QtWidgets/QTreeView>

#include <array>

namespace tarascope {

class Graph;

/// All kinds in their groups, with the number of items of each.
class KindModel final : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum Role { KindRole = Qt::UserRole + 1, CountRole };
    explicit KindModel(QObject *parent = nullptr);
    void setCounts(const Graph &graph);

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &) const override { return 1; }
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QModelIndex indexOf(Kind kind) const;

private:
    struct Section {
        Group group{};
        std::vector<Kind> kinds;
    };
    std::vector<Section> m_sections;
    std::array<qint64, kindCount> m_counts{};
};

/// The list at the left of the item tables.
class KindList final : public QTreeView
{
    Q_OBJECT
public:
    explicit KindList(const Palette &palette, QWidget *parent = nullptr);
    void setCounts(const Graph &graph) { m_model->setCounts(graph); }
    Kind kind() const { return m_kind; }
    /// Chooses a kind; emits `kindChosen` when it is another one.
    void choose(Kind kind);

Q_SIGNALS:
    void kindChosen(tarascope::Kind kind);

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    KindModel *m_model;
    Kind m_kind = Kind::api;
};

} // namespace tarascope
