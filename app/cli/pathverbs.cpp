#include "app/cli/pathjson.h"
#include "app/cli/verbs.h"
#include "app/session.h"
#include "model/method/words.h"
#include "model/report/pathwords.h"
#include "model/store/safewriter.h"

namespace tarascope::cli {

namespace {

/// --to, --from and --profile as items.
Result<ItemId> itemOption(const Call &call, const Graph &graph, std::string_view option)
{
    return call.arguments.has(option) ? graph.lookUp(call.arguments.value(option)) : Result<ItemId>(ItemId{});
}

Result<void> checkOptions(const Call &call)
{
    for (std::string_view option : {"--avoid", "--via"})
        if (call.arguments.has(option))
            return usageError(QT_TRANSLATE_NOOP("app", "%1 is not in this version."), {std::string(option)},
                              "notInThisVersion");
    if (!call.arguments.has("--to"))
        return usageError(QT_TRANSLATE_NOOP("app", "Say what is attacked: --to ITEM"), {}, "targetMissing");
    if (call.arguments.has("--from") && call.arguments.has("--profile"))
        return usageError(QT_TRANSLATE_NOOP("app", "--from and --profile exclude each other."), {}, "fromAndProfile");
    return {};
}

Result<Scale> scaleOf(const Call &call, const Graph &graph, ItemId target)
{
    if (!call.arguments.has("--scale"))
        return Scale::Vehicle;
    const std::string name = call.arguments.value("--scale");
    const auto scale = scaleFromName(name);
    if (!scale || *scale == Scale::Own)
        return usageError(QT_TRANSLATE_NOOP("app", "--scale is vehicle, tenant or fleet, not '%1'."), {name},
                          "badScale");
    if (graph.item(target)->kind == Kind::threatScenario)
        return usageError(
            QT_TRANSLATE_NOOP("app", "A threat scenario is asked for at its own scale; --scale is for positions."), {},
            "scaleOfThreat");
    return *scale;
}

Result<PathQuestion> questionOf(const Call &call, const Graph &graph)
{
    if (Result<void> fine = checkOptions(call); !fine)
        return fine.error();
    PathQuestion question;
    for (const auto &[option, place] : {std::pair("--to", &question.target), std::pair("--from", &question.from),
                                        std::pair("--profile", &question.profile)}) {
        const Result<ItemId> item = itemOption(call, graph, option);
        if (!item)
            return item.error();
        *place = *item;
    }
    if (question.profile.valid() && graph.item(question.profile)->kind != Kind::attackerProfile)
        return usageError(QT_TRANSLATE_NOOP("app", "%1 is no attacker profile."), {graph.item(question.profile)->key},
                          "notAProfile");
    if (question.from.valid() && graph.item(question.from)->kind == Kind::attackerProfile)
        return usageError(QT_TRANSLATE_NOOP("app", "%1 is an attacker profile: say --profile. --from takes a position where "
                                                   "attacks begin."),
                          {graph.item(question.from)->key}, "fromAProfile");
    const Result<Scale> scale = scaleOf(call, graph, question.target);
    const Result<Reading> reading = readingOf(call, Reading::Evidenced);
    const Result<int> count = call.arguments.count("-k", 0);
    Result<Scenario> scenario = scenarioOf(graph, call.arguments.values("--with"), call.arguments.values("--without"));
    if (!scale)
        return scale.error();
    if (!reading)
        return reading.error();
    if (!count)
        return count.error();
    if (!scenario)
        return scenario.error();
    question.scale = *scale;
    question.reading = *reading;
    question.count = *count;
    question.scenario = std::move(*scenario);
    return question;
}

Scale askedScale(const Graph &graph, const PathQuestion &question)
{
    const Item &target = *graph.item(question.target);
    if (target.kind != Kind::threatScenario)
        return question.scale;
    return scaleFromName(choiceName(target, Attr::scale)).value_or(Scale::Vehicle);
}

void writeSwitches(json::Writer &out, const Graph &graph, const Scenario &scenario)
{
    std::map<std::string, bool> byKey;
    for (const auto &[uid, on] : scenario.switches)
        byKey.emplace(graph.keyOf(uid), on);
    out.key("switches").beginObject();
    for (const auto &[key, on] : byKey)
        out.member(key, on ? "on" : "off");
    out.endObject();
}

std::string pathsJson(const Call &call, const Graph &graph, const std::string &method, const PathQuestion &question,
                      const PathsResult &result)
{
    json::Writer out = beginAnswer("paths", call);
    out.member("method", method).member("reading", readingName(question.reading)).key("target");
    writeKey(out, graph, question.target);
    out.member("scale", scaleName(askedScale(graph, question)));
    writeSwitches(out, graph, question.scenario);
    out.key("best");
    if (result.best)
        writeScored(out, graph, *result.best);
    else
        out.null();
    out.key("pareto").beginArray();
    for (const Scored &scored : result.pareto)
        writeScored(out, graph, scored);
    out.endArray().member("listed", static_cast<std::int64_t>(result.paths.size())).member("more", result.more);
    out.key("paths").beginArray();
    for (const AttackPath &path : result.paths) {
        out.newline();
        writePath(out, graph, path);
    }
    out.endArray().key("reasons");
    writeReasons(out, graph, result.reasons);
    return endAnswer(out);
}

std::string switchesText(const Graph &graph, const Scenario &scenario)
{
    std::string out;
    for (const auto &[uid, on] : scenario.switches)
        out += std::string(", ") + (on ? "with " : "without ") + graph.keyOf(uid);
    return out;
}

std::string pathsText(const Call &call, const Graph &graph, const std::string &method, const PathQuestion &question,
                      const PathsResult &result)
{
    std::string out = "Attacks on " + named(graph, question.target) + ", " +
                      std::string(readingName(question.reading)) + switchesText(graph, question.scenario) + ", scale " +
                      std::string(scaleName(askedScale(graph, question))) + ", by " + method + "\n";
    std::vector<Rating> frontier;
    for (const Scored &scored : result.pareto)
        frontier.push_back(scored.rating);
    if (result.best)
        out += "Easiest: " + scoreWords(*result.best) + "; it takes " + frontierPhrase(frontier) + "\n";
    for (const Reason &reason : result.reasons)
        out += reason.message.english() + "\n";
    for (std::size_t i = 0; i < result.paths.size(); ++i)
        out += "\nPath " + std::to_string(i + 1) + "\n" + pathText(graph, result.paths[i], "  ");
    if (result.more)
        out += "\nThere are more; ask for them with a larger -k.\n";
    return out + (call.quiet ? "" : "\nAs of " + call.asOf.iso() + "\n");
}

std::string worstJson(const Call &call, const Graph &graph, const std::string &method,
                      const std::vector<WorstPath> &worst)
{
    json::Writer out = beginAnswer("worst", call);
    out.member("method", method).member("reading", "evidenced").key("worst").beginArray();
    for (const WorstPath &one : worst) {
        out.newline().beginObject();
        writeRisk(out, graph, one.risk, Reading::Evidenced);
        out.key("path");
        writePath(out, graph, one.path);
        out.endObject();
    }
    out.endArray();
    return endAnswer(out);
}

} // namespace

Result<Answer> runPaths(const Call &call)
{
    if (Result<void> fine = checkOptions(call); !fine)
        return fine.error();
    const Result<std::unique_ptr<Project>> project = openProject(call.file(), Access::Read);
    if (!project)
        return project.error();
    const Graph &graph = (*project)->graph();
    const Result<PathQuestion> question = questionOf(call, graph);
    if (!question)
        return question.error();
    const Result<std::unique_ptr<Assessor>> assessor = makeAssessor(graph, call.arguments.value("--method"));
    if (!assessor)
        return assessor.error();
    call.progress("Looking for attacks");
    const Result<PathsResult> result = (*assessor)->paths(graph, *question, call.budget);
    if (!result)
        return result.error();
    const std::string &method = (*assessor)->method().id;
    Answer answer;
    answer.out = call.json ? pathsJson(call, graph, method, *question, *result)
                           : pathsText(call, graph, method, *question, *result);
    return answer;
}

Result<Answer> runWorst(const Call &call)
{
    const Result<int> count = call.arguments.count("--count", 3);
    if (!count)
        return count.error();
    const Result<std::unique_ptr<Project>> project = openProject(call.file(), Access::Read);
    if (!project)
        return project.error();
    const Graph &graph = (*project)->graph();
    const Result<std::unique_ptr<Assessor>> assessor = makeAssessor(graph);
    if (!assessor)
        return assessor.error();
    call.progress("Assessing");
    const Result<std::vector<WorstPath>> worst =
        worstPaths(**assessor, graph, static_cast<std::size_t>(*count), call.budget);
    if (!worst)
        return worst.error();
    const std::string &method = (*assessor)->method().id;
    const std::string text = worstPathsText(graph, *worst, method, call.asOf.iso());
    if (call.arguments.has("--out"))
        if (Result<void> written = writeFileSafely(call.arguments.value("--out"), text); !written)
            return written.error();
    Answer answer;
    answer.out = call.json ? worstJson(call, graph, method, *worst) : text;
    return answer;
}

} // namespace tarascope::cli
