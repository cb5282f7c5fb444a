#include "tests/fleetgen/logs.h"

#include "tests/fleetgen/text.h"

namespace fleetgen {
namespace {

constexpr std::int64_t hourMs = 3'600'000;

bool inGap(const Options &options, const std::string &source, std::int64_t ts)
{
    for (const Gap &gap : options.gaps) {
        if (gap.source == source && ts >= gap.from && ts < gap.to)
            return true;
    }
    return false;
}

} // namespace

Logs::Logs(const Options &options, std::vector<Planned> &planned) : m_options(options), m_planned(planned)
{
    const auto gateway = [&](const char *name, Format format) {
        addSource(name, format, frameOf(format), std::string("gateway-") + formatName(format));
    };
    const auto other = static_cast<Format>((static_cast<int>(options.format) + 1 + static_cast<int>(options.seed % 8)) % 9);
    gateway("gateway-eu", options.format);
    if (options.regions == 2)
        gateway("gateway-us", options.mixed ? other : options.format);
    const Frame lines = frameOf(Format::JsonLines);
    addSource("jobs", Format::JsonLines, options.jobsAsCsv ? Frame{"ts,job,request_id,vin,command,state,reason,campaign\n", "\n", "\n", ".csv"} : lines, "jobs");
    for (const char *name : {"identity", "idp", "telemetry", "vehicle", "waf"})
        addSource(name, Format::JsonLines, lines, name);
}

void Logs::addSource(const std::string &name, Format format, Frame frame, std::string mapping)
{
    Source source;
    source.name = name;
    source.format = format;
    source.frame = frame;
    source.mapping = std::move(mapping);
    if (const auto at = m_options.skew.find(name); at != m_options.skew.end())
        source.skew = at->second;
    if (const auto at = m_options.cut.find(name); at != m_options.cut.end())
        source.cut = at->second;
    m_sources.push_back(std::move(source));
}

Logs::Source &Logs::sourceOf(const Event &event)
{
    const auto gateways = static_cast<std::size_t>(m_options.regions);
    switch (event.kind) {
    case Kind::Api: return m_sources[event.region < gateways ? event.region : 0];
    case Kind::Job: return m_sources[gateways];
    case Kind::Change: return m_sources[gateways + 1];
    case Kind::Auth: return m_sources[gateways + 2];
    case Kind::Tele: return m_sources[gateways + 3];
    case Kind::Veh: return m_sources[gateways + 4];
    case Kind::Alert: break;
    }
    return m_sources[gateways + 5];
}

// Two hundred secrets, of every kind that has been seen in access logs.
void Logs::plantSecret(Event &event)
{
    const std::uint64_t every = std::max<std::uint64_t>(1, m_options.events / 500);
    if (++m_accesses % every != 0 || m_secrets.size() >= 200)
        return;
    const std::uint64_t n = m_secrets.size();
    const std::string value = coded("Zk", mixed(m_options.seed * 101 + n), 16) + coded("q", mixed(n * 7 + 3), 16);
    const auto member = [](const char *name, const std::string &text) { return inQuotes(name) + ':' + inQuotes(text); };
    switch (n % 6) {
    case 0: event.secret = member("authorization", "Bearer " + value); break;
    case 1: event.secret = member("cookie", "session=" + value + "; theme=dark"); break;
    case 2: event.secret = member("authorization", "Bearer eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0." + value); break;
    case 3: event.secret = member("x-api-key", value); break;
    case 4: event.secret = member("request_body", "{\"user\":\"x\",\"password\":\"" + value + "\"}"); break;
    default: event.path += (event.path.find('?') == std::string::npos ? "?page=2&access_token=" : "&access_token=") + value; break;
    }
    const Format format = sourceOf(event).format;
    if (n % 6 != 5 && (format == Format::Nginx || format == Format::Csv)) { // they have no place but the query
        event.secret.clear();
        event.path += "?password=" + value;
    }
    m_secrets.push_back(value);
}

void Logs::write(Event event)
{
    Source &source = sourceOf(event);
    m_good = m_good && event.ts >= source.last; // else a file that was ended would be written anew
    source.last = event.ts;
    if (inGap(m_options, source.name, event.ts)) {
        ++m_lost;
        return;
    }
    if (m_options.secrets && event.kind == Kind::Api)
        plantSecret(event);
    const std::int64_t due = event.ts;
    event.ts += source.skew;
    Line line;
    line.ts = event.ts;
    line.planned = event.planned;
    line.order = m_order++;
    const auto reserve = static_cast<std::size_t>(400);
    line.text.reserve(reserve);
    if (event.kind == Kind::Api)
        appendAccess(line.text, event, source.format, m_options.localTime, source.taken);
    else if (event.kind == Kind::Job)
        appendJob(line.text, event, m_options.jobsAsCsv);
    else
        appendOther(line.text, event);
    ++source.taken;
    if (m_options.shuffle == 0) {
        line.release = due;
        put(source, line);
        return;
    }
    const auto late = mixed(line.order + m_options.seed * 3) % static_cast<std::uint64_t>(m_options.shuffle);
    line.release = due + static_cast<std::int64_t>(late);
    source.late.push(std::move(line));
    release(source, due);
}

void Logs::release(Source &source, std::int64_t before)
{
    while (!source.late.empty() && source.late.top().release < before) {
        put(source, source.late.top());
        source.late.pop();
    }
}

std::int64_t Logs::periodOf(const Source &source, std::int64_t ts) const
{
    if (source.name == "telemetry")
        return 0; // a month of hours: one file
    switch (m_options.rotation) {
    case Rotation::None: return 0;
    case Rotation::Hour: return ts / hourMs;
    case Rotation::Day: return ts / (24 * hourMs);
    }
    return 0;
}

std::string Logs::fileName(const Source &source, std::int64_t ts) const
{
    std::string name = source.name;
    const std::string time = iso(ts);
    if (name == "telemetry")
        return name + source.frame.suffix + (m_options.gz ? ".gz" : "");
    if (m_options.rotation == Rotation::Hour)
        name += '-' + time.substr(0, 13);
    else if (m_options.rotation == Rotation::Day)
        name += '-' + time.substr(0, 10);
    return name + source.frame.suffix + (m_options.gz ? ".gz" : "");
}

void Logs::startFile(Source &source, std::int64_t ts)
{
    LogFile file;
    file.name = fileName(source, ts);
    file.source = source.name;
    file.mapping = source.mapping;
    source.file = static_cast<std::uint32_t>(m_files.size());
    source.output = Output();
    m_good = source.output.open(m_options.out + '/' + file.name, m_options.gz) && m_good;
    m_files.push_back(std::move(file));
    source.output.write(source.frame.before);
    source.open = true;
    source.broken = 0;
    const auto tail = std::move(source.tail);
    source.tail.clear();
    for (const auto &[at, text] : tail) { // two files that overlap
        record(source, at, text);
        ++m_files[source.file].copies;
    }
}

void Logs::endFile(Source &source)
{
    if (!source.open)
        return;
    if (!m_files[source.file].brokenOff)
        source.output.write(source.frame.after);
    m_good = source.output.close() && m_good;
    source.open = false;
}

void Logs::record(Source &source, std::int64_t ts, std::string_view text)
{
    LogFile &file = m_files[source.file];
    if (file.records > 0)
        source.output.write(source.frame.between);
    source.output.write(text);
    if (file.records == 0 || ts < file.first)
        file.first = ts;
    if (file.records == 0 || ts > file.last)
        file.last = ts;
    ++file.records;
}

void Logs::put(Source &source, const Line &line)
{
    if (source.ended) {
        ++m_lost;
        return;
    }
    const std::int64_t period = periodOf(source, line.release);
    if (!source.open || period != source.period) {
        endFile(source);
        startFile(source, line.release);
        source.period = period;
    }
    LogFile &file = m_files[source.file];
    if (source.cut != 0 && source.written >= source.cut) {
        source.output.write(source.frame.between);
        source.output.write(std::string_view(line.text).substr(0, line.text.size() / 2));
        file.brokenOff = true;
        source.ended = true;
        ++m_lost;
        return;
    }
    const std::uint64_t offset = source.output.offset() + (file.records > 0 ? std::string_view(source.frame.between).size() : 0);
    record(source, line.ts, line.text);
    ++source.written;
    if (line.planned != 0) {
        Planned &planned = m_planned[line.planned - 1];
        planned.written = true;
        planned.file = source.file;
        planned.line = m_files[source.file].records;
        planned.offset = offset;
    }
    if (m_options.overlap > 0) {
        source.tail.emplace_back(line.ts, line.text);
        if (source.tail.size() > m_options.overlap)
            source.tail.erase(source.tail.begin());
    }
    if (line.planned == 0 && mixed(line.order * 5 + 1) % 1000 < m_options.duplicates) {
        record(source, line.ts, line.text);
        ++m_files[source.file].copies;
    }
    // A broken record in one document would take the others with it, and a part without its end the next record.
    const bool alone = source.format != Format::Aws && source.format != Format::Otel && source.format != Format::OtelLines;
    if (alone && source.broken < m_options.bad && mixed(line.order * 11 + 7) % 20 == 0 && line.text.find('\n') == std::string::npos) {
        ++source.broken;
        record(source, line.ts, line.text[0] == '{' ? line.text.substr(0, line.text.size() * 2 / 5) : "\x01\xff broken " + line.text.substr(9, 20));
        ++m_files[source.file].bad;
    }
}

bool Logs::close()
{
    for (Source &source : m_sources) {
        release(source, INT64_MAX);
        endFile(source);
    }
    return m_good;
}

} // namespace fleetgen
