#pragma once
#include "model/batch.h"
#include "model/budget.h"

namespace tarascope {

/// Reads a CAN network definition in XML (KCD). Each bus becomes a network, each node a component (type ecu). A node is
/// attached to the one bus of the file, or to the buses on which it sends or receives; messages and signals are kept as
/// `addBuses` says. External keys of system "kcd:<file name>": "bus:<name>" and "node:<name>".
Result<Batch> readKcd(std::string_view bytes, const std::string &file, const Budget &budget);

} // namespace tarascope
