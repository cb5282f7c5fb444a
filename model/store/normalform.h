#pragma once
#include "model/graph.h"

namespace tarascope {

/// The version of the normal form that this program writes; it reads this one and older ones.
inline constexpr std::int64_t normalFormVersion = 1;

/// The whole content of a graph as stable JSON text: one object per line inside the arrays, sorted by key with EP-2
/// before EP-10, references shown as keys. Importing it into an empty project gives equal content (interface.md).
std::string writeNormalForm(const Graph &graph);

} // namespace tarascope
