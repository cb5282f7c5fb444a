#include "tests/fleetgen/surface.h"

#include "tests/fleetgen/event.h"

#include <array>

namespace fleetgen {
namespace {

constexpr const char *api = "api.norlund.example";
constexpr const char *id = "id.norlund.example";
constexpr const char *dealer = "dealer.norlund.example";
constexpr const char *fleet = "fleet.norlund.example";
constexpr const char *partner = "partner.norlund.example";
constexpr const char *ota = "ota.norlund.example";

constexpr std::array<Operation, callCount> operations{{
    {api, "GET", "/v3/vehicles", ""},
    {api, "GET", "/v3/vehicles/{id}/status", ""},
    {api, "GET", "/v3/vehicles/{id}/position", ""},
    {api, "POST", "/v3/vehicles/{id}/step-up", ""},
    {api, "POST", "/v3/vehicles/{id}/commands/unlock", "unlock"},
    {api, "POST", "/v3/vehicles/{id}/commands/lock", "lock"},
    {api, "POST", "/v3/vehicles/{id}/commands/start", "start"},
    {api, "POST", "/v3/vehicles/{id}/commands/stop", "stop"},
    {api, "POST", "/v3/vehicles/{id}/commands/climate", "climate"},
    {api, "POST", "/v3/vehicles/{id}/commands/horn-lights", "horn-lights"},
    {api, "POST", "/v3/vehicles/{id}/commands/tailgate", "tailgate"},
    {api, "POST", "/v3/vehicles/{id}/commands/charging", "charging"},
    {api, "GET", "/v3/jobs/{x}", ""},
    {api, "GET", "/v2/vehicles/{vin}/status", ""},
    {api, "GET", "/v2/vehicles/{vin}/location", ""},
    {api, "POST", "/v2/vehicles/{vin}/unlock", "unlock"},
    {api, "POST", "/v2/vehicles/{vin}/drive/start", "start"},
    {api, "PUT", "/v2/vehicles/{vin}/climate", "climate"},
    {api, "GET", "/v1/vehicles/{vin}/status", ""},
    {api, "POST", "/v1/vehicles/{vin}/unlock", "unlock"},
    {api, "GET", "/v1/vehicles/{vin}/location", ""},
    {id, "POST", "/oauth/token", ""},
    {id, "GET", "/account/v2/me", ""},
    {id, "POST", "/account/v2/vehicles/{id}/invitations", ""},
    {id, "POST", "/account/v2/vehicles", ""},
    {dealer, "POST", "/dealer/v1/registrations", ""},
    {dealer, "POST", "/dealer/v1/sessions", ""},
    {dealer, "GET", "/dealer/v1/customers", ""},
    {dealer, "GET", "/dealer/v1/vehicles/{vin}", ""},
    {dealer, "GET", "/dealer/v1/vehicles/{vin}/location", ""},
    {dealer, "PUT", "/dealer/v1/vehicles/{vin}/primary-user", ""},
    {dealer, "POST", "/dealer/v1/vehicles/{vin}/service-unlock", "unlock"},
    {dealer, "POST", "/dealer/v1/vehicles/{vin}/workshop-start", "start"},
    {dealer, "POST", "/dealer/v1/vehicles/{vin}/diagnostic-sessions", ""},
    {dealer, "POST", "/dealer/v1/cases", ""},
    {fleet, "GET", "/fleet/v1/vehicles", ""},
    {fleet, "GET", "/fleet/v1/groups/{x}/positions", ""},
    {fleet, "POST", "/fleet/v1/groups/{x}/commands", "lock"},
    {fleet, "POST", "/fleet/v1/vehicles/{vin}/immobilise", "immobilise"},
    {fleet, "POST", "/fleet/v1/vehicles/{vin}/release", "release"},
    {partner, "GET", "/partner/v1/vehicles", ""},
    {partner, "GET", "/partner/v1/vehicles/{vin}/charge-state", ""},
    {partner, "POST", "/partner/v1/vehicles/{vin}/charging", "charging"},
    {partner, "GET", "/partner/v1/vehicles/{vin}/odometer", ""},
    {ota, "GET", "/ota/v2/vehicles/{vin}/manifest", ""},
    {ota, "POST", "/ota/v2/vehicles/{vin}/reports", ""},
}};

} // namespace

const Operation &operation(Call call) { return operations[static_cast<std::size_t>(call)]; }

const char *stateName(State state)
{
    static constexpr const char *names[] = {"",         "requested", "authorized", "queued",  "delivered",
                                            "executed", "confirmed", "rejected",   "expired"};
    return names[static_cast<std::size_t>(state)];
}

} // namespace fleetgen
