#pragma once
#include "model/risk/front.h"
#include "model/risk/targets.h"

namespace tarascope {

/// The rows of the risk register, not yet rated: one per threat scenario and damage scenario that it realizes, by key.
std::vector<ThreatRisk> registerRows(const Graph &graph);

/// Rates one row under one reading (ISO/SAE 21434, 15.7 and 15.8): the easiest attack of any profile on any target, and
/// the risk value of its feasibility and the impact. No attack counts as very low; no target or no impact is not rated.
void rateReading(const Stages &stages, const RiskMatrix &matrix, const Front &front, const Targets &targets,
                 ImpactLevel impact, ReadingRisk &reading);

/// How many steps that people see an attack graph has, and how many of them rest on defaults.
Coverage coverageOf(const AttackGraph &attack);

} // namespace tarascope
