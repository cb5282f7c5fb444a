#pragma once
#include "model/method/ratingmethod.h"
#include "model/risk/assessment.h"
#include "views/tables/tablemodel.h"

#include <set>

namespace tarascope {

/// A step of a path as a row, or the last row: the whole path.
struct StepRow {
    int number = 0; ///< from 1; 0: the whole path
    QString reaches;
    std::string icon;
    std::string color;
    QString reason;
    bool failed = false; ///< a failed test makes it possible
    Rating rating;
    RatingSource source = RatingSource::Default;
    bool unrated = false;
    bool nothing = false;
    QString rule;
    std::set<Factor> deciding;
};

using StepsModel = TableModel<StepRow, int>;

/// Number, what is reached, one column per factor, reason, where the rating comes from.
std::vector<Column<StepRow>> stepColumns(const std::vector<Factor> &factors);
/// "nothing to overcome" stands over all factors; these are the columns from and count for QTableView::setSpan.
inline constexpr int firstFactorColumn = 2;

/// Words for a step that is reached ("a request to EP-1 gets CM-1 accepted"); the page is given them.
using StepWords = std::function<QString(const PathStep &step, ItemId profile)>;

/// Rows for the steps and one for the whole path with its sum.
std::vector<StepRow> stepRows(const Graph &graph, const AttackPath &path, const RatingMethod *method,
                              const StepWords &words);
/// "4 + 6 + 3 + 1 + 4 = 18, Medium"
QString sumWords(const RatingMethod *method, const Scored &total);

} // namespace tarascope
