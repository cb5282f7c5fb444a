#include "views/paths/pathspage.h"

#include "views/controls/buttons.h"
#include "views/controls/emptypage.h"
#include "views/controls/label.h"
#include "views/controls/pane.h"
#include "views/kindlook.h"
#include "views/risks/riskwords.h"
#include "views/sizes.h"
#include "views/tables/tablefilter.h"
#include "views/tables/tableview.h"
#include "views/words.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QVBoxLayout>

namespace tarascope {

namespace {

void paintWayFeasibility(QPainter &painter, const QRect &rect, const QVariant &look, const Palette &palette)
{
    const auto total = look.value<QPair<int, QString>>();
    paintFeasibility(painter, rect, static_cast<Feasibility>(total.first), total.second, palette);
}

std::vector<Column<WayRow>> wayColumns()
{
    Column<WayRow> words;
    words.title = PathsPage::tr("Ways in, none easier in every factor");
    words.width = 320;
    words.stretch = true;
    words.value = [](const WayRow &way) { return Cell(effortText(way.total.rating)); };
    Column<WayRow> levels;
    levels.title = PathsPage::tr("Hardest of each factor");
    levels.width = 300;
    levels.value = [](const WayRow &way) { return Cell(levelIds(way.total.rating), Tone::Secondary); };
    Column<WayRow> feasibility;
    feasibility.title = PathsPage::tr("Feasibility");
    feasibility.width = 132;
    feasibility.paint = paintWayFeasibility;
    feasibility.value = [](const WayRow &way) {
        Cell cell(feasibilityText(way.total.feasibility) + QLatin1Char(' ') + scoreText(way.total.score));
        cell.look = QVariant::fromValue(
            QPair<int, QString>(static_cast<int>(way.total.feasibility), scoreText(way.total.score)));
        cell.order = way.total.difficulty;
        return cell;
    };
    Column<WayRow> steps;
    steps.title = PathsPage::tr("Steps");
    steps.width = 132;
    steps.value = [](const WayRow &way) {
        const QString count = PathsPage::tr("%1 steps").arg(way.steps);
        return way.unrated == 0
                   ? Cell(count, Tone::Secondary)
                   : Cell(count + QStringLiteral(", ") + PathsPage::tr("%1 unrated").arg(way.unrated), Tone::Warning);
    };
    return {words, levels, feasibility, steps};
}

void clear(QLayout &layout)
{
    while (QLayoutItem *item = layout.takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
}

TableView *makeView(const QString &name)
{
    auto *view = new TableView;
    view->setAccessibleName(name);
    view->setSortingEnabled(false);
    view->setSelectionMode(QAbstractItemView::SingleSelection);
    return view;
}

// As high as its rows, so that the page scrolls as a whole and no table inside it.
void fitHeight(TableView &view)
{
    const int rows = std::max(1, view.model()->rowCount());
    view.setFixedHeight(sizes::tableHeader + rows * sizes::row + 1);
}

} // namespace

PathsPage::PathsPage(const Palette &palette, std::function<const Graph &()> graph, QWidget *parent)
    : QWidget(parent), m_palette(palette), m_graph(std::move(graph)), m_pages(new QStackedWidget)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeBar());
    layout->addWidget(makeLine());
    layout->addWidget(m_pages, 1);
    m_pages->addWidget(makeUnasked());
    m_pages->addWidget(makeAnswer());
    m_pages->addWidget(makeNothing());
}

QWidget *PathsPage::makeBar()
{
    m_from = new ItemPicker(m_palette, tr("From"),
                            [this](const QString &search, int limit) { return profiles(search, limit); });
    m_from->setPlaceholder(tr("any attacker"));
    m_from->setClearable(tr("any attacker"));
    m_to = new ItemPicker(m_palette, tr("To"),
                          [this](const QString &search, int limit) { return targets(search, limit); });
    m_to->setPlaceholder(tr("threat scenario or part of the system"));
    m_scale = new Segments(tr("For how many vehicles"), {tr("Vehicle"), tr("Tenant"), tr("Fleet")});
    m_scaleLabel = Label::muted(tr("For a"));
    auto *bar = new QWidget;
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(sizes::pageMargin, sizes::gap, sizes::pageMargin, sizes::gap);
    layout->addWidget(Label::muted(tr("From")));
    layout->addWidget(m_from, 2);
    layout->addWidget(Label::muted(tr("To")));
    layout->addWidget(m_to, 3);
    layout->addSpacing(sizes::gap);
    layout->addWidget(m_scaleLabel);
    layout->addWidget(m_scale);
    connect(m_from, &ItemPicker::picked, this, &PathsPage::ask);
    connect(m_to, &ItemPicker::picked, this, &PathsPage::ask);
    connect(m_scale, &Segments::picked, this, &PathsPage::ask);
    return bar;
}

QWidget *PathsPage::makeUnasked()
{
    return new EmptyPage(
        m_palette, "paths", tr("How would they get there?"),
        tr("The easiest attacks on a threat scenario or on any part of the system, exact, with a reason for each "
           "step."),
        {{tr("Choose a target"), tr("A threat scenario means all its targets at its own scale."), tr("Choose"),
          [this] { m_to->openList(); }},
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
    m_ways = new TableModel<WayRow, std::size_t>(
        wayColumns(), [](const WayRow &way) { return way.place; }, this);
    m_wayView = makeView(tr("Ways in"));
    m_wayView->setTable(m_ways);
    m_strip = new PathStrip(m_palette);
    m_stepView = makeView(tr("Steps"));
    m_detail = new QVBoxLayout;
    m_detail->setContentsMargins(sizes::pageMargin, 12, sizes::pageMargin, 12);
    m_detail->setSpacing(4);
    auto *head = new QVBoxLayout;
    head->setContentsMargins(sizes::pageMargin, 10, sizes::pageMargin, 8);
    head->setSpacing(0);
    head->addWidget(m_title);
    head->addWidget(m_note);
    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(m_wayView);
    layout->addSpacing(sizes::gap);
    layout->addWidget(m_strip);
    layout->addWidget(m_stepView);
    layout->addLayout(m_detail);
    layout->addStretch(1);
    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(content);
    scroll->setFocusPolicy(Qt::NoFocus);
    connect(m_wayView, &TableView::currentChangedTo, this, &PathsPage::showWay);
    connect(m_stepView, &TableView::currentChangedTo, this, &PathsPage::showStep);
    connect(m_strip, &PathStrip::picked, this, [this](int node) {
        m_stepView->goTo(std::max(0, node - 1));
        m_stepView->setFocus();
    });
    connect(m_stepView, &TableView::chosen, this, [this](int row) {
        if (m_result && m_way >= 0 &&
            row < static_cast<int>(m_result->paths[static_cast<std::size_t>(m_way)].steps.size()))
            Q_EMIT itemWanted(m_result->paths[static_cast<std::size_t>(m_way)].steps[static_cast<std::size_t>(row)].to);
    });
    return scroll;
}

QWidget *PathsPage::makeNothing()
{
    auto *page = new QWidget;
    m_nothing = new QVBoxLayout(page);
    m_nothing->setContentsMargins(48, 48, 48, 48);
    m_nothing->setSpacing(sizes::gap);
    return page;
}

PathQuestion PathsPage::question() const { return m_question; }

void PathsPage::setTarget(ItemId target)
{
    const Item *item = m_graph().item(target);
    m_to->setPick(item ? std::optional(pickOf(*item)) : std::nullopt);
    ask();
}

void PathsPage::setReading(Reading reading)
{
    if (std::exchange(m_question.reading, reading) != reading && m_question.target.valid())
        Q_EMIT questionChanged();
}

void PathsPage::setScenario(const Scenario &scenario)
{
    if (m_question.scenario == scenario)
        return;
    m_question.scenario = scenario;
    if (m_question.target.valid())
        Q_EMIT questionChanged();
}

void PathsPage::refresh()
{
    const Item *item = m_graph().item(m_question.target);
    if (item)
        m_to->setPick(pickOf(*item));
    else if (m_question.target.valid())
        setTarget({});
    const Item *profile = m_graph().item(m_question.profile);
    m_from->setPick(profile ? std::optional(pickOf(*profile)) : std::nullopt);
}

bool PathsPage::isThreat(ItemId id) const
{
    const Item *item = m_graph().item(id);
    return item && item->kind == Kind::threatScenario;
}

void PathsPage::ask()
{
    m_question.target = m_to->pick() ? m_graph().findItem(m_to->pick()->uid) : ItemId{};
    m_question.profile = m_from->pick() ? m_graph().findItem(m_from->pick()->uid) : ItemId{};
    static constexpr Scale scales[] = {Scale::Vehicle, Scale::Tenant, Scale::Fleet};
    m_question.scale = scales[std::clamp(m_scale->chosen(), 0, 2)];
    // A threat scenario says itself for how many vehicles it asks.
    m_scale->setVisible(!isThreat(m_question.target));
    m_scaleLabel->setVisible(m_scale->isVisibleTo(this));
    if (!m_question.target.valid())
        m_pages->setCurrentIndex(Unasked);
    Q_EMIT questionChanged();
}

void PathsPage::showWorking() { m_note->setText(tr("being computed")); }

void PathsPage::showAnswer(const PathsResult &result, const RatingMethod &method)
{
    m_result = result;
    m_method = method;
    const Item *target = m_graph().item(m_question.target);
    const QString name = target ? toText(target->key) + QLatin1Char(' ') + toText(target->name) : QString();
    if (!result.best || result.paths.empty()) {
        clear(*m_nothing);
        m_nothing->addWidget(Label::title(tr("No attack in this model reaches it")));
        auto *why = new Label(tr("%1, %2 reading. What is not in the model is not considered, so this is no proof that "
                                 "it cannot be attacked.")
                                  .arg(name, readingWords(m_question.reading).toLower()),
                              TextSize::Body, "text.secondary");
        why->setWordWrap(true);
        m_nothing->addWidget(why);
        for (const Reason &reason : result.reasons) {
            auto *line = new Label(translated(reason.message));
            line->setWordWrap(true);
            m_nothing->addWidget(line);
        }
        m_nothing->addStretch(1);
        m_pages->setCurrentIndex(Nothing);
        return;
    }
    m_title->setText(tr("%1: %2").arg(feasibilityText(result.best->feasibility), effortText(result.best->rating)));
    const auto ways = static_cast<int>(result.pareto.size());
    const QString count =
        ways == 1 ? tr("one way in is easiest") : tr("%1 ways in, none easier in every factor").arg(ways);
    m_note->setText(tr("To %1, %2 reading, exact; %3%4")
                        .arg(name, readingWords(m_question.reading).toLower(), count,
                             result.more ? tr("; more are not listed") : QString()));
    std::vector<WayRow> rows;
    for (std::size_t i = 0; i < result.paths.size(); ++i)
        rows.push_back({i, result.paths[i].total, result.paths[i].unrated, result.paths[i].steps.size()});
    m_ways->assign(std::move(rows));
    fitHeight(*m_wayView);
    m_pages->setCurrentIndex(Answer);
    m_wayView->goTo(0);
    showWay(0);
}

void PathsPage::showProblem(const Error &error)
{
    clear(*m_nothing);
    m_nothing->addWidget(Label::title(tr("This could not be computed")));
    auto *why = new Label(translated(error), TextSize::Body, "notice.error.ink");
    why->setWordWrap(true);
    m_nothing->addWidget(why);
    m_nothing->addStretch(1);
    m_pages->setCurrentIndex(Nothing);
}

void PathsPage::showWay(int row)
{
    if (!m_result || row < 0 || row >= static_cast<int>(m_result->paths.size()))
        return;
    m_way = row;
    const AttackPath &path = m_result->paths[static_cast<std::size_t>(row)];
    auto *steps = new StepsModel(
        stepColumns(m_palette, ratedFactors(path.total.rating)), [](const StepRow &step) { return step.number; }, this);
    steps->append(stepRows(m_graph(), path, m_method ? &*m_method : nullptr, m_words));
    m_stepView->clearSpans();
    m_stepView->setTable(steps);
    delete std::exchange(m_steps, steps);
    spanNothing();
    fitHeight(*m_stepView);
    m_strip->setNodes(nodesOf(path));
    std::size_t first = 0;
    if (!path.deciding.empty())
        first = path.deciding.front().step;
    m_stepView->goTo(static_cast<int>(first));
    showStep(static_cast<int>(first));
}

void PathsPage::spanNothing()
{
    const int factors = m_steps->columnCount() - firstFactorColumn - 2;
    for (int row = 0; row < m_steps->rowCount(); ++row)
        if (m_steps->at(row).nothing && m_steps->at(row).number > 0 && factors > 1)
            m_stepView->setSpan(row, firstFactorColumn, 1, factors);
}

void PathsPage::addDetail(const QString &words, std::string color, const std::vector<ItemId> &items)
{
    auto *line = new QWidget;
    auto *layout = new QHBoxLayout(line);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *label = new Label(words, TextSize::Body, std::move(color));
    label->setWordWrap(true);
    layout->addWidget(label, 1);
    for (const ItemId id : items) {
        const Item *item = m_graph().item(id);
        if (!item)
            continue;
        auto *go = makeButton(m_palette, toText(item->key), {}, Look::Link);
        go->setToolTip(plainTip(toText(item->name)));
        setSmall(go);
        layout->addWidget(go, 0, Qt::AlignTop);
        connect(go, &QPushButton::clicked, this, [this, id] { Q_EMIT itemWanted(id); });
    }
    m_detail->addWidget(line);
}

void PathsPage::showStep(int row)
{
    clear(*m_detail);
    if (!m_result || m_way < 0 || row < 0)
        return;
    const AttackPath &path = m_result->paths[static_cast<std::size_t>(m_way)];
    const bool whole = row >= static_cast<int>(path.steps.size());
    m_strip->setCurrent(whole ? -1 : row + 1);
    if (whole) {
        m_detail->addWidget(Label::section(tr("The whole path")));
        addDetail(tr("With the times of all steps added: score %1, %2.")
                      .arg(scoreText(path.timesAdded.score), feasibilityText(path.timesAdded.feasibility)),
                  "text.secondary", {});
        addDetail(path.unrated == 0
                      ? tr("All steps are rated.")
                      : tr("%1 of %2 steps are not rated by an analyst.").arg(path.unrated).arg(path.steps.size()),
                  path.unrated == 0 ? "text.secondary" : "notice.warning.ink", {});
        return;
    }
    const PathStep &step = path.steps[static_cast<std::size_t>(row)];
    QString what = m_words ? m_words(step, path.profile) : QString();
    m_detail->addWidget(Label::section(tr("Step %1").arg(row + 1)));
    if (!what.isEmpty())
        addDetail(what, "text.primary", {step.to});
    addDetail(step.nothing ? tr("Nothing to overcome (rule %1).").arg(toText(step.rule))
                           : tr("It takes: %1 (rule %2).").arg(effortText(step.rating), toText(step.rule)),
              "text.secondary", {});
    for (const BeatenControl &beaten : step.controls) {
        const Item *control = m_graph().item(beaten.control);
        if (!control)
            continue;
        const QString link =
            beaten.chainLink ? tr(", which enforces L%1").arg(static_cast<int>(*beaten.chainLink) + 1) : QString();
        addDetail(tr("To be defeated: %1%2.").arg(toText(control->name), link), "text.primary", {beaten.control});
    }
    for (const Reason &reason : step.reasons)
        addDetail(translated(reason.message), "text.secondary", reason.items);
    if (step.link.valid() && m_graph().link(step.link)) {
        auto *rate = makeButton(m_palette, step.unrated ? tr("Rate this step") : tr("Open its link"), "link");
        setSmall(rate);
        auto *line = new QHBoxLayout;
        auto *holder = new QWidget;
        holder->setLayout(line);
        line->setContentsMargins(0, 4, 0, 0);
        line->addWidget(rate);
        line->addStretch(1);
        m_detail->addWidget(holder);
        connect(rate, &QPushButton::clicked, this, [this, link = step.link] { Q_EMIT linkWanted(link); });
    }
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
    for (const PathStep &step : path.steps)
        add(step.to);
    return nodes;
}

PickList PathsPage::targets(const QString &search, int limit) const
{
    return findItems(
        m_graph(),
        [](ItemId, const Item &item) { return item.kind == Kind::threatScenario || kindDef(item.kind).position; },
        search, limit);
}

PickList PathsPage::profiles(const QString &search, int limit) const
{
    return findItems(
        m_graph(), [](ItemId, const Item &item) { return item.kind == Kind::attackerProfile; }, search, limit);
}

} // namespace tarascope
