#include "app/cli/jsonout.h"
#include "app/cli/verbs.h"
#include "app/session.h"
#include "model/store/normalform.h"
#include "model/store/safewriter.h"

namespace tarascope::cli {

namespace {

std::string hexOf(const Digest &digest) { return hex(digest); }

void writeState(json::Writer &out, const Project &project)
{
    out.member("digest", hexOf(project.digest())).member("head", hexOf(project.head()));
}

std::string exportJson(const Call &call, const std::string &path, std::size_t bytes)
{
    json::Writer out = beginAnswer("export", call);
    out.member("format", "json").member("out", path).member("bytes", static_cast<std::int64_t>(bytes));
    out.key("kept").beginArray().endArray().key("skipped").beginArray().endArray();
    return endAnswer(out);
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
    const std::string format = call.arguments.value("--format");
    if (format.empty())
        return usageError(QT_TRANSLATE_NOOP("app", "Say in which form: --format json"), {}, "formatMissing");
    if (format != "json")
        return usageError(QT_TRANSLATE_NOOP("app", "The format '%1' is not in this version; there is: json"), {format},
                          "notInThisVersion");
    if (call.arguments.has("--what"))
        return usageError(QT_TRANSLATE_NOOP("app", "--what is not in this version."), {}, "notInThisVersion");
    const Result<std::unique_ptr<Project>> project = openProject(call.file(), Access::Read);
    if (!project)
        return project.error();
    Answer answer;
    std::string text = writeNormalForm((*project)->graph());
    if (!call.arguments.has("--out")) {
        answer.out = std::move(text);
        return answer;
    }
    const std::string path = call.arguments.value("--out");
    if (Result<void> going = call.budget.check(); !going)
        return going.error();
    if (Result<void> written = writeFileSafely(path, text); !written)
        return written.error();
    if (call.json)
        answer.out = exportJson(call, path, text.size());
    else if (!call.quiet)
        answer.out = "Wrote " + path + ", " + std::to_string(text.size()) + " bytes. Nothing was left out.\n";
    return answer;
}

} // namespace tarascope::cli
