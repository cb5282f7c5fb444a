#pragma once
#include "model/batch.h"
#include "model/budget.h"

namespace tarascope {

/// Reads the part of an AUTOSAR system description (ARXML of AUTOSAR 3 and 4) that says who is on which bus: ECU
/// instances become components, physical channels networks; frames, PDUs and signals are kept as `addBuses` says.
/// References that lead nowhere are listed. Refused with position and reason: ECU configurations and other AUTOSAR files
/// without ECU instances and clusters, FIBEX. External keys of system "arxml:<file name>": "bus:<path>", "node:<path>".
Result<Batch> readArxml(std::string_view bytes, const std::string &file, const Budget &budget);

} // namespace tarascope
