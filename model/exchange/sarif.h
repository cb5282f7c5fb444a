#pragma once
#include "model/rules/problems.h"

#include <span>

namespace tarascope {

/// A finding of a gate that is no problem of a rule: a risk that is too high.
struct GateFinding {
    std::string gate; ///< "risk>=4"
    std::string item; ///< key
    std::string text;
    bool operator==(const GateFinding &) const = default;
};

/// Problems and gate findings as SARIF 2.1.0 (OASIS), for the views of CI servers. `file` is the project as the reader
/// shall see it; items are logical locations in it. The same input gives the same bytes.
std::string writeSarif(const Graph &graph, std::span<const ValidationProblem> problems, std::span<const GateFinding> gates,
                       const std::string &file, const std::string &version);

} // namespace tarascope
