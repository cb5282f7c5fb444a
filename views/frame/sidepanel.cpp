#include "views/frame/sidepanel.h"

#include "views/sizes.h"
#include "views/words.h"

#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QTabBar>
#include <QtWidgets/QVBoxLayout>

namespace tarascope {

SidePanel::SidePanel(QWidget *parent)
    : Pane("surface.panel", Qt::LeftEdge, parent), m_tabs(new QTabBar), m_pages(new QStackedWidget)
{
    setMinimumWidth(sizes::dockLeast);
    m_tabs->setDrawBase(true);
    m_tabs->setExpanding(false);
    m_tabs->setUsesScrollButtons(false);
    m_tabs->setFocusPolicy(Qt::TabFocus);
    m_tabs->setAccessibleName(tr("Side panel"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_tabs);
    layout->addWidget(makeLine());
    layout->addWidget(m_pages, 1);
    connect(m_tabs, &QTabBar::currentChanged, m_pages, &QStackedWidget::setCurrentIndex);
}

int SidePanel::add(QWidget *page, const QString &title)
{
    const int place = m_pages->addWidget(page);
    m_tabs->addTab(title);
    return place;
}

void SidePanel::showPage(QWidget *page) { m_tabs->setCurrentIndex(m_pages->indexOf(page)); }

void SidePanel::setOffered(QWidget *page, bool offered)
{
    const int place = m_pages->indexOf(page);
    m_tabs->setTabVisible(place, offered);
    if (!offered && m_tabs->currentIndex() == place)
        m_tabs->setCurrentIndex(0);
}

QSize SidePanel::sizeHint() const { return {sizes::dock, 400}; }

} // namespace tarascope
