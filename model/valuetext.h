#pragma once
#include "model/graph.h"

namespace tarascope {

/// A value as English text for reports and tables of files: choices as words ("deny open"), items by key, ratings by level
/// ids, dates in ISO form. Empty for an empty value.
std::string valueText(const Graph &graph, const AttributeShape &shape, const Value &value);

/// "fleetCertificate" -> "fleet certificate", "veryLow" -> "very low"; what has no humps stays.
std::string spacedWords(std::string_view name);

} // namespace tarascope
