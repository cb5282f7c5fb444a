#include "app/cli/pathjson.h"
#include "app/cli/textout.h"
#include "app/cli/verbs.h"
#include "app/pathwords.h"
#include "app/session.h"

#include <algorithm>

namespace tarascope::cli {

namespace {

struct Register {
    std::unique_ptr<Project> project;
    Assessment assessment;
    const Graph &graph() const { return project->graph(); }
};

Result<Register> assessFile(const Call &call)
{
    Result<std::unique_ptr<Project>> project = openProject(call.file(), Access::Read);
    if (!project)
        return project.error();
    const Graph &graph = (*project)->graph();
    const Result<std::unique_ptr<Assessor>> assessor = makeAssessor(graph);
    if (!assessor)
        return assessor.error();
    call.progress("Assessing");
    Result<Assessment> assessment = assessWithReasons(**assessor, graph, call.budget);
    if (!assessment)
        return assessment.error();
    return Register{std::move(*project), std::move(*assessment)};
}

std::string risksJson(const Call &call, const Register &found, std::optional<Reading> reading)
{
    const Assessment &assessment = found.assessment;
    json::Writer out = beginAnswer("risks", call);
    out.member("method", assessment.method).member("matrix", assessment.matrix).key("risks").beginArray();
    for (const ThreatRisk &risk : assessment.risks) {
        out.newline().beginObject();
        writeRisk(out, found.graph(), risk, reading);
        out.endObject();
    }
    out.endArray().key("coverage").beginObject();
    out.member("steps", assessment.coverage.steps).member("unrated", assessment.coverage.unratedSteps).endObject();
    return endAnswer(out);
}

std::string cellOf(const ReadingRisk &rated)
{
    if (!rated.feasibility)
        return "not rated";
    return (rated.risk ? std::to_string(*rated.risk) : "?") + " (" + feasibilityWords(*rated.feasibility) + ")";
}

std::string treatmentText(const Graph &graph, const ThreatRisk &risk)
{
    std::string out;
    for (ItemId id : risk.treatments)
        out += (out.empty() ? "" : ", ") + graph.item(id)->key;
    return out;
}

std::string risksText(const Call &call, const Register &found, std::optional<Reading> reading)
{
    std::vector<Reading> shown{Reading::Inherent, Reading::Claimed, Reading::Evidenced};
    if (reading)
        shown = {*reading};
    std::vector<std::string> titles{"THREAT", "", "DAMAGE", "IMPACT"};
    for (Reading one : shown)
        titles.push_back(one == Reading::Inherent ? "INHERENT" : one == Reading::Claimed ? "CLAIMED" : "EVIDENCED");
    titles.push_back("TREATMENT");
    Table table(titles);
    for (const ThreatRisk &risk : found.assessment.risks) {
        const Item &threat = *found.graph().item(risk.threat);
        const Item *damage = risk.damage.valid() ? found.graph().item(risk.damage) : nullptr;
        std::vector<std::string> cells{threat.key, threat.name, damage ? damage->key : "",
                                       risk.impact == ImpactLevel::Unrated ? "not rated"
                                                                           : std::string(impactLevelName(risk.impact))};
        for (Reading one : shown)
            cells.push_back(cellOf(risk.at(one)));
        cells.push_back(treatmentText(found.graph(), risk));
        table.add(std::move(cells));
    }
    std::string out = table.empty() ? "There is no threat scenario.\n" : table.text();
    if (call.quiet)
        return out;
    const Coverage &coverage = found.assessment.coverage;
    return out + "Risk 1 to 5 by " + found.assessment.matrix + ", attack feasibility in brackets by " +
           found.assessment.method + "; " + std::to_string(coverage.unratedSteps) + " of " +
           counted(coverage.steps, "step", "steps") + " not rated by an analyst; as of " + call.asOf.iso() + "\n";
}

} // namespace

Result<Answer> runRisks(const Call &call)
{
    std::optional<Reading> reading;
    if (call.arguments.has("--reading")) {
        const Result<Reading> asked = readingOf(call, Reading::Evidenced);
        if (!asked)
            return asked.error();
        reading = *asked;
    }
    const Result<Register> found = assessFile(call);
    if (!found)
        return found.error();
    Answer answer;
    answer.out = call.json ? risksJson(call, *found, reading) : risksText(call, *found, reading);
    return answer;
}

namespace {

struct GateFinding {
    std::string gate;
    std::string item;
    std::string text;
};

/// The smallest risk that fails: N of "risk>=N".
Result<int> gateLimit(const std::string &gate)
{
    const std::string_view form = "risk>=";
    if (gate.starts_with("gap>="))
        return usageError(QT_TRANSLATE_NOOP("app", "The gate '%1' is not in this version; there is: risk>=N"), {gate},
                          "notInThisVersion");
    if (gate.size() != form.size() + 1 || !gate.starts_with(form) || gate.back() < '1' || gate.back() > '5')
        return usageError(QT_TRANSLATE_NOOP("app", "The gate is risk>=N with N from 1 to 5, not '%1'."), {gate},
                          "badGate");
    return gate.back() - '0';
}

std::vector<GateFinding> judge(const Register &found, const std::string &gate, int limit)
{
    std::vector<GateFinding> failed;
    for (const ThreatRisk &risk : found.assessment.risks) {
        const ReadingRisk &evidenced = risk.at(Reading::Evidenced);
        if (!evidenced.risk || *evidenced.risk < limit)
            continue;
        const Item &threat = *found.graph().item(risk.threat);
        const Item *damage = risk.damage.valid() ? found.graph().item(risk.damage) : nullptr;
        std::string text = threat.name + ": evidenced risk " + std::to_string(*evidenced.risk);
        if (damage)
            text += " with " + damage->key + " " + damage->name;
        if (evidenced.feasibility)
            text += ", attack feasibility " + feasibilityWords(*evidenced.feasibility);
        failed.push_back({gate, threat.key, std::move(text)});
    }
    return failed;
}

std::int64_t notRated(const Assessment &assessment)
{
    return std::count_if(assessment.risks.begin(), assessment.risks.end(),
                         [](const ThreatRisk &risk) { return !risk.at(Reading::Evidenced).risk; });
}

std::string checkJson(const Call &call, const std::vector<GateFinding> &failed, std::int64_t unrated)
{
    json::Writer out = beginAnswer("check", call);
    out.member("passed", failed.empty()).member("unrated", unrated).key("failed").beginArray();
    for (const GateFinding &finding : failed)
        out.newline()
            .beginObject()
            .member("gate", finding.gate)
            .member("item", finding.item)
            .member("text", finding.text)
            .endObject();
    out.endArray();
    return endAnswer(out);
}

} // namespace

Result<Answer> runCheck(const Call &call)
{
    if (call.arguments.has("--sarif"))
        return usageError(QT_TRANSLATE_NOOP("app", "--sarif is not in this version."), {}, "notInThisVersion");
    std::vector<std::string> gates = call.arguments.values("--fail-on");
    if (gates.empty())
        gates = {"risk>=4"};
    for (const std::string &gate : gates)
        if (const Result<int> limit = gateLimit(gate); !limit)
            return limit.error();
    const Result<Register> found = assessFile(call);
    if (!found)
        return found.error();
    std::vector<GateFinding> failed;
    for (const std::string &gate : gates)
        for (GateFinding &finding : judge(*found, gate, *gateLimit(gate)))
            failed.push_back(std::move(finding));
    const std::int64_t unrated = notRated(found->assessment);
    Answer answer;
    answer.exitCode = failed.empty() ? 0 : 1;
    if (unrated > 0)
        answer.notes.push_back(counted(unrated, "row of the risk register is", "rows of the risk register are") +
                               " not rated and could not be judged.");
    if (call.json) {
        answer.out = checkJson(call, failed, unrated);
        return answer;
    }
    for (const GateFinding &finding : failed)
        answer.out += oneLine(finding.gate + "  " + finding.item + "  " + finding.text) + "\n";
    if (!call.quiet)
        answer.out += std::string(failed.empty() ? "Passed" : "Failed") + ", as of " + call.asOf.iso() + "\n";
    return answer;
}

} // namespace tarascope::cli
