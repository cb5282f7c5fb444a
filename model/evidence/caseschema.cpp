#include "model/evidence/caseschema.h"

#include <array>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tarascope::evidence {

namespace {

constexpr const char *schema[] = {
    "CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE TABLE source(id INTEGER PRIMARY KEY, name TEXT NOT NULL, path TEXT NOT NULL, role TEXT NOT NULL,"
    " part TEXT NOT NULL, bytes INTEGER NOT NULL, unpacked INTEGER NOT NULL, packed INTEGER NOT NULL,"
    " fileSha256 BLOB NOT NULL, sha256 BLOB NOT NULL, root BLOB NOT NULL, content BLOB NOT NULL, first INTEGER NOT NULL,"
    " last INTEGER NOT NULL, wholeEnd INTEGER NOT NULL, broken TEXT NOT NULL, coversFrom INTEGER, coversTo INTEGER,"
    " clockOffset INTEGER NOT NULL, mappingId TEXT NOT NULL, mappingSha256 BLOB NOT NULL, importedBy TEXT NOT NULL,"
    " importedAt TEXT NOT NULL, events INTEGER NOT NULL, counts TEXT NOT NULL) STRICT",
    "CREATE TABLE chunks(source INTEGER PRIMARY KEY, hashes BLOB NOT NULL) STRICT",
    "CREATE TABLE reject(id INTEGER PRIMARY KEY, source INTEGER NOT NULL, offset INTEGER NOT NULL,"
    " reason TEXT NOT NULL) STRICT",
    "CREATE TABLE dictionary(id INTEGER PRIMARY KEY, name TEXT NOT NULL, first INTEGER NOT NULL, count INTEGER NOT NULL,"
    " texts BLOB NOT NULL, digest BLOB NOT NULL) STRICT",
    "CREATE TABLE segment(id INTEGER PRIMARY KEY, source INTEGER NOT NULL, rows INTEGER NOT NULL, first INTEGER NOT NULL,"
    " last INTEGER NOT NULL, digest BLOB NOT NULL) STRICT",
    "CREATE TABLE cells(id INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT",
    "CREATE TABLE reference(id INTEGER PRIMARY KEY, source INTEGER NOT NULL, cells TEXT NOT NULL, validFrom INTEGER NOT NULL,"
    " validTo INTEGER NOT NULL) STRICT",
    "CREATE TABLE required(id INTEGER PRIMARY KEY, role TEXT NOT NULL, part TEXT NOT NULL) STRICT",
    "CREATE TABLE run(id INTEGER PRIMARY KEY, kind TEXT NOT NULL, parameters TEXT NOT NULL, parametersSha256 BLOB NOT NULL,"
    " engine TEXT NOT NULL, started TEXT NOT NULL, tookMs INTEGER NOT NULL, sourcesSha256 BLOB NOT NULL,"
    " result TEXT NOT NULL) STRICT",
    "CREATE TABLE custody(seq INTEGER PRIMARY KEY, utc TEXT NOT NULL, user TEXT NOT NULL, host TEXT NOT NULL,"
    " action TEXT NOT NULL, object TEXT NOT NULL, objectSha256 BLOB NOT NULL, note TEXT NOT NULL, previous BLOB NOT NULL,"
    " hash BLOB NOT NULL) STRICT",
    "CREATE TRIGGER custodyIsNotUpdated BEFORE UPDATE ON custody BEGIN"
    " SELECT RAISE(ABORT, 'the chain of custody is append-only'); END",
    "CREATE TRIGGER custodyIsNotDeleted BEFORE DELETE ON custody BEGIN"
    " SELECT RAISE(ABORT, 'the chain of custody is append-only'); END",
};

Error refuse(const std::string &path, const char *text, std::vector<std::string> args, const char *code)
{
    return {ErrorKind::Project, {text, std::move(args), code}, inFile(path)};
}

std::uint32_t bigEndian(const std::uint8_t *bytes)
{
    return std::uint32_t{bytes[0]} << 24 | std::uint32_t{bytes[1]} << 16 | std::uint32_t{bytes[2]} << 8 | bytes[3];
}

} // namespace

Result<void> checkCaseHeader(const std::string &path)
{
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    const int cause = errno;
    if (file < 0)
        return Error{cause == ENOENT ? ErrorKind::Usage : ErrorKind::Device,
                     {QT_TRANSLATE_NOOP("model", "the case file cannot be opened: %1"), {std::strerror(cause)}, "caseNotOpened"},
                     inFile(path)};
    struct stat present{};
    std::array<std::uint8_t, 100> bytes{};
    const bool regular = ::fstat(file, &present) == 0 && S_ISREG(present.st_mode);
    const ssize_t count = regular ? ::pread(file, bytes.data(), bytes.size(), 0) : 0;
    ::close(file);
    if (count != 100 || std::memcmp(bytes.data(), "SQLite format 3", 16) != 0 || bigEndian(&bytes[68]) != caseApplicationId)
        return refuse(path, QT_TRANSLATE_NOOP("model", "this is no case file of Tarascope"), {}, "notACase");
    const std::uint32_t version = bigEndian(&bytes[60]);
    if (version != caseSchemaVersion)
        return refuse(path,
                      QT_TRANSLATE_NOOP("model", "the case was written by another Tarascope: its format is %1, this program "
                                                 "knows %2; nothing was changed"),
                      {std::to_string(version), std::to_string(caseSchemaVersion)}, "caseNewer");
    if (bytes[18] != 1 || bytes[19] != 1)
        return refuse(path, QT_TRANSLATE_NOOP("model", "the case file is in another journal mode (WAL)"), {}, "caseWal");
    return {};
}

Result<void> createCaseSchema(Database &database)
{
    for (const char *statement : schema)
        if (Result<void> made = database.run(statement); !made)
            return made;
    return {};
}

Result<void> checkCaseSchema(Database &database, const std::string &path)
{
    Result<Statement> entries = database.prepare("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY rowid");
    if (!entries)
        return entries.error();
    std::size_t place = 0;
    Statement::Step step;
    while ((step = entries->step()) == Statement::Step::Row) {
        const bool trigger = entries->text(0) == "trigger";
        if (place == std::size(schema) || entries->text(3) != schema[place] ||
            (trigger ? entries->text(2) != "custody" : entries->text(2) != entries->text(1)))
            return refuse(path,
                          QT_TRANSLATE_NOOP("model", "the case file holds the %1 '%2', which Tarascope did not make; it is "
                                                     "not opened"),
                          {std::string(entries->text(0)), std::string(entries->text(1))}, "foreignSchema");
        ++place;
    }
    if (step == Statement::Step::Failed)
        return database.failure();
    if (place != std::size(schema))
        return refuse(path, QT_TRANSLATE_NOOP("model", "the case file is damaged: a part of its tables is missing"), {},
                      "caseDamaged");
    return {};
}

} // namespace tarascope::evidence
