#pragma once
#include "model/graph.h"

#include <string_view>
#include <vector>

class QString;

namespace tarascope {

/// The workspaces in the order of the bar.
enum class Workspace { Overview, Architecture, Apis, Identities, Tara, Paths, Tests, Incidents, Reports };
inline constexpr int workspaceCount = 9;
/// The table of all items is a view of the architecture, beside the canvas.
inline constexpr int allItemsView = 1;
QString workspaceWords(Workspace workspace);
std::string_view workspaceIcon(Workspace workspace);

/// Where a user is within a page: which table and row; the defaults where a page has but one.
struct PagePlace {
    Kind kind = Kind::api;
    Uid item;
    bool operator==(const PagePlace &) const = default;
};

/// Where a user was: a workspace, which of its pages, and where in that.
struct Place {
    Workspace workspace = Workspace::Overview;
    int view = 0;
    PagePlace in;
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
