#pragma once
#include "model/graph.h"
#include "views/palette.h"

#include <QtWidgets/QWidget>

class QAction;

namespace tarascope {

class Edits;
class ItemTable;
class KindList;
class TablePane;

/// All items: at the left the kinds with their counts, at the right the table of the chosen one.
class ItemsPage final : public QWidget
{
    Q_OBJECT
public:
    ItemsPage(const Palette &palette, Edits &edits, QWidget *parent = nullptr);
    /// Shows the table of a kind, and the item in it when there is one.
    void show(Kind kind, const Uid &item);
    Kind kind() const;
    ItemId current() const;
    std::vector<Uid> selected() const;
    void setCounts();
    void editName();
    void focusTable();
    TablePane &pane();
    /// Actions whose keys count in the table alone.
    void addRowActions(const QList<QAction *> &actions);

Q_SIGNALS:
    /// Another table or row is shown.
    void currentChanged(tarascope::ItemId item);
    /// The user wants to work on an item (Enter, double click).
    void chosen(tarascope::ItemId item);
    void addWanted();
    void importWanted();
    void linkWanted();
    void removeWanted();
    void pathsWanted(tarascope::ItemId target);

private:
    void showMenu(const QPoint &place);

    Palette m_palette;
    Edits *m_edits;
    KindList *m_kinds;
    ItemTable *m_items;
};

} // namespace tarascope
