#pragma once
#include "views/controls/pane.h"
#include "views/paint/chips.h"

class QAction;
class QHBoxLayout;

namespace tarascope {

class Label;
class Segments;

/// The row above the workspaces: back and forward, where one is, the reading for the whole window, undo and redo.
class ToolRow final : public Pane
{
    Q_OBJECT
public:
    explicit ToolRow(QWidget *parent = nullptr);
    void addActions(const QList<QAction *> &navigation, const QList<QAction *> &history);
    /// The last one is where the user is.
    void setCrumbs(const QStringList &crumbs);
    Reading reading() const;
    /// Does not emit `readingPicked`.
    void setReading(Reading reading);

Q_SIGNALS:
    void readingPicked(tarascope::Reading reading);

private:
    QHBoxLayout *m_layout;
    Label *m_crumbs;
    Label *m_here;
    Segments *m_reading;
};

} // namespace tarascope
