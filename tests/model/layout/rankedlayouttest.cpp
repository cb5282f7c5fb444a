#include "model/layout/rankedlayout.h"

#include "tests/testmain.h"

#include <cmath>
#include <thread>

using namespace tarascope;

namespace {

/// Boxes in columns, with arrows forward, back and within a column.
std::pair<std::vector<LayoutBox>, std::vector<LayoutArrow>> sample(int boxes, int ranks)
{
    std::vector<LayoutBox> made;
    std::vector<LayoutArrow> arrows;
    for (int i = 0; i < boxes; ++i)
        made.push_back({131, 38, 3 * (i % ranks)});
    for (int i = 0; i < 2 * boxes; ++i)
        arrows.push_back({i % boxes, (i * 7 + 3) % boxes});
    return {made, arrows};
}

bool overlap(const LayoutBox &a, Point at, const LayoutBox &b, Point other)
{
    return std::abs(at.x - other.x) < (a.width + b.width) / 2 - 0.5 && std::abs(at.y - other.y) < (a.height + b.height) / 2 - 0.5;
}

} // namespace

class RankedLayoutTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void columnsStandInOrderAndNothingOverlaps()
    {
        const auto [boxes, arrows] = sample(60, 6);
        const Result<Layout> layout = layoutRanked(boxes, arrows, {});
        QVERIFY(layout);
        QCOMPARE(layout->centres.size(), boxes.size());
        for (std::size_t i = 0; i < boxes.size(); ++i) {
            const Point at = layout->centres[i];
            QVERIFY(at.x >= boxes[i].width / 2 - 1 && at.x <= layout->width - boxes[i].width / 2 + 1);
            QVERIFY(at.y >= boxes[i].height / 2 - 1 && at.y <= layout->height - boxes[i].height / 2 + 1);
            for (std::size_t k = 0; k < i; ++k) {
                QVERIFY(!overlap(boxes[i], at, boxes[k], layout->centres[k]));
                if (boxes[i].rank == boxes[k].rank)
                    QVERIFY(std::abs(at.x - layout->centres[k].x) < 0.5);
                else
                    QCOMPARE(at.x < layout->centres[k].x, boxes[i].rank < boxes[k].rank);
            }
        }
    }

    void theSameInputGivesTheSamePlacesOnAnyThread()
    {
        const auto made = sample(40, 5);
        const std::vector<LayoutBox> &boxes = made.first;
        const std::vector<LayoutArrow> &arrows = made.second;
        const Layout first = *layoutRanked(boxes, arrows, {});
        std::vector<Layout> others(4);
        {
            std::vector<std::jthread> threads;
            for (Layout &other : others)
                threads.emplace_back([&] { other = *layoutRanked(boxes, arrows, {}); });
        }
        for (const Layout &other : others)
            QVERIFY(other.centres == first.centres);
    }

    void nothingGivesNothing()
    {
        const Result<Layout> layout = layoutRanked({}, {}, {});
        QVERIFY(layout && layout->centres.empty());
        const Result<Layout> one = layoutRanked({{100, 40, 0}}, {{0, 0}}, {});
        QVERIFY(one && one->centres.size() == 1);
    }

    void whatCannotBeDrawnIsRefused()
    {
        QCOMPARE(layoutRanked({{1, 1, 0}}, {{0, 1}}, {}).error().kind, ErrorKind::Usage);
        QCOMPARE(layoutRanked(std::vector<LayoutBox>(mostLayoutBoxes + 1), {}, {}).error().kind, ErrorKind::Usage);
        std::vector<LayoutBox> wide(200);
        for (int i = 0; i < 200; ++i)
            wide[static_cast<std::size_t>(i)].rank = i;
        QCOMPARE(layoutRanked(wide, {}, {}).error().kind, ErrorKind::Usage);
        std::stop_source source;
        source.request_stop();
        Budget budget;
        budget.stop = source.get_token();
        QCOMPARE(layoutRanked({{1, 1, 0}}, {}, budget).error().kind, ErrorKind::Cancelled);
    }
};

TARASCOPE_TEST(RankedLayoutTest)
#include "rankedlayouttest.moc"
