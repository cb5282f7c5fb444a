#include "model/store/projectfile.h"

#include "model/store/changejson.h"
#include "model/store/loader.h"
#include "model/store/readingcopy.h"

#include <climits>
#include <cstdlib>

#include <sys/stat.h>
#include <unistd.h>

namespace tarascope {

namespace {

// What a sound file of this size may take on a slow share; a hostile one cannot keep us longer.
std::chrono::steady_clock::time_point deadlineFor(std::int64_t bytes)
{
    return std::chrono::steady_clock::now() + std::chrono::seconds(8 + bytes / (2 << 20));
}

std::string folderOf(const std::string &path)
{
    const std::size_t slash = path.rfind('/');
    return slash == std::string::npos ? "." : slash == 0 ? "/" : path.substr(0, slash);
}

bool canBeWritten(const std::string &path)
{
    return ::access(path.c_str(), W_OK) == 0 && ::access(folderOf(path).c_str(), W_OK) == 0;
}

Error damaged(const std::string &path, const char *sentence, std::vector<std::string> args = {})
{
    return {ErrorKind::Project, {sentence, std::move(args), "projectDamaged"}, inFile(path)};
}

std::string listOf(const std::vector<std::string> &names)
{
    std::string text;
    for (const std::string &name : names)
        text += (text.empty() ? "" : ", ") + name;
    return text;
}

} // namespace

std::string canonicalPath(const std::string &path)
{
    char resolved[PATH_MAX];
    return ::realpath(path.c_str(), resolved) ? std::string(resolved) : path;
}

ProjectFile::ProjectFile() = default;
ProjectFile::~ProjectFile() = default;

std::optional<ProjectFile::Identity> ProjectFile::identityOf(const std::string &path)
{
    struct stat present{};
    if (::stat(path.c_str(), &present) != 0)
        return std::nullopt;
    return Identity{present.st_dev, present.st_ino};
}

Result<std::unique_ptr<ProjectFile>> ProjectFile::open(const std::string &path, const Options &options)
{
    std::unique_ptr<ProjectFile> file(new ProjectFile);
    file->m_path = canonicalPath(path);
    // Before the lock, so that a wrong path leaves no lock file beside it.
    if (const Result<ProjectHeader> header = checkHeader(file->m_path, hasHotJournal(file->m_path)); !header)
        return header.error();
    if (Result<void> claimed = file->claim(options); !claimed)
        return claimed.error();
    const bool write = !options.readOnly;
    if (Result<void> loaded = file->load(write); !loaded)
        return loaded.error();
    if (write)
        if (Result<void> ready = file->prepareWriting(); !ready)
            return ready.error();
    return file;
}

Result<void> ProjectFile::claim(const Options &options)
{
    const bool writable = canBeWritten(m_path);
    const Message notWritable{QT_TRANSLATE_NOOP("model", "the project file or its folder cannot be written"), {},
                              "projectNotWritable"};
    if (!options.readOnly) {
        if (Result<void> fits = checkProjectName(m_path); !fits)
            return fits;
        if (!writable)
            return Error{ErrorKind::Device, notWritable, inFile(m_path)};
        Result<ProjectLock> lock = ProjectLock::acquire(m_path, options.lockTimeoutMs);
        if (!lock)
            return lock.error();
        m_lock = std::move(*lock);
        return {};
    }
    m_readOnlyReason = {QT_TRANSLATE_NOOP("model", "the project was opened for reading only"), {}, "projectReadOnly"};
    if (!writable)
        m_readOnlyReason = notWritable;
    else if (const std::string holder = ProjectLock::holder(m_path); !holder.empty())
        m_readOnlyReason = {QT_TRANSLATE_NOOP("model", "the project is opened by %1"), {holder}, "projectLocked"};
    return {};
}

// One reading transaction around all, so that a writer cannot change the file between two tables.
Result<void> ProjectFile::load(bool write)
{
    std::int64_t bytes = 0;
    if (write) {
        Result<Database> database = Database::open(m_path, Database::Mode::Write);
        if (!database)
            return database.error();
        m_database = std::move(*database);
        if (Result<void> begun = m_database.run("BEGIN; SELECT count(*) FROM sqlite_schema"); !begun)
            return begun;
        const Result<ProjectHeader> header = checkHeader(m_path, false);
        if (!header)
            return header.error();
        bytes = header->bytes;
    } else {
        Result<ReadingCopy> reading = openForReading(m_path);
        if (!reading)
            return reading.error();
        bytes = reading->bytes;
        m_database = std::move(reading->database);
        m_private = std::move(reading->folder);
        if (m_private)
            m_readOnlyReason = {QT_TRANSLATE_NOOP("model", "the last program that wrote here stopped in the middle of a change "
                                                           "and the file cannot be written; this is a private copy without "
                                                           "that change"),
                                {}, "projectRecoveredCopy"};
    }
    if (Result<void> checked = check(bytes, write); !checked)
        return checked;
    m_identity = identityOf(m_path).value_or(Identity{});
    return m_database.run("COMMIT");
}

Result<void> ProjectFile::check(std::int64_t bytes, bool write)
{
    m_database.setDeadline(deadlineFor(bytes));
    if (Result<void> known = checkSchema(m_database, m_path); !known)
        return known;
    Result<Meta> meta = readMeta(m_database);
    if (!meta)
        return meta.error();
    m_meta = std::move(*meta);
    if (!metaIsSound(m_meta))
        return damaged(m_path, QT_TRANSLATE_NOOP("model", "the project file is damaged: its own data (table meta) were altered"));
    if (Result<void> sound = checkContent(bytes); !sound)
        return sound;
    if (Result<void> sound = checkSmallTables(); !sound)
        return sound;
    if (write)
        if (Result<void> sound = checkPages(); !sound)
            return sound;
    m_database.setDeadline(std::chrono::steady_clock::time_point::max());
    return {};
}

Result<void> ProjectFile::checkContent(std::int64_t bytes)
{
    ReadContent content = readContent(m_database, m_path, bytes);
    if (content.broken)
        return *content.broken;
    m_digest = content.tree.root();
    Result<std::vector<int>> differing = differingBuckets(m_database, content.tree);
    if (!differing)
        return differing.error();
    if (!differing->empty()) {
        std::vector<std::string> names;
        for (int bucket : *differing)
            for (std::string &name : namesOfBucket(m_database, content.tree, bucket, 10 - names.size()))
                names.push_back(std::move(name));
        return damaged(m_path, QT_TRANSLATE_NOOP("model", "the project file is damaged: rows were altered, added or lost; the damage is among %1"),
                       {names.empty() ? "rows that are gone" : listOf(names)});
    }
    if (hex(m_digest) != m_meta["digest"])
        return damaged(m_path, QT_TRANSLATE_NOOP("model", "the project file is damaged: its content does not have the stored digest"));
    if (content.refused)
        return *content.refused;
    m_graph = std::move(content.graph);
    m_tree = std::move(content.tree);
    m_nextRow = content.nextRow;
    return {};
}

Result<void> ProjectFile::checkSmallTables()
{
    Result<Counters> counters = readCounters(m_database);
    if (!counters)
        return counters.error();
    if (countersHash(*counters) != m_meta["counters"])
        return damaged(m_path, QT_TRANSLATE_NOOP("model", "the project file is damaged: the numbers of the next keys were altered"));
    m_counters = std::move(*counters);
    for (const auto &[prefix, next] : m_counters)
        m_graph.raiseCounter(prefix, next);
    m_headSeq = std::strtoll(m_meta["headSeq"].c_str(), nullptr, 10);
    const std::optional<Digest> head = digestFromHex(m_meta["head"]);
    if (!head)
        return damaged(m_path, QT_TRANSLATE_NOOP("model", "the project file is damaged: its own data (table meta) were altered"));
    m_head = *head;
    Result<JournalChain> chain = readJournalChain(m_database, m_meta["projectId"], m_headSeq, m_head, false);
    if (!chain)
        return chain.error();
    if (chain->problem)
        return Error{ErrorKind::Project, *chain->problem, inFile(m_path)};
    m_history = std::move(chain->rows);
    if (!m_history.empty() && m_history.back().digest != m_digest)
        return damaged(m_path, QT_TRANSLATE_NOOP("model", "the project file is damaged: its content was changed without an entry in the journal"));
    return {};
}

// Every row may be right while SQLite's books of free space are not; then the next commit would write over rows.
Result<void> ProjectFile::checkPages()
{
    Result<Statement> check = m_database.prepare("PRAGMA quick_check(1)");
    if (!check)
        return check.error();
    if (check->step() != Statement::Step::Row)
        return m_database.failure();
    if (check->text(0) == "ok")
        return {};
    return damaged(m_path, QT_TRANSLATE_NOOP("model", "the project file is damaged, it can only be read: %1"), {std::string(check->text(0))});
}

Result<std::vector<JournalRow>> ProjectFile::journal(std::int64_t before, int count)
{
    // A file that another program writes may have newer entries than what was loaded.
    const std::int64_t end = before <= 0 || before > m_headSeq ? m_headSeq + 1 : before;
    Result<std::vector<JournalRow>> rows = readJournalRows(m_database, end, count);
    if (!rows && rows.error().where.file.empty()) {
        Error error = rows.error();
        error.where.file = m_path;
        return error;
    }
    return rows;
}

Result<std::string> ProjectFile::payload(std::int64_t seq)
{
    Result<std::string> compressed = readJournalPayload(m_database, m_path, seq);
    if (!compressed)
        return compressed;
    if (compressed->empty())
        return Error{ErrorKind::Project,
                     {QT_TRANSLATE_NOOP("model", "what entry %1 of the journal changed was purged; it cannot be taken back"),
                      {std::to_string(seq)},
                      "journalPurged"},
                     inFile(m_path)};
    Result<std::string> payload = expandPayload(*compressed);
    if (payload)
        return payload;
    Error error = payload.error();
    error.where.file = m_path;
    return error;
}

} // namespace tarascope
