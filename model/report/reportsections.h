#pragma once
#include "model/report/html.h"
#include "model/report/report.h"

/// The sections of the HTML report, in their order.

namespace tarascope {

void writeSummary(Html &out, const ReportInput &input);
void writeContents(Html &out);
void writeMethod(Html &out, const ReportInput &input);
void writeRegister(Html &out, const ReportInput &input);
Result<void> writeWorstPaths(Html &out, const ReportInput &input, const Budget &budget);
void writeDamage(Html &out, const ReportInput &input);
void writeControls(Html &out, const ReportInput &input);
void writeTreatment(Html &out, const ReportInput &input);
void writeProblems(Html &out, const ReportInput &input);
void writeInventory(Html &out, const ReportInput &input);
void writeProvenance(Html &out, const ReportInput &input);

/// A risk as a chip with its digit; "not rated" in words.
void putRisk(Html &out, std::optional<int> risk);
/// The sentences of reasons, each once, with its place; those that an analyst's rating is missing are left out.
void putReasons(Html &out, const std::vector<Reason> &reasons);

} // namespace tarascope
