#include "tests/fleetgen/oracle/findings.h"

#include "tests/fleetgen/text.h"

#include <algorithm>
#include <cmath>

namespace oracle {
namespace {

struct Job {
    std::string vehicle, command, sw;
    std::int64_t waiting = 0; ///< last time it was queued or delivered
    std::int64_t ended = 0;
    bool requested = false, authorized = false, done = false;
    std::set<std::int64_t> executed;
    bool missing = false;
};

std::map<std::string, Job> jobsOf(const Case &each)
{
    std::map<std::string, Job> jobs;
    for (const Record &record : each.records) {
        if (record.kind != "job")
            continue;
        Job &job = jobs[record.job];
        job.vehicle = record.vehicle;
        job.command = record.command;
        if (const RegistryRow *car = each.row(record.vehicle, record.ts); car != nullptr)
            job.sw = car->sw;
        job.requested = job.requested || record.state == 1;
        job.authorized = job.authorized || record.state == 2;
        if (record.state == 3 || record.state == 4)
            job.waiting = std::max(job.waiting, record.ts);
        if (record.state >= 5)
            job.ended = job.ended == 0 ? record.ts : std::min(job.ended, record.ts);
        job.done = job.done || record.state == 5 || record.state == 6;
        if (record.state == 5)
            job.executed.insert(record.ts);
    }
    return jobs;
}

struct Group {
    std::size_t all = 0, missing = 0;
};

void answers(const Case &each, std::map<std::string, Job> &jobs, std::int64_t now, Findings &out)
{
    std::map<std::vector<std::string>, Group> hours;
    std::map<std::string, Group> commands;
    for (auto &[name, job] : jobs) {
        if (job.waiting == 0)
            continue;
        const auto ttl = each.context.ttl.find(job.command);
        const std::int64_t due = job.waiting + (ttl == each.context.ttl.end() ? 300 : ttl->second) * second + minute;
        job.missing = now >= due && (job.ended == 0 || job.ended > due);
        if (job.missing)
            out.add("D10a", {{"job", name}});
        for (Group *group : {&hours[{job.command, job.sw, fleetgen::iso(job.waiting / hour * hour)}], &commands[job.command]}) {
            ++group->all;
            group->missing += job.missing ? 1 : 0;
        }
    }
    for (const auto &[key, group] : hours) { // the rest of the command is the baseline, of one per cent at least
        const Group &command = commands[key[0]];
        const double rest = command.all > group.all ? static_cast<double>(command.missing - group.missing) / static_cast<double>(command.all - group.all) : 0;
        if (group.all >= 20 && static_cast<double>(group.missing) / static_cast<double>(group.all) > 3 * std::max(rest, 0.01))
            out.add("D10b", {{"command", key[0]}, {"sw", key[1]}, {"hour", key[2]}});
    }
}

double median(std::vector<double> values)
{
    if (values.empty())
        return 0;
    std::sort(values.begin(), values.end());
    const std::size_t half = values.size() / 2;
    return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

struct Device {
    std::map<std::int64_t, int> hours;
};

// How far an hour is from the same hour of the days before; nothing with less than seven of them.
bool deviation(const Device &device, std::int64_t at, double &z, double &difference)
{
    std::vector<double> logs, counts;
    for (std::int64_t before = at - 24; before >= at - 28 * 24; before -= 24) {
        if (const auto found = device.hours.find(before); found != device.hours.end()) {
            logs.push_back(std::log1p(found->second));
            counts.push_back(found->second);
        }
    }
    if (logs.size() < 7)
        return false;
    const double middle = median(logs);
    std::vector<double> far;
    for (const double value : logs)
        far.push_back(std::abs(value - middle));
    const int x = device.hours.at(at);
    z = (std::log1p(x) - middle) / (1.4826 * median(far) + 0.1);
    difference = x - median(counts);
    return true;
}

} // namespace

void jobRules(const Case &each, Findings &out)
{
    std::map<std::string, Job> jobs = jobsOf(each);
    answers(each, jobs, each.records.empty() ? 0 : each.records.back().ts, out);
    for (const auto &[name, job] : jobs) {
        if (job.done && (!job.requested || !job.authorized))
            out.add("D10c", {{"vehicle", job.vehicle}});
        if (job.executed.size() > 1) // the same acknowledgement again has the same time
            out.add("D11", {{"job", name}});
    }
    for (const auto &[request, events] : by(each, &Record::request, "api")) {
        for (const Record *record : events) {
            if (record->token != events[0]->token || record->vehicle != events[0]->vehicle)
                out.add("D11", {{"request", request}});
        }
    }
}

void telemetryRules(const Case &each, Findings &out)
{
    std::map<std::string, Device> devices;
    std::int64_t last = 0;
    for (const Record &record : each.records) {
        if (record.kind == "tele") {
            devices[record.vehicle].hours[record.ts / hour] = record.targets;
            last = std::max(last, record.ts / hour);
        }
    }
    struct Share {
        std::size_t active = 0, moved = 0;
    };
    std::map<std::vector<std::string>, std::map<std::int64_t, Share>> groups;
    for (const auto &[vin, device] : devices) {
        const RegistryRow *car = each.row(vin, last * hour);
        for (const auto &[at, count] : device.hours) {
            const bool planned = std::any_of(each.context.planned.begin(), each.context.planned.end(), [&, now = at * hour](const auto &time) { return now >= time.first - hour && now < time.second; });
            double z = 0;
            double difference = 0;
            if (planned || !deviation(device, at, z, difference))
                continue;
            if (std::abs(z) >= 6 && std::abs(difference) >= 200)
                out.add("D9a", {{"vehicle", vin}});
            Share &share = groups[{car == nullptr ? "" : car->model, car == nullptr ? "" : car->sw, car == nullptr ? "" : car->region}][at];
            ++share.active;
            share.moved += std::abs(z) >= 3 ? 1 : 0;
        }
        std::int64_t before = device.hours.begin()->first;
        for (const auto &[at, count] : device.hours) {
            if (at - before > 3 && count >= 10)
                out.add("D9c", {{"vehicle", vin}});
            before = at;
        }
    }
    for (const auto &[key, hours] : groups) {
        for (const auto &[at, share] : hours) {
            if (share.moved >= 30 && share.moved * 20 >= share.active)
                out.add("D9b", {{"model", key[0]}, {"sw", key[1]}, {"region", key[2]}});
        }
    }
}

} // namespace oracle
