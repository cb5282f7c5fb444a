#include "model/report/pathwords.h"

#include "model/json/write.h"
#include "model/method/words.h"

#include <algorithm>
#include <cmath>

namespace tarascope {

namespace {

struct RuleWords {
    std::string_view rule;
    std::optional<LinkKind> link; ///< nothing: any
    const char *text;             ///< %1 from, %2 to, %3 the attacker
};

// The first row that fits counts.
const RuleWords ruleWords[] = {
    {"S1", {}, QT_TRANSLATE_NOOP("model", "%3 starts at %2")},
    {"S2", {}, QT_TRANSLATE_NOOP("model", "through %1, requests reach %2")},
    {"S3", {}, QT_TRANSLATE_NOOP("model", "a request to %1 gets %2 accepted for a vehicle of somebody else")},
    {"S4", LinkKind::issues, QT_TRANSLATE_NOOP("model", "a request to %1 is answered with %2")},
    {"S4", {}, QT_TRANSLATE_NOOP("model", "a request to %1 reads or changes %2")},
    {"S5", {}, QT_TRANSLATE_NOOP("model", "%2 is taken over through %1")},
    {"S6", LinkKind::reads, QT_TRANSLATE_NOOP("model", "%1 reads and writes %2")},
    {"S6", LinkKind::administers, QT_TRANSLATE_NOOP("model", "%1 is used to control %2")},
    {"S6", LinkKind::runsAs, QT_TRANSLATE_NOOP("model", "%1 has the identity of %2")},
    {"S6", {}, QT_TRANSLATE_NOOP("model", "%1 calls %2")},
    {"S7", {}, QT_TRANSLATE_NOOP("model", "%1 sends %2 to the vehicle")},
    {"S8", {}, QT_TRANSLATE_NOOP("model", "the vehicle obeys %1 and does %2")},
    {"S9", LinkKind::updates, QT_TRANSLATE_NOOP("model", "%1 installs forged software on %2")},
    {"S9", {}, QT_TRANSLATE_NOOP("model", "%2 is taken over from %1")},
    {"S10 in", {}, QT_TRANSLATE_NOOP("model", "%2 is taken over from %1")},
    {"S10 out", {}, QT_TRANSLATE_NOOP("model", "%1 sends on %2")},
    {"S11", LinkKind::routes, QT_TRANSLATE_NOOP("model", "messages pass from %1 to %2")},
    {"S11", {}, QT_TRANSLATE_NOOP("model", "forged messages on %1 cause %2")},
    {"S12", {}, QT_TRANSLATE_NOOP("model", "%1 performs %2")},
    {"S13", {}, QT_TRANSLATE_NOOP("model", "%2 is taken out of %1")},
    {"S14", {}, QT_TRANSLATE_NOOP("model", "%1 gives %2")},
    {"S15", LinkKind::achieves, QT_TRANSLATE_NOOP("model", "%1 leads to %2")},
    {"S15", {}, QT_TRANSLATE_NOOP("model", "the attacker does this: %2")},
    {"S16", {}, QT_TRANSLATE_NOOP("model", "%2 is taken over by a known vulnerability")},
    {"", {}, QT_TRANSLATE_NOOP("model", "the attacker gets to %2")},
};

const char *wordsOf(std::string_view rule, const Link *link)
{
    for (const RuleWords &words : ruleWords)
        if (words.rule.empty() || (words.rule == rule && (!words.link || (link && link->kind == *words.link))))
            return words.text;
    return "";
}

std::string capital(std::string text)
{
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
        text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

std::string scoreText(double score)
{
    std::string text;
    json::appendReal(text, std::round(score * 100) / 100);
    return text.ends_with(".0") ? text.substr(0, text.size() - 2) : text;
}

std::string sourceWords(const PathStep &step)
{
    if (step.unrated)
        return "not rated by an analyst, the default of the rule stands in";
    switch (step.source) {
    case RatingSource::Analyst: return "rated by an analyst";
    case RatingSource::Control: return "what it takes to defeat a control";
    case RatingSource::Default: break;
    }
    return "by the rule";
}

std::string stepText(const Graph &graph, const PathStep &step, ItemId profile, const std::string &indent)
{
    std::string out = capital(stepWords(graph, step, profile).english()) + ".\n";
    out += indent + "Rule " + step.rule + ": ";
    if (step.nothing)
        out += std::string("nothing to overcome") + (step.unrated ? "; not rated by an analyst" : "") + ".\n";
    else
        out += effortPhrase(step.rating) + "; " + sourceWords(step) + " (" + levelsText(step.rating) + ").\n";
    for (const BeatenControl &beaten : step.controls)
        out +=
            indent + "Must get past: " + named(graph, beaten.control) +
            (beaten.chainLink ? ", which enforces L" + std::to_string(static_cast<int>(*beaten.chainLink) + 1) : "") +
            ".\n";
    std::vector<std::string> told;
    for (const Reason &reason : step.reasons) {
        if (std::string_view(reason.message.code) == "unrated")
            continue; // said beside the rating
        const std::string place = reason.where.text();
        std::string line = reason.message.english();
        if (line.find(place) == std::string::npos)
            line += " (" + place + ")";
        if (std::find(told.begin(), told.end(), line) == told.end())
            told.push_back(line);
    }
    for (const std::string &line : told)
        out += indent + "Because " + line + ".\n";
    return out;
}

std::string decidingText(const Graph &graph, const AttackPath &path)
{
    std::string out;
    for (const Deciding &deciding : path.deciding) {
        std::string factors;
        for (Factor factor : deciding.factors)
            factors += (factors.empty() ? "" : ", ") + std::string(factorName(factor));
        out += (out.empty() ? "step " : "; step ") + std::to_string(deciding.step + 1) + " (" + factors + ")" +
               (deciding.control ? " by " + named(graph, *deciding.control) : "");
    }
    return out;
}

std::string threeReadings(const ThreatRisk &risk, bool ofRisk)
{
    std::string out;
    for (Reading reading : {Reading::Inherent, Reading::Claimed, Reading::Evidenced}) {
        const ReadingRisk &rated = risk.at(reading);
        const std::string value = ofRisk ? (rated.risk ? std::to_string(*rated.risk) : "not rated")
                                         : (rated.feasibility ? feasibilityWords(*rated.feasibility) : "not rated");
        out += (out.empty() ? "" : ", ") + value + " " + std::string(readingName(reading));
    }
    return out;
}

} // namespace

std::string named(const Graph &graph, ItemId item)
{
    const Item *found = item.valid() ? graph.item(item) : nullptr;
    if (!found)
        return "an attacker";
    return found->name.empty() ? found->key : found->name + " (" + found->key + ")";
}

Message stepWords(const Graph &graph, const PathStep &step, ItemId profile)
{
    const Link *link = step.link.valid() ? graph.link(step.link) : nullptr;
    const std::string first = step.from.empty() ? named(graph, profile) : named(graph, step.from.front());
    std::string others;
    for (std::size_t i = 1; i < step.from.size(); ++i)
        if (graph.item(step.from[i])->kind != Kind::application) // the way of a request, not what it takes
            others += (others.empty() ? "" : ", ") + named(graph, step.from[i]);
    const std::string reached = step.own ? named(graph, step.to) + ", their own" : named(graph, step.to);
    Message words{wordsOf(step.rule, link), {first, reached, named(graph, profile)}, "step"};
    if (!others.empty())
        return {QT_TRANSLATE_NOOP("model", "%1, with %2"), {words.english(), others}, "stepWith"};
    return words;
}

std::string levelsText(const Rating &rating)
{
    std::string out;
    for (int i = 0; i < factorCount; ++i) {
        const auto factor = static_cast<Factor>(i);
        if (rating[factor] != Rating::unrated)
            out += (out.empty() ? "" : ", ") + std::string(factorName(factor)) + " " +
                   std::string(factorLevels(factor)[static_cast<std::size_t>(rating[factor])]);
    }
    return out;
}

std::string feasibilityWords(Feasibility feasibility)
{
    return feasibility == Feasibility::VeryLow ? "very low" : std::string(feasibilityName(feasibility));
}

std::string scoreWords(const Scored &scored)
{
    return "score " + scoreText(scored.score) + ", feasibility " + feasibilityWords(scored.feasibility);
}

std::string pathText(const Graph &graph, const AttackPath &path, const std::string &indent)
{
    std::string out = indent + "Attacker: " + named(graph, path.profile) + "\n";
    out +=
        indent + "Effort: " + path.words + "; " + scoreWords(path.total) + " (" + levelsText(path.total.rating) + ")\n";
    if (path.timesAdded.feasibility != path.total.feasibility)
        out += indent + "With the times of all steps added: " + scoreWords(path.timesAdded) + "\n";
    if (!path.deciding.empty())
        out += indent + "Hardest: " + decidingText(graph, path) + "\n";
    if (path.unrated > 0)
        out += indent + "Steps that no analyst has rated: " + std::to_string(path.unrated) + " of " +
               std::to_string(path.steps.size()) + "\n";
    for (std::size_t i = 0; i < path.steps.size(); ++i) {
        const std::string number = std::to_string(i + 1) + ". ";
        out += indent + number + stepText(graph, path.steps[i], path.profile, indent + std::string(number.size(), ' '));
    }
    return out;
}

std::string worstPathsText(const Graph &graph, const std::vector<WorstPath> &worst, const std::string &method,
                           const std::string &asOf)
{
    std::string out =
        "The worst attack paths, with the controls that tests prove\nAs of " + asOf + ", rated by " + method + "\n";
    if (worst.empty())
        return out + "\nNo threat scenario of this model is reached by an attack; absence from a model is no proof.\n";
    for (std::size_t i = 0; i < worst.size(); ++i) {
        const WorstPath &one = worst[i];
        out += "\n" + std::to_string(i + 1) + ". " + named(graph, one.risk.threat) + "\n";
        if (one.risk.damage.valid())
            out += "   Damage: " + named(graph, one.risk.damage) + ", impact " +
                   (one.risk.impact == ImpactLevel::Unrated ? "not rated"
                                                            : std::string(impactLevelName(one.risk.impact))) +
                   "\n";
        out += "   Risk: " + threeReadings(one.risk, true) + "\n";
        out += "   Feasibility: " + threeReadings(one.risk, false) + "\n";
        out += pathText(graph, one.path, "   ");
    }
    return out;
}

} // namespace tarascope
