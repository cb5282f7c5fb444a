#include "model/evidence/columns.h"

#include <algorithm>
#include <map>

namespace tarascope::evidence {

namespace {

struct Line {
    std::uint64_t hash;
    std::uint32_t part;
    std::uint16_t source;
    std::uint64_t offset;
    std::uint32_t row;
};

bool before(const Line &a, const Line &b)
{
    if (a.hash != b.hash)
        return a.hash < b.hash;
    if (a.part != b.part)
        return a.part < b.part;
    return a.source != b.source ? a.source < b.source : a.offset < b.offset;
}

/// Marks inside lines [begin, end) of one hash and part, sorted by source and place: the k-th of a source is a copy when
/// an earlier source has a k-th, too.
void markGroup(const std::vector<Line> &lines, std::size_t begin, std::size_t end, Column<std::uint16_t> &flags)
{
    std::size_t most = 0; // copies in any earlier source
    for (std::size_t at = begin; at < end;) {
        std::size_t next = at;
        while (next < end && lines[next].source == lines[at].source)
            ++next;
        for (std::size_t k = 0; k < std::min(next - at, most); ++k) {
            const std::uint32_t row = lines[at + k].row;
            flags.set(row, static_cast<std::uint16_t>(flags[row] | flag::duplicateLine));
        }
        most = std::max(most, next - at);
        at = next;
    }
}

void markRole(EventTable &table, const std::vector<bool> &ofRole)
{
    const EventColumns &c = table.columns;
    std::vector<Line> lines;
    for (std::size_t row = 0; row < c.rows(); ++row)
        if (c.source[row] < ofRole.size() && ofRole[c.source[row]] && c.line[row] != 0)
            lines.push_back({c.line[row], c.part[row], c.source[row], c.offset[row], static_cast<std::uint32_t>(row)});
    std::sort(lines.begin(), lines.end(), before);
    for (std::size_t begin = 0; begin < lines.size();) {
        std::size_t end = begin;
        while (end < lines.size() && lines[end].hash == lines[begin].hash && lines[end].part == lines[begin].part)
            ++end;
        if (lines[begin].source != lines[end - 1].source)
            markGroup(lines, begin, end, table.columns.flags);
        begin = end;
    }
}

} // namespace

void markDuplicateLines(EventTable &table)
{
    std::map<std::string, std::vector<bool>> roles;
    for (std::size_t i = 0; i < table.sources.size(); ++i) {
        std::vector<bool> &members = roles[table.sources[i].role];
        members.resize(table.sources.size());
        members[i] = true;
    }
    for (const auto &[role, members] : roles)
        if (std::count(members.begin(), members.end(), true) > 1)
            markRole(table, members);
}

} // namespace tarascope::evidence
