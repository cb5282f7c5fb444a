#pragma once
#include "model/graph.h"

#include <vector>

namespace tarascope {

enum class Workspace { Items, Risks, Paths };
inline constexpr int workspaceCount = 3;

/// Where a user was: a workspace, and in that of the items which table and row.
struct Place {
    Workspace workspace = Workspace::Items;
    Kind kind = Kind::api;
    Uid item;
    bool operator==(const Place &) const = default;
};

/// The places of a visit in their order, as a browser keeps them: a new one forgets what lay ahead.
class Places
{
public:
    /// Moving along the rows of one table is no journey: the place is only brought up to date.
    void visit(const Place &place);
    bool canGoBack() const { return m_at > 0; }
    bool canGoForward() const { return m_at + 1 < m_places.size(); }
    const Place &back() { return m_places[--m_at]; }
    const Place &forward() { return m_places[++m_at]; }

private:
    std::vector<Place> m_places;
    std::size_t m_at = 0;
};

} // namespace tarascope
