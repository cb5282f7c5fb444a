#pragma once
#include "model/result.h"
#include "model/sha256.h"
#include "model/store/sqlite.h"

#include <string>
#include <vector>

namespace tarascope::evidence {

/// One entry of the chain of custody: who did what to which object, when, and the hash that ties it to the one before.
struct CustodyRow {
    std::int64_t seq = 0;
    std::string utc; ///< RFC 3339
    std::string user;
    std::string host;
    std::string action; ///< create, add, require, purge, export, ...
    std::string object;
    Digest objectSha256{};
    std::string note;
    Digest previous{};
    Digest hash{};
};

/// What the first row follows; made of the case's id.
Digest custodyStart(const std::string &caseId);
Digest custodyHash(const CustodyRow &row);

Result<void> insertCustodyRow(Database &database, const CustodyRow &row);
Result<std::vector<CustodyRow>> readCustody(Database &database);
/// Number of the first row that does not follow from the one before, 0: the chain is sound up to `head`.
std::int64_t firstBrokenRow(const std::vector<CustodyRow> &rows, const std::string &caseId, std::int64_t headSeq,
                            const Digest &head);

} // namespace tarascope::evidence
