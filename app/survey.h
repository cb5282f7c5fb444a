#pragma once
#include "views/frame/survey.h"

namespace tarascope {

/// Today in the place where the program runs.
Date today();

/// All that the pages show beside the risks, as of today.
Result<Survey> surveyOf(const Graph &graph, Assessor &assessor, const Budget &budget);

} // namespace tarascope
