#include "tests/casetext.h"
#include "tests/randommodel.h"
#include "tests/resulttext.h"
#include "tests/testmain.h"

#include "model/edit.h"

#include <algorithm>

using namespace tarascope;

namespace {

std::unique_ptr<Assessor> assessorFor(const Graph &graph, const std::string &method = {})
{
    auto assessor = makeAssessor(graph, method);
    if (!assessor)
        qFatal("%s", assessor.error().english().c_str());
    return std::move(*assessor);
}

template <class T> T must(Result<T> result)
{
    if (!result)
        qFatal("%s", result.error().english().c_str());
    return std::move(*result);
}

std::vector<ItemId> byKey(const Graph &graph, std::vector<ItemId> items)
{
    std::sort(items.begin(), items.end(), [&](ItemId a, ItemId b) { return graph.item(a)->key < graph.item(b)->key; });
    return items;
}

std::vector<ItemId> targetsOf(const Graph &graph)
{
    std::vector<ItemId> targets;
    graph.forEachItem([&](ItemId id, const Item &item) {
        if (kindDef(item.kind).position || item.kind == Kind::threatScenario)
            targets.push_back(id);
    });
    return byKey(graph, targets);
}

/// Everything that can be asked of an assessor, as one text.
std::string askAll(Assessor &assessor, const Graph &graph, const Scenario &scenario, Reasons reasons, int everyTarget = 1)
{
    Assessment assessment = must(assessor.assess(graph, scenario, Budget{}));
    if (Result<void> explained = assessor.explain(graph, assessment, Budget{}); !explained)
        qFatal("%s", explained.error().english().c_str());
    std::string text = textOf(graph, assessment, reasons);
    int place = 0;
    for (ItemId target : targetsOf(graph)) {
        if (place++ % everyTarget != 0)
            continue;
        for (Reading reading : {Reading::Inherent, Reading::Claimed, Reading::Evidenced})
            for (int count : {0, 3}) {
                PathQuestion question;
                question.target = target;
                question.reading = reading;
                question.scenario = scenario;
                question.count = count;
                question.scale = place % 3 == 0 ? Scale::Fleet : Scale::Vehicle;
                text += graph.item(target)->key + ' ' + std::string(readingName(reading)) + ": " +
                        textOf(graph, must(assessor.paths(graph, question, Budget{})), reasons);
            }
    }
    if (reasons == Reasons::With)
        for (ItemId control : byKey(graph, graph.itemsOf(Kind::control)))
            text += textOf(graph, assessor.guardStates(graph, control, Reading::Evidenced, scenario));
    return text;
}

/// The first line in which two texts differ; empty when they are equal.
QString difference(const std::string &a, const std::string &b)
{
    const QStringList left = QString::fromStdString(a).split(u'\n');
    const QStringList right = QString::fromStdString(b).split(u'\n');
    for (qsizetype i = 0; i < std::max(left.size(), right.size()); ++i)
        if (left.value(i) != right.value(i))
            return QStringLiteral("%1 | %2").arg(left.value(i), right.value(i));
    return {};
}

Scenario anyScenario(RandomModel &model, const Graph &graph)
{
    Scenario scenario;
    graph.forEachItem([&](ItemId, const Item &item) {
        const bool switched = item.kind == Kind::control || item.kind == Kind::attackerProfile || item.kind == Kind::vulnerability;
        if (switched && model.chance(4))
            scenario.switches[item.uid] = model.chance(2);
        if (item.kind == Kind::testCase && model.chance(4))
            scenario.verdicts[item.uid] = static_cast<Verdict>(model.pick(6));
    });
    return scenario;
}

Item withChoice(Item item, Attr attr, std::uint16_t choice)
{
    item.attributes.set(attr, Choice{choice});
    return item;
}

// A new test that names nothing has passed; no other test speaks of the control.
Graph provedOnly(RandomModel &model, Graph graph, const Uid &control)
{
    const auto links = graph.in(graph.findItem(control));
    for (LinkId link : std::vector<LinkId>(links.begin(), links.end()))
        if (graph.link(link)->kind == LinkKind::verifies)
            graph = applied(graph, removeLink(graph, link));
    Item test = model.item(graph, Kind::testCase);
    test.attributes = {};
    graph = applied(graph, adding(test));
    graph = applied(graph, must(addLink(graph, LinkKind::verifies, graph.findItem(test.uid), graph.findItem(control))));
    Outcome outcome;
    outcome.test = test.uid;
    outcome.verdict = Verdict::Pass;
    outcome.at = "2026-11-19T10:00:00Z";
    outcome.uid = outcomeUid(outcome);
    return applied(graph, adding(outcome));
}

Graph withOnlyOutcome(Graph graph, const Uid &test, Verdict verdict)
{
    ChangeSet set;
    for (const Outcome *outcome : graph.outcomesOf(test))
        set.changes.push_back({Record(*outcome), std::nullopt});
    Outcome assumed;
    assumed.test = test;
    assumed.verdict = verdict;
    assumed.at = "2026-11-19T10:00:00Z";
    assumed.uid = Uid::fromParts({"assumed", test.hex()});
    set.changes.push_back({std::nullopt, Record(assumed)});
    return applied(graph, set);
}

/// The project as the scenario assumes it to be, edited by hand.
Graph madeReal(RandomModel &model, Graph graph, const Scenario &scenario)
{
    for (const auto &[test, verdict] : scenario.verdicts)
        graph = withOnlyOutcome(graph, test, verdict);
    for (const auto &[uid, on] : scenario.switches) {
        Item item = *graph.item(graph.findItem(uid));
        constexpr std::uint16_t implemented = 2, retired = 3, open = 0, fixed = 3;
        if (item.kind == Kind::control)
            item = withChoice(item, Attr::status, on ? implemented : retired);
        else if (item.kind == Kind::vulnerability)
            item = withChoice(item, Attr::status, on ? open : fixed);
        else
            item.attributes.set(Attr::enabled, on);
        graph = applied(graph, changeItem(graph, item));
        if (item.kind == Kind::control && on)
            graph = provedOnly(model, graph, uid);
    }
    return graph;
}

/// The same content with another history: another order, and records that came and went.
Graph withOtherHistory(RandomModel &model, const Graph &graph)
{
    std::vector<Record> items, links, outcomes;
    graph.forEachItem([&](ItemId, const Item &item) { items.push_back(item); });
    graph.forEachLink([&](LinkId, const Link &link) { links.push_back(link); });
    graph.forEachOutcome([&](const Outcome &outcome) { outcomes.push_back(outcome); });
    Graph other;
    for (auto *records : {&items, &links, &outcomes}) {
        std::shuffle(records->begin(), records->end(), model.random());
        for (const Record &record : *records) {
            other = applied(other, adding(record));
            if (model.chance(4)) { // it goes and comes again
                ChangeSet back = adding(record);
                other = applied(other, back.inverse());
                if (records == &items && model.chance(2)) { // a slot that nobody uses any more
                    Item guest = model.item(other, Kind::service);
                    guest.key = "SV-" + std::to_string(9'000'000 + model.pick(900'000));
                    other = applied(other, adding(guest));
                    other = applied(other, adding(guest).inverse());
                }
                other = applied(other, back);
            }
        }
    }
    return other;
}

} // namespace

/// What is kept between calls, assumed in a what-if or left over from earlier edits never shows in a result.
class CacheTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keptStagesEqualFreshOnes()
    {
        for (std::uint32_t seed = 1; seed <= 6; ++seed) {
            RandomModel model(seed);
            Graph graph = model.make({});
            const auto kept = assessorFor(graph);
            for (int step = 0; step < 20; ++step) {
                const ChangeSet set = model.edit(graph);
                graph = applied(graph, set);
                const Scenario scenario = model.chance(3) ? anyScenario(model, graph) : Scenario{};
                const QString differs = difference(askAll(*kept, graph, scenario, Reasons::With, 7),
                                                   askAll(*assessorFor(graph), graph, scenario, Reasons::With, 7));
                QVERIFY2(differs.isEmpty(), qPrintable(QStringLiteral("seed %1 step %2: %3").arg(seed).arg(step).arg(differs)));
            }
        }
    }

    void whatIfEqualsEditing()
    {
        for (std::uint32_t seed = 100; seed < 115; ++seed) {
            RandomModel model(seed);
            const Graph graph = model.make({});
            const Scenario scenario = anyScenario(model, graph);
            const Graph real = madeReal(model, graph, scenario);
            const auto assessor = assessorFor(graph);
            const QString differs = difference(askAll(*assessor, graph, scenario, Reasons::Without, 3),
                                               askAll(*assessorFor(real), real, {}, Reasons::Without, 3));
            QVERIFY2(differs.isEmpty(), qPrintable(QStringLiteral("seed %1: %2").arg(seed).arg(differs)));
        }
    }

    void historyDoesNotShow()
    {
        for (std::uint32_t seed = 200; seed < 210; ++seed) {
            RandomModel model(seed);
            const Graph graph = model.make({});
            const Graph other = withOtherHistory(model, graph);
            QVERIFY(graph.sameContent(other));
            const QString differs = difference(askAll(*assessorFor(graph), graph, {}, Reasons::With, 2),
                                               askAll(*assessorFor(other), other, {}, Reasons::With, 2));
            QVERIFY2(differs.isEmpty(), qPrintable(QStringLiteral("seed %1: %2").arg(seed).arg(differs)));
        }
    }

    void theOrderInWhichTargetsWereDrawnDoesNotShow()
    {
        const std::string starts = "L-1: AP-1 startsAt CO-1; L-2: AP-1 startsAt CO-2; ";
        for (const char *targets : {"L-3: TS-1 targets CO-1; L-4: TS-1 targets CO-2", "L-4: TS-1 targets CO-2; L-3: TS-1 targets CO-1"})
            QCOMPARE(easiestPath(caseOf(starts + targets), {.target = "TS-1"}), std::string("S1 CO-1"));
    }

    void theOrderInWhichControlsWereMadeDoesNotShow()
    {
        const std::string guards = "AP-1 startsAt EP-1; EP-1 invokes CM-1; CT-1 guards CM-1; CT-2 guards CM-1; ";
        for (const char *controls : {"CT-1 = 22100; CT-2 = 00100; ", "CT-2 = 00100; CT-1 = 22100; "})
            QCOMPARE(easiestPath(caseOf(controls + guards), {.target = "CM-1"}), std::string("S1 EP-1; S3 CM-1 [CT-1] [CT-2]"));
    }

    void aSwitchDoesNotReachTheInherentReading()
    {
        const LoadedCase loaded = caseOf("AP-1 startsAt EP-1; EP-1 invokes CM-1; CT-1 = 22100; CT-1 guards CM-1");
        QCOMPARE(frontier(loaded, {.target = "CM-1", .reading = Reading::Inherent, .with = {"CT-1"}}), std::string("00000"));
        QCOMPARE(frontier(loaded, {.target = "CM-1", .reading = Reading::Evidenced, .with = {"CT-1"}}), std::string("22100"));
    }

    /// One assessor asked about two projects in turn mixes nothing up.
    void twoHistoriesOneAssessor()
    {
        for (std::uint32_t seed = 300; seed < 305; ++seed) {
            RandomModel model(seed);
            const Graph graph = model.make({});
            const Graph other = withOtherHistory(model, graph);
            const auto assessor = assessorFor(graph);
            const std::string first = askAll(*assessor, graph, {}, Reasons::With, 4);
            const QString differs = difference(first, askAll(*assessor, other, {}, Reasons::With, 4));
            QVERIFY2(differs.isEmpty(), qPrintable(QStringLiteral("seed %1: %2").arg(seed).arg(differs)));
        }
    }

    void aChangedResistanceIsNoticed()
    {
        const LoadedCase loaded = caseOf("AP-1 startsAt EP-1; EP-1 invokes CM-1; CT-1 = 22100; CT-1 guards CM-1");
        const auto kept = assessorFor(loaded.graph);
        PathQuestion question;
        question.target = loaded.id("CM-1");
        question.reading = Reading::Claimed;
        QCOMPARE(must(kept->paths(loaded.graph, question, Budget{})).best->score, 13.0);
        Item easier = *loaded.graph.item(loaded.id("CT-1"));
        easier.attributes.set(Attr::resistance, Rating{{1, 0, 0, 0, 0, -1, -1, -1, -1}});
        const Graph changed = applied(loaded.graph, changeItem(loaded.graph, easier));
        QCOMPARE(must(kept->paths(changed, question, Budget{})).best->score, 1.0);
    }

    /// A model that is large enough for several threads gives what its profiles give one by one.
    void profilesTogetherEqualProfilesAlone()
    {
        RandomModel model(400);
        const Graph graph = model.make({.positions = 500, .links = 2500, .profiles = 10, .controls = 40, .threats = 15});
        const Assessment together = must(assessorFor(graph)->assess(graph, {}, Budget{}));
        QVERIFY(together.coverage.steps * 10 > 10'000);
        const auto alone = assessorFor(graph);
        for (const ThreatRisk &risk : together.risks)
            for (Reading reading : {Reading::Inherent, Reading::Claimed, Reading::Evidenced}) {
                std::optional<int> easiest;
                for (ItemId profile : graph.itemsOf(Kind::attackerProfile)) {
                    PathQuestion question;
                    question.target = risk.threat;
                    question.reading = reading;
                    question.profile = profile;
                    if (const auto best = must(alone->paths(graph, question, Budget{})).best)
                        easiest = std::min(easiest.value_or(best->difficulty), best->difficulty);
                }
                const ReadingRisk &rated = risk.at(reading);
                QCOMPARE(rated.easiest ? std::optional(rated.easiest->difficulty) : std::nullopt, easiest);
            }
    }

    /// A test that names a profile speaks of everybody again when that profile is gone.
    void aProfileThatATestNamesGoes()
    {
        const LoadedCase loaded = caseOf(R"(AP-1; AP-2 startsAt EP-1; EP-1 invokes CM-1; CT-1 = 22100; CT-1 guards CM-1;
            TC-1 {"dimensions":{"profile":"AP-1"}}; TC-1 verifies CT-1; TC-2 verifies CT-1; TC-1 : fail; TC-2 : pass)");
        const auto kept = assessorFor(loaded.graph);
        PathQuestion question;
        question.target = loaded.id("CM-1");
        QCOMPARE(must(kept->paths(loaded.graph, question, Budget{})).best->score, 13.0);
        const Graph without = applied(loaded.graph, removeItems(loaded.graph, {loaded.id("AP-1")}));
        QCOMPARE(must(kept->paths(without, question, Budget{})).best->score, 0.0);
    }
};

TARASCOPE_TEST(CacheTest)
#include "cachetest.moc"
