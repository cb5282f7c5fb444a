#include "model/project.h"

#include "model/projecthistory.h"
#include "model/projectthread.h"
#include "model/store/changejson.h"
#include "model/store/rows.h"

#include <pwd.h>
#include <unistd.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QEvent>

#include <cstdlib>
#include <map>

namespace tarascope {

struct Project::Private {
    std::string path;
    std::string who;
    Message readOnlyReason;
    Graph graph;   ///< as the disk has acknowledged it
    Graph pending; ///< with all that is under way
    std::uint64_t revision = 0;
    std::uint64_t generation = 0; ///< rises when a failure threw away what was under way
    Digest digest{};
    Digest head{};
    ProjectHistory saved;   ///< of `graph`
    ProjectHistory history; ///< of `pending`
    std::map<std::int64_t, ChangeSet> recent; ///< by row: taken back without asking the disk
    std::optional<Error> failure; ///< the first since waitForDisk
    std::unique_ptr<ProjectThread> thread; ///< last: it calls back

    void remember(std::int64_t row, const ChangeSet &set);
    Result<std::vector<Change>> changesOf(std::int64_t row) const;
};

void Project::Private::remember(std::int64_t row, const ChangeSet &set)
{
    constexpr std::size_t keptSets = 64;
    constexpr std::size_t largestSet = 10'000;
    if (set.changes.size() <= largestSet)
        recent.insert_or_assign(row, set);
    if (recent.size() > keptSets)
        recent.erase(recent.begin());
}

// Older changes are read from the disk, so that undo reaches back over restarts without keeping them in memory.
Result<std::vector<Change>> Project::Private::changesOf(std::int64_t row) const
{
    if (const auto found = recent.find(row); found != recent.end())
        return found->second.changes;
    const Result<std::string> payload = thread->payload(row);
    if (!payload)
        return payload.error();
    return readChanges(*payload, pending);
}

namespace {

std::string userName()
{
    for (const char *name : {"USER", "LOGNAME", "USERNAME"})
        if (const char *value = std::getenv(name); value && *value != '\0')
            return value;
    if (const passwd *entry = getpwuid(geteuid()); entry && *entry->pw_name != '\0')
        return entry->pw_name;
    return "unknown";
}

// The journal holds valid UTF-8 only; what the system calls its user may be anything.
std::string legible(const std::string &name)
{
    return QString::fromStdString(name).remove(QChar(u'\0')).toStdString();
}

} // namespace

Project::Project(std::unique_ptr<Private> data) : d(std::move(data)) {}

Project::~Project()
{
    d->thread.reset();
}

Result<std::unique_ptr<Project>> Project::create(const std::string &path, const OpenOptions &options)
{
    if (Result<void> made = ProjectFile::create(path); !made)
        return made.error();
    return open(path, options);
}

Result<std::unique_ptr<Project>> Project::open(const std::string &path, const OpenOptions &options)
{
    Result<std::unique_ptr<ProjectFile>> file = ProjectFile::open(path, {options.readOnly, options.lockTimeoutMs});
    if (!file)
        return file.error();
    auto data = std::make_unique<Private>();
    data->path = (*file)->path();
    data->who = legible(options.who.empty() ? userName() : options.who);
    data->readOnlyReason = (*file)->readOnlyReason();
    data->graph = (*file)->takeGraph();
    data->pending = data->graph;
    data->digest = (*file)->digest();
    data->head = (*file)->head();
    for (const JournalRow &row : (*file)->takeHistory()) {
        data->saved.add(row);
        data->history.add(row);
    }
    std::unique_ptr<Project> project(new Project(std::move(data)));
    Project *self = project.get();
    // The event carries nothing: results wait behind the thread's own mutex. What Qt's queue hands over the thread
    // sanitizer takes for a race, as it cannot see the locks of a Qt that is not built for it.
    project->d->thread = std::make_unique<ProjectThread>(std::move(*file), [self] {
        QCoreApplication::postEvent(self, new QEvent(QEvent::User));
    });
    return project;
}

void Project::customEvent(QEvent *)
{
    takeResults();
}

const Graph &Project::graph() const { return d->graph; }
std::uint64_t Project::revision() const { return d->revision; }
const std::string &Project::path() const { return d->path; }
bool Project::readOnly() const { return d->readOnlyReason.text[0] != '\0'; }
Message Project::readOnlyReason() const { return d->readOnlyReason; }
Digest Project::digest() const { return d->digest; }
Digest Project::head() const { return d->head; }

Result<void> Project::apply(ChangeSet set)
{
    return commit(std::move(set), JournalEntry::Kind::Do, 0);
}

Result<void> Project::commit(ChangeSet set, JournalEntry::Kind kind, std::int64_t of)
{
    if (readOnly())
        return Error{ErrorKind::Device, d->readOnlyReason, {d->path, 0, 0, -1, {}, {}}};
    if (set.empty())
        return {};
    Commit commit;
    commit.before = d->pending;
    commit.after = d->pending;
    if (Result<void> applied = commit.after.apply(set); !applied)
        return applied;
    if (Result<void> storable = checkStorable(commit.after, set); !storable)
        return storable;
    d->pending = commit.after;
    commit.set = std::move(set);
    d->remember(d->history.lastSeq() + 1, commit.set);
    commit.kind = static_cast<JournalKind>(kind);
    commit.of = of;
    commit.who = d->who;
    JournalEntry entry;
    entry.seq = d->history.lastSeq() + 1;
    entry.title = commit.set.title;
    entry.kind = kind;
    entry.of = of;
    d->history.add(std::move(entry));
    d->thread->commit(std::move(commit), d->generation);
    Q_EMIT undoStackChanged();
    return {};
}

Result<void> Project::waitForDisk()
{
    d->thread->wait();
    takeResults();
    if (const std::optional<Error> failure = std::exchange(d->failure, std::nullopt))
        return *failure;
    return {};
}

void Project::takeResults()
{
    for (CommitResult &result : d->thread->takeResults()) {
        if (result.error) {
            takeFailure(*result.error);
            continue;
        }
        d->graph = std::move(result.commit.after);
        d->digest = result.digest;
        d->head = result.head;
        d->saved.add(std::move(result.entry));
        ++d->revision;
        Q_EMIT changed(result.commit.set, d->revision);
    }
}

// What was under way was checked against changes that never came to the disk: back to what is there.
void Project::takeFailure(const Error &error)
{
    d->pending = d->graph;
    d->history = d->saved;
    d->recent.clear();
    ++d->generation;
    if (!d->failure)
        d->failure = error;
    Q_EMIT commitFailed(error);
    Q_EMIT undoStackChanged();
}

namespace {

Error nothingTo(const char *sentence, const char *code)
{
    return {ErrorKind::Usage, {sentence, {}, code}, {}};
}

} // namespace

Result<void> Project::takeBack(std::int64_t row, std::int64_t first, JournalEntry::Kind kind, const Message &title)
{
    Result<std::vector<Change>> changes = d->changesOf(row);
    if (!changes)
        return changes.error();
    ChangeSet done;
    done.title = title;
    done.changes = std::move(*changes);
    return commit(done.inverse(), kind, first);
}

Result<void> Project::undo()
{
    const ProjectHistory::Step *step = d->history.undoStep();
    if (!step)
        return nothingTo(QT_TRANSLATE_NOOP("model", "there is nothing to undo"), "nothingToUndo");
    return takeBack(step->last, step->first, JournalEntry::Kind::Undo, Message(step->title));
}

Result<void> Project::redo()
{
    const ProjectHistory::Step *step = d->history.redoStep();
    if (!step)
        return nothingTo(QT_TRANSLATE_NOOP("model", "there is nothing to redo"), "nothingToRedo");
    return takeBack(step->last, step->first, JournalEntry::Kind::Redo, Message(step->title));
}

bool Project::canUndo() const { return !readOnly() && d->history.undoStep(); }
bool Project::canRedo() const { return !readOnly() && d->history.redoStep(); }
Message Project::undoTitle() const { return canUndo() ? d->history.undoStep()->title : Message{}; }
Message Project::redoTitle() const { return canRedo() ? d->history.redoStep()->title : Message{}; }

Result<std::vector<JournalEntry>> Project::journal(std::int64_t before, int count) const
{
    return d->saved.newest(before, count);
}

} // namespace tarascope
