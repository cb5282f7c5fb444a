#include "model/store/sqlite.h"

#include <sqlite3.h>

namespace tarascope {

namespace {

constexpr int stepsPerCheck = 4000;


/// SQLite takes names that begin so for a database in memory or an address; here they are files.
std::string asPath(const std::string &path)
{
    return path.starts_with(':') || path.starts_with("file:") ? "./" + path : path;
}

} // namespace

Where inFile(std::string path, std::string item)
{
    Where where;
    where.file = std::move(path);
    where.item = std::move(item);
    return where;
}

struct Database::Deadline {
    std::chrono::steady_clock::time_point at = std::chrono::steady_clock::time_point::max();
};

void Statement::Finalize::operator()(sqlite3_stmt *statement) const
{
    sqlite3_finalize(statement);
}

void Database::Close::operator()(sqlite3 *connection) const
{
    sqlite3_close_v2(connection);
}

void Database::EndDeadline::operator()(Deadline *deadline) const
{
    delete deadline;
}

Statement::Statement(sqlite3 *connection, const char *sql)
{
    sqlite3_stmt *statement = nullptr;
    sqlite3_prepare_v3(connection, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    m_statement.reset(statement);
}

// A null pointer would bind NULL, so an empty view needs an address.
Statement &Statement::text(int place, std::string_view text)
{
    sqlite3_bind_text64(m_statement.get(), place, text.empty() ? "" : text.data(), text.size(), SQLITE_STATIC,
                        SQLITE_UTF8);
    return *this;
}

Statement &Statement::blob(int place, std::string_view bytes)
{
    sqlite3_bind_blob64(m_statement.get(), place, bytes.empty() ? "" : bytes.data(), bytes.size(), SQLITE_STATIC);
    return *this;
}

Statement &Statement::blob(int place, const Digest &digest)
{
    return blob(place, std::string_view(reinterpret_cast<const char *>(digest.data()), digest.size()));
}

Statement &Statement::integer(int place, std::int64_t number)
{
    sqlite3_bind_int64(m_statement.get(), place, number);
    return *this;
}

Statement &Statement::real(int place, double number)
{
    sqlite3_bind_double(m_statement.get(), place, number);
    return *this;
}

Statement &Statement::null(int place)
{
    sqlite3_bind_null(m_statement.get(), place);
    return *this;
}

Statement::Step Statement::step()
{
    switch (sqlite3_step(m_statement.get())) {
    case SQLITE_ROW: return Step::Row;
    case SQLITE_DONE: return Step::Done;
    default: return Step::Failed;
    }
}

void Statement::reset()
{
    sqlite3_reset(m_statement.get());
}

bool Statement::run()
{
    const bool done = step() == Step::Done;
    return sqlite3_reset(m_statement.get()) == SQLITE_OK && done;
}

bool Statement::isText(int column) const
{
    return sqlite3_column_type(m_statement.get(), column) == SQLITE_TEXT;
}

bool Statement::isBlob(int column) const
{
    return sqlite3_column_type(m_statement.get(), column) == SQLITE_BLOB;
}

bool Statement::isInteger(int column) const
{
    return sqlite3_column_type(m_statement.get(), column) == SQLITE_INTEGER;
}

bool Statement::isReal(int column) const
{
    return sqlite3_column_type(m_statement.get(), column) == SQLITE_FLOAT;
}

bool Statement::isNull(int column) const
{
    return sqlite3_column_type(m_statement.get(), column) == SQLITE_NULL;
}

std::string_view Statement::text(int column) const
{
    const auto *bytes = reinterpret_cast<const char *>(sqlite3_column_text(m_statement.get(), column));
    return bytes ? std::string_view(bytes, static_cast<std::size_t>(sqlite3_column_bytes(m_statement.get(), column)))
                 : std::string_view();
}

std::string_view Statement::blob(int column) const
{
    const auto *bytes = static_cast<const char *>(sqlite3_column_blob(m_statement.get(), column));
    return bytes ? std::string_view(bytes, static_cast<std::size_t>(sqlite3_column_bytes(m_statement.get(), column)))
                 : std::string_view();
}

std::int64_t Statement::integer(int column) const
{
    return sqlite3_column_int64(m_statement.get(), column);
}

double Statement::real(int column) const
{
    return sqlite3_column_double(m_statement.get(), column);
}

Result<Database> Database::open(const std::string &path, Mode mode)
{
    Database database;
    database.m_path = path;
    database.m_deadline.reset(new Deadline);
    int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    flags |= mode == Mode::Read ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    flags |= mode == Mode::Create ? SQLITE_OPEN_CREATE : 0;
    sqlite3 *connection = nullptr;
    const int opened = sqlite3_open_v2(asPath(path).c_str(), &connection, flags, nullptr);
    database.m_connection.reset(connection);
    if (opened != SQLITE_OK)
        return database.failure();
    if (Result<void> guarded = database.protect(mode); !guarded)
        return guarded.error();
    return database;
}

Result<void> Database::protect(Mode mode)
{
    sqlite3 *c = m_connection.get();
    sqlite3_busy_timeout(c, 5000);
    static constexpr std::pair<int, int> switches[] = {
        {SQLITE_DBCONFIG_DEFENSIVE, 1},          {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
        {SQLITE_DBCONFIG_ENABLE_VIEW, 0},        {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
        {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0}, {SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0},
        {SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0},    {SQLITE_DBCONFIG_DQS_DML, 0},
        {SQLITE_DBCONFIG_DQS_DDL, 0},            {SQLITE_DBCONFIG_LEGACY_ALTER_TABLE, 0}};
    for (const auto &[what, value] : switches)
        sqlite3_db_config(c, what, value, nullptr);
    static constexpr std::pair<int, int> limits[] = {
        {SQLITE_LIMIT_LENGTH, largestRow}, {SQLITE_LIMIT_SQL_LENGTH, 100'000}, {SQLITE_LIMIT_COLUMN, 64},
        {SQLITE_LIMIT_EXPR_DEPTH, 32},        {SQLITE_LIMIT_COMPOUND_SELECT, 4},  {SQLITE_LIMIT_VDBE_OP, 25'000},
        {SQLITE_LIMIT_FUNCTION_ARG, 8},       {SQLITE_LIMIT_ATTACHED, 0},         {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 64},
        {SQLITE_LIMIT_VARIABLE_NUMBER, 32},   {SQLITE_LIMIT_TRIGGER_DEPTH, 2},    {SQLITE_LIMIT_WORKER_THREADS, 0}};
    for (const auto &[what, value] : limits)
        sqlite3_limit(c, what, value);
    sqlite3_progress_handler(
        c, stepsPerCheck,
        [](void *deadline) { return std::chrono::steady_clock::now() > static_cast<Deadline *>(deadline)->at ? 1 : 0; },
        m_deadline.get());
    Result<void> done = run("PRAGMA cell_size_check=ON; PRAGMA mmap_size=0; PRAGMA temp_store=MEMORY");
    if (done && mode != Mode::Read) // no page may reach the file before the commit, so a large import needs its cache
        done = run("PRAGMA cache_spill=OFF; PRAGMA cache_size=-65536");
    return done;
}

Result<void> Database::run(const char *sql)
{
    return sqlite3_exec(m_connection.get(), sql, nullptr, nullptr, nullptr) == SQLITE_OK ? Result<void>() : failure();
}

Result<Statement> Database::prepare(const char *sql)
{
    Statement statement(m_connection.get(), sql);
    if (!statement.valid())
        return failure();
    return statement;
}

Result<void> Database::vacuum()
{
    sqlite3_limit(m_connection.get(), SQLITE_LIMIT_ATTACHED, 1);
    Result<void> done = run("VACUUM");
    sqlite3_limit(m_connection.get(), SQLITE_LIMIT_ATTACHED, 0);
    return done;
}

Result<std::int64_t> Database::number(const char *sql)
{
    Result<Statement> statement = prepare(sql);
    if (!statement)
        return statement.error();
    if (statement->step() != Statement::Step::Row)
        return failure();
    return statement->integer(0);
}

std::int64_t Database::changes() const
{
    return sqlite3_changes64(m_connection.get());
}

bool Database::inTransaction() const
{
    return sqlite3_get_autocommit(m_connection.get()) == 0;
}

void Database::setDeadline(std::chrono::steady_clock::time_point deadline)
{
    m_deadline->at = deadline;
}

void Database::setTriggers(bool enabled)
{
    sqlite3_db_config(m_connection.get(), SQLITE_DBCONFIG_ENABLE_TRIGGER, enabled ? 1 : 0, nullptr);
}

Error Database::failure() const
{
    const int code = sqlite3_errcode(m_connection.get());
    const std::string why = m_connection ? sqlite3_errmsg(m_connection.get()) : "out of memory";
    switch (code & 0xFF) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_FORMAT:
    case SQLITE_ERROR:
    case SQLITE_TOOBIG:
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
        return {ErrorKind::Project,
                {QT_TRANSLATE_NOOP("model", "the project file is damaged: %1"), {why}, "projectDamaged"},
                inFile(m_path)};
    case SQLITE_INTERRUPT:
        return {ErrorKind::Project,
                {QT_TRANSLATE_NOOP("model", "reading the project file takes longer than a sound one of its size can"),
                 {}, "projectTooSlow"},
                inFile(m_path)};
    case SQLITE_FULL:
        return {ErrorKind::Device,
                {QT_TRANSLATE_NOOP("model", "the disk is full (%1); the change was not saved"), {why}, "diskFull"},
                inFile(m_path)};
    case SQLITE_BUSY:
        return {ErrorKind::Device,
                {QT_TRANSLATE_NOOP("model", "another program holds the project file; try again"), {}, "projectBusy"},
                inFile(m_path)};
    default:
        return {ErrorKind::Device,
                {QT_TRANSLATE_NOOP("model", "the project file cannot be read or written: %1"), {why}, "projectIo"},
                inFile(m_path)};
    }
}

bool Database::needsRollback() const
{
    const int code = sqlite3_extended_errcode(m_connection.get());
    return (code & 0xFF) == SQLITE_READONLY || (code & 0xFF) == SQLITE_CANTOPEN;
}

} // namespace tarascope
