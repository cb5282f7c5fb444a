#pragma once
#include <cstddef>

namespace fleetgen {

/// The operations of the demo project that the traffic uses.
enum class Call {
    ListVehicles, Status, Position, StepUp, Unlock, Lock, Start, Stop, Climate, HornLights, Tailgate, Charging, GetJob,
    StatusV2, LocationV2, UnlockV2, StartV2, ClimateV2, StatusV1, UnlockV1, LocationV1,
    IssueToken, GetAccount, InviteDriver, EnrolVehicle,
    DealerRegister, DealerSession, DealerCustomers, DealerVehicle, DealerLocation, DealerPrimaryUser, DealerUnlock,
    DealerStart, DealerDiagnostics, DealerOpenCase,
    FleetVehicles, FleetPositions, FleetCommands, FleetImmobilise, FleetRelease,
    PartnerVehicles, PartnerChargeState, PartnerCharging, PartnerOdometer,
    OtaManifest, OtaReport, Count
};

/// One operation: `{vin}` or `{id}` in its path is a vehicle, `{x}` any other name.
struct Operation {
    const char *host;
    const char *method;
    const char *path;
    const char *command; ///< empty for what is no command
};

const Operation &operation(Call call);
constexpr std::size_t callCount = static_cast<std::size_t>(Call::Count);

} // namespace fleetgen
