#include "app/cli/jsonout.h"
#include "app/cli/textout.h"
#include "app/cli/verbs.h"
#include "app/session.h"

#include <set>

namespace tarascope::cli {

namespace {

void writeReport(json::Writer &out, const MergeReport &report)
{
    out.member("format", report.format).key("added");
    writeCounts(out, report.added);
    out.key("changed");
    writeCounts(out, report.changed);
    out.key("same");
    writeCounts(out, report.same);
    out.key("kept");
    writeLosses(out, report.kept);
    out.key("skipped");
    writeLosses(out, report.skipped);
    out.key("problems");
    writeLosses(out, report.problems);
}

std::string importJson(const Call &call, const ImportPlan &plan, bool dryRun, bool outcomes)
{
    json::Writer out = beginAnswer("import", call);
    const MergeReport total = plan.total();
    writeReport(out, total);
    if (outcomes || !total.outcomes.empty()) {
        out.key("outcomes");
        writeCounts(out, total.outcomes);
    }
    if (outcomes) {
        out.key("unmatched");
        writeTexts(out, plan.unmatched());
    }
    out.member("dryRun", dryRun).key("inputs").beginArray();
    for (std::size_t i = 0; i < plan.files.size(); ++i) {
        out.newline().beginObject().member("file", plan.files[i]);
        writeReport(out, plan.reports[i]);
        out.endObject();
    }
    out.endArray();
    return endAnswer(out);
}

std::string countOf(const std::map<std::string, std::int64_t> &counts, const std::string &kind)
{
    const auto found = counts.find(kind);
    return found == counts.end() ? "" : std::to_string(found->second);
}

std::string countsText(const MergeReport &report)
{
    std::set<std::string> names;
    for (const auto *counts : {&report.added, &report.changed, &report.same})
        for (const auto &[kind, count] : *counts)
            names.insert(kind);
    Table table({"", ">ADDED", ">CHANGED", ">SAME"});
    for (const std::string &kind : names)
        table.add({kind, countOf(report.added, kind), countOf(report.changed, kind), countOf(report.same, kind)});
    std::string out = !table.empty() ? table.text() : report.outcomes.empty() ? "Nothing was found in it.\n" : "";
    for (const auto &[verdict, count] : report.outcomes)
        out += verdict + ": " + counted(count, "new outcome", "new outcomes") + "\n";
    return out;
}

std::string lossesText(const std::string &title, const std::vector<LossEntry> &entries)
{
    std::string out;
    for (const LossEntry &entry : entries) {
        const std::string place = entry.where.text();
        out +=
            title + oneLine(entry.what + ": " + entry.why.english() + (place.empty() ? "" : " (" + place + ")")) + "\n";
    }
    return out;
}

std::string importText(const ImportPlan &plan, bool dryRun)
{
    std::string out;
    for (std::size_t i = 0; i < plan.files.size(); ++i) {
        const MergeReport &report = plan.reports[i];
        out += plan.files[i] + (report.format.empty() ? "" : " (" + report.format + ")") + "\n" + countsText(report);
        out += lossesText("kept: ", report.kept) + lossesText("skipped: ", report.skipped);
        out += lossesText("look: ", report.problems);
    }
    if (dryRun)
        out += "Nothing was changed, this was a dry run.\n";
    else if (plan.set.empty())
        out += "Nothing was new, nothing was changed.\n";
    return out;
}

/// With --dry-run a project that cannot be written will do.
Result<Answer> importInto(const Call &call, bool outcomes,
                          const std::function<Result<ImportPlan>(const Graph &)> &makePlan)
{
    const bool dryRun = call.arguments.has("--dry-run");
    const Result<std::unique_ptr<Project>> project = openProject(call.file(), dryRun ? Access::Read : Access::Write);
    if (!project)
        return project.error();
    const Result<ImportPlan> plan = makePlan((*project)->graph());
    if (!plan)
        return plan.error();
    if (!dryRun) {
        call.progress("Writing " + call.file());
        if (Result<void> done = carryOut(**project, *plan); !done)
            return done.error();
    }
    Answer answer;
    if (call.json)
        answer.out = importJson(call, *plan, dryRun, outcomes);
    else if (!call.quiet)
        answer.out = importText(*plan, dryRun) + "As of " + call.asOf.iso() + "\n";
    return answer;
}

std::vector<std::string> inputsOf(const Call &call, std::size_t first)
{
    const std::vector<std::string> &words = call.arguments.positional();
    return {words.begin() + static_cast<std::ptrdiff_t>(first), words.end()};
}

} // namespace

Result<Answer> runImport(const Call &call)
{
    if (call.arguments.has("--mapping"))
        return usageError(QT_TRANSLATE_NOOP("app", "--mapping is not in this version."), {}, "notInThisVersion");
    if (call.arguments.has("--library") && call.arguments.has("--as"))
        return usageError(QT_TRANSLATE_NOOP("app", "--as is about files; entries of a catalogue have no format."), {}, "asWithLibrary");
    if (call.arguments.has("--library"))
        return importInto(call, false, [&](const Graph &graph) {
            return planTaking(graph, call.arguments.value("--library"), inputsOf(call, 1), call.budget);
        });
    return importInto(call, false, [&](const Graph &graph) {
        return planImport(graph, inputsOf(call, 1), call.arguments.value("--as"), call.budget,
                          [&](const std::string &file) { call.progress("Reading " + file); }, call.arguments.value("--folder"));
    });
}

Result<Answer> runMatrix(const Call &call)
{
    const std::string &action = call.arguments.positional()[1];
    if (action == "generate" || action == "export")
        return usageError(QT_TRANSLATE_NOOP("app", "'matrix %1' is not in this version."), {action},
                          "notInThisVersion");
    if (action != "import" || call.arguments.positional().size() < 3)
        return usageError(QT_TRANSLATE_NOOP("app", "Usage: tarascope matrix FILE import OUTCOMES..."), {},
                          "argumentMissing");
    const std::string readAt = call.arguments.has("--as-of") ? call.asOf.iso() + "T00:00:00Z" : std::string();
    return importInto(call, true, [&](const Graph &graph) {
        return planOutcomes(graph, inputsOf(call, 2), readAt, call.budget,
                            [&](const std::string &file) { call.progress("Reading " + file); });
    });
}

} // namespace tarascope::cli
