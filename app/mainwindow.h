#pragma once
#include "app/job.h"
#include "app/preferences.h"
#include "model/budget.h"
#include "model/project.h"
#include "views/palette.h"

#include <QtWidgets/QMainWindow>

class QAction;
class QStackedWidget;

namespace tarascope {

class MenuRow;
class Notice;
class ProjectPage;
class StatusRow;
struct ImportPlan;

/// The window: menus, notice, start page or project, status row. Files are read and written on threads of their own.
class MainWindow final : public QMainWindow
{
    Q_OBJECT
public:
    MainWindow(const Palette &palette, Preferences preferences, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Opens a project file; a sentence in the notice bar when that fails.
    void openFile(const QString &path);
    void newFile(const QString &path);
    /// Makes the demo project there and opens it.
    void newDemo(const QString &path);
    /// Reads the files and shows what they would change.
    void importFiles(const QStringList &paths);
    /// Writes the project as Tarascope JSON.
    void exportFile(const QString &path);
    void closeProject();

    /// The open project; null on the start page.
    ProjectPage *page() const { return m_page; }
    Notice &notice() { return *m_notice; }
    /// A file is being read or written.
    bool isWorking() const { return m_files.running() || m_exports.running(); }

Q_SIGNALS:
    /// A project was opened or closed.
    void projectChanged();

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    struct Actions;
    void makeActions();
    void makeItemActions();
    void makeViewActions();
    void makeMenus();
    void makeLookMenu(QMenu &menu);
    /// An action of the window with its words, keys and icon (may be null).
    QAction *make(const QString &words, const QList<QKeySequence> &keys, const char *icon, std::function<void()> act);

    using MakeProject = std::function<Result<std::unique_ptr<Project>>(const std::string &file, const Budget &budget)>;
    void makeFile(const QString &path, MakeProject make);
    void take(Result<std::unique_ptr<Project>> project, const std::optional<Error> &whyReadOnly);
    void showProject(std::unique_ptr<Project> project);
    void showStart();
    void showPreview(const ImportPlan &plan);
    void sayError(const Error &error);
    /// Says the sentence, with a way to cancel, when the job still runs after a moment.
    void sayWhenSlow(Job &job, const QString &sentence);
    void workEnded();

    void fillRecent();
    void updateState();
    void updateActions();
    void chooseTheme(std::optional<Theme> theme);
    void showShortcuts();
    void showAbout();
    void askOpen();
    void askNew();
    void askDemo();
    void askImport();
    void askExport();

    Palette m_palette;
    Preferences m_preferences;
    std::unique_ptr<Actions> m_actions;
    MenuRow *m_menus;
    Notice *m_notice;
    QStackedWidget *m_stack;
    StatusRow *m_status;
    QWidget *m_start = nullptr;
    ProjectPage *m_page = nullptr;
    QString m_work; ///< what is said of the job that runs
    Job m_files;    ///< opening, making, importing: one at a time
    Job m_exports;
};

/// "openapi.json" or "3 files"
QString sourceWords(const QStringList &files);

} // namespace tarascope
