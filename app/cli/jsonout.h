#pragma once
#include "app/cli/call.h"
#include "model/graph.h"
#include "model/json/write.h"
#include "model/merge.h"

namespace tarascope::cli {

/// Begins the object of an answer: {"schema":"tarascope.<name>/1","asOf":...
json::Writer beginAnswer(std::string_view name, const Call &call);
/// Ends the object and adds the line feed.
std::string endAnswer(json::Writer &out);

/// A number without a fraction where it is whole: scores of most methods are.
void writeScore(json::Writer &out, double score);
void writeRating(json::Writer &out, const Graph &graph, const Rating &rating);
/// The key of an item or null.
void writeKey(json::Writer &out, const Graph &graph, ItemId item);
void writeKey(json::Writer &out, const Graph &graph, LinkId link);
void writeTexts(json::Writer &out, const std::vector<std::string> &texts);
/// {"file","line","column","offset","pointer","item"} with null for what is not known, or null.
void writeWhere(json::Writer &out, const Where &where);
/// [{"text","code","item","where"}]
void writeReasons(json::Writer &out, const Graph &graph, const std::vector<Reason> &reasons);
/// [{"what","why","where"}]
void writeLosses(json::Writer &out, const std::vector<LossEntry> &losses);
/// {kind: n}
void writeCounts(json::Writer &out, const std::map<std::string, std::int64_t> &counts);
/// {"schema":"tarascope.error/1",...} without a line feed.
std::string errorJson(const Error &error);

} // namespace tarascope::cli
