#include "app/cli/pathjson.h"
#include "app/cli/register.h"
#include "app/cli/textout.h"
#include "app/cli/verbs.h"
#include "model/report/pathwords.h"

namespace tarascope::cli {

namespace {

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

} // namespace tarascope::cli
