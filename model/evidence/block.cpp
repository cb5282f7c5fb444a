#include "model/evidence/block.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>

namespace tarascope::evidence {

namespace {

constexpr std::size_t mostRejects = 10'000; // of one block; the rest is counted

std::string_view withoutReturn(std::string_view line)
{
    if (!line.empty() && line.back() == '\r')
        line.remove_suffix(1);
    return line;
}

bool isBlank(std::string_view line) { return line.find_first_not_of(" \t\r") == std::string_view::npos; }

/// A number that may have a fraction; what does not fit is the largest.
std::optional<std::uint32_t> amount(std::string_view text)
{
    if (text.empty())
        return 0;
    double value = 0;
    const auto [at, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || at != text.data() + text.size() || !(value >= 0))
        return std::nullopt;
    return value >= 4'294'967'294.0 ? 0xFFFFFFFEu : static_cast<std::uint32_t>(value + 0.5);
}

} // namespace

void RecordCounts::add(const RecordCounts &other)
{
    records += other.records;
    ok += other.ok;
    bad += other.bad;
    skipped += other.skipped;
    blank += other.blank;
    for (const auto &[reason, count] : other.skips)
        skips[reason] += count;
}

BlockReader::BlockReader(const RecordPlan &plan) : m_plan(plan), m_mapping(*plan.mapping), m_namer(*plan.mapping) {}

ParsedBlock BlockReader::read(const RawBlock &block, const std::stop_token &stop)
{
    m_out = ParsedBlock();
    m_out.wholeEnd = block.offset;
    m_stop = stop;
    if (m_mapping.format == LogFormat::Csv || m_mapping.format == LogFormat::W3c)
        readTable(block);
    else if (m_mapping.format == LogFormat::Json)
        readDocument(block);
    else
        readLines(block);
    return std::move(m_out);
}

void BlockReader::readLines(const RawBlock &block)
{
    const std::string_view bytes = std::string_view(block.bytes).substr(0, block.size);
    std::size_t begin = block.offset == 0 && bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    for (std::int64_t count = 0; begin < bytes.size(); ++count) {
        if (count % 256 == 0 && stopped())
            return;
        const std::size_t end = std::min(bytes.find('\n', begin), bytes.size());
        const std::string_view raw = bytes.substr(begin, end - begin);
        line(withoutReturn(raw), block.offset + begin, raw);
        begin = end + 1;
        if (end < bytes.size())
            m_out.wholeEnd = block.offset + begin;
    }
    if (!m_joined.empty()) // a part whose end never came
        reject(m_firstOffset, "the last part of the line is missing");
    m_joined.clear();
}

void BlockReader::line(std::string_view text, std::uint64_t offset, std::string_view raw)
{
    if (m_mapping.prefix == Mapping::Prefix::Docker)
        return dockerLine(text, offset, raw);
    if (isBlank(text)) {
        ++m_out.counts.records;
        ++m_out.counts.blank;
        return;
    }
    if (text.size() > longestRecord)
        return reject(offset, "the line is longer than 1 MiB");
    if (m_mapping.prefix == Mapping::Prefix::None)
        return record(text, offset, raw);
    if (m_mapping.prefixPattern->match(text, m_prefix) != Pattern::Found::Yes)
        return reject(offset, "the line does not begin as the prefix says");
    if (m_mapping.prefix == Mapping::Prefix::Cri)
        return criLine(text, offset, raw);
    record(text.substr(m_prefix[0].size()), offset, raw);
}

/// Parts tagged P belong together with the line tagged F that ends them.
void BlockReader::criLine(std::string_view text, std::uint64_t offset, std::string_view raw)
{
    const std::string_view rest = text.substr(m_prefix[0].size());
    const bool partial = m_prefix[m_mapping.prefixPattern->group("tag")].starts_with('P');
    if (!partial && m_joined.empty())
        return record(rest, offset, raw);
    joinPart(rest, !partial, offset, raw);
}

/// The record reaches from its first part to its last; its bytes are those of all parts.
void BlockReader::joinPart(std::string_view part, bool ends, std::uint64_t offset, std::string_view raw)
{
    if (m_joined.empty()) {
        m_first = raw;
        m_firstOffset = offset;
    }
    m_joined.append(part);
    const std::string_view all(m_first.data(), static_cast<std::size_t>(raw.data() + raw.size() - m_first.data()));
    if (m_joined.size() > longestRecord) {
        m_joined.clear();
        return reject(m_firstOffset, "the line is longer than 1 MiB");
    }
    if (!ends)
        return;
    const std::size_t size = m_joined.size();
    m_joined.append(jsonPadding, ' ');
    record(std::string_view(m_joined).substr(0, size), m_firstOffset, all);
    m_joined.clear();
}

void BlockReader::dockerLine(std::string_view text, std::uint64_t offset, std::string_view raw)
{
    if (isBlank(text)) {
        ++m_out.counts.records;
        ++m_out.counts.blank;
        return;
    }
    std::optional<std::string> log = m_json.docker(text, m_time, m_stream);
    if (!log)
        return reject(offset, "the line is no log of docker");
    const bool ends = log->ends_with('\n');
    while (log->ends_with('\n') || log->ends_with('\r'))
        log->pop_back();
    joinPart(*log, ends, offset, raw);
}

void BlockReader::record(std::string_view text, std::uint64_t offset, std::string_view raw)
{
    m_evaluator.scratch().clear();
    Refusal refusal;
    for (const ShapePlan &shape : m_plan.shapes) {
        if (!shaped(shape, text, refusal))
            continue;
        if (!shape.shape->skip.empty()) {
            ++m_out.counts.records;
            ++m_out.counts.skipped;
            ++m_out.counts.skips[shape.shape->skip];
            return;
        }
        return take(shape, offset, raw);
    }
    reject(offset, refusal ? *refusal : "the line has none of the shapes of the mapping");
}

bool BlockReader::shaped(const ShapePlan &shape, std::string_view text, Refusal &refusal)
{
    m_slots.begin(shape.paths.size());
    if (shape.shape->parse == Shape::Parse::Json) {
        const bool object = text.find_first_not_of(" \t") != std::string_view::npos && text[text.find_first_not_of(" \t")] == '{';
        const Refusal wrong = object ? m_json.read(text, shape.tree, m_slots) : Refusal("the record is no JSON object");
        if (wrong && (object || !refusal))
            refusal = wrong;
        if (wrong)
            return false;
    } else {
        const Pattern::Found found = shape.shape->pattern->match(text, m_groups);
        if (found == Pattern::Found::GaveUp)
            refusal = "the pattern of the mapping gave up on it";
        if (found != Pattern::Found::Yes)
            return false;
        for (std::size_t slot = 0; slot < shape.groups.size(); ++slot)
            if (shape.groups[slot] >= 0)
                m_slots.add(static_cast<int>(slot), m_groups[shape.groups[slot]]);
    }
    fillPrefix(shape);
    return true;
}

void BlockReader::fillPrefix(const ShapePlan &shape)
{
    if (m_mapping.prefix == Mapping::Prefix::None)
        return;
    for (std::size_t slot = 0; slot < shape.groups.size(); ++slot) {
        const int group = shape.groups[slot];
        if (group > -2)
            continue;
        if (m_mapping.prefix == Mapping::Prefix::Docker)
            m_slots.add(static_cast<int>(slot), group == -3 ? m_time : m_stream);
        else
            m_slots.add(static_cast<int>(slot), m_prefix[-2 - group]);
    }
}

void BlockReader::take(const ShapePlan &shape, std::uint64_t offset, std::string_view raw)
{
    if (Refusal refusal = m_evaluator.evaluate(m_plan, shape, m_slots, m_values))
        return reject(offset, *refusal);
    m_namer.name(m_values, m_evaluator.scratch());
    if (std::optional<std::string> wrong = numbers())
        return reject(offset, *wrong);
    ++m_out.counts.records;
    ++m_out.counts.ok;
    const auto count = static_cast<std::uint32_t>(m_values.vehicles.size());
    if (count > 1 && m_targets == 0)
        m_targets = count;
    store(offset, raw, 0, count == 0 ? std::string_view() : m_values.vehicles.front());
    for (std::uint32_t part = 1; part < count; ++part)
        store(offset, raw, part, m_values.vehicles[part]);
}

void BlockReader::reject(std::uint64_t offset, std::string reason)
{
    ++m_out.counts.records;
    ++m_out.counts.bad;
    if (m_out.rejects.size() < mostRejects)
        m_out.rejects.push_back({offset, std::move(reason)});
}

std::optional<std::string> BlockReader::numbers()
{
    const auto number = [this](Field field, std::uint32_t &value) {
        const std::optional<std::uint32_t> read = amount(m_values.at(field));
        value = read.value_or(0);
        return read.has_value();
    };
    std::uint32_t status = 0, age = 0;
    for (const auto &[field, value] : {std::pair<Field, std::uint32_t *>(Field::Status, &status), {Field::Targets, &m_targets},
                                       {Field::BytesIn, &m_bytesIn}, {Field::BytesOut, &m_bytesOut},
                                       {Field::Latency, &m_latency}, {Field::AuthAge, &age}})
        if (!number(field, *value))
            return std::string(word(field)) + ": a value " + shownValue(m_values.at(field)) + " is no number";
    if (status > 65'535)
        return "status: a value " + shownValue(m_values.at(Field::Status)) + " is out of range";
    m_status = static_cast<std::uint16_t>(status);
    m_age = m_values.at(Field::AuthAge).empty() ? 0 : age + 1;
    const std::string_view state = m_values.at(Field::JobState);
    m_state = jobStateOf(state).value_or(JobState::None);
    if (!state.empty() && m_state == JobState::None)
        return "jstate: none of requested, authorized, queued, delivered, executed, confirmed, rejected, expired";
    const std::string_view operation = m_values.at(Field::Operation);
    m_operation = operationOf(operation).value_or(Operation::None);
    if (!operation.empty() && m_operation == Operation::None)
        return "op: no operation that is known; the mapping can translate it with an enum";
    m_authMethod = authMethodOf(m_values.at(Field::Authn))
                       .value_or(m_values.at(Field::Authn).empty() ? AuthMethod::Unknown : AuthMethod::Other);
    return std::nullopt;
}

std::uint32_t BlockReader::id(Dictionary &names, Field field)
{
    const std::string_view text = m_values.at(field);
    if (!m_values.secret.test(static_cast<std::size_t>(field)) || text.empty())
        return names.add(text);
    m_marked.assign(1, secretMark).append(text);
    return names.add(m_marked);
}

void BlockReader::store(std::uint64_t offset, std::string_view raw, std::uint32_t part, std::string_view vehicle)
{
    EventColumns &c = m_out.columns;
    Dictionaries &n = m_out.names;
    const RecordValues &v = m_values;
    c.ts.push(v.ts), c.offset.push(offset), c.length.push(static_cast<std::uint32_t>(raw.size())), c.part.push(part);
    c.kind.push(static_cast<std::uint8_t>(v.kind)), c.decision.push(static_cast<std::uint8_t>(v.decision));
    c.method.push(static_cast<std::uint8_t>(methodOf(v.at(Field::Method))));
    c.authMethod.push(static_cast<std::uint8_t>(m_authMethod)), c.jobState.push(static_cast<std::uint8_t>(m_state));
    c.operation.push(static_cast<std::uint8_t>(m_operation)), c.status.push(m_status);
    const std::string_view host = v.at(Field::Host);
    if (host.empty()) {
        c.endpoint.push(n.endpoint.add(v.at(Field::Endpoint)));
    } else {
        m_marked.assign(host).append(1, ' ').append(v.at(Field::Endpoint));
        c.endpoint.push(n.endpoint.add(m_marked));
    }
    c.reason.push(id(n.reason, Field::Reason)), c.actorLogged.push(id(n.actor, Field::Actor));
    c.subjectLogged.push(id(n.actor, Field::Subject)), c.vehicleLogged.push(n.vehicle.add(vehicle));
    c.authAge.push(m_age), c.client.push(id(n.client, Field::Client)), c.workload.push(id(n.workload, Field::Workload));
    c.token.push(id(n.token, Field::Token)), c.tenant.push(id(n.tenant, Field::Tenant));
    c.objectType.push(id(n.objectType, Field::ObjectType)), c.object.push(id(n.object, Field::Object));
    c.command.push(id(n.command, Field::Command)), c.job.push(id(n.job, Field::Job)), c.net.push(id(n.net, Field::Net));
    c.userAgent.push(id(n.userAgent, Field::UserAgent)), c.policy.push(id(n.policy, Field::Policy));
    c.scopes.push(id(n.scopes, Field::Scopes)), c.campaign.push(id(n.campaign, Field::Campaign));
    c.parent.push(id(n.token, Field::Parent)), c.targets.push(m_targets);
    c.request.push(idHash(v.at(Field::Request))), c.trace.push(idHash(v.at(Field::Trace))), c.line.push(idHash(raw));
    c.bytesIn.push(m_bytesIn), c.bytesOut.push(m_bytesOut), c.latency.push(m_latency);
}

} // namespace tarascope::evidence
