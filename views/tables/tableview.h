#pragma once
#include <QtWidgets/QTableView>

namespace tarascope {

class TableFilter;
class TableModelBase;

/// A table as all pages show it: rows whole, no vertical lines, sort by a click on a title, columns chosen in the menu of
/// the header, copy as tab-separated text.
class TableView final : public QTableView
{
    Q_OBJECT
public:
    explicit TableView(QWidget *parent = nullptr);
    /// The model is not owned; the filter is the view's own.
    void setTable(TableModelBase *model);
    TableFilter &filter() { return *m_filter; }

    int hoverRow() const { return m_hoverRow; }
    bool isFirstColumn(int column) const;
    bool isLastColumn(int column) const;
    /// As high as all its rows, so that the page around it scrolls and not the table. For few rows.
    void showWhole();
    /// Row of the table model that is current, or -1.
    int currentSourceRow() const;
    /// Rows of the table model that are selected, in the order of the view.
    std::vector<int> selectedSourceRows() const;
    /// Makes a row of the table model current; shows it.
    void goTo(int sourceRow);
    /// The selected rows with titles as tab-separated text. Cells that a spreadsheet would run as a formula get an
    /// apostrophe.
    QString selectionAsText() const;

    /// How many columns are hidden for lack of room.
    int yielded() const { return m_yielded; }

Q_SIGNALS:
    void yieldedChanged();
    void currentChangedTo(int sourceRow);
    void chosen(int sourceRow);
    /// The user asked for a menu at a row (-1: none).
    void menuWanted(int sourceRow, const QPoint &globalPlace);

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void setHoverRow(int row);
    void yieldColumns();
    void shareWidth();
    void fitHeight();
    void showHeaderMenu(const QPoint &place);

    TableFilter *m_filter;
    TableModelBase *m_model = nullptr;
    int m_hoverRow = -1;
    bool m_sharing = false;
    bool m_whole = false;
    bool m_chosen = false; ///< the user chose columns
    int m_yielded = 0;
};

} // namespace tarascope
