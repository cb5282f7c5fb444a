#include "tests/model/paths/oracle.h"
#include "tests/testmain.h"

#include "model/method/vectorspace.h"
#include "model/paths/solve.h"

using namespace tarascope;
using oracle::Levels;

namespace {

// Levels of ET 0 1 4 17 19, SE 0 3 6 8, KoIC 0 3 7 11, WoO 0 1 4 10, Eq 0 4 7 9 (ISO/SAE 21434 G.2).
const Levels nothing{0, 0, 0, 0, 0};

struct Scores {
    RatingMethod method = *loadMethod("attack-potential-g2");
    VectorSpace space{method};
    Lattice lattice{{5, 4, 4, 4, 4}};

    double of(const Levels &levels) const { return space.score(lattice.vectorOf(levels)); }
    /// The engine's best score of a position.
    double best(const oracle::Graph &graph, int position) const
    {
        const auto reached = solve(oracle::problemOf(graph), lattice, Budget{});
        double score = 1000;
        for (int vector : lattice.minimal(reached->row(position)))
            score = std::min(score, space.score(vector));
        return score;
    }
    Feasibility feasibility(double score) const
    {
        for (int vector = 0; vector < space.size(); ++vector)
            if (space.score(vector) == score)
                return space.feasibility(vector);
        return Feasibility::None;
    }
};

} // namespace

/// The two attack trees on which the usual short cuts are wrong (GT-TREE-1, GT-TREE-2), and how often they are.
class GoldenTreesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// AND( OR(Eq 9, ET 19), {ET 17, WoO 4} ): the cheaper child of the OR is not part of the easiest attack.
    void andOverOr()
    {
        const Scores scores;
        const oracle::Graph graph{{5, 4, 4, 4, 4},
                                  3,
                                  {{0, {0, 0, 0, 0, 3}, {}, 1},
                                   {0, {4, 0, 0, 0, 0}, {}, 1},
                                   {1, {3, 0, 0, 2, 0}, {}, 1},
                                   {2, nothing, {0, 1}, 1}}};
        QCOMPARE(scores.best(graph, 0), 9.0);
        QCOMPARE(scores.best(graph, 1), 21.0);
        QCOMPARE(scores.best(graph, 2), 23.0);
        QCOMPARE(scores.feasibility(23), Feasibility::Low);
        const auto single = oracle::bySingleLabel(graph, [&](const Levels &levels) { return scores.of(levels); });
        QCOMPARE(scores.of(single[2]), 30.0); // the cheapest child misleads
        QCOMPARE(scores.feasibility(30), Feasibility::VeryLow);
    }

    /// The same along a path without any AND: Dijkstra with one label per position is wrong, too.
    void singleLabelOnAPath()
    {
        const Scores scores;
        const oracle::Graph graph{{5, 4, 4, 4, 4},
                                  2,
                                  {{0, {0, 0, 0, 0, 3}, {}, 1}, {0, {4, 0, 0, 0, 0}, {}, 1}, {1, {3, 0, 0, 2, 0}, {0}, 1}}};
        QCOMPARE(scores.best(graph, 1), 23.0);
        const auto single = oracle::bySingleLabel(graph, [&](const Levels &levels) { return scores.of(levels); });
        QCOMPARE(scores.of(single[1]), 30.0);
    }

    /// OR(ET 17, {SE 6, KoIC 11}): a minimum per factor promises an attack that nobody can do.
    void minimumPerFactor()
    {
        const Scores scores;
        const oracle::Graph graph{{5, 4, 4, 4, 4}, 1, {{0, {3, 0, 0, 0, 0}, {}, 1}, {0, {0, 2, 3, 0, 0}, {}, 1}}};
        QCOMPARE(scores.best(graph, 0), 17.0);
        QCOMPARE(scores.feasibility(17), Feasibility::Medium);
        Levels perFactor = graph.steps[0].rating;
        for (std::size_t i = 0; i < perFactor.size(); ++i)
            perFactor[i] = std::min(perFactor[i], graph.steps[1].rating[i]);
        QCOMPARE(scores.of(perFactor), 0.0);
    }

    /// On graphs of some size the single label is wrong for many positions, and never below the truth.
    void singleLabelIsOftenWrong()
    {
        const Scores scores;
        std::mt19937 random(11);
        const oracle::Graph graph = oracle::randomGraph(random, {5, 4, 4, 4, 4}, {400, 1600, 1, true});
        const auto single = oracle::bySingleLabel(graph, [&](const Levels &levels) { return scores.of(levels); });
        int wrong = 0, reached = 0;
        for (int position = 0; position < graph.positions; ++position) {
            if (single[std::size_t(position)].empty())
                continue;
            const double exact = scores.best(graph, position);
            QVERIFY(scores.of(single[std::size_t(position)]) >= exact);
            wrong += scores.of(single[std::size_t(position)]) > exact;
            ++reached;
        }
        QVERIFY(reached > 300);
        QVERIFY2(wrong * 4 > reached, qPrintable(QStringLiteral("%1 of %2").arg(wrong).arg(reached)));
    }
};

TARASCOPE_TEST(GoldenTreesTest)
#include "goldentreestest.moc"
