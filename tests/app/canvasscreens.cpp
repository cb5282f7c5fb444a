#include "app/session.h"
#include "tests/app/projectfixture.h"
#include "tests/app/screens.h"
#include "views/canvas/architecturepage.h"
#include "views/canvas/canvasview.h"
#include "views/canvas/twintable.h"
#include "views/words.h"

#include <QtTest/QtTest>

using namespace tarascope;

namespace {

ArchitecturePage &canvas(WindowFixture &at)
{
    at.page().showView(Workspace::Architecture, 0);
    auto &page = at.find<ArchitecturePage>();
    at.settle();
    if (!QTest::qWaitFor([&page] { return !page.isLayingOut(); }, 20'000))
        qFatal("no places were found");
    page.view().setFrameTime(-1); // pictures are of the whole, sharp view
    return page;
}

void demo(WindowFixture &at)
{
    const QString path = at.path(QStringLiteral("demo.tarascope"));
    if (const auto made = createDemo(fromText(path), "remote-command", {}); !made)
        qFatal("%s", made.error().english().c_str());
    at.openFile(path);
}

Screen canvasScreen(const char *name, std::function<void(WindowFixture &, ArchitecturePage &)> show)
{
    return {QString::fromLatin1(name), [show = std::move(show)](WindowFixture &at) -> QWidget * {
                demo(at);
                show(at, canvas(at));
                return at.window.get();
            }};
}

/// From the attacker to a function, over links of the demo: the first way that a search in breadth finds.
std::vector<CanvasStep> someWay(const Graph &graph, ItemId from, ItemId to)
{
    std::map<ItemId, ItemId> before{{from, from}};
    std::vector<ItemId> now{from};
    for (std::size_t i = 0; i < now.size() && !before.contains(to); ++i)
        for (const LinkId link : graph.out(now[i]))
            if (linkDef(graph.link(link)->kind).attack && before.emplace(graph.to(link), now[i]).second)
                now.push_back(graph.to(link));
    std::vector<CanvasStep> steps;
    for (ItemId at = to; before.contains(at) && at != from; at = before.at(at))
        steps.insert(steps.begin(), {before.at(at), at, 0});
    for (std::size_t i = 0; i < steps.size(); ++i)
        steps[i].number = static_cast<int>(i) + 1;
    return steps;
}

} // namespace

std::vector<Screen> canvasScreens()
{
    return {
        canvasScreen("canvas", [](WindowFixture &, ArchitecturePage &) {}),
        canvasScreen("canvas-near",
                     [](WindowFixture &at, ArchitecturePage &page) {
                         page.view().zoomTo(1, QPointF(300, 300));
                         page.goTo(at.item("CM-1"));
                         page.focusMain();
                     }),
        canvasScreen("canvas-focus",
                     [](WindowFixture &at, ArchitecturePage &page) {
                         page.goTo(at.item("CM-1"));
                         page.focusOn({at.item("CM-1")}, 2);
                         QVERIFY(QTest::qWaitFor([&page] { return !page.isLayingOut(); }));
                         page.focusMain();
                     }),
        canvasScreen("canvas-path",
                     [](WindowFixture &at, ArchitecturePage &page) {
                         const auto way = someWay(at.graph(), at.item("AP-1"), at.item("FN-1"));
                         std::vector<ItemId> items;
                         for (const CanvasStep &step : way)
                             items.push_back(step.to);
                         page.focusOn(items, 1);
                         QVERIFY(QTest::qWaitFor([&page] { return !page.isLayingOut(); }));
                         page.showPath(way, QStringLiteral("Path 1 of 3  Anonymous to Door unlock"), at.item("FN-1"));
                     }),
        canvasScreen("canvas-risk",
                     [](WindowFixture &, ArchitecturePage &page) { page.setColourBy(ColourBy::Risk); }),
        canvasScreen("canvas-evidence",
                     [](WindowFixture &at, ArchitecturePage &page) {
                         page.setColourBy(ColourBy::Evidence);
                         page.focusOn({at.item("CM-1")}, 2);
                         QVERIFY(QTest::qWaitFor([&page] { return !page.isLayingOut(); }));
                     }),
        canvasScreen("canvas-twin",
                     [](WindowFixture &at, ArchitecturePage &page) {
                         page.twin().setOpen(true);
                         page.goTo(at.item("EP-4"));
                     }),
        {QStringLiteral("canvas-german"),
         [](WindowFixture &at) -> QWidget * {
             at.germanExample();
             canvas(at).focusMain();
             return at.window.get();
         }},
        {QStringLiteral("canvas-empty"),
         [](WindowFixture &at) -> QWidget * {
             at.open();
             canvas(at);
             return at.window.get();
         }},
    };
}
