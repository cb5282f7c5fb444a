#include "model/layout/laneplaces.h"
#include "tests/testmain.h"

#include <cmath>
#include <algorithm>
#include <random>
#include <set>

using namespace tarascope;

namespace {

struct Sample {
    std::vector<LaneBox> boxes;
    std::vector<LayoutArrow> arrows;
};

Sample randomSample(unsigned seed, int nodes, int links, int groups)
{
    std::mt19937 random(seed);
    const auto pick = [&random](int count) { return static_cast<int>(random() % static_cast<unsigned>(count)); };
    Sample sample;
    for (int i = 0; i < nodes; ++i)
        sample.boxes.push_back({131.0 + 20 * pick(4), 38, pick(3) == 0 ? 2 : pick(7), groups > 0 ? pick(groups + 1) - 1 : -1});
    for (int i = 0; i < links; ++i)
        sample.arrows.push_back({pick(nodes), pick(nodes)});
    return sample;
}

bool overlap(const LaneBox &a, const Point &at, const LaneBox &b, const Point &other)
{
    return std::abs(at.x - other.x) < (a.width + b.width) / 2 && std::abs(at.y - other.y) < (a.height + b.height) / 2;
}

int crossings(const Sample &sample, const std::vector<std::vector<int>> &order)
{
    std::vector<int> place(sample.boxes.size());
    for (const std::vector<int> &lane : order)
        for (std::size_t i = 0; i < lane.size(); ++i)
            place[static_cast<std::size_t>(lane[i])] = static_cast<int>(i);
    int count = 0;
    const auto ends = [&](const LayoutArrow &arrow) {
        const int from = sample.boxes[static_cast<std::size_t>(arrow.from)].lane;
        const int to = sample.boxes[static_cast<std::size_t>(arrow.to)].lane;
        return from <= to ? std::tuple(from, to, arrow.from, arrow.to) : std::tuple(to, from, arrow.to, arrow.from);
    };
    for (std::size_t i = 0; i < sample.arrows.size(); ++i)
        for (std::size_t j = 0; j < i; ++j) {
            const auto [from, to, a, b] = ends(sample.arrows[i]);
            const auto [otherFrom, otherTo, c, d] = ends(sample.arrows[j]);
            if (from != otherFrom || to != otherTo || from == to)
                continue;
            const int left = place[static_cast<std::size_t>(a)] - place[static_cast<std::size_t>(c)];
            const int right = place[static_cast<std::size_t>(b)] - place[static_cast<std::size_t>(d)];
            count += left * right < 0 ? 1 : 0;
        }
    return count;
}

} // namespace

/// Nodes in lanes: none on another, lanes from left to right, groups together.
class LanePlacesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nodesStandApartInTheirLanes_data()
    {
        QTest::addColumn<int>("nodes");
        QTest::addColumn<int>("links");
        QTest::addColumn<int>("groups");
        QTest::newRow("one") << 1 << 0 << 0;
        QTest::newRow("few") << 20 << 40 << 0;
        QTest::newRow("zones") << 120 << 200 << 5;
        QTest::newRow("folded") << 600 << 1500 << 9;
        QTest::newRow("by sweeps") << 2500 << 6000 << 9;
    }
    void nodesStandApartInTheirLanes()
    {
        QFETCH(int, nodes);
        QFETCH(int, links);
        QFETCH(int, groups);
        const Sample sample = randomSample(static_cast<unsigned>(nodes), nodes, links, groups);
        const auto places = placeInLanes(sample.boxes, sample.arrows, 7, {});
        QVERIFY(places);
        QCOMPARE(places->size(), sample.boxes.size());
        std::vector<double> right(7, -1e300);
        std::vector<double> left(7, 1e300);
        for (std::size_t i = 0; i < sample.boxes.size(); ++i) {
            const LaneBox &box = sample.boxes[i];
            const auto lane = static_cast<std::size_t>(box.lane);
            left[lane] = std::min(left[lane], (*places)[i].x - box.width / 2);
            right[lane] = std::max(right[lane], (*places)[i].x + box.width / 2);
            QCOMPARE((*places)[i].x, std::round((*places)[i].x)); // places are written to the file
            for (std::size_t j = 0; j < i; ++j)
                if (overlap(box, (*places)[i], sample.boxes[j], (*places)[j]))
                    QFAIL(qPrintable(QStringLiteral("%1 on %2").arg(i).arg(j)));
        }
        double before = -1e300;
        for (std::size_t lane = 0; lane < 7; ++lane)
            if (left[lane] < 1e300) {
                QVERIFY(left[lane] > before);
                before = right[lane];
            }
        const auto again = placeInLanes(sample.boxes, sample.arrows, 7, {});
        QVERIFY(*again == *places);
    }

    void sweepsTakeCrossingsAway()
    {
        for (unsigned seed = 1; seed <= 5; ++seed) {
            Sample sample = randomSample(seed, 150, 0, 0);
            std::mt19937 random(seed);
            std::vector<std::vector<int>> lanes(7);
            for (std::size_t i = 0; i < sample.boxes.size(); ++i)
                lanes[static_cast<std::size_t>(sample.boxes[i].lane)].push_back(static_cast<int>(i));
            // Links between nodes at about the same height of shuffled lanes: an order with few crossings exists.
            for (std::vector<int> &lane : lanes)
                std::shuffle(lane.begin(), lane.end(), random);
            for (std::size_t lane = 0; lane + 1 < 7; ++lane)
                for (std::size_t i = 0; i < lanes[lane].size(); ++i)
                    sample.arrows.push_back({lanes[lane][i], lanes[lane + 1][i * lanes[lane + 1].size() / lanes[lane].size()]});
            std::vector<std::vector<int>> first(7);
            for (std::size_t i = 0; i < sample.boxes.size(); ++i)
                first[static_cast<std::size_t>(sample.boxes[i].lane)].push_back(static_cast<int>(i));
            const auto swept = sweepLanes(sample.boxes, sample.arrows, 7, {});
            QVERIFY(swept);
            QVERIFY2(crossings(sample, *swept) * 3 < crossings(sample, first),
                     qPrintable(QStringLiteral("%1 of %2").arg(crossings(sample, *swept)).arg(crossings(sample, first))));
        }
    }

    void groupsStandTogether()
    {
        const Sample sample = randomSample(3, 60, 90, 4);
        const auto places = placeInLanes(sample.boxes, sample.arrows, 7, {});
        QVERIFY(places);
        for (int lane = 0; lane < 7; ++lane) {
            std::vector<std::pair<double, int>> down;
            for (std::size_t i = 0; i < sample.boxes.size(); ++i)
                if (sample.boxes[i].lane == lane)
                    down.emplace_back((*places)[i].y * 1000 + (*places)[i].x, sample.boxes[i].group);
            std::sort(down.begin(), down.end());
            std::set<int> ended;
            for (std::size_t i = 0; i < down.size(); ++i) {
                if (i > 0 && down[i].second != down[i - 1].second)
                    ended.insert(down[i - 1].second);
                QVERIFY(down[i].second < 0 || !ended.contains(down[i].second));
            }
        }
    }

    void stopsWhenAsked()
    {
        std::stop_source stop;
        stop.request_stop();
        Budget budget;
        budget.stop = stop.get_token();
        const Sample sample = randomSample(1, 2500, 5000, 0);
        const auto places = placeInLanes(sample.boxes, sample.arrows, 7, budget);
        QVERIFY(!places);
        QCOMPARE(places.error().kind, ErrorKind::Cancelled);
    }
};

TARASCOPE_TEST(LanePlacesTest)
#include "laneplacestest.moc"
