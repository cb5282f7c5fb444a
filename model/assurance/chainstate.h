#pragma once
#include "model/assurance/evidence.h"

namespace tarascope {

/// What is known of one chain link of a request.
enum class ChainState : std::uint8_t {
    Proved,       ///< an implemented control that enforces it counts in the evidenced reading, and no test failed
    Untested,     ///< implemented, but no test proves it
    Gap,          ///< no implemented control enforces it
    Failed,       ///< a test of a control that should enforce it has failed
    NotApplicable ///< nothing to enforce here
};
inline constexpr int chainStateCount = 5;
std::string_view chainStateName(ChainState state); ///< "proved", "untested", "gap", "failed", "na"

/// One cell of the strip: its state with the controls that should enforce the link and their tests, by key.
struct ChainCell {
    ChainState state = ChainState::NotApplicable;
    std::vector<ItemId> controls; ///< of any status
    std::vector<ItemId> tests;    ///< that speak of this place
    Message reason;
    bool operator==(const ChainCell &) const = default;
};

/// The strip L1 to L8 of one endpoint with one command it invokes; an endpoint without a command, and a command without
/// an endpoint, have strips, too.
struct ChainStrip {
    ItemId endpoint; ///< invalid: no endpoint invokes the command
    ItemId command;  ///< invalid: the endpoint invokes none
    std::array<ChainCell, chainLinkCount> links;
    const ChainCell &at(ChainLink link) const { return links[static_cast<std::size_t>(link)]; }
    bool operator==(const ChainStrip &) const = default;
};

/// The strip of an endpoint and a command; one of them may be invalid.
ChainStrip chainState(const Graph &graph, const Evidence &evidence, ItemId endpoint, ItemId command);

/// All strips, those of one command where it is valid: by command, then endpoint; endpoints without a command last.
std::vector<ChainStrip> chainStrips(const Graph &graph, const Evidence &evidence, ItemId command = {});

} // namespace tarascope
