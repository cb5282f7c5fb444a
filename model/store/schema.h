#pragma once
#include "model/store/digesttree.h"
#include "model/store/sqlite.h"

#include <span>

namespace tarascope {

/// "TARA" at byte 68 of every project file, so that `file` and MIME magic know it.
inline constexpr std::uint32_t projectApplicationId = 0x54415241;
/// The version of the tables below; PRAGMA user_version.
inline constexpr std::uint32_t projectSchemaVersion = 1;

/// A column of content: a uid of 16 bytes, a text, or a real number.
struct StoredColumn {
    enum class Type : std::uint8_t { Uid, Text, Real };
    Type type;
    const char *name;
};

/// A table of content. Its first column, `id`, is the place of the row; the other columns are hashed in their order.
struct StoredTable {
    RowType type;
    const char *name;
    std::span<const StoredColumn> columns;
    const char *select; ///< id and all columns, in order of id
    const char *insert; ///< ?1 is the id
    const char *update; ///< ?1 is the id
    const char *remove; ///< ?1 is the id
};
const StoredTable &storedTable(RowType type);

/// What SQLite's header says of a file, read without SQLite.
struct ProjectHeader {
    std::uint32_t schemaVersion = 0;
    std::int64_t bytes = 0;
};
/// An unfinished change lies beside the file.
bool hasHotJournal(const std::string &path);
/// Refuses, with the reason, what is no project file, is of a newer version, or is cut off. `hotJournal`: a journal
/// stands beside the file, so its length may be anything.
Result<ProjectHeader> checkHeader(const std::string &path, bool hotJournal);

/// Makes all tables in a new, empty file.
Result<void> createSchema(Database &database);
/// Compares every entry of the schema with the known one, word by word, before anything else is read: a foreign
/// trigger, view or virtual table would run on our first statement.
Result<void> checkSchema(Database &database, const std::string &path);

} // namespace tarascope
