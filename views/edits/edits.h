#pragma once
#include "model/project.h"

#include <QtCore/QObject>
#include <QtCore/QPointer>

#include <deque>
#include <functional>

namespace tarascope {

/// Writes to a project one change set after the other, each made from the graph that the disk has acknowledged. So two
/// fields that are left within one commit do not stand in each other's way.
class Edits final : public QObject
{
    Q_OBJECT
public:
    using Make = std::function<Result<ChangeSet>(const Graph &)>;
    explicit Edits(Project &project, QObject *parent = nullptr);

    /// Makes the set when nothing is under way and applies it; one without changes does nothing.
    void submit(Make make);
    void undo();
    void redo();
    bool busy() const { return m_underWay || !m_waiting.empty(); }
    Project &project() { return *m_project; }
    const Graph &graph() const { return m_project->graph(); }

Q_SIGNALS:
    /// An edit was not taken; the graph is as it was.
    void refused(const tarascope::Error &error);
    /// Nothing is under way any more, or something is.
    void busyChanged(bool busy);

private:
    void next();
    void settle();

    QPointer<Project> m_project;
    std::deque<std::function<Result<bool>()>> m_waiting; ///< true: a commit is under way
    bool m_underWay = false;
};

} // namespace tarascope
