#include "views/frame/places.h"

#include <QtCore/QCoreApplication>

#include <array>

namespace tarascope {

namespace {

struct Entry {
    const char *words;
    const char *icon;
};

constexpr std::array<Entry, workspaceCount> entries{{
    {QT_TRANSLATE_NOOP("Workspace", "Overview"), "overview"},
    {QT_TRANSLATE_NOOP("Workspace", "Architecture"), "architecture"},
    {QT_TRANSLATE_NOOP("Workspace", "APIs"), "apis"},
    {QT_TRANSLATE_NOOP("Workspace", "Identities"), "identities"},
    {QT_TRANSLATE_NOOP("Workspace", "TARA"), "tara"},
    {QT_TRANSLATE_NOOP("Workspace", "Attack paths"), "paths"},
    {QT_TRANSLATE_NOOP("Workspace", "Tests"), "tests"},
    {QT_TRANSLATE_NOOP("Workspace", "Incidents"), "incidents"},
    {QT_TRANSLATE_NOOP("Workspace", "Reports"), "reports"},
}};

const Entry &entry(Workspace workspace) { return entries[static_cast<std::size_t>(workspace)]; }

} // namespace

QString workspaceWords(Workspace workspace)
{
    return QCoreApplication::translate("Workspace", entry(workspace).words);
}

std::string_view workspaceIcon(Workspace workspace) { return entry(workspace).icon; }

void Places::visit(const Place &place)
{
    const Place *now = m_at < m_places.size() ? &m_places[m_at] : nullptr;
    if (now && *now == place)
        return;
    if (now && now->workspace == place.workspace && now->view == place.view && now->in.kind == place.in.kind) {
        m_places[m_at] = place;
        return;
    }
    m_places.resize(m_places.empty() ? 0 : m_at + 1);
    m_places.push_back(place);
    m_at = m_places.size() - 1;
}

} // namespace tarascope
