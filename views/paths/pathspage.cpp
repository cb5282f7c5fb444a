#include "views/paths/pathspage.h"

#include "views/controls/buttons.h"
#include "views/controls/emptypage.h"
#include "views/controls/label.h"
#include "views/controls/pane.h"
#include "views/controls/scroll.h"
#include "views/kindlook.h"
#include "views/paths/pathbar.h"
#include "views/paths/stepdetail.h"
#include "views/reasons/reasonlist.h"
#include "views/risks/riskwords.h"
#include "views/sizes.h"
#include "views/tables/tableview.h"
#include "views/words.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QVBoxLayout>

namespace tarascope {

namespace {

TableView *makeView(const QString &name)
{
    auto *view = new TableView;
    view->setAccessibleName(name);
    view->setSortingEnabled(false);
    view->setSelectionMode(QAbstractItemView::SingleSelection);
    view->showWhole();
    return view;
}

} // namespace

PathsPage::PathsPage(const Palette &palette, std::function<const Graph &()> graph, QWidget *parent)
    : WorkspacePage(parent), m_palette(palette), m_graph(std::move(graph)), m_bar(new PathBar(palette, m_graph)),
      m_pages(new QStackedWidget)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addWidget(makeLine());
    layout->addWidget(m_pages, 1);
    m_pages->addWidget(makeUnasked());
    m_pages->addWidget(makeAnswer());
    m_pages->addWidget(makeNothing());
    connect(m_bar, &PathBar::asked, this, &PathsPage::ask);
    connectAnswer();
}

QWidget *PathsPage::makeUnasked()
{
    return new EmptyPage(
        m_palette, "paths", tr("How would they get there?"),
        tr("The easiest attacks on a threat scenario or on any part of the system, exact, with a reason for each "
           "step."),
        {{tr("Choose a target"), tr("A threat scenario means all its targets at its own scale."), tr("Choose a target"),
          [this] { chooseTarget(); }},
         {tr("Choose a reading"),
          tr("Inherent without controls, claimed with those said to be built, evidenced with those that tests prove."),
          {},
          {}},
         {tr("Switch controls"),
          tr("The what-if at the right shows what each control is worth. Nothing is changed by it."),
          {},
          {}}});
}

QWidget *PathsPage::makeAnswer()
{
    m_title = new Label({}, TextSize::Section);
    m_title->setBold(true);
    m_title->setElided();
    m_note = Label::muted({});
    m_note->setElided();
    m_ways = new WaysModel(
        wayColumns(), [](const WayRow &way) { return way.place; }, this);
    m_wayView = makeView(tr("Ways in"));
    m_wayView->setTable(m_ways);
    m_strip = new PathStrip(m_palette);
    m_stepView = makeView(tr("Steps"));
    m_detail = new StepDetail(m_palette, m_graph);
    m_struck = new ReasonList(m_palette, m_graph);
    m_struck->setContentsMargins(sizes::pageMargin, 0, sizes::pageMargin, sizes::gap);
    auto *head = new QVBoxLayout;
    head->setContentsMargins(sizes::pageMargin, 10, sizes::pageMargin, sizes::gap);
    head->setSpacing(0);
    head->addWidget(m_title);
    head->addWidget(m_note);
    auto *draw = makeButton(m_palette, tr("Show on the canvas"), "architecture");
    connect(draw, &QPushButton::clicked, this, [this] {
        if (path())
            Q_EMIT canvasWanted(*path(), QStringLiteral("%1  %2").arg(m_title->text(), m_note->text()));
    });
    auto *top = new QHBoxLayout;
    top->setContentsMargins(0, 0, sizes::pageMargin, 0);
    top->addLayout(head, 1);
    top->addWidget(draw, 0, Qt::AlignVCenter);
    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(m_struck);
    layout->addWidget(m_wayView);
    layout->addSpacing(sizes::gap);
    layout->addWidget(m_strip);
    layout->addWidget(m_stepView);
    layout->addWidget(m_detail);
    layout->addStretch(1);
    return makeScroll(content);
}

void PathsPage::connectAnswer()
{
    connect(m_wayView, &TableView::currentChangedTo, this, &PathsPage::showWay);
    connect(m_stepView, &TableView::currentChangedTo, this, &PathsPage::showStep);
    connect(m_strip, &PathStrip::picked, this, [this](int node) {
        m_stepView->goTo(std::max(0, node - 1));
        m_stepView->setFocus();
    });
    connect(m_stepView, &TableView::chosen, this, [this](int row) {
        if (path() && row >= 0 && static_cast<std::size_t>(row) < path()->steps.size())
            Q_EMIT itemWanted(path()->steps[static_cast<std::size_t>(row)].to);
    });
    connect(m_detail, &StepDetail::itemWanted, this, &PathsPage::itemWanted);
    connect(m_detail, &StepDetail::strikeWanted, this, &PathsPage::strikeWanted);
    connect(m_struck, &ReasonList::itemWanted, this, &PathsPage::itemWanted);
    connect(m_detail, &StepDetail::linkWanted, this, &PathsPage::linkShown);
    connect(m_nothing, &ReasonList::itemWanted, this, &PathsPage::itemWanted);
}

QWidget *PathsPage::makeNothing()
{
    m_nothingTitle = Label::title({});
    m_nothing = new ReasonList(m_palette, m_graph);
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(48, 48, 48, 48);
    layout->setSpacing(sizes::gap);
    layout->addWidget(m_nothingTitle);
    layout->addWidget(m_nothing);
    layout->addStretch(1);
    return page;
}

PathQuestion PathsPage::question() const
{
    PathQuestion question;
    question.target = m_bar->target();
    question.profile = m_bar->profile();
    question.scale = m_bar->scale();
    question.reading = m_reading;
    question.scenario = m_scenario;
    return question;
}

void PathsPage::setTarget(ItemId target) { m_bar->setTarget(target); }
void PathsPage::focusMain()
{
    if (m_pages->currentIndex() == Answer)
        m_stepView->setFocus();
    else
        m_bar->focusTarget();
}

void PathsPage::chooseTarget() { m_bar->chooseTarget(); }
// Items may have been renamed or removed.
void PathsPage::follow(const ChangeSet &) { m_bar->refresh(); }

void PathsPage::setReading(Reading reading)
{
    if (std::exchange(m_reading, reading) != reading && m_bar->target().valid())
        Q_EMIT questionChanged();
}

void PathsPage::setScenario(const Scenario &scenario)
{
    if (m_scenario == scenario)
        return;
    m_scenario = scenario;
    if (m_bar->target().valid())
        Q_EMIT questionChanged();
}

void PathsPage::ask()
{
    if (!m_bar->target().valid())
        m_pages->setCurrentIndex(Unasked);
    Q_EMIT questionChanged();
}

void PathsPage::showWorking() { m_note->setText(tr("being computed")); }

void PathsPage::showAnswer(const PathsResult &result, const RatingMethod &method)
{
    m_result = result;
    m_method = method;
    const Item *target = m_graph().item(m_bar->target());
    const QString name = target ? toText(target->key) + QLatin1Char(' ') + toText(target->name) : QString();
    if (!result.best || result.paths.empty())
        return showNothing(result, name);
    m_title->setText(waysTitle(result));
    m_note->setText(waysNote(result, name, m_reading));
    m_detail->setHolding({});
    showStruck();
    Q_EMIT concerned(concernedItems());
    m_ways->assign(wayRows(result));
    m_pages->setCurrentIndex(Answer);
    m_wayView->goTo(0);
    showWay(0);
}

void PathsPage::showNothing(const PathsResult &result, const QString &target)
{
    m_nothingTitle->setText(tr("No attack in this model reaches it"));
    m_nothing->clear();
    m_nothing->addSentence(tr("%1, %2 reading. What is not in the model is not considered, so this is no proof that "
                              "it cannot be attacked.")
                               .arg(target, readingWords(m_reading).toLower()),
                           "text.secondary");
    for (const Reason &reason : result.reasons)
        if (std::string_view(reason.message.code) != "noPath") // is what the title says
            m_nothing->addReason(reason);
    m_pages->setCurrentIndex(Nothing);
}

void PathsPage::showProblem(const Error &error)
{
    m_nothingTitle->setText(tr("This could not be computed"));
    m_nothing->clear();
    m_nothing->addSentence(translated(error), "notice.error.ink");
    m_pages->setCurrentIndex(Nothing);
}

void PathsPage::showHolding(std::vector<Holding> holding)
{
    m_detail->setHolding(std::move(holding));
    if (path() && m_stepView->currentIndex().row() >= static_cast<int>(path()->steps.size()))
        showStep(m_stepView->currentIndex().row());
}

// Whoever looks at the result sees what was left out of it, and can take it back.
void PathsPage::showStruck()
{
    m_struck->clear();
    for (const Reason &reason : m_result->reasons) {
        if (std::string_view(reason.message.code) != "struck" || reason.links.empty())
            continue;
        m_struck->addReason(reason);
        auto *back = makeButton(m_palette, tr("Count this step again"), "undo");
        setSmall(back);
        m_struck->addButton(back);
        connect(back, &QPushButton::clicked, this,
                [this, link = reason.links.front()] { Q_EMIT strikeWanted(link, {}); });
    }
    m_struck->setVisible(m_struck->count() > 0);
}

std::vector<ItemId> PathsPage::concernedItems() const
{
    std::vector<ItemId> items;
    for (const AttackPath &one : m_result->paths) {
        items.push_back(one.profile);
        for (const PathStep &step : one.steps) {
            for (const BeatenControl &beaten : step.controls)
                items.push_back(beaten.control);
            for (const Reason &reason : step.reasons)
                items.insert(items.end(), reason.items.begin(), reason.items.end());
        }
    }
    return items;
}

const AttackPath *PathsPage::path() const
{
    const bool there = m_result && m_way >= 0 && static_cast<std::size_t>(m_way) < m_result->paths.size();
    return there ? &m_result->paths[static_cast<std::size_t>(m_way)] : nullptr;
}

void PathsPage::showWay(int row)
{
    m_way = row;
    if (!path())
        return;
    auto *steps = new StepsModel(
        stepColumns(ratedFactors(path()->total.rating)), [](const StepRow &step) { return step.number; }, this);
    steps->append(stepRows(m_graph(), *path(), m_method ? &*m_method : nullptr, m_words));
    m_stepView->clearSpans();
    m_stepView->setTable(steps);
    delete std::exchange(m_steps, steps);
    spanCells();
    m_strip->setNodes(nodesOf(*path()));
    const int first = tellingStep();
    m_stepView->goTo(first);
    showStep(first);
}

// What a failed test opens, else what makes the path hard.
int PathsPage::tellingStep() const
{
    for (int row = 0; row < m_steps->rowCount(); ++row)
        if (m_steps->at(row).failed)
            return row;
    return path()->deciding.empty() ? 0 : static_cast<int>(path()->deciding.front().step);
}

void PathsPage::spanCells()
{
    const int factors = m_steps->columnCount() - firstFactorColumn - 2;
    for (int row = 0; row < m_steps->rowCount(); ++row) {
        if (m_steps->at(row).number == 0) {
            m_stepView->setSpan(row, 0, 1, firstFactorColumn);
            m_stepView->setSpan(row, firstFactorColumn + factors, 1, 2); // the sum needs the room
        } else if (m_steps->at(row).nothing && factors > 1)
            m_stepView->setSpan(row, firstFactorColumn, 1, factors);
    }
}

void PathsPage::showStep(int row)
{
    if (!path() || row < 0)
        return;
    const auto place = static_cast<std::size_t>(row);
    m_strip->setCurrent(place < path()->steps.size() ? row + 1 : -1);
    m_detail->show(*path(), place, m_words);
}

std::vector<StripNode> PathsPage::nodesOf(const AttackPath &path) const
{
    std::vector<StripNode> nodes;
    const auto add = [&](ItemId id) {
        const Item *item = m_graph().item(id);
        if (item)
            nodes.push_back({id, kindDef(item->kind).group, std::string(kindIconName(item->kind)), toText(item->name),
                             toText(item->key)});
        else
            nodes.push_back({id, Group::identity, "identities", tr("Attacker"), {}});
    };
    add(path.profile);
    for (std::size_t i = 0; i < path.steps.size(); ++i) {
        const PathStep &step = path.steps[i];
        add(step.to);
        const ItemId before = i == 0 ? path.profile : path.steps[i - 1].to;
        nodes.back().anew = i > 0 && std::find(step.from.begin(), step.from.end(), before) == step.from.end();
    }
    return nodes;
}

} // namespace tarascope
