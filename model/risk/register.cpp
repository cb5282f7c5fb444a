#include "model/risk/register.h"

#include "model/risk/pathreport.h"

#include <algorithm>

namespace tarascope {

namespace {

ImpactLevel impactOf(const Graph &graph, ItemId damage)
{
    const Item *item = graph.item(damage);
    if (!item)
        return ImpactLevel::Unrated;
    const Impact *impact = item->attributes.get<Impact>(Attr::impact);
    ImpactLevel worst = impact ? impact->worst() : ImpactLevel::Unrated;
    if (const Rows *stakeholders = item->attributes.get<Rows>(Attr::stakeholderImpact))
        for (const Row &row : *stakeholders)
            for (std::string_view category : {"S", "F", "O", "P"})
                if (const std::string *level = row.find(category))
                    for (ImpactLevel candidate : {ImpactLevel::Negligible, ImpactLevel::Moderate, ImpactLevel::Major, ImpactLevel::Severe})
                        if (impactLevelName(candidate) == *level)
                            worst = std::max(worst, candidate);
    return worst;
}

std::int64_t number(const Graph &graph, ItemId item)
{
    const Item *found = graph.item(item);
    const auto parts = found ? keyParts(found->key) : std::nullopt;
    return parts ? parts->number : 0;
}

} // namespace

std::vector<ThreatRisk> registerRows(const Graph &graph)
{
    std::vector<ThreatRisk> rows;
    for (ItemId threat : graph.itemsOf(Kind::threatScenario)) {
        std::vector<ItemId> treatments;
        for (LinkId link : graph.in(threat))
            if (graph.link(link)->kind == LinkKind::treats)
                treatments.push_back(graph.from(link));
        std::sort(treatments.begin(), treatments.end(), [&](ItemId a, ItemId b) { return number(graph, a) < number(graph, b); });
        bool any = false;
        for (LinkId link : graph.out(threat)) {
            if (graph.link(link)->kind != LinkKind::realizes)
                continue;
            any = true;
            rows.push_back({threat, graph.to(link), impactOf(graph, graph.to(link)), {}, treatments});
        }
        if (!any)
            rows.push_back({threat, {}, ImpactLevel::Unrated, {}, treatments});
    }
    std::sort(rows.begin(), rows.end(), [&](const ThreatRisk &a, const ThreatRisk &b) {
        return std::pair(number(graph, a.threat), number(graph, a.damage)) <
               std::pair(number(graph, b.threat), number(graph, b.damage));
    });
    return rows;
}

void rateReading(const Stages &stages, const RiskMatrix &matrix, const Front &front, const Targets &targets,
                 ImpactLevel impact, ReadingRisk &reading)
{
    if (!targets.named) {
        reading.reasons.push_back({{QT_TRANSLATE_NOOP("model", "not rated: the threat scenario targets nothing"), {}, "noTarget"}, {}, {}, {}});
        return;
    }
    const BitRow row = front.row(stages.lattice(), targets.positions);
    const std::vector<int> vectors = frontier(stages, row);
    reading.feasibility = Feasibility::None;
    if (vectors.empty()) {
        reading.reasons.push_back({{QT_TRANSLATE_NOOP("model", "no attack in this model reaches a target; absence from a model is no proof, so the risk is that of a very low feasibility"), {}, "noPath"}, {}, {}, {}});
    } else {
        for (int vector : vectors)
            reading.pareto.push_back(scoredOf(stages.space(), vector));
        reading.easiest = reading.pareto.front();
        reading.feasibility = reading.easiest->feasibility;
        for (const auto &one : front.solved) {
            if (!Lattice::has(front.row(stages.lattice(), *one, targets.positions), vectors.front()))
                continue;
            reading.profile = one->attack->profiles[static_cast<std::size_t>(one->effects.profile)].item;
            break;
        }
    }
    reading.risk = riskValue(matrix, impact, *reading.feasibility);
    if (!reading.risk)
        reading.reasons.push_back({{QT_TRANSLATE_NOOP("model", "no risk value: the impact is not rated"), {}, "noImpact"}, {}, {}, {}});
}

Coverage coverageOf(const AttackGraph &attack)
{
    Coverage coverage;
    coverage.positions = static_cast<std::int64_t>(attack.positions.size());
    for (const AttackStep &step : attack.steps) {
        if (attack.positions[static_cast<std::size_t>(step.to)].hidden() || step.rule == AttackRule::Through)
            continue;
        ++coverage.steps;
        coverage.unratedSteps += step.unrated ? 1 : 0;
    }
    return coverage;
}

} // namespace tarascope
