#include "app/mainwindow.h"

#include "app/importflow.h"
#include "app/projectpage.h"
#include "app/windowactions.h"
#include "model/store/normalform.h"
#include "model/store/safewriter.h"
#include "views/controls/label.h"
#include "views/controls/notice.h"
#include "views/controls/pane.h"
#include "views/importpreview/importpreview.h"
#include "views/journal/journallist.h"
#include "views/journal/journalpanel.h"
#include "views/style.h"
#include "views/words.h"

#include <QtCore/QFileInfo>
#include <QtCore/QMimeData>
#include <QtGui/QDragEnterEvent>
#include <QtWidgets/QApplication>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QVBoxLayout>

namespace tarascope {

namespace {

QString projectFilter() { return MainWindow::tr("Tarascope projects (*.tarascope)"); }

QStringList localFiles(const QMimeData &data)
{
    QStringList files;
    for (const QUrl &url : data.urls())
        if (url.isLocalFile())
            files << url.toLocalFile();
    return files;
}

bool isProject(const QString &path) { return path.endsWith(QLatin1String(".tarascope"), Qt::CaseInsensitive); }

QString withSuffix(const QString &path, const QString &suffix)
{
    return QFileInfo(path).suffix().isEmpty() ? path + suffix : path;
}

} // namespace

MainWindow::MainWindow(const Palette &palette, Preferences preferences, QWidget *parent)
    : QMainWindow(parent), m_palette(palette), m_preferences(std::move(preferences)), m_import(new ImportFlow(this)),
      m_notice(new Notice(palette)), m_stack(new QStackedWidget)
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
    setCentralWidget(content);
    makeActions();
    makeMenus();
    makeStatusBar();
    connect(m_import, &ImportFlow::planned, this, &MainWindow::showPreview);
    connect(m_import, &ImportFlow::failed, this, &MainWindow::sayError);
    if (const QByteArray geometry = m_preferences.geometry(); !geometry.isEmpty())
        restoreGeometry(geometry);
    showStart();
}

MainWindow::~MainWindow() = default;

bool MainWindow::openFile(const QString &path)
{
    Project::OpenOptions options;
    options.lockTimeoutMs = 300;
    auto project = Project::open(fromText(path), options);
    std::optional<Error> whyReadOnly;
    if (!project && project.error().kind == ErrorKind::Device) {
        // Locked by another, or not to be written: it still opens for reading, and says why.
        whyReadOnly = project.error();
        options.readOnly = true;
        project = Project::open(fromText(path), options);
    }
    if (!project) {
        sayError(project.error());
        return false;
    }
    showProject(std::move(*project));
    if (whyReadOnly)
        m_notice->say(NoticeLevel::Warning, translated(whyReadOnly->message));
    return true;
}

bool MainWindow::newFile(const QString &path)
{
    auto project = Project::create(fromText(withSuffix(path, QStringLiteral(".tarascope"))), {});
    if (!project) {
        sayError(project.error());
        return false;
    }
    showProject(std::move(*project));
    return true;
}

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
    m_stack->setCurrentIndex(m_stack->addWidget(m_page));
    connect(m_page, &ProjectPage::stateChanged, this, &MainWindow::updateState);
    connect(m_page, &ProjectPage::placeChanged, this, &MainWindow::updateState);
    connect(m_page, &ProjectPage::importWanted, this, &MainWindow::askImport);
    connect(&m_page->project(), &Project::undoStackChanged, this, &MainWindow::updateState);
    updateState();
}

void MainWindow::closeProject()
{
    m_import->cancel();
    if (!m_page)
        return;
    // What was typed into the focused field counts; the file is left when all of it is on disk.
    if (QWidget *focus = QApplication::focusWidget())
        focus->clearFocus();
    const Result<void> written = m_page->project().waitForDisk();
    delete std::exchange(m_page, nullptr);
    showStart();
    updateState();
    if (!written)
        sayError(written.error());
}

void MainWindow::showStart()
{
    delete m_start;
    auto *start = new StartPage(m_palette, m_preferences.recent(), false);
    connect(start, &StartPage::newWanted, this, &MainWindow::askNew);
    connect(start, &StartPage::openWanted, this, &MainWindow::askOpen);
    connect(start, &StartPage::fileWanted, this, [this](const QString &path) { openFile(path); });
    m_start = start;
    m_stack->setCurrentIndex(m_stack->addWidget(m_start));
}

void MainWindow::importFiles(const QStringList &paths)
{
    if (!m_page) {
        m_notice->say(NoticeLevel::Info, tr("Open or make a project first; then the files can be imported into it."),
                      tr("New project"), [this] { askNew(); });
        return;
    }
    if (m_page->project().readOnly())
        return m_notice->say(NoticeLevel::Warning, translated(m_page->project().readOnlyReason()));
    std::vector<std::string> files;
    for (const QString &path : paths)
        files.push_back(fromText(path));
    if (files.empty())
        return;
    m_notice->say(NoticeLevel::Info, tr("Reading %1.").arg(sourceWords(files)), tr("Cancel"),
                  [this] { m_import->cancel(); });
    m_import->start(m_page->graph(), files);
}

void MainWindow::showPreview(const std::vector<std::string> &files, const MergePlan &plan)
{
    if (!m_page)
        return;
    m_notice->dismiss();
    auto *preview = new ImportPreview(
        m_palette, sourceWords(files), plan,
        [this, set = plan.set] { m_page->edits().submit([set](const Graph &) -> Result<ChangeSet> { return set; }); },
        this);
    preview->setAttribute(Qt::WA_DeleteOnClose);
    preview->open();
}

bool MainWindow::exportFile(const QString &path)
{
    if (!m_page)
        return false;
    const Result<void> written = writeFileSafely(fromText(path), writeNormalForm(m_page->graph()));
    if (!written) {
        sayError(written.error());
        return false;
    }
    m_notice->say(NoticeLevel::Ok, tr("Exported %1 to %2.").arg(m_page->countWords(), path));
    return true;
}

void MainWindow::sayError(const Error &error) { m_notice->say(NoticeLevel::Error, translated(error)); }

void MainWindow::chooseTheme(std::optional<Theme> theme)
{
    m_preferences.setTheme(theme);
    changeTheme(*qApp, m_palette, effectiveTheme(theme));
}

void MainWindow::updateState()
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
    const QString file = open ? QFileInfo(toText(project->path())).fileName() : QString();
    setWindowTitle(open ? tr("%1 \u2013 Tarascope").arg(file) : QStringLiteral("Tarascope"));
    m_file->setText(file);
    const bool busy = open && m_page->edits().busy();
    m_disk->setText(!open ? QString() : !writes ? tr("read-only") : busy ? tr("writing") : tr("on disk"));
    m_disk->setColor(!writes ? "notice.warning.ink" : busy ? "text.muted" : "notice.ok.ink");
    m_job->setText(!open ? tr("No project") : m_page->isWorking() ? tr("Assessing") : tr("No jobs"));
    m_method->setText(open ? m_page->methodWords() : QString());
    m_counts->setText(open ? m_page->countWords() : tr("Version %1").arg(QStringLiteral(TARASCOPE_VERSION)));
    m_digest->setText(open ? toText(hex(project->digest())).left(8) : QString());
    m_digest->setToolTip(open ? plainTip(tr("Digest of the content:\n%1").arg(toText(hex(project->digest()))))
                              : QString());
    const auto last = open ? project->journal(0, 1) : Result<std::vector<JournalEntry>>(std::vector<JournalEntry>());
    m_last->setText(last && !last->empty()
                        ? entryWords(last->front()) + QStringLiteral("  ") + whenWords(last->front().utc)
                        : QString());
}

void MainWindow::askOpen()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("Open a project"), {}, projectFilter());
    if (!path.isEmpty())
        openFile(path);
}

void MainWindow::askNew()
{
    const QString path = QFileDialog::getSaveFileName(this, tr("New project"), {}, projectFilter(), nullptr,
                                                      QFileDialog::DontConfirmOverwrite);
    if (!path.isEmpty())
        newFile(path);
}

void MainWindow::askImport()
{
    const QStringList paths = QFileDialog::getOpenFileNames(this, tr("Import files"));
    if (!paths.isEmpty())
        importFiles(paths);
}

void MainWindow::askExport()
{
    const QString path =
        QFileDialog::getSaveFileName(this, tr("Export as Tarascope JSON"), {}, tr("Tarascope JSON (*.json)"));
    if (!path.isEmpty())
        exportFile(withSuffix(path, QStringLiteral(".json")));
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
