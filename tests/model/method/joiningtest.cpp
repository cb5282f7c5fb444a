#include "model/method/joining.h"
#include "tests/model/method/methodfixture.h"
#include "tests/testmain.h"

#include <array>

using namespace tarascope;
using namespace methodfixture;

class JoiningTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pathOfThreeSteps();
    void treesOfTheCatalogue();
    void timesAreAdded();
    void joiningsThatDoNotSuit();
};

void JoiningTest::pathOfThreeSteps()
{
    // GT-PATH-1
    const VectorSpace each = space("attack-potential-g2");
    const std::array<int, 3> steps{potential(each, "01000"), potential(each, "11100"), potential(each, "22111")};
    QCOMPARE(each.score(steps[0]), 3.0);
    QCOMPARE(each.score(steps[1]), 7.0);
    QCOMPARE(each.score(steps[2]), 18.0);
    const JoinedSteps maximum = joinSteps(each, Joining::Max, steps).value();
    QCOMPARE(maximum.vector, std::optional<int>(steps[2]));
    QCOMPARE(maximum.score, 18.0);
    QCOMPARE(maximum.feasibility, Feasibility::Medium);
    const JoinedSteps sum = joinSteps(each, Joining::Sum, steps).value();
    QCOMPARE(sum.score, 28.0);
    QCOMPARE(sum.feasibility, Feasibility::VeryLow);
    QVERIFY(!sum.vector);
    const JoinedSteps hardest = joinSteps(each, Joining::Hardest, steps).value();
    QCOMPARE(hardest.feasibility, Feasibility::Medium);
    QCOMPARE(hardest.vector, std::optional<int>(steps[2]));
    // 1 + 7 + 30 days are more than 31, so half a year (17) instead of a month (4).
    const JoinedSteps added = joinSteps(each, Joining::MaxTimeSum, steps).value();
    QCOMPARE(added.score, 31.0);
    QCOMPARE(added.feasibility, Feasibility::VeryLow);
}

void JoiningTest::treesOfTheCatalogue()
{
    const VectorSpace each = space("attack-potential-g2");
    // GT-TREE-1: AND(OR(a1, a2), b); the cheaper alternative a1 makes the whole dearer.
    const int a1 = potential(each, "00003"), a2 = potential(each, "40000"), b = potential(each, "30020");
    QVERIFY(each.difficulty(a1) < each.difficulty(a2));
    QCOMPARE(each.score(each.join(a1, b)), 30.0);
    QCOMPARE(each.score(each.join(a2, b)), 23.0);
    QCOMPARE(each.feasibility(each.join(a2, b)), Feasibility::Low);
    // GT-TREE-2: neither alternative is below the other, so both stay in the frontier.
    const int first = potential(each, "30000"), second = potential(each, "02300");
    QVERIFY(!each.lessEqual(first, second) && !each.lessEqual(second, first));
    QCOMPARE(each.score(first), 17.0);
    QCOMPARE(each.score(second), 17.0);
    QCOMPARE(each.feasibility(first), Feasibility::Medium);
}

void JoiningTest::timesAreAdded()
{
    const VectorSpace each = space("attack-potential-g2");
    const int nothing = 0;
    const int day = potential(each, "01000"), week = potential(each, "10000"), month = potential(each, "20000");
    const int half = potential(each, "30000"), longer = potential(each, "40000");
    const auto level = [&](const std::vector<int> &steps) {
        return each.level(joinSteps(each, Joining::MaxTimeSum, steps)->vector.value(), 0);
    };
    QCOMPARE(level({}), 0);
    QCOMPARE(level({nothing, nothing, nothing}), 0);
    QCOMPARE(level({day}), 0);
    QCOMPARE(level({day, nothing, nothing}), 0);
    QCOMPARE(level({day, day}), 1);
    QCOMPARE(level({week}), 1);
    QCOMPARE(level({week, day}), 2);
    QCOMPARE(level({week, week, week, week}), 2);
    QCOMPARE(level({month}), 2);
    QCOMPARE(level({month, day}), 2);
    QCOMPARE(level({month, day, day}), 3);
    QCOMPARE(level({month, month}), 3);
    QCOMPARE(level({half}), 3);
    QCOMPARE(level({half, day, day, day}), 3);
    QCOMPARE(level({half, day, day, day, day}), 4);
    QCOMPARE(level({half, week}), 4);
    QCOMPARE(level({longer, longer}), 4);
    QCOMPARE(level(std::vector<int>(6, month)), 3);
    QCOMPARE(level(std::vector<int>(7, month)), 4);
    // The other factors keep their maximum.
    const std::array<int, 2> jeep{potential(each, "22100"), potential(each, "22100")};
    QCOMPARE(joinSteps(each, Joining::MaxTimeSum, jeep)->score, 26.0);
}

void JoiningTest::joiningsThatDoNotSuit()
{
    const std::array<int, 2> steps{1, 2};
    for (const char *id : {"cvss-g3", "attack-vector-g4"}) {
        const VectorSpace each = space(id);
        QVERIFY(joinSteps(each, Joining::Max, steps));
        QVERIFY(joinSteps(each, Joining::Hardest, steps));
        QVERIFY(!joinSteps(each, Joining::MaxTimeSum, steps));
        for (const Joining rule : {Joining::Max, Joining::MaxTimeSum, Joining::Sum, Joining::Hardest})
            QCOMPARE(joinSteps(each, rule, steps).has_value(), allowsJoining(method(id), rule));
    }
    QVERIFY(!joinSteps(space("cvss-g3"), Joining::Sum, steps));
    QCOMPARE(joinSteps(space("attack-vector-g4"), Joining::Sum, steps)->score, 3.0);
}

TARASCOPE_TEST(JoiningTest)
#include "joiningtest.moc"
