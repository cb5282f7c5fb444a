#pragma once
#include "app/assessjob.h"
#include "views/frame/workspacepage.h"
#include "views/edits/edits.h"
#include "views/palette.h"

#include <QtWidgets/QWidget>

#include <array>

class QAction;

namespace tarascope {

class ArchitecturePage;
class BottomPanel;
class Inspector;
class ItemsPage;
class Notice;
class PathsPage;
class ProblemsPanel;
class SidePanel;
class ToolRow;
class WhatIfPanel;
class WorkspaceBar;
class Workspaces;

/// The window's content for one open project: workspaces, side panel, and the engine behind them.
class ProjectPage final : public QWidget
{
    Q_OBJECT
public:
    ProjectPage(const Palette &palette, std::unique_ptr<Project> project, Notice &notice, QWidget *parent = nullptr);
    ~ProjectPage() override;

    Project &project() { return *m_project; }
    Edits &edits() { return *m_edits; }
    const Graph &graph() const { return m_project->graph(); }

    /// The page of a workspace that was looked at last, or one of its views.
    void showWorkspace(Workspace workspace);
    void showView(Workspace workspace, int view);
    Workspace workspace() const;
    /// How many views the workspace has that is looked at.
    int viewCount() const;
    /// To the next or the previous view of the workspace, round and round.
    void turnView(int by);
    /// Shows an item in its table and in the inspector.
    void goTo(ItemId item);
    void goToPaths(ItemId target);
    void goBack();
    void goForward();
    bool canGoBack() const { return m_places.canGoBack(); }
    bool canGoForward() const { return m_places.canGoForward(); }

    void addItem();
    void addItem(Kind kind);
    void renameSelected();
    void deleteSelected();
    void addLink();
    /// To the filter of the table; where there is none, to what is asked.
    void focusFilter();
    /// To the table or the question of the workspace.
    void focusMain();
    void setReading(Reading reading);
    void toggleSidePanel();
    /// The pages of the dock under the workspaces, in the order of its tabs.
    enum class Panel { Problems, Jobs, Journal };
    /// Opens the dock with this page, or closes it when the page is in front.
    void togglePanel(Panel panel);
    void showPanel(Panel panel);
    /// Puts actions into the tool row: back, forward, undo, redo.
    void addToolActions(const QList<QAction *> &navigation, const QList<QAction *> &history);
    /// Actions whose keys count in the table of items alone.
    void addRowActions(const QList<QAction *> &actions);

    /// "1,102 items, 4,112 links"
    QString countWords() const;
    QString methodWords() const;
    /// "3 errors, 14 warnings"; empty while they are looked for the first time.
    QString problemWords() const;
    int problemCount(Severity severity) const;
    bool isWorking() const { return m_engine->isWorking(); }

Q_SIGNALS:
    void importWanted();
    /// Counts, method, or whether something is under way changed.
    void stateChanged();
    void placeChanged();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void makePages();
    void makeOverview();
    void makeSide();
    void makeBottom();
    void layOut();
    void connectPage(WorkspacePage &page);
    void connectAnalyses();
    void connectEngine();
    void follow(const ChangeSet &set);
    void say(const Error &error);
    void assess();
    void askPaths();
    void showAssessment();
    void showSurvey(const Surveyed &survey);
    void showField(ItemId item, Attr field);
    void sayAssumed();
    void showMoves();
    void show(const Place &place);
    void remember();
    void showRisks();
    void showCrumbs();
    void edit(ItemId item);
    WorkspacePage &current() const;

    Palette m_palette;
    std::unique_ptr<Project> m_project;
    Edits *m_edits;
    AssessJob *m_engine;
    Notice *m_notice;

    ToolRow *m_tools;
    WorkspaceBar *m_bar;
    Workspaces *m_spaces;
    ArchitecturePage *m_canvas = nullptr;
    ItemsPage *m_items = nullptr;
    PathsPage *m_paths = nullptr;
    SidePanel *m_side = nullptr;
    bool m_sideWanted = true;
    Inspector *m_inspector = nullptr;
    Notice *m_assumed = nullptr; ///< a what-if is on
    WhatIfPanel *m_whatIf = nullptr;
    BottomPanel *m_bottom = nullptr;
    ProblemsPanel *m_problems = nullptr;
    std::array<QWidget *, 3> m_panels{}; ///< by Panel

    AssessAnswer m_answer;
    Surveyed m_survey;
    std::uint64_t m_question = 0;
    std::optional<Uid> m_made; ///< an item that is to be shown when it is on disk
    QString m_deleted;         ///< what is to be said when it is gone from the disk
    Places m_places;
};

} // namespace tarascope
