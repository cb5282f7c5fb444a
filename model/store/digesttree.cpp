#include "model/store/digesttree.h"

#include <algorithm>
#include <bit>

namespace tarascope {

namespace {

constexpr int bucketsPerGroup = DigestTree::bucketCount / DigestTree::groupCount;

template <class Number> void appendBigEndian(std::string &bytes, Number number)
{
    for (int shift = static_cast<int>(sizeof number) * 8 - 8; shift >= 0; shift -= 8)
        bytes += static_cast<char>(number >> shift & 0xFF);
}

bool before(const Leaf &a, const Leaf &b)
{
    return a.uid != b.uid ? a.uid < b.uid : a.type < b.type;
}

bool same(const Leaf &a, const Leaf &b)
{
    return a.uid == b.uid && a.type == b.type;
}

Leaf wanted(RowType type, const Uid &uid)
{
    return Leaf{uid, type, 0, {}};
}

} // namespace

void RowBytes::add(std::string_view column)
{
    appendBigEndian(m_bytes, static_cast<std::uint32_t>(column.size()));
    m_bytes.append(column);
}

void RowBytes::add(const Uid &uid)
{
    appendBigEndian(m_bytes, std::uint32_t{16});
    appendBigEndian(m_bytes, uid.high);
    appendBigEndian(m_bytes, uid.low);
}

void RowBytes::add(double number)
{
    appendBigEndian(m_bytes, std::uint32_t{8});
    appendBigEndian(m_bytes, std::bit_cast<std::uint64_t>(number));
}

DigestTree::DigestTree() : m_buckets(bucketCount) {}

Digest DigestTree::emptyBucket()
{
    return Sha256::of("B");
}

DigestTree::Bucket &DigestTree::touch(const Uid &uid)
{
    const int place = bucketOf(uid);
    m_groupKnown[static_cast<std::size_t>(place / bucketsPerGroup)] = false;
    Bucket &bucket = m_buckets[static_cast<std::size_t>(place)];
    bucket.known = false;
    return bucket;
}

const Leaf *DigestTree::find(RowType type, const Uid &uid) const
{
    const std::vector<Leaf> &leaves = m_buckets[static_cast<std::size_t>(bucketOf(uid))].leaves;
    const Leaf like = wanted(type, uid);
    const auto found = std::lower_bound(leaves.begin(), leaves.end(), like, before);
    return found != leaves.end() && same(*found, like) ? &*found : nullptr;
}

void DigestTree::put(const Leaf &leaf)
{
    std::vector<Leaf> &leaves = touch(leaf.uid).leaves;
    const auto place = std::lower_bound(leaves.begin(), leaves.end(), leaf, before);
    if (place != leaves.end() && same(*place, leaf))
        *place = leaf;
    else
        leaves.insert(place, leaf);
}

bool DigestTree::remove(RowType type, const Uid &uid)
{
    std::vector<Leaf> &leaves = touch(uid).leaves;
    const Leaf like = wanted(type, uid);
    const auto place = std::lower_bound(leaves.begin(), leaves.end(), like, before);
    if (place == leaves.end() || !same(*place, like))
        return false;
    leaves.erase(place);
    return true;
}

void DigestTree::append(const Leaf &leaf)
{
    m_loading.push_back(leaf);
}

std::optional<Leaf> DigestTree::finishLoading()
{
    std::array<std::uint32_t, bucketCount> counts{};
    for (const Leaf &leaf : m_loading)
        ++counts[static_cast<std::size_t>(bucketOf(leaf.uid))];
    for (std::size_t place = 0; place < counts.size(); ++place)
        if (counts[place] > 0)
            m_buckets[place].leaves.reserve(m_buckets[place].leaves.size() + counts[place]);
    for (const Leaf &leaf : m_loading)
        touch(leaf.uid).leaves.push_back(leaf);
    m_loading = {};
    for (Bucket &bucket : m_buckets) {
        std::sort(bucket.leaves.begin(), bucket.leaves.end(), before);
        const auto twice = std::adjacent_find(bucket.leaves.begin(), bucket.leaves.end(), same);
        if (twice != bucket.leaves.end())
            return *twice;
    }
    return std::nullopt;
}

Digest DigestTree::bucketHash(int place) const
{
    const Bucket &bucket = m_buckets[static_cast<std::size_t>(place)];
    if (!bucket.known) {
        Sha256 hash;
        hash.add("B");
        for (const Leaf &leaf : bucket.leaves)
            hash.add(leaf.digest);
        bucket.hash = hash.result();
        bucket.known = true;
    }
    return bucket.hash;
}

Digest DigestTree::root() const
{
    Sha256 root;
    root.add("R");
    for (int group = 0; group < groupCount; ++group) {
        const auto at = static_cast<std::size_t>(group);
        if (!m_groupKnown[at]) {
            Sha256 hash;
            hash.add("G");
            for (int i = 0; i < bucketsPerGroup; ++i)
                hash.add(bucketHash(group * bucketsPerGroup + i));
            m_groups[at] = hash.result();
            m_groupKnown[at] = true;
        }
        root.add(m_groups[at]);
    }
    return root.result();
}

} // namespace tarascope
