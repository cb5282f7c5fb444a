#pragma once
#include "views/controls/pane.h"

class QStackedWidget;
class QTabBar;

namespace tarascope {

/// The dock at the right: one page at a time, chosen by tabs.
class SidePanel final : public Pane
{
    Q_OBJECT
public:
    explicit SidePanel(QWidget *parent = nullptr);
    /// The place of the page.
    int add(QWidget *page, const QString &title);
    void showPage(QWidget *page);
    /// A page can be left out, such as the what-if where there is nothing to switch.
    void setOffered(QWidget *page, bool offered);

    QSize sizeHint() const override;

private:
    QTabBar *m_tabs;
    QStackedWidget *m_pages;
};

} // namespace tarascope
