#pragma once
#include "model/project.h"
#include "views/palette.h"
#include "views/tables/tablemodel.h"

#include <QtCore/QPointer>
#include <QtWidgets/QWidget>

class QStackedWidget;

namespace tarascope {

class Edits;
class TablePane;

/// Columns of a kind from the metamodel: key, name, its attributes, links, tags. Long texts and nested rows begin hidden.
std::vector<Column<ItemId>> itemColumns(const Project &project, Kind kind);

/// All items of one kind. Rows follow the project's changes; the name is edited in place.
class ItemTable final : public QWidget
{
    Q_OBJECT
public:
    ItemTable(const Palette &palette, Edits &edits, QWidget *parent = nullptr);
    void setKind(Kind kind);
    Kind kind() const { return m_kind; }
    TablePane &pane() { return *m_pane; }

    ItemId current() const;
    std::vector<Uid> selected() const;
    /// Shows an item of this kind; takes the filter away when it hides it.
    void goTo(ItemId item);
    void editName();
    /// To the table, or to what an empty one offers.
    void focusTable();

Q_SIGNALS:
    void currentChanged(tarascope::ItemId item);
    void chosen(tarascope::ItemId item);
    void addWanted();
    void importWanted();
    void menuWanted(const QPoint &globalPlace);

private:
    using Model = TableModel<ItemId, std::int32_t>;
    void follow(const ChangeSet &set);
    void showPage();
    QWidget *makeEmptyPage();

    Palette m_palette;
    Edits *m_edits;
    Kind m_kind = Kind::api;
    QStackedWidget *m_pages;
    TablePane *m_pane;
    QPointer<Model> m_model;
    QPointer<QWidget> m_empty;
};

} // namespace tarascope
