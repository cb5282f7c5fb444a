#pragma once
#include "model/graph.h"

/// The eleven governance metrics, as far as the model alone can tell them (method.md, "Metrics").

namespace tarascope {

enum class MetricUnit : std::uint8_t { Percent, Count, Seconds, PerMillion };
std::string_view metricUnitName(MetricUnit unit); ///< "percent", "count", "seconds", "perMillion"

/// What one member of the denominator does for its metric.
enum class MemberState : std::uint8_t { Counted, NotCounted, Unknown };
std::string_view memberStateName(MemberState state); ///< "counted", "notCounted", "unknown"

/// One item of a metric's denominator and why it counts or not.
struct MetricMember {
    ItemId item;
    MemberState state = MemberState::Unknown;
    Message why;
};

/// A metric with its bounds: the true value lies between `lower` and `upper`, which differ while something is unknown.
/// A share is that of the members which are known to count, in per cent; a count is their number.
struct Metric {
    std::string_view id;      ///< "M1"
    const char *title = "";   ///< marked for translation
    const char *formula = ""; ///< what is counted over what, in words
    MetricUnit unit = MetricUnit::Percent;
    bool moreIsBetter = true;
    std::optional<double> value; ///< nothing: an input is missing, or there is nothing to measure
    std::optional<double> lower;
    std::optional<double> upper;
    std::int64_t numerator = 0;
    std::int64_t denominator = 0;
    std::int64_t unknown = 0;
    bool computed = false;             ///< from this project; else `note` says which input is missing
    Message note;                      ///< what is missing or not looked at; may be empty
    std::vector<MetricMember> members; ///< by key
};

/// M1 to M11 in their order, as of a day: outcomes after it are not looked at.
std::vector<Metric> metrics(const Graph &graph, Date asOf);

} // namespace tarascope
