#pragma once
#include "views/controls/pane.h"
#include "views/palette.h"

class QButtonGroup;
class QVBoxLayout;

namespace tarascope {

/// The narrow bar at the left of the window: an icon and a word for each workspace.
class WorkspaceBar final : public Pane
{
    Q_OBJECT
public:
    explicit WorkspaceBar(const Palette &palette, QWidget *parent = nullptr);
    /// Entries get the ids 0, 1, ...; `keys` is shown in the tool tip.
    void add(std::string_view icon, const QString &words, const QString &keys);
    int current() const;
    /// Does not emit `chosen`.
    void setCurrent(int id);

Q_SIGNALS:
    void chosen(int id);

private:
    Palette m_palette;
    QButtonGroup *m_group;
    QVBoxLayout *m_layout;
};

} // namespace tarascope
