#include "tests/fleetgen/telemetry.h"

#include "tests/fleetgen/text.h"

#include <algorithm>

namespace fleetgen {
namespace {

constexpr std::int64_t hour = 3'600'000;

// One device that a plant has taken: what it reports in the hours of the plant, -1 for nothing at all.
struct Taken {
    std::uint32_t vehicle;
    std::uint32_t story;
    std::int64_t from;
    int hours;
    int count;
};

std::vector<Taken> takeDevices(Scene &scene, std::vector<Story> &stories)
{
    std::vector<Taken> taken;
    const std::int64_t last = scene.options().end() / hour * hour - 6 * hour;
    for (std::uint32_t n = 0; n < stories.size(); ++n) {
        Story &story = stories[n];
        Fleet &fleet = scene.fleet();
        if (story.name == "D9a") {
            const std::uint32_t car = fleet.take(1);
            taken.push_back({car, n + 1, last, 1, 300 + story.step});
            story.expected.push_back({"D9a", {{"vehicle", fleet.vehicles()[car].vin}}, story.step >= 0});
        } else if (story.name == "D9c") {
            const std::uint32_t car = fleet.take(1);
            taken.push_back({car, n + 1, last, 3 + story.step, -1});
            story.expected.push_back({"D9c", {{"vehicle", fleet.vehicles()[car].vin}}, story.step >= 0});
        } else if (story.name == "D9b") {
            const std::uint32_t first = fleet.take(93);
            // An hour of its own, as devices of other plants may be of the same group.
            for (int device = 0; device < 30 + story.step; ++device)
                taken.push_back({first + static_cast<std::uint32_t>(3 * device), n + 1, last - (10 + 2 * story.step) * hour, 1, 150});
            story.expected.push_back({"D9b", {{"model", "N4-2025"}, {"sw", numbered("5.", fleet.vehicles()[first].sw)}, {"region", fleet.region(first)}}, story.step >= 0});
        }
    }
    return taken;
}

} // namespace

void writeTelemetry(Scene &scene, Logs &logs, std::vector<Story> &stories)
{
    const Options &options = scene.options();
    const std::vector<Taken> taken = takeDevices(scene, stories);
    const std::uint32_t everyday = std::min(options.telemetry, scene.fleet().reserve());
    if (taken.empty() && everyday == 0)
        return;
    const std::int64_t end = options.end() / hour * hour;
    static constexpr int profile[24] = {20, 15, 12, 12, 15, 30, 60, 90, 80, 60, 55, 60, 70, 65, 60, 65, 80, 95, 90, 70, 55, 45, 35, 25};
    const auto send = [&](std::uint32_t vehicle, std::int64_t ts, int count, std::uint32_t story) {
        Event event;
        event.ts = ts;
        event.kind = Kind::Tele;
        event.vehicle = vehicle + 1;
        event.vin = scene.fleet().vehicles()[vehicle].vin;
        event.region = scene.fleet().vehicles()[vehicle].region;
        event.targets = static_cast<std::uint32_t>(count);
        if (story != 0) {
            Planned planned;
            planned.story = story;
            planned.event = event;
            scene.planned().push_back(std::move(planned));
            event.planned = static_cast<std::uint32_t>(scene.planned().size());
        }
        logs.write(std::move(event));
    };
    for (std::int64_t ts = end - 29 * 24 * hour; ts < end; ts += hour) {
        for (std::uint32_t device = 0; device < everyday; ++device) {
            const auto noise = static_cast<int>(mixed(options.seed + device * 977 + static_cast<std::uint64_t>(ts)) % 11);
            const std::int64_t installed = scene.fleet().updatedAt(device);
            const bool update = installed != 0 && installed / hour == ts / hour;
            send(device, ts, (40 + profile[ts / hour % 24] + noise) * (update ? 5 : 1), 0);
        }
        for (const Taken &device : taken) {
            const bool now = ts >= device.from && ts < device.from + device.hours * hour;
            if (!now)
                send(device.vehicle, ts, 100, 0);
            else if (device.count >= 0)
                send(device.vehicle, ts, device.count, device.story);
        }
    }
}

} // namespace fleetgen
