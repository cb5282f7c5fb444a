#include "app/projectpage.h"

#include "model/report/pathwords.h"
#include "views/controls/buttons.h"
#include "views/controls/label.h"
#include "views/controls/notice.h"
#include "views/edits/changes.h"
#include "views/frame/sidepanel.h"
#include "views/frame/workspacebar.h"
#include "views/icons.h"
#include "views/inspector/inspector.h"
#include "views/journal/journalpanel.h"
#include "views/kindlook.h"
#include "views/paths/pathspage.h"
#include "views/paths/whatifpanel.h"
#include "views/risks/riskspage.h"
#include "views/sizes.h"
#include "views/tables/itemtable.h"
#include "views/tables/kindlist.h"
#include "views/tables/tablepane.h"
#include "views/words.h"

#include <QtCore/QFileInfo>
#include <QtGui/QAction>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QMenu>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QVBoxLayout>

namespace tarascope {

ProjectPage::ProjectPage(const Palette &palette, std::unique_ptr<Project> project, Notice &notice, QWidget *parent)
    : QWidget(parent), m_palette(palette), m_project(std::move(project)), m_edits(new Edits(*m_project, this)),
      m_engine(new AssessJob(this)), m_notice(&notice)
{
    const auto graphOf = [this]() -> const Graph & { return m_project->graph(); };
    m_bar = new WorkspaceBar(palette);
    m_bar->add("apis", tr("Items"), tr("Ctrl+1"));
    m_bar->add("tara", tr("Risks"), tr("Ctrl+2"));
    m_bar->add("paths", tr("Attack paths"), tr("Ctrl+3"));
    m_risks = new RisksPage(palette, graphOf);
    m_paths = new PathsPage(palette, graphOf);
    m_paths->setStepWords([this](const PathStep &step, ItemId profile) {
        QString words = translated(stepWords(m_project->graph(), step, profile));
        if (!words.isEmpty())
            words[0] = words.at(0).toUpper();
        return words;
    });
    m_inspector = new Inspector(palette, *m_edits);
    m_whatIf = new WhatIfPanel(palette, graphOf);
    m_journal = new JournalPanel(palette, *m_edits);
    m_side = new SidePanel;
    m_side->add(m_inspector, tr("Inspector"));
    m_side->add(m_whatIf, tr("What if"));
    m_side->add(m_journal, tr("Journal"));
    m_stack = new QStackedWidget;
    m_stack->addWidget(makeItems());
    m_stack->addWidget(m_risks);
    m_stack->addWidget(m_paths);
    auto *split = new QSplitter(Qt::Horizontal);
    split->addWidget(m_stack);
    split->addWidget(m_side);
    split->setStretchFactor(0, 1);
    split->setStretchFactor(1, 0);
    split->setSizes({1000, sizes::dock});
    split->setChildrenCollapsible(false);
    auto *middle = new QHBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(m_bar);
    middle->addWidget(split, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeToolBar());
    layout->addLayout(middle, 1);
    connectPages();
    connectEngine();
    m_kinds->setCounts(graph());
    m_kinds->choose(firstKind());
    showWorkspace(Items);
    assess();
}

ProjectPage::~ProjectPage() { m_engine->stop(); }

QWidget *ProjectPage::makeToolBar()
{
    auto *bar = new Pane("surface.panel", Qt::BottomEdge);
    bar->setFixedHeight(sizes::toolBar);
    m_tools = bar;
    m_crumbs = new Label({}, TextSize::Body, "text.secondary");
    m_crumbs->setElided();
    m_crumbsEnd = new Label;
    m_crumbsEnd->setBold(true);
    m_crumbsEnd->setElided();
    m_reading = new Segments(tr("Reading"), {readingWords(Reading::Inherent), readingWords(Reading::Claimed),
                                             readingWords(Reading::Evidenced)});
    m_reading->choose(static_cast<int>(Reading::Evidenced));
    m_reading->setChoiceTip(0, tr("No control counts."));
    m_reading->setChoiceTip(1, tr("Controls that are said to be implemented count."));
    m_reading->setChoiceTip(2, tr("Controls that tests prove count."));
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(12, 0, 12, 0);
    layout->addWidget(m_crumbs);
    layout->addWidget(m_crumbsEnd, 1);
    layout->addStretch(1);
    layout->addWidget(Label::muted(tr("Reading")));
    layout->addWidget(m_reading);
    layout->addSpacing(sizes::gap);
    connect(m_reading, &Segments::picked, this, [this](int picked) { setReading(static_cast<Reading>(picked)); });
    return bar;
}

void ProjectPage::addToolActions(const QList<QAction *> &navigation, const QList<QAction *> &history)
{
    auto *layout = static_cast<QHBoxLayout *>(m_tools->layout());
    for (int i = 0; i < navigation.size(); ++i)
        layout->insertWidget(i, makeActionButton(navigation.at(i)));
    for (QAction *action : history)
        layout->addWidget(makeActionButton(action));
}

QWidget *ProjectPage::makeItems()
{
    auto *list = new Pane("surface.panel", Qt::RightEdge);
    m_kinds = new KindList(m_palette);
    auto *listLayout = new QVBoxLayout(list);
    listLayout->setContentsMargins(0, 6, 0, 0);
    listLayout->addWidget(m_kinds);
    list->setMinimumWidth(160);
    m_items = new ItemTable(m_palette, *m_edits);
    auto *split = new QSplitter(Qt::Horizontal);
    split->addWidget(list);
    split->addWidget(m_items);
    split->setStretchFactor(0, 0);
    split->setStretchFactor(1, 1);
    split->setSizes({208, 800});
    split->setChildrenCollapsible(false);
    return split;
}

void ProjectPage::connectPages()
{
    connect(m_bar, &WorkspaceBar::chosen, this, [this](int id) { showWorkspace(static_cast<Workspace>(id)); });
    connect(m_kinds, &KindList::kindChosen, this, &ProjectPage::showKind);
    connect(m_items, &ItemTable::currentChanged, this, [this](ItemId item) {
        m_inspector->showItem(item);
        remember();
    });
    connect(m_items, &ItemTable::addWanted, this, [this] { addItem(); });
    connect(m_items, &ItemTable::importWanted, this, &ProjectPage::importWanted);
    connect(m_items, &ItemTable::menuWanted, this, [this](const QPoint &place) {
        QMenu menu(this);
        menu.addAction(makeIcon(m_palette, "add"), tr("New item"), this, [this] { addItem(); });
        if (m_items->current().valid()) {
            menu.addAction(tr("Rename"), this, &ProjectPage::renameSelected);
            menu.addAction(makeIcon(m_palette, "link"), tr("Add a link"), this, &ProjectPage::addLink);
            const Item *item = graph().item(m_items->current());
            if (item && (item->kind == Kind::threatScenario || kindDef(item->kind).position))
                menu.addAction(makeIcon(m_palette, "paths"), tr("Attack paths to here"), this,
                               [this] { goToPaths(m_items->current()); });
            menu.addSeparator();
            menu.addAction(makeIcon(m_palette, "close"), tr("Delete"), this, &ProjectPage::deleteSelected);
        }
        menu.exec(place);
    });
    connect(m_inspector, &Inspector::itemWanted, this, &ProjectPage::goTo);
    connect(m_risks, &RisksPage::itemWanted, this, &ProjectPage::goTo);
    connect(m_risks, &RisksPage::pathsWanted, this, &ProjectPage::goToPaths);
    connect(m_risks, &RisksPage::currentChanged, this, [this](ItemId threat) {
        if (m_bar->current() == Risks)
            m_inspector->showItem(threat);
    });
    connect(m_risks, &RisksPage::addThreatWanted, this, [this] { addItem(Kind::threatScenario); });
    connect(m_paths, &PathsPage::itemWanted, this, &ProjectPage::goTo);
    connect(m_paths, &PathsPage::linkWanted, this, [this](LinkId link) {
        if (const Link *found = graph().link(link)) {
            m_inspector->showLink(found->uid);
            m_side->showPage(m_inspector);
        }
    });
    connect(m_whatIf, &WhatIfPanel::itemWanted, this, &ProjectPage::goTo);
}

void ProjectPage::connectEngine()
{
    connect(m_project.get(), &Project::changed, this, [this](const ChangeSet &set) { follow(set); });
    connect(m_edits, &Edits::refused, this,
            [this](const Error &error) { m_notice->say(NoticeLevel::Error, translated(error)); });
    connect(m_edits, &Edits::busyChanged, this, &ProjectPage::stateChanged);
    connect(m_engine, &AssessJob::workingChanged, this, [this](bool working) {
        m_working = working;
        Q_EMIT stateChanged();
    });
    connect(m_engine, &AssessJob::failed, this,
            [this](const Error &error) { m_notice->say(NoticeLevel::Error, translated(error)); });
    connect(m_engine, &AssessJob::assessed, this, [this](const AssessAnswer &answer) {
        m_answer = answer;
        showAssessment();
    });
    connect(m_engine, &AssessJob::pathsFound, this, [this](const PathsAnswer &answer) {
        if (answer.number != m_question)
            return;
        if (answer.result && answer.method)
            m_paths->showAnswer(*answer.result, *answer.method);
        else if (!answer.result)
            m_paths->showProblem(answer.result.error());
    });
    connect(m_paths, &PathsPage::questionChanged, this, &ProjectPage::askPaths);
    connect(m_whatIf, &WhatIfPanel::scenarioChanged, this, [this] {
        m_paths->setScenario(m_whatIf->scenario());
        assess();
    });
}

void ProjectPage::follow(const ChangeSet &set)
{
    m_kinds->setCounts(graph());
    m_whatIf->refresh();
    m_paths->refresh();
    // Positions of the canvas and names alone move no risk, but to find out costs more than to assess again.
    assess();
    askPaths();
    if (m_made && graph().findItem(*m_made).valid()) {
        const ItemId made = graph().findItem(*std::exchange(m_made, std::nullopt));
        goTo(made);
        m_side->showPage(m_inspector);
        m_inspector->focusName();
    }
    Q_UNUSED(set);
    Q_EMIT stateChanged();
}

void ProjectPage::assess() { m_engine->assess(graph(), m_project->revision(), m_whatIf->scenario()); }

void ProjectPage::askPaths()
{
    const PathQuestion question = m_paths->question();
    if (!question.target.valid() || !graph().item(question.target))
        return;
    m_paths->showWorking();
    m_question = m_engine->askPaths(graph(), question);
}

void ProjectPage::showAssessment()
{
    m_risks->showRisks(m_answer.now, m_answer.base);
    const auto reading = static_cast<Reading>(m_reading->chosen());
    m_whatIf->showMoves(*m_answer.base, *m_answer.now, reading);
    if (m_answer.method) {
        std::vector<Factor> factors;
        for (const MethodFactor &factor : m_answer.method->factors)
            factors.push_back(factor.factor);
        m_inspector->setFactors(std::move(factors));
    }
    Q_EMIT stateChanged();
}

void ProjectPage::setReading(Reading reading)
{
    m_reading->choose(static_cast<int>(reading));
    m_risks->setReading(reading);
    m_paths->setReading(reading);
    if (m_answer.base)
        m_whatIf->showMoves(*m_answer.base, *m_answer.now, reading);
}

void ProjectPage::showKind(Kind kind)
{
    m_items->setKind(kind);
    remember();
}

void ProjectPage::showWorkspace(Workspace workspace)
{
    m_bar->setCurrent(workspace);
    m_stack->setCurrentIndex(workspace);
    m_side->setOffered(m_whatIf, workspace != Items);
    m_side->showPage(workspace == Paths ? static_cast<QWidget *>(m_whatIf) : m_inspector);
    remember();
}

void ProjectPage::goTo(ItemId id)
{
    const Item *item = graph().item(id);
    if (!item)
        return;
    visit({Items, item->kind, item->uid});
}

void ProjectPage::goToPaths(ItemId target)
{
    showWorkspace(Paths);
    m_paths->setTarget(target);
}

void ProjectPage::visit(Place place)
{
    show(place);
    remember();
}

void ProjectPage::show(const Place &place)
{
    m_bar->setCurrent(place.workspace);
    m_stack->setCurrentIndex(place.workspace);
    m_side->setOffered(m_whatIf, place.workspace != Items);
    if (place.workspace != Items)
        return;
    if (m_kinds->kind() != place.kind || m_items->kind() != place.kind)
        m_kinds->choose(place.kind);
    const ItemId item = graph().findItem(place.item);
    if (!item.valid())
        return;
    m_items->goTo(item);
    m_inspector->showItem(item);
    m_side->showPage(m_inspector);
}

// Where the user is now becomes the newest place; what lay ahead is forgotten, as in a browser.
void ProjectPage::remember()
{
    const Item *item = graph().item(m_items->current());
    const auto workspace = static_cast<Workspace>(m_bar->current());
    const Place place{workspace, m_items->kind(), item && workspace == Items ? item->uid : Uid()};
    showCrumbs();
    if (m_at < m_places.size() && m_places[m_at] == place)
        return;
    // Moving along the rows of one table is no journey.
    const bool sameTable =
        m_at < m_places.size() && m_places[m_at].workspace == place.workspace && m_places[m_at].kind == place.kind;
    if (!sameTable) {
        m_places.resize(m_places.empty() ? 0 : m_at + 1);
        m_places.push_back(place);
        m_at = m_places.size() - 1;
    } else {
        m_places[m_at] = place;
    }
    Q_EMIT placeChanged();
}

void ProjectPage::goBack()
{
    if (canGoBack())
        show(m_places[--m_at]);
    showCrumbs();
    Q_EMIT placeChanged();
}

void ProjectPage::goForward()
{
    if (canGoForward())
        show(m_places[++m_at]);
    showCrumbs();
    Q_EMIT placeChanged();
}

void ProjectPage::showCrumbs()
{
    const QString project = QFileInfo(toText(m_project->path())).completeBaseName();
    const QString arrow = QStringLiteral("  \u203A  ");
    switch (m_bar->current()) {
    case Risks:
        m_crumbs->setText(project + arrow);
        m_crumbsEnd->setText(tr("Risks"));
        break;
    case Paths:
        m_crumbs->setText(project + arrow);
        m_crumbsEnd->setText(tr("Attack paths"));
        break;
    default:
        m_crumbs->setText(project + arrow + groupWords(kindDef(m_items->kind()).group) + arrow);
        m_crumbsEnd->setText(metamodelWords(kindDef(m_items->kind()).plural));
    }
}

void ProjectPage::addItem() { addItem(m_bar->current() == Items ? m_items->kind() : Kind::threatScenario); }

void ProjectPage::addItem(Kind kind)
{
    m_made = Uid::random();
    m_edits->submit([kind, uid = *m_made](const Graph &graph) { return tarascope::addItem(graph, kind, {}, uid); });
}

void ProjectPage::renameSelected()
{
    if (m_bar->current() == Items)
        m_items->editName();
    else
        m_inspector->focusName();
}

void ProjectPage::deleteSelected()
{
    const std::vector<Uid> items = m_bar->current() == Items ? m_items->selected() : std::vector<Uid>();
    if (items.empty())
        return;
    std::size_t links = 0;
    for (const Uid &uid : items)
        links += graph().out(graph().findItem(uid)).size() + graph().in(graph().findItem(uid)).size();
    const QString what = items.size() == 1 ? toText(graph().keyOf(items.front())) : tr("%1 items").arg(items.size());
    m_edits->submit([items](const Graph &graph) { return removeItems(graph, items); });
    m_notice->say(NoticeLevel::Info,
                  links == 0 ? tr("Deleted %1.").arg(what) : tr("Deleted %1 with its %2 links.").arg(what).arg(links),
                  tr("Undo"), [this] { m_edits->undo(); });
}

void ProjectPage::addLink()
{
    m_side->showPage(m_inspector);
    m_inspector->startAddingLink();
}

void ProjectPage::focusFilter()
{
    if (m_bar->current() == Items)
        m_items->pane().focusFilter();
    else if (m_bar->current() == Risks)
        m_risks->pane().focusFilter();
}

void ProjectPage::toggleSidePanel() { m_side->setVisible(!m_side->isVisible()); }

QString ProjectPage::countWords() const
{
    return tr("%1 items, %2 links")
        .arg(number(static_cast<qint64>(graph().itemCount())), number(static_cast<qint64>(graph().linkCount())));
}

QString ProjectPage::methodWords() const { return m_answer.method ? toText(m_answer.method->title) : QString(); }

Kind ProjectPage::firstKind() const
{
    for (const Kind kind : {Kind::endpoint, Kind::threatScenario, Kind::component, Kind::control})
        if (graph().countOf(kind) > 0)
            return kind;
    for (const KindDef &def : kinds())
        if (graph().countOf(def.kind) > 0)
            return def.kind;
    return Kind::endpoint;
}

} // namespace tarascope
