#pragma once
#include "model/budget.h"
#include "model/graph.h"
#include "model/method/ratingmethod.h"
#include "model/method/riskmatrix.h"
#include "model/paths/scenario.h"

#include <array>
#include <memory>
#include <vector>

/// The assessment: compile -> effects -> solve -> risks (engine-room 5). `Assessor` keeps the stages between calls.

namespace tarascope {

/// Where the rating of a step comes from.
enum class RatingSource : std::uint8_t {
    Analyst, ///< on the link, the attack step or the vulnerability
    Default, ///< of the rule, from the method: "unrated default" where the rule asks for effort
    Control  ///< raised by a control
};

/// A control that a step has to beat, and the chain link it enforces there.
struct BeatenControl {
    ItemId control;
    std::optional<ChainLink> chainLink;
    bool operator==(const BeatenControl &) const = default;
};

/// One step of an attack path, as people read it.
struct PathStep {
    std::vector<ItemId> from; ///< what the attacker needs to have before: positions, a credential used
    ItemId to;
    std::string rule;         ///< "S3", "S10 in"
    LinkId link;              ///< may be invalid
    Rating rating;            ///< all that this step asks for, beaten controls included
    RatingSource source = RatingSource::Default;
    bool unrated = false;     ///< an analyst has not rated it and its rule asks for effort
    bool nothing = false;     ///< nothing to overcome
    bool own = false;         ///< `to` is the attacker's own app, component or network, not that of a victim
    std::vector<BeatenControl> controls;
    std::vector<Reason> reasons; ///< e.g. "L3 is not enforced: AZ-... failed, results.xml:41"
};

struct Deciding {
    std::size_t step = 0; ///< index into AttackPath::steps
    std::vector<Factor> factors;
    std::optional<ItemId> control; ///< when a control makes it hard
};

/// Score and class of a rating vector in the terms of the method.
struct Scored {
    Rating rating;
    double score = 0;
    Feasibility feasibility = Feasibility::None;
    int difficulty = 0;
};

struct AttackPath {
    Scored total;
    Scored timesAdded; ///< the same witness with the elapsed times of its steps added
    ItemId profile;    ///< invalid: a model without profiles
    int unrated = 0;
    std::vector<Deciding> deciding;
    std::vector<PathStep> steps; ///< premises before what needs them; the last one reaches the target
    std::string words;           ///< the vector in words
};

struct PathQuestion {
    ItemId target;                ///< a position, or a threat scenario (all its targets, at its own scale)
    Scale scale = Scale::Vehicle; ///< of a position
    Reading reading = Reading::Evidenced;
    Scenario scenario;
    ItemId profile;               ///< only this one; invalid: all enabled
    ItemId from;                  ///< only attacks that begin here; invalid: any
    int count = 0; ///< list this many easiest paths; 0: one shortest witness per vector of the frontier
};

/// The easiest attacks on a target: the exact best, every minimal vector, and one shortest witness for each or the k
/// easiest loop-free paths.
struct PathsResult {
    std::optional<Scored> best; ///< nothing: no attack in this model
    std::vector<Scored> pareto; ///< by difficulty, then rating
    std::vector<AttackPath> paths;
    bool more = false; ///< there are further paths than the k listed
    std::vector<Reason> reasons;
};

/// A control that keeps an attack from being easier, and the easiest attack without it.
struct Holding {
    ItemId control;
    Scored without;
};

/// A threat scenario under one reading.
struct ReadingRisk {
    std::optional<Feasibility> feasibility; ///< nothing: not rated (no target)
    std::optional<Scored> easiest;
    std::vector<Scored> pareto;
    std::optional<int> risk; ///< 1..5; nothing: not rated (no target or no impact)
    ItemId profile;
    std::vector<Reason> reasons;
};

/// One row of the risk register: a threat scenario with one of its damage scenarios.
struct ThreatRisk {
    ItemId threat;
    ItemId damage; ///< invalid: it realizes none
    ImpactLevel impact = ImpactLevel::Unrated;
    std::array<ReadingRisk, readingCount> readings;
    std::vector<ItemId> treatments;
    const ReadingRisk &at(Reading reading) const { return readings[static_cast<std::size_t>(reading)]; }
};

/// How much of the result rests on defaults.
struct Coverage {
    std::int64_t steps = 0;
    std::int64_t unratedSteps = 0;
    std::int64_t positions = 0;
};

struct Assessment {
    std::string method; ///< id
    std::string matrix; ///< id
    Scenario scenario;
    std::vector<ThreatRisk> risks; ///< by key of the threat, then of the damage
    Coverage coverage;
};

/// Effect of one control where it guards, under a reading, for the tables and the chain page.
struct GuardState {
    LinkId guard;
    bool counts = false;
    Reason reason;
};

/// Assesses graphs and keeps what it computed: compile is done again only when structure or ratings changed, effects
/// when statuses, outcomes or switches changed. The results equal those of a fresh Assessor. One thread at a time.
class Assessor
{
public:
    Assessor(RatingMethod method, RiskMatrix matrix);
    ~Assessor();
    Assessor(const Assessor &) = delete;
    Assessor &operator=(const Assessor &) = delete;

    const RatingMethod &method() const;
    /// The risk register in the three readings. With a scenario, its switches hold in every reading but inherent.
    Result<Assessment> assess(const Graph &graph, const Scenario &scenario, const Budget &budget);
    /// Adds to each rated reading the reasons of its easiest attack.
    Result<void> explain(const Graph &graph, Assessment &assessment, const Budget &budget);
    /// The easiest attacks; an item that is no position and no threat scenario is an error of kind Usage.
    Result<PathsResult> paths(const Graph &graph, const PathQuestion &question, const Budget &budget);
    /// "Why is it not easier?" (model/risk/holding.h)
    Result<std::vector<Holding>> holding(const Graph &graph, const PathQuestion &question, const Budget &budget);
    /// Whether a control counts where it guards, and why, for everybody (no profile).
    std::vector<GuardState> guardStates(const Graph &graph, ItemId control, Reading reading, const Scenario &scenario);

private:
    struct Cache;
    std::unique_ptr<Cache> m_cache;
};

/// The method that a project asks for ("method" and "matrix" settings), the default where it says nothing.
Result<std::unique_ptr<Assessor>> makeAssessor(const Graph &graph, const std::string &methodOverride = {});

} // namespace tarascope
