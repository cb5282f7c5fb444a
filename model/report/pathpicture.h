#pragma once
#include "model/layout/picture.h"
#include "model/risk/assessment.h"

namespace tarascope {

/// An attack path from left to right: what each step needs stands before what it gives, with the number of the step.
Picture pathPicture(const Graph &graph, const AttackPath &path);

} // namespace tarascope
