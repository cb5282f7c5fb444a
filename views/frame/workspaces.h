#pragma once
#include "views/frame/workspacepage.h"

#include <array>

class QStackedWidget;
class QTabBar;

namespace tarascope {

/// The pages of all workspaces; one is in front. A workspace with several has a row of numbered tabs above them.
class Workspaces final : public QWidget
{
    Q_OBJECT
public:
    explicit Workspaces(QWidget *parent = nullptr);

    /// Pages of one workspace get the views 0, 1, ... in the order they come.
    void add(Workspace workspace, WorkspacePage *page);
    void show(Workspace workspace, int view);

    Workspace workspace() const { return m_workspace; }
    int view() const;
    int lastView(Workspace workspace) const { return m_views[static_cast<std::size_t>(workspace)]; }
    WorkspacePage &at(Workspace workspace, int view) const;
    /// The page in front.
    WorkspacePage &page() const;
    int viewCount(Workspace workspace) const;
    const std::vector<WorkspacePage *> &all() const { return m_all; }

Q_SIGNALS:
    /// The user chose another tab.
    void viewPicked(int view);

private:
    std::vector<WorkspacePage *> &of(Workspace workspace);

    std::array<std::vector<WorkspacePage *>, workspaceCount> m_pages;
    std::array<int, workspaceCount> m_views{};
    std::vector<WorkspacePage *> m_all;
    Workspace m_workspace = Workspace::Overview;
    QWidget *m_head;
    QTabBar *m_tabs;
    QStackedWidget *m_stack;
};

} // namespace tarascope
