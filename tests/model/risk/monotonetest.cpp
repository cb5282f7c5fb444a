#include "tests/randommodel.h"
#include "tests/resulttext.h"
#include "tests/testmain.h"

#include "model/edit.h"
#include "model/risk/assessment.h"

#include <algorithm>

using namespace tarascope;

namespace {

constexpr Reading everyReading[] = {Reading::Inherent, Reading::Claimed, Reading::Evidenced};

template <class T> T must(Result<T> result)
{
    if (!result)
        qFatal("%s", result.error().english().c_str());
    return std::move(*result);
}

bool noHarder(const Rating &a, const Rating &b)
{
    for (std::size_t factor = 0; factor < a.levels.size(); ++factor)
        if (a.levels[factor] > b.levels[factor])
            return false;
    return true;
}

/// Whatever effort suffices in `hard` suffices in `easy`: more than a comparison of scores.
bool noHarder(const std::vector<Scored> &easy, const std::vector<Scored> &hard)
{
    return std::all_of(hard.begin(), hard.end(), [&](const Scored &attack) {
        return std::any_of(easy.begin(), easy.end(),
                           [&](const Scored &other) { return noHarder(other.rating, attack.rating); });
    });
}

/// The frontiers of all positions and threats by key and reading, of all profiles or one.
using Frontiers = std::map<std::pair<std::string, Reading>, std::vector<Scored>>;

Frontiers frontiersOf(const Graph &graph, const Scenario &scenario, const std::string &method)
{
    const auto assessor = must(makeAssessor(graph, method));
    Frontiers frontiers;
    graph.forEachItem([&](ItemId id, const Item &item) {
        if (!kindDef(item.kind).position && item.kind != Kind::threatScenario)
            return;
        for (Reading reading : everyReading) {
            PathQuestion question;
            question.target = id;
            question.reading = reading;
            question.scenario = scenario;
            question.scale = static_cast<Scale>(1 + keyParts(item.key)->number % 3);
            frontiers[{item.key, reading}] = must(assessor->paths(graph, question, Budget{})).pareto;
        }
    });
    return frontiers;
}

/// Empty, or the first target that is harder before than after.
QString rises(const Frontiers &easy, const Frontiers &hard)
{
    for (const auto &[key, attacks] : hard)
        if (const auto same = easy.find(key); same != easy.end() && !noHarder(same->second, attacks))
            return QString::fromStdString(key.first + ' ' + std::string(readingName(key.second)));
    return {};
}

std::string methodOf(std::uint32_t seed)
{
    static const std::string ids[] = {"attack-potential-g2", "cvss-g3", "attack-vector-g4"};
    return ids[seed % 3];
}

/// An implemented and proved control that guards something here and there.
Graph withControl(RandomModel &model, const Graph &graph)
{
    Item control = model.item(graph, Kind::control);
    control.attributes.set(Attr::status, Choice{2});
    Graph after = applied(graph, adding(control));
    Item test = model.item(after, Kind::testCase);
    test.attributes = {};
    after = applied(after, adding(test));
    after = applied(after, must(addLink(after, LinkKind::verifies, after.findItem(test.uid), after.findItem(control.uid))));
    Outcome outcome;
    outcome.test = test.uid;
    outcome.verdict = Verdict::Pass;
    outcome.at = "2026-11-19T10:00:00Z";
    outcome.uid = outcomeUid(outcome);
    after = applied(after, adding(outcome));
    for (int guards = 0; guards < 4; ++guards) {
        auto guard = model.link(after, LinkKind::guards);
        if (!guard)
            continue;
        guard->from = control.uid;
        guard->uid = linkUid(*guard);
        if (!after.findLink(guard->uid).valid())
            after = applied(after, adding(*guard));
    }
    return after;
}

} // namespace

/// What must hold for every model, whatever its numbers (attack-paths 6).
class MonotoneTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aControlNeverHelpsAnAttacker()
    {
        int harder = 0;
        for (std::uint32_t seed = 1; seed <= 60; ++seed) {
            RandomModel model(seed);
            const Graph before = model.make({});
            const Graph after = withControl(model, before);
            const Frontiers without = frontiersOf(before, {}, methodOf(seed));
            const Frontiers with = frontiersOf(after, {}, methodOf(seed));
            QVERIFY2(rises(without, with).isEmpty(), qPrintable(QStringLiteral("seed %1: %2").arg(seed).arg(rises(without, with))));
            harder += rises(with, without).isEmpty() ? 0 : 1;
        }
        QVERIFY2(harder > 10, qPrintable(QStringLiteral("only %1 of the controls made any difference").arg(harder)));
    }

    void anAttackLinkNeverHindersAnAttacker()
    {
        int easier = 0;
        const std::vector<LinkKind> kinds = RandomModel::attackLinks();
        for (std::uint32_t seed = 100; seed < 220; ++seed) {
            RandomModel model(seed);
            // Every other link is one more credential at endpoints that have some already.
            const bool grants = seed % 2 == 0;
            const Graph before = model.make(grants ? RandomModel::Shape{.links = 120, .controls = 8} : RandomModel::Shape{});
            const auto link = model.link(before, grants ? LinkKind::grants : kinds[seed / 2 % kinds.size()]);
            if (!link)
                continue;
            const Frontiers without = frontiersOf(before, {}, methodOf(seed));
            const Frontiers with = frontiersOf(applied(before, adding(*link)), {}, methodOf(seed));
            QVERIFY2(rises(with, without).isEmpty(),
                     qPrintable(QStringLiteral("seed %1, %2: %3").arg(seed).arg(
                         QString::fromStdString(std::string(linkDef(link->kind).name())), rises(with, without))));
            easier += rises(without, with).isEmpty() ? 0 : 1;
        }
        QVERIFY2(easier > 10, qPrintable(QStringLiteral("only %1 of the links made any difference").arg(easier)));
    }

    void anotherProfileNeverLowersARisk()
    {
        int raised = 0;
        for (std::uint32_t seed = 200; seed < 250; ++seed) {
            RandomModel model(seed);
            const Graph graph = model.make({});
            for (ItemId profile : graph.itemsOf(Kind::attackerProfile)) {
                Scenario off, on;
                off.switches[graph.item(profile)->uid] = false;
                on.switches[graph.item(profile)->uid] = true;
                const auto assessor = must(makeAssessor(graph, methodOf(seed)));
                const Assessment few = must(assessor->assess(graph, off, Budget{}));
                const Assessment many = must(assessor->assess(graph, on, Budget{}));
                QCOMPARE(few.risks.size(), many.risks.size());
                for (std::size_t i = 0; i < few.risks.size(); ++i)
                    for (Reading reading : everyReading) {
                        const ReadingRisk &less = few.risks[i].at(reading);
                        const ReadingRisk &more = many.risks[i].at(reading);
                        QCOMPARE(less.risk.has_value(), more.risk.has_value());
                        QVERIFY(!less.risk || *less.risk <= *more.risk);
                        QVERIFY(noHarder(more.pareto, less.pareto));
                        raised += less.risk < more.risk ? 1 : 0;
                    }
            }
        }
        QVERIFY2(raised > 10, qPrintable(QStringLiteral("only %1 risks rose").arg(raised)));
    }

    void inherentThenEvidencedThenClaimed()
    {
        int apart = 0;
        for (std::uint32_t seed = 300; seed < 380; ++seed) {
            RandomModel model(seed);
            const Graph graph = model.make({.controls = 8, .tests = 8});
            Scenario scenario;
            if (model.chance(2))
                for (ItemId control : graph.itemsOf(Kind::control))
                    if (model.chance(3))
                        scenario.switches[graph.item(control)->uid] = model.chance(2);
            const Frontiers all = frontiersOf(graph, scenario, methodOf(seed));
            for (const auto &[key, claimed] : all) {
                if (key.second != Reading::Claimed)
                    continue;
                const std::vector<Scored> &inherent = all.at({key.first, Reading::Inherent});
                const std::vector<Scored> &evidenced = all.at({key.first, Reading::Evidenced});
                QVERIFY2(noHarder(inherent, evidenced), key.first.c_str());
                QVERIFY2(noHarder(evidenced, claimed), key.first.c_str());
                apart += noHarder(claimed, evidenced) ? 0 : 1;
            }
        }
        QVERIFY2(apart > 20, qPrintable(QStringLiteral("claimed and evidenced differ for %1 targets only").arg(apart)));
    }
};

TARASCOPE_TEST(MonotoneTest)
#include "monotonetest.moc"
