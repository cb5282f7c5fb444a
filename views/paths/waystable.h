#pragma once
#include "model/risk/assessment.h"
#include "views/tables/tablemodel.h"

namespace tarascope {

/// A minimal way to the target: one row of the frontier.
struct WayRow {
    std::size_t place = 0; ///< in PathsResult::paths
    Scored total;
    int unrated = 0;
    std::size_t steps = 0;
};

using WaysModel = TableModel<WayRow, std::size_t>;

/// The effort in words and as levels, the class with its score, how many steps it takes.
std::vector<Column<WayRow>> wayColumns();
std::vector<WayRow> wayRows(const PathsResult &result);

/// "High: Anybody, at once"
QString waysTitle(const PathsResult &result);
/// "To TS-1 Unlock, evidenced reading, exact; 3 ways in, none easier in every factor"
QString waysNote(const PathsResult &result, const QString &target, Reading reading);

} // namespace tarascope
