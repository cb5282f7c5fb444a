#pragma once
#include "model/graph.h"
#include "model/paths/scenario.h"

#include <map>
#include <string>
#include <vector>

/// Graphs from text for tests, without the importer. A fault of the text quits the test with a sentence.
struct LoadedCase {
    tarascope::Graph graph;
    std::map<std::string, tarascope::Uid> items;

    tarascope::ItemId id(const std::string &name) const { return graph.findItem(items.at(name)); }
};

/// A case in normal form: entries by id, references by id.
LoadedCase loadCase(const std::string &text);

/// A case in short lines. Items that only links name need no line of their own; their kind follows from the prefix.
///     EP-1 {"exposure":"internet"}      an item
///     CT-1 = 22100                      an implemented control with this resistance; a rating of an attack step or
///                                       vulnerability
///     EP-1 invokes CM-1 {"rating":@1000}  a link; `@` and five digits are the levels of ET, SE, KoIC, WoO, Eq
///     L-7: CR-1 grants EP-1             the same with a key
///     TC-1 : fail 2026-11-20 lab        an outcome, with day and environment where they matter
/// Lines may be divided by `;`.
LoadedCase caseOf(const std::string &lines);

/// Adds outcomes by id of the test: "pass", "fail".
void addOutcome(LoadedCase &loaded, const std::string &test, const std::string &verdict, const std::string &where,
                const std::string &at = "2026-11-19T10:00:00Z", const std::string &environment = {});
std::string readFile(const std::string &path);

/// What is asked of a case; names are those of its text.
struct Ask {
    std::string target; ///< a position or a threat scenario
    tarascope::Reading reading = tarascope::Reading::Claimed;
    tarascope::Scale scale = tarascope::Scale::Vehicle;
    std::string profile = {};
    std::string from = {};
    std::vector<std::string> with = {};
    std::vector<std::string> without = {};
    std::map<std::string, tarascope::Verdict> verdicts = {};
    std::string method = {};
};
/// The Pareto set of the attacks on a target as level digits, sorted: "22100", "02000 10000", "none".
std::string frontier(const LoadedCase &loaded, const Ask &ask);
inline std::string frontier(const std::string &lines, const Ask &ask) { return frontier(caseOf(lines), ask); }
inline std::string frontier(const std::string &lines, const char *target) { return frontier(caseOf(lines), Ask{target}); }
/// The easiest path as text: "S1 EP-1; S3 CM-1 [CT-1 L3]; S8 FN-1", "!" behind a step that is an unrated default.
std::string easiestPath(const LoadedCase &loaded, const Ask &ask);
