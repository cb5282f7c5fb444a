#include "model/hashindex.h"

#include <algorithm>

namespace tarascope {

HashIndex::HashIndex() : m_buckets(bucketCount) {}

std::uint64_t HashIndex::hashOf(std::string_view text)
{
    // FNV-1a, then a mixing step so that the low bits, which pick the bucket, depend on all of them.
    std::uint64_t hash = 0xCBF29CE484222325ULL;
    for (char c : text)
        hash = (hash ^ static_cast<std::uint8_t>(c)) * 0x100000001B3ULL;
    hash ^= hash >> 32;
    hash *= 0xD6E8FEB86659FD93ULL;
    return hash ^ (hash >> 32);
}

HashIndex::Bucket &HashIndex::bucketForWriting(std::uint64_t hash)
{
    std::shared_ptr<Bucket> &bucket = m_buckets[hash % bucketCount];
    if (!bucket)
        bucket = std::make_shared<Bucket>();
    else if (bucket.use_count() != 1)
        bucket = std::make_shared<Bucket>(*bucket);
    return *bucket;
}

void HashIndex::insert(std::uint64_t hash, std::int32_t slot)
{
    Bucket &bucket = bucketForWriting(hash);
    const Entry entry{hash, slot};
    bucket.insert(std::lower_bound(bucket.begin(), bucket.end(), entry), entry);
}

void HashIndex::remove(std::uint64_t hash, std::int32_t slot)
{
    Bucket &bucket = bucketForWriting(hash);
    const Entry entry{hash, slot};
    const auto at = std::lower_bound(bucket.begin(), bucket.end(), entry);
    if (at != bucket.end() && at->hash == hash && at->slot == slot)
        bucket.erase(at);
}

void HashIndex::append(std::uint64_t hash, std::int32_t slot) { bucketForWriting(hash).push_back(Entry{hash, slot}); }

void HashIndex::sort()
{
    for (std::shared_ptr<Bucket> &bucket : m_buckets)
        if (bucket && !std::is_sorted(bucket->begin(), bucket->end())) {
            if (bucket.use_count() != 1)
                bucket = std::make_shared<Bucket>(*bucket);
            std::sort(bucket->begin(), bucket->end());
        }
}

std::span<const HashIndex::Entry> HashIndex::range(std::uint64_t hash) const
{
    const std::shared_ptr<Bucket> &bucket = m_buckets[hash % bucketCount];
    if (!bucket)
        return {};
    const auto first = std::lower_bound(bucket->begin(), bucket->end(), Entry{hash, -1});
    auto last = first;
    while (last != bucket->end() && last->hash == hash)
        ++last;
    return {bucket->data() + (first - bucket->begin()), static_cast<std::size_t>(last - first)};
}

} // namespace tarascope
