#include "app/windowactions.h"

#include "app/projectpage.h"
#include "views/controls/label.h"
#include "views/controls/pane.h"
#include "views/icons.h"
#include "views/risks/riskwords.h"
#include "views/sizes.h"
#include "views/words.h"

#include <QtCore/QFileInfo>
#include <QtGui/QAction>
#include <QtGui/QActionGroup>
#include <QtWidgets/QApplication>
#include <QtWidgets/QDialog>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QMenu>
#include <QtWidgets/QMenuBar>
#include <QtWidgets/QStatusBar>
#include <QtWidgets/QVBoxLayout>

// The actions, menus and bars of the window.

namespace tarascope {

void MainWindow::makeActions()
{
    m_actions = std::make_unique<Actions>();
    Actions &a = *m_actions;
    const auto make = [this](const QString &words, const QKeySequence &keys, const char *icon, auto act) {
        auto *action = new QAction(words, this);
        action->setShortcut(keys);
        if (icon)
            action->setIcon(makeIcon(m_palette, icon));
        connect(action, &QAction::triggered, this, act);
        addAction(action);
        return action;
    };
    a.newProject = make(tr("&New project\u2026"), QKeySequence::New, "add", [this] { askNew(); });
    a.open = make(tr("&Open\u2026"), QKeySequence::Open, nullptr, [this] { askOpen(); });
    a.import = make(tr("&Import files\u2026"), QKeySequence(tr("Ctrl+Shift+I")), "import", [this] { askImport(); });
    a.exportJson = make(tr("&Export as Tarascope JSON\u2026"), QKeySequence(tr("Ctrl+Shift+E")), "export",
                        [this] { askExport(); });
    a.close = make(tr("&Close project"), QKeySequence::Close, nullptr, [this] { closeProject(); });
    a.quit = make(tr("&Quit"), QKeySequence::Quit, nullptr, [this] { close(); });
    a.undo = make(tr("&Undo"), QKeySequence::Undo, "undo", [this] { m_page->edits().undo(); });
    a.redo = make(tr("&Redo"), QKeySequence(tr("Ctrl+Shift+Z")), "redo", [this] { m_page->edits().redo(); });
    a.redo->setShortcuts({QKeySequence(tr("Ctrl+Shift+Z")), QKeySequence(tr("Ctrl+Y"))});
    a.addItem = make(tr("New &item"), QKeySequence(Qt::Key_Insert), "add", [this] { m_page->addItem(); });
    a.rename = make(tr("Re&name"), QKeySequence(Qt::Key_F2), nullptr, [this] { m_page->renameSelected(); });
    a.remove = make(tr("&Delete"), QKeySequence::Delete, "close", [this] { m_page->deleteSelected(); });
    a.link = make(tr("Add &link"), QKeySequence(tr("Ctrl+L")), "link", [this] { m_page->addLink(); });
    a.filter = make(tr("&Filter the table"), QKeySequence::Find, "filter", [this] { m_page->focusFilter(); });
    a.back = make(tr("&Back"), QKeySequence(tr("Alt+Left")), "back", [this] { m_page->goBack(); });
    a.forward = make(tr("For&ward"), QKeySequence(tr("Alt+Right")), "forward", [this] { m_page->goForward(); });
    a.side = make(tr("Side &panel"), QKeySequence(Qt::Key_F9), nullptr, [this] { m_page->toggleSidePanel(); });
    const QString names[] = {tr("&Items"), tr("&Risks"), tr("&Attack paths")};
    const char *icons[] = {"apis", "tara", "paths"};
    for (int i = 0; i < ProjectPage::workspaceCount; ++i)
        a.workspaces << make(names[i], QKeySequence(tr("Ctrl+%1").arg(i + 1)), icons[i],
                             [this, i] { m_page->showWorkspace(static_cast<ProjectPage::Workspace>(i)); });
    for (int i = 0; i < readingCount; ++i)
        a.readings << make(readingWords(static_cast<Reading>(i)), QKeySequence(tr("Alt+%1").arg(i + 1)), nullptr,
                           [this, i] { m_page->setReading(static_cast<Reading>(i)); });
    a.shortcuts = make(tr("&Keyboard"), QKeySequence(Qt::Key_Question), nullptr, [this] { showShortcuts(); });
    a.about = make(tr("&About Tarascope"), {}, nullptr, [this] { showAbout(); });
    a.needProject = QList<QAction *>{a.exportJson, a.close, a.filter, a.side} + a.workspaces + a.readings;
    a.needWriting = {a.import, a.addItem, a.rename, a.remove, a.link};
}

void MainWindow::makeMenus()
{
    Actions &a = *m_actions;
    QMenu *file = menuBar()->addMenu(tr("&File"));
    file->addActions({a.newProject, a.open});
    a.recent = file->addMenu(tr("Open &recent"));
    file->addSeparator();
    file->addActions({a.import, a.exportJson});
    file->addSeparator();
    file->addActions({a.close, a.quit});
    QMenu *edit = menuBar()->addMenu(tr("&Edit"));
    edit->addActions({a.undo, a.redo});
    edit->addSeparator();
    edit->addActions({a.addItem, a.rename, a.remove, a.link});
    edit->addSeparator();
    edit->addAction(a.filter);
    QMenu *view = menuBar()->addMenu(tr("&View"));
    view->addActions(a.workspaces);
    view->addSeparator();
    view->addActions({a.back, a.forward, a.side});
    view->addSeparator();
    QMenu *reading = view->addMenu(tr("R&eading"));
    reading->addActions(a.readings);
    QMenu *look = view->addMenu(tr("&Look"));
    auto *group = new QActionGroup(this);
    const std::pair<QString, std::optional<Theme>> themes[] = {{tr("As the desktop"), std::nullopt},
                                                               {tr("Light"), Theme::Light},
                                                               {tr("Dark"), Theme::Dark},
                                                               {tr("High contrast"), Theme::HighContrast}};
    for (const auto &[words, theme] : themes) {
        QAction *action = look->addAction(words);
        action->setCheckable(true);
        action->setChecked(theme == m_preferences.theme());
        group->addAction(action);
        a.themes << action;
        connect(action, &QAction::triggered, this, [this, theme = theme] { chooseTheme(theme); });
    }
    QMenu *help = menuBar()->addMenu(tr("&Help"));
    help->addActions({a.shortcuts, a.about});
    auto *corner = new QWidget;
    m_file = Label::muted({});
    m_disk = new Label({}, TextSize::Secondary, "notice.ok.ink");
    auto *layout = new QHBoxLayout(corner);
    layout->setContentsMargins(0, 0, 16, 0);
    layout->setSpacing(12);
    corner->setMinimumWidth(360); // the menu bar does not ask again when the texts grow
    layout->addStretch(1);
    layout->addWidget(m_file);
    layout->addWidget(m_disk);
    menuBar()->setCornerWidget(corner);
    fillRecent();
}

void MainWindow::fillRecent()
{
    m_actions->recent->clear();
    for (const RecentFile &recent : m_preferences.recent()) {
        QAction *action = m_actions->recent->addAction(plainLabel(QFileInfo(recent.path).completeBaseName()));
        action->setToolTip(plainTip(recent.path));
        action->setEnabled(recent.there);
        connect(action, &QAction::triggered, this, [this, path = recent.path] { openFile(path); });
    }
    m_actions->recent->setEnabled(!m_actions->recent->isEmpty());
}

void MainWindow::makeStatusBar()
{
    auto *bar = new Pane("surface.panel", Qt::TopEdge);
    bar->setFixedHeight(sizes::statusBar);
    m_job = Label::muted({});
    m_last = Label::muted({});
    m_last->setElided();
    m_method = Label::muted({});
    m_digest = Label::muted({});
    m_digest->setMono();
    m_counts = new Label({}, TextSize::Secondary, "text.secondary");
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(12, 0, 12, 0);
    layout->setSpacing(sizes::groupGap);
    layout->addWidget(m_job);
    layout->addWidget(m_last, 1);
    layout->addWidget(m_method);
    layout->addWidget(m_digest);
    layout->addWidget(m_counts);
    static_cast<QVBoxLayout *>(centralWidget()->layout())->addWidget(bar);
}

void MainWindow::showShortcuts()
{
    auto *dialog = new QDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Keyboard"));
    auto *grid = new QGridLayout(dialog);
    grid->setContentsMargins(24, 20, 24, 20);
    grid->setHorizontalSpacing(32);
    grid->setVerticalSpacing(6);
    grid->addWidget(Label::title(tr("Keyboard")), 0, 0, 1, 4);
    int place = 0;
    QList<QAction *> shown;
    for (QAction *action : actions())
        if (!action->shortcut().isEmpty())
            shown << action;
    const int perColumn = (static_cast<int>(shown.size()) + 1) / 2;
    for (const QAction *action : std::as_const(shown)) {
        const int row = 1 + place % perColumn;
        const int column = 2 * (place / perColumn);
        grid->addWidget(new Label(QString(action->text()).remove(QLatin1Char('&')).section(QLatin1Char(':'), 0, 0)),
                        row, column);
        grid->addWidget(Label::muted(action->shortcut().toString(QKeySequence::NativeText)), row, column + 1);
        ++place;
    }
    dialog->open();
}

void MainWindow::showAbout()
{
    auto *dialog = new QDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("About Tarascope"));
    auto *layout = new QVBoxLayout(dialog);
    layout->setContentsMargins(24, 20, 24, 24);
    layout->addWidget(Label::title(tr("Tarascope %1").arg(QStringLiteral(TARASCOPE_VERSION))));
    auto *words = new Label(tr("Attack paths from a backend API to the vehicle, and the risk that follows. Licensed "
                               "under the Apache License 2.0. It opens no network connection."),
                            TextSize::Body, "text.secondary");
    words->setWordWrap(true);
    words->setMinimumWidth(420);
    layout->addWidget(words);
    dialog->open();
}

} // namespace tarascope
