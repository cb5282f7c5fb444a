#pragma once
#include "model/budget.h"
#include "model/sha256.h"

#include <string>
#include <vector>

namespace tarascope {

/// What `verify` found in a project file. The file is sound when there are no problems.
struct Verification {
    Digest digest{};        ///< of the content as it stands
    Digest head{};          ///< hash of the last journal entry
    std::int64_t entries = 0; ///< of the journal
    std::int64_t records = 0;
    std::int64_t firstBadEntry = 0; ///< of the journal; 0: none
    /// Parts of the content whose hash is not the stored one, with what lies in them.
    struct BadBucket {
        int bucket = 0;
        std::vector<std::string> names;
        bool operator==(const BadBucket &) const = default;
    };
    std::vector<BadBucket> badBuckets;
    std::vector<Message> problems;

    bool sound() const { return problems.empty(); }
};

/// Checks all of a project file and changes nothing: SQLite's own integrity check, every row against the stored
/// hashes, the small tables, and the whole journal with its payloads from the first entry to the head. An error when
/// the file cannot be read at all (no project, a newer version, a foreign schema).
Result<Verification> verifyProject(const std::string &path, const Budget &budget);

} // namespace tarascope
