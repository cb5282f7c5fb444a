#include "model/projecthistory.h"

#include <algorithm>

namespace tarascope {

void ProjectHistory::add(const JournalRow &row)
{
    JournalEntry entry;
    entry.seq = row.seq;
    entry.utc = row.utc;
    entry.who = row.who;
    entry.kind = static_cast<JournalEntry::Kind>(row.kind);
    entry.of = row.of;
    entry.changes = row.changes;
    entry.hash = row.hash;
    entry.title = {m_texts.insert(row.title.text).first->c_str(), row.title.args,
                   m_texts.insert(row.title.code).first->c_str()};
    add(std::move(entry));
}

void ProjectHistory::add(JournalEntry entry)
{
    track(entry);
    m_entries.push_back(std::move(entry));
}

void ProjectHistory::track(const JournalEntry &entry)
{
    switch (entry.kind) {
    case JournalEntry::Kind::Do:
        m_undo.push_back({entry.seq, entry.seq, entry.title});
        m_redo.clear();
        break;
    case JournalEntry::Kind::Undo:
        if (!m_undo.empty()) {
            m_redo.push_back({m_undo.back().first, entry.seq, m_undo.back().title});
            m_undo.pop_back();
        }
        break;
    case JournalEntry::Kind::Redo:
        if (!m_redo.empty()) {
            m_undo.push_back({m_redo.back().first, entry.seq, m_redo.back().title});
            m_redo.pop_back();
        }
        break;
    case JournalEntry::Kind::Baseline: break;
    }
}

std::vector<JournalEntry> ProjectHistory::newest(std::int64_t before, int count) const
{
    auto end = m_entries.end();
    if (before > 0)
        end = std::lower_bound(m_entries.begin(), m_entries.end(), before,
                               [](const JournalEntry &entry, std::int64_t seq) { return entry.seq < seq; });
    std::vector<JournalEntry> found;
    while (end != m_entries.begin() && count-- > 0)
        found.push_back(*--end);
    return found;
}

} // namespace tarascope
