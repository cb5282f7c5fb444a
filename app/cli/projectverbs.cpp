#include "app/cli/jsonout.h"
#include "app/cli/verbs.h"
#include "app/session.h"
#include "model/exchange/exports.h"
#include "model/store/normalform.h"
#include "model/store/safewriter.h"

namespace tarascope::cli {

namespace {

std::string hexOf(const Digest &digest) { return hex(digest); }

void writeState(json::Writer &out, const Project &project)
{
    out.member("digest", hexOf(project.digest())).member("head", hexOf(project.head()));
}

std::string exportJson(const Call &call, const std::string &format, const std::string &path, const Exported &exported)
{
    json::Writer out = beginAnswer("export", call);
    out.member("format", format).member("out", path).member("bytes", static_cast<std::int64_t>(exported.text.size()));
    out.key("kept").beginArray().endArray().key("skipped");
    writeLosses(out, exported.skipped);
    return endAnswer(out);
}

std::string knownFormats()
{
    std::string names;
    for (const ExportFormat &format : exportFormats())
        names += std::string(format.name) + ", ";
    return names + "json";
}

Result<Exported> exportAs(const Call &call, const Graph &graph, const std::string &format)
{
    const std::string what = call.arguments.value("--what");
    if (format == "json") {
        if (!what.empty())
            return usageError(QT_TRANSLATE_NOOP("app", "The normal form holds the whole project; --what is for the other formats."),
                              {}, "wholeProject");
        return Exported{writeNormalForm(graph), {}};
    }
    for (const ExportFormat &each : exportFormats())
        if (each.name == format) {
            const Result<Selection> selection = selectItems(graph, what);
            return selection ? each.write(graph, *selection, call.budget) : Result<Exported>(selection.error());
        }
    return usageError(QT_TRANSLATE_NOOP("app", "There is no format '%1' to export; there are: %2"), {format, knownFormats()},
                      "unknownFormat");
}

} // namespace

Result<Answer> runNew(const Call &call)
{
    const std::string demo = call.arguments.value("--demo");
    const Result<std::unique_ptr<Project>> project =
        call.arguments.has("--demo") ? createDemo(call.file(), demo, call.budget) : createProject(call.file());
    if (!project)
        return project.error();
    Answer answer;
    if (call.json) {
        json::Writer out = beginAnswer("new", call);
        out.member("file", call.file());
        writeState(out, **project);
        answer.out = endAnswer(out);
    } else if (!call.quiet) {
        answer.out = "Made " + call.file() + "\n";
    }
    return answer;
}

Result<Answer> runExport(const Call &call)
{
    const std::string format = call.arguments.value("--format", "json");
    const Result<std::unique_ptr<Project>> project = openProject(call.file(), Access::Read);
    if (!project)
        return project.error();
    const Result<Exported> exported = exportAs(call, (*project)->graph(), format);
    if (!exported)
        return exported.error();
    Answer answer;
    for (const LossEntry &loss : exported->skipped)
        answer.notes.push_back("Left out: " + loss.what + ": " + loss.why.english());
    const std::string path = call.arguments.value("--out");
    if (path.empty()) {
        answer.out = exported->text;
        return answer;
    }
    if (Result<void> going = call.budget.check(); !going)
        return going.error();
    if (Result<void> written = writeFileSafely(path, exported->text); !written)
        return written.error();
    if (call.json)
        answer.out = exportJson(call, format, path, *exported);
    else if (!call.quiet)
        answer.out = "Wrote " + path + ", " + std::to_string(exported->text.size()) + " bytes." +
                     (exported->skipped.empty() ? " Nothing was left out.\n" : "\n");
    return answer;
}

} // namespace tarascope::cli
