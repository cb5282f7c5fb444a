#pragma once
#include "model/evidence/columns.h"

#include <string_view>
#include <vector>

namespace tarascope::evidence {

/// 17 characters without I, O and Q, at least one letter, the last four digits (ISO 3779); the check digit is not
/// looked at, as most of the world does not use it.
bool isVin(std::string_view text);

/// What follows from each address. Prefixes are added to the dictionary.
std::vector<NetInfo> netInfos(Dictionary &net);
/// What follows from each vehicle's name.
std::vector<VehicleInfo> vehicleInfos(const Dictionary &vehicle);

} // namespace tarascope::evidence
