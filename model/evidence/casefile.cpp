#include "model/evidence/casefile.h"

#include "model/evidence/caseschema.h"
#include "model/ids.h"
#include "model/store/projectfile.h"

#include <QtCore/QDateTime>

#include <cerrno>
#include <cstring>

#include <unistd.h>

namespace tarascope::evidence {

namespace {

static_assert(caseApplicationId == 1413567043 && caseSchemaVersion == 1, "the numbers of the statement below");
constexpr const char *identify = "PRAGMA application_id = 1413567043; PRAGMA user_version = 1";

std::string now()
{
    return timeText(QDateTime::currentMSecsSinceEpoch());
}

Result<void> putMeta(Database &database, const char *name, const std::string &value)
{
    Result<Statement> insert = database.prepare("INSERT OR REPLACE INTO meta VALUES (?1, ?2)");
    if (!insert)
        return insert.error();
    return insert->text(1, name).text(2, value).run() ? Result<void>() : database.failure();
}

Error cannotMake(const std::string &path, int cause)
{
    if (cause == EEXIST)
        return {ErrorKind::Usage,
                {QT_TRANSLATE_NOOP("model", "there is a file of this name already; it was not touched"), {}, "caseExists"},
                inFile(path)};
    return {ErrorKind::Device,
            {QT_TRANSLATE_NOOP("model", "the case file cannot be made: %1"), {std::strerror(cause)}, "caseNotMade"},
            inFile(path)};
}

Result<void> fill(const std::string &path, const CaseUser &user)
{
    Result<Database> database = Database::open(path, Database::Mode::Create);
    if (!database)
        return database.error();
    Result<void> done = database->run("PRAGMA page_size = 16384; PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL; BEGIN IMMEDIATE");
    if (done)
        done = database->run(identify);
    if (done)
        done = createCaseSchema(*database);
    CustodyRow row;
    const std::string id = Uid::random().hex();
    row.seq = 1, row.utc = now(), row.user = user.user, row.host = user.host, row.action = "create";
    row.object = id, row.note = std::string("Tarascope ") + TARASCOPE_VERSION, row.previous = custodyStart(id);
    row.hash = custodyHash(row);
    if (done)
        done = insertCustodyRow(*database, row);
    for (const auto &[name, value] : {std::pair<const char *, std::string>("caseId", id), {"created", row.utc},
                                      {"key", hex(makeCaseKey())}, {"head", hex(row.hash)}, {"headSeq", "1"}})
        if (done)
            done = putMeta(*database, name, value);
    if (done)
        done = database->run("INSERT INTO required(role, part) VALUES ('gateway', ''), ('job', '')");
    return done ? database->run("COMMIT") : done;
}

} // namespace

Result<void> CaseFile::create(const std::string &path, const CaseUser &user)
{
    if (::access(path.c_str(), F_OK) == 0)
        return cannotMake(path, EEXIST);
    const std::string made = path + ".new." + Uid::random().hex() + "~";
    Result<void> filled = fill(made, user);
    const int cause = filled && ::link(made.c_str(), path.c_str()) != 0 ? errno : 0;
    for (const char *beside : {"", "-journal"})
        ::unlink((made + beside).c_str());
    if (!filled) {
        Error error = filled.error();
        error.where.file = path;
        return error;
    }
    return cause == 0 ? Result<void>() : cannotMake(path, cause);
}

Result<std::unique_ptr<CaseFile>> CaseFile::open(const std::string &path, const CaseUser &user, bool readOnly)
{
    if (Result<void> ours = checkCaseHeader(path); !ours)
        return ours.error();
    std::unique_ptr<CaseFile> file(new CaseFile);
    file->m_path = path;
    file->m_user = user;
    if (!readOnly) {
        Result<ProjectLock> lock = ProjectLock::acquire(canonicalPath(path), 5000);
        if (!lock)
            return lock.error();
        file->m_lock = std::move(*lock);
    }
    Result<Database> database = Database::open(path, readOnly ? Database::Mode::Read : Database::Mode::Write);
    if (!database)
        return database.error();
    file->m_database = std::move(*database);
    Result<void> ready = checkCaseSchema(file->m_database, path);
    if (!ready && readOnly && file->m_database.needsRollback()) {
        // A program died in the middle of an import: what it had not finished is taken back by who may write.
        file.reset();
        if (Result<std::unique_ptr<CaseFile>> repaired = open(path, user, false); !repaired)
            return repaired.error();
        return open(path, user, true);
    }
    if (ready && !readOnly) // an import is far larger than the cache
        ready = file->m_database.run("PRAGMA synchronous = FULL; PRAGMA cache_spill = ON; PRAGMA secure_delete = ON");
    if (ready && !readOnly)
        file->m_database.setTriggers(true);
    if (ready)
        ready = file->readHead();
    if (!ready)
        return ready.error();
    return file;
}

Result<void> CaseFile::readHead()
{
    Result<Statement> select = m_database.prepare("SELECT name, value FROM meta");
    if (!select)
        return select.error();
    std::map<std::string, std::string> meta;
    while (select->step() == Statement::Step::Row)
        meta[std::string(select->text(0))] = select->text(1);
    const std::optional<Digest> key = digestFromHex(meta["key"]);
    const std::optional<Digest> head = digestFromHex(meta["head"]);
    m_id = meta["caseId"];
    m_headSeq = std::atoll(meta["headSeq"].c_str());
    if (!head || m_id.empty())
        return Error{ErrorKind::Project,
                     {QT_TRANSLATE_NOOP("model", "the case file is damaged: its head is missing"), {}, "caseDamaged"},
                     inFile(m_path)};
    m_head = *head;
    m_key = key.value_or(CaseKey{});
    return {};
}

Result<void> CaseFile::change(const std::function<Result<void>()> &work)
{
    const Digest head = m_head;
    const std::int64_t headSeq = m_headSeq;
    Result<void> done = m_database.run("BEGIN IMMEDIATE");
    if (done) {
        done = work();
        if (done)
            done = putMeta(m_database, "head", hex(m_head));
        if (done)
            done = putMeta(m_database, "headSeq", std::to_string(m_headSeq));
        if (done)
            done = m_database.run("COMMIT");
    }
    if (!done) {
        if (m_database.inTransaction())
            (void)m_database.run("ROLLBACK");
        m_head = head;
        m_headSeq = headSeq;
        m_namesKnown = false;
    }
    return done;
}

Result<void> CaseFile::appendCustody(const std::string &action, const std::string &object, const Digest &sha256,
                                     const std::string &note)
{
    CustodyRow row;
    row.seq = m_headSeq + 1, row.utc = now(), row.user = m_user.user, row.host = m_user.host, row.action = action;
    row.object = object, row.objectSha256 = sha256, row.note = note, row.previous = m_head;
    row.hash = custodyHash(row);
    Result<void> inserted = insertCustodyRow(m_database, row);
    if (inserted) {
        m_head = row.hash;
        m_headSeq = row.seq;
    }
    return inserted;
}

Result<std::vector<CustodyRow>> CaseFile::custody() { return readCustody(m_database); }

Result<void> CaseFile::record(const std::string &action, const std::string &object, const Digest &sha256,
                              const std::string &note)
{
    return change([&] { return appendCustody(action, object, sha256, note); });
}

Result<std::vector<Required>> CaseFile::required()
{
    Result<Statement> select = m_database.prepare("SELECT role, part FROM required ORDER BY id");
    if (!select)
        return select.error();
    std::vector<Required> all;
    while (select->step() == Statement::Step::Row)
        all.push_back({std::string(select->text(0)), std::string(select->text(1))});
    return all;
}

Result<void> CaseFile::require(const std::vector<Required> &required)
{
    return change([&]() -> Result<void> {
        Result<void> done = m_database.run("DELETE FROM required");
        Result<Statement> insert = m_database.prepare("INSERT INTO required(role, part) VALUES (?1, ?2)");
        std::string note;
        if (!done || !insert)
            return m_database.failure();
        for (const Required &one : required) {
            if (!insert->text(1, one.role).text(2, one.part).run())
                return m_database.failure();
            note += (note.empty() ? "" : " ") + one.role + (one.part.empty() ? "" : ":" + one.part);
        }
        return appendCustody("require", "required sources", {}, note);
    });
}

Result<std::int64_t> CaseFile::storeRun(const std::string &kind, const std::string &parameters, const std::string &result,
                                        std::int64_t tookMs)
{
    const Result<std::vector<StoredSource>> known = sources();
    if (!known)
        return known.error();
    Sha256 set;
    for (const StoredSource &source : *known)
        set.add(source.sha256);
    const Digest sourcesSha256 = set.result();
    const Digest parametersSha256 = Sha256::of(parameters);
    std::int64_t id = 0;
    const std::string started = now();
    Result<void> done = change([&]() -> Result<void> {
        Result<std::int64_t> next = m_database.number("SELECT coalesce(max(id), 0) + 1 FROM run");
        Result<Statement> insert = m_database.prepare("INSERT INTO run VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
        if (!next || !insert)
            return m_database.failure();
        id = *next;
        insert->integer(1, id).text(2, kind).text(3, parameters).blob(4, parametersSha256);
        insert->text(5, "Tarascope " TARASCOPE_VERSION).text(6, started).integer(7, tookMs).blob(8, sourcesSha256).text(9, result);
        if (!insert->run())
            return m_database.failure();
        return appendCustody(kind, "run " + std::to_string(id), Sha256::of(result), "");
    });
    if (!done)
        return done.error();
    return id;
}

} // namespace tarascope::evidence
