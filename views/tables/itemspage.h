#pragma once
#include "views/frame/workspacepage.h"
#include "views/palette.h"

class QAction;

namespace tarascope {

class Edits;
class ItemTable;
class KindList;
class TablePane;

/// All items: at the left the kinds with their counts, at the right the table of the chosen one.
class ItemsPage final : public WorkspacePage
{
    Q_OBJECT
public:
    ItemsPage(const Palette &palette, Edits &edits, QWidget *parent = nullptr);
    /// Shows the table of a kind, and the item in it when there is one.
    void show(Kind kind, const Uid &item);
    Kind kind() const;
    TablePane &pane();
    QString title() const override { return tr("All items"); }
    QStringList crumbs() const override;
    void follow(const ChangeSet &set) override;
    void focusMain() override;
    void focusFilter() override;
    ItemId current() const override;
    std::vector<Uid> selected() const override;
    Kind newKind() const override { return kind(); }
    bool editName() override;
    PagePlace place() const override;
    void showPlace(const PagePlace &place) override { show(place.kind, place.item); }
    bool offersWhatIf() const override { return false; }
    /// Actions whose keys count in the table alone.
    void addRowActions(const QList<QAction *> &actions);

private:
    Kind firstKind() const;
    void showMenu(const QPoint &place);

    Palette m_palette;
    Edits *m_edits;
    KindList *m_kinds;
    ItemTable *m_items;
};

} // namespace tarascope
