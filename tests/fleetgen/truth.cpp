#include "tests/fleetgen/truth.h"

#include "tests/fleetgen/text.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <map>
#include <set>

namespace fleetgen {
namespace {

constexpr std::int64_t minute = 60'000;
constexpr std::int64_t hour = 60 * minute;

bool writeText(const std::string &path, const std::string &text)
{
    std::FILE *file = std::fopen(path.c_str(), "wb");
    if (file == nullptr)
        return false;
    const bool good = std::fwrite(text.data(), 1, text.size(), file) == text.size();
    return std::fclose(file) == 0 && good;
}

std::string pairs(const std::vector<std::pair<std::string, std::string>> &list)
{
    std::string out = "[";
    for (const auto &[type, value] : list)
        out += (out.size() > 1 ? ",[" : "[") + inQuotes(type) + ',' + inQuotes(value) + ']';
    return out + ']';
}

std::string keyOf(const Expected &expected)
{
    std::string out = "{";
    for (const auto &[name, value] : expected.key)
        out += (out.size() > 1 ? "," : "") + inQuotes(name) + ':' + inQuotes(value);
    return out + '}';
}

std::string findings(const Story &story, bool fires)
{
    std::string out = "[";
    for (const Expected &expected : story.expected) {
        if (expected.fires == fires && story.skipped.empty())
            out += (out.size() > 1 ? ",{\"rule\":" : "{\"rule\":") + inQuotes(expected.rule) + ",\"key\":" + keyOf(expected) + '}';
    }
    return out + ']';
}

std::string required(const Options &options)
{
    return options.regions == 2 ? R"(["gateway:region=EU","gateway:region=US","job"])" : R"(["gateway","job"])";
}

// What is not there: gaps that were asked for, and what comes after a log that broke off.
std::vector<Gap> holes(const Options &options, const Truth &truth)
{
    std::vector<Gap> all = options.gaps;
    for (const LogFile &file : truth.files) {
        if (file.brokenOff)
            all.push_back({file.source, file.last, options.end() + hour});
    }
    return all;
}

// The classes of an incident as a map of all cars that are not N, and the class of the others.
std::pair<std::map<std::string, std::string>, std::string> allClasses(const Options &options, const Fleet &fleet, const Truth &truth, std::uint32_t n)
{
    const auto [from, to] = windowOf(options, n + 1, truth.planned);
    std::map<std::string, std::string> classes;
    std::set<int> blind;
    for (const Gap &gap : holes(options, truth)) {
        if (gap.to <= from || gap.from >= to)
            continue;
        if (gap.source == "jobs" || gap.source == "gateway-eu")
            blind.insert(0);
        if (gap.source == "jobs" || gap.source == "gateway-us")
            blind.insert(1);
    }
    if (options.regions == 1 && !blind.empty())
        blind = {0, 1};
    for (const auto &[car, name] : classesOf(truth.stories[n], n + 1, truth.planned)) {
        const bool weak = std::string_view(name) < "A2";
        classes[fleet.vehicles()[car].vin] = weak && blind.count(fleet.vehicles()[car].region) > 0 ? "U" : name;
    }
    if (blind.size() == 2)
        return {classes, "U"};
    for (const Vehicle &vehicle : fleet.vehicles()) {
        if (blind.count(vehicle.region) > 0)
            classes.emplace(vehicle.vin, "U");
    }
    return {classes, "N"};
}

std::string classText(const std::map<std::string, std::string> &classes, const std::string &others)
{
    std::string out = "\"classes\":{";
    bool first = true;
    for (const auto &[vin, name] : classes) {
        if (name == others)
            continue;
        out += first ? "\n  " : ",\n  ";
        first = false;
        out += inQuotes(vin) + ':' + inQuotes(name);
    }
    return out + "},\n \"others\":" + inQuotes(others);
}

std::string scopeText(const Options &options, const Truth &truth, std::uint32_t n)
{
    const auto [from, to] = windowOf(options, n + 1, truth.planned);
    return "{\"seeds\":" + pairs(truth.stories[n].seeds) + ",\"from\":" + inQuotes(iso(from)) + ",\"to\":" + inQuotes(iso(to)) + '}';
}

std::string caseText(const Options &options, const Truth &truth, std::uint32_t n)
{
    std::string out = "{\"story\":" + inQuotes(truth.stories[n].name) + ",\n \"registry\":\"registry.csv\",\"relationships\":\"relationships.csv\",\"aliases\":\"aliases.csv\",\n \"required\":" + required(options) + ",\n \"scope\":" + scopeText(options, truth, n) + ",\n \"logs\":[";
    bool first = true;
    for (const LogFile &file : truth.files) {
        out += first ? "\n  " : ",\n  ";
        first = false;
        out += "{\"file\":" + inQuotes(file.name) + ",\"mapping\":" + inQuotes("mappings/" + file.mapping + ".json");
        if (options.regions == 2 && file.source.starts_with("gateway"))
            out += std::string(",\"scope\":\"region=") + (file.source == "gateway-eu" ? "EU" : "US") + '"';
        out += '}';
    }
    return out + "]}\n";
}

std::string expectedText(const Options &options, const Fleet &fleet, const Truth &truth, std::uint32_t n)
{
    const auto [classes, others] = allClasses(options, fleet, truth, n);
    const Story &story = truth.stories[n];
    std::string out = "{\"fleet\":" + std::to_string(fleet.size()) + ",\n " + classText(classes, others) + ",\n \"detections\":{\"must\":" + findings(story, true) + ",\"mustNot\":" + findings(story, false) + "},\n \"strong\":[";
    for (std::size_t at = 0; at < story.strong.size(); ++at)
        out += (at > 0 ? "," : "") + inQuotes(story.strong[at].first + '=' + story.strong[at].second);
    out += "],\n \"needsDecision\":[";
    for (std::size_t at = 0; at < story.needsDecision.size(); ++at)
        out += (at > 0 ? "," : "") + std::string("{\"type\":") + inQuotes(story.needsDecision[at].first) + ",\"value\":" + inQuotes(story.needsDecision[at].second) + '}';
    return out + "]}\n";
}

std::string filesText(const Truth &truth)
{
    std::string out = "[";
    for (const LogFile &file : truth.files) {
        out += (out.size() > 1 ? ",\n  {" : "\n  {") + std::string("\"file\":") + inQuotes(file.name) + ",\"source\":" + inQuotes(file.source) + ",\"mapping\":" + inQuotes(file.mapping);
        out += ",\"records\":" + std::to_string(file.records) + ",\"ok\":" + std::to_string(file.records - file.bad) + ",\"bad\":" + std::to_string(file.bad) + ",\"copies\":" + std::to_string(file.copies);
        out += ",\"first\":" + inQuotes(iso(file.first)) + ",\"last\":" + inQuotes(iso(file.last)) + ",\"brokenOff\":" + (file.brokenOff ? "true}" : "false}");
    }
    return out + ']';
}

std::string eventsText(const Truth &truth, std::uint32_t number)
{
    std::string out = "[";
    for (const Planned &planned : truth.planned) {
        if (planned.story != number)
            continue;
        out += (out.size() > 1 ? ",\n    {" : "\n    {") + std::string("\"ts\":") + inQuotes(iso(planned.event.ts)) + ",\"vin\":" + inQuotes(planned.event.vin);
        if (planned.written)
            out += ",\"file\":" + inQuotes(truth.files[planned.file].name) + ",\"record\":" + std::to_string(planned.line) + ",\"offset\":" + std::to_string(planned.offset);
        else
            out += ",\"lost\":true";
        out += '}';
    }
    return out + ']';
}

std::string storiesText(const Options &options, const Fleet &fleet, const Truth &truth)
{
    std::string out = "[";
    for (std::uint32_t n = 0; n < truth.stories.size(); ++n) {
        const Story &story = truth.stories[n];
        out += (n > 0 ? ",\n {" : "\n {") + std::string("\"name\":") + inQuotes(story.name) + ",\"step\":" + std::to_string(story.step) + ",\"incident\":" + (story.incident ? "true" : "false");
        if (!story.skipped.empty())
            out += ",\"skipped\":" + inQuotes(story.skipped);
        out += ",\n  \"must\":" + findings(story, true) + ",\n  \"mustNot\":" + findings(story, false);
        if (story.incident) {
            const auto [classes, others] = allClasses(options, fleet, truth, n);
            out += ",\n  \"scope\":" + scopeText(options, truth, n) + ",\n  " + classText(classes, others) + ",\n  \"strong\":" + pairs(story.strong) + ",\"needsDecision\":" + pairs(story.needsDecision);
        }
        out += ",\n  \"events\":" + eventsText(truth, n + 1) + '}';
    }
    return out + ']';
}

// What the rules must know besides the logs: lifecycles, campaigns, who approves, what is sensitive.
std::string contextText(const Options &options, const Fleet &fleet)
{
    const std::int64_t day = 24 * hour;
    std::string out = "{\"lifecycle\":[{\"version\":\"/v1/\",\"deprecated\":" + inQuotes(iso(options.start - 900 * day)) + ",\"sunset\":" + inQuotes(iso(options.start - 90 * day)) + ",\"retired\":" + inQuotes(iso(options.start - 30 * day)) + "},\n  {\"version\":\"/v2/\",\"deprecated\":" + inQuotes(iso(options.start - 60 * day)) + ",\"sunset\":" + inQuotes(iso(options.start + 200 * day)) + "}],\n";
    out += " \"highRisk\":[\"unlock\",\"start\",\"tailgate\"],\"stepUpMaxAge\":300,\"ttl\":{\"ota-install\":14400},\n";
    out += " \"approvers\":[\"approver-1\"],\"sensitiveScopes\":[\"command.sign\",\"ota.start\"],\"changeWindow\":{\"days\":[1,2,3,4,5],\"from\":\"06:00\",\"to\":\"18:00\"},\n";
    out += " \"campaigns\":[{\"id\":\"campaign-5.3\",\"approved\":true,\"from\":" + inQuotes(iso(fleet.updateStart() - hour)) + ",\"to\":" + inQuotes(iso(fleet.updateStart() + 3 * hour)) + "},{\"id\":\"kestrow-morning\",\"approved\":true}],\n";
    out += " \"dealerTenants\":\"dealer-*, autohus-*\",\"supportActors\":\"support-*\"}\n";
    return out;
}

} // namespace

std::pair<std::int64_t, std::int64_t> windowOf(const Options &options, std::uint32_t number, const std::vector<Planned> &planned)
{
    std::int64_t from = INT64_MAX;
    std::int64_t to = 0;
    for (const Planned &each : planned) {
        if (each.story == number) {
            from = std::min(from, each.event.ts);
            to = std::max(to, each.event.ts);
        }
    }
    return {std::max(options.start + minute, from - 30 * minute), std::min(options.end() - 6 * minute, to + 30 * minute)};
}

bool writeMappings(const Options &options, const Truth &truth)
{
    std::error_code failed;
    std::filesystem::create_directories(options.out + "/mappings", failed);
    std::set<std::string> done;
    bool good = !failed;
    for (const LogFile &file : truth.files) {
        if (!done.insert(file.mapping).second)
            continue;
        std::string text;
        Format format = Format::JsonLines;
        if (file.mapping.starts_with("gateway-") && formatNamed(file.mapping.substr(8), format))
            text = accessMapping(format, file.mapping);
        else
            text = file.mapping == "jobs" ? jobMapping(options.jobsAsCsv) : otherMapping(file.mapping);
        good = writeText(options.out + "/mappings/" + file.mapping + ".json", text) && good;
    }
    return good;
}

bool writeTruth(const Options &options, const Fleet &fleet, const Truth &truth)
{
    std::string secrets = "[";
    for (const std::string &secret : truth.secrets)
        secrets += (secrets.size() > 1 ? "," : "") + inQuotes(secret);
    std::string text = "{\"seed\":" + std::to_string(options.seed) + ",\"fleet\":" + std::to_string(fleet.size()) + ",\"records\":" + std::to_string(truth.records) + ",\"lost\":" + std::to_string(truth.lost);
    text += ",\"from\":" + inQuotes(iso(options.start)) + ",\"to\":" + inQuotes(iso(options.end())) + ",\"required\":" + required(options) + ",\"shuffle\":" + std::to_string(options.shuffle);
    text += ",\"skew\":{";
    for (const auto &[source, ms] : options.skew)
        text += (text.back() == '{' ? "" : ",") + inQuotes(source) + ':' + std::to_string(ms);
    text += "},\n \"gaps\":[";
    for (const Gap &gap : holes(options, truth))
        text += (text.back() == '[' ? "{" : ",{") + std::string("\"source\":") + inQuotes(gap.source) + ",\"from\":" + inQuotes(iso(gap.from)) + ",\"to\":" + inQuotes(iso(gap.to)) + '}';
    text += "],\n \"files\":" + filesText(truth) + ",\n \"secrets\":" + secrets + "],\n \"stories\":" + storiesText(options, fleet, truth) + "}\n";
    bool good = writeText(options.out + "/truth.json", text) && writeText(options.out + "/context.json", contextText(options, fleet));
    for (std::uint32_t n = 0; n < truth.stories.size(); ++n) {
        const std::string &name = truth.stories[n].name;
        if (truth.stories[n].incident)
            good = writeText(options.out + "/case-" + name + ".json", caseText(options, truth, n)) && writeText(options.out + "/expected-" + name + ".json", expectedText(options, fleet, truth, n)) && good;
    }
    return good;
}

} // namespace fleetgen
