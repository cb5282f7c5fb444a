#include "model/json/node.h"
#include "tests/model/method/methodfixture.h"
#include "tests/testmain.h"

#include <QtCore/QFile>

#include <array>
#include <cmath>
#include <map>
#include <random>
#include <set>

using namespace tarascope;
using namespace methodfixture;

namespace {

/// "AV:N/AC:L/PR:N/UI:R"
int exploitability(const VectorSpace &space, const std::string &text)
{
    static const std::array<std::string, 4> letters{"NALP", "LH", "NLH", "NR"};
    Rating rating;
    for (std::size_t i = 0; i < 4; ++i)
        rating.levels[5 + i] = static_cast<std::int8_t>(letters[i].find(text[5 * i + 3]));
    return space.indexOf(rating).value();
}

std::map<Feasibility, int> distribution(const VectorSpace &space)
{
    std::map<Feasibility, int> counts;
    for (int v = 0; v < space.size(); ++v)
        ++counts[space.feasibility(v)];
    return counts;
}

json::Document shared(const char *path)
{
    QFile file(QStringLiteral(TARASCOPE_SHARED_DIR "/catalogues/") + QString::fromLatin1(path));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", path);
    return json::read(file.readAll().toStdString(), path, Budget{}).value();
}

Feasibility ofTitle(std::string_view title)
{
    return title == "High" ? Feasibility::High : title == "Medium" ? Feasibility::Medium
         : title == "Low"  ? Feasibility::Low
                           : Feasibility::VeryLow;
}

std::string digitsOf(const json::Node &vector)
{
    std::string digits;
    for (const json::Node &level : vector.children)
        digits += level.text.back();
    return digits;
}

struct Exploitability {
    const char *vector;
    double value;
    Feasibility feasibility;
};

// The 48 vectors of CVSS, 8.22 * AV * AC * PR * UI to four places.
constexpr Feasibility veryLow = Feasibility::VeryLow;
constexpr Feasibility low = Feasibility::Low;
constexpr Feasibility medium = Feasibility::Medium;
const Exploitability exploitabilities[] = {
    {"AV:N/AC:L/PR:N/UI:N", 3.887, Feasibility::High}, {"AV:N/AC:L/PR:N/UI:R", 2.8353, medium},
    {"AV:N/AC:L/PR:L/UI:N", 2.8353, medium}, {"AV:A/AC:L/PR:N/UI:N", 2.8353, medium},
    {"AV:L/AC:L/PR:N/UI:N", 2.5151, medium}, {"AV:N/AC:H/PR:N/UI:N", 2.2212, medium},
    {"AV:N/AC:L/PR:L/UI:R", 2.0681, medium}, {"AV:A/AC:L/PR:N/UI:R", 2.0681, medium},
    {"AV:A/AC:L/PR:L/UI:N", 2.0681, medium}, {"AV:L/AC:L/PR:N/UI:R", 1.8346, low},
    {"AV:L/AC:L/PR:L/UI:N", 1.8346, low}, {"AV:N/AC:H/PR:N/UI:R", 1.6201, low},
    {"AV:N/AC:H/PR:L/UI:N", 1.6201, low}, {"AV:A/AC:H/PR:N/UI:N", 1.6201, low},
    {"AV:A/AC:L/PR:L/UI:R", 1.5085, low}, {"AV:L/AC:H/PR:N/UI:N", 1.4372, low},
    {"AV:L/AC:L/PR:L/UI:R", 1.3382, low}, {"AV:N/AC:L/PR:H/UI:N", 1.2347, low},
    {"AV:N/AC:H/PR:L/UI:R", 1.1818, low}, {"AV:A/AC:H/PR:N/UI:R", 1.1818, low},
    {"AV:A/AC:H/PR:L/UI:N", 1.1818, low}, {"AV:L/AC:H/PR:N/UI:R", 1.0483, veryLow},
    {"AV:L/AC:H/PR:L/UI:N", 1.0483, veryLow}, {"AV:P/AC:L/PR:N/UI:N", 0.9146, veryLow},
    {"AV:N/AC:L/PR:H/UI:R", 0.9006, veryLow}, {"AV:A/AC:L/PR:H/UI:N", 0.9006, veryLow},
    {"AV:A/AC:H/PR:L/UI:R", 0.862, veryLow}, {"AV:L/AC:L/PR:H/UI:N", 0.7989, veryLow},
    {"AV:L/AC:H/PR:L/UI:R", 0.7647, veryLow}, {"AV:N/AC:H/PR:H/UI:N", 0.7055, veryLow},
    {"AV:P/AC:L/PR:N/UI:R", 0.6671, veryLow}, {"AV:P/AC:L/PR:L/UI:N", 0.6671, veryLow},
    {"AV:A/AC:L/PR:H/UI:R", 0.6569, veryLow}, {"AV:L/AC:L/PR:H/UI:R", 0.5827, veryLow},
    {"AV:P/AC:H/PR:N/UI:N", 0.5226, veryLow}, {"AV:N/AC:H/PR:H/UI:R", 0.5146, veryLow},
    {"AV:A/AC:H/PR:H/UI:N", 0.5146, veryLow}, {"AV:P/AC:L/PR:L/UI:R", 0.4866, veryLow},
    {"AV:L/AC:H/PR:H/UI:N", 0.4565, veryLow}, {"AV:P/AC:H/PR:N/UI:R", 0.3812, veryLow},
    {"AV:P/AC:H/PR:L/UI:N", 0.3812, veryLow}, {"AV:A/AC:H/PR:H/UI:R", 0.3754, veryLow},
    {"AV:L/AC:H/PR:H/UI:R", 0.333, veryLow}, {"AV:P/AC:L/PR:H/UI:N", 0.2905, veryLow},
    {"AV:P/AC:H/PR:L/UI:R", 0.2781, veryLow}, {"AV:P/AC:L/PR:H/UI:R", 0.2119, veryLow},
    {"AV:P/AC:H/PR:H/UI:N", 0.166, veryLow}, {"AV:P/AC:H/PR:H/UI:R", 0.1211, veryLow},
};

} // namespace

class VectorSpaceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sizes();
    void numbersAndRatingsAreTwoWays();
    void numberingKeepsWordsTogether();
    void missingFactorIsNotRated();
    void attackPotentialGolden();
    void attackPotentialDistribution();
    void sixMonthsFlipEightyOne();
    void cvssGolden();
    void attackVectorGolden();
    void catalogueGolden();
    void latticeLaws();
    void difficultyIsMonotone();
    void difficultyFollowsTheScore();
    void thresholdsAreExact();
};

void VectorSpaceTest::sizes()
{
    QCOMPARE(space("attack-potential-g2").size(), 1280);
    QCOMPARE(space("attack-potential-g2-10").size(), 1280);
    QCOMPARE(space("cvss-g3").size(), 48);
    QCOMPARE(space("attack-vector-g4").size(), 4);
}

void VectorSpaceTest::numbersAndRatingsAreTwoWays()
{
    for (const std::string &id : methodIds()) {
        const VectorSpace each = space(id);
        std::set<Rating> seen;
        for (int v = 0; v < each.size(); ++v) {
            const Rating rating = each.ratingOf(v);
            QVERIFY(seen.insert(rating).second);
            QCOMPARE(each.indexOf(rating), std::optional<int>(v));
        }
    }
}

void VectorSpaceTest::numberingKeepsWordsTogether()
{
    const VectorSpace each = space("attack-potential-g2");
    for (int v = 0; v < each.size(); ++v) {
        QCOMPARE(each.ratingOf(v)[Factor::ET], each.ratingOf(v / 64 * 64)[Factor::ET]);
        QCOMPARE(each.ratingOf(v)[Factor::SE], each.ratingOf(v / 64 * 64)[Factor::SE]);
    }
    QCOMPARE(each.indexOf(easiestRating(method("attack-potential-g2"))), std::optional<int>(0));
    QCOMPARE(each.withLevel(potential(each, "12321"), 2, 0), potential(each, "12021"));
}

void VectorSpaceTest::missingFactorIsNotRated()
{
    const VectorSpace each = space("attack-potential-g2");
    Rating rating = each.ratingOf(700);
    QVERIFY(isRated(method("attack-potential-g2"), rating));
    rating[Factor::WoO] = Rating::unrated;
    QVERIFY(!each.indexOf(rating));
    QVERIFY(!isRated(method("attack-potential-g2"), rating));
    QVERIFY(!space("cvss-g3").indexOf(each.ratingOf(700)));

    // A rating may hold the factors of several methods; each reads its own.
    Rating both = each.ratingOf(700);
    both[Factor::AV] = 2;
    QCOMPARE(each.indexOf(both), std::optional<int>(700));
    QCOMPARE(space("attack-vector-g4").indexOf(both), std::optional<int>(2));
    QCOMPARE(each.ratingOf(700)[Factor::AV], Rating::unrated);
}

void VectorSpaceTest::attackPotentialGolden()
{
    struct Case {
        const char *digits;
        double sum;
        Feasibility feasibility;
    };
    const Case cases[] = {{"11111", 12, Feasibility::High},  {"33333", 55, veryLow}, {"22100", 13, Feasibility::High},
                          {"12120", 14, medium},             {"30100", 20, low},     {"43333", 57, veryLow},
                          {"00000", 0, Feasibility::High},   {"40010", 20, low},     {"40000", 19, medium},
                          {"23111", 20, low},                {"23201", 23, low},     {"22211", 22, low},
                          {"43000", 27, veryLow},            {"13221", 24, low},     {"02230", 23, low}};
    const VectorSpace each = space("attack-potential-g2");
    for (const Case &one : cases) {
        const int v = potential(each, one.digits);
        QCOMPARE(each.score(v), one.sum);
        QCOMPARE(each.feasibility(v), one.feasibility);
    }
    // Six months count 10 in the variant.
    const VectorSpace variant = space("attack-potential-g2-10");
    QCOMPARE(variant.score(potential(variant, "30100")), 13.0);
    QCOMPARE(variant.feasibility(potential(variant, "30100")), Feasibility::High);
}

void VectorSpaceTest::attackPotentialDistribution()
{
    using Counts = std::map<Feasibility, int>;
    QCOMPARE(distribution(space("attack-potential-g2")),
             (Counts{{Feasibility::High, 153}, {medium, 222}, {low, 211}, {veryLow, 694}}));
    QCOMPARE(distribution(space("attack-potential-g2-10")),
             (Counts{{Feasibility::High, 157}, {medium, 244}, {low, 247}, {veryLow, 632}}));
    QCOMPARE(distribution(space("cvss-g3")),
             (Counts{{Feasibility::High, 1}, {medium, 8}, {low, 12}, {veryLow, 27}}));
    QCOMPARE(distribution(space("attack-vector-g4")),
             (Counts{{Feasibility::High, 1}, {medium, 1}, {low, 1}, {veryLow, 1}}));
}

void VectorSpaceTest::sixMonthsFlipEightyOne()
{
    const VectorSpace first = space("attack-potential-g2");
    const VectorSpace second = space("attack-potential-g2-10");
    int flips = 0;
    for (int v = 0; v < first.size(); ++v)
        flips += first.feasibility(v) != second.feasibility(v) ? 1 : 0;
    QCOMPARE(flips, 81);
}

void VectorSpaceTest::cvssGolden()
{
    const VectorSpace each = space("cvss-g3");
    std::set<int> seen;
    for (const Exploitability &one : exploitabilities) {
        const int v = exploitability(each, one.vector);
        seen.insert(v);
        QVERIFY2(std::abs(each.score(v) - one.value) <= 0.00005 + 1e-9, one.vector);
        QVERIFY2(each.feasibility(v) == one.feasibility, one.vector);
    }
    QCOMPARE(seen.size(), std::size_t(48));
    QCOMPARE(each.score(0), 3.887042775); // 8.22 * 0.85 * 0.77 * 0.85 * 0.85, not rounded
}

void VectorSpaceTest::attackVectorGolden()
{
    const VectorSpace each = space("attack-vector-g4");
    const Feasibility expected[] = {Feasibility::High, medium, low, veryLow};
    for (int level = 0; level < 4; ++level) {
        Rating rating;
        rating[Factor::AV] = static_cast<std::int8_t>(level);
        const int v = each.indexOf(rating).value();
        QCOMPARE(each.score(v), double(level));
        QCOMPARE(each.feasibility(v), expected[level]);
    }
}

void VectorSpaceTest::catalogueGolden()
{
    TARASCOPE_NEEDS_SHARED("catalogues/attack_potential.json");
    const json::Document catalogue = shared("attack_potential.json");
    const VectorSpace potentials = space("attack-potential-g2");
    int checked = 0;
    for (const json::Node &test : catalogue.root.find("golden_tests")->children) {
        if (!test.find("vector"))
            continue;
        const int v = potential(potentials, digitsOf(*test.find("vector")));
        QCOMPARE(potentials.score(v), std::stod(test.find("sum")->text));
        QCOMPARE(potentials.feasibility(v), ofTitle(test.string("rating")));
        ++checked;
    }
    QVERIFY(checked >= 5);

    const json::Document cvss = shared("cvss_feasibility.json");
    const VectorSpace exploits = space("cvss-g3");
    for (const json::Node &test : cvss.root.find("golden_table")->children) {
        const int v = exploitability(exploits, std::string(test.string("vector")));
        QVERIFY(std::abs(exploits.score(v) - std::stod(test.find("exploitability")->text)) < 0.00006);
        QCOMPARE(exploits.feasibility(v), ofTitle(test.string("rating")));
        ++checked;
    }
    QVERIFY(checked >= 53);
}

void VectorSpaceTest::latticeLaws()
{
    for (const std::string &id : methodIds()) {
        const VectorSpace each = space(id);
        std::mt19937 random(7);
        std::uniform_int_distribution<int> any(0, each.size() - 1);
        for (int round = 0; round < 20'000; ++round) {
            const int a = any(random), b = any(random), c = any(random);
            const int both = each.join(a, b);
            Rating expected;
            for (std::size_t f = 0; f < expected.levels.size(); ++f)
                expected.levels[f] = std::max(each.ratingOf(a).levels[f], each.ratingOf(b).levels[f]);
            QCOMPARE(each.ratingOf(both), expected);
            QCOMPARE(both, each.join(b, a));
            QCOMPARE(each.join(both, c), each.join(a, each.join(b, c)));
            QCOMPARE(each.join(a, a), a);
            QCOMPARE(each.lessEqual(a, b), both == b);
            QVERIFY(each.lessEqual(a, both));
            QVERIFY(each.lessEqual(0, a));
            QVERIFY(each.lessEqual(a, each.size() - 1));
        }
    }
}

void VectorSpaceTest::difficultyIsMonotone()
{
    for (const std::string &id : methodIds()) {
        const VectorSpace each = space(id);
        int ordered = 0;
        for (int a = 0; a < each.size(); ++a) {
            for (int b = 0; b < each.size(); ++b) {
                if (!each.lessEqual(a, b))
                    continue;
                ++ordered;
                if (each.difficulty(a) > each.difficulty(b) || each.feasibility(a) < each.feasibility(b))
                    QFAIL("a harder vector looks easier");
            }
        }
        QVERIFY(ordered >= each.size());
        QCOMPARE(each.difficulty(0), 0);
    }
}

void VectorSpaceTest::difficultyFollowsTheScore()
{
    for (const std::string &id : methodIds()) {
        const VectorSpace each = space(id);
        const double sign = method(id).direction == Direction::LowerIsEasier ? 1 : -1;
        for (int a = 0; a < each.size(); ++a) {
            for (int b = 0; b < each.size(); ++b) {
                const double distance = sign * (each.score(a) - each.score(b));
                if ((distance < 0) != (each.difficulty(a) < each.difficulty(b)) ||
                    (distance == 0) != (each.difficulty(a) == each.difficulty(b)))
                    QFAIL("difficulty and score order differently");
            }
        }
    }
}

void VectorSpaceTest::thresholdsAreExact()
{
    const VectorSpace each = space("attack-potential-g2");
    const std::map<int, Feasibility> borders{{0, Feasibility::High}, {13, Feasibility::High}, {14, medium},
                                             {19, medium},           {20, low},               {24, low},
                                             {25, veryLow},          {1000, veryLow}};
    for (const auto &[sum, feasibility] : borders)
        QCOMPARE(each.feasibilityOf(sum), feasibility);
    const VectorSpace cvss = space("cvss-g3");
    QCOMPARE(cvss.feasibilityOf(29'600'000'000), Feasibility::High);
    QCOMPARE(cvss.feasibilityOf(29'599'999'999), medium);
    QCOMPARE(cvss.feasibilityOf(20'000'000'000), medium);
    QCOMPARE(cvss.feasibilityOf(19'999'999'999), low);
    QCOMPARE(cvss.feasibilityOf(10'600'000'000), low);
    QCOMPARE(cvss.feasibilityOf(10'599'999'999), veryLow);
}

TARASCOPE_TEST(VectorSpaceTest)
#include "vectorspacetest.moc"
