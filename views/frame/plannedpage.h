#pragma once
#include "views/frame/workspacepage.h"
#include "views/palette.h"

namespace tarascope {

/// A workspace that is still to come: it says so, says what can be done today, and offers the way there.
class PlannedPage final : public WorkspacePage
{
    Q_OBJECT
public:
    PlannedPage(const Palette &palette, Workspace workspace, QWidget *parent = nullptr);
    QString title() const override { return workspaceWords(m_workspace); }
    void focusMain() override;
    bool offersWhatIf() const override { return false; }

private:
    Workspace m_workspace;
};

} // namespace tarascope
