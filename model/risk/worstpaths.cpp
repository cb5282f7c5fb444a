#include "model/risk/worstpaths.h"

#include <algorithm>
#include <tuple>

namespace tarascope {

namespace {

/// Sorts the worst first; threats that no attack reaches come last.
auto badness(const ThreatRisk &risk)
{
    const ReadingRisk &evidenced = risk.at(Reading::Evidenced);
    return std::tuple(!evidenced.easiest, -evidenced.risk.value_or(0),
                      evidenced.easiest ? evidenced.easiest->difficulty : 0, -static_cast<int>(risk.impact));
}

/// The worst row of each threat scenario that an attack reaches, worst first; equal ones stay in the order of their keys.
std::vector<ThreatRisk> worstRows(const Assessment &assessment)
{
    std::vector<ThreatRisk> rows;
    for (const ThreatRisk &risk : assessment.risks) {
        const auto same =
            std::find_if(rows.begin(), rows.end(), [&](const ThreatRisk &row) { return row.threat == risk.threat; });
        if (same == rows.end())
            rows.push_back(risk);
        else if (badness(risk) < badness(*same))
            *same = risk;
    }
    std::erase_if(rows, [](const ThreatRisk &risk) { return !risk.at(Reading::Evidenced).easiest; });
    std::stable_sort(rows.begin(), rows.end(),
                     [](const ThreatRisk &a, const ThreatRisk &b) { return badness(a) < badness(b); });
    return rows;
}

} // namespace

Result<Assessment> assessWithReasons(Assessor &assessor, const Graph &graph, const Budget &budget)
{
    Result<Assessment> assessment = assessor.assess(graph, Scenario(), budget);
    if (!assessment)
        return assessment;
    if (Result<void> explained = assessor.explain(graph, *assessment, budget); !explained)
        return explained.error();
    return assessment;
}

Result<std::vector<WorstPath>> worstPaths(Assessor &assessor, const Graph &graph, std::size_t count,
                                          const Budget &budget)
{
    const Result<Assessment> assessment = assessor.assess(graph, Scenario(), budget);
    if (!assessment)
        return assessment.error();
    std::vector<ThreatRisk> rows = worstRows(*assessment);
    rows.resize(std::min(rows.size(), count));
    std::vector<PathsResult> found;
    for (const ThreatRisk &row : rows) {
        PathQuestion question;
        question.target = row.threat;
        question.reading = Reading::Evidenced;
        Result<PathsResult> paths = assessor.paths(graph, question, budget);
        if (!paths)
            return paths.error();
        found.push_back(std::move(*paths));
    }
    std::vector<WorstPath> worst;
    for (std::size_t round = 0; round < count; ++round)
        for (std::size_t i = 0; i < rows.size() && worst.size() < count; ++i)
            if (round < found[i].paths.size())
                worst.push_back({rows[i], found[i].paths[round]});
    return worst;
}

} // namespace tarascope
