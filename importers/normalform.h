#pragma once
#include "model/batch.h"
#include "model/json/node.h"

namespace tarascope {

/// Reads the normal form (interface.md, "Normal form"). Entries with a `uid` come from our own export and are taken as
/// they stand; of the others `id` is the wished key and the external key of system `normal-form`. Errors name line,
/// column and JSON pointer; members that nobody knows are in `skipped`.
Result<Batch> readNormalForm(const json::Document &document, const Budget &budget);

/// The same from bytes.
Result<Batch> readNormalForm(std::string_view bytes, const std::string &file, const Budget &budget);

} // namespace tarascope
