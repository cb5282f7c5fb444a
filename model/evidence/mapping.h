#pragma once
#include "model/budget.h"
#include "model/evidence/address.h"
#include "model/evidence/event.h"
#include "model/evidence/pattern.h"
#include "model/evidence/timetext.h"
#include "model/sha256.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Mapping files: how the records of a log become canonical events (evidence.md 1.4).

namespace tarascope::evidence {

enum class LogFormat : std::uint8_t { JsonLines, Lines, Csv, Json, W3c };
std::string_view word(LogFormat format);

/// What a mapping can fill: columns of the canonical event, and what endpoints are made of. `Extra` is any other name
/// that a rule of the mapping reads.
enum class Field : std::uint8_t {
    Method,
    Endpoint,
    RawPath, ///< makes the endpoint
    Host,    ///< makes the endpoint
    Status,
    Reason,
    Actor,
    Authn,
    AuthAge,
    Client,
    Workload,
    Token,
    Tenant,
    ObjectType,
    Object,
    Vehicle, ///< VIN, internal id, or a list of them
    Command,
    Job,
    JobState,
    Targets,
    Net,
    UserAgent,
    Request,
    Trace,
    Policy,
    Scopes,
    BytesIn,
    BytesOut,
    Latency,
    Operation,
    Subject,
    Parent,
    Campaign,
    EventId, ///< not stored
    Extra
};
inline constexpr std::size_t fieldCount = static_cast<std::size_t>(Field::Extra);
/// The name in a mapping: "req_h". Empty for Extra.
std::string_view word(Field field);
std::optional<Field> fieldOf(std::string_view word);

/// One step of a path into a record.
struct RecordStep {
    enum class Kind : std::uint8_t {
        Member, ///< `a` or `["x.y"]`
        Index,  ///< `[0]`, `[-1]`
        All,    ///< `[*]`
        Where,  ///< `[key="service.name"]`: the first element whose member `name` is `value`
        Parent  ///< `^`
    };
    Kind kind = Kind::Member;
    std::string name;
    std::string value;
    int index = 0;
    bool operator==(const RecordStep &) const = default;
};

/// A path as it is written, and its steps. In lines it names a group of the pattern (`@name`: of the prefix), in tables
/// a column.
struct ValuePath {
    std::string text;
    std::vector<RecordStep> steps;
    bool operator==(const ValuePath &) const = default;
};
/// Reads a path; what is wrong with it, when it is none.
Result<ValuePath> parsePath(std::string_view text);

/// How one value is found in a record.
struct ValueRule {
    enum class Take : std::uint8_t { Whole, First, Last, Nth, Client };
    enum class Type : std::uint8_t { Text, Integer, Address };

    std::vector<ValuePath> paths; ///< the first that has a value
    std::optional<std::string> constant;
    std::vector<ValueRule> otherwise; ///< asked when the paths have no value, one at most
    std::vector<std::string> noValue; ///< texts that mean "none", beside "-" and ""
    std::string split;
    Take take = Take::Whole;
    int nth = 0;
    std::vector<AddressBlock> trusted; ///< Client: the right-most address in none of these
    std::optional<Pattern> pattern;    ///< its group 1 is the value; no match, no value
    std::map<std::string, std::string, std::less<>> words; ///< `enum`; "*": any other
    std::map<std::string, std::string, std::less<>> lookup; ///< what is not in it stays as it is
    Type type = Type::Text;
    bool badIsNone = false; ///< `onBad` null: what is not of the type is no value, else the record is refused
    bool hmac = false;      ///< never kept: only its keyed HMAC
    bool lower = false;
};

struct TimeRule {
    ValueRule value;
    TimeFormat format;
};

/// `name in a..b`, `name in [..]`, `=`, `!=`, `~ pattern`, `exists`, `missing`.
struct Condition {
    enum class Test : std::uint8_t { Between, OneOf, Equal, NotEqual, Match, Exists, Missing };
    std::string name;              ///< a field, also one that is not stored
    std::optional<ValuePath> path; ///< `$path` instead
    Test test = Test::Exists;
    std::int64_t low = 0;
    std::int64_t high = 0;
    std::vector<std::string> words;
    std::optional<Pattern> pattern;
};
struct DecisionRule {
    std::vector<Condition> all; ///< empty: `else`
    Decision then = Decision::Unknown;
};

/// A typed path: `{name}` stands for one segment. `{vin}` fills the vehicle; `capture` says what others fill.
struct PathTemplate {
    Method method = Method::Unknown; ///< Unknown: any
    std::string path;
    std::map<std::string, std::string> set;   ///< field: constant
    std::map<std::string, Field> capture;     ///< name in braces: field
};

/// How the text of one record is taken apart, and what becomes of it.
struct Shape {
    enum class Parse : std::uint8_t { Json, Pattern, Table };
    std::string name;
    Parse parse = Parse::Json;
    std::optional<Pattern> pattern;
    std::string skip; ///< reason; such records are counted and left out
    std::optional<TimeRule> time;
    std::optional<ValueRule> kind;
    std::map<std::string, ValueRule> fields; ///< by name; those of the mapping fill what is not here
    std::vector<DecisionRule> decision;
};

/// A mapping file.
struct Mapping {
    enum class Prefix : std::uint8_t { None, Cri, Docker, Syslog, Pattern };

    std::string id;
    std::int64_t version = 1;
    std::string role;
    LogFormat format = LogFormat::JsonLines;
    ValuePath records; ///< format json
    char delimiter = ',';
    char quote = '"';
    std::vector<std::string> header; ///< csv; empty: the first record
    Prefix prefix = Prefix::None;
    std::optional<Pattern> prefixPattern;
    std::vector<Shape> shapes; ///< at least one; complete, so nothing else says time, kind, fields or decision
    std::vector<PathTemplate> templates;
    std::vector<std::string> query; ///< names of query values that stay in the endpoint
    std::vector<std::string> require;
    std::vector<std::string> drop;
    std::optional<std::int64_t> lateMaxSeconds;
    std::optional<double> nullActorMaxPercent;
    std::map<std::string, std::string> sql; ///< column of an outside table by field
    Digest sha256{};                        ///< of the file
};

/// Reads a mapping file. Any word that is not of the format is an error with its place.
Result<Mapping> readMapping(std::string_view bytes, const std::string &file, const Budget &budget);

/// The mappings that come with the program, by id.
std::vector<std::string> shippedMappings();
/// One of them; an error of kind Usage when there is none of that id.
Result<Mapping> shippedMapping(const std::string &id);

} // namespace tarascope::evidence
