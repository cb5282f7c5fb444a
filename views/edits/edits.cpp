#include "views/edits/edits.h"

namespace tarascope {

Edits::Edits(Project &project, QObject *parent) : QObject(parent), m_project(&project)
{
    connect(&project, &Project::changed, this, &Edits::settle);
    connect(&project, &Project::commitFailed, this, [this](const Error &error) {
        Q_EMIT refused(error);
        settle();
    });
}

void Edits::submit(Make make)
{
    m_waiting.push_back([this, make = std::move(make)]() -> Result<bool> {
        Result<ChangeSet> set = make(m_project->graph());
        if (!set)
            return set.error();
        if (set->empty())
            return false;
        if (Result<void> taken = m_project->apply(std::move(*set)); !taken)
            return taken.error();
        return true;
    });
    next();
}

void Edits::undo()
{
    m_waiting.push_back([this]() -> Result<bool> {
        if (Result<void> taken = m_project->undo(); !taken)
            return taken.error();
        return true;
    });
    next();
}

void Edits::redo()
{
    m_waiting.push_back([this]() -> Result<bool> {
        if (Result<void> taken = m_project->redo(); !taken)
            return taken.error();
        return true;
    });
    next();
}

void Edits::next()
{
    while (!m_underWay && !m_waiting.empty() && m_project) {
        const auto write = std::move(m_waiting.front());
        m_waiting.pop_front();
        m_underWay = true; // before the call: the answer may come from within it
        const Result<bool> begun = write();
        if (begun && *begun) {
            Q_EMIT busyChanged(busy());
            return;
        }
        m_underWay = false;
        if (!begun)
            Q_EMIT refused(begun.error());
    }
}

void Edits::settle()
{
    m_underWay = false;
    next();
    if (!busy())
        Q_EMIT busyChanged(false);
}

} // namespace tarascope
