#include "views/canvas/states.h"

#include "model/assurance/evidence.h"

#include <QtCore/QCoreApplication>

namespace tarascope {

namespace {

bool isImplemented(const Item &control)
{
    return choiceName(control, Attr::status) == std::string_view("implemented");
}

/// What the tests of one control say of one item.
Proof proofBy(ItemId control, ItemId item, const Evidence &evidence)
{
    Proof proof = Proof::Untested;
    for (const TestEvidence &test : evidence.testsOf(control)) {
        const bool speaksOfIt =
            test.named.empty() || std::find(test.named.begin(), test.named.end(), item) != test.named.end();
        if (!speaksOfIt || test.state == TestState::NotRun)
            continue;
        if (test.state == TestState::Broken)
            return Proof::Failed;
        proof = Proof::Proved;
    }
    return proof;
}

} // namespace

std::unordered_map<ItemId, std::optional<int>> risksOfTargets(const Graph &graph, const Assessment &assessment,
                                                              Reading reading)
{
    std::unordered_map<ItemId, std::optional<int>> risks;
    for (const ThreatRisk &row : assessment.risks) {
        if (!graph.item(row.threat))
            continue;
        for (const LinkId link : graph.out(row.threat))
            if (graph.link(link)->kind == LinkKind::targets) {
                std::optional<int> &risk = risks[graph.to(link)];
                if (const std::optional<int> &one = row.at(reading).risk; one && one > risk)
                    risk = one;
            }
    }
    return risks;
}

Proof proofOf(const Graph &graph, ItemId item, const Evidence &evidence)
{
    const Item *record = graph.item(item);
    const bool needsGuard = record && (record->kind == Kind::endpoint || record->kind == Kind::command);
    Proof worst = Proof::NotGuarded;
    for (const LinkId link : graph.in(item)) {
        const Item *control = graph.link(link)->kind == LinkKind::guards ? graph.item(graph.from(link)) : nullptr;
        if (control && isImplemented(*control))
            worst = std::max(worst, proofBy(graph.from(link), item, evidence));
    }
    return worst == Proof::NotGuarded && needsGuard ? Proof::Gap : worst;
}

QString proofWords(Proof proof)
{
    static constexpr const char *words[] = {
        QT_TRANSLATE_NOOP("canvas", "not guarded"), QT_TRANSLATE_NOOP("canvas", "proved"),
        QT_TRANSLATE_NOOP("canvas", "untested"), QT_TRANSLATE_NOOP("canvas", "no control"),
        QT_TRANSLATE_NOOP("canvas", "test failed")};
    return QCoreApplication::translate("canvas", words[static_cast<std::size_t>(proof)]);
}

void applyStates(Scene &scene, const Graph &graph, const Assessment *assessment, Reading reading)
{
    const auto risks = assessment ? risksOfTargets(graph, *assessment, reading)
                                  : std::unordered_map<ItemId, std::optional<int>>();
    const Evidence evidence(graph, assessment ? assessment->scenario : Scenario());
    for (SceneNode &node : scene.nodes) {
        const auto risk = risks.find(node.item);
        node.threatened = risk != risks.end();
        node.risk = node.threatened ? risk->second : std::nullopt;
        node.proof = proofOf(graph, node.item, evidence);
    }
}

} // namespace tarascope
