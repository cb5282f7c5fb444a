#include "app/cli/pathjson.h"

#include <algorithm>
#include <array>

namespace tarascope::cli {

namespace {

constexpr std::array<Reading, readingCount> readings{Reading::Inherent, Reading::Claimed, Reading::Evidenced};

std::string_view sourceName(RatingSource source)
{
    switch (source) {
    case RatingSource::Analyst: return "analyst";
    case RatingSource::Control: return "control";
    case RatingSource::Default: break;
    }
    return "default";
}

void writeControls(json::Writer &out, const Graph &graph, const std::vector<BeatenControl> &controls)
{
    out.key("controls").beginArray();
    for (const BeatenControl &beaten : controls) {
        out.beginObject().key("control");
        writeKey(out, graph, beaten.control);
        out.key("chainLink");
        if (beaten.chainLink)
            out.string("L" + std::to_string(static_cast<int>(*beaten.chainLink) + 1));
        else
            out.null();
        out.endObject();
    }
    out.endArray();
}

void writeStep(json::Writer &out, const Graph &graph, const PathStep &step)
{
    out.newline().beginObject().key("from").beginArray();
    for (ItemId item : step.from)
        writeKey(out, graph, item);
    out.endArray().key("to");
    writeKey(out, graph, step.to);
    out.member("rule", step.rule).key("link");
    writeKey(out, graph, step.link);
    out.key("rating");
    writeRating(out, graph, step.rating);
    out.member("source", sourceName(step.source)).member("unrated", step.unrated);
    writeControls(out, graph, step.controls);
    out.key("reasons");
    writeReasons(out, graph, step.reasons);
    out.endObject();
}

void writeDeciding(json::Writer &out, const Graph &graph, const AttackPath &path)
{
    out.key("deciding").beginArray();
    for (const Deciding &deciding : path.deciding) {
        const PathStep &step = path.steps[deciding.step];
        out.beginObject().member("rule", step.rule).key("to");
        writeKey(out, graph, step.to);
        out.key("factors").beginArray();
        for (Factor factor : deciding.factors)
            out.string(factorName(factor));
        out.endArray().key("control");
        writeKey(out, graph, deciding.control.value_or(ItemId{}));
        out.endObject();
    }
    out.endArray();
}

void writeTreatments(json::Writer &out, const Graph &graph, const std::vector<ItemId> &treatments)
{
    out.key("treatment");
    writeKey(out, graph, treatments.empty() ? ItemId{} : treatments.front());
    out.key("treatments").beginArray();
    for (ItemId id : treatments) {
        const std::string_view decision = choiceName(*graph.item(id), Attr::decision);
        out.beginObject().key("treatment");
        writeKey(out, graph, id);
        out.key("decision");
        if (decision.empty())
            out.null();
        else
            out.string(decision);
        out.endObject();
    }
    out.endArray();
}

// The same sentence in several readings is told once.
std::vector<Reason> reasonsOfRow(const ThreatRisk &risk, std::optional<Reading> only)
{
    std::vector<Reason> reasons;
    for (Reading reading : readings) {
        if (only && *only != reading)
            continue;
        for (const Reason &reason : risk.at(reading).reasons) {
            const bool told = std::any_of(reasons.begin(), reasons.end(), [&](const Reason &other) {
                return other.message.english() == reason.message.english() && other.where == reason.where;
            });
            if (!told)
                reasons.push_back(reason);
        }
    }
    return reasons;
}

} // namespace

void writeScored(json::Writer &out, const Graph &graph, const Scored &scored)
{
    out.beginObject().key("score");
    writeScore(out, scored.score);
    out.member("feasibility", feasibilityName(scored.feasibility)).key("rating");
    writeRating(out, graph, scored.rating);
    out.endObject();
}

void writePath(json::Writer &out, const Graph &graph, const AttackPath &path)
{
    out.beginObject().key("score");
    writeScore(out, path.total.score);
    out.member("feasibility", feasibilityName(path.total.feasibility)).key("rating");
    writeRating(out, graph, path.total.rating);
    out.member("words", path.words).key("profile");
    writeKey(out, graph, path.profile);
    out.member("unrated", path.unrated).key("timesAdded").beginObject().key("score");
    writeScore(out, path.timesAdded.score);
    out.member("feasibility", feasibilityName(path.timesAdded.feasibility)).endObject();
    writeDeciding(out, graph, path);
    out.key("steps").beginArray();
    for (const PathStep &step : path.steps)
        writeStep(out, graph, step);
    out.endArray().endObject();
}

void writeRisk(json::Writer &out, const Graph &graph, const ThreatRisk &risk, std::optional<Reading> reasonsOf)
{
    out.key("threat");
    writeKey(out, graph, risk.threat);
    out.key("damage");
    writeKey(out, graph, risk.damage);
    out.key("impact");
    if (risk.impact == ImpactLevel::Unrated)
        out.null();
    else
        out.string(impactLevelName(risk.impact));
    out.key("feasibility").beginObject();
    for (Reading reading : readings) {
        out.key(readingName(reading));
        if (const auto feasibility = risk.at(reading).feasibility)
            out.string(feasibilityName(*feasibility));
        else
            out.null();
    }
    out.endObject().key("risk").beginObject();
    for (Reading reading : readings) {
        out.key(readingName(reading));
        if (const auto value = risk.at(reading).risk)
            out.integer(*value);
        else
            out.null();
    }
    out.endObject();
    writeTreatments(out, graph, risk.treatments);
    out.key("reasons");
    writeReasons(out, graph, reasonsOfRow(risk, reasonsOf));
}

Result<Reading> readingOf(const Call &call, Reading otherwise)
{
    if (!call.arguments.has("--reading"))
        return otherwise;
    const std::string name = call.arguments.value("--reading");
    if (const auto reading = readingFromName(name))
        return *reading;
    return usageError(QT_TRANSLATE_NOOP("app", "--reading is inherent, claimed or evidenced, not '%1'."), {name},
                      "badReading");
}

} // namespace tarascope::cli
