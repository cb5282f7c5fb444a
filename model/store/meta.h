#pragma once
#include "model/store/sqlite.h"

#include <map>

namespace tarascope {

/// The small things about a file, by name: projectId, created, digest, head, headSeq, counters. `check` is the SHA-256
/// of all others, so that no bit of them changes unseen.
using Meta = std::map<std::string, std::string, std::less<>>;
using Counters = std::map<std::string, std::int64_t, std::less<>>;

Result<Meta> readMeta(Database &database);
/// The value of `check` that the others ask for.
std::string metaCheck(const Meta &meta);
bool metaIsSound(const Meta &meta);
/// Writes the entries that differ from what is stored; `check` is made anew.
Result<void> writeMeta(Database &database, const Meta &before, Meta &meta);

Result<Counters> readCounters(Database &database);
std::string countersHash(const Counters &counters);
Result<void> writeCounters(Database &database, const Counters &before, const Counters &after);

} // namespace tarascope
