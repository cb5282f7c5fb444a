#include "model/risk/stages.h"

#include <algorithm>
#include <atomic>
#include <thread>

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

/// Calls work(0) .. work(count - 1), each once, on up to this many threads, the calling one among them.
template <class Work> void inParallel(std::size_t count, std::size_t threads, const Work &work)
{
    std::atomic<std::size_t> next{0};
    auto take = [&] {
        for (std::size_t i = next++; i < count; i = next++)
            work(i);
    };
    std::vector<std::jthread> others;
    for (std::size_t i = 1; i < std::min(count, threads); ++i)
        others.emplace_back(take);
    take();
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

std::shared_ptr<const Solved> Stages::known(const AttackQuestion &question, const Effects &effects, ItemId from)
{
    for (auto entry = m_solved.begin(); entry != m_solved.end(); ++entry)
        if (entry->question == question && entry->solved->from == from && entry->solved->effects == effects) {
            m_solved.splice(m_solved.begin(), m_solved, entry);
            return m_solved.front().solved;
        }
    return nullptr;
}

void Stages::keep(const AttackQuestion &question, const std::shared_ptr<const Solved> &solved)
{
    const auto bytes = [&](const Entry &entry) { return entry.solved->attack->positions.size() * m_lattice.words() * 8; };
    m_solved.push_front({question, solved});
    m_solvedBytes += bytes(m_solved.front());
    while (m_solvedBytes > bytesKept && m_solved.size() > 1) {
        m_solvedBytes -= bytes(m_solved.back());
        m_solved.pop_back();
    }
}

Result<std::vector<std::shared_ptr<const Solved>>> Stages::solved(const AttackQuestion &question,
                                                                  std::vector<Effects> effects, ItemId from,
                                                                  const Budget &budget)
{
    const std::shared_ptr<const AttackGraph> attack = compiled(question);
    std::vector<std::shared_ptr<const Solved>> found;
    std::vector<std::size_t> missing;
    for (std::size_t i = 0; i < effects.size(); ++i) {
        found.push_back(known(question, effects[i], from));
        if (!found.back())
            missing.push_back(i);
    }
    std::vector<std::optional<Result<Reached>>> reached(missing.size());
    // A thread costs as much as solving some thousand steps.
    const bool small = missing.size() * attack->steps.size() < 10'000;
    inParallel(missing.size(), small ? 1 : std::thread::hardware_concurrency(), [&](std::size_t i) {
        reached[i] = solve(makeProblem(*attack, effects[missing[i]], from), m_lattice, budget);
    });
    for (std::size_t i = 0; i < missing.size(); ++i) {
        Result<Reached> &one = *reached[i];
        if (!one)
            return one.error();
        const std::size_t place = missing[i];
        found[place] = std::make_shared<Solved>(Solved{attack, std::move(effects[place]), from, std::move(*one)});
        keep(question, found[place]);
    }
    return found;
}

} // namespace tarascope
