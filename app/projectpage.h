#pragma once
#include "app/assessjob.h"
#include "views/edits/edits.h"
#include "views/palette.h"

#include <QtWidgets/QWidget>

class QAction;
class QStackedWidget;

namespace tarascope {

class Inspector;
class ItemTable;
class JournalPanel;
class KindList;
class Label;
class Notice;
class PathsPage;
class RisksPage;
class Segments;
class SidePanel;
class WhatIfPanel;
class WorkspaceBar;

/// The window's content for one open project: workspaces, side panel, and the engine behind them.
class ProjectPage final : public QWidget
{
    Q_OBJECT
public:
    enum Workspace { Items, Risks, Paths };
    static constexpr int workspaceCount = 3;

    ProjectPage(const Palette &palette, std::unique_ptr<Project> project, Notice &notice, QWidget *parent = nullptr);
    ~ProjectPage() override;

    Project &project() { return *m_project; }
    Edits &edits() { return *m_edits; }
    const Graph &graph() const { return m_project->graph(); }

    void showWorkspace(Workspace workspace);
    /// Shows an item in its table and in the inspector.
    void goTo(ItemId item);
    void goToPaths(ItemId target);
    void goBack();
    void goForward();
    bool canGoBack() const { return m_at > 0; }
    bool canGoForward() const { return m_at + 1 < m_places.size(); }

    void addItem();
    void addItem(Kind kind);
    void renameSelected();
    void deleteSelected();
    void addLink();
    void focusFilter();
    void setReading(Reading reading);
    void toggleSidePanel();
    /// Puts actions into the tool bar: back, forward, undo, redo.
    void addToolActions(const QList<QAction *> &navigation, const QList<QAction *> &history);

    /// "attack-potential-g2, 1,102 items, 4,112 links"
    QString countWords() const;
    QString methodWords() const;
    bool isWorking() const { return m_working; }

Q_SIGNALS:
    void importWanted();
    /// Counts, method, or whether something is under way changed.
    void stateChanged();
    void placeChanged();

private:
    struct Place {
        Workspace workspace = Items;
        Kind kind = Kind::api;
        Uid item;
        bool operator==(const Place &) const = default;
    };
    QWidget *makeToolBar();
    QWidget *makeItems();
    void connectPages();
    void connectEngine();
    void follow(const ChangeSet &set);
    void assess();
    void askPaths();
    void showAssessment();
    void showKind(Kind kind);
    void visit(Place place);
    void show(const Place &place);
    void remember();
    void showCrumbs();
    Kind firstKind() const;

    Palette m_palette;
    std::unique_ptr<Project> m_project;
    Edits *m_edits;
    AssessJob *m_engine;
    Notice *m_notice;

    WorkspaceBar *m_bar = nullptr;
    QStackedWidget *m_stack = nullptr;
    KindList *m_kinds = nullptr;
    ItemTable *m_items = nullptr;
    RisksPage *m_risks = nullptr;
    PathsPage *m_paths = nullptr;
    SidePanel *m_side = nullptr;
    Inspector *m_inspector = nullptr;
    WhatIfPanel *m_whatIf = nullptr;
    JournalPanel *m_journal = nullptr;
    Segments *m_reading = nullptr;
    Label *m_crumbs = nullptr;
    Label *m_crumbsEnd = nullptr;
    QWidget *m_tools = nullptr;

    AssessAnswer m_answer;
    std::uint64_t m_question = 0;
    bool m_working = false;
    std::optional<Uid> m_made; ///< an item that is to be shown when it is on disk
    std::vector<Place> m_places;
    std::size_t m_at = 0;
};

} // namespace tarascope
