#include "app/projectpage.h"

#include "model/report/pathwords.h"
#include "views/apis/cataloguepage.h"
#include "views/canvas/architecturepage.h"
#include "views/controls/label.h"
#include "views/controls/notice.h"
#include "views/edits/changes.h"
#include "views/frame/bottompanel.h"
#include "views/frame/plannedpage.h"
#include "views/frame/sidepanel.h"
#include "views/frame/toolrow.h"
#include "views/frame/workspacebar.h"
#include "views/frame/workspaces.h"
#include "views/inspector/inspector.h"
#include "views/journal/journalpanel.h"
#include "views/kindlook.h"
#include "views/overview/overviewpage.h"
#include "views/paths/pathspage.h"
#include "views/paths/whatifpanel.h"
#include "views/problems/problemspanel.h"
#include "views/risks/riskspage.h"
#include "views/sizes.h"
#include "views/tables/itemspage.h"
#include "views/words.h"

#include <QtCore/QFileInfo>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QVBoxLayout>

namespace tarascope {

ProjectPage::ProjectPage(const Palette &palette, std::unique_ptr<Project> project, Notice &notice, QWidget *parent)
    : QWidget(parent), m_palette(palette), m_project(std::move(project)), m_edits(new Edits(*m_project, this)),
      m_engine(new AssessJob(this)), m_notice(&notice), m_tools(new ToolRow), m_bar(new WorkspaceBar(palette)),
      m_spaces(new Workspaces)
{
    for (int i = 0; i < workspaceCount; ++i) {
        const auto workspace = static_cast<Workspace>(i);
        m_bar->add(workspaceIcon(workspace), workspaceWords(workspace), tr("Ctrl+%1").arg(i + 1));
    }
    makePages();
    makeSide();
    makeBottom();
    layOut();
    for (WorkspacePage *page : m_spaces->all())
        connectPage(*page);
    connectAnalyses();
    connectEngine();
    showView(Workspace::Overview, 0);
    assess();
}

ProjectPage::~ProjectPage() { m_engine->stop(); }

// All pages of the window; a new one is added here and nowhere else.
void ProjectPage::makePages()
{
    const auto graphOf = [this]() -> const Graph & { return m_project->graph(); };
    const auto planned = [this](Workspace workspace) {
        m_spaces->add(workspace, new PlannedPage(m_palette, workspace));
    };
    m_items = new ItemsPage(m_palette, *m_edits);
    m_paths = new PathsPage(m_palette, graphOf);
    m_paths->setStepWords([this](const PathStep &step, ItemId profile) {
        return sentence(translated(stepWords(m_project->graph(), step, profile)));
    });
    makeOverview();
    m_canvas = new ArchitecturePage(m_palette, *m_edits);
    m_spaces->add(Workspace::Architecture, m_canvas);
    m_spaces->add(Workspace::Architecture, m_items);
    for (const CatalogueSort sort : {CatalogueSort::Apis, CatalogueSort::Endpoints, CatalogueSort::Versions})
        m_spaces->add(Workspace::Apis, new CataloguePage(m_palette, sort, graphOf));
    planned(Workspace::Identities);
    m_spaces->add(Workspace::Tara, new RisksPage(m_palette, graphOf));
    m_spaces->add(Workspace::Paths, m_paths);
    planned(Workspace::Tests);
    planned(Workspace::Incidents);
    planned(Workspace::Reports);
}

void ProjectPage::makeOverview()
{
    auto *overview = new OverviewPage(m_palette, [this]() -> const Graph & { return m_project->graph(); });
    m_spaces->add(Workspace::Overview, overview);
    connect(overview, &OverviewPage::problemsWanted, this, [this] { showPanel(Panel::Problems); });
    connect(overview, &OverviewPage::journalWanted, this, [this] { showPanel(Panel::Journal); });
    connect(overview, &OverviewPage::risksWanted, this, [this](Reading reading) {
        setReading(reading);
        showRisks();
    });
}

void ProjectPage::makeSide()
{
    const auto graphOf = [this]() -> const Graph & { return m_project->graph(); };
    m_inspector = new Inspector(m_palette, *m_edits);
    m_whatIf = new WhatIfPanel(m_palette, graphOf);
    m_assumed = new Notice(m_palette);
    m_side = new SidePanel;
    m_side->add(m_inspector, tr("Inspector"));
    m_side->add(m_whatIf, tr("What if"));
}

// The pages of the bottom dock in the order of Panel.
void ProjectPage::makeBottom()
{
    const auto words = [](const QString &text) {
        Label *label = Label::muted(text);
        label->wrap();
        label->setMargin(sizes::dockMargin);
        return label;
    };
    m_problems = new ProblemsPanel(m_palette, [this]() -> const Graph & { return m_project->graph(); });
    connect(m_problems, &ProblemsPanel::itemWanted, this, &ProjectPage::goTo);
    m_panels = {m_problems, words(tr("Nothing is being worked on.")), new JournalPanel(m_palette, *m_edits)};
    m_bottom = new BottomPanel(m_palette);
    m_bottom->add(m_panels[0], tr("Problems"));
    m_bottom->add(m_panels[1], tr("Jobs"));
    m_bottom->add(m_panels[2], tr("Journal"));
    connect(m_bottom, &BottomPanel::closed, this, &ProjectPage::focusMain);
}

void ProjectPage::layOut()
{
    auto *work = new QSplitter(Qt::Vertical);
    work->addWidget(m_spaces);
    work->addWidget(m_bottom);
    work->setStretchFactor(0, 1);
    work->setStretchFactor(1, 0);
    work->setChildrenCollapsible(false);
    auto *split = new QSplitter(Qt::Horizontal);
    split->addWidget(work);
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

void ProjectPage::connectPage(WorkspacePage &page)
{
    connect(&page, &WorkspacePage::currentChanged, this, [this, &page](ItemId item) {
        if (&page != &current())
            return;
        m_inspector->showItem(item);
        remember();
    });
    connect(&page, &WorkspacePage::itemWanted, this, &ProjectPage::goTo);
    connect(&page, &WorkspacePage::fieldWanted, this, &ProjectPage::showField);
    connect(&page, &WorkspacePage::editWanted, this, &ProjectPage::edit);
    connect(&page, &WorkspacePage::linkShown, this, [this](LinkId link) {
        if (const Link *found = graph().link(link)) {
            m_inspector->showLink(found->uid);
            m_side->showPage(m_inspector);
        }
    });
    connect(&page, &WorkspacePage::pathsWanted, this, &ProjectPage::goToPaths);
    connect(&page, &WorkspacePage::addWanted, this, qOverload<Kind>(&ProjectPage::addItem));
    connect(&page, &WorkspacePage::addLinkWanted, this, &ProjectPage::addLink);
    connect(&page, &WorkspacePage::removeWanted, this, &ProjectPage::deleteSelected);
    connect(&page, &WorkspacePage::importWanted, this, &ProjectPage::importWanted);
    connect(&page, &WorkspacePage::workspaceWanted, this, &ProjectPage::showView);
}

void ProjectPage::showField(ItemId item, Attr field)
{
    m_inspector->showItem(item);
    m_side->show();
    m_side->showPage(m_inspector);
    m_inspector->focusField(field);
}

void ProjectPage::edit(ItemId item)
{
    goTo(item);
    m_inspector->focusName();
}

void ProjectPage::connectAnalyses()
{
    connect(m_bar, &WorkspaceBar::chosen, this, [this](int id) { showWorkspace(static_cast<Workspace>(id)); });
    connect(m_spaces, &Workspaces::viewPicked, this, [this](int view) { showView(workspace(), view); });
    connect(m_tools, &ToolRow::readingPicked, this, &ProjectPage::setReading);
    connect(m_inspector, &Inspector::itemWanted, this, &ProjectPage::goTo);
    connect(m_paths, &PathsPage::canvasWanted, this, [this](const AttackPath &path, const QString &words) {
        showView(Workspace::Architecture, 0);
        m_canvas->showAttack(path, words, m_paths->question().target);
    });
    connect(m_paths, &PathsPage::questionChanged, this, &ProjectPage::askPaths);
    connect(m_paths, &PathsPage::concerned, m_whatIf, &WhatIfPanel::setConcerned);
    connect(m_paths, &PathsPage::strikeWanted, this, [this](LinkId link, const QString &why) {
        if (const Link *found = graph().link(link))
            m_edits->submit([uid = found->uid, why = fromText(why)](const Graph &graph) {
                return changeAttribute(graph, uid, Attr::notCredible,
                                       why.empty() ? std::nullopt : std::optional<Value>(why));
            });
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
    connect(m_engine, &AssessJob::holdingFound, this, [this](const HoldingAnswer &answer) {
        if (answer.number == m_question)
            m_paths->showHolding(answer.controls);
    });
    connect(m_engine, &AssessJob::surveyed, this, &ProjectPage::showSurvey);
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
void ProjectPage::follow(const ChangeSet &set)
{
    for (WorkspacePage *page : m_spaces->all())
        page->follow(set);
    m_whatIf->refresh();
    assess();
    askPaths();
    if (m_deleted.isEmpty())
        m_notice->dismissPassing();
    else
        m_notice->say(NoticeLevel::Info, std::exchange(m_deleted, {}), tr("Undo"), [this] { m_edits->undo(); });
    if (m_made && graph().findItem(*m_made).valid())
        edit(graph().findItem(*std::exchange(m_made, std::nullopt)));
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
    const Assessed assessed{m_answer.base, m_answer.now, m_answer.method, m_whatIf->scenario()};
    for (WorkspacePage *page : m_spaces->all())
        page->showAssessment(assessed);
    showMoves();
    if (m_answer.method) {
        std::vector<Factor> factors;
        for (const MethodFactor &factor : m_answer.method->factors)
            factors.push_back(factor.factor);
        m_inspector->setFactors(std::move(factors));
    }
    Q_EMIT stateChanged();
}

void ProjectPage::showSurvey(const Surveyed &survey)
{
    m_survey = survey;
    for (WorkspacePage *page : m_spaces->all())
        page->showSurvey(survey);
    m_problems->showSurvey(survey);
    m_bottom->setTitle(m_problems, m_problems->tabWords());
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
    for (WorkspacePage *page : m_spaces->all())
        page->setReading(reading);
    showMoves();
}

Workspace ProjectPage::workspace() const { return m_spaces->workspace(); }
int ProjectPage::viewCount() const { return m_spaces->viewCount(workspace()); }
WorkspacePage &ProjectPage::current() const { return m_spaces->page(); }

void ProjectPage::showWorkspace(Workspace workspace) { showView(workspace, m_spaces->lastView(workspace)); }

void ProjectPage::showView(Workspace workspace, int view)
{
    show({workspace, view, m_spaces->at(workspace, view).place()});
    m_side->showPage(workspace == Workspace::Paths ? static_cast<QWidget *>(m_whatIf) : m_inspector);
    remember();
    focusMain();
}

void ProjectPage::turnView(int by)
{
    showView(workspace(), (m_spaces->view() + by + viewCount()) % viewCount());
}

// The register is one of several views of the TARA.
void ProjectPage::showRisks()
{
    for (int view = 0; view < m_spaces->viewCount(Workspace::Tara); ++view)
        if (qobject_cast<RisksPage *>(&m_spaces->at(Workspace::Tara, view)))
            return showView(Workspace::Tara, view);
    showWorkspace(Workspace::Tara);
}

void ProjectPage::goTo(ItemId id)
{
    const Item *item = graph().item(id);
    if (!item)
        return;
    show({Workspace::Architecture, allItemsView, {item->kind, item->uid}});
    m_side->showPage(m_inspector);
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
    m_spaces->show(place.workspace, place.view);
    current().showPlace(place.in);
    m_side->setVisible(m_sideWanted && current().usesSide());
    m_side->setOffered(m_whatIf, current().offersWhatIf());
    if (const ItemId item = current().current(); item.valid() || place.workspace != Workspace::Paths)
        m_inspector->showItem(item);
}

void ProjectPage::remember()
{
    showCrumbs();
    m_places.visit({workspace(), m_spaces->view(), current().place()});
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
    QStringList crumbs{QFileInfo(toText(m_project->path())).completeBaseName(), workspaceWords(workspace())};
    if (viewCount() > 1)
        crumbs << current().title();
    m_tools->setCrumbs(crumbs + current().crumbs());
}

void ProjectPage::addItem() { addItem(current().newKind()); }

void ProjectPage::addItem(Kind kind)
{
    m_made = Uid::random();
    m_edits->submit([kind, uid = *m_made](const Graph &graph) { return tarascope::addItem(graph, kind, {}, uid); });
}

void ProjectPage::renameSelected()
{
    if (!current().editName())
        m_inspector->focusName();
}

void ProjectPage::deleteSelected()
{
    const std::vector<Uid> items = current().selected();
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

void ProjectPage::focusFilter() { current().focusFilter(); }
void ProjectPage::focusMain() { current().focusMain(); }

// What nobody else wants of Escape leads back to the table.
void ProjectPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        return focusMain();
    QWidget::keyPressEvent(event);
}

void ProjectPage::toggleSidePanel()
{
    m_sideWanted = !m_side->isVisible();
    m_side->setVisible(m_sideWanted);
}

void ProjectPage::togglePanel(Panel panel) { m_bottom->togglePage(m_panels[static_cast<std::size_t>(panel)]); }
void ProjectPage::showPanel(Panel panel) { m_bottom->showPage(m_panels[static_cast<std::size_t>(panel)]); }

QString ProjectPage::countWords() const
{
    return tr("%1 items, %2 links")
        .arg(number(static_cast<qint64>(graph().itemCount())), number(static_cast<qint64>(graph().linkCount())));
}

QString ProjectPage::problemWords() const { return m_survey ? problemCountWords(m_problems->counts()) : QString(); }
int ProjectPage::problemCount(Severity severity) const { return m_problems->counts()[static_cast<std::size_t>(severity)]; }

QString ProjectPage::methodWords() const { return m_answer.method ? toText(m_answer.method->title) : QString(); }

} // namespace tarascope
