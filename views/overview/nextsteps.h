#pragma once
#include "views/frame/workspacepage.h"
#include "views/reasons/explaindialog.h"

namespace tarascope {

/// Something to do: a finding, and where the work is.
struct NextStep {
    enum class Goal {
        Item,     ///< one item
        Rows,     ///< several: the explanation lists them
        Problems, ///< the list of problems
        Risks,    ///< the register
        Paths     ///< attack paths
    };
    std::string icon;
    std::string ink = "text.secondary";
    QString words;
    QString link;
    QString tip; ///< more than there is room for in the row
    Goal goal = Goal::Item;
    ItemId item;
    Explanation rows;
};

/// What is to be done next, most urgent first: failed tests, errors, risks above what was claimed without a decision,
/// acceptances that run out, results that prove nothing, tests that never ran, steps that rest on defaults.
std::vector<NextStep> nextSteps(const Graph &graph, const Assessment &assessment, const Survey &survey);

/// Risks that are higher evidenced than claimed, the worst first, each with the failed test or the missing proof.
Explanation assuranceGap(const Graph &graph, const Assessment &assessment);
/// "9 risks are higher than claimed, 5 of them because tests failed."; empty where none is.
QString assuranceGapWords(const Assessment &assessment);

/// The finding that stands as title of the overview.
QString overviewTitle(const Assessment &assessment);

} // namespace tarascope
