#include "app/session.h"
#include "tests/app/projectfixture.h"
#include "tests/app/windowfixture.h"
#include "tests/testmain.h"
#include "views/controls/notice.h"
#include "views/edits/changes.h"
#include "views/frame/bottompanel.h"
#include "views/importpreview/importpreview.h"
#include "views/inspector/inspector.h"
#include "views/paths/whatifpanel.h"
#include "views/problems/problemspanel.h"
#include "views/tables/itemspage.h"
#include "views/tables/tablepane.h"
#include "views/tables/tableview.h"
#include "views/words.h"

#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QApplication>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QMenuBar>
#include <QtWidgets/QTabBar>

using namespace tarascope;

/// The window as a user works with it: with keys, from opening to closing.
class WindowTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aNameIsEditedUndoneAndRedone()
    {
        WindowFixture at;
        at.example();
        at.page().goTo(at.item("EP-3"));
        table(at).setFocus();
        QTest::keyClick(table(at).window()->focusWidget(), Qt::Key_F2);
        QWidget *editor = QApplication::focusWidget();
        QVERIFY(qobject_cast<QLineEdit *>(editor));
        static_cast<QLineEdit *>(editor)->selectAll();
        QTest::keyClicks(editor, QStringLiteral("POST /v2/oauth/token"));
        QTest::keyClick(editor, Qt::Key_Return);
        at.settle();
        QCOMPARE(nameShown(at), QStringLiteral("POST /v2/oauth/token"));
        QVERIFY2(actionText(at, "&Undo").contains(QStringLiteral("Rename EP-3 to POST /v2/oauth/token")),
                 qPrintable(actionText(at, "&Undo")));
        QTest::keyClick(at.window.get(), Qt::Key_Z, Qt::ControlModifier);
        at.settle();
        QCOMPARE(nameShown(at), QStringLiteral("POST /oauth/token"));
        QTest::keyClick(at.window.get(), Qt::Key_Y, Qt::ControlModifier);
        at.settle();
        QCOMPARE(nameShown(at), QStringLiteral("POST /v2/oauth/token"));
        QCOMPARE(at.find<Inspector>().findChild<QLineEdit *>()->text(), QStringLiteral("POST /v2/oauth/token"));
    }

    /// After Return the field has nothing of its own to take back: Ctrl+Z takes back the change.
    void undoInAFieldThatWasLeftIsThatOfTheProject()
    {
        WindowFixture at;
        at.example();
        at.page().goTo(at.item("EP-3"));
        at.settle();
        auto *name = at.find<Inspector>().findChild<QLineEdit *>();
        QVERIFY(name && name->text() == QStringLiteral("POST /oauth/token"));
        name->setFocus();
        name->selectAll();
        QTest::keyClicks(name, QStringLiteral("Token"));
        QTest::keyClick(name, Qt::Key_Return);
        at.settle();
        QCOMPARE(nameShown(at), QStringLiteral("Token"));
        QTest::keyClick(name, Qt::Key_Z, Qt::ControlModifier);
        at.settle();
        QCOMPARE(nameShown(at), QStringLiteral("POST /oauth/token"));
        QCOMPARE(name->text(), QStringLiteral("POST /oauth/token"));
    }

    void aWhatIfIsSaidOnEveryPage()
    {
        WindowFixture at;
        at.example();
        QTest::keyClick(at.window.get(), Qt::Key_6, Qt::ControlModifier);
        at.settle();
        auto &panel = at.find<WhatIfPanel>();
        for (auto *button : panel.findChildren<QAbstractButton *>())
            if (button->text() == QStringLiteral("off")) {
                button->click();
                break;
            }
        at.settle();
        QVERIFY(!panel.scenario().empty());
        const auto said = [&at] {
            for (const Notice *notice : at.page().findChildren<Notice *>())
                if (notice->isVisible() && notice->sentence().contains(QStringLiteral("CT-1 off")))
                    return true;
            return false;
        };
        for (const Qt::Key page : {Qt::Key_1, Qt::Key_2, Qt::Key_3}) {
            QTest::keyClick(at.window.get(), page, Qt::ControlModifier);
            at.settle();
            QVERIFY(said());
        }
        panel.clear();
        at.settle();
        QVERIFY(!said());
    }

    void theDemoIsMadeAndOpened()
    {
        WindowFixture at;
        at.window->newDemo(at.path(QStringLiteral("demo")));
        QTRY_VERIFY_WITH_TIMEOUT(at.window->page(), 20'000);
        at.settle();
        QCOMPARE(at.graph().countOf(Kind::threatScenario), std::size_t(40));
        QVERIFY(QFile::exists(at.path(QStringLiteral("demo.tarascope"))));
        QVERIFY2(actionText(at, "&Undo").contains(QStringLiteral("Demo project remote-command")),
                 qPrintable(actionText(at, "&Undo")));
        // The name is taken now: nothing is written over.
        at.window->closeProject();
        at.window->newDemo(at.path(QStringLiteral("demo")));
        QTRY_VERIFY(at.window->notice().isVisible());
        QVERIFY(!at.window->page());
    }

    void deleteTakesTheRowAndSaysHowToHaveItBack()
    {
        WindowFixture at;
        at.example();
        at.page().goTo(at.item("EP-2"));
        table(at).setFocus();
        QTest::keyClick(&table(at), Qt::Key_Delete);
        at.settle();
        QCOMPARE(at.graph().countOf(Kind::endpoint), std::size_t(3));
        QCOMPARE(at.window->notice().sentence(), QStringLiteral("Deleted EP-2 with its 10 links."));
        button(at.window->notice(), QStringLiteral("Undo"))->click();
        at.settle();
        QCOMPARE(at.graph().countOf(Kind::endpoint), std::size_t(4));
        QCOMPARE(at.graph().linkCount(), std::size_t(75));
        QVERIFY2(at.window->notice().isHidden(), qPrintable(at.window->notice().sentence()));
    }

    void deleteInAFieldLeavesTheItemAlone()
    {
        WindowFixture at;
        at.example();
        at.page().goTo(at.item("EP-2"));
        auto &box = *at.find<Inspector>().findChild<QComboBox *>();
        box.setFocus();
        QTest::keyClick(&box, Qt::Key_Delete);
        at.settle();
        QCOMPARE(at.graph().countOf(Kind::endpoint), std::size_t(4));
    }

    void keysLeadThroughTheWorkspaces()
    {
        WindowFixture at;
        at.example();
        QTest::keyClick(at.window.get(), Qt::Key_5, Qt::ControlModifier);
        QVERIFY(focusIsIn(QStringLiteral("5 risks: 1 at 5, 2 at 4, 1 at 3")));
        QTest::keyClick(at.window.get(), Qt::Key_1, Qt::AltModifier);
        QVERIFY(focusIsIn(QStringLiteral("5 risks: 2 at 5, 2 at 4, 1 at 3")));
        QTest::keyClick(at.window.get(), Qt::Key_F, Qt::ControlModifier);
        QVERIFY(qobject_cast<QLineEdit *>(QApplication::focusWidget()));
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("brake"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QVERIFY(focusIsIn(QStringLiteral("5 risks: 2 at 5, 2 at 4, 1 at 3")));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Home, Qt::ControlModifier);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return); // Enter shows the attack paths of the row
        at.settle();
        QVERIFY(focusOrTitle(at, QStringLiteral("To TS-4 Brake messages are forged")));
        QTest::keyClick(at.window.get(), Qt::Key_Left, Qt::AltModifier);
        QVERIFY(at.page().canGoForward());
        at.page().showView(Workspace::Architecture, allItemsView);
        QTest::keyClick(at.window.get(), Qt::Key_5, Qt::ControlModifier);
        QTest::keyClick(at.window.get(), Qt::Key_2, Qt::ControlModifier); // the view that was looked at last
        QVERIFY(focusIsIn(QStringLiteral("Endpoints")));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return); // Enter works on the item
        QCOMPARE(QApplication::focusWidget()->accessibleName(), QStringLiteral("Name"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QVERIFY(focusIsIn(QStringLiteral("Endpoints")));
    }

    void theOverviewComesFirstAndItsBarsLeadToTheRegister()
    {
        WindowFixture at;
        at.example();
        QCOMPARE(at.page().workspace(), Workspace::Overview);
        QVERIFY(QApplication::focusWidget()->accessibleName().startsWith(QStringLiteral("Risk by level: 2 risks at 5, inherent")));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return); // the first part of the claimed reading
        QCOMPARE(at.page().workspace(), Workspace::Tara);
        QVERIFY(focusIsIn(QStringLiteral("5 risks: 1 at 4, 1 at 3")));
    }

    void theProblemsOpenByTheirKeyAndLeadToTheItem()
    {
        WindowFixture at;
        at.example();
        QTest::keyClick(at.window.get(), Qt::Key_F8);
        auto &panel = at.find<ProblemsPanel>();
        QVERIFY(panel.isVisible() && panel.isAncestorOf(QApplication::focusWidget()));
        const auto wanted = problemCountWords(panel.counts());
        QVERIFY(at.find<QAbstractButton>(QStringLiteral("Problems: ") + wanted).isVisible());
        QTest::keyClick(&panel.pane().view(), Qt::Key_Home, Qt::ControlModifier);
        QTest::keyClick(&panel.pane().view(), Qt::Key_Return);
        QCOMPARE(at.page().workspace(), Workspace::Architecture);
        const int before = panel.counts()[0] + panel.counts()[1];
        at.page().addItem(Kind::threatScenario); // targets nothing, realizes nothing: two errors
        at.settle();
        QCOMPARE(panel.counts()[0] + panel.counts()[1], before + 2);
    }

    void tabReachesEveryPart()
    {
        WindowFixture at;
        at.example();
        at.page().showView(Workspace::Architecture, allItemsView);
        QStringList order;
        for (int i = 0; i < 200 && QApplication::focusWidget(); ++i) {
            order << QApplication::focusWidget()->accessibleName();
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            if (QApplication::focusWidget() == &table(at))
                break;
        }
        QCOMPARE(QApplication::focusWidget(), &table(at)); // it goes round
        const char *parts[] = {"Side panel", "Name", "Overview", "Views", "Kinds of items"};
        qsizetype last = -1;
        for (const char *part : parts) {
            const qsizetype place = order.indexOf(QLatin1String(part));
            QVERIFY2(place > last,
                     qPrintable(QLatin1String(part) + QLatin1String(": ") + order.join(QStringLiteral(", ")).right(300)));
            last = place;
        }
    }

    void theBottomDockOpensAndClosesByKeys()
    {
        WindowFixture at;
        at.example();
        at.page().showView(Workspace::Architecture, allItemsView);
        auto &dock = at.find<BottomPanel>();
        QVERIFY(dock.isHidden());
        const Qt::KeyboardModifiers both = Qt::ControlModifier | Qt::ShiftModifier;
        QTest::keyClick(at.window.get(), Qt::Key_H, both);
        QVERIFY(dock.isVisible());
        QVERIFY(dock.isAncestorOf(QApplication::focusWidget()));
        QTest::keyClick(at.window.get(), Qt::Key_J, both); // another page of it
        QVERIFY(dock.isVisible());
        QTest::keyClick(at.window.get(), Qt::Key_J, both); // the same again
        QVERIFY(dock.isHidden());
        QVERIFY(QApplication::focusWidget() == &table(at));
        QTest::keyClick(at.window.get(), Qt::Key_M, both);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QVERIFY(dock.isHidden());
    }

    void everyMenuEntryHasAKeyOrAMark()
    {
        WindowFixture at;
        at.example();
        int seen = 0;
        const std::function<void(const QMenu &)> walk = [&](const QMenu &menu) {
            for (const QAction *action : menu.actions()) {
                if (action->isSeparator())
                    continue;
                ++seen;
                const bool isOwn = menu.title() != QStringLiteral("Open &recent"); // file names have none
                QVERIFY2(!isOwn || action->text().contains(QLatin1Char('&')) || !action->shortcut().isEmpty(),
                         qPrintable(action->text()));
                if (action->menu())
                    walk(*action->menu());
            }
        };
        for (const QAction *top : at.find<QMenuBar>().actions())
            walk(*top->menu());
        QVERIFY(seen > 25);
    }

    void noKeyIsGivenTwice()
    {
        WindowFixture at;
        QSet<QString> keys;
        for (const QAction *action : at.window->actions())
            for (const QKeySequence &key : action->shortcuts()) {
                QVERIFY2(!keys.contains(key.toString()), qPrintable(key.toString()));
                keys << key.toString();
            }
    }

    void anImportIsShownThenTakenAsOneStep()
    {
        WindowFixture at;
        at.open();
        at.window->importFiles({toText(examplePath())});
        QTRY_VERIFY(at.window->findChild<ImportPreview *>());
        auto *preview = at.window->findChild<ImportPreview *>();
        QCOMPARE(at.graph().itemCount(), std::size_t(0));
        QTest::keyClick(preview, Qt::Key_Return);
        QTRY_VERIFY(!at.window->findChild<ImportPreview *>());
        at.settle();
        QCOMPARE(at.graph().itemCount(), std::size_t(50));
        QVERIFY(actionText(at, "&Undo").contains(QStringLiteral("Import unlock.json")));
        at.window->activateWindow(); // without a window system nobody else does when a dialog closes
        QVERIFY(QTest::qWaitForWindowActive(at.window.get()));
        QTest::keyClick(at.window.get(), Qt::Key_Z, Qt::ControlModifier);
        at.settle();
        QCOMPARE(at.graph().itemCount(), std::size_t(0));
    }

    void aPreviewThatIsLeftChangesNothing()
    {
        WindowFixture at;
        at.open();
        at.window->importFiles({toText(examplePath())});
        QTRY_VERIFY(at.window->findChild<ImportPreview *>());
        QTest::keyClick(at.window->findChild<ImportPreview *>(), Qt::Key_Escape);
        at.settle();
        QCOMPARE(at.graph().itemCount(), std::size_t(0));
        QVERIFY(!at.page().project().canUndo());
    }

    void aFileThatCannotBeReadSaysWhere_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("said");
        QTest::newRow("JSON") << QByteArray("{\"format\":\"tarascope\",\"version\":1,\n\"items\":[oops]}")
                              << QStringLiteral("input.json:2:");
        QTest::newRow("XML") << QByteArray("<testsuite>\n<testcase name=\"a\"></testsuite>")
                             << QStringLiteral("input.json:2:");
        QTest::newRow("unknown") << QByteArray("hello") << QStringLiteral("no format knows this file");
    }
    void aFileThatCannotBeReadSaysWhere()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, said);
        WindowFixture at;
        at.open();
        at.window->importFiles({at.file(QStringLiteral("input.json"), bytes)});
        QTRY_VERIFY(!at.window->isWorking());
        QVERIFY2(at.window->notice().sentence().contains(said), qPrintable(at.window->notice().sentence()));
        QCOMPARE(at.graph().itemCount(), std::size_t(0));
    }

    void whatIsNoProjectDoesNotOpen()
    {
        WindowFixture at;
        at.example();
        at.window->openFile(
            at.file(QStringLiteral("text.tarascope"), "this is no database, but long enough to be one"));
        QTRY_VERIFY(!at.window->isWorking());
        QVERIFY(!at.window->notice().isHidden());
        QVERIFY2(at.window->notice().sentence().contains(QStringLiteral("text.tarascope")),
                 qPrintable(at.window->notice().sentence()));
        QVERIFY(at.window->page()); // the project that was open stays
        QCOMPARE(at.graph().itemCount(), std::size_t(50));
        at.window->openFile(at.path(QStringLiteral("nowhere.tarascope")));
        QTRY_VERIFY(!at.window->isWorking());
        QVERIFY2(at.window->notice().sentence().contains(QStringLiteral("nowhere.tarascope")),
                 qPrintable(at.window->notice().sentence()));
    }

    void aProjectThatIsOpenElsewhereCanBeRead()
    {
        WindowFixture at;
        at.open({toText(examplePath())});
        at.window->closeProject();
        const auto other = openProject(fromText(at.path(QStringLiteral("remote-command.tarascope"))), Access::Write);
        QVERIFY(other);
        at.openFile(at.path(QStringLiteral("remote-command.tarascope")));
        QVERIFY(at.page().project().readOnly());
        QVERIFY(!at.window->notice().isHidden());
        for (const char *name : {"&Undo", "New &item", "&Delete", "&Import files\u2026"})
            QVERIFY2(!action(at, name)->isEnabled(), name);
    }

    void aRefusedEditIsSaid()
    {
        WindowFixture at;
        at.example();
        at.page().edits().submit([](const Graph &graph) { return renameItem(graph, Uid::random(), "x"); });
        at.settle();
        QVERIFY(!at.window->notice().isHidden());
        QVERIFY(at.window->notice().sentence().size() > 10);
    }

    void whatWasTypedIsOnDiskWhenTheWindowCloses()
    {
        WindowFixture at;
        at.example();
        at.page().goTo(at.item("SV-1"));
        auto *name = at.find<Inspector>().findChild<QLineEdit *>();
        name->setFocus();
        name->selectAll();
        QTest::keyClicks(name, QStringLiteral("Command queue"));
        at.window->close();
        const auto read = openProject(fromText(at.path(QStringLiteral("remote-command.tarascope"))), Access::Read);
        QVERIFY(read);
        QCOMPARE((*read)->undoTitle().english(), std::string()); // read-only
        bool found = false;
        (*read)->graph().forEachItem([&](ItemId, const Item &item) { found = found || item.name == "Command queue"; });
        QVERIFY(found);
    }

    void anExportCanBeImportedAgain()
    {
        WindowFixture at;
        at.example();
        at.window->exportFile(at.path(QStringLiteral("out.json")));
        QTRY_VERIFY(!at.window->isWorking());
        QVERIFY2(at.window->notice().sentence().startsWith(QStringLiteral("Exported 50 items, 75 links")),
                 qPrintable(at.window->notice().sentence()));
        at.window->importFiles({at.path(QStringLiteral("out.json"))});
        QTRY_VERIFY(at.window->findChild<ImportPreview *>());
        QVERIFY(!button(*at.window->findChild<ImportPreview *>(), QStringLiteral("Import"))->isVisible());
    }

    void theChosenLookIsRemembered()
    {
        WindowFixture at;
        for (const QAction *top : at.find<QMenuBar>().actions())
            for (QAction *entry : top->menu()->actions())
                if (entry->menu() && entry->text() == QStringLiteral("&Look"))
                    entry->menu()->actions().at(2)->trigger();
        const Preferences kept(at.path(QStringLiteral("preferences.ini")));
        QCOMPARE(kept.theme(), std::optional(Theme::Dark));
        QVERIFY(QApplication::palette().color(QPalette::Window).lightness() < 80);
    }

    void recentProjectsAreOffered()
    {
        WindowFixture at;
        at.example();
        at.window->closeProject();
        auto *row = button(*at.window, at.path(QStringLiteral("remote-command.tarascope")));
        QVERIFY(row);
        row->setFocus();
        QTest::keyClick(row, Qt::Key_Space);
        QTRY_VERIFY(at.window->page());
        at.settle();
        QCOMPARE(at.graph().itemCount(), std::size_t(50));
    }

private:
    static TableView &table(WindowFixture &at) { return at.find<ItemsPage>().pane().view(); }
    static QString nameShown(WindowFixture &at)
    {
        const QModelIndex current = table(at).currentIndex();
        return current.siblingAtColumn(1).data().toString();
    }
    static const QAction *action(WindowFixture &at, const char *text)
    {
        for (const QAction *action : at.window->actions())
            if (action->text().startsWith(QString::fromUtf8(text)))
                return action;
        qFatal("no action %s", text);
    }
    static QString actionText(WindowFixture &at, const char *text) { return action(at, text)->text(); }
    static QAbstractButton *button(QWidget &below, const QString &name)
    {
        for (auto *button : below.findChildren<QAbstractButton *>())
            if (button->text() == name || button->accessibleName() == name)
                return button;
        return nullptr;
    }
    static bool focusIsIn(const QString &table)
    {
        const QWidget *focus = QApplication::focusWidget();
        if (focus && focus->accessibleName() == table)
            return true;
        qWarning("the focus is in '%s'", focus ? qPrintable(focus->accessibleName()) : "nothing");
        return false;
    }
    static bool focusOrTitle(WindowFixture &at, const QString &words)
    {
        for (const QLabel *label : at.window->findChildren<QLabel *>())
            if (label->isVisible() && label->text().startsWith(words))
                return true;
        return false;
    }
};

TARASCOPE_TEST(WindowTest)
#include "windowtest.moc"
