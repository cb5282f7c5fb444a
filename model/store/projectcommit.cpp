#include "model/store/projectfile.h"

#include "model/store/changejson.h"
#include "model/store/privatefolder.h"
#include "model/store/rows.h"

#include <QtCore/QDateTime>

#include <set>

namespace tarascope {

namespace {

void bindCells(Statement &statement, const StoredTable &table, const RowCells &cells)
{
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const int place = static_cast<int>(i) + 2;
        switch (table.columns[i].type) {
        case StoredColumn::Type::Uid: statement.blob(place, cells[i]); break;
        case StoredColumn::Type::Text: statement.text(place, cells[i]); break;
        case StoredColumn::Type::Real: statement.real(place, realOfCell(cells[i])); break;
        }
    }
}

bool changedOutside(const Error &error)
{
    return error.message.code == std::string_view("projectChangedOutside");
}

Error internal(const char *sentence)
{
    return {ErrorKind::Internal, {sentence, {}, "storeOutOfStep"}, {}};
}

} // namespace

Result<void> ProjectFile::prepareWriting()
{
    // EXTRA also syncs the folder after the journal is gone; else a power cut could take back a commit that was told.
    Result<void> done = m_database.run("PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA; PRAGMA secure_delete = ON");
    m_database.setTriggers(true);
    for (int i = 0; done && i < rowTypeCount; ++i) {
        const StoredTable &table = storedTable(static_cast<RowType>(i + 1));
        Statements &statements = m_statements[static_cast<std::size_t>(i)];
        const std::pair<Statement *, const char *> all[] = {
            {&statements.insert, table.insert}, {&statements.update, table.update}, {&statements.remove, table.remove}};
        for (const auto &[statement, sql] : all) {
            Result<Statement> prepared = m_database.prepare(sql);
            if (!prepared)
                return prepared.error();
            *statement = std::move(*prepared);
        }
    }
    if (!done)
        return done;
    const Result<std::int64_t> version = m_database.number("PRAGMA data_version");
    if (!version)
        return version.error();
    m_dataVersion = *version;
    return {};
}

// Someone may have put another file in our place, or written to ours without asking for the lock.
Result<void> ProjectFile::checkUntouched()
{
    const auto identity = identityOf(m_path);
    if (!identity || !(*identity == m_identity))
        return Error{ErrorKind::Device,
                     {QT_TRANSLATE_NOOP("model", "the project file was moved, removed or replaced by another program; the "
                                                 "change was not saved"),
                      {},
                      "projectReplaced"},
                     inFile(m_path)};
    const Result<std::int64_t> version = m_database.number("PRAGMA data_version");
    if (!version)
        return version.error();
    if (*version != m_dataVersion)
        return Error{ErrorKind::Device,
                     {QT_TRANSLATE_NOOP("model", "the project file was changed by another program; open it again"), {},
                      "projectChangedOutside"},
                     inFile(m_path)};
    return {};
}

Result<void> ProjectFile::commit(const Commit &commit)
{
    if (readOnly())
        return Error{ErrorKind::Device, m_readOnlyReason, inFile(m_path)};
    if (m_uncertain)
        return *m_uncertain;
    m_takenBack.clear();
    Meta meta = m_meta;
    JournalRow row;
    Result<void> done = m_database.run("BEGIN IMMEDIATE");
    if (done)
        done = checkUntouched();
    if (done)
        done = write(commit, meta, row);
    if (done)
        done = m_database.run("COMMIT");
    if (!done) {
        bool landed = false;
        const Error error = rollBack(done.error(), row.hash, landed);
        if (!landed)
            return error;
    }
    m_meta = std::move(meta);
    m_counters = commit.after.keyCounters();
    m_digest = row.digest;
    m_head = row.hash;
    m_headSeq = row.seq;
    return {};
}

Result<void> ProjectFile::write(const Commit &commit, Meta &meta, JournalRow &row)
{
    for (const Change &change : commit.set.changes)
        if (Result<void> written = writeChange(commit, change); !written)
            return written;
    if (Result<void> written = writeBuckets(commit.set); !written)
        return written;
    if (Result<void> written = writeCounters(m_database, m_counters, commit.after.keyCounters()); !written)
        return written;
    if (Result<void> written = writeEntry(commit, row); !written)
        return written;
    meta["digest"] = hex(row.digest);
    meta["head"] = hex(row.hash);
    meta["headSeq"] = std::to_string(row.seq);
    meta["counters"] = countersHash(commit.after.keyCounters());
    return writeMeta(m_database, m_meta, meta);
}

Result<void> ProjectFile::writeChange(const Commit &commit, const Change &change)
{
    if (!change.before && !change.after)
        return {};
    const Record &subject = change.after ? *change.after : *change.before;
    const RowType type = rowTypeOf(subject);
    const StoredTable &table = storedTable(type);
    Statements &statements = m_statements[static_cast<std::size_t>(type) - 1];
    const Uid uid = recordUid(subject);
    const Leaf *present = m_tree.find(type, uid);
    if ((present != nullptr) != change.before.has_value())
        return internal(QT_TRANSLATE_NOOP("model", "the file and the graph are out of step"));
    std::int64_t &next = m_nextRow[static_cast<std::size_t>(type) - 1];
    const std::int64_t id = present ? present->row : next;
    m_takenBack.push_back({type, uid, present ? std::optional(*present) : std::nullopt});
    RowCells cells;
    if (change.after)
        encodeRow(cells, commit.after, *change.after);
    Statement &statement = !change.after ? statements.remove : present ? statements.update : statements.insert;
    statement.integer(1, id);
    if (change.after)
        bindCells(statement, table, cells);
    if (!statement.run())
        return m_database.failure();
    if (m_database.changes() != 1)
        return Error{ErrorKind::Project,
                     {QT_TRANSLATE_NOOP("model", "the project file is damaged: a row of the table %1 is not where it was"),
                      {table.name},
                      "projectDamaged"},
                     inFile(m_path)};
    if (!present)
        ++next;
    if (change.after)
        m_tree.put(Leaf{uid, type, id, rowDigest(type, cells)});
    else
        m_tree.remove(type, uid);
    return {};
}

Result<void> ProjectFile::writeBuckets(const ChangeSet &set)
{
    std::set<int> touched;
    for (const Change &change : set.changes)
        if (change.before || change.after)
            touched.insert(DigestTree::bucketOf(recordUid(change.after ? *change.after : *change.before)));
    Result<Statement> put = m_database.prepare("INSERT OR REPLACE INTO buckets VALUES (?1, ?2)");
    Result<Statement> remove = m_database.prepare("DELETE FROM buckets WHERE bucket = ?1");
    if (!put || !remove)
        return m_database.failure();
    for (int bucket : touched) {
        const Digest hash = m_tree.bucketHash(bucket);
        const bool written = m_tree.leaves(bucket).empty() ? remove->integer(1, bucket).run()
                                                           : put->integer(1, bucket).blob(2, hash).run();
        if (!written)
            return m_database.failure();
    }
    return {};
}

Result<void> ProjectFile::writeEntry(const Commit &commit, JournalRow &row)
{
    const std::string changes = writeChanges(commit.before, commit.after, commit.set);
    const std::string payload = compressPayload(changes);
    if (changes.size() > largestPayload || payload.size() + largestRecord > largestRow)
        return Error{ErrorKind::Input,
                     {QT_TRANSLATE_NOOP("model", "the change is too large for one entry of the journal; make it in parts"), {}, "tooLong"},
                     inFile(m_path)};
    row.seq = m_headSeq + 1;
    row.utc = QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString();
    row.who = commit.who;
    row.title = {commit.set.title.text, commit.set.title.args, commit.set.title.code};
    row.kind = commit.kind;
    row.of = commit.of;
    row.changes = static_cast<std::int64_t>(commit.set.changes.size());
    row.digest = m_tree.root();
    row.payloadHash = Sha256::of(payload);
    row.previous = m_head;
    row.hash = journalHash(row);
    return insertJournalRow(m_database, row, payload);
}

// COMMIT may fail after the moment from which it counts, for example in the sync of the folder; only the file knows.
Error ProjectFile::rollBack(Error error, const Digest &newHead, bool &landed)
{
    if (m_database.inTransaction())
        (void)m_database.run("ROLLBACK");
    const Result<Meta> meta = readMeta(m_database);
    const std::string head = meta && metaIsSound(*meta) ? meta->find("head")->second : std::string();
    landed = head == hex(newHead);
    // That SQLite took the change back through its journal looks like a change by another; until here the lock was ours.
    if (landed || head == hex(m_head))
        if (const Result<std::int64_t> version = m_database.number("PRAGMA data_version"); version && !changedOutside(error))
            m_dataVersion = *version;
    if (landed)
        return error;
    for (auto old = m_takenBack.rbegin(); old != m_takenBack.rend(); ++old)
        old->leaf ? m_tree.put(*old->leaf) : void(m_tree.remove(old->type, old->uid));
    if (head != hex(m_head) && !changedOutside(error))
        m_uncertain = Error{ErrorKind::Device,
                            {QT_TRANSLATE_NOOP("model", "after a failure (%1) it is not certain what is on the disk; open the project again"),
                             {error.message.english()},
                             "projectUncertain"},
                            inFile(m_path)};
    return m_uncertain ? *m_uncertain : error;
}

} // namespace tarascope
