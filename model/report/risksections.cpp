#include "model/method/words.h"
#include "model/report/pathpicture.h"
#include "model/report/pathwords.h"
#include "model/report/reportsections.h"
#include "model/valuetext.h"

#include <algorithm>
#include <array>
#include <set>

namespace tarascope {

namespace {

constexpr Reading allReadings[] = {Reading::Inherent, Reading::Claimed, Reading::Evidenced};

std::string impactText(ImpactLevel level)
{
    return level == ImpactLevel::Unrated ? "not rated" : std::string(impactLevelName(level));
}

std::string anchorOf(const Graph &graph, const ThreatRisk &risk)
{
    const Item *damage = risk.damage.valid() ? graph.item(risk.damage) : nullptr;
    return "risk-" + graph.item(risk.threat)->key + (damage ? "-" + damage->key : "");
}

void putFeasibility(Html &out, const ReadingRisk &rated)
{
    if (!rated.feasibility)
        return void(out.put("span", "not rated", "muted"));
    out.text(feasibilityWords(*rated.feasibility));
    if (rated.easiest)
        out.put("span", ", " + scoreWords(*rated.easiest).substr(0, scoreWords(*rated.easiest).find(',')), "muted small");
}

void putRow(Html &out, const Graph &graph, const ThreatRisk &risk)
{
    out.row(anchorOf(graph, risk)).open("td").item(graph, risk.threat).close("td");
    out.open("td").item(graph, risk.damage);
    if (!risk.damage.valid())
        out.put("span", "none linked", "default");
    out.close("td").cell(impactText(risk.impact));
    for (Reading reading : allReadings) {
        out.open("td", "reading");
        putRisk(out, risk.at(reading).risk);
        out.markup(" ");
        putFeasibility(out, risk.at(reading));
        out.close("td");
    }
    out.open("td");
    for (ItemId treatment : risk.treatments)
        out.item(graph, treatment, false).markup(" ");
    out.close("td").endRow();
}

void putDerivation(Html &out, const ReportInput &input, const ThreatRisk &risk)
{
    const ReadingRisk &rated = risk.at(Reading::Evidenced);
    out.row().open("td").markup("<a href=\"#" + anchorOf(input.graph, risk) + "\">").text(input.graph.item(risk.threat)->key).close("a").close("td");
    out.open("td");
    if (rated.pareto.empty())
        out.text(rated.feasibility ? "No attack in the model reaches it; absence from a model is no proof." : "Not rated: it targets nothing.");
    std::size_t shown = 0;
    for (const Scored &effort : rated.pareto) {
        if (++shown > 4)
            break;
        out.open("div").text(effortPhrase(effort.rating) + " (" + scoreWords(effort) + ")").close("div");
    }
    out.notShown(std::min<std::size_t>(shown, 4), rated.pareto.size()).close("td").open("td");
    putReasons(out, rated.reasons);
    out.close("td").endRow();
}

} // namespace

void putRisk(Html &out, std::optional<int> risk)
{
    if (risk)
        out.put("span", std::to_string(*risk), "risk r" + std::to_string(*risk));
    else
        out.put("span", "not rated", "muted");
}

void putReasons(Html &out, const std::vector<Reason> &reasons)
{
    std::set<std::string> told;
    for (const Reason &reason : reasons) {
        if (std::string_view(reason.message.code) == "unrated")
            continue;
        const std::string place = reason.where.text();
        std::string sentence = reason.message.english();
        if (!place.empty() && sentence.find(place) == std::string::npos)
            sentence += " (" + place + ")";
        if (told.insert(sentence).second)
            out.markup(told.size() == 1 ? "<ul class=\"reasons\">" : "")
                .put("li", sentence, std::string_view(reason.message.code) == "testFailed" ? "failed" : "");
    }
    if (!told.empty())
        out.close("ul");
}

void writeRegister(Html &out, const ReportInput &input)
{
    out.section("register", "Risk register");
    out.put("p", "Risk value and attack feasibility of each threat scenario with each of its damage scenarios. Inherent: no "
                 "control counts. Claimed: those said to be implemented. Evidenced: those that tests prove.");
    out.table("Sorted by key", {"Threat scenario", "Damage scenario", "Impact", "Inherent", "Claimed", "Evidenced", "Treatment"});
    for (const ThreatRisk &risk : input.assessment.risks)
        putRow(out, input.graph, risk);
    out.endTable();
    out.put("h3", "Where the evidenced values come from");
    out.table("Smallest efforts that reach a target, and why the easiest one is open",
              {"Threat", "Smallest efforts", "Reasons"});
    ItemId last;
    for (const ThreatRisk &risk : input.assessment.risks) {
        if (risk.threat != last)
            putDerivation(out, input, risk);
        last = risk.threat;
    }
    out.endTable();
    const Coverage &coverage = input.assessment.coverage;
    out.put("p", std::to_string(coverage.unratedSteps) + " of " + std::to_string(coverage.steps) +
                     " attack steps are not rated by an analyst: the default of the rule stands in.", "default");
}

namespace {

void putStep(Html &out, const ReportInput &input, const AttackPath &path, std::size_t i)
{
    const PathStep &step = path.steps[i];
    const bool decides = std::any_of(path.deciding.begin(), path.deciding.end(), [i](const Deciding &d) { return d.step == i; });
    out.row().cell(std::to_string(i + 1), "number").open("td");
    std::string words = stepWords(input.graph, step, path.profile).english();
    words[0] = words[0] >= 'a' && words[0] <= 'z' ? static_cast<char>(words[0] - 'a' + 'A') : words[0];
    out.text(words + ".");
    for (const BeatenControl &beaten : step.controls) {
        out.open("div", "small").text("Must get past: ").item(input.graph, beaten.control);
        if (beaten.chainLink)
            out.text(", which enforces L" + std::to_string(static_cast<int>(*beaten.chainLink) + 1));
        out.close("div");
    }
    putReasons(out, step.reasons);
    out.close("td").cell(step.rule).open("td", decides ? "deciding" : "");
    out.text(step.nothing ? "nothing to overcome" : effortPhrase(step.rating));
    if (step.unrated)
        out.put("span", " (default)", "default");
    out.close("td").endRow();
}

Result<void> putPath(Html &out, const ReportInput &input, const WorstPath &worst, std::size_t number, const Budget &budget)
{
    const AttackPath &path = worst.path;
    const Result<std::string> svg = drawSvg(pathPicture(input.graph, path), false, budget);
    if (!svg)
        return svg.error();
    out.open("section", "path", "path-" + std::to_string(number));
    out.open("h3").text(std::to_string(number) + ". ").item(input.graph, worst.risk.threat).close("h3");
    out.open("p").text("Risk ");
    for (Reading reading : allReadings) {
        putRisk(out, worst.risk.at(reading).risk);
        out.text(" " + std::string(readingName(reading)) + (reading == Reading::Evidenced ? ". " : ", "));
    }
    out.text("Attacker: ").item(input.graph, path.profile);
    out.text(". Effort: " + path.words + "; " + scoreWords(path.total) + ".");
    if (path.timesAdded.feasibility != path.total.feasibility)
        out.text(" With the times of all steps added: " + scoreWords(path.timesAdded) + ".");
    out.close("p").markup("<div class=\"scroll\">" + *svg + "</div>");
    out.table("Steps of path " + std::to_string(number), {"", "Step", "Rule", "What it takes"});
    for (std::size_t i = 0; i < path.steps.size(); ++i)
        putStep(out, input, path, i);
    out.row().cell("").put("td", "The hardest of each factor: " + levelsText(path.total.rating)).cell("").cell(scoreWords(path.total)).endRow();
    out.endTable().close("section");
    return {};
}

} // namespace

Result<void> writeWorstPaths(Html &out, const ReportInput &input, const Budget &budget)
{
    out.section("paths", "The worst attack paths");
    if (input.worst.empty())
        out.put("p", "No threat scenario of this model is reached by an attack; absence from a model is no proof.");
    else
        out.put("p", "With the controls that tests prove, by risk and then by effort; the easiest path of each threat scenario.");
    for (std::size_t i = 0; i < input.worst.size(); ++i)
        if (Result<void> put = putPath(out, input, input.worst[i], i + 1, budget); !put)
            return put;
    std::set<ItemId> threats;
    for (const ThreatRisk &risk : input.assessment.risks)
        if (risk.at(Reading::Evidenced).easiest)
            threats.insert(risk.threat);
    out.notShown(input.worst.size(), threats.size());
    return {};
}

void writeSummary(Html &out, const ReportInput &input)
{
    std::array<std::array<int, 6>, readingCount> counts{};
    int gap = 0;
    for (const ThreatRisk &risk : input.assessment.risks) {
        for (Reading reading : allReadings)
            ++counts[static_cast<std::size_t>(reading)][static_cast<std::size_t>(risk.at(reading).risk.value_or(0))];
        gap += risk.at(Reading::Evidenced).risk.value_or(0) > risk.at(Reading::Claimed).risk.value_or(0) ? 1 : 0;
    }
    out.put("p", "As of " + input.asOf + ". State of " + (input.lastEntry.empty() ? "an empty project" : input.lastEntry) +
                     ". Rated by " + input.method.id + ", risk matrix " + input.matrix.id + ".", "muted");
    out.open("div", "narrow").table("Risks by value", {"Risk", "Inherent", "Claimed", "Evidenced"});
    for (int value = 5; value >= 0; --value) {
        if (value == 0 && counts[0][0] + counts[1][0] + counts[2][0] == 0)
            continue;
        out.row().open("td");
        putRisk(out, value > 0 ? std::optional(value) : std::nullopt);
        out.close("td");
        for (const auto &reading : counts)
            out.cell(std::to_string(reading[static_cast<std::size_t>(value)]), "number");
        out.endRow();
    }
    out.endTable().close("div");
    if (gap > 0)
        out.put("p", std::to_string(gap) + " of " + std::to_string(input.assessment.risks.size()) +
                         " risks are higher with what tests prove than with what is claimed.");
    const std::size_t shown = std::min<std::size_t>(input.worst.size(), 3);
    if (shown > 0)
        out.put("p", "The worst attacks, with the controls that tests prove:").markup("<ol>");
    for (std::size_t i = 0; i < shown; ++i) {
        const WorstPath &worst = input.worst[i];
        out.open("li");
        putRisk(out, worst.risk.at(Reading::Evidenced).risk);
        out.text(" ").item(input.graph, worst.risk.threat).text(": " + worst.path.words + ", in ");
        out.markup("<a href=\"#path-" + std::to_string(i + 1) + "\">").text(std::to_string(worst.path.steps.size()) + " steps").close("a").close("li");
    }
    out.markup(shown > 0 ? "</ol>" : "");
}

} // namespace tarascope
