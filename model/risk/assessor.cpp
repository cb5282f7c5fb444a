#include "model/risk/assessment.h"

#include "model/paths/easiest.h"
#include "model/paths/witness.h"
#include "model/risk/pathreport.h"
#include "model/risk/stages.h"

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

namespace {

/// What is asked of the attack graph: positions of which any will do.
struct Targets {
    AttackQuestion question;
    std::vector<std::int32_t> positions; ///< of the attack graph
    bool named = false;                  ///< something was asked for, reachable or not
};

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
    for (LinkId link : graph.out(threat)) {
        if (graph.link(link)->kind != LinkKind::targets)
            continue;
        constexpr int confidentiality = 0; // the first of the security properties
        const Choice *said = graph.link(link)->attributes.get<Choice>(Attr::property);
        const Choice *property = said ? said : violated;
        const Ask ask = !property ? Ask::Either : property->index == confidentiality ? Ask::Read : Ask::Change;
        addTarget(graph, attack, graph.to(link), ask, targets);
    }
    return targets;
}

Scenario withoutControls(const Graph &graph, const Scenario &scenario)
{
    Scenario rest = scenario;
    rest.verdicts.clear();
    std::erase_if(rest.switches, [&](const auto &entry) {
        const Item *item = graph.item(graph.findItem(entry.first));
        return item && item->kind == Kind::control;
    });
    return rest;
}

/// Solved problems of the enabled profiles, and what any of them reaches.
struct Front {
    std::vector<std::shared_ptr<const Solved>> solved;

    BitRow row(const Lattice &lattice, const Solved &one, std::span<const std::int32_t> targets) const
    {
        BitRow row(lattice.words(), 0);
        for (std::int32_t target : targets) {
            const auto bits = one.row(target);
            for (std::size_t word = 0; word < row.size(); ++word)
                row[word] |= bits[word];
        }
        return row;
    }

    BitRow row(const Lattice &lattice, std::span<const std::int32_t> targets) const
    {
        BitRow all(lattice.words(), 0);
        for (const auto &one : solved) {
            const BitRow bits = row(lattice, *one, targets);
            for (std::size_t word = 0; word < all.size(); ++word)
                all[word] |= bits[word];
        }
        return all;
    }
};

Result<Front> solveProfiles(Stages &stages, const Graph &graph, const AttackQuestion &question, Reading reading,
                            const Scenario &scenario, ItemId onlyProfile, ItemId from, const Budget &budget)
{
    Front front;
    const auto attack = stages.compiled(question);
    const Evidence &evidence = stages.evidence(scenario);
    for (std::int16_t profile : enabledProfiles(graph, *attack, scenario)) {
        if (onlyProfile.valid() && attack->profiles[static_cast<std::size_t>(profile)].item != onlyProfile)
            continue;
        const Effects effects = effectsOf(graph, *attack, profile, reading, scenario, evidence);
        auto solved = stages.solved(question, effects, from, budget);
        if (!solved)
            return solved.error();
        front.solved.push_back(std::move(*solved));
    }
    return front;
}

std::vector<int> frontier(const Stages &stages, const BitRow &row)
{
    std::vector<int> vectors = stages.lattice().minimal(row);
    std::stable_sort(vectors.begin(), vectors.end(), [&](int a, int b) {
        return stages.space().difficulty(a) < stages.space().difficulty(b);
    });
    return vectors;
}

Reason plainReason(const char *text, std::vector<std::string> args, const char *code)
{
    Reason reason;
    reason.message = {text, std::move(args), code};
    return reason;
}

void rateReading(const Stages &stages, const RiskMatrix &matrix, const Front &front, const Targets &targets,
                 ImpactLevel impact, ReadingRisk &reading)
{
    if (!targets.named) {
        reading.reasons.push_back(plainReason(QT_TRANSLATE_NOOP("model", "not rated: the threat scenario targets nothing"), {}, "noTarget"));
        return;
    }
    const BitRow row = front.row(stages.lattice(), targets.positions);
    const std::vector<int> vectors = frontier(stages, row);
    reading.feasibility = Feasibility::None;
    if (vectors.empty()) {
        reading.reasons.push_back(plainReason(
            QT_TRANSLATE_NOOP("model", "no attack in this model reaches a target; absence from a model is no proof, so the risk is that of a very low feasibility"), {}, "noPath"));
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
        reading.reasons.push_back(plainReason(QT_TRANSLATE_NOOP("model", "no risk value: the impact is not rated"), {}, "noImpact"));
}

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

std::vector<ThreatRisk> rows(const Graph &graph)
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

} // namespace

Result<Assessment> Assessor::assess(const Graph &graph, const Scenario &scenario, const Budget &budget)
{
    Stages &stages = m_cache->stages;
    stages.use(graph);
    Assessment assessment;
    assessment.method = stages.method().id;
    assessment.matrix = m_cache->matrix.id;
    assessment.scenario = scenario;
    assessment.risks = rows(graph);
    for (Reading reading : {Reading::Inherent, Reading::Claimed, Reading::Evidenced}) {
        const Scenario switches = reading == Reading::Inherent ? withoutControls(graph, scenario) : scenario;
        std::map<AttackQuestion, Front> fronts;
        for (ThreatRisk &risk : assessment.risks) {
            const AttackQuestion question = questionOf(*graph.item(risk.threat));
            if (!fronts.contains(question)) {
                Result<Front> front = solveProfiles(stages, graph, question, reading, switches, {}, {}, budget);
                if (!front)
                    return front.error();
                fronts.emplace(question, std::move(*front));
            }
            const auto attack = stages.compiled(question);
            rateReading(stages, m_cache->matrix, fronts.at(question), targetsOf(graph, *attack, risk.threat), risk.impact,
                        risk.readings[static_cast<std::size_t>(reading)]);
        }
    }
    const auto attack = stages.compiled({});
    assessment.coverage.positions = static_cast<std::int64_t>(attack->positions.size());
    for (const AttackStep &step : attack->steps) {
        if (attack->positions[static_cast<std::size_t>(step.to)].hidden() || step.rule == AttackRule::Through)
            continue;
        ++assessment.coverage.steps;
        assessment.coverage.unratedSteps += step.unrated ? 1 : 0;
    }
    return assessment;
}

namespace {

Result<Targets> targetsOfQuestion(Stages &stages, const Graph &graph, const PathQuestion &asked)
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

/// The shortest witness of a vector over all profiles that reach it and all targets.
AttackPath shortestPath(Stages &stages, const Graph &graph, const PathQuestion &asked, const Scenario &scenario,
                        const Front &front, const Targets &targets, int vector)
{
    AttackPath best;
    std::size_t bestSteps = SIZE_MAX;
    for (const auto &one : front.solved) {
        std::optional<Problem> problem;
        for (std::int32_t target : targets.positions) {
            if (!Lattice::has(one->row(target), vector))
                continue;
            if (!problem)
                problem = makeProblem(*one->attack, one->effects, one->from);
            const Witness witness =
                shortestWitness(*problem, stages.lattice(), vector, one->place[static_cast<std::size_t>(target)],
                                [&](const Problem::Step &step) { return witnessWeight(*one->attack, step); });
            AttackPath path = makePath({graph, stages.space(), stages.lattice(), *one, *problem, asked.reading, scenario,
                                        stages.evidence(scenario)},
                                       witness, vector);
            if (path.steps.size() < bestSteps) {
                bestSteps = path.steps.size();
                best = std::move(path);
            }
        }
    }
    return best;
}

bool sameStep(const PathStep &a, const PathStep &b)
{
    return a.from == b.from && a.to == b.to && a.rule == b.rule && a.link == b.link && a.controls == b.controls;
}

bool samePath(const AttackPath &a, const AttackPath &b)
{
    return a.profile == b.profile && std::equal(a.steps.begin(), a.steps.end(), b.steps.begin(), b.steps.end(), sameStep);
}

/// The k easiest paths of all profiles; derivations that differ in hidden positions only are one path.
Result<void> listEasiest(Stages &stages, const Graph &graph, const PathQuestion &asked, const Front &front,
                         const Targets &targets, const Budget &budget, PathsResult &result)
{
    constexpr int hiddenVariants = 8;
    constexpr std::int64_t expansions = 20'000;
    for (const auto &one : front.solved) {
        std::vector<std::int32_t> places;
        for (std::int32_t target : targets.positions)
            places.push_back(one->place[static_cast<std::size_t>(target)]);
        const Problem problem = makeProblem(*one->attack, one->effects, one->from);
        const DerivationOrder order{[&](int vector) { return stages.space().difficulty(vector); },
                                    [&](const Problem::Step &step) { return witnessWeight(*one->attack, step); }};
        Result<EasiestDerivations> found = easiestDerivations(problem, stages.lattice(), one->reached, places,
                                                              asked.count * hiddenVariants, order, expansions, budget);
        if (!found)
            return found.error();
        result.more = result.more || found->more;
        const PathSource source{graph,         stages.space(),   stages.lattice(), *one, problem, asked.reading,
                                asked.scenario, stages.evidence(asked.scenario)};
        for (const Derivation &derivation : found->found) {
            AttackPath path = makePath(source, derivation.steps, derivation.vector);
            const bool known = std::any_of(result.paths.begin(), result.paths.end(),
                                           [&](const AttackPath &other) { return samePath(path, other); });
            if (!known)
                result.paths.push_back(std::move(path));
        }
    }
    std::stable_sort(result.paths.begin(), result.paths.end(), [](const AttackPath &a, const AttackPath &b) {
        return std::pair(a.total.difficulty, a.steps.size()) < std::pair(b.total.difficulty, b.steps.size());
    });
    if (result.paths.size() > static_cast<std::size_t>(asked.count)) {
        result.paths.resize(static_cast<std::size_t>(asked.count));
        result.more = true;
    }
    return {};
}

} // namespace

Result<PathsResult> Assessor::paths(const Graph &graph, const PathQuestion &asked, const Budget &budget)
{
    Stages &stages = m_cache->stages;
    stages.use(graph);
    Result<Targets> targets = targetsOfQuestion(stages, graph, asked);
    if (!targets)
        return targets.error();
    Result<Front> front = solveProfiles(stages, graph, targets->question, asked.reading, asked.scenario, asked.profile,
                                        asked.from, budget);
    if (!front)
        return front.error();
    PathsResult result;
    if (!targets->named)
        result.reasons.push_back(plainReason(QT_TRANSLATE_NOOP("model", "not rated: the threat scenario targets nothing"), {}, "noTarget"));
    const std::vector<int> vectors = frontier(stages, front->row(stages.lattice(), targets->positions));
    for (int vector : vectors)
        result.pareto.push_back(scoredOf(stages.space(), vector));
    if (!vectors.empty())
        result.best = result.pareto.front();
    else if (targets->named)
        result.reasons.push_back(plainReason(QT_TRANSLATE_NOOP("model", "no attack in this model reaches it; absence from a model is no proof"), {}, "noPath"));
    if (asked.count > 0) {
        if (Result<void> listed = listEasiest(stages, graph, asked, *front, *targets, budget, result); !listed)
            return listed.error();
        return result;
    }
    for (int vector : vectors) {
        if (Result<void> on = budget.check(); !on)
            return on.error();
        result.paths.push_back(shortestPath(stages, graph, asked, asked.scenario, *front, *targets, vector));
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
            question.scenario = reading == Reading::Inherent ? withoutControls(graph, assessment.scenario) : assessment.scenario;
            question.count = 1;
            Result<PathsResult> found = paths(graph, question, budget);
            if (!found)
                return found.error();
            for (const AttackPath &path : found->paths)
                for (const PathStep &step : path.steps)
                    rated.reasons.insert(rated.reasons.end(), step.reasons.begin(), step.reasons.end());
        }
    return {};
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
