#pragma once
#include "model/batch.h"
#include "model/budget.h"
#include "model/json/node.h"

namespace tarascope {

/// Whether an Open Threat Model says that it is our own export.
bool isOwnOtm(const json::Document &document);
/// Reads our own export (model/exchange): types are names of kinds, attributes are in our JSON form, flows name the link
/// they are. What another tool added is read by the rules of FlowModel.
Result<Batch> readOwnOtm(const json::Document &document, const Budget &budget);

} // namespace tarascope
