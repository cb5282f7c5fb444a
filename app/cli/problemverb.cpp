#include "app/cli/jsonout.h"
#include "app/cli/textout.h"
#include "app/cli/verbs.h"
#include "app/session.h"
#include "model/rules/problems.h"

#include <algorithm>

namespace tarascope::cli {

namespace {

std::string problemsJson(const Call &call, const Graph &graph, const std::vector<ValidationProblem> &problems)
{
    json::Writer out = beginAnswer("problems", call);
    out.member("rules", static_cast<std::int64_t>(rules().size())).key("problems").beginArray();
    for (const ValidationProblem &problem : problems) {
        const ValidationRule &rule = *problem.rule;
        out.newline().beginObject().member("rule", rule.id).member("severity", severityName(rule.severity)).key("item");
        writeKey(out, graph, problem.item);
        out.member("title", rule.title).member("text", problem.text.english()).member("code", problem.text.code);
        out.member("why", rule.why).member("hint", rule.hint).key("others").beginArray();
        for (ItemId other : problem.others)
            writeKey(out, graph, other);
        out.endArray().key("references").beginArray();
        for (std::string_view reference : rule.references)
            out.string(reference);
        out.endArray().endObject();
    }
    out.endArray();
    return endAnswer(out);
}

/// ValidationRule by rule: what is wrong, where, and how it is mended.
std::string problemsText(const Call &call, const Graph &graph, const std::vector<ValidationProblem> &problems)
{
    std::string out;
    for (std::size_t i = 0; i < problems.size();) {
        const ValidationRule &rule = *problems[i].rule;
        Table table({"", "", ""});
        for (; i < problems.size() && problems[i].rule == &rule; ++i) {
            const Item &item = *graph.item(problems[i].item);
            table.add({"  " + item.key, item.name, problems[i].text.english()});
        }
        out += std::string(severityName(rule.severity)) + ": " + rule.title + " (" + std::string(rule.id) + ")\n" +
               table.text(false) + "  " + rule.why + " " + rule.hint + "\n\n";
    }
    if (call.quiet)
        return out;
    return out + counted(static_cast<std::int64_t>(problems.size()), "problem", "problems") + " by " +
           counted(static_cast<std::int64_t>(rules().size()), "rule", "rules") + ", as of " + call.asOf.iso() + "\n";
}

} // namespace

Result<Answer> runProblems(const Call &call)
{
    const Result<std::unique_ptr<Project>> project = openProject(call.file(), Access::Read);
    if (!project)
        return project.error();
    const Graph &graph = (*project)->graph();
    const Result<std::vector<ValidationProblem>> problems = findProblems(graph, call.asOf, call.budget);
    if (!problems)
        return problems.error();
    Answer answer;
    answer.out = call.json ? problemsJson(call, graph, *problems) : problemsText(call, graph, *problems);
    return answer;
}

} // namespace tarascope::cli
