#pragma once
#include "model/risk/worstpaths.h"
#include "model/rules/problems.h"

namespace tarascope {

/// All that a report is made from; it computes nothing itself.
struct ReportInput {
    const Graph &graph;
    const RatingMethod &method;
    const RiskMatrix &matrix;
    const Assessment &assessment; ///< with reasons
    const std::vector<WorstPath> &worst;
    const std::vector<ValidationProblem> &problems;
    std::string project;  ///< name of the file, without its folder
    std::string digest;   ///< of the content, hexadecimal
    std::string head;     ///< hash of the last journal entry, hexadecimal
    std::string lastEntry; ///< its time; the date of the report
    std::string asOf;
    std::string version; ///< of the program
};

/// The report as one self-contained XHTML file without script or outside parts: summary, method with its values, risk
/// register in three readings with reasons, worst paths with pictures, item definition, assets, damage, controls with test
/// evidence, treatment, goals and requirements with CAL, vulnerabilities, incidents, problems, work products, UN R155
/// Annex 5, and a table of every kind of item. The same input gives the same bytes.
Result<std::string> writeHtmlReport(const ReportInput &input, const Budget &budget);

} // namespace tarascope
