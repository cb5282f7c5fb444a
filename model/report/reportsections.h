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
void writeItemDefinition(Html &out, const ReportInput &input);
void writeAssets(Html &out, const ReportInput &input);
void writeDamage(Html &out, const ReportInput &input);
void writeControls(Html &out, const ReportInput &input);
void writeTreatment(Html &out, const ReportInput &input);
Result<void> writeGoals(Html &out, const ReportInput &input);
void writeWeaknesses(Html &out, const ReportInput &input);
void writeProblems(Html &out, const ReportInput &input);
Result<void> writeWorkProducts(Html &out, const ReportInput &input);
Result<void> writeRegulation(Html &out, const ReportInput &input);
void writeInventory(Html &out, const ReportInput &input);
void writeProvenance(Html &out, const ReportInput &input);

/// The words of an attribute; empty where it has no value.
std::string attributeText(const Graph &graph, const Item &item, AttributeId id);
std::vector<ItemId> itemsByKey(const Graph &graph, Kind kind);
/// Items at the far end of links of a kind, as links to their rows.
void putEnds(Html &out, const Graph &graph, ItemId item, LinkKind kind, bool outward);
/// A risk as a chip with its digit; "not rated" in words.
void putRisk(Html &out, std::optional<int> risk);
/// The sentences of reasons, each once, with its place; those that an analyst's rating is missing are left out.
void putReasons(Html &out, const std::vector<Reason> &reasons);

} // namespace tarascope
