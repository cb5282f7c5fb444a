#pragma once
#include "model/evidence/dictionary.h"
#include "model/evidence/event.h"
#include "model/evidence/reference.h"
#include "model/sha256.h"

#include <span>
#include <vector>

namespace tarascope::evidence {

/// Numbers of one column, one per event. A column in which every value is 0 takes no memory.
template <class T> class Column
{
public:
    T operator[](std::size_t row) const { return m_values.empty() ? T{} : m_values[row]; }
    std::size_t size() const { return m_size; }
    /// No event has a value here.
    bool isZero() const { return m_values.empty(); }
    /// The values; empty when all are 0.
    std::span<const T> values() const { return m_values; }

    void push(T value)
    {
        if (m_values.empty() && value == T{}) {
            ++m_size;
            return;
        }
        if (m_values.empty())
            m_values.resize(m_size);
        m_values.push_back(value);
        ++m_size;
    }
    void set(std::size_t row, T value)
    {
        if (m_values.empty() && value != T{})
            m_values.resize(m_size);
        if (!m_values.empty())
            m_values[row] = value;
    }
    /// All rows at once; all zeros are noticed.
    void assign(std::vector<T> values)
    {
        m_size = values.size();
        m_values = std::move(values);
        for (const T value : m_values)
            if (value != T{})
                return;
        m_values = {};
    }
    /// Appends `count` times 0.
    void pushZeros(std::size_t count)
    {
        m_size += count;
        if (!m_values.empty())
            m_values.resize(m_size);
    }
    void clear()
    {
        m_values.clear();
        m_size = 0;
    }
    bool operator==(const Column &other) const
    {
        if (m_size != other.m_size)
            return false;
        for (std::size_t row = 0; row < m_size; ++row)
            if ((*this)[row] != other[row])
                return false;
        return true;
    }

private:
    std::vector<T> m_values;
    std::size_t m_size = 0;
};

/// The stored columns of all events (evidence.md 1.2). Numbers without a comment are of the dictionary of that name.
struct EventColumns {
    using Enum = Column<std::uint8_t>;
    using Id = Column<std::uint32_t>;

    Column<std::int64_t> ts;      ///< ms since 1970, UTC
    Column<std::uint16_t> source; ///< place in EventTable::sources
    Column<std::uint64_t> offset; ///< of the record in its (unpacked) source
    Id length;                    ///< bytes of the record
    Id part;                      ///< of a record that names several vehicles
    Enum kind, method, decision, authMethod, jobState, operation; ///< see event.h
    Column<std::uint16_t> status;
    Id endpoint, reason;
    Id actorLogged, subjectLogged; ///< dictionary `actor`
    Id vehicleLogged;              ///< dictionary `vehicle`; VIN or internal id
    Id authAge;                    ///< seconds plus 1; 0: unknown
    Id client, workload, token, tenant, objectType, object, command, job, net, userAgent, policy, scopes, campaign;
    Id parent;                            ///< dictionary `token`
    Id targets;                           ///< vehicles addressed by the request
    Column<std::uint64_t> request, trace; ///< idHash
    Column<std::uint64_t> line;           ///< hash of the raw record, to find lines that came twice
    Id bytesIn, bytesOut, latency;

    // From here on derived (`applyReference`), not stored.
    Id actor, subject; ///< dictionary `actor`; renamed as of the event's time
    Id vehicle;        ///< dictionary `vehicle`; the VIN where the registry knows the internal id, else as logged
    Id objectTenant;   ///< dictionary `tenant`; of the vehicle as of the event's time
    Column<std::uint16_t> flags;

    std::size_t rows() const { return ts.size(); }
    bool operator==(const EventColumns &) const = default;
};

/// Calls visit(name, pointer to member) for each stored column, in the order in which they are stored.
template <class Visit> void forEachStoredMember(Visit visit)
{
    visit("ts", &EventColumns::ts);
    visit("offset", &EventColumns::offset);
    visit("length", &EventColumns::length);
    visit("part", &EventColumns::part);
    visit("kind", &EventColumns::kind);
    visit("method", &EventColumns::method);
    visit("decision", &EventColumns::decision);
    visit("authn", &EventColumns::authMethod);
    visit("jstate", &EventColumns::jobState);
    visit("op", &EventColumns::operation);
    visit("status", &EventColumns::status);
    visit("endpoint", &EventColumns::endpoint);
    visit("reason", &EventColumns::reason);
    visit("actor", &EventColumns::actorLogged);
    visit("subject", &EventColumns::subjectLogged);
    visit("vehicle", &EventColumns::vehicleLogged);
    visit("auth_age", &EventColumns::authAge);
    visit("client", &EventColumns::client);
    visit("workload", &EventColumns::workload);
    visit("token", &EventColumns::token);
    visit("tenant", &EventColumns::tenant);
    visit("obj_type", &EventColumns::objectType);
    visit("obj", &EventColumns::object);
    visit("command", &EventColumns::command);
    visit("job", &EventColumns::job);
    visit("net", &EventColumns::net);
    visit("ua", &EventColumns::userAgent);
    visit("policy_ver", &EventColumns::policy);
    visit("scopes", &EventColumns::scopes);
    visit("campaign", &EventColumns::campaign);
    visit("parent", &EventColumns::parent);
    visit("targets", &EventColumns::targets);
    visit("req_h", &EventColumns::request);
    visit("trace_h", &EventColumns::trace);
    visit("line_h", &EventColumns::line);
    visit("bytes_in", &EventColumns::bytesIn);
    visit("bytes_out", &EventColumns::bytesOut);
    visit("lat_ms", &EventColumns::latency);
}
/// Calls visit(name, column) for each stored column of these.
template <class Columns, class Visit> void forEachStored(Columns &columns, Visit visit)
{
    forEachStoredMember([&](const char *name, auto member) { visit(name, columns.*member); });
}

/// The texts behind the numbers. `endpoint` holds endpointText(host, template).
struct Dictionaries {
    Dictionary endpoint, reason, actor, client, workload, token, tenant, objectType, object, vehicle, command, job, net,
        userAgent, policy, scopes, campaign;

    bool operator==(const Dictionaries &) const = default;
};

/// Calls visit(name, pointer to member) for each dictionary, in the order in which they are stored.
template <class Visit> void forEachDictionaryMember(Visit visit)
{
    visit("endpoint", &Dictionaries::endpoint);
    visit("reason", &Dictionaries::reason);
    visit("actor", &Dictionaries::actor);
    visit("client", &Dictionaries::client);
    visit("workload", &Dictionaries::workload);
    visit("token", &Dictionaries::token);
    visit("tenant", &Dictionaries::tenant);
    visit("obj_type", &Dictionaries::objectType);
    visit("obj", &Dictionaries::object);
    visit("vehicle", &Dictionaries::vehicle);
    visit("command", &Dictionaries::command);
    visit("job", &Dictionaries::job);
    visit("net", &Dictionaries::net);
    visit("ua", &Dictionaries::userAgent);
    visit("policy", &Dictionaries::policy);
    visit("scopes", &Dictionaries::scopes);
    visit("campaign", &Dictionaries::campaign);
}
/// Calls visit(column, dictionary), pointers to members, for each stored column that holds numbers of a dictionary.
template <class Visit> void forEachNamedMember(Visit visit)
{
    visit(&EventColumns::endpoint, &Dictionaries::endpoint);
    visit(&EventColumns::reason, &Dictionaries::reason);
    visit(&EventColumns::client, &Dictionaries::client);
    visit(&EventColumns::workload, &Dictionaries::workload);
    visit(&EventColumns::token, &Dictionaries::token);
    visit(&EventColumns::tenant, &Dictionaries::tenant);
    visit(&EventColumns::objectType, &Dictionaries::objectType);
    visit(&EventColumns::object, &Dictionaries::object);
    visit(&EventColumns::command, &Dictionaries::command);
    visit(&EventColumns::job, &Dictionaries::job);
    visit(&EventColumns::net, &Dictionaries::net);
    visit(&EventColumns::userAgent, &Dictionaries::userAgent);
    visit(&EventColumns::policy, &Dictionaries::policy);
    visit(&EventColumns::scopes, &Dictionaries::scopes);
    visit(&EventColumns::campaign, &Dictionaries::campaign);
    visit(&EventColumns::actorLogged, &Dictionaries::actor);
    visit(&EventColumns::subjectLogged, &Dictionaries::actor);
    visit(&EventColumns::vehicleLogged, &Dictionaries::vehicle);
    visit(&EventColumns::parent, &Dictionaries::token);
}

/// One name for an endpoint: "host /template", or the template alone.
std::string endpointText(std::string_view host, std::string_view endpoint);
std::string_view endpointHost(std::string_view text);
std::string_view endpointTemplate(std::string_view text);

/// What follows from an address alone. Numbers are of the dictionary `net`, which holds the prefixes, too.
struct NetInfo {
    std::uint32_t pivot = 0;  ///< what addresses are followed by: the address, for IPv6 its /64
    std::uint32_t prefix = 0; ///< stands for the operator when no table of ASNs is loaded: /16, for IPv6 /32
};

/// What follows from a vehicle's name alone: adjacent vehicles have the same prefix and serials that differ by little.
struct VehicleInfo {
    std::uint32_t prefix = 0; ///< same number, same prefix (VIN positions 1-8, 10, 11); 0: no serial is known
    std::uint64_t serial = 0; ///< VIN positions 12-17; for a numeric id the id
};

/// A stretch of time without events of a source, and why nothing is known there.
struct Gap {
    Interval time;
    std::string reason;
    bool operator==(const Gap &) const = default;
};

/// One log file as the analyses see it.
struct Source {
    std::string name;
    std::string path;
    std::string role;   ///< gateway, job, identity, vehicle, waf, cloud-admin, ...
    std::string part;   ///< "region=US", or empty: the whole fleet
    Digest sha256{};    ///< of the unpacked bytes; evidence pointers name it
    std::optional<Interval> covers; ///< as declared by a person
    std::int64_t whole = 0; ///< ts up to which it is whole, when its end is cut off; 0: it is whole
    std::int64_t clockOffset = 0;   ///< ms, accepted by a person; already in `ts`
    bool operator==(const Source &) const = default;
};

/// A role of sources that must cover the window before a vehicle counts as not affected, "gateway" or
/// "gateway:region=US".
struct Required {
    std::string role;
    std::string part;
    bool operator==(const Required &) const = default;
};

/// All events of a case in memory, in order of (ts, source, offset, part); an event is named by its row. A plain value:
/// it can be built from rows (`makeTable`), from a case file or straight from logs.
struct EventTable {
    EventColumns columns;
    Dictionaries names;
    std::vector<NetInfo> nets;         ///< by number in names.net
    std::vector<VehicleInfo> vehicles; ///< by number in names.vehicle
    std::vector<Source> sources;
    std::vector<Required> required{{"gateway", ""}, {"job", ""}};
    ReferenceRows referenceRows;
    Reference reference;

    std::size_t rows() const { return columns.rows(); }
};

/// Adds an event at the end; `finishTable` must follow.
void append(EventTable &table, const Event &event);
/// Sorts by time, makes what follows from addresses and vehicles, and joins the reference data.
void finishTable(EventTable &table);
/// Makes the derived columns and `reference` anew from `referenceRows` (evidence.md 1.3).
void applyReference(EventTable &table);
/// A table of these events.
EventTable makeTable(const std::vector<Event> &events, std::vector<Source> sources = {}, ReferenceRows reference = {});
/// Sets the flag of events whose line also stands in an earlier file of the same role; of lines that a file holds several
/// times the k-th pairs with the k-th. `applyReference` calls it.
void markDuplicateLines(EventTable &table);
/// The event of a row with its texts as logged; ids that are kept as a hash only are empty.
Event eventAt(const EventTable &table, std::size_t row);

/// Rows in [from, to), by binary search.
struct RowRange {
    std::size_t begin = 0;
    std::size_t end = 0;
};
RowRange rowsBetween(const EventTable &table, std::int64_t from, std::int64_t to);

/// Rows by number of one column, each list in order of time.
struct InvertedList {
    std::vector<std::uint64_t> starts; ///< by number, one more at the end
    std::vector<std::uint32_t> rows;

    std::span<const std::uint32_t> of(std::uint32_t id) const
    {
        if (id == 0 || id + 1 >= starts.size())
            return {};
        return std::span(rows).subspan(starts[id], starts[id + 1] - starts[id]);
    }
};
/// By counting sort; rows with number 0 are in no list.
InvertedList invert(const Column<std::uint32_t> &column, std::uint32_t ids);

/// Rows by a 64-bit hash (request, trace).
struct HashList {
    std::vector<std::pair<std::uint64_t, std::uint32_t>> entries; ///< sorted
    std::span<const std::pair<std::uint64_t, std::uint32_t>> of(std::uint64_t hash) const;
};
HashList invert(const Column<std::uint64_t> &column);

/// All lists that pivots need.
struct EventIndex {
    InvertedList token, actor, subject, parent, client, workload, endpoint, vehicle, job, userAgent, policy, campaign;
    InvertedList net;    ///< by NetInfo::pivot
    InvertedList prefix; ///< by NetInfo::prefix
    HashList request, trace;
};
EventIndex makeIndex(const EventTable &table);

} // namespace tarascope::evidence
