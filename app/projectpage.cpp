#include "app/projectpage.h"

#include "model/report/pathwords.h"
#include "views/controls/notice.h"
#include "views/edits/changes.h"
#include "views/frame/sidepanel.h"
#include "views/frame/toolrow.h"
#include "views/frame/workspacebar.h"
#include "views/inspector/inspector.h"
#include "views/journal/journalpanel.h"
#include "views/kindlook.h"
#include "views/paths/pathspage.h"
#include "views/paths/whatifpanel.h"
#include "views/risks/riskspage.h"
#include "views/sizes.h"
#include "views/tables/itemspage.h"
#include "views/tables/tablepane.h"
#include "views/words.h"

#include <QtCore/QFileInfo>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QVBoxLayout>

namespace tarascope {

ProjectPage::ProjectPage(const Palette &palette, std::unique_ptr<Project> project, Notice &notice, QWidget *parent)
    : QWidget(parent), m_palette(palette), m_project(std::move(project)), m_edits(new Edits(*m_project, this)),
      m_engine(new AssessJob(this)), m_notice(&notice), m_tools(new ToolRow), m_bar(new WorkspaceBar(palette)),
      m_stack(new QStackedWidget)
{
    m_bar->add("apis", tr("Items"), tr("Ctrl+1"));
    m_bar->add("tara", tr("Risks"), tr("Ctrl+2"));
    m_bar->add("paths", tr("Attack paths"), tr("Ctrl+3"));
    makePages();
    layOut();
    connectItems();
    connectAnalyses();
    connectEngine();
    m_items->setCounts();
    m_items->show(firstKind(), {});
    showWorkspace(Workspace::Items);
    assess();
}

ProjectPage::~ProjectPage() { m_engine->stop(); }

void ProjectPage::makePages()
{
    const auto graphOf = [this]() -> const Graph & { return m_project->graph(); };
    m_risks = new RisksPage(m_palette, graphOf);
    m_paths = new PathsPage(m_palette, graphOf);
    m_paths->setStepWords([this](const PathStep &step, ItemId profile) {
        return sentence(translated(stepWords(m_project->graph(), step, profile)));
    });
    m_items = new ItemsPage(m_palette, *m_edits);
    m_stack->addWidget(m_items);
    m_stack->addWidget(m_risks);
    m_stack->addWidget(m_paths);
    m_inspector = new Inspector(m_palette, *m_edits);
    m_whatIf = new WhatIfPanel(m_palette, graphOf);
    m_assumed = new Notice(m_palette);
    m_journal = new JournalPanel(m_palette, *m_edits);
    m_side = new SidePanel;
    m_side->add(m_inspector, tr("Inspector"));
    m_side->add(m_whatIf, tr("What if"));
    m_side->add(m_journal, tr("Journal"));
}

void ProjectPage::layOut()
{
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
    layout->addWidget(m_tools);
    layout->addWidget(m_assumed);
    layout->addLayout(middle, 1);
}

// Whatever page is looked at: its numbers are those of the what-if, and the bar says so.
void ProjectPage::sayAssumed()
{
    if (m_whatIf->scenario().empty())
        return m_assumed->dismiss();
    m_assumed->say(NoticeLevel::Warning,
                   tr("What if %1: risks and paths are shown as they would be. The project is not changed.")
                       .arg(m_whatIf->switchWords()),
                   tr("As the project says"), [this] { m_whatIf->clear(); });
}

void ProjectPage::addToolActions(const QList<QAction *> &navigation, const QList<QAction *> &history)
{
    m_tools->addActions(navigation, history);
}

void ProjectPage::addRowActions(const QList<QAction *> &actions) { m_items->addRowActions(actions); }

void ProjectPage::connectItems()
{
    connect(m_items, &ItemsPage::currentChanged, this, [this](ItemId item) {
        m_inspector->showItem(item);
        remember();
    });
    connect(m_items, &ItemsPage::chosen, this, [this](ItemId item) {
        goTo(item);
        m_inspector->focusName();
    });
    connect(m_items, &ItemsPage::addWanted, this, [this] { addItem(); });
    connect(m_items, &ItemsPage::linkWanted, this, &ProjectPage::addLink);
    connect(m_items, &ItemsPage::removeWanted, this, &ProjectPage::deleteSelected);
    connect(m_items, &ItemsPage::pathsWanted, this, &ProjectPage::goToPaths);
    connect(m_items, &ItemsPage::importWanted, this, &ProjectPage::importWanted);
    connect(m_inspector, &Inspector::itemWanted, this, &ProjectPage::goTo);
}

void ProjectPage::connectAnalyses()
{
    connect(m_bar, &WorkspaceBar::chosen, this, [this](int id) { showWorkspace(static_cast<Workspace>(id)); });
    connect(m_tools, &ToolRow::readingPicked, this, &ProjectPage::setReading);
    connect(m_risks, &RisksPage::itemWanted, this, &ProjectPage::goTo);
    connect(m_risks, &RisksPage::pathsWanted, this, &ProjectPage::goToPaths);
    connect(m_risks, &RisksPage::currentChanged, this, [this](ItemId threat) {
        if (workspace() == Workspace::Risks)
            m_inspector->showItem(threat);
    });
    connect(m_risks, &RisksPage::addThreatWanted, this, [this] { addItem(Kind::threatScenario); });
    connect(m_paths, &PathsPage::questionChanged, this, &ProjectPage::askPaths);
    connect(m_paths, &PathsPage::itemWanted, this, &ProjectPage::goTo);
    connect(m_paths, &PathsPage::linkWanted, this, [this](LinkId link) {
        if (const Link *found = graph().link(link)) {
            m_inspector->showLink(found->uid);
            m_side->showPage(m_inspector);
        }
    });
    connect(m_whatIf, &WhatIfPanel::scenarioChanged, this, [this] {
        m_paths->setScenario(m_whatIf->scenario());
        sayAssumed();
        assess();
    });
    connect(m_whatIf, &WhatIfPanel::pathsWanted, this, &ProjectPage::goToPaths);
}

void ProjectPage::connectEngine()
{
    connect(m_project.get(), &Project::changed, this, &ProjectPage::follow);
    connect(m_edits, &Edits::refused, this, [this](const Error &error) {
        m_deleted.clear();
        m_made.reset();
        say(error);
    });
    connect(m_edits, &Edits::busyChanged, this, &ProjectPage::stateChanged);
    connect(m_engine, &AssessJob::workingChanged, this, &ProjectPage::stateChanged);
    connect(m_engine, &AssessJob::failed, this, &ProjectPage::say);
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
}

void ProjectPage::say(const Error &error) { m_notice->say(NoticeLevel::Error, translated(error)); }

// Something is on disk that was not.
void ProjectPage::follow()
{
    m_items->setCounts();
    m_whatIf->refresh();
    m_paths->refresh();
    assess();
    askPaths();
    if (m_deleted.isEmpty())
        m_notice->dismissPassing();
    else
        m_notice->say(NoticeLevel::Info, std::exchange(m_deleted, {}), tr("Undo"), [this] { m_edits->undo(); });
    if (m_made && graph().findItem(*m_made).valid()) {
        goTo(graph().findItem(*std::exchange(m_made, std::nullopt)));
        m_inspector->focusName();
    }
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
    showMoves();
    if (m_answer.method) {
        std::vector<Factor> factors;
        for (const MethodFactor &factor : m_answer.method->factors)
            factors.push_back(factor.factor);
        m_inspector->setFactors(std::move(factors));
    }
    Q_EMIT stateChanged();
}

void ProjectPage::showMoves()
{
    if (m_answer.base && m_answer.now)
        m_whatIf->showMoves(*m_answer.base, *m_answer.now, m_tools->reading());
}

void ProjectPage::setReading(Reading reading)
{
    m_tools->setReading(reading);
    m_risks->setReading(reading);
    m_paths->setReading(reading);
    showMoves();
}

Workspace ProjectPage::workspace() const { return static_cast<Workspace>(m_bar->current()); }

void ProjectPage::showWorkspace(Workspace workspace)
{
    show({workspace, m_items->kind(), {}});
    m_side->showPage(workspace == Workspace::Paths ? static_cast<QWidget *>(m_whatIf) : m_inspector);
    remember();
    focusMain();
}

void ProjectPage::goTo(ItemId id)
{
    const Item *item = graph().item(id);
    if (!item)
        return;
    show({Workspace::Items, item->kind, item->uid});
    remember();
}

void ProjectPage::goToPaths(ItemId target)
{
    showWorkspace(Workspace::Paths);
    m_paths->setTarget(target);
}

void ProjectPage::show(const Place &place)
{
    m_bar->setCurrent(static_cast<int>(place.workspace));
    m_stack->setCurrentIndex(static_cast<int>(place.workspace));
    m_side->setOffered(m_whatIf, place.workspace != Workspace::Items);
    if (place.workspace == Workspace::Risks)
        m_inspector->showItem(m_risks->current());
    if (place.workspace != Workspace::Items)
        return;
    m_items->show(place.kind, place.item);
    if (!place.item.isNull())
        m_side->showPage(m_inspector);
    m_inspector->showItem(m_items->current());
}

void ProjectPage::remember()
{
    const Item *item = workspace() == Workspace::Items ? graph().item(m_items->current()) : nullptr;
    showCrumbs();
    m_places.visit({workspace(), m_items->kind(), item ? item->uid : Uid()});
    Q_EMIT placeChanged();
}

void ProjectPage::goBack()
{
    if (canGoBack())
        show(m_places.back());
    showCrumbs();
    Q_EMIT placeChanged();
}

void ProjectPage::goForward()
{
    if (canGoForward())
        show(m_places.forward());
    showCrumbs();
    Q_EMIT placeChanged();
}

void ProjectPage::showCrumbs()
{
    QStringList crumbs{QFileInfo(toText(m_project->path())).completeBaseName()};
    switch (workspace()) {
    case Workspace::Risks: crumbs << tr("Risks"); break;
    case Workspace::Paths: crumbs << tr("Attack paths"); break;
    case Workspace::Items:
        crumbs << groupWords(kindDef(m_items->kind()).group) << metamodelWords(kindDef(m_items->kind()).plural);
    }
    m_tools->setCrumbs(crumbs);
}

void ProjectPage::addItem() { addItem(workspace() == Workspace::Items ? m_items->kind() : Kind::threatScenario); }

void ProjectPage::addItem(Kind kind)
{
    m_made = Uid::random();
    m_edits->submit([kind, uid = *m_made](const Graph &graph) { return tarascope::addItem(graph, kind, {}, uid); });
}

void ProjectPage::renameSelected()
{
    if (workspace() == Workspace::Items)
        m_items->editName();
    else
        m_inspector->focusName();
}

void ProjectPage::deleteSelected()
{
    const std::vector<Uid> items = workspace() == Workspace::Items ? m_items->selected() : std::vector<Uid>();
    if (items.empty())
        return;
    std::size_t links = 0;
    for (const Uid &uid : items)
        links += graph().out(graph().findItem(uid)).size() + graph().in(graph().findItem(uid)).size();
    const QString what = items.size() == 1 ? toText(graph().keyOf(items.front())) : tr("%1 items").arg(items.size());
    m_deleted = links == 0   ? tr("Deleted %1.").arg(what)
                : links == 1 ? tr("Deleted %1 with its link.").arg(what)
                             : tr("Deleted %1 with its %2 links.").arg(what).arg(links);
    m_edits->submit([items](const Graph &graph) { return removeItems(graph, items); });
}

void ProjectPage::addLink()
{
    m_side->show();
    m_side->showPage(m_inspector);
    m_inspector->startAddingLink();
}

void ProjectPage::focusFilter()
{
    switch (workspace()) {
    case Workspace::Items: return m_items->pane().focusFilter();
    case Workspace::Risks: return m_risks->pane().focusFilter();
    case Workspace::Paths: return m_paths->chooseTarget();
    }
}

void ProjectPage::focusMain()
{
    switch (workspace()) {
    case Workspace::Items: return m_items->focusTable();
    case Workspace::Risks: return m_risks->focusTable();
    case Workspace::Paths: return m_paths->focusMain();
    }
}

// What nobody else wants of Escape leads back to the table.
void ProjectPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        return focusMain();
    QWidget::keyPressEvent(event);
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
