#include "tests/model/paths/oracle.h"
#include "tests/testmain.h"

#include "model/method/ratingmethod.h"
#include "model/method/vectorspace.h"

#include <numeric>

using namespace tarascope;

/// The lattice against levels compared one by one, for the three shapes of rating methods.
class LatticeTest : public QObject
{
    Q_OBJECT

    static std::vector<oracle::Levels> allVectors(const std::vector<int> &counts)
    {
        std::vector<oracle::Levels> all{{}};
        for (int count : counts) {
            std::vector<oracle::Levels> longer;
            for (const oracle::Levels &levels : all)
                for (int level = 0; level < count; ++level) {
                    longer.push_back(levels);
                    longer.back().push_back(level);
                }
            all = std::move(longer);
        }
        return all;
    }

private Q_SLOTS:
    void laws_data()
    {
        QTest::addColumn<std::vector<int>>("counts");
        QTest::addColumn<int>("size");
        QTest::newRow("attack potential") << std::vector<int>{5, 4, 4, 4, 4} << 1280;
        QTest::newRow("CVSS") << std::vector<int>{4, 2, 3, 2} << 48;
        QTest::newRow("attack vector") << std::vector<int>{4} << 4;
        QTest::newRow("one vector") << std::vector<int>{1, 1} << 1;
        QTest::newRow("a row of whole words") << std::vector<int>{64, 2} << 128;
    }

    void laws()
    {
        QFETCH(std::vector<int>, counts);
        QFETCH(int, size);
        const Lattice lattice(counts);
        QCOMPARE(lattice.size(), size);
        QCOMPARE(lattice.words(), std::size_t((size + 63) / 64));
        const std::vector<oracle::Levels> all = allVectors(counts);
        for (int a = 0; a < size; ++a) {
            QCOMPARE(oracle::numberOf(all[std::size_t(a)], counts), a);
            QCOMPARE(lattice.levelsOf(a), all[std::size_t(a)]);
            QCOMPARE(lattice.vectorOf(all[std::size_t(a)]), a);
            for (int b = 0; b < size; ++b) {
                const bool below = oracle::lessEqual(all[std::size_t(a)], all[std::size_t(b)]);
                if (lattice.lessEqual(a, b) != below)
                    QFAIL("order");
                const oracle::Levels joined = oracle::join(all[std::size_t(a)], all[std::size_t(b)]);
                if (lattice.join(a, b) != oracle::numberOf(joined, counts))
                    QFAIL("join");
            }
        }
    }

    void minimal()
    {
        std::mt19937 random(7);
        for (const std::vector<int> &counts : {std::vector<int>{5, 4, 4, 4, 4}, {4, 2, 3, 2}, {4}}) {
            const Lattice lattice(counts);
            for (int round = 0; round < 50; ++round) {
                BitRow row(lattice.words(), 0);
                std::set<oracle::Levels> generators;
                for (std::size_t i = random() % 12; i > 0; --i) {
                    const int vector = static_cast<int>(random() % static_cast<unsigned>(lattice.size()));
                    generators.insert(lattice.levelsOf(vector));
                    for (std::size_t word = 0; word < row.size(); ++word)
                        row[word] |= lattice.upSets(word)[static_cast<std::size_t>(vector)];
                }
                const std::vector<int> found = lattice.minimal(row);
                QVERIFY(std::is_sorted(found.begin(), found.end()));
                QCOMPARE(oracle::minimalOf(lattice, row), oracle::minimalOf(generators));
            }
        }
    }

    void anEasierWordIsOneLevelEasierInOneFactor()
    {
        for (const std::vector<int> &counts : {std::vector<int>{5, 4, 4, 4, 4}, {4, 2, 3, 2}, {3, 5, 64}, {3, 65}}) {
            const Lattice lattice(counts);
            for (int word = 0; word < static_cast<int>(lattice.words()); ++word)
                if (const auto easier = lattice.easierWord(static_cast<std::size_t>(word)))
                    for (int bit = 0; bit < 64 && 64 * word + bit < lattice.size(); ++bit) {
                        const oracle::Levels mine = lattice.levelsOf(64 * word + bit);
                        const oracle::Levels other = lattice.levelsOf(64 * static_cast<int>(*easier) + bit);
                        QVERIFY(oracle::lessEqual(other, mine));
                        QCOMPARE(std::accumulate(mine.begin(), mine.end(), 0) - std::accumulate(other.begin(), other.end(), 0), 1);
                    }
        }
        const Lattice lattice({5, 4, 4, 4, 4});
        for (std::size_t word = 0; word < lattice.words(); ++word)
            QCOMPARE(lattice.easierWord(word).has_value(), word > 0);
        QVERIFY(!Lattice({3, 65}).easierWord(2));
    }

    /// The engine reads a number of the lattice as a vector of the method and the other way round.
    void numbersOfTheMethod()
    {
        for (const std::string &id : methodIds()) {
            const auto method = loadMethod(id);
            QVERIFY(method.ok());
            const VectorSpace space(*method);
            std::vector<int> counts;
            for (int place = 0; place < space.factorCount(); ++place)
                counts.push_back(space.levelCount(place));
            const Lattice lattice(counts);
            QCOMPARE(lattice.size(), space.size());
            for (int vector = 0; vector < space.size(); ++vector) {
                for (int place = 0; place < space.factorCount(); ++place)
                    QCOMPARE(lattice.levelsOf(vector)[std::size_t(place)], space.level(vector, place));
                QCOMPARE(space.indexOf(space.ratingOf(vector)), std::optional<int>(vector));
            }
        }
    }
};

TARASCOPE_TEST(LatticeTest)
#include "latticetest.moc"
