#pragma once
#include "model/graph.h"
#include "model/store/digesttree.h"
#include "model/store/sqlite.h"

#include <array>

namespace tarascope {

/// All content of a file: the digest of the rows as they stand, and the graph that they make.
struct ReadContent {
    DigestTree tree;
    Graph graph;
    std::array<std::int64_t, rowTypeCount> nextRow{1, 1, 1, 1, 1, 1}; ///< first free id per table
    std::optional<Error> broken; ///< a row cannot be read at all; the rest was not read
    std::optional<Error> refused; ///< a row is no sound record (first one); the digest is still of all rows
};

/// Reads every row of content: this thread reads and hashes, a second one builds the graph. `fileBytes` bounds what a
/// hostile file may claim to hold.
ReadContent readContent(Database &database, const std::string &path, std::int64_t fileBytes);

/// Buckets whose stored hash is not that of their rows, in order; stored numbers outside the range count as bucket 0.
Result<std::vector<int>> differingBuckets(Database &database, const DigestTree &tree);
/// What people call the rows of a bucket (keys, else uids), at most `limit`.
std::vector<std::string> namesOfBucket(Database &database, const DigestTree &tree, int bucket, std::size_t limit);

} // namespace tarascope
