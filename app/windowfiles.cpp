#include "app/demo.h"
#include "app/mainwindow.h"
#include "app/projectpage.h"
#include "app/session.h"
#include "importers/importer.h"
#include "model/store/normalform.h"
#include "model/store/safewriter.h"
#include "views/controls/notice.h"
#include "views/importpreview/importpreview.h"
#include "views/words.h"

#include <QtCore/QFileInfo>
#include <QtCore/QTimer>
#include <QtWidgets/QApplication>
#include <QtWidgets/QFileDialog>

// What the window does with files: open, make, import, export.

namespace tarascope {

namespace {

constexpr int slow = 200;         // ms until a job is spoken of
constexpr int lockPatience = 300; // ms: another program may just be writing

QString projectFilter() { return MainWindow::tr("Tarascope projects (*.tarascope)"); }

QString withSuffix(const QString &path, const QString &suffix)
{
    return QFileInfo(path).suffix().isEmpty() ? path + suffix : path;
}

struct Opened {
    Result<std::unique_ptr<Project>> project;
    std::optional<Error> whyReadOnly;
};

// Made on a thread of its own, the project then lives on that of the window.
Opened openOrRead(const std::string &path)
{
    Project::OpenOptions options;
    options.lockTimeoutMs = lockPatience;
    Opened opened{Project::open(path, options), {}};
    if (!opened.project && opened.project.error().kind == ErrorKind::Device) {
        // Locked by another, or not to be written: it still opens for reading, and says why.
        opened.whyReadOnly = opened.project.error();
        options.readOnly = true;
        opened.project = Project::open(path, options);
    }
    if (opened.project)
        (*opened.project)->moveToThread(qApp->thread());
    return opened;
}

// "OpenAPI 3.0 and 3.1 (JSON), JUnit XML"
QString formatWords(const std::string &formats)
{
    QStringList titles;
    for (const QString &name : toText(formats).split(QLatin1Char(','))) {
        const auto info = findImporter(fromText(name));
        titles << (info ? toText((*info)->title) : name);
    }
    return titles.join(QStringLiteral(", "));
}

QString importFilter()
{
    QStringList patterns;
    QStringList single;
    for (const ImporterInfo &info : importers()) {
        patterns << toText(info.files);
        single << QStringLiteral("%1 (%2)").arg(toText(info.title).remove(QLatin1Char('(')).remove(QLatin1Char(')')),
                                                toText(info.files));
    }
    patterns = patterns.join(QLatin1Char(' ')).split(QLatin1Char(' '), Qt::SkipEmptyParts);
    patterns.removeDuplicates();
    return MainWindow::tr("All that can be imported (%1)").arg(patterns.join(QLatin1Char(' '))) +
           QStringLiteral(";;") + single.join(QStringLiteral(";;")) + QStringLiteral(";;") +
           MainWindow::tr("All files (*)");
}

} // namespace

QString sourceWords(const QStringList &files)
{
    return files.size() == 1 ? QFileInfo(files.front()).fileName()
                             : MainWindow::tr("%1 files").arg(number(files.size()));
}

void MainWindow::openFile(const QString &path)
{
    if (m_page && QFileInfo(path) == QFileInfo(toText(m_page->project().path())))
        return m_notice->say(NoticeLevel::Info, tr("%1 is open.").arg(QFileInfo(path).fileName()));
    m_files.start([file = fromText(path)](const std::stop_token &) { return openOrRead(file); },
                  [this](Opened opened) { take(std::move(opened.project), opened.whyReadOnly); });
    sayWhenSlow(m_files, tr("Opening %1").arg(QFileInfo(path).fileName()));
}

void MainWindow::newFile(const QString &path)
{
    makeFile(path, [](const std::string &file, const Budget &) { return createProject(file); });
}

void MainWindow::newDemo(const QString &path)
{
    makeFile(path, [](const std::string &file, const Budget &budget) { return createDemo(file, demoNames().front(), budget); });
}

void MainWindow::makeFile(const QString &path, MakeProject make)
{
    const QString file = withSuffix(path, QStringLiteral(".tarascope"));
    m_files.start(
        [file = fromText(file), make](const std::stop_token &stop) {
            Budget budget;
            budget.stop = stop;
            auto made = make(file, budget);
            if (made)
                (*made)->moveToThread(qApp->thread());
            return made;
        },
        [this](Result<std::unique_ptr<Project>> made) { take(std::move(made), {}); });
    sayWhenSlow(m_files, tr("Making %1").arg(QFileInfo(file).fileName()));
}

void MainWindow::take(Result<std::unique_ptr<Project>> project, const std::optional<Error> &whyReadOnly)
{
    workEnded();
    if (!project)
        return sayError(project.error());
    showProject(std::move(*project));
    if (whyReadOnly)
        m_notice->say(NoticeLevel::Warning, translated(whyReadOnly->message));
}

void MainWindow::importFiles(const QStringList &paths)
{
    if (!m_page)
        return m_notice->say(NoticeLevel::Info,
                             tr("Open or make a project first; then the files can be imported into it."),
                             tr("New project"), [this] { askNew(); });
    if (m_page->project().readOnly())
        return m_notice->say(NoticeLevel::Warning, translated(m_page->project().readOnlyReason()));
    if (paths.isEmpty())
        return;
    std::vector<std::string> files;
    for (const QString &path : paths)
        files.push_back(fromText(path));
    m_files.start(
        [graph = m_page->graph(), files](const std::stop_token &stop) {
            Budget budget;
            budget.stop = stop;
            return planImport(graph, files, {}, budget);
        },
        [this](const Result<ImportPlan> &plan) {
            workEnded();
            plan ? showPreview(*plan) : sayError(plan.error());
        });
    sayWhenSlow(m_files, tr("Reading %1").arg(sourceWords(paths)));
}

void MainWindow::showPreview(const ImportPlan &plan)
{
    QStringList files;
    for (const std::string &file : plan.files)
        files << toText(file);
    const MergeReport report = plan.total();
    ImportOffer offer{sourceWords(files), formatWords(report.format), report, !plan.set.empty()};
    auto *preview = new ImportPreview(
        m_palette, offer,
        [this, set = plan.set] { m_page->edits().submit([set](const Graph &) -> Result<ChangeSet> { return set; }); },
        this);
    preview->setAttribute(Qt::WA_DeleteOnClose);
    preview->open();
}

void MainWindow::exportFile(const QString &path)
{
    if (!m_page)
        return;
    m_exports.start([graph = m_page->graph(), file = fromText(path)](
                        const std::stop_token &) { return writeFileSafely(file, writeNormalForm(graph)); },
                    [this, path, counts = m_page->countWords()](const Result<void> &written) {
                        workEnded();
                        if (!written)
                            return sayError(written.error());
                        m_notice->say(NoticeLevel::Ok, tr("Exported %1 to %2.").arg(counts, path));
                    });
    sayWhenSlow(m_exports, tr("Writing %1").arg(QFileInfo(path).fileName()));
}

void MainWindow::sayWhenSlow(Job &job, const QString &sentence)
{
    m_work = sentence;
    updateState();
    QTimer::singleShot(slow, this, [this, &job, sentence] {
        if (job.running() && m_work == sentence)
            m_notice->say(NoticeLevel::Info, sentence + QStringLiteral("\u2026"), tr("Cancel"), [this, &job] {
                job.cancel();
                workEnded();
            });
    });
}

void MainWindow::workEnded()
{
    if (m_notice->sentence() == m_work + QStringLiteral("\u2026"))
        m_notice->dismiss();
    updateState();
}

void MainWindow::askOpen()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("Open a project"), {}, projectFilter());
    if (!path.isEmpty())
        openFile(path);
}

void MainWindow::askDemo()
{
    const QString name = toText(demoNames().front()) + QStringLiteral(".tarascope");
    const QString path = QFileDialog::getSaveFileName(this, tr("Where the demo project is made"), name, projectFilter(), nullptr,
                                                      QFileDialog::DontConfirmOverwrite);
    if (!path.isEmpty())
        newDemo(path);
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
    const QStringList paths = QFileDialog::getOpenFileNames(this, tr("Import files"), {}, importFilter());
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

} // namespace tarascope
