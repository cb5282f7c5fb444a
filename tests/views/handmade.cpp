#include "tests/views/handmade.h"

using namespace tarascope;

namespace {

Rating rating(std::array<int, 5> levels)
{
    Rating made;
    const Factor factors[] = {Factor::ET, Factor::SE, Factor::KoIC, Factor::WoO, Factor::Eq};
    for (std::size_t i = 0; i < levels.size(); ++i)
        made[factors[i]] = static_cast<std::int8_t>(levels[i]);
    return made;
}

Scored scored(const Rating &rating, double score, Feasibility feasibility)
{
    Scored made;
    made.rating = rating;
    made.score = score;
    made.feasibility = feasibility;
    made.difficulty = static_cast<int>(score);
    return made;
}

Reason failure(ItemId control)
{
    Reason reason;
    reason.message = {"%1 does not hold: %2 failed, %3", {"CT-1", "AZ-1", "night.xml:7"}, "testFailed"};
    reason.items = {control};
    reason.where.file = "night.xml";
    reason.where.line = 7;
    return reason;
}

ReadingRisk rated(int risk, const Scored &easiest)
{
    ReadingRisk made;
    made.risk = risk;
    made.feasibility = easiest.feasibility;
    made.easiest = easiest;
    return made;
}

const Rating nothing = rating({0, 0, 0, 0, 0});
const Rating hard = rating({2, 2, 1, 1, 1});

} // namespace

HandMade::HandMade()
    : profile(sample.add(Kind::attackerProfile, "Former owner")), endpoint(sample.add(Kind::endpoint, "POST /unlock")),
      command(sample.add(Kind::command, "Unlock")), lock(sample.add(Kind::vehicleFunction, "Door lock")),
      unlocked(sample.add(Kind::threatScenario, "The car is unlocked")),
      braked(sample.add(Kind::threatScenario, "The car is braked")), theft(sample.add(Kind::damageScenario, "Theft")),
      control(sample.add(Kind::control, "Relationship check"))
{
}

Assessment HandMade::assessment() const
{
    Assessment made;
    ThreatRisk unlock;
    unlock.threat = id(unlocked);
    unlock.damage = id(theft);
    unlock.impact = ImpactLevel::Major;
    unlock.readings = {rated(4, scored(nothing, 0, Feasibility::High)), rated(2, scored(hard, 18, Feasibility::Medium)),
                       rated(4, scored(nothing, 0, Feasibility::High))};
    Reason other;
    other.message = {"no control enforces %1 at %2", {"L1", "EP-1"}, "notEnforced"};
    unlock.readings[2].reasons = {other, failure(id(control))};
    ThreatRisk brake;
    brake.threat = id(braked);
    made.risks = {unlock, brake};
    return made;
}

PathsResult HandMade::paths() const
{
    PathsResult made;
    for (const bool byFailure : {true, false}) {
        AttackPath path;
        path.total = byFailure ? scored(nothing, 0, Feasibility::High) : scored(hard, 18, Feasibility::Medium);
        path.timesAdded = path.total;
        path.profile = id(profile);
        for (const Uid &to : {endpoint, command, lock}) {
            PathStep step;
            step.to = id(to);
            step.rule = "S2";
            step.rating = nothing;
            step.nothing = true;
            path.steps.push_back(step);
        }
        PathStep &accepted = path.steps[1];
        accepted.rating = path.total.rating;
        accepted.nothing = byFailure;
        if (byFailure) {
            accepted.reasons = {failure(id(control))};
        } else {
            accepted.controls = {{id(control), ChainLink::L3}};
            path.deciding = {{1, {Factor::ET, Factor::SE}, id(control)}};
        }
        made.pareto.push_back(path.total);
        made.paths.push_back(path);
    }
    made.best = made.paths.front().total;
    return made;
}
