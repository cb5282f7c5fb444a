#pragma once
#include "model/batch.h"
#include "model/budget.h"

namespace tarascope {

/// Reads a CAN database ("dbc"). The file becomes a network, its nodes components (type ecu) that are attached to it;
/// messages, signals, comments and value tables are kept as text in own fields of the network and of the nodes.
/// External keys of system "dbc:<file name>": "network" and "node:<name>".
Result<Batch> readDbc(std::string_view bytes, const std::string &file, const Budget &budget);

} // namespace tarascope
