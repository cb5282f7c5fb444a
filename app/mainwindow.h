#pragma once
#include "app/preferences.h"
#include "views/palette.h"

#include <QtWidgets/QMainWindow>

class QAction;
class QStackedWidget;

namespace tarascope {

class ImportFlow;
class Label;
class Notice;
class Project;
class ProjectPage;
struct Error;
struct MergePlan;

/// The window: menus, notice, start page or project, status bar.
class MainWindow final : public QMainWindow
{
    Q_OBJECT
public:
    MainWindow(const Palette &palette, Preferences preferences, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Opens a project file; a sentence in the notice bar when that fails. True when it is open.
    bool openFile(const QString &path);
    bool newFile(const QString &path);
    /// Reads the files and shows what they would change.
    void importFiles(const QStringList &paths);
    /// Writes the project as Tarascope JSON.
    bool exportFile(const QString &path);
    void closeProject();

    ProjectPage *page() const { return m_page; }
    Notice &notice() { return *m_notice; }

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    struct Actions;
    void makeActions();
    void makeMenus();
    void makeStatusBar();
    void showProject(std::unique_ptr<Project> project);
    void showStart();
    void fillRecent();
    void updateState();
    void showPreview(const std::vector<std::string> &files, const MergePlan &plan);
    void sayError(const Error &error);
    void chooseTheme(std::optional<Theme> theme);
    void showShortcuts();
    void showAbout();
    void askOpen();
    void askNew();
    void askImport();
    void askExport();

    Palette m_palette;
    Preferences m_preferences;
    std::unique_ptr<Actions> m_actions;
    ImportFlow *m_import;
    Notice *m_notice;
    QStackedWidget *m_stack;
    QWidget *m_start = nullptr;
    ProjectPage *m_page = nullptr;
    Label *m_file = nullptr;
    Label *m_disk = nullptr;
    Label *m_job = nullptr;
    Label *m_last = nullptr;
    Label *m_method = nullptr;
    Label *m_digest = nullptr;
    Label *m_counts = nullptr;
};

} // namespace tarascope
