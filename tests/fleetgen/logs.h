#pragma once
#include "tests/fleetgen/format.h"
#include "tests/fleetgen/output.h"
#include "tests/fleetgen/scene.h"

#include <queue>
#include <set>
#include <vector>

namespace fleetgen {

/// One file as it was written.
struct LogFile {
    std::string name;
    std::string source;
    std::string mapping;
    std::uint64_t records = 0; ///< all that were written, bad ones too
    std::uint64_t bad = 0;
    std::uint64_t copies = 0; ///< records that another one repeats: from the file before, or twice in this one
    std::int64_t first = 0;   ///< times as written
    std::int64_t last = 0;
    bool brokenOff = false; ///< its last line has no end
};

/// Writes events into the logs of their sources: rotated, late, doubled, broken, with gaps, as the options say.
class Logs
{
public:
    Logs(const Options &options, std::vector<Planned> &planned);
    /// Takes an event; they come in the order of time.
    void write(Event event);
    /// Ends all files; false when something could not be written.
    bool close();

    const std::vector<LogFile> &files() const { return m_files; }
    const std::vector<std::string> &secrets() const { return m_secrets; }
    /// Events that fell into a gap.
    std::uint64_t lost() const { return m_lost; }

private:
    struct Line {
        std::int64_t release;
        std::uint64_t order;
        std::int64_t ts;
        std::uint32_t planned;
        std::string text;
        bool operator<(const Line &other) const { return release != other.release ? release > other.release : order > other.order; }
    };
    struct Source {
        std::string name;
        Format format = Format::JsonLines;
        Frame frame;
        std::string mapping;
        std::int64_t skew = 0;
        std::uint64_t cut = 0;
        std::uint64_t written = 0;
        std::int64_t period = -1;
        std::int64_t last = INT64_MIN;
        std::uint32_t file = 0;
        bool open = false;
        bool ended = false;
        std::uint64_t taken = 0;
        std::uint64_t broken = 0;
        Output output;
        std::priority_queue<Line> late;
        std::vector<std::pair<std::int64_t, std::string>> tail;
    };
    Source &sourceOf(const Event &event);
    void addSource(const std::string &name, Format format, Frame frame, std::string mapping);
    void release(Source &source, std::int64_t before);
    void put(Source &source, const Line &line);
    void startFile(Source &source, std::int64_t ts);
    void endFile(Source &source);
    void record(Source &source, std::int64_t ts, std::string_view text);
    void plantSecret(Event &event);
    std::int64_t periodOf(const Source &source, std::int64_t ts) const;
    std::string fileName(const Source &source, std::int64_t ts) const;

    const Options &m_options;
    std::vector<Planned> &m_planned;
    std::vector<Source> m_sources;
    std::vector<LogFile> m_files;
    std::vector<std::string> m_secrets;
    std::uint64_t m_order = 0;
    std::uint64_t m_lost = 0;
    std::uint64_t m_accesses = 0;
    bool m_good = true;
};

} // namespace fleetgen
