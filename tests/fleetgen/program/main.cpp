// Writes the logs of a made-up fleet with what an investigator must find in them.

#include "tests/fleetgen/format.h"
#include "tests/fleetgen/generate.h"
#include "tests/fleetgen/text.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

using namespace fleetgen;

namespace {

constexpr const char *usage = R"(fleetgen --out DIR [options]
  --seed N --vehicles N --events N     what and how much (events are lines of all logs, about)
  --days N | --hours N --start TIME    from when on
  --plant NAME[:STEP]...               an attack at (0), just below (-1) or above (1) its threshold; all, edges, none
  --format F                           jsonl envoy nginx csv aws otel otel-lines cri docker; --mixed: each region another
  --jobs-csv --gz --rotate none|hour|day --regions 1|2 --legacy --local-time --telemetry DEVICES
  --gap SOURCE@FROM/TO  --cut SOURCE@RECORDS  --skew SOURCE@MS
  --overlap N --shuffle MS --duplicates PER_MILLE --bad PER_FILE --secrets
  --demo                               the incident of the demo project
sources: gateway-eu gateway-us jobs identity idp telemetry vehicle waf
plants:
)";

[[noreturn]] void fail(const std::string &why)
{
    std::fprintf(stderr, "fleetgen: %s\n", why.c_str());
    std::exit(2);
}

std::uint64_t number(const std::string &text)
{
    char *end = nullptr;
    const unsigned long long value = std::strtoull(text.c_str(), &end, 10);
    if (text.empty() || *end != 0 || text[0] == '-')
        fail("not a number: " + text);
    return value;
}

std::int64_t time(const std::string &text)
{
    const auto ms = parseIso(text);
    if (!ms)
        fail("not a time like 2026-06-01T08:00:00Z: " + text);
    return *ms;
}

std::pair<std::string, std::string> split(const std::string &text, char at)
{
    const std::size_t where = text.find(at);
    if (where == std::string::npos)
        fail(std::string("no ") + at + " in " + text);
    return {text.substr(0, where), text.substr(where + 1)};
}

void addPlants(Options &options, const std::string &text)
{
    if (text == "all" || text == "edges") {
        for (const auto &[name, about] : plantNames()) {
            const bool rule = name[0] == 'D';
            for (int step = text == "all" || !rule ? 0 : -1; step <= (text == "all" || !rule ? 0 : 1); ++step)
                options.plants.push_back({name, step});
        }
    } else if (const std::size_t at = text.find(':'); at != std::string::npos) {
        options.plants.push_back({text.substr(0, at), std::atoi(text.c_str() + at + 1)});
    } else if (text != "none") {
        options.plants.push_back({text, 0});
    }
}

// Takes one option; true when its value was taken too.
bool take(Options &options, const std::string &name, const std::string &value)
{
    if (name == "--gz")
        return options.gz = true, false;
    if (name == "--mixed")
        return options.mixed = true, false;
    if (name == "--secrets")
        return options.secrets = true, false;
    if (name == "--legacy")
        return options.legacy = true, false;
    if (name == "--local-time")
        return options.localTime = true, false;
    if (name == "--jobs-csv")
        return options.jobsAsCsv = true, false;
    if (name == "--out") {
        options.out = value;
    } else if (name == "--seed") {
        options.seed = number(value);
    } else if (name == "--vehicles") {
        options.vehicles = static_cast<std::uint32_t>(number(value));
    } else if (name == "--events") {
        options.events = number(value);
    } else if (name == "--days") {
        options.hours = static_cast<int>(number(value)) * 24;
    } else if (name == "--hours") {
        options.hours = static_cast<int>(number(value));
    } else if (name == "--start") {
        options.start = time(value);
    } else if (name == "--regions") {
        options.regions = static_cast<int>(number(value));
    } else if (name == "--plant") {
        addPlants(options, value);
    } else if (name == "--format") {
        if (!formatNamed(value, options.format))
            fail("no such format: " + value);
    } else if (name == "--rotate") {
        options.rotation = value == "none" ? Rotation::None : value == "hour" ? Rotation::Hour : Rotation::Day;
    } else if (name == "--telemetry") {
        options.telemetry = static_cast<std::uint32_t>(number(value));
    } else if (name == "--gap") {
        const auto [source, rest] = split(value, '@');
        const auto [from, to] = split(rest, '/');
        options.gaps.push_back({source, time(from), time(to)});
    } else if (name == "--cut") {
        const auto [source, records] = split(value, '@');
        options.cut[source] = number(records);
    } else if (name == "--skew") {
        const auto [source, ms] = split(value, '@');
        options.skew[source] = std::atoll(ms.c_str());
    } else if (name == "--overlap") {
        options.overlap = number(value);
    } else if (name == "--shuffle") {
        options.shuffle = static_cast<std::int64_t>(number(value));
    } else if (name == "--duplicates") {
        options.duplicates = number(value);
    } else if (name == "--bad") {
        options.bad = number(value);
    } else {
        fail("unknown option " + name);
    }
    return true;
}

} // namespace

int main(int argc, char **argv)
{
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    Options options;
    for (const std::string &argument : arguments) {
        if (argument == "--demo")
            options = demoOptions();
        if (argument == "--help") {
            std::fputs(usage, stdout);
            for (const auto &[name, about] : plantNames())
                std::printf("  %-12s %s\n", name.c_str(), about.c_str());
            return 0;
        }
    }
    for (std::size_t n = 0; n < arguments.size(); ++n) {
        if (arguments[n] != "--demo")
            n += take(options, arguments[n], n + 1 < arguments.size() ? arguments[n + 1] : "") ? 1 : 0;
    }
    if (options.out.empty())
        fail("--out is missing; --help shows all options");
    std::error_code failed;
    std::filesystem::create_directories(options.out, failed);
    const Truth truth = generate(options);
    if (!truth.error.empty())
        fail(truth.error);
    std::printf("%llu records in %zu files, %u vehicles, %zu stories\n", static_cast<unsigned long long>(truth.records), truth.files.size(), truth.fleet, truth.stories.size());
    for (const Story &story : truth.stories) {
        if (!story.skipped.empty())
            std::printf("skipped %s: %s\n", story.name.c_str(), story.skipped.c_str());
    }
    return 0;
}
