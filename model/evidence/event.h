#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tarascope::evidence {

/// What a record of a log tells about. The numbers are stored.
enum class EventKind : std::uint8_t {
    Unknown = 0,
    Api = 1,    ///< one request seen by a gateway or service
    Job = 2,    ///< one state transition of one command on one vehicle
    Change = 3, ///< of ownership, delegation, role, scope, key or policy
    Auth = 4,   ///< token issued, refreshed or revoked, step-up, login
    Tele = 5,   ///< telemetry per device and bucket; its volume is `bytesIn`
    Vehicle = 6, ///< confirmed or reported by the vehicle itself
    Alert = 7   ///< of a WAF or IDS about a request
};

enum class Method : std::uint8_t { Unknown, Get, Head, Post, Put, Patch, Delete, Options, Connect, Trace, Other };

enum class Decision : std::uint8_t { Unknown = 0, Allow = 1, Deny = 2, Error = 3 };

/// How the caller proved who it is.
enum class AuthMethod : std::uint8_t { Unknown, None, Password, Otp, Passkey, Certificate, Token, ApiKey, Mutual, Other };

/// The eight states of a command on one vehicle (authorization.md 1).
enum class JobState : std::uint8_t {
    None = 0,
    Requested = 1,
    Authorized = 2,
    Queued = 3,
    Delivered = 4,
    Executed = 5,
    Confirmed = 6,
    Rejected = 7,
    Expired = 8
};
/// Executed, confirmed, rejected or expired.
inline bool isTerminal(JobState state) { return state >= JobState::Executed; }

/// What a change or an authentication did.
enum class Operation : std::uint8_t {
    None,
    Login,
    Issue,
    Refresh,
    Revoke,
    StepUp,
    AddUser,
    RemoveUser,
    TransferOwner,
    AddKey,
    GrantScope,
    RevokeScope,
    NotifyOwner,
    Policy,
    Rename
};

/// Bits of the column `flags`; all but `duplicateLine` follow from the reference data and are made anew with it.
namespace flag {
inline constexpr std::uint16_t crossTenant = 1;     ///< tenant and tenant of the object are known and differ
inline constexpr std::uint16_t relationActive = 2;  ///< the actor has a relation to the vehicle
inline constexpr std::uint16_t relationUnknown = 4; ///< within the clock tolerance of a transfer
inline constexpr std::uint16_t delegated = 8;       ///< the actor's tenant has a relation to the tenant of the object
inline constexpr std::uint16_t notInRegistry = 16;  ///< names a vehicle that the registry does not know at that time
inline constexpr std::uint16_t duplicateLine = 32;  ///< pairs with the same line in another file of the same role
} // namespace flag

/// One canonical event with its texts; empty text, 0 and Unknown stand for "no value".
struct Event {
    static constexpr std::uint32_t noAge = 0xFFFFFFFFu;

    std::int64_t ts = 0; ///< ms since 1970, UTC
    std::uint16_t source = 0;
    std::uint64_t offset = 0; ///< of the record in its (unpacked) source
    std::uint32_t length = 0; ///< bytes of the record
    std::uint32_t part = 0;   ///< which of the rows of one record that names several vehicles
    EventKind kind = EventKind::Unknown;
    Method method = Method::Unknown;
    std::string host;
    std::string endpoint; ///< path template ("/v1/vehicles/{vin}/unlock") or name of an operation
    std::uint16_t status = 0;
    Decision decision = Decision::Unknown;
    std::string reason;
    std::string actor; ///< as logged
    AuthMethod authMethod = AuthMethod::Unknown;
    std::uint32_t authAge = noAge; ///< seconds
    std::string client;
    std::string workload;
    std::string token; ///< jti, or a keyed HMAC
    std::string tenant;
    std::string objectType;
    std::string object;
    std::string vehicle; ///< as logged: VIN or internal id
    std::string command;
    std::string job;
    JobState jobState = JobState::None;
    std::uint32_t targets = 0; ///< vehicles addressed by the request
    std::string net;           ///< address, normalised
    std::string userAgent;     ///< family and major version
    std::string request;       ///< only its 64-bit hash is kept
    std::string trace;         ///< only its 64-bit hash is kept
    std::string policy;
    std::string scopes; ///< sorted, one space between
    std::uint32_t bytesIn = 0;
    std::uint32_t bytesOut = 0;
    std::uint32_t latency = 0; ///< ms
    Operation operation = Operation::None;
    std::string subject;  ///< identity that the change is about
    std::string parent;   ///< token refreshed from
    std::string campaign; ///< of a bulk request
    std::uint16_t flags = 0;

    bool operator==(const Event &) const = default;
};

/// The words of the enumerations, as mappings, command line and JSON write them.
std::string_view word(EventKind kind);
std::string_view word(Method method);
std::string_view word(Decision decision);
std::string_view word(AuthMethod method);
std::string_view word(JobState state);
std::string_view word(Operation operation);

std::optional<EventKind> eventKindOf(std::string_view word);
/// Either case; a method outside RFC 9110 is Other, no text is Unknown.
Method methodOf(std::string_view word);
std::optional<Decision> decisionOf(std::string_view word);
std::optional<AuthMethod> authMethodOf(std::string_view word);
std::optional<JobState> jobStateOf(std::string_view word);
std::optional<Operation> operationOf(std::string_view word);

/// The 64 bits that stand for a request or trace id; 0 for no text, never 0 for one. What is cited is confirmed on the
/// raw line first.
std::uint64_t idHash(std::string_view text);

/// RFC 3339 in UTC with milliseconds: "2026-06-01T08:00:00.000Z".
std::string timeText(std::int64_t ms);

} // namespace tarascope::evidence
