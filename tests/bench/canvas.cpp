// How long frames of the canvas take while it is panned and zoomed, on a random model without a GPU; and how long places,
// picture and index take before. Usage: QT_QPA_PLATFORM=offscreen bench_canvas [nodes [links]]

#include "views/canvas/canvasview.h"
#include "views/canvas/places.h"
#include "views/style.h"

#include <QtCore/QElapsedTimer>
#include <QtGui/QPainter>
#include <QtGui/QWheelEvent>
#include <QtWidgets/QApplication>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <random>

using namespace tarascope;

namespace {

/// Items of the kinds that canvases are full of, linked as the metamodel allows.
Graph randomGraph(int nodes, int links)
{
    std::mt19937 random(7);
    const auto pick = [&random](std::size_t count) { return static_cast<std::size_t>(random() % count); };
    const std::vector<std::pair<Kind, int>> shares{
        {Kind::attackerProfile, 1}, {Kind::application, 4}, {Kind::credential, 3},      {Kind::endpoint, 35},
        {Kind::service, 10},        {Kind::dataStore, 5},   {Kind::command, 12},        {Kind::messageBroker, 3},
        {Kind::component, 16},      {Kind::network, 4},     {Kind::vehicleFunction, 7}};
    Graph graph;
    ChangeSet set;
    std::map<Kind, std::vector<Uid>> of;
    for (const auto &[kind, share] : shares)
        for (int i = 0; i < nodes * share / 100; ++i) {
            Item item;
            item.uid = Uid{random(), random()};
            item.kind = kind;
            item.key = std::string(kindDef(kind).prefix) + "-" + std::to_string(i + 1);
            item.name = kind == Kind::endpoint ? "POST /v2/vehicles/{vin}/part" + std::to_string(i) : item.key + " of the backend";
            of[kind].push_back(item.uid);
            set.changes.push_back({std::nullopt, Record(item)});
        }
    std::vector<std::tuple<LinkKind, Kind, Kind>> ways;
    for (const LinkDef &def : linkKinds())
        for (const Kind from : def.from)
            for (const Kind to : def.to)
                if (def.attack && def.allows(from, to) && of.contains(from) && of.contains(to))
                    ways.emplace_back(def.kind, from, to);
    std::set<Uid> known;
    for (int i = 0; i < 8 * links && static_cast<int>(known.size()) < links; ++i) {
        const auto &[kind, from, to] = ways[pick(ways.size())];
        const std::size_t start = pick(of[from].size());
        // Mostly to what is about as far down in its own lane, as in real models: things belong together.
        const std::size_t near = start * of[to].size() / of[from].size() + pick(40);
        Link link;
        link.kind = kind;
        link.from = of[from][start];
        link.to = of[to][i % 5 == 0 ? pick(of[to].size()) : near % of[to].size()];
        link.uid = linkUid(link);
        link.key = "L-" + std::to_string(i + 1);
        if (link.from != link.to && known.insert(link.uid).second)
            set.changes.push_back({std::nullopt, Record(link)});
    }
    if (const Result<void> applied = graph.apply(set); !applied) {
        std::fprintf(stderr, "%s\n", applied.error().english().c_str());
        std::exit(1);
    }
    return graph;
}

double since(const QElapsedTimer &clock) { return static_cast<double>(clock.nsecsElapsed()) / 1e6; }

struct Frames {
    std::vector<double> times;
    int blurred = 0; ///< frames in which something was not painted yet
};

/// One frame as a screen would get it.
void frame(CanvasView &view, QImage &image, Frames &frames)
{
    QElapsedTimer clock;
    clock.start();
    view.render(&image, {}, {}, QWidget::RenderFlags());
    frames.times.push_back(since(clock));
    frames.blurred += view.isSharp() ? 0 : 1;
}

void report(const char *what, Frames frames)
{
    std::sort(frames.times.begin(), frames.times.end());
    const auto at = [&frames](double share) { return frames.times[static_cast<std::size_t>(share * static_cast<double>(frames.times.size() - 1))]; };
    std::printf("%-34s %6.1f %6.1f %6.1f %6.1f ms   %4d of %zu frames not whole yet\n", what, at(0), at(0.5), at(0.95), at(1),
                frames.blurred, frames.times.size());
}

void pan(CanvasView &view, QImage &image, double zoom)
{
    view.fit();
    view.zoomTo(zoom, QPointF(view.width() / 2.0, view.height() / 2.0));
    Frames frames;
    for (int i = 0; i < 120; ++i) {
        const QPoint by(i % 40 < 20 ? -24 : 10, i < 60 ? -18 : 18);
        QWheelEvent wheel(QPointF(400, 400), QPointF(400, 400), by, by * 2, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(&view, &wheel);
        frame(view, image, frames);
    }
    char what[64];
    std::snprintf(what, sizeof what, "pan at %.0f %%", zoom * 100);
    report(what, std::move(frames));
}

void zoomInAndOut(CanvasView &view, QImage &image)
{
    view.fit();
    Frames frames;
    for (int i = 0; i < 96; ++i) {
        QWheelEvent wheel(QPointF(700, 500), QPointF(700, 500), QPoint(), QPoint(0, i < 48 ? 60 : -60), Qt::NoButton,
                          Qt::ControlModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(&view, &wheel);
        for (int still = 0; still < 2; ++still)
            frame(view, image, frames);
    }
    report("zoom in and out by the wheel", std::move(frames));
}

/// Until the whole view is painted from nothing.
void fromNothing(CanvasView &view, QImage &image, double zoom)
{
    view.zoomTo(zoom, QPointF(view.width() / 2.0, view.height() / 2.0));
    view.repaintAll();
    QElapsedTimer clock;
    clock.start();
    Frames frames;
    do
        frame(view, image, frames);
    while (!view.isSharp());
    std::printf("whole view from nothing at %3.0f %%  %6.1f ms in %zu frames\n", zoom * 100, since(clock), frames.times.size());
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const Palette palette;
    applyStyle(application, palette);
    const int nodes = argc > 1 ? std::atoi(argv[1]) : 10'000;
    const int links = argc > 2 ? std::atoi(argv[2]) : 4 * nodes;
    const Graph graph = randomGraph(nodes, links);
    std::printf("%zu items, %zu links\n", graph.itemCount(), graph.linkCount());
    SceneCounts counts;
    const std::vector<ItemId> items = shownItems(graph, {}, counts);
    QElapsedTimer clock;
    clock.start();
    const LayoutQuestion question = layoutQuestion(graph, items);
    std::printf("question of the layout (UI)       %6.1f ms\n", since(clock));
    clock.restart();
    const auto centres = placeInLanes(question.boxes, question.arrows, laneCount, {});
    std::printf("places (worker)                   %6.1f ms\n", since(clock));
    if (!centres)
        return 1;
    NodePlaces places;
    for (std::size_t i = 0; i < items.size(); ++i)
        places[items[i]] = {(*centres)[i].x, (*centres)[i].y};
    clock.restart();
    Scene scene = makeScene(graph, items, [&places](ItemId id) { return places.at(id); });
    std::printf("picture and index after an edit   %6.1f ms\n", since(clock));
    std::printf("picture of %.0f x %.0f pixels\n", scene.bounds.width(), scene.bounds.height());
    CanvasView view(palette);
    view.resize(1920, 1080);
    view.setScene(std::move(scene));
    view.show();
    QImage image(view.size(), QImage::Format_RGB32);
    std::printf("frames of 1920 x 1080              min median 95 %%   max\n");
    for (const double zoom : {0.05, 0.12, 0.2, 0.35, 0.5, 0.7, 1.0, 2.0})
        pan(view, image, zoom);
    zoomInAndOut(view, image);
    for (const double zoom : {0.12, 0.35, 0.7, 1.0})
        fromNothing(view, image, zoom);
    return 0;
}
