#include "views/frame/bottompanel.h"

#include "views/controls/buttons.h"
#include "views/sizes.h"
#include "views/words.h"

#include <QtGui/QKeyEvent>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QTabBar>
#include <QtWidgets/QVBoxLayout>

namespace tarascope {

namespace {

constexpr int usualHeight = 260;
constexpr int leastHeight = 196;

} // namespace

BottomPanel::BottomPanel(const Palette &palette, QWidget *parent)
    : Pane("surface.panel", Qt::TopEdge, parent), m_tabs(new QTabBar), m_pages(new QStackedWidget)
{
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setUsesScrollButtons(false);
    m_tabs->setFocusPolicy(Qt::TabFocus);
    m_tabs->setAccessibleName(tr("Bottom panel"));
    QToolButton *close = makeIconButton(palette, "close", tr("Close the panel  Esc"));
    auto *head = new QHBoxLayout;
    head->setContentsMargins(0, 0, sizes::gap, 0);
    head->setSpacing(0);
    head->addWidget(m_tabs, 1);
    head->addWidget(close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(makeLine());
    layout->addWidget(m_pages, 1);
    connect(m_tabs, &QTabBar::currentChanged, m_pages, &QStackedWidget::setCurrentIndex);
    connect(close, &QToolButton::clicked, this, &BottomPanel::close);
    hide();
}

void BottomPanel::add(QWidget *page, const QString &title)
{
    m_pages->addWidget(page);
    m_tabs->addTab(plainLabel(title));
}

void BottomPanel::setTitle(QWidget *page, const QString &title)
{
    m_tabs->setTabText(m_pages->indexOf(page), plainLabel(title));
}

bool BottomPanel::shows(const QWidget *page) const { return !isHidden() && m_pages->currentWidget() == page; }

void BottomPanel::showPage(QWidget *page)
{
    m_tabs->setCurrentIndex(m_pages->indexOf(page));
    show();
    // To what can be worked with in the page; a page of words alone leaves the focus on its tab.
    QWidget *first = page->focusPolicy() == Qt::NoFocus ? page->nextInFocusChain() : page;
    while (first != page && (!page->isAncestorOf(first) || first->focusPolicy() == Qt::NoFocus || !first->isEnabled()))
        first = first->nextInFocusChain();
    (first->focusPolicy() == Qt::NoFocus ? m_tabs : first)->setFocus(Qt::ShortcutFocusReason);
}

void BottomPanel::togglePage(QWidget *page) { shows(page) ? close() : showPage(page); }

void BottomPanel::close()
{
    hide();
    Q_EMIT closed();
}

void BottomPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        return close();
    Pane::keyPressEvent(event);
}

QSize BottomPanel::sizeHint() const { return {600, usualHeight}; }
QSize BottomPanel::minimumSizeHint() const { return {Pane::minimumSizeHint().width(), leastHeight}; }

} // namespace tarascope
