#pragma once
#include "model/graph.h"
#include "model/sha256.h"

#include <QtCore/QObject>

#include <memory>

namespace tarascope {

/// One line of the journal as people read it.
struct JournalEntry {
    enum class Kind { Do, Undo, Redo, Baseline };
    std::int64_t seq = 0;
    std::string utc; ///< RFC 3339
    std::string who;
    Message title;
    Kind kind = Kind::Do;
    std::int64_t of = 0; ///< the entry that an undo or redo speaks of
    std::int64_t changes = 0;
    Digest hash{};
};

/// The document: the graph, its file and its journal. Lives on one thread (the window's or the command line's);
/// commits run on a thread of its own, in order. What `graph` shows is what the disk has acknowledged.
class Project : public QObject
{
    Q_OBJECT
public:
    struct OpenOptions {
        bool readOnly = false;
        int lockTimeoutMs = 5000; ///< how long to wait for another writer
        std::string who;          ///< name for the journal; empty: the user of the system
    };

    /// Makes a new project file; an existing file is an error of kind Usage.
    static Result<std::unique_ptr<Project>> create(const std::string &path, const OpenOptions &options);
    /// Opens a project with the check of every row. Damage is an error of kind Project with the place. A file that
    /// cannot be written or is locked by another opens read-only when `options.readOnly`, else is an error of kind
    /// Device.
    static Result<std::unique_ptr<Project>> open(const std::string &path, const OpenOptions &options);
    ~Project() override;

    const Graph &graph() const;
    /// Rises with each acknowledged commit.
    std::uint64_t revision() const;
    const std::string &path() const;
    bool readOnly() const;
    /// Why the project is read-only; empty text when it is not.
    Message readOnlyReason() const;

    /// Checks the set against the graph with all changes under way and queues the commit; an error means nothing was
    /// changed. `changed` follows when it is on disk, `commitFailed` when that went wrong (the graph stays as it was).
    Result<void> apply(ChangeSet set);
    /// Blocks until nothing is under way; the first failure since the last call. For the command line and tests.
    Result<void> waitForDisk();

    /// Undo and redo, one journal entry at a time, over restarts. An error of kind Usage when there is nothing.
    Result<void> undo();
    Result<void> redo();
    bool canUndo() const;
    bool canRedo() const;
    Message undoTitle() const;
    Message redoTitle() const;

    /// The newest `count` entries before `before` (0: from the end), newest first.
    Result<std::vector<JournalEntry>> journal(std::int64_t before, int count) const;
    /// Content digest and hash of the last journal entry, of the acknowledged state.
    Digest digest() const;
    Digest head() const;

Q_SIGNALS:
    void changed(const tarascope::ChangeSet &set, quint64 revision);
    void commitFailed(const tarascope::Error &error);
    void undoStackChanged();

protected:
    /// The thread of the disk has results.
    void customEvent(QEvent *event) override;

private:
    struct Private;
    explicit Project(std::unique_ptr<Private> data);
    Result<void> commit(ChangeSet set, JournalEntry::Kind kind, std::int64_t of);
    Result<void> takeBack(std::int64_t row, std::int64_t first, JournalEntry::Kind kind, const Message &title);
    void takeResults();
    void takeFailure(const Error &error);
    std::unique_ptr<Private> d;
};

} // namespace tarascope

Q_DECLARE_METATYPE(tarascope::ChangeSet)
Q_DECLARE_METATYPE(tarascope::Error)
