#include "tests/model/paths/oracle.h"
#include "tests/randommodel.h"
#include "tests/testmain.h"

#include "model/assurance/controleffect.h"
#include "model/method/vectorspace.h"
#include "model/paths/compile.h"
#include "model/paths/solve.h"
#include "model/paths/witness.h"
#include "model/risk/assessment.h"

#include <algorithm>

using namespace tarascope;
using oracle::Levels;

namespace {

template <class T> T must(Result<T> result)
{
    if (!result)
        qFatal("%s", result.error().english().c_str());
    return std::move(*result);
}

struct Compiled {
    RatingMethod method;
    VectorSpace space;
    Lattice lattice;
    AttackGraph attack;
    std::vector<Effects> effects; ///< of all profiles

    Compiled(const Graph &graph, const std::string &methodId, const AttackQuestion &question, Reading reading)
        : method(must(loadMethod(methodId))), space(method), lattice(levelCounts(space)),
          attack(compileAttackGraph(graph, method, question))
    {
        std::vector<std::int16_t> profiles;
        for (std::size_t i = 0; i < attack.profiles.size(); ++i)
            profiles.push_back(static_cast<std::int16_t>(i));
        effects = effectsOf(graph, attack, profiles, reading, {}, Evidence(graph, {}));
    }

    static std::vector<int> levelCounts(const VectorSpace &space)
    {
        std::vector<int> counts;
        for (int place = 0; place < space.factorCount(); ++place)
            counts.push_back(space.levelCount(place));
        return counts;
    }

    Levels levels(int vector) const
    {
        Levels levels;
        for (int place = 0; place < space.factorCount(); ++place)
            levels.push_back(space.level(vector, place));
        return levels;
    }

    /// The same question for the plain solvers, read from the attack graph by its meaning alone.
    oracle::Graph plain(const Effects &effect) const
    {
        oracle::Graph graph{levelCounts(space), static_cast<int>(attack.positions.size()), {}};
        for (const AttackStep &step : attack.steps) {
            if (step.profile >= 0 && step.profile != effect.profile)
                continue;
            if (step.vulnerability >= 0 && effect.vulnerabilityOpen[std::size_t(step.vulnerability)] == 0)
                continue;
            oracle::Step plain{step.to, levels(step.vector), {}, 1};
            for (std::uint32_t i = step.premiseBegin; i < step.premiseEnd; ++i)
                plain.premises.push_back(attack.premises[i]);
            for (std::uint32_t i = step.guardBegin; i < step.guardEnd; ++i)
                if (effect.guardCounts[std::size_t(attack.stepGuards[i])] != 0)
                    plain.premises.push_back(attack.guards[std::size_t(attack.stepGuards[i])].defeated);
            graph.steps.push_back(std::move(plain));
        }
        return graph;
    }
};

const std::string methods[] = {"attack-potential-g2", "cvss-g3", "attack-vector-g4"};

// Steps whose guards count, of which every one is beaten; empty: the witness is sound.
QString faultOf(const Compiled &compiled, const Effects &effects, const Problem &problem, const Witness &witness,
                std::int32_t target, int vector)
{
    std::set<std::int32_t> reached;
    Levels hardest(compiled.levels(vector).size(), 0);
    for (std::int32_t place : witness) {
        const AttackStep &step = compiled.attack.steps[std::size_t(problem.steps[std::size_t(place)].source)];
        if (step.profile >= 0 && step.profile != effects.profile)
            return QStringLiteral("a step of another profile");
        if (step.vulnerability >= 0 && effects.vulnerabilityOpen[std::size_t(step.vulnerability)] == 0)
            return QStringLiteral("a closed vulnerability");
        for (std::int32_t premise : compiled.attack.premisesOf(step))
            if (!reached.contains(premise))
                return QStringLiteral("a premise that is not reached before");
        for (std::int32_t guard : compiled.attack.guardsOf(step))
            if (effects.guardCounts[std::size_t(guard)] != 0 && !reached.contains(compiled.attack.guards[std::size_t(guard)].defeated))
                return QStringLiteral("a control that counts and is not defeated");
        if (!reached.insert(step.to).second)
            return QStringLiteral("a position that is derived twice");
        hardest = oracle::join(hardest, compiled.levels(step.vector));
    }
    if (!reached.contains(target) || compiled.attack.steps[std::size_t(problem.steps[std::size_t(witness.back())].source)].to != target)
        return QStringLiteral("the target is not the last position");
    return hardest == compiled.levels(vector) ? QString() : QStringLiteral("the hardest levels of the steps are not the vector");
}

} // namespace

/// Random models through the real compiler, solved by the engine and by plain solvers.
class CompiledTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void frontiersEqualThoseOfPlainLabels()
    {
        qsizetype reached = 0;
        for (std::uint32_t seed = 1; seed <= 45; ++seed) {
            RandomModel model(seed);
            const Graph graph = model.make({.positions = 14, .links = 34});
            const AttackQuestion question{static_cast<Scale>(1 + seed % 3), seed % 2 == 0};
            const Compiled compiled(graph, methods[seed % 3], question, static_cast<Reading>(model.pick(3)));
            for (const Effects &effects : compiled.effects) {
                const Reached rows = must(solve(makeProblem(compiled.attack, effects), compiled.lattice, Budget{}));
                const auto expected = oracle::byLabels(compiled.plain(effects));
                for (std::size_t position = 0; position < expected.size(); ++position) {
                    if (oracle::minimalOf(compiled.lattice, rows.row(std::int32_t(position))) != expected[position])
                        QFAIL(qPrintable(QStringLiteral("seed %1 position %2").arg(seed).arg(position)));
                    reached += expected[position].empty() ? 0 : 1;
                }
            }
        }
        QVERIFY(reached > 500);
    }

    void witnessesAreReal()
    {
        int checked = 0;
        for (std::uint32_t seed = 100; seed < 140; ++seed) {
            RandomModel model(seed);
            const Graph graph = model.make({});
            const Compiled compiled(graph, methods[seed % 3], {static_cast<Scale>(1 + seed % 3), false},
                                    static_cast<Reading>(model.pick(3)));
            for (const Effects &effects : compiled.effects) {
                const Problem problem = makeProblem(compiled.attack, effects);
                const Reached rows = must(solve(problem, compiled.lattice, Budget{}));
                for (std::int32_t target = 0; target < problem.positions; ++target)
                    for (int vector : compiled.lattice.minimal(rows.row(target))) {
                        const Witness witness = shortestWitness(problem, compiled.lattice, vector, target,
                                                                [](const Problem::Step &) { return 1; });
                        QVERIFY(!witness.empty());
                        const QString fault = faultOf(compiled, effects, problem, witness, target, vector);
                        QVERIFY2(fault.isEmpty(), qPrintable(QStringLiteral("seed %1: %2").arg(seed).arg(fault)));
                        ++checked;
                    }
            }
        }
        QVERIFY(checked > 1000);
    }

    /// The paths that people read: what each step needs was there before, and the hardest levels are the total.
    void shownPathsHoldTogether()
    {
        int checked = 0;
        for (std::uint32_t seed = 200; seed < 230; ++seed) {
            RandomModel model(seed);
            const Graph graph = model.make({});
            const auto assessor = must(makeAssessor(graph, methods[seed % 3]));
            graph.forEachItem([&](ItemId id, const Item &item) {
                if (!kindDef(item.kind).position)
                    return;
                for (int count : {0, 4}) {
                    PathQuestion question;
                    question.target = id;
                    question.reading = static_cast<Reading>(model.pick(3));
                    question.count = count;
                    const PathsResult found = must(assessor->paths(graph, question, Budget{}));
                    for (const AttackPath &path : found.paths) {
                        checkShown(path, id);
                        ++checked;
                    }
                    if (count > 0 && found.best)
                        QCOMPARE(found.paths.front().total.difficulty, found.best->difficulty);
                    for (std::size_t i = 0; count == 0 && i < found.paths.size(); ++i)
                        QCOMPARE(found.paths[i].total.rating, found.pareto[i].rating);
                }
            });
        }
        QVERIFY(checked > 500);
    }

private:
    static void checkShown(const AttackPath &path, ItemId target)
    {
        std::vector<ItemId> had;
        Rating hardest;
        int unrated = 0;
        for (const PathStep &step : path.steps) {
            for (ItemId needed : step.from)
                QVERIFY(std::find(had.begin(), had.end(), needed) != had.end());
            had.push_back(step.to);
            for (std::size_t factor = 0; factor < hardest.levels.size(); ++factor)
                hardest.levels[factor] = std::max(hardest.levels[factor], step.rating.levels[factor]);
            unrated += step.unrated ? 1 : 0;
        }
        QCOMPARE(path.steps.back().to, target);
        QVERIFY(hardest == path.total.rating);
        QCOMPARE(path.unrated, unrated);
        QVERIFY(std::is_sorted(path.deciding.begin(), path.deciding.end(),
                               [](const Deciding &a, const Deciding &b) { return a.step < b.step; }));
    }
};

TARASCOPE_TEST(CompiledTest)
#include "compiledtest.moc"
