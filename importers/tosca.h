#pragma once
#include "model/batch.h"
#include "model/budget.h"

namespace tarascope {

/// Reads a vehicle architecture in TOSCA (YAML). Node templates become networks, components, software versions, services
/// and so on by the names of their types, requirements the links that the model has for them, groups zones. What has no
/// place is kept in own fields ("x-tosca-type", "x-tosca-requirements") or listed. Refused: files without a topology
/// template. External keys of system "tosca:<file name>": "node:<name>" and "group:<name>".
Result<Batch> readTosca(std::string_view bytes, const std::string &file, const Budget &budget);

} // namespace tarascope
