#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace fleetgen {

/// What a source does not have: nothing of it is written in [from, to).
struct Gap {
    std::string source;
    std::int64_t from = 0;
    std::int64_t to = 0;
};

/// One attack, or one case at a threshold: step -1 is just below it, 0 at it, +1 above it.
struct Plant {
    std::string name;
    int step = 0;
};

/// How an access log of a gateway is written.
enum class Format { JsonLines, Envoy, Nginx, Csv, Aws, Otel, OtelLines, Cri, Docker };
enum class Rotation { None, Hour, Day };

/// All that decides the bytes of a run.
struct Options {
    std::string out;
    std::uint64_t seed = 1;
    std::uint32_t vehicles = 1000;
    std::uint64_t events = 20'000; ///< lines in all logs, about
    int hours = 24;
    std::int64_t start = 1'780'272'000'000; ///< 2026-06-01T00:00:00Z, a Monday
    int regions = 2;                        ///< 1 or 2; each has a gateway of its own
    Format format = Format::JsonLines;
    bool mixed = false; ///< each region another format
    bool jobsAsCsv = false;
    bool gz = false;
    Rotation rotation = Rotation::Day;
    std::vector<Plant> plants;
    std::vector<Gap> gaps;
    std::map<std::string, std::int64_t> skew;  ///< by source, added to each time it writes, in milliseconds
    std::map<std::string, std::uint64_t> cut;  ///< by source: after so many lines it breaks off in the middle of a line
    std::uint64_t overlap = 0;                 ///< so many last lines of a file are repeated in the next one
    std::int64_t shuffle = 0;                  ///< lines are up to so many milliseconds late
    std::uint64_t duplicates = 0;              ///< lines per mille that occur twice in one file
    std::uint64_t bad = 0;                     ///< broken lines in each file
    bool secrets = false;                      ///< plant 200 secrets where a log must never have any
    bool legacy = false;                       ///< the first app still calls deprecated versions
    bool localTime = false;                    ///< nginx writes Central European time, with its change in October
    std::uint32_t telemetry = 0;               ///< devices that report volumes, each hour of 29 days before the end
    bool demo = false;                         ///< the incident of the demo project

    std::int64_t end() const { return start + hours * std::int64_t{3'600'000}; }
};

/// Names of all plants that a run may ask for, with one line about each.
const std::vector<std::pair<std::string, std::string>> &plantNames();
/// The settings of the demo: two days of August 2026, 1,200 cars, the dealer who was none.
Options demoOptions();
/// What is wrong with the options, in one sentence; empty when nothing is.
std::string wrongWith(const Options &options);

} // namespace fleetgen
