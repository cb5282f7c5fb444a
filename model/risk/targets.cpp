#include "model/risk/targets.h"

#include <algorithm>

namespace tarascope {

namespace {

enum class Ask { Either, Read, Change };

bool isData(Kind kind) { return kind == Kind::dataAsset || kind == Kind::objectType; }

void addTarget(const Graph &graph, const AttackGraph &attack, ItemId item, Ask ask, Targets &targets)
{
    targets.named = true;
    std::vector<PositionSort> sorts{PositionSort::Item};
    if (isData(graph.item(item)->kind)) {
        sorts.clear();
        if (ask != Ask::Change)
            sorts.push_back(PositionSort::Read);
        if (ask != Ask::Read)
            sorts.push_back(PositionSort::Change);
    }
    for (PositionSort sort : sorts)
        if (const std::int32_t position = attack.find(item, sort); position >= 0)
            targets.positions.push_back(position);
}

// In the order of their keys: of equally short attacks the first one is shown.
std::vector<LinkId> targetLinks(const Graph &graph, ItemId threat)
{
    std::vector<LinkId> links;
    for (LinkId link : graph.out(threat))
        if (graph.link(link)->kind == LinkKind::targets)
            links.push_back(link);
    std::sort(links.begin(), links.end(), [&](LinkId a, LinkId b) {
        return keyParts(graph.link(a)->key)->number < keyParts(graph.link(b)->key)->number;
    });
    return links;
}

} // namespace

AttackQuestion questionOf(const Item &threat)
{
    AttackQuestion question;
    if (const Choice *scale = threat.attributes.get<Choice>(Attr::scale))
        question.scale = static_cast<Scale>(scale->index + 1); // choices are vehicle, tenant, fleet
    const bool *outside = threat.attributes.get<bool>(Attr::outsideAllowedStates);
    question.outsideAllowedStates = outside && *outside;
    return question;
}

Targets targetsOf(const Graph &graph, const AttackGraph &attack, ItemId threat)
{
    Targets targets;
    targets.question = attack.question;
    const Choice *violated = graph.item(threat)->attributes.get<Choice>(Attr::property);
    for (LinkId link : targetLinks(graph, threat)) {
        constexpr int confidentiality = 0; // the first of the security properties
        const Choice *said = graph.link(link)->attributes.get<Choice>(Attr::property);
        const Choice *property = said ? said : violated;
        const Ask ask = !property ? Ask::Either : property->index == confidentiality ? Ask::Read : Ask::Change;
        addTarget(graph, attack, graph.to(link), ask, targets);
    }
    return targets;
}

Result<Targets> targetsOf(Stages &stages, const Graph &graph, const PathQuestion &asked)
{
    const Item *item = graph.item(asked.target);
    if (item && item->kind == Kind::threatScenario)
        return targetsOf(graph, *stages.compiled(questionOf(*item)), asked.target);
    if (!item || !kindDef(item->kind).position)
        return Error{ErrorKind::Usage,
                     {QT_TRANSLATE_NOOP("model", "%1 is no position of an attacker and no threat scenario"),
                      {item ? item->key : std::string("?")},
                      "notAPosition"},
                     {}};
    Targets targets;
    targets.question.scale = asked.scale;
    addTarget(graph, *stages.compiled(targets.question), asked.target, Ask::Either, targets);
    return targets;
}

} // namespace tarascope
