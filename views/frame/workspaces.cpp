#include "views/frame/workspaces.h"

#include "views/controls/pane.h"
#include "views/sizes.h"
#include "views/words.h"

#include <QtCore/QSignalBlocker>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QTabBar>
#include <QtWidgets/QVBoxLayout>

namespace tarascope {

Workspaces::Workspaces(QWidget *parent)
    : QWidget(parent), m_head(new QWidget), m_tabs(new QTabBar), m_stack(new QStackedWidget)
{
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setUsesScrollButtons(true);
    m_tabs->setFocusPolicy(Qt::TabFocus);
    m_tabs->setAccessibleName(tr("Views"));
    auto *head = new QVBoxLayout(m_head);
    head->setContentsMargins(0, 0, 0, 0);
    head->setSpacing(0);
    head->addWidget(m_tabs);
    head->addWidget(makeLine());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_head);
    layout->addWidget(m_stack, 1);
    connect(m_tabs, &QTabBar::currentChanged, this, &Workspaces::viewPicked);
}

std::vector<WorkspacePage *> &Workspaces::of(Workspace workspace)
{
    return m_pages[static_cast<std::size_t>(workspace)];
}

void Workspaces::add(Workspace workspace, WorkspacePage *page)
{
    of(workspace).push_back(page);
    m_all.push_back(page);
    m_stack->addWidget(page);
}

int Workspaces::view() const { return m_views[static_cast<std::size_t>(m_workspace)]; }

WorkspacePage &Workspaces::at(Workspace workspace, int view) const
{
    return *m_pages[static_cast<std::size_t>(workspace)][static_cast<std::size_t>(view)];
}

WorkspacePage &Workspaces::page() const { return at(m_workspace, view()); }

int Workspaces::viewCount(Workspace workspace) const
{
    return static_cast<int>(m_pages[static_cast<std::size_t>(workspace)].size());
}

void Workspaces::show(Workspace workspace, int view)
{
    const QSignalBlocker quiet(m_tabs);
    const std::vector<WorkspacePage *> &pages = of(workspace);
    while (m_tabs->count() > 0)
        m_tabs->removeTab(0);
    for (std::size_t i = 0; i < pages.size(); ++i)
        m_tabs->addTab(tr("%1  %2").arg(i + 1).arg(plainLabel(pages[i]->title())));
    m_workspace = workspace;
    m_views[static_cast<std::size_t>(workspace)] = std::clamp(view, 0, static_cast<int>(pages.size()) - 1);
    m_tabs->setCurrentIndex(this->view());
    m_tabs->updateGeometry(); // a bar that was hidden while it got its tabs says nothing to the layout
    m_head->setVisible(pages.size() > 1);
    m_stack->setCurrentWidget(&page());
}

} // namespace tarascope
