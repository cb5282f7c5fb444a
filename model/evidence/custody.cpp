#include "model/evidence/custody.h"

#include <algorithm>

namespace tarascope::evidence {

namespace {

Digest digestOf(std::string_view bytes)
{
    Digest digest{};
    if (bytes.size() == digest.size())
        std::copy(bytes.begin(), bytes.end(), digest.begin());
    return digest;
}

} // namespace

Digest custodyStart(const std::string &caseId)
{
    return Sha256::of("tarascope case " + caseId);
}

Digest custodyHash(const CustodyRow &row)
{
    Sha256 hash;
    hash.add(row.previous);
    hash.addField(std::to_string(row.seq));
    for (const std::string *field : {&row.utc, &row.user, &row.host, &row.action, &row.object, &row.note})
        hash.addField(*field);
    hash.add(row.objectSha256);
    return hash.result();
}

Result<void> insertCustodyRow(Database &database, const CustodyRow &row)
{
    Result<Statement> insert = database.prepare("INSERT INTO custody VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)");
    if (!insert)
        return insert.error();
    insert->integer(1, row.seq).text(2, row.utc).text(3, row.user).text(4, row.host).text(5, row.action);
    insert->text(6, row.object).blob(7, row.objectSha256).text(8, row.note).blob(9, row.previous).blob(10, row.hash);
    return insert->run() ? Result<void>() : database.failure();
}

Result<std::vector<CustodyRow>> readCustody(Database &database)
{
    Result<Statement> select = database.prepare(
        "SELECT seq, utc, user, host, action, object, objectSha256, note, previous, hash FROM custody ORDER BY seq");
    if (!select)
        return select.error();
    std::vector<CustodyRow> rows;
    Statement::Step step;
    while ((step = select->step()) == Statement::Step::Row) {
        CustodyRow row;
        row.seq = select->integer(0);
        int column = 1;
        for (std::string *field : {&row.utc, &row.user, &row.host, &row.action, &row.object})
            *field = select->text(column++);
        row.objectSha256 = digestOf(select->blob(6));
        row.note = select->text(7);
        row.previous = digestOf(select->blob(8));
        row.hash = digestOf(select->blob(9));
        rows.push_back(std::move(row));
    }
    if (step == Statement::Step::Failed)
        return database.failure();
    return rows;
}

std::int64_t firstBrokenRow(const std::vector<CustodyRow> &rows, const std::string &caseId, std::int64_t headSeq,
                            const Digest &head)
{
    Digest previous = custodyStart(caseId);
    std::int64_t seq = 1;
    for (const CustodyRow &row : rows) {
        if (row.seq != seq || row.previous != previous || row.hash != custodyHash(row))
            return seq;
        previous = row.hash;
        ++seq;
    }
    return seq - 1 == headSeq && previous == head ? 0 : std::min(seq, headSeq + 1);
}

} // namespace tarascope::evidence
