#include "app/cli/jsonout.h"
#include "app/cli/register.h"
#include "app/cli/textout.h"
#include "app/cli/verbs.h"
#include "model/exchange/sarif.h"
#include "model/report/pathwords.h"
#include "model/store/safewriter.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>

#include <algorithm>

namespace tarascope::cli {

namespace {

/// What must not be: a risk of this height, or problems of this severity.
struct Gate {
    std::string words; ///< as given
    int risk = 0;      ///< 0: a gate for problems
    Severity worst = Severity::Error;
};

std::optional<Severity> severityOf(std::string_view name)
{
    for (Severity severity : {Severity::Error, Severity::Warning, Severity::Note})
        if (severityName(severity) == name)
            return severity;
    return std::nullopt;
}

Result<Gate> gateOf(const std::string &words)
{
    const std::string_view risk = "risk>=";
    const std::string_view problem = "problem>=";
    if (words.starts_with("gap>="))
        return usageError(QT_TRANSLATE_NOOP("app", "The gate '%1' is not in this version; there are: risk>=N, "
                                                   "problem>=SEVERITY"),
                          {words}, "notInThisVersion");
    if (words.starts_with(problem))
        if (const auto severity = severityOf(std::string_view(words).substr(problem.size())))
            return Gate{words, 0, *severity};
    if (words.size() == risk.size() + 1 && words.starts_with(risk) && words.back() >= '1' && words.back() <= '5')
        return Gate{words, words.back() - '0', {}};
    return usageError(QT_TRANSLATE_NOOP("app", "A gate is risk>=N with N from 1 to 5, or problem>=error, warning or "
                                               "note, not '%1'."),
                      {words}, "badGate");
}

/// All gates of a call; risk>=4 unless said.
Result<std::vector<Gate>> gatesOf(const Call &call)
{
    std::vector<std::string> words = call.arguments.values("--fail-on");
    if (words.empty())
        words = {"risk>=4"};
    std::vector<Gate> gates;
    for (const std::string &each : words) {
        Result<Gate> gate = gateOf(each);
        if (!gate)
            return gate.error();
        gates.push_back(std::move(*gate));
    }
    return gates;
}

void judgeRisks(const Register &found, const Gate &gate, std::vector<GateFinding> &failed)
{
    for (const ThreatRisk &risk : found.assessment.risks) {
        const ReadingRisk &evidenced = risk.at(Reading::Evidenced);
        if (!evidenced.risk || *evidenced.risk < gate.risk)
            continue;
        const Item &threat = *found.graph().item(risk.threat);
        const Item *damage = risk.damage.valid() ? found.graph().item(risk.damage) : nullptr;
        std::string text = threat.name + ": evidenced risk " + std::to_string(*evidenced.risk);
        if (damage)
            text += " with " + damage->key + " " + damage->name;
        if (evidenced.feasibility)
            text += ", attack feasibility " + feasibilityWords(*evidenced.feasibility);
        failed.push_back({gate.words, threat.key, std::move(text)});
    }
}

void judgeProblems(const Register &found, std::span<const ValidationProblem> problems, const Gate &gate,
                   std::vector<GateFinding> &failed)
{
    for (const ValidationProblem &problem : problems)
        if (problem.rule->severity <= gate.worst)
            failed.push_back({gate.words, found.graph().item(problem.item)->key,
                              std::string(problem.rule->id) + ": " + problem.text.english()});
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

Answer answerOf(const Call &call, const std::vector<GateFinding> &failed, std::int64_t unrated)
{
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

} // namespace

Result<Answer> runCheck(const Call &call)
{
    const Result<std::vector<Gate>> gates = gatesOf(call);
    if (!gates)
        return gates.error();
    const Result<Register> found = assessFile(call);
    if (!found)
        return found.error();
    const Result<std::vector<ValidationProblem>> problems = findProblems(found->graph(), call.asOf, call.budget);
    if (!problems)
        return problems.error();
    std::vector<GateFinding> risks;
    std::vector<GateFinding> failed;
    for (const Gate &gate : *gates)
        gate.risk > 0 ? judgeRisks(*found, gate, risks) : judgeProblems(*found, *problems, gate, failed);
    failed.insert(failed.begin(), risks.begin(), risks.end());
    if (call.arguments.has("--sarif")) {
        const std::string name = QFileInfo(QFile::decodeName(call.file().c_str())).fileName().toStdString();
        const std::string sarif = writeSarif(found->graph(), *problems, risks, name, TARASCOPE_VERSION);
        if (const Result<void> written = writeFileSafely(call.arguments.value("--sarif"), sarif); !written)
            return written.error();
    }
    return answerOf(call, failed, notRated(found->assessment));
}

} // namespace tarascope::cli
