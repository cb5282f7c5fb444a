#pragma once
#include "views/canvas/scene.h"
#include "views/controls/pane.h"
#include "views/tables/tablemodel.h"

class QToolButton;

namespace tarascope {

class Label;
class Segments;
class TablePane;

/// The picture as a table: its items, or its links. Folded away to one line at first.
class TwinTable final : public QWidget
{
    Q_OBJECT
public:
    TwinTable(const Palette &palette, std::function<const Graph &()> graph, QWidget *parent = nullptr);
    /// The scene is not kept; tables that are folded away are filled when they are opened.
    void show(const Scene &scene);
    /// Makes the row of an item current, without a signal.
    void follow(ItemId item);
    bool isOpen() const;
    void setOpen(bool open);
    int itemRows() const { return m_items->rowCount(); }
    int linkRows() const { return m_links->rowCount(); }

Q_SIGNALS:
    void currentChanged(tarascope::ItemId item);
    void chosen(tarascope::ItemId item);
    void opened(bool open);

private:
    struct ItemRow {
        ItemId item;
        int lane = 0;
        int out = 0;
        int in = 0;
        QString zones;
        std::optional<int> risk;
        bool threatened = false;
        Proof proof = Proof::NotGuarded;
    };
    using Items = TableModel<ItemRow, std::int32_t>;
    using Links = TableModel<LinkId, std::int32_t>;
    static std::vector<Column<ItemRow>> itemColumns(const std::function<const Graph &()> &graph);
    static std::vector<Column<LinkId>> linkColumns(const std::function<const Graph &()> &graph);
    void fill();
    void setShown(int which);
    ItemId itemAt(int row) const;

    std::function<const Graph &()> m_graph;
    std::vector<ItemRow> m_itemRows;
    std::vector<LinkId> m_linkRows;
    Items *m_items;
    Links *m_links;
    QToolButton *m_fold;
    Label *m_words;
    Segments *m_which;
    TablePane *m_pane;
    bool m_following = false;
};

} // namespace tarascope
