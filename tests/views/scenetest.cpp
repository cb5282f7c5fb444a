#include "model/layout/laneplaces.h"
#include "tests/randommodel.h"
#include "tests/testmain.h"
#include "tests/views/sample.h"
#include "views/canvas/connecting.h"
#include "views/canvas/detail.h"
#include "views/canvas/places.h"
#include "views/canvas/scenepaint.h"
#include "model/assurance/evidence.h"
#include "views/canvas/states.h"
#include "views/canvas/walk.h"

#include <QtGui/QPainter>
#include <QtGui/QPaintEngine>

#include <cmath>
#include <random>

using namespace tarascope;

namespace {

/// A painter's device that only writes down how high the texts are that it is given.
class TextRecorder final : public QPaintDevice
{
public:
    std::vector<double> heights;

    QPaintEngine *paintEngine() const override { return &m_engine; }

protected:
    int metric(PaintDeviceMetric metric) const override
    {
        switch (metric) {
        case PdmWidth:
        case PdmHeight: return 4000;
        case PdmDpiX:
        case PdmDpiY:
        case PdmPhysicalDpiX:
        case PdmPhysicalDpiY: return 96;
        case PdmDepth: return 32;
        case PdmNumColors: return 1 << 24;
        case PdmDevicePixelRatio: return 1;
        case PdmDevicePixelRatioScaled: return static_cast<int>(devicePixelRatioFScale());
        default: return 0;
        }
    }

private:
    class Engine final : public QPaintEngine
    {
    public:
        explicit Engine(TextRecorder *recorder) : QPaintEngine(AllFeatures), m_recorder(recorder) {}
        bool begin(QPaintDevice *) override { return true; }
        bool end() override { return true; }
        void updateState(const QPaintEngineState &) override {}
        void drawPixmap(const QRectF &, const QPixmap &, const QRectF &) override {}
        void drawPath(const QPainterPath &) override {}
        void drawPolygon(const QPointF *, int, PolygonDrawMode) override {}
        void drawTextItem(const QPointF &, const QTextItem &item) override
        {
            m_recorder->heights.push_back(item.font().pixelSize() * painter()->worldTransform().m22());
        }
        Type type() const override { return User; }

    private:
        TextRecorder *m_recorder;
    };
    mutable Engine m_engine{this};
};

Graph randomGraph(unsigned seed, int positions, int links)
{
    RandomModel model(seed);
    RandomModel::Shape shape;
    shape.positions = positions;
    shape.links = links;
    return model.make(shape);
}

Scene sceneOf(const Graph &graph, const SceneFilter &filter = {})
{
    SceneCounts counts;
    const std::vector<ItemId> items = shownItems(graph, filter, counts);
    const LayoutQuestion question = layoutQuestion(graph, items);
    const auto centres = placeInLanes(question.boxes, question.arrows, laneCount, {});
    NodePlaces places;
    for (std::size_t i = 0; i < items.size(); ++i)
        places[items[i]] = {(*centres)[i].x, (*centres)[i].y};
    return makeScene(graph, items, [&places](ItemId id) { return places.at(id); });
}

/// Distances from some items over all links between items that have a lane, by the oldest way there is.
std::vector<int> distances(const Graph &graph, const std::vector<ItemId> &from, const std::set<Kind> &hidden)
{
    constexpr int far = 1 << 20;
    std::vector<int> distance(graph.itemSlots(), far);
    const auto counts = [&](ItemId id) {
        const Item *item = graph.item(id);
        return item && laneIn(*item) && !hidden.contains(item->kind);
    };
    for (const ItemId id : from)
        if (counts(id))
            distance[static_cast<std::size_t>(id.slot)] = 0;
    for (std::size_t round = 0; round < graph.itemSlots(); ++round)
        graph.forEachLink([&](LinkId id, const Link &) {
            if (!counts(graph.from(id)) || !counts(graph.to(id)))
                return;
            int &a = distance[static_cast<std::size_t>(graph.from(id).slot)];
            int &b = distance[static_cast<std::size_t>(graph.to(id).slot)];
            a = std::min(a, b + 1);
            b = std::min(b, a + 1);
        });
    return distance;
}

} // namespace

/// The values behind the canvas: what is in the picture, where it is found, how it is drawn.
class SceneTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void indexEqualsBruteForce()
    {
        std::mt19937 random(11);
        const auto number = [&random](double most) { return std::uniform_real_distribution<double>(-most, most)(random); };
        for (const double extent : {300.0, 5000.0, 1e9}) {
            std::vector<QRectF> boxes;
            std::vector<QLineF> lines;
            for (int i = 0; i < 400; ++i) {
                boxes.emplace_back(number(extent), number(extent), std::abs(number(200)), std::abs(number(60)));
                lines.emplace_back(number(extent), number(extent), number(extent), i % 7 == 0 ? number(10) : number(extent));
                if (i % 5 == 0) // upright and level lines
                    lines.back().setP2(i % 10 == 0 ? QPointF(lines.back().x1(), number(extent)) : QPointF(number(extent), lines.back().y1()));
            }
            TileIndex index;
            index.build(boxes, lines);
            for (int round = 0; round < 300; ++round) {
                const double size = round % 3 == 0 ? extent * 3 : 100 + extent / 10;
                const QRectF area(number(extent * 1.2), number(extent * 1.2), std::abs(number(size)), std::abs(number(size)));
                std::vector<int> wantedBoxes;
                std::vector<int> wantedLines;
                for (int i = 0; i < static_cast<int>(boxes.size()); ++i) {
                    const QRectF &box = boxes[static_cast<std::size_t>(i)];
                    if (box.left() <= area.right() && box.right() >= area.left() && box.top() <= area.bottom() && box.bottom() >= area.top())
                        wantedBoxes.push_back(i);
                }
                for (int i = 0; i < static_cast<int>(lines.size()); ++i) {
                    // A line meets a rectangle when an end lies in it or it crosses one of its sides.
                    const QLineF &line = lines[static_cast<std::size_t>(i)];
                    bool meets = area.contains(line.p1()) || area.contains(line.p2());
                    const QPointF corners[] = {area.topLeft(), area.topRight(), area.bottomRight(), area.bottomLeft()};
                    for (int side = 0; side < 4; ++side)
                        meets = meets || line.intersects(QLineF(corners[side], corners[(side + 1) % 4]), nullptr) == QLineF::BoundedIntersection;
                    if (meets)
                        wantedLines.push_back(i);
                }
                QCOMPARE(index.boxesIn(area), wantedBoxes);
                QCOMPARE(index.linesIn(area), wantedLines);
            }
        }
        QCOMPARE(TileIndex().boxAt({1, 1}), -1);
    }

    void noTextIsSmallerThanNinePixels()
    {
        Graph graph = randomGraph(5, 60, 120);
        Scene scene = sceneOf(graph);
        QRectF frame;
        for (SceneNode &node : scene.nodes) {
            node.asil = QStringLiteral("D");
            node.risk = 4;
            node.threatened = true;
            frame |= node.rect();
        }
        scene.zones.push_back({ItemId{0}, QStringLiteral("Zone"), frame, frame.left()});
        std::vector<int> nodes(scene.nodes.size());
        for (std::size_t i = 0; i < nodes.size(); ++i)
            nodes[i] = static_cast<int>(i);
        const Palette palette;
        std::map<Detail, std::size_t> texts;
        for (double zoom = leastZoom; zoom <= mostZoom; zoom *= 1.07)
            for (const ColourBy by : {ColourBy::Kind, ColourBy::Risk, ColourBy::Evidence}) {
                TextRecorder recorder;
                QPainter painter(&recorder);
                const ScenePainter scenePainter(scene, palette, by, {zoom, {}});
                scenePainter.paintZoneTitles(painter);
                scenePainter.paintNodes(painter, nodes);
                texts[detailAt(zoom)] += recorder.heights.size();
                if (scenePainter.detail() == Detail::Bars)
                    scenePainter.paintBars(painter, QRectF(0, 0, 4000, 4000));
                scenePainter.paintLaneTitles(painter, QRectF(0, 0, 4000, 36));
                scenePainter.paintPath(painter, {{scene.nodes[0].item, scene.nodes[1].item, 1}});
                painter.end();
                for (const double height : recorder.heights)
                    if (height < leastText)
                        QFAIL(qPrintable(QStringLiteral("%1 at %2").arg(height).arg(zoom)));
            }
        QCOMPARE(texts[Detail::Bars] + texts[Detail::Marks], std::size_t(0));
        QVERIFY(texts[Detail::Names] > 0 && texts[Detail::Full] > 0);
        QCOMPARE(detailAt(0.7), Detail::Full);
        QCOMPARE(detailAt(0.35), Detail::Names);
        QCOMPARE(detailAt(0.12), Detail::Marks);
        QCOMPARE(detailAt(0.119), Detail::Bars);
    }

    void hopsEqualDistances()
    {
        for (unsigned seed = 1; seed <= 12; ++seed) {
            const Graph graph = randomGraph(seed, 40, 50);
            const std::set<Kind> hidden = seed % 2 == 0 ? std::set<Kind>{Kind::service, Kind::credential} : std::set<Kind>{};
            const std::vector<ItemId> from{ItemId{static_cast<std::int32_t>(seed)}, ItemId{static_cast<std::int32_t>(3 * seed)}};
            const std::vector<int> distance = distances(graph, from, hidden);
            for (int hops = 0; hops <= 5; ++hops) {
                std::set<ItemId> wanted;
                for (std::size_t slot = 0; slot < distance.size(); ++slot)
                    if (distance[slot] <= hops)
                        wanted.insert(ItemId{static_cast<std::int32_t>(slot)});
                QVERIFY(withinHops(graph, from, hops, hidden) == wanted);
            }
        }
    }

    void countsAddUp()
    {
        const Graph graph = randomGraph(4, 60, 100);
        SceneFilter filter;
        filter.hidden = {Kind::service};
        filter.focus = {graph.itemsOf(Kind::endpoint).front()};
        filter.hops = 1;
        SceneCounts counts;
        const std::vector<ItemId> items = shownItems(graph, filter, counts);
        QCOMPARE(counts.shown, items.size());
        QCOMPARE(counts.shown + counts.hiddenByFocus + counts.hiddenByKind, counts.all);
        QCOMPARE(counts.all + counts.elsewhere + graph.countOf(Kind::zone), graph.itemCount());
        QCOMPARE(counts.hiddenByKind, graph.countOf(Kind::service));
    }

    void everyLinkIsInThePicture()
    {
        const Graph graph = randomGraph(9, 80, 200);
        const Scene scene = sceneOf(graph);
        std::size_t drawn = 0;
        for (const SceneEdge &edge : scene.edges)
            drawn += static_cast<std::size_t>(edge.links);
        std::size_t wanted = 0;
        graph.forEachLink([&](LinkId id, const Link &link) {
            const int from = scene.find(graph.from(id));
            const int to = scene.find(graph.to(id));
            if (from < 0 || to < 0 || from == to)
                return;
            ++wanted;
            const SceneEdge &edge = scene.edge(scene.findEdge(id));
            QVERIFY(edge.from == from && edge.to == to);
            QVERIFY(edge.attack || !linkDef(link.kind).attack);
        });
        QCOMPARE(drawn, wanted);
        QCOMPARE(scene.counts.links, wanted);
    }

    void offersAreWhatTheMetamodelAllows()
    {
        Graph graph;
        std::array<std::vector<ItemId>, 2> ids;
        for (const KindDef &def : kinds())
            for (const std::size_t copy : {0u, 1u}) {
                Item item;
                item.uid = Uid::random();
                item.kind = def.kind;
                item.key = std::string(def.prefix) + "-" + std::to_string(copy + 1);
                graph = applied(graph, adding(item));
                ids[copy].push_back(graph.findItem(item.uid));
            }
        int offered = 0;
        for (const ItemId one : ids[0])
            for (const ItemId other : ids[1]) {
                std::set<std::pair<LinkKind, bool>> wanted;
                for (const LinkDef &def : linkKinds())
                    for (const bool turned : {false, true}) {
                        // Allowed is what the graph itself takes.
                        Link link;
                        link.kind = def.kind;
                        link.from = graph.item(turned ? other : one)->uid;
                        link.to = graph.item(turned ? one : other)->uid;
                        link.uid = linkUid(link);
                        link.key = "L-1";
                        Graph copy = graph;
                        if (copy.apply(adding(link)))
                            wanted.emplace(def.kind, turned);
                    }
                std::set<std::pair<LinkKind, bool>> found;
                for (const LinkOffer &offer : linkOffers(graph, one, other)) {
                    QVERIFY(!offer.there);
                    QVERIFY(found.emplace(offer.kind, offer.turned).second);
                }
                QVERIFY(found == wanted);
                offered += static_cast<int>(found.size());
            }
        QVERIFY(offered > 1000);
        QVERIFY(linkOffers(graph, ids[0].front(), ids[0].front()).empty());
    }

    void arrowsWalkAndTabReachesAll()
    {
        const Graph graph = randomGraph(2, 50, 90);
        const Scene scene = sceneOf(graph);
        const auto ahead = [&](int from, int to, Toward toward) {
            const QPointF way = scene.node(to).centre - scene.node(from).centre;
            switch (toward) {
            case Toward::Left: return way.x() < 0;
            case Toward::Right: return way.x() > 0;
            case Toward::Up: return way.y() < 0;
            case Toward::Down: return way.y() > 0;
            }
            return false;
        };
        const auto count = static_cast<int>(scene.nodes.size());
        for (int from = 0; from < count; ++from)
            for (const Toward toward : {Toward::Left, Toward::Right, Toward::Up, Toward::Down}) {
                const int to = nearestNode(scene, from, toward);
                bool any = false;
                for (int other = 0; other < count; ++other) {
                    any = any || ahead(from, other, toward);
                    // Nothing straight ahead lies between.
                    if (to >= 0 && other != to && ahead(from, other, toward) && ahead(other, to, toward)) {
                        const QPointF way = scene.node(other).centre - scene.node(from).centre;
                        const bool sideways = toward == Toward::Left || toward == Toward::Right;
                        QVERIFY(std::abs(sideways ? way.y() : way.x()) > 0);
                    }
                }
                QCOMPARE(to >= 0, any);
                QVERIFY(to < 0 || ahead(from, to, toward));
            }
        std::set<int> seen;
        for (int node = nextInOrder(scene, -1, true); node >= 0; node = nextInOrder(scene, node, true)) {
            QVERIFY(seen.insert(node).second);
            if (const int next = nextInOrder(scene, node, true); next >= 0) {
                QCOMPARE(nextInOrder(scene, next, false), node);
                QVERIFY(scene.node(node).lane <= scene.node(next).lane);
            }
        }
        QCOMPARE(static_cast<int>(seen.size()), count);
    }

    void newcomersFindFreePlaces()
    {
        const Graph graph = randomGraph(6, 90, 150);
        SceneCounts counts;
        const std::vector<ItemId> items = shownItems(graph, {}, counts);
        const Scene whole = sceneOf(graph);
        NodePlaces places;
        for (std::size_t i = 0; i < items.size(); i += 2) // the other half is new
            places[items[i]] = whole.node(whole.find(items[i])).centre;
        const NodePlaces before = places;
        placeNewcomers(
            graph, items, [&before](ItemId id) { return before.contains(id); }, [&before](ItemId id) { return before.at(id); }, places);
        QCOMPARE(places.size(), items.size());
        for (const auto &[item, centre] : before)
            QCOMPARE(places.at(item), centre);
        const Scene scene = makeScene(graph, items, [&places](ItemId id) { return places.at(id); });
        for (std::size_t i = 0; i < scene.nodes.size(); ++i) {
            const SceneNode &node = scene.nodes[i];
            const auto lane = static_cast<std::size_t>(node.lane);
            QVERIFY(node.centre.x() >= scene.bands[lane] && node.centre.x() <= scene.bands[lane + 1]);
            for (std::size_t j = 0; j < i; ++j)
                QVERIFY(!node.rect().intersects(scene.nodes[j].rect()));
        }
    }

    void emptyLanesLieBetweenTheirNeighbours()
    {
        SceneNode apis;
        apis.lane = 2;
        apis.centre = {0, 0};
        SceneNode ecus;
        ecus.lane = 6;
        ecus.centre = {800, 0};
        const LaneBands bands = bandsOf({apis, ecus});
        for (std::size_t i = 1; i < bands.size(); ++i)
            QVERIFY(bands[i] > bands[i - 1]);
        QVERIFY(bands[2] <= -65 && bands[3] >= 65 && bands[6] <= 735 && bands[7] >= 865);
        const LaneBands none = bandsOf({});
        QVERIFY(none.back() > none.front());
    }

    void proofIsThatOfTheWorstControl()
    {
        Sample sample;
        const Uid endpoint = sample.add(Kind::endpoint, "unlock");
        const Uid service = sample.add(Kind::service, "commands");
        const auto proof = [&](const Uid &uid) {
            const Graph &graph = sample.project->graph();
            return proofOf(graph, graph.findItem(uid), Evidence(graph, {}));
        };
        QCOMPARE(proof(endpoint), Proof::Gap);
        QCOMPARE(proof(service), Proof::NotGuarded);
        const Uid control = sample.add(Kind::control, "object check");
        sample.link(LinkKind::guards, control, endpoint);
        QCOMPARE(proof(endpoint), Proof::Gap); // planned at best
        sample.set(control, Attr::status, Choice{2});
        QCOMPARE(proof(endpoint), Proof::Untested);
        const Uid test = sample.add(Kind::testCase, "other owner");
        sample.link(LinkKind::verifies, test, control);
        const auto run = [&](Verdict verdict, const char *at) {
            Outcome outcome;
            outcome.test = test;
            outcome.verdict = verdict;
            outcome.at = at;
            outcome.uid = outcomeUid(outcome);
            sample.take(adding(outcome));
        };
        run(Verdict::Pass, "2026-11-19T02:00:00Z");
        QCOMPARE(proof(endpoint), Proof::Proved);
        run(Verdict::Fail, "2026-11-20T02:00:00Z");
        QCOMPARE(proof(endpoint), Proof::Failed);
    }
};

TARASCOPE_TEST(SceneTest)
#include "scenetest.moc"
