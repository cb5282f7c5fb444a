#pragma once
#include "model/graph.h"

#include <map>
#include <string>

/// Builds a graph from the text of a case in normal form, without the importer: entries by id, references by id.
/// Quits the test with a sentence on a fault.
struct LoadedCase {
    tarascope::Graph graph;
    std::map<std::string, tarascope::Uid> items;

    tarascope::ItemId id(const std::string &name) const { return graph.findItem(items.at(name)); }
};

LoadedCase loadCase(const std::string &text);
/// Adds outcomes by id of the test: "pass", "fail".
void addOutcome(LoadedCase &loaded, const std::string &test, const std::string &verdict, const std::string &where);
std::string readFile(const std::string &path);
