#pragma once
#include "views/controls/pane.h"
#include "views/palette.h"

class QStackedWidget;
class QTabBar;

namespace tarascope {

/// The dock under the workspaces: one page at a time, chosen by tabs. It is closed until somebody opens it.
class BottomPanel final : public Pane
{
    Q_OBJECT
public:
    explicit BottomPanel(const Palette &palette, QWidget *parent = nullptr);
    void add(QWidget *page, const QString &title);
    /// "Problems 17": what a tab says may follow what is in its page.
    void setTitle(QWidget *page, const QString &title);

    /// Opens the panel with this page; the focus goes there.
    void showPage(QWidget *page);
    /// Opens the panel with this page, or closes it where the page is in front already.
    void togglePage(QWidget *page);
    bool shows(const QWidget *page) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// The panel was closed: whoever has the focus gives it back to the workspace.
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void close();

    QTabBar *m_tabs;
    QStackedWidget *m_pages;
};

} // namespace tarascope
