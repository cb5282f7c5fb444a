#include "tests/randommodel.h"
#include "tests/testmain.h"

#include "model/edit.h"
#include "model/risk/assessment.h"

#include <algorithm>

using namespace tarascope;

namespace {

template <class T> T must(Result<T> result)
{
    if (!result)
        qFatal("%s", result.error().english().c_str());
    return std::move(*result);
}

Graph with(const Graph &graph, Record before, std::optional<Record> after)
{
    ChangeSet set;
    set.changes.push_back({std::move(before), std::move(after)});
    return applied(graph, set);
}

PathQuestion asking(ItemId target, Reading reading)
{
    PathQuestion question;
    question.target = target;
    question.reading = reading;
    return question;
}

/// What is asked of every threat and position: the frontier, as vectors.
std::map<std::string, std::vector<Rating>> frontiers(const Graph &graph)
{
    const auto assessor = must(makeAssessor(graph));
    std::map<std::string, std::vector<Rating>> found;
    graph.forEachItem([&](ItemId id, const Item &item) {
        if (!kindDef(item.kind).position && item.kind != Kind::threatScenario)
            return;
        for (const Scored &one : must(assessor->paths(graph, asking(id, Reading::Claimed), Budget{})).pareto)
            found[item.key].push_back(one.rating);
    });
    return found;
}

std::optional<Scored> best(const Graph &graph, const PathQuestion &question)
{
    return must(must(makeAssessor(graph))->paths(graph, question, Budget{})).best;
}

Graph withoutControl(const Graph &graph, ItemId control)
{
    Item off = *graph.item(control);
    off.attributes.set(Attr::status, Choice{0}); // an idea: counts in no reading
    return with(graph, *graph.item(control), off);
}

} // namespace

/// Steps that are struck as not credible, and what keeps an attack from being easier.
class HoldingTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    /// A struck link is as good as none, and every result says that it was struck.
    void aStruckLinkIsNoWay()
    {
        int mattered = 0;
        for (std::uint32_t seed = 1; seed <= 60; ++seed) {
            RandomModel model(seed);
            const Graph graph = model.make({});
            std::vector<LinkId> links;
            graph.forEachLink([&](LinkId id, const Link &link) {
                if (linkDef(link.kind).find(Attr::notCredible))
                    links.push_back(id);
            });
            const Link link = *graph.link(links[static_cast<std::size_t>(model.pick(static_cast<int>(links.size())))]);
            Link struck = link;
            struck.attributes.set(Attr::notCredible, std::string("the bus has no connector there"));
            const Graph after = with(graph, link, struck);
            const auto now = frontiers(after);
            QVERIFY2(now == frontiers(with(graph, link, std::nullopt)), qPrintable(QStringLiteral("seed %1").arg(seed)));
            mattered += now == frontiers(graph) ? 0 : 1;
            graph.forEachItem([&](ItemId id, const Item &item) {
                if (item.kind != Kind::threatScenario)
                    return;
                const auto told = must(must(makeAssessor(after))->paths(after, asking(id, Reading::Claimed), Budget{}));
                QVERIFY(std::any_of(told.reasons.begin(), told.reasons.end(), [&](const Reason &reason) {
                    return reason.message.english().find(link.key + " from ") != std::string::npos;
                }));
            });
        }
        QVERIFY2(mattered > 10, qPrintable(QStringLiteral("only %1 of the links made any difference").arg(mattered)));
    }

    /// The same as taking each control away for good and asking anew.
    void whatHoldsIsWhatMissingMakesEasier()
    {
        int holding = 0;
        for (std::uint32_t seed = 1; seed <= 70; ++seed) {
            RandomModel model(seed);
            const Graph graph = model.make({.controls = 8});
            for (ItemId threat : graph.itemsOf(Kind::threatScenario)) {
                const PathQuestion question = asking(threat, Reading::Claimed);
                const std::optional<Scored> now = best(graph, question);
                std::map<std::string, int> wanted;
                for (ItemId control : graph.itemsOf(Kind::control)) {
                    const std::optional<Scored> easier = best(withoutControl(graph, control), question);
                    if (easier && (!now || easier->difficulty < now->difficulty))
                        wanted[graph.item(control)->key] = easier->difficulty;
                }
                std::map<std::string, int> found;
                int last = 0;
                for (const Holding &one : must(must(makeAssessor(graph))->holding(graph, question, Budget{}))) {
                    QVERIFY(one.without.difficulty >= last); // what holds most stands first
                    last = one.without.difficulty;
                    found[graph.item(one.control)->key] = one.without.difficulty;
                }
                QCOMPARE(found, wanted);
                holding += static_cast<int>(wanted.size());
            }
        }
        QVERIFY2(holding > 10, qPrintable(QStringLiteral("only %1 controls hold anything").arg(holding)));
    }
};

TARASCOPE_TEST(HoldingTest)
#include "holdingtest.moc"
