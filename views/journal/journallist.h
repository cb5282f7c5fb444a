#pragma once
#include "model/project.h"

namespace tarascope {

/// What an entry of the journal is now: its change holds, was undone, or was undone and can be redone no more.
enum class EntryState { Holds, Undone, Gone, Other };

/// A line of the journal with what can be done from it.
struct JournalLine {
    JournalEntry entry;
    EntryState state = EntryState::Other;
    int undoSteps = 0; ///< undo this often to be where the project was just after this entry; 0: it is there
    int redoSteps = 0; ///< redo this often to have this entry back
};

/// Works out the states of the newest entries, given newest first. `reachesBegin`: no older ones exist.
std::vector<JournalLine> journalLines(const std::vector<JournalEntry> &newestFirst);

/// "2 min ago" would go stale in a list; times are shown as local date and time, today's without the date.
QString whenWords(const std::string &utc);

} // namespace tarascope
