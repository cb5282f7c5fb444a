#include "model/risk/assessment.h"

#include "model/risk/easiestpaths.h"
#include "model/risk/holding.h"
#include "model/risk/pathreport.h"
#include "model/risk/register.h"

#include <algorithm>

namespace tarascope {

struct Assessor::Cache {
    Cache(RatingMethod rating, RiskMatrix risks) : stages(std::move(rating)), matrix(std::move(risks)) {}
    Stages stages;
    RiskMatrix matrix;
};

Assessor::Assessor(RatingMethod method, RiskMatrix matrix)
    : m_cache(std::make_unique<Cache>(std::move(method), std::move(matrix)))
{
}

Assessor::~Assessor() = default;

const RatingMethod &Assessor::method() const { return m_cache->stages.method(); }

Result<Assessment> Assessor::assess(const Graph &graph, const Scenario &scenario, const Budget &budget)
{
    Stages &stages = m_cache->stages;
    stages.use(graph);
    Assessment assessment;
    assessment.method = stages.method().id;
    assessment.matrix = m_cache->matrix.id;
    assessment.scenario = scenario;
    assessment.risks = registerRows(graph);
    for (Reading reading : {Reading::Inherent, Reading::Claimed, Reading::Evidenced}) {
        std::map<AttackQuestion, Front> fronts;
        for (ThreatRisk &risk : assessment.risks) {
            const AttackQuestion question = questionOf(*graph.item(risk.threat));
            if (!fronts.contains(question)) {
                Result<Front> front = solveProfiles(stages, graph, question, reading, scenario, {}, {}, budget);
                if (!front)
                    return front.error();
                fronts.emplace(question, std::move(*front));
            }
            const auto attack = stages.compiled(question);
            rateReading(stages, m_cache->matrix, fronts.at(question), targetsOf(graph, *attack, risk.threat), risk.impact,
                        risk.readings[static_cast<std::size_t>(reading)]);
        }
    }
    assessment.coverage = coverageOf(*stages.compiled({}));
    return assessment;
}

Result<PathsResult> Assessor::paths(const Graph &graph, const PathQuestion &asked, const Budget &budget)
{
    Stages &stages = m_cache->stages;
    stages.use(graph);
    Result<Targets> targets = targetsOf(stages, graph, asked);
    if (!targets)
        return targets.error();
    Result<Front> front = solveProfiles(stages, graph, targets->question, asked.reading, asked.scenario, asked.profile,
                                        asked.from, budget);
    if (!front)
        return front.error();
    PathsResult result;
    if (!targets->named)
        result.reasons.push_back({{QT_TRANSLATE_NOOP("model", "not rated: the threat scenario targets nothing"), {}, "noTarget"}, {}, {}, {}});
    for (Reason &reason : struckReasons(graph, *stages.compiled(targets->question)))
        result.reasons.push_back(std::move(reason));
    const std::vector<int> vectors = frontier(stages, front->row(stages.lattice(), targets->positions));
    for (int vector : vectors)
        result.pareto.push_back(scoredOf(stages.space(), vector));
    if (!vectors.empty())
        result.best = result.pareto.front();
    else if (targets->named)
        result.reasons.push_back({{QT_TRANSLATE_NOOP("model", "no attack in this model reaches it; absence from a model is no proof"), {}, "noPath"}, {}, {}, {}});
    if (asked.count > 0) {
        if (Result<void> listed = listEasiest(stages, graph, asked, *front, *targets, budget, result); !listed)
            return listed.error();
        return result;
    }
    for (int vector : vectors) {
        if (Result<void> on = budget.check(); !on)
            return on.error();
        result.paths.push_back(shortestPath(stages, graph, asked, *front, *targets, vector));
    }
    return result;
}

Result<void> Assessor::explain(const Graph &graph, Assessment &assessment, const Budget &budget)
{
    for (ThreatRisk &risk : assessment.risks)
        for (Reading reading : {Reading::Inherent, Reading::Claimed, Reading::Evidenced}) {
            ReadingRisk &rated = risk.readings[static_cast<std::size_t>(reading)];
            if (!rated.easiest)
                continue;
            PathQuestion question;
            question.target = risk.threat;
            question.reading = reading;
            question.scenario = assessment.scenario;
            question.count = 1;
            Result<PathsResult> found = paths(graph, question, budget);
            if (!found)
                return found.error();
            for (const AttackPath &path : found->paths)
                for (const PathStep &step : path.steps)
                    rated.reasons.insert(rated.reasons.end(), step.reasons.begin(), step.reasons.end());
            rated.reasons.insert(rated.reasons.end(), found->reasons.begin(), found->reasons.end());
        }
    return {};
}

Result<std::vector<Holding>> Assessor::holding(const Graph &graph, const PathQuestion &question, const Budget &budget)
{
    m_cache->stages.use(graph);
    return holdingControls(m_cache->stages, graph, question, budget);
}

std::vector<GuardState> Assessor::guardStates(const Graph &graph, ItemId control, Reading reading,
                                              const Scenario &scenario)
{
    Stages &stages = m_cache->stages;
    stages.use(graph);
    const Evidence &evidence = stages.evidence(scenario);
    std::vector<GuardState> states;
    for (LinkId link : graph.out(control)) {
        if (graph.link(link)->kind != LinkKind::guards)
            continue;
        AttackGuard guard;
        guard.link = link;
        guard.control = control;
        guard.guarded = graph.to(link);
        const ControlEffect effect = controlEffect(graph, guard, {}, reading, scenario, evidence);
        states.push_back({link, effect.counts, effect.reason});
    }
    std::sort(states.begin(), states.end(), [&](const GuardState &a, const GuardState &b) {
        return keyParts(graph.link(a.guard)->key)->number < keyParts(graph.link(b.guard)->key)->number;
    });
    return states;
}

Result<std::unique_ptr<Assessor>> makeAssessor(const Graph &graph, const std::string &methodOverride)
{
    const std::string said = methodOverride.empty() ? graph.setting("method") : methodOverride;
    Result<RatingMethod> method = loadMethod(said.empty() ? std::string(defaultMethodId) : said);
    if (!method)
        return method.error();
    const std::string matrixId = graph.setting("matrix");
    Result<RiskMatrix> matrix = loadMatrix(!matrixId.empty() ? matrixId : method->matrix);
    if (!matrix)
        return matrix.error();
    return std::make_unique<Assessor>(std::move(*method), std::move(*matrix));
}

} // namespace tarascope
