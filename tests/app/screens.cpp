#include "tests/app/screens.h"

#include "app/session.h"
#include "tests/app/projectfixture.h"
#include "views/controls/notice.h"
#include "views/inspector/inspector.h"
#include "views/journal/journalpanel.h"
#include "views/paths/pathspage.h"
#include "views/paths/whatifpanel.h"
#include "views/risks/riskspage.h"
#include "views/tables/tablepane.h"
#include "views/tables/tableview.h"
#include "views/words.h"

#include <QtTest/QtTest>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QApplication>
#include <QtWidgets/QDialog>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QMenuBar>
#include <QtWidgets/QTabBar>

using namespace tarascope;

namespace {

void chooseTab(WindowFixture &at, const QString &words)
{
    auto &tabs = at.find<QTabBar>(QStringLiteral("Side panel"));
    for (int i = 0; i < tabs.count(); ++i)
        if (tabs.tabText(i) == words)
            tabs.setCurrentIndex(i);
}

void showItem(WindowFixture &at, const std::string &key)
{
    at.page().goTo(at.item(key));
    at.find<TableView>().setFocus();
}

QWidget *dialogOf(WindowFixture &at)
{
    QDialog *dialog = nullptr;
    const bool shown = QTest::qWaitFor([&] {
        dialog = at.window->findChild<QDialog *>();
        return dialog && dialog->isVisible();
    });
    return shown ? dialog : nullptr;
}

QWidget *triggered(WindowFixture &at, const QString &words)
{
    for (QAction *action : at.window->actions())
        if (QString(action->text()).remove(QLatin1Char('&')) == words)
            action->trigger();
    return dialogOf(at);
}

void whatIf(WindowFixture &at, const char *target, const QStringList &switched)
{
    at.page().goToPaths(at.item(target));
    at.settle();
    for (const QString &name : switched)
        at.find<QAbstractButton>(name).click();
    at.settle();
}

void strike(WindowFixture &at, const QString &why)
{
    for (auto *button : at.find<PathsPage>().findChildren<QAbstractButton *>())
        if (button->text().startsWith(QLatin1String("Not credible")) && button->isVisible())
            button->click();
    auto &field = at.find<QLineEdit>(QStringLiteral("Why the step is not credible"));
    QTest::keyClicks(&field, why);
    QTest::keyClick(&field, Qt::Key_Return);
}

QWidget *menu(WindowFixture &at, int place)
{
    QMenu *opened = at.find<QMenuBar>().actions().at(place)->menu();
    opened->popup(at.window->mapToGlobal(QPoint(10, 28)));
    return opened;
}

Screen shown(const char *name, std::function<void(WindowFixture &)> show)
{
    return {QString::fromLatin1(name), [show = std::move(show)](WindowFixture &at) -> QWidget * {
                show(at);
                return at.window.get();
            }};
}

Screen itemScreen(const char *name, const char *key, bool german = false)
{
    return shown(name, [key, german](WindowFixture &at) {
        german ? at.germanExample() : at.example();
        showItem(at, key);
    });
}

Screen risksScreen(const char *name, bool german)
{
    return shown(name, [german](WindowFixture &at) {
        german ? at.germanExample() : at.example();
        at.page().showWorkspace(Workspace::Tara);
    });
}

std::vector<Screen> frameScreens()
{
    return {
        shown("start-first", [](WindowFixture &) {}),
        shown("start-recent",
              [](WindowFixture &at) {
                  at.open({}, QStringLiteral("charging-backend"));
                  at.open({}, QStringLiteral("gone"));
                  at.example();
                  QFile::remove(at.path(QStringLiteral("gone.tarascope")));
                  at.window->closeProject();
              }),
        shown("notice-error",
              [](WindowFixture &at) {
                  at.example();
                  at.window->importFiles({at.file(QStringLiteral("broken.json"), "{\"format\":\"tarascope\",\n oops}")});
                  QVERIFY(QTest::qWaitFor([&] { return !at.window->isWorking(); }));
              }),
        shown("notice-read-only",
              [](WindowFixture &at) {
                  at.example();
                  at.window->closeProject();
                  const QString path = at.path(QStringLiteral("remote-command.tarascope"));
                  static std::unique_ptr<Project> other; // holds the lock, as another window would
                  other = std::move(*openProject(fromText(path), Access::Write));
                  at.openFile(path);
                  showItem(at, "EP-1");
              }),
        {QStringLiteral("menu-file"), [](WindowFixture &at) { return at.example(), menu(at, 0); }},
        {QStringLiteral("menu-edit"), [](WindowFixture &at) { return at.example(), menu(at, 1); }},
        {QStringLiteral("menu-view"), [](WindowFixture &at) { return at.example(), menu(at, 2); }},
        {QStringLiteral("keyboard"), [](WindowFixture &at) { return triggered(at, QStringLiteral("Keyboard")); }},
        {QStringLiteral("about"), [](WindowFixture &at) { return triggered(at, QStringLiteral("About Tarascope")); }},
    };
}

std::vector<Screen> itemScreens()
{
    return {
        itemScreen("items-endpoint", "EP-1"),
        itemScreen("items-control", "CT-1"),
        itemScreen("items-damage", "DS-2"),
        itemScreen("items-german", "TS-2", true),
        shown("items-link",
              [](WindowFixture &at) {
                  at.example();
                  showItem(at, "EP-1");
                  at.find<QAbstractButton>(QStringLiteral("Open this link: it has values")).click();
              }),
        shown("items-add-link",
              [](WindowFixture &at) {
                  at.example();
                  showItem(at, "SV-1");
                  at.page().addLink();
              }),
        shown("items-filter",
              [](WindowFixture &at) {
                  at.example();
                  showItem(at, "CT-1");
                  at.find<TablePane>().setFilter(QStringLiteral("message"));
                  at.page().focusFilter();
              }),
        shown("items-edit-name",
              [](WindowFixture &at) {
                  at.example();
                  showItem(at, "EP-1");
                  at.page().renameSelected();
              }),
        shown("items-wrong-field",
              [](WindowFixture &at) {
                  at.example();
                  showItem(at, "CM-1");
                  auto &field = at.find<QLineEdit>(QStringLiteral("Time to live"));
                  field.setText(QStringLiteral("soon"));
                  QTest::keyClick(&field, Qt::Key_Return);
              }),
        shown("items-deleted",
              [](WindowFixture &at) {
                  at.example();
                  showItem(at, "EP-2");
                  at.page().deleteSelected();
                  at.settle();
              }),
        shown("items-empty", [](WindowFixture &at) { at.open(); }),
        shown("journal",
              [](WindowFixture &at) {
                  at.example();
                  showItem(at, "EP-2");
                  at.page().deleteSelected();
                  at.settle();
                  at.page().edits().undo();
                  at.settle();
                  at.page().addItem(Kind::control);
                  at.settle();
                  at.page().showPanel(ProjectPage::Panel::Journal);
              }),
    };
}

std::vector<Screen> analysisScreens()
{
    return {
        risksScreen("risks", false),
        risksScreen("risks-german", true),
        shown("risks-what-if",
              [](WindowFixture &at) {
                  at.example();
                  whatIf(at, "TS-4", {QStringLiteral("Authenticated brake messages: on"),
                                      QStringLiteral("Login with a second factor: off")});
                  at.page().showWorkspace(Workspace::Tara);
                  chooseTab(at, QStringLiteral("What if"));
              }),
        shown("risks-empty",
              [](WindowFixture &at) {
                  at.open();
                  at.page().showWorkspace(Workspace::Tara);
              }),
        shown("paths-unasked",
              [](WindowFixture &at) {
                  at.example();
                  at.page().showWorkspace(Workspace::Paths);
              }),
        shown("paths", [](WindowFixture &at) { return at.example(), whatIf(at, "TS-1", {}); }),
        shown("paths-holding",
              [](WindowFixture &at) {
                  at.example();
                  at.page().setReading(Reading::Claimed);
                  whatIf(at, "TS-1", {});
                  auto &steps = at.find<TableView>(QStringLiteral("Steps"));
                  steps.goTo(steps.model()->rowCount() - 1);
                  at.settle();
              }),
        shown("paths-struck",
              [](WindowFixture &at) {
                  at.example();
                  whatIf(at, "TS-4", {});
                  strike(at, QStringLiteral("The gateway has no route from there."));
                  at.settle();
              }),
        shown("paths-what-if",
              [](WindowFixture &at) {
                  at.example();
                  whatIf(at, "TS-4", {QStringLiteral("Authenticated brake messages: on"),
                                      QStringLiteral("Message filter of the central gateway: off")});
              }),
        shown("paths-german", [](WindowFixture &at) { return at.germanExample(), whatIf(at, "TS-4", {}); }),
        shown("paths-nothing",
              [](WindowFixture &at) {
                  at.example();
                  QStringList off;
                  for (const char *name : {"Owner of another car", "Former owner of the car", "Dealer user",
                                           "Anybody on the internet"})
                      off << QString::fromLatin1(name) + QStringLiteral(": off");
                  whatIf(at, "TS-1", off);
              }),
        {QStringLiteral("paths-choose"),
         [](WindowFixture &at) {
             at.example();
             at.page().showWorkspace(Workspace::Paths);
             at.find<ItemPicker>(QStringLiteral("To")).openList(QStringLiteral("b"));
             return QApplication::activePopupWidget();
         }},
    };
}

std::vector<Screen> overviewScreens()
{
    return {
        shown("overview-demo", [](WindowFixture &at) { at.demo(); }),
        shown("overview-example", [](WindowFixture &at) { at.example(); }),
        shown("overview-german", [](WindowFixture &at) { at.germanExample(); }),
        shown("overview-empty", [](WindowFixture &at) { at.open(); }),
        {QStringLiteral("overview-explained"),
         [](WindowFixture &at) {
             at.demo();
             for (auto *button : at.page().findChildren<QAbstractButton *>())
                 if (button->accessibleName().contains(QStringLiteral("APIs with object-level tests")))
                     button->click();
             return dialogOf(at);
         }},
        shown("apis-demo", [](WindowFixture &at) { at.demo(), at.page().showView(Workspace::Apis, 0); }),
        shown("apis-endpoints", [](WindowFixture &at) { at.demo(), at.page().showView(Workspace::Apis, 1); }),
        shown("apis-versions", [](WindowFixture &at) { at.demo(), at.page().showView(Workspace::Apis, 2); }),
        shown("apis-german", [](WindowFixture &at) { at.germanExample(), at.page().showView(Workspace::Apis, 1); }),
        shown("apis-empty", [](WindowFixture &at) { at.open(), at.page().showView(Workspace::Apis, 0); }),
        shown("problems",
              [](WindowFixture &at) {
                  at.demo();
                  at.page().showPanel(ProjectPage::Panel::Problems);
                  QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
              }),
    };
}

QWidget *preview(WindowFixture &at, const QStringList &files)
{
    at.window->importFiles(files);
    return dialogOf(at);
}

std::vector<Screen> importScreens()
{
    return {
        {QStringLiteral("import-new"),
         [](WindowFixture &at) {
             at.open();
             return preview(at, {toText(examplePath())});
         }},
        {QStringLiteral("import-losses"),
         [](WindowFixture &at) {
             at.example();
             return preview(at, {at.file(QStringLiteral("night.xml"),
                                         R"(<testsuite name="night" timestamp="2026-11-20T02:00:00Z">
<testcase name="AZ-unlock-S2-3f2a9c02"/>
<testcase name="AZ-start-S2-77b01e04"><failure message="expected 403, got 200"/></testcase>
<testcase name="AZ-nowhere-S2-00000000"/>
</testsuite>)")});
         }},
        {QStringLiteral("import-nothing-new"),
         [](WindowFixture &at) {
             at.example();
             return preview(at, {toText(examplePath())});
         }},
    };
}

} // namespace

const std::vector<Screen> &screens()
{
    static const std::vector<Screen> all = [] {
        std::vector<Screen> made = frameScreens();
        for (const auto &more :
             {itemScreens(), analysisScreens(), overviewScreens(), importScreens(), canvasScreens()})
            made.insert(made.end(), more.begin(), more.end());
        return made;
    }();
    return all;
}
