#pragma once
#include "model/json/node.h"
#include "model/metamodel.h"

#include <map>
#include <optional>

namespace tarascope {

/// What a node type of TOSCA is in our model.
struct ToscaMeaning {
    Kind kind{};
    std::string_view type; ///< of a component or network; empty: unsaid
};

/// Node types by their names: the words of a name decide ("sofdcar.nodes.CAN"), else the type it is derived from.
class ToscaTypes
{
public:
    /// Takes what a file declares under node_types; it may be nullptr and must outlive this.
    explicit ToscaTypes(const json::Node *nodeTypes) : m_nodeTypes(nodeTypes) {}
    /// Nothing for a type that no rule knows.
    std::optional<ToscaMeaning> meaning(std::string_view type) const;

private:
    const json::Node *m_nodeTypes;
};

/// The words of a type's name between its dots, in lower case.
std::vector<std::string> toscaWords(std::string_view type);

} // namespace tarascope
