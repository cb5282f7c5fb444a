#pragma once
#include "model/batch.h"
#include "model/budget.h"

namespace tarascope {

/// Reads a catalogue of vehicle signals in the form of the COVESA Vehicle Signal Specification (tree of JSON or YAML).
/// Each branch that has signals of its own becomes a data asset named by its path; actuators, sensors and attributes are
/// kept as text in its own fields. External keys of system "vss:<file name>": the path.
Result<Batch> readVss(std::string_view bytes, const std::string &file, const Budget &budget);

} // namespace tarascope
