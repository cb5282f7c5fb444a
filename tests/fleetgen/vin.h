#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace fleetgen {

/// The check digit of position 9 (49 CFR 565.15): 0 to 9 or X; '?' when a character cannot stand in a VIN.
char checkDigit(std::string_view vin);
/// A VIN from the first eight characters, characters 10 and 11, and a serial number of six digits.
std::string makeVin(std::string_view first8, std::string_view yearAndPlant, std::uint32_t serial);
/// Seventeen allowed characters, and the ninth is right.
bool validVin(std::string_view vin);

} // namespace fleetgen
