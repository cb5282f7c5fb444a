#include "app/places.h"

namespace tarascope {

void Places::visit(const Place &place)
{
    const Place *now = m_at < m_places.size() ? &m_places[m_at] : nullptr;
    if (now && *now == place)
        return;
    if (now && now->workspace == place.workspace && now->kind == place.kind) {
        m_places[m_at] = place;
        return;
    }
    m_places.resize(m_places.empty() ? 0 : m_at + 1);
    m_places.push_back(place);
    m_at = m_places.size() - 1;
}

} // namespace tarascope
