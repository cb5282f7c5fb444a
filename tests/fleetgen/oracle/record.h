#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace oracle {

/// One event as the slow reference sees it: everything is text, nothing is shared.
struct Record {
    std::int64_t ts = 0;
    std::string kind;
    std::string endpoint; ///< method and template
    std::string method;
    std::string path;
    int status = 0;
    std::string decision;
    std::string actor;
    std::string token;
    std::string tenant;
    std::string client;
    std::string net;
    std::string ua;
    std::string vehicle; ///< a VIN
    std::string command;
    std::string job;
    int state = 0;
    std::string request;
    int authAge = -1;
    int targets = 0;
    std::string campaign;
    std::string op;
    std::string subject;
    std::string parent;
    std::string scopes;
};

struct RegistryRow {
    std::string internal, model, sw, region, tenant, owner;
    std::int64_t from = 0;
    std::int64_t to = 0;
};

struct RelationRow {
    std::string kind, object;
    std::int64_t from = 0;
    std::int64_t to = 0;
};

/// The events of one role and scope, and how its lines came out.
struct Source {
    std::string role;
    std::string scope; ///< `region=EU`, or empty
    std::vector<std::int64_t> times;
};

struct Counts {
    std::uint64_t ok = 0;
    std::uint64_t bad = 0;
};

/// What the rules must know besides logs.
struct Context {
    struct Version {
        std::string prefix;
        std::int64_t deprecated = 0;
    };
    std::vector<Version> versions;
    std::vector<std::string> highRisk{"unlock", "start", "tailgate"};
    std::vector<std::string> approvers;
    std::vector<std::string> sensitive;
    std::vector<std::string> campaigns;
    std::map<std::string, std::int64_t> ttl; ///< seconds
    std::vector<std::pair<std::int64_t, std::int64_t>> planned; ///< when a campaign moves the volumes of telemetry
};

/// A case that was read: all events in the order of time, the reference data, what to look for.
struct Case {
    std::vector<Record> records;
    std::vector<Source> sources;
    std::map<std::string, Counts> counts; ///< by file
    std::map<std::string, std::vector<RegistryRow>> registry;
    std::map<std::string, std::vector<RelationRow>> relations; ///< by subject
    std::vector<std::string> required;
    std::vector<std::pair<std::string, std::string>> seeds;
    std::int64_t from = INT64_MIN;
    std::int64_t to = INT64_MAX;
    Context context;

    /// The row of a car at that time; null when there is none.
    const RegistryRow *row(const std::string &vin, std::int64_t ts) const;
    /// An active relation of the actor to the car or its tenant; within a minute of a change it is taken for one.
    bool related(const std::string &actor, const std::string &vin, std::int64_t ts, const std::string &kind = {}) const;
    bool delegated(const std::string &from, const std::string &to, std::int64_t ts) const;
};

/// The class of each car of the registry, and what it was found by.
struct Scope {
    std::map<std::string, std::string> classes;
    std::vector<std::string> strong; ///< `token=...` and `actor=...` of the chain, sorted
    std::vector<std::string> asked;  ///< what an analyst must decide, sorted
};

/// Follows the links of section 2 of the design until nothing changes. Slow: every round reads all events.
Scope scopeOf(const Case &each);
/// All findings of D1 to D12 as `RULE name=value name=value`, names sorted. Slow.
std::vector<std::string> detect(const Case &each);

/// Reads a case file (registry, relationships, logs with their mappings) in a folder, but for the files in `without`.
/// The text of what went wrong is empty when all was read.
std::string readCase(const std::string &folder, const std::string &name, const std::vector<std::string> &without, Case &out);

} // namespace oracle
