#pragma once
#include "model/inventory/metrics.h"
#include "views/reasons/explaindialog.h"

namespace tarascope {

/// "82 to 91 %", "3", "none", "not known"; bounds are rounded outwards.
QString metricWords(const Metric &metric);
/// Formula, counts and members of a metric; what is missing first.
Explanation explain(const Metric &metric);

} // namespace tarascope
