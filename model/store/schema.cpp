#include "model/store/schema.h"

#include <array>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tarascope {

namespace {

constexpr const char *lengthCode = "projectLength";

using Column = StoredColumn;
using Type = StoredColumn::Type;

constexpr Column itemColumns[] = {{Type::Uid, "uid"},          {Type::Text, "kind"},       {Type::Text, "key"},
                                  {Type::Text, "name"},        {Type::Text, "description"}, {Type::Text, "attributes"},
                                  {Type::Text, "tags"},        {Type::Text, "external"}};
constexpr Column linkColumns[] = {{Type::Uid, "uid"},    {Type::Text, "kind"}, {Type::Uid, "source"},
                                  {Type::Uid, "target"}, {Type::Text, "key"},  {Type::Text, "attributes"}};
constexpr Column outcomeColumns[] = {{Type::Uid, "uid"},          {Type::Uid, "test"},   {Type::Text, "verdict"},
                                     {Type::Text, "at"},          {Type::Text, "environment"},
                                     {Type::Text, "build"},       {Type::Text, "observed"}, {Type::Text, "place"}};
constexpr Column fieldColumns[] = {{Type::Uid, "uid"},
                                   {Type::Text, "kind"},
                                   {Type::Text, "name"},
                                   {Type::Text, "type"},
                                   {Type::Text, "choices"}};
constexpr Column settingColumns[] = {{Type::Text, "name"}, {Type::Text, "value"}};
constexpr Column positionColumns[] = {{Type::Uid, "item"}, {Type::Real, "x"}, {Type::Real, "y"}};

constexpr StoredTable tables[] = {
    {RowType::Item, "items", itemColumns,
     "SELECT id, uid, kind, key, name, description, attributes, tags, external FROM items ORDER BY id",
     "INSERT INTO items VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
     "UPDATE items SET uid = ?2, kind = ?3, key = ?4, name = ?5, description = ?6, attributes = ?7, tags = ?8,"
     " external = ?9 WHERE id = ?1",
     "DELETE FROM items WHERE id = ?1"},
    {RowType::Link, "links", linkColumns,
     "SELECT id, uid, kind, source, target, key, attributes FROM links ORDER BY id",
     "INSERT INTO links VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
     "UPDATE links SET uid = ?2, kind = ?3, source = ?4, target = ?5, key = ?6, attributes = ?7 WHERE id = ?1",
     "DELETE FROM links WHERE id = ?1"},
    {RowType::Outcome, "outcomes", outcomeColumns,
     "SELECT id, uid, test, verdict, at, environment, build, observed, place FROM outcomes ORDER BY id",
     "INSERT INTO outcomes VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
     "UPDATE outcomes SET uid = ?2, test = ?3, verdict = ?4, at = ?5, environment = ?6, build = ?7, observed = ?8,"
     " place = ?9 WHERE id = ?1",
     "DELETE FROM outcomes WHERE id = ?1"},
    {RowType::Field, "fields", fieldColumns,
     "SELECT id, uid, kind, name, type, choices FROM fields ORDER BY id",
     "INSERT INTO fields VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
     "UPDATE fields SET uid = ?2, kind = ?3, name = ?4, type = ?5, choices = ?6 WHERE id = ?1",
     "DELETE FROM fields WHERE id = ?1"},
    {RowType::Setting, "settings", settingColumns,
     "SELECT id, name, value FROM settings ORDER BY id",
     "INSERT INTO settings VALUES (?1, ?2, ?3)",
     "UPDATE settings SET name = ?2, value = ?3 WHERE id = ?1",
     "DELETE FROM settings WHERE id = ?1"},
    {RowType::Position, "positions", positionColumns,
     "SELECT id, item, x, y FROM positions ORDER BY id",
     "INSERT INTO positions VALUES (?1, ?2, ?3, ?4)",
     "UPDATE positions SET item = ?2, x = ?3, y = ?4 WHERE id = ?1",
     "DELETE FROM positions WHERE id = ?1"},
};

// Rows are found by `id`, which the program remembers for each uid; so there is no index that could disagree with them.
constexpr const char *schema[] = {
    "CREATE TABLE items(id INTEGER PRIMARY KEY, uid BLOB NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL,"
    " name TEXT NOT NULL, description TEXT NOT NULL, attributes TEXT NOT NULL, tags TEXT NOT NULL,"
    " external TEXT NOT NULL) STRICT",
    "CREATE TABLE links(id INTEGER PRIMARY KEY, uid BLOB NOT NULL, kind TEXT NOT NULL, source BLOB NOT NULL,"
    " target BLOB NOT NULL, key TEXT NOT NULL, attributes TEXT NOT NULL) STRICT",
    "CREATE TABLE outcomes(id INTEGER PRIMARY KEY, uid BLOB NOT NULL, test BLOB NOT NULL, verdict TEXT NOT NULL,"
    " at TEXT NOT NULL, environment TEXT NOT NULL, build TEXT NOT NULL, observed TEXT NOT NULL,"
    " place TEXT NOT NULL) STRICT",
    "CREATE TABLE fields(id INTEGER PRIMARY KEY, uid BLOB NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL,"
    " type TEXT NOT NULL, choices TEXT NOT NULL) STRICT",
    "CREATE TABLE settings(id INTEGER PRIMARY KEY, name TEXT NOT NULL, value TEXT NOT NULL) STRICT",
    "CREATE TABLE positions(id INTEGER PRIMARY KEY, item BLOB NOT NULL, x REAL NOT NULL, y REAL NOT NULL) STRICT",
    "CREATE TABLE counters(prefix TEXT PRIMARY KEY, next INTEGER NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE TABLE buckets(bucket INTEGER PRIMARY KEY, hash BLOB NOT NULL) STRICT",
    "CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE TABLE journal(seq INTEGER PRIMARY KEY, utc TEXT NOT NULL, who TEXT NOT NULL, title TEXT NOT NULL,"
    " kind TEXT NOT NULL, of INTEGER NOT NULL, changes INTEGER NOT NULL, digest BLOB NOT NULL,"
    " payloadHash BLOB NOT NULL, prevHash BLOB NOT NULL, hash BLOB NOT NULL, payload BLOB) STRICT",
    "CREATE TRIGGER journalIsNotUpdated BEFORE UPDATE ON journal BEGIN"
    " SELECT RAISE(ABORT, 'the journal is append-only'); END",
    "CREATE TRIGGER journalIsNotDeleted BEFORE DELETE ON journal BEGIN"
    " SELECT RAISE(ABORT, 'the journal is append-only'); END",
};

Error refuse(const std::string &path, const char *text, std::vector<std::string> args, const char *code)
{
    return {ErrorKind::Project, {text, std::move(args), code}, inFile(path)};
}

std::uint32_t bigEndian(const std::uint8_t *bytes)
{
    return std::uint32_t{bytes[0]} << 24 | std::uint32_t{bytes[1]} << 16 | std::uint32_t{bytes[2]} << 8 | bytes[3];
}

using HeaderBytes = std::array<std::uint8_t, 100>;

Result<HeaderBytes> readHeader(const std::string &path, std::int64_t &size)
{
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat present{};
    HeaderBytes bytes{};
    const bool known = file >= 0 && ::fstat(file, &present) == 0;
    const ssize_t count = known && S_ISREG(present.st_mode) ? ::pread(file, bytes.data(), bytes.size(), 0) : -1;
    const int cause = errno;
    if (file >= 0)
        ::close(file);
    if (known && !S_ISREG(present.st_mode))
        return refuse(path, QT_TRANSLATE_NOOP("model", "this is no file"), {}, "notAProject");
    if (count < 0)
        return Error{cause == ENOENT ? ErrorKind::Usage : ErrorKind::Device,
                     {QT_TRANSLATE_NOOP("model", "the project file cannot be opened: %1"), {std::strerror(cause)},
                      "projectNotOpened"},
                     inFile(path)};
    size = present.st_size;
    return bytes;
}

Result<void> checkLength(const std::string &path, const HeaderBytes &bytes, std::int64_t size)
{
    const std::uint32_t pageField = std::uint32_t{bytes[16]} << 8 | bytes[17];
    const std::int64_t page = pageField == 1 ? 65536 : pageField;
    const std::int64_t wanted = page * bigEndian(&bytes[28]);
    if (size < wanted)
        return refuse(path, QT_TRANSLATE_NOOP("model", "the project file is cut off: %1 of %2 bytes are missing"),
                      {std::to_string(wanted - size), std::to_string(wanted)}, lengthCode);
    if (size > wanted)
        return refuse(path, QT_TRANSLATE_NOOP("model", "the project file is damaged: it has %1 bytes too many"),
                      {std::to_string(size - wanted)}, lengthCode);
    return {};
}

Result<ProjectHeader> checkHeaderOnce(const std::string &path, bool hotJournal)
{
    std::int64_t size = 0;
    const Result<HeaderBytes> bytes = readHeader(path, size);
    if (!bytes)
        return bytes.error();
    if (size < 100 || std::memcmp(bytes->data(), "SQLite format 3", 16) != 0 ||
        bigEndian(&(*bytes)[68]) != projectApplicationId)
        return refuse(path, QT_TRANSLATE_NOOP("model", "this is no Tarascope project"), {}, "notAProject");
    const std::uint32_t version = bigEndian(&(*bytes)[60]);
    if (version > projectSchemaVersion)
        return refuse(path,
                      QT_TRANSLATE_NOOP("model", "the project was written by a newer Tarascope: its format is %1, this "
                                                 "program knows up to %2; nothing was changed"),
                      {std::to_string(version), std::to_string(projectSchemaVersion)}, "projectNewer");
    if (version < projectSchemaVersion)
        return refuse(path, QT_TRANSLATE_NOOP("model", "the project file is damaged: there is no format %1"),
                      {std::to_string(version)}, "projectDamaged");
    struct stat log{};
    if ((*bytes)[18] != 1 || (*bytes)[19] != 1 || ::stat((path + "-wal").c_str(), &log) == 0)
        return refuse(path,
                      QT_TRANSLATE_NOOP("model", "the project file is in another journal mode (WAL); its last changes may "
                                                 "be in a file beside it"),
                      {}, "projectWal");
    if (!hotJournal)
        if (Result<void> whole = checkLength(path, *bytes, size); !whole)
            return whole.error();
    return ProjectHeader{version, size};
}

// "CREATE TABLE items(..." says what the other columns of its entry must hold.
bool entryFits(std::string_view sql, std::string_view type, std::string_view name, std::string_view table)
{
    const bool isTable = sql.starts_with("CREATE TABLE ");
    const std::string_view rest = sql.substr(isTable ? 13 : 15);
    const std::string_view named = rest.substr(0, rest.find_first_of("( "));
    return type == (isTable ? "table" : "trigger") && name == named && table == (isTable ? named : "journal");
}

} // namespace

const StoredTable &storedTable(RowType type)
{
    return tables[static_cast<std::size_t>(type) - 1];
}

bool hasHotJournal(const std::string &path)
{
    struct stat present{};
    return ::stat((path + "-journal").c_str(), &present) == 0 && present.st_size > 0;
}

// A journal that ends in these bytes names a file above it, which SQLite deletes when the journal has been played back;
// our own never does, as a project is one file.
Result<void> checkJournal(const std::string &path)
{
    static constexpr std::array<std::uint8_t, 8> magic{0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7};
    const std::string journal = path + "-journal";
    const int file = ::open(journal.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0)
        return {};
    struct stat present{};
    std::array<std::uint8_t, 8> end{};
    const bool whole = ::fstat(file, &present) == 0 && S_ISREG(present.st_mode);
    const ssize_t count = whole && present.st_size >= 8 ? ::pread(file, end.data(), end.size(), present.st_size - 8) : 0;
    ::close(file);
    if (whole && (count != 8 || end != magic || present.st_size < 16))
        return {};
    return refuse(path, QT_TRANSLATE_NOOP("model", "beside the project lies %1, which Tarascope did not make; it is not opened"),
                  {journal}, "foreignJournal");
}

Result<ProjectHeader> checkHeader(const std::string &path, bool hotJournal)
{
    if (Result<void> ours = checkJournal(path); !ours)
        return ours.error();
    // Another program may be in the middle of a commit; then its journal is there, or length and header agree again.
    Result<ProjectHeader> header = checkHeaderOnce(path, hotJournal);
    for (int again = 0; again < 3 && !header && header.error().message.code == lengthCode; ++again)
        header = checkHeaderOnce(path, hotJournal || hasHotJournal(path));
    return header;
}

Result<void> createSchema(Database &database)
{
    for (const char *statement : schema)
        if (Result<void> made = database.run(statement); !made)
            return made;
    return {};
}

Result<void> checkSchema(Database &database, const std::string &path)
{
    Result<Statement> entries = database.prepare("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY rowid");
    if (!entries)
        return entries.error();
    std::array<bool, std::size(schema)> seen{};
    Statement::Step step;
    while ((step = entries->step()) == Statement::Step::Row) {
        const std::string_view sql = entries->text(3);
        std::size_t place = 0;
        while (place < seen.size() && (seen[place] || sql != schema[place]))
            ++place;
        if (place == seen.size() || !entryFits(sql, entries->text(0), entries->text(1), entries->text(2)))
            return refuse(path,
                          QT_TRANSLATE_NOOP("model", "the project file holds the %1 '%2', which Tarascope did not make; it "
                                                     "is not opened"),
                          {std::string(entries->text(0)), std::string(entries->text(1))}, "foreignSchema");
        seen[place] = true;
    }
    if (step == Statement::Step::Failed)
        return database.failure();
    for (std::size_t place = 0; place < seen.size(); ++place)
        if (!seen[place])
            return refuse(path, QT_TRANSLATE_NOOP("model", "the project file is damaged: a part of its tables is missing"),
                          {}, "projectDamaged");
    return {};
}

} // namespace tarascope
