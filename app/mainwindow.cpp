#include "app/mainwindow.h"

#include "app/projectpage.h"
#include "app/windowactions.h"
#include "views/controls/notice.h"
#include "views/frame/windowrows.h"
#include "views/journal/journallist.h"
#include "views/journal/journalpanel.h"
#include "views/style.h"
#include "views/words.h"

#include <QtCore/QFileInfo>
#include <QtCore/QMimeData>
#include <QtGui/QDragEnterEvent>
#include <QtWidgets/QApplication>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QVBoxLayout>

namespace tarascope {

namespace {

QStringList localFiles(const QMimeData &data)
{
    QStringList files;
    for (const QUrl &url : data.urls())
        if (url.isLocalFile())
            files << url.toLocalFile();
    return files;
}

bool isProject(const QString &path) { return path.endsWith(QLatin1String(".tarascope"), Qt::CaseInsensitive); }

ProjectState stateOf(ProjectPage &page)
{
    const Project &project = page.project();
    ProjectState state;
    state.file = QFileInfo(toText(project.path())).fileName();
    state.disk = project.readOnly()    ? ProjectState::Disk::ReadOnly
                 : page.edits().busy() ? ProjectState::Disk::Writing
                                       : ProjectState::Disk::Written;
    const auto last = project.journal(0, 1);
    if (last && !last->empty())
        state.lastChange = entryWords(last->front()) + QStringLiteral("  ") + whenWords(last->front().utc);
    state.method = page.methodWords();
    state.digest = toText(hex(project.digest()));
    state.counts = page.countWords();
    state.problems = page.problemWords();
    state.errors = page.problemCount(Severity::Error) > 0;
    state.clean = page.problemCount(Severity::Error) + page.problemCount(Severity::Warning) +
                      page.problemCount(Severity::Note) == 0;
    return state;
}

} // namespace

MainWindow::MainWindow(const Palette &palette, Preferences preferences, QWidget *parent)
    : QMainWindow(parent), m_palette(palette), m_preferences(std::move(preferences)), m_menus(new MenuRow),
      m_notice(new Notice(palette)), m_stack(new QStackedWidget), m_status(new StatusRow)
{
    setAcceptDrops(true);
    setMinimumSize(960, 600);
    resize(1280, 800);
    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_notice);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_status);
    setMenuWidget(m_menus);
    setCentralWidget(content);
    connect(m_status, &StatusRow::problemsWanted, this, [this] { m_page->showPanel(ProjectPage::Panel::Problems); });
    makeActions();
    makeMenus();
    if (const QByteArray geometry = m_preferences.geometry(); !geometry.isEmpty())
        restoreGeometry(geometry);
    showStart();
    updateState();
}

MainWindow::~MainWindow() = default;

void MainWindow::showProject(std::unique_ptr<Project> project)
{
    closeProject();
    m_notice->dismiss();
    m_preferences.opened(toText(project->path()));
    fillRecent();
    if (project->readOnly())
        m_notice->say(NoticeLevel::Warning, translated(project->readOnlyReason()));
    m_page = new ProjectPage(m_palette, std::move(project), *m_notice);
    m_page->addToolActions({m_actions->back, m_actions->forward}, {m_actions->undo, m_actions->redo});
    m_page->addRowActions({m_actions->remove});
    m_stack->setCurrentIndex(m_stack->addWidget(m_page));
    connect(m_page, &ProjectPage::stateChanged, this, &MainWindow::updateState);
    connect(m_page, &ProjectPage::placeChanged, this, &MainWindow::updateActions);
    connect(m_page, &ProjectPage::importWanted, this, &MainWindow::askImport);
    connect(&m_page->project(), &Project::undoStackChanged, this, &MainWindow::updateActions);
    updateState();
    m_page->focusMain();
    Q_EMIT projectChanged();
}

void MainWindow::closeProject()
{
    m_files.cancel();
    if (!m_page)
        return;
    // What was typed into the focused field counts; the file is left when all of it is on disk.
    if (QWidget *focus = QApplication::focusWidget())
        focus->clearFocus();
    const Result<void> written = m_page->project().waitForDisk();
    delete std::exchange(m_page, nullptr);
    m_notice->dismiss();
    showStart();
    updateState();
    if (!written)
        sayError(written.error());
    Q_EMIT projectChanged();
}

void MainWindow::showStart()
{
    delete m_start;
    auto *start = new StartPage(m_palette, m_preferences.recent(), true);
    connect(start, &StartPage::demoWanted, this, &MainWindow::askDemo);
    connect(start, &StartPage::newWanted, this, &MainWindow::askNew);
    connect(start, &StartPage::openWanted, this, &MainWindow::askOpen);
    connect(start, &StartPage::fileWanted, this, &MainWindow::openFile);
    m_start = start;
    m_stack->setCurrentIndex(m_stack->addWidget(m_start));
    start->focusFirst();
}

void MainWindow::sayError(const Error &error) { m_notice->say(NoticeLevel::Error, translated(error)); }

void MainWindow::chooseTheme(std::optional<Theme> theme)
{
    m_preferences.setTheme(theme);
    changeTheme(*qApp, m_palette, effectiveTheme(theme));
}

void MainWindow::updateState()
{
    const std::optional<ProjectState> state = m_page ? std::optional(stateOf(*m_page)) : std::nullopt;
    setWindowTitle(state ? tr("%1 \u2013 Tarascope").arg(state->file) : QStringLiteral("Tarascope"));
    m_menus->setState(state);
    m_status->setState(state, QStringLiteral(TARASCOPE_VERSION));
    m_status->setJob(isWorking()                      ? m_work
                     : !m_page                        ? tr("No project")
                     : m_page->isWorking()            ? tr("Assessing")
                                                      : tr("No jobs"));
    updateActions();
}

void MainWindow::updateActions()
{
    const bool open = m_page != nullptr;
    const bool writes = open && !m_page->project().readOnly();
    Actions &actions = *m_actions;
    for (QAction *action : actions.needProject)
        action->setEnabled(open);
    for (QAction *action : actions.needWriting)
        action->setEnabled(writes);
    const Project *project = open ? &m_page->project() : nullptr;
    actions.undo->setEnabled(writes && project->canUndo());
    actions.redo->setEnabled(writes && project->canRedo());
    actions.undo->setText(actions.undo->isEnabled() ? tr("&Undo: %1").arg(plainLabel(translated(project->undoTitle())))
                                                    : tr("&Undo"));
    actions.redo->setText(actions.redo->isEnabled() ? tr("&Redo: %1").arg(plainLabel(translated(project->redoTitle())))
                                                    : tr("&Redo"));
    actions.back->setEnabled(open && m_page->canGoBack());
    actions.forward->setEnabled(open && m_page->canGoForward());
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (!localFiles(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    const QStringList files = localFiles(*event->mimeData());
    event->acceptProposedAction();
    if (files.size() == 1 && isProject(files.front()))
        openFile(files.front());
    else
        importFiles(files);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    m_preferences.setGeometry(saveGeometry());
    closeProject();
    QMainWindow::closeEvent(event);
}

} // namespace tarascope
