#include "app/windowactions.h"

#include "app/projectpage.h"
#include "views/frame/windowrows.h"
#include "views/icons.h"
#include "views/risks/riskwords.h"
#include "views/words.h"

#include <QtCore/QFileInfo>
#include <QtGui/QAction>
#include <QtGui/QActionGroup>
#include <QtWidgets/QMenu>
#include <QtWidgets/QMenuBar>

// The actions and menus of the window.

namespace tarascope {

QAction *MainWindow::make(const QString &words, const QList<QKeySequence> &keys, const char *icon,
                          std::function<void()> act)
{
    auto *action = new QAction(words, this);
    action->setShortcuts(keys);
    if (icon)
        action->setIcon(makeIcon(m_palette, icon));
    connect(action, &QAction::triggered, this, std::move(act));
    addAction(action);
    return action;
}

void MainWindow::makeActions()
{
    m_actions = std::make_unique<Actions>();
    Actions &a = *m_actions;
    a.newProject = make(tr("&New project\u2026"), {QKeySequence::New}, "add", [this] { askNew(); });
    a.newDemo = make(tr("Make the &demo project\u2026"), {}, nullptr, [this] { askDemo(); });
    a.open = make(tr("&Open\u2026"), {QKeySequence::Open}, nullptr, [this] { askOpen(); });
    a.import = make(tr("&Import files\u2026"), {tr("Ctrl+Shift+I")}, "import", [this] { askImport(); });
    a.exportJson = make(tr("&Export as Tarascope JSON\u2026"), {tr("Ctrl+Shift+E")}, "export", [this] { askExport(); });
    a.close = make(tr("&Close project"), {tr("Ctrl+W")}, nullptr, [this] { closeProject(); });
    a.quit = make(tr("&Quit"), {tr("Ctrl+Q")}, nullptr, [this] { close(); });
    makeItemActions();
    makeViewActions();
    a.shortcuts = make(tr("&Keyboard"), {Qt::Key_Question, Qt::CTRL | Qt::Key_F1}, nullptr, [this] { showShortcuts(); });
    a.about = make(tr("&About Tarascope"), {}, nullptr, [this] { showAbout(); });
    a.needProject = QList<QAction *>{a.exportJson, a.close, a.filter, a.side, a.nextView, a.previousView} + a.workspaces +
                    a.panels + a.readings;
    a.needWriting = {a.import, a.addItem, a.rename, a.remove, a.link};
}

void MainWindow::makeItemActions()
{
    Actions &a = *m_actions;
    a.undo = make(tr("&Undo"), {tr("Ctrl+Z")}, "undo", [this] { m_page->edits().undo(); });
    a.redo = make(tr("&Redo"), {tr("Ctrl+Y"), tr("Ctrl+Shift+Z")}, "redo", [this] { m_page->edits().redo(); });
    a.addItem = make(tr("New &item"), {Qt::Key_Insert}, "add", [this] { m_page->addItem(); });
    a.rename = make(tr("Re&name"), {Qt::Key_F2}, nullptr, [this] { m_page->renameSelected(); });
    a.remove = make(tr("&Delete"), {QKeySequence::Delete}, "close", [this] { m_page->deleteSelected(); });
    // In a field of the inspector the key must not delete the item.
    a.remove->setShortcutContext(Qt::WidgetShortcut);
    a.link = make(tr("Add &link"), {tr("Ctrl+L")}, "link", [this] { m_page->addLink(); });
    a.filter = make(tr("&Filter the table"), {QKeySequence::Find}, "filter", [this] { m_page->focusFilter(); });
}

void MainWindow::makeViewActions()
{
    Actions &a = *m_actions;
    a.back = make(tr("&Back"), {tr("Alt+Left")}, "back", [this] { m_page->goBack(); });
    a.forward = make(tr("For&ward"), {tr("Alt+Right")}, "forward", [this] { m_page->goForward(); });
    a.side = make(tr("Side &panel"), {Qt::Key_F9}, nullptr, [this] { m_page->toggleSidePanel(); });
    const std::tuple<QString, QString, ProjectPage::Panel> panels[] = {
        {tr("&Problems"), tr("Ctrl+Shift+M"), ProjectPage::Panel::Problems},
        {tr("&Jobs"), tr("Ctrl+Shift+J"), ProjectPage::Panel::Jobs},
        {tr("Journa&l"), tr("Ctrl+Shift+H"), ProjectPage::Panel::Journal}};
    for (const auto &[words, keys, panel] : panels)
        a.panels << make(words, {keys}, nullptr, [this, panel = panel] { m_page->togglePanel(panel); });
    a.panels.front()->setShortcuts({QKeySequence(Qt::Key_F8), QKeySequence(tr("Ctrl+Shift+M"))});
    for (int i = 0; i < workspaceCount; ++i) {
        const auto workspace = static_cast<Workspace>(i);
        a.workspaces << make(workspaceWords(workspace), {tr("Ctrl+%1").arg(i + 1)}, workspaceIcon(workspace).data(),
                             [this, workspace] { m_page->showWorkspace(workspace); });
    }
    a.nextView = make(tr("Next &tab"), {tr("Ctrl+PgDown")}, nullptr, [this] { m_page->turnView(1); });
    a.previousView = make(tr("Previous ta&b"), {tr("Ctrl+PgUp")}, nullptr, [this] { m_page->turnView(-1); });
    for (int i = 0; i < readingCount; ++i)
        a.readings << make(readingWords(static_cast<Reading>(i)), {tr("Alt+%1").arg(i + 1)}, nullptr,
                           [this, i] { m_page->setReading(static_cast<Reading>(i)); });
}

void MainWindow::makeMenus()
{
    Actions &a = *m_actions;
    QMenuBar &bar = m_menus->menus();
    QMenu *file = bar.addMenu(tr("&File"));
    file->addActions({a.newProject, a.newDemo, a.open});
    a.recent = file->addMenu(tr("Open &recent"));
    file->addSeparator();
    file->addActions({a.import, a.exportJson});
    file->addSeparator();
    file->addActions({a.close, a.quit});
    QMenu *edit = bar.addMenu(tr("&Edit"));
    edit->addActions({a.undo, a.redo});
    edit->addSeparator();
    edit->addActions({a.addItem, a.rename, a.remove, a.link});
    edit->addSeparator();
    edit->addAction(a.filter);
    QMenu *view = bar.addMenu(tr("&View"));
    view->addActions(a.workspaces);
    view->addSeparator();
    view->addActions({a.nextView, a.previousView, a.back, a.forward});
    view->addSeparator();
    view->addAction(a.side);
    view->addActions(a.panels);
    view->addSeparator();
    view->addMenu(tr("R&eading"))->addActions(a.readings);
    makeLookMenu(*view->addMenu(tr("&Look")));
    QMenu *help = bar.addMenu(tr("&Help"));
    help->addActions({a.shortcuts, a.about});
    fillRecent();
}

void MainWindow::makeLookMenu(QMenu &menu)
{
    auto *group = new QActionGroup(this);
    const std::pair<QString, std::optional<Theme>> themes[] = {{tr("As the &desktop"), std::nullopt},
                                                               {tr("&Light"), Theme::Light},
                                                               {tr("D&ark"), Theme::Dark},
                                                               {tr("&High contrast"), Theme::HighContrast}};
    for (const auto &[words, theme] : themes) {
        QAction *action = menu.addAction(words);
        action->setCheckable(true);
        action->setChecked(theme == m_preferences.theme());
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, theme = theme] { chooseTheme(theme); });
    }
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

} // namespace tarascope
