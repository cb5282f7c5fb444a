#pragma once
#include "model/ids.h"
#include "model/sha256.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tarascope {

/// Which table a record lives in; the number is the first byte of its leaf.
enum class RowType : std::uint8_t { Item = 1, Link, Outcome, Field, Setting, Position };
inline constexpr int rowTypeCount = 6;

/// The stored columns of one row, put together for its leaf: the type, then each column with its length (4 bytes, big
/// endian) before it, so that no byte can move from one column into the next.
class RowBytes
{
public:
    void begin(RowType type)
    {
        m_bytes.clear();
        m_bytes += static_cast<char>(type);
    }
    void add(std::string_view column);
    void add(const Uid &uid);
    /// As its 8 bytes (IEEE 754, big endian).
    void add(double number);
    Digest digest() const { return Sha256::of(m_bytes); }

private:
    std::string m_bytes;
};

/// One record in the digest, and the row that holds it.
struct Leaf {
    Uid uid;
    RowType type = RowType::Item;
    std::int64_t row = 0; ///< not part of the digest
    Digest digest{};
};

/// The content digest of a project (engine-room 3): leaves sorted by uid, then type, in 4,096 buckets by the first 12
/// bits of the uid, 64 groups, one root; all SHA-256. A change hashes one bucket, one group and the root again. Empty
/// buckets hash as an empty list, so the digest depends on the content alone.
class DigestTree
{
public:
    static constexpr int bucketCount = 4096;
    static constexpr int groupCount = 64;

    DigestTree();

    static int bucketOf(const Uid &uid) { return static_cast<int>(uid.high >> 52); }
    /// The hash of a bucket without leaves.
    static Digest emptyBucket();

    const Leaf *find(RowType type, const Uid &uid) const;
    /// Adds the leaf, or replaces the one with its uid and type.
    void put(const Leaf &leaf);
    /// False: there was none.
    bool remove(RowType type, const Uid &uid);

    /// Adds without keeping order; `finishLoading` must follow.
    void append(const Leaf &leaf);
    /// Sorts what was appended; gives a leaf that is there twice, if any.
    std::optional<Leaf> finishLoading();

    const std::vector<Leaf> &leaves(int bucket) const { return m_buckets[static_cast<std::size_t>(bucket)].leaves; }
    Digest bucketHash(int bucket) const;
    Digest root() const;

private:
    struct Bucket {
        std::vector<Leaf> leaves;
        mutable Digest hash{};
        mutable bool known = false;
    };

    Bucket &touch(const Uid &uid);

    std::vector<Bucket> m_buckets;
    std::vector<Leaf> m_loading; ///< appended, not yet in their buckets
    mutable std::array<Digest, groupCount> m_groups{};
    mutable std::array<bool, groupCount> m_groupKnown{};
};

} // namespace tarascope
