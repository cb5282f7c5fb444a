#include "model/evidence/coverage.h"

#include <algorithm>
#include <map>

namespace tarascope::evidence {

namespace {

constexpr std::int64_t shortestGapMs = 5 * 60'000;
constexpr std::int64_t sparseMs = 60'000;

void unite(std::vector<Interval> &intervals)
{
    std::sort(intervals.begin(), intervals.end(), [](const Interval &a, const Interval &b) { return a.from < b.from; });
    std::vector<Interval> united;
    for (const Interval &one : intervals)
        if (!united.empty() && one.from <= united.back().to)
            united.back().to = std::max(united.back().to, one.to);
        else
            united.push_back(one);
    intervals = std::move(united);
}

std::int64_t medianOf(std::vector<std::int64_t> distances)
{
    if (distances.empty())
        return 0;
    const auto middle = distances.begin() + static_cast<std::ptrdiff_t>(distances.size() / 2);
    std::nth_element(distances.begin(), middle, distances.end());
    return *middle;
}

/// From events in order of time.
void coverByEvents(RoleCoverage &coverage, const std::vector<std::int64_t> &times)
{
    if (times.empty())
        return;
    std::vector<std::int64_t> distances;
    for (std::size_t i = 1; i < times.size(); ++i)
        distances.push_back(times[i] - times[i - 1]);
    coverage.medianMs = medianOf(distances);
    coverage.sparse = coverage.medianMs > sparseMs;
    if (coverage.sparse)
        return;
    const std::int64_t longest = std::max(shortestGapMs, 10 * coverage.medianMs);
    Interval run{times.front(), times.front() + 1};
    for (const std::int64_t time : times) {
        if (time - (run.to - 1) > longest) {
            coverage.covered.push_back(run);
            run = {time, time + 1};
        }
        run.to = time + 1;
    }
    coverage.covered.push_back(run);
}

} // namespace

bool RoleCoverage::covers(const Interval &window) const
{
    return std::any_of(covered.begin(), covered.end(), [&](const Interval &one) { return one.from <= window.from && window.to <= one.to; });
}

std::vector<RoleCoverage> coverageOf(const EventTable &table)
{
    std::vector<RoleCoverage> all;
    std::vector<std::size_t> ofSource;
    for (const Source &source : table.sources) {
        const auto known = std::find_if(all.begin(), all.end(), [&](const RoleCoverage &one) {
            return one.role == source.role && one.part == source.part;
        });
        ofSource.push_back(static_cast<std::size_t>(known - all.begin()));
        if (known == all.end())
            all.push_back({source.role, source.part, 0, false, {}, {}});
    }
    std::vector<std::vector<std::int64_t>> times(all.size());
    for (std::size_t row = 0; row < table.rows(); ++row)
        if (table.columns.source[row] < ofSource.size() && !table.sources[table.columns.source[row]].covers)
            times[ofSource[table.columns.source[row]]].push_back(table.columns.ts[row]);
    for (std::size_t i = 0; i < all.size(); ++i) {
        RoleCoverage &coverage = all[i];
        coverByEvents(coverage, times[i]);
        for (std::size_t s = 0; s < ofSource.size(); ++s)
            if (ofSource[s] == i && table.sources[s].covers)
                coverage.covered.push_back(*table.sources[s].covers);
        unite(coverage.covered);
        for (std::size_t k = 1; k < coverage.covered.size(); ++k)
            coverage.gaps.push_back({{coverage.covered[k - 1].to, coverage.covered[k].from}, "no event"});
        if (coverage.sparse)
            coverage.gaps.push_back({{times[i].front(), times[i].back()}, "sparse: nothing is covered between its events"});
        for (std::size_t s = 0; s < ofSource.size(); ++s)
            if (ofSource[s] == i && table.sources[s].whole != 0)
                coverage.gaps.push_back({{table.sources[s].whole, Interval::open}, table.sources[s].name + " breaks off"});
    }
    return all;
}

} // namespace tarascope::evidence
