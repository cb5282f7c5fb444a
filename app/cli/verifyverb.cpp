#include "app/cli/jsonout.h"
#include "app/cli/verbs.h"
#include "model/store/verify.h"

namespace tarascope::cli {

namespace {

/// `found` is empty when the file could not be read at all.
std::string verifyJson(const Call &call, const std::optional<Verification> &found, const std::vector<Message> &problems,
                       const Where &where)
{
    json::Writer out = beginAnswer("verify", call);
    out.member("ok", problems.empty()).key("head");
    if (found)
        out.string(hex(found->head)).member("digest", hex(found->digest));
    else
        out.null().key("digest").null();
    if (found)
        out.member("records", found->records).member("entries", found->entries);
    out.key("problems").beginArray();
    for (const Message &problem : problems) {
        out.newline().beginObject().member("what", problem.english()).member("code", problem.code).key("where");
        writeWhere(out, where);
        out.endObject();
    }
    out.endArray();
    return endAnswer(out);
}

std::string verifyText(const Call &call, const std::optional<Verification> &found, const std::vector<Message> &problems)
{
    std::string out = call.file() + (problems.empty() ? " is sound.\n" : " is damaged.\n");
    for (const Message &problem : problems)
        out += "  " + problem.english() + "\n";
    if (found)
        out += "digest  " + hex(found->digest) + "\nhead    " + hex(found->head) + "\n";
    if (found && !call.quiet)
        out += std::to_string(found->records) + " records, " + std::to_string(found->entries) +
               (found->entries == 1 ? " entry" : " entries") + " in the journal, as of " + call.asOf.iso() + "\n";
    return out;
}

} // namespace

Result<Answer> runVerify(const Call &call)
{
    call.progress("Verifying " + call.file());
    const Result<Verification> result = verifyProject(call.file(), call.budget);
    if (!result && result.error().kind != ErrorKind::Project)
        return result.error();
    std::optional<Verification> found;
    std::vector<Message> problems;
    Where where{call.file(), 0, 0, -1, {}, {}};
    if (result) {
        found = *result;
        problems = result->problems;
    } else {
        problems = {result.error().message};
        where = result.error().where;
    }
    Answer answer;
    answer.out = call.json ? verifyJson(call, found, problems, where) : verifyText(call, found, problems);
    if (!problems.empty())
        answer.error = Error{ErrorKind::Project, problems.front(), where};
    return answer;
}

} // namespace tarascope::cli
