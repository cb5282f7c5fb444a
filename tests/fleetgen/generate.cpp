#include "tests/fleetgen/generate.h"

#include "tests/fleetgen/everyday.h"
#include "tests/fleetgen/telemetry.h"
#include "tests/fleetgen/truth.h"

#include <numeric>

namespace fleetgen {
namespace {

constexpr std::int64_t minuteMs = 60'000;
// How busy each hour of a day is.
constexpr std::int64_t busy[24] = {30, 22, 18, 18, 22, 40, 75, 110, 100, 85, 80, 85, 95, 90, 85, 90, 105, 125, 120, 100, 80, 65, 50, 38};

std::vector<Story> storiesOf(const Options &options)
{
    std::vector<Story> stories;
    for (const Plant &plant : options.plants) {
        Story story;
        story.name = plant.name;
        story.step = plant.step;
        stories.push_back(std::move(story));
    }
    return stories;
}

void play(Scene &scene, std::vector<Story> &stories)
{
    for (std::uint32_t n = 0; n < stories.size(); ++n) {
        scene.tell(n + 1);
        if (!playIncident(scene, stories[n]))
            playPlant(scene, stories[n], n + 1);
        scene.chain(0);
    }
    scene.tell(0);
}

// Lines of a minute in thousandths, so that the whole comes to the number that was asked for.
std::int64_t share(const Options &options, std::int64_t minute, std::int64_t sum, std::uint64_t planted)
{
    const std::uint64_t lines = options.events > planted ? options.events - planted : 0;
    return static_cast<std::int64_t>(lines) * 1000 / sum * busy[minute / 60 % 24];
}

} // namespace

Truth generate(const Options &options)
{
    Truth truth;
    truth.error = wrongWith(options);
    if (!truth.error.empty())
        return truth;
    Fleet fleet(options);
    Scene scene(options, fleet);
    truth.fleet = fleet.size();
    truth.stories = storiesOf(options);
    play(scene, truth.stories);
    Logs logs(options, scene.planned());
    writeTelemetry(scene, logs, truth.stories);
    const std::uint64_t planted = scene.sent();
    Everyday everyday(scene);
    std::int64_t sum = 0;
    for (std::int64_t ts = options.start; ts < options.end(); ts += minuteMs)
        sum += busy[ts / minuteMs / 60 % 24];
    Event event;
    for (std::int64_t ts = options.start; ts < options.end(); ts += minuteMs) {
        everyday.minute(ts, share(options, ts / minuteMs, sum, planted));
        while (scene.next(ts + minuteMs, event))
            logs.write(std::move(event));
    }
    while (scene.next(INT64_MAX, event))
        logs.write(std::move(event));
    const bool written = logs.close();
    truth.files = logs.files();
    truth.secrets = logs.secrets();
    truth.lost = logs.lost();
    truth.planned = scene.planned();
    for (const LogFile &file : truth.files)
        truth.records += file.records;
    if (!written || !fleet.write(options.out) || !writeMappings(options, truth) || !writeTruth(options, fleet, truth))
        truth.error = "a file in " + options.out + " could not be written";
    return truth;
}

} // namespace fleetgen
