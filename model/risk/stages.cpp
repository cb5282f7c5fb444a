#include "model/risk/stages.h"

#include <algorithm>

namespace tarascope {

namespace {

std::vector<int> levelCounts(const VectorSpace &space)
{
    std::vector<int> counts;
    for (int place = 0; place < space.factorCount(); ++place)
        counts.push_back(space.levelCount(place));
    return counts;
}

bool isStructural(Kind kind)
{
    switch (kind) {
    case Kind::threatScenario:
    case Kind::damageScenario:
    case Kind::treatment:
    case Kind::goal:
    case Kind::claim:
    case Kind::requirement:
    case Kind::assumption:
    case Kind::testCase:
    case Kind::finding:
    case Kind::incident:
    case Kind::role:
    case Kind::tenant:
    case Kind::relationshipKind: return false;
    default: return true;
    }
}

bool isStructural(LinkKind kind)
{
    switch (kind) {
    case LinkKind::verifies:
    case LinkKind::targets:
    case LinkKind::realizes:
    case LinkKind::treats:
    case LinkKind::leadsTo:
    case LinkKind::refines:
    case LinkKind::allocatedTo:
    case LinkKind::satisfies:
    case LinkKind::assumes:
    case LinkKind::cites:
    case LinkKind::demonstrates:
    case LinkKind::actsAs:
    case LinkKind::memberOf:
    case LinkKind::uses:
    case LinkKind::permits:
    case LinkKind::needsRelationship: return false;
    default: return true;
    }
}

// What effects read anew each time does not touch the compiled graph.
Attributes compiledAttributes(const Item &item)
{
    Attributes attributes = item.attributes;
    if (item.kind == Kind::control || item.kind == Kind::vulnerability)
        attributes.remove(Attr::status);
    if (item.kind == Kind::control) {
        attributes.remove(Attr::cost);
        attributes.remove(Attr::owner);
    }
    if (item.kind == Kind::attackerProfile)
        attributes.remove(Attr::enabled);
    return attributes;
}

bool compilesAlike(const Graph &before, const Graph &after)
{
    bool alike = true;
    before.forEachDifference(
        after,
        [&](const Item *a, const Item *b) {
            if ((a && isStructural(a->kind)) || (b && isStructural(b->kind)))
                alike = alike && a && b && a->uid == b->uid && a->key == b->key && a->kind == b->kind &&
                        compiledAttributes(*a) == compiledAttributes(*b);
        },
        [&](const Link *a, const Link *b) {
            if ((a && isStructural(a->kind)) || (b && isStructural(b->kind)))
                alike = alike && a && b && *a == *b;
        });
    return alike;
}

// What the tests of a control say, and what they name: by slot, so a slot must still mean the same item.
bool changesEvidence(const Item *a, const Item *b)
{
    const Kind kinds[] = {a ? a->kind : b->kind, b ? b->kind : a->kind};
    const bool same = a && b && a->uid == b->uid;
    return std::any_of(std::begin(kinds), std::end(kinds), [&](Kind kind) {
        switch (kind) {
        case Kind::testCase:
        case Kind::control: return true;
        case Kind::attackerProfile:
        case Kind::endpoint:
        case Kind::command: return !same;
        default: return false;
        }
    });
}

bool sameEvidence(const Graph &before, const Graph &after)
{
    bool same = before.sharesOutcomes(after);
    before.forEachDifference(
        after, [&](const Item *a, const Item *b) { same = same && !changesEvidence(a, b); },
        [&](const Link *a, const Link *b) {
            same = same && !(a && a->kind == LinkKind::verifies) && !(b && b->kind == LinkKind::verifies);
        });
    return same;
}

} // namespace

Stages::Stages(RatingMethod method) : m_method(std::move(method)), m_space(m_method), m_lattice(levelCounts(m_space)) {}

void Stages::use(const Graph &graph)
{
    if (m_hasGraph && !compilesAlike(m_graph, graph)) {
        m_compiled.clear();
        m_solved.clear();
        m_solvedBytes = 0;
    }
    if (m_hasGraph && !sameEvidence(m_graph, graph))
        m_evidence.reset();
    m_graph = graph;
    m_hasGraph = true;
}

std::shared_ptr<const AttackGraph> Stages::compiled(const AttackQuestion &question)
{
    std::shared_ptr<const AttackGraph> &slot = m_compiled[question];
    if (!slot)
        slot = std::make_shared<AttackGraph>(compileAttackGraph(m_graph, m_method, question));
    return slot;
}

const Evidence &Stages::evidence(const Scenario &scenario)
{
    if (!m_evidence || m_evidenceVerdicts != scenario.verdicts) {
        m_evidence = std::make_unique<Evidence>(m_graph, scenario);
        m_evidenceVerdicts = scenario.verdicts;
    }
    return *m_evidence;
}

Result<std::shared_ptr<const Solved>> Stages::solved(const AttackQuestion &question, const Effects &effects,
                                                     ItemId from, const Budget &budget)
{
    for (auto entry = m_solved.begin(); entry != m_solved.end(); ++entry)
        if (entry->question == question && entry->solved->from == from && entry->solved->effects == effects) {
            m_solved.splice(m_solved.begin(), m_solved, entry);
            return m_solved.front().solved;
        }
    const std::shared_ptr<const AttackGraph> attack = compiled(question);
    Result<Reached> reached = solve(makeProblem(*attack, effects, from), m_lattice, budget);
    if (!reached)
        return reached.error();
    auto solved = std::make_shared<Solved>(Solved{attack, effects, from, std::move(*reached), {}});
    solved->place.resize(attack->sweep.size());
    for (std::size_t i = 0; i < attack->sweep.size(); ++i)
        solved->place[static_cast<std::size_t>(attack->sweep[i])] = static_cast<std::int32_t>(i);
    m_solved.push_front({question, solved});
    m_solvedBytes += attack->positions.size() * (m_lattice.words() * 8 + 4);
    while (m_solvedBytes > bytesKept && m_solved.size() > 1) {
        m_solvedBytes -= m_solved.back().solved->attack->positions.size() * (m_lattice.words() * 8 + 4);
        m_solved.pop_back();
    }
    return std::shared_ptr<const Solved>(solved);
}

} // namespace tarascope
