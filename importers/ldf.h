#pragma once
#include "model/batch.h"
#include "model/budget.h"

namespace tarascope {

/// Reads a LIN description file (LDF of LIN 1.3 to 2.2, ISO 17987-2). The file becomes a network of type lin, master and
/// slaves components (type ecu) that are attached to it; frames and signals are kept as `addBuses` says. External keys
/// of system "ldf:<file name>": "network" and "node:<name>".
Result<Batch> readLdf(std::string_view bytes, const std::string &file, const Budget &budget);

} // namespace tarascope
