#include "views/reasons/explaindialog.h"

#include "views/controls/buttons.h"
#include "views/controls/label.h"
#include "views/controls/pane.h"
#include "views/kindlook.h"
#include "views/sizes.h"
#include "views/tables/tablemodel.h"
#include "views/tables/tablepane.h"
#include "views/tables/tableview.h"
#include "views/words.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QVBoxLayout>

namespace tarascope {

namespace {

using Model = TableModel<std::pair<int, SourceRow>, int>;

Cell itemCell(const Graph &graph, const SourceRow &row)
{
    const Item *item = graph.item(row.item);
    if (!item)
        return Cell(ExplainDialog::tr("deleted"), Tone::Muted);
    Cell cell(toText(item->key) + QStringLiteral("  ") + toText(item->name));
    cell.icon = kindIconName(item->kind);
    cell.iconColor = familyInk(item->kind);
    return cell;
}

std::vector<Column<std::pair<int, SourceRow>>> columns(const std::function<const Graph &()> &graph)
{
    using Numbered = std::pair<int, SourceRow>;
    const auto column = [](const QString &title, int width, bool stretch, std::function<Cell(const Numbered &)> value) {
        Column<Numbered> made;
        made.title = title;
        made.width = width;
        made.stretch = stretch;
        made.value = std::move(value);
        return made;
    };
    return {column(ExplainDialog::tr("Item"), 230, false,
                   [graph](const Numbered &row) { return itemCell(graph(), row.second); }),
            column(ExplainDialog::tr("Counts as"), 130, false,
                   [](const Numbered &row) { return Cell(row.second.state, row.second.tone); }),
            column(ExplainDialog::tr("Because"), 300, true,
                   [](const Numbered &row) { return Cell(row.second.why, Tone::Secondary); })};
}

Label *wrapped(Label *label)
{
    label->wrap();
    return label;
}

} // namespace

ExplainDialog::ExplainDialog(const Palette &palette, std::function<const Graph &()> graph,
                             const Explanation &explanation, QWidget *parent)
    : QDialog(parent), m_pane(new TablePane(tr("From")))
{
    setWindowTitle(explanation.title);
    setAttribute(Qt::WA_DeleteOnClose);
    resize(760, 520);
    auto *head = new QVBoxLayout;
    head->setContentsMargins(sizes::pageMargin, sizes::pageMargin, sizes::pageMargin, sizes::gap);
    head->setSpacing(sizes::grid);
    auto *title = new Label(explanation.title, TextSize::Section);
    title->setBold(true);
    head->addWidget(wrapped(title));
    if (!explanation.result.isEmpty()) {
        auto *result = new Label(explanation.result, TextSize::PageTitle);
        result->setBold(true);
        head->addWidget(wrapped(result));
    }
    head->addWidget(wrapped(new Label(explanation.formula, TextSize::Body, "text.secondary")));
    for (const QString &input : explanation.inputs)
        head->addWidget(wrapped(new Label(input, TextSize::Body, "text.primary")));
    auto *model = new Model(
        columns(graph), [](const std::pair<int, SourceRow> &row) { return row.first; }, this);
    std::vector<std::pair<int, SourceRow>> rows;
    for (const SourceRow &row : explanation.rows)
        rows.emplace_back(static_cast<int>(rows.size()), row);
    model->append(std::move(rows));
    m_pane->setTable(model);
    auto *close = makeButton(palette, tr("Close"));
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(sizes::pageMargin, sizes::gap, sizes::pageMargin, sizes::gap);
    foot->addWidget(Label::muted(tr("Enter goes to the item.")), 1);
    foot->addWidget(close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(makeLine());
    layout->addWidget(m_pane, 1);
    layout->addWidget(makeLine());
    layout->addLayout(foot);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    connect(&m_pane->view(), &TableView::chosen, this, [this, model, graph](int row) {
        const ItemId item = model->at(row).second.item;
        if (!graph().item(item))
            return;
        accept();
        Q_EMIT itemWanted(item);
    });
    m_pane->view().setFocus();
}

} // namespace tarascope
