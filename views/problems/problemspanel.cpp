#include "views/problems/problemspanel.h"

#include "views/controls/buttons.h"
#include "views/kindlook.h"
#include "views/sizes.h"
#include "views/tables/tablemodel.h"
#include "views/tables/tablepane.h"
#include "views/tables/tableview.h"
#include "views/words.h"

#include <QtWidgets/QVBoxLayout>

namespace tarascope {

namespace {

QString ruleWords(const char *text) { return translated(Message{text, {}, {}}); }

Cell severityCell(const ProblemRow &row)
{
    const Severity severity = row.problem.rule->severity;
    Cell cell(severityWords(severity));
    cell.icon = severityIcon(severity);
    cell.iconColor = severityInk(severity);
    cell.order = static_cast<int>(severity);
    return cell;
}

Cell itemCell(const Graph &graph, const ProblemRow &row)
{
    const Item *item = graph.item(row.problem.item);
    if (!item)
        return Cell(ProblemsPanel::tr("deleted"), Tone::Muted);
    Cell cell(toText(item->key) + QStringLiteral("  ") + toText(item->name));
    cell.icon = kindIconName(item->kind);
    cell.iconColor = familyInk(item->kind);
    return cell;
}

std::vector<Column<ProblemRow>> columns(const std::function<const Graph &()> &graph)
{
    const auto column = [](const QString &title, int width, bool stretch,
                           std::function<Cell(const ProblemRow &)> value) {
        Column<ProblemRow> made;
        made.title = title;
        made.width = width;
        made.stretch = stretch;
        made.value = std::move(value);
        return made;
    };
    std::vector<Column<ProblemRow>> all{
        column(ProblemsPanel::tr("Severity"), 96, false, severityCell),
        column(ProblemsPanel::tr("Item"), 200, true, [graph](const ProblemRow &row) { return itemCell(graph(), row); }),
        column(ProblemsPanel::tr("What is wrong"), 300, true,
               [](const ProblemRow &row) { return Cell(sentence(translated(row.problem.text))); }),
        column(ProblemsPanel::tr("How it is mended"), 240, true,
               [](const ProblemRow &row) { return Cell(ruleWords(row.problem.rule->hint), Tone::Secondary); }),
        column(ProblemsPanel::tr("Rule"), 150, false,
               [](const ProblemRow &row) { return Cell(toText(row.problem.rule->id), Tone::Muted); }),
    };
    all[3].yields = all[4].yields = true;
    return all;
}

ProblemKey keyOf(const ProblemRow &row)
{
    return {row.problem.rule->id, row.problem.item, row.problem.text.english(), row.number};
}

} // namespace

std::array<int, 3> problemCounts(const std::vector<ValidationProblem> &problems)
{
    std::array<int, 3> counts{};
    for (const ValidationProblem &problem : problems)
        ++counts[static_cast<std::size_t>(problem.rule->severity)];
    return counts;
}

QString problemCountWords(const std::array<int, 3> &counts)
{
    const auto said = [](int count, const QString &one, const QString &several) {
        return count == 1 ? one : several.arg(number(count));
    };
    QStringList words;
    if (counts[0] > 0)
        words << said(counts[0], ProblemsPanel::tr("1 error"), ProblemsPanel::tr("%1 errors"));
    if (counts[1] > 0)
        words << said(counts[1], ProblemsPanel::tr("1 warning"), ProblemsPanel::tr("%1 warnings"));
    if (words.isEmpty() && counts[2] > 0)
        words << said(counts[2], ProblemsPanel::tr("1 note"), ProblemsPanel::tr("%1 notes"));
    return words.isEmpty() ? ProblemsPanel::tr("No problems") : words.join(QStringLiteral(", "));
}

QString severityWords(Severity severity)
{
    switch (severity) {
    case Severity::Error: return ProblemsPanel::tr("Error");
    case Severity::Warning: return ProblemsPanel::tr("Warning");
    case Severity::Note: return ProblemsPanel::tr("Note");
    }
    return {};
}

std::string severityIcon(Severity severity)
{
    return severity == Severity::Error ? "problems" : severity == Severity::Warning ? "threat" : "open-ring";
}

std::string severityInk(Severity severity)
{
    return severity == Severity::Error     ? "notice.error.ink"
           : severity == Severity::Warning ? "notice.warning.ink"
                                           : "notice.info.ink";
}

ProblemsPanel::ProblemsPanel(const Palette &palette, std::function<const Graph &()> graph, QWidget *parent)
    : QWidget(parent), m_graph(std::move(graph)), m_model(new Model(columns(m_graph), keyOf, this)),
      m_severity(new Segments(tr("Severity"), {tr("All"), tr("Errors"), tr("Warnings"), tr("Notes")})),
      m_pane(new TablePane(tr("Problems")))
{
    m_pane->setTable(m_model);
    m_pane->addButton(m_severity);
    auto *go = makeButton(palette, tr("Go to the item"));
    m_pane->addButton(go);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_pane);
    setAccessibleName(tr("Problems"));
    setFocusPolicy(Qt::StrongFocus); // who opens it comes to the table
    setFocusProxy(&m_pane->view());
    const auto want = [this](int row) {
        if (row >= 0 && m_graph().item(m_model->at(row).problem.item))
            Q_EMIT itemWanted(m_model->at(row).problem.item);
    };
    connect(m_severity, &Segments::picked, this, &ProblemsPanel::fill);
    connect(go, &QPushButton::clicked, this, [this, want] { want(m_pane->view().currentSourceRow()); });
    connect(&m_pane->view(), &TableView::chosen, this, want);
    connect(&m_pane->view(), &TableView::currentChangedTo, this, &ProblemsPanel::explain);
    fill();
}

void ProblemsPanel::showSurvey(const Surveyed &survey)
{
    m_survey = survey;
    m_counts = survey ? problemCounts(survey->problems) : std::array<int, 3>{};
    m_old = !isVisible();
    if (!m_old)
        fill();
}

// A list that nobody looks at is not filled after each change.
void ProblemsPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (std::exchange(m_old, false))
        fill();
}

QString ProblemsPanel::tabWords() const
{
    const int all = m_counts[0] + m_counts[1] + m_counts[2];
    return m_survey ? tr("Problems %1").arg(number(all)) : tr("Problems");
}

void ProblemsPanel::fill()
{
    std::vector<ProblemRow> rows;
    std::map<std::tuple<std::string_view, ItemId, std::string>, int> same;
    for (const ValidationProblem &problem : m_survey ? m_survey->problems : std::vector<ValidationProblem>()) {
        const int chosen = m_severity->chosen();
        if (chosen != 0 && static_cast<int>(problem.rule->severity) != chosen - 1)
            continue;
        rows.push_back({problem, same[{problem.rule->id, problem.item, problem.text.english()}]++});
    }
    std::stable_sort(rows.begin(), rows.end(), [](const ProblemRow &a, const ProblemRow &b) {
        return a.problem.rule->severity < b.problem.rule->severity;
    });
    m_pane->setTitle(m_survey ? problemCountWords(m_counts) : tr("Problems"),
                     m_survey ? tr("%1 rules, as of %2").arg(rules().size()).arg(toText(m_survey->asOf.iso()))
                              : tr("being looked for"));
    m_model->assign(std::move(rows));
    explain(m_pane->view().currentSourceRow());
}

void ProblemsPanel::explain(int row)
{
    if (row < 0 || row >= m_model->rowCount()) {
        m_pane->setLegend(m_model->rowCount() > 0
                              ? tr("Choose a problem: here it says why it matters. Enter goes to the item.")
                              : QString());
        return;
    }
    const ValidationRule &rule = *m_model->at(row).problem.rule;
    QStringList references;
    for (std::string_view reference : rule.references)
        references << toText(reference);
    m_pane->setLegend(
        tr("%1: %2 (%3)").arg(ruleWords(rule.title), ruleWords(rule.why), references.join(QStringLiteral(", "))));
}

} // namespace tarascope
