#pragma once
#include <cstdint>
#include <string>

namespace fleetgen {

enum class Kind : std::uint8_t { Api, Job, Change, Auth, Tele, Veh, Alert };
/// The eight states of a command job, numbered as in the canonical event.
enum class State : std::uint8_t { None, Requested, Authorized, Queued, Delivered, Executed, Confirmed, Rejected, Expired };

const char *stateName(State state);

/// One line of one log, before a writer gives it its form. Empty text is a field that the line does not have.
struct Event {
    std::int64_t ts = 0; ///< true time, milliseconds since 1970
    Kind kind = Kind::Api;
    std::uint8_t region = 0;
    State state = State::None;
    std::int16_t status = 0;
    std::int32_t authAge = -1; ///< seconds
    std::uint32_t targets = 0; ///< vehicles of a bulk request, or count of a telemetry bucket
    std::uint32_t vehicle = 0; ///< index in the fleet + 1; 0 is none
    std::uint32_t planned = 0; ///< number of the planned event + 1; 0 is everyday traffic
    const char *method = "";
    const char *host = "";
    const char *command = "";
    const char *op = "";
    std::string path;
    std::string actor;
    std::string client;
    std::string token;
    std::string tenant;
    std::string net;
    std::string ua;
    std::string request;
    std::string vin; ///< as the job, identity and vehicle logs name it
    std::string job;
    std::string subject;
    std::string parent;
    std::string scopes;
    std::string campaign;
    std::string caseId;
    std::string reason;
    std::string secret; ///< what must never be kept: a header, cookie or body, as fields of a JSON line
};

} // namespace fleetgen
