#pragma once
#include "model/graph.h"
#include "model/store/digesttree.h"
#include "model/store/journalrows.h"
#include "model/store/meta.h"
#include "model/store/projectlock.h"
#include "model/store/schema.h"
#include "model/store/sqlite.h"

#include <array>
#include <memory>

namespace tarascope {

/// A folder of our own that is removed with what it holds.
class PrivateFolder;

/// One change set on its way to the disk, with the graphs around it.
struct Commit {
    ChangeSet set;
    Graph before;
    Graph after;
    JournalKind kind = JournalKind::Do;
    std::int64_t of = 0;
    std::string who;
};

/// An open project file: SQLite in journal mode DELETE (never WAL: a copied WAL file is empty). Every row, the journal
/// and the small tables are checked when it is opened; every commit is one transaction that is on disk when it
/// returns. Used by one thread at a time.
class ProjectFile
{
public:
    struct Options {
        bool readOnly = false;
        int lockTimeoutMs = 5000;
    };

    /// Makes a new, empty project; the file appears whole or not at all. An existing file is an error of kind Usage.
    static Result<void> create(const std::string &path);
    /// Opens and checks. Damage, a foreign schema or a newer version are errors of kind Project; a lock, or a file that
    /// cannot be written, of kind Device unless `readOnly`.
    static Result<std::unique_ptr<ProjectFile>> open(const std::string &path, const Options &options);
    ~ProjectFile();

    /// What the check read; once.
    Graph takeGraph() { return std::move(m_graph); }
    std::vector<JournalRow> takeHistory() { return std::move(m_history); }

    /// Without symbolic links.
    const std::string &path() const { return m_path; }
    bool readOnly() const { return m_readOnlyReason.text[0] != '\0'; }
    const Message &readOnlyReason() const { return m_readOnlyReason; }
    const Digest &digest() const { return m_digest; }
    const Digest &head() const { return m_head; }
    std::int64_t headSeq() const { return m_headSeq; }

    /// Rows, counters, hashes and journal entry in one transaction. After an error the file is as it was, or (code
    /// "projectUncertain") nothing more can be written until it is opened again.
    Result<void> commit(const Commit &commit);

    Result<std::vector<JournalRow>> journal(std::int64_t before, int count);
    /// The expanded payload of an entry (changejson.h).
    Result<std::string> payload(std::int64_t seq);

private:
    struct Identity {
        std::uint64_t device = 0;
        std::uint64_t inode = 0;
        bool operator==(const Identity &) const = default;
    };
    struct TakenBack {
        RowType type;
        Uid uid;
        std::optional<Leaf> leaf;
    };
    struct Statements {
        Statement insert;
        Statement update;
        Statement remove;
    };

    ProjectFile();
    Result<void> claim(const Options &options);
    Result<void> load(bool write);
    Result<void> check(std::int64_t bytes, bool write);
    Result<void> checkContent(std::int64_t bytes);
    Result<void> checkSmallTables();
    Result<void> checkPages();
    Result<void> prepareWriting();
    static std::optional<Identity> identityOf(const std::string &path);

    Result<void> checkUntouched();
    Result<void> write(const Commit &commit, Meta &meta, JournalRow &row);
    Result<void> writeChange(const Commit &commit, const Change &change);
    Result<void> writeBuckets(const ChangeSet &set);
    Result<void> writeEntry(const Commit &commit, JournalRow &row);
    Error rollBack(Error error, const Digest &newHead, bool &landed);

    std::string m_path;
    Identity m_identity;
    std::unique_ptr<PrivateFolder> m_private; ///< holds the file that SQLite reads when that is a recovered copy
    ProjectLock m_lock;
    Message m_readOnlyReason;
    Database m_database;
    std::array<Statements, rowTypeCount> m_statements;
    DigestTree m_tree;
    std::array<std::int64_t, rowTypeCount> m_nextRow{};
    std::vector<TakenBack> m_takenBack; ///< leaves before the transaction under way
    Meta m_meta;
    Counters m_counters;
    std::int64_t m_dataVersion = 0;
    Digest m_digest{};
    Digest m_head{};
    std::int64_t m_headSeq = 0;
    Graph m_graph;
    std::vector<JournalRow> m_history;
    std::optional<Error> m_uncertain;
};

/// The path without symbolic links, or as it is when there is no such file.
std::string canonicalPath(const std::string &path);

} // namespace tarascope
