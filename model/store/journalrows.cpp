#include "model/store/journalrows.h"

#include "model/json/write.h"
#include "model/store/cellscanner.h"
#include "model/store/celltext.h"

#include <algorithm>

namespace tarascope {

namespace {

constexpr std::string_view kindNames[] = {"do", "undo", "redo", "baseline"};

std::string_view kindName(JournalKind kind)
{
    return kindNames[static_cast<std::size_t>(kind)];
}

std::optional<JournalKind> kindFromName(std::string_view name)
{
    for (std::size_t i = 0; i < std::size(kindNames); ++i)
        if (kindNames[i] == name)
            return static_cast<JournalKind>(i);
    return std::nullopt;
}

std::string titleText(const JournalTitle &title)
{
    json::Writer out;
    out.beginObject().member("text", title.text).key("args");
    writeTexts(out, title.args);
    out.member("code", title.code).endObject();
    return out.take();
}

bool readTitle(std::string_view text, JournalTitle &title)
{
    CellScanner scanner(text);
    if (!scanner.take("{\"text\":") || !scanner.text(title.text) || !scanner.take(",\"args\":["))
        return false;
    while (!scanner.next(']')) {
        std::string argument;
        if ((!title.args.empty() && !scanner.take(',')) || !scanner.text(argument))
            return false;
        title.args.push_back(std::move(argument));
    }
    return scanner.take("],\"code\":") && scanner.text(title.code) && scanner.take('}') && scanner.atEnd();
}

bool readDigest(const Statement &row, int column, Digest &digest)
{
    const std::string_view bytes = row.blob(column);
    if (!row.isBlob(column) || bytes.size() != digest.size())
        return false;
    std::copy(bytes.begin(), bytes.end(), digest.begin());
    return true;
}

// Columns 0..10 in the order of the table.
bool readRow(const Statement &row, JournalRow &out)
{
    for (int column : {1, 2, 3, 4})
        if (!row.isText(column))
            return false;
    for (int column : {0, 5, 6})
        if (!row.isInteger(column))
            return false;
    out.seq = row.integer(0);
    out.utc = row.text(1);
    out.who = row.text(2);
    out.title = {};
    const auto kind = kindFromName(row.text(4));
    out.kind = kind.value_or(JournalKind::Do);
    out.of = row.integer(5);
    out.changes = row.integer(6);
    return kind && readTitle(row.text(3), out.title) && readDigest(row, 7, out.digest) &&
           readDigest(row, 8, out.payloadHash) && readDigest(row, 9, out.previous) && readDigest(row, 10, out.hash);
}

void report(JournalChain &chain, std::int64_t seq, const char *sentence)
{
    chain.firstBad = seq;
    chain.problem = Message{sentence, {std::to_string(seq)}, "journalDamaged"};
}

// False ends the walk: the chain is broken at this row.
bool follow(JournalChain &chain, const Statement &statement, Digest &previous, bool payloads)
{
    const std::int64_t expected = static_cast<std::int64_t>(chain.rows.size()) + 1;
    JournalRow row;
    const bool read = readRow(statement, row);
    if (statement.integer(0) != expected)
        report(chain, expected, QT_TRANSLATE_NOOP("model", "the journal is damaged: entry %1 is missing"));
    else if (!read || row.previous != previous || row.hash != journalHash(row))
        report(chain, expected, QT_TRANSLATE_NOOP("model", "the journal is damaged: entry %1 was altered"));
    else if (payloads && !statement.isNull(11) && Sha256::of(statement.blob(11)) != row.payloadHash)
        report(chain, expected, QT_TRANSLATE_NOOP("model", "the journal is damaged: what entry %1 changed was altered"));
    if (chain.firstBad != 0)
        return false;
    previous = row.hash;
    chain.rows.push_back(std::move(row));
    return true;
}

} // namespace

Digest journalStart(std::string_view projectId)
{
    Sha256 hash;
    hash.addField("tarascope journal");
    hash.addField(projectId);
    return hash.result();
}

Digest journalHash(const JournalRow &row)
{
    Sha256 hash;
    hash.add(row.previous);
    hash.addField(std::to_string(row.seq));
    hash.addField(row.utc);
    hash.addField(row.who);
    hash.addField(titleText(row.title));
    hash.addField(kindName(row.kind));
    hash.addField(std::to_string(row.of));
    hash.addField(std::to_string(row.changes));
    hash.add(row.digest);
    hash.add(row.payloadHash);
    return hash.result();
}

Result<void> insertJournalRow(Database &database, const JournalRow &row, std::string_view payload)
{
    Result<Statement> insert =
        database.prepare("INSERT INTO journal VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)");
    if (!insert)
        return insert.error();
    const std::string title = titleText(row.title);
    insert->integer(1, row.seq).text(2, row.utc).text(3, row.who).text(4, title).text(5, kindName(row.kind));
    insert->integer(6, row.of).integer(7, row.changes).blob(8, row.digest).blob(9, row.payloadHash);
    insert->blob(10, row.previous).blob(11, row.hash).blob(12, payload);
    return insert->run() ? Result<void>() : database.failure();
}

Result<JournalChain> readJournalChain(Database &database, std::string_view projectId, std::int64_t headSeq,
                                      const Digest &head, bool payloads)
{
    Result<Statement> statement =
        database.prepare(payloads ? "SELECT seq, utc, who, title, kind, of, changes, digest, payloadHash, prevHash, hash,"
                                    " payload FROM journal ORDER BY seq"
                                  : "SELECT seq, utc, who, title, kind, of, changes, digest, payloadHash, prevHash, hash"
                                    " FROM journal ORDER BY seq");
    if (!statement)
        return statement.error();
    JournalChain chain;
    Digest previous = journalStart(projectId);
    Statement::Step step;
    while ((step = statement->step()) == Statement::Step::Row)
        if (!follow(chain, *statement, previous, payloads))
            return chain;
    if (step == Statement::Step::Failed)
        return database.failure();
    const auto last = static_cast<std::int64_t>(chain.rows.size());
    if (last < headSeq)
        report(chain, last + 1, QT_TRANSLATE_NOOP("model", "the journal is cut off: entry %1 and what follows are missing"));
    else if (last > headSeq)
        report(chain, headSeq + 1, QT_TRANSLATE_NOOP("model", "the journal is damaged: entry %1 was added from outside"));
    else if (previous != head)
        report(chain, std::max<std::int64_t>(last, 1), QT_TRANSLATE_NOOP("model", "the journal is damaged: entry %1 does not end in the stored head"));
    return chain;
}

Result<std::vector<JournalRow>> readJournalRows(Database &database, std::int64_t before, int count)
{
    Result<Statement> statement =
        database.prepare("SELECT seq, utc, who, title, kind, of, changes, digest, payloadHash, prevHash, hash"
                         " FROM journal WHERE seq < ?1 ORDER BY seq DESC LIMIT ?2");
    if (!statement)
        return statement.error();
    statement->integer(1, before).integer(2, count);
    std::vector<JournalRow> rows;
    Statement::Step step;
    while ((step = statement->step()) == Statement::Step::Row) {
        JournalRow row;
        if (!readRow(*statement, row))
            return Error{ErrorKind::Project,
                         {QT_TRANSLATE_NOOP("model", "the journal is damaged: entry %1 was altered"),
                          {std::to_string(statement->integer(0))},
                          "journalDamaged"},
                         {}};
        rows.push_back(std::move(row));
    }
    if (step == Statement::Step::Failed)
        return database.failure();
    return rows;
}

Result<std::string> readJournalPayload(Database &database, const std::string &path, std::int64_t seq)
{
    Result<Statement> statement = database.prepare("SELECT payload, payloadHash FROM journal WHERE seq = ?1");
    if (!statement)
        return statement.error();
    Digest expected{};
    const bool found = statement->integer(1, seq).step() == Statement::Step::Row && readDigest(*statement, 1, expected);
    if (found && statement->isNull(0))
        return std::string();
    if (!found || Sha256::of(statement->blob(0)) != expected)
        return Error{ErrorKind::Project,
                     {QT_TRANSLATE_NOOP("model", "the journal is damaged: what entry %1 changed was altered"),
                      {std::to_string(seq)},
                      "journalDamaged"},
                     inFile(path)};
    return std::string(statement->blob(0));
}

} // namespace tarascope
