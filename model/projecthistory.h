#pragma once
#include "model/project.h"
#include "model/store/journalrows.h"

#include <deque>
#include <set>

namespace tarascope {

/// The journal as people read it, and what can be undone and redone, rebuilt from the journal's rows when a project is
/// opened. An undo or a redo speaks of the row that did the action first.
class ProjectHistory
{
public:
    struct Step {
        std::int64_t first = 0; ///< the row that did it first: what undo and redo speak of
        std::int64_t last = 0;  ///< the row whose payload holds the change as it stands now
        Message title;
    };

    void add(const JournalRow &row);
    void add(JournalEntry entry);

    const Step *undoStep() const { return m_undo.empty() ? nullptr : &m_undo.back(); }
    const Step *redoStep() const { return m_redo.empty() ? nullptr : &m_redo.back(); }
    std::int64_t lastSeq() const { return m_entries.empty() ? 0 : m_entries.back().seq; }
    std::vector<JournalEntry> newest(std::int64_t before, int count) const;

private:
    void track(const JournalEntry &entry);

    std::vector<JournalEntry> m_entries;
    std::vector<Step> m_undo;
    std::vector<Step> m_redo;
    std::set<std::string> m_texts; ///< titles read from the file: a Message only points to its text
};

} // namespace tarascope
