#include "views/journal/journallist.h"

#include "views/words.h"

#include <QtCore/QDateTime>
#include <QtCore/QLocale>

#include <map>

namespace tarascope {

namespace {

// An undo names the entry that it takes back; a redo that entry or the undo.
std::int64_t subject(const JournalEntry &entry, const std::map<std::int64_t, const JournalEntry *> &bySeq)
{
    std::int64_t of = entry.of;
    for (auto found = bySeq.find(of); found != bySeq.end() && found->second->kind != JournalEntry::Kind::Do;
         found = bySeq.find(of)) {
        if (found->second->of == of || found->second->of == 0)
            break;
        of = found->second->of;
    }
    return of;
}

} // namespace

std::vector<JournalLine> journalLines(const std::vector<JournalEntry> &newestFirst)
{
    std::map<std::int64_t, const JournalEntry *> bySeq;
    for (const JournalEntry &entry : newestFirst)
        bySeq[entry.seq] = &entry;
    // Oldest first, as it happened: what holds is a stack, what was undone another one that a new change empties.
    std::vector<std::int64_t> done;
    std::vector<std::int64_t> undone;
    std::map<std::int64_t, EntryState> states;
    for (auto entry = newestFirst.rbegin(); entry != newestFirst.rend(); ++entry) {
        if (entry->kind == JournalEntry::Kind::Do) {
            for (const std::int64_t lost : undone)
                states[lost] = EntryState::Gone;
            undone.clear();
            done.push_back(entry->seq);
            states[entry->seq] = EntryState::Holds;
        } else if (entry->kind == JournalEntry::Kind::Undo) {
            const std::int64_t of = subject(*entry, bySeq);
            std::erase(done, of);
            undone.push_back(of);
            states[of] = EntryState::Undone;
        } else if (entry->kind == JournalEntry::Kind::Redo) {
            const std::int64_t of = subject(*entry, bySeq);
            std::erase(undone, of);
            done.push_back(of);
            states[of] = EntryState::Holds;
        }
    }
    std::vector<JournalLine> lines;
    for (const JournalEntry &entry : newestFirst) {
        JournalLine line{entry, EntryState::Other, 0, 0};
        if (const auto state = states.find(entry.seq); state != states.end() && entry.kind == JournalEntry::Kind::Do)
            line.state = state->second;
        if (const auto at = std::find(done.begin(), done.end(), entry.seq); at != done.end())
            line.undoSteps = static_cast<int>(done.end() - at) - 1;
        if (const auto at = std::find(undone.begin(), undone.end(), entry.seq); at != undone.end())
            line.redoSteps = static_cast<int>(undone.end() - at);
        lines.push_back(std::move(line));
    }
    return lines;
}

QString whenWords(const std::string &utc)
{
    const QDateTime time = QDateTime::fromString(toText(utc), Qt::ISODateWithMs).toLocalTime();
    if (!time.isValid())
        return toText(utc);
    if (time.date() == QDate::currentDate())
        return time.toString(QStringLiteral("HH:mm"));
    return QLocale().toString(time.date(), QStringLiteral("d MMM yyyy")) + time.toString(QStringLiteral(" HH:mm"));
}

} // namespace tarascope
