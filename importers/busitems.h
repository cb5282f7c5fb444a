#pragma once
#include "importers/busdescription.h"
#include "importers/lossreport.h"
#include "importers/sourcetext.h"

namespace tarascope {

/// Puts the buses of a file into a batch: each bus becomes a network, each node a component (type ecu, id "node:<id>")
/// attached to the buses that name it. Messages, signals, comments and value tables are kept as text in own fields of
/// networks ("x-can-matrix", "x-lin-matrix") and nodes ("x-can-sends"). Nodes that only messages name are told.
void addBuses(const BusDescription &description, const SourceText &source, Batch &batch, LossReport &kept,
              LossReport &skipped);

} // namespace tarascope
