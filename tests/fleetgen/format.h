#pragma once
#include "tests/fleetgen/event.h"
#include "tests/fleetgen/options.h"

namespace fleetgen {

/// What one file of a format has before its first record, between two, and after the last.
struct Frame {
    const char *before = "";
    const char *between = "";
    const char *after = "";
    const char *suffix = ".jsonl";
};

Frame frameOf(Format format);
/// Appends one request as a record of an access log; line feeds included where the format has lines.
void appendAccess(std::string &out, const Event &event, Format format, bool localTime, std::uint64_t number);
/// Appends one transition of a job, as a line of JSON or of CSV.
void appendJob(std::string &out, const Event &event, bool csv);
/// Appends a line of the log of changes, tokens, telemetry, vehicles or alerts.
void appendOther(std::string &out, const Event &event);
/// Names of formats as the command line has them; false for an unknown one.
bool formatNamed(const std::string &name, Format &format);
const char *formatName(Format format);
/// Text of the mapping that reads what this format writes.
std::string accessMapping(Format format, const std::string &id);
std::string jobMapping(bool csv);
/// Mapping of `identity`, `idp`, `telemetry`, `vehicle` or `waf`.
std::string otherMapping(const std::string &source);

} // namespace fleetgen
