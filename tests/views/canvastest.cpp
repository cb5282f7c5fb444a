#include "tests/testmain.h"
#include "tests/views/handmade.h"
#include "views/canvas/architecturepage.h"
#include "views/canvas/canvasview.h"
#include "views/canvas/twintable.h"
#include "views/controls/buttons.h"
#include "views/edits/edits.h"
#include "views/tables/tableview.h"

#include <QtGui/QImage>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QApplication>
#include <QtWidgets/QMenu>

using namespace tarascope;

namespace {

/// A canvas over a small project: who attacks, an endpoint, a command, a function, linked in a row.
struct Canvas {
    Canvas() : edits(*sample.project), page(Palette(), edits)
    {
        attacker = sample.add(Kind::attackerProfile, "Anybody");
        app = sample.add(Kind::application, "App");
        endpoint = sample.add(Kind::endpoint, "POST /unlock");
        other = sample.add(Kind::endpoint, "GET /status");
        command = sample.add(Kind::command, "Unlock");
        lock = sample.add(Kind::vehicleFunction, "Door lock");
        sample.link(LinkKind::startsAt, attacker, app);
        sample.link(LinkKind::calls, app, endpoint);
        sample.link(LinkKind::calls, app, other);
        sample.link(LinkKind::invokes, endpoint, command);
        sample.link(LinkKind::actuates, command, lock);
        page.resize(1100, 700);
        page.show();
        settle();
        QObject::connect(sample.project.get(), &Project::changed, &page, [this](const ChangeSet &set) { page.follow(set); });
    }

    void settle()
    {
        if (!QTest::qWaitFor([this] { return !page.isLayingOut() && !edits.busy(); }))
            qFatal("the canvas does not come to rest");
        QCoreApplication::processEvents();
    }
    const Graph &graph() const { return sample.project->graph(); }
    ItemId id(const Uid &uid) const { return graph().findItem(uid); }
    CanvasView &view() { return page.view(); }
    const SceneNode &node(const Uid &uid) { return view().scene().node(view().scene().find(id(uid))); }
    QPoint at(const Uid &uid) { return view().map().toView(node(uid).centre).toPoint(); }
    void drag(const QPoint &from, const QPoint &to)
    {
        QTest::mousePress(&view(), Qt::LeftButton, {}, from);
        for (int i = 1; i <= 4; ++i)
            QTest::mouseMove(&view(), from + (to - from) * i / 4);
        QTest::mouseRelease(&view(), Qt::LeftButton, {}, to);
        settle();
    }
    std::size_t journal() const { return sample.project->journal(0, 1000)->size(); }

    Sample sample;
    Edits edits;
    ArchitecturePage page;
    Uid attacker, app, endpoint, other, command, lock;
};

QString words(const Message &message) { return QString::fromStdString(Error{ErrorKind::Usage, message, {}}.english()); }

} // namespace

/// What a user does on the canvas, and what becomes of it.
class CanvasTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aDragIsOneUndoStepAndNothingElseMoves()
    {
        Canvas canvas;
        QCOMPARE(canvas.graph().positions().size(), std::size_t(0)); // looking writes nothing
        const QPointF before = canvas.node(canvas.command).centre;
        const QPointF neighbour = canvas.node(canvas.lock).centre;
        const std::size_t steps = canvas.journal();
        const QPoint from = canvas.at(canvas.command);
        canvas.drag(from, from + QPoint(0, 90));
        QCOMPARE(canvas.journal(), steps + 1);
        QCOMPARE(words(canvas.sample.project->undoTitle()), QStringLiteral("Move CM-1 on the canvas"));
        const QPointF after = canvas.node(canvas.command).centre;
        QVERIFY(after.y() > before.y() + 50);
        QCOMPARE(canvas.node(canvas.lock).centre, neighbour);
        QCOMPARE(canvas.graph().positions().size(), std::size_t(6)); // all are written: they stay after a restart
        const auto reopened = canvas.sample.reopened();
        QCOMPARE(reopened->graph().position(canvas.command)->y, after.y());
        canvas.edits.undo();
        canvas.settle();
        QCOMPARE(canvas.node(canvas.command).centre, before);
        QCOMPARE(canvas.graph().positions().size(), std::size_t(0));
        canvas.edits.redo();
        canvas.settle();
        QCOMPARE(canvas.node(canvas.command).centre, after);
    }

    void severalMoveTogether()
    {
        Canvas canvas;
        canvas.view().select({canvas.id(canvas.endpoint), canvas.id(canvas.command)}, canvas.id(canvas.command));
        const QPointF apart = canvas.node(canvas.command).centre - canvas.node(canvas.endpoint).centre;
        const std::size_t steps = canvas.journal();
        const QPoint from = canvas.at(canvas.command);
        canvas.drag(from, from + QPoint(0, 60));
        QCOMPARE(canvas.journal(), steps + 1);
        QCOMPARE(canvas.node(canvas.command).centre - canvas.node(canvas.endpoint).centre, apart);
    }

    void aNodeStaysInItsLane()
    {
        Canvas canvas;
        const QPoint from = canvas.at(canvas.command);
        canvas.drag(from, from + QPoint(-700, 40));
        const auto lane = static_cast<std::size_t>(canvas.node(canvas.command).lane);
        QVERIFY(canvas.node(canvas.command).centre.x() > canvas.view().scene().bands[lane]);
        QVERIFY(canvas.view().scene().bands[lane] > canvas.node(canvas.endpoint).centre.x());
    }

    void placesStayAfterEdits()
    {
        Canvas canvas;
        const QPoint from = canvas.at(canvas.command);
        canvas.drag(from, from + QPoint(0, 70));
        std::map<ItemId, QPointF> before;
        for (const SceneNode &node : canvas.view().scene().nodes)
            before[node.item] = node.centre;
        const Uid made = canvas.sample.add(Kind::service, "Broker");
        canvas.sample.link(LinkKind::dispatches, made, canvas.command);
        canvas.settle();
        for (const auto &[item, centre] : before)
            QCOMPARE(canvas.view().scene().node(canvas.view().scene().find(item)).centre, centre);
        const QRectF place = canvas.node(made).rect();
        for (const SceneNode &node : canvas.view().scene().nodes)
            QVERIFY(node.item == canvas.id(made) || !node.rect().intersects(place));
    }

    void keysMoveAsOneStep()
    {
        Canvas canvas;
        canvas.view().select({canvas.id(canvas.command)}, canvas.id(canvas.command));
        const QPointF before = canvas.node(canvas.command).centre;
        const std::size_t steps = canvas.journal();
        for (int i = 0; i < 4; ++i) { // Control is held all the while
            QKeyEvent key(QEvent::KeyPress, Qt::Key_Down, Qt::ControlModifier);
            QApplication::sendEvent(&canvas.view(), &key);
        }
        QKeyEvent control(QEvent::KeyRelease, Qt::Key_Control, Qt::NoModifier);
        QApplication::sendEvent(&canvas.view(), &control);
        canvas.settle();
        QCOMPARE(canvas.journal(), steps + 1);
        QCOMPARE(canvas.node(canvas.command).centre, before + QPointF(0, 40));
    }

    void aClickHitsWhatIsThere()
    {
        Canvas canvas;
        QSignalSpy current(&canvas.page, &ArchitecturePage::currentChanged);
        for (const double zoom : {1.0, 0.5, 0.2}) {
            canvas.view().zoomTo(zoom, QPointF(500, 300));
            for (const Uid &uid : {canvas.command, canvas.endpoint, canvas.lock}) {
                canvas.view().reveal(canvas.id(uid));
                QTest::mouseClick(&canvas.view(), Qt::LeftButton, {}, canvas.at(uid));
                QCOMPARE(canvas.page.current(), canvas.id(uid));
                QCOMPARE(canvas.page.selected(), std::vector<Uid>{uid});
            }
        }
        QCOMPARE(current.count(), 9);
        canvas.view().fit();
        QTest::mouseClick(&canvas.view(), Qt::LeftButton, {}, QPoint(canvas.view().width() / 2, CanvasView::headerHeight + 4));
        QVERIFY(!canvas.page.current().valid());
    }

    void theBandSelectsWhatItTouches()
    {
        Canvas canvas;
        const QRectF area = canvas.view().map().toView(canvas.node(canvas.endpoint).rect() | canvas.node(canvas.other).rect());
        canvas.drag(area.adjusted(-8, -8, 8, 8).topLeft().toPoint(), area.adjusted(-8, -8, 4, 8).bottomRight().toPoint());
        std::vector<Uid> found = canvas.page.selected();
        std::sort(found.begin(), found.end());
        std::vector<Uid> wanted{canvas.endpoint, canvas.other};
        std::sort(wanted.begin(), wanted.end());
        QCOMPARE(found, wanted);
    }

    void everythingWorksWithoutAMouse()
    {
        Canvas canvas;
        QSignalSpy chosen(&canvas.page, &ArchitecturePage::editWanted);
        canvas.view().select({canvas.id(canvas.app)}, canvas.id(canvas.app));
        QTest::keyClick(&canvas.view(), Qt::Key_Left);
        QCOMPARE(canvas.page.current(), canvas.id(canvas.attacker));
        QVERIFY(canvas.view().accessibleDescription().contains(QStringLiteral("Anybody")));
        QTest::keyClick(&canvas.view(), Qt::Key_End);
        QCOMPARE(canvas.page.current(), canvas.id(canvas.lock));
        QTest::keyClick(&canvas.view(), Qt::Key_Backtab, Qt::ShiftModifier);
        QCOMPARE(canvas.page.current(), canvas.id(canvas.command));
        QTest::keyClick(&canvas.view(), Qt::Key_Return);
        QCOMPARE(chosen.count(), 1);
        QTest::keyClick(&canvas.view(), Qt::Key_1);
        QCOMPARE(canvas.view().zoom(), 1.0);
        QTest::keyClick(&canvas.view(), Qt::Key_Minus);
        QVERIFY(canvas.view().zoom() < 1);
        QTest::keyClick(&canvas.view(), Qt::Key_0);
        QVERIFY(canvas.view().shownArea().contains(canvas.view().scene().bounds));
        QTest::keyClick(&canvas.view(), Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(canvas.page.selected().size(), std::size_t(6));
    }

    void connectingMakesOneLink()
    {
        Canvas canvas;
        const std::size_t links = canvas.graph().linkCount();
        const std::size_t steps = canvas.journal();
        QStringList offered;
        QTimer::singleShot(0, &canvas.page, [&] {
            auto *menu = canvas.page.findChild<QMenu *>(QStringLiteral("connect"));
            for (QAction *action : menu->actions())
                offered << action->text() + (action->isEnabled() ? QString() : QStringLiteral("!"));
            menu->actions().front()->trigger();
            menu->close();
        });
        canvas.view().select({canvas.id(canvas.other)}, canvas.id(canvas.other));
        canvas.view().setFocus();
        QTest::keyClick(&canvas.view(), Qt::Key_C);
        QVERIFY(canvas.view().isConnecting());
        canvas.view().select({}, canvas.id(canvas.command));
        QTest::keyClick(&canvas.view(), Qt::Key_Return);
        canvas.settle();
        QVERIFY2(offered.value(0).contains(QStringLiteral("invokes")), qPrintable(offered.join(QLatin1Char('|'))));
        QCOMPARE(canvas.graph().linkCount(), links + 1);
        QCOMPARE(canvas.journal(), steps + 1);
        QVERIFY(!canvas.view().isConnecting());
    }

    void aDragFromTheEdgeConnects()
    {
        Canvas canvas;
        canvas.view().zoomTo(1, QPointF(400, 300));
        canvas.view().reveal(canvas.id(canvas.other));
        QSignalSpy wanted(&canvas.view(), &CanvasView::connectWanted);
        QTimer::singleShot(0, &canvas.page, [&] {
            if (auto *menu = canvas.page.findChild<QMenu *>(QStringLiteral("connect")))
                menu->close();
        });
        const QPoint edge = canvas.view().map().toView(QPointF(canvas.node(canvas.other).rect().right(), canvas.node(canvas.other).centre.y())).toPoint();
        const QPointF before = canvas.node(canvas.other).centre;
        canvas.drag(edge, canvas.at(canvas.endpoint));
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(canvas.node(canvas.other).centre, before);
    }

    void focusAndKindsSayWhatIsHidden()
    {
        Canvas canvas;
        QCOMPARE(canvas.page.countWords(), QStringLiteral("6 of 6 shown"));
        canvas.page.goTo(canvas.id(canvas.command));
        QTest::keyClick(&canvas.view(), Qt::Key_F);
        canvas.settle();
        canvas.page.focusOn({canvas.id(canvas.command)}, 1);
        canvas.settle();
        QCOMPARE(canvas.page.countWords(), QStringLiteral("3 of 6 shown, 3 hidden by focus"));
        QCOMPARE(canvas.page.current(), canvas.id(canvas.command));
        canvas.page.setHidden({Kind::vehicleFunction});
        canvas.settle();
        QCOMPARE(canvas.page.countWords(), QStringLiteral("2 of 6 shown, 3 hidden by focus, 1 of hidden kinds"));
        canvas.page.goTo(canvas.id(canvas.lock)); // what is asked for is shown
        canvas.settle();
        QCOMPARE(canvas.page.countWords(), QStringLiteral("6 of 6 shown"));
        QCOMPARE(canvas.page.current(), canvas.id(canvas.lock));
    }

    void theTwinTableSaysTheSame()
    {
        Canvas canvas;
        canvas.page.twin().setOpen(true);
        QCOMPARE(canvas.page.twin().itemRows(), 6);
        QCOMPARE(canvas.page.twin().linkRows(), 5);
        auto *table = canvas.page.findChild<TableView *>();
        const QAbstractItemModelTester tester(table->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        canvas.page.focusOn({canvas.id(canvas.command)}, 1);
        canvas.settle();
        QCOMPARE(canvas.page.twin().itemRows(), 3);
        QCOMPARE(canvas.page.twin().linkRows(), 2);
        canvas.page.goTo(canvas.id(canvas.lock));
        QCOMPARE(table->model()->index(table->currentIndex().row(), 1).data().toString(), QStringLiteral("Door lock"));
        table->goTo(0);
        QVERIFY(canvas.page.current() != canvas.id(canvas.lock));
    }

    void aPathIsDrawnAndTakenAway()
    {
        Canvas canvas;
        const QImage plain = canvas.view().grab().toImage();
        canvas.page.showPath({{canvas.id(canvas.endpoint), canvas.id(canvas.command), 1}, {canvas.id(canvas.command), canvas.id(canvas.lock), 2}},
                             QStringLiteral("A way"), canvas.id(canvas.lock));
        QVERIFY(canvas.view().hasPath());
        QVERIFY(canvas.view().grab().toImage() != plain);
        QTest::keyClick(&canvas.view(), Qt::Key_Escape);
        QVERIFY(!canvas.view().hasPath());
    }

    void anAttackIsShownWithItsNeighbours()
    {
        HandMade made;
        Edits edits(*made.sample.project);
        ArchitecturePage page(Palette(), edits);
        page.resize(1000, 700);
        page.show();
        page.setHidden({Kind::command});
        const AttackPath path = made.paths().paths.front();
        page.showAttack(path, QStringLiteral("A way"), made.id(made.unlocked));
        QVERIFY(QTest::qWaitFor([&page] { return !page.isLayingOut(); }));
        QCOMPARE(page.view().path().back().number, static_cast<int>(path.steps.size()));
        for (const CanvasStep &step : page.view().path())
            QVERIFY(page.view().scene().find(step.to) >= 0);
        page.clearPath();
        QVERIFY(!page.view().hasPath());
    }

    void riskAndFilesShowThePicture()
    {
        HandMade made;
        Edits edits(*made.sample.project);
        ArchitecturePage page(Palette(), edits);
        page.resize(1000, 700);
        page.show();
        QVERIFY(QTest::qWaitFor([&page] { return !page.isLayingOut(); }));
        Assessed assessed;
        assessed.now = assessed.base = std::make_shared<const Assessment>(made.assessment());
        page.showAssessment(assessed);
        std::map<QString, std::optional<int>> risks;
        for (const SceneNode &node : page.view().scene().nodes)
            if (node.threatened)
                risks[node.name] = node.risk;
        for (const ThreatRisk &row : assessed.now->risks)
            for (const LinkId link : made.graph().out(row.threat))
                if (made.graph().link(link)->kind == LinkKind::targets)
                    QVERIFY(risks.contains(QString::fromStdString(made.graph().item(made.graph().to(link))->name)));
        const QByteArray svg = page.picture(PictureFormat::Svg);
        QVERIFY(svg.contains("<svg"));
        for (const SceneNode &node : page.view().scene().nodes)
            QVERIFY2(svg.contains(node.key.toUtf8()), qPrintable(node.key));
        QVERIFY(page.picture(PictureFormat::Pdf).startsWith("%PDF"));
        const QImage image = QImage::fromData(page.picture(PictureFormat::Png), "PNG");
        QVERIFY(image.width() > 2 * 7 * 100);
    }

    void anEmptyProjectTeaches()
    {
        Sample sample;
        Edits edits(*sample.project);
        ArchitecturePage page(Palette(), edits);
        page.resize(900, 600);
        page.show();
        QSignalSpy wanted(&page, &ArchitecturePage::importWanted);
        page.focusMain();
        for (auto *button : page.findChildren<QAbstractButton *>())
            if (button->text() == QStringLiteral("Import files"))
                button->click();
        QCOMPARE(wanted.count(), 1);
    }
};

TARASCOPE_TEST(CanvasTest)
#include "canvastest.moc"
