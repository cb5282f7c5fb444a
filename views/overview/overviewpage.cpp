#include "views/overview/overviewpage.h"

#include "views/controls/buttons.h"
#include "views/controls/emptypage.h"
#include "views/controls/label.h"
#include "views/controls/pane.h"
#include "views/controls/scroll.h"
#include "views/overview/linkrows.h"
#include "views/overview/metricslist.h"
#include "views/overview/metricwords.h"
#include "views/overview/risklegend.h"
#include "views/overview/worstlist.h"
#include "views/risks/riskwords.h"
#include "views/sizes.h"
#include "views/words.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QVBoxLayout>

namespace tarascope {

namespace {

constexpr int leastSide = 290;
constexpr int mostSide = 400;

/// A title of a part of the page: words, a muted note, something at its end.
QHBoxLayout *sectionHead(const QString &words, Label *note, QWidget *end = nullptr)
{
    auto *head = new QHBoxLayout;
    head->setContentsMargins(sizes::pageMargin, 0, sizes::pageMargin, 0);
    head->setSpacing(sizes::gap);
    auto *title = Label::section(words);
    title->setFixedHeight(sizes::sectionHeader);
    head->addWidget(title);
    if (note) {
        note->setElided();
        head->addWidget(note, 1);
    } else {
        head->addStretch(1);
    }
    if (end)
        head->addWidget(end);
    return head;
}

QWidget *section(QLayout *head, QWidget *content, Qt::Edges lines, bool fill = false)
{
    auto *pane = new Pane("surface.base", lines);
    auto *layout = new QVBoxLayout(pane);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(content, fill ? 1 : 0);
    if (!fill)
        layout->addStretch(1);
    return pane;
}

QHBoxLayout *sideBySide(QWidget *wide, QWidget *narrow)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(wide, 2);
    narrow->setMinimumWidth(leastSide);
    narrow->setMaximumWidth(mostSide);
    row->addWidget(narrow, 1);
    return row;
}

} // namespace

OverviewPage::OverviewPage(const Palette &palette, std::function<const Graph &()> graph, QWidget *parent)
    : WorkspacePage(parent), m_palette(palette), m_graph(std::move(graph)), m_pages(new QStackedWidget),
      m_title(Label::title(tr("Being assessed"))), m_note(new Label({}, TextSize::Body, "text.secondary")),
      m_bars(new RiskBars(palette)), m_gap(new Pane("notice.warning.tint")), m_gapWords(new Label),
      m_next(new LinkRows(palette)), m_worstNote(Label::muted({})), m_worst(new WorstList(palette, m_graph)),
      m_metricsNote(Label::muted({})), m_metrics(new MetricsList(palette))
{
    m_pages->addWidget(makePage());
    m_pages->addWidget(makeEmptyPage());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_pages);
    connect(m_bars, &RiskBars::picked, this,
            [this](const BarPart &part) { Q_EMIT risksWanted(part.reading, part.level); });
    connect(m_worst, &WorstList::pathsWanted, this, &OverviewPage::pathsWanted);
    connect(m_worst, &WorstList::explainWanted, this, &OverviewPage::explainPath);
    connect(m_metrics, &MetricsList::explainWanted, this, [this](int place) {
        if (m_survey)
            showExplanation(explain(m_survey->metrics[static_cast<std::size_t>(place)]));
    });
    follow({});
    fillNext();
}

QWidget *OverviewPage::makePage()
{
    auto *all = makeButton(m_palette, tr("All risks"), {}, Look::Link);
    setSmall(all);
    connect(all, &QPushButton::clicked, this, [this] { Q_EMIT risksWanted(Reading::Evidenced, -1); });
    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHead());
    layout->addWidget(makeLine());
    auto *next = section(sectionHead(tr("Do next"), nullptr), m_next, Qt::LeftEdge);
    layout->addLayout(sideBySide(makeRisk(), next));
    layout->addWidget(makeLine());
    layout->addWidget(section(sectionHead(tr("Worst attack paths"), m_worstNote, all), m_worst, {}));
    layout->addLayout(sideBySide(section(sectionHead(tr("Governance"), m_metricsNote), m_metrics, {}), makeBaseline()));
    layout->addStretch(1);
    return makeScroll(content);
}

QWidget *OverviewPage::makeHead()
{
    m_title->wrap();
    m_note->setElided();
    auto *head = new QWidget;
    auto *layout = new QVBoxLayout(head);
    layout->setContentsMargins(sizes::pageMargin, 14, sizes::pageMargin, 10);
    layout->setSpacing(2);
    layout->addWidget(m_title);
    layout->addWidget(m_note);
    return head;
}

QWidget *OverviewPage::makeRisk()
{
    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(sizes::pageMargin, 0, sizes::pageMargin, 14);
    layout->setSpacing(10);
    layout->addWidget(m_bars, 1);
    layout->addWidget(makeGap());
    return section(sectionHead(tr("Risk by level"), nullptr, makeRiskLegend(m_palette)), content, {}, true);
}

QWidget *OverviewPage::makeGap()
{
    auto *show = makeButton(m_palette, tr("Show them"), {}, Look::Link);
    setSmall(show);
    connect(show, &QPushButton::clicked, this, [this] {
        if (m_assessed.base)
            showExplanation(assuranceGap(m_graph(), *m_assessed.base));
    });
    auto *title = Label::section(tr("Assurance gap:"));
    m_gapWords->wrap();
    m_gapWords->setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    auto *layout = new QHBoxLayout(m_gap);
    layout->setContentsMargins(12, 6, 6, 6);
    layout->setSpacing(sizes::gap);
    layout->addWidget(makePicture(m_palette, "threat", "notice.warning.ink"));
    layout->addWidget(title);
    layout->addWidget(m_gapWords, 1);
    layout->addWidget(show);
    return m_gap;
}

// There are none yet, and the page says so instead of showing nothing.
QWidget *OverviewPage::makeBaseline()
{
    auto *journal = makeButton(m_palette, tr("Journal"), {}, Look::Link);
    setSmall(journal);
    connect(journal, &QPushButton::clicked, this, &OverviewPage::journalWanted);
    auto *words = new LinkRows(m_palette);
    words->addWords(
        tr("Baselines are not in this version, so there is nothing to compare with and no trend. What changed is "
           "in the journal."));
    return section(sectionHead(tr("Since the last baseline"), nullptr, journal), words, Qt::LeftEdge);
}

QWidget *OverviewPage::makeEmptyPage()
{
    return new EmptyPage(
        m_palette, "overview", tr("Nothing to look over yet"),
        tr("Here stands how high the risks are, which attack is the easiest, and what to do next."),
        {{tr("Bring in what you have"),
          tr("Specifications, threat models, bus descriptions, tables: the type is recognized."), tr("Import files"),
          [this] { Q_EMIT importWanted(); }},
         {tr("Write down a threat scenario"),
          tr("What an attacker wants to bring about, what it targets, what it does to people."),
          tr("New threat scenario"), [this] { Q_EMIT addWanted(Kind::threatScenario); }},
         {tr("Come back"), tr("Risks, attack paths and open work appear by themselves, after every change."), {}, {}}});
}

void OverviewPage::follow(const ChangeSet &) { m_pages->setCurrentIndex(m_graph().itemCount() == 0 ? 1 : 0); }

void OverviewPage::showAssessment(const Assessed &assessed)
{
    m_assessed = assessed;
    fillRisks();
    fillNext();
}

void OverviewPage::showSurvey(const Surveyed &survey)
{
    m_survey = survey;
    m_worst->setPaths(survey->worst);
    m_worstNote->setText(tr("exact, evidenced reading, all enabled profiles"));
    m_metrics->setMetrics(survey->metrics);
    const auto computed = std::count_if(survey->metrics.begin(), survey->metrics.end(),
                                        [](const Metric &metric) { return metric.computed; });
    m_metricsNote->setText(
        tr("%1 of %2; hatched: not known, the true value lies inside").arg(computed).arg(survey->metrics.size()));
    fillNext();
}

void OverviewPage::setReading(Reading reading) { m_bars->setReading(reading); }

void OverviewPage::fillRisks()
{
    if (!m_assessed.now)
        return;
    const Assessment &now = *m_assessed.now;
    std::array<std::array<int, 6>, readingCount> counts{};
    for (std::size_t i = 0; i < counts.size(); ++i)
        counts[i] = riskCounts(now, static_cast<Reading>(i));
    m_bars->setCounts(counts);
    m_title->setText(overviewTitle(now));
    const auto threats = m_graph().countOf(Kind::threatScenario);
    m_note->setText((threats == 1 ? tr("%1 over 1 threat scenario") : tr("%1 over %2 threat scenarios"))
                        .arg(riskTitle(now, Reading::Evidenced))
                        .arg(threats) +
                    (m_assessed.method ? QStringLiteral(". ") + toText(m_assessed.method->title) : QString()));
    const QString gap = assuranceGapWords(now);
    m_gap->setVisible(!now.risks.empty());
    m_gap->setGround(gap.isEmpty() ? "notice.ok.tint" : "notice.warning.tint");
    m_gapWords->setText(gap.isEmpty() ? tr("none, every risk is as low as claimed.") : gap);
    m_gap->findChild<QPushButton *>()->setVisible(!gap.isEmpty());
}

void OverviewPage::fillNext()
{
    if (!m_survey || !m_assessed.base) {
        m_next->clear();
        m_next->addWords(tr("Being looked at"));
        return;
    }
    std::vector<NextStep> steps = nextSteps(m_graph(), *m_assessed.base, *m_survey);
    const bool same = !steps.empty() && std::equal(steps.begin(), steps.end(), m_steps.begin(), m_steps.end(),
                                                   [](const NextStep &a, const NextStep &b) {
                                                       return a.words == b.words && a.link == b.link && a.tip == b.tip;
                                                   });
    m_steps = std::move(steps);
    if (same)
        return; // whoever stands on a link of it stays there
    m_next->clear();
    for (std::size_t i = 0; i < m_steps.size(); ++i) {
        const NextStep &step = m_steps[i];
        m_next->add(step.icon, step.ink, step.words, step.link, step.tip, [this, i] { act(m_steps[i]); });
    }
    if (m_steps.empty())
        m_next->addWords(tr("Nothing is open: no problem, no failed test, every step is rated."));
}

void OverviewPage::act(const NextStep &step)
{
    switch (step.goal) {
    case NextStep::Goal::Item: Q_EMIT itemWanted(step.item); return;
    case NextStep::Goal::Rows: showExplanation(step.rows); return;
    case NextStep::Goal::Problems: Q_EMIT problemsWanted(); return;
    case NextStep::Goal::Risks: Q_EMIT risksWanted(Reading::Evidenced, -1); return;
    case NextStep::Goal::Paths: Q_EMIT workspaceWanted(Workspace::Paths, 0); return;
    }
}

void OverviewPage::showExplanation(const Explanation &explanation)
{
    auto *dialog = new ExplainDialog(m_palette, m_graph, explanation, window());
    connect(dialog, &ExplainDialog::itemWanted, this, &OverviewPage::itemWanted);
    dialog->open();
}

// The steps of one of the worst paths, each with its rating.
void OverviewPage::explainPath(int place)
{
    if (!m_survey || static_cast<std::size_t>(place) >= m_survey->worst.size())
        return;
    const WorstPath &worst = m_survey->worst[static_cast<std::size_t>(place)];
    Explanation made;
    const Item *threat = m_graph().item(worst.risk.threat);
    made.title = threat ? toText(threat->name) : QString();
    made.result =
        tr("%1, score %2").arg(feasibilityText(worst.path.total.feasibility), scoreText(worst.path.total.score));
    made.formula =
        tr("The easiest way of the evidenced reading: in each factor the hardest level of any step, then the score.");
    made.inputs << tr("Joined: %1 (%2)").arg(effortText(worst.path.total.rating), levelIds(worst.path.total.rating));
    for (const PathStep &step : worst.path.steps) {
        SourceRow row;
        row.item = step.to;
        row.state = step.unrated ? tr("default") : step.nothing ? tr("free") : tr("rated");
        row.tone = step.unrated ? Tone::Warning : Tone::Normal;
        row.why = step.nothing ? tr("Rule %1, nothing to overcome").arg(toText(step.rule))
                               : tr("Rule %1: %2").arg(toText(step.rule), levelIds(step.rating));
        made.rows.push_back(std::move(row));
    }
    showExplanation(made);
}

void OverviewPage::focusMain()
{
    if (m_pages->currentIndex() == 0)
        m_bars->setFocus();
    else if (auto *first = m_pages->currentWidget()->findChild<QAbstractButton *>())
        first->setFocus();
}

} // namespace tarascope
