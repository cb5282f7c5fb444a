#include "app/cli/jsonout.h"
#include "app/cli/textout.h"
#include "app/cli/verbs.h"
#include "model/evidence/casefile.h"
#include "model/evidence/coverage.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QSysInfo>

namespace tarascope::cli {

namespace {

using namespace evidence;

CaseUser userOfThisCall()
{
    return {qEnvironmentVariable("USER", QStringLiteral("unknown")).toStdString(), QSysInfo::machineHostName().toStdString()};
}

Result<std::int64_t> timeOf(const std::string &text, const char *option)
{
    const TimeFormat iso = *timeFormatOf("iso8601", "");
    TimeReader reader;
    const TimeReader::Read read = reader.read(iso, text);
    if (read.fault != TimeReader::Fault::None)
        return usageError(QT_TRANSLATE_NOOP("app", "%1: '%2' is no time with a zone, such as 2026-06-01T08:00:00Z"), {option, text}, "badTime");
    return read.ms;
}

Result<std::optional<Interval>> coversOf(const Call &call)
{
    const std::string text = call.arguments.value("--covers");
    if (text.empty())
        return std::optional<Interval>();
    const std::size_t slash = text.find('/');
    const Result<std::int64_t> from = timeOf(text.substr(0, slash), "--covers");
    const Result<std::int64_t> to = timeOf(slash == std::string::npos ? "" : text.substr(slash + 1), "--covers");
    if (!from || !to)
        return from ? to.error() : from.error();
    return std::optional(Interval{*from, *to});
}

Result<std::optional<Mapping>> mappingOf(const Call &call)
{
    const std::string name = call.arguments.value("--mapping");
    if (name.empty())
        return std::optional<Mapping>();
    QFile file(QFile::decodeName(name.c_str()));
    Result<Mapping> mapping = file.open(QIODevice::ReadOnly) ? readMapping(file.read(2 << 20).toStdString(), name, call.budget)
                                                              : shippedMapping(name);
    if (!mapping)
        return mapping.error();
    return std::optional(std::move(*mapping));
}

const char *word(Added::State state)
{
    return state == Added::State::Added ? "added" : state == Added::State::Same ? "same" : "tail";
}

void writeTime(json::Writer &out, const char *name, std::int64_t ms, bool known)
{
    out.key(name);
    known ? out.string(timeText(ms)) : out.null();
}

struct Shown {
    StoredSource source;
    std::string state; ///< empty in a list
    std::vector<Reject> rejects;
};

void writeSource(json::Writer &out, const Shown &shown)
{
    const StoredSource &source = shown.source;
    std::int64_t redactions = 0;
    for (const auto &[rule, count] : source.redactions)
        redactions += count;
    out.newline().beginObject().member("name", source.name);
    if (!shown.state.empty())
        out.member("state", shown.state);
    out.member("role", source.role).key("part");
    source.part.empty() ? out.null() : out.string(source.part);
    out.member("bytes", source.bytes).member("sha256", hex(source.fileSha256)).member("records", source.counts.records);
    out.member("ok", source.counts.ok).member("bad", source.counts.bad).member("skipped", source.counts.skipped);
    out.member("blank", source.counts.blank).member("redactions", redactions);
    writeTime(out, "first", source.first, source.events > 0);
    writeTime(out, "last", source.last, source.events > 0);
    out.member("mapping", source.mappingId).key("broken");
    source.broken.empty() ? out.null() : out.string(source.broken);
    out.key("skips");
    writeCounts(out, source.counts.skips);
    out.key("redacted");
    writeCounts(out, source.redactions);
    out.key("warnings");
    writeTexts(out, source.warnings);
    out.key("rejects").beginArray();
    for (const Reject &reject : shown.rejects)
        out.beginObject().member("offset", static_cast<std::int64_t>(reject.offset)).member("reason", reject.reason).endObject();
    out.endArray().endObject();
}

Result<std::string> jsonOf(const Call &call, CaseFile &file, const std::vector<Shown> &sources, bool withGaps)
{
    const Result<std::vector<Required>> required = file.required();
    if (!required)
        return required.error();
    std::vector<RoleCoverage> coverage;
    if (withGaps) {
        const Result<EventTable> table = file.load(call.budget);
        if (!table)
            return table.error();
        coverage = coverageOf(*table);
    }
    json::Writer out = beginAnswer("evidence", call);
    out.key("sources").beginArray();
    for (const Shown &shown : sources)
        writeSource(out, shown);
    out.endArray().key("required").beginArray();
    for (const Required &one : *required)
        out.string(one.part.empty() ? one.role : one.role + ":" + one.part);
    out.endArray().key("gaps").beginArray();
    for (const RoleCoverage &one : coverage)
        for (const Gap &gap : one.gaps) {
            out.beginObject().member("role", one.role).member("part", one.part);
            writeTime(out, "from", gap.time.from, gap.time.from != Interval::always);
            writeTime(out, "to", gap.time.to, gap.time.to != Interval::open);
            out.member("reason", gap.reason).endObject();
        }
    out.endArray().member("head", hex(file.head()));
    return endAnswer(out);
}

std::string textOf(const std::vector<Shown> &sources)
{
    Table table({"source", "state", "role", ">records", ">ok", ">bad", ">skipped", "first", "last", "sha256"});
    for (const Shown &shown : sources) {
        const StoredSource &source = shown.source;
        const bool known = source.events > 0;
        table.add({source.name, shown.state, source.part.empty() ? source.role : source.role + ":" + source.part,
                   std::to_string(source.counts.records), std::to_string(source.counts.ok), std::to_string(source.counts.bad),
                   std::to_string(source.counts.skipped), known ? timeText(source.first) : "", known ? timeText(source.last) : "",
                   hex(source.fileSha256).substr(0, 12)});
    }
    std::string out = table.text();
    for (const Shown &shown : sources) {
        for (const std::string &warning : shown.source.warnings)
            out += shown.source.name + ": " + oneLine(warning) + "\n";
        if (!shown.source.broken.empty())
            out += shown.source.name + ": " + shown.source.broken + "\n";
        for (std::size_t i = 0; i < shown.rejects.size() && i < 5; ++i)
            out += shown.source.name + ": byte " + std::to_string(shown.rejects[i].offset) + ": " + oneLine(shown.rejects[i].reason) + "\n";
    }
    return out;
}

Result<Answer> answerWith(const Call &call, CaseFile &file, const std::vector<Shown> &sources, bool withGaps)
{
    Answer answer;
    if (!call.json) {
        answer.out = textOf(sources);
        return answer;
    }
    Result<std::string> text = jsonOf(call, file, sources, withGaps);
    if (!text)
        return text.error();
    answer.out = std::move(*text);
    return answer;
}

/// Each file is a transaction of its own: what is finished stays when a later one fails or is stopped.
Result<Answer> addFiles(const Call &call)
{
    const std::vector<std::string> &words = call.arguments.positional();
    const Result<std::optional<Mapping>> mapping = mappingOf(call);
    const Result<std::optional<Interval>> covers = coversOf(call);
    const std::string part = call.arguments.value("--part");
    if (!mapping || !covers)
        return mapping ? covers.error() : mapping.error();
    if (words.size() < 3)
        return usageError(QT_TRANSLATE_NOOP("app", "No file to add is named. Usage: tarascope evidence CASE add FILE..."), {}, "argumentMissing");
    if (!part.empty() && (part.find('=') == std::string::npos || part.front() == '='))
        return usageError(QT_TRANSLATE_NOOP("app", "--part: '%1' is not ATTR=VALUE, such as region=US"), {part}, "badPart");
    for (std::size_t i = 2; i < words.size(); ++i)
        if (!QFileInfo::exists(QFile::decodeName(words[i].c_str())))
            return usageError(QT_TRANSLATE_NOOP("app", "There is no file %1"), {words[i]}, "noFile");
    if (!QFileInfo::exists(QFile::decodeName(call.file().c_str())))
        if (Result<void> made = CaseFile::create(call.file(), userOfThisCall()); !made)
            return made.error();
    Result<std::unique_ptr<CaseFile>> file = CaseFile::open(call.file(), userOfThisCall(), false);
    if (!file)
        return file.error();
    std::vector<Shown> shown;
    std::optional<Error> failed;
    std::vector<std::string> notes;
    for (std::size_t i = 2; i < words.size() && !failed; ++i) {
        call.progress("Reading " + words[i]);
        Result<Added> added = (*file)->add({words[i], *mapping, part, *covers, {}}, call.budget);
        if (!added) {
            failed = added.error();
            StoredSource source;
            source.name = words[i];
            shown.push_back({source, failed->kind == ErrorKind::Cancelled ? "cancelled" : "refused", {}});
        } else {
            shown.push_back({added->source, word(added->state), added->rejects});
            if (!added->mappingChosen.empty())
                notes.push_back(words[i] + ": read with the mapping " + added->mappingChosen);
        }
    }
    if (failed && shown.size() == 1)
        return *failed;
    Result<Answer> answer = answerWith(call, **file, shown, false);
    if (answer) {
        answer->error = failed;
        answer->notes = notes;
    }
    return answer;
}

Result<Answer> list(const Call &call, CaseFile &file)
{
    const Result<std::vector<StoredSource>> sources = file.sources();
    if (!sources)
        return sources.error();
    std::vector<Shown> shown;
    for (const StoredSource &source : *sources) {
        Result<std::vector<Reject>> rejects = file.rejects(source.id, 100);
        if (!rejects)
            return rejects.error();
        shown.push_back({source, "", std::move(*rejects)});
    }
    return answerWith(call, file, shown, true);
}

Result<Answer> verifyCase(const Call &call, CaseFile &file)
{
    const Result<CaseVerification> found = file.verify(call.budget);
    if (!found)
        return found.error();
    Answer answer;
    if (call.json) {
        json::Writer out = beginAnswer("evidence", call);
        out.member("ok", found->problems.empty()).member("head", hex(found->head)).member("custody", found->custodyRows);
        out.member("segments", found->segments).key("problems").beginArray();
        for (const Message &problem : found->problems)
            out.beginObject().member("what", problem.english()).member("code", problem.code).endObject();
        out.endArray().key("missing");
        writeTexts(out, found->missing);
        answer.out = endAnswer(out);
    } else {
        answer.out = call.file() + (found->problems.empty() ? " is sound.\n" : " is damaged, or an original was changed.\n");
        for (const Message &problem : found->problems)
            answer.out += "  " + oneLine(problem.english()) + "\n";
        for (const std::string &path : found->missing)
            answer.out += "  not compared, as it is not there: " + oneLine(path) + "\n";
        answer.out += "head    " + hex(found->head) + "\n";
    }
    if (!found->problems.empty())
        answer.error = Error{ErrorKind::Project, found->problems.front(), {call.file(), 0, 0, -1, {}, {}}};
    return answer;
}

Result<Answer> requireSources(const Call &call, CaseFile &file)
{
    std::vector<Required> required;
    for (std::size_t i = 2; i < call.arguments.positional().size(); ++i) {
        const std::string &text = call.arguments.positional()[i];
        const std::size_t colon = text.find(':');
        const std::string part = colon == std::string::npos ? "" : text.substr(colon + 1);
        if (colon == 0 || (colon != std::string::npos && part.find('=') == std::string::npos))
            return usageError(QT_TRANSLATE_NOOP("app", "'%1' is not ROLE or ROLE:ATTR=VALUE"), {text}, "badRequired");
        required.push_back({text.substr(0, colon), part});
    }
    if (required.empty())
        return usageError(QT_TRANSLATE_NOOP("app", "No role is named. Usage: tarascope evidence CASE require ROLE[:ATTR=VALUE]..."), {}, "argumentMissing");
    if (Result<void> done = file.require(required); !done)
        return done.error();
    return list(call, file);
}

Result<Answer> purgeCase(const Call &call, CaseFile &file)
{
    if (!call.arguments.has("--before"))
        return usageError(QT_TRANSLATE_NOOP("app", "purge needs --before T"), {}, "argumentMissing");
    const Result<std::int64_t> before = timeOf(call.arguments.value("--before"), "--before");
    if (!before)
        return before.error();
    const Result<Purged> purged = file.purge(*before, call.budget);
    if (!purged)
        return purged.error();
    if (call.json)
        return list(call, file);
    Answer answer;
    answer.out = counted(purged->events, "event", "events") + " and " + counted(purged->names, "name", "names") + " were taken away.\n";
    return answer;
}

} // namespace

Result<Answer> runEvidence(const Call &call)
{
    const std::string &action = call.arguments.positional()[1];
    static constexpr std::pair<std::string_view, Result<Answer> (*)(const Call &, CaseFile &)> actions[] = {
        {"list", &list}, {"verify", &verifyCase}, {"require", &requireSources}, {"purge", &purgeCase}};
    if (action == "add")
        return addFiles(call);
    for (const auto &[name, run] : actions)
        if (action == name) {
            const bool reads = name == "list" || name == "verify";
            Result<std::unique_ptr<CaseFile>> file = CaseFile::open(call.file(), userOfThisCall(), reads);
            return file ? run(call, **file) : Result<Answer>(file.error());
        }
    return usageError(QT_TRANSLATE_NOOP("app", "'%1' is none of: add, list, verify, require, purge"), {action}, "unknownAction");
}

} // namespace tarascope::cli
