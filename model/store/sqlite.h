#pragma once
#include "model/result.h"
#include "model/sha256.h"

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace tarascope {

/// Bytes of one row, at most; also bounds what a hostile file can make us allocate.
inline constexpr int largestRow = 256 << 20;

/// The place of an error: a file, and an item in it.
Where inFile(std::string path, std::string item = {});

/// A prepared statement of one connection. What is bound must live until the next `reset`.
class Statement
{
public:
    enum class Step { Row, Done, Failed };

    Statement() = default;
    Statement(sqlite3 *connection, const char *sql);

    bool valid() const { return m_statement != nullptr; }
    Statement &text(int place, std::string_view text);
    Statement &blob(int place, std::string_view bytes);
    Statement &blob(int place, const Digest &digest);
    Statement &integer(int place, std::int64_t number);
    Statement &real(int place, double number);
    Statement &null(int place);

    Step step();
    void reset();
    /// Steps once and resets: true when it ended without a row and without a failure.
    bool run();

    bool isText(int column) const;
    bool isBlob(int column) const;
    bool isInteger(int column) const;
    bool isReal(int column) const;
    bool isNull(int column) const;
    /// Valid until the next step or reset.
    std::string_view text(int column) const;
    std::string_view blob(int column) const;
    std::int64_t integer(int column) const;
    double real(int column) const;

private:
    struct Finalize {
        void operator()(sqlite3_stmt *statement) const;
    };
    std::unique_ptr<sqlite3_stmt, Finalize> m_statement;
};

/// One connection to an SQLite file, set up for files that may be hostile: DEFENSIVE, no trusted schema, no views, no
/// extensions, small limits, checks of cells. Statements must be gone before it closes.
class Database
{
public:
    enum class Mode { Read, Write, Create };

    Database() = default;
    static Result<Database> open(const std::string &path, Mode mode);

    /// Runs SQL that is written in this program.
    Result<void> run(const char *sql);
    Result<Statement> prepare(const char *sql);
    /// Writes the file anew without what was deleted; SQLite needs a second file of its own for that.
    Result<void> vacuum();
    /// The one number that a statement of this program gives, such as PRAGMA user_version.
    Result<std::int64_t> number(const char *sql);
    /// Rows that the last INSERT, UPDATE or DELETE changed.
    std::int64_t changes() const;
    bool inTransaction() const;
    /// Every statement that runs longer fails; checked every few thousand steps of SQLite.
    void setDeadline(std::chrono::steady_clock::time_point deadline);
    void setTriggers(bool enabled);

    /// The failure of the last call as an error: damage is of kind Project, all else of kind Device.
    Error failure() const;
    /// The last call failed because a journal must be rolled back and may not be.
    bool needsRollback() const;

private:
    struct Close {
        void operator()(sqlite3 *connection) const;
    };
    struct Deadline;
    struct EndDeadline {
        void operator()(Deadline *deadline) const;
    };

    Result<void> protect(Mode mode);

    std::string m_path;
    std::unique_ptr<Deadline, EndDeadline> m_deadline;
    std::unique_ptr<sqlite3, Close> m_connection;
};

} // namespace tarascope
