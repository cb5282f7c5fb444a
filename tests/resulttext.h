#pragma once
#include "model/risk/assessment.h"

/// Results as text with keys in the place of ids, so that two of them can be compared and read. Everything a caller can
/// see is in it; `reasons` and the places they name can be left out.
enum class Reasons { With, Without };
std::string textOf(const tarascope::Graph &graph, const tarascope::Assessment &assessment, Reasons reasons = Reasons::With);
std::string textOf(const tarascope::Graph &graph, const tarascope::PathsResult &result, Reasons reasons = Reasons::With);
std::string textOf(const tarascope::Graph &graph, const std::vector<tarascope::GuardState> &states);
