#include "app/cli/jsonout.h"
#include "app/cli/textout.h"
#include "app/cli/verbs.h"
#include "app/session.h"
#include "model/inventory/metrics.h"

#include <cmath>

namespace tarascope::cli {

namespace {

void writeAmount(json::Writer &out, std::string_view name, const std::optional<double> &value)
{
    out.key(name);
    if (value)
        writeScore(out, *value);
    else
        out.null();
}

void writeCount(json::Writer &out, const Metric &metric, std::string_view name, std::int64_t count)
{
    out.key(name);
    if (metric.computed)
        out.integer(count);
    else
        out.null();
}

void writeMetric(json::Writer &out, const Graph &graph, const Metric &metric)
{
    out.newline().beginObject().member("id", metric.id);
    writeAmount(out, "value", metric.value);
    writeAmount(out, "lower", metric.lower);
    writeAmount(out, "upper", metric.upper);
    writeCount(out, metric, "numerator", metric.numerator);
    writeCount(out, metric, "denominator", metric.denominator);
    out.member("unit", metricUnitName(metric.unit));
    writeCount(out, metric, "unknown", metric.unknown);
    out.member("title", metric.title).member("formula", metric.formula).key("note");
    if (metric.note.english().empty())
        out.null();
    else
        out.string(metric.note.english());
    out.key("members").beginArray();
    for (const MetricMember &member : metric.members) {
        out.beginObject().key("item");
        writeKey(out, graph, member.item);
        out.member("state", memberStateName(member.state)).member("why", member.why.english()).endObject();
    }
    out.endArray().endObject();
}

std::string metricsJson(const Call &call, const Graph &graph, const std::vector<Metric> &found)
{
    json::Writer out = beginAnswer("metrics", call);
    out.key("metrics").beginArray();
    for (const Metric &metric : found)
        writeMetric(out, graph, metric);
    out.endArray();
    return endAnswer(out);
}

/// "82 to 91 %", "3", "none"
std::string amountText(const Metric &metric)
{
    if (!metric.value)
        return metric.computed ? "none" : "not known";
    const auto whole = [&metric](double value, bool up) {
        // Rounded outwards, so that the true value stays inside.
        return std::to_string(static_cast<std::int64_t>(up ? std::ceil(value) : std::floor(value)));
    };
    const bool share = metric.unit == MetricUnit::Percent;
    const std::string unit = share ? " %" : "";
    if (*metric.lower == *metric.upper)
        return (share ? std::to_string(std::llround(*metric.value)) : whole(*metric.value, false)) + unit;
    return whole(*metric.lower, false) + " to " + whole(*metric.upper, true) + unit;
}

std::string metricsText(const Call &call, const std::vector<Metric> &found)
{
    Table table({"", "METRIC", ">VALUE", ">COUNTED", ">OF", ">UNKNOWN", "NOTE"});
    for (const Metric &metric : found) {
        const auto count = [&metric](std::int64_t number) { return metric.computed ? std::to_string(number) : ""; };
        table.add({std::string(metric.id), metric.title, amountText(metric), count(metric.numerator),
                   count(metric.denominator), count(metric.unknown), metric.note.english()});
    }
    return table.text() + (call.quiet ? "" : "As of " + call.asOf.iso() + "; members and formulas: --json\n");
}

} // namespace

Result<Answer> runMetrics(const Call &call)
{
    const Result<std::unique_ptr<Project>> project = openProject(call.file(), Access::Read);
    if (!project)
        return project.error();
    const Graph &graph = (*project)->graph();
    const std::vector<Metric> found = metrics(graph, call.asOf);
    Answer answer;
    answer.out = call.json ? metricsJson(call, graph, found) : metricsText(call, found);
    return answer;
}

} // namespace tarascope::cli
