#pragma once
#include "model/graph.h"
#include "views/palette.h"
#include "views/tables/cell.h"

#include <QtWidgets/QDialog>

namespace tarascope {

class TablePane;

/// One source of a number: an item, what it counts as, and why.
struct SourceRow {
    ItemId item;
    QString state;
    Tone tone = Tone::Normal;
    QString why;
};

/// Where a number comes from: what it is, how it is computed, from what.
struct Explanation {
    QString title;
    QString result; ///< "54 to 73 %"
    QString formula;
    QStringList inputs; ///< "6 of 11 counted", "2 not known"
    std::vector<SourceRow> rows;
};

/// Shows the reasons of a number with its source rows; a row leads to its item.
class ExplainDialog final : public QDialog
{
    Q_OBJECT
public:
    ExplainDialog(const Palette &palette, std::function<const Graph &()> graph, const Explanation &explanation,
                  QWidget *parent);
    TablePane &pane() { return *m_pane; }

Q_SIGNALS:
    /// The user wants to see an item; the dialog closes.
    void itemWanted(tarascope::ItemId item);

private:
    TablePane *m_pane;
};

} // namespace tarascope
