#pragma once
#include "model/store/sqlite.h"

#include <cstdint>

namespace tarascope::evidence {

/// "TARC" at byte 68 of every case file.
inline constexpr std::uint32_t caseApplicationId = 0x54415243;
inline constexpr std::uint32_t caseSchemaVersion = 1;

/// Refuses, with the reason, what is no case file or of a newer version; read without SQLite. A missing file is an error
/// of kind Usage.
Result<void> checkCaseHeader(const std::string &path);
/// Makes all tables in a new, empty file.
Result<void> createCaseSchema(Database &database);
/// Compares the schema word by word with the known one before anything else is read.
Result<void> checkCaseSchema(Database &database, const std::string &path);

} // namespace tarascope::evidence
