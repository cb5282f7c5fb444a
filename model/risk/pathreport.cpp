#include "model/risk/pathreport.h"

#include "model/method/joining.h"
#include "model/method/words.h"

#include <algorithm>
#include <unordered_map>

namespace tarascope {

Scored scoredOf(const VectorSpace &space, int vector)
{
    return {space.ratingOf(vector), space.score(vector), space.feasibility(vector), space.difficulty(vector)};
}

int witnessWeight(const AttackGraph &attack, const Problem::Step &step)
{
    constexpr int seen = 64;
    constexpr int beaten = 8;
    const AttackStep &source = attack.steps[static_cast<std::size_t>(step.source)];
    switch (source.rule) {
    case AttackRule::S1: return 1;
    case AttackRule::Through: return 0;
    case AttackRule::DefeatResistance:
    case AttackRule::DefeatVulnerable:
    case AttackRule::PassVulnerable: return beaten;
    default: return attack.positions[static_cast<std::size_t>(source.to)].hidden() ? 0 : seen;
    }
}

namespace {

/// What the hidden part of a derivation asks for and why, on its way into the step that needs it.
struct Folded {
    int vector = 0;
    bool unrated = false;
    std::vector<ItemId> from;
    std::vector<BeatenControl> controls;
    std::vector<Reason> reasons;
};

template <class T> void addOnce(std::vector<T> &list, const T &value)
{
    if (std::find(list.begin(), list.end(), value) == list.end())
        list.push_back(value);
}

class PathMaker
{
public:
    explicit PathMaker(const PathSource &source) : m_source(source), m_attack(*source.solved.attack) {}

    AttackPath make(std::span<const std::int32_t> witness, int vector)
    {
        AttackPath path;
        std::vector<int> vectors;
        for (std::int32_t place : witness) {
            const std::int32_t step = m_source.problem.steps[static_cast<std::size_t>(place)].source;
            take(path, m_attack.steps[static_cast<std::size_t>(step)]);
            vectors.push_back(m_attack.steps[static_cast<std::size_t>(step)].vector);
        }
        path.total = scoredOf(m_source.space, vector);
        path.timesAdded = path.total;
        if (const auto added = joinSteps(m_source.space, Joining::MaxTimeSum, vectors)) {
            path.timesAdded.score = added->score;
            path.timesAdded.feasibility = added->feasibility;
            if (added->vector)
                path.timesAdded = scoredOf(m_source.space, *added->vector);
        }
        path.profile = m_attack.profiles[static_cast<std::size_t>(m_source.solved.effects.profile)].item;
        path.words = effortPhrase(path.total.rating);
        for (const PathStep &step : path.steps)
            path.unrated += step.unrated ? 1 : 0;
        decide(path, vector);
        return path;
    }

private:
    void take(AttackPath &path, const AttackStep &step)
    {
        Folded needs = fold(step);
        const AttackPosition &to = m_attack.positions[static_cast<std::size_t>(step.to)];
        if (step.rule == AttackRule::Through) {
            if (to.hidden())
                m_folded[step.to] = std::move(needs);
            return;
        }
        if (to.hidden() && step.rule != AttackRule::S1) {
            tell(needs, step);
            needs.vector = m_source.space.join(needs.vector, step.vector);
            needs.unrated = needs.unrated || step.unrated;
            m_folded[step.to] = std::move(needs);
            return;
        }
        if (to.hidden())
            m_folded[step.to].from = {to.item}; // a start: what needs it names the item
        explainRequest(needs, step);
        PathStep shown;
        const int joined = m_source.space.join(needs.vector, step.vector);
        shown.from = std::move(needs.from);
        shown.to = to.item;
        shown.own = to.sort == PositionSort::Own;
        shown.rule = ruleName(step.rule);
        shown.link = step.link;
        shown.rating = m_source.space.ratingOf(joined);
        // What a hidden step asks for beside controls is rated by an analyst: a grant, a vulnerability.
        shown.source = joined == step.vector  ? (step.analyst ? RatingSource::Analyst : RatingSource::Default)
                       : needs.controls.empty() ? RatingSource::Analyst
                                                : RatingSource::Control;
        shown.unrated = step.unrated || needs.unrated;
        shown.nothing = joined == 0;
        sortByKey(needs.controls);
        shown.controls = std::move(needs.controls);
        shown.reasons = std::move(needs.reasons);
        path.steps.push_back(std::move(shown));
        m_vectors.push_back(joined);
        m_own.push_back(step.vector);
    }

    // Keys order the same model the same way whatever its history; slots do not.
    void sortByKey(std::vector<BeatenControl> &controls) const
    {
        const auto place = [&](const BeatenControl &beaten) {
            return std::pair(keyParts(m_source.graph.item(beaten.control)->key)->number, beaten.chainLink);
        };
        std::sort(controls.begin(), controls.end(),
                  [&](const BeatenControl &a, const BeatenControl &b) { return place(a) < place(b); });
    }

    Folded fold(const AttackStep &step)
    {
        Folded needs;
        for (std::int32_t premise : m_attack.premisesOf(step)) {
            const AttackPosition &position = m_attack.positions[static_cast<std::size_t>(premise)];
            if (position.hidden())
                merge(needs, m_folded[premise]);
            else
                addOnce(needs.from, position.item);
        }
        for (std::int32_t place : m_attack.guardsOf(step)) {
            if (!m_source.solved.effects.guardCounts[static_cast<std::size_t>(place)])
                continue;
            const AttackGuard &guard = m_attack.guards[static_cast<std::size_t>(place)];
            merge(needs, m_folded[guard.defeated]);
            addOnce(needs.controls, BeatenControl{guard.control, guard.chainLink < 0 ? std::nullopt
                                                                 : std::optional(static_cast<ChainLink>(guard.chainLink))});
            needs.reasons.push_back(effect(guard).reason);
        }
        return needs;
    }

    void merge(Folded &into, const Folded &part) const
    {
        into.vector = m_source.space.join(into.vector, part.vector);
        into.unrated = into.unrated || part.unrated;
        for (ItemId item : part.from)
            addOnce(into.from, item);
        for (const BeatenControl &control : part.controls)
            addOnce(into.controls, control);
        into.reasons.insert(into.reasons.end(), part.reasons.begin(), part.reasons.end());
    }

    ControlEffect effect(const AttackGuard &guard) const
    {
        const ItemId profile = m_attack.profiles[static_cast<std::size_t>(m_source.solved.effects.profile)].item;
        return controlEffect(m_source.graph, guard, profile, m_source.reading, m_source.scenario, m_source.evidence);
    }

    std::string key(ItemId item) const
    {
        const Item *found = m_source.graph.item(item);
        return found ? found->key : std::string();
    }

    static std::string linkText(std::int8_t chainLink) { return "L" + std::to_string(chainLink + 1); }

    Reason reason(const char *text, std::vector<std::string> args, const char *code, std::vector<ItemId> items) const
    {
        Reason made;
        made.message = {text, std::move(args), code};
        made.items = std::move(items);
        return made;
    }

    // One sentence for the hidden steps that pass a chain link or a control in another way than by resistance.
    void tell(Folded &needs, const AttackStep &step) const
    {
        const ItemId profile = m_attack.profiles[static_cast<std::size_t>(m_source.solved.effects.profile)].item;
        switch (step.rule) {
        case AttackRule::PassHonest:
            needs.reasons.push_back(reason(QT_TRANSLATE_NOOP("model", "%1 passes %2 honestly"), {key(profile), linkText(step.chainLink)}, "honest", {profile}));
            break;
        case AttackRule::ActAs:
            if (step.cause.valid())
                needs.reasons.push_back(reason(QT_TRANSLATE_NOOP("model", "the request is made as the holder of %1"), {key(step.cause)}, "actsAsCredential", {step.cause}));
            else if (step.profile >= 0)
                needs.reasons.push_back(reason(QT_TRANSLATE_NOOP("model", "the request is made as %1 itself"), {key(profile)}, "actsAsProfile", {profile}));
            break;
        case AttackRule::PassCredential:
        case AttackRule::PassData:
            needs.reasons.push_back(reason(QT_TRANSLATE_NOOP("model", "%1 passes %2"), {key(step.cause), linkText(step.chainLink)}, "given", {step.cause}));
            break;
        case AttackRule::PassVulnerable:
            needs.reasons.push_back(reason(QT_TRANSLATE_NOOP("model", "the vulnerability %1 passes %2"), {key(step.cause), linkText(step.chainLink)}, "vulnerable", {step.cause}));
            break;
        case AttackRule::DefeatFromWithin:
            needs.reasons.push_back(reason(QT_TRANSLATE_NOOP("model", "%1 runs in something the attacker controls"), {key(step.cause)}, "fromWithin", {step.cause}));
            break;
        case AttackRule::DefeatVulnerable:
            needs.reasons.push_back(reason(QT_TRANSLATE_NOOP("model", "the vulnerability %1 defeats the control"), {key(step.cause)}, "vulnerableControl", {step.cause}));
            break;
        case AttackRule::DefeatByPass:
            needs.reasons.push_back(reason(QT_TRANSLATE_NOOP("model", "%1 is passed by what the attacker holds"), {key(step.cause)}, "passed", {step.cause}));
            break;
        case AttackRule::DefeatResistance:
            if (step.unrated)
                needs.reasons.push_back(reason(QT_TRANSLATE_NOOP("model", "%1 has no rated resistance: it counts as nothing to overcome"), {key(step.cause)}, "unratedControl", {step.cause}));
            break;
        default: break;
        }
    }

    // Which chain links of the request nothing enforces, with the reason of each control that does not count.
    void explainRequest(Folded &needs, const AttackStep &step) const
    {
        if (step.rule == AttackRule::S16)
            needs.reasons.push_back(reason(QT_TRANSLATE_NOOP("model", "the vulnerability %1 is open"), {key(step.cause)}, "openVulnerability", {step.cause}));
        if (step.unrated && step.rule != AttackRule::S16)
            needs.reasons.push_back(reason(QT_TRANSLATE_NOOP("model", "not rated: the default of rule %1 stands in"), {std::string(ruleName(step.rule))}, "unrated", {}));
        if (step.request < 0)
            return;
        const AttackRequest &request = m_attack.requests[static_cast<std::size_t>(step.request)];
        const ItemId place = request.endpoint.valid() ? request.endpoint : request.subject;
        for (const auto &[link, guards] : request.links) {
            const std::string name = linkText(static_cast<std::int8_t>(link));
            if (guards.empty()) {
                if (link <= ChainLink::L4 && request.endpoint.valid())
                    needs.reasons.push_back(reason(QT_TRANSLATE_NOOP("model", "no control enforces %1 at %2"), {name, key(place)}, "notEnforced", {place}));
                continue;
            }
            std::vector<Reason> absent;
            for (std::int32_t guard : guards) {
                if (m_source.solved.effects.guardCounts[static_cast<std::size_t>(guard)])
                    continue;
                absent.push_back(effect(m_attack.guards[static_cast<std::size_t>(guard)]).reason);
            }
            if (absent.empty() && !isBeaten(needs, link) && !tellsWhoPasses(needs, name))
                needs.reasons.push_back(reason(QT_TRANSLATE_NOOP("model", "%1 is enforced at %2, and the one who asks satisfies it"), {name, key(place)}, "satisfied", {place}));
            if (absent.size() == guards.size())
                needs.reasons.push_back(reason(QT_TRANSLATE_NOOP("model", "%1 is not enforced at %2"), {name, key(place)}, "notEnforced", {place}));
            needs.reasons.insert(needs.reasons.end(), absent.begin(), absent.end());
        }
    }

    static bool isBeaten(const Folded &needs, ChainLink link)
    {
        return std::any_of(needs.controls.begin(), needs.controls.end(),
                           [&](const BeatenControl &beaten) { return beaten.chainLink == link; });
    }

    // A reason already says how this chain link is passed: "AP-3 passes L3 honestly".
    static bool tellsWhoPasses(const Folded &needs, const std::string &link)
    {
        return std::any_of(needs.reasons.begin(), needs.reasons.end(), [&](const Reason &reason) {
            const std::string_view code = reason.message.code;
            return (code == "honest" || code == "given" || code == "vulnerable") && reason.message.args.back() == link;
        });
    }

    // The steps that ask for the hardest level of some factor that is not at its easiest.
    void decide(AttackPath &path, int total) const
    {
        const VectorSpace &space = m_source.space;
        for (std::size_t i = 0; i < path.steps.size(); ++i) {
            Deciding deciding;
            deciding.step = i;
            bool own = false;
            for (int place = 0; place < space.factorCount(); ++place) {
                const int level = space.level(total, place);
                if (level == 0 || space.level(m_vectors[i], place) != level)
                    continue;
                deciding.factors.push_back(space.factor(place));
                own = own || space.level(m_own[i], place) == level;
            }
            if (deciding.factors.empty())
                continue;
            if (!own && !path.steps[i].controls.empty())
                deciding.control = hardest(path.steps[i], deciding.factors.front(), total);
            path.deciding.push_back(std::move(deciding));
        }
    }

    std::optional<ItemId> hardest(const PathStep &step, Factor factor, int total) const
    {
        const std::int8_t level = m_source.space.ratingOf(total)[factor];
        for (const BeatenControl &beaten : step.controls) {
            const Rating *resistance = m_source.graph.item(beaten.control)->attributes.get<Rating>(Attr::resistance);
            if (resistance && (*resistance)[factor] == level)
                return beaten.control;
        }
        return step.controls.front().control;
    }

    const PathSource &m_source;
    const AttackGraph &m_attack;
    std::unordered_map<std::int32_t, Folded> m_folded;
    std::vector<int> m_vectors;
    std::vector<int> m_own;
};

} // namespace

AttackPath makePath(const PathSource &source, std::span<const std::int32_t> witness, int vector)
{
    return PathMaker(source).make(witness, vector);
}

} // namespace tarascope
